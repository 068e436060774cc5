"""Deeds on a whole article: done, a question, relevant or not, whose marks are shown, remove it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from annotator.actions.action import (
    Hands,
    Reason,
    a_project,
    action,
    an_article,
    can_write,
    need_article,
    own_article,
)
from annotator.actions.assigned import all_of_mine_done
from annotator.actions.marks.details import attributes_of, is_open
from annotator.model.article import FINISHED, Reading
from annotator.model.sentences import count, say
from annotator.model.text import title_of
from annotator.model.words import briefly
from annotator.questions import Choice
from annotator.workspace.colleagues import A_COLLEAGUE

if TYPE_CHECKING:
    from annotator.workspace.article import ArticleAtHand
    from annotator.workspace.workspace import Workspace

_LONGEST_TITLE = 60


def finished_article(hands: Hands) -> Reason | None:
    """Need an open article that one has finished."""
    reason = own_article(hands)
    if reason is None and _reading(hands.workspace).status not in FINISHED:
        reason = "This article is not done yet."
    return reason


def changeable_article(hands: Hands) -> Reason | None:
    """Need an open article in a project that can be changed."""
    return an_article(hands) or can_write(hands)


BLIND = (
    "This article belongs to a blind round: what others mark in it is shown once all who read it "
    "are done."
)


def marked_by_others(hands: Hands) -> Reason | None:
    """Need an open article in which somebody else has marks."""
    reason = an_article(hands)
    if reason is None and hands.workspace.is_mine and not need_article(hands.workspace).others:
        reason = "Nobody else has marks in this article."
        if hands.workspace.is_blind(need_article(hands.workspace).id):
            reason = BLIND
    return reason


def anothers_marks(hands: Hands) -> Reason | None:
    """Need an open article in which somebody else's marks are shown."""
    reason = an_article(hands)
    if reason is None and hands.workspace.is_mine:
        reason = "The marks that are shown are your own."
    return reason


# --- done, and on ---------------------------------------------------------------------------------


@action("Done, next article", "Article", "Ctrl+Return", "Ctrl+Enter", icon="done",
        context="project", needs=own_article)  # fmt: skip
def done_and_next(hands: Hands) -> None:
    """Say that this article is done, and open the next one of the list that is not."""
    workspace = hands.workspace
    article, before = need_article(workspace), _reading(workspace)
    title = short_title(article)
    if before.status in FINISHED:
        _go_on(hands, say("“{title}” was done already.", title=title))
        return
    left = _open_details(workspace)
    with workspace.step("“{title}” is done", title=title) as store:
        store.put(replace(before, status="done"))
    done = say("“{title}” is done.", title=title)
    if left:
        details = count(left, "detail is", "details are")
        done = say("“{title}” is done; {details} still to do.", title=title, details=details)
    _go_on(hands, done, deed="undo")


@action("Question, next article", "Article", "Ctrl+Shift+Return", "Ctrl+Shift+Enter",
        icon="question", context="project", needs=own_article)  # fmt: skip
def question_and_next(hands: Hands) -> None:
    """Note a question about this article, leave it in progress, and open the next one."""
    workspace = hands.workspace
    article, before = need_article(workspace), _reading(workspace)
    title = short_title(article)
    words = hands.questions.text(
        say("What is your question about “{title}”?", title=title), before.note or "", lines="many"
    )
    if words is None or not words.strip():
        return
    with workspace.step("Question about “{title}”", title=title) as store:
        store.put(replace(before, status="in_progress", note=words.strip()))
    noted = say("Noted your question about “{title}”. It stays in progress.", title=title)
    _go_on(hands, noted, deed="undo")


@action("Back to in progress", "Article", icon="restore", context="project",
        needs=finished_article)  # fmt: skip
def reopen(hands: Hands) -> None:
    """Say that this article is not done after all."""
    workspace = hands.workspace
    title = short_title(need_article(workspace))
    with workspace.step("“{title}” is in progress again", title=title) as store:
        store.put(replace(_reading(workspace), status="in_progress"))
    workspace.tell(say("“{title}” is in progress again.", title=title), deed="undo")


@action("Next unfinished article", "Article", icon="skip", context="project", needs=a_project)
def next_unfinished(hands: Hands) -> None:
    """Open the next article of the list that is not done."""
    _go_on(hands)


def _go_on(hands: Hands, done: str = "", deed: str | None = None) -> None:
    """Open the next unfinished article of the list, and tell what was done.

    Where there is none that is told as well, and where all are done it is offered to export them.
    """
    found = hands.screen.next_unfinished()
    if found is not None:
        hands.workspace.show(found)
    elif mine := hands.screen.mine_done():
        done = say("{done} {all}", done=done, all=all_of_mine_done(hands.workspace, mine)).lstrip()
    elif hands.screen.is_all_done():
        done, deed = say("{done} All articles are done.", done=done).lstrip(), "export"
    else:
        done = say("{done} All other articles of the list are done.", done=done).lstrip()
    if done:
        hands.workspace.tell(done, deed=deed)


def _open_details(workspace: Workspace) -> int:
    """Count what the scheme requires of one's marks and nobody has said yet."""
    return sum(
        is_open(workspace, span, attribute)
        for span in need_article(workspace).spans
        if workspace.shows(span)
        for attribute in attributes_of(workspace, span)
    )


# --- what one says of it --------------------------------------------------------------------------


@action(
    "Relevant", "Article", "Ctrl+Alt+Y", icon="relevant", context="article", needs=own_article,
    is_on=lambda hands: _holds(hands, relevant=True), starts_group=True,
)  # fmt: skip
def relevant(hands: Hands) -> None:
    """Say that this article is relevant."""
    _judge(hands.workspace, "relevant", relevant=True)


@action(
    "Not relevant", "Article", "Ctrl+Alt+N", icon="irrelevant", context="article",
    needs=own_article, is_on=lambda hands: _holds(hands, relevant=False),
)  # fmt: skip
def not_relevant(hands: Hands) -> None:
    """Say that this article is not relevant. It stays in the project."""
    _judge(hands.workspace, "not relevant", relevant=False)


@action(
    "Unsure whether relevant", "Article", "Ctrl+Alt+U", icon="question", context="article",
    needs=own_article, is_on=lambda hands: _holds(hands, relevant=None),
)  # fmt: skip
def unsure_relevant(hands: Hands) -> None:
    """Leave open whether this article is relevant."""
    _judge(hands.workspace, "perhaps relevant", relevant=None)


def _holds(hands: Hands, *, relevant: bool | None) -> bool:
    workspace = hands.workspace
    return (
        workspace.article is not None
        and workspace.is_mine
        and _reading(workspace).relevant is relevant
    )


def _judge(workspace: Workspace, verdict: str, *, relevant: bool | None) -> None:
    before = _reading(workspace)
    title = short_title(need_article(workspace))
    if before.relevant is relevant:
        workspace.tell(say("“{title}” is {verdict} already.", title=title, verdict=verdict))
        return
    with workspace.step("“{title}” is {verdict}", title=title, verdict=verdict) as store:
        store.put(replace(before, relevant=relevant))
    workspace.tell(say("“{title}” is {verdict}.", title=title, verdict=verdict), deed="undo")


# --- whose, what, and away ------------------------------------------------------------------------


@action("Details of the article…", "Article", icon="edit", context="project", needs=an_article,
        starts_group=True)  # fmt: skip
def article_details(hands: Hands) -> None:
    """See and change title, source, date, address, language, translation and licence."""
    hands.questions.article_details()


@action("Whose marks are shown…", "Article", icon="people", context="project",
        needs=marked_by_others)  # fmt: skip
def show_whose(hands: Hands) -> None:
    """Look at a colleague's marks in this article, or at your own again."""
    workspace = hands.workspace
    article = need_article(workspace)
    choices = _layers(workspace)
    others = [choice.id for choice in choices if choice.id != article.whose]
    if len(others) == 1:
        _show_layer(workspace, others[0])
        return
    chosen = hands.questions.choose("Whose marks shall be shown?", choices, chosen=article.whose)
    if chosen is not None and chosen != article.whose:
        _show_layer(workspace, chosen)


@action("Show my own marks", "Article", icon="person", context="project",
        needs=anothers_marks)  # fmt: skip
def show_mine(hands: Hands) -> None:
    """Go back from a colleague's marks to your own."""
    _show_layer(hands.workspace, hands.workspace.person.id)


def _layers(workspace: Workspace) -> list[Choice]:
    """List whose marks can be shown: one's own, and those of everybody who has some here."""
    article, me = need_article(workspace), workspace.person
    names = {person.id: person.name for person in workspace.reader.persons()}
    others = sorted({*article.others, article.whose} - {me.id}, key=lambda id_: names.get(id_, ""))
    return [
        Choice(me.id, say("{name} (you)", name=me.name)),
        *(Choice(id_, names.get(id_, A_COLLEAGUE)) for id_ in others),
    ]


def _show_layer(workspace: Workspace, whose: str) -> None:
    workspace.show(need_article(workspace).id, whose=whose)
    if workspace.is_mine:
        workspace.tell("These are your own marks.")
    else:
        workspace.tell(say("These are the marks of {name}. You can look at them, not change them.",
                           name=workspace.whose_name()), deed="show_mine")  # fmt: skip


@action("Remove the article", "Article", icon="delete", context="project",
        needs=changeable_article)  # fmt: skip
def remove_article(hands: Hands) -> None:
    """Take this article out of the project, with everybody's marks. Undo brings it back."""
    workspace = hands.workspace
    article = need_article(workspace)
    title = short_title(article)
    following = hands.screen.next_article(1) or hands.screen.next_article(-1)
    with workspace.step("Remove “{title}”", title=title) as store:
        store.remove_article(article.id)
    if following is not None and following != article.id:
        workspace.show(following)
    workspace.tell(say("Removed “{title}” with all its marks.", title=title), deed="undo")


def _reading(workspace: Workspace) -> Reading:
    article = need_article(workspace)
    return article.reading or Reading(article.id, workspace.person.id)


def short_title(article: ArticleAtHand) -> str:
    """Give an article's title, or its first words, as sentences quote it."""
    return briefly(article.article.title or title_of(article.text), _LONGEST_TITLE)
