from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.ui.article.index import MarkIndex, lanes
from annotator.ui.article.marks import Mark, inner_first

PLACES = st.one_of(st.integers(0, 60), st.sampled_from([500, 511, 512, 513, 1_024, 40_000, 99_999]))
STRETCHES = st.tuples(PLACES, PLACES).map(sorted).map(lambda two: (two[0], two[1] + 1))


def test_marks_are_found_by_id_and_by_place():
    first, second = Mark("1", 0, 5, "actor"), Mark("2", 3, 9, "claim")
    index = MarkIndex([first, second])
    assert index.get("1") is first
    assert index.get("3") is None
    assert index.get(None) is None
    assert {mark.id for mark in index.overlapping(4, 5)} == {"1", "2"}
    assert index.overlapping(5, 6) == [second]
    assert index.overlapping(9, 20) == []
    assert index.overlapping(4, 4) == []
    assert len(index) == 2


def test_a_mark_replaces_the_one_with_its_id():
    index = MarkIndex([Mark("1", 0, 5, "actor")])
    assert index.add(Mark("1", 600, 605, "actor")) == Mark("1", 0, 5, "actor")
    assert index.overlapping(0, 5) == []
    assert len(index) == 1


def test_removing_what_is_not_there_does_nothing():
    assert MarkIndex().remove("1") is None


@pytest.mark.property
@given(
    st.lists(st.tuples(st.booleans(), st.integers(0, 12), STRETCHES), max_size=40),
    st.lists(STRETCHES, min_size=1, max_size=5),
)
def test_the_index_agrees_with_looking_at_every_mark(changes, asked):
    index, marks = MarkIndex(), {}
    for adds, name, (start, end) in changes:
        if adds:
            marks[str(name)] = Mark(str(name), start, end, "actor")
            index.add(marks[str(name)])
        else:
            assert index.remove(str(name)) == marks.pop(str(name), None)
    assert sorted(mark.id for mark in index) == sorted(marks)
    for start, end in asked:
        found = [mark.id for mark in index.overlapping(start, end)]
        slowly = [m.id for m in marks.values() if m.start < end and m.end > start]
        assert sorted(found) == sorted(slowly)


@pytest.mark.property
@given(st.lists(st.tuples(st.integers(0, 30), st.integers(1, 20)), max_size=25))
def test_a_lane_is_the_lowest_above_all_that_came_before(pairs):
    stretches = sorted(((a, a + n) for a, n in pairs), key=lambda s: s[1] - s[0])
    slowly = []
    for n, (start, end) in enumerate(stretches):
        below = [slowly[k] for k, (a, b) in enumerate(stretches[:n]) if a < end and b > start]
        slowly.append(1 + max(below, default=-1))
    assert lanes(stretches) == slowly


def test_inner_marks_come_first_and_a_claim_last_among_equals():
    class Look:
        def __init__(self, is_claim):
            self.is_claim = is_claim

    looks = {"actor": Look(is_claim=False), "claim": Look(is_claim=True)}
    marks = [
        Mark("around", 0, 20, "actor"),
        Mark("claim", 3, 9, "claim"),
        Mark("equal", 3, 9, "actor"),
        Mark("inner", 4, 6, "claim"),
    ]
    ordered = sorted(marks, key=lambda mark: inner_first(mark, looks))
    assert [mark.id for mark in ordered] == ["inner", "equal", "claim", "around"]
