"""The list of articles in pages by key, what a row says of each, and a glance at other projects."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, cast

from msgspec import Struct
from sqlite_utils.utils import sqlite3

from annotator.model.article import FINISHED, Status
from annotator.model.ids import is_id, to_bytes
from annotator.model.sentences import Trouble
from annotator.store import opening
from annotator.store.layout import APPLICATION_ID, LAYOUT
from annotator.store.log import AT_ONCE, batches, marks

if TYPE_CHECKING:
    from annotator.store.kinds import Cell
    from annotator.store.reader import Reader

Counts = dict[str, int]
"""How many marks each label has."""
Given = Literal["no", "to_do", "done"]
"""Whether an open round gives somebody an article, and whether it is done there."""

_GLANCE_MS = 200
_FINISHED = ", ".join(f"'{status}'" for status in sorted(FINISHED))

_PERSON = "(SELECT id FROM item WHERE uid = ? AND kind = 'person')"
_GIVEN = (
    "CASE WHEN NOT EXISTS (SELECT 1 FROM assignment t JOIN item ro ON ro.uid = t.round"
    " JOIN round o ON o.item = ro.id AND NOT o.closed"
    " WHERE t.article = i.id AND t.assignee = ?1) THEN 'no'"
    f" WHEN r.status IN ({_FINISHED}) OR EXISTS (SELECT 1 FROM reading g WHERE g.article = i.id"
    f"  AND g.layer = 'gold' AND g.status IN ('in_review', 'settled')) THEN 'done' ELSE 'to_do' END"
)
_LISTED = (
    "SELECT i.id, i.uid, a.item IS NOT NULL, a.title, a.language, a.source, a.published,"
    f" r.status, r.note, {_GIVEN} FROM {{tables}}"
    " LEFT JOIN reading r ON r.article = i.id AND r.layer = 'work'"
    "  AND r.owner = (SELECT id FROM item WHERE uid = ?1 AND kind = 'person')"
    " WHERE {where}"
)
"""The first value that is bound is the person."""
_PAGE = _LISTED.format(
    tables="article a JOIN item i ON i.id = a.item", where="a.item > ? ORDER BY a.item LIMIT ?"
)
_THESE = _LISTED.format(
    tables="item i LEFT JOIN article a ON a.item = i.id",
    where="i.kind = 'article' AND i.uid IN ({ids})",
)
_COUNTS = (
    "SELECT article, label, count(*) FROM span WHERE article IN ({items})"
    f" AND owner = {_PERSON} AND layer = 'work' GROUP BY article, label"
)
_COUNTS_OF_OTHERS = (
    "SELECT article, label, count(*) FROM span WHERE article IN ({items})"
    f" AND owner IS NOT NULL AND owner IS NOT {_PERSON} AND layer = 'work' GROUP BY article, label"
)
_MARKS_OF = f"SELECT count(*) FROM span WHERE owner = {_PERSON} AND layer = 'work'"
_TOTALS = (
    "SELECT (SELECT count(*) FROM article), (SELECT count(*) FROM reading r JOIN article a"
    f" ON a.item = r.article WHERE r.owner = {_PERSON} AND r.layer = 'work'"
    f" AND r.status IN ({_FINISHED}))"
)


class Listed(Struct, frozen=True, gc=False):
    """What the list knows of one article, and how far one person has come with it."""

    item: int
    """Its number in this file: the order of arrival, and the key by which pages go on."""
    uid: bytes
    title: str | None = None
    language: str | None = None
    source: str | None = None
    published: str | None = None
    status: Status = "unread"
    has_note: bool = False
    given: Given = "no"

    @property
    def id(self) -> str:
        """Give the article's id."""
        return self.uid.hex()


@dataclass(frozen=True, slots=True)
class Glance:
    """How large a project is, and how much of it one person has done."""

    articles: int
    done: int


def page(reader: Reader, person: str, after: int = 0, limit: int = 100) -> list[Listed]:
    """Give the articles that came after the one of this number, in order of arrival."""
    rows = _ask(reader, _PAGE, [to_bytes(person), after, limit])
    return [listed for _, listed in _listed(rows) if listed is not None]


def these(reader: Reader, person: str, articles: Iterable[str]) -> list[tuple[int, Listed | None]]:
    """Give some articles by their numbers; None for one that is not there, or no longer."""
    found: list[tuple[int, Listed | None]] = []
    for part in batches([bytes.fromhex(id_) for id_ in articles], AT_ONCE):
        rows = _ask(reader, _THESE.format(ids=marks(part)), [to_bytes(person), *part])
        found += _listed(rows)
    return found


def _listed(rows: Iterable[tuple[Any, ...]]) -> Iterator[tuple[int, Listed | None]]:
    for item, uid, is_there, title, language, source, published, status, note, given in rows:
        if not is_there:
            yield item, None
            continue
        how_far = cast("Status", status or "unread")
        yield (
            item,
            Listed(item, uid, title, language, source, published, how_far, bool(note), given),
        )


def counts(reader: Reader, person: str, items: Sequence[int]) -> dict[int, Counts]:
    """Count one person's marks by label in some articles; at most 500 of them."""
    query = _COUNTS.format(items=marks(items))
    found: dict[int, Counts] = {item: {} for item in items}
    for item, label, number in _ask(reader, query, [*items, to_bytes(person)]):
        found[item][label] = number
    return found


def counts_of_others(reader: Reader, person: str, items: Sequence[int]) -> dict[int, Counts]:
    """Count by label the marks of everybody but one person in some articles; at most 500."""
    query = _COUNTS_OF_OTHERS.format(items=marks(items))
    found: dict[int, Counts] = {item: {} for item in items}
    for item, label, number in _ask(reader, query, [*items, to_bytes(person)]):
        found[item][label] = number
    for item in _blind(reader, items):
        found[item] = {}
    return found


def _blind(reader: Reader, items: Sequence[int]) -> list[int]:
    """Give those of some articles in which others' work is hidden."""
    sight = reader.sight
    if sight is None:
        return []
    rows = _ask(reader, f"SELECT id, uid FROM item WHERE id IN ({marks(items)})", items)
    return [item for item, uid in rows if sight.hides(uid.hex())]


def marks_of(reader: Reader, person: str) -> int:
    """Count one person's marks in the whole project."""
    return int(_ask(reader, _MARKS_OF, [to_bytes(person)])[0][0])


def _ask(reader: Reader, query: str, values: Sequence[Cell]) -> list[tuple[Any, ...]]:
    try:
        return reader.sql.execute(query, values).fetchall()
    except sqlite3.OperationalError as error:
        raise Trouble(
            "The list of articles could not be read just now ({why}). Nothing was changed.",
            why=str(error),
        ) from error


def glance(path: Path, person: str) -> Glance | None:
    """Count what is in a project that is not open, None where that cannot be told.

    Nothing is written, nobody is kept waiting, and where somebody works in the file he is not
    disturbed. Slow drives make it slow: not for the screen's thread.
    """
    mode = _calm_mode(path)
    if mode is None:
        return None
    try:
        with closing(opening.connect(path, mode)) as sql:
            sql.execute(f"PRAGMA busy_timeout = {_GLANCE_MS}")
            (application,) = sql.execute("PRAGMA application_id").fetchone()
            (layout,) = sql.execute("PRAGMA user_version").fetchone()
            if application != APPLICATION_ID or layout > LAYOUT:
                return None
            mine = to_bytes(person) if is_id(person) else None
            return Glance(*sql.execute(_TOTALS, [mine]).fetchone())
    except (sqlite3.Error, OSError, ValueError):
        return None


def project_of(path: Path) -> str | None:
    """Give the id of a project that is not open, None where that cannot be told calmly."""
    mode = _calm_mode(path)
    if mode is None:
        return None
    try:
        with closing(opening.connect(path, mode)) as sql:
            sql.execute(f"PRAGMA busy_timeout = {_GLANCE_MS}")
            row = sql.execute("SELECT value FROM own WHERE key = 'project'").fetchone()
            return str(row[0]) if row else None
    except (sqlite3.Error, OSError, ValueError):
        return None


def _calm_mode(path: Path) -> str | None:
    """Say how a file can be looked at without putting anything beside it or locking it.

    A log or a journal without its session is what a program that died has left: opening the
    project properly sees to that.
    """
    if opening.has_journal(path):
        return None
    if not opening.has_wal(path):
        return "immutable"
    return "ro" if path.with_name(path.name + "-shm").exists() else None
