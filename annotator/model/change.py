"""What the log is made of: steps, their changes, and what a step touched."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from annotator.model.sentences import Value, say

StepKind = Literal["do", "undo", "redo"]
Version = tuple[str, int]
"""A change's name everywhere: the site that made it, and its number there (1, 2, 3…)."""
GONE = "…"
"""What stands in a title in the place of words that were erased for good."""
_BARE = "erased"
"""The value by which a title says that its words were erased."""


@dataclass(frozen=True, slots=True)
class Step:
    """One gesture of one person: one transaction, one undo."""

    site: str
    first: int
    """The number of its first change; site and first name the step everywhere."""
    clock: int
    """Hybrid logical clock: milliseconds since 1970 (UTC) << 16, plus a counter."""
    person: str
    kind: StepKind
    template: str
    named: tuple[tuple[str, Value], ...] = ()
    of: Version | None = None
    """For undo and redo: the step that was taken back or done again."""

    @property
    def title(self) -> str:
        """Say in a few words what was done."""
        words = say(self.template, **dict(self.named))
        return (
            words if self.kind == "do" else say(f"{self.kind.capitalize()}: {{title}}", title=words)
        )

    @property
    def is_bare(self) -> bool:
        """Say whether the words of its title were erased for good."""
        return any(name == _BARE for name, _ in self.named)

    def bare(self) -> Step:
        """Give the step with no word in its title but those of the program."""
        if self.is_bare or not any(isinstance(value, str) for _, value in self.named):
            return self
        named = ((n, GONE if isinstance(value, str) else value) for n, value in self.named)
        return replace(self, named=(*named, (_BARE, GONE)))

    @property
    def milliseconds(self) -> int:
        """Give the time of the step: milliseconds since 1970, UTC."""
        return self.clock >> 16


@dataclass(frozen=True, slots=True)
class Change:
    """New values of one item, and the versions that they replace."""

    site: str
    n: int
    step: Step
    kind: str
    id: str
    article: str | None
    owner: str | None
    parents: tuple[Version, ...]
    value: str
    """Canonical JSON: a whole item or null, or an object of fields and their values."""
    struck: str | None
    """The sha256 of a value that was erased for good."""
    hash: str


@dataclass(frozen=True, slots=True)
class Changes:
    """What a step, an undo or a merge touched, so that each view knows whether to look again."""

    title: str
    kinds: frozenset[str]
    articles: frozenset[str]
    count: int
    items: frozenset[str] | None = None
    """The ids of all that changed; None where that is too much to look at one by one."""

    def touch(self, *kinds: str) -> bool:
        """Say whether anything of these kinds changed."""
        return not self.kinds.isdisjoint(kinds)
