"""What part of the log is asked for: an article, a thing, a person, some days, a step, or all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotator.model.ids import is_id, is_sha256
from annotator.store.kinds import KINDS
from annotator.store.log import Log, marks

if TYPE_CHECKING:
    from annotator.model.change import Version

Key = tuple[int, int]
"""Where a page ended: clock and number of a step; inside a step the number of a change, and 0."""
_TIES = {
    "span": ("relation",),
    "entity": ("alias", "entity_link", "participant"),
    "event": ("participant", "event_link"),
}
"""Kinds of what is tied to a thing: its value names the thing by its id."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What is asked for. Where several are named, all must hold."""

    article: str | None = None
    item: str | None = None
    """The id of a mark, an entity, an event, a label…; what is tied to it belongs to it."""
    persons: tuple[str, ...] | None = None
    """Ids of persons who did it."""
    since: int | None = None
    """Milliseconds since 1970, UTC."""
    until: int | None = None
    """The same, no longer included."""
    step: Version | None = None


EVERYTHING = Scope()
"""All that was ever done in the project."""


@dataclass(frozen=True, slots=True)
class Where:
    """A condition in SQL, and the values it binds."""

    sql: str
    values: tuple[int, ...] = ()

    def __and__(self, other: Where) -> Where:
        """Let both hold."""
        both = " AND ".join(filter(None, (self.sql, other.sql)))
        return Where(both, self.values + other.values)

    @property
    def clause(self) -> str:
        """Give it with its word, nothing where nothing is asked."""
        return f" WHERE {self.sql}" if self.sql else ""


def about(log: Log, scope: Scope) -> Where | None:
    """Give the condition on changes `c`; None where all changes are asked for."""
    where = Where("")
    if scope.article is not None:
        known = log.find_item(KINDS["article"], scope.article) if is_sha256(scope.article) else None
        where &= Where("c.article = ?", (known or 0,))
    if scope.item is not None:
        items = items_of(log, scope.item)
        where &= Where(f"c.item IN ({marks(items)})", tuple(items))
    return where if where.sql else None


def by_whom_and_when(log: Log, scope: Scope) -> Where:
    """Give the condition on steps `s`."""
    where = Where("")
    if scope.persons is not None:
        people = [log.find_item(KINDS["person"], id_) for id_ in scope.persons if is_id(id_)]
        known = tuple(number for number in people if number is not None)
        where &= Where(f"s.person IN ({marks(known)})", known)
    if scope.since is not None:
        where &= Where("s.clock >= ?", (scope.since << 16,))
    if scope.until is not None:
        where &= Where("s.clock < ?", (scope.until << 16,))
    return where


def items_of(log: Log, id_: str) -> list[int]:
    """Give the numbers of whatever bears an id, and of what is or was tied to it."""
    found: list[int] = []
    for kind in KINDS.values():
        try:
            item = log.find_item(kind, id_)
        except ValueError:
            continue
        if item is not None:
            found.append(item)
            found += _tied_to(log, kind.name, item, id_)
    return sorted(set(found))


def _tied_to(log: Log, kind: str, item: int, id_: str) -> list[int]:
    """Look in the log, not in what is shown: a tie that was taken out has a history too."""
    ties = _TIES.get(kind, ())
    if not ties:
        return []
    names_it = f"i.kind IN ({marks(ties)}) AND instr(c.value, ?) > 0"
    if KINDS[kind].article:  # what is tied to a mark stands in its article
        query = (
            "SELECT DISTINCT i.id FROM change c CROSS JOIN item i ON i.id = c.item"
            f" WHERE c.article = (SELECT article FROM change WHERE item = ? LIMIT 1) AND {names_it}"
        )
        found = log.sql.execute(query, [item, *ties, id_])
    else:
        query = (
            "SELECT DISTINCT i.id FROM item i CROSS JOIN change c ON c.item = i.id"
            f" WHERE {names_it}"
        )
        found = log.sql.execute(query, [*ties, id_])
    return [number for (number,) in found]
