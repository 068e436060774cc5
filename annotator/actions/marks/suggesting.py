"""What is proposed: step to the next likely mention, take it or decline it, take all alike."""

from __future__ import annotations

from annotator.actions.action import Hands, Reason, action, need_article, own_article
from annotator.actions.marks.changing import (
    add_mark,
    in_the_way,
    label_name,
    new_mark,
    refusal,
    tell_marked,
)
from annotator.actions.marks.everywhere import Everywhere, write_everywhere
from annotator.actions.marks.sourcing import pass_over, take_source
from annotator.model.ids import new_id
from annotator.model.sentences import count, in_turn, say
from annotator.model.span import Origin, Span, Verdict
from annotator.model.words import briefly
from annotator.suggest.occurrences import SUGGESTER as OCCURRENCES
from annotator.suggest.proposal import Proposal
from annotator.workspace.workspace import Workspace

_TITLE = "Label every “{words}” as {label}"
_NONE_HERE = {
    1: "No likely mention is left after this place.",
    -1: "No likely mention is left before this place.",
}
_OTHERS = {1: "{others} before it.", -1: "{others} after it."}
"""By the step: how many likely mentions are on the other side."""


@action(
    "Next likely mention", "Mark", ".", "F2", icon="next", context="article", needs=own_article,
    starts_group=True,
)  # fmt: skip
def next_mention(hands: Hands) -> None:
    """Select the next words that look like a mention and are not labelled yet."""
    _step(hands.workspace, 1)


@action(
    "Previous likely mention", "Mark", ",", "Shift+F2", icon="previous", context="article",
    needs=own_article,
)  # fmt: skip
def previous_mention(hands: Hands) -> None:
    """Select the words before that look like a mention and are not labelled yet."""
    _step(hands.workspace, -1)


def _step(workspace: Workspace, step: int) -> None:
    _pick(workspace, workspace.proposals.next(step), step)


def _pick(workspace: Workspace, found: Proposal | None, step: int = 1) -> None:
    """Pick a proposal and ask what it is, or say that there is none left."""
    if found is None:
        workspace.tell_of_place(_none_left(workspace, step))
    else:
        workspace.proposals.pick(found)
        workspace.tell_of_place(_question(workspace, found))


def _question(workspace: Workspace, proposal: Proposal) -> str:
    """Ask whether the words are what they are expected to be."""
    words = briefly(_words(workspace, proposal))
    label = workspace.scheme.label_names.get(proposal.label or "")
    if label is None:
        return say("“{words}”", words=words)
    return say("{label}? “{words}”", label=label, words=words)


def _none_left(workspace: Workspace, step: int) -> str:
    """Say that no likely mention is left on this side, and how many are on the other."""
    number, is_all = workspace.proposals.left(-step)
    if not number:
        return _NONE_HERE[step] if not is_all else "No likely mention is left in this article."
    others = count(number, "is", "are") if is_all else say("{n} or more are", n=number)
    return in_turn(_NONE_HERE[step], say(_OTHERS[step], others=others))


def something_proposed(hands: Hands) -> Reason | None:
    """Need a proposal that is picked, some that are drawn, or one of who says a claim."""
    reason, proposals = own_article(hands), hands.workspace.proposals
    if reason is None and hands.workspace.attributing.current is not None:
        return None
    if reason is None and proposals.current is None and not proposals.ghosts:
        reason = "Nothing is proposed. Press . for the next likely mention."
    return reason


@action(
    "Accept the suggestion", "Mark", "Ctrl+J", icon="done", context="article", needs=own_article
)
def accept(hands: Hands) -> None:
    """Label the suggested words as proposed and go on to the next; first go to one.

    Of a chosen claim it takes who is proposed as its source.
    """
    workspace = hands.workspace
    attributed = workspace.attributing.current
    if attributed is not None:
        take_source(workspace, attributed)
        return
    current, is_ghost = workspace.proposals.current, _is_ghost(workspace)
    if current is None:
        _pick(workspace, workspace.proposals.next_ghost() or workspace.proposals.next(1))
    elif current.label is None:
        words = briefly(_words(workspace, current))
        workspace.tell_of_place(say("Press the key of a label for “{words}”.", words=words))
    else:
        made = _mark(workspace, current)
        if made is not None:
            _tell(workspace, made, _go_on(workspace, is_ghost=is_ghost))


def take(workspace: Workspace, proposal: Proposal) -> None:
    """Label words as proposed, and tell it. Raises Refused where it cannot be.

    The proposal must say which label.
    """
    made = _mark(workspace, proposal)
    if made is not None:
        _tell(workspace, made)


def _mark(workspace: Workspace, proposal: Proposal) -> Span | None:
    """Label words as proposed, and give the mark; None where it is not saved, which was told."""
    label, stretch = workspace.scheme.label(proposal.label or ""), (proposal.start, proposal.end)
    found = in_the_way(workspace, label.id, *stretch)
    if found:
        raise refusal(workspace.scheme, _words(workspace, proposal), found)
    origin: Origin = "propagated" if proposal.suggester == OCCURRENCES else "suggested"
    new = new_mark(workspace, label, stretch, origin, proposal.suggester)
    return new if add_mark(workspace, new, label) else None


def _tell(workspace: Workspace, made: Span, then: str = "") -> None:
    label = label_name(workspace.scheme, made)
    done = say("Marked “{words}” as {label}", words=briefly(made.quote), label=label)
    tell_marked(workspace, done, made, then=then)


@action(
    "Decline the suggestion", "Mark", "Ctrl+D", icon="close", context="article",
    needs=something_proposed,
)  # fmt: skip
def decline(hands: Hands) -> None:
    """Say that the suggested words are no such mention, and go on to the next.

    Of a chosen claim it proposes the next who may be its source.
    """
    workspace = hands.workspace
    if workspace.attributing.current is not None:
        pass_over(workspace)
        return
    current, is_ghost = workspace.proposals.current, _is_ghost(workspace)
    if current is None:
        _pick(workspace, workspace.proposals.next_ghost())
        return
    words, label = briefly(_words(workspace, current)), current.label or ""
    verdict = Verdict(
        new_id(), need_article(workspace).id, workspace.person.id, label, current.start,
        current.end, current.suggester, "rejected",
    )  # fmt: skip
    with workspace.step("Decline “{words}”", words=words) as store:
        store.put(verdict)
    done = say("“{words}” is not proposed again", words=words)
    workspace.tell(in_turn(done, _go_on(workspace, is_ghost=is_ghost)), deed="undo")


def _is_ghost(workspace: Workspace) -> bool:
    return workspace.proposals.current in workspace.proposals.ghosts


def _go_on(workspace: Workspace, *, is_ghost: bool) -> str:
    """Pick the next proposal of the same kind, and say which that is, or that there is none."""
    proposals = workspace.proposals
    found = proposals.next_ghost() if is_ghost else proposals.next(1)
    if found is None:
        return "That was the last one like it." if is_ghost else _none_left(workspace, 1)
    proposals.pick(found)
    return say("Next: {question}", question=_question(workspace, found))


def some_alike(hands: Hands) -> Reason | None:
    """Need the same words elsewhere that are not labelled yet."""
    reason = own_article(hands)
    if reason is None and not hands.workspace.proposals.ghosts:
        reason = "No other words in this article are like those that were labelled last."
    return reason


@action(
    "Label all alike", "Mark", "Ctrl+Shift+J", icon="done", context="article", needs=some_alike,
)  # fmt: skip
def accept_all(hands: Hands) -> None:
    """Label all the places where the same words stand, as one step."""
    workspace = hands.workspace
    ghosts = workspace.proposals.ghosts
    label, words = workspace.scheme.label(ghosts[0].label or ""), _words(workspace, ghosts[0])
    marks = [
        new_mark(workspace, label, (ghost.start, ghost.end), "propagated", OCCURRENCES)
        for ghost in ghosts
    ]
    told = say("Marked {n} more “{words}” as {label}", n=len(marks), words=briefly(words),
               label=label.name)  # fmt: skip
    write_everywhere(hands, Everywhere(_TITLE, label, words, marks),
                     lambda: workspace.tell(told, deed="undo"))  # fmt: skip


def _words(workspace: Workspace, proposal: Proposal) -> str:
    return need_article(workspace).text[proposal.start : proposal.end]
