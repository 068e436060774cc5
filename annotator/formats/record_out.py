"""Make records from a project: one article in one person's layer, or as it was adjudicated."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from annotator import __version__
from annotator.formats.cards import Cards, named
from annotator.formats.claims import Claims
from annotator.formats.record import (
    About,
    Pair,
    Provenance,
    Record,
    RelationRecord,
    Seen,
    SpanRecord,
    ZoneRecord,
)
from annotator.model.article import Article, Attributes, Layer, Reading, Zone
from annotator.model.scheme import Scheme
from annotator.model.sentences import Refused
from annotator.model.span import Relation, Span
from annotator.model.text import sha256_of
from annotator.store.reader import Reader
from annotator.store.reviewed import behind_gold

MANY = 10_000
"""So many sets of attributes are kept at hand at most."""
META = About.__struct_fields__


Key = tuple[Layer, str | None]
"""A layer and whose it is."""
Mark = TypeVar("Mark", Span, Relation)


@dataclass(frozen=True, slots=True)
class Work:
    """What one person did on an article, or what was adjudicated."""

    reading: Reading
    spans: list[Span] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Shared:
    """What all records of one article have in common."""

    text: str | None
    zones: list[Zone]
    sightings: list[Seen]
    elsewhere: list[Relation]
    annotators: list[str]


class Recorder:
    """Makes the records of one article after another."""

    def __init__(self, reader: Reader, scheme: Scheme, exported_at: str | None = None) -> None:
        self._reader = reader
        self._scheme = scheme
        self._claims = Claims(scheme)
        self._cards = Cards(reader, scheme)
        self._zone_names = {zone.id: zone.name for zone in scheme.zones}
        self._exported_at = exported_at
        self._pairs: dict[tuple[str, Attributes], list[Pair]] = {}
        self._names = {person.id: person.name for person in reader.persons()}

    def works(self, article: str) -> list[Work]:
        """Give what was adjudicated on an article, then what each person did, by name.

        An article that nobody has opened gives one empty piece of work by nobody.
        """
        found: dict[Key, Work] = {}
        for reading in self._reader.readings(article):
            found[reading.layer, reading.person] = Work(reading)
        for key, spans in _by_layer(self._reader.spans(article)).items():
            _work(found, article, key).spans.extend(spans)
        for key, relations in _by_layer(self._reader.relations(article)).items():
            _work(found, article, key).relations.extend(relations)
        if not any(layer == "work" for layer, _ in found):
            found["work", None] = Work(Reading(article, None))
        return sorted(found.values(), key=self._order)

    def _order(self, work: Work) -> tuple[str, str, str]:
        reading = work.reading
        return reading.layer, self.name(reading.person) or "", reading.person or ""

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
            self._sightings(article.id),
            self._reader.relations_from_elsewhere(article.id),
            self._annotators(works),
        )
        for work in works:
            yield self._record(article, work, shared)

    def _sightings(self, article: str) -> list[Seen]:
        seen = (
            Seen(s.source, s.url, s.title, s.published, s.retrieved)
            for s in self._reader.sightings(article)
        )
        return [s for s in dict.fromkeys(seen) if s != Seen()]

    def _annotators(self, works: Sequence[Work]) -> list[str]:
        gold = next((w.reading for w in works if w.reading.layer == "gold"), None)
        people = behind_gold(self._reader, gold) if gold is not None else ()
        return sorted(self._names.get(p, p) for p in people)

    def _record(self, article: Article, work: Work, shared: _Shared) -> Record:
        reading = work.reading
        cards = self._cards
        names = cards.gather(
            {s.entity for s in work.spans if s.entity is not None},
            {event for s in work.spans for event in s.events},
        )
        spans = [self._span(s, shared.text) for s in work.spans]
        relations = self._relations(work.relations, {s.id for s in spans})
        elsewhere = [
            (r.article, self._relation(r))
            for r in shared.elsewhere
            if r.layer == reading.layer and r.person == reading.person
        ]
        return Record(
            doc_id=article.id,
            title=article.title,
            text=shared.text,
            text_sha256=article.id,
            language=article.language,
            meta=About(*[getattr(article, name) for name in META]),
            sightings=shared.sightings,
            layer=reading.layer,
            annotator=self.name(reading.person) if reading.layer == "work" else None,
            status=reading.status,
            relevant=reading.relevant,
            zones=[self._zone(z) for z in shared.zones],
            spans=spans,
            relations=relations,
            claims=self._claims.derive(spans, relations, elsewhere),
            entities=cards.entity_records(names),
            events=cards.event_records(names),
            split="unassigned",
            group_id=article.id,
            provenance=self._provenance(reading, shared.annotators),
        )

    def _provenance(self, reading: Reading, annotators: list[str]) -> Provenance:
        name = self.name(reading.person)
        return Provenance(
            annotators=annotators if reading.layer == "gold" else [name] if name else [],
            reviewer=self.name(reading.reviewer),
            scheme=self._scheme.id,
            scheme_version=self._scheme.version,
            guideline_version=self._scheme.guideline_version,
            tool=f"annotator {__version__}",
            exported_at=self._exported_at,
        )

    def _zone(self, zone: Zone) -> ZoneRecord:
        return ZoneRecord(self._zone_names.get(zone.zone, zone.zone), zone.start, zone.end)

    def _span(self, s: Span, text: str | None) -> SpanRecord:
        if text is not None and text[s.start : s.end] != s.quote:
            raise Refused(
                "In the article {id} the span from {start} to {end} does not quote the text. "
                "Nothing was written. Look with: annotator check",
                id=s.article[:12], start=s.start, end=s.end,
            )  # fmt: skip
        return SpanRecord(
            s.id, s.start, s.end,
            self._scheme.label_names.get(s.label, s.label),
            s.quote,
            self._cards.entity(s.entity) if s.entity is not None else None,
            [event for event in s.events if self._cards.has_event(event)] if s.events else [],
            self._named(s.label, s.attributes) if s.attributes else [],
            s.note, s.origin, s.suggester, s.score, list(s.derived_from),
        )  # fmt: skip

    def _named(self, owner: str, attributes: Attributes) -> list[Pair]:
        """Do what `named` does, once for what is said again and again."""
        found = self._pairs.get((owner, attributes))
        if found is None:
            if len(self._pairs) >= MANY:
                self._pairs.clear()
            found = self._pairs[owner, attributes] = named(self._scheme, owner, attributes)
        return found

    def _relations(self, relations: Iterable[Relation], here: set[str]) -> list[RelationRecord]:
        return [
            self._relation(r)
            for r in relations
            if r.head in here and (r.tail in here or r.tail_article is not None)
        ]

    def _relation(self, r: Relation) -> RelationRecord:
        type_ = self._scheme.relation_names.get(r.type, r.type)
        attributes = self._named(f"relation.{r.type}", r.attributes) if r.attributes else []
        return RelationRecord(r.id, type_, r.head, r.tail, r.tail_article, attributes)


def _by_layer(marks: Iterable[Mark]) -> dict[Key, list[Mark]]:
    found: dict[Key, list[Mark]] = {}
    for mark in marks:
        key = mark.layer, mark.person
        if key in found:
            found[key].append(mark)
        else:
            found[key] = [mark]
    return found


def _work(found: dict[Key, Work], article: str, key: Key) -> Work:
    if key not in found:
        layer, person = key
        found[key] = Work(Reading(article, person, layer, "in_progress"))
    return found[key]
