"""The entities and events that a record names, and all that those lead to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from annotator.formats.record import (
    AliasRecord,
    EntityRecord,
    EntityTie,
    EventRecord,
    EventTie,
    Pair,
    Part,
)
from annotator.model.article import Attributes
from annotator.model.entity import Alias, Entity, EntityLink
from annotator.model.event import Event, EventLink, Participant
from annotator.model.merging import members, stands_for
from annotator.model.scheme import EVENT_CARD, Scheme
from annotator.store.entities.reading import merged
from annotator.store.reader import Reader

MANY = 50_000
"""So many entities and events are kept at hand at most."""


def named(scheme: Scheme, owner: str, attributes: Attributes) -> list[Pair]:
    """Write attributes with their names, by name; several values of one keep their order."""
    if not attributes:
        return []
    names = scheme.attribute_names(owner)
    pairs: list[Pair] = []
    for id_, value in attributes:
        choices = scheme.choice_names(owner, id_)
        pairs.append(Pair(names.get(id_, id_), choices.get(value, value)))
    if len(pairs) > 1:
        pairs.sort(key=_name)
    return pairs


def _name(pair: Pair) -> str:
    return pair.name


@dataclass(frozen=True, slots=True)
class Named:
    """What one record names: ids of entities and events, closed under what those lead to."""

    entities: list[str]
    events: list[str]


class Cards:
    """The entities and events of a project, read as they are named and kept at hand.

    An id that leads to nothing in the project is left out.
    """

    def __init__(self, reader: Reader, scheme: Scheme) -> None:
        self._reader = reader
        self._scheme = scheme
        self._forget()

    def _forget(self) -> None:
        self._entities: dict[str, Entity | None] = {}
        self._aliases: dict[str, list[Alias]] = {}
        self._links: dict[str, list[EntityLink]] = {}
        self._events: dict[str, Event | None] = {}
        self._participants: dict[str, list[Participant]] = {}
        self._event_links: dict[str, list[EventLink]] = {}
        self._written: dict[str, EntityRecord] = {}
        self._led_to: dict[str, list[str]] = {}
        self._into = merged(self._reader)
        self._others = members(self._into)

    def gather(self, entities: set[str], events: set[str]) -> Named:
        """Say what a record must hold that names these, so that every id in it resolves."""
        if len(self._entities) + len(self._events) > MANY:
            self._forget()
        all_events = self._closure(events, self._read_events, self._events_behind)
        here = {e for e in all_events if self._events[e] is not None}
        entities = entities | {entity for e in here for entity in self._entities_of(e)}
        new = {id_ for id_ in entities if id_ not in self._led_to}
        if new:
            self._follow(new)
        shown = {id_ for entity in entities for id_ in self._led_to[entity]}
        return Named(sorted(shown), sorted(here))

    def _follow(self, entities: set[str]) -> None:
        """Note which entities stand in a record that names these, all of which are read at once."""
        self._closure(entities, self._read_entities, self._entities_behind)
        for entity in entities:
            found = self._closure({entity}, self._read_entities, self._entities_behind)
            self._led_to[entity] = [id_ for id_ in found if self.entity(id_) == id_]

    def _closure(
        self,
        wanted: set[str],
        read: Callable[[set[str]], None],
        behind: Callable[[str], Iterable[str]],
    ) -> set[str]:
        seen: set[str] = set()
        while wanted:
            read(wanted)
            seen |= wanted
            wanted = {id_ for known in wanted for id_ in behind(known)} - seen
        return seen

    def _read_events(self, wanted: set[str]) -> None:
        new = {id_ for id_ in wanted if id_ not in self._events}
        if not new:
            return
        self._events |= dict.fromkeys(new)
        self._events |= self._reader.events(new)
        for link in self._reader.event_links(new):
            self._event_links.setdefault(link.head, []).append(link)
        for participant in self._reader.participants(new):
            self._participants.setdefault(participant.event, []).append(participant)

    def _events_behind(self, id_: str) -> Iterable[str]:
        return (link.tail for link in self._event_links.get(id_, ()))

    def _entities_of(self, event: str) -> Iterable[str]:
        card = self._events[event]
        yield from card.places if card else ()
        yield from (p.entity for p in self._participants.get(event, ()))

    def _read_entities(self, wanted: set[str]) -> None:
        new = {id_ for id_ in wanted if id_ not in self._entities}
        if not new:
            return
        self._entities |= dict.fromkeys(new)
        self._entities |= self._reader.entities(new)
        for alias in self._reader.aliases(new):
            self._aliases.setdefault(alias.entity, []).append(alias)
        for link in self._reader.entity_links(new):
            self._links.setdefault(link.head, []).append(link)

    def _entities_behind(self, id_: str) -> Iterable[str]:
        if self._entities[id_] is None:
            return
        one = stands_for(id_, self._into)
        yield from (other for other in (one, *self._others.get(one, ())) if other != id_)
        yield from (a.used_by for a in self._aliases.get(id_, ()) if a.used_by is not None)
        yield from (link.tail for link in self._links.get(id_, ()))

    def has_event(self, id_: str) -> bool:
        """Say whether an event that was gathered is in the project."""
        return self._events.get(id_) is not None

    def entity(self, id_: str) -> str | None:
        """Give an entity's id, read through what it was merged into; None if it is not here."""
        if self._entities.get(id_) is None:
            return None
        return stands_for(id_, self._into)

    def entity_records(self, named: Named) -> list[EntityRecord]:
        """Write the entities by id."""
        for id_ in named.entities:
            if id_ not in self._written:
                entity = self._entities[id_]
                if entity is not None:
                    self._written[id_] = self._entity_record(entity)
        return [self._written[id_] for id_ in named.entities]

    def _entity_record(self, e: Entity) -> EntityRecord:
        # Where two were merged, what led to both leads to one, and what led to the other is a loop.
        ids = (e.id, *self._others.get(e.id, ()))
        ties = ((link.type, self.entity(link.tail)) for i in ids for link in self._links.get(i, ()))
        links = dict.fromkeys(tie for tie in ties if tie[1] != e.id)
        aliases = dict.fromkeys(self._names(e, ids))
        return EntityRecord(
            id=e.id,
            label=self._scheme.label_names.get(e.label, e.label),
            name=e.name,
            aliases=[AliasRecord(name, used_by) for name, used_by in aliases],
            latitude=e.latitude,
            longitude=e.longitude,
            attributes=named(self._scheme, e.label, e.attributes),
            identifiers=[Pair(name, value) for name, value in e.identifiers],
            links=[EntityTie(type_, tail) for type_, tail in links if tail is not None],
            note=e.note,
        )

    def _names(self, e: Entity, ids: Sequence[str]) -> Iterator[tuple[str, str | None]]:
        """Give the other names of an entity, and all names of those that are read as it."""
        for id_ in ids:
            other = self._entities.get(id_)
            if other is not None and other.name != e.name:
                yield other.name, None
            for a in self._aliases.get(id_, ()):
                yield a.name, self.entity(a.used_by) if a.used_by else None

    def event_records(self, named: Named) -> list[EventRecord]:
        """Write the events by id."""
        events = (self._events[id_] for id_ in named.events)
        return [self._event_record(event) for event in events if event is not None]

    def _event_record(self, e: Event) -> EventRecord:
        parts = dict.fromkeys(
            (p.role, self.entity(p.entity)) for p in self._participants.get(e.id, ())
        )
        places = dict.fromkeys(self.entity(place) for place in e.places)
        return EventRecord(
            id=e.id,
            title=e.title,
            type=e.type,
            date=e.date,
            date_precision=e.date_precision,
            place_ids=[place for place in places if place is not None],
            place_precision=e.place_precision,
            participants=[Part(role, id_) for role, id_ in parts if id_ is not None],
            links=[
                EventTie(link.type, link.tail)
                for link in self._event_links.get(e.id, ())
                if self.has_event(link.tail)
            ],
            attributes=named(self._scheme, EVENT_CARD, e.attributes),
            note=e.note,
        )
