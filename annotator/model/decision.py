"""What a reviewer decided on a difference, and what is said about the work in comments."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from annotator.model.ids import derived_id

Difference = Literal[
    "boundary", "label", "attribute", "only_one", "relation", "source", "stance", "entity",
    "unreviewed",
]  # fmt: skip
"""How two or more people's marks differ; `unreviewed`: one person's mark with nobody to compare."""
Way = Literal["take", "union", "intersection", "majority", "nothing", "drawn"]
"""How it was decided: one version, all together, what they share, what most say, none, another."""


@dataclass(frozen=True, slots=True)
class Decision:
    """One difference that is settled. It belongs to nobody: two reviewers may differ on it."""

    id: str
    article: str
    difference: Difference
    alternatives: tuple[str, ...]
    """The ids of the spans or relations that were decided on, in order."""
    way: Way
    took: tuple[str, ...] = ()
    """Those of the alternatives that the outcome follows."""
    gold: tuple[str, ...] = ()
    """The ids of the spans and relations of the gold layer that came of it."""
    seen: str = ""
    """A digest of what the alternatives said, so that a later change of theirs is noticed."""
    reason: str | None = None

    @staticmethod
    def id_of(article: str, alternatives: tuple[str, ...]) -> str:
        """Make the id of the decision on these alternatives: two reviewers' are one register."""
        return derived_id("decision", article, *sorted(alternatives))


@dataclass(frozen=True, slots=True)
class Comment:
    """What somebody says of a span, a claim, a relation, a decision or a whole article."""

    id: str
    article: str
    person: str
    text: str
    written: str
    """When, in UTC, as 2026-11-26T10:00:00Z."""
    of: str | None = None
    """The id of what it is about; None is the article."""
    answers: str | None = None
    """The id of the comment that began the thread; None begins one."""
    is_resolved: bool = False
    """Said of the comment that began the thread: nothing is left to do about it."""


@dataclass(frozen=True, slots=True)
class GuidelineLine:
    """A rule that came of a decision, for all who annotate."""

    id: str
    text: str
    label: str | None = None
    """The label it is about; None is all."""
    decision: str | None = None
    """The decision that gave rise to it."""
