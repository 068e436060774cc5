"""What happened: the event cards that make claims comparable across articles."""

from __future__ import annotations

from dataclasses import dataclass

from annotator.model.article import Attributes
from annotator.model.ids import derived_id


@dataclass(frozen=True, slots=True)
class Event:
    """An event card. `date` is EDTF: a day, a month, a year."""

    id: str
    title: str
    type: str | None = None
    date: str | None = None
    date_precision: str | None = None
    places: tuple[str, ...] = ()
    """Ids of entities, the likeliest first."""
    place_precision: str | None = None
    note: str | None = None
    attributes: Attributes = ()


@dataclass(frozen=True, slots=True)
class Participant:
    """An entity's part in an event."""

    id: str
    event: str
    role: str
    entity: str

    @staticmethod
    def of(event: str, role: str, entity: str) -> Participant:
        """Make a participant whose id is made of what it says."""
        return Participant(derived_id("participant", event, role, entity), event, role, entity)


@dataclass(frozen=True, slots=True)
class EventLink:
    """A tie between two events, such as part or response_to."""

    id: str
    head: str
    type: str
    tail: str

    @staticmethod
    def of(head: str, type_: str, tail: str) -> EventLink:
        """Make a link whose id is made of its ends and type."""
        return EventLink(derived_id("event_link", head, type_, tail), head, type_, tail)


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file kept with an article or an event; its bytes lie apart, addressed by sha256."""

    id: str
    of: str
    name: str
    media_type: str
    sha256: str
