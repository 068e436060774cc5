"""Where the sentences of an article begin and end, found by looking nearby only."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from annotator.model.selection import snap

_REACH = 3_000
"""Code points to each side in which the ends of a sentence are looked for; a longer one is cut."""

# Closing quotes and brackets belong to the sentence, and so do the spaces after it. Where no spaces
# are set between sentences, none is waited for.
_STOPS = regex.compile(
    r"[\p{Sentence_Terminal}…]+[\"'\p{Pe}\p{Pf}\p{Pi}]*[^\S\n\u2028\u2029]+"
    r"|[。！？｡]+[\p{Pe}\p{Pf}]*[^\S\n\u2028\u2029]*"  # noqa: RUF001 - wide signs are meant
)
_WIDE = frozenset("。！？｡")  # noqa: RUF001 - wide signs are meant
_LINE_END = regex.compile(r"[\n\u2028\u2029]")
_LAST_LINE_END = regex.compile(r"(?r)[\n\u2028\u2029]")
_SIGN = regex.compile(r"\S")
_LAST_SIGN = regex.compile(r"(?r)\S")
_NEXT_WORD = regex.compile(r"[^\p{L}\p{N}\n]{0,8}([\p{L}\p{N}]+)(-\p{Lu})?")
_DOTTED = regex.compile(r"(?r)(?<![\p{L}\p{M}\p{N}.])(?:\p{L}\p{M}*\.)*\p{L}[\p{L}\p{M}]*\.")
_LONGEST_DOTTED = 40


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_BEFORE_NAMES = _set(
    "mr mrs ms mx messrs dr prof st gen maj col lt capt cmdr cpl sgt pvt adm brig gov sen rep pres"
    " amb hon rev fr mt ft sheikh vs cf"
)
"""Never the end of a sentence."""
_BEFORE_NUMBERS = _set(
    "no nos art arts sec ch fig vol p pp para paras"
    " jan feb mar apr jun jul aug sep sept oct nov dec"
)
"""The end of a sentence, unless a number follows."""
_MAYBE = _set("inc ltd co corp bros dept etc approx est ave blvd rd sr jr al")
"""The end of a sentence where one of `_OPENERS` follows. So are U.S. and the initial of a name."""
_OPENERS = _set(
    "the a an this that these those there here he she it they we you his her its their our my in"
    " on at by for from with after before as when while where if but and or so yet since what who"
    " why how no not one two some many most all both each meanwhile however according last earlier"
    " later also still now then"
)

Stretch = tuple[int, int]
"""Start and end, in code points."""


def sentence_at(text: str, place: int) -> Stretch:
    """Give the sentence that holds a place, with the spaces around it.

    A line ends its last sentence; the end of a line belongs to the line before. The sentences of a
    line follow each other without a gap.
    """
    low, high = _within_line(text, max(0, place - _REACH), place, place + _REACH)
    start, end = snap(text, low, high)
    for boundary in _boundaries(text, low, high):
        if boundary > place:
            return start, boundary
        start = boundary
    return start, end


def sentence_words_at(text: str, place: int) -> Stretch:
    """Give the sentence that holds a place without the spaces around it."""
    return without_spaces(text, *sentence_at(text, place))


def next_sentence(text: str, place: int) -> int:
    """Give where the next sentence begins, or where the text ends."""
    start, end = sentence_at(text, place)
    begins = without_spaces(text, start, end)[0]
    if begins > place:
        return begins
    found = _SIGN.search(text, end)
    return snap(text, found.start(), found.end())[0] if found else len(text)


def sentence_end(text: str, place: int) -> int:
    """Give the first end of a sentence after a place, or where the text ends."""
    end = sentence_words_at(text, place)[1]
    if end > place:
        return end
    found = _SIGN.search(text, place)
    return sentence_words_at(text, found.start())[1] if found else len(text)


def previous_sentence(text: str, place: int) -> int:
    """Give the last beginning of a sentence before a place, or 0."""
    found = _LAST_SIGN.search(text, 0, place)
    return sentence_words_at(text, found.start())[0] if found else 0


def without_spaces(text: str, start: int, end: int) -> Stretch:
    """Leave out the spaces at both ends of a stretch; what holds nothing else stays as it is."""
    first, last = _SIGN.search(text, start, end), _LAST_SIGN.search(text, start, end)
    return snap(text, first.start(), last.end()) if first and last else (start, end)


def _within_line(text: str, low: int, place: int, high: int) -> Stretch:
    """Give what lies in the line of a place of a stretch around it."""
    before = _LAST_LINE_END.search(text, low, place)
    after = _LINE_END.search(text, place, high)
    return before.end() if before else low, after.start() if after else min(high, len(text))


def _boundaries(text: str, low: int, high: int) -> Iterator[int]:
    """Give the places between two sentences that lie between two places of a line."""
    for found in _STOPS.finditer(text, low, high):
        place = found.end()
        if place < high and not _goes_on(text, found.start(), place) and _is_whole(text, place):
            yield place


def _is_whole(text: str, place: int) -> bool:
    return snap(text, place, place) == (place, place)


def _goes_on(text: str, stop: int, place: int) -> bool:
    """Say whether a sentence goes on behind a stop and its spaces."""
    if text[stop] in _WIDE:
        return False
    after = _NEXT_WORD.match(text, place)
    word = after[1] if after else ""
    if after and word[0].islower() and not after[2]:  # al-Mayadeen is a name
        return True
    if text[stop] != ".":
        return False
    dotted = _DOTTED.match(text, max(0, stop - _LONGEST_DOTTED), stop + 1)
    return dotted is not None and _is_abbreviation(dotted[0][:-1], word)


def _is_abbreviation(before: str, word: str) -> bool:
    """Say whether the dot after some letters only shortens them, by the word that follows."""
    name = before.casefold()
    if name in _BEFORE_NAMES:
        return True
    if name in _BEFORE_NUMBERS:
        return word[:1].isdecimal()
    if name in _MAYBE or "." in name or (len(name) == 1 and not before.islower()):
        return word != "" and word.casefold() not in _OPENERS
    return False
