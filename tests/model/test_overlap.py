"""Which marks are in the way of a new one, by the rules of the scheme."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.overlap import Clash, clashes, longest
from annotator.model.scheme import Label, Rules, Scheme
from annotator.model.span import Span

LABELS = (Label("actor", "Actor"), Label("weapon", "Weapon"))
OLD = Span("1", "article", "person", "actor", 10, 20, "x" * 10)


def kinds(label, start, end, **rules):
    scheme = Scheme(rules=Rules(**rules), labels=LABELS)
    return [clash.kind for clash in clashes(scheme, [OLD], label, start, end)]


@pytest.mark.parametrize(
    ("start", "end", "kind"),
    [
        (10, 20, "same"), (12, 18, "inside"), (10, 19, "inside"), (8, 20, "around"),
        (8, 22, "around"), (8, 12, "across"), (18, 22, "across"),
    ],
)  # fmt: skip
def test_marks_of_one_label_do_not_overlap(start, end, kind):
    assert kinds("actor", start, end) == [kind]
    assert kinds("weapon", start, end) == []


@pytest.mark.parametrize(("start", "end"), [(0, 10), (20, 30)])
def test_neighbours_are_not_in_the_way(start, end):
    assert kinds("actor", start, end) == []
    assert kinds("weapon", start, end, cross_label_nesting=False) == []


def test_where_one_label_may_overlap_only_the_same_words_are_in_the_way():
    assert kinds("actor", 12, 18, same_label_overlap=True) == []
    assert kinds("actor", 10, 20, same_label_overlap=True) == ["same"]


def test_where_labels_do_not_nest_others_are_in_the_way():
    assert kinds("weapon", 12, 30, cross_label_nesting=False) == ["other_label"]


def test_a_label_may_be_called_by_its_name():
    scheme = Scheme(labels=LABELS)
    old = Span("1", "article", "person", "Actor", 10, 20, "x" * 10)
    assert [c.kind for c in clashes(scheme, [old], "actor", 10, 20)] == ["same"]


# --- the longest ----------------------------------------------------------------------------------

STRETCHES = st.tuples(st.integers(0, 30), st.integers(1, 30)).map(lambda p: (p[0], sum(p)))


@given(st.lists(STRETCHES), STRETCHES)
def test_an_old_mark_stays_only_where_none_is_longer(places, new):
    old = [Span(str(n), "a", "p", "actor", *p, "x") for n, p in enumerate(places)]
    kept = longest([Clash(span, "across") for span in old], *new)
    lengths = [span.end - span.start for span in old]
    if kept is None:
        assert all(length < new[1] - new[0] for length in lengths)
    else:
        assert kept.end - kept.start == max([*lengths, new[1] - new[0]])
