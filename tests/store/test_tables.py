"""A file that lacks a table, or has another in its place, is damaged: told, untouched, saved."""

from __future__ import annotations

import hashlib
import os
import shutil
from contextlib import suppress
from pathlib import Path

import pytest
from sqlite_utils.utils import sqlite3

from annotator.formats import write_out
from annotator.formats.format import Out
from annotator.model.sentences import Refused, Trouble
from annotator.store import layout, opening, tables
from annotator.store.rescue import backup
from annotator.store.rescue.backup import backups_of, restore
from annotator.store.rescue.salvage import salvage
from annotator.store.store import Store

TABLES = sorted(tables._wanted(1)[0])
LOG = ["change", "item", "site", "step", "text"]
"""What stands in these stands nowhere else in the file, but for indexes that go with them."""


@pytest.fixture(scope="module")
def whole(template, tmp_path_factory, desk_class) -> Path:
    path = tmp_path_factory.mktemp("whole") / "whole.annot"
    shutil.copyfile(template, path)
    with Store.open(path, desk_class.person("first")) as store:
        desk_class.mark(store)
    return path


def spoilt(whole: Path, folder: Path, *statements: str, as_closed: bool = False) -> Path:
    """Give a copy of a project with a table changed by another program."""
    path = folder / "spoilt.annot"
    shutil.copyfile(whole, path)
    sql = sqlite3.connect(path, isolation_level=None)
    for statement in statements:
        sql.execute(statement)
    sql.close()
    if as_closed:  # its time says that nobody has touched it
        os.utime(path, ns=(0, whole.stat().st_mtime_ns))
    return path


def told(path: Path, person) -> None:
    """Make sure that a file is called damaged, with the way out, and keeps its bytes."""
    before = look(path)
    for read_only in (True, False):
        with pytest.raises(Trouble) as trouble:
            Store.open(path, person, read_only=read_only)
        assert f"annotator salvage {path.name} NEW.annot" in str(trouble.value)
        assert f"annotator restore {path.name}" in str(trouble.value)
    assert look(path) == before


def look(path: Path) -> tuple[str, list[Path]]:
    """Give the fingerprint of a file, and what lies beside it."""
    return hashlib.sha256(path.read_bytes()).hexdigest(), sorted(path.parent.iterdir())


def test_every_table_is_known():
    assert {"own", "site", "item", "step", "change", "text", "span", "event_link"} <= set(TABLES)
    assert len(TABLES) > 30


@pytest.mark.parametrize("as_closed", [False, True])
@pytest.mark.parametrize("table", TABLES)
def test_a_project_that_lacks_a_table_is_damaged(whole, tmp_path, desk, table, as_closed):
    path = spoilt(whole, tmp_path, f"DROP TABLE {table}", as_closed=as_closed)
    told(path, desk.person("first"))


@pytest.mark.parametrize("table", sorted({*TABLES} - {*LOG}))
def test_all_work_can_be_saved_where_a_table_is_gone(whole, tmp_path, desk, table):
    path = spoilt(whole, tmp_path, f"DROP TABLE {table}")
    before = path.read_bytes()
    saved = salvage(path, tmp_path / "saved.annot")
    assert path.read_bytes() == before
    assert saved.project_is_new == (table == "own")
    holds_all_work(tmp_path / "saved.annot", desk)


@pytest.mark.parametrize("table", LOG)
def test_all_work_can_be_saved_where_a_table_lost_its_name(whole, tmp_path, desk, table):
    path = spoilt(whole, tmp_path, f"ALTER TABLE {table} RENAME TO lost")
    told(path, desk.person("first"))
    salvage(path, tmp_path / "saved.annot")
    holds_all_work(tmp_path / "saved.annot", desk)


def holds_all_work(path: Path, desk) -> None:
    with Store.open(path, desk.person("first")) as store:
        assert desk.is_sound(store)
        assert [span.quote for span in store.read.spans(desk.ARTICLE)] == ["rockets"]
        assert store.read.text(desk.ARTICLE) == desk.TEXT


@pytest.mark.parametrize("table", LOG)
def test_where_the_log_itself_is_gone_what_is_saved_can_be_worked_in(whole, tmp_path, desk, table):
    path = spoilt(whole, tmp_path, f"DROP TABLE {table}")
    before = path.read_bytes()
    saved = tmp_path / "saved.annot"
    with suppress(Refused):
        salvage(path, saved)
        with Store.open(saved, desk.person("first")) as store:
            assert desk.rebuilt_equals_live(store)
            desk.add_article(store, "Another text.")
        saved.unlink()
    assert not saved.exists()
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "statement",
    ["ALTER TABLE change RENAME COLUMN value TO worth", "ALTER TABLE span DROP COLUMN note",
     "ALTER TABLE own ADD COLUMN more TEXT", "ALTER TABLE span RENAME TO spans"],
)  # fmt: skip
def test_a_project_with_other_columns_is_damaged_and_can_be_saved(whole, tmp_path, desk, statement):
    path = spoilt(whole, tmp_path, statement)
    told(path, desk.person("first"))
    salvage(path, tmp_path / "saved.annot")
    holds_all_work(tmp_path / "saved.annot", desk)


@pytest.mark.parametrize(
    "statements",
    [["ALTER TABLE person RENAME TO people", "CREATE VIEW person AS SELECT * FROM people"],
     ["DROP TABLE text", "CREATE TABLE text (article INTEGER PRIMARY KEY, body BLOB)"],
     ["DROP TABLE _sqlite_migrations"], ["DELETE FROM _sqlite_migrations"],
     ["ALTER TABLE _sqlite_migrations RENAME COLUMN name TO title"]],
)  # fmt: skip
def test_what_only_looks_like_the_table_is_damage_too(whole, tmp_path, desk, statements):
    told(spoilt(whole, tmp_path, *statements), desk.person("first"))


def test_a_table_that_somebody_added_does_no_harm(whole, tmp_path, desk):
    path = spoilt(whole, tmp_path, "CREATE TABLE mine (a TEXT)", "INSERT INTO mine VALUES ('b')")
    with Store.open(path, desk.person("first")) as store:
        desk.mark(store)
        assert desk.is_sound(store)
        assert store.sql.execute("SELECT a FROM mine").fetchall() == [("b",)]
        write_out(store.read, tmp_path / "out.jsonl", Out(all_articles=True))


def test_a_backup_that_lacks_a_table_is_not_put_in_place(whole, tmp_path, desk):
    broken = spoilt(whole, tmp_path, "DROP TABLE step")
    project = tmp_path / "project.annot"
    shutil.copyfile(whole, project)
    before = project.read_bytes()
    with pytest.raises(Refused, match=r"The backup spoilt\.annot is damaged"):
        restore(project, broken)
    assert project.read_bytes() == before


def test_a_project_that_lacks_a_table_can_be_put_back_from_its_backup(whole, tmp_path, desk):
    path = spoilt(whole, tmp_path)
    with Store.open(path, desk.person("first")) as store:
        desk.mark(store, "depot")
        store.back_up("try")
    sql = sqlite3.connect(path, isolation_level=None)
    sql.execute("DROP TABLE item")
    sql.close()
    told(path, desk.person("first"))
    restore(path, backups_of(path)[0])
    with Store.open(path, desk.person("first")) as store:
        assert len(store.read.spans(desk.ARTICLE)) == 2
    assert backup.folder_of(path).is_dir()


def test_the_tables_of_an_older_layout_are_those_of_its_own_time(monkeypatch):
    migrations = layout.Migrations("annotator")
    for step in layout.migrations.pending(layout.Database(memory=True)):
        migrations(name=step.name)(step.fn)

    newer = layout.LAYOUT + 1

    @migrations()
    def m_next_more(db) -> None:
        db.execute("CREATE TABLE more (a TEXT) STRICT")
        db.execute(f"PRAGMA user_version = {newer}")

    monkeypatch.setattr(tables, "migrations", migrations)
    tables._wanted.cache_clear()
    try:
        assert "more" not in tables._wanted(layout.LAYOUT)[0]
        assert tables._wanted(newer)[0]["more"] == [("a", "TEXT")]
        old = opening.connect(Path(__file__).parent.parent / "old_files/layout1.annot", "immutable")
        assert tables.are_right(old)
        old.close()
    finally:
        tables._wanted.cache_clear()
