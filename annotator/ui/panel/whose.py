"""Says that a colleague's marks are shown, and leads back; or that a blind round hides them."""

from __future__ import annotations

from PySide6.QtWidgets import QSizePolicy, QWidget

from annotator.actions.assigned import blind_words
from annotator.model.change import Changes
from annotator.model.sentences import say
from annotator.model.words import briefly
from annotator.ui.icons import Icons
from annotator.ui.panel.deeds import Do
from annotator.ui.parts.buttons import button
from annotator.ui.parts.layouts import across
from annotator.ui.parts.pictures import Picture
from annotator.ui.parts.words import label
from annotator.ui.theme import Space
from annotator.workspace.workspace import Workspace

_LONGEST_NAME = 32


class Whose(QWidget):
    """A line above the labels, there while others' marks are on screen, or hidden by a round."""

    def __init__(self, icons: Icons, workspace: Workspace, do: Do) -> None:
        super().__init__()
        self._workspace = workspace
        self._words = label("", "small", wrap=True)
        self.back = button("Show mine", "link")
        self.back.clicked.connect(lambda: do("show_mine"))
        self._words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._signs = Picture(icons, "people", 16), Picture(icons, "hidden", 16)
        margins = (20, Space.S, Space.M, 0)
        self.setLayout(across(*self._signs, self._words, self.back, gap=Space.S, margins=margins))
        for signal in (workspace.opened, workspace.closed, workspace.moved):
            signal.connect(self._show)
        workspace.changed.connect(self._on_changed)
        self._show()

    @property
    def words(self) -> str:
        """Give what it says, nothing while one's own marks are shown."""
        return "" if self.isHidden() else self._words.text()

    def _on_changed(self, changes: Changes) -> None:
        if changes.touch("round", "assignment", "reading"):
            self._show()

    def _show(self) -> None:
        workspace = self._workspace
        is_anothers = workspace.article is not None and not workspace.is_mine
        words = blind_words(workspace)
        if is_anothers:
            name = briefly(workspace.whose_name(), _LONGEST_NAME)
            words = say("You see the marks of {name}.", name=name)
        self._words.setText(words)
        self.back.setVisible(is_anothers)
        for sign, is_due in zip(self._signs, (is_anothers, not is_anothers), strict=True):
            sign.setVisible(is_due)
        self.setVisible(bool(words))
