"""Lists of two lines a row: events, groups of claims, and the claims themselves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from annotator.ui.parts.drawing import draw_row, draw_words, own_direction
from annotator.ui.parts.words import tooltip, two_lines
from annotator.ui.theme import Size, Space, Theme, type_font

_Index = QModelIndex | QPersistentModelIndex
_ROW = Qt.ItemDataRole.UserRole + 1
_PITCH, _META = 18, 16
_NOWHERE = QModelIndex()
_COMMANDS = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class TwoLines:
    """A row: its title, the facts below it, and the id of what it stands for."""

    id: str
    title: str
    meta: str = ""
    is_quote: bool = False
    """The title is words of an article."""


class Rows(QAbstractListModel):
    """Rows that are there, and those that are read once somebody goes near them."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[TwoLines] = []

    def show(self, rows: Sequence[TwoLines]) -> None:
        """Show these."""
        if list(rows) != self.rows:
            self.beginResetModel()
            self.rows = list(rows)
            self.endResetModel()

    def add(self, rows: Sequence[TwoLines]) -> None:
        """Show these behind the others."""
        if rows:
            last = len(self.rows)
            self.beginInsertRows(QModelIndex(), last, last + len(rows) - 1)
            self.rows += rows
            self.endInsertRows()

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        """Say how many rows there are so far."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give a row, or its words for a screen reader."""
        if not 0 <= index.row() < len(self.rows):
            return None
        row = self.rows[index.row()]
        if role == _ROW:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{row.title}, {row.meta}" if row.meta else row.title
        return tooltip(row.title) if role == Qt.ItemDataRole.ToolTipRole else None


class TwoLineList(QListView):
    """A list whose chosen row is shown; letters go to the filter that belongs to it."""

    chosen = Signal(str)
    """The user came to the row of this id."""
    entered = Signal(str)
    """Return, Space or a click on the row of this id."""
    typed = Signal(str)
    left = Signal()

    def __init__(
        self, theme: Theme, name: str, height: int = Size.ROW_TALL, inset: int = Space.S
    ) -> None:
        """Show rows of a height; `inset` pixels of paper stay beside their ground."""
        super().__init__()
        self.model_rows = Rows()
        self.setModel(self.model_rows)
        self.setItemDelegate(_Row(theme, self, height, inset))
        self.setAccessibleName(name)
        self.setUniformItemSizes(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.clicked.connect(lambda index: self.entered.emit(self.id_at(index.row())))
        theme.changed.connect(self.viewport().update)

    def show_rows(self, rows: Sequence[TwoLines], chosen: str | None = None) -> None:
        """Show rows, and which of them is chosen."""
        self.model_rows.show(rows)
        self.show_chosen(chosen)

    def show_chosen(self, id_: str | None) -> None:
        """Show which row is chosen; it is no choice of the user's."""
        at = next((n for n, row in enumerate(self.model_rows.rows) if row.id == id_), None)
        blocked = self.blockSignals(True)
        if at is None:
            self.selectionModel().clear()
        elif at != self.currentIndex().row() or not self.selectionModel().hasSelection():
            self.setCurrentIndex(self.model_rows.index(at))
        self.blockSignals(blocked)

    def id_at(self, row: int) -> str:
        """Give the id of a row; nothing where there is none."""
        rows = self.model_rows.rows
        return rows[row].id if 0 <= row < len(rows) else ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from row to row, enter one, or hand letters to the filter."""
        key, words = event.key(), event.text()
        before = self.currentIndex().row()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            if before >= 0:
                self.entered.emit(self.id_at(before))
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        elif words.isprintable() and words and not event.modifiers() & _COMMANDS:
            self.typed.emit(words)
        else:
            super().keyPressEvent(event)
            if self.currentIndex().row() != before:
                self.chosen.emit(self.id_at(self.currentIndex().row()))


class _Row(QStyledItemDelegate):
    """Draws the title in at most two lines where there is room, and the facts below it."""

    def __init__(self, theme: Theme, view: QListView, height: int, inset: int) -> None:
        super().__init__(view)
        self._theme, self._view, self._height, self._inset = theme, view, height, inset

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: ARG002
        """Give every row the same room."""
        return QSize(120, self._height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw the row."""
        row: TwoLines = index.data(_ROW)
        state: QStyle.StateFlag = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        colours = self._theme.colours
        place = QRectF(option.rect).adjusted(self._inset, 1, -self._inset, -1)
        painter.save()
        draw_row(
            painter, place, colours, chosen=chosen,
            hovered=bool(state & QStyle.StateFlag.State_MouseOver),
            focused=self._view.hasFocus() and index == self._view.currentIndex(),
        )  # fmt: skip
        room = place.adjusted(Space.S, 0, -Space.S, 0)
        font = type_font("quote" if row.is_quote else "base")
        lines = two_lines(row.title, QFontMetricsF(font), room.width())
        lines = lines if self._height > Size.ROW_TALL else [row.title]
        pitch = _PITCH + 2 * row.is_quote
        top = place.top() + (place.height() - pitch * len(lines) - _META) / 2
        window = self._view.layoutDirection()
        own = own_direction(row.title) if row.is_quote else window
        painter.setPen(QColor(colours.ink))
        for line in lines:
            draw_words(painter, QRectF(room.left(), top, room.width(), pitch), line, font, own)
            top += pitch
        painter.setPen(QColor(colours.ink_2 if chosen else colours.ink_3))
        meta = QRectF(room.left(), top, room.width(), _META)
        draw_words(painter, meta, row.meta, type_font("small"), window)
        painter.restore()
