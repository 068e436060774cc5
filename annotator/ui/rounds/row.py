"""One round in the list of rounds: its name, how far it is, and what kind of round it is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent

from annotator.model.round import Round
from annotator.model.sentences import say
from annotator.store.rounds import Share
from annotator.ui.parts.buttons import Row
from annotator.ui.parts.layouts import across, down
from annotator.ui.parts.words import ElidedLabel, label
from annotator.ui.theme import Space, Theme

HEIGHT = 48


class RoundRow(Row):
    """Chosen by a click, or as the arrows bring the keyboard to it."""

    reached = Signal()
    """The keyboard came here."""

    def __init__(self, theme: Theme, round_: Round, shares: Sequence[Share] | None) -> None:
        self.round = round_
        far = say("being counted…")
        if shares is not None:
            done, number = sum(one.done for one in shares), sum(one.articles for one in shares)
            far = say("{done} of {number} done", done=done, number=number)
        head = across(ElidedLabel(round_.name, "strong"), label(far, "small"))
        kind = _kind(round_)
        column = down(head, ElidedLabel(kind, "meta"), gap=0, margins=(Space.S, 4, Space.S, 4))
        super().__init__(theme, f"{round_.name}, {far}, {kind}", column, HEIGHT)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell that the keyboard came."""
        super().focusInEvent(event)
        self.reached.emit()


def _kind(round_: Round) -> str:
    people = len(round_.persons)
    who = say("each article read by {each} of {people}", each=round_.each or people, people=people)
    if not round_.each or round_.each == people:
        who = say("each article read by all {people}", people=people)
    state = "closed" if round_.is_closed else "open"
    return say("{state} · {sight} · {who}", state=state.capitalize(), who=who,
               sight="blind" if round_.is_blind else "not blind")  # fmt: skip
