"""What can be said of a mark: its attributes, its note, and the entity that it names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from msgspec.structs import replace

from annotator.actions.action import Hands, Reason, a_mark, action
from annotator.actions.marks.changing import edited, refuse_unsaved
from annotator.model.answers import (
    EVENTS,
    answers,
    asked,
    is_kept_in_events,
    is_needed_beside,
    is_unanswered,
)
from annotator.model.entity import Entity
from annotator.model.event import Event
from annotator.model.ids import new_id
from annotator.model.scheme import Attribute
from annotator.model.sentences import Refused, say
from annotator.model.span import Span
from annotator.model.words import briefly
from annotator.store.entities.reading import needed
from annotator.workspace.entities import names_entities
from annotator.workspace.likely import likely
from annotator.workspace.workspace import Workspace

MOST = 50
"""So many are offered to choose among."""

# --- the deeds of the action table --------------------------------------------------------------


def an_entity(hands: Hands) -> Reason | None:
    """Need a chosen mark whose label names entities."""
    reason = a_mark(hands)
    span = hands.workspace.chosen
    if (
        reason is None
        and span is not None
        and not names_entities(hands.workspace.scheme, span.label)
    ):
        reason = "Marks of this label name no entity."
    return reason


@action("Details", "Mark", "Return", "Enter", icon="edit", context="article", needs=a_mark)
def details(hands: Hands) -> None:
    """Go to the details of the chosen mark: first to whom it names, where that is open."""
    span = hands.workspace.chosen
    is_open = span is not None and span.entity is None and an_entity(hands) is None
    hands.screen.focus("entity" if is_open else "details")


@action("Note…", "Mark", "Ctrl+M", icon="note", context="project", needs=a_mark)
def note(hands: Hands) -> None:
    """Write a note to the chosen mark."""
    hands.screen.focus("note")


@action("Entity…", "Mark", "Ctrl+E", icon="entities", context="project", needs=an_entity)
def entity(hands: Hands) -> None:
    """Say who or what the chosen mark names."""
    hands.screen.focus("entity")


# --- what the panel does ------------------------------------------------------------------------


def values_of(workspace: Workspace, span: Span, attribute: Attribute) -> tuple[str, ...]:
    """Give what was set of an attribute: ids of choices, entities or events, else the words."""
    return answers(workspace.scheme, span, attribute)


def set_attribute(
    workspace: Workspace, mark: Span, attribute: Attribute, values: tuple[str, ...]
) -> None:
    """Set an attribute of a mark, as one step; no values leave it open. Others stay as they are.

    The mark is taken as it is in the file now, and need not be in the article that is open.
    Raises Refused where it is gone or cannot be changed.
    """
    span = _own(workspace, mark)
    if values == values_of(workspace, span, attribute):
        return
    if is_kept_in_events(workspace.scheme, span, attribute):
        changed = replace(edited(span), events=values)
    else:
        changed = replace(edited(span), attributes=_with(span, attribute, values))
    quote = briefly(span.quote)
    if values:
        template = "Set {attribute} of “{words}”"
        words = say(
            "{attribute} of “{words}” is: {values}", attribute=_name(attribute), words=quote,
            values=_in_words(workspace, attribute, values),
        )  # fmt: skip
    else:
        template = "Clear {attribute} of “{words}”"
        words = say(
            "{attribute} of “{words}” is not set now", attribute=_name(attribute), words=quote
        )
    with workspace.step(template, attribute=_name(attribute), words=quote) as store:
        store.put(changed)
    workspace.tell(words)


def set_note(workspace: Workspace, mark: Span, words: str) -> None:
    """Set the note of a mark, as one step; without words it has none."""
    span = _own(workspace, mark)
    kept = words.strip() or None
    if kept == span.note:
        return
    quote = briefly(span.quote)
    with workspace.step("Note to “{words}”", words=quote) as store:
        store.put(replace(edited(span), note=kept))
    told = "Noted beside “{words}”" if kept else "Took the note from “{words}”"
    workspace.tell(say(told, words=quote))


def set_entity(workspace: Workspace, mark: Span, entity_id: str | None) -> None:
    """Say which known entity a mark names, or with None that it names none yet, as one step."""
    span = _own(workspace, mark)
    if entity_id == span.entity:
        return
    quote = briefly(span.quote)
    template = "Say whom “{words}” names" if entity_id else "“{words}” names no entity"
    with workspace.step(template, words=quote) as store:
        store.put(replace(edited(span), entity=entity_id))
    if entity_id is None:
        workspace.tell(say("“{words}” names no entity now", words=quote))
        return
    named = needed(workspace.reader, entity_id)
    name = named.name if named is not None else "an entity that is not here"
    workspace.tell(say("“{words}” is {name}", words=quote, name=name))


def new_entity(workspace: Workspace, mark: Span, name: str) -> str:
    """Make an entity that a mark names, as one step with the mark. Give its id."""
    span = _own(workspace, mark)
    made = Entity(new_id(), _label_id(workspace, span), name.strip())
    if not made.name:
        raise Refused("An entity needs a name. Nothing was changed.")
    with workspace.step("New entity {name}", name=made.name) as store:
        store.put(made, replace(edited(span), entity=made.id))
    told = "New entity {name}, which “{words}” names"
    workspace.tell(say(told, name=made.name, words=briefly(span.quote)))
    return made.id


def new_event(workspace: Workspace, mark: Span, attribute: Attribute, title: str) -> None:
    """Make an event card that a mark tells of, beside those it tells of, as one step."""
    span = _own(workspace, mark)
    made = Event(new_id(), title.strip())
    if not made.title:
        raise Refused("An event needs a title. Nothing was changed.")
    values = (*values_of(workspace, span, attribute), made.id)
    if is_kept_in_events(workspace.scheme, span, attribute):
        changed = replace(edited(span), events=values)
    else:
        changed = replace(edited(span), attributes=_with(span, attribute, values))
    with workspace.step("New event {title}", title=made.title) as store:
        store.put(made, changed)
    told = "New event {title}, of which “{words}” tells"
    workspace.tell(say(told, title=made.title, words=briefly(span.quote)))


@dataclass(frozen=True, slots=True)
class Known:
    """Something to choose among: an entity or an event, its name and its other names."""

    id: str
    name: str
    others: tuple[str, ...] = ()


def find_entities(workspace: Workspace, words: str, label: str = "") -> list[Known]:
    """List the project's entities of a label, or all, that words may mean, the likeliest first.

    Without words the most named come first; merged ones are in what they are read as.
    """
    scheme, register = workspace.scheme, workspace.register
    wanted = scheme.label_ids.get(label, label)
    if not words.strip():
        return [Known(one.id, one.name, one.others) for one in register.rows(wanted)[:MOST]]
    found = register.find(words, wanted, MOST)
    return [Known(one.id, one.name, tuple(dict.fromkeys((name, *one.others))))
            for one, name in found]  # fmt: skip


def likely_entities(workspace: Workspace, span: Span) -> list[Known]:
    """List the entities that a mark likely names, the likeliest first."""
    listed = (workspace.register.get(one.entity) for one in likely(workspace, span))
    return [Known(one.id, one.name, one.others) for one in listed if one is not None]


def known_events(workspace: Workspace) -> list[Known]:
    """List the project's event cards by title."""
    found = [Known(e.id, e.title) for e in workspace.reader.events().values()]
    return sorted(found, key=lambda known: (known.name.casefold(), known.id))


def attributes_of(workspace: Workspace, span: Span) -> list[Attribute]:
    """List what the scheme lets one say of a mark, as far as it is shown."""
    return asked(workspace.scheme, _label_id(workspace, span), expert=workspace.shows_expert)


def is_shown(workspace: Workspace, attribute: Attribute) -> bool:
    """Say whether an attribute is shown: those of experts only where they are switched on."""
    return workspace.shows_expert or attribute.level == "default"


def applies(workspace: Workspace, span: Span, attribute: Attribute) -> bool:
    """Say whether an attribute is asked for: one needed only beside another waits for that one.

    What was set stays in sight.
    """
    is_free = not attribute.required.startswith("when:")
    return is_free or bool(values_of(workspace, span, attribute)) or is_needed_beside(
        workspace.scheme, span, attribute.required
    )  # fmt: skip


def is_open(workspace: Workspace, span: Span, attribute: Attribute) -> bool:
    """Say whether an attribute is still to be answered: needed, without a value or a default."""
    return is_unanswered(workspace.scheme, span, attribute)


def _own(workspace: Workspace, mark: Span) -> Span:
    article = workspace.article
    refuse_unsaved(workspace, mark)
    if article is not None and article.id == mark.article:
        span = article.span(mark.id)
    else:
        span = next(iter(workspace.reader.spans(mark.article, [mark.id])), None)
    if span is None:
        raise Refused("The mark is not here any more. Nothing was changed.")
    if span.person != workspace.person.id:
        raise Refused("These are a colleague's marks. You can look at them, not change them.")
    return span


def _label_id(workspace: Workspace, span: Span) -> str:
    return workspace.scheme.label_ids.get(span.label, span.label)


def _with(span: Span, attribute: Attribute, values: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Give the attributes with one set anew, in its old place if it has one."""
    kept: list[tuple[str, str]] = []
    new = [(attribute.id, value) for value in values]
    for pair in span.attributes:
        if pair[0] != attribute.id:
            kept.append(pair)
        else:
            kept += new
            new = []
    return tuple(kept + new)


def _in_words(workspace: Workspace, attribute: Attribute, values: tuple[str, ...]) -> str:
    if attribute.type in EVENTS:
        found = workspace.reader.events(values)
        return _list(found[v].title if v in found else v for v in values)
    if attribute.type in {"entity", "entities"}:
        known = workspace.reader.entities(values)
        return _list(known[v].name if v in known else v for v in values)
    if attribute.type == "bool":
        return "yes" if values == ("true",) else "no"
    names = {choice.id: choice.name for choice in attribute.values}
    return _list(shown_name(names.get(value, value)) for value in values)


def shown_name(name: str) -> str:
    """Write the name of an attribute or a choice as people read it: `no_position`, no position."""
    return name.replace("_", " ") if name == name.lower() else name


def _name(attribute: Attribute) -> str:
    return shown_name(attribute.name).capitalize()


def _list(words: Iterator[str]) -> str:
    return briefly(", ".join(words))
