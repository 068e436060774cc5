"""Read the claims of articles whole: sources, mentions and ties, for tables and citations.

Of each article one layer counts: the gold layer where a review settled it, else one's own marks,
else those of the colleague who marked the most claims there. So nothing is counted twice.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from annotator.model.article import Article, Zone
from annotator.model.claims.claim import (
    CLAIM,
    CONTRADICTS,
    CORROBORATES,
    CUE,
    NOBODY,
    REPEATS,
    SAID_BY,
    Bond,
    Citation,
    Claim,
    Known,
    Mention,
    Source,
    Tie,
)
from annotator.model.entity import Entity, EntityLink
from annotator.model.paragraphs import Paragraphs, paragraph_numbers
from annotator.model.scheme import Scheme
from annotator.model.span import Relation, Span
from annotator.model.text import fold
from annotator.store.log import batches

if TYPE_CHECKING:
    from annotator.store.reader import Reader

_AT_ONCE = 32
"""Articles that are read in one go."""
_TIES = (CORROBORATES, CONTRADICTS, REPEATS)
_SYMMETRIC = (CORROBORATES, CONTRADICTS)


def read_claims(
    reader: Reader, articles: Iterable[str], me: str, only: Collection[str] | None = None
) -> list[Claim]:
    """Give the claims in some articles, or only those of some ids. `me` is a person's id."""
    scheme = reader.scheme()
    found: list[Claim] = []
    for part in batches(list(articles), _AT_ONCE):
        with reader.ahead(part):
            for article in part:
                found += _of_article(reader, scheme, article, me, only)
    return _named(reader, found)


def first_claims(reader: Reader, me: str, most: int) -> list[Claim]:
    """Give some claims in order of arrival, at once in a project of any size."""
    query = (
        "SELECT a.uid FROM (SELECT DISTINCT article FROM (SELECT article FROM span"
        " WHERE label = ? ORDER BY item LIMIT ?)) s JOIN item a ON a.id = s.article"
    )
    articles = [uid.hex() for (uid,) in reader.sql.execute(query, [CLAIM, most])]
    return sorted(read_claims(reader, articles, me), key=lambda claim: claim.order)[:most]


def known_of(reader: Reader, claims: Iterable[Claim]) -> Known:
    """Give the entities that claims name, what they were merged into, and their links outward."""
    wanted = {m.entity for claim in claims for m in claim.mentions if m.entity is not None}
    entities: dict[str, Entity] = {}
    links: list[EntityLink] = []
    while wanted:
        found, fresh = reader.entities(wanted), reader.entity_links(wanted)
        entities |= found
        links += fresh
        onward = {e.merged_into for e in found.values() if e.merged_into}
        wanted = (onward | {link.tail for link in fresh}) - entities.keys() - wanted
    return Known(entities, tuple(links))


def whose(spans: Sequence[Span], me: str) -> tuple[str, str | None] | None:
    """Say whose claims of an article count: layer and person; None where there is no claim."""
    many = Counter((span.layer, span.person) for span in spans if span.label == CLAIM)
    if not many:
        return None
    return max(many, key=lambda one: (one[0] == "gold", one[1] == me, many[one], one[1] or ""))


def _of_article(
    reader: Reader, scheme: Scheme, article: str, me: str, only: Collection[str] | None
) -> Iterator[Claim]:
    every = reader.spans(article)
    owner = whose(every, me)
    about = reader.article(article)
    if owner is None or about is None:
        return
    spans = [span for span in every if (span.layer, span.person) == owner]
    relations = [r for r in reader.relations(article) if (r.layer, r.person) == owner]
    text, zones = reader.text(article) or "", reader.zones(article)
    place = _Place(about, paragraph_numbers(text, zones), zones, len(reader.sightings(article)))
    page = _Page(scheme, spans, relations, reader.relations_from_elsewhere(article), place)
    for span in spans:
        if span.label == CLAIM and (only is None or span.id in only):
            yield page.claim(span)


@dataclass(frozen=True, slots=True)
class _Place:
    """What a citation says of an article."""

    article: Article
    paragraphs: Paragraphs
    zones: Sequence[Zone]
    sightings: int

    def citation(self, start: int) -> Citation:
        a = self.article
        zone = next((z.zone for z in self.zones if z.start <= start < z.end), "")
        return Citation(
            a.id, a.title or "", a.publisher or a.source or "", (a.published or "")[:10],
            a.url or "", self.paragraphs.number_at(start), "" if zone == "body" else zone,
            max(0, self.sightings - 1),
        )  # fmt: skip


class _Page:
    """The marks of one person on an article, by what they are tied to."""

    def __init__(
        self, scheme: Scheme, spans: Sequence[Span], relations: Sequence[Relation],
        elsewhere: Sequence[Relation], place: _Place,
    ) -> None:  # fmt: skip
        self._scheme, self._place = scheme, place
        self._spans = spans
        self._by_id = {span.id: span for span in spans}
        self._heads: dict[str, list[Relation]] = {}
        self._tails: dict[str, list[Relation]] = {}
        for relation in relations:
            self._heads.setdefault(relation.head, []).append(relation)
        for relation in (*relations, *elsewhere):
            self._tails.setdefault(relation.tail, []).append(relation)

    def claim(self, span: Span) -> Claim:
        """Make the claim of a mark. Sources are named by their words until names are read."""
        inside = [
            other
            for other in self._spans
            if span.start <= other.start and other.end <= span.end and other.label != CLAIM
        ]
        ids = {other.id for other in inside}
        tied = [r for id_ in ids for r in (*self._heads.get(id_, ()), *self._tails.get(id_, ()))]
        bonds = tuple(sorted({(r.type, r.head, r.tail) for r in tied}))
        stance, responsibility, restated = (
            next(iter(self._values(span, name)), "")
            for name in ("stance", "responsibility", "restated")
        )
        return Claim(
            span.id, span.article, span.start, span.end, span.quote,
            tuple(_source(s) for s in self._ends(span, SAID_BY)),
            self._place.citation(span.start), tuple(s.quote for s in self._ends(span, CUE)),
            stance, self._values(span, "about"), responsibility, restated or None, span.events,
            tuple(map(_mention, inside)), tuple(Bond(*bond) for bond in bonds),
            tuple(self._ties(span)),
        )  # fmt: skip

    def _values(self, span: Span, name: str) -> tuple[str, ...]:
        found = tuple(value for known, value in span.attributes if known == name)
        return found or self._scheme.default_of(CLAIM, name)

    def _ends(self, span: Span, type_: str) -> list[Span]:
        tails = [r.tail for r in self._heads.get(span.id, ()) if r.type == type_]
        found = [self._by_id[tail] for tail in tails if tail in self._by_id]
        return sorted(found, key=lambda end: (end.start, end.id))

    def _ties(self, span: Span) -> Iterator[Tie]:
        for r in self._heads.get(span.id, ()):
            if r.type in _TIES:
                yield self._tie(r, r.tail, is_head=True)
        for r in self._tails.get(span.id, ()):
            if r.type in _SYMMETRIC:
                yield self._tie(r, r.head, is_head=False)

    def _tie(self, relation: Relation, other: str, *, is_head: bool) -> Tie:
        given = dict(relation.attributes)
        aspect, degree = (
            given.get(name) or next(iter(self._scheme.default_of(relation.type, name)), None)
            for name in ("aspect", "degree")
        )
        return Tie(relation.type, other, aspect, degree, is_head)


def _mention(span: Span) -> Mention:
    return Mention(span.id, span.label, span.start, span.end, span.quote, span.entity,
                   span.attributes, span.events)  # fmt: skip


def _source(span: Span) -> Source:
    if span.entity is not None:
        return Source(span.entity, span.quote, "entity")
    return Source(f"{span.article} {fold(span.quote)}", span.quote, "words")


def _named(reader: Reader, claims: Sequence[Claim]) -> list[Claim]:
    """Read sources and mentions through the merging of entities, and name sources by them."""
    ids = {s.key for claim in claims for s in claim.sources if s.kind == "entity"}
    ids |= {m.entity for claim in claims for m in claim.mentions if m.entity is not None}
    known = Known(_with_merged(reader, ids))

    def named(source: Source) -> Source:
        if source.kind != "entity":
            return source
        key = known.root(source.key) or source.key
        return Source(key, known.name(key) or source.name, "entity")

    def read_through(mention: Mention) -> Mention:
        return replace(mention, entity=known.root(mention.entity))

    return [
        replace(
            claim,
            sources=tuple(dict.fromkeys(map(named, claim.sources))) or (NOBODY,),
            mentions=tuple(map(read_through, claim.mentions)),
        )
        for claim in claims
    ]


def _with_merged(reader: Reader, ids: set[str]) -> dict[str, Entity]:
    found: dict[str, Entity] = {}
    while ids:
        fresh = reader.entities(ids)
        found |= fresh
        ids = {e.merged_into for e in fresh.values() if e.merged_into} - found.keys()
    return found
