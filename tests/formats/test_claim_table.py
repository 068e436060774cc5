"""The claim table as files: nothing in it is taken for a formula, or for Markdown."""

from __future__ import annotations

import csv
import io
import json

import pytest

from annotator.formats.claim_table import (
    csv_line,
    harmless,
    list_csv,
    list_markdown,
    table_csv,
    table_html,
    table_markdown,
    table_tabs,
    table_values,
)
from annotator.model.claims.claim import (
    CONTRADICTS,
    Citation,
    Claim,
    Known,
    Mention,
    Source,
    Tie,
)
from annotator.model.claims.table import claim_table

FIRST, OTHER = Source("1", "=cmd|first", "entity"), Source("2", "the | monitor", "words")


def claim(id_, source, quote, words, start=0, **more):
    at = start + quote.index(words)
    where = Citation("a" * 64, "A report", "wire", "2026-11-26", "https://example.org/1", 3)
    weapon = Mention(f"w{id_}", "weapon", at, at + len(words), words)
    place = id_, "a" * 64, start, start + len(quote), quote
    return Claim(*place, (source,), where, ("said",), "asserts", ("event",), "none", None, (),
                 (weapon,), (), **more)  # fmt: skip


@pytest.fixture
def table():
    tie = Tie(CONTRADICTS, "c1", "weapon", "full")
    claims = [
        claim("c1", FIRST, "rockets fell", "rockets"),
        claim("c2", OTHER, "<b>shells</b> fell", "<b>shells</b>", start=20, ties=(tie,)),
    ]
    return claim_table(claims, Known())


@pytest.mark.parametrize("words", ["=1+1", "+1", "-1", "@A1", "\t=1", "  =1", "|x", "%x", "\r=1"])
def test_a_cell_that_starts_a_formula_gets_an_apostrophe(words):
    assert harmless(words) == f"'{words}"


@pytest.mark.parametrize("words", ["rockets", "1 = 1", "", "– silent", "قال"])
def test_other_cells_stay_as_they_are(words):
    assert harmless(words) == words


def test_quotes_commas_and_lines_survive_a_csv_line():
    values = ['a "b", c', "two\nlines", "قال"]
    assert list(csv.reader(io.StringIO(csv_line(values)))) == [values]


def test_the_csv_has_a_line_for_each_source_with_its_citation(table):
    head, first, other = csv.reader(table_csv(table))
    assert dict(zip(head, first, strict=True))["source"] == "'=cmd|first"
    line = dict(zip(head, other, strict=True))
    assert (line["weapon"], line["weapon_compares"]) == ("<b>shells</b>", "differs")
    assert line["cited"] == "“A report”, wire, 2026-11-26, ¶3"


def test_markdown_cites_each_place_once_and_escapes_what_it_would_read(table):
    text = "\n".join(table_markdown(table, "A *loud* event"))
    assert text.startswith("# A \\*loud\\* event")
    assert "the \\| monitor" in text
    assert "≠ \\<b\\>shells\\</b\\>" in text
    assert text.endswith("[^1]: “A report”, wire, 2026-11-26, ¶3 <https://example.org/1>")


def test_what_is_copied_is_harmless_in_a_spreadsheet_and_in_a_document(table):
    first = table_tabs(table).splitlines()[1].split("\t")
    assert first[0] == "'=cmd|first"
    assert "<b>shells" not in table_html(table, "Event")
    assert "&lt;b&gt;shells" in table_html(table, "Event")


def test_json_leads_from_each_cell_to_its_words(table):
    found = json.loads(json.dumps(table_values(table)))
    cell = found["rows"][1]["cells"]["weapon"]
    assert cell["state"] == "differs"
    assert cell["places"] == [
        {"claim_id": "c2", "doc_id": "a" * 64, "start": 20, "end": 33, "text": "<b>shells</b>"}
    ]
    assert found["rows"][1]["claims"][0]["against"][0]["aspect"] == "weapon"


def test_a_list_has_a_line_for_each_claim(table):
    assert len(list(list_csv(table.claims))) == 3
    lines = list(list_markdown(table.claims))
    assert lines[0] == (
        "- **=cmd\\|first** asserts: “rockets fell” (“A report”, wire, 2026-11-26, ¶3)"
    )
