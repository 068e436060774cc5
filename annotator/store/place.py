"""Write a file beside, check it, then put it in place: a reader never sees half of one."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from annotator.model.sentences import Refused, Trouble

_PROJECT = b"SQLite format 3\x00"
AT_ONCE = 1 << 18
"""Bytes. So many are written and read in one go."""


@contextmanager
def put_in_place(
    out: Path, check: Callable[[Path], None], *, private: bool = False
) -> Iterator[IO[bytes]]:
    """Give a file to write. After the block it is checked, and only then gets its name.

    `check` reads it and raises OSError if it is not what was written. A private file is nobody
    else's to read. Raises Trouble with what was there before untouched where it cannot be written.
    """
    target = target_of(out)
    part = target.with_name(target.name + ".part")
    try:
        with _opened(part, private=private) as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        check(part)
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


def _opened(part: Path, *, private: bool) -> IO[bytes]:
    if not private:
        return part.open("wb", AT_ONCE)
    part.unlink(missing_ok=True)
    number = os.open(part, os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    return os.fdopen(number, "w+b", AT_ONCE)


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
