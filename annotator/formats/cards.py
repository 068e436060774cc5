"""The entities and events that a record names, and all that those lead to."""

from __future__ import annotations

from collections.abc import Mapping

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
from annotator.model.scheme import EVENT_CARD, Scheme
from annotator.store.reader import Reader


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


class Cards:
    """What one record names. An id that leads to nothing in the project is left out."""

    def __init__(self, reader: Reader, scheme: Scheme) -> None:
        self._reader = reader
        self._scheme = scheme
        self._entities: dict[str, Entity] = {}
        self._aliases: dict[str, list[Alias]] = {}
        self._links: dict[str, list[EntityLink]] = {}
        self.events: dict[str, Event] = {}
        self._participants: dict[str, list[Participant]] = {}
        self._event_links: dict[str, list[EventLink]] = {}

    def gather(self, entities: set[str], events: set[str]) -> None:
        """Read what is named, then what that names, until every id resolves."""
        wanted = events
        while wanted:
            found = self._reader.events(wanted)
            self.events |= found
            wanted = self._read_events(found) - self.events.keys()
        entities = entities | self._named_by_events()
        while entities:
            fresh = self._reader.entities(entities)
            self._entities |= fresh
            entities = self._read_entities(fresh) - self._entities.keys()

    def _read_events(self, events: Mapping[str, Event]) -> set[str]:
        for link in self._reader.event_links(events):
            self._event_links.setdefault(link.head, []).append(link)
        for participant in self._reader.participants(events):
            self._participants.setdefault(participant.event, []).append(participant)
        return {link.tail for id_ in events for link in self._event_links.get(id_, ())}

    def _named_by_events(self) -> set[str]:
        places = {place for event in self.events.values() for place in event.places}
        return places | {p.entity for parts in self._participants.values() for p in parts}

    def _read_entities(self, entities: Mapping[str, Entity]) -> set[str]:
        more = {e.merged_into for e in entities.values() if e.merged_into is not None}
        for alias in self._reader.aliases(entities):
            self._aliases.setdefault(alias.entity, []).append(alias)
            if alias.used_by is not None:
                more.add(alias.used_by)
        for link in self._reader.entity_links(entities):
            self._links.setdefault(link.head, []).append(link)
            more.add(link.tail)
        return more

    def entity(self, id_: str) -> str | None:
        """Give an entity's id, read through what it was merged into; None if it is not here."""
        seen: set[str] = set()
        while id_ in self._entities and id_ not in seen:
            seen.add(id_)
            target = self._entities[id_].merged_into
            if target is None or target not in self._entities:
                return id_
            id_ = target
        return None

    def entity_records(self) -> list[EntityRecord]:
        """Write the entities by id."""
        shown = sorted(id_ for id_ in self._entities if self.entity(id_) == id_)
        return [self._entity_record(self._entities[id_]) for id_ in shown]

    def _entity_record(self, e: Entity) -> EntityRecord:
        links = ((link.type, self.entity(link.tail)) for link in self._links.get(e.id, ()))
        return EntityRecord(
            id=e.id,
            label=self._scheme.label_names.get(e.label, e.label),
            name=e.name,
            aliases=[
                AliasRecord(a.name, self.entity(a.used_by) if a.used_by else None)
                for a in self._aliases.get(e.id, ())
            ],
            latitude=e.latitude,
            longitude=e.longitude,
            attributes=named(self._scheme, e.label, e.attributes),
            identifiers=[Pair(name, value) for name, value in e.identifiers],
            links=[EntityTie(type_, tail) for type_, tail in links if tail is not None],
            note=e.note,
        )

    def event_records(self) -> list[EventRecord]:
        """Write the events by id."""
        return [self._event_record(self.events[id_]) for id_ in sorted(self.events)]

    def _event_record(self, e: Event) -> EventRecord:
        parts = ((p.role, self.entity(p.entity)) for p in self._participants.get(e.id, ()))
        places = (self.entity(place) for place in e.places)
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
                if link.tail in self.events
            ],
            attributes=named(self._scheme, EVENT_CARD, e.attributes),
            note=e.note,
        )
