"""Who or what the words name: entities, their other names, and their ties."""

from __future__ import annotations

from dataclasses import dataclass

from annotator.model.article import Attributes
from annotator.model.ids import derived_id


@dataclass(frozen=True, slots=True)
class Entity:
    """A person, force, place… of the project. Attributes are set once here, not on each mention."""

    id: str
    label: str
    name: str
    latitude: float | None = None
    longitude: float | None = None
    note: str | None = None
    merged_into: str | None = None
    """Set when two turned out to be one: mentions keep their own id and are read through."""
    attributes: Attributes = ()
    identifiers: Attributes = ()
    """Pairs of a register's name and the id there, such as ("wikidata", "Q30")."""


@dataclass(frozen=True, slots=True)
class Alias:
    """Another name of an entity, and who uses it."""

    id: str
    entity: str
    name: str
    used_by: str | None = None
    position: int = 0

    @staticmethod
    def of(entity: str, name: str, used_by: str | None = None, position: int = 0) -> Alias:
        """Make an alias whose id is made of what it says, so that adding it twice adds it once."""
        return Alias(
            derived_id("alias", entity, name, used_by or ""), entity, name, used_by, position
        )


@dataclass(frozen=True, slots=True)
class EntityLink:
    """A tie between two entities, such as part_of, backed_by or within."""

    id: str
    head: str
    type: str
    tail: str

    @staticmethod
    def of(head: str, type_: str, tail: str) -> EntityLink:
        """Make a link whose id is made of its ends and type."""
        return EntityLink(derived_id("entity_link", head, type_, tail), head, type_, tail)
