"""Write lines into a file, and check what was written before it takes its name."""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from pathlib import Path

from annotator.store.place import AT_ONCE, put_in_place


def write_lines(out: Path, lines: Iterable[bytes], *, private: bool = False) -> int:
    """Write lines that end with LF, check what was written, and put it in place.

    A private file is nobody else's to read. Gives the number of lines. Raises Trouble with the old
    file untouched when that is not possible.
    """
    number = 0
    checksum = 0
    with put_in_place(out, lambda part: _compare(part, checksum), private=private) as file:
        for line in lines:
            data = line + b"\n"
            checksum = zlib.crc32(data, checksum)
            file.write(data)
            number += 1
    return number


def write_whole(out: Path, data: bytes) -> None:
    """Write a whole file, check what was written, and put it in place.

    Raises Trouble with the old file untouched when that is not possible.
    """
    with put_in_place(out, lambda part: _compare(part, zlib.crc32(data))) as file:
        file.write(data)


def _compare(part: Path, checksum: int) -> None:
    found = 0
    with part.open("rb", buffering=0) as file:
        while data := file.read(AT_ONCE):
            found = zlib.crc32(data, found)
    if found != checksum:
        raise OSError(None, "what was read back is not what was written")
