"""What is too long for a notice: a list to read through, and to copy."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from annotator.ui.dialogs.sheet import Sheet
from annotator.ui.parts.buttons import button

_WIDTH, _HEIGHT = 640, 260


class Report(Sheet):
    """Shows what was skipped or found, and why."""

    def __init__(self, parent: QWidget | None, title: str, lines: Sequence[str]) -> None:
        super().__init__(parent, title)
        self.setMinimumWidth(_WIDTH)
        self._words = "\n".join(lines)
        shown = QPlainTextEdit(self._words)
        shown.setProperty("role", "field")
        shown.setReadOnly(True)
        shown.setTabChangesFocus(True)
        shown.setMinimumHeight(_HEIGHT)
        shown.setAccessibleName(title)
        self.add(shown, 1)
        copy = button("Copy")
        copy.clicked.connect(self._copy)
        self.add_foot("Close", copy, leave=None)
        self.answer.setFocus()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._words)
