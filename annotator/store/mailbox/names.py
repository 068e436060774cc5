"""What lies in a shared folder: the name of a file says whose work it holds, and which."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from annotator.model.sentences import Trouble
from annotator.store.exchange.bundle_lines import ENDING
from annotator.store.ranges import Ranges, Run, united

_NAME = re.compile(
    r"([0-9a-f]{12})-([0-9a-f]{16})-([0-9]{1,15})-([0-9]{1,15})(?:-by-([0-9a-f]{16}))?\.bundle"
)
PART = ENDING + ".part"
"""How a file ends that is being written, or whose writing was cut short."""


@dataclass(frozen=True, slots=True)
class File:
    """A bundle in the folder."""

    path: Path
    size: int
    changed: int
    """When it was written: nanoseconds since 1970."""

    @property
    def looks(self) -> list[int]:
        """Say by which it is seen whether a file is still the same."""
        return [self.size, self.changed]


@dataclass(frozen=True, slots=True)
class Named(File):
    """One whose name says what it holds: a run of the changes of one copy of the project."""

    site: str
    """The end of the id of the copy in which the changes were made."""
    first: int
    last: int
    by: str
    """The end of the id of the copy that wrote the file."""


@dataclass(frozen=True, slots=True)
class Lying:
    """What lies in the folder."""

    ours: tuple[Named, ...]
    strange: tuple[File, ...]
    """Bundles of other names: conflicted copies, or put there by hand."""
    parts: tuple[Path, ...]
    """What is being written, or was cut short."""
    others: int
    """How many are of other projects, by their names."""


def short(site: str) -> str:
    """Give the end of a copy's id: its beginning is the time, which two copies may share."""
    return site[-16:]


def name_of(project: str, site: str, run: Run, by: str) -> str:
    """Name a file with a run of changes. The writer is named where the work is another's."""
    writer = f"-by-{short(by)}" if by != site else ""
    return f"{_short_project(project)}-{short(site)}-{run[0]:06}-{run[1]:06}{writer}{ENDING}"


def writer_of(name: str) -> str:
    """Give the end of the id of the copy that wrote a file of this name, nothing for others."""
    found = _NAME.fullmatch(name)
    return (found[5] or found[2]) if found else ""


def look_into(folder: Path, project: str) -> Lying:
    """List a shared folder. Raises Trouble where it is not there."""
    ours: list[Named] = []
    strange: list[File] = []
    parts: list[Path] = []
    others = 0
    for path, info in _files(folder):
        found = _NAME.fullmatch(path.name)
        if path.name.endswith(PART):
            parts.append(path)
        elif found is None:
            strange.append(File(path, info.st_size, info.st_mtime_ns))
        elif found[1] != _short_project(project):
            others += 1
        elif 1 <= int(found[3]) <= int(found[4]):
            ours.append(
                Named(path, info.st_size, info.st_mtime_ns, found[2], int(found[3]),
                      int(found[4]), found[5] or found[2])
            )  # fmt: skip
    return Lying(tuple(ours), tuple(strange), tuple(parts), others)


def ranges_of(files: Iterable[Named]) -> Ranges:
    """Give what files hold by their names, by the ends of the copies' ids."""
    return united(*({file.site: [(file.first, file.last)]} for file in files))


def by_end(ranges: Ranges) -> Ranges:
    """Give ranges by the ends of the copies' ids, as names have them."""
    return united(*({short(site): runs} for site, runs in ranges.items()))


def _short_project(project: str) -> str:
    return project.replace("-", "")[-12:]


def _files(folder: Path) -> Iterator[tuple[Path, os.stat_result]]:
    try:
        with os.scandir(folder) as entries:
            for entry in sorted(entries, key=lambda entry: entry.name):
                if entry.name.endswith((ENDING, PART)) and entry.is_file():
                    yield Path(entry.path), entry.stat()
    except OSError as error:
        raise Trouble(
            "The shared folder {folder} cannot be reached ({why}). Nothing was exchanged, and your "
            "own work is saved as always. Connect the drive, or choose another folder.",
            folder=str(folder), why=error.strerror or "not allowed",
        ) from None  # fmt: skip
