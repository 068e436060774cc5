"""What is under the mouse once a menu has closed: on X11 Qt goes on believing what was before."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QApplication, QMenu, QWidget


def settle_after(menu: QMenu) -> None:
    """Let no part of the window stay hovered that the mouse left while this menu was open."""
    parent = menu.parentWidget()
    if parent is None:
        return
    window = parent.window()
    # Only then is the menu gone, and nothing told of the mouse any more.
    menu.aboutToHide.connect(lambda: QTimer.singleShot(0, window, lambda: settle(window)))


def settle(window: QWidget) -> None:
    """Tell each part of a window that the mouse has left it, where it has."""
    place = QCursor.pos()
    for part in (window, *window.findChildren(QWidget)):
        if part.underMouse() and not part.rect().contains(part.mapFromGlobal(place)):
            part.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, False)
            QApplication.sendEvent(part, QEvent(QEvent.Type.Leave))
            part.update()
