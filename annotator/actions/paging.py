"""Turning to another page of the window: marking an article, or what comes of all the marks."""

from __future__ import annotations

from annotator.actions.action import Hands, a_project, action


@action("Annotate", "Go", "Ctrl+1", icon="annotate", context="project", needs=a_project,
        is_on=lambda hands: hands.screen.page() == "annotate", starts_group=True)  # fmt: skip
def annotate_page(hands: Hands) -> None:
    """Mark the open article."""
    hands.screen.turn_to("annotate")


@action("Claims", "Go", "Ctrl+2", icon="claims", context="project", needs=a_project,
        is_on=lambda hands: hands.screen.page() == "claims")  # fmt: skip
def claims_page(hands: Hands) -> None:
    """See who claims what about each event, and where the sources agree or differ."""
    hands.screen.turn_to("claims")


@action("Entities", "Go", "Ctrl+3", icon="entities", context="project", needs=a_project,
        is_on=lambda hands: hands.screen.page() == "entities")  # fmt: skip
def entities_page(hands: Hands) -> None:
    """See who and what is named in the project, where, and by which names."""
    hands.screen.turn_to("entities")


@action("Review", "Go", "Ctrl+4", icon="review", context="project", needs=a_project,
        is_on=lambda hands: hands.screen.page() == "review")  # fmt: skip
def review_page(hands: Hands) -> None:
    """Compare what several people marked in the open article, and decide where they differ."""
    hands.screen.turn_to("review")


@action("Agreement", "Go", "Ctrl+5", icon="agreement", context="project", needs=a_project,
        is_on=lambda hands: hands.screen.page() == "agreement")  # fmt: skip
def agreement_page(hands: Hands) -> None:
    """See how far people agree, where they differ, and what to discuss first."""
    hands.screen.turn_to("agreement")
