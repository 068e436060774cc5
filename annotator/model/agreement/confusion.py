"""Which label one gave where the other gave another, or marked nothing; each cell with its places.

All tables are made of the same items, so whatever is counted can be opened.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from annotator.model.agreement.pairing import Item
from annotator.model.agreement.study import Study

Step = Literal["day", "week"]


@dataclass(frozen=True, slots=True)
class Cell:
    """How often one label answered to another; None is nothing."""

    first: str | None
    second: str | None
    items: tuple[Item, ...]

    @property
    def count(self) -> int:
        """Say how many places stand behind it."""
        return len(self.items)


@dataclass(frozen=True, slots=True)
class Table:
    """A table of label by label. Rows are the first of a pair; of all pairs it is folded."""

    labels: tuple[str | None, ...]
    """The ids of its rows and columns, the last one None: nothing."""
    cells: Mapping[tuple[str | None, str | None], Cell]
    pair: int | None = None

    def count(self, first: str | None, second: str | None) -> int:
        """Say how often the two met."""
        cell = self.cells.get((first, second))
        return cell.count if cell else 0

    def confusions(self) -> list[Cell]:
        """Give the cells in which people differ, the fullest first."""
        ranks = {label: n for n, label in enumerate(self.labels)}
        apart = [cell for cell in self.cells.values() if cell.first != cell.second]
        return sorted(apart, key=lambda c: (-c.count, ranks[c.first], ranks[c.second]))


@dataclass(frozen=True, slots=True)
class Share:
    """How many of some places differ: of an article, a label, a day."""

    of: str
    name: str
    places: int
    differ: int
    kinds: Mapping[str, int]
    """By the kind of difference."""


def table(study: Study, items: Iterable[Item], pair: int | None = None) -> Table:
    """Make the table of one pair, or of all, where it does not matter who gave which label."""
    ranks = {label: n for n, label in enumerate((*study.labels, None))}
    found: dict[tuple[str | None, str | None], list[Item]] = {}
    for item in items:
        if pair is None:
            first, second = item.first, item.second
            key = (first, second) if ranks[first] <= ranks[second] else (second, first)
        elif item.pair == pair:
            key = item.first, item.second
        else:
            continue
        found.setdefault(key, []).append(item)
    order = sorted(found, key=lambda key: (ranks[key[0]], ranks[key[1]]))
    cells = {key: Cell(*key, tuple(found[key])) for key in order}
    return Table((*study.labels, None), cells, pair)


def by_article(study: Study, items: Iterable[Item]) -> list[Share]:
    """Count the differences of each article, the most first."""
    names = {article.id: article.title or article.id[:12] for article in study.articles}
    found = _shares(((item.article, item) for item in items), names)
    return sorted(found, key=lambda s: (-s.differ, s.name, s.of))


def by_label(study: Study, items: Iterable[Item]) -> list[Share]:
    """Count the differences of each label; what has two labels counts for both."""
    names = {label: study.label_name(label) for label in study.labels}
    keyed = (
        (label, item) for item in items for label in {item.first, item.second} if label is not None
    )
    found = _shares(keyed, names)
    ranks = {label: n for n, label in enumerate(study.labels)}
    return sorted(found, key=lambda s: ranks[s.of])


def over_time(study: Study, items: Iterable[Item], step: Step = "week") -> list[Share]:
    """Count the differences by the day, or week, of the last work on an article, in order.

    Articles whose day is not known are left out.
    """
    keys = {a.id: _key(a.day, step) for a in study.articles if a.day is not None}
    keyed = ((keys[item.article], item) for item in items if item.article in keys)
    found = _shares(keyed, {key: key for key in keys.values()})
    return sorted(found, key=lambda s: s.of)


def of_time(study: Study, items: Iterable[Item], of: str, step: Step) -> list[Item]:
    """Give the places behind one day or week, by its id as `over_time` has it."""
    there = {a.id for a in study.articles if a.day is not None and _key(a.day, step) == of}
    return [item for item in items if item.article in there]


def _key(day: str, step: Step) -> str:
    if step == "day":
        return day
    year, week, _ = date.fromisoformat(day).isocalendar()
    return f"{year}-W{week:02}"


def _shares(keyed: Iterable[tuple[str, Item]], names: Mapping[str, str]) -> list[Share]:
    kinds: dict[str, dict[str, int]] = {}
    for key, item in keyed:
        counted = kinds.get(key)
        if counted is None:
            counted = kinds[key] = {}
        counted[item.kind] = counted.get(item.kind, 0) + 1
    found = []
    for key, counted in kinds.items():
        places, same = sum(counted.values()), counted.pop("same", 0)
        found.append(Share(key, names[key], places, places - same, dict(sorted(counted.items()))))
    return found
