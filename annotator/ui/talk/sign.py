"""The sign in the status line that says how many comments are open."""

from __future__ import annotations

from annotator.model.change import Changes
from annotator.model.sentences import say
from annotator.store.review.talked import open_threads
from annotator.ui.icons import Icons
from annotator.ui.parts.count_sign import CountSign
from annotator.workspace.workspace import Workspace

_HELP = "Comments about which something is left to do. Go to the next of them."


class TalkSign(CountSign):
    """A button with a sign and a number. It is there only while a comment is open."""

    ONE, MANY = "comment", "comments"

    def __init__(self, icons: Icons, workspace: Workspace) -> None:
        super().__init__(icons, workspace, "noted", _HELP)

    def counted(self) -> int:
        """Count the open threads of the project."""
        return open_threads(self._workspace.reader)

    def is_touched(self, changes: Changes) -> bool:
        """Look at comments, at articles that go, and at rounds, which may hide some."""
        return changes.touch("comment", "article", "round", "assignment", "reading")

    def spoken(self, words: str) -> str:
        """Say that they are open."""
        return say("{comments} open", comments=words)
