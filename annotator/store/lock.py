"""One writer at a time: a lock on NAME.annot.lock, which dies with its process."""

from __future__ import annotations

import getpass
import json
import os
import socket
import sys
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from annotator.model.sentences import Trouble

if sys.platform == "win32":  # pragma: no cover - the other half of this file runs here
    import msvcrt

    def _take(file: IO[str]) -> None:
        # One byte far behind the text, so that others can still read who holds it.
        file.seek(1 << 20)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _take(file: IO[str]) -> None:
        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)


_NO_LINK = getattr(os, "O_NOFOLLOW", 0)


class Held(Trouble):
    """Someone else has the file open for writing. It can be read meanwhile."""


class Lock:
    """The right to write one project file."""

    def __init__(self, project: Path) -> None:
        self.path = project.with_name(project.name + ".lock")
        self._file: IO[str] | None = None

    def take(self) -> None:
        """Take the lock. Raises Trouble with the holder's name if someone else has it."""
        for _ in range(10):
            file = self._open()
            try:
                _take(file)
            except OSError:
                file.close()
                raise Held(
                    "{name} is open in another window ({holder}). Close it there first. "
                    "Reading and exporting work meanwhile.",
                    name=self.path.name.removesuffix(".lock"), holder=holder(self.path),
                ) from None  # fmt: skip
            if self._is_still_there(file):
                self._file = file
                self._sign(file)
                return
            file.close()
        raise Trouble("{name} cannot be locked. Try again.", name=self.path.name)

    def _open(self) -> IO[str]:
        try:
            number = os.open(self.path, os.O_RDWR | os.O_CREAT | _NO_LINK, 0o600)
        except OSError as error:
            if self.path.exists() and os.access(self.path.parent, os.W_OK):
                raise Trouble(
                    "{lock} cannot be opened ({why}): someone else has {name} open, or had. "
                    "Reading and exporting work. If nobody has it open, remove {lock}.",
                    lock=self.path.name, name=self.path.name.removesuffix(".lock"),
                    why=error.strerror or "not allowed",
                ) from None  # fmt: skip
            raise Trouble(
                "{folder} does not allow writing ({why}), so {name} can only be read there. "
                "Nothing was changed. Copy it to a folder of your own to work on it.",
                folder=str(self.path.parent), name=self.path.name.removesuffix(".lock"),
                why=error.strerror or "not allowed",
            ) from None  # fmt: skip
        return os.fdopen(number, "r+", encoding="utf-8")

    def _is_still_there(self, file: IO[str]) -> bool:
        # The one who held it before may have removed the file between our opening and locking it.
        with suppress(OSError):
            return os.path.samestat(os.fstat(file.fileno()), self.path.stat())
        return False

    def _sign(self, file: IO[str]) -> None:
        who = {
            "person": _user(), "machine": socket.gethostname(), "process": os.getpid(),
            "since": datetime.now(UTC).isoformat(timespec="seconds"),
        }  # fmt: skip
        # The lock holds without its text, for which a full disk has no room.
        with suppress(OSError):
            os.ftruncate(file.fileno(), 0)
            os.write(file.fileno(), json.dumps(who).encode())

    def release(self) -> None:
        """Give the lock back and remove its file."""
        if self._file is None:
            return
        if sys.platform != "win32":
            with suppress(OSError):
                self.path.unlink()
        self._file.close()
        self._file = None


def holder(path: Path) -> str:
    """Say who holds a lock, from the text in its file."""
    try:
        who = json.loads(path.read_text(encoding="utf-8"))
        since = datetime.fromisoformat(who["since"]).astimezone()
        return (
            f"{who['person']} on {who['machine']}, process {who['process']}, "
            f"since {since:%d %b %Y, %H:%M}"
        )
    except (OSError, ValueError, KeyError, TypeError):
        return "by another program"


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "someone"
