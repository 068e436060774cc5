"""What was done to the project, an article or a mark, shown; and going back to how it was."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from annotator.actions.action import NOT_MINE, Hands, Reason, a_project, action, an_article
from annotator.actions.marks.changing import in_the_way, refusal
from annotator.model.days import long_day
from annotator.model.past.telling import RETURN
from annotator.model.sentences import Refused, say
from annotator.questions import Choice
from annotator.store.versions import Since, earlier

if TYPE_CHECKING:
    from annotator.model.change import Version
    from annotator.store.history import Line
    from annotator.store.versions import Earlier
    from annotator.workspace.workspace import Workspace

_RETURN = Choice("return", "Return all the same", "Undo brings the newer value back.")


@action("History…", "Mark", "Ctrl+H", icon="history", context="project", needs=a_project,
        starts_group=True)  # fmt: skip
def history(hands: Hands) -> None:
    """See who changed the chosen mark, or else the article, when, and from what to what."""
    workspace = hands.workspace
    if workspace.chosen is not None:
        hands.screen.show_history("mark")
    else:
        hands.screen.show_history("article" if workspace.article is not None else "project")


@action("History of the article…", "Article", icon="history", context="project", needs=an_article)
def article_history(hands: Hands) -> None:
    """See who did what to this article and its marks, and when."""
    hands.screen.show_history("article")


@action("History of the project…", "Project", icon="history", context="project", needs=a_project)
def project_history(hands: Hands) -> None:
    """See who did what in the whole project, and when."""
    hands.screen.show_history("project")


# --- what the list of the history does ------------------------------------------------------------


def show_place(workspace: Workspace, line: Line) -> bool:
    """Open the article that a line is about and choose its mark; say whether there is one."""
    if line.article is None or line.was is None or workspace.reader.item_of(line.article) is None:
        return False
    whose = line.owner or workspace.person.id
    article = workspace.article
    if article is None or (article.id, article.whose) != (line.article, whose):
        workspace.show(line.article, whose=whose)
    return choose_place(workspace, line)


def choose_place(workspace: Workspace, line: Line) -> bool:
    """Choose the mark that a line is about where it is shown; else go to where it was."""
    article = workspace.article
    if article is None or line.was is None or article.id != line.article:
        return False
    span = article.span(line.id)
    if span is not None and workspace.shows(span):
        workspace.choose(span)
        return True
    start = (line.was.after if line.was.is_there else line.was.before).get("start")
    if isinstance(start, int) and start < len(article.text):
        workspace.pick(start, start)
    return True


def reason_against(workspace: Workspace, line: Line) -> Reason | None:
    """Say why nothing can go back to what a line tells, None where something can."""
    if line.owner is not None and line.owner != workspace.person.id:
        return NOT_MINE
    return _nothing_there(line) or workspace.cannot_write


def _nothing_there(line: Line) -> Reason | None:
    if line.was is None:
        return "Whoever brought this in can take it back with Undo."
    if line.was.erased:
        return "What it said has been erased for good."
    if line.kind == "person":
        return "What somebody is called is for them alone to change."
    return None if line.is_version else "There was nothing after this. Choose the line before it."


def return_to(hands: Hands, version: Version) -> bool:
    """Give a thing the values that it had after a change, as one step; say whether it was done.

    Raises Refused where there is nothing to return to, or a rule stands against it. Where newer
    values of others would be replaced, that is asked first.
    """
    workspace = hands.workspace
    reason = workspace.cannot_write  # before the log is read: its connection may be lent
    if reason is not None:
        raise Refused("{reason} Nothing was changed.", reason=reason)
    to = earlier(workspace.need(), version)
    if to.is_now:
        workspace.tell(_sentence("{thing} is like this now.", to), floats=True)
        return False
    _refuse_overlap(workspace, to)
    if to.over and hands.questions.way_out(_newer(to), [_RETURN]) != _RETURN.id:
        return False
    with workspace.step(RETURN, thing=to.thing) as store:
        store.write(to.entry)
    workspace.tell(_sentence("{thing} is again as it was then.", to), deed="undo")
    return True


def _refuse_overlap(workspace: Workspace, to: Earlier) -> None:
    """Raise Refused where a mark would come to lie over others as the scheme does not want."""
    if to.was.kind != "span":
        return
    article, value = workspace.article, to.was.after
    if article is None or article.id != to.was.article or not workspace.is_mine:
        workspace.show(to.was.article)
        article = workspace.article
    start, end, label, quote = (value.get(name) for name in ("start", "end", "label", "quote"))
    if article is None or not isinstance(start, int) or not isinstance(end, int):
        return
    found = in_the_way(workspace, str(label), start, end, besides=article.span(to.entry.id))
    if found:
        raise refusal(workspace.scheme, str(quote), found)


def _newer(to: Earlier) -> str:
    """Say whose newer values would be replaced."""
    others = "; ".join(_who_and_when(since) for since in to.over)
    return _sentence(
        "{thing} has been changed since: {others}. Returned to this version, it says again what it "
        "said then.", to, others=others,
    )  # fmt: skip


def _who_and_when(since: Since) -> str:
    when = datetime.fromtimestamp(since.milliseconds / 1000, UTC).astimezone()
    return say("by {who} on {day}, {time}", who=since.person, day=long_day(when),
               time=f"{when:%H:%M}")  # fmt: skip


def _sentence(template: str, to: Earlier, **values: str) -> str:
    return say(template, thing=to.thing[:1].upper() + to.thing[1:], **values)
