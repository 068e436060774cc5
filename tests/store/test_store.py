"""Steps: all or nothing, and never a word that the text does not say."""

from __future__ import annotations

import errno
import shutil
import sqlite3
from contextlib import contextmanager
from dataclasses import replace

import pytest
from msgspec.structs import replace as changed

from annotator.model.article import Article
from annotator.model.ids import new_id
from annotator.model.sentences import Refused, Trouble
from annotator.model.text import sha256_of
from annotator.store import session
from annotator.store import store as store_module
from annotator.store.rescue import backup
from annotator.store.store import Store


def test_a_new_project_holds_its_scheme(desk):
    store = desk.replica("first")
    assert store.read.scheme() == desk.SCHEME
    assert store.read.project == desk.PROJECT
    assert store.read.article_ids() == []
    assert store.undo_title() is None
    assert desk.is_sound(store)


def test_two_projects_are_two_unless_made_for_each_other(desk):
    one = Store.create(desk.folder / "one.annot", desk.SCHEME, desk.person("first"))
    two = Store.create(desk.folder / "two.annot", desk.SCHEME, desk.person("first"))
    with one, two:
        assert one.read.project != two.read.project
        assert one.log.site_uid != two.log.site_uid


def test_nothing_is_written_over_a_file_that_is_there(desk):
    store = desk.replica("first")
    with pytest.raises(Refused, match="already there"):
        Store.create(store.path, desk.SCHEME, store.person)


def test_nothing_is_left_of_a_project_that_could_not_be_made(desk):
    path = desk.folder / "new.annot"
    unwritable = replace(desk.SCHEME, title="\ud800")
    with pytest.raises(UnicodeEncodeError):
        Store.create(path, unwritable, desk.person("first"))
    assert list(desk.folder.iterdir()) == []
    Store.create(path, desk.SCHEME, desk.person("first")).close()


def test_a_project_that_was_not_made_to_its_end_is_told_so(desk):
    path = desk.folder / "new.annot"
    session.create(path, desk.PROJECT).close()
    with pytest.raises(Refused, match="was not made to its end"):
        Store.open(path, desk.person("first"))


def test_a_project_without_its_tables_is_let_go_again(desk):
    store = desk.project()
    store.close()
    sql = sqlite3.connect(store.path)
    sql.execute("DROP TABLE step")
    sql.close()
    for _ in range(2):
        with pytest.raises((Trouble, sqlite3.OperationalError)):
            desk.open(store.path)


def worked_on(store, what_goes_wrong):
    with store:
        what_goes_wrong()


def test_damage_that_shows_during_the_work_is_told(desk):
    def page_is_gone():
        raise sqlite3.DatabaseError("database disk image is malformed")

    with pytest.raises(Trouble, match="is damaged"):
        worked_on(desk.project(), page_is_gone)


def test_what_goes_wrong_in_a_damaged_project_is_the_damage(desk):
    store = desk.project()
    desk.mark(store)

    def span_makes_no_sense():
        store.sql.execute("UPDATE span SET events = '5'")
        store.read.spans(desk.ARTICLE)

    with pytest.raises(Trouble, match="is damaged"):
        worked_on(store, span_makes_no_sense)


def test_what_goes_wrong_in_a_sound_project_stays_what_it_is(desk):
    def breaks_off():
        raise BreaksOffError

    with pytest.raises(BreaksOffError):
        worked_on(desk.project(), breaks_off)


def test_what_was_done_is_there_after_closing(desk):
    store = desk.project()
    span = desk.mark(store)
    store = desk.reopened(store)
    assert store.read.spans(desk.ARTICLE) == [span]
    store.close()
    assert sorted(p.name for p in desk.folder.iterdir()) == ["project.annot", "project.backups"]


class BreaksOffError(Exception):
    """Something goes wrong in the middle of a step."""


@contextmanager
def broken_off(store):
    """Begin a step that the block fills and that then breaks off."""
    with pytest.raises(BreaksOffError), store.step("Much"):  # noqa: PT012 - all of it is the step
        yield
        raise BreaksOffError


def test_nothing_is_left_of_a_step_that_raises(desk):
    store = desk.project()
    desk.mark(store)
    before, title = desk.digest(store), store.undo_title()
    text = "A second text."
    with broken_off(store):
        store.add_article(Article(sha256_of(text)), text)
        store.put(desk.span(store, "depot"))
        store.add_original("ab" * 32, b"bytes")
        store.set_fields("label", "weapon", name="Arms")
    assert desk.digest(store) == before
    assert store.undo_title() == title
    assert store.read.text(sha256_of(text)) is None
    assert store.sql.execute("SELECT count(*) FROM original").fetchone() == (0,)
    kept = desk.mark(store, "depot")
    assert kept in store.read.spans(desk.ARTICLE)
    assert desk.is_sound(store)


def test_a_text_that_was_not_kept_after_all_cannot_be_marked(desk):
    store = desk.project()
    text = "A second text."
    article = sha256_of(text)
    with broken_off(store):
        store.add_article(Article(article), text)
    span = changed(desk.span(store), article=article, start=2, end=8, quote="second")
    with pytest.raises(Refused, match="is not in this project"), store.step("Mark"):
        store.put(span)


@pytest.mark.parametrize(
    "wrong", [{"quote": "pockets"}, {"start": 17}, {"end": 10_000}, {"start": -1},
              {"start": 25, "quote": ""}, {"start": 30, "end": 20, "quote": ""}],
)  # fmt: skip
def test_a_span_must_quote_its_text(desk, wrong):
    store = desk.project()
    before = desk.digest(store)
    with pytest.raises(Refused, match="does not quote"), store.step("Mark"):
        store.put(desk.span(store, "depot"), changed(desk.span(store), **wrong))
    assert desk.digest(store) == before
    store = desk.reopened(store)
    assert desk.digest(store) == before


def test_offsets_count_characters_not_bytes(desk):
    store = desk.project()
    text = "\U0001f680\u00a0e\u0301 rockets"
    article = desk.add_article(store, text)
    span = changed(desk.span(store), article=article, start=5, end=12)
    with store.step("Mark"):
        store.put(span)
    assert store.read.spans(article) == [span]
    assert desk.is_sound(store)


def test_a_span_needs_the_text_of_its_article(desk):
    store = desk.project()
    with pytest.raises(Refused, match="is not in this project"), store.step("Mark"):
        store.put(changed(desk.span(store), article="cd" * 32))


def test_a_text_belongs_to_the_article_that_its_sha256_names(desk):
    store = desk.project()
    with pytest.raises(Refused, match="not the one it is named after"), store.step("Add"):
        store.add_article(Article("cd" * 32), "A second text.")
    assert store.read.article_ids() == [desk.ARTICLE]


def test_one_text_is_one_article(desk):
    store = desk.project()
    desk.add_article(store, title="Depot again")
    assert [a.title for _, a in store.read.articles()] == ["Depot again"]
    assert store.read.text(desk.ARTICLE) == desk.TEXT


def test_marks_in_many_articles_all_find_their_text(desk):
    store = desk.project()
    texts = [f"{n} rockets" for n in range(12)]
    articles = [desk.add_article(store, text) for text in texts]
    for _ in range(2):
        for article in articles:
            with store.step("Mark"):
                store.put(
                    changed(
                        desk.span(store), article=article, start=(n := len(texts[0]) - 7),
                        end=n + 7, quote=store.read.text(article)[n : n + 7],
                    )
                )  # fmt: skip
    assert desk.is_sound(store)


def test_the_bytes_that_an_article_came_in_as_are_kept_once(desk):
    store = desk.project()
    for _ in range(2):
        with store.step("Keep"):
            store.add_original("ab" * 32, b"bytes")
    assert store.sql.execute("SELECT data FROM original").fetchall() == [(b"bytes",)]


def test_whoever_works_in_a_project_is_entered_once(desk):
    store = desk.project(person="second")
    assert [p.name for p in store.read.persons()] == ["first"]
    desk.mark(store)
    desk.mark(store, "depot")
    store = desk.reopened(store)
    desk.mark(store, "brigade", "actor")
    assert store.read.persons() == [desk.person("first"), desk.person("second")]
    titles = [c.step.title for c in desk.own_changes(store) if c.kind == "person"]
    assert titles == ["second joins the project"]
    store.undo()
    store.undo()
    store.undo()
    assert store.undo() is None
    assert desk.person("second") in store.read.persons()


def test_a_person_who_only_looks_is_not_entered(desk):
    store = desk.project(person="second")
    store.read.articles()
    store = desk.reopened(store)
    assert [p.name for p in store.read.persons()] == ["first"]


def test_a_step_may_be_kept_out_of_undo(desk):
    store = desk.project()
    with store.step("Quietly", undoable=False):
        store.put(desk.span(store))
    assert store.undo_title() == "Add an article"
    assert len(store.read.spans(desk.ARTICLE)) == 1


def test_a_project_open_for_reading_refuses_writing(desk):
    store = desk.project()
    span = desk.mark(store)
    store.close()
    reader = desk.open(store.path, read_only=True)
    assert reader.read.spans(desk.ARTICLE) == [span]
    assert reader.undo_title() == "Label as weapon"
    for deed in (
        reader.undo, reader.redo, lambda: reader.step("x").__enter__(),
        lambda: reader.back_up("x"), lambda: reader.bringing_in("x").__enter__(),
    ):  # fmt: skip
        with pytest.raises(Refused, match=r"open for reading only. Nothing was changed"):
            deed()


def test_writing_needs_a_step(desk):
    store = desk.project()
    with pytest.raises(RuntimeError):
        store.put(desk.span(store))


def test_there_is_one_step_at_a_time(desk):
    store = desk.project()
    with pytest.raises(RuntimeError), store.step("Outer"), store.step("Inner"):
        pass
    desk.mark(store)
    assert desk.is_sound(store)


def test_all_that_is_read_in_a_block_is_of_one_moment(desk):
    store = desk.project()
    desk.mark(store)
    other = Store.open(store.path, desk.person("second"), read_only=True)
    with other:
        with other.reading():
            assert len(other.read.spans(desk.ARTICLE)) == 1
            desk.mark(store, "depot")
            assert len(other.read.spans(desk.ARTICLE)) == 1
        assert len(other.read.spans(desk.ARTICLE)) == 2


def test_a_value_that_does_not_fit_is_refused_with_a_sentence(desk):
    store = desk.project()
    before = desk.digest(store)
    with pytest.raises(Refused, match="does not fit into the project"), store.step("Change"):
        store.set_fields("reading", new_id(), exists=True, status="done")
    assert desk.digest(store).state == before.state


def test_a_full_disk_leaves_the_project_as_it_was(desk):
    store = desk.project()
    pages = store.sql.execute("PRAGMA page_count").fetchone()[0]
    store.sql.execute(f"PRAGMA max_page_count = {pages}")
    before = desk.digest(store)
    text = "rockets " * 100_000
    with pytest.raises(Trouble, match=r"disk is full. project.annot is as it was"):
        desk.add_article(store, text)
    store.sql.execute(f"PRAGMA max_page_count = {pages * 1000}")
    assert desk.digest(store) == before
    desk.add_article(store, text)
    assert desk.is_sound(store)


def test_a_full_disk_outside_the_project_is_told_too(desk):
    assert isinstance(session.trouble(OSError(errno.ENOSPC, "No space left"), desk.folder), Trouble)


def test_a_copy_goes_on_under_a_name_of_its_own(desk):
    store = desk.project()
    span = desk.mark(store)
    store.close()
    copy = desk.folder / "copy.annot"
    shutil.copyfile(store.path, copy)
    store, twin = desk.open(store.path), desk.open(copy)
    assert store.log.site_uid != twin.log.site_uid
    assert twin.read.spans(desk.ARTICLE) == [span]
    desk.mark(store, "depot")
    desk.mark(twin, "brigade", "actor")
    desk.share(store, twin)
    assert desk.digest(store) == desk.digest(twin)


def test_a_backup_is_made_only_when_something_changed(desk):
    store = desk.project()
    desk.mark(store)
    made = store.back_up("now")
    assert made in backup.backups_of(store.path)
    assert store.back_up("now") is None
    desk.mark(store, "depot")
    assert store.back_up("now") not in {None, made}


def test_a_lost_connection_is_not_hidden(desk):
    store = desk.project()
    store.sql.close()
    with pytest.raises(sqlite3.ProgrammingError):
        desk.mark(store)


def test_a_failing_disk_in_the_middle_of_a_step_undoes_it(desk):
    store = desk.project()
    before = desk.digest(store)
    with broken_off(store):
        store.put(desk.span(store))
        store.sql.execute("ROLLBACK")  # as SQLite does by itself when a disk fails
    assert desk.digest(store) == before
    desk.mark(store)
    assert desk.is_sound(store)


def test_steps_larger_than_this_are_bulk():
    assert store_module.BULK == 5_000
