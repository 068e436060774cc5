"""What a suggester answers: words that look like a mention, and what they may be."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Proposal:
    """Words that may want a mark; code points, end-exclusive."""

    start: int
    end: int
    label: str | None = None
    """The id of the label that the suggester expects, None where it cannot tell."""
    suggester: str = ""
    """The name of the suggester; kept with the mark, and with a verdict on the proposal."""
