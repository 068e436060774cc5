"""A sign in the status line with a number, there only while there is something to count."""

from __future__ import annotations

from PySide6.QtCore import QSize

from annotator.model.change import Changes
from annotator.model.sentences import count
from annotator.ui.icons import Icons
from annotator.ui.parts.buttons import PushButton
from annotator.ui.parts.words import tooltip
from annotator.workspace.workspace import Workspace

_SIGN = 14


class CountSign(PushButton):
    """A button with an icon and a number of something."""

    ONE, MANY = "", ""
    """What is counted, as "conflict" and "conflicts"."""

    def __init__(self, icons: Icons, workspace: Workspace, icon: str, help_: str) -> None:
        super().__init__("", "quiet")
        self._workspace = workspace
        icons.dress(self, icon)
        self.setIconSize(QSize(_SIGN, _SIGN))
        self.setToolTip(tooltip(help_))
        for signal in (workspace.opened, workspace.closed, workspace.busy_changed):
            signal.connect(self.refresh)
        workspace.changed.connect(self._on_changed)
        self.refresh()

    def counted(self) -> int:
        """Count. Only asked with a project open."""
        raise NotImplementedError

    def spoken(self, words: str) -> str:
        """Say what a screen reader says of the number with its noun."""
        return words

    def is_touched(self, changes: Changes) -> bool:  # noqa: ARG002 - for those who look
        """Say whether a step may have changed the number."""
        return True

    def _on_changed(self, changes: Changes) -> None:
        if self.is_touched(changes):
            self.refresh()

    def refresh(self) -> None:
        """Count again."""
        number = self.counted() if self._workspace.is_open else 0
        self.setVisible(bool(number))
        if number:
            words = count(number, self.ONE, self.MANY)
            self.show_name(words)
            self.setAccessibleName(self.spoken(words))
