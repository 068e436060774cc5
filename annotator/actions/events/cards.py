"""Event cards: made, filled in field by field, and deleted. Each answer is one step."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from annotator.actions.marks.details import shown_name
from annotator.model.dates import published_day, resolve
from annotator.model.edtf import in_words
from annotator.model.entity import Entity
from annotator.model.event import Event, EventLink, Participant
from annotator.model.ids import new_id
from annotator.model.scheme import Attribute, Choice, Scheme
from annotator.model.sentences import Refused, count, in_turn, say
from annotator.model.words import briefly
from annotator.store.tellings import tellings

if TYPE_CHECKING:
    from collections.abc import Iterable

    from annotator.store.kinds import Json
    from annotator.workspace.workspace import Workspace

_ROLES: Final = ("attacker", "target", "victim")
"""Parts in an event where the scheme has no relations of its own that name them."""
_PART = "part"
_FIELDS: Final = {
    "title": "Title", "type": "Type", "date_precision": "Precision of the date", "places": "Place",
    "place_precision": "Precision of the place", "note": "Note",
}  # fmt: skip


def need_event(workspace: Workspace, id_: str) -> Event:
    """Give a card. Raises Refused where it is gone."""
    found = workspace.reader.events([id_]).get(id_)
    if found is None:
        raise Refused("This event is not here any more. Nothing was changed.")
    return found


# --- what the scheme offers -----------------------------------------------------------------------


def types_of(scheme: Scheme) -> tuple[Choice, ...]:
    """Give the types of event: those of the attribute that a label of events has for its cards."""
    return next(
        (a.values for label in scheme.labels for a in label.attributes
         if a.scope == "event" and a.id == "type"),
        (),
    )  # fmt: skip


def place_label(scheme: Scheme) -> str | None:
    """Give the id of the label whose entities are places: those that have coordinates."""
    return next(
        (label.id for label in scheme.labels for a in label.attributes
         if a.type == "coordinates" and a.scope == "entity"),
        None,
    )  # fmt: skip


def place_precisions(scheme: Scheme) -> tuple[Choice, ...]:
    """Give how precisely a place may be known."""
    found = scheme.attribute(f"label.{place_label(scheme)}", "precision")
    return found.values if found is not None else ()


def roles_of(scheme: Scheme) -> tuple[Choice, ...]:
    """Give the parts one can have in an event, as relations of the scheme from events to actors."""
    events = {
        label.id for label in scheme.labels if any(a.scope == "event" for a in label.attributes)
    }
    place = place_label(scheme)
    named = {
        label.id for label in scheme.labels if any(a.scope == "entity" for a in label.attributes)
    }
    found = tuple(
        Choice(one.id, one.name, one.help)
        for one in scheme.relations
        if not one.retired and set(one.heads) <= events and one.heads
        and set(one.tails) <= named and set(one.tails) - {place}
    )  # fmt: skip
    return found or tuple(Choice(role, role) for role in _ROLES)


def assessments_of(scheme: Scheme) -> tuple[Attribute, ...]:
    """Give by what a team judges an event."""
    return tuple(a for a in scheme.event_attributes if a.level == "reviewer")


# --- making and deleting --------------------------------------------------------------------------


def new_event(workspace: Workspace, title: str) -> str:
    """Make a card, as one step. Gives its id."""
    made = Event(new_id(), named(title))
    with workspace.step("New event {title}", title=made.title) as store:
        store.put(made)
    workspace.tell(say("New event {title}", title=made.title), deed="undo")
    return made.id


def named(title: str) -> str:
    """Give a title in one line. Raises Refused where there is none."""
    words = " ".join(title.split())
    if not words:
        raise Refused("An event needs a title. Nothing was changed.")
    return words


def delete_event(workspace: Workspace, id_: str) -> None:
    """Delete a card with all that stands on it, as one step; marks that tell of it stay."""
    event, reader = need_event(workspace, id_), workspace.reader
    links = [x for x in reader.event_links() if id_ in (x.head, x.tail)]
    number, others = len(tellings(reader, id_)), len(links)
    with workspace.step("Delete the event {title}", title=event.title) as store:
        store.remove_all([*reader.participants([id_]), *links, event])
    used = [
        say("{marks} of it and stay as they are", marks=count(number, "mark told", "marks told"))
        if number else "",
        say("it was tied to {events}", events=count(others, "other event", "other events"))
        if others else "",
    ]  # fmt: skip
    done = say("Deleted the event “{title}”", title=briefly(event.title))
    workspace.tell(in_turn(done, *(one[0].upper() + one[1:] for one in used if one)), deed="undo")


# --- fields ---------------------------------------------------------------------------------------


def set_field(workspace: Workspace, id_: str, field: str, values: tuple[str, ...]) -> None:
    """Set a field of a card, as one step; no values clear it. Raises Refused for no title."""
    event = need_event(workspace, id_)
    before = getattr(event, field)
    value: Json = list(values) if field == "places" else (values[0] if values else None)
    if field == "title":
        value = named("".join(values))
    if value == (list(before) if field == "places" else before):
        return
    _write(workspace, event, _FIELDS[field], {field: value or None})


def set_attribute(
    workspace: Workspace, id_: str, attribute: Attribute, values: tuple[str, ...]
) -> None:
    """Set what the scheme lets a team say of an event, as one step."""
    event = need_event(workspace, id_)
    if values == tuple(value for name, value in event.attributes if name == attribute.id):
        return
    name = shown_name(attribute.name).capitalize()
    _write(workspace, event, name, {f"attributes.{attribute.id}": list(values) or None})


def set_date(workspace: Workspace, id_: str, words: str) -> None:
    """Set the date from what was typed, with its precision, as one step; no words clear both.

    Weekdays and the like are counted from the day on which the open article was published. Raises
    NotPublished where nobody has said which that is, and Refused for what cannot be a date.
    """
    event = need_event(workspace, id_)
    if not words.strip():
        date, precision = None, None
    else:
        found = resolve(words, published_day(published_at_hand(workspace)))
        date, precision = found.edtf or None, found.precision
    if (date, precision) == (event.date, event.date_precision):
        return
    with workspace.step("Date of the event {title}", title=event.title) as store:
        store.set_fields("event", id_, date=date, date_precision=precision)
    shown = in_words(date) if date else ("unknown" if precision else "not set")
    workspace.tell(say("Date of “{title}”: {date}", title=briefly(event.title), date=shown),
                   deed="undo")  # fmt: skip


def published_at_hand(workspace: Workspace) -> str | None:
    """Give when the open article was published, as far as that is known."""
    return workspace.article.article.published if workspace.article is not None else None


def set_published(workspace: Workspace, words: str) -> None:
    """Say when the open article was published, as one step. Raises Refused for what is no day."""
    article = workspace.article
    if article is None:
        raise Refused("No article is open.")
    day = published_day(resolve(words, None).edtf)
    if day is None:
        raise Refused("“{words}” is no day. Write it as 28 June 2021 or 2021-06-28.", words=words)
    with workspace.step("Set “{field}” of the article", field="Published") as store:
        store.set_article(article.id, published=day.isoformat())
    workspace.tell(say("The article was published on {day}", day=in_words(day.isoformat())),
                   deed="undo")  # fmt: skip


def _write(workspace: Workspace, event: Event, name: str, fields: dict[str, Json]) -> None:
    is_set = any(value is not None for value in fields.values())
    template = "{field} of the event {title}" if is_set else "Clear {field} of the event {title}"
    with workspace.step(template, field=name, title=event.title) as store:
        store.set_fields("event", event.id, **fields)
    told = "Saved: {field} of “{title}”" if is_set else "Cleared: {field} of “{title}”"
    workspace.tell(say(told, field=name, title=briefly(event.title)), deed="undo")


# --- who took part, and other events --------------------------------------------------------------


def set_participants(workspace: Workspace, id_: str, role: str, entities: Iterable[str]) -> None:
    """Say who took part in one role, as one step. Others' roles stay as they are."""
    event, wanted = need_event(workspace, id_), list(dict.fromkeys(entities))
    before = [x for x in workspace.reader.participants([id_]) if x.role == role]
    new = [Participant.of(id_, role, entity) for entity in wanted]
    gone, come = [x for x in before if x not in new], [x for x in new if x not in before]
    if not gone and not come:
        return
    name = shown_name(role).capitalize()
    with workspace.step("{role} of the event {title}", role=name, title=event.title) as store:
        store.remove_all(gone)
        store.put_all(come)
    workspace.tell(say("Saved: {role} of “{title}”", role=name, title=briefly(event.title)),
                   deed="undo")  # fmt: skip


def new_place(workspace: Workspace, id_: str, name: str) -> str:
    """Make a place where an event happened, as one step with its card. Gives the place's id."""
    event, label = need_event(workspace, id_), place_label(workspace.scheme)
    made = Entity(new_id(), label or "", " ".join(name.split()))
    if not made.name or label is None:
        raise Refused("A place needs a name, and a label for places. Nothing was changed.")
    with workspace.step("New place {name}", name=made.name) as store:
        store.put(made)
        store.set_fields("event", id_, places=[*event.places, made.id])
    workspace.tell(say("New place {name}, where “{title}” was", name=made.name,
                       title=briefly(event.title)), deed="undo")  # fmt: skip
    return made.id


def set_links(workspace: Workspace, id_: str, type_: str, events: Iterable[str]) -> None:
    """Say to which other events a card is tied by a type of link, as one step.

    Raises Refused for a tie to itself, and for parts that would be parts of each other.
    """
    event, wanted = need_event(workspace, id_), list(dict.fromkeys(events))
    before = [x for x in workspace.reader.event_links([id_]) if x.type == type_]
    new = [EventLink.of(id_, type_, other) for other in wanted]
    _refuse_circle(workspace, event, type_, [x.tail for x in new if x not in before])
    gone, come = [x for x in before if x not in new], [x for x in new if x not in before]
    if not gone and not come:
        return
    name = shown_name(next((c.name for c in workspace.scheme.event_links if c.id == type_), type_))
    with workspace.step("Tie the event {title} by {name}", title=event.title, name=name) as store:
        store.remove_all(gone)
        store.put_all(come)
    workspace.tell(say("Saved: {name} of “{title}”", name=name, title=briefly(event.title)),
                   deed="undo")  # fmt: skip


def _refuse_circle(workspace: Workspace, event: Event, type_: str, tails: list[str]) -> None:
    if event.id in tails:
        raise Refused("An event cannot be tied to itself. Choose another one.")
    links: dict[str, list[str]] = {}
    for link in workspace.reader.event_links():
        if link.type == type_:
            links.setdefault(link.head, []).append(link.tail)
    seen, left = set[str](), list(tails)
    while left:
        one = left.pop()
        if one == event.id:
            other = need_event(workspace, tails[0]).title
            raise Refused(
                "“{title}” comes from “{other}” already by {name}, so that one would run in a "
                "circle. Take the other tie out first.",
                title=briefly(event.title), other=briefly(other), name=shown_name(type_),
            )  # fmt: skip
        if one not in seen:
            seen.add(one)
            left += links.get(one, ())
