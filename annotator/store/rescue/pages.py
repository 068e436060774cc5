"""Read rows from the pages of a damaged file where SQLite finds no way to them.

Where the root of a table is gone, its other pages are still whole. Each row says how many columns
of which types it has, and by that its table is told. The form is that of fileformat2, section 1.6
and 2.1: pages, cells, records.
"""

from __future__ import annotations

import os
import struct
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from annotator.store.kinds import Cell

Row = tuple["Cell", ...]
Found = tuple[str, int, Row]
"""The table, the number of the row, and its columns; the first may stand for the number: None."""

_LEAF, _KEYED_LEAF = 13, 10
_NO_CELL = (ValueError, IndexError, struct.error)
_USUAL = 4_096
_INTEGERS = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}


def rows(path: Path, shapes: Mapping[str, str]) -> Iterator[Found]:
    """Give every row of known shape on any page that can be read.

    A shape has a letter for each column: "n" for NULL, "i" integer, "t" text, "b" bytes; a capital
    letter may also be NULL.
    """
    with path.open("rb") as file:
        size = page_size(file.read(100))
        number = 0
        while True:
            file.seek(number * size)
            page = file.read(size)
            if len(page) < size:
                return
            yield from _rows_of(file, page, shapes)
            number += 1


def keyed(path: Path, number: int) -> dict[Cell, Cell]:
    """Give what one page of a table without row numbers holds: a key and a value in each row."""
    found: dict[Cell, Cell] = {}
    with path.open("rb") as file:
        size = page_size(file.read(100))
        file.seek((number - 1) * size)
        page = file.read(size)
        if len(page) < size or page[0] != _KEYED_LEAF:
            return found
        for at in _cells(page):
            with suppress(*_NO_CELL):
                length, at = _varint(page, at)  # noqa: PLW2901 - behind the length
                key, value = _payload(file, page, at, length)
                found[key] = value
    return found


def page_size(head: bytes) -> int:
    """Read the size of a file's pages, the usual one where the header is gone."""
    size = struct.unpack(">H", head[16:18])[0] if len(head) >= 18 else 0
    size = 65_536 if size == 1 else size
    return size if size >= 512 and size & (size - 1) == 0 else _USUAL


def _rows_of(file: BinaryIO, page: bytes, shapes: Mapping[str, str]) -> Iterator[Found]:
    if page[0] != _LEAF:
        return
    for at in _cells(page):
        with suppress(*_NO_CELL):
            length, behind = _varint(page, at)
            number, behind = _varint(page, behind)
            row = _payload(file, page, behind, length)
            for table, shape in shapes.items():
                if _fits(row, shape):
                    yield table, number, row


def _cells(page: bytes) -> Iterator[int]:
    """Give where the cells of a leaf begin."""
    (number,) = struct.unpack(">H", page[3:5])
    for at in range(8, min(8 + 2 * number, len(page) - 1), 2):
        yield struct.unpack(">H", page[at : at + 2])[0]


def _payload(file: BinaryIO, page: bytes, at: int, length: int) -> Row:
    """Read a cell's record, and what of it stands on further pages."""
    usable = len(page)
    most = usable - 35 if page[0] == _LEAF else (usable - 12) * 64 // 255 - 23
    if length <= most:
        return _record(page[at : at + length])
    least = (usable - 12) * 32 // 255 - 23
    here = least + (length - least) % (usable - 4)
    here = here if here <= most else least
    if length > os.fstat(file.fileno()).st_size:
        raise ValueError
    payload = bytearray(page[at : at + here])
    (following,) = struct.unpack(">I", page[at + here : at + here + 4])
    while len(payload) < length and following:
        file.seek((following - 1) * usable)
        more = file.read(usable)
        (following,) = struct.unpack(">I", more[:4])
        payload += more[4:]
    return _record(bytes(payload[:length]))


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value = 0
    for n in range(8):
        byte = data[at + n]
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at + n + 1
    return value << 8 | data[at + 8], at + 9


def _record(data: bytes) -> Row:
    """Read a record's columns. Raises ValueError where it is not whole."""
    end, at = _varint(data, 0)
    body, row = end, []
    while at < end:
        kind, at = _varint(data, at)
        value, length = _value(kind, data, body)
        row.append(value)
        body += length
    if at != end or body != len(data):
        raise ValueError
    return tuple(row)


def _value(kind: int, data: bytes, at: int) -> tuple[Cell, int]:
    if kind == 0:
        return None, 0
    if kind in {8, 9}:
        return kind - 8, 0
    if kind in _INTEGERS:
        length = _INTEGERS[kind]
        return int.from_bytes(data[at : at + length], "big", signed=True), length
    length = (kind - 12) // 2
    if kind < 12 or at + length > len(data):
        raise ValueError
    raw = data[at : at + length]
    return (raw.decode() if kind % 2 else raw), length


_TYPES = {"n": type(None), "i": int, "t": str, "b": bytes}


def _fits(row: Row, shape: str) -> bool:
    return len(row) == len(shape) and all(
        (value is None and letter.isupper()) or isinstance(value, _TYPES[letter.lower()])
        for value, letter in zip(row, shape, strict=True)
    )
