"""The report that people read: what each figure means, and what to discuss first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from annotator.model.agreement.agreement import Agreement
from annotator.model.agreement.figure import Figure
from annotator.model.agreement.study import Near
from annotator.model.agreement.wording import MEANINGS, NAMES, named, value, verdict, whom
from annotator.model.sentences import count, say

_MOST = 5
"""So many articles and confusions are named."""
Rows = list[tuple[str, ...]]
_Head = Callable[[str, int], list[str]]
_Table = Callable[[Rows], list[str]]


def plain(agreement: Agreement) -> list[str]:
    """Write the report as lines of plain text."""
    return list(_report(agreement, _plain_head, _plain_table))


def markdown(agreement: Agreement) -> list[str]:
    """Write the report as lines of Markdown."""
    return list(_report(agreement, _markdown_head, _markdown_table))


def _report(agreement: Agreement, head: _Head, table: _Table) -> Iterator[str]:
    yield from head("Agreement", 1)
    yield from _compared(agreement)
    yield from head("Discuss first", 2)
    yield from discuss_first(agreement)
    whole = [f for f in agreement.figures if f.pair is None]
    parts = (
        ("All figures", whole or list(agreement.figures), True),
        ("By pair", [f for f in agreement.figures if f.pair is not None and f.of is None],
         bool(whole) and len(agreement.study.pairs) > 1),
    )  # fmt: skip
    for title, figures, is_due in parts:
        if is_due:
            yield from head(title, 2)
            yield from table(_rows(agreement, figures))
    yield from head("What was taken for what", 2)
    yield from table(_confusion(agreement))
    if len(agreement.weeks) > 1:
        yield from head("Week by week", 2)
        yield from table(
            [("Week", "Places", "Differ"),
             *((s.name, f"{s.places:,}", f"{s.differ:,}") for s in agreement.weeks)]
        )  # fmt: skip
    yield from head("What the figures mean", 2)
    yield from _meanings(whole or list(agreement.figures))


def _compared(agreement: Agreement) -> Iterator[str]:
    study = agreement.study
    names = ", ".join(person.name for person in study.persons)
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
            say("“{name}” ({n} of {of})", name=s.name, n=s.differ, of=s.places) for s in worst
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


def _meanings(figures: Sequence[Figure]) -> Iterator[str]:
    for measure in dict.fromkeys(f.measure for f in figures):
        yield say("- {name}: {meaning}.", name=NAMES[measure], meaning=MEANINGS[measure])
    yield (
        "F1 goes from 0 to 1. An alpha is 1 where all agree and 0 where they agree as by chance: "
        "from 0.80 on it is reliable, from 0.667 good for tentative conclusions (Krippendorff). "
        "n says how many marks, relations or values a figure rests on."
    )


def _plain_head(words: str, level: int) -> list[str]:
    return [words, "=" * len(words), ""] if level == 1 else ["", words, "-" * len(words), ""]


def _markdown_head(words: str, level: int) -> list[str]:
    head = f"{'#' * level} {words}"
    return [head, ""] if level == 1 else ["", head, ""]


def _plain_table(rows: Rows) -> list[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return ["  ".join(_aligned(row, widths)).rstrip() for row in rows]


def _aligned(row: Sequence[str], widths: Sequence[int]) -> Iterator[str]:
    """Put numbers to the right and words to the left."""
    for cell, width in zip(row, widths, strict=True):
        is_number = cell.replace(",", "").isdecimal()
        yield cell.rjust(width) if is_number else cell.ljust(width)


def _markdown_table(rows: Rows) -> list[str]:
    lines = ["| " + " | ".join(_escaped(row)) + " |" for row in rows]
    return [lines[0], "|" + " --- |" * len(rows[0]), *lines[1:]]


def _escaped(row: Sequence[str]) -> Iterator[str]:
    for cell in row:
        yield cell.replace("|", "\\|")
