"""Bad input to `import`, one case for each sort: a sentence, status 1, and nothing came in.

Bad project files, disks and folders are in tests/store/test_bad_files.py and test_tables.py; the
finer points of bad texts and records in tests/formats.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from sqlite_utils.utils import sqlite3

WORDS = "🚀 The army fired rockets."
ENTITY = "0195f3c2-1111-7222-8333-444455556666"


def span(label="Weapon", start=17, end=24, text="rockets", **more):
    """Give a span of WORDS; offsets count code points."""
    return {"id": "s1", "label": label, "start": start, "end": end, "text": text, **more}


def record(**keys) -> bytes:
    made = {
        "schema_version": "1.0", "text": WORDS, "layer": "work", "annotator": "a colleague",
        "status": "done", "spans": [span()],
    }  # fmt: skip
    return json.dumps({**made, **keys}, ensure_ascii=False).encode("utf-8", "surrogatepass")


def entity(**keys):
    return {"id": ENTITY, "label": "Actor", "name": "the army", **keys}


GOOD = record()
LINK = [{"type": "part_of", "entity_id": ENTITY}]
BAD_RECORDS = {
    "a broken line": b'{"schema_version": "1.0", "text"',
    "not UTF-8": b'{"schema_version": "1.0", "text": "caf\xe9"}',
    "NUL": record(text="a\0b", spans=[]),
    "a lone surrogate": record(text="a \ud800 b", spans=[]),
    "a lone surrogate, escaped": rb'{"schema_version": "1.0", "text": "a \ud800 b"}',
    "an empty text": record(text="", spans=[]),
    "offsets out of range": record(text="The army.", spans=[span(start=90, end=97)]),
    "an end before its start": record(text="The army.", spans=[span(start=7, end=4)]),
    "a quote that does not match": record(text="The army left.", spans=[span()]),
    "an id that comes twice": record(spans=[span(), span()]),
    "a label that the scheme lacks": record(spans=[span(label="Ship")]),
    "an entity linked to itself": record(
        spans=[span("Actor", 6, 10, "army", entity_id=ENTITY)], entities=[entity(links=LINK)]
    ),
    "claims that disagree": record(
        claims=[{"id": "c1", "content_span": "s1", "source_spans": [], "cue_spans": [],
                 "stance": "asserts", "about": [], "responsibility": "none", "event_ids": [],
                 "restated": None, "against": []}]
    ),
    "a record of a later version": record(schema_version="9.0"),
    "a line of 100 MB": None,
}  # fmt: skip
BAD_TEXTS = {
    "an empty text": b"",
    "a text of blanks": b" \n\t\n",
    "NUL": b"The army \0 left.",
    "UTF-16 without a mark": "The army left.".encode("utf-16-le"),
    "a lone surrogate": b"\xff\xfe" + b"\x00\xd8a\x00",
    "a text over 10 MB": b"long " * 2_000_001,
    "a text of 500 MB": None,
}


def large(path: Path, size: int, start: bytes = b"") -> None:
    """Make a file of zeros that takes no room."""
    path.write_bytes(start)
    with path.open("r+b") as file:
        file.truncate(size)


def content(project: Path) -> str:
    """Give the fingerprint of every row, but for the marks that opening a project leaves."""
    sql = sqlite3.connect(f"file:{project}?mode=ro", uri=True)
    lines = hashlib.sha256()
    for line in sql.iterdump():
        if not line.startswith('INSERT INTO "own"'):
            lines.update(line.encode())
    sql.close()
    return lines.hexdigest()


def look(path: Path) -> tuple[str, int, int]:
    """Give the fingerprint of a file; of a large one, that of its beginning."""
    info = path.stat()
    with path.open("rb") as file:
        return hashlib.sha256(file.read(20_000_000)).hexdigest(), info.st_size, info.st_mtime_ns


@pytest.fixture
def stays(sample, refuses, does, tmp_path):
    """Import a file that must be refused, and make sure that project and file are as before."""

    def run(path: Path) -> str:
        out = tmp_path / "out.jsonl"
        does("export", sample, out, "--reproducible", "--all-articles")
        rows, exported = content(sample), out.read_bytes()
        before = look(path)
        sentence = refuses("import", sample, path)
        assert path.name in sentence
        assert sentence.endswith(".\n")
        assert content(sample) == rows
        assert look(path) == before
        does("export", sample, out, "--reproducible", "--all-articles")
        assert out.read_bytes() == exported
        assert "All is well." in does("check", sample)
        return sentence

    return run


@pytest.mark.parametrize("what", BAD_RECORDS)
def test_a_bad_record_is_refused_by_its_line_and_nothing_comes_in(stays, tmp_path, what):
    path = tmp_path / "in.jsonl"
    line = BAD_RECORDS[what]
    if line is None:
        large(path, 100_000_000, GOOD + b"\n")
    else:
        path.write_bytes(GOOD + b"\n" + line + b"\n")
    assert stays(path).startswith("in.jsonl, line 2: ")


@pytest.mark.parametrize("what", BAD_TEXTS)
def test_a_bad_text_is_refused_by_its_name_and_nothing_comes_in(stays, tmp_path, what):
    path = tmp_path / "in.txt"
    data = BAD_TEXTS[what]
    if data is None:
        large(path, 500_000_000)
    else:
        path.write_bytes(data)
    stays(path)


def test_a_file_of_500_mb_that_says_it_is_records_is_refused(stays, tmp_path):
    path = tmp_path / "in.jsonl"
    large(path, 500_000_000)
    stays(path)


def test_a_good_record_beside_the_bad_ones_would_have_come_in(sample, tmp_path, does):
    path = tmp_path / "in.jsonl"
    path.write_bytes(GOOD + b"\n")
    assert "Imported 1 new article, 1 span and 0 relations." in does("import", sample, path)


def utf16(words: str) -> int:
    return len(words.encode("utf-16-le")) // 2


def utf8(words: str) -> int:
    return len(words.encode())


@pytest.mark.parametrize("unit", [utf16, utf8, len])
@pytest.mark.parametrize("form", ["{}\n", "\ufeff{}\n", "{}\r\n", "\ufeff{}\r\n\r\n", "{}"])
def test_other_offsets_a_bom_and_crlf_are_no_reason_to_refuse(sample, tmp_path, does, unit, form):
    """They are understood instead, and what comes in counts code points."""
    path, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    start = unit("🚀 The army fired ")
    line = record(spans=[span(start=start, end=start + len("rockets"))]).decode()
    path.write_text(form.replace("{}", line), encoding="utf-8", newline="")
    does("import", sample, path)
    does("export", sample, out, "--annotator", "a colleague")
    (back,) = map(json.loads, out.read_text(encoding="utf-8").splitlines())
    (mark,) = back["spans"]
    assert (mark["start"], mark["end"]) == (17, 24)
    assert back["text"][mark["start"] : mark["end"]] == "rockets"


@pytest.mark.parametrize("key", ["a", "A"])
def test_a_scheme_with_two_labels_on_one_key_makes_no_project(tmp_path, refuses, key):
    path = tmp_path / "mine.toml"
    label = '[[labels]]\nid = "{}"\nname = "{}"\nkey = "{}"\n'
    path.write_text(
        'id = "mine"\ntitle = "Mine"\n' + label.format("one", "One", "A")
        + label.format("two", "Two", key)
    )  # fmt: skip
    before = path.read_bytes()
    sentence = refuses("new", tmp_path / "p.annot", "--scheme", path)
    assert sentence.startswith("mine.toml, line 10: the key A is already used")
    assert not list(tmp_path.glob("p.annot*"))
    assert path.read_bytes() == before
