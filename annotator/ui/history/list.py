"""The list of the history: time, who and what, in as many lines as the sentence needs."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QKeyEvent,
    QPainter,
    QResizeEvent,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from annotator.model.sentences import say
from annotator.model.words import briefly
from annotator.store.history import Line
from annotator.ui.history.model import ROW, Day, Entries, time_of
from annotator.ui.parts.drawing import draw_row, draw_words, own_direction, side
from annotator.ui.theme import TYPE, Size, Space, Theme, type_font

_Index = QModelIndex | QPersistentModelIndex
_TIME = 46
"""The room for the time of day."""
_ABOVE = 6
_MOST_LINES = 6
_PITCH = TYPE["base"].pitch
_SMALL = TYPE["small"].pitch
_DAY = Size.ROW + Space.XS


class EntryList(QListView):
    """Moving in it shows what was marked; Return and Space do what the buttons below do."""

    looked_at = Signal()
    """Another line, by the user's hand."""
    entered = Signal()
    """Return, or a double click."""
    show_asked = Signal()
    """Space."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.entries = Entries(self)
        self.with_place = True
        """Each line tells in which article it was, where they may differ."""
        self.setModel(self.entries)
        self.setItemDelegate(_EntryRow(theme, self))
        self.setAccessibleName("What was done")
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.clicked.connect(lambda _: self.looked_at.emit())
        self.doubleClicked.connect(lambda _: self.entered.emit())
        theme.changed.connect(self.viewport().update)

    @property
    def line(self) -> Line | None:
        """Give the line that is looked at."""
        return self.entries.line(self.currentIndex().row())

    def go_to(self, row: int) -> None:
        """Look at a row, and show it with the heading above it."""
        index = self.entries.index(row)
        self.setCurrentIndex(index)
        if row == self.entries.first:
            self.scrollToTop()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from line to line."""
        before = self.currentIndex().row()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Space:
            self.show_asked.emit()
        else:
            super().keyPressEvent(event)
            if self.currentIndex().row() != before:
                self.looked_at.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break lines anew."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()


class _EntryRow(QStyledItemDelegate):
    """Draws the heading of a day, or a line."""

    def __init__(self, theme: Theme, view: EntryList) -> None:
        super().__init__(view)
        self._theme, self._view = theme, view
        self._counted: dict[tuple[object, ...], int] = {}
        theme.changed.connect(self._counted.clear)

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: ARG002
        """Take as many lines as the sentence needs at the width of the view."""
        row = index.data(ROW)
        if not isinstance(row, Line):
            return QSize(0, _DAY)
        lines = self._lines(row)
        return QSize(0, 2 * _ABOVE + lines * _PITCH + (_SMALL if self._place(row) else 0))

    def _lines(self, line: Line) -> int:
        """Count the lines of a sentence. A list asks for the heights of all rows at each change."""
        key = (line.clock, line.step, line.version, self._room)
        if key not in self._counted:
            self._counted[key] = laid_out(
                line, self._room, self._view.layoutDirection()
            ).lineCount()
        return self._counted[key]

    @property
    def _room(self) -> float:
        return self._view.viewport().width() - 2 * Space.S - _TIME

    def _place(self, line: Line) -> str:
        return line.where if self._view.with_place else ""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw the row."""
        row = index.data(ROW)
        painter.save()
        rect = QRectF(option.rect)
        if isinstance(row, Day):
            room = rect.adjusted(Space.S, Space.XS, -Space.S, 0)
            painter.setPen(QColor(self._theme.colours.ink_2))
            draw_words(painter, room, row.words, type_font("strong"), option.direction)
        elif isinstance(row, Line):
            state: QStyle.StateFlag = option.state
            chosen = bool(state & QStyle.StateFlag.State_Selected)
            draw_row(
                painter, rect, self._theme.colours, floating=True, chosen=chosen,
                hovered=bool(state & QStyle.StateFlag.State_MouseOver),
                focused=chosen and self._view.hasFocus(),
            )  # fmt: skip
            inner = rect.adjusted(Space.S, _ABOVE, -Space.S, -_ABOVE)
            self._draw_line(painter, inner, row, option.direction, chosen=chosen)
        painter.restore()

    def _draw_line(
        self, painter: QPainter, rect: QRectF, line: Line, window: Qt.LayoutDirection, *,
        chosen: bool,
    ) -> None:  # fmt: skip
        colours = self._theme.colours
        mirrored = window == Qt.LayoutDirection.RightToLeft
        room = rect.adjusted(0, 0, -_TIME, 0) if mirrored else rect.adjusted(_TIME, 0, 0, 0)
        quiet = QColor(colours.ink_2 if chosen else colours.ink_3)
        painter.setPen(quiet)
        first = QRectF(rect.left(), rect.top(), rect.width(), _PITCH)
        draw_words(painter, first, f"{time_of(line):%H:%M}", type_font("small"), window)
        painter.setPen(QColor(colours.ink))
        layout = laid_out(line, self._room, window)
        layout.draw(painter, room.topLeft())
        if place := self._place(line):
            top = room.top() + layout.lineCount() * _PITCH
            below = QRectF(room.left(), top, room.width(), _SMALL)
            painter.setPen(quiet)
            draw_words(painter, below, place, type_font("small"), window)


def laid_out(line: Line, width: float, window: Qt.LayoutDirection) -> QTextLayout:
    """Break a sentence into lines, who did it in bold. One that is very long ends in an ellipsis.

    All of it is in the tooltip, and said to a screen reader.
    """
    who = briefly(line.who)
    words = say("{who} {done}", who=who, done=line.done)
    reads = own_direction(line.done)
    layout = _broken(words, who, width, window, reads)
    while layout.lineCount() > _MOST_LINES:
        last = layout.lineAt(_MOST_LINES - 1)
        fits = words.encode("utf-16-le")[: 2 * (last.textStart() + last.textLength())]
        words = fits.decode("utf-16-le", "ignore").rstrip("…")[:-1].rstrip() + "…"
        layout = _broken(words, who, width, window, reads)
    return layout


def _broken(
    words: str, who: str, width: float, window: Qt.LayoutDirection, reads: Qt.LayoutDirection
) -> QTextLayout:
    layout = QTextLayout(words, type_font("base"))
    option = QTextOption(side(window))
    option.setTextDirection(reads)
    layout.setTextOption(option)
    name = QTextLayout.FormatRange()
    name.start, name.length = 0, len(who.encode("utf-16-le")) // 2
    name.format.setFontWeight(QFont.Weight.DemiBold)
    layout.setFormats([name])
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(width, 1.0))
        line.setPosition(QPointF(0, (layout.lineCount() - 1) * _PITCH))
    layout.endLayout()
    return layout
