"""Whose work is compared, and whether their names are seen."""

from __future__ import annotations

from annotator.actions.action import Hands, Reason, action
from annotator.actions.review.deciding import in_review
from annotator.model.sentences import count, say
from annotator.questions import Choice

_EVERYBODY = "everybody"


def somebody_to_compare(hands: Hands) -> Reason | None:
    """Need an article that somebody has marked."""
    reason = in_review(hands)
    if reason is None and not hands.workspace.review.people:
        reason = "Nobody has marked this article yet."
    return reason


@action("Who is compared…", "Review", icon="people", context="review", needs=somebody_to_compare,
        starts_group=True)  # fmt: skip
def choose_compared(hands: Hands) -> None:
    """Compare all who have finished the article, two of them, or check the work of one."""
    review = hands.workspace.review
    names = {id_: review.name_of(id_) for id_ in review.people}
    people = list(names)
    everybody = count(len(people), "person", "people")
    choices = [Choice(_EVERYBODY, say("Everybody ({who})", who=everybody))]
    choices += [
        Choice(f"{one} {other}", say("{one} and {other}", one=names[one], other=names[other]))
        for n, one in enumerate(people)
        for other in people[n + 1 :]
        if len(people) > 2
    ]
    choices += [Choice(id_, say("Only {name}", name=name)) for id_, name in names.items()]
    held = " ".join(review.persons)
    held = held if any(c.id == held for c in choices) else _EVERYBODY
    chosen = hands.questions.choose("Whose work is reviewed?", choices, chosen=held)
    if chosen is not None:
        review.compare_with(people if chosen == _EVERYBODY else chosen.split())


@action("Hide names", "Review", icon="hidden", context="review", needs=in_review,
        is_on=lambda hands: hands.workspace.review.hides_names)  # fmt: skip
def hide_names(hands: Hands) -> None:
    """Show letters instead of the names of people, or their names again."""
    review = hands.workspace.review
    review.hide_names(on=not review.hides_names)
