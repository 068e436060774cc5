"""An icon that is not a button: drawn where it stands, so it is sharp at every scale."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from annotator.ui.icons import Icons, Tone


class Picture(QWidget):
    """Shows an icon, once icons are loaded. It says nothing to a screen reader: words do."""

    def __init__(self, icons: Icons, name: str, size: int = 16, tone: Tone = "ink_2") -> None:
        super().__init__()
        self._icon = QIcon()
        self._icons = icons
        self.setFixedSize(size, size)
        self.show_icon(name, tone)

    def show_icon(self, name: str, tone: Tone = "ink_2") -> None:
        """Show another icon."""
        self._icons.dress(self, name, tone)

    def setIcon(self, icon: QIcon) -> None:  # noqa: N802 - Qt's name
        """Take the icon as it is drawn now."""
        self._icon = icon
        self.update()

    def sizeHint(self) -> QSize:
        """Take exactly the icon's size."""
        return self.size()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Draw the icon."""
        self._icon.paint(QPainter(self), self.rect())
