"""Which mark answers to which: the sweep against trying everything, and what overlap means."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotator.model.agreement.matching import align, overlapping, same_ranges
from annotator.model.agreement.study import order
from annotator.model.span import Span


def spans(*places):
    made = [Span(f"{n}", "", None, label, s, e, "") for n, (label, s, e) in enumerate(places)]
    return sorted(made, key=order)


PLACES = st.lists(
    st.tuples(st.sampled_from("ab"), st.integers(0, 20), st.integers(1, 8)).map(
        lambda p: (p[0], p[1], p[1] + p[2])
    ),
    max_size=7,
)


def brute(a, b):
    """Pair greedily among all pairs: those of one label first, then by the words in common."""
    found = []
    for s in a:
        for t in b:
            shared = min(s.end, t.end) - max(s.start, t.start)
            share = shared / (max(s.end, t.end) - min(s.start, t.start))
            if shared > 0 and (s.label == t.label or share >= 0.5):
                ranges = tuple(sorted([(s.start, s.end), (t.start, t.end)]))
                labels = tuple(sorted([s.label, t.label]))
                found.append((s.label != t.label, -share, ranges, labels, s, t))
    pairs, seen = [], set()
    for *_, s, t in sorted(found, key=lambda c: c[:4]):
        if ("a", s.id) not in seen and ("b", t.id) not in seen:
            seen |= {("a", s.id), ("b", t.id)}
            pairs.append((s, t))
    return pairs


def said(pairs):
    return sorted((s.label, s.start, s.end, t.label, t.start, t.end) for s, t in pairs)


@given(PLACES, PLACES)
def test_the_sweep_finds_what_trying_everything_finds(a, b):
    a, b = spans(*a), spans(*b)
    assert said(align(a, b).both) == said(brute(a, b))


@given(PLACES, PLACES)
def test_swapping_people_swaps_the_outcome(a, b):
    a, b = spans(*a), spans(*b)
    there, back = align(a, b), align(b, a)
    assert said(there.both) == said((t, s) for s, t in back.both)
    assert len(there.first) == len(back.second)
    assert overlapping(a, b) == overlapping(b, a)
    assert same_ranges(a, b) == same_ranges(b, a)


@given(PLACES)
def test_the_same_marks_answer_to_each_other(a):
    a = spans(*a)
    found = align(a, a)
    assert len(found.both) == overlapping(a, a) == same_ranges(a, a) == len(a)
    assert found.first == found.second == []


def test_an_actor_inside_a_claim_is_not_a_claim_taken_for_an_actor():
    found = align(spans(("claim", 0, 100)), spans(("actor", 10, 15)))
    assert found.both == []
    assert align(spans(("location", 0, 10)), spans(("actor", 0, 8))).both


def test_marks_that_only_touch_do_not_overlap():
    assert overlapping(spans(("a", 0, 5)), spans(("a", 5, 9))) == 0
