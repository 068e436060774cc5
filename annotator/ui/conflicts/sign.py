"""The sign in the status line that says how much waits to be settled."""

from __future__ import annotations

from annotator.actions.settling import conflicts_waiting
from annotator.model.sentences import say
from annotator.ui.icons import Icons
from annotator.ui.parts.count_sign import CountSign
from annotator.workspace.workspace import Workspace

_HELP = "Colleagues say different things of one thing. See both values and settle which holds."


class WaitingSign(CountSign):
    """A button with a sign and a number. It is there only while something waits."""

    ONE, MANY = "conflict", "conflicts"

    def __init__(self, icons: Icons, workspace: Workspace) -> None:
        super().__init__(icons, workspace, "conflict", _HELP)

    def counted(self) -> int:
        """Count what waits."""
        return conflicts_waiting(self._workspace)

    def spoken(self, words: str) -> str:
        """Say what is to be done about them."""
        return say("{conflicts} to be settled", conflicts=words)
