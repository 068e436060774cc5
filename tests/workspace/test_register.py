"""The register of a project: found by any name, counted, and in step with every change."""

from __future__ import annotations

import pytest

from annotator.model.entity import Alias, Entity
from annotator.model.ids import derived_id, new_id
from annotator.model.span import Span
from annotator.store.entities import deeds
from annotator.workspace import register as registers
from annotator.workspace.likely import likely

ONE, OTHER, ROCKET = (derived_id("register", name) for name in ("one", "other", "rocket"))


@pytest.fixture
def register(workspace):
    with workspace.step("Entities") as store:
        store.put(
            Entity(ONE, "actor", "the brigade"), Alias.of(ONE, "Unit 9"),
            Entity(OTHER, "actor", "Army"), Entity(ROCKET, "weapon", "a rocket"),
        )  # fmt: skip
    return workspace.register


def marks(workspace, words, entity, nth=0):
    start = -1
    for _ in range(nth + 1):
        start = workspace.article.text.index(words, start + 1)
    span = Span(new_id(), workspace.article.id, workspace.person.id, "actor", start,
                start + len(words), words, entity=entity)  # fmt: skip
    with workspace.step("Mark") as store:
        store.put(span)
    return span


def listed(register, label=""):
    return [(one.name, one.uses) for one in register.rows(label)]


def test_entities_are_listed_by_use_and_label_and_found_by_any_name(workspace, register):
    assert listed(register) == [("a rocket", 0), ("Army", 0), ("the brigade", 0)]
    marks(workspace, "brigade", ONE)
    assert listed(register, "actor") == [("the brigade", 1), ("Army", 0)]
    assert [(one.name, name) for one, name in register.find("unit")] == [("the brigade", "Unit 9")]
    assert register.find("rocket", "actor") == []


def test_it_keeps_in_step_with_names_marks_merging_and_undo(workspace, register):
    assert register.is_ready
    told = []
    register.changed.connect(lambda: told.append(True))
    mark = marks(workspace, "brigade", ONE)
    marks(workspace, "rockets", None)
    assert len(told) == 1
    with workspace.step("Merge") as store:
        deeds.merge(store, ONE, OTHER)
    assert listed(register) == [("Army", 1), ("a rocket", 0)]
    assert register.get(ONE).id == OTHER
    assert register.find("unit 9")[0][0].id == OTHER
    workspace.move("undo")
    assert register.get(ONE).uses == 1
    assert register.find("unit 9")[0][0].id == ONE
    with workspace.step("Rename") as store:
        deeds.rename(store, ONE, "Brigade 9")
        store.remove(*store.read.aliases([ONE]))
    assert register.find("unit 9") == []
    with workspace.step("Delete") as store:
        store.remove(mark)
        deeds.delete(store, OTHER)
    assert listed(register) == [("a rocket", 0), ("Brigade 9", 0)]


def test_a_place_that_two_people_mark_counts_once(workspace, register):
    mine = marks(workspace, "brigade", ONE)
    with workspace.step("A colleague's") as store:
        store.put(Span(new_id(), mine.article, derived_id("somebody"), "actor", mine.start,
                       mine.end, mine.quote, entity=ONE))  # fmt: skip
    assert register.get(ONE).uses == 1


def test_a_large_register_is_read_beside_the_screen_and_misses_nothing(
    workspace, register, monkeypatch, qtbot
):
    monkeypatch.setattr(registers, "SMALL", 0)
    with qtbot.waitSignal(register.changed):
        assert not register.is_ready
        assert (register.rows(), register.find("army"), register.get(ONE)) == ([], [], None)
        with workspace.step("Rename") as store:
            deeds.rename(store, OTHER, "Navy")
    assert [one.name for one in register.rows("actor")] == ["Navy", "the brigade"]
    assert not register.find("army")


def test_what_is_closed_while_it_is_read_is_forgotten(workspace, register, monkeypatch):
    monkeypatch.setattr(registers, "SMALL", 0)
    assert not register.is_ready
    workspace.close()
    assert register.rows() == []


def test_a_mark_likely_names_what_its_words_name_or_what_the_article_named_before(
    workspace, register
):
    marks(workspace, "The brigade", ONE)
    again = marks(workspace, "brigade", None, nth=1)
    assert [one.entity for one in likely(workspace, again)] == [ONE]
    other = marks(workspace, "rockets", None)
    assert likely(workspace, other) == []


def test_the_list_stays_in_order_however_names_and_marks_change(workspace, register):
    ids = [derived_id("order", str(n)) for n in range(9)]
    with workspace.step("More") as store:
        store.put(*(Entity(id_, "actor", f"unit {n % 4}") for n, id_ in enumerate(ids)))
    assert register.is_ready
    for nth, n in enumerate((3, 3, 7, 0, 7, 7)):
        marks(workspace, "e", ids[n], nth=nth)
        with workspace.step("Rename") as store:
            deeds.rename(store, ids[8 - n], f"Unit {nth}")
        with workspace.step("Merge or part") as store:
            is_merged = store.read.entities([ids[1]])[ids[1]].merged_into
            deeds.part(store, ids[1]) if is_merged else deeds.merge(store, ids[1], ids[n])
        kept = register.rows()
        register._read_anew()  # from the file alone
        assert kept == register.rows()


def test_one_that_is_used_twice_as_often_comes_first_among_those_of_its_name(workspace, register):
    with workspace.step("Another") as store:
        store.put(Entity(derived_id("twin"), "actor", "army"))
    for nth in range(3):
        marks(workspace, "e", derived_id("twin"), nth=nth)
        marks(workspace, "a", OTHER, nth=nth)
    for nth in range(4):
        marks(workspace, "t", OTHER, nth=nth)
    assert [one.uses for one, _ in register.find("army")] == [7, 3]
