"""Look at a file before SQLite does: what it is, whether it is whole, and what lies beside it.

SQLite would open an empty file as a new database, replay a foreign -wal without a word, and answer
from a file that was cut off. Nothing here writes. The file is never opened by Python while a
connection is open: closing it would drop SQLite's own locks (howtocorrupt, section 2.2).
"""

from __future__ import annotations

import os
import struct
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from sqlite_utils.utils import sqlite3

from annotator.model.sentences import Refused, Trouble
from annotator.store.layout import APPLICATION_ID, LAYOUT
from annotator.store.rescue import pages

_MAGIC = b"SQLite format 3\x00"
_NETWORK = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "davfs", "afpfs", "fuse.sshfs", "webdav"}


class Damaged(Trouble):
    """A file is damaged. A backup or what can still be read of it is the way out."""


@dataclass(frozen=True, slots=True)
class Header:
    """What the first 100 bytes of an SQLite file say (fileformat2, section 1.3)."""

    page_size: int
    pages: int
    layout: int
    application: int
    is_wal: bool


def resolve(path: Path) -> Path:
    """Follow symbolic links, and refuse what cannot be a project file of one name."""
    try:
        real = path.resolve(strict=True)
    except PermissionError as error:
        raise Trouble(
            "{path} cannot be reached ({why}). Ask whoever looks after its folder.",
            path=str(path), why=error.strerror or "not allowed",
        ) from None  # fmt: skip
    except (OSError, RuntimeError):
        if path.is_symlink():
            raise Refused(
                "{path} is a link to a file that is not there. Mend or remove the link.",
                path=str(path),
            ) from None
        raise Refused(
            "There is no file {path}. Make a project with: annotator new {path}", path=str(path)
        ) from None
    if real.is_dir():
        raise Refused("{path} is a folder, not a project. Name the .annot file.", path=str(path))
    if not real.is_file():
        raise Refused("{path} is not a file, so it cannot be a project.", path=str(path))
    if real.stat().st_nlink > 1:
        raise Refused(
            "{path} has a second name (a hard link). Working under two names can destroy a project,"
            " so it was left untouched. Make a copy and open the copy.",
            path=str(path),
        )
    return real


def inspect(path: Path) -> Header:
    """Read the header and refuse whatever is not a whole project file that this program knows."""
    name = path.name
    try:
        with path.open("rb") as file:
            head = file.read(100)
    except OSError as error:
        raise Trouble(
            "{name} cannot be read ({why}). It is untouched.",
            name=name, why=error.strerror or "not allowed",
        ) from None  # fmt: skip
    size = path.stat().st_size
    if size == 0:
        raise Refused(
            "{name} is empty. It was left as it is. Restore a backup of the project, or make a new "
            "one under another name.",
            name=name,
        )
    if head[:16] != _MAGIC or len(head) < 100:
        raise Refused("{name} is not an annotation project. It is untouched.", name=name)
    header = _read(head)
    if header.application != APPLICATION_ID:
        raise Refused(
            "{name} is a database of another program, not an annotation project. It is untouched.",
            name=name,
        )
    refuse_newer(name, header.layout)
    if header.layout < 1 or _is_cut_off(path, header.page_size * header.pages):
        raise damaged(name)
    return header


def refuse_newer(name: str, layout: int) -> None:
    """Refuse a layout that this program does not know."""
    if layout > LAYOUT:
        raise Refused(
            "{name} was written by a newer Annotator (layout {theirs}; this one knows layouts up to"
            " {ours}). It is untouched. Install the newer version to open it.",
            name=name, theirs=layout, ours=LAYOUT,
        )  # fmt: skip


def _is_cut_off(path: Path, whole: int) -> bool:
    """Say whether the end of a file is missing.

    With a write-ahead log or a journal beside it a file may be shorter: its end was under way when
    the program died. The size is looked at last, for a session may just have put it there.
    """
    return not has_wal(path) and not has_journal(path) and path.stat().st_size < whole


def _read(head: bytes) -> Header:
    (page_size,) = struct.unpack(">H", head[16:18])
    pages, layout, application = (struct.unpack(">I", head[at : at + 4])[0] for at in (28, 60, 68))
    return Header(
        65_536 if page_size == 1 else page_size, pages, layout, application, head[18] == 2
    )


def damaged(name: str) -> Damaged:
    """Say that a file is damaged, and the ways out."""
    return Damaged(
        "{name} is damaged. It was left untouched. Restore a backup with: annotator restore {name}"
        " - or save what can be read with: annotator salvage {name} NEW.annot",
        name=name,
    )


def wal_of(path: Path) -> Path:
    """Name the write-ahead log beside a file."""
    return path.with_name(path.name + "-wal")


def has_wal(path: Path) -> bool:
    """Say whether a write-ahead log with content lies beside a file."""
    return _has_content(wal_of(path))


def has_journal(path: Path) -> bool:
    """Say whether a rollback journal lies beside a file: a step was under way when it died."""
    return _has_content(path.with_name(path.name + "-journal"))


def _has_content(path: Path) -> bool:
    try:
        return path.stat().st_size > 0
    except OSError:
        return False


def roll_back(path: Path) -> None:
    """Let SQLite take back the half-written step that the journal beside a file names.

    Only for the one who holds the lock. A connection that may only read cannot do it.
    """
    if has_journal(path):
        sql = connect(path, "rw")
        try:
            sql.execute("SELECT count(*) FROM sqlite_master").fetchone()
        finally:
            sql.close()


@contextmanager
def leaving_nothing(path: Path) -> Iterator[None]:
    """Where the block refuses a file, take away what looking at it has put beside it."""
    beside = [path.with_name(path.name + ending) for ending in ("-wal", "-shm")]
    new = [file for file in beside if not file.exists()]
    try:
        yield
    except BaseException:
        for file in new:
            with suppress(OSError):
                if not file.name.endswith("-wal") or file.stat().st_size == 0:
                    file.unlink()
        raise


def connect(path: Path, mode: str) -> sqlite3.Connection:
    """Open a connection: mode is "rw", "ro", or "immutable" (only the main file, no locks)."""
    query = "mode=ro&immutable=1" if mode == "immutable" else f"mode={mode}"
    uri = f"file:{quote(str(path))}?{query}"
    sql = sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False, timeout=2)
    try:
        for pragma in ("trusted_schema = OFF", "cell_size_check = ON", "mmap_size = 0",
                       "cache_size = -65536", "temp_store = MEMORY"):  # fmt: skip
            sql.execute(f"PRAGMA {pragma}")
    except BaseException:
        sql.close()
        raise
    return sql


def refuse_foreign_wal(path: Path) -> None:
    """Refuse a file beside which lies a write-ahead log that is not its own.

    Each session writes its mark into the main file first, and each step writes it into the log
    again. After an unclean end the two must therefore bear one mark. That of the main file is read
    without SQLite, to which a file is damaged whose log was being moved into it when the disk was
    full. Raises sqlite3.Error where no mark can be read.
    """
    if not has_wal(path):
        return
    if not os.access(path.parent, os.W_OK):
        raise Trouble(
            "{name} was not closed properly, and its folder does not allow writing, so its last "
            "steps cannot be read there. It is untouched. Copy {name} and {wal} together to a "
            "folder of your own and open the copy.",
            wal=wal_of(path).name, name=path.name,
        )  # fmt: skip
    sql = connect(path, "ro")
    try:
        through = sql.execute("SELECT value FROM own WHERE key = 'session'").fetchone()
        (root,) = sql.execute("SELECT rootpage FROM sqlite_master WHERE name = 'own'").fetchone()
    finally:
        sql.close()
    mine = pages.keyed(path, root).get("session") or _mark_alone(path)
    if session_marks(mine)[0] not in session_marks(through[0] if through else None):
        raise Trouble(
            "The file {wal} does not belong to {name} as it is now: one of the two was copied or "
            "restored without the other. Both were left untouched. Move {wal} to another folder, "
            "then open {name} again.",
            wal=wal_of(path).name, name=path.name,
        )  # fmt: skip


def _mark_alone(path: Path) -> str | None:
    """Read the mark of the main file where it is not on the page where it usually is."""
    sql = connect(path, "immutable")
    try:
        row = sql.execute("SELECT value FROM own WHERE key = 'session'").fetchone()
    finally:
        sql.close()
    return row[0] if row else None


def session_value(marks: Sequence[str], steps: int) -> str:
    """Write the marks of sessions, the newest first, and a count so that each step is a change."""
    return ":".join((*marks, str(steps)))


def session_marks(value: object) -> list[str]:
    """Read the marks that session_value wrote: of this session, and of those before it."""
    return str(value or "").split(":")[:-1] or [""]


def on_network_drive(path: Path) -> bool:
    """Say whether a file lies on a network drive, where write-ahead logging is not safe."""
    if sys.platform == "win32":  # pragma: no cover - not run here
        return str(path).startswith("\\\\")
    try:
        lines = Path("/proc/self/mounts").read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return False
    best, kind = "", ""
    for line in lines:
        _, place, type_, *_ = line.split(" ")
        place = place.replace("\\040", " ")
        inside = os.path.commonpath([place, str(path)]) == place
        if inside and len(place) >= len(best):
            best, kind = place, type_
    return kind in _NETWORK
