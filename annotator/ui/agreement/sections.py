"""What was found, made into drawings, and the places behind each of their spots."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from annotator.model.agreement.agreement import Agreement
from annotator.model.agreement.confusion import Share, Step, of_time
from annotator.model.agreement.figure import Figure
from annotator.model.agreement.pairing import Item
from annotator.model.agreement.wording import value, whom
from annotator.model.sentences import count, say
from annotator.ui.agreement.bars import Bars, Columns
from annotator.ui.agreement.confusion import Confusion
from annotator.ui.agreement.drawing import Bar, Drawing
from annotator.ui.looks import LabelLook, looks
from annotator.ui.theme import Mode

Section = Literal["confusion", "labels", "pairs", "time", "articles"]
MEAN = "mean"
"""The key of the row that stands for all pairs."""
_NAMES_OF_ARTICLES = 330.0


def confusion(found: Agreement, mode: Mode = "light") -> Confusion:
    """Draw what was taken for what: of one pair by who gave which label, else of all together."""
    study = found.study
    names: Mapping[str | None, str] = {
        None: "nothing", **{label: study.label_name(label) for label in study.labels}
    }  # fmt: skip
    drawn = looks(study.scheme, mode)
    if len(study.pairs) != 1:
        return Confusion(found.table, names, drawn)
    first, second = study.pairs[0]
    return Confusion(found.table_of(0), names, drawn, (study.name(first), study.name(second)))


def labels(found: Agreement, mode: Mode = "light") -> Bars:
    """Draw how far each label is agreed on, where overlapping words are enough."""
    study, drawn = found.study, looks(found.study.scheme, mode)
    bars = [
        _bar(label, study.label_name(label), figure, look=drawn.get(label))
        for label in study.labels
        if (figure := found.figure("f1_overlap", label)) is not None
    ]
    return Bars(bars)


def pairs(found: Agreement) -> Bars:
    """Draw how far each pair agrees, and the mean of all."""
    study = found.study
    mean = found.figure("f1_overlap")
    bars = [_bar(MEAN, say("Mean of all pairs"), mean)] if mean is not None else []
    for pair in range(len(study.pairs)):
        figure = found.figure("f1_overlap", None, pair)
        if figure is not None:
            bars.append(_bar(f"{pair}", whom(study, pair), figure))
    return Bars(bars, 290.0)


def times(found: Agreement, step: Step) -> Columns:
    """Draw how much was the same by the day or week in which the articles were done."""
    return Columns([_share(share) for share in (found.days if step == "day" else found.weeks)])


def articles(found: Agreement, most: int | None = None) -> Bars:
    """Draw how much is the same in each article, the most differences first."""
    return Bars([_share(share) for share in found.articles[:most]], _NAMES_OF_ARTICLES)


def _bar(key: str, name: str, figure: Figure, look: LabelLook | None = None) -> Bar:
    told = say("n = {n}, {articles}", n=f"{figure.n:,}",
               articles=count(figure.articles, "article", "articles"))  # fmt: skip
    says = say("{name}: F1 {value}, {told}", name=name, value=value(figure), told=told)
    return Bar(key, name, figure.value, told, says, look, figure.low, figure.high)


def _share(share: Share) -> Bar:
    told = say("{n} of {of} differ", n=f"{share.differ:,}", of=f"{share.places:,}")
    same = 1 - share.differ / share.places
    return Bar(share.of, share.name, same, told,
               say("{name}: {told}", name=share.name, told=told))  # fmt: skip


# --- the places behind a spot ---------------------------------------------------------------------


def behind(found: Agreement, section: Section, key: str, step: Step) -> list[Item]:
    """Give the places behind a spot: those of a cell, and of anything else what differs."""
    if section == "confusion":
        drawing = confusion(found)
        cell = drawing.table.cells.get(drawing.labels_of(key))
        return list(cell.items) if cell is not None else []
    return differing(_of(found, section, key, step))


def _of(found: Agreement, section: Section, key: str, step: Step) -> Iterable[Item]:
    if section == "labels":
        return (item for item in found.items if key in (item.first, item.second))
    if section == "pairs":
        pair = None if key == MEAN else int(key)
        return (item for item in found.items if pair in (None, item.pair))
    if section == "time":
        return of_time(found.study, found.items, key, step)
    return (item for item in found.items if item.article == key)


def differing(items: Iterable[Item]) -> list[Item]:
    """Leave out what is the same."""
    return [item for item in items if item.kind != "same"]


def drawings(found: Agreement) -> Sequence[tuple[Section, str, Drawing]]:
    """Give all drawings with their titles, as files show them: light, and the first articles."""
    made: list[tuple[Section, str, Drawing]] = [
        ("confusion", "What was taken for what", confusion(found)),
        ("labels", "By label (F1, overlapping words)", labels(found)),
    ]
    if len(found.study.pairs) > 1:
        made.append(("pairs", "By pair (F1, overlapping words)", pairs(found)))
    if len(found.weeks) > 1:
        made.append(("time", "Week by week (share of places that are the same)",
                     times(found, "week")))  # fmt: skip
    made.append(("articles", "Articles with the most differences", articles(found, 12)))
    return made
