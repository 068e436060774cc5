"""Which words tell of which event."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from annotator.actions.action import need_article
from annotator.actions.events.cards import named, need_event
from annotator.actions.marks.changing import edited, refuse_unsaved
from annotator.model.event import Event
from annotator.model.ids import new_id
from annotator.model.sentences import Refused, say
from annotator.model.words import briefly

if TYPE_CHECKING:
    from annotator.model.span import Span
    from annotator.store.tellings import Telling
    from annotator.workspace.workspace import Workspace


def words_at_hand(workspace: Workspace) -> str:
    """Give the words of the chosen mark, or those that are selected; "" where neither is."""
    chosen, drawn, article = workspace.chosen, workspace.selection, workspace.article
    if chosen is not None:
        return " ".join(chosen.quote.split())
    if article is None or drawn.is_caret:
        return ""
    return " ".join(article.text[drawn.start : drawn.end].split())


def mark_at_hand(workspace: Workspace) -> Span | None:
    """Give the mark that is meant: the chosen one, or the shortest around the selected words."""
    article, drawn = workspace.article, workspace.selection
    if workspace.chosen is not None or article is None:
        return workspace.chosen
    around = [
        span
        for span in article.covering(drawn.start, drawn.end)
        if span.start <= drawn.start and drawn.end <= span.end and workspace.shows(span)
    ]
    return min(around, key=lambda span: span.end - span.start, default=None)


def attach(workspace: Workspace, mark: Span | None, event: str) -> None:
    """Say that a mark tells of an event, as one step. Raises Refused where there is no mark."""
    card = need_event(workspace, event)
    if mark is None:
        raise Refused(
            "No mark stands at these words, so nothing can be tied to “{title}”. Label them, or "
            "choose the claim that holds them.",
            title=briefly(card.title),
        )
    span = _own(workspace, mark)
    words, title = briefly(span.quote), briefly(card.title)
    if event in span.events:
        workspace.tell(say("“{words}” tells of “{title}” already", words=words, title=title))
        return
    with workspace.step("“{words}” tells of {title}", words=words, title=card.title) as store:
        store.put(replace(edited(span), events=(*span.events, event)))
    workspace.tell(say("“{words}” tells of “{title}”", words=words, title=title), deed="undo")


def new_event_of(workspace: Workspace, mark: Span | None, title: str) -> str:
    """Make a card and tie a mark to it, if there is one, as one step. Gives the card's id."""
    made = Event(new_id(), named(title))
    span = _own(workspace, mark) if mark is not None else None
    with workspace.step("New event {title}", title=made.title) as store:
        store.put(made)
        if span is not None:
            store.put(replace(edited(span), events=(*span.events, made.id)))
    told = "New event “{title}”"
    if span is not None:
        told = "New event “{title}”, of which “{words}” tells"
    words = briefly(span.quote) if span is not None else ""
    workspace.tell(say(told, title=briefly(made.title), words=words), deed="undo")
    return made.id


def detach(workspace: Workspace, telling: Telling, event: str) -> None:
    """Say that a mark of one's own does not tell of an event, as one step."""
    found = next(iter(workspace.reader.spans(telling.article, [telling.span])), None)
    if found is None:
        raise Refused("The mark is not here any more. Nothing was changed.")
    span = _own(workspace, found)
    kept = tuple(one for one in span.events if one != event)
    words = briefly(span.quote)
    with workspace.step("“{words}” tells of another event", words=words) as store:
        store.put(replace(edited(span), events=kept))
    workspace.tell(say("“{words}” does not tell of this event now", words=words), deed="undo")


def show_telling(workspace: Workspace, telling: Telling) -> None:
    """Go to a mark that tells of an event, in its article and its person's layer."""
    whose = telling.person or workspace.person.id
    there = workspace.article
    if there is None or (there.id, there.whose) != (telling.article, whose):
        workspace.show(telling.article, whose=whose)
    span = need_article(workspace).span(telling.span)
    if span is not None and workspace.shows(span):
        workspace.choose(span)
    else:
        workspace.pick(telling.start, telling.start)


def _own(workspace: Workspace, span: Span) -> Span:
    refuse_unsaved(workspace, span)
    if span.person != workspace.person.id:
        raise Refused("These are a colleague's marks. You can look at them, not change them.")
    return span
