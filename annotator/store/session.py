"""One opening of a project file: its connection, its lock, its mark, and how it is closed again."""

from __future__ import annotations

import errno
import os
import re
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sqlite_utils import Database
from sqlite_utils.utils import sqlite3

from annotator.model.ids import new_id
from annotator.model.sentences import Refused, Told, Trouble
from annotator.store import identity, opening, tables
from annotator.store.aside import Aside
from annotator.store.erasing import rewriting
from annotator.store.layout import LAYOUT, migrations
from annotator.store.lock import Lock
from annotator.store.rescue import backup

SMALL = 512_000_000
"""Bytes. A larger file is not read through when it is opened; `annotator check` does that."""
QUICK = 200_000_000
"""Bytes. A larger file is not copied when it is opened, only before a bulk step."""

_ELSE = (
    "{name} could not be written ({why}). It is as it was before. Check the disk and the rights of "
    "its folder, then try again."
)
_BUSY = "{name} is in use by another program. Try again in a moment."
_WORLD = {
    "full": "The disk is full. {name} is as it was before. Free some space, then try again.",
    "locked": _BUSY,
    "busy": _BUSY,
    "disk I/O": _ELSE,
    "unable to open": _ELSE,
    "readonly": _ELSE,
}
"""By these words of SQLite the world is in the way, not a bug of ours."""
_DAMAGED = ("malformed", "not a database", "Could not decode", "unsupported file format")
_SITE = re.compile("[0-9a-f]{32}")


class Session:
    """A project file that is open."""

    def __init__(self, path: Path, sql: sqlite3.Connection, lock: Lock | None) -> None:
        self.path = path
        self.sql = sql
        self.aside = Aside(sql)
        self.warning: str | None = None
        self._lock = lock
        self._file = path.stat()
        self._rescued: Path | None = None
        self._marks: list[str] = []
        self._steps = 0

    @property
    def read_only(self) -> bool:
        """Say whether the file may only be read."""
        return self._lock is None

    @property
    def site(self) -> str:
        """Give the id of this copy of the project: 32 hexadecimal digits."""
        return self.own("site") or ""

    def own(self, key: str) -> str | None:
        """Give a fact about this copy of the file."""
        row = self.sql.execute("SELECT value FROM own WHERE key = ?", [key]).fetchone()
        return str(row[0]) if row else None

    def set_own(self, **facts: str) -> None:
        """Note facts about this copy of the file."""
        self.sql.executemany("INSERT OR REPLACE INTO own (key, value) VALUES (?, ?)", facts.items())

    def connect_beside(self) -> sqlite3.Connection:
        """Open a second connection that only reads."""
        return opening.connect(self.path, "ro")

    def refuse_if_read_only(self) -> None:
        """Raise Refused where nothing may be written."""
        if self.read_only:
            raise Refused(
                "{name} is open for reading only. Nothing was changed.", name=self.path.name
            )

    def refuse_if_gone(self) -> None:
        """Raise Trouble where the file is no longer at its place: a step would be lost with it.

        What was saved until then is still in our hands, and is put among the backups.
        """
        if self._is_here():
            return
        with suppress(Trouble):
            self._rescued = self._rescued or backup.make(self.sql, self.path, "rescued")
        if self._rescued is None:
            raise Trouble(
                "{name} was moved, replaced or deleted while it was open. Nothing more was written,"
                " and no copy could be made. Put {name} back in its place, then try again.",
                name=self.path.name,
            )
        raise Trouble(
            "{name} was moved, replaced or deleted while it was open. Nothing more was written. All"
            " that was saved is in {copy}. Close the project, and look for it.",
            name=self.path.name, copy=str(self._rescued),
        )  # fmt: skip

    def _is_here(self) -> bool:
        try:
            is_same = os.path.samestat(self.path.stat(), self._file)
        except OSError:
            return False
        # Not every network drive gives a file one number for good.
        return is_same or self.warning is not None

    def begin(self) -> None:
        """Mark the file with this session, and leave the main file alone with the mark."""
        # First what a session that died has left in the log beside the file. Where a reader keeps
        # it there, the main file bears an old mark until he is done, and the log must name it.
        before = opening.session_marks(self.own("session"))
        self._marks = [secrets.token_hex(8), *(before[:1] if self._moved() else before)]
        self.sql.execute("BEGIN IMMEDIATE")
        site = self._settled_site()
        self.sql.execute("INSERT OR IGNORE INTO site (uid) VALUES (?)", [bytes.fromhex(site)])
        place = identity.place_of(self.path)
        self.set_own(site=site, **{f"place.{name}": v for name, v in place.items()})
        self.note_step()
        self.sql.execute("COMMIT")
        # From here on the log is of use only to a main file that bears this session's mark.
        if self._moved():
            del self._marks[1:]

    def _settled_site(self) -> str:
        site = self.site
        names = ("machine", "path", "file")
        before = {name: v for name in names if (v := self.own(f"place.{name}")) is not None}
        if _SITE.fullmatch(site) and (not before or not identity.is_copy(self.path, site, before)):
            return site
        return identity.new_site()

    def note_step(self) -> None:
        """Write the session's mark anew, inside the step's own transaction."""
        self._steps += 1
        self.set_own(session=opening.session_value(self._marks, self._steps))

    def _moved(self) -> bool:
        """Move everything into the main file, without waiting, and say whether it could be done.

        It cannot while someone reads what would be overwritten.
        """
        query = "PRAGMA wal_checkpoint(PASSIVE)"
        is_busy, written, moved = self.sql.execute(query).fetchone()
        return not is_busy and written == moved

    def checkpoint(self) -> None:
        """Move everything into the main file and empty the log beside it. For idle moments."""
        self.sql.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()

    def back_up(self, why: str, progress: backup.Progress | None = None) -> Path | None:
        """Make a verified backup if anything changed since the last one. Give its path."""
        self.refuse_if_read_only()
        last = self._last_change()
        if self.own("backed_up") == last and backup.backups_of(self.path):
            return None
        made = backup.make(self.sql, self.path, why, progress)
        self.set_own(backed_up=last)
        return made

    def _last_change(self) -> str:
        return str(self.sql.execute("SELECT max(seq) FROM change").fetchone()[0] or 0)

    def close(self) -> None:
        """Close the file. One that was written is one single file afterwards, stamped as whole."""
        if self._lock is None:
            self.sql.close()
            return
        with suppress(Trouble, sqlite3.Error):
            self._roll_back()
            self.refuse_if_gone()
        stamp = int(time.time()) // 2 * 2 * 1_000_000_000  # whole even seconds fit every disk
        if self.leave(stamp) and self._is_here():
            with suppress(OSError):
                os.utime(self.path, ns=(stamp, stamp))
        self._lock.release()

    def _roll_back(self) -> None:
        if self.sql.in_transaction:
            self.sql.execute("ROLLBACK")

    def leave(self, stamp: int = 0) -> bool:
        """Close the connection, and say whether one single file is left."""
        whole = False
        with suppress(sqlite3.Error):
            self._roll_back()
            if stamp:
                self.set_own(closed=str(stamp))
            self.checkpoint()
            whole = self.sql.execute("PRAGMA journal_mode = DELETE").fetchone()[0] == "delete"
        self.sql.close()
        return whole


def create(path: Path, project: str | None) -> Session:
    """Make a new, empty project file at a path where there is nothing."""
    path = Path(os.path.abspath(path))  # noqa: PTH100 - resolve() would follow a dangling link
    if path.exists() or path.is_symlink():
        raise Refused(
            "{path} is already there. It was left as it is. Choose another name, or open it with: "
            "annotator {path}",
            path=str(path),
        )
    if not path.parent.is_dir():
        raise Refused("There is no folder {folder}. Make it first.", folder=str(path.parent))
    path = path.parent.resolve() / path.name
    lock = Lock(path)
    lock.take()
    try:
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        try:
            return _made(path, project, lock)
        except BaseException:
            path.unlink(missing_ok=True)
            raise
    except BaseException as error:
        lock.release()
        if isinstance(error, OSError | sqlite3.Error):
            raise trouble(error, path) from error
        raise


def _made(path: Path, project: str | None, lock: Lock) -> Session:
    session = Session(path, opening.connect(path, "rw"), lock)
    try:
        migrations.apply(_database(session.sql))
        session.set_own(project=project or new_id())
        session.warning = _settle(session.sql, path)
        session.begin()
    except BaseException:
        session.leave()
        raise
    return session


def open_for_writing(path: Path) -> Session:
    """Open a project file to work in it. Raises Refused or Trouble with the file untouched."""
    path = opening.resolve(path)
    header = opening.inspect(path)
    if not os.access(path, os.W_OK):
        raise Trouble(
            "{name} is write-protected, so it can only be read. Nothing was changed. Copy it to "
            "work on the copy.",
            name=path.name,
        )
    lock = Lock(path)
    lock.take()
    try:
        with _looking(path):
            opening.roll_back(path)
            opening.refuse_foreign_wal(path)
            _refuse_damaged(path, header)
        backup.clear_restore(path)
        return _opened(path, header.layout, lock)
    except BaseException as error:
        lock.release()
        if isinstance(error, OSError | sqlite3.Error):
            raise trouble(error, path) from error
        raise


def _opened(path: Path, layout: int, lock: Lock) -> Session:
    """Back the file up, and only then change anything in it."""
    session = Session(path, opening.connect(path, "rw"), lock)
    try:
        rewriting.finish(session.sql)  # no backup may hold what was to go for good
        if layout < LAYOUT:
            backup.make(session.sql, path, f"layout{layout}")
        elif path.stat().st_size <= QUICK:
            session.back_up("open")
        session.warning = _settle(session.sql, path)
        _renew_layout(session, layout)
        session.begin()
    except BaseException:
        session.leave()
        raise
    return session


def open_for_reading(path: Path) -> Session:
    """Open a project file to read it, also while someone else writes it."""
    path = opening.resolve(path)
    header = opening.inspect(path)
    if header.layout < LAYOUT:
        raise Refused(
            "{name} has an older layout ({theirs}). It is untouched. Open it once for working to "
            "bring it up to date; a backup is made first.",
            name=path.name, theirs=header.layout,
        )  # fmt: skip
    with _looking(path):
        _roll_back_alone(path)
        opening.refuse_foreign_wal(path)
        _refuse_damaged(path, header)
        lonely = not os.access(path.parent, os.W_OK) and not opening.has_wal(path)
        return Session(path, opening.connect(path, "immutable" if lonely else "ro"), None)


@contextmanager
def _looking(path: Path) -> Iterator[None]:
    """Turn what goes wrong while a file is looked at into a sentence, and leave nothing behind."""
    with opening.leaving_nothing(path):
        try:
            yield
        except (OSError, sqlite3.Error, ValueError) as error:
            told = trouble(error, path)
            raise (told if isinstance(told, Told) else opening.damaged(path.name)) from None


def _roll_back_alone(path: Path) -> None:
    """Take back what died half-way, unless someone is at work: then the journal is his."""
    if opening.has_journal(path):
        lock = Lock(path)
        with suppress(Trouble):
            lock.take()
            try:
                opening.roll_back(path)
            finally:
                lock.release()


def _database(sql: sqlite3.Connection) -> Database:
    return Database(sql, execute_plugins=False)


def _renew_layout(session: Session, layout: int) -> None:
    """Bring an older file up to date."""
    if layout == LAYOUT:
        return
    migrations.apply(_database(session.sql))
    if session.sql.execute("PRAGMA user_version").fetchone()[0] != LAYOUT:
        raise opening.damaged(session.path.name)


def _settle(sql: sqlite3.Connection, path: Path) -> str | None:
    """Choose the journal for the drive that the file lies on. Give a warning where there is one."""
    sql.execute("PRAGMA recursive_triggers = ON")
    if opening.on_network_drive(path):
        sql.execute("PRAGMA journal_mode = DELETE")
        sql.execute("PRAGMA synchronous = EXTRA")
        return (
            "The project lies on a network drive. It is safer, and faster, on a disk of your own."
        )
    sql.execute("PRAGMA journal_mode = WAL")
    sql.execute("PRAGMA synchronous = FULL")
    sql.execute("PRAGMA wal_autocheckpoint = 1000")
    return None


def _refuse_damaged(path: Path, header: opening.Header) -> None:
    """Read the whole file through, unless it is just as this program closed it, or very large."""
    # Whoever works in the file has a -shm beside it. Without one, SQLite would put one there.
    beside = path.with_name(path.name + "-shm")
    alone = (header.is_wal and not beside.exists()) or not os.access(path.parent, os.W_OK)
    lonely = alone and not opening.has_wal(path)
    sql = opening.connect(path, "immutable" if lonely else "ro")
    try:
        # A newer program may have died before its layout came from the log into the main file.
        opening.refuse_newer(path.name, sql.execute("PRAGMA user_version").fetchone()[0])
        closed = sql.execute("SELECT value FROM own WHERE key = 'closed'").fetchone()
        info = path.stat()
        as_closed = closed and int(closed[0]) == info.st_mtime_ns
        whole = as_closed or info.st_size > SMALL or backup.reads_through(sql)
        if not (whole and tables.are_right(sql)):
            raise opening.damaged(path.name)
    finally:
        sql.close()


def trouble(error: Exception, path: Path) -> Exception:
    """Turn an error of SQLite or of the disk into a sentence with a way out.

    A bug of ours stays what it is.
    """
    if isinstance(error, Told):
        return error
    words, name = str(error), path.name
    if any(part in words for part in _DAMAGED):
        return opening.damaged(name)
    if isinstance(error, sqlite3.IntegrityError):
        return Refused(
            "A value does not fit into the project ({why}). Nothing was changed.", why=words
        )
    for part, sentence in _WORLD.items():
        if part in words or (part == "full" and getattr(error, "errno", None) == errno.ENOSPC):
            return Trouble(sentence, name=name, why=words)
    if isinstance(error, OSError):
        return Trouble(_ELSE, name=name, why=error.strerror or words)
    return error
