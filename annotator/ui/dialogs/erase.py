"""Whether an article shall go for good: what goes, what stays, and a box to tick first."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QWidget

from annotator.model.sentences import say
from annotator.ui.dialogs.sheet import Sheet
from annotator.ui.parts.layouts import down
from annotator.ui.parts.words import label
from annotator.ui.theme import Space

_NO_WAY_BACK = (
    "Nothing brings it back: not Undo, and not an import of the same text. A colleague who brings "
    "in your work loses it too."
)
_STAYS = (
    "Entities and events stay. Backups and other files that hold a copy are left as they are, and "
    "named afterwards."
)


class EraseArticle(Sheet):
    """Asks whether an article shall go for good. It goes only once the box is ticked."""

    def __init__(self, parent: QWidget | None, title: str, what_goes: str) -> None:
        super().__init__(parent, say("Erase “{title}” for good?", title=title))
        sentences = (what_goes, _NO_WAY_BACK, _STAYS)
        self.setAccessibleDescription(" ".join(sentences))
        self.add(down(*(label(words, wrap=True) for words in sentences), gap=Space.S))
        self._is_sure = QCheckBox("I know that nothing brings it back")
        self.add(self._is_sure)
        self.add_foot("Erase for good").setEnabled(False)
        self._is_sure.toggled.connect(self.answer.setEnabled)
        self._is_sure.setFocus()
