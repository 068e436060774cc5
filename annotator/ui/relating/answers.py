"""A list of answers below a field: digits, arrows and typing choose, and the mouse."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QKeyEvent,
    QPainter,
    QStandardItem,
    QStandardItemModel,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from annotator.ui.looks import LabelLook
from annotator.ui.parts.drawing import draw_key, draw_row, draw_swatch, draw_words, key_width
from annotator.ui.parts.layouts import down
from annotator.ui.parts.words import tooltip
from annotator.ui.theme import Size, Space, Theme, type_font

_Index = QModelIndex | QPersistentModelIndex
_ANSWER = Qt.ItemDataRole.UserRole
_NUMBERED = 9
_HEIGHT = Size.ROW_PALETTE
_SWATCH, _LETTER, _KEY = 12.0, 22.0, 26.0
_STEPS = {
    Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer: its id, its words, a few more at the end of the row, the label of a mark."""

    id: str
    words: str
    remark: str = ""
    look: LabelLook | None = None
    more: str = ""
    """What a tooltip and a screen reader tell besides."""


class _Field(QLineEdit):
    """Tells of the keys that are for the list."""

    stepped = Signal(int)
    taken = Signal()
    numbered = Signal(int)
    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move in the list, take what is there, and choose by number while nothing is typed."""
        key = Qt.Key(event.key())
        if key in _STEPS:
            self.stepped.emit(_STEPS[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.taken.emit()
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        elif not self.text() and event.text() and event.text() in "123456789":
            self.numbered.emit(int(event.text()))
        else:
            super().keyPressEvent(event)


class Answers(QWidget):
    """The keyboard stays in the field; what is looked at in the list is the answer to Return."""

    typed = Signal(str)
    """Other words stand in the field."""
    looked_at = Signal()
    answered = Signal(str)
    """The id of an answer."""
    left = Signal()
    """Esc: go back."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.field = _Field()
        self._model = QStandardItemModel(self)
        self.list = QListView()
        self.list.setModel(self._model)
        self.list.setItemDelegate(_Rows(theme, self.list))
        self.list.setUniformItemSizes(True)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.viewport().setAttribute(Qt.WidgetAttribute.WA_Hover)
        column = down(self.field, gap=Space.S)
        column.addWidget(self.list, 1)
        self.setLayout(column)
        self.setFocusProxy(self.field)
        self.field.textEdited.connect(self.typed)
        self.field.stepped.connect(self._step)
        self.field.taken.connect(self._take)
        self.field.numbered.connect(self._take_number)
        self.field.left.connect(self.left)
        self.list.clicked.connect(lambda _: self._take())
        self.list.selectionModel().currentChanged.connect(lambda *_: self._on_current())

    def ask(self, question: str, hint: str) -> None:
        """Begin with an empty field; `question` names it to screen readers."""
        self.field.clear()
        self.field.setPlaceholderText(hint)
        self.field.setAccessibleName(question)
        self.list.setAccessibleName(question)

    def show_answers(self, answers: Sequence[Answer], held: str | None = None) -> None:
        """Offer these, and look at the one that holds, else at the first."""
        self._model.clear()
        numbered = not self.field.text()
        for number, answer in enumerate(answers, 1):
            self._model.appendRow(_item(answer, number if numbered else 0))
        rows = (n for n, answer in enumerate(answers) if answer.id == held)
        self.list.setCurrentIndex(self._model.index(next(rows, 0), 0))
        self._on_current()

    @property
    def offered(self) -> list[Answer]:
        """List what is offered now."""
        rows = range(self._model.rowCount())
        return [self._model.index(row, 0).data(_ANSWER)[0] for row in rows]

    @property
    def current(self) -> Answer | None:
        """Give the answer that is looked at."""
        index = self.list.currentIndex()
        return index.data(_ANSWER)[0] if index.isValid() else None

    def _on_current(self) -> None:
        answer = self.current
        parts = (answer.words, answer.remark, answer.more) if answer is not None else ()
        self.field.setAccessibleDescription(", ".join(filter(None, parts)))
        self.looked_at.emit()

    def _step(self, step: int) -> None:
        last = self._model.rowCount() - 1
        row = min(max(self.list.currentIndex().row() + step, 0), last)
        self.list.setCurrentIndex(self._model.index(row, 0))

    def _take(self) -> None:
        if self.current is not None:
            self.answered.emit(self.current.id)

    def _take_number(self, number: int) -> None:
        if number <= self._model.rowCount():
            self.list.setCurrentIndex(self._model.index(number - 1, 0))
            self._take()


def _item(answer: Answer, number: int) -> QStandardItem:
    item = QStandardItem(answer.words)
    item.setData((answer, number), _ANSWER)
    said = ", ".join(filter(None, (answer.words, answer.remark, answer.more)))
    item.setData(said, Qt.ItemDataRole.AccessibleTextRole)
    item.setToolTip(tooltip(said))
    return item


class _Rows(QStyledItemDelegate):
    """Draws an answer: its number, its label, its words, and at the end where it stands."""

    def __init__(self, theme: Theme, view: QListView) -> None:
        super().__init__(view)
        self._theme, self._view = theme, view

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: ARG002
        """Take one row of the palette's height."""
        return QSize(0, _HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw the row."""
        answer, number = index.data(_ANSWER)
        painter.save()
        rect, colours = QRectF(option.rect), self._theme.colours
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        draw_row(painter, rect, colours, floating=True, chosen=chosen, hovered=hovered)
        window, room = self._view.layoutDirection(), rect.adjusted(Space.S, 0, -Space.S, 0)
        if number and number <= _NUMBERED:
            place, _ = _cut(room, key_width(str(number)), window)
            draw_key(painter, place.left(), rect.center().y(), str(number), colours, chosen=chosen)
        _, room = _cut(room, _KEY, window)
        if answer.look is not None:
            swatch, room = _cut(room, _LETTER, window)
            mirrored = window == Qt.LayoutDirection.RightToLeft
            left = swatch.right() - _SWATCH if mirrored else swatch.left()
            swatch = QRectF(left, rect.top() + 9, _SWATCH, 18)
            draw_swatch(painter, swatch, answer.look.in_mode(self._theme.mode))
        wide = QFontMetricsF(type_font("small")).horizontalAdvance(answer.remark)
        wide = min(wide + Space.M, rect.width() / 2) if answer.remark else 0.0
        words, remark = _cut(room, room.width() - wide, window)
        painter.setPen(QColor(colours.ink))
        draw_words(painter, words, answer.words, type_font("base"), window)
        painter.setPen(QColor(colours.ink_2 if chosen else colours.ink_3))
        gap = Space.M if answer.remark else 0
        _, remark = _cut(remark, gap, window)
        draw_words(painter, remark, answer.remark, type_font("small"), window)
        painter.restore()


def _cut(rect: QRectF, wide: float, window: Qt.LayoutDirection) -> tuple[QRectF, QRectF]:
    """Cut so many pixels from the side where a row begins; give that part and the rest."""
    rest = max(0.0, rect.width() - wide)
    if window == Qt.LayoutDirection.RightToLeft:
        return (
            QRectF(rect.left() + rest, rect.top(), wide, rect.height()),
            QRectF(rect.left(), rect.top(), rest, rect.height()),
        )
    return (
        QRectF(rect.left(), rect.top(), wide, rect.height()),
        QRectF(rect.left() + wide, rect.top(), rest, rect.height()),
    )
