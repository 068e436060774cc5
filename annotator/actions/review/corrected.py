"""What a reviewer changed of one's own work: looking at it, and answering."""

from __future__ import annotations

from collections.abc import Iterable

from annotator.actions.action import Hands, Reason, action, own_article
from annotator.model.sentences import say
from annotator.model.span import Relation, Span
from annotator.store.review.corrections import Correction, corrections
from annotator.store.reviewed import decisions
from annotator.workspace.versions import Telling
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


def telling(workspace: Workspace) -> Telling:
    """Give what is needed to put the corrections of the open article into words."""
    article = workspace.article
    spans = workspace.reader.spans(article.id) if article is not None else []
    return Telling(workspace.scheme, {span.id: span for span in spans})


def told(correction: Correction, telling: Telling) -> str:
    """Say what became of one's marks."""
    if correction.case.is_tie:
        return _of_relation(correction, telling)
    mine = _quotes(correction.mine)
    gold = _quotes(correction.gold)
    if correction.what == "rejected":
        return say("“{mine}”: nothing is marked here", mine=mine)
    if correction.what == "added":
        return say("“{gold}” was added", gold=gold)
    if mine != gold:
        return say("“{mine}” became “{gold}”", mine=mine, gold=gold)
    before, now = (_labels(marks, telling) for marks in (correction.mine, correction.gold))
    if before != now:
        return say("“{mine}” is {now}, not {before}", mine=mine, now=now, before=before)
    return say("“{mine}” says something else", mine=mine)


def _of_relation(correction: Correction, telling: Telling) -> str:
    """Name the relation by its type and ends; of an added one those of whoever had it."""
    took = set(correction.decision.took)
    made = [mark for mark in correction.case.marks if mark.id in took] or correction.case.marks
    name = telling.relation((correction.mine or made)[0])
    if correction.what == "rejected":
        return say("{relation}: taken out", relation=name)
    if correction.what == "added":
        return say("{relation}: added", relation=name)
    now = telling.relation(made[0])
    if now == name:
        return say("{relation}: decided otherwise", relation=name)
    return say("{relation}, not {before}", relation=now, before=name)


def _quotes(marks: Iterable[Span | Relation]) -> str:
    return ", ".join(dict.fromkeys(mark.quote for mark in marks if isinstance(mark, Span)))


def _labels(marks: Iterable[Span | Relation], telling: Telling) -> str:
    names = (telling.label(mark.label) for mark in marks if isinstance(mark, Span))
    return ", ".join(dict.fromkeys(names))
