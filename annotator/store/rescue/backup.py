"""Backups: verified copies in the folder NAME.backups, made before what could go wrong.

A copy is written aside, read again, and only then takes its name. A damaged file is never copied
over good backups.
"""

from __future__ import annotations

import glob
import os
import re
import shutil
from collections.abc import Callable, Iterable
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path

from sqlite_utils.utils import sqlite3

from annotator.model.sentences import Refused, Trouble
from annotator.store import identity, opening, tables
from annotator.store.lock import Lock

LATEST, DAYS, WEEKS, MONTHS = 10, 14, 8, 12
"""How many backups are kept: the latest, and one for each of so many days, weeks and months."""

Progress = Callable[[int, int], None]
"""Called with how much is done and how much there is. It may raise to stop the work."""

_PAGES = 2_000
_OURS = re.compile(r".*-(\d{8}T\d{9})-[a-z]+\d*", re.DOTALL)
"""The name of a backup without its ending: the project's, when it was made, and why."""
_LEFT = {"part", "part-journal", "part-wal", "part-shm"}


def folder_of(project: Path) -> Path:
    """Name the folder that holds a project's backups."""
    real = project.resolve()
    return real.with_name(real.stem + ".backups")


def backups_of(project: Path) -> list[Path]:
    """List the backups of a project, the newest first."""
    found = folder_of(project).glob("*.annot")
    return sorted(found, key=lambda path: (made_at(path), path.name), reverse=True)


def make(
    sql: sqlite3.Connection, project: Path, why: str, progress: Progress | None = None
) -> Path:
    """Copy the open file into its backups, check the copy, and give its path.

    `why` is one word for the file's name. Raises Trouble when there is no room or the copy is bad;
    the backups that were there stay.
    """
    folder = folder_of(project)
    target = folder / f"{project.stem}-{_now()}-{why}.annot"
    part = target.with_suffix(".part")
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        _clear(folder)
        _need_room(folder, _size(sql))
        make_private(part)
        copy(sql, part, progress)
        _verify(part)
        part.replace(target)
        sync_folder(folder)
    except (OSError, sqlite3.Error) as error:
        raise Trouble(
            "No backup could be made in {folder} ({why}), so nothing was started. {name} is as it "
            "was. Free some space or allow writing there, then try again.",
            folder=str(folder), why=_reason(error), name=project.name,
        ) from None  # fmt: skip
    finally:
        with suppress(OSError):
            _clear(folder)
    thin(project)
    return target


def _now() -> str:
    return datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")[:-3]


def _clear(folder: Path) -> None:
    """Remove what backups left that were not made to their end. Only one makes them at a time."""
    for left in folder.glob("*.part*"):
        stem, _, ending = left.name.rpartition(".")
        if _OURS.fullmatch(stem) and ending in _LEFT:
            left.unlink(missing_ok=True)


def make_private(path: Path) -> None:
    """Make an empty file that is nobody else's to read."""
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))


def _size(sql: sqlite3.Connection) -> int:
    sizes = [sql.execute(f"PRAGMA {of}").fetchone()[0] for of in ("page_count", "page_size")]
    return int(sizes[0] * sizes[1])


def copy(sql: sqlite3.Connection, part: Path, progress: Progress | None = None) -> None:
    """Copy an open file as it is at one moment into a single file, down to the disk."""

    def told(_status: int, left: int, total: int) -> None:
        if progress:
            progress(total - left, total)

    target = sqlite3.connect(part, isolation_level=None)
    try:
        sql.backup(target, pages=_PAGES, progress=told)
        target.execute("PRAGMA journal_mode = DELETE")
    finally:
        target.close()
    with part.open("rb+") as file:
        os.fsync(file.fileno())


def _verify(part: Path) -> None:
    copy = opening.connect(part, "immutable")
    try:
        if not (reads_through(copy) and tables.are_right(copy)):
            raise sqlite3.DatabaseError("the copy is damaged")
    finally:
        copy.close()


def reads_through(sql: sqlite3.Connection) -> bool:
    """Read a whole file, and say whether SQLite finds it in order."""
    return bool(sql.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok")


def _need_room(folder: Path, size: int) -> None:
    free = shutil.disk_usage(folder).free
    if free < size * 1.1:
        raise OSError(
            None, f"{free // 1_000_000:,} MB are free, {size // 1_000_000 + 1:,} MB needed"
        )


def _reason(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error)


def thin(project: Path) -> None:
    """Remove the backups that no rule keeps. What else lies in their folder stays."""
    found = [path for path in backups_of(project) if _OURS.fullmatch(path.stem)]
    keep = set(found[:LATEST])
    for form, number in (("%Y-%m-%d", DAYS), ("%G-%V", WEEKS), ("%Y-%m", MONTHS)):
        keep.update(_newest_of_each(found, form, number))
    for path in found:
        if path not in keep:
            with suppress(OSError):
                path.unlink()


def _newest_of_each(found: Iterable[Path], form: str, number: int) -> list[Path]:
    newest: dict[str, Path] = {}
    for path in found:
        newest.setdefault(made_at(path).strftime(form), path)
    return list(newest.values())[:number]


def made_at(backup: Path) -> datetime:
    """Read from its name when a backup was made (UTC), else from its file."""
    ours = _OURS.fullmatch(backup.stem)
    if ours:
        with suppress(ValueError):
            return datetime.strptime(ours[1] + "000", "%Y%m%dT%H%M%S%f").replace(tzinfo=UTC)
    return datetime.fromtimestamp(backup.stat().st_mtime, UTC)


def restore(project: Path, backup: Path) -> Path | None:
    """Put a backup in the place of a project, and give the path where the present file now lies.

    None if there is no present file. One that died half-way is taken up where it stopped.
    The restored file gets a new site: its changes after the backup are other ones than those that
    the old file may have sent already. Raises Refused for a backup that is not whole.
    """
    backup, project = opening.resolve(backup), project.resolve()
    opening.inspect(backup)
    lock = Lock(project)
    lock.take()
    try:
        clear_restore(project)
        kept = _kept(project)
        part = _restoring(project)
        try:
            make_private(part)
            _copy_of(backup, part)
            _own_site(part)
            _swap(project, part, kept)
        finally:
            clear_restore(project)
    except (OSError, sqlite3.Error) as error:
        raise Trouble(
            "The backup could not be put in place ({why}). The project is as it was.",
            why=_reason(error),
        ) from None
    finally:
        lock.release()
    return kept if kept.exists() else None


def _restoring(project: Path) -> Path:
    return project.with_name(project.name + ".restoring")


def clear_restore(project: Path) -> None:
    """Remove what a restore left that died. Only for the one who holds the lock."""
    part = _restoring(project)
    for ending in ("", "-journal", "-wal", "-shm"):
        part.with_name(part.name + ending).unlink(missing_ok=True)


def _kept(project: Path) -> Path:
    """Name the file that keeps what is there now.

    If a restore died between moving the file and what lies beside it, the rest follows the file.
    """
    if not project.exists():
        moved = sorted(project.parent.glob(f"{glob.escape(project.stem)}.before-restore-*.annot"))
        if moved:
            return moved[-1]
    return project.with_name(f"{project.stem}.before-restore-{_now()}.annot")


def _copy_of(backup: Path, part: Path) -> None:
    try:
        with opening.leaving_nothing(backup):
            opening.refuse_foreign_wal(backup)
            sql = opening.connect(backup, "ro" if opening.has_wal(backup) else "immutable")
            with closing(sql):
                copy(sql, part)
        _verify(part)
    except sqlite3.DatabaseError as error:
        if isinstance(error, sqlite3.OperationalError):
            raise
        raise Refused(
            "The backup {name} is damaged. Nothing was changed.", name=backup.name
        ) from None


def _own_site(part: Path) -> None:
    sql = sqlite3.connect(part, isolation_level=None)
    try:
        sql.execute("UPDATE own SET value = ? WHERE key = 'site'", [identity.new_site()])
    finally:
        sql.close()
    with part.open("rb+") as file:
        os.fsync(file.fileno())


def _swap(project: Path, part: Path, kept: Path) -> None:
    """Move the present file with what lies beside it away, then give the new one its name."""
    for ending in ("", "-wal", "-shm", "-journal"):
        present = project.with_name(project.name + ending)
        if present.exists():
            present.replace(kept.with_name(kept.name + ending))
    part.replace(project)
    sync_folder(project.parent)


def sync_folder(folder: Path) -> None:
    """Make renamed files survive a power cut (not needed, and not possible, on Windows)."""
    if os.name == "nt":  # pragma: no cover - not run here
        return
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
