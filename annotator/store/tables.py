"""Whether a file has the tables of its layout: one that lacks any cannot be worked in."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from sqlite_utils import Database
from sqlite_utils.utils import sqlite3

from annotator.store.layout import LAYOUT, migrations

_COLUMNS = (
    "SELECT t.name, c.name, c.type FROM sqlite_master t JOIN pragma_table_info(t.name) c"
    " WHERE t.type = 'table'"
)
_APPLIED = f"SELECT name FROM {migrations.migrations_table} WHERE migration_set = ?"
_Columns = dict[str, list[tuple[str, str]]]


def are_right(sql: sqlite3.Connection) -> bool:
    """Say whether every table of the file's layout is there, with its columns and no others.

    Tables that no layout knows are left to whoever made them.
    """
    (layout,) = sql.execute("PRAGMA user_version").fetchone()
    tables, steps = _wanted(layout)
    there = _columns(sql)
    done = {name for (name,) in sql.execute(_APPLIED, [migrations.name])}
    return steps <= done and all(there.get(name) == own for name, own in tables.items())


@cache
def _wanted(layout: int) -> tuple[_Columns, frozenset[str]]:
    """Give the tables of a layout, and the names of the migrations that lead to it."""
    sql = sqlite3.connect(":memory:")
    try:
        db = Database(sql, execute_plugins=False)
        names = [step.name for step in migrations.pending(db)]
        migrations.apply(db, stop_before=names[layout:])
        tables = _columns(sql)
    finally:
        sql.close()
    del tables[migrations.migrations_table]  # its form is the library's own
    return tables, frozenset(names[:layout])


def _columns(sql: sqlite3.Connection) -> _Columns:
    """Give the columns of each table, in their order, with their types."""
    found: _Columns = {}
    for table, column, type_ in sql.execute(_COLUMNS):
        found.setdefault(table, []).append((column, type_))
    return found


def are_ours(sql: sqlite3.Connection, names: Iterable[str]) -> bool:
    """Say whether these are tables, made to the letter as their layout makes them.

    A view, a virtual table or a computed column could run whatever its maker has thought of.
    """
    (layout,) = sql.execute("PRAGMA user_version").fetchone()
    ours = _definitions(layout)
    there: dict[str, list[str]] = {}
    for name, definition in sql.execute("SELECT lower(name), sql FROM sqlite_master"):
        there.setdefault(name, []).append(definition)
    return all(there.get(name) == [ours[name]] for name in names)


def are_alike(layout: int, names: Iterable[str]) -> bool:
    """Say whether a layout makes these tables just as the newest one does."""
    theirs, ours = _definitions(layout), _definitions(LAYOUT)
    return all(theirs.get(name) == ours[name] for name in names)


@cache
def _definitions(layout: int) -> dict[str, str]:
    """Give the statements that make the tables of a layout."""
    sql = sqlite3.connect(":memory:")
    try:
        db = Database(sql, execute_plugins=False)
        names = [step.name for step in migrations.pending(db)]
        migrations.apply(db, stop_before=names[layout:])
        rows = sql.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'").fetchall()
    finally:
        sql.close()
    return dict(rows)
