"""Words that got a label, found again elsewhere in the article."""

from __future__ import annotations

from collections.abc import Iterable

from annotator.model.span import Span
from annotator.model.text import fold
from annotator.model.words import occurrences
from annotator.suggest.proposal import Proposal

SUGGESTER = "occurrences"
Stretch = tuple[int, int]


def every(text: str, names: Iterable[str]) -> list[Stretch]:
    """Find all names as whole words, in order of the text: the longest first, none over another.

    What `annotator.model.words.occurrences` takes as alike is alike here.
    """
    taken, found = _Taken(text), list[Stretch]()
    for name in _longest_first(names):
        free = [place for place in occurrences(text, name) if taken.is_free(*place)]
        for place in free:
            taken.add(*place)
        found += free
    return sorted(found)


def apart(text: str, words: str, names: Iterable[str]) -> list[Stretch]:
    """Find words where they are no part of a longer name, as US is of US forces: in order."""
    taken = _Taken(text)
    for place in every(text, _longer(words, set(names))):
        taken.add(*place)
    return [place for place in occurrences(text, words) if taken.is_free(*place)]


def like(text: str, words: str, label: str, spans: Iterable[Span]) -> list[Proposal]:
    """Find words that got a label where they stand elsewhere, free of spans of that label.

    Where the same words are only a part of longer words that have the label somewhere in the
    article they are left out. Labels of spans are ids.
    """
    marked = [span for span in spans if span.label == label]
    taken = _Taken(text)
    for span in marked:
        taken.add(span.start, span.end)
    places = apart(text, words, (span.quote for span in marked))
    return [Proposal(*place, label, SUGGESTER) for place in places if taken.is_free(*place)]


class _Taken:
    """Which places of a text are taken: one byte for each, which is looked through at once."""

    def __init__(self, text: str) -> None:
        self._bytes = bytearray(len(text))

    def add(self, start: int, end: int) -> None:
        self._bytes[start:end] = b"\1" * (end - start)

    def is_free(self, start: int, end: int) -> bool:
        return self._bytes.find(1, start, end) < 0


def _longest_first(names: Iterable[str]) -> list[str]:
    """Sort names by length; of names that are alike the one that finds more stays.

    An acronym is found in capitals only, so that the same letters in another case find more.
    """
    alike: dict[str, str] = {}
    for name in sorted(set(names)):
        key = fold(name)
        if key not in alike or alike[key].isupper():
            alike[key] = name
    return sorted(alike.values(), key=lambda name: (-len(name), name))


def _longer(words: str, names: Iterable[str]) -> list[str]:
    """Choose the longer names that can lie over the words: they hold them, or a word of theirs."""
    wanted = fold(words)
    own = set(wanted.split())
    found = []
    for name in names:
        folded = fold(name)
        theirs = folded.split()
        touches = wanted in folded or (theirs and (theirs[0] in own or theirs[-1] in own))
        if len(folded) > len(wanted) and touches:
            found.append(name)
    return found
