"""Finds the marks at a stretch of the text, and puts marks that overlap into lanes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from annotator.ui.article.marks import Mark

_SIZE = 512
"""Code points of a bucket."""
_MANY = 64
"""A mark over more buckets than this is kept apart, where each search looks at it."""


class MarkIndex:
    """The marks of an article by id, and by place."""

    def __init__(self, marks: Iterable[Mark] = ()) -> None:
        self._marks: dict[str, Mark] = {}
        self._buckets: dict[int, dict[str, Mark]] = {}
        self._long: dict[str, Mark] = {}
        for mark in marks:
            self.add(mark)

    def __len__(self) -> int:
        return len(self._marks)

    def __iter__(self) -> Iterator[Mark]:
        return iter(self._marks.values())

    def get(self, mark_id: str | None) -> Mark | None:
        """Give the mark with this id, if there is one."""
        return self._marks.get(mark_id) if mark_id is not None else None

    def add(self, mark: Mark) -> Mark | None:
        """Add a mark; it takes the place of the one with its id, which is given back."""
        old = self.remove(mark.id) if mark.id in self._marks else None
        self._marks[mark.id] = mark
        first, last = mark.start // _SIZE, (mark.end - 1) // _SIZE
        if last - first >= _MANY:
            self._long[mark.id] = mark
        else:
            for number in range(first, last + 1):
                self._buckets.setdefault(number, {})[mark.id] = mark
        return old

    def remove(self, mark_id: str) -> Mark | None:
        """Remove a mark, and give it back if it was there."""
        mark = self._marks.pop(mark_id, None)
        if mark is not None and self._long.pop(mark_id, None) is None:
            for number in range(mark.start // _SIZE, (mark.end - 1) // _SIZE + 1):
                self._buckets[number].pop(mark_id, None)
        return mark

    def overlapping(self, start: int, end: int) -> list[Mark]:
        """Find the marks that share at least one code point with a stretch, in no special order."""
        found: dict[str, Mark] = {}
        if start < end:
            for number in range(start // _SIZE, (end - 1) // _SIZE + 1):
                found.update(self._buckets.get(number, {}))
            found.update(self._long)
        return [mark for mark in found.values() if mark.start < end and mark.end > start]


def lanes(stretches: Sequence[tuple[int, int]]) -> list[int]:
    """Give each stretch the lowest lane above all before it that it overlaps.

    With the inner ones first, they lie closest to the words.
    """
    edges = sorted({place for stretch in stretches for place in stretch})
    number = {place: n for n, place in enumerate(edges)}
    highest = [-1] * len(edges)
    result = []
    for start, end in stretches:
        first, last = number[start], number[end]
        lane = 1 + max(highest[first:last], default=-1)
        highest[first:last] = [lane] * (last - first)
        result.append(lane)
    return result
