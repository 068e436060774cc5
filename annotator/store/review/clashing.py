"""Finds gold marks that the scheme does not let lie over each other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from annotator.model.overlap import clashes

if TYPE_CHECKING:
    from annotator.model.scheme import Scheme
    from annotator.model.span import Span


def clash(
    scheme: Scheme, marks: Iterable[Span], made: Iterable[Span], others: Sequence[Span]
) -> tuple[Span, Span] | None:
    """Give the first of some gold marks that lies over another one, and that other.

    What one person laid over the other may lie so in the gold layer as well.
    """
    by_id = {mark.id: mark for mark in marks}
    for span in made:
        for found in clashes(scheme, others, span.label, span.start, span.end):
            if not _was_so(_origins(span, by_id), _origins(found.span, by_id)):
                return span, found.span
    return None


def _origins(span: Span, by_id: dict[str, Span]) -> list[Span]:
    return [by_id[id_] for id_ in span.derived_from if id_ in by_id]


def _was_so(some: list[Span], others: list[Span]) -> bool:
    return any(
        one.person == other.person and one.start < other.end and other.start < one.end
        for one in some
        for other in others
    )
