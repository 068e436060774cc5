"""The record of EXPORT.md, declared once: what a line may hold, and in which order."""

from __future__ import annotations

from typing import Annotated

from msgspec import DecodeError, Meta, Struct, ValidationError, json

from annotator.model.article import Layer, Status
from annotator.model.sentences import Told
from annotator.model.span import Origin

SCHEMA_VERSION = "1.0"

Some = Annotated[str, Meta(min_length=1)]
"""A text that says something."""
Offset = Annotated[int, Meta(ge=0)]
Latitude = Annotated[float, Meta(ge=-90, le=90)]
Longitude = Annotated[float, Meta(ge=-180, le=180)]


class Broken(Told):
    """Why a line is no record, in the words that follow "line N: "."""


class Pair(Struct, frozen=True, gc=False):
    """A name and one value."""

    name: str
    value: str


class About(Struct, frozen=True, gc=False):
    """What is known of an article beside its title and language."""

    source: str | None = None
    publisher: str | None = None
    url: str | None = None
    author: str | None = None
    published: str | None = None
    retrieved: str | None = None
    licence: str | None = None
    translation: str | None = None
    original_language: str | None = None
    note: str | None = None


class Seen(Struct, frozen=True, gc=False):
    """A sighting of the article."""

    source: str | None = None
    url: str | None = None
    title: str | None = None
    published: str | None = None
    retrieved: str | None = None


class ZoneRecord(Struct, frozen=True, gc=False):
    """A zone."""

    zone: Some
    start: Offset
    end: Offset


class SpanRecord(Struct, frozen=True, gc=False):
    """A span; offsets are end-exclusive."""

    id: Some
    start: Offset
    end: Offset
    label: str
    text: Some
    entity_id: str | None = None
    event_ids: list[str] = []
    attributes: list[Pair] = []
    note: str | None = None
    origin: Origin = "imported"
    suggester: str | None = None
    score: float | None = None
    derived_from: list[str] = []


class RelationRecord(Struct, frozen=True, gc=False):
    """A relation."""

    id: Some
    type: str
    head: str
    tail: str
    tail_doc_id: str | None = None
    attributes: list[Pair] = []


class Against(Struct, frozen=True, gc=False):
    """What a claim says of another claim."""

    type: str
    claim_id: str
    doc_id: str | None = None
    aspect: str | None = None
    degree: str | None = None


class ClaimRecord(Struct, gc=False):
    """A claim; derived from spans and relations."""

    id: str
    content_span: str
    source_spans: list[str] = []
    cue_spans: list[str] = []
    stance: str = ""
    about: list[str] = []
    responsibility: str = ""
    event_ids: list[str] = []
    restated: str | None = None
    against: list[Against] = []


class AliasRecord(Struct, frozen=True, gc=False):
    """Another name of an entity, and the entity that uses it."""

    name: Some
    used_by: str | None = None


class EntityTie(Struct, frozen=True, gc=False):
    """A link to another entity."""

    type: Some
    entity_id: str


class EntityRecord(Struct, frozen=True, gc=False):
    """An entity."""

    id: Some
    label: str
    name: Some
    aliases: list[AliasRecord] = []
    latitude: Latitude | None = None
    longitude: Longitude | None = None
    attributes: list[Pair] = []
    identifiers: list[Pair] = []
    links: list[EntityTie] = []
    note: str | None = None


class Part(Struct, frozen=True, gc=False):
    """An entity's part in an event."""

    role: Some
    entity_id: str


class EventTie(Struct, frozen=True, gc=False):
    """A link to another event."""

    type: Some
    event_id: str


class EventRecord(Struct, frozen=True, gc=False):
    """An event card."""

    id: Some
    title: Some
    type: str | None = None
    date: str | None = None
    date_precision: str | None = None
    place_ids: list[str] = []
    place_precision: str | None = None
    participants: list[Part] = []
    links: list[EventTie] = []
    attributes: list[Pair] = []
    note: str | None = None


class Provenance(Struct, frozen=True, gc=False):
    """Where a record comes from."""

    annotators: list[str] = []
    reviewer: str | None = None
    scheme: str | None = None
    scheme_version: str | None = None
    guideline_version: str | None = None
    tool: str | None = None
    exported_at: str | None = None


class Record(Struct, frozen=True, gc=False):
    """One line: one article in one layer."""

    schema_version: str = SCHEMA_VERSION
    doc_id: str | None = None
    title: str | None = None
    text: str | None = None
    text_sha256: str | None = None
    language: str | None = None
    meta: About = About()
    sightings: list[Seen] = []
    layer: Layer = "work"
    annotator: str | None = None
    status: Status = "done"
    relevant: bool | None = None
    zones: list[ZoneRecord] = []
    spans: list[SpanRecord] = []
    relations: list[RelationRecord] = []
    claims: list[ClaimRecord] = []
    entities: list[EntityRecord] = []
    events: list[EventRecord] = []
    split: str | None = None
    group_id: str | None = None
    provenance: Provenance = Provenance()


_decoder = json.Decoder(Record)
encode = json.Encoder().encode
"""Write a record as one line of JSON in UTF-8, without the LF."""


def parse(line: bytes) -> Record:
    """Read a line. Raises Broken where it is not JSON, or not of a record's shape and types."""
    try:
        return _decoder.decode(line)
    except ValidationError as error:
        raise Broken("it is no record ({why})", why=str(error)) from None
    except DecodeError as error:
        raise Broken("it is not JSON ({why})", why=str(error)) from None
    except UnicodeDecodeError as error:
        raise Broken("it is not UTF-8 (byte {n} of a text)", n=error.start) from None
    except RecursionError:
        raise Broken("it is nested too deeply") from None
