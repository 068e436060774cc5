"""Who or what the marks of an article name: entities read once, and read through their merging."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from annotator.model.entity import Entity
from annotator.model.merging import stands_for
from annotator.model.scheme import Label, Scheme

if TYPE_CHECKING:
    from annotator.store.reader import Reader


def names_entities(scheme: Scheme, label: str) -> bool:
    """Say whether marks of a label name an entity.

    They do where the scheme has something to say of its entities. A scheme that says nothing of
    any lets all labels but claims name one.
    """
    found = scheme.label_named(label)
    if found is None or found.stroke == "bracket":
        return False
    if any(_has_entities(known) for known in scheme.labels):
        return _has_entities(found)
    return True


def _has_entities(label: Label) -> bool:
    return any(attribute.scope == "entity" for attribute in label.attributes)


class EntityNames:
    """The entities that are asked for, each read from the file once until `forget`."""

    def __init__(self) -> None:
        self._known: dict[str, Entity | None] = {}
        self._into: dict[str, str] = {}

    def forget(self, ids: Iterable[str] | None = None) -> bool:
        """Read again what is asked for from now on; say whether any of these was known."""
        if ids is not None and self._known.keys().isdisjoint(ids):
            return False
        self._known.clear()
        self._into.clear()
        return True

    def read(self, reader: Reader, ids: Iterable[str]) -> None:
        """Read what is not known yet, and all that it was merged into."""
        wanted = {id_ for id_ in ids if id_ not in self._known}
        while wanted:
            found = reader.entities(wanted)
            for id_ in wanted:
                self._known[id_] = found.get(id_)
            into = {e.merged_into for e in found.values() if e.merged_into}
            wanted = into - self._known.keys()
        self._into = {
            id_: entity.merged_into
            for id_, entity in self._known.items()
            if entity is not None and self._known.get(entity.merged_into or "") is not None
            and entity.merged_into is not None
        }  # fmt: skip

    def of(self, id_: str | None) -> Entity | None:
        """Give the entity that an id stands for now, None where it is not there."""
        return self._known.get(stands_for(id_, self._into)) if id_ else None
