"""Save what can be read from a damaged project into a new one. The damaged file is only read.

Rows are read in runs; where a run cannot be read it is halved, until only the damaged pages are
left out. Rows to which a damaged page bars the way are then sought page by page. A change that is
not what its hash says is left out, and the state is made again from the log.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from sqlite_utils.utils import sqlite3

from annotator.model.ids import is_id, new_id
from annotator.model.sentences import Refused, count, say
from annotator.store import opening, session, state
from annotator.store.erasing import striking
from annotator.store.log import Log, marks
from annotator.store.rescue import pages, sifting

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
_SHAPES = {
    "change": "niiiiIITtBb", "step": "niiiittTII", "item": "ntb", "site": "nb", "text": "nt",
    "original": "bb", "bring_in": "niiti", "bring_in_range": "iiii",
}  # fmt: skip
"""By these columns a row is told from those of all other tables: see pages.rows."""
_INDEXED = {
    "site": "SELECT id, uid FROM site INDEXED BY sqlite_autoindex_site_1 ORDER BY uid {}",
    "item": "SELECT id, kind, uid FROM item INDEXED BY sqlite_autoindex_item_1"
            " ORDER BY uid {0}, kind {0}",
    "step": "SELECT id, site, first, 0, 0, 'do', '', NULL, NULL, NULL FROM step"
            " INDEXED BY sqlite_autoindex_step_1 ORDER BY site {0}, first {0}",
}  # fmt: skip
"""These indexes hold the same once more, of a step at least where it begins."""
_RUN = 4_096
_LEAST_ROW = 20
"""Bytes that a row takes at least: a file has no more rows than it has room for."""
_Row = tuple["Cell", ...]
_Second = tuple[str, _Row]
"""A table, and the first columns of a row of it as its index has them."""


@dataclass(slots=True)
class Saved:
    """What was saved: for each table how many rows, and at least how many could not be."""

    rows: dict[str, int] = field(default_factory=dict)
    unreadable: dict[str, int] = field(default_factory=dict)
    altered_texts: int = 0
    altered_changes: int = 0
    project_is_new: bool = False
    """What ties it to colleagues' files could not be read, so it cannot be merged with them."""

    @property
    def amount(self) -> str:
        """Say how much was saved: "12 changes and 1 text"."""
        return say(
            "{changes} and {texts}",
            changes=count(self.rows["change"], "change", "changes"),
            texts=count(self.rows["text"], "text", "texts"),
        )

    def losses(self) -> Iterator[str]:
        """Say what could not be saved, a sentence for each kind of it."""
        for table, number in self.unreadable.items():
            what = count(number, "row", "rows")
            yield say("Could not read at least {what} of {table}.", what=what, table=table)
        if self.altered_changes:
            what = count(self.altered_changes, "change was", "changes were")
            yield say("{what} altered, or speak of what was lost, and left out.", what=what)
        if self.altered_texts:
            what = count(self.altered_texts, "text was", "texts were")
            yield say("{what} altered and left out.", what=what)


def salvage(damaged: Path, new: Path) -> Saved:
    """Copy every readable row of a damaged project into a new file.

    Raises Refused if there is already something at the new path, or nothing at all could be read.
    """
    damaged = opening.resolve(damaged)
    with tempfile.TemporaryDirectory(prefix="annotator-") as folder:
        place = _place(damaged, Path(folder))
        source = _open(place, is_copy=place != damaged)
        try:
            project = _project(source)
            target = session.create(new, project)
            saved = Saved(project_is_new=project is None)
            try:
                _fill(source, place, target, saved)
            except BaseException:
                target.close()
                new.unlink(missing_ok=True)
                raise
            target.close()
        finally:
            source.close()
    if not saved.rows["change"]:
        new.unlink(missing_ok=True)
        raise Refused("Nothing could be read from {name}. It is untouched.", name=damaged.name)
    return saved


def _place(damaged: Path, folder: Path) -> Path:
    """Give the file itself, or a copy of it where a log or a journal lies beside it."""
    endings = ("-wal", "-journal")
    beside = [damaged.with_name(damaged.name + ending) for ending in endings]
    if not any(file.exists() for file in beside):
        return damaged
    for file in (damaged, *beside):
        with suppress(FileNotFoundError):
            shutil.copyfile(file, folder / file.name)
    return folder / damaged.name


def _open(place: Path, *, is_copy: bool) -> sqlite3.Connection:
    """Open the file alone, or a copy of it together with what lies beside it.

    Where SQLite finds no database in it at all, give one that holds nothing.
    """
    try:
        sql = opening.connect(place, "rw" if is_copy else "immutable")
    except sqlite3.Error:
        sql = sqlite3.connect(":memory:")
    sql.text_factory = lambda raw: raw.decode(errors="replace")
    with suppress(sqlite3.Error):
        sql.execute("PRAGMA writable_schema = ON")
    if is_copy:
        # Rows that are sought page by page are sought in the file alone.
        with suppress(sqlite3.Error):
            sql.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return sql


def _own(source: sqlite3.Connection, key: str) -> str:
    with suppress(sqlite3.Error):
        row = source.execute("SELECT value FROM own WHERE key = ?", [key]).fetchone()
        return str(row[0]) if row else ""
    return ""


def _project(source: sqlite3.Connection) -> str | None:
    project = _own(source, "project")
    return project if is_id(project) else None


def _fill(source: sqlite3.Connection, place: Path, target: session.Session, saved: Saved) -> None:
    sql = target.sql
    sql.execute("BEGIN IMMEDIATE")
    sql.execute("DELETE FROM site")
    most = place.stat().st_size // _LEAST_ROW
    failed = [table for table in _TABLES if not _copy(source, sql, table, most)]
    if _numbers(sql, "change") > _one(sql, "SELECT count(*) FROM change"):
        failed = sorted({*failed, "change"})
    for table, number, row in pages.rows(place, {table: _SHAPES[table] for table in failed}):
        _add(sql, table, (number, *(row if _TABLES[table][0] == "rowid" else row[1:])))
    sifting.drop_unknown(sql)
    second = _second_copies(source, sql)
    sifting.drop_unknown(sql)
    unnamed = sifting.name_sites(sql)
    # The numbers of this copy go on under a name of its own: what was lost may exist elsewhere.
    sql.execute("INSERT INTO site (uid) VALUES (?)", [bytes.fromhex(target.site)])
    saved.altered_texts = sifting.drop_altered_texts(sql)
    log = Log(sql, target.site, target.aside)
    sifting.mend_steps(sql, log)
    _choose(sql, log, second)
    unnamed = sifting.recognise(sql, log, unnamed, _own(source, "site"))
    saved.altered_changes = sifting.drop_altered_changes(sql, log, unnamed)
    if unnamed & {site for (site,) in sql.execute("SELECT DISTINCT site FROM change")}:
        saved.project_is_new = True
        target.set_own(project=new_id())
    saved.rows = {table: _one(sql, f"SELECT count(*) FROM {table}") for table in _TABLES}
    saved.rows["site"] -= 1
    for table in failed:
        saved.unreadable[table] = max(1, _numbers(sql, table) - saved.rows[table])
    state.rebuild(sql, log)
    striking.strike_again(sql, log)
    sql.execute("COMMIT")


def _one(sql: sqlite3.Connection, query: str) -> int:
    return int(sql.execute(query).fetchone()[0] or 0)


def _numbers(sql: sqlite3.Connection, table: str) -> int:
    return _one(sql, f"SELECT max(rowid) FROM {table}")


# --- reading --------------------------------------------------------------------------------------


def _copy(source: sqlite3.Connection, sql: sqlite3.Connection, table: str, most: int) -> bool:
    """Copy the rows of a table, and say whether all could be read."""
    columns = _TABLES[table]
    query = f"SELECT {', '.join(columns)} FROM {table} WHERE {columns[0]} BETWEEN ? AND ?"
    lost: list[int] = []
    try:
        source.execute(f"SELECT {', '.join(columns)} FROM {table} LIMIT 0")
    except sqlite3.Error:
        return False
    for run in _runs(source, query, _last(source, table, columns[0], most), lost.append):
        for row in run:
            _add(sql, table, row)
    return not lost


def _add(sql: sqlite3.Connection, table: str, row: Sequence[object]) -> None:
    columns = _TABLES[table]
    query = f"INSERT OR IGNORE INTO {table} ({', '.join(columns)}) VALUES ({marks(columns)})"
    with suppress(sqlite3.Error):
        sql.execute(query, row)


def _last(source: sqlite3.Connection, table: str, key: str, most: int) -> int:
    """Give a number that none in a table is above. What a damaged page says of it may be wrong."""
    with suppress(sqlite3.Error):
        highest = int(source.execute(f"SELECT max({key}) FROM {table}").fetchone()[0] or 0)
        if most < highest < 4 * most:
            return highest
    return most


def _runs(
    source: sqlite3.Connection, query: str, last: int, lost: Callable[[int], None]
) -> Iterator[list[_Row]]:
    waiting = [(first, min(first + _RUN - 1, last)) for first in range(1, last + 1, _RUN)][::-1]
    while waiting:
        first, end = waiting.pop()
        try:
            yield source.execute(query, [first, end]).fetchall()
        except sqlite3.Error:
            if first == end:
                lost(first)
            else:
                middle = (first + end) // 2
                waiting += [(middle + 1, end), (first, middle)]


def _second_copies(source: sqlite3.Connection, sql: sqlite3.Connection) -> list[_Second]:
    """Add the rows that only an index has, and give what it has otherwise."""
    found: set[_Second] = set()
    for table, query in _INDEXED.items():
        known = 3 if table == "step" else len(_TABLES[table])
        here = f"SELECT {', '.join(_TABLES[table][:known])} FROM {table} WHERE id = ?"
        for order in ("ASC", "DESC"):
            with suppress(sqlite3.Error):
                for row in source.execute(query.format(order)):
                    _add(sql, table, row)
                    if sql.execute(here, row[:1]).fetchone() != row[:known]:
                        found.add((table, row[:known]))
    return sorted(found, key=str)


def _choose(sql: sqlite3.Connection, log: Log, second: Sequence[_Second]) -> None:
    """Where a table and its index differ, take what more changes bear out by their hashes."""

    def take_the_index() -> None:
        for table, row in second:
            names = ", ".join(f"{name} = ?" for name in _TABLES[table][: len(row)])
            # A step may also stand there under a number that its changes do not know.
            where = "(site, first) = (?2, ?3)" if table == "step" else "0"
            with suppress(sqlite3.Error):
                sql.execute(f"UPDATE {table} SET {names} WHERE id = ?1 OR {where}", row)

    if second:
        sifting.tried(sql, log, take_the_index)
