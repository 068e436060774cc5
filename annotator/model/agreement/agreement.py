"""All measures of one study, in one go."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from annotator.model.agreement import f1, intervals
from annotator.model.agreement.confusion import (
    Share,
    Table,
    by_article,
    by_label,
    over_time,
    table,
)
from annotator.model.agreement.figure import Figure, Measure
from annotator.model.agreement.intervals import jackknife, with_interval
from annotator.model.agreement.layers import Layered, layered, layers_of
from annotator.model.agreement.nominal import Coincidences
from annotator.model.agreement.pairing import Item, paired
from annotator.model.agreement.saying import Said, attributes_said, total, types_said
from annotator.model.agreement.study import Study
from annotator.model.agreement.unitizing import Family, Sums, family

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how much is done and how much there is; may raise to stop."""
_STAGES = 5
_TOGETHER = "They have no article in common."
_UNMARKED = "Nobody marked anything that this counts."
_ONE_LABEL = "Only one label was marked by several people, so none could be taken for another."
_ALL_ALIKE = "Everybody said the same each time, so there is no chance to reckon with."


@dataclass(frozen=True, slots=True)
class Agreement:
    """What came of it: numbers, tables, and the places behind them."""

    study: Study
    figures: tuple[Figure, ...]
    layers: tuple[tuple[str, ...], ...]
    """The labels that were compared as one row of stretches."""
    items: tuple[Item, ...]
    table: Table
    """Label by label, of all pairs."""
    articles: tuple[Share, ...]
    labels: tuple[Share, ...]
    weeks: tuple[Share, ...]
    days: tuple[Share, ...]
    why: str | None = None
    """Why there is nothing to compare."""

    def figure(
        self, measure: Measure, of: str | None = None, pair: int | None = None
    ) -> Figure | None:
        """Find one number."""
        key = measure, of, pair
        return next((f for f in self.figures if (f.measure, f.of, f.pair) == key), None)

    def table_of(self, pair: int) -> Table:
        """Make the table of one pair: rows are the first of the two, columns the second."""
        return table(self.study, self.items, pair)


def agreement(
    study: Study, *, expert: bool = False, with_intervals: bool = False,
    progress: Progress | None = None,
) -> Agreement:  # fmt: skip
    """Work out all measures. Intervals take longer and are left out unless they are wanted."""
    words = "Working out the intervals" if with_intervals else "Comparing the marks"
    tell = partial(progress or (lambda *_: None), words)
    tell(0, _STAGES)
    found = paired(study)
    tell(1, _STAGES)
    layers = layers_of(study)
    stretches = list(_stretches(study, layers, intervals_too=with_intervals))
    tell(3, _STAGES)
    figures = [
        *f1.figures(found.tallies, study.labels, len(study.pairs)),
        *stretches,
        *_nominal(study, attributes_said(study, found, expert=expert), "alpha_attribute",
                  intervals_too=with_intervals),
        *_nominal(study, types_said(study, found), "alpha_relation_type",
                  intervals_too=with_intervals),
    ]  # fmt: skip
    tell(4, _STAGES)
    if with_intervals:
        wide = intervals.bootstrap(found.tallies, study.labels, len(study.pairs))
        figures = [with_interval(f, wide.get((f.measure, f.of, f.pair))) for f in figures]
    items = tuple(found.items)
    return Agreement(
        study, tuple(figures), tuple(layers), items, table(study, items),
        tuple(by_article(study, items)), tuple(by_label(study, items)),
        tuple(over_time(study, items)), tuple(over_time(study, items, "day")),
        nothing_to_compare(study),
    )  # fmt: skip


def nothing_to_compare(study: Study) -> str | None:
    """Say in a sentence why there is nothing to compare, None where there is."""
    if study.is_against_gold and not any(len(a.spans) > 1 for a in study.articles):
        return "No article that somebody has read to the end is in the gold layer yet."
    if len(study.persons) < 2:
        return "Only one person has read articles to the end, so there is nobody to compare with."
    if not any(a in x.spans and b in x.spans for x in study.articles for a, b in study.pairs):
        return "No article has been read to the end by two people."
    if not any(spans for article in study.articles for spans in article.spans.values()):
        return "Nobody has marked anything in the articles that were read by two people."
    return None


def _stretches(
    study: Study, layers: Sequence[tuple[str, ...]], *, intervals_too: bool
) -> Iterator[Figure]:
    """Give the u-alpha family of each layer, and each label on a layer of its own."""
    for labels in layers:
        for found in layered(study, labels):
            yield from _family(found, labels, intervals_too=intervals_too)


_MANY: tuple[Measure, ...] = ("alpha_u", "alpha_boundaries", "alpha_labels")
_ONE: tuple[Measure, ...] = ("alpha_u", "alpha_boundaries")


def _family(found: Layered, layer: tuple[str, ...], *, intervals_too: bool) -> Iterator[Figure]:
    asked: list[tuple[Measure, str]] = []
    if found.labels == layer:
        of = ",".join(layer)
        asked += [(measure, of) for measure in (_MANY if len(layer) > 1 else _ONE)]
        asked += [("alpha_called", label) for label in layer if len(layer) > 1]
    if len(found.labels) == 1:
        asked.append(("alpha_label", found.labels[0]))
    whole = _whole(found)
    left = [family(whole.without(part)) for part in found.sums.values()] if intervals_too else []
    for measure, of in asked:
        figure = _alpha(measure, of, found, whole)
        if figure.value is not None and intervals_too:
            values = [_read(one, measure, of) for one in left]
            figure = with_interval(figure, jackknife(values, figure.value))
        yield figure


def _whole(found: Layered) -> Sums:
    whole = Sums()
    for sums in found.sums.values():
        whole.add(sums)
    return whole


def _alpha(measure: Measure, of: str, found: Layered, whole: Sums) -> Figure:
    worked_out = family(whole)
    units = whole.units.get(of, 0) if measure == "alpha_called" else sum(whole.units.values())
    value = _read(worked_out, measure, of) if units else None
    coverage = worked_out.coverage.get(of, 0.0) if measure == "alpha_called" else None
    why = _why(found, whole, value)
    return Figure(
        measure, value, units, len(found.sums), of, found.pair, why,
        left_out=found.left_out, coverage=coverage,
    )  # fmt: skip


def _read(found: Family, measure: Measure, of: str) -> float | None:
    if measure in {"alpha_boundaries", "alpha_label"}:
        return found.boundaries
    if measure == "alpha_called":
        return found.each.get(of)
    return found.u if measure == "alpha_u" else found.labels


def _why(found: Layered, whole: Sums, value: float | None) -> str | None:
    if value is not None:
        return None
    if not found.sums:
        return _TOGETHER
    return _ONE_LABEL if any(whole.units.values()) else _UNMARKED


def _nominal(
    study: Study, said: Said, measure: Measure, *, intervals_too: bool
) -> Iterator[Figure]:
    keep_pairs = study.is_against_gold or len(study.pairs) > 1
    order = sorted(said, key=lambda key: (key[0], -1 if key[1] is None else key[1]))
    for name, pair in order:
        if (pair is None and study.is_against_gold) or (pair is not None and not keep_pairs):
            continue
        parts = said[name, pair]
        whole = total(parts[place] for place in sorted(parts))
        yield _nominal_figure(measure, name or None, pair, parts, whole,
                              intervals_too=intervals_too)  # fmt: skip


def _nominal_figure(
    measure: Measure, of: str | None, pair: int | None, parts: dict[int, Coincidences],
    whole: Coincidences, *, intervals_too: bool,
) -> Figure:  # fmt: skip
    value = whole.alpha
    why = None if value is not None else _ALL_ALIKE
    figure = Figure(measure, value, whole.units, len(parts), of, pair, why)
    if not intervals_too or value is None:
        return figure
    left = [whole.without(part).alpha for part in parts.values()]
    return with_interval(figure, jackknife(left, value))
