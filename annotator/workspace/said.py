"""What is picked in the article, where one was in others, and what is told to the user."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Selection:
    """What is picked in the article: words, a caret (start is end), or a mark; code points."""

    start: int = 0
    end: int = 0
    span: str | None = None
    """The id of the chosen mark."""

    @property
    def is_caret(self) -> bool:
        """Say whether no words are picked."""
        return self.start == self.end


@dataclass(frozen=True, slots=True)
class Seen:
    """Where one was in an article: code points."""

    caret: int = 0
    first: int = 0
    """The place with which the first line in the window began."""
    cut: float = 0.0
    """How much of that line lay above the window, as a share of its height."""


@dataclass(frozen=True, slots=True)
class Said:
    """What is told to the user: it stays in the status line, and floats as a notice if it offers.

    `deed` is the id of the action that the notice offers, such as "undo" or "try_again".
    """

    words: str
    deed: str | None = None
    is_trouble: bool = False
    floats: bool = False
    """It is a notice although it offers nothing: why a deed was refused, what was written where."""
    is_of_place: bool = False
    """It speaks of what is picked now, and is no longer said once something else is."""

    @property
    def is_notice(self) -> bool:
        """Say whether it floats where the eye is, beside standing in the status line."""
        return self.floats or self.is_trouble or self.deed is not None
