"""Write the report down: as plain text, as Markdown, and as a page that prints well."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby

from annotator.model.agreement.agreement import Agreement
from annotator.model.agreement.report import Grid, Head, Part, Picture, Rows, Sentence, parts

_STYLE = """
body { font-family: "Inter", "Segoe UI", "Noto Sans", "DejaVu Sans", sans-serif; color: #1b1b1f;
  background: #ffffff; max-width: 900px; margin: 32px auto; padding: 0 24px; line-height: 1.45; }
h1 { font-size: 24px; } h2 { font-size: 17px; margin-top: 28px; page-break-after: avoid; }
table { border-collapse: collapse; font-size: 13px; }
th, td { text-align: left; padding: 4px 12px 4px 0; border-bottom: 1px solid #e2e2de;
  vertical-align: top; }
tr, img { page-break-inside: avoid; }
img { max-width: 100%; height: auto; }
.picture { line-height: 100%; }
.number { text-align: right; }
@media print { body { margin: 0; padding: 0; max-width: none; } }
@page { margin: 18mm; }
"""
_WIDTHS = (25, 13, 15, 17, 8, 9, 13)
"""The shares of the columns of the table of figures, so that no word is broken."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A drawing of the report: its address, which may be its data, and its size in pixels."""

    address: str
    width: int
    height: int


def plain(agreement: Agreement) -> list[str]:
    """Write the report as lines of plain text."""
    return [line for part in parts(agreement) for line in _plain(part)]


def markdown(agreement: Agreement) -> list[str]:
    """Write the report as lines of Markdown."""
    return [line for part in parts(agreement) for line in _markdown(part)]


def html(agreement: Agreement, pictures: Mapping[str, Drawn]) -> str:
    """Write the report as a page by itself.

    `pictures`: the drawings by their names; one that is not among them is left out.
    """
    found = "\n".join(_html(agreement, pictures))
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f"<title>Agreement</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n{found}\n</body>\n"
        "</html>\n"
    )


# --- text -----------------------------------------------------------------------------------------


def _plain(part: Part) -> list[str]:
    match part:
        case Head(words, 1):
            return [words, "=" * len(words), ""]
        case Head(words, _):
            return ["", words, "-" * len(words), ""]
        case Sentence(words, is_item):
            return [f"- {words}" if is_item else words]
        case Grid(rows):
            return _plain_table(rows)
    return []


def _markdown(part: Part) -> list[str]:
    match part:
        case Head(words, level):
            head = f"{'#' * level} {words}"
            return [head, ""] if level == 1 else ["", head, ""]
        case Sentence(words, is_item):
            return [f"- {words}"] if is_item else ["", words]
        case Grid(rows):
            lines = ["| " + " | ".join(_escaped(row)) + " |" for row in rows]
            return [lines[0], "|" + " --- |" * len(rows[0]), *lines[1:]]
    return []


def _plain_table(rows: Rows) -> list[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return ["  ".join(_aligned(row, widths)).rstrip() for row in rows]


def _aligned(row: Sequence[str], widths: Sequence[int]) -> Iterator[str]:
    """Put numbers to the right and words to the left."""
    for cell, width in zip(row, widths, strict=True):
        yield cell.rjust(width) if _is_number(cell) else cell.ljust(width)


def _is_number(cell: str) -> bool:
    return cell.replace(",", "").isdecimal()


def _escaped(row: Sequence[str]) -> Iterator[str]:
    for cell in row:
        yield cell.replace("|", "\\|")


# --- a page ---------------------------------------------------------------------------------------


def _html(agreement: Agreement, pictures: Mapping[str, Drawn]) -> Iterator[str]:
    for is_list, group in groupby(
        parts(agreement), lambda p: isinstance(p, Sentence) and p.is_item
    ):
        if is_list:
            yield "<ul>"
        for part in group:
            yield from _piece(part, pictures)
        if is_list:
            yield "</ul>"


def _is_item(part: Part) -> bool:
    return isinstance(part, Sentence) and part.is_item


def _piece(part: Part, pictures: Mapping[str, Drawn]) -> Iterator[str]:
    match part:
        case Head(words, level):
            yield f"<h{level}>{escape(words)}</h{level}>"
        case Sentence(words, True):
            yield f"<li>{escape(words)}</li>"
        case Sentence(words, _):
            yield f"<p>{escape(words)}</p>"
        case Picture(name, words) if name in pictures:
            of = pictures[name]
            said = f'width="{of.width}" height="{of.height}" alt="{escape(words)}"'
            yield f'<p class="picture"><img src="{escape(of.address)}" {said}></p>'
        case Grid(rows):
            is_wide = len(rows[0]) == len(_WIDTHS)
            yield '<table width="100%">' if is_wide else "<table>"
            yield _heads(rows[0]) if is_wide else _row("th", rows[0])
            yield from (_row("td", row) for row in rows[1:])
            yield "</table>"


def _heads(cells: Sequence[str]) -> str:
    pairs = zip(_WIDTHS, cells, strict=True)
    made = (f'<th width="{width}%">{escape(cell)}</th>' for width, cell in pairs)
    return f"<tr>{''.join(made)}</tr>"


def _row(tag: str, cells: Sequence[str]) -> str:
    written = (
        f'<{tag} class="number" align="right">{escape(cell)}</{tag}>' if _is_number(cell)
        else f"<{tag}>{escape(cell)}</{tag}>"
        for cell in cells
    )  # fmt: skip
    return f"<tr>{''.join(written)}</tr>"
