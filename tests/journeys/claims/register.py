"""What a record says of its entities and events, by names: ids are made anew in each project."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from annotator.actions.events.cards import (
    assessments_of,
    place_precisions,
    types_of,
)
from annotator.model.entity import Entity
from annotator.model.event import Event
from annotator.model.scheme import Scheme
from annotator.store.store import Store
from annotator.ui.entities.fields import said_of

Place = tuple[int, int]
"""Start and end, in code points."""
Pairs = tuple[tuple[str, str], ...]
PRECISIONS = ("day", "week", "month", "year", "range", "unknown")
"""To what a date may be known on a card."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A mark, and the label and name of the entity that it names."""

    place: Place
    label: str
    name: str


@dataclass(frozen=True, slots=True)
class Thing:
    """All that a record says of an entity, as far as the window can."""

    label: str
    name: str
    said: Pairs = ()
    ties: Pairs = ()
    """Types of tie, each with the name of the other entity."""
    aliases: tuple[tuple[str, str | None], ...] = ()
    """Other names, each with the name of the entity that uses it."""
    where: tuple[float | None, float | None] = (None, None)
    numbers: Pairs = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """All that a record says of an event, as far as the window can."""

    title: str
    type: str | None = None
    date: str | None = None
    date_precision: str | None = None
    places: tuple[str, ...] = ()
    place_precision: str | None = None
    parts: Pairs = ()
    """Roles, each with the name of an entity."""
    links: Pairs = ()
    """Types of link, each with the title of another event."""
    said: Pairs = ()
    note: str = ""


def mentions_of(store: Store, article: str) -> list[Mention]:
    """List what marks name, in order of place."""
    named = [span for span in store.read.spans(article) if span.entity is not None]
    known = store.read.entities([span.entity for span in named])
    return [Mention((span.start, span.end), span.label, known[span.entity].name) for span in named]


# --- entities -------------------------------------------------------------------------------------


def things_of(store: Store, article: str) -> list[Thing]:
    """List the entities that marks of an article name, and all that those are tied to."""
    read, scheme = store.read, store.read.scheme()
    found: dict[str, Entity] = {}
    wanted = {span.entity for span in read.spans(article) if span.entity is not None}
    wanted |= {place for event in _events_of(store, article) for place in event.places}
    while wanted:
        found |= read.entities(wanted)
        links, aliases = read.entity_links(wanted), read.aliases(wanted)
        tied = {link.tail for link in links} | {a.used_by for a in aliases if a.used_by}
        wanted = tied - found.keys()
    return sorted(
        (_thing(store, scheme, entity, found) for entity in found.values()),
        key=lambda thing: (thing.label, thing.name),
    )


def _thing(store: Store, scheme: Scheme, entity: Entity, known: dict[str, Entity]) -> Thing:
    label = scheme.label_named(entity.label)
    shown = {one.id for one in said_of(scheme, label) if one.level == "default"} if label else set()
    types = {choice.id for choice in scheme.entity_links}
    links = [link for link in store.read.entity_links([entity.id]) if link.type in types]
    aliases = sorted(store.read.aliases([entity.id]), key=lambda alias: alias.position)
    return Thing(
        entity.label, entity.name,
        tuple(sorted(pair for pair in entity.attributes if pair[0] in shown)),
        tuple(sorted((link.type, known[link.tail].name) for link in links)),
        tuple((a.name, known[a.used_by].name if a.used_by else None) for a in aliases),
        (entity.latitude, entity.longitude), entity.identifiers, entity.note or "",
    )  # fmt: skip


# --- events ---------------------------------------------------------------------------------------


def _events_of(store: Store, article: str) -> list[Event]:
    """List the events that marks of an article tell of, and all that are tied to those.

    Where there is no other article they are all.
    """
    if store.read.article_ids() == [article]:
        return list(store.read.events().values())
    links = store.read.event_links()
    found = {id_ for span in store.read.spans(article) for id_ in span.events}
    more = found
    while more:
        tied = [(link.head, link.tail) for link in links if {link.head, link.tail} & found]
        more = {end for ends in tied for end in ends} - found
        found |= more
    return list(store.read.events(found).values()) if found else []


def cards_of(store: Store, article: str) -> list[Card]:
    """List the cards of an article's events."""
    read, scheme = store.read, store.read.scheme()
    events = _events_of(store, article)
    titles = {event.id: event.title for event in events}
    cards = []
    for event in events:
        parts, links = read.participants([event.id]), read.event_links([event.id])
        names = read.entities({*event.places, *(part.entity for part in parts)})
        said = {attribute.id for attribute in assessments_of(scheme)}
        cards.append(Card(
            event.title, _offered(event.type, (one.id for one in types_of(scheme))), event.date,
            _offered(event.date_precision, PRECISIONS),
            tuple(names[id_].name for id_ in event.places),
            _offered(event.place_precision, (one.id for one in place_precisions(scheme))),
            tuple(sorted((part.role, names[part.entity].name) for part in parts)),
            tuple(sorted((one.type, titles[one.tail]) for one in links if one.head == event.id)),
            tuple(sorted(pair for pair in event.attributes if pair[0] in said)), event.note or "",
        ))  # fmt: skip
    return sorted(cards, key=lambda card: card.title)


def _offered(value: str | None, choices: Iterable[str]) -> str | None:
    """Give a value if one can choose it in the window; "-" for one that only a file can hold."""
    return value if value is None or value in choices else "-"
