"""The claim table, and claims by source, actor or day, as CSV, Markdown, JSON, tabs and HTML."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from typing import Final

from annotator.model.claims.claim import Claim
from annotator.model.claims.saying import (
    HEADS,
    cell_words,
    cited,
    column_remark,
    cues,
    reprints,
    state_words,
    table_remark,
)
from annotator.model.claims.subjects import COLUMNS
from annotator.model.claims.table import Row, Table
from annotator.model.sentences import say

Values = dict[str, object]
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%")
"""What makes a spreadsheet take a cell for a formula, as OWASP lists it, and two it leaves out."""
_NOTE: Final = (
    "“Differs” marks a contradiction that somebody recorded; it says nothing about who is right."
)


def harmless(words: str) -> str:
    """Write a cell so that no spreadsheet takes it for a formula: an apostrophe stands before."""
    bare = words.lstrip()
    return f"'{words}" if words.startswith(_FORMULA) or bare.startswith(_FORMULA) else words


def csv_line(values: Iterable[object]) -> str:
    """Write one line of CSV (RFC 4180), its cells made harmless."""
    line = io.StringIO()
    csv.writer(line).writerow([harmless(f"{value}") for value in values])
    return line.getvalue().removesuffix("\r\n")


# --- the table of an event ------------------------------------------------------------------------


def table_csv(table: Table) -> Iterator[str]:
    """Write a line for each source: what it says in each column, how that compares, and where."""
    heads = [name for c in COLUMNS for name in (c, f"{c}_compares", f"{c}_remark")]
    yield csv_line(["source", "stances", "cues", *heads, "claims", "repeated", "cited"])
    for row in table.rows:
        cells = [
            words
            for column in COLUMNS
            for cell in [row.cells[column]]
            for words in (cell.words, state_words(cell.state, table.way), cell.remark)
        ]
        yield csv_line([
            row.source.name, ", ".join(_stances(row)), cues(row), *cells, len(row.claims),
            row.reprints, "; ".join(_citations(row)),
        ])  # fmt: skip


def table_markdown(table: Table, title: str) -> Iterator[str]:
    """Write the table with a footnote for each article that it cites."""
    notes = _Notes()
    yield f"# {_plain(title)}"
    yield ""
    yield say("{remark}. {note}", remark=table_remark(table), note=_NOTE)
    yield ""
    yield _row(["Source", *(f"{HEADS[c]} ({column_remark(table, c)})" for c in COLUMNS)])
    yield "|" + "---|" * (1 + len(COLUMNS))
    for row in table.rows:
        about = " ".join(
            part for part in (", ".join(_stances(row)), cues(row), reprints(row)) if part
        )
        source = f"**{_plain(row.source.name)}** {_plain(about)} {notes.of(row)}"
        yield _row([source, *(_plain(cell_words(row.cells[c])) for c in COLUMNS)], escaped=True)
    yield ""
    yield from notes.lines()


def table_values(table: Table) -> Values:
    """Give the table as a program reads it."""
    return {
        "compared_with": table.way,
        "sources": len(table.rows),
        "claims": len(table.claims),
        "rows": [
            {
                "source": row.source.name,
                "source_id": row.source.key if row.source.kind == "entity" else None,
                "repeated": row.reprints,
                "cells": {
                    column: {
                        "state": cell.state, "words": cell.words, "remark": cell.remark,
                        "places": [
                            {"claim_id": said.claim, "doc_id": said.article, "start": said.start,
                             "end": said.end, "text": said.words}
                            for said in cell.said
                        ],
                    }
                    for column, cell in row.cells.items()
                },
                "claims": [claim_values(claim) for claim in row.claims],
            }
            for row in table.rows
        ],
    }  # fmt: skip


def claim_values(claim: Claim) -> Values:
    """Give a claim as a program reads it."""
    where = claim.citation
    return {
        "id": claim.id, "doc_id": claim.article, "start": claim.start, "end": claim.end,
        "text": claim.quote, "sources": [source.name for source in claim.sources],
        "cue": list(claim.cue), "stance": claim.stance, "about": list(claim.about),
        "responsibility": claim.responsibility, "restated": claim.restated,
        "event_ids": list(claim.events),
        "against": [
            {"type": tie.type, "claim_id": tie.other, "aspect": tie.aspect, "degree": tie.degree}
            for tie in claim.ties
        ],
        "cited": {
            "title": where.title, "published_by": where.published_by, "date": where.date,
            "url": where.url, "paragraph": where.paragraph, "zone": where.zone,
        },
    }  # fmt: skip


def table_tabs(table: Table) -> str:
    """Write the table for a spreadsheet: cells parted by tabs, citations last."""
    lines = [["Source", *(HEADS[c] for c in COLUMNS), "Cited"]]
    for row in table.rows:
        cells = [cell_words(row.cells[c]) for c in COLUMNS]
        lines.append([row.source.name, *cells, "; ".join(_citations(row))])
    return "\n".join("\t".join(harmless(_one_line(cell)) for cell in line) for line in lines)


def table_html(table: Table, title: str) -> str:
    """Write the table for a text document."""
    heads = "".join(f"<th>{escape(HEADS[c])}</th>" for c in COLUMNS)
    rows = "".join(
        f"<tr><td><b>{escape(row.source.name)}</b></td>"
        + "".join(f"<td>{escape(cell_words(row.cells[c]))}</td>" for c in COLUMNS)
        + f"<td>{escape('; '.join(_citations(row)))}</td></tr>"
        for row in table.rows
    )
    return (
        f"<h3>{escape(title)}</h3><table border='1'><tr><th>Source</th>{heads}<th>Cited</th></tr>"
        f"{rows}</table><p>{escape(_NOTE)}</p>"
    )


def _stances(row: Row) -> list[str]:
    return list(dict.fromkeys(claim.stance.replace("_", " ") for claim in row.claims))


def _citations(row: Row) -> list[str]:
    return list(dict.fromkeys(cited(claim.citation) for claim in row.claims))


class _Notes:
    """Footnotes: each citation once."""

    def __init__(self) -> None:
        self._known: dict[str, str] = {}

    def of(self, row: Row) -> str:
        """Refer to the citations of a row."""
        for claim in row.claims:
            self._known.setdefault(cited(claim.citation), claim.citation.url)
        numbers = list(self._known)
        return "".join(f"[^{numbers.index(words) + 1}]" for words in _citations(row))

    def lines(self) -> Iterator[str]:
        """Give the footnotes."""
        for number, (words, url) in enumerate(self._known.items(), 1):
            yield f"[^{number}]: {_plain(words)}{f' <{url}>' if url else ''}"


# --- lists ----------------------------------------------------------------------------------------


def list_csv(claims: Iterable[Claim]) -> Iterator[str]:
    """Write a line for each claim."""
    yield csv_line([
        "sources", "stance", "about", "responsibility", "text", "restated", "cue", "title",
        "published_by", "date", "place", "url",
    ])  # fmt: skip
    for claim in claims:
        where = claim.citation
        yield csv_line([
            ", ".join(source.name for source in claim.sources), claim.stance,
            ", ".join(claim.about), claim.responsibility, claim.quote, claim.restated or "",
            " ".join(claim.cue), where.title, where.published_by, where.date,
            where.zone or where.paragraph or "", where.url,
        ])  # fmt: skip


def list_markdown(claims: Iterable[Claim]) -> Iterator[str]:
    """Write a line for each claim, with who says it and where."""
    for claim in claims:
        sources = ", ".join(source.name for source in claim.sources)
        stance = claim.stance.replace("_", " ")
        words = _plain(_one_line(claim.quote).strip('“”"'))
        yield f"- **{_plain(sources)}** {stance}: “{words}” ({_plain(cited(claim.citation))})"


def _row(cells: Sequence[str], *, escaped: bool = False) -> str:
    shown = cells if escaped else [_plain(cell) for cell in cells]
    return "| " + " | ".join(shown) + " |"


def _one_line(words: str) -> str:
    return " ".join(words.split())


def _plain(words: str) -> str:
    """Write words so that Markdown takes them for nothing else."""
    plain = _one_line(words).replace("\\", "\\\\")
    for sign in "|*_`[]<>#":
        plain = plain.replace(sign, f"\\{sign}")
    return plain
