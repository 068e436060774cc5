"""All figures as plain rows, for programs and for tables."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence

from annotator.model.agreement.agreement import Agreement
from annotator.model.agreement.report import discuss_first
from annotator.model.agreement.wording import named

HEAD = (
    "measure", "of", "of_name", "first", "second", "value", "low", "high", "n", "articles",
    "coverage", "left_out", "why",
)  # fmt: skip
Row = dict[str, str | float | int | None]
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a cell begins with that a spreadsheet would work out (OWASP, CSV injection)."""


def rows(agreement: Agreement) -> list[Row]:
    """Give every figure with its names; `first` and `second` are None for all people together."""
    study = agreement.study
    found = []
    for f in agreement.figures:
        pair = study.pairs[f.pair] if f.pair is not None else (None, None)
        first, second = (study.name(person) if person else None for person in pair)
        cells = (
            f.measure, f.of, named(study, f), first, second, f.value, f.low, f.high, f.n,
            f.articles, f.coverage, f.left_out, f.why,
        )  # fmt: skip
        found.append(dict(zip(HEAD, cells, strict=True)))
    return found


def confusions(agreement: Agreement) -> list[Row]:
    """Give every cell of the table of labels; None is nothing."""
    table = agreement.table
    return [
        {"first": first, "second": second, "count": cell.count}
        for (first, second), cell in table.cells.items()
    ]


def answer(agreement: Agreement) -> dict[str, object]:
    """Give all that was found, as the command line and a JSON file say it."""
    study = agreement.study
    return {
        "persons": [person.name for person in study.persons],
        "articles": len(study.articles),
        "figures": rows(agreement),
        "confusions": confusions(agreement),
        "by_article": [
            {"article": s.of, "title": s.name, "places": s.places, "differ": s.differ}
            for s in agreement.articles
        ],
        "by_week": [
            {"week": s.of, "places": s.places, "differ": s.differ} for s in agreement.weeks
        ],
        "discuss_first": list(discuss_first(agreement)),
        "not_the_same": [
            {"title": near.title, "articles": list(near.articles)} for near in study.near
        ],
    }


def csv_lines(agreement: Agreement) -> Iterator[bytes]:
    """Give every figure as a line of comma-separated values, the names of the columns first.

    What a spreadsheet would take for a formula gets an apostrophe before it; numbers stay.
    """
    for values in (HEAD, *map(cells, rows(agreement))):
        line = io.StringIO()
        csv.writer(line, lineterminator="").writerow(values)
        yield line.getvalue().encode()


def cells(row: Row) -> Sequence[str]:
    """Give a row as a file of comma-separated values writes it."""
    return [_cell(row[name]) for name in HEAD]


def _cell(value: str | float | None) -> str:
    if value is None:
        return ""
    is_formula = isinstance(value, str) and value.startswith(_FORMULA)
    return f"'{value}" if is_formula else str(value)
