"""Draws bands around words: fills, outlines of what was found, rings of what is proposed."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from operator import itemgetter
from typing import TypeVar

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from annotator.ui.article.direction import is_right_to_left
from annotator.ui.article.geometry import BAND, Geometry, Piece
from annotator.ui.article.layout import FlowLayout
from annotator.ui.article.marks import Ghost, Scene
from annotator.ui.article.tags import TiePiece
from annotator.ui.theme import Radius, Theme

_T = TypeVar("_T", Ghost, tuple[int, int])
_DASHES = [3.0, 2.0]
_WIDE = 4


class Rings:
    """Draws a line around words: whole for what was found, dashed for what is proposed."""

    def __init__(self, theme: Theme, flow: FlowLayout, geometry: Geometry, scene: Scene) -> None:
        self._theme, self._flow, self._geometry, self._scene = theme, flow, geometry, scene

    def draw_hits(self, painter: QPainter, n: int, clip: QRectF) -> None:
        """Outline what was found in a block, on the lines that are seen."""
        if not self._scene.hits:
            return
        painter.setPen(QPen(QColor(self._theme.colours.ink_3), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for start, end in self._seen(self._scene.hits, n, clip):
            for piece in self._geometry.pieces(n, start, end):
                _draw_outlines(painter, self._size(n), piece)

    def draw_ghosts(self, painter: QPainter, n: int, clip: QRectF) -> list[TiePiece]:
        """Ring what is proposed in a block; give the letters that stand over it."""
        scene, found = self._scene, list[TiePiece]()
        if not scene.ghosts:
            return found
        colour, turned = self._theme.colours.ink_3, is_right_to_left(self._flow.display, n)
        pen = QPen(QColor(colour), 1)
        pen.setDashPattern(_DASHES)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for ghost in self._seen(scene.ghosts, n, clip):
            look = scene.looks.get(ghost.label)
            pieces = self._geometry.pieces(n, ghost.start, ghost.end) if look else ()
            for piece in pieces:
                _draw_outlines(painter, self._size(n), piece, _WIDE)
                if piece.starts and look is not None:
                    found.append(TiePiece(f"{look.letter}?", colour, turned, piece))
        return found

    def _seen(self, stretches: Sequence[_T], n: int, clip: QRectF) -> Iterator[_T]:
        """Give what shares a character with the lines of a block that are seen."""
        flow = self._flow
        layout = flow.ensure(n)
        if layout is None or not layout.lineCount():
            return
        last = flow.line_at(layout, n, clip.bottom())
        start = flow.display.place(n, flow.line_at(layout, n, clip.top()).textStart())
        end = flow.display.place(n, last.textStart() + last.textLength())
        # One may come from the lines above.
        at = max(0, bisect_left(stretches, start, key=itemgetter(0)) - 1)
        while at < len(stretches) and stretches[at][0] < end:
            yield stretches[at]
            at += 1

    def _size(self, n: int) -> float:
        return self._flow.styles[n].size * self._flow.zoom


def draw_bands(
    painter: QPainter, size: float, piece: Piece, around: float = 0, radius: float = Radius.MARK
) -> None:
    """Draw a rounded band, with the pen and brush at hand, around each run of a piece.

    `size` is that of the type, `around` how much further out it lies; in pixels.
    """
    above, below = BAND[0] * size + around, BAND[1] * size + around
    out = 1 + around
    for left, right in piece.runs:
        painter.drawRoundedRect(
            QRectF(
                left - out, piece.baseline - above, right - left + 2 * out, above + below
            ),
            radius, radius,
        )  # fmt: skip


def _draw_outlines(
    painter: QPainter, size: float, piece: Piece, radius: float = Radius.MARK
) -> None:
    """Draw lines of one pixel around a band, on whole pixels so that they are sharp."""
    above, below = BAND[0] * size, BAND[1] * size
    for left, right in piece.runs:
        band = QRectF(left - 1, piece.baseline - above, right - left + 2, above + below)
        sharp = QRectF(band.toAlignedRect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(sharp, radius, radius)
