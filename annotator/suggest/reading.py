"""A stretch of an article read for its words, its sentences and its quotations."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import regex

from annotator.model.text import fold
from annotator.model.words import words_within
from annotator.suggest.lexicon import DAYS, OF_NAMES, SHORT_TITLES, STARTERS

_POSSESSIVE = regex.compile(r"['’ʼ][sS]?$")  # noqa: RUF001 - apostrophes are meant
_STOP = regex.compile(r"[.!?؟。…]")
_BEGINS = regex.compile(r"[.!?؟。…:;•|\n(\[]|[-–—]\s|[\"“„«‘]")  # noqa: RUF001 - dashes are meant
_NAME = regex.compile(r"(?:\p{Lu}|\p{Ll}{1,3}[-'’]\p{Lu})")  # noqa: RUF001 - al-Bab, d'Ivoire
_ACRONYM = regex.compile(r"(?:\p{Lu}\.?){2,6}(?:-\d+)?")
_MARKS = regex.compile(r"[\"“”„«»]|(?<![\p{L}\p{N}])['‘](?=\S)|['’](?![\p{L}\p{N}])")  # noqa: RUF001
_DATELINE = regex.compile(
    r"\p{Lu}{2}(?:[^.!?\n]{2,60}?(?:\)\s*[-–—]|\s[–—])|[\p{Lu} '’-]+(?:,[^.!?\n]{2,50}?)?\s-)\s+"  # noqa: RUF001
)
"""A hyphen ends one only behind a name in capitals: HOMS, May 3 -, but not US troops left -."""
_SINGLE = frozenset("'‘’")  # noqa: RUF001 - quotation marks are meant
_LONGEST_QUOTATION = 3_000


@dataclass(frozen=True, slots=True)
class Word:
    """One word: its place, what it is folded, and how it is written."""

    start: int
    end: int
    """Without a possessive 's."""
    folded: str
    joined: bool
    """Only spaces, and the full stop of a title, stand between it and the word before."""
    possessive: bool
    first: bool
    """It begins a sentence, a quotation or what stands in brackets."""
    capital: bool
    acronym: bool

    @property
    def is_name(self) -> bool:
        """Say whether its capital makes it a part of a name."""
        return (
            self.capital
            and self.folded not in DAYS
            and (self.acronym or not (self.first and self.folded in STARTERS))
        )


@dataclass(frozen=True, slots=True)
class Passage:
    """One line of an article, or a part of a long one."""

    text: str
    start: int
    end: int
    words: list[Word]
    quotations: list[tuple[int, int]]
    """With their marks."""
    sentences: list[tuple[int, int]]
    """Without the full stops that end them."""
    dateline: int
    """Where the dateline at its beginning ends; where it begins itself, if it has none."""

    def word_from(self, place: int) -> int:
        """Give the number of the first word that begins at a place or behind it."""
        return bisect_left(self.words, place, key=lambda word: word.start)

    def numbers(self, start: int, end: int) -> range:
        """Give the numbers of the words that begin inside a stretch."""
        return range(self.word_from(start), self.word_from(end))


def read(text: str, start: int, end: int) -> Passage:
    """Read a stretch that holds no line break inside."""
    words = list(_read_words(text, start, end))
    if _is_title(text, start, end, words):
        words = [_without_capital(word) for word in words]
    quotations = list(_quotations(text, start, end))
    found = _DATELINE.match(text, start, end)
    dateline = found.end() if found else start
    sentences = list(_sentences(text, dateline, end, words, quotations))
    return Passage(text, start, end, words, quotations, sentences, dateline)


def _read_words(text: str, first: int, last: int) -> Iterator[Word]:
    behind, before = first, ""
    for start, whole in words_within(text, first, last):
        gap = text[behind:start]
        titled = before in SHORT_TITLES and gap.startswith(".")
        ending = _POSSESSIVE.search(text[start:whole])
        end = start + ending.start() if ending and ending.start() else whole
        written = text[start:end]
        yield Word(
            start, end, fold(written),
            joined=bool(before) and (gap.isspace() or (titled and gap[1:].isspace())),
            possessive=end < whole or text[whole : whole + 1] in {"'", "’"},  # noqa: RUF001
            first=not before or (not titled and _BEGINS.search(gap) is not None),
            capital=_NAME.match(written) is not None,
            acronym=_ACRONYM.fullmatch(written) is not None,
        )  # fmt: skip
        behind, before = whole, fold(written)


def _is_title(text: str, start: int, end: int, words: list[Word]) -> bool:
    """Say whether a line Is Written Like This, so that capitals tell nothing."""
    plain = [word for word in words if len(word.folded) > 3 and not word.acronym]
    capitals = sum(word.capital for word in plain)
    return (
        len(plain) >= 4
        and capitals >= 0.8 * len(plain)
        and end - start < 200
        and not text[start:end].rstrip().endswith(".")
    )


def _without_capital(word: Word) -> Word:
    return Word(
        word.start, word.end, word.folded, word.joined, word.possessive, word.first,
        capital=word.acronym, acronym=word.acronym,
    )  # fmt: skip


def _quotations(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Pair the quotation marks of a line: each opens what the next one of its kind closes."""
    opened: dict[bool, int] = {}
    for found in _MARKS.finditer(text, start, end):
        place, mark = found.start(), found[0]
        single = mark in _SINGLE
        begins = place == start or text[place - 1].isspace() or text[place - 1] in "([-–—\"'“‘"  # noqa: RUF001
        opener = opened.get(single)
        if opener is None or (mark in "“„«‘" and begins):  # noqa: RUF001
            if (begins and mark not in "”»’") or mark in "“„«":  # noqa: RUF001
                opened[single] = place
        elif place > opener + 1:
            del opened[single]
            if place - opener < _LONGEST_QUOTATION:
                yield opener, place + 1


def _sentences(
    text: str, start: int, end: int, words: list[Word], quotations: list[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """Cut a line at full stops between words, and not at those inside a quotation.

    `start` is behind the dateline, as in DAMASCUS, June 28 (an agency) -: it is no sentence.
    """
    first = start
    for before, word in pairwise(words):
        gap = text[before.end : word.start]
        if word.start <= first or not word.first or not (stop := _STOP.search(gap)):
            continue
        place = before.end + stop.start()
        inside = next((q for q in quotations if q[0] < place < q[1]), None)
        if inside is not None and not (inside[1] <= word.start and _starts(text, word)):
            continue
        yield first, inside[1] if inside is not None else place
        first = word.start - _opening(gap)
    stop_at = words[-1].end if words else start
    tail = _STOP.search(text, stop_at, end)
    inside = next((q for q in quotations if tail and q[0] < tail.start() < q[1]), None)
    yield first, inside[1] if inside else tail.start() if tail else end


def _starts(text: str, word: Word) -> bool:
    """Say whether a word behind a quotation begins a new sentence: he said does not."""
    return not text[word.start].islower() and word.folded not in OF_NAMES


def _opening(gap: str) -> int:
    """Count the opening marks before the first word of a sentence."""
    return len(gap) - len(gap.rstrip("\"“„«‘'([¿¡"))  # noqa: RUF001
