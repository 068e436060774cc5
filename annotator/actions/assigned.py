"""One's own part in rounds: the articles that they give one, and what blind ones hide."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.actions.action import Hands, Reason, a_project, action
from annotator.model.past.was import listed
from annotator.model.sentences import say
from annotator.store.rounds import rounds_giving, rounds_hiding

if TYPE_CHECKING:
    from annotator.model.round import Round
    from annotator.workspace.workspace import Workspace

# --- one's own articles ---------------------------------------------------------------------------


def given_articles(hands: Hands) -> Reason | None:
    """Need an open round that gives one something, or a list that shows no more than that."""
    reason = a_project(hands)
    if reason is None and not hands.screen.lists_mine() and not _own_rounds(hands.workspace):
        reason = "No open round gives you an article."
    return reason


@action("My articles", "Go", "Ctrl+Shift+L", icon="person", context="project",
        needs=given_articles, is_on=lambda hands: hands.screen.lists_mine())  # fmt: skip
def my_articles(hands: Hands) -> None:
    """List only the articles that open rounds give you and that are not done, or all again."""
    hands.screen.toggle_mine()
    if not hands.screen.lists_mine():
        hands.workspace.tell("All articles are listed again.")
        return
    names = listed([one.name for one in _own_rounds(hands.workspace)])
    hands.workspace.tell(say("Only what is yours to read in {rounds} is listed.", rounds=names))


def all_of_mine_done(workspace: Workspace, number: int) -> str:
    """Say that all of so many articles are done which open rounds give one."""
    found = _own_rounds(workspace)
    kind = "round" if len(found) == 1 else "rounds"
    template = "All {n} articles of your {kind} {names} are done."
    if number == 1:
        template = "The only article of your {kind} {names} is done."
    return say(template, n=number, kind=kind, names=listed([one.name for one in found]))


def _own_rounds(workspace: Workspace) -> list[Round]:
    return rounds_giving(workspace.reader, workspace.person.id)


# --- what is hidden -------------------------------------------------------------------------------


def blind_words(workspace: Workspace) -> str:
    """Say which blind rounds hide what others did in the open article; "" where none does."""
    article = workspace.article
    if article is None or not workspace.is_blind(article.id):
        return ""
    found = rounds_hiding(workspace.reader, workspace.person.id, article.id)
    names = listed([one.name for one in found])
    if len(found) > 1:
        return say(
            "Blind rounds {names}: what others mark is shown once all who read it in these rounds "
            "are done, or the rounds are closed.", names=names,
        )  # fmt: skip
    return say(
        "Blind round {name}: what others mark is shown once all who read it are done, or the round "
        "is closed.", name=names,
    )  # fmt: skip
