"""A pasted text, before it becomes an article: how it begins, and what it shall be called."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QTextEdit, QWidget

from annotator.model.sentences import count, say
from annotator.model.text import LONGEST_TITLE, title_of
from annotator.ui.dialogs.sheet import Sheet
from annotator.ui.parts.words import label
from annotator.ui.theme import type_font

_SHOWN = 20_000
"""Code points of the text that are shown: more would only keep one waiting."""
_WIDTH, _HEIGHT = 640, 280


class Pasted(Sheet):
    """Shows a text and asks for its title. The text itself is kept as it came."""

    def __init__(self, parent: QWidget | None, text: str) -> None:
        super().__init__(parent, "Paste an article")
        self.setMinimumWidth(_WIDTH)
        self._title = self.add_field("Title", QLineEdit(title_of(text)))
        self._title.setMaxLength(LONGEST_TITLE)
        self._title.setCursorPosition(0)
        self._title.selectAll()
        shown = QTextEdit()
        shown.setPlainText(text[:_SHOWN])
        shown.setProperty("role", "field")
        shown.setReadOnly(True)
        shown.setTabChangesFocus(True)
        shown.setFont(type_font("quote"))
        shown.setMinimumHeight(_HEIGHT)
        shown.setAccessibleName("The text")
        self.add(shown, 1)
        self.add(label(_how_much(text), "meta", wrap=True))
        self.add_foot("Add the article")
        self._title.setFocus()

    @property
    def title(self) -> str:
        """Give the title."""
        return self._title.text().strip()


def _how_much(text: str) -> str:
    words = say("{chars} in {words}. The text is kept just as it is.",
                chars=count(len(text), "character", "characters"),
                words=count(len(text.split()), "word", "words"))  # fmt: skip
    return f"{words} Its beginning is shown." if len(text) > _SHOWN else words
