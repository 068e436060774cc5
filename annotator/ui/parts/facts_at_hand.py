"""Reads the facts of marks of the open article: whom they name, who made them, what waits."""

from __future__ import annotations

from collections.abc import Sequence

from annotator.model.span import Span
from annotator.ui.parts.mark_facts import MarkFacts, facts_of
from annotator.workspace.entities import EntityNames
from annotator.workspace.workspace import Workspace


def facts_at_hand(workspace: Workspace, spans: Sequence[Span]) -> list[MarkFacts]:
    """Give the facts of these marks, in their order."""
    if not spans:
        return []
    entities = EntityNames()
    entities.read(workspace.reader, {span.entity for span in spans if span.entity is not None})
    people = {person.id: person.name for person in workspace.reader.persons()}
    unsaved = {span.id for span in workspace.unsaved.marks}
    return [
        facts_of(
            span, workspace.scheme, entities.of(span.entity),
            by=people.get(span.person or "", ""), is_unsaved=span.id in unsaved,
        )
        for span in spans
    ]  # fmt: skip
