"""What colleagues say differently of one thing: listed, looked at, and settled for all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from annotator.actions.action import Hands, Reason, a_project, action
from annotator.model.sentences import Refused, count, in_turn, say
from annotator.model.words import briefly
from annotator.store.called import NOTHING
from annotator.store.conflicts import settle, waiting
from annotator.store.kinds import EXISTS, Json
from annotator.store.mention import first_mention

if TYPE_CHECKING:
    from annotator.model.typed import Typed
    from annotator.store.conflicts import Conflict
    from annotator.workspace.workspace import Workspace

NOTHING_WAITS = "Nothing waits to be settled."
_NOWHERE = {
    "person": "This is what somebody is called. It stands in no article.",
    "attachment": "This is a file that lies beside an article.",
}
_OF_THE_SCHEME = "This is part of the scheme. It stands in no article."
_NOT_NAMED = "No mark in an article names it."
_NAMING: dict[str, tuple[Literal["entity", "event"], str]] = {
    "alias": ("entity", "entity"), "entity_link": ("entity", "head"),
    "participant": ("entity", "entity"), "event_link": ("event", "head"),
}  # fmt: skip
"""Of which thing a row of its own tells, and in which of its fields it names that."""


def something_waits(hands: Hands) -> Reason | None:
    """Need a conflict that is one's own to settle."""
    reason = a_project(hands)
    if reason is None and not conflicts_waiting(hands.workspace):
        reason = NOTHING_WAITS
    return reason


@action("Conflicts…", "Project", "Ctrl+Shift+D", icon="conflict", context="project",
        needs=something_waits)  # fmt: skip
def conflicts(hands: Hands) -> None:
    """See where colleagues say different things of one thing, and settle which one holds."""
    hands.screen.show_conflicts()


# --- what others say of it ------------------------------------------------------------------------


def conflicts_waiting(workspace: Workspace) -> int:
    """Count what waits to be settled by who works here. Only with a project open."""
    return waiting(workspace.reader, workspace.person.id)


def conflicts_in_words(workspace: Workspace) -> str:
    """Say how much waits, for a notice that offers the deed `conflicts`; "" where nothing does."""
    number = conflicts_waiting(workspace)
    if not number:
        return ""
    return say("{conflicts} to be settled.",
               conflicts=count(number, "conflict waits", "conflicts wait"))  # fmt: skip


# --- settling -------------------------------------------------------------------------------------


def take(workspace: Workspace, conflict: Conflict, number: int) -> None:
    """Let the value of this number (0, 1…) stand. Raises Refused where it cannot be settled now."""
    standing = conflict.values[number]
    _settle(workspace, conflict, standing.value, standing.words)


def take_typed(workspace: Workspace, conflict: Conflict, words: str) -> None:
    """Let another value stand, as it was typed. Raises Refused for what the field does not take."""
    if conflict.typed is None:
        raise Refused("Nothing can be typed here: take one of the values that stand.")
    value = conflict.typed.read(words)
    _settle(workspace, conflict, value, written(conflict.typed, value))


def written(typed: Typed, value: Json) -> str:
    """Write a value as it was typed, or would be; choices by their names."""
    if value is None:
        return NOTHING
    names = {choice.id: choice.name for choice in typed.choices}
    if isinstance(value, bool):
        return names.get("true" if value else "false", f"{value}")
    if isinstance(value, list):
        return ", ".join(names.get(f"{one}", f"{one}") for one in value)
    return names.get(f"{value}", f"{value}")


def _settle(workspace: Workspace, conflict: Conflict, value: Json, words: str) -> None:
    shown = briefly(words)
    with workspace.step("Settle {what}: {words}", what=conflict.about, words=shown) as store:
        settle(store, conflict, value)
    done = say("Settled {what}: {words}.", what=conflict.about, words=shown)
    left = conflicts_in_words(workspace) or NOTHING_WAITS
    workspace.tell(in_turn(done, left), deed="undo")


# --- where it stands ------------------------------------------------------------------------------


def show_thing(hands: Hands, conflict: Conflict) -> None:
    """Show what a conflict is about: its article and mark, or the first mention of an entity.

    Raises Refused with what it is, where it stands in no article.
    """
    workspace = hands.workspace
    if conflict.kind in ("entity", "event", *_NAMING):
        _show_named(workspace, conflict)
        return
    article = conflict.id if conflict.kind == "article" else conflict.article
    if article is None:
        raise Refused(_NOWHERE.get(conflict.kind, _OF_THE_SCHEME))
    if workspace.reader.item_of(article) is None:
        raise Refused("The article has been taken out. Settled as “kept”, it comes back.")
    _open(workspace, article, conflict.owner)
    if conflict.kind == "article" and conflict.field != EXISTS:
        hands.questions.article_details()
    elif conflict.kind != "article":
        _choose(workspace, conflict)


def _open(workspace: Workspace, article: str, owner: str | None) -> None:
    whose = owner or workspace.person.id
    there = workspace.article
    if there is None or (there.id, there.whose) != (article, whose):
        workspace.show(article, whose=whose)


def _choose(workspace: Workspace, conflict: Conflict) -> None:
    """Choose the mark that a conflict is about, or go to where it is, or was."""
    value = next((v.value for v in conflict.values if isinstance(v.value, dict)), {})
    head = value.get("head")
    id_ = conflict.id if conflict.kind == "span" else head if isinstance(head, str) else ""
    _go_to(workspace, id_, value.get("start"))


def _go_to(workspace: Workspace, span: str, start: Json) -> None:
    article = workspace.article
    found = article.span(span) if article is not None else None
    if found is not None and workspace.shows(found):
        workspace.choose(found)
    elif article is not None and isinstance(start, int) and start < len(article.text):
        workspace.pick(start, start)


def _show_named(workspace: Workspace, conflict: Conflict) -> None:
    kind: Literal["entity", "event"] = "event" if conflict.kind == "event" else "entity"
    id_: Json = conflict.id
    if conflict.kind in _NAMING:
        kind, field = _NAMING[conflict.kind]
        value = next((v.value for v in conflict.values if isinstance(v.value, dict)), {})
        id_ = value.get(field)
    found = first_mention(workspace.reader, kind, f"{id_}", workspace.person.id)
    if found is None:
        raise Refused(_NOT_NAMED)
    _open(workspace, found.article, found.owner)
    _go_to(workspace, found.span, found.start)
