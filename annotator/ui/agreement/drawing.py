"""What all drawings of the agreement are: things that can be pointed at, and how they are painted.

The same code paints them on the screen and into files, so a drawing knows colours and a width and
no widget. Places are given as they lie in a window that runs from left to right; `turned` mirrors.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter

from annotator.ui.looks import LabelLook
from annotator.ui.parts.drawing import draw_words, own_direction, side
from annotator.ui.theme import Colours, Mode


@dataclass(frozen=True, slots=True)
class Spot:
    """One thing that can be pointed at: a cell, a bar."""

    key: str
    name: str
    says: str
    """Its name and what it shows."""
    rect: QRectF
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: a share of 1, and what stands beside it."""

    key: str
    name: str
    share: float | None
    """None where there is no number."""
    told: str
    """What it rests on."""
    says: str
    look: LabelLook | None = None
    low: float | None = None
    """The interval, where it is known."""
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Canvas:
    """Where and how a drawing is painted."""

    painter: QPainter
    width: float
    colours: Colours
    mode: Mode = "light"
    mirrored: bool = False
    clip: QRectF | None = None
    """What of it is seen; None is all."""

    @property
    def direction(self) -> Qt.LayoutDirection:
        """Give the direction of the window."""
        rtl = self.mirrored
        return Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight

    def turned(self, rect: QRectF) -> QRectF:
        """Give where something lies in this window."""
        return turned(rect, self.width) if self.mirrored else rect

    def is_seen(self, rect: QRectF) -> bool:
        """Say whether something has to be painted."""
        return self.clip is None or self.clip.intersects(rect)

    def write(self, rect: QRectF, words: str, font: QFont, colour: str) -> None:
        """Write one line from the leading side, shortened where there is no room."""
        self.painter.setPen(QColor(colour))
        draw_words(self.painter, self.turned(rect), words, font, self.direction)

    def write_behind(self, rect: QRectF, words: str, font: QFont, colour: str) -> None:
        """Write one line that ends at the far side."""
        rtl, ltr = Qt.LayoutDirection.RightToLeft, Qt.LayoutDirection.LeftToRight
        self._write(rect, words, font, colour, side(ltr if self.mirrored else rtl))

    def write_amid(self, rect: QRectF, words: str, font: QFont, colour: str) -> None:
        """Write one line in the middle."""
        self._write(rect, words, font, colour, Qt.AlignmentFlag.AlignHCenter)

    def _write(
        self, rect: QRectF, words: str, font: QFont, colour: str, place: Qt.AlignmentFlag
    ) -> None:  # fmt: skip
        before = self.painter.layoutDirection()
        self.painter.setLayoutDirection(own_direction(words))
        self.painter.setPen(QColor(colour))
        self.painter.setFont(font)
        flags = place | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        self.painter.drawText(self.turned(rect), flags, words)
        self.painter.setLayoutDirection(before)

    def shortened(self, words: str, font: QFont, width: float) -> str:
        """Leave out of words what finds no room."""
        return QFontMetricsF(font).elidedText(words, Qt.TextElideMode.ElideRight, width)

    def fill(self, rect: QRectF, colour: str | QColor, radius: float = 2.0) -> None:
        """Fill a stretch."""
        self.painter.setPen(Qt.PenStyle.NoPen)
        self.painter.setBrush(QColor(colour))
        self.painter.drawRoundedRect(self.turned(rect), radius, radius)

    def line(self, start: QPointF, end: QPointF) -> None:
        """Draw a line with the pen that is set."""
        if self.mirrored:
            start, end = (QPointF(self.width - p.x(), p.y()) for p in (start, end))
        self.painter.drawLine(start, end)


class Drawing(Protocol):
    """Something that is drawn, and what in it can be pointed at."""

    @property
    def height(self) -> float:
        """Give its height, whatever its width."""
        ...

    @property
    def least(self) -> float:
        """Give the least width that it needs."""
        ...

    def spots(self, width: float) -> Sequence[Spot]:
        """Give what can be pointed at, in reading order."""
        ...

    def paint(self, canvas: Canvas) -> None:
        """Paint it."""
        ...


def turned(rect: QRectF, width: float) -> QRectF:
    """Mirror a place."""
    return QRectF(width - rect.right(), rect.top(), rect.width(), rect.height())


def mixed(ground: str, ink: str, share: float) -> QColor:
    """Mix so much ink into a ground."""
    one, other = QColor(ground), QColor(ink)
    parts = ((one.redF(), other.redF()), (one.greenF(), other.greenF()),
             (one.blueF(), other.blueF()))  # fmt: skip
    return QColor.fromRgbF(*(a + (b - a) * share for a, b in parts))
