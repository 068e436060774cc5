"""The list of the rules: each in full as far as six lines go, and below it where it came from."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from annotator.model.decision import GuidelineLine
from annotator.ui.parts.drawing import draw_row, draw_words, own_direction, side
from annotator.ui.theme import TYPE, Space, Theme, type_font

_Index = QModelIndex | QPersistentModelIndex
_LINE, _META = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
_MOST_LINES = 6
_INSET = 6


class RuleList(QListWidget):
    """Moving in it shows a rule below; Return opens its decision, F2 changes, Del withdraws."""

    opened = Signal()
    asked_to_change = Signal()
    asked_to_withdraw = Signal()
    asked_to_add = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("role", "list")
        self.setAccessibleName("Rules")
        self.setItemDelegate(_RuleRow(theme, self))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.itemDoubleClicked.connect(lambda _: self.opened.emit())
        theme.changed.connect(self.viewport().update)

    @property
    def line(self) -> GuidelineLine | None:
        """Give the rule that is looked at."""
        found = self.currentIndex().data(_LINE)
        return found if isinstance(found, GuidelineLine) else None

    def show_rules(self, rules: list[tuple[GuidelineLine, str]]) -> None:
        """List rules with where each came from. What was looked at stays so, or its neighbour."""
        before, row = self.line, self.currentRow()
        self.blockSignals(True)  # what is looked at is read once, when all are there
        self.clear()
        for line, origin in rules:
            item = QListWidgetItem(line.text)
            item.setData(_LINE, line)
            item.setData(_META, origin)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{line.text}. {origin}")
            self.addItem(item)
        ids = [line.id for line, _ in rules]
        at = ids.index(before.id) if before is not None and before.id in ids else row
        self.setCurrentRow(min(max(at, 0), len(rules) - 1))
        self.blockSignals(False)

    def go_to(self, text: str) -> None:
        """Look at the rule of these words."""
        for row in range(self.count()):
            if self.item(row).text() == text:
                self.setCurrentRow(row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what a key means here; letters are not looked for."""
        signal = {
            Qt.Key.Key_Return: self.opened, Qt.Key.Key_Enter: self.opened,
            Qt.Key.Key_F2: self.asked_to_change, Qt.Key.Key_Delete: self.asked_to_withdraw,
            Qt.Key.Key_Insert: self.asked_to_add,
        }.get(Qt.Key(event.key()))  # fmt: skip
        if signal is not None:
            signal.emit()
            event.accept()
        elif event.text().isprintable() and event.text():
            event.ignore()
        else:
            super().keyPressEvent(event)


class _RuleRow(QStyledItemDelegate):
    """Draws a rule in its lines, and where it came from in one."""

    def __init__(self, theme: Theme, view: RuleList) -> None:
        super().__init__(view)
        self._theme, self._view = theme, view

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: ARG002
        """Take the lines that the words need at this width."""
        width = self._view.viewport().width()
        return QSize(0, round(self._height(index, width)) + TYPE["small"].pitch + 2 * _INSET)

    def _height(self, index: _Index, width: float) -> float:
        room = QRectF(0, 0, width - 4 * Space.S, 10_000)
        words = f"{index.data()}"
        need = QFontMetricsF(type_font("base")).boundingRect(room, Qt.TextFlag.TextWordWrap, words)
        return min(need.height(), _MOST_LINES * QFontMetricsF(type_font("base")).lineSpacing())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw the row."""
        state: QStyle.StateFlag = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        colours, window = self._theme.colours, self._view.layoutDirection()
        painter.save()
        rect = QRectF(option.rect).adjusted(Space.S, 1, -Space.S, -1)
        draw_row(
            painter, rect, colours, floating=True, chosen=chosen,
            hovered=bool(state & QStyle.StateFlag.State_MouseOver),
            focused=chosen and self._view.hasFocus(),
        )  # fmt: skip
        words = f"{index.data()}"
        room = rect.adjusted(Space.S, _INSET - 1, -Space.S, 0)
        room.setHeight(self._height(index, self._view.viewport().width()))
        painter.setPen(QColor(colours.ink))
        painter.setFont(type_font("base"))
        painter.setLayoutDirection(own_direction(words))
        painter.setClipRect(room)
        painter.drawText(
            room, side(window) | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap, words
        )
        painter.setClipping(False)
        painter.setPen(QColor(colours.ink_2 if chosen else colours.ink_3))
        below = QRectF(room.left(), room.bottom(), room.width(), TYPE["small"].pitch)
        draw_words(painter, below, f"{index.data(_META)}", type_font("small"), window)
        painter.restore()
