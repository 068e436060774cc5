"""Which of several values counts."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.store.heads import Known, fields_of, heads
from annotator.store.kinds import KINDS, WHOLE

HERE, THERE = "aa" * 16, "bb" * 16


def change(site, n, fields, *parents, clock=None):
    order = (clock if clock is not None else n, site, n)
    return Known((site, n), order, frozenset(parents), fields, None, None, 1)


def test_a_thing_that_nobody_changed_has_no_values():
    found = heads([])
    assert found.newest() is None
    assert found.value("name") is None
    assert found.conflicts(KINDS["entity"]) == 0
    assert found.settled("name", None)
    assert not found.settled("name", "A")
    assert found.shown(KINDS["span"]) == {}
    assert found.shown(KINDS["entity"]) == {}


def test_a_value_set_on_top_of_another_replaces_it():
    found = heads([change(HERE, 1, {"name": "A"}), change(THERE, 1, {"name": "B"}, (HERE, 1))])
    assert found.value("name") == "B"
    assert found.settled("name", "B")
    assert found.conflicts(KINDS["entity"]) == 0


def test_two_values_set_apart_conflict_and_the_newest_is_shown():
    found = heads(
        [change(THERE, 1, {"name": "B"}, clock=9), change(HERE, 1, {"name": "A"}, clock=5)]
    )
    assert found.conflicts(KINDS["entity"]) == 1
    assert found.shown(KINDS["entity"]) == {"name": "B"}
    assert not found.settled("name", "B")
    assert found.newest().version == (THERE, 1)


def test_of_two_values_of_one_moment_everyone_sees_the_same():
    found = heads([change(THERE, 1, {"name": "B"}), change(HERE, 1, {"name": "A"})])
    assert found.of["name"][-1].version == (THERE, 1)


def test_one_value_set_by_two_people_is_no_conflict():
    found = heads([change(HERE, 1, {"name": "A"}), change(THERE, 1, {"name": "A"})])
    assert found.conflicts(KINDS["entity"]) == 0
    assert found.settled("name", "A")


def test_two_fields_set_apart_do_not_conflict():
    found = heads([change(HERE, 1, {"name": "A"}), change(THERE, 1, {"note": "B"})])
    assert found.conflicts(KINDS["entity"]) == 0
    assert found.shown(KINDS["entity"]) == {"name": "A", "note": "B"}


def test_a_change_replaces_only_the_fields_that_it_sets():
    first = change(HERE, 1, {"name": "A", "note": "N"})
    found = heads([first, change(HERE, 2, {"name": "B"}, (HERE, 1))])
    assert found.shown(KINDS["entity"]) == {"name": "B", "note": "N"}


def test_a_span_that_was_taken_out_is_not_there():
    span = {"label": "weapon"}
    put = change(HERE, 1, {WHOLE: span})
    assert heads([put]).shown(KINDS["span"]) == span
    gone = change(HERE, 2, {WHOLE: None}, (HERE, 1))
    assert heads([put, gone]).shown(KINDS["span"]) == {}


def test_one_alias_added_by_two_people_at_two_places_is_no_conflict():
    one, two = ({"entity": "e", "name": "the army", "position": n} for n in (0, 3))
    found = heads([change(HERE, 1, {WHOLE: one}), change(THERE, 1, {WHOLE: two})])
    assert found.conflicts(KINDS["alias"]) == 0
    other = change("cc" * 16, 1, {WHOLE: {**one, "name": "the navy"}})
    assert heads([change(HERE, 1, {WHOLE: one}), other]).conflicts(KINDS["alias"]) == 1
    gone = change("cc" * 16, 1, {WHOLE: None})
    assert heads([change(HERE, 1, {WHOLE: one}), gone]).conflicts(KINDS["alias"]) == 1


def test_changes_that_replace_each_other_in_a_ring_still_show_the_newest():
    ring = [change(HERE, 1, {"name": "A"}, (HERE, 2)), change(HERE, 2, {"name": "B"}, (HERE, 1))]
    assert heads(ring).value("name") == "B"


@pytest.mark.parametrize(
    ("whole", "value", "fields"),
    [
        (True, "null", {WHOLE: None}),
        (True, '{"label":"weapon"}', {WHOLE: {"label": "weapon"}}),
        (False, '{"name":"A"}', {"name": "A"}),
        (False, "[1]", {}),
    ],
)
def test_a_value_is_read_as_fields(whole, value, fields):
    assert fields_of(whole, value) == fields


@st.composite
def histories(draw):
    """Changes of two fields by three sites, each on top of some that came before it."""
    made: list[Known] = []
    for _ in range(draw(st.integers(1, 7))):
        site = draw(st.sampled_from(["aa" * 16, "bb" * 16, "cc" * 16]))
        n = 1 + sum(known.version[0] == site for known in made)
        parents = draw(st.sets(st.sampled_from([k.version for k in made]))) if made else set()
        names = draw(st.sets(st.sampled_from(["name", "note"]), min_size=1))
        fields = {name: draw(st.sampled_from(["A", "B", None])) for name in sorted(names)}
        made.append(change(site, n, fields, *parents, clock=draw(st.integers(1, 3))))
    return made


@pytest.mark.property
@given(histories(), st.randoms())
def test_the_order_of_arrival_never_matters(history, chance):
    shuffled = list(history)
    chance.shuffle(shuffled)
    expected, found = heads(history), heads(shuffled)
    assert found.of == expected.of
    assert found.newest() == expected.newest()
    assert found.conflicts(KINDS["entity"]) == expected.conflicts(KINDS["entity"])


@pytest.mark.property
@given(histories())
def test_what_nothing_replaces_is_kept(history):
    found = heads(history)
    for name in ("name", "note"):
        setters = [known for known in history if name in known.fields]
        replaced = {
            old.version
            for old, new in itertools.product(setters, setters)
            if old.version in new.parents
        }
        kept = {known.version for known in setters} - replaced
        assert {known.version for known in found.of.get(name, [])} == kept
