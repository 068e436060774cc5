"""How far off a number may be: the interval that holds it with 95 %, by article.

Articles are drawn anew, since marks of one article hang together. F1 is resampled from counts
(1,000 times, always the same for the same work); for the alphas each article is left out once.
"""

from __future__ import annotations

import math
import random
import sys
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import replace

from annotator.model.agreement import f1
from annotator.model.agreement.figure import Figure
from annotator.model.agreement.pairing import Tally

RESAMPLES = 1_000
SEED = 1
ENOUGH = 2
"""Articles that an interval needs."""

Interval = tuple[float, float]


def bootstrap(tallies: Sequence[Tally], labels: Sequence[str], pairs: int) -> dict[
    tuple[str, str | None, int | None], Interval
]:  # fmt: skip
    """Give the intervals of every F1, by measure, label and pair."""
    asked = f1.asked(labels)
    names = list(dict.fromkeys(name for *_, hits, size in asked for name in (hits, size)))
    rows = _packed(tallies, names, pairs)
    drawn: dict[tuple[str, str | None, int | None], list[float]] = {}
    if len(rows) < ENOUGH:
        return {}
    at = {name: n for n, name in enumerate(names)}
    chance = random.Random(SEED)  # noqa: S311 - no secret: the same work gives the same interval
    for _ in range(RESAMPLES):
        counts = _unpacked(sum(chance.choices(rows, k=len(rows))), len(names) * pairs)
        for measure, of, hits, size in asked:
            values = [
                f1.f1(counts[p * len(names) + at[hits]], counts[p * len(names) + at[size]])
                for p in range(pairs)
            ]
            for pair, value in ((None, f1.mean(values)), *enumerate(values)):
                if value is not None:
                    drawn.setdefault((measure, of, pair), []).append(value)
    return {key: _middle(values) for key, values in drawn.items() if len(values) == RESAMPLES}


def _packed(tallies: Iterable[Tally], names: Sequence[str], pairs: int) -> list[int]:
    """Write all counts of an article into one large number, so that one addition adds them all."""
    rows: dict[int, array[int]] = {}
    for tally in tallies:
        row = rows.get(tally.article)
        if row is None:
            row = rows[tally.article] = array("Q", bytes(8 * len(names) * pairs))
        for n, name in enumerate(names):
            row[tally.pair * len(names) + n] = tally.counts.get(name, 0)
    return [int.from_bytes(row.tobytes(), sys.byteorder) for _, row in sorted(rows.items())]


def _unpacked(number: int, fields: int) -> array[int]:
    return array("Q", number.to_bytes(8 * fields, sys.byteorder))


def _middle(values: list[float]) -> Interval:
    """Give the bounds of the middle 95 of 100."""
    values.sort()
    cut = len(values) // 40
    return values[cut], values[-cut - 1]


def jackknife(left: Sequence[float | None], value: float) -> Interval | None:
    """Give the interval of an alpha, from what it is when each article is left out in turn.

    None where there are too few articles, or one of them alone decides whether there is a number.
    """
    there = [one for one in left if one is not None]
    n = len(there)
    if n < ENOUGH or n < len(left):
        return None
    middle = math.fsum(there) / n
    error = math.sqrt((n - 1) / n * math.fsum((one - middle) ** 2 for one in there))
    return value - 1.96 * error, min(1.0, value + 1.96 * error)


def with_interval(figure: Figure, interval: Interval | None) -> Figure:
    """Put an interval beside its number."""
    if interval is None or figure.value is None:
        return figure
    return replace(figure, low=interval[0], high=interval[1])
