"""How the cells of the claim table and its heads are drawn: sign, quotation, remark."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import (
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from annotator.model.claims.saying import cues, places, reprints
from annotator.model.claims.subjects import COLUMNS
from annotator.model.claims.table import SIGNS, Row, State
from annotator.ui.parts.drawing import draw_ring, own_direction, side
from annotator.ui.theme import Colours, Radius, Space, Theme, type_font

_Index = QModelIndex | QPersistentModelIndex
_SIGN, _BADGE = 26, 20
"""The room for a sign before the words, and the side of the one that is filled."""
_AROUND = Space.M
_HEAD = 48
INSET = Space.S
"""The room for the ring of the keyboard beside the words of a source."""
_WRAP = Qt.TextFlag.TextWordWrap
_ASSERTS = "asserts"


@dataclass(frozen=True, slots=True)
class _Piece:
    """A piece of a cell: words in a font, below the piece before."""

    words: str
    style: str
    tone: str
    direction: Qt.LayoutDirection
    is_outlined: bool = False

    def font(self) -> QFont:
        return type_font(self.style)

    def height(self, width: float) -> float:
        room = QRectF(0, 0, max(width, 20), 10_000)
        return QFontMetricsF(self.font()).boundingRect(room, int(_WRAP), self.words).height()


def draw_sign(painter: QPainter, middle: QPointF, state: State, colours: Colours) -> None:
    """Draw the sign of a cell around a point; that of what differs is the only filled one."""
    box = QRectF(middle.x() - _BADGE / 2, middle.y() - _BADGE / 2, _BADGE, _BADGE)
    painter.setFont(type_font("base", bold=state == "differs"))
    painter.setPen(QColor(colours.ink_2))
    if state == "differs":
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.ink))
        painter.drawRoundedRect(box, 4, 4)
        painter.setPen(QColor(colours.on_ink))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, SIGNS[state])


class CellDelegate(QStyledItemDelegate):
    """Draws a source or what it says, as high as the words need."""

    def __init__(self, theme: Theme, view: QTableView) -> None:
        super().__init__(view)
        self._theme, self._view = theme, view

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: ARG002
        """Ask for the height of the words at the width of the column."""
        width = self._view.columnWidth(index.column())
        row = self._row(index)
        if row is None:
            return QSize(width, 0)
        room = _room(QRectF(0, 0, width, 0), index.column(), self._view.layoutDirection())
        high = sum(piece.height(room.width()) + 2 for piece in self._pieces(row, index.column()))
        return QSize(width, round(high) + 2 * _AROUND)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw the cell."""
        row, colours = self._row(index), self._theme.colours
        if row is None:
            return
        place, section = QRectF(option.rect), index.column()
        painter.save()
        if option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(place.adjusted(0, 1, 0, -1), QColor(colours.hover))
        painter.setPen(QPen(QColor(colours.hairline), 1))
        window = self._view.layoutDirection()
        _draw_line(painter, place, section, window)
        room = _room(place, section, window)
        if section:
            x = room.right() + _SIGN / 2 if _rtl(window) else room.left() - _SIGN / 2
            state = row.cells[COLUMNS[section - 1]].state
            draw_sign(painter, QPointF(x, room.top() + _AROUND + 10), state, colours)
        top = room.top() + _AROUND + _lower(row, section)
        for piece in self._pieces(row, section):
            high = piece.height(room.width())
            self._draw(painter, QRectF(room.left(), top, room.width(), high + 1), piece)
            top += high + 2
        if self._view.hasFocus() and index == self._view.currentIndex():
            draw_ring(painter, place.adjusted(1, 1, -1, -2), colours, Radius.CONTROL)
        painter.restore()

    def _row(self, index: _Index) -> Row | None:
        return self._view.model().row(index.row())  # type: ignore[attr-defined,no-any-return]

    def _draw(self, painter: QPainter, room: QRectF, piece: _Piece) -> None:
        colours = self._theme.colours
        painter.setFont(piece.font())
        painter.setPen(QColor(getattr(colours, piece.tone)))
        painter.setLayoutDirection(own_direction(piece.words))
        if piece.is_outlined:
            wide = QFontMetricsF(piece.font()).horizontalAdvance(piece.words) + 10
            left = room.right() - wide if _rtl(piece.direction) else room.left()
            box = QRectF(left + 0.5, room.top() + 0.5, wide, room.height())
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(colours.outline), 1))
            painter.drawRoundedRect(box, 4, 4)
            painter.setPen(QColor(colours.ink))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, piece.words)
            return
        painter.drawText(room, int(side(piece.direction) | _WRAP), piece.words)

    def _pieces(self, row: Row, section: int) -> Iterator[_Piece]:
        window = self._view.layoutDirection()
        if section == 0:
            yield from _source(row, window)
            return
        cell = row.cells[COLUMNS[section - 1]]
        if cell.state == "silent":
            if self._view.columnWidth(section) > 2 * _SIGN:
                yield _Piece("silent", "small", "ink_3", window)
            return
        tone = "ink_2" if cell.state == "declines" else "ink"
        yield _Piece(cell.words, "quote", tone, own_direction(cell.words))
        if cell.remark:
            yield _Piece(cell.remark, "micro", "ink_3", window)


def _source(row: Row, window: Qt.LayoutDirection) -> Iterator[_Piece]:
    yield _Piece(row.source.name, "strong", "ink", window)
    stances = list(dict.fromkeys(claim.stance for claim in row.claims))
    other = [stance.replace("_", " ") for stance in stances if stance != _ASSERTS]
    if other:
        yield _Piece(", ".join(other), "micro", "ink", window, is_outlined=True)
    facts = [_ASSERTS] * (_ASSERTS in stances) + [cues(row), places(row), reprints(row)]
    yield _Piece("  ".join(fact for fact in facts if fact), "small", "ink_3", window)


def _lower(row: Row, section: int) -> int:
    """Let small words that stand alone beside a sign stand at its height."""
    return 3 if section and row.cells[COLUMNS[section - 1]].state == "silent" else 0


def _draw_line(painter: QPainter, place: QRectF, section: int, window: Qt.LayoutDirection) -> None:
    """Draw the line below a row, from the words of the source to those at the far side."""
    before, after = INSET * (section == 0), INSET * (section == len(COLUMNS))
    left, right = (after, before) if _rtl(window) else (before, after)
    y = place.bottom() - 0.5
    painter.drawLine(QPointF(place.left() + left, y), QPointF(place.right() - right, y))


def _rtl(direction: Qt.LayoutDirection) -> bool:
    return direction == Qt.LayoutDirection.RightToLeft


def _room(place: QRectF, section: int, window: Qt.LayoutDirection) -> QRectF:
    """Give where the words of a cell stand: behind its sign, before the next column."""
    before, after = (_SIGN if section else INSET), Space.S
    if _rtl(window):
        return place.adjusted(after, 0, -before, 0)
    return place.adjusted(before, 0, -after, 0)


class SourceHead(QHeaderView):
    """The heads of the columns: a name, and below it how far the column is one."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme = theme
        self.setSectionsClickable(False)
        self.setHighlightSections(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(20)
        self.setFixedHeight(_HEAD)
        self.setAccessibleName("Columns")

    def paintSection(self, painter: QPainter, rect: QRectF, logicalIndex: int) -> None:  # type: ignore[override]  # noqa: N802, N803 - Qt's
        """Draw a head."""
        words = self.model().headerData(logicalIndex, Qt.Orientation.Horizontal)
        colours, place = self._theme.colours, QRectF(rect)
        painter.save()
        painter.fillRect(place, QColor(colours.paper))
        painter.setPen(QPen(QColor(colours.hairline), 1))
        _draw_line(painter, place, logicalIndex, self.layoutDirection())
        if words:
            name, _, remark = str(words).partition("\n")
            room = _room(place, logicalIndex, self.layoutDirection())
            flags = side(self.layoutDirection()) | Qt.AlignmentFlag.AlignTop
            painter.setClipRect(place)
            painter.setLayoutDirection(own_direction(name))
            painter.setFont(type_font("strong"))
            painter.setPen(QColor(colours.ink))
            painter.drawText(room.adjusted(0, 4, 0, 0), flags, name)
            painter.setFont(type_font("small"))
            painter.setPen(QColor(colours.ink_3))
            metrics = QFontMetricsF(painter.font())
            shown = metrics.elidedText(remark, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room.adjusted(0, 22, 0, 0), flags, shown)
        painter.restore()
