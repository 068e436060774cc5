"""The layout of a project file: what it promises to all who read it later."""

from __future__ import annotations

import pytest
from sqlite_utils import Database
from sqlite_utils.utils import sqlite3

from annotator.store import layout, opening
from annotator.store.kinds import KINDS
from annotator.store.store import Store


@pytest.fixture
def db() -> Database:
    return Database(sqlite3.connect(":memory:", isolation_level=None))


def test_a_new_file_says_that_it_is_a_project_and_of_which_layout(desk):
    header = opening.inspect(desk.project().path)
    assert header.application == int.from_bytes(b"ANNO", "big")
    assert header.layout == layout.LAYOUT


def test_there_is_one_step_of_the_way_for_each_layout(db):
    names = [step.name for step in layout.migrations.pending(db)]
    assert [name[:5] for name in names] == [f"m{n:04}" for n in range(1, layout.LAYOUT + 1)]


def test_going_the_way_twice_changes_nothing(db):
    layout.migrations.apply(db)
    before = db.schema
    layout.migrations.apply(db)
    assert db.schema == before


def test_each_kind_has_a_table_with_its_columns_in_their_order(db):
    layout.migrations.apply(db)
    for kind in KINDS.values():
        assert [column.name for column in db[kind.name].columns] == kind.names()


def test_every_table_takes_only_what_its_columns_are_meant_for(db):
    layout.migrations.apply(db)
    for table in db.tables:
        if not table.name.startswith(("_", "sqlite_")):
            assert table.strict, table.name


def test_the_log_only_grows(desk):
    store: Store = desk.project()
    for statement in (
        "DELETE FROM change",
        "UPDATE change SET value = '{}'",
        "UPDATE change SET hash = x'00', struck = x'00'",
        "UPDATE change SET n = n + 1000, struck = x'00'",
    ):
        with pytest.raises(sqlite3.IntegrityError, match=r"the log only grows|may only be struck"):
            store.sql.execute(statement)
    assert desk.is_sound(store)


def test_a_change_may_be_struck_once(desk):
    store: Store = desk.project()
    strike = "UPDATE change SET value = '', struck = x'00' WHERE seq = 1"
    store.sql.execute(strike)
    with pytest.raises(sqlite3.IntegrityError, match="may only be struck"):
        store.sql.execute(strike)


@pytest.mark.parametrize("body", ["", "a\0b"])
def test_a_text_is_never_empty_and_holds_no_nul(desk, body):
    store: Store = desk.project()
    with pytest.raises(sqlite3.IntegrityError):
        store.sql.execute("INSERT INTO text (article, body) VALUES (999, ?)", [body])


def test_statements_run_inside_the_transaction_that_is_open(db):
    db.execute("BEGIN")
    layout.run_script(db, "CREATE TABLE a (b);\nCREATE TABLE c (d);\n-- the rest\n")
    db.execute("ROLLBACK")
    assert db.table_names() == []
