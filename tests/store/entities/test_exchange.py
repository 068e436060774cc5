"""Merging, parting and splitting at several copies: whatever goes which way, all read alike."""

from __future__ import annotations

import os
import random
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.model.ids import derived_id
from annotator.model.sentences import Refused
from annotator.store.entities import deeds, reading

RUNS = 300 if os.environ.get("ANNOTATOR_SOAK") == "1" else 12
NAMES = ("the unit", "the brigade", "the army")
DEEDS = ("merge", "merge", "merge", "part", "split", "apart", "delete", "undo", "redo", "tie")


def do(desk, store, what, chance):
    ids = list(store.read.entities())
    one, other = (chance.choice(ids) if ids else "" for _ in range(2))
    if what in ("undo", "redo"):
        getattr(store, what)()
        return
    with store.step(what):
        if what == "merge":
            deeds.merge(store, one, other)
        elif what == "part":
            deeds.part(store, one)
        elif what == "split":
            deeds.split(store, store.read.spans(desk.ARTICLE), one)
        elif what == "apart":
            deeds.keep_apart(store, one, other)
        elif what == "tie":
            deeds.tie(store, one, "part_of", other)
        else:
            deeds.delete(store, one)


def shown(desk, store):
    """Say what everybody sees: who is read as whom, who is named where, and what is doubtful."""
    read = store.read
    return (
        {id_: reading.whole(read, id_) for id_ in sorted(read.entities())},
        [row.id for row in sorted(reading.rows(read), key=lambda row: row.id)],
        {row.id: reading.uses_of(read, reading.whole(read, row.id)) for row in reading.rows(read)},
        reading.rings(read), reading.loops(read), sorted(map(repr, reading.torn(read))),
    )  # fmt: skip


@pytest.mark.property
@settings(max_examples=RUNS)
@given(st.integers(6, 24), st.integers(0, 2**32 - 1))
def test_all_who_have_all_work_read_the_same_entities(desks, number, seed):
    desk, chance = desks.new(), random.Random(seed)
    stores = desk.replicas("first", "second", "third")
    desk.add_article(stores[0])
    for n, name in enumerate(NAMES):
        entity = desk.add_entity(stores[0], name)
        desk.mark(stores[0], ("The brigade", "rockets", "depot")[n], "actor", entity=entity.id)
    desk.share(*stores)
    for store in stores[1:]:
        for entity in store.read.entities():
            desk.mark(store, "brigade", "actor", entity=entity)
    for _ in range(number):
        with suppress(Refused):
            do(desk, chance.choice(stores), chance.choice(DEEDS), chance)
        if chance.random() < 0.2:
            desk.bring(*chance.sample(stores, 2))
    chance.shuffle(stores)
    desk.share(*stores)
    desk.share(*stores)
    assert len({desk.digest(store) for store in stores}) == 1
    first, *others = (shown(desk, store) for store in stores)
    assert all(other == first for other in others)
    for store in stores:
        assert desk.is_sound(store)
        for id_ in (*store.read.entities(), derived_id("nobody")):
            one = reading.whole(store.read, id_)[0]
            assert reading.whole(store.read, one)[0] == one
