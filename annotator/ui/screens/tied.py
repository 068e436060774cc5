"""What is drawn in the article around the chosen mark: its ties, and what it could be tied to."""

from __future__ import annotations

from annotator.model.relating import CUE, SAID_BY
from annotator.ui.article.marks import Tie
from annotator.workspace.workspace import Workspace


def ties_to_draw(workspace: Workspace) -> list[Tie]:
    """List the words that are ringed or underlined for the chosen mark."""
    if workspace.relating.is_under_way:
        return _ends(workspace)
    return [*_said(workspace), *_proposed(workspace)]


def _ends(workspace: Workspace) -> list[Tie]:
    """Ring what can be chosen, with its number, and what is looked at."""
    relating = workspace.relating
    pointed = relating.pointed
    found = [
        Tie(end.start, end.end, str(number), "end")
        for number, end in enumerate(relating.numbered, 1)
        if pointed is None or end.id != pointed.id
    ]
    if pointed is not None:
        ids = [end.id for end in relating.numbered]
        number = str(ids.index(pointed.id) + 1) if pointed.id in ids else ""
        found.append(Tie(pointed.start, pointed.end, number, "pointed"))
    return found


def _said(workspace: Workspace) -> list[Tie]:
    article, chosen = workspace.article, workspace.chosen
    ties: list[Tie] = []
    if article is not None and chosen is not None:
        for relation in article.relations:
            tail = article.span(relation.tail)
            if relation.head == chosen.id and tail is not None:
                if relation.type == SAID_BY:
                    ties.append(Tie(tail.start, tail.end, "said by", "source"))
                elif relation.type == CUE:
                    ties.append(Tie(tail.start, tail.end, "cue", "cue"))
    return ties


def _proposed(workspace: Workspace) -> list[Tie]:
    proposed = workspace.attributing.current
    if proposed is None:
        return []
    actors = proposed.source.actors
    ties = [Tie(actor.start, actor.end, "said by?", "source?") for actor in actors]
    cue = proposed.cue
    return ties if cue is None else [*ties, Tie(cue.start, cue.end, "cue?", "cue?")]
