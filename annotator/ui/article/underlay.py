"""Keeps pictures of what lies beneath the words of a block, so that scrolling need only copy them.

Fills and lines have soft edges, and are half of the work of drawing a page.
"""

from __future__ import annotations

from collections.abc import Callable
from math import ceil, floor
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPixmap, QTransform

from annotator.ui.article.geometry import BAND, MarkPiece

_MOST = 4_000_000
"""Pixels that are kept: about ten windows."""
_TALLEST = 800
"""Pixels; of a taller block much would be drawn that nobody sees."""
_AROUND = 4
"""Pixels in which fills and lines reach beyond their piece."""
_Kind = QTransform.TransformationType
_PLAIN = _Kind.TxNone, _Kind.TxTranslate, _Kind.TxScale
_SHARP = 1.0, 2.0
"""Pixels of the screen for one of ours; with others a picture would not be copied one to one."""


_Draw = Callable[[QPainter, float, list[MarkPiece]], None]


class _Picture(NamedTuple):
    marks: list[MarkPiece]
    """What is drawn: the very list, as another one is made when marks or lines change."""
    grid: tuple[float, float, float]
    """Pixels of the screen for one of ours, and where in one of them the block begins."""
    corner: QPointF
    """Of the picture, from there."""
    pixmap: QPixmap


class Underlay:
    """The pictures of the blocks that were drawn last."""

    def __init__(self, draw: _Draw) -> None:
        self._draw = draw
        self._kept: dict[int, _Picture] = {}
        self._pixels = 0

    def forget(self) -> None:
        """Let go of everything."""
        self._kept.clear()
        self._pixels = 0

    def draw(
        self, painter: QPainter, block: int, size: float, marks: list[MarkPiece], ground: QColor
    ) -> bool:
        """Draw the fills and lines of a block at the painter's origin, if a picture can be kept."""
        transform = painter.deviceTransform()
        ratio = transform.m11()
        if transform.type() not in _PLAIN or ratio != transform.m22() or ratio not in _SHARP:
            return False
        origin = transform.map(QPointF(0, 0))
        grid = ratio, round(origin.x() % 1, 3), round(origin.y() % 1, 3)
        known = self._kept.pop(block, None)
        if known is None or known.marks is not marks or known.grid != grid:
            if known is not None:
                self._pixels -= _area(known.pixmap)
            known = _make(self._draw, size, marks, ground, grid)
            if known is None:
                return False
            self._pixels += _area(known.pixmap)
            self._make_room()
        self._kept[block] = known  # the last one is let go of last
        painter.drawPixmap(known.corner, known.pixmap)
        return True

    def _make_room(self) -> None:
        while self._pixels > _MOST and self._kept:
            oldest = next(iter(self._kept))
            self._pixels -= _area(self._kept.pop(oldest).pixmap)


def _make(
    draw: _Draw, size: float, marks: list[MarkPiece], ground: QColor,
    grid: tuple[float, float, float],
) -> _Picture | None:  # fmt: skip
    around = _around(size, marks)
    if around.height() > _TALLEST:
        return None
    ratio, x, y = grid
    left, right = floor(around.left() * ratio), ceil(around.right() * ratio) + 1
    top, bottom = floor(around.top() * ratio), ceil(around.bottom() * ratio) + 1
    pixmap = QPixmap(right - left, bottom - top)
    pixmap.fill(ground)
    pixmap.setDevicePixelRatio(ratio)
    corner = QPointF((left - x) / ratio, (top - y) / ratio)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(-corner)
    draw(painter, size, marks)
    painter.end()
    return _Picture(marks, grid, corner, pixmap)


def _area(pixmap: QPixmap) -> int:
    return pixmap.width() * pixmap.height()


def _around(size: float, marks: list[MarkPiece]) -> QRectF:
    """Give the rectangle around fills and lines, but no more: beside it others have drawn."""
    above, below = BAND[0] * size, BAND[1] * size
    left = min(mark.piece.runs[0][0] for mark in marks)
    right = max(mark.piece.runs[-1][1] for mark in marks)
    top = min(mark.piece.baseline for mark in marks) - above
    bottom = max(mark.piece.baseline + max(below, mark.lane) for mark in marks)
    return QRectF(left - _AROUND, top, right - left + 2 * _AROUND, bottom - top + _AROUND)
