"""Read the register of a project: its entities and events, their names and their ties."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from msgspec import json

from annotator.model.entity import Alias, Entity, EntityLink
from annotator.model.event import Event, EventLink, Participant
from annotator.model.ids import to_bytes, to_text
from annotator.store.log import AT_ONCE, batches, marks
from annotator.store.values import pairs_of

if TYPE_CHECKING:
    from sqlite_utils.utils import sqlite3

    from annotator.store.sight import Sight

Answered = tuple[Any, ...]
"""A row as SQLite answers it: the layout says which types stand in it."""


def id_or_none(raw: bytes | None) -> str | None:
    """Give an id that a row may have."""
    return to_text(raw) if raw is not None else None


def listed(packed: str | None) -> tuple[str, ...]:
    """Give the texts that a row lists."""
    return tuple(json.decode(packed)) if packed else ()


class Register:
    """Reads entities and events, for the whole project or by their ids."""

    def __init__(self, sql: sqlite3.Connection) -> None:
        self._sql = sql
        self.sight: Sight | None = None
        """Set where the person who reads is blind in some articles; None sees all."""

    def _visible(self, ids: Iterable[str] | None) -> Iterable[str] | None:
        """Give whose names may be read where all are asked for."""
        if ids is None and self.sight is not None:
            return self.sight.entities(self._sql)
        return ids

    def entities(self, ids: Iterable[str] | None = None) -> dict[str, Entity]:
        """Give some entities, or all, by id."""
        columns = "label, name, latitude, longitude, note, merged_into, more"
        return {
            uid: Entity(
                uid, label or "", name or "", latitude, longitude, note, id_or_none(merged_into),
                pairs_of("attributes", fields), pairs_of("identifiers", fields),
            )
            for uid, label, name, latitude, longitude, note, merged_into, fields
            in self._fielded("entity", columns, self._visible(ids))
        }  # fmt: skip

    def events(self, ids: Iterable[str] | None = None) -> dict[str, Event]:
        """Give some events, or all, by id."""
        columns = "title, type, date, date_precision, places, place_precision, note, more"
        return {
            uid: Event(
                uid, title or "", type_, date, date_precision, listed(places), place_precision,
                note, pairs_of("attributes", fields),
            )
            for uid, title, type_, date, date_precision, places, place_precision, note, fields
            in self._fielded("event", columns, ids)
        }  # fmt: skip

    def _fielded(self, kind: str, columns: str, ids: Iterable[str] | None) -> Iterator[Answered]:
        query = f"SELECT i.uid, {columns} FROM {kind} t JOIN item i ON i.id = t.item"
        for where, values in _these("i.uid", ids):
            for uid, *rest, more in self._sql.execute(query + where, values):
                yield (to_text(uid), *rest, json.decode(more) if more else {})

    def aliases(self, entities: Iterable[str] | None = None) -> list[Alias]:
        """Give the aliases of some entities, or all, in the order in which they were entered."""
        rows = self._tied(
            "alias", "entity, name, used_by, position", "entity", self._visible(entities)
        )
        found = [
            Alias(to_text(uid), to_text(entity), name, id_or_none(used_by), position)
            for uid, entity, name, used_by, position in rows
        ]
        return sorted(found, key=lambda a: (a.entity, a.position, a.name, a.used_by or ""))

    def entity_links(self, heads: Iterable[str] | None = None) -> list[EntityLink]:
        """Give the links of some entities, or all, by type and tail."""
        rows = self._tied("entity_link", "head, type, tail", "head", heads)
        found = [EntityLink(to_text(u), to_text(h), type_, to_text(t)) for u, h, type_, t in rows]
        return sorted(found, key=lambda link: (link.head, link.type, link.tail))

    def event_links(self, heads: Iterable[str] | None = None) -> list[EventLink]:
        """Give the links of some events, or all, by type and tail."""
        rows = self._tied("event_link", "head, type, tail", "head", heads)
        found = [EventLink(to_text(u), to_text(h), type_, to_text(t)) for u, h, type_, t in rows]
        return sorted(found, key=lambda link: (link.head, link.type, link.tail))

    def participants(self, events: Iterable[str] | None = None) -> list[Participant]:
        """Give who took part in some events, or all, by role."""
        rows = self._tied("participant", "event, role, entity", "event", events)
        found = [Participant(to_text(u), to_text(e), role, to_text(n)) for u, e, role, n in rows]
        return sorted(found, key=lambda p: (p.event, p.role, p.entity))

    def _tied(
        self, kind: str, columns: str, key: str, ids: Iterable[str] | None
    ) -> Iterator[Answered]:
        query = f"SELECT i.uid, {columns} FROM {kind} t JOIN item i ON i.id = t.item"
        for where, values in _these(f"t.{key}", ids):
            yield from self._sql.execute(query + where, values)


def _these(column: str, ids: Iterable[str] | None) -> Iterator[tuple[str, Sequence[bytes]]]:
    if ids is None:
        yield "", []
        return
    for part in batches([to_bytes(id_) for id_ in ids], AT_ONCE):
        yield f" WHERE {column} IN ({marks(part)})", part
