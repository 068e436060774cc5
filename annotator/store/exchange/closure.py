"""What must go along with chosen work, so that nobody is shown half a thing.

A span needs its article and its entity, a relation its two ends, an entity its names; of each thing
that goes, all changes go.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from msgspec import json

from annotator.model.scheme_parts import KINDS as SCHEME_KINDS
from annotator.store.kinds import KINDS, Json
from annotator.store.log import AT_ONCE, Log, batches, marks

if TYPE_CHECKING:
    from sqlite_utils.utils import sqlite3

_NAMED: dict[str, dict[str, str]] = {
    "span": {"entity": "entity", "events": "event"},
    "relation": {"head": "span", "tail": "span", "tail_article": "article"},
    "entity": {"merged_into": "entity"},
    "alias": {"entity": "entity", "used_by": "entity"},
    "entity_link": {"head": "entity", "tail": "entity"},
    "event": {"places": "entity"},
    "participant": {"event": "event", "entity": "entity"},
    "event_link": {"head": "event", "tail": "event"},
    "assignment": {"round": "round", "assignee": "person"},
    "round": {"persons": "person"},
    "decision": {"alternatives": "span relation", "gold": "span relation"},
    "comment": {"of": "span relation decision", "answers": "comment"},
    "guideline": {"decision": "decision"},
}
"""The fields in which a thing names others, and the kinds that those may be of."""
_BELONGING = {
    "entity": (("alias", "entity"), ("entity_link", "head")),
    "event": (("participant", "event"), ("event_link", "head")),
    "article": (("zone", "article"), ("sighting", "article")),
}
"""What is told of a thing in rows of its own: their table, and the column that names the thing."""


_IN_LAYERS = (
    '(c.owner IS NULL OR c.owner IN ({})) AND instr(c.value, \'"layer":"gold"\') = 0'
    " AND c.item NOT IN"
    " (SELECT id FROM item WHERE kind IN ('decision', 'comment', 'guideline'))"
)
"""What somebody may have who shall not see the others' work, nor what came of it."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Whose work, and on which articles; None is everybody, or every article."""

    persons: frozenset[str] | None = None
    articles: frozenset[str] | None = None
    layers: frozenset[str] | None = None
    """Only these people's own layers, beside what belongs to nobody; no decisions, no gold."""

    @property
    def is_all(self) -> bool:
        """Say whether nothing is left out."""
        return self.persons is None and self.articles is None and self.layers is None


def items_of(sql: sqlite3.Connection, log: Log, choice: Choice) -> set[int]:
    """Give the numbers of the items that were chosen, and of all that they need."""
    found: set[int] = set()
    new = _chosen(sql, log, choice) | _scheme(sql)
    while new:
        found |= new
        needed: set[int] = set()
        for part in batches(sorted(new), AT_ONCE):
            needed |= _needed(sql, part)
        new = needed - found
    return found


def _chosen(sql: sqlite3.Connection, log: Log, choice: Choice) -> set[int]:
    where: list[str] = []
    values: list[int] = []
    for column, kind, ids in (
        ("s.person", "person", choice.persons), ("c.article", "article", choice.articles),
    ):  # fmt: skip
        if ids is not None:
            numbers = [n for id_ in ids if (n := log.find_item(KINDS[kind], id_)) is not None]
            where.append(f"{column} IN ({marks(numbers)})")
            values += numbers
    if choice.layers is not None:
        numbers = [n for id_ in choice.layers if (n := log.find_item(KINDS["person"], id_))]
        where.append(_IN_LAYERS.format(marks(numbers)))
        values += numbers
    query = "SELECT DISTINCT c.item FROM change c JOIN step s ON s.id = c.step WHERE "
    return _first(sql.execute(query + " AND ".join(where), values))


def _scheme(sql: sqlite3.Connection) -> set[int]:
    query = f"SELECT id FROM item WHERE kind IN ({marks(SCHEME_KINDS)})"
    return _first(sql.execute(query, SCHEME_KINDS))


def _needed(sql: sqlite3.Connection, items: Sequence[int]) -> set[int]:
    found: set[int] = set()
    named: dict[str, set[str]] = {}
    rows = sql.execute(
        "SELECT i.kind, c.value, c.article, c.owner, s.person FROM change c JOIN item i"
        f" ON i.id = c.item JOIN step s ON s.id = c.step WHERE c.item IN ({marks(items)})", items,
    )  # fmt: skip
    for kind, value, *others in rows:
        found.update(other for other in others if other is not None)
        for field, of in _NAMED.get(kind, {}).items():
            ids = set(_ids(json.decode(value), field))
            for one in of.split():
                named.setdefault(one, set()).update(ids)
    for kind, ids in named.items():
        found |= _numbers(sql, kind, ids)
    return found | _belonging(sql, items)


def _ids(value: Json, field: str) -> Iterator[str]:
    found = value.get(field) if isinstance(value, dict) else None
    for one in found if isinstance(found, list) else [found]:
        if isinstance(one, str):
            yield one


def _numbers(sql: sqlite3.Connection, kind: str, ids: Iterable[str]) -> set[int]:
    found: set[int] = set()
    for part in batches([KINDS[kind].pack_id(id_) for id_ in ids], AT_ONCE):
        query = f"SELECT id FROM item WHERE kind = ? AND uid IN ({marks(part)})"
        found |= _first(sql.execute(query, [kind, *part]))
    return found


def _belonging(sql: sqlite3.Connection, items: Sequence[int]) -> set[int]:
    found: set[int] = set()
    query = f"SELECT id, kind, uid FROM item WHERE id IN ({marks(items)})"
    for item, kind, uid in sql.execute(query, items).fetchall():
        for table, column in _BELONGING.get(kind, ()):
            key = item if kind == "article" else uid
            found |= _first(sql.execute(f"SELECT item FROM {table} WHERE {column} = ?", [key]))
        name = uid.hex() if kind == "article" else None
        if name or kind == "event":
            of = name or KINDS[kind].unpack_id(uid)
            found |= _first(sql.execute("SELECT item FROM attachment WHERE of = ?", [of]))
    return found


def _first(rows: Iterable[tuple[int, ...]]) -> set[int]:
    return {row[0] for row in rows}
