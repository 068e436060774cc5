"""A sheet that floats at the far side of a window, over the panel, beside the article."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from annotator.ui.parts.floating import Float
from annotator.ui.parts.focus import has_focus_inside
from annotator.ui.theme import Size, Space, Theme

_ABOVE, _BELOW = Size.TOOLBAR + Space.M, Size.STATUS + Space.M


class SideSheet(Float):
    """One at a time stands there; Esc closes it and gives the keyboard back."""

    WIDTH = 440
    """Pixels; one that leaves the article in sight is no wider than the panel."""

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(theme, window)
        self._over = window
        self._came_from = QApplication.focusWidget()
        window.installEventFilter(self)

    def stand(self) -> None:
        """Show the sheet in its place, alone."""
        for other in self._over.findChildren(SideSheet):
            if other is not self and not other.isHidden():
                self._came_from = other.came_from
                other.leave()
        self.place()
        self.show()
        self.raise_()

    @property
    def came_from(self) -> QWidget | None:
        """Give what had the keyboard before, if it is still there."""
        before = self._came_from
        return before if before is not None and isValid(before) else None

    def place(self) -> None:
        """Stand at the far side, over the panel, between toolbar and status line."""
        over = self._over.rect()
        width = min(self.WIDTH, over.width() - 2 * Space.L)
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        left = Space.L if rtl else over.width() - width - Space.L
        self.setGeometry(left, _ABOVE, width, over.height() - _ABOVE - _BELOW)

    def leave(self) -> None:
        """Close, and give the keyboard back."""
        self._over.removeEventFilter(self)
        had_focus = has_focus_inside(self)
        self.hide()
        before = self.came_from
        if had_focus and before is not None and before.isVisible():
            before.setFocus()
        self.deleteLater()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close by Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
            event.accept()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep to the window's size."""
        if watched is self._over and event.type() == QEvent.Type.Resize:
            self.place()
        return super().eventFilter(watched, event)
