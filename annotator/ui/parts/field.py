"""The field that filters a list: a glass, the words, its key, and a cross once there are words."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLineEdit, QWidget

from annotator.ui.icons import Icons
from annotator.ui.parts.buttons import tool
from annotator.ui.parts.drawing import draw_ring
from annotator.ui.parts.layouts import across
from annotator.ui.parts.pictures import Picture
from annotator.ui.parts.under_mouse import settle
from annotator.ui.parts.words import key_hint
from annotator.ui.theme import Radius, Size, Theme

_GLASS = 14
_FROM_MENU = Qt.FocusReason.PopupFocusReason
"""The menu of the field is Qt's own."""


class FilterField(QWidget):
    """Filters as one types. Esc clears it, and clear it leaves it; ↓ and Return go to the list."""

    changed = Signal(str)
    """The words now."""
    entered = Signal()
    """Return or ↓: go on in the list."""
    left = Signal()
    """Esc in the empty field: go back to where one was."""

    def __init__(self, theme: Theme, icons: Icons, hint: str, keys: str = "") -> None:
        super().__init__()
        self._theme = theme
        self._words = QLineEdit()
        self._words.setProperty("role", "bare")
        self._words.setPlaceholderText(hint)
        self._words.setAccessibleName(hint)
        self._words.installEventFilter(self)
        self._words.textChanged.connect(self._on_text)
        self._key = key_hint(keys)
        self._clear = tool(icons, "close", "Clear the field", "Esc")
        self._clear.setProperty("role", "inside")
        self._clear.setFixedSize(22, 22)
        self._clear.setIconSize(QSize(_GLASS, _GLASS))
        self._clear.clicked.connect(self.clear)
        glass = Picture(icons, "find", _GLASS, "ink_3")
        self.setLayout(
            across(glass, self._words, self._key, self._clear, gap=8, margins=(8, 0, 5, 0))
        )
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)  # or it is not drawn anew as the mouse goes
        self.setFixedHeight(Size.FIELD)
        self.setFocusProxy(self._words)
        self._keys = keys
        self._on_text("")
        theme.changed.connect(self.update)

    def text(self) -> str:
        """Give the words."""
        return self._words.text()

    def set_text(self, words: str) -> None:
        """Put in words, as if they were typed."""
        self._words.setText(words)

    def clear(self) -> None:
        """Take the words out and stay in the field."""
        self._words.clear()
        self._words.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Watch the keys of the field, and when it has them."""
        kind = event.type()
        if kind in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            if isinstance(event, QFocusEvent) and event.reason() == _FROM_MENU:
                settle(self.window())
            self.update()
        elif kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._on_key(event)
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Draw the field, ringed while it has the keyboard."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = self._theme.colours
        around = colours.outline if self.underMouse() else colours.hairline
        painter.setPen(QPen(QColor(around), 1))
        painter.setBrush(QColor(colours.paper))
        rect = QRectF(self.rect())
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), Radius.CONTROL, Radius.CONTROL)
        if self._words.hasFocus():
            draw_ring(painter, rect, colours, Radius.CONTROL)

    def _on_text(self, words: str) -> None:
        self._clear.setVisible(bool(words))
        self._key.setVisible(not words and bool(self._keys))
        self.changed.emit(words)

    def _on_key(self, event: QKeyEvent) -> bool:
        key = event.key()
        if key == Qt.Key.Key_Escape:
            if self._words.text():
                self._words.clear()
            else:
                self.left.emit()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        else:
            return False
        return True
