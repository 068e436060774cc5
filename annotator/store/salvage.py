"""Save what can be read from a damaged project into a new one. The damaged file is only read.

Rows are read in runs; where a run cannot be read it is halved, until only the damaged pages are
left out. The state is then made again from the log.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from sqlite_utils.utils import sqlite3

from annotator.model.ids import new_id
from annotator.model.sentences import Refused
from annotator.model.text import sha256_of
from annotator.store import opening, session, state
from annotator.store.log import Log, marks

if TYPE_CHECKING:
    from annotator.store.kinds import Cell

_TABLES = {
    "site": ("id", "uid"),
    "item": ("id", "kind", "uid"),
    "step": ("id", "site", "first", "clock", "person", "kind", "template", "named", "of_site",
             "of_first"),
    "change": ("seq", "site", "n", "step", "item", "article", "owner", "parents", "value",
               "struck", "hash"),
    "text": ("article", "body"),
    "original": ("rowid", "sha256", "data"),
    "bring_in": ("id", "clock", "person", "title", "aside"),
    "bring_in_range": ("rowid", "bring_in", "site", "first", "last"),
}  # fmt: skip
_RUN = 4_096
_Row = tuple["Cell", ...]


@dataclass(slots=True)
class Saved:
    """What was saved: for each table how many rows, and how many places could not be read."""

    rows: dict[str, int] = field(default_factory=dict)
    unreadable: dict[str, int] = field(default_factory=dict)
    altered_texts: int = 0
    project_is_new: bool = False
    """The project's id could not be read: the new file cannot be merged with colleagues' files."""


def salvage(damaged: Path, new: Path) -> Saved:
    """Copy every readable row of a damaged project into a new file.

    Raises Refused if there is already something at the new path, or nothing at all could be read.
    """
    damaged = opening.resolve(damaged)
    saved = Saved()
    with tempfile.TemporaryDirectory(prefix="annotator-") as folder:
        source = _open(damaged, Path(folder))
        with closing(source):
            project = _project(source)
            saved.project_is_new = project is None
            target = session.create(new, project)
            try:
                _fill(source, target, saved)
            except BaseException:
                target.close()
                new.unlink(missing_ok=True)
                raise
            target.close()
    if not saved.rows.get("change"):
        new.unlink(missing_ok=True)
        raise Refused("Nothing could be read from {name}. It is untouched.", name=damaged.name)
    return saved


def _open(damaged: Path, folder: Path) -> sqlite3.Connection:
    """Open the file alone, or a copy of it together with the log that lies beside it."""
    if not opening.has_wal(damaged):
        sql = opening.connect(damaged, "immutable")
    else:
        copy = folder / damaged.name
        shutil.copyfile(damaged, copy)
        shutil.copyfile(opening.wal_of(damaged), opening.wal_of(copy))
        sql = opening.connect(copy, "rw")
    sql.text_factory = lambda raw: raw.decode(errors="replace")
    with suppress(sqlite3.Error):
        sql.execute("PRAGMA writable_schema = ON")
    return sql


def _project(source: sqlite3.Connection) -> str | None:
    with suppress(sqlite3.Error):
        row = source.execute("SELECT value FROM own WHERE key = 'project'").fetchone()
        if row:
            return str(row[0])
    return None


def _fill(source: sqlite3.Connection, target: session.Session, saved: Saved) -> None:
    sql = target.sql
    sql.execute("BEGIN IMMEDIATE")
    sql.execute("DELETE FROM site")
    for table, columns in _TABLES.items():
        saved.rows[table] = _copy(source, sql, table, columns, saved)
    # The numbers of this copy go on under a name of its own: what was lost may exist elsewhere.
    sql.execute("INSERT INTO site (uid) VALUES (?)", [bytes.fromhex(target.site)])
    saved.altered_texts = _drop_altered(sql)
    if saved.project_is_new:
        target.set_own(project=new_id())
    log = Log(sql, target.site, target.aside)
    state.rebuild(sql, log)
    sql.execute("COMMIT")


def _copy(
    source: sqlite3.Connection, sql: sqlite3.Connection, table: str, columns: Sequence[str],
    saved: Saved,
) -> int:  # fmt: skip
    names = ", ".join(columns)
    into = ", ".join(name for name in columns)
    query = f"SELECT {names} FROM {table} WHERE {columns[0]} BETWEEN ? AND ?"
    add = f"INSERT OR IGNORE INTO {table} ({into}) VALUES ({marks(columns)})"
    copied = 0

    def lost() -> None:
        saved.unreadable[table] = saved.unreadable.get(table, 0) + 1

    for run in _runs(source, query, _last(source, table, columns[0]), lost):
        for row in run:
            with suppress(sqlite3.Error):
                copied += sql.execute(add, row).rowcount
    return copied


def _last(source: sqlite3.Connection, table: str, key: str) -> int:
    """Find the highest number in a table, by doubling where it cannot be read."""
    with suppress(sqlite3.Error):
        return int(source.execute(f"SELECT max({key}) FROM {table}").fetchone()[0] or 0)
    return 1 << 26


def _runs(
    source: sqlite3.Connection, query: str, last: int, lost: Callable[[], None]
) -> Iterator[list[_Row]]:
    waiting = [(first, min(first + _RUN - 1, last)) for first in range(1, last + 1, _RUN)][::-1]
    while waiting:
        first, end = waiting.pop()
        try:
            yield source.execute(query, [first, end]).fetchall()
        except sqlite3.Error:
            if first == end:
                lost()
            else:
                middle = (first + end) // 2
                waiting += [(middle + 1, end), (first, middle)]


def _drop_altered(sql: sqlite3.Connection) -> int:
    """Take out the texts that are not what their sha256 says: better none than a wrong one."""
    altered: list[tuple[int]] = []
    query = "SELECT t.article, t.body, i.uid FROM text t JOIN item i ON i.id = t.article"
    for article, body, uid in sql.execute(query):
        if sha256_of(body) != uid.hex():
            altered.append((article,))
    sql.executemany("DELETE FROM text WHERE article = ?", altered)
    return len(altered)
