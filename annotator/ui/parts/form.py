"""Forms: a row with its name, values that open a list, choices, and fields to write in."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QFontMetricsF, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QStackedLayout,
    QWidget,
)

from annotator.ui.looks import LabelLook
from annotator.ui.parts.drawing import draw_caret, draw_ring, draw_swatch, draw_words
from annotator.ui.parts.layouts import Item, across
from annotator.ui.parts.menus import ChoiceMenu
from annotator.ui.parts.segments import Segments
from annotator.ui.parts.words import ElidedLabel
from annotator.ui.theme import Radius, Size, Theme, type_font

TO_DO = "to do"
"""What a required value says until it is given."""
NOTHING = "\N{EN DASH}"
_MOST_SEGMENTS = 4
_SWATCH = 12
_LEAST_GAP = 2
"""Between a name and its value."""
_NAME_ABOVE = 16


class FormRow(QWidget):
    """One row of a form: the name in its column, the value beside it.

    A name that is wider than its column stands above its value, which stays in line with those of
    the other rows.
    """

    def __init__(self, name: str, *items: Item, top: bool = False) -> None:
        super().__init__()
        self._name = ElidedLabel(name, "meta")
        self._name.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(0)
        self._grid.setColumnMinimumWidth(0, Size.FORM_NAME)
        self._grid.setColumnStretch(1, 1)
        self._side = Qt.AlignmentFlag.AlignTop if top else Qt.AlignmentFlag.AlignVCenter
        self._grid.addLayout(across(*items, gap=4), 1, 1)
        self._place_name()
        self.setLayout(self._grid)
        value = next((item for item in items if isinstance(item, QWidget)), None)
        if value is not None:
            self._name.setBuddy(value)

    @property
    def is_name_above(self) -> bool:
        """Say whether the name stands above the value, for want of room beside it."""
        wide = QFontMetricsF(self._name.font()).horizontalAdvance(self._name.text())
        return wide > Size.FORM_NAME - _LEAST_GAP

    def _place_name(self) -> None:
        self._name.ensurePolished()  # the style sheet gives it its font
        self._grid.removeWidget(self._name)
        if self.is_name_above:
            wide = QFontMetricsF(self._name.font()).horizontalAdvance(self._name.text())
            self._name.setFixedSize(round(wide) + 2, _NAME_ABOVE)
            self._grid.addWidget(self._name, 0, 0, 1, 2, Qt.AlignmentFlag.AlignBottom)
            self._grid.setRowMinimumHeight(0, _NAME_ABOVE + _LEAST_GAP)
        else:
            self._grid.setRowMinimumHeight(0, 0)
            self._name.setFixedSize(Size.FORM_NAME, Size.ROW)
            self._grid.addWidget(self._name, 1, 0, self._side)

    def event(self, event: QEvent) -> bool:
        """Look again whether the name fits, in another font or once the style sheet holds."""
        done = super().event(event)
        if event.type() in (QEvent.Type.Polish, QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self._place_name()
        return done


class ValueButton(QPushButton):
    """A value as plain words with a small caret; hovered it shows the well.

    `clicked` opens whatever the owner opens; after `offer` it opens a list, and `chosen` or
    `many_chosen` tell the answer.
    """

    chosen = Signal(str)
    many_chosen = Signal(list)

    def __init__(self, theme: Theme, name: str, words: str = "", *, caret: bool = True) -> None:
        super().__init__()
        self._theme, self._name, self._words, self._caret = theme, name, words, caret
        self._look: LabelLook | None = None
        self._to_do = False
        self._offered: tuple[Sequence[tuple[str, str]], Collection[str], bool] | None = None
        self._menu: ChoiceMenu | None = None
        self.setProperty("role", "value")
        self.setAutoDefault(True)  # Return opens it, not only Space
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setFixedHeight(Size.ROW)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._on_clicked)
        theme.changed.connect(self.update)
        self.show_value(words)

    def show_value(self, words: str, look: LabelLook | None = None, *, to_do: bool = False) -> None:
        """Show a value, with its label before it. Without words: "to do" if it is required."""
        self._words, self._look = words, look
        self._to_do = to_do and not words
        said = words or (TO_DO if self._to_do else "no value")
        self.setAccessibleName(f"{self._name}: {said}")
        self.update()

    @property
    def words(self) -> str:
        """What is shown."""
        return self._words or (TO_DO if self._to_do else NOTHING)

    def offer(
        self, choices: Sequence[tuple[str, str]], held: Collection[str] = (), *, many: bool = False
    ) -> None:
        """Open a list of (id, words) from now on, in which these ids hold."""
        self._offered = (choices, held, many)

    def sizeHint(self) -> QSize:
        """Take the room of some words; the layout gives what is left."""
        return QSize(120, Size.ROW)

    def minimumSizeHint(self) -> QSize:
        """Let the words be shortened."""
        return QSize(48, Size.ROW)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Draw the value."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours, rect = self._theme.colours, QRectF(self.rect())
        if self.isEnabled() and (self.underMouse() or self.isDown()):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.well))
            painter.drawRoundedRect(rect, Radius.CONTROL, Radius.CONTROL)
        start, end = 8.0, 26.0 if self._caret else 8.0
        if self._look is not None:
            swatch = self._turned(QRectF(start, 5, _SWATCH, 18))
            draw_swatch(painter, swatch, self._look.in_mode(self._theme.mode))
            start += _SWATCH + 6
        if self._to_do:
            painter.setPen(QColor(colours.caution))
        else:
            painter.setPen(
                QColor(colours.ink if self._words and self.isEnabled() else colours.ink_3)
            )
        place = self._turned(QRectF(start, 0, rect.width() - start - end, rect.height()))
        draw_words(painter, place, self.words, type_font("base"), self.layoutDirection())
        if self._caret and self.isEnabled():
            middle = self._turned(QRectF(rect.width() - 20, 8, 12, 12)).center()
            draw_caret(painter, QPointF(middle), colours.ink_3)
        if self.hasFocus():
            draw_ring(painter, rect, colours, Radius.CONTROL)

    def _turned(self, rect: QRectF) -> QRectF:
        if self.layoutDirection() == Qt.LayoutDirection.LeftToRight:
            return rect
        return QRectF(self.width() - rect.right(), rect.top(), rect.width(), rect.height())

    def _on_clicked(self) -> None:
        if self._offered is None:
            return
        choices, held, many = self._offered
        menu = self._menu = ChoiceMenu(choices, held, self, many=many)
        menu.chosen.connect(self.chosen)
        menu.many_chosen.connect(self.many_chosen)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.open_below(self)


class ChoiceField(QWidget):
    """One of several choices: side by side where they fit, up to four; otherwise a list."""

    chosen = Signal(str)

    def __init__(
        self, theme: Theme, name: str, choices: Sequence[tuple[str, str]], held: str | None = None
    ) -> None:
        """Offer (id, words); `held` is the id that holds."""
        super().__init__()
        self._choices = list(choices)
        self._row = Segments(theme, name, choices, held) if len(choices) <= _MOST_SEGMENTS else None
        self._list = ValueButton(theme, name)
        self._list.chosen.connect(self._on_chosen)
        self._stack = QStackedLayout(self)  # or its first widget would show as a window
        self._stack.addWidget(self._list)
        if self._row is not None:
            self._row.chosen.connect(self._on_chosen)
            self._stack.addWidget(across_only(self._row))
        self.setFixedHeight(Size.ROW)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_choice(held)

    def show_choice(self, held: str | None, *, to_do: bool = False) -> None:
        """Show which choice holds, or that none does."""
        words = dict(self._choices).get(held or "", "")
        self._list.show_value(words, to_do=to_do)
        self._list.offer(self._choices, [held] if held else [])
        if self._row is not None:
            self._row.show_choice(held)

    def minimumSizeHint(self) -> QSize:
        """Be as narrow as the list can be."""
        return self._list.minimumSizeHint()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the keyboard to what is shown."""
        shown = self._row if self._side_by_side() and self._row else self._list
        shown.setFocus(event.reason())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Change between row and list as the room changes."""
        super().resizeEvent(event)
        self._stack.setCurrentIndex(1 if self._side_by_side() else 0)

    def _side_by_side(self) -> bool:
        return self._row is not None and self._row.minimumSizeHint().width() <= self.width()

    def _on_chosen(self, choice: str) -> None:
        self.show_choice(choice)
        self.chosen.emit(choice)


def across_only(widget: QWidget) -> QWidget:
    """Put a widget at the start of a row that takes the rest."""
    result = QWidget()
    result.setLayout(across(widget, None, gap=0))
    result.setMinimumWidth(1)  # or a row would never be too narrow for what stands in it
    return result


class LineField(QLineEdit):
    """One line to write in. What was written is told once it is finished and differs."""

    written = Signal(str)

    def __init__(self, name: str, words: str = "", hint: str = "") -> None:
        super().__init__(words)
        self._known = words
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self.editingFinished.connect(self._on_finished)

    def show_text(self, words: str) -> None:
        """Show words that are known already."""
        self._known = words
        self.setText(words)

    def _on_finished(self) -> None:
        if self.text() != self._known:
            self._known = self.text()
            self.written.emit(self._known)


class TextBox(QPlainTextEdit):
    """Several lines to write in; Tab goes on. What was written is told as the keyboard leaves."""

    written = Signal(str)

    def __init__(self, name: str, words: str = "", hint: str = "", lines: int = 3) -> None:
        super().__init__()
        self._known = words
        self.setPlainText(words)
        self.setProperty("role", "field")
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self.setTabChangesFocus(True)
        self.setFixedHeight(round(lines * self.fontMetrics().lineSpacing()) + 18)

    def show_text(self, words: str) -> None:
        """Show words that are known already."""
        self._known = words
        if words != self.toPlainText():
            self.setPlainText(words)

    def finish(self) -> None:
        """Tell what was written, if it differs."""
        words = self.toPlainText()
        if words != self._known:
            self._known = words
            self.written.emit(words)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Finish as the keyboard leaves, but not for a menu or another window."""
        super().focusOutEvent(event)
        if event.reason() not in (
            Qt.FocusReason.PopupFocusReason,
            Qt.FocusReason.ActiveWindowFocusReason,
        ):
            self.finish()
