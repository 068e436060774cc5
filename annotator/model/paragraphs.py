"""Which paragraph of an article a place stands in, numbered as in the article's margin."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from annotator.model.article import Zone

LONGEST_HEADLINE = 300
"""Characters; a longer first line of a text without zones is no headline."""


@dataclass(frozen=True, slots=True)
class Paragraphs:
    """The paragraphs of a text: its lines that are not empty, numbered from 0, the headline."""

    starts: tuple[int, ...]
    """Where each begins, in code points; its place here is its number."""
    body: frozenset[int]
    """The numbers that stand in the margin: those of body text."""

    def number_at(self, place: int) -> int:
        """Give the number of the paragraph at a place, or of the last one before it."""
        return max(0, bisect_right(self.starts, place) - 1)


def paragraph_sign(number: int) -> str:
    """Write the number of a paragraph as lists do; 0 is the headline."""
    return f"¶{number}" if number else "title"


def paragraph_numbers(text: str, zones: Iterable[Zone]) -> Paragraphs:
    """Number the paragraphs of a text.

    Body is what stands in a zone of that name or in none; without zones the first line is the
    headline.
    """
    return _numbers(text, tuple(zones))


@lru_cache(maxsize=2)
def _numbers(text: str, zones: tuple[Zone, ...]) -> Paragraphs:
    """Number them once for all who ask: margin, outline and details ask for the same article."""
    lines = _lines(text)
    words = [start + _blanks(text[start:end]) for start, end in lines]
    other = {
        number
        for zone in zones
        if zone.zone != "body"
        for number in range(bisect_left(words, zone.start), bisect_left(words, zone.end))
    }
    if not zones and lines and lines[0][1] - lines[0][0] <= LONGEST_HEADLINE:
        other.add(0)
    return Paragraphs(tuple(start for start, _ in lines), frozenset(range(len(lines))) - other)


def _lines(text: str) -> list[tuple[int, int]]:
    """Give start and end of each line that is not empty."""
    found = []
    start = 0
    while start <= len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        if end > start and not text[start:end].isspace():
            found.append((start, end))
        start = end + 1
    return found


def _blanks(line: str) -> int:
    return len(line) - len(line.lstrip())
