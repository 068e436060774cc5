"""Adding to the gold layer what nobody marked, and taking out of it what nothing stands behind."""

from __future__ import annotations

from annotator.actions.action import need_article
from annotator.model.selection import trim
from annotator.model.sentences import Refused, say
from annotator.model.words import briefly
from annotator.store.review import loose
from annotator.workspace.workspace import Workspace


def add_words(workspace: Workspace, label: str) -> None:
    """Mark the words that are selected in the gold layer with the label of this id."""
    review, article = workspace.review, need_article(workspace)
    start, end = trim(article.text, *(review.words or (0, 0)), workspace.scheme.rules)
    if start >= end:
        raise Refused("Select some words first.")
    found = review.comparison
    span = workspace.through(lambda store: loose.add(store, article.id, label, (start, end), found))
    review.pick((start, start))
    name = review.telling.label(label)
    workspace.tell(
        say("Added “{words}” as {label}, which nobody had marked.",
            words=briefly(span.quote), label=name), deed="undo",
    )  # fmt: skip


def take_out(workspace: Workspace) -> None:
    """Take the gold mark at the caret out, which no mark of anybody stands behind."""
    one = workspace.review.loose_here
    if one is None:
        raise Refused("Choose a mark that stands in the gold layer only.")
    workspace.through(lambda store: loose.take_out(store, one.span))
    words = briefly(one.span.quote)
    workspace.tell(say("Took “{words}” out of the gold layer.", words=words), deed="undo")
