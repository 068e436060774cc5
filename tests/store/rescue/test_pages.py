"""Rows are read from the pages of a file where SQLite finds no way to them."""

from __future__ import annotations

import random
import struct
from pathlib import Path

import pytest
from sqlite_utils.utils import sqlite3

from annotator.store.rescue import pages

SHAPES = {"news": "nitTbI"}
ROWS = [
    (1, 0, "a", None, b"", None),
    (2, 1, "", "b", b"\x00" * 10, 2),
    (3, -1, "ä🚀", None, b"x", 127),
    (300, 2**15, "c", "d" * 40, b"y", -(2**31)),
    (70_000, 2**23, "e" * 3_000, None, b"z", 2**40),
    (2**40, -(2**62), "f", None, b"q" * 20_000, 2**24),
    (2**62, 3, "g" * 5_000, "h" * 5_000, b"i" * 5_000, 0),
]


def made(folder: Path, page_size: int = 4_096) -> Path:
    path = folder / "news.db"
    sql = sqlite3.connect(path, isolation_level=None)
    sql.execute(f"PRAGMA page_size = {page_size}")
    sql.execute("CREATE TABLE news (id INTEGER PRIMARY KEY, n INT, a TEXT, b TEXT, c BLOB, m INT)")
    sql.execute("CREATE TABLE other (id INTEGER PRIMARY KEY, r REAL, a, b, c, d)")
    sql.execute("CREATE TABLE keyed (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID")
    sql.execute("CREATE TABLE wide (key TEXT PRIMARY KEY, a, b) WITHOUT ROWID")
    sql.executemany("INSERT INTO news VALUES (?, ?, ?, ?, ?, ?)", ROWS)
    sql.execute("INSERT INTO other VALUES (1, 1.5, 'a', NULL, x'00', 1)")
    sql.execute("INSERT INTO keyed VALUES ('a', 'one'), ('b', ?)", ["two" * 1_000])
    sql.execute("INSERT INTO wide VALUES ('a', 1, 2)")
    sql.close()
    return path


def root_of(path: Path, table: str) -> int:
    sql = sqlite3.connect(path)
    try:
        query = "SELECT rootpage FROM sqlite_master WHERE name = ?"
        return sql.execute(query, [table]).fetchone()[0]
    finally:
        sql.close()


@pytest.mark.parametrize("page_size", [512, 1_024, 4_096, 65_536])
def test_every_row_is_found_as_it_was_written(tmp_path, page_size):
    path = made(tmp_path, page_size)
    found = {(table, number, row[1:]) for table, number, row in pages.rows(path, SHAPES)}
    assert found == {("news", row[0], row[1:]) for row in ROWS}


def test_rows_are_found_where_the_root_of_their_table_and_the_header_are_gone(tmp_path):
    path = made(tmp_path, 4_096)
    root = root_of(path, "news")
    with path.open("r+b") as file:
        file.write(bytes(4_096))
        file.seek((root - 1) * 4_096)
        file.write(bytes(4_096))
    found = {number for _, number, _ in pages.rows(path, SHAPES)}
    assert found
    assert found <= {row[0] for row in ROWS}


def test_a_table_of_keys_is_read_from_one_page(tmp_path):
    path = made(tmp_path)
    assert pages.keyed(path, root_of(path, "keyed")) == {"a": "one", "b": "two" * 1_000}
    assert pages.keyed(path, root_of(path, "news")) == {}
    assert pages.keyed(path, root_of(path, "wide")) == {}
    assert pages.keyed(path, 10_000) == {}


@pytest.mark.parametrize(
    ("written", "size"),
    [(4_096, 4_096), (512, 512), (1, 65_536), (0, 4_096), (100, 4_096), (5_000, 4_096)],
)
def test_a_size_of_pages_that_makes_no_sense_is_taken_as_the_usual_one(written, size):
    assert pages.page_size(bytes(16) + struct.pack(">H", written)) == size
    assert pages.page_size(b"") == 4_096


@pytest.mark.property
def test_whatever_stands_in_a_file_nothing_but_whole_rows_is_given(tmp_path):
    good = made(tmp_path, 1_024).read_bytes()
    path = tmp_path / "damaged.db"
    chance = random.Random(7)
    for _ in range(300):
        data = bytearray(good)
        for _ in range(chance.randint(1, 20)):
            data[chance.randrange(100, len(data))] = chance.randrange(256)
        path.write_bytes(data)
        for table, number, row in pages.rows(path, SHAPES):
            assert table == "news"
            assert isinstance(number, int)
            assert len(row) == 6
        for page in range(1, len(data) // 1_024 + 1):
            pages.keyed(path, page)


def test_a_row_that_claims_to_be_longer_than_its_file_is_no_row(tmp_path):
    """Else pages that lead to each other in a circle would be read for ever."""
    page = bytearray(4_096)
    page[0], page[4] = pages._LEAF, 1
    page[8:10] = struct.pack(">H", 100)
    page[100:112] = b"\xff\xff\xff\xff\xff\x7f\x01".ljust(12, b"\0")
    path = tmp_path / "circle.db"
    path.write_bytes(bytes(4_096) + page)
    assert list(pages.rows(path, SHAPES)) == []
