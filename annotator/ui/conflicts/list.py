"""The list of what waits: what it is about, and below it the values that stand."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from annotator.store.conflicts import Conflict
from annotator.ui.conflicts.model import ROW, Queue, capital, values
from annotator.ui.parts.drawing import draw_row, draw_words
from annotator.ui.theme import TYPE, Space, Theme, type_font

_Index = QModelIndex | QPersistentModelIndex
HEIGHT = 48
"""Of a row with two lines."""
_MOVING = frozenset({
    Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown,
})  # fmt: skip


class ConflictList(QListView):
    """Moving in it shows what stands; all other keys are the sheet's."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.queue = Queue(self)
        self.setModel(self.queue)
        self.setItemDelegate(_ConflictRow(theme, self))
        self.setUniformItemSizes(True)
        self.setAccessibleName("What waits to be settled")
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_Hover)
        theme.changed.connect(self.viewport().update)

    @property
    def row(self) -> int:
        """Give the row that is looked at, -1 if none is."""
        return self.currentIndex().row()

    @property
    def conflict(self) -> Conflict | None:
        """Give what is looked at."""
        rows = self.queue.rows
        return rows[self.row] if 0 <= self.row < len(rows) else None

    def go_to(self, row: int) -> None:
        """Look at a row."""
        self.setCurrentIndex(self.queue.index(row))

    def go(self, step: int) -> bool:
        """Look at the next row or the one before; say whether there is one."""
        row = self.row + step
        if row == self.queue.rowCount() and self.queue.canFetchMore(self.rootIndex()):
            self.queue.fetchMore(self.rootIndex())
        if not 0 <= row < self.queue.rowCount():
            return False
        self.go_to(row)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from row to row."""
        if event.key() in _MOVING:
            super().keyPressEvent(event)
        else:
            event.ignore()


class _ConflictRow(QStyledItemDelegate):
    """Draws a row in two lines."""

    def __init__(self, theme: Theme, view: ConflictList) -> None:
        super().__init__(view)
        self._theme, self._view = theme, view

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: ARG002
        """Be as high as all other rows."""
        return QSize(0, HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw the row."""
        conflict = index.data(ROW)
        if not isinstance(conflict, Conflict):
            return
        painter.save()
        rect, colours = QRectF(option.rect), self._theme.colours
        state: QStyle.StateFlag = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        draw_row(
            painter, rect, colours, floating=True, chosen=chosen,
            hovered=bool(state & QStyle.StateFlag.State_MouseOver),
            focused=chosen and self._view.hasFocus(),
        )  # fmt: skip
        first, second = TYPE["base"].pitch, TYPE["small"].pitch
        top = rect.top() + (HEIGHT - first - second) / 2
        room = QRectF(rect.left() + Space.S, top, rect.width() - 2 * Space.S, first)
        painter.setPen(QColor(colours.ink))
        draw_words(painter, room, capital(conflict.about), type_font("base"), option.direction)
        painter.setPen(QColor(colours.ink_2 if chosen else colours.ink_3))
        room = QRectF(room.left(), top + first, room.width(), second)
        draw_words(painter, room, values(conflict), type_font("small"), option.direction)
        painter.restore()
