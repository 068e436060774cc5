"""Take a whole project file as a colleague's work. It may have been made by anybody.

Only the tables of the log are read, and only where they are what this program makes, to the
letter; what else stands in its schema, such as a trigger or a view, is never run. A file that
someone is at work in is copied first.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import TypeVar

from sqlite_utils.utils import sqlite3

from annotator.model.change import Change
from annotator.model.ids import is_id, to_text
from annotator.model.person import Person, Role
from annotator.model.sentences import Refused, Told, Trouble
from annotator.store import opening, tables
from annotator.store.aside import Aside
from annotator.store.exchange.delivery import Delivery
from annotator.store.exchange.outgoing import Outgoing, Wanted
from annotator.store.exchange.source import Counts, Said, plain
from annotator.store.log import Log
from annotator.store.ranges import size
from annotator.store.rescue import backup

T = TypeVar("T")

_READ = ("own", "site", "item", "step", "change", "text", "original", "person", "bring_in",
         "bring_in_range")  # fmt: skip
"""The tables that are read. All others are as good as not there.

A file of an older layout in which these are the same is read as it is. Its migrations are not run:
they would run over whatever else a stranger has put into it.
"""
_BESIDE = (".lock", "-wal", "-shm", "-journal")
_LONGEST = 256_000_000
"""Bytes of one value."""
_UNREADABLE = (
    sqlite3.Error, ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError,
    IndexError,
)  # fmt: skip


class ProjectFile:
    """A project file of somebody else, open for reading only."""

    def __init__(self, path: Path, sql: sqlite3.Connection) -> None:
        self.path = path
        self._sql = sql
        with _readable(path):
            if not tables.are_ours(sql, _READ):
                raise Refused(
                    "{name} is not built as Annotator builds a project, so nothing of it was read. "
                    "Ask the colleague for a bundle: annotator bundle PROJECT OUT",
                    name=path.name,
                )
            _refuse_broken(path, sql)
            self._log = Log(sql, _own(sql, "site"), Aside(sql))
            self.said = self._said()

    def _said(self) -> Said:
        project = _own(self._sql, "project")
        if not is_id(project):
            raise ValueError("project")
        has = Outgoing(self._sql, self._log, Wanted()).has
        persons = self._sql.execute(
            "SELECT i.uid, p.name, p.role FROM person p JOIN item i ON i.id = p.item ORDER BY i.uid"
        )
        people = tuple(
            Person(to_text(uid), plain(name or ""), _role(role)) for uid, name, role in persons
        )
        newest = self._sql.execute("SELECT max(clock) FROM step").fetchone()[0] or 0
        return Said(
            self.path.name, "project", project, plain(self.path.stem), None, newest >> 16, has, has,
            self._counts(size(has)), people, site=self._log.site_uid,
        )  # fmt: skip

    def _counts(self, changes: int) -> Counts:
        kinds = dict(self._sql.execute("SELECT kind, count(*) FROM item GROUP BY kind").fetchall())
        texts, originals = (
            self._sql.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
            for table in ("text", "original")
        )
        return Counts(changes, kinds.get("article", 0), kinds.get("span", 0), texts, originals)

    def delivery(self) -> Delivery:
        """Give all it holds and shows. Raises Refused where it cannot be read."""
        given = Outgoing(self._sql, self._log, Wanted()).delivery()
        return Delivery(
            self._safely(_all_of(given)), self._safely(given.texts), self._safely(given.originals),
            given.size,
        )  # fmt: skip

    def _safely(self, things: Iterable[T]) -> Iterator[T]:
        with _readable(self.path):
            yield from things


def _all_of(given: Delivery) -> Iterator[Change]:
    """Give the changes. Raises ValueError where some name what is not in the file."""
    number = 0
    for change in given.changes:
        number += 1
        yield change
    if number != given.size:
        raise ValueError("changes")


@contextmanager
def open_project(path: Path) -> Iterator[ProjectFile]:
    """Open a project file as a source. Raises Refused or Trouble with the file untouched."""
    real = opening.resolve(path)
    header = opening.inspect(real)
    if not tables.are_alike(header.layout, _READ):
        raise Refused(
            "{name} has an older layout ({theirs}). It is untouched. Open it once for working to "
            "bring it up to date, or ask for a bundle.",
            name=path.name, theirs=header.layout,
        )  # fmt: skip
    with tempfile.TemporaryDirectory(prefix="annotator-") as folder:
        place = _copied(real, Path(folder)) if _is_in_use(real, header) else real
        with closing(_connected(real, place)) as sql:
            yield ProjectFile(path, sql)


def _is_in_use(path: Path, header: opening.Header) -> bool:
    """Say whether someone is at work in a file, or died while working in it."""
    return header.is_wal or _has_beside(path)


def _copied(path: Path, folder: Path) -> Path:
    """Copy a file with what lies beside it, through SQLite, which sees one moment of it."""
    copy = folder / "copy.annot"
    with opening.leaving_nothing(path), _readable(path):
        opening.refuse_foreign_wal(path)
        with closing(opening.connect(path, "ro" if _has_beside(path) else "immutable")) as sql:
            backup.make_private(copy)
            backup.copy(sql, copy)
    return copy


def _has_beside(path: Path) -> bool:
    """Say whether there lies beside a file what whoever works in it puts there."""
    return any(path.with_name(path.name + end).exists() for end in _BESIDE)


def _connected(path: Path, place: Path) -> sqlite3.Connection:
    with _readable(path):
        sql = opening.connect(place, "ro" if place == path else "immutable")
        try:
            with suppress(AttributeError):  # not every build of SQLite can be told
                sql.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST)
            sql.execute("BEGIN")
            sql.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except BaseException:
            sql.close()
            raise
    return sql


def _refuse_broken(path: Path, sql: sqlite3.Connection) -> None:
    for table in _READ:
        if sql.execute(f"PRAGMA quick_check({table})").fetchone()[0] != "ok":
            raise opening.damaged(path.name)


def _role(told: str | None) -> Role:
    return "reviewer" if told == "reviewer" else "annotator"


def _own(sql: sqlite3.Connection, key: str) -> str:
    row = sql.execute("SELECT value FROM own WHERE key = ?", [key]).fetchone()
    return str(row[0]) if row else ""


@contextmanager
def _readable(path: Path) -> Iterator[None]:
    """Turn what goes wrong while the file is read into a sentence about it, not about ours."""
    try:
        yield
    except Told:
        raise
    except _UNREADABLE as error:
        raise Refused(
            "{name} is damaged, or no project that Annotator made ({why}). It is untouched, and "
            "nothing was brought in. Ask for the file again.",
            name=path.name, why=type(error).__name__,
        ) from None  # fmt: skip
    except OSError as error:
        raise Trouble(
            "{name} cannot be read ({why}). Nothing was brought in.",
            name=path.name, why=error.strerror or "not allowed",
        ) from None  # fmt: skip
