"""One number of the agreement: what it measures, of what, between whom, and what it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

Measure = Literal[
    "f1_exact", "f1_overlap", "f1_exact_blind", "f1_overlap_blind", "f1_relations",
    "alpha_u", "alpha_boundaries", "alpha_labels", "alpha_called", "alpha_label",
    "alpha_attribute", "alpha_relation_type",
]  # fmt: skip

F1S: Final[tuple[Measure, ...]] = (
    "f1_exact", "f1_overlap", "f1_exact_blind", "f1_overlap_blind", "f1_relations",
)  # fmt: skip

RELIABLE, TENTATIVE = 0.8, 0.667
"""Krippendorff's bounds for conclusions from an alpha."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number beside what it rests on, or a sentence why there is none."""

    measure: Measure
    value: float | None
    n: int
    """Marks, relations or things that were compared: those of both for F1."""
    articles: int
    of: str | None = None
    """The id of a label, or `label.attribute`, or labels of one layer with commas; None is all."""
    pair: int | None = None
    """The number of a pair in the study; None is all of them: the mean for F1."""
    why: str | None = None
    """Why there is no number."""
    low: float | None = None
    """The lower end of the interval that holds the number with 95 %."""
    high: float | None = None
    left_out: int = 0
    """Marks that could not be counted, since they overlap others of their layer."""
    coverage: float | None = None
    """Of `alpha_called`: how much of what has the label others marked too."""


def standing(value: float) -> Literal["reliable", "tentative", "low"]:
    """Say what an alpha is good for."""
    if value >= RELIABLE:
        return "reliable"
    return "tentative" if value >= TENTATIVE else "low"
