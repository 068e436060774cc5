"""A relation that is being made: the mark it starts from, and the marks among which one chooses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from annotator.model.span import Span
    from annotator.workspace.workspace import Workspace


class Relating(QObject):
    """What the article rings while the other end of a relation is chosen. Nothing is in the file.

    A click on a mark in the article is then an answer.
    """

    changed = Signal()
    """Other marks are to be ringed, or none any more."""
    answered = Signal(object)
    """The Span that was clicked."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.head: Span | None = None
        """The mark for which another end is chosen, None while none is."""
        self.numbered: tuple[Span, ...] = ()
        """The marks that the digits choose, 1 first."""
        self.pointed: Span | None = None
        """The mark that is looked at in the list."""
        workspace.moved.connect(self.end)
        workspace.closed.connect(self.end)

    @property
    def is_under_way(self) -> bool:
        """Say whether an end is being chosen."""
        return self.head is not None

    def begin(self, head: Span) -> None:
        """Choose the other end for a mark."""
        self.head, self.numbered, self.pointed = head, (), None
        self.changed.emit()

    def show(self, numbered: Sequence[Span], pointed: Span | None) -> None:
        """Ring other marks."""
        now = tuple(numbered), pointed
        if self.is_under_way and now != (self.numbered, self.pointed):
            self.numbered, self.pointed = now
            self.changed.emit()

    def end(self) -> None:
        """Ring nothing any more."""
        if self.is_under_way:
            self.head, self.numbered, self.pointed = None, (), None
            self.changed.emit()
