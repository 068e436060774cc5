"""Read entities through their merging: the register, who names whom, and what is doubtful."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from msgspec import Struct, json

from annotator.model.entity import Entity, EntityLink
from annotator.model.ids import to_bytes, to_text
from annotator.model.merging import circles, stands_for
from annotator.model.merging import members as members_of
from annotator.store.log import AT_ONCE, batches, marks

if TYPE_CHECKING:
    from annotator.store.reader import Reader

APART: Final = "not_same_as"
"""The tie by which somebody said that two entities are not one; its head is the lesser id."""
NO_CIRCLE: Final = ("part_of", "within")
"""Ties that must not lead back to where they began."""
_INTO = (
    "SELECT i.uid, e.merged_into FROM entity e JOIN item i ON i.id = e.item"
    " WHERE e.merged_into IS NOT NULL AND EXISTS (SELECT 1 FROM item o JOIN entity t"
    " ON t.item = o.id WHERE o.uid = e.merged_into AND o.kind = 'entity')"
)
_TOUCHED = (
    "SELECT DISTINCT i.kind, i.uid, json_extract(c.value, '$.entity'),"
    " json_extract(c.value, '$.head'), json_extract(c.value, '$.tail'),"
    " json_extract(c.value, '$.merged_into') FROM item i JOIN change c ON c.item = i.id"
    " WHERE i.kind IN ('entity', 'alias', 'span', 'entity_link') AND i.uid IN ({})"
)


class Row(Struct, frozen=True, gc=False):
    """An entity as the register lists it."""

    id: str
    label: str
    name: str


@dataclass(frozen=True, slots=True)
class Spot:
    """A place of an article that names an entity, whoever marked it there."""

    article: str
    start: int
    end: int
    quote: str
    spans: tuple[str, ...]
    """The ids of the marks, one's own first."""
    is_mine: bool


def merged(reader: Reader) -> dict[str, str]:
    """Say what was merged into what, where that is here."""
    return {to_text(uid): to_text(other) for uid, other in reader.sql.execute(_INTO)}


def whole(reader: Reader, id_: str) -> list[str]:
    """Give an entity as it is read now, and then all that is read as it."""
    into = merged(reader)
    one = stands_for(id_, into)
    return [one, *members_of(into).get(one, ())]


def rows(
    reader: Reader, ids: Iterable[str] | None = None, into: Mapping[str, str] | None = None
) -> list[Row]:
    """List the entities that may be seen and stand for themselves, or some of them by id.

    `into` is what `merged` gives, where that is known: it looks at each entity.
    """
    into = merged(reader) if into is None else into
    seen = reader.sight.entities(reader.sql) if reader.sight is not None else None
    return [
        row
        for row in _rows(reader, ids)
        if (row.id not in into or stands_for(row.id, into) == row.id)
        and (seen is None or row.id in seen)
    ]


def _rows(reader: Reader, ids: Iterable[str] | None) -> Iterator[Row]:
    query = "SELECT i.uid, e.label, e.name FROM entity e JOIN item i ON i.id = e.item"
    if ids is None:
        for uid, label, name in reader.sql.execute(query):
            yield Row(to_text(uid), label or "", name or "")
        return
    for part in batches([to_bytes(id_) for id_ in ids], AT_ONCE):
        some = f"{query} WHERE i.uid IN ({marks(part)})"
        for uid, label, name in reader.sql.execute(some, part):
            yield Row(to_text(uid), label or "", name or "")


def names(reader: Reader) -> dict[str, list[str]]:
    """Give the other names of every entity that may be seen, by the entity's own id."""
    seen = reader.sight.entities(reader.sql) if reader.sight is not None else None
    found: dict[bytes, list[str]] = {}
    for uid, name in reader.sql.execute("SELECT entity, name FROM alias"):
        found.setdefault(uid, []).append(name)
    named = ((to_text(uid), those) for uid, those in found.items())
    return {id_: those for id_, those in named if seen is None or id_ in seen}


def uses(reader: Reader) -> dict[str, int]:
    """Count the places that name each entity, by the entity's own id; a place counts once."""
    where, values = _seen(reader)
    query = (
        'SELECT entity, count(*) FROM (SELECT DISTINCT entity, article, start, "end" FROM span s'
        f" WHERE entity IS NOT NULL{where}) GROUP BY entity"
    )
    return {to_text(uid): number for uid, number in reader.sql.execute(query, values)}


def uses_of(reader: Reader, ids: Sequence[str]) -> int:
    """Count the places that name any of some entities."""
    where, values = _seen(reader)
    number = 0
    for part in batches([to_bytes(id_) for id_ in ids], AT_ONCE):
        query = (
            'SELECT count(*) FROM (SELECT DISTINCT article, start, "end" FROM span s'
            f" WHERE entity IN ({marks(part)}){where})"
        )
        number += reader.sql.execute(query, [*part, *values]).fetchone()[0]
    return number


def spots(reader: Reader, ids: Sequence[str], person: str, most: int) -> list[Spot]:
    """Give the first places that name any of some entities, by article and place."""
    where, values = _seen(reader)
    named = [to_bytes(id_) for id_ in ids[:AT_ONCE]]
    query = (
        'SELECT a.uid, s.start, s."end", s.quote, i.uid, p.uid FROM (SELECT DISTINCT article,'
        f' start, "end" FROM span s WHERE entity IN ({marks(named)}){where}'
        ' ORDER BY article, start, "end" LIMIT ?) f JOIN span s ON s.article = f.article'
        ' AND s.start = f.start AND s."end" = f."end" JOIN item i ON i.id = s.item JOIN item a'
        f" ON a.id = s.article JOIN article t ON t.item = s.article LEFT JOIN item p"
        f" ON p.id = s.owner WHERE s.entity IN ({marks(named)}){where}"
        ' ORDER BY s.article, s.start, s."end", p.uid IS NOT ?, s.item'
    )
    answered = reader.sql.execute(
        query, [*named, *values, most, *named, *values, to_bytes(person)]
    ).fetchall()
    found: dict[tuple[str, int, int], Spot] = {}
    for article, start, end, quote, span, owner in answered:
        key = article.hex(), start, end
        before = found.get(key)
        spans = (*(before.spans if before else ()), to_text(span))
        mine = owner is not None and to_text(owner) == person
        found[key] = Spot(*key, quote, spans, mine or (before is not None and before.is_mine))
    return list(found.values())


def labelled(reader: Reader, article: str, labels: Iterable[str]) -> list[str]:
    """Give the ids of an article's marks of some labels, so that no others need be read."""
    wanted = list(labels)
    query = (
        "SELECT i.uid FROM span s JOIN item i ON i.id = s.item WHERE s.article ="
        " (SELECT id FROM item WHERE uid = ? AND kind = 'article')"
        f" AND s.label IN ({marks(wanted)})"
    )
    found = reader.sql.execute(query, [bytes.fromhex(article), *wanted])
    return [to_text(uid) for (uid,) in found]


def _seen(reader: Reader) -> tuple[str, list[object]]:
    """Leave out what a blind round hides."""
    if reader.sight is None:
        return "", []
    hidden = [reader.item_of(article) for article in sorted(reader.sight.articles)]
    where = (
        " AND (s.owner IS (SELECT id FROM item WHERE uid = ? AND kind = 'person')"
        " OR s.article NOT IN (SELECT value FROM json_each(?)))"
    )
    return where, [to_bytes(reader.sight.person), json.encode(hidden).decode()]


def touched(reader: Reader, items: Iterable[str]) -> set[str]:
    """Say which entities some changed items are or were of, by what the log says of them."""
    found: set[str] = set()
    uuids = [to_bytes(id_) for id_ in items if len(id_) == 36]
    for part in batches(uuids, AT_ONCE):
        for kind, uid, *named in reader.sql.execute(_TOUCHED.format(marks(part)), part):
            found.update(one for one in named if isinstance(one, str))
            if kind == "entity":
                found.add(to_text(uid))
    return found


# --- what is doubtful -----------------------------------------------------------------------------


def rings(reader: Reader) -> list[tuple[str, ...]]:
    """Give the entities that were merged into each other, each ring once."""
    return circles(merged(reader).items())


def loops(reader: Reader) -> list[tuple[str, tuple[str, ...]]]:
    """Give what is part of itself or lies within itself, with the type of tie, once each."""
    into = merged(reader)
    found: list[tuple[str, tuple[str, ...]]] = []
    for type_ in NO_CIRCLE:
        ties = (
            (stands_for(link.head, into), stands_for(link.tail, into))
            for link in ties_of_type(reader, type_)
        )
        found += [(type_, circle) for circle in circles(t for t in ties if t[0] != t[1])]
    return found


def torn(reader: Reader) -> list[tuple[EntityLink, str]]:
    """Give the pairs that somebody keeps apart and that are merged, with the one they are now."""
    into = merged(reader)
    return [
        (link, stands_for(link.head, into))
        for link in ties_of_type(reader, APART)
        if stands_for(link.head, into) == stands_for(link.tail, into)
    ]


def ties_of_type(reader: Reader, type_: str) -> list[EntityLink]:
    """Give all ties of one type."""
    query = (
        "SELECT i.uid, head, tail FROM entity_link t JOIN item i ON i.id = t.item WHERE type = ?"
    )
    return [
        EntityLink(to_text(uid), to_text(head), type_, to_text(tail))
        for uid, head, tail in reader.sql.execute(query, [type_])
    ]


def ties_with(reader: Reader, ids: Iterable[str]) -> list[EntityLink]:
    """Give all ties that start from some entities or lead to them."""
    found: dict[str, EntityLink] = {link.id: link for link in reader.entity_links(ids)}
    for part in batches([to_bytes(id_) for id_ in ids], AT_ONCE):
        query = (
            "SELECT i.uid, head, type, tail FROM entity_link t JOIN item i ON i.id = t.item"
            f" WHERE tail IN ({marks(part)})"
        )
        for uid, head, type_, tail in reader.sql.execute(query, part):
            link = EntityLink(to_text(uid), to_text(head), type_, to_text(tail))
            found[link.id] = link
    return sorted(found.values(), key=lambda link: (link.type, link.head, link.tail))


def said_by(reader: Reader, link: EntityLink) -> str:
    """Give the name of whoever set a tie last; "" where nobody knows."""
    row = reader.sql.execute(
        "SELECT p.uid FROM item i JOIN change c ON c.item = i.id JOIN step s ON s.id = c.step"
        " JOIN item p ON p.id = s.person WHERE i.uid = ? AND i.kind = 'entity_link'"
        " AND c.value <> 'null' ORDER BY s.clock DESC, c.seq DESC LIMIT 1",
        [to_bytes(link.id)],
    ).fetchone()
    known = {person.id: person.name for person in reader.persons()}
    return known.get(to_text(row[0]), "") if row else ""


def needed(reader: Reader, id_: str) -> Entity | None:
    """Give an entity as it is read now, None where it is not here."""
    one = stands_for(id_, merged(reader))
    return reader.entities([one]).get(one)


# --- where they are -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Place:
    """An entity with coordinates, in degrees."""

    id: str
    name: str
    latitude: float
    longitude: float


_ROUGH: Final = (
    "SELECT i.uid, e.name, e.latitude, e.longitude FROM entity e JOIN item i ON i.id = e.item"
    " WHERE e.latitude IS NOT NULL AND e.longitude IS NOT NULL AND e.merged_into IS NULL"
    " ORDER BY (e.latitude - ?) * (e.latitude - ?)"
    " + min(abs(e.longitude - ?), 360 - abs(e.longitude - ?))"
    " * min(abs(e.longitude - ?), 360 - abs(e.longitude - ?)) * ? LIMIT ?"
)


def places_near(reader: Reader, here: Place, most: int) -> list[Place]:
    """Give the places nearest to one, by degrees, those of longitude shrunk as there."""
    shrink = math.cos(math.radians(here.latitude)) ** 2
    values = [*[here.latitude] * 2, *[here.longitude] * 4, shrink, most + 1]
    seen = reader.sight.entities(reader.sql) if reader.sight is not None else None
    found = [Place(to_text(uid), *rest) for uid, *rest in reader.sql.execute(_ROUGH, values)]
    near = [p for p in found if p.id != here.id and (seen is None or p.id in seen)]
    return near[:most]
