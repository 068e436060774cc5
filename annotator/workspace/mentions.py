"""Where an entity is named, with the words around each place, and the claims that tell of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from annotator.model.paragraphs import paragraph_numbers, paragraph_sign
from annotator.model.text import title_of
from annotator.store.entities.reading import Spot, labelled, spots

if TYPE_CHECKING:
    from annotator.model.span import Span
    from annotator.workspace.workspace import Workspace

_AROUND: Final = 90
"""Code points on each side of a mention."""
_ARTICLES: Final = 20
"""Claims are looked for in so many articles."""
_SAID_BY: Final = "said_by"
_RESTATED: Final = "restated"


@dataclass(frozen=True, slots=True)
class Mention:
    """A place that names an entity, and the words around it in the same paragraph."""

    spot: Spot
    title: str
    """The title of its article, or its first line."""
    sign: str
    """The number of its paragraph."""
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """A claim in one line: what it says, whose it is, and where it stands."""

    article: str
    span: str
    owner: str | None
    words: str
    source: str
    sign: str


def mentions_of(workspace: Workspace, ids: Sequence[str], most: int) -> list[Mention]:
    """Give the first places that name any of some entities, by article and place."""
    reader = workspace.reader
    found: list[Mention] = []
    by_article: dict[str, list[Spot]] = {}
    for spot in spots(reader, ids, workspace.person.id, most):
        by_article.setdefault(spot.article, []).append(spot)
    for article, here in by_article.items():
        text = reader.text(article) or ""
        known = reader.article(article)
        title = (known.title if known is not None else None) or title_of(text)
        numbers = paragraph_numbers(text, reader.zones(article))
        found += [
            Mention(
                spot, title, paragraph_sign(numbers.number_at(spot.start)), *_around(text, spot)
            )
            for spot in here
        ]
    return found


def _around(text: str, spot: Spot) -> tuple[str, str]:
    """Give what stands before and behind a place in its paragraph, in one line."""
    start = max(text.rfind("\n", 0, spot.start) + 1, spot.start - _AROUND)
    end = text.find("\n", spot.end)
    end = min(len(text) if end < 0 else end, spot.end + _AROUND)
    before, after = text[start : spot.start], text[spot.end : end]
    lead = " " if before[-1:].isspace() else ""
    tail = " " if after[:1].isspace() else ""
    return " ".join(before.split()) + lead, tail + " ".join(after.split())


def claims_with(workspace: Workspace, mentions: Iterable[Mention]) -> list[ClaimLine]:
    """Give the claims in which any of some mentions stands, each place once, one's own first."""
    by_article: dict[str, list[Spot]] = {}
    for mention in mentions:
        by_article.setdefault(mention.spot.article, []).append(mention.spot)
    found: list[ClaimLine] = []
    for article in list(by_article)[:_ARTICLES]:
        found += _in_article(workspace, article, by_article[article])
    return found


def _in_article(workspace: Workspace, article: str, here: list[Spot]) -> list[ClaimLine]:
    reader, me, scheme = workspace.reader, workspace.person.id, workspace.scheme
    labels = {label.id for label in scheme.labels if label.stroke == "bracket"}
    called = {name for name, id_ in scheme.label_ids.items() if id_ in labels}
    claims: dict[tuple[int, int], Span] = {}
    spans = reader.spans(article, labelled(reader, article, sorted(called)))
    for span in sorted(spans, key=lambda span: span.person != me):
        if any(span.start <= spot.start and spot.end <= span.end for spot in here):
            claims.setdefault((span.start, span.end), span)
    if not claims:
        return []
    sources = _sources(workspace, article, {claim.id for claim in claims.values()})
    numbers = paragraph_numbers(reader.text(article) or "", reader.zones(article))
    return [
        ClaimLine(
            article, claim.id, claim.person,
            dict(claim.attributes).get(_RESTATED) or " ".join(claim.quote.split()),
            ", ".join(sources.get(claim.id, ())),
            paragraph_sign(numbers.number_at(claim.start)),
        )
        for _, claim in sorted(claims.items())
    ]  # fmt: skip


def _sources(workspace: Workspace, article: str, claims: set[str]) -> dict[str, list[str]]:
    """Name who says each claim: by the entity, else by the words."""
    said = [
        relation
        for relation in workspace.reader.relations(article)
        if relation.type == _SAID_BY and relation.head in claims
    ]
    tails = workspace.reader.spans(article, {relation.tail for relation in said})
    by_id = {span.id: span for span in tails}
    found: dict[str, list[str]] = {}
    for relation in said:
        source = by_id.get(relation.tail)
        if source is not None:
            named = workspace.register.get(source.entity)
            words = named.name if named is not None else " ".join(source.quote.split())
            found.setdefault(relation.head, []).append(words)
    return found
