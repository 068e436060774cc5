"""The exported record of EXPORT.md: one article in one layer, made from the project."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypedDict

from annotator import __version__
from annotator.formats.claims import (
    ClaimRecord,
    Claims,
    Pair,
    RelationRecord,
    SpanRecord,
)
from annotator.model.article import Article, Attributes, Reading, Sighting, Zone
from annotator.model.entity import Alias, Entity, EntityLink
from annotator.model.event import Event, EventLink, Participant
from annotator.model.scheme import EVENT_CARD, Scheme
from annotator.model.sentences import Refused
from annotator.model.span import Relation, Span
from annotator.model.text import sha256_of
from annotator.store.reader import Reader

SCHEMA_VERSION = "1.0"
META = (
    "source", "publisher", "url", "author", "published", "retrieved", "licence", "translation",
    "original_language", "note",
)  # fmt: skip
SEEN = ("source", "url", "title", "published", "retrieved")

Named = dict[str, str | None]
Tie = dict[str, str]


class ZoneRecord(TypedDict):
    """A zone as a record holds it."""

    zone: str
    start: int
    end: int


class EntityRecord(TypedDict):
    """An entity as a record holds it."""

    id: str
    label: str
    name: str
    aliases: list[Named]
    latitude: float | None
    longitude: float | None
    attributes: list[Pair]
    identifiers: list[Pair]
    links: list[Tie]
    note: str | None


class EventRecord(TypedDict):
    """An event as a record holds it."""

    id: str
    title: str
    type: str | None
    date: str | None
    date_precision: str | None
    place_ids: list[str]
    place_precision: str | None
    participants: list[Tie]
    links: list[Tie]
    attributes: list[Pair]
    note: str | None


class Provenance(TypedDict):
    """Where a record comes from."""

    annotators: list[str]
    reviewer: str | None
    scheme: str
    scheme_version: str
    guideline_version: str | None
    tool: str
    exported_at: str | None


class Record(TypedDict):
    """One line of the export; the keys stand in this order."""

    schema_version: str
    doc_id: str
    title: str | None
    text: str | None
    text_sha256: str
    language: str | None
    meta: Named
    sightings: list[Named]
    layer: str
    annotator: str | None
    status: str
    relevant: bool | None
    zones: list[ZoneRecord]
    spans: list[SpanRecord]
    relations: list[RelationRecord]
    claims: list[ClaimRecord]
    entities: list[EntityRecord]
    events: list[EventRecord]
    split: str
    group_id: str
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class Work:
    """What one person did on an article, or what was adjudicated."""

    reading: Reading
    spans: list[Span] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)


class Recorder:
    """Makes the records of one article after another."""

    def __init__(self, reader: Reader, scheme: Scheme, exported_at: str | None = None) -> None:
        self._reader = reader
        self._scheme = scheme
        self._claims = Claims(scheme)
        self._zone_names = {zone.id: zone.name for zone in scheme.zones}
        self._exported_at = exported_at
        self._names = {person.id: person.name for person in reader.persons()}

    def works(self, article: str) -> list[Work]:
        """Give what each person did on an article, by name, then what was adjudicated.

        An article that nobody has opened gives one empty piece of work by nobody.
        """
        found: dict[tuple[str, str | None], Work] = {}
        for reading in self._reader.readings(article):
            found[reading.layer, reading.person] = Work(reading)
        for span in self._reader.spans(article):
            self._work(found, span).spans.append(span)
        for relation in self._reader.relations(article):
            self._work(found, relation).relations.append(relation)
        if not any(layer == "work" for layer, _ in found):
            found["work", None] = Work(Reading(article, None))
        return sorted(found.values(), key=self._order)

    def _work(self, found: dict[tuple[str, str | None], Work], thing: Span | Relation) -> Work:
        key = thing.layer, thing.person
        if key not in found:
            found[key] = Work(Reading(thing.article, thing.person, thing.layer, "in_progress"))
        return found[key]

    def _order(self, work: Work) -> tuple[str, str, str]:
        reading = work.reading
        return (
            "" if reading.layer == "work" else reading.layer, self.name(reading.person) or "",
            reading.person or "",
        )  # fmt: skip

    def name(self, person: str | None) -> str | None:
        """Give a person's name."""
        return self._names.get(person, person) if person is not None else None

    def records(self, article: Article, works: Sequence[Work]) -> Iterator[Record]:
        """Make the records of some pieces of work on one article.

        Raises Refused where the text or a quote is not what it must be.
        """
        text = self._reader.text(article.id)
        if text is not None and sha256_of(text) != article.id:
            raise Refused(
                "The text of the article {id} was altered in the project file. Nothing was written."
                " Look with: annotator check",
                id=article.id[:12],
            )
        shared = _Shared(
            text,
            self._reader.zones(article.id),
            [_seen(s) for s in self._reader.sightings(article.id) if any(_seen(s).values())],
            self._reader.relations_from_elsewhere(article.id),
            sorted(self._names.get(p, p) for p in self._people(article.id, works)),
        )
        for work in works:
            yield self._record(article, work, shared)

    def _people(self, article: str, works: Sequence[Work]) -> set[str]:
        """Name those whose work stands behind a gold record."""
        gold = next((w.reading for w in works if w.reading.layer == "gold"), None)
        if gold is None:
            return set()
        here = {r.person for r in self._reader.readings(article) if r.layer == "work" and r.person}
        return here | set(gold.annotators)

    def _record(self, article: Article, work: Work, shared: _Shared) -> Record:
        reading = work.reading
        spans, cards = self._spans(work.spans, shared.text)
        relations = self._relations(work.relations, {s["id"] for s in spans})
        elsewhere = [
            (r.article, self._relation(r))
            for r in shared.elsewhere
            if r.layer == reading.layer and r.person == reading.person
        ]
        return {
            "schema_version": SCHEMA_VERSION,
            "doc_id": article.id,
            "title": article.title,
            "text": shared.text,
            "text_sha256": article.id,
            "language": article.language,
            "meta": {name: getattr(article, name) for name in META},
            "sightings": shared.sightings,
            "layer": reading.layer,
            "annotator": self.name(reading.person) if reading.layer == "work" else None,
            "status": reading.status,
            "relevant": reading.relevant,
            "zones": [self._zone(z) for z in shared.zones],
            "spans": spans,
            "relations": relations,
            "claims": self._claims.derive(spans, relations, elsewhere),
            "entities": cards.entity_records(),
            "events": cards.event_records(),
            "split": "unassigned",
            "group_id": article.id,
            "provenance": self._provenance(reading, shared.annotators),
        }

    def _provenance(self, reading: Reading, annotators: list[str]) -> Provenance:
        name = self.name(reading.person)
        return {
            "annotators": annotators if reading.layer == "gold" else [name] if name else [],
            "reviewer": self.name(reading.reviewer),
            "scheme": self._scheme.id,
            "scheme_version": self._scheme.version,
            "guideline_version": self._scheme.guideline_version,
            "tool": f"annotator {__version__}",
            "exported_at": self._exported_at,
        }

    def _zone(self, zone: Zone) -> ZoneRecord:
        name = self._zone_names.get(zone.zone, zone.zone)
        return {"zone": name, "start": zone.start, "end": zone.end}

    def _spans(self, spans: Sequence[Span], text: str | None) -> tuple[list[SpanRecord], Cards]:
        cards = Cards(self._reader, self._scheme)
        cards.gather(
            {s.entity for s in spans if s.entity is not None}, {e for s in spans for e in s.events}
        )
        return [self._span(s, text, cards) for s in spans], cards

    def _span(self, s: Span, text: str | None, cards: Cards) -> SpanRecord:
        if text is not None and text[s.start : s.end] != s.quote:
            raise Refused(
                "In the article {id} the span from {start} to {end} does not quote the text. "
                "Nothing was written. Look with: annotator check",
                id=s.article[:12], start=s.start, end=s.end,
            )  # fmt: skip
        return {
            "id": s.id,
            "start": s.start,
            "end": s.end,
            "label": self._scheme.label_names.get(s.label, s.label),
            "text": s.quote,
            "entity_id": cards.entity(s.entity) if s.entity is not None else None,
            "event_ids": [e for e in s.events if e in cards.events],
            "attributes": named(self._scheme, s.label, s.attributes),
            "note": s.note,
            "origin": s.origin,
            "suggester": s.suggester,
            "score": s.score,
            "derived_from": list(s.derived_from),
        }

    def _relations(self, relations: Iterable[Relation], here: set[str]) -> list[RelationRecord]:
        return [
            self._relation(r)
            for r in relations
            if r.head in here and (r.tail in here or r.tail_article is not None)
        ]

    def _relation(self, r: Relation) -> RelationRecord:
        return {
            "id": r.id,
            "type": self._scheme.relation_names.get(r.type, r.type),
            "head": r.head,
            "tail": r.tail,
            "tail_doc_id": r.tail_article,
            "attributes": named(self._scheme, f"relation.{r.type}", r.attributes),
        }


@dataclass(frozen=True, slots=True)
class _Shared:
    """What all records of one article have in common."""

    text: str | None
    zones: list[Zone]
    sightings: list[Named]
    elsewhere: list[Relation]
    annotators: list[str]


def _seen(s: Sighting) -> Named:
    return {name: getattr(s, name) for name in SEEN}


def named(scheme: Scheme, owner: str, attributes: Attributes) -> list[Pair]:
    """Write attributes with their names, by name; several values of one keep their order."""
    if not attributes:
        return []
    names = scheme.attribute_names(owner)
    pairs: list[Pair] = []
    for id_, value in attributes:
        choices = scheme.choice_names(owner, id_)
        pairs.append({"name": names.get(id_, id_), "value": choices.get(value, value)})
    pairs.sort(key=lambda pair: pair["name"])
    return pairs


class Cards:
    """The entities and events that a record names, and all that those lead to."""

    def __init__(self, reader: Reader, scheme: Scheme) -> None:
        self._reader = reader
        self._scheme = scheme
        self._entities: dict[str, Entity] = {}
        self._aliases: dict[str, list[Alias]] = {}
        self._links: dict[str, list[EntityLink]] = {}
        self.events: dict[str, Event] = {}
        self._participants: dict[str, list[Participant]] = {}
        self._event_links: dict[str, list[EventLink]] = {}

    def gather(self, entities: set[str], events: set[str]) -> None:
        """Read what is named, then what that names, until every id resolves."""
        wanted = events
        while wanted:
            found = self._reader.events(wanted)
            self.events |= found
            wanted = self._read_events(found) - self.events.keys()
        entities = entities | self._named_by_events()
        while entities:
            fresh = self._reader.entities(entities)
            self._entities |= fresh
            entities = self._read_entities(fresh) - self._entities.keys()

    def _read_events(self, events: Mapping[str, Event]) -> set[str]:
        for link in self._reader.event_links(events):
            self._event_links.setdefault(link.head, []).append(link)
        for participant in self._reader.participants(events):
            self._participants.setdefault(participant.event, []).append(participant)
        return {link.tail for id_ in events for link in self._event_links.get(id_, ())}

    def _named_by_events(self) -> set[str]:
        places = {place for event in self.events.values() for place in event.places}
        return places | {p.entity for parts in self._participants.values() for p in parts}

    def _read_entities(self, entities: Mapping[str, Entity]) -> set[str]:
        more = {e.merged_into for e in entities.values() if e.merged_into is not None}
        for alias in self._reader.aliases(entities):
            self._aliases.setdefault(alias.entity, []).append(alias)
            if alias.used_by is not None:
                more.add(alias.used_by)
        for link in self._reader.entity_links(entities):
            self._links.setdefault(link.head, []).append(link)
            more.add(link.tail)
        return more

    def entity(self, id_: str) -> str | None:
        """Give an entity's id, read through what it was merged into; None if it is not here."""
        seen: set[str] = set()
        while id_ in self._entities and id_ not in seen:
            seen.add(id_)
            target = self._entities[id_].merged_into
            if target is None or target not in self._entities:
                return id_
            id_ = target
        return None

    def entity_records(self) -> list[EntityRecord]:
        """Write the entities by id."""
        shown = sorted(id_ for id_ in self._entities if self.entity(id_) == id_)
        return [self._entity_record(self._entities[id_]) for id_ in shown]

    def _entity_record(self, e: Entity) -> EntityRecord:
        links = ((link.type, self.entity(link.tail)) for link in self._links.get(e.id, ()))
        return {
            "id": e.id,
            "label": self._scheme.label_names.get(e.label, e.label),
            "name": e.name,
            "aliases": [
                {"name": a.name, "used_by": self.entity(a.used_by) if a.used_by else None}
                for a in self._aliases.get(e.id, ())
            ],
            "latitude": e.latitude,
            "longitude": e.longitude,
            "attributes": named(self._scheme, e.label, e.attributes),
            "identifiers": [{"name": name, "value": value} for name, value in e.identifiers],
            "links": [{"type": t, "entity_id": tail} for t, tail in links if tail is not None],
            "note": e.note,
        }

    def event_records(self) -> list[EventRecord]:
        """Write the events by id."""
        return [self._event_record(self.events[id_]) for id_ in sorted(self.events)]

    def _event_record(self, e: Event) -> EventRecord:
        parts = ((p.role, self.entity(p.entity)) for p in self._participants.get(e.id, ()))
        places = (self.entity(place) for place in e.places)
        return {
            "id": e.id,
            "title": e.title,
            "type": e.type,
            "date": e.date,
            "date_precision": e.date_precision,
            "place_ids": [place for place in places if place is not None],
            "place_precision": e.place_precision,
            "participants": [
                {"role": role, "entity_id": id_} for role, id_ in parts if id_ is not None
            ],
            "links": [
                {"type": link.type, "event_id": link.tail}
                for link in self._event_links.get(e.id, ())
                if link.tail in self.events
            ],
            "attributes": named(self._scheme, EVENT_CARD, e.attributes),
            "note": e.note,
        }
