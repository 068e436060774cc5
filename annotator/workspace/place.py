"""Shows where a step was that is taken back or done again: its article, and its mark in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import json

from annotator.store.history import changes_of

if TYPE_CHECKING:
    from annotator.model.change import Changes
    from annotator.workspace.workspace import Workspace

_FEW = 20
"""After a step of more changes its place is not looked for in the log."""


def show_place_of(workspace: Workspace, changes: Changes) -> None:
    """Open the article that a step touched, if it touched one, and choose the mark."""
    if len(changes.articles) != 1:
        return
    (id_,) = changes.articles
    if workspace.reader.item_of(id_) is None:
        return
    article = workspace.article
    if article is None or article.id != id_ or not workspace.is_mine:
        workspace.show(id_)
        article = workspace.article
    if article is None:
        return
    touched = changes.items or ()
    found = [s for item in touched if (s := article.span(item)) and workspace.shows(s)]
    if found:
        workspace.choose(min(found, key=lambda span: span.start))
    elif 0 < len(touched) <= _FEW:
        heads = [head for item in touched if (head := article.span(_head(workspace, item)))]
        if heads:
            workspace.choose(heads[0])
            return
        places = [at for item in touched if (at := _last_place(workspace, item)) is not None]
        if places:
            workspace.pick(min(places), min(places))


def _head(workspace: Workspace, item: str) -> str | None:
    """Give the id of the mark from which a relation leads, or led; None for anything else."""
    known = changes_of(workspace.need(), item)
    values = [json.decode(c.value) for c in known if c.kind == "relation" and not c.struck]
    values = [value for value in values if value]
    return values[-1]["head"] if values else None


def _last_place(workspace: Workspace, item: str) -> int | None:
    """Give where a mark began that is no longer there, None for anything else."""
    known = changes_of(workspace.need(), item)
    values = [json.decode(c.value) for c in known if c.kind == "span" and not c.struck]
    values = [value for value in values if value]
    return values[-1]["start"] if values else None
