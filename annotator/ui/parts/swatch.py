"""A label's letter over its line, and the chip that carries one."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from annotator.ui.looks import LabelLook
from annotator.ui.parts.drawing import draw_ring, draw_swatch, draw_words
from annotator.ui.theme import Radius, Size, Theme, type_font

_HEIGHT = 18
_CHIP_SWATCH = 12


class Swatch(QWidget):
    """The letter and the line of a label as the article shows them: legend and list bullet."""

    def __init__(
        self, theme: Theme, look: LabelLook, width: int = 16, *, letter: bool = True
    ) -> None:
        super().__init__()
        self._theme, self._look, self._letter = theme, look, letter
        self.setFixedSize(width, _HEIGHT)
        self.set_look(look)
        theme.changed.connect(self.update)

    def set_look(self, look: LabelLook) -> None:
        """Show another label."""
        self._look = look
        self.setAccessibleName(look.name)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Draw letter and line."""
        look = self._look.in_mode(self._theme.mode)
        draw_swatch(QPainter(self), QRectF(self.rect()), look, letter=self._letter)


class Chip(QAbstractButton):
    """A small token: words, with the letter and line of a label before them.

    With `removable` a cross shows while it is hovered or focused; Delete and the cross remove it.
    """

    removed = Signal()

    def __init__(
        self, theme: Theme, words: str, look: LabelLook | None = None, *, removable: bool = False
    ) -> None:
        super().__init__()
        self._theme, self._look, self._removable = theme, look, removable
        self.setText(words)
        self.setAccessibleName(f"{words}, {look.name}" if look else words)
        if removable:
            self.setAccessibleDescription("Delete removes it.")
        policy = Qt.FocusPolicy.TabFocus if removable else Qt.FocusPolicy.NoFocus
        self.setFocusPolicy(policy)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """Take the room of the words, and of the cross, which is kept free so nothing moves."""
        wide = QFontMetricsF(type_font("small")).horizontalAdvance(self.text()) + 17
        wide += _CHIP_SWATCH + 6 if self._look else 0
        return QSize(round(wide + (14 if self._removable else 0)), Size.CHIP)

    def minimumSizeHint(self) -> QSize:
        """Let the words be shortened."""
        return QSize(48, Size.CHIP)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Remove it by Delete or Backspace."""
        if self._removable and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Remove it by its cross."""
        if self._removable and self._cross().contains(event.position()):
            self.setDown(False)
            self.removed.emit()
        else:
            super().mouseReleaseEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Draw the well, the label, the words, and the cross if it is wanted."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours, rect = self._theme.colours, QRectF(self.rect())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.well))
        painter.drawRoundedRect(rect, Radius.CONTROL, Radius.CONTROL)
        start, end = 8.0, 8.0 + (14 if self._removable else 0)
        if self._look:
            place = self._turned(QRectF(start, 3, _CHIP_SWATCH, _HEIGHT))
            draw_swatch(painter, place, self._look.in_mode(self._theme.mode))
            start += _CHIP_SWATCH + 6
        painter.setPen(QColor(colours.ink_2))
        words = self._turned(QRectF(start, 0, rect.width() - start - end, rect.height()))
        draw_words(painter, words, self.text(), type_font("small"), self.layoutDirection())
        if self._removable and (self.underMouse() or self.hasFocus()):
            self._draw_cross(painter)
        if self.hasFocus():
            draw_ring(painter, rect, colours, Radius.CONTROL)

    def _draw_cross(self, painter: QPainter) -> None:
        arm = self._cross().center()
        painter.setPen(QPen(QColor(self._theme.colours.ink_2), 1.25))
        for rise in (-1, 1):
            painter.drawLine(
                round(arm.x()) - 3, round(arm.y()) - 3 * rise,
                round(arm.x()) + 3, round(arm.y()) + 3 * rise,
            )  # fmt: skip

    def _cross(self) -> QRectF:
        return self._turned(QRectF(self.width() - 20, 4, 16, 16))

    def _turned(self, rect: QRectF) -> QRectF:
        if self.layoutDirection() == Qt.LayoutDirection.LeftToRight:
            return rect
        return QRectF(self.width() - rect.right(), rect.top(), rect.width(), rect.height())
