"""A labelled stretch of text, a relation between two, and a verdict on a suggestion."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from msgspec import Struct

from annotator.model.article import Attributes, Layer

STILL_OPEN: Final = "still_open"
"""The suggester of a verdict that lets go of what is still open begins with this."""
Origin = Literal["typed", "propagated", "suggested", "edited_suggestion", "imported", "adjudicated"]


class Span(Struct, frozen=True, gc=False):
    """A stretch of an article's text, and what a person says it is.

    Offsets count Unicode code points, `end` is not included, and `quote` is `text[start:end]`. It
    is a struct, since a project holds hundreds of thousands: made in a tenth of the time that a
    frozen dataclass takes. `msgspec.structs.replace` gives a changed copy.
    """

    id: str
    article: str
    person: str | None
    label: str
    start: int
    end: int
    quote: str
    layer: Layer = "work"
    entity: str | None = None
    events: tuple[str, ...] = ()
    attributes: Attributes = ()
    note: str | None = None
    origin: Origin = "typed"
    suggester: str | None = None
    score: float | None = None
    derived_from: tuple[str, ...] = ()


class Relation(Struct, frozen=True, gc=False):
    """A directed tie between two spans; the tail may stand in another article."""

    id: str
    article: str
    person: str | None
    type: str
    head: str
    tail: str
    layer: Layer = "work"
    tail_article: str | None = None
    attributes: Attributes = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a person said to a suggestion, so that it is not made again and can be learned from."""

    id: str
    article: str
    person: str | None
    label: str
    start: int
    end: int
    suggester: str
    decision: Literal["accepted", "edited", "rejected", "dismissed"]
