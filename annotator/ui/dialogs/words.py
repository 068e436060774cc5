"""Questions that are answered in words: a name, a line, several lines."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from annotator.ui.dialogs.sheet import Sheet
from annotator.ui.parts.words import key_hint
from annotator.ui.theme import Space

LONGEST_NAME = 100
_LINES_HEIGHT = 140


class WhoAreYou(Sheet):
    """Asks for the name that colleagues and exports see."""

    def __init__(self, parent: QWidget | None, suggestion: str) -> None:
        super().__init__(
            parent,
            "Who are you?",
            "Your marks carry this name, and colleagues and exports show it. It is kept on this "
            "computer and in the projects that you work in. You can change it later.",
        )
        self.field = self.add_field("Name", QLineEdit(suggestion))
        self.field.setMaxLength(LONGEST_NAME)
        self.field.selectAll()
        self.add_foot("That is me", leave="Not now")
        self.field.textChanged.connect(self._on_text)
        self._on_text(suggestion)
        self.field.setFocus()

    def _on_text(self, words: str) -> None:
        self.answer.setEnabled(bool(words.strip()))

    @property
    def name(self) -> str:
        """Give the name."""
        return " ".join(self.field.text().split())


class _Lines(QPlainTextEdit):
    """Several lines of one's own. Tab leaves the field."""

    def __init__(self, sheet: Sheet, words: str) -> None:
        super().__init__(words)
        self._sheet = sheet
        self.setProperty("role", "field")
        self.setTabChangesFocus(True)
        self.setMinimumHeight(_LINES_HEIGHT)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Answer by Ctrl+Return, as Return begins a line."""
        is_return = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_return and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._sheet.accept()
        else:
            super().keyPressEvent(event)


class Words(Sheet):
    """Asks for a few words, or for several lines of them."""

    def __init__(
        self, parent: QWidget | None, question: str, words: str, lines: Literal["one", "many"]
    ) -> None:
        super().__init__(parent, question)
        self._field: QLineEdit | _Lines
        if lines == "one":
            self._field = QLineEdit(words)
            self._field.selectAll()
            self.add_foot_below()
        else:
            self._field = _Lines(self, words)
            self._field.selectAll()
            self.add_foot_below(key_hint("Ctrl+Return"))
        self._field.setFocus()

    def add_foot_below(self, *hints: QWidget) -> None:
        """Put the field and the foot in place."""
        self._field.setAccessibleName(self.windowTitle())
        self.add(self._field, 1)
        self.add_foot("Keep", *hints, Space.S)

    @property
    def words(self) -> str:
        """Give the words as they were written."""
        field = self._field
        return field.text() if isinstance(field, QLineEdit) else field.toPlainText()
