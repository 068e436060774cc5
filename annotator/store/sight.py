"""What a person may see in a blind round: in its articles one's own work and the scheme, no more.

It is a filter of the program, no secret: the file holds everybody's work.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol, TypeVar

from annotator.model.ids import to_bytes, to_text

if TYPE_CHECKING:
    from sqlite_utils.utils import sqlite3

_OWN_ENTITIES = (
    "SELECT DISTINCT i.uid FROM item i JOIN change c ON c.item = i.id JOIN step s ON s.id = c.step"
    " WHERE i.kind = 'entity' AND s.person = (SELECT id FROM item WHERE uid = :me"
    " AND kind = 'person') UNION SELECT entity FROM span WHERE entity IS NOT NULL"
    " AND owner = (SELECT id FROM item WHERE uid = :me AND kind = 'person')"
)


class Owned(Protocol):
    """What is in somebody's layer."""

    @property
    def person(self) -> str | None:
        """Give whose it is; None is the gold layer."""
        ...


T = TypeVar("T", bound=Owned)


@dataclass(slots=True)
class Sight:
    """The eyes of a person who is blind in some articles."""

    person: str
    articles: frozenset[str]
    """Where only what is his own is seen."""
    _entities: frozenset[str] | None = field(default=None, repr=False)

    def hides(self, article: str | None) -> bool:
        """Say whether others' work on an article is hidden; without one, whether any is."""
        return bool(self.articles) if article is None else article in self.articles

    def seen(self, article: str, things: Iterable[T]) -> list[T]:
        """Give of what stands in an article what may be seen."""
        if article not in self.articles:
            return list(things)
        return [thing for thing in things if thing.person == self.person]

    def entities(self, sql: sqlite3.Connection) -> frozenset[str]:
        """Give the entities that he made, changed or named himself."""
        if self._entities is None:
            rows = sql.execute(_OWN_ENTITIES, {"me": to_bytes(self.person)})
            self._entities = frozenset(to_text(uid) for (uid,) in rows)
        return self._entities

    def forget(self) -> None:
        """Look for his entities again when they are asked for."""
        self._entities = None
