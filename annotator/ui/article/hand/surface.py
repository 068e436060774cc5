"""What the hand works on: what keys and mouse ask of the article."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QPoint, QPointF
from PySide6.QtGui import QTextCursor

from annotator.ui.article.display import Display
from annotator.ui.article.hand.edges import Grip
from annotator.ui.article.marks import Mark


class Surface(Protocol):
    """What the hand works on."""

    @property
    def display(self) -> Display:
        """The text as it is shown."""
        ...

    def textCursor(self) -> QTextCursor:
        """Give a copy of the caret and what it has picked."""
        ...

    def put_caret(self, cursor: QTextCursor, *, scroll: bool) -> None:
        """Take caret and picked words, as made by hand."""
        ...

    def hit(self, point: QPointF) -> int | None:
        """Find the document's position at a point of the window."""
        ...

    def place_under(self, point: QPoint | QPointF) -> int | None:
        """Find the character under a point of the window; None beside the words."""
        ...

    def grip_at(self, point: QPointF) -> Grip | None:
        """Find the edge of the chosen mark at a point of the window."""
        ...

    def draw_mark(self, mark: Mark) -> None:
        """Draw a mark of the article somewhere else than it is, until that is told of."""
        ...

    def page(self, pages: int) -> int:
        """Scroll by so many pages, and find the position where the caret would be then."""
        ...

    def scroll_by(self, pixels: int) -> None:
        """Scroll down, or up."""
        ...

    def is_right_to_left(self, position: int) -> bool:
        """Say which way the block at a position runs."""
        ...

    def copy(self) -> None:
        """Put the picked words on the clipboard."""
        ...
