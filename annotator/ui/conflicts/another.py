"""The field for a value that nobody has set yet, fitted to what the field takes."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QLabel, QWidget

from annotator.actions.settling import written
from annotator.model.sentences import say
from annotator.model.typed import Typed
from annotator.store.conflicts import Conflict
from annotator.ui.parts.buttons import button
from annotator.ui.parts.form import ChoiceField, LineField, TextBox
from annotator.ui.parts.layouts import across, down
from annotator.ui.parts.words import key_hint, label
from annotator.ui.theme import Space, Theme

_NAME = "Another value"
_HINTS = {
    "edtf": "A day, a month or a year, such as 2026-11-26",
    "number": "A number",
    "int": "A whole number",
    "url": "An address",
}


class AnotherValue(QWidget):
    """A list to choose from, a line or a box to write in, and the button that takes it."""

    taken = Signal(str)
    """What was typed, or the id of what was chosen."""

    def __init__(self, theme: Theme, conflict: Conflict, typed: Typed) -> None:
        super().__init__()
        self._typed = typed
        self._chosen = ""
        self._fault = label("", "caution", wrap=True)
        self._fault.hide()
        self.field = self._made(theme, conflict)
        self.take = button("Take this", "link")
        self.take.clicked.connect(self._on_take)
        self._show_deed()
        head = across(label(_NAME, "section"), key_hint("T"), None)
        across_ = across(self.field, self.take, gap=Space.S)
        across_.setStretch(0, 1)
        self.setLayout(down(head, across_, self._fault, gap=Space.XS))

    def _made(self, theme: Theme, conflict: Conflict) -> QWidget:
        typed = self._typed
        if typed.is_chosen:
            choices = ChoiceField(theme, _NAME, [(c.id, c.name) for c in typed.choices])
            choices.chosen.connect(self._on_chosen)
            return choices
        if typed.has_lines:
            box = TextBox(_NAME, self._there(conflict))
            box.textChanged.connect(self._show_deed)
            box.installEventFilter(self)
            return box
        line = LineField(_NAME, self._there(conflict), self._hint())
        line.textChanged.connect(self._show_deed)
        line.returnPressed.connect(self._on_take)
        return line

    def _there(self, conflict: Conflict) -> str:
        """Give the value that is shown, to be written on; most third values are made of two."""
        value = conflict.values[0].value
        return "" if value is None else written(self._typed, value)

    def _hint(self) -> str:
        typed = self._typed
        if typed.type == "multi":
            return ", ".join(choice.name for choice in typed.choices)
        if typed.degrees:
            return "Degrees, such as 35.33"
        if typed.is_language:
            return "The code of a language, such as ar or en-GB"
        return _HINTS.get(typed.type, "")

    @property
    def words(self) -> str:
        """Give what is typed or chosen now."""
        if isinstance(self.field, TextBox):
            return self.field.toPlainText()
        return self.field.text() if isinstance(self.field, LineField) else self._chosen

    @property
    def fault(self) -> str:
        """Give what is said against it."""
        return self._fault.text()

    def write(self) -> None:
        """Put the keyboard into the field, behind what stands there."""
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if isinstance(self.field, TextBox):
            self.field.moveCursor(QTextCursor.MoveOperation.End)

    def show_fault(self, words: str) -> None:
        """Say why this cannot be taken."""
        self._fault.setText(words)
        self._fault.setVisible(bool(words))
        self.field.setAccessibleDescription(words)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take several lines by Ctrl+Return: Return alone begins another."""
        if isinstance(event, QKeyEvent) and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            is_held = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            if is_held and event.type() == QEvent.Type.ShortcutOverride:
                event.accept()  # in the article this key finishes it
                return True
            if is_held and event.type() == QEvent.Type.KeyPress:
                self._on_take()
                return True
        return super().eventFilter(watched, event)

    def _on_chosen(self, id_: str) -> None:
        self._chosen = id_
        self._show_deed()
        self.take.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_deed(self) -> None:
        is_empty = not self.words.strip()
        self.take.setEnabled(not (is_empty and (self._typed.is_chosen or self._typed.is_needed)))
        self.take.show_name("Leave it empty" if is_empty and not self._typed.is_chosen and
                            not self._typed.is_needed else "Take this")  # fmt: skip
        self.show_fault("")

    def _on_take(self) -> None:
        if self.take.isEnabled():
            self.taken.emit(self.words)


def nothing_else(conflict: Conflict) -> QLabel:
    """Say that nothing can be typed."""
    what = "version" if conflict.owner is not None else "value"
    return label(say("One {what} of these can be taken; there is no other.", what=what), "meta",
                 wrap=True)  # fmt: skip
