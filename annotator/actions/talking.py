"""Going through what is said: the comments of the article, and the next that is still open."""

from __future__ import annotations

from annotator.actions.action import Hands, Reason, a_project, action, an_article
from annotator.model.sentences import Refused, say
from annotator.model.words import briefly
from annotator.store.review.talked import Talked, articles_with_open, open_threads, talked
from annotator.workspace.workspace import Workspace

_NONE = "No comment is open."
_ONLY = "No other comment is open."
_NOT_HERE = "What this is about is not there any more. The comment stays."


def something_open(hands: Hands) -> Reason | None:
    """Need a comment about which something is left to do."""
    reason = a_project(hands)
    if reason is None and not open_threads(hands.workspace.reader):
        reason = _NONE
    return reason


@action("Comments…", "Article", "Ctrl+Shift+C", icon="noted", context="project", needs=an_article)
def comments(hands: Hands) -> None:
    """See all that is said of the open article, its marks and what was decided; answer, resolve."""
    hands.screen.show_comments()


@action("Next open comment", "Go", "Ctrl+Shift+N", icon="noted", context="project",
        needs=something_open)  # fmt: skip
def next_open_comment(hands: Hands) -> None:
    """Go to the next comment that is not resolved, in this article and then in the others."""
    workspace = hands.workspace
    store, before = workspace.need(), workspace.at_comment
    article = workspace.article
    here = _open(workspace, article.id) if article is not None else []
    ids = [one.thread.first.id for one in here]
    following = here[ids.index(before) + 1 :] if before in ids else here
    if not following:
        at = workspace.reader.item_of(article.id) if article is not None else None
        elsewhere = articles_with_open(store.read, at or 0)
        others = [_open(workspace, id_) for id_ in elsewhere]
        following = next(filter(None, others), [])
    if not following:
        raise Refused(_NONE)
    found = following[0]
    if found.thread.first.id == before:
        workspace.tell(_ONLY)
    workspace.at_comment = found.thread.first.id
    if article is None or found.thread.first.article != article.id:
        workspace.show(found.thread.first.article)
    _choose(hands, found)
    hands.screen.show_comments(found.thread.first.id)


def _open(workspace: Workspace, article: str) -> list[Talked]:
    return [one for one in talked(workspace.need(), article) if one.is_open]


def told(workspace: Workspace, one: Talked) -> str:
    """Say what a thread is about."""
    words = briefly(one.marks[0].quote) if one.marks else ""
    if one.about == "article":
        return "On the article"
    if not words:
        return "On something that is not there any more"
    if one.about == "decision":
        return say("On the difference at “{words}”", words=words)
    if one.about == "relation":
        return say("On a relation of “{words}”", words=words)
    label = one.marks[0].label
    label = workspace.scheme.label_names.get(workspace.scheme.label_ids.get(label, label), label)
    return say("On “{words}” as {label}", words=words, label=label)


def show_talked(hands: Hands, one: Talked) -> None:
    """Show what a thread is about. Raises Refused where that is not there any more."""
    if one.about != "article" and not one.marks and one.about != "decision":
        raise Refused(_NOT_HERE)
    hands.workspace.at_comment = one.thread.first.id
    if one.about == "decision" and hands.screen.page() != "review":
        hands.screen.turn_to("review")
    _choose(hands, one)


def _choose(hands: Hands, one: Talked) -> None:
    """Choose the difference or the mark that a thread is about, as far as the page shows it."""
    workspace, of = hands.workspace, one.thread.first.of
    if hands.screen.page() == "review":
        about = {of, *(mark.id for mark in one.marks)}
        cases = workspace.review.all_cases
        case = next((c for c in cases if any(c.tells_of(id_ or "") for id_ in about)), None)
        if case is not None:
            workspace.review.show_group("all")
            workspace.review.choose(case)
    elif one.marks:
        mark, article = one.marks[0], workspace.article
        whose = mark.person or workspace.person.id
        if article is not None and article.whose != whose:
            workspace.show(article.id, whose=whose)
        if mark.layer == "work" and workspace.shows(mark):
            workspace.choose(mark)
        else:
            workspace.pick(mark.start, mark.end)
    else:
        workspace.choose(None)
