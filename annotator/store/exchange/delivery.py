"""What one copy of a project gives another: changes, and the texts and originals they speak of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from msgspec import json

from annotator.model.change import Change
from annotator.model.ids import is_sha256
from annotator.store.ranges import Growing


@dataclass(frozen=True, slots=True)
class Delivery:
    """To be read once, in this order: the changes tell which texts and originals follow."""

    changes: Iterable[Change]
    texts: Iterable[tuple[str, str]] = ()
    """Each with the sha256 that names its article."""
    originals: Iterable[tuple[str, bytes]] = ()
    """What articles came in as, and attachments, each with its sha256."""
    size: int = 0
    """How many changes there are, for those who show progress."""


@dataclass(slots=True)
class Tally:
    """Counts changes as they go by, and notes what they speak of."""

    changes: int = 0
    newest: int = 0
    """The latest time among them: milliseconds since 1970, UTC."""
    articles: set[str] = field(default_factory=set)
    spans: set[str] = field(default_factory=set)
    persons: set[str] = field(default_factory=set)
    originals: set[str] = field(default_factory=set)
    _ranges: Growing = field(default_factory=Growing)

    def counting(self, changes: Iterable[Change]) -> Iterator[Change]:
        """Let changes go by."""
        for change in changes:
            self._count(change)
            yield change

    def _count(self, change: Change) -> None:
        self.changes += 1
        self.newest = max(self.newest, change.step.milliseconds)
        self._ranges.add(change.site, change.n)
        self.persons.add(change.step.person)
        if change.owner:
            self.persons.add(change.owner)
        if change.kind == "article":
            self.articles.add(change.id)
        elif change.kind == "span":
            self.spans.add(change.id)
        elif change.kind in _NAMES:
            self.originals.update(_original(change))

    def ranges(self) -> dict[str, list[tuple[int, int]]]:
        """Give what has gone by."""
        return self._ranges.ranges()


_NAMES = {"sighting": "original", "attachment": "sha256"}
"""Where these kinds name bytes that are kept beside the log."""


def _original(change: Change) -> Iterator[str]:
    value: object = json.decode(change.value)
    found = value.get(_NAMES[change.kind]) if isinstance(value, dict) else None
    if isinstance(found, str) and is_sha256(found):
        yield found
