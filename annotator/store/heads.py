"""Which values of an item count: a pure function of its changes, whatever order they came in.

A version is replaced in a field when another change of that field names it among its parents. What
nothing replaces is a head. Several heads with different values are a conflict: all stay, and the
newest is shown, newest by clock, then site, then number, so that everyone sees the same one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace

from msgspec import json

from annotator.model.change import Version
from annotator.store.kinds import EXISTS, WHOLE, Json, Kind


@dataclass(frozen=True, slots=True)
class Known:
    """A change of one item as far as heads need it. `order` is clock, site, number."""

    version: Version
    order: tuple[int, str, int]
    parents: frozenset[Version]
    fields: dict[str, Json]
    """Of a whole kind: one field, WHOLE, that holds the item or None."""
    article: int | None
    owner: int | None
    person: int
    step: Version = ("", 0)
    """Site of its step, and number of that step's first change."""
    undoes: Version | None = None
    """The step that was taken back with it, named alike."""


@dataclass(slots=True)
class Heads:
    """The heads of each field of an item, the winner last."""

    of: dict[str, list[Known]] = field(default_factory=dict)

    def value(self, name: str) -> Json:
        """Give the value shown in a field, None where there is none."""
        found = self.of.get(name)
        return found[-1].fields[name] if found else None

    def standing(self, name: str) -> tuple[Json, ...]:
        """Give the values that stand in a field, each of them once, the one shown last."""
        values: list[Json] = []
        for change in reversed(self.of.get(name, ())):
            if change.fields[name] not in values:
                values.append(change.fields[name])
        return tuple(reversed(values)) or (None,)

    def settled(self, name: str, value: Json) -> bool:
        """Say whether every head of a field holds this one value."""
        found = self.of.get(name)
        return value is None if not found else all(c.fields[name] == value for c in found)

    def newest(self) -> Known | None:
        """Give the newest change that is a head of any field."""
        winners = [found[-1] for found in self.of.values()]
        return max(winners, key=_order) if winners else None

    def conflicts(self, kind: Kind) -> int:
        """Count the fields whose heads hold different values."""
        return len(self._differing(kind))

    def _differing(self, kind: Kind) -> list[str]:
        return [name for name, of in self.of.items() if len(of) > 1 and _differ(kind, name, of)]

    def disputed(self, kind: Kind) -> list[str]:
        """Name the fields that wait to be settled: their heads hold different values.

        Of what is not there only one thing can be settled: whether it is there.
        """
        found = self._differing(kind)
        if found and not kind.is_there(self.shown(kind)):
            return [name for name in found if name in (WHOLE, EXISTS)]
        return found

    def shown(self, kind: Kind) -> dict[str, Json]:
        """Give the values shown: field by field, or the item of a whole kind."""
        if kind.whole:
            item = self.value(WHOLE)
            return item if isinstance(item, dict) else {}
        return {name: found[-1].fields[name] for name, found in self.of.items()}


def heads(changes: Iterable[Known]) -> Heads:
    """Compute the heads from all known changes of one item."""
    covering: dict[str, list[Known]] = {}
    for change in changes:
        for name in change.fields:
            covering.setdefault(name, []).append(change)
    found = Heads()
    for name, versions in covering.items():
        replaced: set[Version] = set()
        for change in versions:
            replaced |= change.parents
        left = [change for change in versions if change.version not in replaced]
        found.of[name] = sorted(left or versions, key=_order)
    return found


def seen_by(change: Known, known: Iterable[Known]) -> list[Known]:
    """Give the changes that a change was made upon, near and far.

    The times of its parents do not say which of them is shown: a clock may have been ahead.
    """
    by_version = {c.version: c for c in known}
    seen: dict[Version, Known] = {}
    waiting = list(change.parents)
    while waiting:
        version = waiting.pop()
        if version in by_version and version not in seen:
            seen[version] = by_version[version]
            waiting += by_version[version].parents
    return list(seen.values())


def without(
    known: Sequence[Known], aside: Collection[Version], *, as_made: bool = False
) -> list[Known]:
    """Give the changes of an item that count while some are set aside, as if those had not come.

    Who built upon what is set aside had seen what that replaced, and so replaces it as well. What
    was built upon it and taken back again counts for nothing: its undo restored what is aside now.
    With `as_made` such pairs stay, for those who look at the past.
    """
    left = {
        c.version: replace(
            c, parents=c.parents | {s.version for s in seen_by(c, known)}, fields=dict(c.fields)
        )
        for c in known
        if c.version not in aside
    }
    for undo in () if as_made else [c for c in known if c.version in left and c.undoes]:
        for version in _taken_back(undo, known):
            for name in undo.fields if version in left else ():
                left[version].fields.pop(name, None)
    return [c for c in left.values() if c.fields]


def _taken_back(undo: Known, known: Sequence[Known]) -> set[Version]:
    """Give an undo, what it took back, and what lies between."""
    seen = seen_by(undo, known)
    goals = {c.version for c in known if c.step == undo.undoes}
    between = {
        c.version for c in seen if not goals.isdisjoint(s.version for s in seen_by(c, known))
    }
    return goals | between | {undo.version} if goals else set()


def fields_of(kind_is_whole: bool, value: str) -> dict[str, Json]:  # noqa: FBT001 - a fact of the kind
    """Read the value of a change as fields."""
    read: Json = json.decode(value)
    if kind_is_whole:
        return {WHOLE: read}
    return read if isinstance(read, dict) else {}


def _order(change: Known) -> tuple[int, str, int]:
    return change.order


def _differ(kind: Kind, name: str, found: list[Known]) -> bool:
    values = [change.fields[name] for change in found]
    if kind.soft:
        values = [_hard(kind, value) for value in values]
    return any(value != values[0] for value in values[1:])


def _hard(kind: Kind, value: Json) -> Json:
    """Leave out of an item what people may say otherwise."""
    if not isinstance(value, dict):
        return value
    return {name: v for name, v in value.items() if name not in kind.soft}
