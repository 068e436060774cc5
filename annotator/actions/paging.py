"""Turning to another page of the window: marking an article, its entities, or reviewing it."""

from __future__ import annotations

from annotator.actions.action import Hands, a_project, action


@action("Annotate", "Go", "Ctrl+1", icon="annotate", context="project", needs=a_project,
        is_on=lambda hands: hands.screen.page() == "annotate", starts_group=True)  # fmt: skip
def annotate_page(hands: Hands) -> None:
    """Mark the open article."""
    hands.screen.turn_to("annotate")


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
