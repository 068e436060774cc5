"""The list of what is still open: what it is, and the words at which it is open."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from annotator.actions.still_open import what_is_open, words_of
from annotator.model.sentences import say
from annotator.suggest.still_open import Open
from annotator.ui.parts.drawing import draw_row, draw_words
from annotator.ui.parts.words import tooltip
from annotator.ui.theme import TYPE, Space, Theme, type_font
from annotator.workspace.workspace import Workspace

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
ROW = Qt.ItemDataRole.UserRole
_HEIGHT = 44
_CROSS = 28
"""At the far side of a row: where the mouse lets go of it."""
_ARM = 3.5


class OpenRows(QAbstractListModel):
    """One row for each thing, in order of place."""

    def __init__(self, workspace: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.items: list[Open] = []

    def show(self, items: list[Open]) -> None:
        """List these. What was there before and still is keeps its row."""
        if items == self.items:
            return
        self.beginResetModel()
        self.items = list(items)
        self.endResetModel()

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        """Say how many rows there are."""
        return 0 if parent.isValid() else len(self.items)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give a row, its words, or what a screen reader says of it."""
        if not 0 <= index.row() < len(self.items):
            return None
        item = self.items[index.row()]
        if role == ROW:
            return item
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            what, words = self.lines(item)
            return say("{what}: {words}", what=what, words=words) if words else what
        return tooltip(self.lines(item)[1]) if role == Qt.ItemDataRole.ToolTipRole else None

    def lines(self, item: Open) -> tuple[str, str]:
        """Give what is open, and the words at which it is."""
        return what_is_open(self._workspace, item), words_of(self._workspace, item)


class OpenList(QListView):
    """Return or a click leads to a row, Delete or its cross lets go of it, Esc leaves."""

    entered = Signal(object)
    """The Open of a row that somebody wants to see."""
    let_go = Signal(object)
    """The Open that need not be answered."""
    left = Signal()

    def __init__(self, theme: Theme, workspace: Workspace) -> None:
        super().__init__()
        self.rows = OpenRows(workspace, self)
        self.setModel(self.rows)
        self.setItemDelegate(_OpenRow(theme, self))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setAccessibleName("What is still open")
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.rows.modelAboutToBeReset.connect(self._note_place)
        self.rows.modelReset.connect(self._keep_place)
        self._place = 0
        theme.changed.connect(self.viewport().update)

    @property
    def item(self) -> Open | None:
        """Give what the current row is about."""
        at = self.currentIndex().row()
        return self.rows.items[at] if 0 <= at < len(self.rows.items) else None

    def _note_place(self) -> None:
        self._place = max(0, self.currentIndex().row())

    def _keep_place(self) -> None:
        last = len(self.rows.items) - 1
        if last >= 0:
            self.setCurrentIndex(self.rows.index(min(self._place, last)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go there, let go of it, or leave."""
        key, item = event.key(), self.item
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            if item is not None:
                self.entered.emit(item)
        elif key == Qt.Key.Key_Delete:
            if item is not None:
                self.let_go.emit(item)
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.text().strip():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Go to the row that was clicked, or let go of it where its cross is."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() != Qt.MouseButton.LeftButton or not index.isValid():
            return
        item = self.rows.items[index.row()]
        if cross_of(self.visualRect(index).toRectF(), self.layoutDirection()).contains(
            event.position()
        ):
            self.let_go.emit(item)
        else:
            self.entered.emit(item)


def cross_of(row: QRectF, direction: Qt.LayoutDirection) -> QRectF:
    """Give where the cross of a row is."""
    left = row.left() if direction == Qt.LayoutDirection.RightToLeft else row.right() - _CROSS
    return QRectF(left, row.top(), _CROSS, row.height())


class _OpenRow(QStyledItemDelegate):
    """Draws a row in two lines, with a cross while it is hovered or the current one."""

    def __init__(self, theme: Theme, view: OpenList) -> None:
        super().__init__(view)
        self._theme, self._view = theme, view

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: ARG002
        """Be as high as all other rows."""
        return QSize(0, _HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw the row."""
        item = index.data(ROW)
        if not isinstance(item, Open):
            return
        painter.save()
        rect, colours, direction = QRectF(option.rect), self._theme.colours, option.direction
        state: QStyle.StateFlag = option.state
        focused = bool(state & QStyle.StateFlag.State_Selected) and self._view.hasFocus()
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        draw_row(painter, rect, colours, chosen=focused, hovered=hovered, focused=focused)
        what, words = self._view.rows.lines(item)
        first, second = TYPE["base"].pitch, TYPE["quote"].pitch
        top = rect.top() + (_HEIGHT - first - (second if words else 0)) / 2
        room = QRectF(rect.left() + Space.S, top, rect.width() - 2 * Space.S - _CROSS, first)
        if direction == Qt.LayoutDirection.RightToLeft:
            room.translate(_CROSS, 0)
        painter.setPen(QColor(colours.ink))
        draw_words(painter, room, what, type_font("base"), direction)
        painter.setPen(QColor(colours.ink_2))
        room = QRectF(room.left(), top + first, room.width(), second)
        draw_words(painter, room, words, type_font("quote"), direction)
        if hovered or focused:
            self._draw_cross(painter, cross_of(rect, direction).center())
        painter.restore()

    def _draw_cross(self, painter: QPainter, middle: QPointF) -> None:
        painter.setPen(QPen(QColor(self._theme.colours.ink_2), 1.25))
        for turn in (1, -1):
            arm = QPointF(_ARM, turn * _ARM)
            painter.drawLine(middle - arm, middle + arm)
