"""Which marks of several people are about one thing: found by where they stand and their label.

Marks of one label are matched one to one, those first that share most of their words. What lies
inside another mark is not the same thing for that alone, since claims hold actors and one label may
lie in itself: nothing joins two marks that one person laid over each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from annotator.model.review.saying import Hearing
    from annotator.model.span import Span

Key = tuple[str, int, int, int]
"""The label, start and end, and a number where one person marked the same twice."""


@dataclass(slots=True, eq=False)
class Cluster:
    """Marks that are about one thing. The marks of each person do not overlap."""

    keys: list[Key]
    start: int
    """Where the first of the marks starts."""
    end: int
    """Where the last of the marks ends."""
    of: dict[str, list[Span]] = field(default_factory=dict)
    """The marks by person."""

    def spans(self) -> Iterator[Span]:
        """Give all marks, person by person."""
        for marked in self.of.values():
            yield from marked


def clusters(spans: Iterable[Span], hearing: Hearing) -> list[Cluster]:
    """Put the marks of several people together that are about one thing, in text order.

    The order in which the marks or the people come makes no difference.
    """
    alike = _alike(spans, hearing)
    joined = _Joined(alike)
    near = list(overlapping(sorted(alike)))
    for _, one, other in sorted((-_shared(a, b), a, b) for a, b in near):
        joined.join(one, other, parts=False)
    for one, other in sorted(pair for pair in near if _is_part(*pair)):
        joined.join(one, other, parts=True)
    for one, other in _same_places(alike):
        joined.join(one, other, parts=False)
    return sorted(joined.all(), key=lambda c: (c.start, -c.end, min(c.keys)))


def overlapping(keys: Sequence[Key]) -> Iterator[tuple[Key, Key]]:
    """Give each two of one label that overlap, from keys in order, in one sweep."""
    label, reaching = "", list[Key]()
    for key in keys:
        if key[0] != label:
            label, reaching = key[0], []
        reaching = [other for other in reaching if other[2] > key[1]]
        for other in reaching:
            yield other, key
        reaching.append(key)


def _alike(spans: Iterable[Span], hearing: Hearing) -> dict[Key, Cluster]:
    """Put together what has one label and one place."""
    found: dict[Key, Cluster] = {}
    for span in sorted(spans, key=lambda s: s.id):
        key = (hearing.label(span), span.start, span.end, 0)
        person = span.person or ""
        while key in found and person in found[key].of:
            key = (*key[:3], key[3] + 1)
        cluster = found.get(key)
        if cluster is None:
            cluster = found[key] = Cluster([key], span.start, span.end)
        cluster.of[person] = [span]
    return found


def _shared(one: Key, other: Key) -> float:
    """Say how much of what two marks cover together both cover: 0 to 1."""
    both = min(one[2], other[2]) - max(one[1], other[1])
    return both / (max(one[2], other[2]) - min(one[1], other[1]))


def _is_part(one: Key, other: Key) -> bool:
    """Say whether more than half of the shorter of two marks lies in the longer."""
    both = min(one[2], other[2]) - max(one[1], other[1])
    return 2 * both > min(one[2] - one[1], other[2] - other[1])


def _same_places(alike: Iterable[Key]) -> Iterator[tuple[Key, Key]]:
    """Give each two that have one place and other labels, in order."""
    places: dict[tuple[int, int], list[Key]] = {}
    for key in sorted(alike):
        places.setdefault((key[1], key[2]), []).append(key)
    for keys in places.values():
        for n, one in enumerate(keys):
            yield from ((one, other) for other in keys[n + 1 :] if one[0] != other[0])


class _Joined:
    """Clusters that grow together."""

    def __init__(self, alike: dict[Key, Cluster]) -> None:
        self._in = dict(alike)

    def join(self, one: Key, other: Key, *, parts: bool) -> None:
        """Put two clusters together that no person has a part in both of.

        With `parts` a person may, as long as none of the person's marks overlap: one marked as a
        whole what another marked in two.
        """
        a, b = self._in[one], self._in[other]
        if a is b or not _fit(a, b, parts=parts):
            return
        if len(a.keys) < len(b.keys):
            a, b = b, a
        a.keys += b.keys
        a.start, a.end = min(a.start, b.start), max(a.end, b.end)
        for person, spans in b.of.items():
            mine = a.of.setdefault(person, [])
            mine += spans
            mine.sort(key=lambda s: (s.start, -s.end, s.id))
        for key in b.keys:
            self._in[key] = a

    def all(self) -> list[Cluster]:
        return list({id(cluster): cluster for cluster in self._in.values()}.values())


def _fit(a: Cluster, b: Cluster, *, parts: bool) -> bool:
    both = a.of.keys() & b.of.keys()
    if not parts:
        return not both
    return not any(
        one.start < other.end and other.start < one.end
        for person in both
        for one in a.of[person]
        for other in b.of[person]
    )
