"""What a record says of its claims, and a project that has the marks and nothing of that."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from msgspec.structs import replace

from annotator.formats import bring_in
from annotator.formats.format import In
from annotator.model.article import Article
from annotator.model.ids import new_id
from annotator.model.relating import CUE, IMPLICIT, SAID_BY, SOURCE_STATUS
from annotator.model.scheme_file import find_scheme
from annotator.model.span import Relation, Span
from annotator.settings import Settings
from annotator.store.store import Store
from tests.journeys.claims.register import (
    Card,
    Mention,
    Place,
    Thing,
    cards_of,
    mentions_of,
    things_of,
)

FIELDS = ("stance", "about", "responsibility", "restated")


@dataclass(frozen=True, slots=True)
class Against:
    """A relation of a claim to another one of its article."""

    type: str
    other: Place
    said: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Claim:
    """All that a record says of one claim; places are code points."""

    place: Place
    sources: tuple[Place, ...] = ()
    is_nobody: bool = False
    cues: tuple[Place, ...] = ()
    said: dict[str, tuple[str, ...]] = field(default_factory=dict)
    events: tuple[str, ...] = ()
    against: tuple[Against, ...] = ()


def claims_of(store: Store, article: str) -> list[Claim]:
    """Read what a project says of the claims of an article, in order of place."""
    spans = {span.id: span for span in store.read.spans(article)}
    relations = store.read.relations(article)
    titles = {event.id: event.title for event in store.read.events().values()}
    claims = [span for span in spans.values() if span.label == "claim"]
    return [_claim(span, relations, spans, titles) for span in claims]


def _claim(
    span: Span, relations: list[Relation], spans: dict[str, Span], titles: dict[str, str]
) -> Claim:
    def tails(type_: str) -> tuple[Place, ...]:
        found = [r for r in relations if r.head == span.id and r.type == type_]
        return tuple(sorted((spans[r.tail].start, spans[r.tail].end) for r in found))

    said = {name: tuple(value for id_, value in span.attributes if id_ == name) for name in FIELDS}
    against = [
        Against(r.type, (spans[r.tail].start, spans[r.tail].end), r.attributes)
        for r in relations
        if r.head == span.id and r.tail in spans and spans[r.tail].label == "claim"
    ]
    return Claim(
        (span.start, span.end), tails(SAID_BY), (SOURCE_STATUS, IMPLICIT) in span.attributes,
        tails(CUE), said, tuple(titles[id_] for id_ in span.events if id_ in titles),
        tuple(sorted(against, key=lambda one: (one.type, one.other))),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Wanted:
    """All that a record says of one article and its marks."""

    claims: list[Claim]
    mentions: list[Mention]
    things: list[Thing]
    cards: list[Card]


def wanted_of(store: Store, article: str) -> Wanted:
    """Read what a project says of an article."""
    return Wanted(
        claims_of(store, article), mentions_of(store, article), things_of(store, article),
        cards_of(store, article),
    )  # fmt: skip


def with_claims(folder: Path, record: Path, settings: Settings) -> tuple[Path, Wanted]:
    """Read a record, and make a project that has the words marked and nothing said of them.

    Cues are not marked, as the tool proposes them.
    """
    person, scheme = settings.person("first"), find_scheme("conflict-news")
    with Store.create(folder / "record.annot", scheme, person) as store:
        bring_in(store, [record], In())
        article = next(id_ for id_ in store.read.article_ids() if claims_of(store, id_))
        wanted, text = wanted_of(store, article), store.read.needed_text(article)
        spans = [span for span in store.read.spans(article) if span.label != CUE]
    path = folder / "claims.annot"
    bare = {"person": person.id, "attributes": (), "events": (), "entity": None, "layer": "work"}
    usual = {label.id for label in scheme.labels if label.level == "default"}
    with (
        Store.create(path, scheme, person) as store,
        store.step("Mark the words", undoable=False),
    ):
        store.add_article(Article(article), text)
        store.put(*(replace(s, id=new_id(), **bare) for s in spans if s.label in usual))
    return path, wanted
