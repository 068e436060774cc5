"""Rounds as the one who works here meets them: what a blind one hides, and until when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.model.sentences import say
from annotator.store.rounds import open_rounds

if TYPE_CHECKING:
    from annotator.workspace.workspace import Workspace


def blind_words(workspace: Workspace) -> str:
    """Say which blind round hides what others did in the open article; "" where none does."""
    article = workspace.article
    if article is None or not workspace.is_blind(article.id):
        return ""
    found = open_rounds(workspace.reader, workspace.person.id, article.id)
    names = ", ".join(one.name for one in found if one.is_blind)
    return say(
        "Blind round {name}: what others mark is shown once all who read it are done.", name=names
    )
