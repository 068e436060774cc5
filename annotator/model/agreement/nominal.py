"""Nominal alpha (Krippendorff 2011): whether people say the same of the same things."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field


@dataclass(slots=True)
class Coincidences:
    """How often which two values stand beside each other. They add up article by article."""

    pairs: dict[tuple[Hashable, Hashable], float] = field(default_factory=dict)
    """Each way round."""
    units: int = 0
    """Things of which at least two said something."""

    def add(self, values: Sequence[Hashable | None]) -> None:
        """Add what was said of one thing; None is what was not said, and is left out."""
        said = Counter(value for value in values if value is not None)
        m = said.total()
        if m < 2:
            return
        self.units += 1
        for x, n in said.items():
            for y, o in said.items():
                self._add((x, y), (n * o - (n if x == y else 0)) / (m - 1))

    def add_two(self, one: Hashable, other: Hashable, weight: float, times: int = 1) -> None:
        """Add what two of several said of one thing; `weight` is 1 / (number of people - 1)."""
        self.units += times
        self._add((one, other), weight * times)
        self._add((other, one), weight * times)

    def _add(self, key: tuple[Hashable, Hashable], weight: float) -> None:
        self.pairs[key] = self.pairs.get(key, 0.0) + weight

    def plus(self, more: Coincidences) -> None:
        """Add those of another article."""
        self.units += more.units
        for key, weight in more.pairs.items():
            self._add(key, weight)

    def without(self, less: Coincidences) -> Coincidences:
        """Give what is left when those of one article are taken away."""
        pairs = self.pairs.copy()
        for key, weight in less.pairs.items():
            pairs[key] -= weight
        return Coincidences(pairs, self.units - less.units)

    @property
    def observed(self) -> float:
        """Give the share that differs."""
        total = sum(self.pairs.values())
        return sum(w for (x, y), w in self.pairs.items() if x != y) / total if total else 0.0

    @property
    def expected(self) -> float:
        """Give the share that would differ by chance."""
        values: dict[Hashable, float] = {}
        for (x, _), w in self.pairs.items():
            values[x] = values.get(x, 0.0) + w
        n = sum(values.values())
        if n <= 1:
            return 0.0
        return (n * n - sum(w * w for w in values.values())) / (n * (n - 1))

    @property
    def alpha(self) -> float | None:
        """Give alpha, None where all that was said is the same, or nothing was."""
        expected = self.expected
        return 1 - self.observed / expected if expected > 1e-12 else None


def alpha(units: Iterable[Sequence[Hashable | None]]) -> float | None:
    """Give nominal alpha of any number of people over units; None in a unit is a missing value."""
    found = Coincidences()
    for values in units:
        found.add(values)
    return found.alpha
