"""Which entity stands for which once some were merged, and what leads round in a circle.

Two people who work apart may merge A into B and B into A, or say that A lies within B and B within
A. Both stay in the log: they are read the same way everywhere, shown, and can be mended.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping


def stands_for(id_: str, into: Mapping[str, str]) -> str:
    """Give the entity that an id is read as; of a circle of merged ones the least id.

    `into` names only entities that are here: one that was merged into nothing stands for itself.
    """
    way: dict[str, None] = {}
    while id_ in into and id_ not in way:
        way[id_] = None
        id_ = into[id_]
    if id_ not in way:
        return id_
    passed = list(way)
    return min(passed[passed.index(id_) :])


def members(into: Mapping[str, str]) -> dict[str, list[str]]:
    """Give, for each entity that stands for others, the ids of those others in order."""
    found: dict[str, list[str]] = {}
    for id_ in sorted({*into, *into.values()}):
        one = stands_for(id_, into)
        if one != id_:
            found.setdefault(one, []).append(id_)
    return found


def leads_to(start: str, goal: str, tails: Callable[[str], Iterable[str]]) -> bool:
    """Say whether one comes from a thing to another by its ties; to itself without any."""
    seen: set[str] = set()
    ahead = [start]
    while ahead:
        now = ahead.pop()
        if now == goal:
            return True
        if now not in seen:
            seen.add(now)
            ahead += tails(now)
    return False


def circles(ties: Iterable[tuple[str, str]]) -> list[tuple[str, ...]]:
    """Give what leads back to itself by ties of head and tail: each circle once, its ids in order.

    Circles that touch each other are one.
    """
    tails: dict[str, set[str]] = {}
    for head, tail in ties:
        tails.setdefault(head, set()).add(tail)
    left = _peeled(tails)
    found: list[tuple[str, ...]] = []
    seen: set[str] = set()
    for one in sorted(left):
        if one not in seen:
            beyond = _reached(one, left)
            circle = {other for other in beyond if one in _reached(other, left)}
            seen |= circle
            found += [tuple(sorted(circle))] if circle else []
    return found


def _peeled(tails: Mapping[str, set[str]]) -> dict[str, set[str]]:
    """Leave out whatever leads to an end: few things are in a circle, and many in a chain."""
    left = dict(tails)
    while True:
        kept = {head: some for head, those in left.items() if (some := those & left.keys())}
        if kept == left:
            return left
        left = kept


def _reached(start: str, tails: Mapping[str, set[str]]) -> set[str]:
    seen: set[str] = set()
    ahead = list(tails.get(start, ()))
    while ahead:
        now = ahead.pop()
        if now not in seen:
            seen.add(now)
            ahead += tails.get(now, ())
    return seen
