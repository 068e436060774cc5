"""A colleague's file comes in as one step: with a backup, to be stopped, and taken back."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest

from annotator.formats.format import Cancelled
from annotator.model.entity import Entity
from annotator.model.ids import derived_id
from annotator.model.sentences import Trouble
from annotator.store import merge
from annotator.store.exchange.bring import bring_in_bundle, work_in
from annotator.store.exchange.incoming import open_source
from annotator.store.exchange.outgoing import Wanted
from annotator.store.rescue.backup import backups_of


@pytest.fixture
def pair(desk):
    mine, theirs = desk.replicas("first", "second")
    desk.add_article(theirs, title="Depot")
    desk.mark(theirs)
    return mine, theirs


def test_it_says_whose_work_came_and_how_much(desk, pair):
    mine, theirs = pair
    done = desk.receive(mine, desk.bundled(theirs))
    assert done.sentences == (
        f"Brought in the work of second: {theirs.log.n} new changes on 1 article.",
    )
    assert done.changes.articles == {desk.ARTICLE}
    assert mine.undo_title() == "Bring in the work of second"
    again = desk.receive(mine, desk.bundled(theirs))
    assert (again.sentences, again.changes) == (("work.bundle holds nothing new.",), None)
    desk.mark(theirs, "depot")
    desk.receive(mine, desk.copied(theirs))
    assert mine.undo_title() == "Bring in the work in copy.annot"


def test_a_backup_is_made_first(desk, pair):
    mine, theirs = pair
    told = []
    with open_source(mine, desk.bundled(theirs)) as source:
        bring_in_bundle(mine, source, lambda *what: told.append(what))
    words = [what[0] for what in told]
    assert list(dict.fromkeys(words)) == [
        "Making a backup", "Bringing in changes", "Showing what came",
    ]  # fmt: skip
    kept = backups_of(mine.path)[0]
    assert "-merge" in kept.name
    with desk.open(kept, "first", read_only=True) as before:
        assert before.read.article_ids() == []


@pytest.mark.parametrize("moment", ["Making a backup", "Bringing in changes", "Showing what came"])
def test_stopping_at_any_moment_leaves_the_project_as_it_was(desk, pair, moment):
    mine, theirs = pair
    path = desk.bundled(theirs)
    before = desk.digest(mine), mine.undo_title(), desk.texts(mine)

    def stop(words, _done, _all):
        if words == moment:
            raise Cancelled

    with open_source(mine, path) as source, pytest.raises(Cancelled):
        bring_in_bundle(mine, source, stop)
    assert (desk.digest(mine), mine.undo_title(), desk.texts(mine)) == before
    assert desk.is_sound(mine)
    desk.receive(mine, path)
    assert mine.read.spans(desk.ARTICLE)


def test_it_is_set_aside_and_taken_up_again(desk, pair):
    mine, theirs = pair
    desk.receive(mine, desk.bundled(theirs))
    there = desk.digest(mine)
    mine.undo()
    assert mine.read.article_ids() == []
    mine.redo()
    assert desk.digest(mine) == there
    assert desk.is_sound(mine)


def test_a_text_that_came_later_is_shown(desk, pair):
    mine, theirs = pair
    desk.receive(mine, desk.bundled(theirs, "a", Wanted(texts=False)))
    done = desk.receive(mine, desk.bundled(theirs))
    assert done.merged.new == 0
    assert done.changes.touch("article")
    assert done.sentences == ("Brought in 1 text that had been missing.",)


def test_a_full_disk_leaves_the_project_as_it_was(desk, pair):
    mine, theirs = pair
    for n in range(30):
        desk.add_article(theirs, f"Report {n}. " + "Rockets hit the depot. " * 400)
    path = desk.bundled(theirs)
    before = desk.digest(mine)
    pages = mine.sql.execute("PRAGMA page_count").fetchone()[0]
    mine.sql.execute(f"PRAGMA max_page_count = {pages + 20}")
    with pytest.raises(Trouble, match=r"disk is full. first\.annot is as it was"):
        desk.receive(mine, path)
    assert desk.digest(mine) == before
    mine.sql.execute(f"PRAGMA max_page_count = {pages * 1_000}")
    desk.receive(mine, path)
    assert len(mine.read.article_ids()) == 31
    assert desk.is_sound(mine)


def test_the_project_is_read_meanwhile(desk, pair, monkeypatch):
    """A worker brings it in; the window reads what was there before."""
    mine, theirs = pair
    desk.add_article(mine, "Rockets were found near the river.", title="Found")
    path = desk.bundled(theirs)
    monkeypatch.setattr(merge, "_BATCH", 2)
    reader = mine.reader_beside()
    seen = []

    def look(_words, _done, _all):
        seen.append((len(reader.article_ids()), threading.current_thread().name))

    def work():
        with open_source(mine, path) as source:
            bring_in_bundle(mine, source, look)

    worker = threading.Thread(target=work, name="worker")
    worker.start()
    worker.join()
    assert set(seen) == {(1, "worker")}
    assert len(seen) > 5
    assert len(reader.article_ids()) == 2
    reader.close()


# --- work on top of what is set aside -------------------------------------------------------------


@pytest.fixture
def noted(desk):
    """Two copies with one entity, whose note the second has changed: mine has that, and a file."""
    mine, theirs = desk.replicas("first", "second")
    entity = desk.add_entity(mine, note="before").id
    desk.bring(mine, theirs)
    desk.set_entity(theirs, entity, note="theirs")
    desk.receive(mine, desk.bundled(theirs))
    return mine, theirs, entity


def note(store, entity):
    return store.read.entities()[entity].note


def test_what_was_built_on_a_bring_in_and_taken_back_goes_with_it(desk, noted):
    mine, _, entity = noted
    for words in ("mine", "mine again"):
        desk.set_entity(mine, entity, note=words)
    mine.undo()
    mine.redo()
    for shown in ("mine", "theirs", "before"):
        mine.undo()
        assert note(mine, entity) == shown
        assert desk.is_sound(mine)
    for shown in ("theirs", "mine", "mine again"):
        mine.redo()
        assert note(mine, entity) == shown
        assert desk.is_sound(mine)


def test_what_another_built_on_a_bring_in_stays_and_contradicts_nothing(desk, noted):
    mine, _, entity = noted
    mine = desk.reopened(mine, "third")
    desk.set_entity(mine, entity, note="third")
    desk.set_entity(mine, entity, name="the unit")
    mine = desk.reopened(mine, "first")
    mine.undo()
    assert note(mine, entity) == "third"
    assert not mine.sql.execute("SELECT 1 FROM dispute").fetchall()
    assert desk.is_sound(mine)
    # Whoever built on it takes his own step back to what stood before the bring-in.
    mine = desk.reopened(mine, "third")
    mine.undo()
    mine.undo()
    assert note(mine, entity) == "before"
    assert desk.is_sound(mine)
    mine.redo()
    assert note(mine, entity) == "third"
    assert desk.is_sound(mine)


def test_what_is_said_anew_after_setting_aside_stands_for_all_who_come_to_know_of_it(desk, noted):
    mine, theirs, entity = noted
    desk.set_entity(mine, entity, note="mine")
    mine.undo()
    mine.undo()
    desk.set_entity(mine, entity, note="anew")
    assert desk.is_sound(mine)
    seen = desk.look(mine, desk.bundled(theirs))
    done = desk.receive(mine, desk.bundled(theirs))
    assert (seen.new, seen.conflicts, done.merged.conflicts) == (done.merged.new, 0, 0)
    assert note(mine, entity) == "anew"
    desk.bring(mine, theirs)
    assert desk.digest(mine) == desk.digest(theirs)


def test_what_is_done_again_while_a_bring_in_is_aside_replaces_what_was_taken_back(desk):
    """A change must also name what counts for nothing only as long as something is aside."""
    mine, theirs = desk.replicas("first", "second")
    entity = Entity(derived_id("entity", "one"), "actor", "mine")
    for store, name in ((mine, "mine"), (theirs, "theirs")):
        with store.step("Add"):
            store.put(replace(entity, name=name))
    theirs.undo()
    mine.undo()
    path = desk.bundled(theirs)
    desk.receive(mine, path)
    mine.undo()
    with mine.step("Add"):
        mine.put(replace(entity, name="again"))
    assert desk.is_sound(mine)
    desk.receive(mine, path)
    (change,) = desk.own_changes(mine)[-1:]
    assert set(change.parents) >= {(mine.log.site_uid, mine.log.n - 1)}
    desk.bring(mine, theirs)
    assert desk.digest(mine) == desk.digest(theirs)
    assert mine.read.entities()[entity.id].name == "again"


def test_the_title_of_a_bring_in_names_the_work(desk, pair):
    mine, theirs = pair
    desk.receive(mine, desk.bundled(theirs))
    assert work_in(mine.undo_title()) == "the work of second"
