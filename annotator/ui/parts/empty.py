"""What a list shows while it is empty: what would be here, and how to put it here."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QWidget

from annotator.ui.icons import Icons
from annotator.ui.parts.buttons import PushButton, button
from annotator.ui.parts.drawing import ink_of, own_direction
from annotator.ui.parts.layouts import across, down
from annotator.ui.parts.pictures import Picture
from annotator.ui.parts.words import even_width, key_hint
from annotator.ui.theme import Space

_SIGN = 24


class _Lines(QLabel):
    """Words in the middle, in lines of about one length: no word is left alone in the last."""

    def __init__(self, role: str) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setWordWrap(True)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Draw the words in the room that their lines need."""
        painter = QPainter(self)
        painter.setPen(ink_of(self))
        room = QRectF(self.contentsRect())
        wide = even_width(self.text(), QFontMetricsF(self.font()), room.width())
        free = (room.width() - wide) / 2
        flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
        painter.setLayoutDirection(own_direction(self.text()))  # or a full stop would come first
        painter.drawText(room.adjusted(free, 0, -free, 0), flags, self.text())


class EmptyList(QWidget):
    """A sign, what would be here, how to put it here, and one button with its key."""

    asked = Signal()
    """The button was pressed."""

    def __init__(
        self, icons: Icons, picture: str, words: str, remark: str, deed: str = "", keys: str = ""
    ) -> None:
        super().__init__()
        self._words, self._remark = _Lines("strong"), _Lines("meta")
        sign = across(None, Picture(icons, picture, _SIGN, "ink_3"), None)
        column = down(sign, Space.XS, self._words, self._remark, gap=Space.XS)
        self.deed: PushButton | None = None
        if deed:
            self.deed = button(deed, "link")
            self.deed.clicked.connect(self.asked)
            hints = [key_hint(keys)] if keys else []
            column.addLayout(across(None, self.deed, *hints, None, gap=Space.XS))
        self.setLayout(column)
        self.say(words, remark)

    def say(self, words: str, remark: str) -> None:
        """Say something else of what would be here."""
        self._words.setText(words)
        self._remark.setText(remark)
        self._remark.setVisible(bool(remark))

    @property
    def words(self) -> str:
        """Give all that it says."""
        return f"{self._words.text()} {self._remark.text()}".strip()
