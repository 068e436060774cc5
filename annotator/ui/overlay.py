"""A floating sheet over the whole window that has the keyboard until it is closed."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QKeySequence, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from annotator.ui.parts.floating import Float
from annotator.ui.theme import Space, Theme

_SCRIM, _DARK_SCRIM = 0.10, 0.35
_TOP = 104


class Scrim(QWidget):
    """Dims the window beneath a sheet. A click on it closes the sheet."""

    def __init__(self, theme: Theme, window: QWidget, sheet: Sheet) -> None:
        super().__init__(window)
        self._theme, self._sheet = theme, sheet
        self.setGeometry(window.rect())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Close the sheet."""
        event.accept()
        self._sheet.leave()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Draw the shade."""
        colours = self._theme.colours
        shade = QColor(colours.shadow)
        shade.setAlphaF(_DARK_SCRIM if colours.is_dark else _SCRIM)
        QPainter(self).fillRect(self.rect(), shade)


class Sheet(Float):
    """Lies over the window, dims it, keeps all keys, and gives the focus back when it goes."""

    homeless = Signal()
    """It went, and what had the keyboard before it is no longer there."""

    def __init__(
        self, theme: Theme, window: QWidget, width: int, keys: tuple[str, ...] = ()
    ) -> None:
        """Make it for a window. `keys` open it and, pressed once more, close it."""
        super().__init__(theme, window)
        self._over = window
        self._keys = keys
        self._wanted_width = width
        self._before = QApplication.focusWidget()
        self._scrim = Scrim(theme, window, self)
        window.installEventFilter(self)

    def open_over(self) -> None:
        """Show the sheet."""
        self._scrim.show()
        self._scrim.raise_()
        self.place()
        self.show()
        self.raise_()

    def leave(self) -> None:
        """Close the sheet and give the focus back."""
        self._over.removeEventFilter(self)
        self._scrim.hide()
        self._scrim.deleteLater()
        self.hide()
        before, self._before = self._before, None
        if before is not None and isValid(before) and before.isVisible():
            before.setFocus()
        else:
            self.homeless.emit()
        self.deleteLater()

    def place(self) -> None:
        """Take the room there is."""
        over = self._over.rect()
        self._scrim.setGeometry(over)
        width = min(self._wanted_width, over.width() - 2 * Space.L)
        top = min(_TOP, over.height() // 8)
        most = over.height() - top - Space.XL
        self.setFixedWidth(width)
        self.adjustSize()
        self.setGeometry((over.width() - width) // 2, top, width, min(self.wanted_height(), most))

    def wanted_height(self) -> int:
        """Give the height that all the contents would take."""
        return self.sizeHint().height()

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: FBT001, N802 - Qt's
        """Go round inside the sheet."""
        inside = [
            w for w in self.findChildren(QWidget)
            if w.isVisible() and w.isEnabled() and w.focusPolicy() & Qt.FocusPolicy.TabFocus
        ]  # fmt: skip
        now = QApplication.focusWidget()
        if not inside:
            return False
        at = inside.index(now) if now in inside else -1
        inside[(at + (1 if forward else -1)) % len(inside)].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def closes(self, event: QKeyEvent) -> bool:
        """Say whether a key closes the sheet: Esc, or the one that opened it."""
        pressed = QKeySequence(event.keyCombination())
        return (
            event.key() == Qt.Key.Key_Escape
            or pressed in map(QKeySequence, self._keys)
            or event.text() in self._keys
        )

    def event(self, event: QEvent) -> bool:
        """Keep all keys from the shortcuts of the window beneath."""
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close by Esc; nothing reaches the window beneath."""
        if self.closes(event):
            self.leave()
        event.accept()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep to the window's size."""
        if watched is self._over and event.type() == QEvent.Type.Resize:
            self.place()
        return super().eventFilter(watched, event)
