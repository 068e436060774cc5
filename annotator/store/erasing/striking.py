"""Strike an article from the log and from all that is made of it; only its erasure stays.

Of each value its sha256 is left, so the chain of changes holds. Of the titles of steps that
touched it the program's own words are left: their values may quote it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from annotator.store import state
from annotator.store.erasing import rewriting
from annotator.store.erasing.gone import ERASED, ERASURE, LEADS, Gone, is_erasure
from annotator.store.kinds import EXISTS, KINDS, Fields, canonical
from annotator.store.log import AT_ONCE, batches, digest, marks

if TYPE_CHECKING:
    from sqlite_utils.utils import sqlite3

    from annotator.model.change import Change
    from annotator.store.log import Log

Told = Callable[[int, int], None]
"""Called with how much is struck and how much there is; may raise to stop."""

_NOTHING = "null"
_NO_FIELDS = canonical({EXISTS: None})
_ROWS = (
    "SELECT c.seq, c.item, i.kind, c.value, c.struck IS NOT NULL, c.step"
    " FROM change c JOIN item i ON i.id = c.item WHERE c.{column} IN ({numbers})"
)
_NAMES_ORIGINAL = {"sighting": "original", "attachment": "sha256"}


@dataclass(slots=True)
class Struck:
    """What was struck: how many values and titles, and of which items."""

    values: int = 0
    titles: int = 0
    items: set[int] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class _Row:
    seq: int
    item: int
    kind: str
    value: str
    is_struck: bool
    step: int

    @property
    def says_something(self) -> bool:
        """Say whether there is anything to strike in it."""
        is_kept = self.is_struck or self.value == _NOTHING
        return not is_kept and not is_erasure(self.kind, self.value)


# --- changes on their way in ----------------------------------------------------------------------


def erased_article_of(gone: Gone, change: Change) -> str | None:
    """Give the article erased here that a change from elsewhere belongs or leads to."""
    may_lead = gone.articles and change.kind in LEADS
    fields = _fields(change.value) if may_lead else {}
    return gone.article_of(change.kind, change.id, change.article, fields)


def without_words(change: Change) -> Change:
    """Give a change as it is once it is struck, its hash the same."""
    bare = change.step.bare()
    if change.struck or change.value == _NOTHING:
        return replace(change, step=bare)
    gone = digest(change.value).hex()
    return replace(change, step=bare, value=_without(change.kind), struck=gone)


def _without(kind: str) -> str:
    return _NOTHING if KINDS[kind].whole else _NO_FIELDS


def _fields(value: str) -> Fields:
    read = json.loads(value)
    return read if isinstance(read, dict) else {}


def original_of(change: Change) -> str | None:
    """Give the sha256 of the bytes that a change names as what an article came as, if it does."""
    name = _NAMES_ORIGINAL.get(change.kind)
    named = _fields(change.value).get(name) if name and not change.struck else None
    return named if isinstance(named, str) else None


# --- what is in the file --------------------------------------------------------------------------


def leading_to(sql: sqlite3.Connection, article: str) -> set[str]:
    """Give the ids of what leads to an article from elsewhere. This reads the whole log."""
    query = (
        "SELECT i.kind, i.uid, c.value FROM change c JOIN item i ON i.id = c.item"
        " WHERE c.struck IS NULL AND instr(c.value, ?)"
    )
    return {
        KINDS[kind].unpack_id(uid)
        for kind, uid, value in sql.execute(query, [article])
        if kind in LEADS and _fields(value).get(LEADS[kind]) == article
    }


def strike_again(sql: sqlite3.Connection, log: Log) -> None:
    """Strike all that the log says was erased, where this file has no note of it yet."""
    query = (
        "SELECT i.uid, c.value FROM item i JOIN change c ON c.item = i.id"
        " WHERE i.kind = 'article' AND c.value GLOB ?"
    )
    for uid, value in sql.execute(query, [ERASURE]).fetchall():
        strike(sql, log, uid.hex(), json.loads(value)[ERASED])


def strike(
    sql: sqlite3.Connection, log: Log, article: str, ties: Iterable[str],
    told: Told = lambda _done, _of: None,
) -> Struck:  # fmt: skip
    """Strike all that the file holds of an article, inside a transaction.

    `ties` are the ids of what leads to it from elsewhere. The file is to be rewritten after the
    commit.
    """
    rewriting.prepare(sql)
    log.gone.note(article, ties)
    place = log.item_id(KINDS["article"], article)
    rows = _rows(sql, log, place, log.gone.articles[article])
    done = Struck(items={place, *(row.item for row in rows)})
    _strike_values(sql, [row for row in rows if row.says_something], done, told)
    _strike_titles(sql, log, {row.step for row in rows}, done)
    _leave_undo_line(sql, log, rows)
    state.renew(sql, log, sorted(done.items))
    texts = sql.execute("DELETE FROM text WHERE article = ?", [place]).rowcount
    if texts or done.values or done.titles:
        _drop_originals(sql, rows)
        rewriting.ask_for(sql)
    return done


def _rows(sql: sqlite3.Connection, log: Log, place: int, ties: Iterable[str]) -> list[_Row]:
    tied = [n for kind in LEADS for id_ in ties if (n := log.find_item(KINDS[kind], id_))]
    found = {row[0]: _Row(*row) for row in _of(sql, "article", [place])}
    found.update((row[0], _Row(*row)) for row in _of(sql, "item", [place, *tied]))
    return [found[seq] for seq in sorted(found)]


def _of(
    sql: sqlite3.Connection, column: str, numbers: Sequence[int]
) -> Iterable[tuple[int, int, str, str, bool, int]]:
    for part in batches(numbers, AT_ONCE):
        yield from sql.execute(_ROWS.format(column=column, numbers=marks(part)), part)


def _strike_values(sql: sqlite3.Connection, rows: Sequence[_Row], done: Struck, told: Told) -> None:
    for part in batches(rows, AT_ONCE):
        told(done.values, len(rows))
        sql.executemany(
            "UPDATE change SET value = ?, struck = ? WHERE seq = ?",
            [(_without(row.kind), digest(row.value), row.seq) for row in part],
        )
        done.values += len(part)


def _strike_titles(sql: sqlite3.Connection, log: Log, steps: Iterable[int], done: Struck) -> None:
    for number in sorted(steps):
        step = log.step(number)
        bare = step.bare()
        if bare is not step:
            named = json.dumps(bare.named, ensure_ascii=False)
            sql.execute("UPDATE step SET named = ? WHERE id = ?", [named, number])
            done.titles += 1


def _leave_undo_line(sql: sqlite3.Connection, log: Log, rows: Sequence[_Row]) -> None:
    """Take those steps out of the undo lines of which nothing else is left."""
    gone = {row.seq for row in rows}
    for part in batches(sorted({row.step for row in rows}), AT_ONCE):
        query = f"SELECT DISTINCT step FROM undo_line WHERE step IN ({marks(part)})"
        for (step,) in sql.execute(query, part).fetchall():
            if gone.issuperset(log.step_rows(step)):
                sql.execute("DELETE FROM undo_line WHERE step = ?", [step])


def _drop_originals(sql: sqlite3.Connection, rows: Sequence[_Row]) -> None:
    """Drop the bytes that the article and its attachments came as, unless others have the same."""
    for row in rows:
        name = _NAMES_ORIGINAL.get(row.kind)
        named = _fields(row.value).get(name) if name and row.says_something else None
        if isinstance(named, str):
            sql.execute(
                "DELETE FROM original WHERE sha256 = ?1"
                " AND NOT EXISTS (SELECT 1 FROM sighting WHERE original = ?1)"
                " AND NOT EXISTS (SELECT 1 FROM attachment WHERE sha256 = ?1)",
                [bytes.fromhex(named)],
            )
