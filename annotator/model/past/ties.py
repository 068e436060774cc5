"""What was done to names and ties of entities and events, and to what belongs to an article."""

from __future__ import annotations

from collections.abc import Callable

from annotator.model.past.fields import name_of_field
from annotator.model.past.was import (
    Fields,
    Names,
    Was,
    listed,
    plainly,
    quoted,
    readable,
    set_to,
    text,
)
from annotator.model.scheme import Choice
from annotator.model.sentences import say


def of_alias(was: Was, names: Names) -> str:
    """Say what was done to another name of an entity."""
    value = _shown(was)
    entity, name = quoted(names.entity(text(value.get("entity")))), quoted(text(value.get("name")))
    if not was.is_there:
        return say("took the name {name} from the entity {entity}", name=name, entity=entity)
    used_by = text(value.get("used_by"))
    if not was.was_there:
        done = say("added the name {name} to the entity {entity}", name=name, entity=entity)
        by = quoted(names.entity(used_by)) if used_by else ""
        return say("{done}, as {by} says", done=done, by=by) if by else done
    return _changed(was, say("the name {name} of {entity}", name=name, entity=entity))


def of_entity_link(was: Was, names: Names) -> str:
    """Say what was done to a tie between two entities."""
    return _tie(was, names.entity, names.scheme.entity_links)


def of_event_link(was: Was, names: Names) -> str:
    """Say what was done to a tie between two events."""
    return _tie(was, names.event, names.scheme.event_links)


def _tie(was: Was, name_of: Callable[[str], str], types: tuple[Choice, ...]) -> str:
    value = _shown(was)
    id_ = text(value.get("type"))
    told = {
        "head": quoted(name_of(text(value.get("head")))),
        "type": readable(next((one.name for one in types if one.id == id_), id_)),
        "tail": quoted(name_of(text(value.get("tail")))),
    }
    if not was.is_there:
        return say("took out the tie {type} from {head} to {tail}", **told)
    if was.was_there:
        return _changed(was, say("the tie from {head} to {tail}", **told))
    return say("tied {head} to {tail}: {type}", **told)


def of_participant(was: Was, names: Names) -> str:
    """Say what was done to somebody's part in an event."""
    value = _shown(was)
    role = text(value.get("role"))
    known = next((one.name for one in names.scheme.event_fields if one.id == role), role)
    told = {
        "entity": quoted(names.entity(text(value.get("entity")))),
        "role": readable(known),
        "event": quoted(names.event(text(value.get("event")))),
    }
    if not was.is_there:
        return say("took {entity} out as {role} of the event {event}", **told)
    if was.was_there:
        return _changed(was, say("the part of {entity} in the event {event}", **told))
    return say("entered {entity} as {role} of the event {event}", **told)


def of_sighting(was: Was, names: Names) -> str:
    """Say what was done to the record of a place where an article was seen."""
    value = _shown(was)
    it = quoted(names.article(was.article))
    seen = listed([quoted(s) for name in ("source", "url", "file") if (s := text(value.get(name)))])
    if not was.is_there:
        return say("took out that {it} was seen in {seen}", it=it, seen=seen)
    if was.was_there:
        return _changed(was, say("where {it} was seen", it=it))
    return say("noted that {it} was seen in {seen}", it=it, seen=seen) if seen else say(
        "noted where {it} was seen", it=it)  # fmt: skip


def of_attachment(was: Was, _: Names) -> str:
    """Say what was done to a file that is kept with something."""
    name = quoted(text(_shown(was).get("name")))
    if not was.is_there:
        return say("took out the attached file {name}", name=name)
    return say("attached the file {name}", name=name)


def _shown(was: Was) -> Fields:
    return was.after if was.is_there else was.before


def _changed(was: Was, it: str) -> str:
    parts = [
        set_to(name_of_field(name), it, _plain(was.before, name), _plain(was.after, name))
        for name in was.differing()
    ]
    return listed(parts) or say("kept {it} as it was", it=it)


def _plain(value: Fields, name: str) -> str:
    found = value.get(name)
    return "" if found is None else plainly(found)
