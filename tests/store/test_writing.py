"""What a step writes, and that it writes nothing twice."""

from __future__ import annotations

from dataclasses import replace

import pytest
from msgspec import json
from msgspec.structs import replace as changed

from annotator.model.article import Reading, Sighting, Zone
from annotator.model.change import Changes
from annotator.model.entity import Alias, Entity
from annotator.model.ids import new_id
from annotator.model.span import Relation
from annotator.store import writing
from annotator.store.kinds import canonical


def test_a_step_says_what_it_touched(desk):
    store = desk.project()
    weapon, actor = desk.span(store), desk.span(store, "brigade", "actor")
    with store.step("Mark {n}", n=2) as step:
        store.put(weapon, actor)
        store.set_fields("label", "weapon", name="Arms")
    items = frozenset({weapon.id, actor.id, "weapon"})
    assert step.changes == Changes(
        "Mark 2", frozenset({"span", "label"}), frozenset({desk.ARTICLE}), 3, items
    )
    assert step.changes.touch("span")
    assert not step.changes.touch("entity")


def test_a_step_that_changes_nothing_leaves_no_step(desk):
    store = desk.project()
    span = desk.mark(store)
    entity = desk.add_entity(store, note="big")
    before, title = desk.digest(store), store.undo_title()
    with store.step("Again") as step:
        store.put(span, entity)
        store.set_fields("entity", entity.id, note="big", latitude=None)
        store.remove(desk.span(store, "depot"))
        store.remove(replace(entity, id=new_id()))
        store.put()
    assert step.changes == Changes("", frozenset(), frozenset(), 0, frozenset())
    assert desk.digest(store) == before
    assert store.undo_title() == title


def test_work_that_changes_nothing_does_not_cost_what_can_be_done_again(desk):
    store = desk.project()
    span, other = desk.mark(store), desk.mark(store, "depot")
    store.undo()
    with store.step("Again"):
        store.put(span)
    assert store.undo_title("redo") == "Label as weapon"
    store.redo()
    assert store.read.spans(desk.ARTICLE) == [span, other]


def test_one_thing_may_change_twice_in_a_step(desk):
    store = desk.project()
    span = desk.span(store)
    with store.step("Mark and mark again"):
        store.put(span, changed(span, label="actor"))
        store.put(changed(span, note="sure"))
    assert store.read.spans(desk.ARTICLE) == [changed(span, note="sure")]
    assert len(desk.own_changes(store)) == 3
    assert desk.is_sound(store)
    store.undo()
    assert store.read.spans(desk.ARTICLE) == []
    store.redo()
    assert store.read.spans(desk.ARTICLE) == [changed(span, note="sure")]


def test_a_step_may_be_larger_than_what_is_written_at_once(desk, monkeypatch):
    monkeypatch.setattr(writing, "_RUN", 3)
    store = desk.project()
    spans = [desk.span(store) for _ in range(8)]
    with store.step("Many") as step:
        store.put_all(spans)
    assert step.changes.count == 8
    assert len(store.read.spans(desk.ARTICLE)) == 8
    assert desk.is_sound(store)


def test_only_the_fields_that_differ_are_written(desk):
    store = desk.project()
    entity = desk.add_entity(store, note="big")
    with store.step("Change"):
        store.put(replace(entity, note=None, latitude=1.5))
    assert desk.own_changes(store)[-1].value == '{"latitude":1.5,"note":null}'


def test_a_change_names_what_it_replaces(desk):
    store = desk.project()
    entity = desk.add_entity(store)
    added = desk.last_version(store)
    desk.set_entity(store, entity.id, note="big")
    noted = desk.last_version(store)
    desk.set_entity(store, entity.id, note="small", name="the army")
    assert [c.parents for c in desk.own_changes(store)] == [(), (), (added, noted)]


@pytest.mark.parametrize("gone", [True, False])
def test_a_thing_that_was_taken_out_can_be_put_back(desk, gone):
    store = desk.project()
    entity = desk.add_entity(store, note="big")
    with store.step("Take out"):
        store.remove(entity)
    assert store.read.entities() == {}
    lean = replace(entity, note=None if gone else "big")
    with store.step("Put back"):
        store.put(lean)
    assert store.read.entities() == {entity.id: lean}
    assert desk.is_sound(store)


def test_a_step_of_many_changes_names_no_items(desk, monkeypatch):
    monkeypatch.setattr(writing, "_NAMED", 3)
    store = desk.project()
    spans = [desk.span(store) for _ in range(6)]
    with store.step("Mark") as few:
        store.put(*spans[:3])
    with store.step("Mark many") as many:
        store.put(*spans[3:], desk.span(store, "brigade", "actor"))
    assert few.changes.items == {span.id for span in spans[:3]}
    assert (many.changes.count, many.changes.items) == (4, None)


def slowly(self, new, rows):
    """Write new things the way in which all others are written."""
    for entry, item in new:
        self._add(entry, item, ((), ()), rows)


def test_new_things_are_written_quickly_as_they_are_slowly(desk, monkeypatch):
    quick, slow = desk.project("quick"), desk.project("slow")
    base, entity, other = desk.span(quick), Entity(new_id(), "actor", "the unit"), new_id()
    rare = changed(
        base, id=new_id(), layer="gold", person=None, entity=entity.id, events=(other,), note="",
        attributes=(("certain", "yes"),), origin="suggested", suggester="rules", score=0.5,
        derived_from=(base.id,),
    )  # fmt: skip
    things = [
        entity, base, rare, changed(base, id=new_id(), entity=entity.id),
        replace(entity, id=new_id(), latitude=1.5, attributes=(("kind", "state"),)),
        Reading(desk.ARTICLE, base.person, status="done", relevant=True),
        Relation(new_id(), desk.ARTICLE, base.person, "uses", base.id, rare.id),
        Alias.of(entity.id, "the brigade"), Zone.of(desk.ARTICLE, "headline", 0, 3),
        Sighting.of(desk.ARTICLE, source="a wire"),
    ]  # fmt: skip
    with quick.step("Write"):
        quick.put(*things)
    with monkeypatch.context() as patched:
        patched.setattr(writing.StepWriter, "_add_new", slowly)
        with slow.step("Write"):
            slow.put(*things)
    mine, theirs = (desk.own_changes(store)[-len(things) :] for store in (quick, slow))
    told = [(c.kind, c.id, c.article, c.owner, c.parents, c.value) for c in mine]
    assert told == [(c.kind, c.id, c.article, c.owner, c.parents, c.value) for c in theirs]
    assert all(c.value == canonical(json.decode(c.value)) for c in mine)
    assert desk.state(quick) == desk.state(slow)
    assert desk.is_sound(quick)
    assert desk.is_sound(slow)
    assert quick.read.spans(desk.ARTICLE) == slow.read.spans(desk.ARTICLE)
    assert rare in quick.read.spans(desk.ARTICLE)
