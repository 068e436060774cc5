"""Where else an article lies: backups, files that were written from here, and what it came from."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal
from urllib.parse import unquote_to_bytes

from sqlite_utils.utils import sqlite3

from annotator.model.person import Person
from annotator.model.sentences import Refused, Told, say
from annotator.store import opening
from annotator.store.erasing.gone import ERASURE
from annotator.store.rescue import backup
from annotator.store.store import Store

_NOTE = "written."
_URI = "file://"
_HOLDS = (
    "SELECT EXISTS (SELECT 1 FROM item i JOIN text t ON t.article = i.id"
    " WHERE i.uid = ?1 AND i.kind = 'article')"
    " OR EXISTS (SELECT 1 FROM item i JOIN change c ON c.article = i.id WHERE i.uid = ?1"
    " AND i.kind = 'article' AND c.struck IS NULL AND c.value <> 'null'"
    " AND c.value NOT GLOB ?2)"
)


@dataclass(frozen=True, slots=True)
class Copy:
    """A file that holds an article, or may."""

    kind: Literal["backup", "restored over", "written", "source"]
    name: str
    path: Path | None
    """None for what it came from: only the file's name was kept."""
    when: datetime | None = None
    """When the file was made or written, in UTC."""
    is_sure: bool = True

    @property
    def words(self) -> str:
        """Say in a line which file it is, and how far it is known."""
        made = f"{self.when.astimezone():%d %b %Y, %H:%M}" if self.when else ""
        if self.kind == "source":
            return say("The file that it came from: {name}", name=self.name)
        if self.kind == "written":
            return say("May hold it, written from here on {made}: {path}",
                       made=made, path=str(self.path))  # fmt: skip
        what = "Backup" if self.kind == "backup" else "Put aside by a restore"
        sure = "" if self.is_sure else " (it could not be read, and may hold it)"
        return say("{what} of {made}{sure}: {path}",
                   what=what, made=made, sure=sure, path=str(self.path))  # fmt: skip


def note_written(store: Store, path: Path) -> None:
    """Note that a file with work of the project was written, so that it can be named later."""
    now = datetime.now(UTC).isoformat(timespec="seconds")
    store.remember(**{_NOTE + _kept(path.absolute()): now})


def _kept(path: Path) -> str:
    """Write a path as a text that can be kept, also where it is not UTF-8."""
    try:
        str(path).encode()
    except UnicodeEncodeError:
        return path.as_uri()
    return str(path)


def _path(kept: str) -> Path:
    if not kept.startswith(_URI):
        return Path(kept)
    return Path(os.fsdecode(unquote_to_bytes(kept.removeprefix(_URI))))


def note_apart(project: Path, person: Person, path: Path) -> bool:
    """Note it in a project that is not open here for writing. Say whether that could be done.

    It cannot while somebody works in the project, nor where nothing may be written; and a damaged
    file is left untouched.
    """
    try:
        with Store.open(project, person, read_only=True) as looked:
            if not backup.reads_through(looked.sql):
                return False
        with Store.open(project, person) as store:
            note_written(store, path)
    except Told:
        return False
    return True


def copies_of(store: Store, article: str, sources: Iterable[str] = ()) -> list[Copy]:
    """Give the files known here that hold an article, the backups first, the newest first.

    `sources` are the names of the files that it came from.
    """
    found = [*_backups(store.path, article), *_written(store)]
    return found + [Copy("source", name, None) for name in sorted(set(sources))]


def _backups(project: Path, article: str) -> Iterator[Copy]:
    aside = f"{glob.escape(project.stem)}.before-restore-*.annot"
    for path in backup.backups_of(project):
        yield from _looked_at("backup", path, article)
    for path in sorted(project.parent.glob(aside), reverse=True):
        yield from _looked_at("restored over", path, article)


def _looked_at(
    kind: Literal["backup", "restored over"], path: Path, article: str
) -> Iterator[Copy]:
    holds = None if opening.has_wal(path) or opening.has_journal(path) else _holds(path, article)
    if holds is not False:
        with suppress(OSError):
            yield Copy(kind, path.name, path, backup.made_at(path), is_sure=holds is True)


def _holds(path: Path, article: str) -> bool | None:
    """Say whether a file holds an article, None where that cannot be told. It is only read."""
    try:
        with closing(opening.connect(path, "immutable")) as sql:
            values = [bytes.fromhex(article), ERASURE]
            return bool(sql.execute(_HOLDS, values).fetchone()[0])
    except (sqlite3.Error, OSError):
        return None


def _written(store: Store) -> Iterator[Copy]:
    query = "SELECT substr(key, 9), value FROM own WHERE key >= 'written.' AND key < 'written/'"
    for name, when in store.sql.execute(query).fetchall():
        path = _path(name)
        with suppress(OSError, ValueError):
            if path.exists():
                yield Copy("written", path.name, path, datetime.fromisoformat(when), is_sure=False)


def delete(store: Store, copy: Copy) -> None:
    """Delete a backup for good. Raises Refused for whatever is none of this project's."""
    ours = {*backup.backups_of(store.path)}
    if copy.path is None or copy.path not in ours:
        raise Refused("{name} is no backup of this project. It was left as it is.", name=copy.name)
    try:
        copy.path.unlink(missing_ok=True)
    except OSError as error:
        raise Refused(
            "The backup {name} could not be deleted ({why}).",
            name=copy.name, why=error.strerror or "not allowed",
        ) from None  # fmt: skip
