"""Erase the open article for good, and name the files that still hold a copy of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from annotator.actions.action import Hands, Reason, action, need_article
from annotator.actions.articles import changeable_article, short_title
from annotator.actions.aside import write_aside
from annotator.actions.rescue import date_of, remark_on
from annotator.model.sentences import count, say
from annotator.questions import Choice
from annotator.store.erasing import copies, erasing

if TYPE_CHECKING:
    from annotator.formats.format import Progress
    from annotator.model.change import Changes
    from annotator.store.store import Store

_WORK = "Erasing an article"
_ALL = "all"


def erasable_article(hands: Hands) -> Reason | None:
    """Need an open article in a project that can be changed, and in which all is saved."""
    reason = changeable_article(hands)
    if reason is None and hands.workspace.unsaved.in_words:
        reason = "Something is not saved yet. Save it or discard it first."
    return reason


@action("Erase for good…", "Article", icon="delete", context="project", needs=erasable_article)
def erase_article(hands: Hands) -> None:
    """Take every word of this article out of the project and its history. Nothing undoes it."""
    workspace = hands.workspace
    article = need_article(workspace)
    held = erasing.held(workspace.need(), article.id)
    if not hands.questions.erase_article(short_title(article), _what_goes(held)):
        return
    following = hands.screen.next_article(1) or hands.screen.next_article(-1)
    found: list[erasing.Erased] = []

    def erase(store: Store, progress: Progress) -> Changes | None:
        found.append(erasing.erase(store, article.id, progress))
        return found[0].changes

    def done(changes: Changes) -> None:
        workspace.take(changes)
        if workspace.article is None and following not in {None, article.id}:
            workspace.show(following)
        _tell(hands, found[0])

    write_aside(hands, _WORK, erase, done)


def _what_goes(held: erasing.Held) -> str:
    counted = (
        (held.marks, count(held.marks, "mark", "marks")),
        (held.relations, count(held.relations, "relation", "relations")),
        (held.notes, count(held.notes, "note", "notes")),
    )
    there = [words for number, words in counted if number]
    said = say(" ({what})", what=", ".join(there)) if there else ""
    return say("The text and all that anybody said of it{said} go, from the project and from its "
               "whole history.", said=said)  # fmt: skip


def _tell(hands: Hands, erased: erasing.Erased) -> None:
    hands.workspace.tell("The article was erased for good.")
    lines = [*erased.remarks(), *(copy.words for copy in erased.copies)]
    if lines:
        hands.questions.report("The article was erased for good", lines)
    _offer_backups(hands, [copy for copy in erased.copies if copy.kind == "backup"])


def _offer_backups(hands: Hands, found: Sequence[copies.Copy]) -> None:
    """Let backups that hold the article be deleted, one by one or all, as long as one wishes."""
    store, left, deleted = hands.workspace.need(), list(found), 0
    while left:
        chosen = hands.questions.choose(
            "Which backup that holds the article shall be deleted? Nothing brings a backup back.",
            _choices(left),
        )
        going = [c for c in left if chosen in {_ALL, c.name}]
        if not going:
            break
        for copy in going:
            copies.delete(store, copy)
        deleted += len(going)
        left = [c for c in left if c not in going]
    if deleted:
        hands.workspace.tell(say("Deleted {what}.", what=count(deleted, "backup", "backups")))


def _choices(left: Sequence[copies.Copy]) -> list[Choice]:
    each = [Choice(c.name, date_of(c.path), remark_on(c.path)) for c in left if c.path is not None]
    return [*each, Choice(_ALL, say("All {n}", n=len(each)))] if len(each) > 1 else each
