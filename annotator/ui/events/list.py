"""The list of event cards, with the field above it that filters as one types."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QKeySequence, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from annotator.ui.events.model import ROW, EventRow, EventRows
from annotator.ui.icons import Icons
from annotator.ui.parts.drawing import draw_row, draw_words
from annotator.ui.parts.empty import EmptyList
from annotator.ui.parts.layouts import across, down, frame
from annotator.ui.parts.segments import Segments
from annotator.ui.theme import TYPE, Space, Theme, type_font
from annotator.workspace.workspace import Workspace

_Index = QModelIndex | QPersistentModelIndex
_HEIGHT = 48
"""Of a row with two lines."""
_SCOPES = (("article", "This article"), ("project", "All events"))
_MOVING = {
    Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 6, Qt.Key.Key_PageUp: -6,
}  # fmt: skip
_UNDOING = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)
_NOTHING = "No events yet"
_HOW = (
    "Type what happened and press Return to make a card. Claims about one event can then be laid "
    "beside each other, across articles."
)


class EventList(QWidget):
    """Typing filters, the arrows move, Return takes a card, Delete deletes it."""

    taken = Signal(object)
    """The EventRow that was taken."""
    deleted = Signal(str)
    """The id of a card that shall go."""

    def __init__(self, theme: Theme, icons: Icons, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self.field = _Field(self)
        self.field.textEdited.connect(self._on_typed)
        self.scopes = Segments(theme, "Which events are listed", _SCOPES, "article")
        self.scopes.chosen.connect(lambda _: self.read())
        self.rows = EventRows(self)
        self.view = _View(theme, self)
        self.view.setModel(self.rows)
        self.view.activated.connect(self._on_activated)
        self.view.clicked.connect(self._on_activated)
        self.empty = EmptyList(icons, "event", _NOTHING, _HOW)
        self._nothing = frame("", down(Space.XXL, across(Space.XL, self.empty, Space.XL), None))
        margins = (Space.L, 0, Space.L, Space.S)
        head = down(self.field, across(self.scopes, None, gap=0), gap=Space.S, margins=margins)
        column = down(head, gap=0)
        column.addLayout(across(Space.S, self.view, Space.S, gap=0), 1)
        column.addWidget(self._nothing, 1)
        self.setLayout(column)
        self.setFocusProxy(self.field)

    def begin(self, proposed: str, *, everywhere: bool) -> None:
        """List anew; `proposed` is the title of a card that is offered first."""
        self.field.clear()
        self.rows.offers = proposed
        self.scopes.show_choice("project" if everywhere else "article")
        self.read()

    def read(self, shown: str | None = None) -> None:
        """Read what fits; the row of `shown`, or the one before, stays the current one."""
        before = self.row
        wanted = shown or (before.id if before is not None else None)
        everywhere = self.scopes.choice == "project"
        self.rows.read(self._workspace, self.field.text(), everywhere=everywhere)
        has_rows = bool(self.rows.rows)
        self.view.setVisible(has_rows)
        self._nothing.setVisible(not has_rows)
        if has_rows:
            self.view.setCurrentIndex(self.rows.index(self.rows.find(wanted)))

    @property
    def row(self) -> EventRow | None:
        """Give the current row."""
        rows, at = self.rows.rows, self.view.currentIndex().row()
        return rows[at] if 0 <= at < len(rows) else None

    def go(self, step: int) -> None:
        """Make another row the current one."""
        at = self.view.currentIndex().row() + step
        row = min(max(at, 0), self.rows.rowCount() - 1)
        self.view.setCurrentIndex(self.rows.index(row))

    def take(self) -> None:
        """Take the current row."""
        if self.row is not None:
            self.taken.emit(self.row)

    def delete(self) -> None:
        """Delete the current card."""
        if self.row is not None and self.row.id is not None:
            self.deleted.emit(self.row.id)

    def _on_typed(self) -> None:
        self.view.setCurrentIndex(QModelIndex())
        self.read()

    def _on_activated(self, index: QModelIndex) -> None:
        self.view.setCurrentIndex(index)
        self.take()


class _Field(QLineEdit):
    """Where one types; the keys of the list work from here."""

    def __init__(self, owner: EventList) -> None:
        super().__init__()
        self._owner = owner
        self.setAccessibleName("Find or name an event")
        self.setPlaceholderText("What happened? Type to find an event, or to name a new one")

    def event(self, event: QEvent) -> bool:
        """Leave undo and redo to the project where nothing is typed."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and not self.text()
            and any(event.matches(key) for key in _UNDOING)
        ):
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move in the list, take a row, or delete its card where nothing is typed."""
        key = Qt.Key(event.key())
        if key in _MOVING:
            self._owner.go(_MOVING[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._owner.take()
        elif key == Qt.Key.Key_Delete and not self.text():
            self._owner.delete()
        else:
            super().keyPressEvent(event)


class _View(QListView):
    """The list itself, which the keyboard may also be in."""

    def __init__(self, theme: Theme, owner: EventList) -> None:
        super().__init__()
        self._owner = owner
        self.setItemDelegate(_EventRow(theme, self))
        self.setUniformItemSizes(True)
        self.setAccessibleName("Events")
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_Hover)
        theme.changed.connect(self.viewport().update)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take by Return, delete by Delete; letters go into the field."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._owner.take()
        elif event.key() == Qt.Key.Key_Delete:
            self._owner.delete()
        elif event.text().strip() and event.text().isprintable():
            self._owner.field.setFocus(Qt.FocusReason.OtherFocusReason)
            self._owner.field.keyPressEvent(event)
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)


class _EventRow(QStyledItemDelegate):
    """Draws a card in two lines, and in one the card that would be made."""

    def __init__(self, theme: Theme, view: QListView) -> None:
        super().__init__(view)
        self._theme, self._view = theme, view

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: ARG002
        """Be as high as all other rows."""
        return QSize(0, _HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw the row."""
        row = index.data(ROW)
        if not isinstance(row, EventRow):
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
        lines = first + (second if row.facts else 0)
        top = rect.top() + (_HEIGHT - lines) / 2
        room = QRectF(rect.left() + Space.S, top, rect.width() - 2 * Space.S, first)
        painter.setPen(QColor(colours.ink))
        draw_words(painter, room, row.words, type_font("base"), option.direction)
        painter.setPen(QColor(colours.ink_2 if chosen else colours.ink_3))
        room = QRectF(room.left(), top + first, room.width(), second)
        draw_words(painter, room, row.facts, type_font("small"), option.direction)
        painter.restore()
