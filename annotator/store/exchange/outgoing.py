"""What of a project goes out: what a colleague lacks, of whom and on which articles one likes.

What was set aside never goes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from annotator.model.change import Change
from annotator.store.aside import Aside
from annotator.store.exchange.closure import Choice, items_of
from annotator.store.exchange.delivery import Delivery, Tally
from annotator.store.log import AT_ONCE, Log, batches, marks
from annotator.store.ranges import Ranges, held, size, without

if TYPE_CHECKING:
    from sqlite_utils.utils import sqlite3

    from annotator.store.store import Store


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to go out: everything, if nothing else is said."""

    since: Ranges = field(default_factory=dict)
    """What the colleague holds already."""
    textless: frozenset[str] = frozenset()
    """Articles whose changes the colleague has, but not their text."""
    persons: frozenset[str] | None = None
    """Only what these people did, by their ids, and what it needs to be read."""
    articles: frozenset[str] | None = None
    """Only what was done on these articles."""
    texts: bool = True
    """Texts and originals go along."""
    layers: frozenset[str] | None = None
    """Only these people's own layers, and what belongs to nobody, but no review."""

    @property
    def choice(self) -> Choice:
        """Say whose work on which articles."""
        return Choice(self.persons, self.articles, self.layers)


class Outgoing:
    """What goes out of a file, through a connection that may do no more than read."""

    def __init__(self, sql: sqlite3.Connection, log: Log, wanted: Wanted) -> None:
        self._sql = sql
        self._log = log
        self._wanted = wanted
        self.has = held(sql, log)
        """All that the file holds and shows."""
        self.tally = Tally()

    def delivery(self) -> Delivery:
        """Give the changes by site and number, then their texts and originals by sha256."""
        size_, changes = self._changes()
        counted = self.tally.counting(changes)
        if not self._wanted.texts:
            return Delivery(counted, size=size_)
        return Delivery(counted, self._texts(), self._originals(), size_)

    def _changes(self) -> tuple[int, Iterable[Change]]:
        wanted = without(self.has, self._wanted.since)
        if self._wanted.choice.is_all:
            return size(wanted), in_runs(self._log, wanted)
        chosen = self._chosen(wanted)
        return len(chosen), chosen

    def _chosen(self, wanted: Ranges) -> list[Change]:
        found: list[Change] = []
        items = sorted(items_of(self._sql, self._log, self._wanted.choice))
        for part in batches(items, AT_ONCE):
            for change in self._log.changes(f"WHERE c.item IN ({marks(part)})", part):
                runs = wanted.get(change.site, ())
                if any(first <= change.n <= last for first, last in runs):
                    found.append(change)
        return sorted(found, key=lambda change: (change.site, change.n))

    def _texts(self) -> Iterator[tuple[str, str]]:
        query = (
            "SELECT i.uid, t.body FROM item i JOIN text t ON t.article = i.id"
            " WHERE i.kind = 'article' AND i.uid IN ({}) ORDER BY i.uid"
        )
        wanted = self.tally.articles | self._textless()
        for part in batches([bytes.fromhex(id_) for id_ in sorted(wanted)], AT_ONCE):
            for uid, body in self._sql.execute(query.format(marks(part)), part):
                yield uid.hex(), body

    def _textless(self) -> frozenset[str]:
        chosen = self._wanted.articles
        return self._wanted.textless if chosen is None else self._wanted.textless & chosen

    def _originals(self) -> Iterator[tuple[str, bytes]]:
        query = "SELECT data FROM original WHERE sha256 = ?"
        for sha256 in sorted(self.tally.originals):
            row = self._sql.execute(query, [bytes.fromhex(sha256)]).fetchone()
            if row:
                yield sha256, row[0]


def in_runs(log: Log, wanted: Ranges) -> Iterator[Change]:
    """Read the changes of some runs, by site and number."""
    where = "WHERE c.site = ? AND c.n BETWEEN ? AND ? ORDER BY c.n"
    for site in sorted(wanted):
        for first, last in wanted[site]:
            yield from log.changes(where, [log.site_id(site), first, last])


@contextmanager
def beside(store: Store) -> Iterator[tuple[sqlite3.Connection, Log]]:
    """Read the log as it is at this moment, through a connection of its own.

    So a worker may read while the window writes.
    """
    with store.watched():
        sql = store.session.connect_beside()
        try:
            sql.execute("BEGIN")
            yield sql, Log(sql, store.log.site_uid, Aside(sql))
        finally:
            sql.close()
