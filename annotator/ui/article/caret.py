"""The caret: it blinks as fast as the system wants it, and stands between whole characters."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QGuiApplication, QTextCursor

from annotator.model.selection import snap
from annotator.ui.article.display import Display


class Blink(QObject):
    """Says whether the caret is to be seen now."""

    def __init__(self, parent: QObject, changed: Callable[[bool], None]) -> None:
        super().__init__(parent)
        self._changed = changed
        self._is_on = False
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._on_timeout)

    def start(self) -> None:
        """Show the caret, and let it blink from now."""
        self._set(is_on=True)
        # The time of a whole blink; 0 or less where nothing shall blink.
        half = QGuiApplication.styleHints().cursorFlashTime() // 2
        if half > 0:
            self._timer.start(half)

    def stop(self) -> None:
        """Hide the caret."""
        self._timer.stop()
        self._set(is_on=False)

    def _on_timeout(self) -> None:
        self._set(is_on=not self._is_on)

    def _set(self, *, is_on: bool) -> None:
        if is_on != self._is_on:
            self._is_on = is_on
            self._changed(is_on)


def leave_character(display: Display, cursor: QTextCursor, before: int) -> None:
    """Move a cursor on, the way it came from `before`, if it stands inside a character.

    Qt leaves it there where it goes up or down, and it takes the flag after a face for two.
    """
    place = display.from_document(cursor.position())
    start, end = snap(display.text, place, place)
    if start < end:
        keeps = cursor.anchor() != cursor.position()
        mode = QTextCursor.MoveMode.KeepAnchor if keeps else QTextCursor.MoveMode.MoveAnchor
        onward = cursor.position() > before
        cursor.setPosition(display.to_document(end if onward else start), mode)
