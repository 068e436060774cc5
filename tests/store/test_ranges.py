"""Runs of numbers, compared with plain sets of numbers."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.store import merge
from annotator.store.ranges import Growing, are_sound, held, holes, size, stored, united, without

SITES = ("a", "b")
SETS = st.dictionaries(st.sampled_from(SITES), st.sets(st.integers(1, 30)))


def ranges(sets):
    growing = Growing()
    for site, numbers in sets.items():
        for n in sorted(numbers):
            growing.add(site, n)
    return growing.ranges()


def sets(found):
    return {s: {n for a, b in runs for n in range(a, b + 1)} for s, runs in found.items()}


def filled(sets):
    return {site: numbers for site, numbers in sets.items() if numbers}


@given(SETS)
def test_runs_say_the_same_as_the_numbers(some):
    found = ranges(some)
    assert sets(found) == filled(some)
    assert are_sound(found)
    assert size(found) == sum(map(len, some.values()))
    for runs in found.values():
        assert all(b[0] > a[1] + 1 for a, b in pairwise(runs))


@given(SETS, SETS)
def test_taking_together_and_away_is_that_of_sets(some, others):
    a, b = ranges(some), ranges(others)
    union = {s: some.get(s, set()) | others.get(s, set()) for s in (*some, *others)}
    assert sets(united(a, b)) == filled(union)
    less = {s: numbers - others.get(s, set()) for s, numbers in some.items()}
    assert sets(without(a, b)) == filled(less)
    assert are_sound(without(a, b))


@given(SETS)
def test_holes_are_what_is_missing_before_the_last(some):
    missing = {s: set(range(1, max(n, default=0))) - n for s, n in some.items()}
    assert sets(holes(ranges(some))) == filled(missing)


@given(st.lists(st.integers(1, 20)))
def test_numbers_may_come_in_any_order_and_twice(numbers):
    growing = Growing()
    for n in numbers:
        growing.add("a", n)
    assert sets(growing.ranges()) == filled({"a": set(numbers)})


@pytest.mark.parametrize("runs", [[(0, 3)], [(3, 2)], [(1, 4), (4, 5)], [(5, 6), (1, 2)]])
def test_runs_that_make_no_sense_are_seen(runs):
    assert not are_sound({"a": runs})


def test_a_file_says_what_it_holds_and_what_it_shows(desk):
    mine, theirs = desk.replicas("first", "second")
    desk.add_article(theirs)
    site, last = theirs.log.site_uid, theirs.log.n
    changes = [c for c in desk.send(theirs) if c.n not in {2, 3}]
    merge.merge(mine, changes, {}, "Work")
    assert held(mine.sql, mine.log)[site] == [(1, 1), (4, last)]
    mine.undo()
    assert site not in held(mine.sql, mine.log)
    assert stored(mine.sql, mine.log)[site] == [(1, 1), (4, last)]
    merge.merge(mine, changes[:1], {}, "A part of it again")
    assert held(mine.sql, mine.log)[site] == [(1, 1)]
