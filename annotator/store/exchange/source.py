"""Work that comes from elsewhere: what a file says about itself, whatever kind of file it is."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Protocol

from annotator.model.person import Person
from annotator.model.sentences import Refused
from annotator.store.exchange.delivery import Delivery
from annotator.store.ranges import Ranges

NAME = 80
"""Characters. A name from elsewhere is not shown longer than this."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How much a file holds."""

    changes: int = 0
    articles: int = 0
    spans: int = 0
    texts: int = 0
    originals: int = 0


@dataclass(frozen=True, slots=True)
class Said:
    """What a file says about itself. Nothing of it is believed before it was looked at."""

    name: str
    """The file's own name."""
    kind: Literal["bundle", "project"]
    project: str
    title: str
    sender: Person | None
    """Who sent it; None where nobody did, as with a project file."""
    until: int
    """The time of the newest change in it: milliseconds since 1970, UTC."""
    has: Ranges
    """All that the sender had when it was written."""
    ranges: Ranges
    """What is in it."""
    counts: Counts
    persons: tuple[Person, ...]
    is_part: bool = False
    """The sender chose some people's work, or some articles."""
    has_texts: bool = True
    site: str | None = None
    """Of a project file: which copy of the project it is."""


class Source(Protocol):
    """A file with a colleague's work that is open for reading."""

    path: Path
    said: Said

    def delivery(self) -> Delivery:
        """Give what is in it, as often as one asks. Raises Refused where it cannot be read."""
        ...


class OtherProject(Refused):
    """The file belongs to another project: its articles can be imported, its log not merged."""

    def __init__(self, said: Said) -> None:
        super().__init__(
            "{name} belongs to another project ({title}), so it cannot be merged. Nothing was "
            "brought in. To have its articles here nevertheless: annotator import PROJECT {name}",
            name=said.name, title=said.title,
        )  # fmt: skip
        self.said = said


def refuse_other(project: str, said: Said) -> None:
    """Raise OtherProject where a file is of another project than the one that is open."""
    if said.project != project:
        raise OtherProject(said)


def plain(words: str) -> str:
    """Make a name from elsewhere fit to be shown: one line, not too long."""
    line = " ".join("".join(c if c.isprintable() else " " for c in words).split())
    return line if len(line) <= NAME else line[: NAME - 1] + "…"
