"""What a way in or out has to say for itself, what may be asked of it, and what it answers."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from annotator.model.change import Changes
from annotator.model.sentences import Refused
from annotator.store.progress import Progress, quiet
from annotator.store.reader import Reader
from annotator.store.store import Store

__all__ = [
    "BroughtIn", "Cancelled", "Format", "In", "Out", "Progress", "Turn", "Write", "WrittenOut",
    "name_of", "quiet",
]  # fmt: skip

Write = Callable[[], None]


class Cancelled(Refused):
    """The user stopped the work. Nothing of it stays."""

    def __init__(self) -> None:
        super().__init__("Stopped. Nothing was changed.")


def name_of(path: Path) -> str:
    """Give a file's name as it can be shown and kept, also where it is not UTF-8."""
    return os.fsencode(path.name).decode("utf-8", "replace")


@dataclass(frozen=True, slots=True)
class In:
    """How to bring files in."""

    format: str | None = None
    as_person: str | None = None
    """Put every line under this person."""
    replace: bool = False
    skip_broken: bool = False


@dataclass(frozen=True, slots=True)
class Out:
    """What to write out."""

    format: str | None = None
    layer: Literal["work", "gold", "all"] = "work"
    annotator: str | None = None
    all_articles: bool = False
    """Also articles that are not done: unread text then looks like text without marks."""
    reproducible: bool = False
    """Leave the time out, so that the same project gives the same bytes."""


@dataclass(slots=True)
class BroughtIn:
    """What a bring-in did."""

    articles: int = 0
    """Articles that were not there before."""
    lines: int = 0
    """Lines that brought something."""
    spans: int = 0
    relations: int = 0
    unchanged: int = 0
    """Files and lines whose content was there already, word for word."""
    skipped: list[str] = field(default_factory=list)
    """What was left out, each with its place and the reason."""
    notes: list[str] = field(default_factory=list)
    changes: Changes | None = None
    """What the project's views have to look at again."""


@dataclass(slots=True)
class WrittenOut:
    """What was written, and what stayed behind."""

    path: Path
    lines: int = 0
    articles: int = 0
    spans: int = 0
    left: dict[str, int] = field(default_factory=dict)
    """How many lines stayed behind, by the status that is the reason."""
    notes: list[str] = field(default_factory=list)


Turn = Callable[[Store, Path, Path, Progress, BroughtIn], None]


@dataclass(frozen=True, slots=True)
class Format:
    """One way in or out. `bring_in` and `write_out` are None where it cannot do that."""

    name: str
    title: str
    endings: tuple[str, ...]
    starts: tuple[bytes, ...] = ()
    """The first bytes by which a file without a known ending is recognised."""
    look: Callable[[Store, Sequence[Path], In, Progress, BroughtIn], Write] | None = None
    """Look at files without touching the project, and give what then brings them in, in a step."""
    turn: Turn | None = None
    """Write what a file holds into another one, as JSON Lines, which are then looked at instead.

    Files that are turned are large, and none of a folder's articles: they must be named themselves.
    """
    write_out: Callable[[Reader, Path, Out, Progress], WrittenOut] | None = None
    holds: str = ""
    """What it keeps, and what it cannot keep, in one sentence."""

    @property
    def comes_in(self) -> bool:
        """Say whether it can be brought in."""
        return self.look is not None or self.turn is not None
