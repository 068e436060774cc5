"""The state tables: what the log says now, one row for each item that is there.

They are written in the same transaction as the log, and can be rebuilt from it at any time.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from annotator.store.heads import Known, heads
from annotator.store.kinds import KINDS, Cell, Fields, Kind
from annotator.store.log import AT_ONCE, Log, batches, marks

if TYPE_CHECKING:
    from sqlite_utils.utils import sqlite3


def _insert(kind: Kind) -> str:
    names = kind.names()
    columns = ", ".join(f'"{name}"' for name in names)
    return f"INSERT OR REPLACE INTO {kind.name} ({columns}) VALUES ({marks(names)})"


_INSERT = {kind.name: _insert(kind) for kind in KINDS.values()}


class State:
    """Writes rows of the state tables, a batch at a time."""

    def __init__(self, sql: sqlite3.Connection) -> None:
        self._sql = sql
        self.begin()

    def begin(self) -> None:
        """Start a batch."""
        self._rows: dict[str, list[list[Cell]]] = {}
        self._gone: dict[str, list[tuple[int]]] = {}

    def show(
        self, kind: Kind, item: int, article: int | None, owner: int | None, shown: Fields,
        conflicts: int,
    ) -> None:  # fmt: skip
        """Make an item's row say what is shown, or let it go."""
        if kind.is_there(shown):
            row = kind.row(item, article, owner, shown, conflicts)
            self._rows.setdefault(kind.name, []).append(row)
        else:
            self._gone.setdefault(kind.name, []).append((item,))

    def flush(self) -> None:
        """Write the batch."""
        for name, rows in self._rows.items():
            self._sql.executemany(_INSERT[name], rows)
        for name, items in self._gone.items():
            self._sql.executemany(f"DELETE FROM {name} WHERE item = ?", items)
        self.begin()


def expected(kind: Kind, item: int, versions: Sequence[Known]) -> list[Cell] | None:
    """Give the row that an item must have by its changes, None where it must have none."""
    now = heads(versions)
    newest = now.newest()
    shown = now.shown(kind)
    if newest is None or not kind.is_there(shown):
        return None
    return kind.row(item, newest.article, newest.owner, shown, now.conflicts(kind))


def renew(sql: sqlite3.Connection, log: Log, items: Sequence[int]) -> None:
    """Make the rows of some items again from all their changes."""
    for part in batches(items, AT_ONCE):
        kinds = kinds_of(sql, part)
        known = log.known(part, kinds)
        rows: dict[str, list[list[Cell]]] = {}
        for item, kind in kinds.items():
            sql.execute(f"DELETE FROM {kind.name} WHERE item = ?", [item])
            row = expected(kind, item, known.get(item, ()))
            if row is not None:
                rows.setdefault(kind.name, []).append(row)
        for name, made in rows.items():
            sql.executemany(_INSERT[name], made)


def rebuild(sql: sqlite3.Connection, log: Log) -> None:
    """Throw the state away and make it again from the log."""
    for kind in KINDS.values():
        sql.execute(f"DELETE FROM {kind.name}")
    for part in all_items(sql):
        renew(sql, log, part)


def all_items(sql: sqlite3.Connection) -> Iterator[list[int]]:
    """Give the numbers of all items in runs."""
    last = 0
    while True:
        rows = sql.execute(
            "SELECT id FROM item WHERE id > ? ORDER BY id LIMIT ?", [last, AT_ONCE]
        ).fetchall()
        if not rows:
            return
        last = rows[-1][0]
        yield [item for (item,) in rows]


def kinds_of(sql: sqlite3.Connection, items: Sequence[int]) -> dict[int, Kind]:
    """Give the kind of each item, in the order of their numbers."""
    query = f"SELECT id, kind FROM item WHERE id IN ({marks(items)}) ORDER BY id"
    return {item: KINDS[name] for item, name in sql.execute(query, items)}
