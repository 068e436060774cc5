"""What there is to know of a mark at a glance: for the card under the mouse, and to be spoken."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from annotator.model.entity import Entity
from annotator.model.scheme import Scheme
from annotator.model.sentences import say
from annotator.model.span import Origin, Span
from annotator.model.words import briefly
from annotator.workspace.entities import EntityNames
from annotator.workspace.workspace import Workspace

_LONGEST_NOTE = 200
_MADE: dict[Origin, str] = {
    "typed": "marked by hand",
    "propagated": "marked with every occurrence",
    "suggested": "an accepted suggestion",
    "edited_suggestion": "an accepted suggestion, changed since",
    "imported": "imported",
    "adjudicated": "settled in review",
}


@dataclass(frozen=True, slots=True)
class MarkFacts:
    """The facts of one mark, as people read them; what there is nothing to say of is empty."""

    id: str
    label: str
    """The id of the label, for its look."""
    name: str
    """What the label is called."""
    words: str
    entity: str
    note: str
    made: str
    """By whom, and how it came about."""


def compose(span: Span, scheme: Scheme, entity: Entity | None, person: str) -> MarkFacts:
    """Put the facts of a mark together; `person` is the name of who made it, or empty."""
    label = scheme.label_ids.get(span.label, span.label)
    known = scheme.label_named(span.label)
    made = _MADE[span.origin]
    if span.suggester and span.origin in {"suggested", "edited_suggestion"}:
        made = say("{made}, from {suggester}", made=made, suggester=span.suggester)
    if person:
        made = say("{person}, {made}", person=briefly(person), made=made)
    return MarkFacts(
        id=span.id,
        label=label,
        name=known.name if known is not None else span.label,
        words=briefly(span.quote),
        entity=briefly(entity.name) if entity is not None else "",
        note=briefly(span.note or "", _LONGEST_NOTE),
        made=made,
    )


def in_words(facts: MarkFacts) -> str:
    """Say the facts in one line, as a screen reader is to speak them."""
    parts = [facts.name, facts.words]
    if facts.entity:
        parts.append(say("entity {name}", name=facts.entity))
    if facts.note:
        parts.append(say("note: {note}", note=facts.note))
    return "; ".join([*parts, facts.made])


class FactsReader:
    """Reads the facts of marks of the open article."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def of(self, ids: Iterable[str]) -> list[MarkFacts]:
        """Give the facts of these marks in their order; one that is gone is left out."""
        workspace = self._workspace
        article = workspace.article
        if article is None:
            return []
        spans = [span for id_ in ids if (span := article.span(id_)) is not None]
        entities = EntityNames()
        entities.read(workspace.reader, {span.entity for span in spans if span.entity})
        people = {person.id: person.name for person in workspace.reader.persons()}
        return [
            compose(
                span, workspace.scheme, entities.of(span.entity), people.get(span.person or "", "")
            )
            for span in spans
        ]
