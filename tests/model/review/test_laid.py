"""Decisions are laid on what was compared, again and again, as if it were compared anew."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotator.model.review.comparison import lay_out
from tests.model.review.conftest import ARTICLE, SCHEME, compared, decided, marked

_WAYS = st.lists(st.tuples(st.integers(0, 20), st.sampled_from(["take", "nothing", "back"])))


@given(marked(), _WAYS)
def test_decisions_one_after_another_are_what_comparing_anew_gives(spans, deeds):
    laid = lay_out(ARTICLE, spans, (), "ABC", SCHEME, "ABC")
    decisions = {}
    for number, way in deeds:
        cases = laid.decided(decisions.values()).cases
        if not cases:
            return
        case = cases[number % len(cases)]
        if way == "back":
            decisions.pop(case.id, None)
        else:
            gold = ("x",) if way == "take" else ()
            decisions[case.id] = decided(case, way, case.alternatives[:1], gold)
        anew = compared(spans, persons="ABC", decisions=decisions.values())
        assert laid.decided(decisions.values()) == anew


@given(marked())
def test_what_no_decision_touches_stays_the_same_thing(spans):
    laid = lay_out(ARTICLE, spans, (), "ABC", SCHEME, "ABC")
    before = laid.decided([]).cases
    if before:
        after = laid.decided([decided(before[0])]).cases
        assert all(one is other for one, other in zip(before[1:], after[1:], strict=True))
