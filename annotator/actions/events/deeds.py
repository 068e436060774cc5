"""The deeds of the table that open event cards."""

from __future__ import annotations

from annotator.actions.action import Hands, Reason, a_project, action, own_article
from annotator.actions.events.telling import words_at_hand


def some_words(hands: Hands) -> Reason | None:
    """Need a chosen mark, or selected words."""
    reason = own_article(hands)
    if reason is None and not words_at_hand(hands.workspace):
        reason = "Choose a mark or select the words that tell of the event first."
    return reason


@action("Event of these words…", "Mark", "Ctrl+Shift+E", icon="event", context="project",
        needs=some_words)  # fmt: skip
def event_of_words(hands: Hands) -> None:
    """Say of which event the chosen mark or the selected words tell, or make a card for it."""
    hands.screen.show_events(of_words=True)


@action("Events…", "Go", "Ctrl+Shift+H", icon="event", context="project", needs=a_project)
def events(hands: Hands) -> None:
    """See the event cards of the article and of the project, to change them or make one."""
    hands.screen.show_events(of_words=False)
