"""Where two reviewers decided differently: what each decided, when and why; a digit takes one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from annotator.model.review.comparison import Case
from annotator.model.sentences import say
from annotator.store.conflicts import Standing
from annotator.store.review.twice import Twice
from annotator.ui.commands import Commands
from annotator.ui.conflicts.value import MOST_KEYS, ValueRow
from annotator.ui.parts.layouts import down
from annotator.ui.parts.words import label
from annotator.ui.theme import Space, Theme
from annotator.workspace.review import Review
from annotator.workspace.workspace import Workspace

_WORDS = "Two reviewers decided differently. Take one of their decisions, or decide anew below."


class DecidedTwice(QWidget):
    """There only where it is so."""

    def __init__(self, theme: Theme, workspace: Workspace, commands: Commands) -> None:
        super().__init__()
        self._theme, self._workspace, self._commands = theme, workspace, commands
        self._twice: Twice | None = None
        self._hid = False
        self.rows: list[ValueRow] = []
        self._column = down(gap=Space.S)
        words = label(_WORDS, "caution", wrap=True)
        words.setContentsMargins(Space.S, 0, Space.S, 0)
        margins = (Space.M, 0, Space.M, Space.S)
        self.setLayout(down(words, self._column, gap=Space.S, margins=margins))
        self.setAccessibleName("Two reviewers decided differently")
        self.hide()

    def show_twice(self, twice: Twice | None) -> None:
        """Show what stands against what; None hides it."""
        review = self._workspace.review
        self.setVisible(twice is not None)
        if twice == self._twice and self._hid == review.hides_names:
            return
        self._twice, self._hid = twice, review.hides_names
        for row in self.rows:
            row.hide()
            row.deleteLater()
        self.rows = []
        case = review.case
        if twice is None or case is None:
            return
        for number, standing in enumerate(twice.conflict.values[:MOST_KEYS], 1):
            row = ValueRow(self._theme, number, told(review, case, standing), says_before=False)
            row.clicked.connect(lambda _=False, id_=f"take_{number}": self._commands.do(id_))
            self.rows.append(row)
            self._column.addWidget(row)


def told(review: Review, case: Case, standing: Standing) -> Standing:
    """Word a decision without the name of whom it follows, while names are hidden."""
    value = standing.value
    if not review.hides_names or not isinstance(value, Mapping):
        return standing
    took = value.get("took")
    ids = {f"{one}" for one in took} if isinstance(took, list) else set()
    said = [
        review.telling.version(case, version)
        for version in case.versions
        if not ids.isdisjoint(version.ids)
    ]
    words = ", ".join(said) or standing.words
    reason = value.get("reason")
    if said and reason:
        words = say("{words}, since: {reason}", words=words, reason=f"{reason}")
    return replace(standing, words=words)
