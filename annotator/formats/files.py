"""Write a file beside, check it, then put it in place: a reader never sees half of one."""

from __future__ import annotations

import os
import zlib
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from annotator.model.sentences import Refused, Trouble

_PROJECT = b"SQLite format 3\x00"
_AT_ONCE = 1 << 18
"""Bytes. So many are written and read in one go."""


def target_of(out: Path) -> Path:
    """Give the path that is really written. Raises Refused where a file must not be replaced."""
    try:
        return _target_of(out)
    except (OSError, RuntimeError) as error:
        why = error.strerror if isinstance(error, OSError) else "its links lead in a circle"
        raise Refused(
            "{out} cannot be written ({why}). Choose another name.",
            out=str(out), why=why or "not allowed",
        ) from None  # fmt: skip


def _target_of(out: Path) -> Path:
    if out.is_dir():
        raise Refused("{out} is a folder. Name a file in it.", out=str(out))
    with suppress(FileNotFoundError, NotADirectoryError):
        out.stat()  # since Python 3.13 resolve() takes links that lead in a circle
    target = out.resolve()
    if not target.parent.is_dir():
        raise Refused("There is no folder {folder}. Make it first.", folder=str(target.parent))
    if target.exists() and not target.is_file():
        raise Refused("{out} is not a file that can be written.", out=str(out))
    if target.is_file() and _starts_with(target, _PROJECT):
        raise Refused(
            "{out} is a project, or another database. It was left untouched. Choose another name.",
            out=str(out),
        )
    return target


def _starts_with(path: Path, start: bytes) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(len(start)) == start
    except OSError:
        return False


def write_lines(out: Path, lines: Iterable[bytes]) -> int:
    """Write lines that end with LF, check what was written, and put it in place.

    Gives the number of lines. Raises Trouble with the old file untouched when that is not possible.
    """
    target = target_of(out)
    part = target.with_name(target.name + ".part")
    number = 0
    checksum = 0
    try:
        with part.open("wb", _AT_ONCE) as file:
            for line in lines:
                data = line + b"\n"
                checksum = zlib.crc32(data, checksum)
                file.write(data)
                number += 1
            file.flush()
            os.fsync(file.fileno())
        _compare(part, checksum)
        part.replace(target)
    except OSError as error:
        raise Trouble(
            "{out} could not be written ({why}). What was there before is untouched. Free some "
            "space or choose another folder, then try again.",
            out=str(out), why=error.strerror or str(error),
        ) from error  # fmt: skip
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
    return number


def _compare(part: Path, checksum: int) -> None:
    found = 0
    with part.open("rb", buffering=0) as file:
        while data := file.read(_AT_ONCE):
            found = zlib.crc32(data, found)
    if found != checksum:
        raise OSError(None, "what was read back is not what was written")
