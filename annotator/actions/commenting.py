"""Saying something of a mark, of a difference or of the article, answering, and being done."""

from __future__ import annotations

from annotator.actions.action import Hands, Reason, action, an_article, can_write, need_article
from annotator.model.decision import Comment
from annotator.model.sentences import say
from annotator.model.words import briefly
from annotator.store.review import talking
from annotator.workspace.workspace import Workspace


def writable_article(hands: Hands) -> Reason | None:
    """Need an open article in a project that can be changed."""
    return an_article(hands) or can_write(hands)


@action("Comment…", "Article", "Ctrl+Alt+M", icon="noted", context="article",
        needs=writable_article)  # fmt: skip
def comment(hands: Hands) -> None:
    """Say something of the chosen mark, or of the article where none is chosen."""
    workspace = hands.workspace
    chosen = workspace.chosen
    asked = "Comment on this article"
    if chosen is not None:
        asked = say("Comment on “{what}”", what=briefly(chosen.quote))
    words = hands.questions.text(asked, lines="many")
    if words is not None and words.strip():
        say_of(workspace, chosen.id if chosen is not None else None, words)


def say_of(
    workspace: Workspace, of: str | None, words: str, article: str | None = None
) -> None:  # fmt: skip
    """Say something of a mark, a relation or a decision, or with None of the article itself.

    It is the open article, unless another one is given.
    """
    where = article or need_article(workspace).id
    workspace.through(lambda store: talking.comment(store, where, of, words))
    workspace.tell("Your comment is kept.", deed="undo")


def answer(workspace: Workspace, to: Comment, words: str) -> None:
    """Answer a comment."""
    workspace.through(lambda store: talking.answer(store, to, words))
    workspace.tell("Your answer is kept.", deed="undo")


def resolve(workspace: Workspace, first: Comment, *, done: bool) -> None:
    """Say that nothing is left to do about a thread, or that there is."""
    workspace.through(lambda store: talking.resolve(store, first, done=done))
    workspace.tell("It is resolved." if done else "It is taken up again.", deed="undo")
