"""What a reviewer changed of one's own work: looking at it, and answering."""

from __future__ import annotations

from annotator.actions.action import Hands, Reason, action, own_article
from annotator.model.sentences import say
from annotator.store.review.corrections import Correction, corrections
from annotator.store.reviewed import decisions
from annotator.workspace.workspace import Workspace


def my_corrections(workspace: Workspace) -> list[Correction]:
    """List what a reviewer changed of one's own marks in the open article."""
    article, store = workspace.article, workspace.store
    if article is None or store is None or workspace.busy is not None:
        return []
    if not workspace.is_mine or not decisions(store.read, article.id):
        return []
    return corrections(store, article.id, workspace.person.id)


def something_corrected(hands: Hands) -> Reason | None:
    """Need an article in which a reviewer changed something of one's own."""
    reason = own_article(hands)
    if reason is None and not my_corrections(hands.workspace):
        reason = "No reviewer has changed your marks in this article."
    return reason


@action("What a reviewer changed…", "Article", icon="review", context="article",
        needs=something_corrected)  # fmt: skip
def show_corrections(hands: Hands) -> None:
    """See what a reviewer decided otherwise than you, why, and answer it."""
    hands.screen.show_corrections()


def told(correction: Correction) -> str:
    """Say what became of one's marks."""
    mine = ", ".join(
        dict.fromkeys(getattr(mark, "quote", "a relation") for mark in correction.mine)
    )
    gold = ", ".join(dict.fromkeys(span.quote for span in correction.gold))
    if correction.what == "rejected":
        return say("“{mine}”: nothing is marked here", mine=mine)
    if correction.what == "added":
        return say("“{gold}” was added", gold=gold or "a relation")
    if not correction.gold:
        return "A relation was decided otherwise"
    if mine == gold:
        label = correction.gold[0].label
        return say("“{mine}” is {label}, or says something else", mine=mine, label=label)
    return say("“{mine}” became “{gold}”", mine=mine, gold=gold)
