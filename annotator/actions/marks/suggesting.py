"""What is proposed: step to the next likely mention, take it or decline it, take all alike."""

from __future__ import annotations

from annotator.actions.action import Hands, Reason, action, need_article, own_article
from annotator.actions.marks.changing import in_the_way, new_mark, refusal, tell_marked
from annotator.actions.marks.everywhere import Everywhere, write_everywhere
from annotator.model.ids import new_id
from annotator.model.sentences import say
from annotator.model.span import Origin, Verdict
from annotator.model.words import briefly
from annotator.suggest.occurrences import SUGGESTER as OCCURRENCES
from annotator.suggest.proposal import Proposal
from annotator.workspace.workspace import Workspace

_TITLE = "Label every “{words}” as {label}"


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
    found = workspace.proposals.next(step)
    if found is None:
        workspace.tell("No likely mention follows." if step > 0 else "No likely mention precedes.")
    else:
        _pick(workspace, found)


def _pick(workspace: Workspace, proposal: Proposal) -> None:
    workspace.proposals.pick(proposal)
    words = briefly(_words(workspace, proposal))
    label = workspace.scheme.label_names.get(proposal.label or "")
    if label is None:
        workspace.tell(say("“{words}”", words=words))
    else:
        workspace.tell(say("{label}? “{words}”", label=label, words=words))


def something_proposed(hands: Hands) -> Reason | None:
    """Need a proposal that is picked, or some that are drawn."""
    reason, proposals = own_article(hands), hands.workspace.proposals
    if reason is None and proposals.current is None and not proposals.ghosts:
        reason = "Nothing is proposed. Press . for the next likely mention."
    return reason


@action(
    "Accept the suggestion", "Mark", "Ctrl+J", icon="done", context="article",
    needs=something_proposed,
)  # fmt: skip
def accept(hands: Hands) -> None:
    """Label the suggested words as proposed and go on to the next; first go to one."""
    workspace = hands.workspace
    current, is_ghost = workspace.proposals.current, _is_ghost(workspace)
    if current is None:
        _go_on(workspace, is_ghost=True)
    elif current.label is None:
        words = briefly(_words(workspace, current))
        workspace.tell(say("Press the key of a label for “{words}”.", words=words))
    elif take(workspace, current):
        _go_on(workspace, is_ghost=is_ghost)


def take(workspace: Workspace, proposal: Proposal) -> bool:
    """Label words as proposed. False where they are not saved; raises Refused where it cannot be.

    The proposal must say which label.
    """
    label, stretch = workspace.scheme.label(proposal.label or ""), (proposal.start, proposal.end)
    found = in_the_way(workspace, label.id, *stretch)
    if found:
        raise refusal(workspace.scheme, _words(workspace, proposal), found)
    origin: Origin = "propagated" if proposal.suggester == OCCURRENCES else "suggested"
    new = new_mark(workspace, label, stretch, origin, proposal.suggester)
    if not workspace.add_marks([new], "Label as {label}", choose=new.id, label=label.name):
        return False
    done = say("Marked “{words}” as {label}", words=briefly(new.quote), label=label.name)
    tell_marked(workspace, done, new)
    return True


@action(
    "Decline the suggestion", "Mark", "Ctrl+D", icon="close", context="article",
    needs=something_proposed,
)  # fmt: skip
def decline(hands: Hands) -> None:
    """Say that the suggested words are no such mention, and go on to the next."""
    workspace = hands.workspace
    current, is_ghost = workspace.proposals.current, _is_ghost(workspace)
    if current is None:
        _go_on(workspace, is_ghost=True)
        return
    words, label = briefly(_words(workspace, current)), current.label or ""
    verdict = Verdict(
        new_id(), need_article(workspace).id, workspace.person.id, label, current.start,
        current.end, current.suggester, "rejected",
    )  # fmt: skip
    with workspace.step("Decline “{words}”", words=words) as store:
        store.put(verdict)
    workspace.tell(say("“{words}” is not proposed again", words=words), deed="undo")
    _go_on(workspace, is_ghost=is_ghost)


def _is_ghost(workspace: Workspace) -> bool:
    return workspace.proposals.current in workspace.proposals.ghosts


def _go_on(workspace: Workspace, *, is_ghost: bool) -> None:
    """Pick the next proposal of the same kind; what was told last stays where there is none."""
    proposals = workspace.proposals
    found = proposals.next_ghost() if is_ghost else proposals.next(1)
    if found is not None:
        proposals.pick(found)


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
