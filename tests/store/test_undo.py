"""Undo and redo: without end, across articles and restarts, and never over somebody else's work."""

from __future__ import annotations

from dataclasses import replace

import pytest
from msgspec.structs import replace as changed

from annotator.model.entity import Alias
from annotator.model.ids import new_id
from annotator.model.sentences import Refused
from annotator.store import log, undo
from annotator.store import store as store_module
from annotator.store.merge import merge
from annotator.store.rescue import backup


def test_there_is_nothing_to_undo_in_a_new_project(desk):
    store = desk.replica("first")
    assert store.undo_title() is None
    assert store.undo_title("redo") is None
    assert store.undo() is None
    assert store.redo() is None


def test_a_label_taken_back_is_there_again_after_redo(desk):
    store = desk.project()
    span = desk.mark(store)
    done = store.undo()
    assert done.title == "Undo: Label as weapon"
    assert done.kinds == {"span"}
    assert done.articles == {desk.ARTICLE}
    assert store.read.spans(desk.ARTICLE) == []
    done = store.redo()
    assert done.title == "Redo: Label as weapon"
    assert store.read.spans(desk.ARTICLE) == [span]
    assert desk.is_sound(store)


def test_undo_says_what_it_would_take_back(desk):
    store = desk.project()
    desk.mark(store)
    desk.add_entity(store, "the army")
    assert store.undo_title() == "Add the army"
    store.undo()
    assert store.undo_title() == "Label as weapon"
    assert store.undo_title("redo") == "Add the army"


def test_undo_goes_on_across_articles_and_after_closing(desk):
    store = desk.project()
    states = [desk.state(store)]
    desk.mark(store)
    states.append(desk.state(store))
    other = desk.add_article(store, "A second text.")
    states.append(desk.state(store))
    with store.step("Change the article"):
        store.set_article(other, title="Second")
    states.append(desk.state(store))
    store = desk.reopened(store)
    assert [store.undo().articles for _ in range(2)] == [{other}, {other}]
    assert desk.state(store) == states[1]
    store = desk.reopened(store)
    assert store.undo().articles == {desk.ARTICLE}
    assert desk.state(store) == states[0]
    store = desk.reopened(store)
    for expected in states[1:]:
        store.redo()
        assert desk.state(store) == expected
    assert store.redo() is None
    assert desk.is_sound(store)


def test_new_work_ends_what_could_be_done_again(desk):
    store = desk.project()
    desk.mark(store)
    store.undo()
    kept = desk.mark(store, "depot")
    assert store.redo() is None
    assert store.read.spans(desk.ARTICLE) == [kept]


def test_changed_fields_go_back_one_by_one(desk):
    store = desk.project()
    entity = desk.add_entity(store, "A", note="n", attributes=(("kind", "army"),))
    desk.set_entity(store, entity.id, name="B", latitude=1.0)
    with store.step("Leaner"):
        store.put(replace(entity, note=None, attributes=()))
    store.undo()
    assert store.read.entities()[entity.id] == replace(entity, name="B", latitude=1.0)
    store.undo()
    assert store.read.entities()[entity.id] == entity
    store.undo()
    assert store.read.entities() == {}
    assert desk.is_sound(store)


def test_what_was_taken_out_comes_back_whole(desk):
    store = desk.project()
    span = desk.mark(store, note="look", attributes=(("certain", "no"),))
    with store.step("Take out"):
        store.remove(span)
    store.undo()
    assert store.read.spans(desk.ARTICLE) == [span]


def test_an_article_taken_out_comes_back_with_its_marks(desk):
    store = desk.project()
    span = desk.mark(store)
    with store.step("Take out the article"):
        store.remove_article(desk.ARTICLE)
    assert store.read.article_ids() == []
    store.undo()
    assert store.read.article_ids() == [desk.ARTICLE]
    assert store.read.spans(desk.ARTICLE) == [span]
    assert store.read.text(desk.ARTICLE) == desk.TEXT


def test_a_bulk_step_is_one_undo_with_a_backup_before_it(desk, monkeypatch):
    monkeypatch.setattr(store_module, "BULK", 20)
    monkeypatch.setattr(undo, "AT_ONCE", 7)
    store = desk.project()
    spans = [desk.span(store) for _ in range(21)]
    with store.step("Label all"):
        store.put_all(spans)
    backups = len(backup.backups_of(store.path))
    assert store.undo().count == 21
    assert store.read.spans(desk.ARTICLE) == []
    assert len(backup.backups_of(store.path)) == backups + 1
    assert store.redo().count == 21
    assert len(store.read.spans(desk.ARTICLE)) == 21


def test_undo_takes_back_only_ones_own_steps(desk):
    store = desk.project(person="first")
    mine = desk.mark(store)
    store = desk.reopened(store, "second")
    theirs = desk.mark(store, "depot")
    assert store.undo_title() == "Label as weapon"
    store.undo()
    assert store.read.spans(desk.ARTICLE) == [mine]
    assert store.undo() is None
    store.redo()
    store = desk.reopened(store, "first")
    store.undo()
    assert store.read.spans(desk.ARTICLE) == [theirs]


@pytest.mark.parametrize("direction", ["undo", "redo"])
def test_undo_refuses_where_another_person_went_on_and_names_them(desk, direction):
    store = desk.project(person="first")
    entity = desk.add_entity(store, "A")
    desk.set_entity(store, entity.id, name="B")
    if direction == "redo":
        store.undo()
    store = desk.reopened(store, "reviewer")
    desk.set_entity(store, entity.id, name="C")
    store = desk.reopened(store, "first")
    before = desk.digest(store)
    with pytest.raises(Refused, match=r"since by reviewer. Nothing was changed") as refusal:
        getattr(store, direction)()
    assert str(refusal.value).startswith("This step cannot be")
    assert desk.digest(store) == before


def test_undo_works_where_another_person_changed_another_field(desk):
    store = desk.project(person="first")
    entity = desk.add_entity(store, "A")
    desk.set_entity(store, entity.id, name="B")
    store = desk.reopened(store, "reviewer")
    desk.set_entity(store, entity.id, note="checked")
    store = desk.reopened(store, "first")
    store.undo()
    assert store.read.entities()[entity.id] == replace(entity, note="checked")


@pytest.mark.usefixtures("ticking")
def test_a_refusal_names_the_one_whose_value_differs_not_the_one_who_asks(desk):
    mine, theirs = desk.replicas("first", "second")
    entity = desk.add_entity(mine, "A")
    desk.bring(mine, theirs)
    desk.set_entity(theirs, entity.id, name="theirs")
    desk.set_entity(mine, entity.id, name="mine")
    work = desk.send(theirs)
    mine = desk.reopened(mine, "reviewer")
    merge(mine, work, {}, "Work of second")
    mine = desk.reopened(mine, "first")
    assert mine.read.entities()[entity.id].name == "mine"
    with pytest.raises(Refused, match="since by second"):
        mine.undo()


def test_a_refusal_without_a_name_says_someone_else(desk):
    store = desk.project(person="first")
    entity = desk.add_entity(store, "A")
    store = desk.reopened(store, "second")
    desk.set_entity(store, entity.id, name="B")
    with store.step("Leave", undoable=False):
        store.remove(store.person)
    store = desk.reopened(store, "first")
    with pytest.raises(Refused, match="since by someone else"):
        store.undo()


def test_what_somebody_made_equal_again_can_be_taken_back(desk):
    store = desk.project(person="first")
    entity = desk.add_entity(store, "A")
    store = desk.reopened(store, "second")
    desk.set_entity(store, entity.id, name="B")
    desk.set_entity(store, entity.id, name="A")
    store = desk.reopened(store, "first")
    store.undo()
    assert store.read.entities() == {}


def test_a_step_that_came_to_nothing_is_taken_back_without_a_trace(desk):
    store = desk.project()
    entity = desk.add_entity(store, "A")
    with store.step("There and back"):
        store.set_fields("entity", entity.id, name="B")
        store.set_fields("entity", entity.id, name="A")
    before = desk.digest(store)
    assert store.undo().count == 0
    assert desk.digest(store) == before
    assert store.undo_title("redo") == "There and back"
    store.redo()
    assert desk.digest(store) == before


def test_a_step_of_several_kinds_is_one_undo(desk):
    store = desk.project()
    before = desk.state(store)
    with store.step("Link"):
        entity = changed(desk.span(store), id=new_id()).id
        store.set_fields("entity", entity, exists=True, name="A", label="actor")
        store.put(Alias.of(entity, "B"), desk.span(store, entity=entity))
    after = desk.state(store)
    assert store.undo().kinds == {"entity", "alias", "span"}
    assert desk.state(store) == before
    store.redo()
    assert desk.state(store) == after


def test_undo_is_in_the_log_and_says_what_it_took_back(desk):
    store = desk.project()
    desk.mark(store)
    done = desk.own_changes(store)[-1].step
    store.undo()
    taken_back = desk.own_changes(store)[-1].step
    assert (taken_back.kind, taken_back.of) == ("undo", (done.site, done.first))
    assert taken_back.title == "Undo: Label as weapon"


def test_undo_restores_what_was_seen_though_a_clock_was_a_year_ahead(desk, monkeypatch):
    mine, theirs = desk.replicas("first", "second")
    real = log.now
    with monkeypatch.context() as patch:
        patch.setattr(log, "now", lambda: real() + 365 * log.DAY)
        entity = desk.add_entity(theirs, "A", note="their note")
    desk.bring(theirs, mine)
    desk.set_entity(mine, entity.id, note="my note")
    desk.set_entity(mine, entity.id, name="B", note="another")
    mine.undo()
    assert mine.read.entities()[entity.id] == replace(entity, note="my note")
    mine.undo()
    assert mine.read.entities()[entity.id] == entity


def test_what_an_undo_would_go_over_is_known_before(desk):
    store = desk.project(person="third")
    assert (store.undo_size(), store.undo_size("redo")) == (0, 0)
    with store.step("Mark"):
        store.put(desk.span(store), desk.span(store, "brigade", "actor"))
    assert store.undo_size() == 2
    store.undo()
    assert store.undo_size("redo") == 2
    other = desk.replica("second")
    for name in ("one", "another"):
        desk.add_entity(other, name)
    brought = desk.bring(other, store)
    assert store.undo_size() == brought.new
    store.undo()
    assert store.undo_size("redo") == brought.new


def test_facts_about_this_copy_are_no_step_and_stay(desk):
    store = desk.project()
    desk.mark(store)
    before, title = store.log.n, store.undo_title()
    store.remember(last_article=desk.ARTICLE)
    assert (store.log.n, store.undo_title()) == (before, title)
    assert desk.reopened(store).session.own("last_article") == desk.ARTICLE


def test_it_is_known_whether_an_undo_sets_a_bring_in_aside(desk):
    mine, theirs = desk.replicas("first", "second")
    assert not undo.goes_over_bring_in(desk.project(person="nobody"), "undo")
    desk.add_entity(theirs)
    desk.bring(theirs, mine)
    assert undo.goes_over_bring_in(mine, "undo")
    assert not undo.goes_over_bring_in(mine, "redo")
    mine.undo()
    assert undo.goes_over_bring_in(mine, "redo")
    desk.add_entity(mine, "another")
    assert not undo.goes_over_bring_in(mine, "undo")
