"""What several parts and the delegates of long lists paint alike."""

from __future__ import annotations

from unicodedata import bidirectional

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPalette, QPen
from PySide6.QtWidgets import QWidget

from annotator.ui.looks import LabelLook, draw_label_line
from annotator.ui.theme import Colours, Radius, type_font

MOST_SHOWN = 400
"""Characters that are looked at for one line; a whole paragraph may be a claim."""
_KEY_HEIGHT = 18.0
_KEY_INSET = 5.0
_MIDDLE = Qt.AlignmentFlag.AlignVCenter


def reads_right_to_left(words: str) -> bool:
    """Say whether the first strong character runs from right to left."""
    kinds = (bidirectional(char) for char in words)
    return next((kind != "L" for kind in kinds if kind in ("L", "R", "AL")), False)


def own_direction(words: str) -> Qt.LayoutDirection:
    """Give the direction in which words are read, so that a date is not torn apart."""
    rtl = reads_right_to_left(words)
    return Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight


def side(direction: Qt.LayoutDirection) -> Qt.AlignmentFlag:
    """Give the side where lines start in this direction, whatever the painter's own."""
    rtl = direction == Qt.LayoutDirection.RightToLeft
    flag = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
    return flag | Qt.AlignmentFlag.AlignAbsolute


def draw_words(
    painter: QPainter, rect: QRectF, words: str, font: QFont, window: Qt.LayoutDirection
) -> None:
    """Draw one line from the window's leading side, shortened to fit, in its own direction."""
    words = words[:MOST_SHOWN].replace("\n", " ")
    shown = QFontMetricsF(font).elidedText(words, Qt.TextElideMode.ElideRight, rect.width())
    before = painter.layoutDirection()
    painter.setFont(font)
    painter.setLayoutDirection(own_direction(words))
    painter.drawText(rect, side(window) | _MIDDLE | Qt.TextFlag.TextSingleLine, shown)
    painter.setLayoutDirection(before)


def draw_ring(painter: QPainter, rect: QRectF, colours: Colours, radius: float) -> None:
    """Draw the ring around what has the keyboard, inside the rectangle."""
    half = colours.ring / 2
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(colours.ink), colours.ring))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(rect.adjusted(half, half, -half, -half), radius - half, radius - half)


def draw_row(
    painter: QPainter,
    rect: QRectF,
    colours: Colours,
    *,
    hovered: bool = False,
    chosen: bool = False,
    focused: bool = False,
    floating: bool = False,
) -> None:
    """Draw the ground of a row of a list: plain, hovered or chosen, with the ring if focused."""
    ground = None
    if chosen:
        ground = colours.selected_float if floating else colours.selected
    elif hovered:
        ground = colours.hover
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if ground is not None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ground))
        if chosen and colours.is_high:
            painter.setPen(QPen(QColor(colours.outline), 1))
            rect = rect.adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(rect, Radius.CONTROL, Radius.CONTROL)
    if focused:
        draw_ring(painter, rect, colours, Radius.CONTROL)


def key_width(keys: str) -> float:
    """Tell how wide a painted key hint is."""
    return QFontMetricsF(type_font("micro")).horizontalAdvance(keys) + 2 * _KEY_INSET


def draw_key(
    painter: QPainter, x: float, middle: float, keys: str, colours: Colours, *, chosen: bool = False
) -> None:
    """Draw a key hint from x on, around a middle line; on a chosen row its ground is raised."""
    rect = QRectF(x, middle - _KEY_HEIGHT / 2, key_width(keys), _KEY_HEIGHT)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colours.raised if chosen else colours.well))
    painter.drawRoundedRect(rect, 4, 4)
    painter.setPen(QColor(colours.ink_2))
    painter.setFont(type_font("micro"))
    before = painter.layoutDirection()
    painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, keys)
    painter.setLayoutDirection(before)


def draw_swatch(painter: QPainter, rect: QRectF, look: LabelLook, *, letter: bool = True) -> None:
    """Draw a label's letter and its line below, as the article shows it; 12 by 18 at least."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if letter:
        painter.setFont(type_font("micro", bold=True))
        painter.setPen(QColor(look.line))
        place = QRectF(rect.left() - 4, rect.top(), rect.width() + 8, 13)
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, look.letter)
    inset = 1.5 if rect.width() >= 16 else 0.5  # so that two dashes fit
    draw_label_line(painter, rect.left() + inset, rect.right() - inset, rect.top() + 15.5, look)


def draw_caret(painter: QPainter, middle: QPointF, colour: str, *, size: float = 7.0) -> None:
    """Draw the small caret of whatever opens a list."""
    half, rise = size / 2, size / 4
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(QColor(colour), 1.1)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.drawPolyline([
        middle + QPointF(-half, -rise), middle + QPointF(0, rise), middle + QPointF(half, -rise)
    ])  # fmt: skip


def draw_hidden(painter: QPainter, rect: QRectF, colour: str) -> None:
    """Draw an eye that is struck through; 14 by 14."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(colour), 1.2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    middle, half = rect.center(), rect.width() / 2 - 1
    left, right = middle - QPointF(half, 0), middle + QPointF(half, 0)
    lid = QPainterPath(left)
    lid.quadTo(middle - QPointF(0, half * 1.4), right)
    lid.quadTo(middle + QPointF(0, half * 1.4), left)
    painter.drawPath(lid)
    painter.drawEllipse(middle, 1.6, 1.6)
    painter.drawLine(middle + QPointF(-half + 1, -half + 1), middle + QPointF(half - 1, half - 1))


def ink_of(widget: QWidget) -> QColor:
    """Give the colour in which the style sheet lets a widget write."""
    return widget.palette().color(QPalette.ColorRole.WindowText)
