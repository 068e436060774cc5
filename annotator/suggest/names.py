"""Names that have a label, found again further down, in one pass over the text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from annotator.model.span import Span
from annotator.model.text import fold
from annotator.model.words import is_whole, words_within

Found = tuple[int, int, str]
"""Where a name stands, in code points, and the id of the label that it has further up."""
_PORTION: Final = 100
"""Words that are looked at before others may work."""
_STRETCH: Final = 2_000
"""Code points that are folded at a time."""
_LONGEST_ACRONYM: Final = 6


@dataclass(slots=True)
class _Name:
    folded: str
    label: str
    first: int
    """Where the first mark of it ends."""
    is_acronym: bool
    """It is always written in capitals, and only found so: US is not us."""


class Names:
    """The names that marks quote. They are looked up by their first word, the longest first."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._known: dict[tuple[str, str], _Name] = {}
        self._by_word: dict[str, list[_Name]] = {}
        self._longest = 0

    def add(self, span: Span) -> None:
        """Take a mark that names something, with the id of its label."""
        words = span.quote
        if not _is_name(words):
            return
        is_acronym = words.isupper() and len(words) <= _LONGEST_ACRONYM
        key = fold(words), span.label
        known = self._known.get(key)
        if known is not None:
            known.first = min(known.first, span.end)
            known.is_acronym = known.is_acronym and is_acronym
            return
        place = next(words_within(words, 0, len(words)), None)
        if place is not None and place[0] == 0:
            name = self._known[key] = _Name(*key, span.end, is_acronym)
            same = self._by_word.setdefault(name.folded[: place[1]], [])
            same.append(name)
            same.sort(key=lambda one: (-len(one.folded), one.label))
            self._longest = max(self._longest, len(words))

    def found(self) -> Iterator[Found | None]:
        """Give each place behind its first mark where a name stands; None now and then."""
        behind = 0
        for place, last in self._stretches():
            folded = fold(self._text[place : last + self._longest])
            for number, (start, end) in enumerate(words_within(self._text, place, last)):
                if number % _PORTION == 0:
                    yield None
                if start < behind:
                    continue
                word = folded[start - place : end - place]
                fitting = self._fitting(word, folded, start, place)
                if fitting:
                    behind = start + len(fitting[0].folded)
                    for name in fitting:
                        if len(name.folded) == behind - start and start >= name.first:
                            yield start, behind, name.label

    def _stretches(self) -> Iterator[tuple[int, int]]:
        """Cut the text at ends of lines, and long lines at spaces."""
        text, place = self._text, 0
        while place < len(text):
            high = min(place + _STRETCH, len(text))
            cut = max(text.rfind("\n", place, high), text.rfind(" ", place, high))
            last = high if high == len(text) or cut < place else cut + 1
            yield place, last
            place = last

    def _fitting(self, word: str, folded: str, start: int, place: int) -> list[_Name]:
        """Give the names that stand at a word; a possessive 's does not belong to it."""
        beginning = self._by_word.get(word) or self._by_word.get(word.removesuffix("'s"), [])
        found = []
        for name in beginning:
            end = start + len(name.folded)
            if folded.startswith(name.folded, start - place) and is_whole(self._text, start, end):
                written = self._text[start:end]
                if written.isupper() or not name.is_acronym:
                    found.append(name)
        return found


def _is_name(words: str) -> bool:
    """Say whether words name one thing: they have a capital, or letters that know none."""
    return any(sign.isupper() for sign in words) or not any(sign.islower() for sign in words)
