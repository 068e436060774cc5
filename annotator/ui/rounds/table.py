"""How far each person of a round is: a line for each, with the number of articles in each state."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from annotator.model.article import Status
from annotator.model.sentences import say
from annotator.store.rounds import Share
from annotator.ui.parts.layouts import hairline
from annotator.ui.parts.words import ElidedLabel, label
from annotator.ui.theme import Space

STATES: Final[dict[Status, str]] = {
    "unread": "To do", "in_progress": "In progress", "done": "Done", "in_review": "In review",
    "settled": "Settled",
}  # fmt: skip
_END = Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter
_LEAST_NAME = 72


class ShareTable(QWidget):
    """Names at the start, numbers below each other; what is nothing stays faint."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(Space.M)
        self._grid.setVerticalSpacing(Space.XS)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnMinimumWidth(0, _LEAST_NAME)
        self.setLayout(self._grid)
        self.setAccessibleName("How far each person is")

    def show_shares(self, shares: Sequence[Share], names: Mapping[str, str]) -> None:
        """Show these shares, each under the name of its person, in the order of the names."""
        self._clear()
        for column, words in enumerate(STATES.values(), 1):
            self._put(label(words, "meta"), 0, column)
        lines = sorted((names.get(share.person, share.person), share.states) for share in shares)
        for row, (name, states) in enumerate(lines, 1):
            self._line(row, name, states, "")
        if len(lines) > 1:
            total: Counter[Status] = Counter()
            for _, states in lines:
                total.update(states)
            self._grid.addWidget(hairline(), len(lines) + 1, 0, 1, len(STATES) + 1)
            self._line(len(lines) + 2, "Together", total, "strong")

    def _line(self, row: int, name: str, states: Mapping[Status, int], role: str) -> None:
        shown = ElidedLabel(name, role)
        parts = (f"{states.get(state, 0):,} {words.lower()}" for state, words in STATES.items())
        shown.setAccessibleName(say("{name}: {states}", name=name, states=", ".join(parts)))
        self._grid.addWidget(shown, row, 0)
        for column, state in enumerate(STATES, 1):
            number = states.get(state, 0)
            self._put(label(f"{number:,}", role if number else "meta"), row, column)

    def _put(self, shown: QLabel, row: int, column: int) -> None:
        shown.setAlignment(_END)
        self._grid.addWidget(shown, row, column)

    def _clear(self) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
