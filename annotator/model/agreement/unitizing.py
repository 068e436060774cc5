"""The u-alpha family: whether people find the same stretches and call them the same.

Krippendorff, Mathet, Bouvry and Widlöcher 2016, and Krippendorff 2019, section 12.6. The alpha of
1995 is another, and wrong for more than two people. All articles are one continuum, one behind the
other, so that what is summed for each article is simply added. Where fewer people read an article,
it counts for those who did.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import TypeVar

Unit = tuple[int, int, str]
"""Start, end, label. The units of one person do not overlap and are in order."""

_Key = TypeVar("_Key")
_N = TypeVar("_N", int, float)
_TINY = 1e-9


@dataclass(slots=True)
class Sums:
    """What the family is worked out from."""

    total: float = 0.0
    """Code points, once for each person."""
    units: dict[str, int] = field(default_factory=dict)
    """Units, by label."""
    length: dict[str, float] = field(default_factory=dict)
    """Code points in units, by label."""
    squares: dict[str, float] = field(default_factory=dict)
    """Sum of the squared lengths of units."""
    shared: dict[tuple[str, str], float] = field(default_factory=dict)
    """Code points on which one person's unit meets another's, each way round."""
    covered: dict[str, float] = field(default_factory=dict)
    """Sum of the squares of what of a unit meets anybody's."""

    def add(self, more: Sums, sign: int = 1) -> None:
        """Add the sums of another article, or take them away with -1."""
        self.total += sign * more.total
        _add(self.units, more.units, sign)
        _add(self.length, more.length, sign)
        _add(self.squares, more.squares, sign)
        _add(self.shared, more.shared, sign)
        _add(self.covered, more.covered, sign)

    def without(self, less: Sums) -> Sums:
        """Give what is left when the sums of one article are taken away."""
        left = Sums()
        left.add(self)
        left.add(less, -1)
        return left


def _add(to: dict[_Key, _N], more: dict[_Key, _N], sign: int) -> None:
    for key, value in more.items():
        to[key] = to[key] + sign * value if key in to else sign * value


@dataclass(frozen=True, slots=True)
class Family:
    """The measures of one layer. None is where there is nothing that could differ."""

    u: float | None
    """Boundaries and labels together."""
    boundaries: float | None
    """|u: is something marked here at all."""
    labels: float | None
    """cu: what is marked by several, is it called the same."""
    each: dict[str, float | None]
    """(k)u: the same for each label."""
    coverage: dict[str, float]
    """How much of what has a label others marked too, from 0 to 1."""


def flat(units: Iterable[Unit]) -> tuple[list[Unit], int]:
    """Leave out what overlaps: the first stays, of those that begin together the longest.

    Gives the units, and how many were left out. They come by start, the longer first.
    """
    kept: list[Unit] = []
    left, end = 0, 0
    for unit in units:
        if unit[0] < end:
            left += 1
        else:
            kept.append(unit)
            end = unit[1]
    return kept, left


def sums_of(people: Sequence[Sequence[Unit]], length: int) -> Sums:
    """Sum up one article of this length, which at least two people have read."""
    return all_sums(people, length)[0]


def all_sums(
    people: Sequence[Sequence[Unit]], length: int
) -> tuple[Sums, dict[tuple[int, int], Sums]]:
    """Sum up one article for all who have read it together, and for each two of them."""
    own = [_own(units, length) for units in people]
    together = Sums()
    for sums in own:
        together.add(sums)
    apart: dict[tuple[int, int], Sums] = {}
    met: list[_Met] = [{} for _ in people]
    for i, j in combinations(range(len(people)), 2):
        two = apart[i, j] = Sums()
        two.add(own[i])
        two.add(own[j])
        first: _Met = {}
        second: _Met = {}
        _meet(people[i], people[j], two.shared, first, second)
        for place, mine in ((i, first), (j, second)):
            _cover(two.covered, people[place], mine)
            for at, ranges in mine.items():
                met[place].setdefault(at, []).extend(ranges)
    for sums in apart.values():
        for key, n in sums.shared.items():
            together.shared[key] = together.shared.get(key, 0.0) + n / (len(people) - 1)
    for units, ranges_of in zip(people, met, strict=True):
        _cover(together.covered, units, ranges_of)
    return together, apart


def of_label(sums: Sums, label: str) -> Sums:
    """Give the sums as if only this label had been marked, each unit standing as it does."""
    only = Sums(sums.total)
    if label in sums.units:
        only.units[label] = sums.units[label]
        only.length[label] = sums.length[label]
        only.squares[label] = sums.squares[label]
    if (label, label) in sums.shared:
        only.shared[label, label] = sums.shared[label, label]
    return only


def _own(units: Sequence[Unit], length: int) -> Sums:
    sums = Sums(float(length))
    for start, end, label in units:
        n = end - start
        sums.units[label] = sums.units.get(label, 0) + 1
        sums.length[label] = sums.length.get(label, 0.0) + n
        sums.squares[label] = sums.squares.get(label, 0.0) + n * n
    return sums


_Met = dict[int, list[tuple[int, int]]]
"""By the place of a unit: where it meets those of others."""


def _meet(
    a: Sequence[Unit], b: Sequence[Unit], shared: dict[tuple[str, str], float],
    first: _Met, second: _Met,
) -> None:  # fmt: skip
    """Go along both rows at once, and note where a unit of one meets a unit of the other."""
    i = j = 0
    while i < len(a) and j < len(b):
        begin, end, label = a[i]
        other_begin, other_end, other = b[j]
        start = max(other_begin, begin)
        stop = min(other_end, end)
        if start < stop:
            shared[label, other] = shared.get((label, other), 0.0) + stop - start
            shared[other, label] = shared.get((other, label), 0.0) + stop - start
            first.setdefault(i, []).append((start, stop))
            second.setdefault(j, []).append((start, stop))
        if end <= other_end:
            i += 1
        else:
            j += 1


def _cover(covered: dict[str, float], units: Sequence[Unit], met: _Met) -> None:
    for at, ranges in met.items():
        label = units[at][2]
        covered[label] = covered.get(label, 0.0) + _joined(ranges) ** 2


def _joined(ranges: list[tuple[int, int]]) -> int:
    if len(ranges) == 1:
        return ranges[0][1] - ranges[0][0]
    total, reached = 0, 0
    for start, end in sorted(ranges):
        total += max(0, end - max(start, reached))
        reached = max(reached, end)
    return total


def family(sums: Sums) -> Family:
    """Work the measures out (equations 32 to 38 of 2019)."""
    labels = sorted(sums.length)
    marked = sum(sums.length.values())
    gaps = sums.total - marked
    among = {c: sum(sums.shared.get((c, k), 0.0) for k in labels) for c in labels}
    alone = sum(sums.length[c] - among[c] for c in labels)
    same = sum(sums.shared.get((c, c), 0.0) for c in labels)
    corrected = _corrected(sums.total, gaps + sum(sums.squares.values()))
    rows = (gaps, *(sums.length[c] for c in labels))
    together = sum(among.values())
    return Family(
        _alpha(alone + marked - same, _apart(rows, corrected)),
        _alpha(2 * alone, 2 * gaps * marked / corrected if corrected > _TINY else 0.0),
        _coding(sums, among),
        {k: _of_label(sums, among, k) for k in labels},
        {k: among[k] / sums.length[k] if sums.length[k] else 0.0 for k in labels}
        if together else dict.fromkeys(labels, 0.0),
    )  # fmt: skip


def _corrected(total: float, own: float) -> float:
    """Give the total without what meets itself, since nobody is compared with himself."""
    return total - own / total if total > _TINY else 0.0


def _apart(rows: Sequence[float], corrected: float) -> float:
    """Give how much would differ by chance."""
    total = sum(rows)
    return (total**2 - sum(row**2 for row in rows)) / corrected if corrected > _TINY else 0.0


def _alpha(observed: float, expected: float) -> float | None:
    if expected <= _TINY:
        return 1.0 if abs(observed) <= _TINY else None
    return 1 - observed / expected


def _coding(sums: Sums, among: dict[str, float]) -> float | None:
    """Give cu; None where only one label, or nothing, was marked by several."""
    together = sum(among.values())
    same = sum(sums.shared.get((c, c), 0.0) for c in among)
    corrected = _corrected(together, sum(sums.covered.values()))
    if together <= _TINY or sum(n > _TINY for n in among.values()) < 2:
        return None
    return _alpha(together - same, _apart(tuple(among.values()), corrected))


def _of_label(sums: Sums, among: dict[str, float], label: str) -> float | None:
    """Give (k)u; None where nobody else marked it, or nothing else was marked by several."""
    own, together = among[label], sum(among.values())
    corrected = _corrected(together, sum(sums.covered.values()))
    expected = own * (together - own) / corrected if corrected > _TINY else 0.0
    if expected <= _TINY:
        return None
    seen = (together * own - sums.covered.get(label, 0.0)) / corrected
    return 1 - seen / own * (own - sums.shared.get((label, label), 0.0)) / expected
