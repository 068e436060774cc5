"""Fields to choose in: one of a few side by side, one of many in a list, or several of them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFontMetricsF,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractButton, QRadioButton, QSizePolicy, QStackedLayout

from annotator.ui.looks import LabelLook
from annotator.ui.panel.editor import Editor, Shown
from annotator.ui.parts.form import TO_DO, ValueButton, across_only
from annotator.ui.parts.layouts import across
from annotator.ui.parts.menus import number_in
from annotator.ui.parts.segments import Segments
from annotator.ui.parts.words import label
from annotator.ui.theme import Size, Theme, type_font

Choices = Sequence[tuple[str, str]]
"""Pairs of an id and the words for it."""
_MOST_SIDE_BY_SIDE = 4
_AROUND_WORDS = 36
"""Pixels of a value that are not for its words."""
_INSIDE_RING = 3.5
"""Where the default is ringed while the ring of the keyboard lies around it."""
_CLEAR = ""
_CLEARING = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


class Value(ValueButton):
    """A value that can also be a default: shown fainter, as nobody has set it."""

    def __init__(self, theme: Theme, name: str, *, caret: bool = True) -> None:
        self._default = ""
        self._more = ""
        super().__init__(theme, name, caret=caret)

    @property
    def words(self) -> str:
        """What is shown."""
        if self._default and not self._words:
            return self._default
        return self._shortened() if self._more else super().words

    def _shortened(self) -> str:
        """Shorten the first of several, so that how many more there are stays in sight."""
        metrics = QFontMetricsF(type_font("base"))
        room = self.width() - _AROUND_WORDS - metrics.horizontalAdvance(self._more)
        return metrics.elidedText(self._words, Qt.TextElideMode.ElideRight, room) + self._more

    def show_first_of(self, names: Sequence[str], look: LabelLook | None, *, to_do: bool) -> None:
        """Show the first of several names, and how many more there are."""
        self._default = ""
        self._more = f" +{len(names) - 1}" if len(names) > 1 else ""
        self.show_value(names[0] if names else "", look, to_do=to_do)
        if self._more:
            self.setAccessibleName(f"{self._name}: {', '.join(names)}")

    def show_likely(self, words: str) -> None:
        """Show what may hold, once somebody says so."""
        self.show_default(words)
        self.setAccessibleName(f"{self._name}: perhaps {words}")

    def show_default(self, words: str) -> None:
        """Show what holds although nobody has set it."""
        self._default = words
        self.show_value("")
        if words:
            self.setAccessibleName(f"{self._name}: {words}, not set by anybody")

    def show_set(self, words: str, *, to_do: bool = False) -> None:
        """Show what somebody has set, or that it is to be set."""
        self._default = ""
        self.show_value(words, to_do=to_do)


class _SideBySide(Segments):
    """Choices side by side; the default is ringed until one is set. Delete lets go of it."""

    def __init__(self, theme: Theme, name: str, choices: Choices) -> None:
        self._default = -1
        super().__init__(theme, name, choices)
        self._name = name

    def show_default(self, number: int) -> None:
        """Ring the choice that holds although nobody has set it; -1 for none."""
        self._default = number
        for at, button in enumerate(self.findChildren(QRadioButton)):
            by_default = ", holds, not set by anybody" if at == number else ""
            button.setAccessibleDescription(self._name + by_default)
        self.update()

    def _stop(self) -> QAbstractButton:
        """Let the arrows start from the default while nobody has chosen."""
        by_default = self._group.button(self._default) if self.choice is None else None
        return by_default or super()._stop()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the well, and the ring around the default."""
        super().paintEvent(event)
        buttons = self.findChildren(QRadioButton)
        if not 0 <= self._default < len(buttons):
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(QColor(self._theme.colours.ink_3), 1)
        pen.setDashPattern([3.0, 2.0])
        painter.setPen(pen)
        inset = _INSIDE_RING if buttons[self._default].hasFocus() else 0.5
        ring = QRectF(buttons[self._default].geometry()).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(ring, 4, 4)


class ChoiceEditor(Editor):
    """One of several choices: side by side where they fit, up to four; otherwise a list."""

    def __init__(self, theme: Theme, name: str, choices: Choices) -> None:
        super().__init__()
        self._choices = list(choices)
        self._shown = Shown()
        self._list = Value(theme, name)
        self._list.chosen.connect(self._on_chosen)
        self._row: _SideBySide | None = None
        self._to_do = label(TO_DO, "caution")
        self._stack = QStackedLayout()
        column = across(self._to_do, gap=8)
        column.insertLayout(0, self._stack)
        self.setLayout(column)  # before the stack shows what it is given
        self._stack.addWidget(self._list)
        if len(self._choices) <= _MOST_SIDE_BY_SIDE:
            self._row = _SideBySide(theme, name, self._choices)
            self._row.chosen.connect(self._on_chosen)
            self._stack.addWidget(across_only(self._row))
        self.setFixedHeight(Size.ROW)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_name(name)

    def show_values(self, shown: Shown) -> None:
        """Show which choice holds, or which one holds by default."""
        self._shown = shown
        names = dict(self._choices)
        held = shown.values[0] if shown.values else None
        default = shown.default[0] if shown.default and held is None else ""
        self._show_in_list(names, held, default)
        if self._row is not None:
            ids = [id_ for id_, _ in self._choices]
            self._row.show_default(ids.index(default) if default in ids else -1)
            self._row.show_choice(held)
        self._to_do.setVisible(shown.is_open and self._side_by_side())

    def _show_in_list(self, names: dict[str, str], held: str | None, default: str) -> None:
        if held is None and default:
            self._list.show_default(names.get(default, default))
        else:
            words = names.get(held, held) if held is not None else ""
            self._list.show_set(words, to_do=self._shown.is_open)
        offered = [*self._choices, (_CLEAR, "Not set")] if held is not None else self._choices
        self._list.offer(offered, [held] if held is not None else [])

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the keyboard to what is shown."""
        shown = self._row if self._row is not None and self._side_by_side() else self._list
        shown.setFocus(event.reason())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose by a digit, let go of what was set by Delete."""
        number = number_in(event)
        if number is not None and number < len(self._choices):
            self.answered.emit((self._choices[number][0],))
        elif event.key() in _CLEARING and self._shown.values:
            self.answered.emit(())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Change between row and list as the room changes."""
        super().resizeEvent(event)
        self._stack.setCurrentIndex(1 if self._side_by_side() else 0)
        self._to_do.setVisible(self._shown.is_open and self._side_by_side())

    def _side_by_side(self) -> bool:
        return self._row is not None and self._row.minimumSizeHint().width() <= self.width()

    def _on_chosen(self, choice: str) -> None:
        self.answered.emit(() if choice == _CLEAR else (choice,))


class MultiEditor(Editor):
    """Several of some choices, ticked in a list or by their digits."""

    def __init__(self, theme: Theme, name: str, choices: Choices) -> None:
        super().__init__()
        self._choices = list(choices)
        self._shown = Shown()
        self._list = Value(theme, name)
        self._list.many_chosen.connect(self._on_chosen)
        self.setLayout(across(self._list, gap=0))
        self.setFocusProxy(self._list)
        self.set_name(name)

    def show_values(self, shown: Shown) -> None:
        """Show what holds, or what holds by default."""
        self._shown = shown
        names = dict(self._choices)
        if not shown.values and shown.default:
            self._list.show_default(", ".join(names.get(one, one) for one in shown.default))
        else:
            words = ", ".join(names.get(one, one) for one in shown.values)
            self._list.show_set(words, to_do=shown.is_open)
        self._list.setToolTip("")
        unknown = [(one, one) for one in shown.values if one not in names]
        self._list.offer([*self._choices, *unknown], shown.values, many=True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tick by a digit, in the order of the list; let go of all by Delete."""
        number = number_in(event)
        if number is not None and number < len(self._choices):
            id_, held = self._choices[number][0], self._shown.values
            ticked = {*held} ^ {id_}
            known = [one for one, _ in self._choices]
            others = [one for one in held if one not in known]
            self.answered.emit((*(one for one in known if one in ticked), *others))
        elif event.key() in _CLEARING and self._shown.values:
            self.answered.emit(())
        else:
            super().keyPressEvent(event)

    def _on_chosen(self, choices: list[str]) -> None:
        self.answered.emit(tuple(choices))
