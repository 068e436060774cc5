"""All figures as plain rows, for programs and for tables."""

from __future__ import annotations

from collections.abc import Sequence

from annotator.model.agreement.agreement import Agreement
from annotator.model.agreement.wording import named

HEAD = (
    "measure", "of", "of_name", "first", "second", "value", "low", "high", "n", "articles",
    "coverage", "left_out", "why",
)  # fmt: skip
Row = dict[str, str | float | int | None]


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


def cells(row: Row) -> Sequence[str]:
    """Give a row as a file of comma-separated values writes it."""
    return ["" if row[name] is None else str(row[name]) for name in HEAD]
