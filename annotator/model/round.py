"""A round of annotation: which articles are given to whom, and whether they see each other."""

from __future__ import annotations

from dataclasses import dataclass

from annotator.model.ids import derived_id


@dataclass(frozen=True, slots=True)
class Round:
    """A batch of articles that people read apart, so that their work can be compared."""

    id: str
    name: str
    persons: tuple[str, ...]
    """The ids of those who annotate."""
    each: int = 0
    """So many of them read each article; 0 is all."""
    seed: int = 0
    """What the drawing of lots starts from, so that it can be done again."""
    is_blind: bool = False
    """Whoever annotates sees nobody else's work until all are done."""
    is_closed: bool = False


@dataclass(frozen=True, slots=True)
class Assignment:
    """One article that one person is to read in one round."""

    id: str
    article: str
    round: str
    person: str

    @staticmethod
    def of(article: str, round_: str, person: str) -> Assignment:
        """Make an assignment whose id is made of what it says: given twice, it is given once."""
        return Assignment(
            derived_id("assignment", article, round_, person), article, round_, person
        )
