"""Backups: verified copies in the folder NAME.backups, made before what could go wrong.

A copy is written aside, read again, and only then takes its name. A damaged file is never copied
over good backups.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path

from sqlite_utils.utils import sqlite3

from annotator.model.sentences import Refused, Trouble
from annotator.store import identity, opening
from annotator.store.lock import Lock

LATEST, DAYS, WEEKS, MONTHS = 10, 14, 8, 12
"""How many backups are kept: the latest, and one for each of so many days, weeks and months."""

Progress = Callable[[int, int], None]
"""Called with how much is done and how much there is. It may raise to stop the work."""

_PAGES = 2_000


def folder_of(project: Path) -> Path:
    """Name the folder that holds a project's backups."""
    return project.with_name(project.stem + ".backups")


def backups_of(project: Path) -> list[Path]:
    """List the backups of a project, the newest first."""
    return sorted(folder_of(project).glob("*.annot"), key=lambda path: path.name, reverse=True)


def make(
    sql: sqlite3.Connection, project: Path, why: str, progress: Progress | None = None
) -> Path:
    """Copy the open file into its backups, check the copy, and give its path.

    `why` is one word for the file's name. Raises Trouble when there is no room or the copy is bad;
    the backups that were there stay.
    """
    folder = folder_of(project)
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")[:-3]
    target = folder / f"{project.stem}-{stamp}-{why}.annot"
    part = target.with_suffix(".part")
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        _need_room(folder, project.stat().st_size)
        os.close(os.open(part, os.O_WRONLY | os.O_CREAT, 0o600))
        _copy(sql, part, progress)
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
        part.unlink(missing_ok=True)
        part.with_name(part.name + "-journal").unlink(missing_ok=True)
    thin(project)
    return target


def _copy(sql: sqlite3.Connection, part: Path, progress: Progress | None) -> None:
    def told(_status: int, left: int, total: int) -> None:
        if progress:
            progress(total - left, total)

    copy = sqlite3.connect(part, isolation_level=None)
    try:
        sql.backup(copy, pages=_PAGES, progress=told)
        copy.execute("PRAGMA journal_mode = DELETE")
    finally:
        copy.close()
    with part.open("rb+") as file:
        os.fsync(file.fileno())


def _verify(part: Path) -> None:
    copy = opening.connect(part, "immutable")
    try:
        answer = copy.execute("PRAGMA quick_check(1)").fetchone()[0]
    finally:
        copy.close()
    if answer != "ok":
        raise sqlite3.DatabaseError(f"the copy is damaged: {answer}")


def _need_room(folder: Path, size: int) -> None:
    free = shutil.disk_usage(folder).free
    if free < size * 1.1:
        raise OSError(
            None, f"{free // 1_000_000:,} MB are free, {size // 1_000_000 + 1:,} MB needed"
        )


def _reason(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error)


def thin(project: Path) -> None:
    """Remove the backups that no rule keeps."""
    found = backups_of(project)
    keep = set(found[:LATEST])
    for form, number in (("%Y-%m-%d", DAYS), ("%G-%V", WEEKS), ("%Y-%m", MONTHS)):
        keep.update(_newest_of_each(found, form, number))
    for path in found:
        if path not in keep:
            path.unlink(missing_ok=True)


def _newest_of_each(found: Iterable[Path], form: str, number: int) -> list[Path]:
    newest: dict[str, Path] = {}
    for path in found:
        newest.setdefault(made_at(path).strftime(form), path)
    return list(newest.values())[:number]


def made_at(backup: Path) -> datetime:
    """Read from its name when a backup was made (UTC), else from its file."""
    for part in reversed(backup.stem.split("-")):
        try:
            return datetime.strptime(part[:15], "%Y%m%dT%H%M%S").replace(tzinfo=UTC)
        except ValueError:
            continue
    return datetime.fromtimestamp(backup.stat().st_mtime, UTC)


def restore(project: Path, backup: Path) -> Path:
    """Put a backup in the place of a project, and give the path where the present file now lies.

    The restored file gets a new site: its changes after the backup are other ones than those that
    the old file may have sent already. Raises Refused for a backup that is not whole.
    """
    opening.inspect(opening.resolve(backup))
    try:
        _verify(backup)
    except sqlite3.Error:
        raise Refused(
            "The backup {name} is damaged. Nothing was changed.", name=backup.name
        ) from None
    lock = Lock(project)
    lock.take()
    try:
        stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")[:-3]
        kept = project.with_name(f"{project.stem}.before-restore-{stamp}.annot")
        part = project.with_name(project.name + ".part")
        try:
            shutil.copyfile(backup, part)
            part.chmod(0o600)
            _own_site(part)
            _swap(project, part, kept)
        finally:
            part.unlink(missing_ok=True)
    except (OSError, sqlite3.Error) as error:
        raise Trouble(
            "The backup could not be put in place ({why}). The project is as it was.",
            why=_reason(error),
        ) from None
    finally:
        lock.release()
    return kept


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
