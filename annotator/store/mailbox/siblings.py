"""Second versions of the project file itself, which a synchronising program has put beside it."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from annotator.model.conflicted import is_conflicted
from annotator.model.sentences import Told
from annotator.store.exchange.foreign import open_project
from annotator.store.exchange.outgoing import beside
from annotator.store.ranges import size, stored, without
from annotator.store.reader import Reader

if TYPE_CHECKING:
    from annotator.store.store import Store


@dataclass(frozen=True, slots=True)
class Sibling:
    """A second version of the project that holds what this file lacks."""

    path: Path
    changes: int
    """Those that are not here, neither shown nor set aside."""


def beside_by_name(project: Path) -> list[Path]:
    """Give the files in the project's folder whose names say that they are second versions."""
    with suppress(OSError), os.scandir(project.parent) as entries:
        found = [e for e in entries if is_conflicted(e.name, project.name) and e.is_file()]
        return sorted(Path(entry.path) for entry in found)
    return []


def siblings(store: Store) -> list[Sibling]:
    """Look into those files, and give the ones of this project that hold something new.

    It may be called on any thread. What cannot be read is none.
    """
    names = beside_by_name(store.path)
    if not names:
        return []
    with beside(store) as (sql, log):
        here, project = stored(sql, log), Reader(sql).project
    found: list[Sibling] = []
    for path in names:
        with suppress(Told), open_project(path) as source:
            new = size(without(source.said.has, here))
            if source.said.project == project and new:
                found.append(Sibling(path, new))
    return found
