"""Lay marks that lie over each other apart, so that each layer is a row of stretches."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from annotator.model.agreement.study import Compared, Study
from annotator.model.agreement.unitizing import Sums, Unit, all_sums, flat, of_label
from annotator.model.span import Span

STACKED = 0.25
"""Labels lie in two layers where so much of the rarer one's marks lie over the other's."""


@dataclass(slots=True)
class Layered:
    """What the u-alpha family needs of some labels as one row, for all people or one pair."""

    labels: tuple[str, ...]
    pair: int | None
    sums: dict[int, Sums] = field(default_factory=dict)
    """By the place of the article in the study."""
    left_out: int = 0


def layers_of(study: Study) -> list[tuple[str, ...]]:
    """Put labels of which people lay marks over each other apart, as claims over actors.

    What one and the same person laid over each other counts, so that where two disagree on a label
    does not set labels apart. Each label joins the first layer that it can.
    """
    number: Counter[str] = Counter()
    over: Counter[tuple[str, str]] = Counter()
    for article in study.articles:
        for spans in article.spans.values():
            number.update(span.label for span in spans)
            _count_over(spans, over)
    layers: list[list[str]] = []
    for label in study.labels:
        free = (
            layer for layer in layers if not any(_stacked(label, k, number, over) for k in layer)
        )
        layer = next(free, None)
        if layer is None:
            layers.append([label])
        else:
            layer.append(label)
    return [tuple(layer) for layer in layers]


def _stacked(
    a: str, b: str, number: Counter[str], over: Counter[tuple[str, str]]
) -> bool:  # fmt: skip
    rarer = a if (number[a], a) <= (number[b], b) else b
    return over[rarer, b if rarer == a else a] >= STACKED * number[rarer]


def _count_over(spans: Sequence[Span], over: Counter[tuple[str, str]]) -> None:
    """Count marks by the labels of others that lie over them, each label once."""
    meets: list[set[str]] = [set() for _ in spans]
    open_: list[int] = []
    for n, span in enumerate(spans):
        open_ = [m for m in open_ if spans[m].end > span.start]
        for m in open_:
            if spans[m].label != span.label:
                meets[m].add(span.label)
                meets[n].add(spans[m].label)
        open_.append(n)
    over.update((span.label, k) for span, ks in zip(spans, meets, strict=True) for k in ks)


def layered(study: Study, labels: tuple[str, ...]) -> list[Layered]:
    """Sum up one layer, and each of its labels by itself: for all together, and for each pair."""
    single = [(label,) for label in labels] if len(labels) > 1 else []
    found = {
        (of, pair): Layered(of, pair) for pair in groups(study) for of in (labels, *single)
    }  # fmt: skip
    numbers = {pair: number for number, pair in enumerate(study.pairs)}
    for place, article in enumerate(study.articles):
        people = [person.id for person in study.persons if person.id in article.spans]
        for of, row in _rows(article, people, labels) if len(people) > 1 else ():
            known: dict[int | None, tuple[Sums, int]] = {None: (row.together, sum(row.left))}
            for (i, j), sums in row.apart.items():
                number = numbers.get((people[i], people[j]), -1)
                known[number] = sums, row.left[i] + row.left[j]
            for pair, (sums, left) in known.items():
                layer = found.get((of, pair))
                if layer is not None:
                    layer.sums[place] = sums
                    layer.left_out += left
    return list(found.values())


def groups(study: Study) -> list[int | None]:
    """Give who is compared: all together (None), and each pair where that is something else."""
    pairs: list[int | None] = list(range(len(study.pairs)))
    if study.is_against_gold:
        return pairs
    return [None, *pairs] if len(pairs) > 1 else [None]


@dataclass(frozen=True, slots=True)
class _Row:
    together: Sums
    apart: Mapping[tuple[int, int], Sums]
    left: Sequence[int]
    """By person."""


def _rows(
    article: Compared, people: Sequence[str], labels: tuple[str, ...]
) -> Iterator[tuple[tuple[str, ...], _Row]]:
    """Sum up one article: the layer, then each label by itself, on a row of its own."""
    layer = _row(article, people, labels)
    yield labels, layer
    for label in labels if len(labels) > 1 else ():
        if any(layer.left):  # what another label keeps out of the layer has its place here
            yield (label,), _row(article, people, (label,))
        else:
            apart = {pair: of_label(sums, label) for pair, sums in layer.apart.items()}
            yield (label,), _Row(of_label(layer.together, label), apart, layer.left)


def _row(article: Compared, people: Sequence[str], labels: tuple[str, ...]) -> _Row:
    wanted = set(labels)
    rows = [flat(_units(article, person, wanted)) for person in people]
    together, apart = all_sums([units for units, _ in rows], article.length)
    return _Row(together, apart, [left for _, left in rows])


def _units(article: Compared, person: str, labels: set[str]) -> list[Unit]:
    return [(s.start, s.end, s.label) for s in article.spans[person] if s.label in labels]
