"""How far an article is, told by shape: empty ring, half ring, tick, two ticks, ring with tick."""

from __future__ import annotations

from typing import Final, Literal

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from annotator.model.article import Status
from annotator.ui.theme import Colours, type_font

State = Status | Literal["question"]

STATE_WORDS: Final[dict[str, str]] = {
    "unread": "Unread",
    "in_progress": "In progress",
    "question": "Has a question",
    "done": "Done",
    "in_review": "In review",
    "settled": "Settled",
}
SIDE: Final = 16
"""The mark is a square of this side."""
_PEN = 1.4
_TICK = (QPointF(3.5, 8.5), QPointF(6.8, 11.6), QPointF(12.8, 4.8))


def draw_state(painter: QPainter, at: QPointF, state: State, colours: Colours) -> None:
    """Draw the mark of a state with its top left corner here."""
    painter.save()
    painter.translate(at)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    quiet = state in ("unread", "done", "settled")
    pen = QPen(QColor(colours.ink_3 if quiet else colours.ink), _PEN)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    if state == "done":
        painter.drawPolyline(_TICK)
    else:
        painter.drawEllipse(QRectF(2, 2, 12, 12))
        _draw_inside(painter, state, colours)
    painter.restore()


def _draw_inside(painter: QPainter, state: State, colours: Colours) -> None:
    if state == "in_progress":
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.ink))
        painter.drawPie(QRectF(4.2, 4.2, 7.6, 7.6), 90 * 16, -180 * 16)
    elif state == "question":
        painter.setFont(type_font("tag"))
        painter.drawText(QRectF(2, 2, 12, 12), Qt.AlignmentFlag.AlignCenter, "?")
    elif state == "in_review":  # two people's marks side by side
        painter.drawLine(QPointF(6.4, 5.6), QPointF(6.4, 10.4))
        painter.drawLine(QPointF(9.6, 5.6), QPointF(9.6, 10.4))
    elif state == "settled":
        painter.drawPolyline([QPointF(5.2, 8.3), QPointF(7.2, 10.2), QPointF(10.8, 6.1)])
