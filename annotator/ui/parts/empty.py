"""What a list shows while it is empty: what would be here, and how to put it here."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from annotator.ui.icons import Icons
from annotator.ui.parts.buttons import PushButton, button
from annotator.ui.parts.layouts import across, down
from annotator.ui.parts.pictures import Picture
from annotator.ui.parts.words import key_hint, label
from annotator.ui.theme import Space

_SIGN = 24


class EmptyList(QWidget):
    """A sign, what would be here, how to put it here, and one button with its key."""

    asked = Signal()
    """The button was pressed."""

    def __init__(
        self, icons: Icons, picture: str, words: str, remark: str, deed: str = "", keys: str = ""
    ) -> None:
        super().__init__()
        self._words, self._remark = label("", "strong", wrap=True), label("", "meta", wrap=True)
        lines = [self._words, self._remark]
        for line in lines:
            line.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        sign = across(None, Picture(icons, picture, _SIGN, "ink_3"), None)
        column = down(sign, Space.XS, *lines, gap=Space.XS)
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
