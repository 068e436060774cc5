"""Names that have a label, found again further down, in one pass over the text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from annotator.model.span import Span
from annotator.model.text import fold
from annotator.model.words import folded_text, is_whole, words_within

Found = tuple[int, int, str]
"""Where a name stands, in code points, and the id of the label that it has further up."""
_PORTION: Final = 200
"""Words that are looked at before others may work."""
_STRETCH: Final = 4_000
_LONGEST_ACRONYM: Final = 6


class Names:
    """The names that marks quote. They are looked up by their first word, the longest first."""

    def __init__(self, text: str, spans: Iterable[Span]) -> None:
        """Take the marks that name something, with the ids of their labels."""
        self._text = text
        known: dict[tuple[str, str], tuple[int, bool]] = {}
        for span in spans:
            if not _is_name(span.quote):
                continue
            key = fold(span.quote), span.label
            end, is_acronym = known.get(key, (span.end, True))
            acronym = span.quote.isupper() and len(span.quote) <= _LONGEST_ACRONYM
            known[key] = min(end, span.end), is_acronym and acronym
        self._by_word: dict[str, list[tuple[str, str, int, bool]]] = {}
        for (name, label), (end, is_acronym) in known.items():
            place = next(words_within(name, 0, len(name)), None)
            if place is not None and place[0] == 0:
                word = name[: place[1]]
                self._by_word.setdefault(word, []).append((name, label, end, is_acronym))
        for names in self._by_word.values():
            names.sort(key=lambda one: (-len(one[0]), one[1]))

    def found(self) -> Iterator[Found | None]:
        """Give each place behind its first mark where a name stands; None now and then."""
        text = self._text
        folded = folded_text(text)
        behind = number = 0
        for start, end in self._words():
            number += 1
            if number % _PORTION == 0:
                yield None
            if start < behind:
                continue
            fitting = [
                one for one in self._first(folded, start, end) if self._fits(folded, start, one)
            ]
            if fitting:
                longest = len(fitting[0][0])
                behind = start + longest
                for name, label, first, _ in fitting:
                    if len(name) == longest and start >= first:
                        yield start, behind, label

    def _words(self) -> Iterator[tuple[int, int]]:
        place = 0
        while place < len(self._text):
            last = min(place + _STRETCH, len(self._text))
            line = self._text.find("\n", last)
            last = len(self._text) if line < 0 or last == len(self._text) else line + 1
            yield from words_within(self._text, place, last)
            place = last

    def _first(self, folded: str, start: int, end: int) -> list[tuple[str, str, int, bool]]:
        """Give the names that begin with a word; a possessive 's does not belong to it."""
        word = folded[start:end]
        return self._by_word.get(word) or self._by_word.get(word.removesuffix("'s"), [])

    def _fits(self, folded: str, start: int, one: tuple[str, str, int, bool]) -> bool:
        name, _, _, is_acronym = one
        end = start + len(name)
        if not folded.startswith(name, start) or not is_whole(self._text, start, end):
            return False
        return not is_acronym or self._text[start:end].isupper()


def _is_name(words: str) -> bool:
    """Say whether words name one thing: they have a capital, or letters that know none."""
    return any(sign.isupper() for sign in words) or not any(sign.islower() for sign in words)
