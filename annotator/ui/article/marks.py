"""What is drawn on an article: marks, the words tied to a chosen claim, and the line of facts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from annotator.ui.looks import LabelLook

Density = Literal["none", "paragraph", "letters", "names"]
TieKind = Literal["source", "cue"]


@dataclass(frozen=True, slots=True)
class Mark:
    """A labelled stretch of the text: code points, end-exclusive."""

    id: str
    start: int
    end: int
    label: str
    """The id of the label; a label without a look is not drawn."""
    is_unsaved: bool = False
    """The disk was full: drawn as not saved."""


class Tie(NamedTuple):
    """Words that belong to the chosen claim: who says it, and the word that says so."""

    start: int
    end: int
    words: str
    kind: TieKind


@dataclass(frozen=True, slots=True)
class Header:
    """The quiet line under the headline."""

    meta: str


@dataclass(slots=True)
class Scene:
    """All that changes how the article is drawn without changing its text or its marks."""

    looks: Mapping[str, LabelLook] = field(default_factory=dict)
    chosen: str | None = None
    hovered: str | None = None
    selection: tuple[int, int] = (0, 0)
    """The picked words: code points."""
    caret: int = 0
    """UTF-16 units of the document, as a direction change makes a difference there."""
    caret_is_on: bool = False
    ties: tuple[Tie, ...] = ()
    hits: Sequence[tuple[int, int]] = ()
    """What was found: code points, in order, without overlaps."""
    density: Density = "paragraph"
    header: Header | None = None


def inner_first(mark: Mark, looks: Mapping[str, LabelLook]) -> tuple[int, bool, int, str]:
    """Give the key that sorts inner marks before those around them, a claim last among equals."""
    look = looks.get(mark.label)
    return mark.end - mark.start, look is not None and look.is_claim, mark.start, mark.id
