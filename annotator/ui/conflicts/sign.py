"""The sign in the status line that says how much waits to be settled."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt

from annotator.actions.settling import conflicts_waiting
from annotator.model.sentences import count, say
from annotator.ui.icons import Icons
from annotator.ui.parts.buttons import PushButton
from annotator.ui.parts.words import tooltip
from annotator.workspace.workspace import Workspace

_SIGN = 14
_ISOLATED = "\u2066{}\u2069"
"""Or the number would stand behind its noun in a window from right to left."""
_HELP = "Colleagues say different things of one thing. See both values and settle which holds."


class WaitingSign(PushButton):
    """A button with a sign and a number. It is there only while something waits."""

    def __init__(self, icons: Icons, workspace: Workspace) -> None:
        super().__init__("", "quiet")
        self._workspace = workspace
        icons.dress(self, "conflict")
        self.setIconSize(QSize(_SIGN, _SIGN))
        self.setToolTip(tooltip(_HELP))
        for signal in (workspace.opened, workspace.closed, workspace.changed,
                       workspace.busy_changed):  # fmt: skip
            signal.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Count again."""
        number = conflicts_waiting(self._workspace) if self._workspace.is_open else 0
        self.setVisible(bool(number))
        if number:
            words = count(number, "conflict", "conflicts")
            mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
            self.show_name(_ISOLATED.format(words) if mirrored else words)
            self.setAccessibleName(say("{conflicts} to be settled", conflicts=words))
