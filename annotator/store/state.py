"""The state tables: what the log says now, one row for each item that is there.

They are written in the same transaction as the log, and can be rebuilt from it at any time.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from annotator.store.heads import Known, heads
from annotator.store.kinds import EXISTS, KINDS, Cell, Fields, Kind, canonical
from annotator.store.log import AT_ONCE, Log, batches, marks

if TYPE_CHECKING:
    from sqlite_utils.utils import sqlite3


def _insert(kind: Kind) -> str:
    names = kind.names()
    columns = ", ".join(f'"{name}"' for name in names)
    return f"INSERT OR REPLACE INTO {kind.name} ({columns}) VALUES ({marks(names)})"


Dispute = tuple[int, int | None, int]
"""An item, the person whose own it is, and in how many of its fields several values stand."""
_INSERT = {kind.name: _insert(kind) for kind in KINDS.values()}
_MOST_SHAPES = 1_000
"""So many shapes are kept at hand: attributes bear whatever names a file gives them."""


class _Shape:
    """How values under certain names become a row: what `Kind.row` makes, and only what is filled.

    What stays empty is left to SQLite, and defaults stand in the statement: Python's sqlite3 takes
    longer to bind one None than SQLite to write the whole row.
    """

    def __init__(self, kind: Kind, names: tuple[str, ...]) -> None:
        columns = {column.name: column for column in kind.columns}
        head = ["item", "conflicts", *["article"] * kind.article, *["owner"] * kind.owner]
        filled = {name: n for n, name in enumerate(names, 4) if name in columns}
        self._packs = [(n, pack) for name, n in filled.items() if (pack := columns[name].pack)]
        self._more = [
            (name, n)
            for n, name in enumerate(names, 4)
            if kind.more and name not in columns and name != EXISTS
        ]
        places = [*range(len(head)), *filled.values(), *[4 + len(names)] * bool(self._more)]
        self._pick = itemgetter(*places)
        blank = [c for c in kind.columns if c.default is not None and c.name not in names]
        quoted = [f'"{name}"' for name in (*head, *filled, *["more"] * bool(self._more))]
        quoted += [f'"{column.name}"' for column in blank]
        values = [*"?" * len(places), *(repr(column.default) for column in blank)]
        self.insert = (
            f"INSERT OR REPLACE INTO {kind.name} ({', '.join(quoted)}) VALUES ({', '.join(values)})"
        )

    def row(
        self, item: int, article: int | None, owner: int | None, fields: Fields, conflicts: int
    ) -> tuple[Cell, ...]:
        """Give what the statement binds."""
        cells: list[Any] = [item, conflicts, article, owner, *fields.values()]
        if self._more:
            cells.append(canonical({name: cells[n] for name, n in self._more}))
        for n, pack in self._packs:
            cells[n] = pack(cells[n])
        row: tuple[Cell, ...] = self._pick(cells)
        return row


class State:
    """Writes rows of the state tables, a batch at a time."""

    def __init__(self, sql: sqlite3.Connection) -> None:
        self._sql = sql
        self._shapes: dict[tuple[str, ...], _Shape] = {}
        self.begin()

    def begin(self) -> None:
        """Start a batch."""
        self._rows: dict[str, list[tuple[Cell, ...]]] = {}
        self._gone: dict[str, list[tuple[int]]] = {}
        self._disputed: list[Dispute] = []

    def show(
        self, kind: Kind, item: int, article: int | None, owner: int | None, shown: Fields,
        conflicts: int,
    ) -> None:  # fmt: skip
        """Make an item's row say what is shown, or let it go."""
        if kind.is_there(shown):
            if None in shown.values():
                shown = {name: value for name, value in shown.items() if value is not None}
            shape = self._shapes.get((kind.name, *shown)) or self._shape(kind, shown)
            row = shape.row(item, article, owner, shown, conflicts)
            rows = self._rows.get(shape.insert)
            if rows is None:
                self._rows[shape.insert] = [row]
            else:
                rows.append(row)
        else:
            self._gone.setdefault(kind.name, []).append((item,))

    def dispute(self, item: int, owner: int | None, fields: int) -> None:
        """Note in how many of its fields an item waits to be settled, 0 where in none."""
        self._disputed.append((item, owner, fields))

    def _shape(self, kind: Kind, shown: Fields) -> _Shape:
        if len(self._shapes) >= _MOST_SHAPES:
            self._shapes.clear()
        shape = self._shapes[(kind.name, *shown)] = _Shape(kind, tuple(shown))
        return shape

    def flush(self) -> None:
        """Write the batch."""
        for insert, rows in self._rows.items():
            self._sql.executemany(insert, rows)
        for name, items in self._gone.items():
            self._sql.executemany(f"DELETE FROM {name} WHERE item = ?", items)
        _enter(self._sql, self._disputed)
        self.begin()


class Expected(NamedTuple):
    """What the tables must say of an item by its changes; None where they must not name it."""

    row: list[Cell] | None
    dispute: Dispute | None


def expected(kind: Kind, item: int, versions: Sequence[Known]) -> Expected:
    """Work out what the tables must say of an item."""
    now = heads(versions)
    newest = now.newest()
    if newest is None:
        return Expected(None, None)
    shown, disputed = now.shown(kind), len(now.disputed(kind))
    row = kind.row(item, newest.article, newest.owner, shown, disputed)
    return Expected(
        row if kind.is_there(shown) else None, (item, newest.owner, disputed) if disputed else None
    )


def _enter(sql: sqlite3.Connection, disputed: Sequence[Dispute]) -> None:
    """Note what waits to be settled, and forget what no longer does."""
    if disputed:
        gone = [(item,) for item, _, fields in disputed if not fields]
        sql.executemany("DELETE FROM dispute WHERE item = ?", gone)
        waits = [dispute for dispute in disputed if dispute[2]]
        sql.executemany("INSERT OR REPLACE INTO dispute (item, owner, fields) VALUES (?, ?, ?)",
                        waits)  # fmt: skip


def renew(sql: sqlite3.Connection, log: Log, items: Sequence[int]) -> None:
    """Make the rows of some items again from all their changes."""
    for part in batches(items, AT_ONCE):
        kinds = kinds_of(sql, part)
        known = log.known(part, kinds)
        rows: dict[str, list[list[Cell]]] = {}
        disputed: list[Dispute] = []
        sql.execute(f"DELETE FROM dispute WHERE item IN ({marks(part)})", part)
        for item, kind in kinds.items():
            sql.execute(f"DELETE FROM {kind.name} WHERE item = ?", [item])
            row, dispute = expected(kind, item, known.get(item, ()))
            if row is not None:
                rows.setdefault(kind.name, []).append(row)
            if dispute is not None:
                disputed.append(dispute)
        for name, made in rows.items():
            sql.executemany(_INSERT[name], made)
        _enter(sql, disputed)


def rebuild(sql: sqlite3.Connection, log: Log) -> None:
    """Throw the state away and make it again from the log."""
    for kind in KINDS.values():
        sql.execute(f"DELETE FROM {kind.name}")
    sql.execute("DELETE FROM dispute")
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
