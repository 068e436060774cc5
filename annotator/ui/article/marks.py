"""What is drawn on an article: marks, the words tied to a chosen claim, and the line of facts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from annotator.ui.looks import LabelLook

Density = Literal["none", "paragraph", "letters", "names"]
TieKind = Literal["source", "cue", "source?", "cue?", "end", "pointed"]
"""With a question mark what is proposed; an end, pointed at or not, is one that can be chosen."""


class Track(NamedTuple):
    """What a mark is in a comparison of several people's marks."""

    number: int
    """Whose version it belongs to, from 1 on; 0 is what is agreed, a quiet line."""
    case: str = ""
    """The id of the difference: its versions lie below each other."""
    start: int = 0
    end: int = 0
    """The stretch of the difference."""
    is_chosen: bool = False
    """It would be taken: it is filled, and its line is strong."""


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
    track: Track | None = None
    """In a comparison; None is a mark like any other."""


class Tie(NamedTuple):
    """Words that belong to the chosen mark: who says a claim, its cue, what it can be tied to."""

    start: int
    end: int
    words: str
    kind: TieKind


class Ghost(NamedTuple):
    """Words that may want a mark of this label: drawn as a ring, in order of place."""

    start: int
    end: int
    label: str


FACT_GAP = "   ·   "


@dataclass(frozen=True, slots=True)
class Header:
    """The quiet line under the headline: facts with FACT_GAP between them."""

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
    ghosts: tuple[Ghost, ...] = ()
    """In order of place, none over another."""
    density: Density = "paragraph"
    dimmed: frozenset[str] = frozenset()
    """The ids of labels whose marks are drawn as a faint line only."""
    is_focused: bool = False
    """Everything but the paragraph with the caret is drawn fainter."""
    header: Header | None = None

    def faint(self, marks: Iterable[Mark], *, is_here: bool) -> set[str]:
        """Give the ids of those of a block's marks that are drawn as a faint line.

        `is_here`: the caret is in this paragraph. What is chosen or not saved is never faint.
        """
        everything = self.is_focused and not is_here
        if not everything and not self.dimmed:
            return set()
        return {
            mark.id
            for mark in marks
            if (everything or mark.label in self.dimmed)
            and not mark.is_unsaved
            and mark.id not in {self.chosen, self.hovered}
        }


def inner_first(mark: Mark, looks: Mapping[str, LabelLook]) -> tuple[int, bool, int, str]:
    """Give the key that sorts inner marks before those around them, a claim last among equals."""
    look = looks.get(mark.label)
    if mark.track is not None and mark.track.number:
        _, case, start, end, _ = mark.track
        return end - start, False, start, f"{case} {mark.track.number}"
    return mark.end - mark.start, look is not None and look.is_claim, mark.start, mark.id
