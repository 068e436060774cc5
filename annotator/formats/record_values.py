"""A record as values of the model, with the ids that it has in the project."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from annotator.formats.record import (
    Broken,
    EntityRecord,
    EventRecord,
    Pair,
    Record,
    RelationRecord,
    SpanRecord,
    ZoneRecord,
)
from annotator.model.article import Article, Attributes, Reading, Sighting, Zone
from annotator.model.entity import Alias, Entity, EntityLink
from annotator.model.event import Event, EventLink, Participant
from annotator.model.ids import derived_id, is_id
from annotator.model.offsets import Unit, to_code_points
from annotator.model.scheme import EVENT_CARD, Scheme
from annotator.model.span import Relation, Span
from annotator.model.text import normalise, sha256_of, title_of
from annotator.store.reader import Owner

Place = Callable[[int], int | None]
"""Turns an offset of the record into code points of the text, None where there is no such place."""
Tie = Alias | EntityLink | Participant | EventLink


@dataclass(slots=True)
class Incoming:
    """A record as values of the model."""

    article: Article
    text: str
    reading: Reading | None
    """None for an article that nobody has opened."""
    spans: list[Span] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)
    zones: list[Zone] = field(default_factory=list)
    sightings: list[Sighting] = field(default_factory=list)
    entities: list[Entity] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    ties: list[Tie] = field(default_factory=list)


class Ids:
    """Gives each id of a line the id that it has in the project; `uuids` are known to be some.

    An id that is no UUID counts as local to its line. One that already names something else in the
    project gets another, the same wherever it comes in the file.
    """

    def __init__(
        self, uuids: set[str], taken: Mapping[str, list[Owner]], article: str, layer: str,
        person: str | None,
    ) -> None:  # fmt: skip
        self._uuids = uuids
        self._taken = taken
        self._mine = (article, person, layer)
        self._line = (article, layer, person or "")

    def own(self, kind: str, id_: str) -> str:
        """Give the id of a span or relation of this line."""
        uuid = id_.lower()
        if uuid not in self._uuids and not is_id(uuid):
            return derived_id(kind, *self._line, id_)
        what = self._taken.get(uuid)
        if what and Owner(kind, *self._mine) not in what:
            return derived_id("taken", kind, *self._line, uuid)
        return uuid

    def shared(self, kind: str, id_: str) -> str:
        """Give the id of an entity or event."""
        uuid = id_.lower()
        if uuid not in self._uuids and not is_id(uuid):
            return derived_id(kind, *self._line, id_)
        what = self._taken.get(uuid)
        if what and all(owner.kind != kind for owner in what):
            return derived_id("taken", kind, uuid)
        return uuid

    def elsewhere(self, article: str, id_: str) -> str:
        """Give the id that a span has in another article of the same person and layer."""
        uuid = id_.lower()
        _, person, layer = self._mine
        if not is_id(uuid):
            return derived_id("span", article, *self._line[1:], id_)
        what = self._taken.get(uuid)
        if what and Owner("span", article, person, layer) not in what:
            return derived_id("taken", "span", article, *self._line[1:], uuid)
        return uuid

    def source(self, article: str, id_: str) -> str:
        """Give the id of a span that one was made from, in whose layer it may be."""
        uuid = id_.lower()
        return uuid if is_id(uuid) else derived_id("span", article, *self._line[1:], id_)


def uuids_in(record: Record) -> set[str]:
    """Name all UUIDs that a record has for spans, relations, entities and events."""
    ids = [s.id for s in record.spans]
    ids += [r.id for r in record.relations]
    ids += [r.tail for r in record.relations if r.tail_doc_id is not None]
    ids += [e.id for e in record.entities]
    ids += [e.id for e in record.events]
    return {uuid for id_ in ids if is_id(uuid := id_.lower())}


def article_of(record: Record, raw: str) -> tuple[Article, str]:
    """Give the article of a record, and its text as it is kept."""
    text = normalise(raw)
    m = record.meta
    title = record.title if record.title is not None else title_of(text)
    return Article(
        sha256_of(text), title, record.language, m.source, m.publisher, m.url, m.author,
        m.published, m.retrieved, m.licence, m.translation, m.original_language, m.note,
    ), text  # fmt: skip


class Values:
    """Makes values of records by one scheme."""

    def __init__(self, scheme: Scheme) -> None:
        self._scheme = scheme
        self._zones = {zone.name: zone.id for zone in scheme.zones}
        self._unknown = 0

    def fill(self, incoming: Incoming, record: Record, raw: str, unit: Unit, ids: Ids) -> None:
        """Fill in all but the article and the reading. Raises Broken."""
        place = to_code_points(raw, unit)
        doc = incoming.article.id
        incoming.spans = [self._span(s, ids, incoming, place) for s in record.spans]
        incoming.relations = [self._relation(r, ids, incoming) for r in record.relations]
        incoming.zones = [self._zone(z, doc, place) for z in record.zones]
        incoming.sightings = [
            Sighting.of(doc, source=s.source, url=s.url, title=s.title, published=s.published,
                        retrieved=s.retrieved)
            for s in record.sightings
        ]  # fmt: skip
        for entity in record.entities:
            self._entity(entity, ids, incoming)
        for event in record.events:
            self._event(event, ids, incoming)

    def take_unknown(self) -> int:
        """Give how many attributes that the scheme does not know were met since the last time."""
        number, self._unknown = self._unknown, 0
        return number

    def _span(self, s: SpanRecord, ids: Ids, incoming: Incoming, place: Place) -> Span:
        start, end = place(s.start), place(s.end)
        if start is None or end is None:
            raise Broken("the span {id} lies outside the text", id=s.id)
        label = self._scheme.label_ids[s.label]
        reading = incoming.reading
        return Span(
            ids.own("span", s.id), incoming.article.id, reading.person if reading else None, label,
            start, end, incoming.text[start:end], reading.layer if reading else "work",
            ids.shared("entity", s.entity_id) if s.entity_id is not None else None,
            tuple([ids.shared("event", event) for event in s.event_ids]),
            self._attributes(s.attributes, label) if s.attributes else (),
            s.note, s.origin, s.suggester, s.score,
            tuple([ids.source(incoming.article.id, other) for other in s.derived_from]),
        )  # fmt: skip

    def _relation(self, r: RelationRecord, ids: Ids, incoming: Incoming) -> Relation:
        reading = incoming.reading
        type_ = self._scheme.relation_ids[r.type]
        there = r.tail_doc_id
        return Relation(
            ids.own("relation", r.id), incoming.article.id, reading.person if reading else None,
            type_, ids.own("span", r.head),
            ids.own("span", r.tail) if there is None else ids.elsewhere(there, r.tail),
            reading.layer if reading else "work", there,
            self._attributes(r.attributes, f"relation.{type_}"),
        )  # fmt: skip

    def _zone(self, z: ZoneRecord, doc: str, place: Place) -> Zone:
        start, end = place(z.start), place(z.end)
        if start is None or end is None or start >= end:
            raise Broken("the zone {zone} is no stretch of the text", zone=z.zone)
        return Zone.of(doc, self._zones.get(z.zone, z.zone), start, end)

    def _entity(self, e: EntityRecord, ids: Ids, incoming: Incoming) -> None:
        label = self._scheme.label_ids[e.label]
        id_ = ids.shared("entity", e.id)
        identifiers = sorted(((p.name, p.value) for p in e.identifiers), key=_name)
        incoming.entities.append(
            Entity(id_, label, e.name, e.latitude, e.longitude, e.note, None,
                   self._attributes(e.attributes, label), tuple(identifiers))
        )  # fmt: skip
        for position, alias in enumerate(e.aliases):
            user = ids.shared("entity", alias.used_by) if alias.used_by is not None else None
            incoming.ties.append(Alias.of(id_, alias.name, user, position))
        for link in e.links:
            incoming.ties.append(
                EntityLink.of(id_, link.type, ids.shared("entity", link.entity_id))
            )

    def _event(self, e: EventRecord, ids: Ids, incoming: Incoming) -> None:
        id_ = ids.shared("event", e.id)
        places = tuple(ids.shared("entity", place) for place in e.place_ids)
        incoming.events.append(
            Event(id_, e.title, e.type, e.date, e.date_precision, places, e.place_precision,
                  e.note, self._attributes(e.attributes, EVENT_CARD))
        )  # fmt: skip
        for part in e.participants:
            entity = ids.shared("entity", part.entity_id)
            incoming.ties.append(Participant.of(id_, part.role, entity))
        for link in e.links:
            incoming.ties.append(EventLink.of(id_, link.type, ids.shared("event", link.event_id)))

    def _attributes(self, pairs: Sequence[Pair], owner: str) -> Attributes:
        if not pairs:
            return ()
        known = self._scheme.attribute_ids(owner)
        found: list[tuple[str, str]] = []
        for pair in pairs:
            id_ = known.get(pair.name)
            if id_ is None:
                self._unknown += 1
                id_ = pair.name
            found.append((id_, self._scheme.choice_ids(owner, id_).get(pair.value, pair.value)))
        found.sort(key=_name)
        return tuple(found)


def _name(pair: tuple[str, str]) -> str:
    return pair[0]
