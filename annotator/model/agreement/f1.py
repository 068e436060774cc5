"""F1 between two people: how often they mark the same. It is the same whoever comes first.

What nobody marked cannot be counted, and where that is most of a text, kappa comes to F1 (Hripcsak
and Rothschild 2005). Counts are added over all articles, then F1 is taken.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from annotator.model.agreement.figure import Figure, Measure
from annotator.model.agreement.pairing import Tally

_HITS: dict[Measure, tuple[str, str]] = {
    "f1_exact": ("exact", "size"),
    "f1_overlap": ("overlap", "size"),
    "f1_exact_blind": ("exact_blind", "size"),
    "f1_overlap_blind": ("overlap_blind", "size"),
    "f1_relations": ("relations", "relations_size"),
}
_BY_LABEL: tuple[Measure, ...] = ("f1_exact", "f1_overlap")

Asked = tuple[Measure, str | None, str, str]
"""A measure, the label it is of, and the names of the counts it is worked out from."""

_NO_ARTICLE = "They have no article in common."
_NOTHING = "Neither of them marked anything that this counts."


def asked(labels: Sequence[str]) -> list[Asked]:
    """List all F1 figures of a study with these labels."""
    whole: list[Asked] = [(m, None, hits, size) for m, (hits, size) in _HITS.items()]
    return whole + [
        (m, label, f"{_HITS[m][0]}:{label}", f"size:{label}") for m in _BY_LABEL for label in labels
    ]


def f1(hits: int, size: int) -> float | None:
    """Give F1 from what answers to each other and the marks of both; None where there are none."""
    return 2 * hits / size if size else None


def mean(values: Sequence[float | None]) -> float | None:
    """Give the mean of those that have a value."""
    there = [value for value in values if value is not None]
    return sum(there) / len(there) if there else None


def figures(tallies: Sequence[Tally], labels: Sequence[str], pairs: int) -> Iterator[Figure]:
    """Give every F1 by pair, and the mean of the pairs."""
    sums: list[Counter[str]] = [Counter() for _ in range(pairs)]
    read = [0] * pairs
    for tally in tallies:
        _add(sums[tally.pair], tally.counts)
        read[tally.pair] += 1
    articles = len({tally.article for tally in tallies})
    for measure, of, hits, size in asked(labels):
        values = [f1(counts[hits], counts[size]) for counts in sums]
        n = sum(counts[size] for counts in sums)
        value = mean(values)
        why = None if value is not None else (_NOTHING if articles else _NO_ARTICLE)
        yield Figure(measure, value, n, articles, of, why=why)
        for pair, one in enumerate(values):
            why = None if one is not None else (_NOTHING if read[pair] else _NO_ARTICLE)
            yield Figure(measure, one, sums[pair][size], read[pair], of, pair, why)


def _add(to: Counter[str], more: Mapping[str, int]) -> None:
    for name, number in more.items():
        to[name] += number
