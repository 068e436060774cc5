"""The report that people read: what each figure means, and what to discuss first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from annotator.model.agreement.agreement import Agreement
from annotator.model.agreement.figure import Figure, Measure
from annotator.model.agreement.study import Near, Study
from annotator.model.agreement.wording import (
    MEANINGS,
    NAMES,
    in_words,
    named,
    value,
    verdict,
    whom,
)
from annotator.model.past.was import listed
from annotator.model.sentences import count, say
from annotator.model.words import briefly

_MOST = 5
"""So many articles and confusions are named."""
Rows = list[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a section; 1 is the title of the report."""

    words: str
    level: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of its own; as an item it stands in a list."""

    words: str
    is_item: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: the first row says what its columns hold."""

    rows: Rows


@dataclass(frozen=True, slots=True)
class Picture:
    """The place of a drawing, where the report can hold drawings."""

    name: str
    words: str
    """What it shows, for who does not see it."""


Part = Head | Sentence | Grid | Picture


def parts(agreement: Agreement) -> Iterator[Part]:
    """Give the report piece by piece, for whoever writes it down."""
    yield Head("Agreement", 1)
    yield from map(Sentence, compared_words(agreement))
    yield Head("Discuss first", 2)
    yield from (Sentence(words, is_item=True) for words in discuss_first(agreement))
    yield Picture("articles", "The articles with the most differences")
    yield from _headline(agreement)
    whole = [f for f in agreement.figures if f.pair is None]
    pairs = [f for f in agreement.figures if f.pair is not None and f.of is None]
    yield Head("All figures", 2)
    yield Grid(_rows(agreement, whole or list(agreement.figures)))
    if whole and len(agreement.study.pairs) > 1:
        yield Head("By pair", 2)
        yield Picture("pairs", "How far each pair agrees")
        yield Grid(_rows(agreement, pairs))
    yield Head("What was taken for what", 2)
    yield Picture("confusion", "How often one label answered to another")
    yield Grid(_confusion(agreement))
    yield from _over_time(agreement)
    yield Head("What the figures mean", 2)
    yield from _meanings(whole or list(agreement.figures))


def _headline(agreement: Agreement) -> Iterator[Part]:
    yield Head("In short", 2)
    for figure in headline(agreement):
        yield Sentence(in_short(agreement.study, figure), is_item=True)
    yield Picture("labels", "How far each label is agreed on")


def _over_time(agreement: Agreement) -> Iterator[Part]:
    if len(agreement.weeks) > 1:
        yield Head("Week by week", 2)
        yield Picture("time", "How far people agreed, week by week")
        yield Grid(
            [("Week", "Places", "Differ"),
             *((s.name, f"{s.places:,}", f"{s.differ:,}") for s in agreement.weeks)]
        )  # fmt: skip


def headline(agreement: Agreement) -> list[Figure]:
    """Give the few figures that say most: F1, and the alphas of the labels that lie lowest."""
    main = ",".join(agreement.layers[0]) if agreement.layers else None
    pair = 0 if len(agreement.study.pairs) == 1 else None
    asked: tuple[tuple[Measure, str | None], ...] = (
        ("f1_exact", None), ("f1_overlap", None), ("alpha_boundaries", main),
        ("alpha_labels", main),
    )  # fmt: skip
    found = (agreement.figure(m, of) or agreement.figure(m, of, pair) for m, of in asked)
    return [figure for figure in found if figure is not None]


def in_short(study: Study, figure: Figure) -> str:
    """Say a figure of the headline, what it rests on, and what it means, in a line."""
    return say("{name}: {value}, n = {n}. {meaning}", name=NAMES[figure.measure],
               value=value(figure), n=f"{figure.n:,}",
               meaning=in_words(study, figure))  # fmt: skip


def compared_words(agreement: Agreement) -> Iterator[str]:
    """Say who was compared on what, and what was left out."""
    study = agreement.study
    names = listed([person.name for person in study.persons])
    yield say("Compared were {names} on {articles}.", names=names,
              articles=count(len(study.articles), "article", "articles"))  # fmt: skip
    if study.hidden:
        yield say("{marks} with expert labels, and they are not counted.",
                  marks=count(study.hidden, "mark is there", "marks are there"))  # fmt: skip
    yield from map(told_apart, study.near)
    left = max((f.left_out for f in agreement.figures), default=0)
    if left:
        yield say("For u-alpha {marks} left out, since they lie over others of their layer.",
                  marks=count(left, "mark was", "marks were"))  # fmt: skip


def told_apart(near: Near) -> str:
    """Say that texts of one title are not the same article."""
    return say(
        "{n} texts with the title “{title}” were read by one person each. They differ, so they "
        "are not the same article and are not compared.",
        n=len(near.articles), title=near.title,
    )  # fmt: skip


def discuss_first(agreement: Agreement) -> Iterator[str]:
    """Say what differs most: the lowest label and attribute, the main confusion, the articles."""
    told = False
    for sentence in (*_lowest(agreement), *_confused(agreement), *_articles(agreement)):
        told = True
        yield sentence
    if not told:
        yield "No difference was found."


def _lowest(agreement: Agreement) -> Iterator[str]:
    study = agreement.study
    for measures, template in (
        (("f1_overlap",), "The label with the lowest agreement is {what}: {value}."),
        (("alpha_attribute", "alpha_relation_type"),
         "Of what is said about marks, {what} has the lowest agreement: {value} ({verdict})."),
    ):  # fmt: skip
        low = [f for f in agreement.figures if f.measure in measures and f.value is not None
               and (f.of is not None or f.measure == "alpha_relation_type")]  # fmt: skip
        worst = min(low, key=lambda f: (f.value, f.of or "", f.pair or -1), default=None)
        if worst is not None and worst.value is not None and worst.value < 1:
            what = named(study, worst) if worst.of else "the type of relations"
            yield say(template, what=what, value=value(worst), verdict=verdict(worst))


def _confused(agreement: Agreement) -> Iterator[str]:
    study = agreement.study
    cells = agreement.table.confusions()
    labels = next((c for c in cells if c.first is not None and c.second is not None), None)
    if labels is not None:
        yield say("Most often confused are {first} and {second}: {times}.",
                  first=study.label_name(labels.first or ""),
                  second=study.label_name(labels.second or ""),
                  times=count(labels.count, "time", "times"))  # fmt: skip
    missed = next((c for c in cells if c.second is None), None)
    if missed is not None:
        yield say("Most often marked by one person only is {label}: {times}.",
                  label=study.label_name(missed.first or ""),
                  times=count(missed.count, "time", "times"))  # fmt: skip


def _articles(agreement: Agreement) -> Iterator[str]:
    worst = [share for share in agreement.articles if share.differ][:_MOST]
    if worst:
        yield say("The articles with the most differences: {articles}.", articles="; ".join(
            say("“{name}” ({n} of {of})", name=briefly(s.name), n=s.differ, of=s.places)
            for s in worst
        ))  # fmt: skip


def _rows(agreement: Agreement, figures: Iterable[Figure]) -> Rows:
    study = agreement.study
    rows: Rows = [("Measure", "Of", "Between", "Value", "n", "Articles", "")]
    for f in figures:
        rows.append((NAMES[f.measure], named(study, f), whom(study, f.pair), value(f),
                     f"{f.n:,}", f"{f.articles:,}", verdict(f)))  # fmt: skip
    return rows


def _confusion(agreement: Agreement) -> Rows:
    table = agreement.table
    names = [agreement.study.label_name(x) if x else "nothing" for x in table.labels]
    rows: Rows = [("", *names)]
    for label, name in zip(table.labels[:-1], names, strict=False):
        at = table.labels.index(label)
        cells = (f"{table.count(label, other):,}" if n >= at else ""
                 for n, other in enumerate(table.labels))  # fmt: skip
        rows.append((name, *cells))
    return rows


def _meanings(figures: Sequence[Figure]) -> Iterator[Sentence]:
    for measure in dict.fromkeys(f.measure for f in figures):
        words = say("{name}: {meaning}.", name=NAMES[measure], meaning=MEANINGS[measure])
        yield Sentence(words, is_item=True)
    yield Sentence(
        "F1 goes from 0 to 1. An alpha is 1 where all agree and 0 where they agree as by chance: "
        "from 0.80 on it is reliable, from 0.667 good for tentative conclusions (Krippendorff). "
        "n says how many marks, relations or values a figure rests on."
    )
