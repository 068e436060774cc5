"""Where the keyboard is."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QWidget


def has_focus_inside(widget: QWidget) -> bool:
    """Say whether a widget, or one inside it, has the keyboard."""
    now = QApplication.focusWidget()
    return now is not None and (now is widget or widget.isAncestorOf(now))
