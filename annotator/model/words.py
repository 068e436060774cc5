"""What counts as a word, and how words of an article are quoted in our sentences; code points."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache

import regex

from annotator.model.selection import snap
from annotator.model.text import fold

_REACH = 200
"""Code points to each side in which a word is looked for."""
_LONGEST_QUOTE = 48
_LONGEST_ACRONYM = 6
_LONG = 20_000
"""Code points from which on a folded text is kept."""
_AFAR = 4_000
"""Code points in which the direction of a paragraph must show."""

# Scripts that set no spaces between words: each of their characters is one to us, as it is by the
# default word boundaries of Unicode (annex 29).
_UNSPACED = (
    r"[\p{Han}\p{Hiragana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}\p{Tibetan}\p{Tai_Le}"
    r"\p{New_Tai_Lue}\p{Tai_Tham}\p{Tai_Viet}\p{Javanese}]"
)
_RUN = (
    rf"(?!{_UNSPACED})[\p{{L}}\p{{M}}\p{{N}}\p{{Pc}}]"
    rf"(?:(?!{_UNSPACED})[\p{{L}}\p{{M}}\p{{N}}\p{{Pc}}\u200c\u200d])*"
)
_JOINT = (
    r"(?:[-\u2010\u2011'’.·]"  # noqa: RUF001 - apostrophes and hyphens are meant
    r"|(?<=\p{N})[,\u066b\u066c](?=\p{N})"
    r"|(?<=\p{Hebrew})[\"״](?=\p{Hebrew}))"
)
_WORD = regex.compile(
    rf"(?:(?:\p{{L}}\p{{M}}*\.){{2,}}(?![\p{{L}}\p{{N}}])|{_RUN})(?:{_JOINT}{_RUN})*"
    rf"|{_UNSPACED}\p{{M}}*"
)
_OF_WORD = regex.compile(rf"{_RUN}|{_UNSPACED}|[-\u2010\u2011'’.·,\u066b\u066c\"״\u200c\u200d]")  # noqa: RUF001
_POSSESSIVE = regex.compile(r"['’ʼ][sS]?")  # noqa: RUF001 - apostrophes are meant
# What is surely a letter inside a word, and what surely stands between words, after folding.
_PLAIN = frozenset("abcdefghijklmnopqrstuvwxyz0123456789" + "ابتثجحخدذرزسشصضطظعغفقكلمنهوي")
_BEFORE = frozenset(" \n(")
_AFTER = frozenset(" \n:;!?)،؛؟")
_PLAIN_ENDS = regex.compile(rf"[{''.join(sorted(_PLAIN))}](?:.*[{''.join(sorted(_PLAIN))}])?")
_INNER = str.maketrans("“”", "‘’")  # noqa: RUF001 - the typographic ones
_ISOLATED = "\u2068{}\u2069"


def word_at(text: str, place: int) -> tuple[int, int] | None:
    """Give the word that a place stands in, else the one that ends there, None where is none.

    US-led, al-Mayadeen, coalition's, U.S. and 1,200 are words; quotes, brackets and commas around
    them, Arabic ones too, are not theirs.
    """
    before = None
    for start, end in words_within(text, _floor(text, place), place + _REACH):
        if start > place:
            break
        if place < end:
            return start, end
        before = (start, end) if end == place else None
    return before


def next_word(text: str, place: int) -> tuple[int, int] | None:
    """Give the first word that ends after a place; None where only spaces and signs follow."""
    for start, end in words_within(text, _floor(text, place), len(text)):
        if end > place:
            return start, end
    return None


def previous_word(text: str, place: int) -> tuple[int, int] | None:
    """Give the last word that begins before a place; None where only spaces and signs precede."""
    reach = _REACH
    while True:
        lowest = max(0, place - reach)
        found = [
            word for word in words_within(text, _floor(text, lowest), place) if word[0] < place
        ]
        if found:
            return word_at(text, found[-1][0]) or found[-1]
        if lowest == 0:
            return None
        reach *= 8


def is_whole(text: str, start: int, end: int) -> bool:
    """Say whether a stretch cuts no word at its ends. A possessive 's may follow it."""
    if snap(text, start, end) != (start, end):
        return False
    if start and _OF_WORD.match(text, start - 1):
        first = word_at(text, start)
        if first is not None and first[0] < start < first[1]:
            return False
    if not _OF_WORD.match(text, end):  # most words stand between spaces
        return True
    last = word_at(text, max(start, end - 1))
    if last is None or not last[0] < end < last[1]:
        return True
    return _POSSESSIVE.fullmatch(text, end, last[1]) is not None


def occurrences(text: str, words: str) -> Iterator[tuple[int, int]]:
    """Give each place where words stand as whole words, in order, without overlaps.

    Case, quotation marks, hyphens, spaces and the variants of Arabic letters do not matter; but
    what is written like an acronym is found in capitals only, so that US is not us.
    """
    folded = folded_text(text) if len(text) > _LONG else fold(text)
    wanted = fold(words)
    is_acronym = words.isupper() and len(words) <= _LONGEST_ACRONYM
    is_plain = _PLAIN_ENDS.fullmatch(wanted) is not None
    place = folded.find(wanted) if wanted else -1
    while place >= 0:
        end = place + len(wanted)
        fits = _is_cut(folded, place, end) if is_plain else None
        if fits is None:
            fits = is_whole(text, place, end)
        if fits and (not is_acronym or text[place:end].isupper()):
            yield place, end
            place = folded.find(wanted, end)
        else:
            place = folded.find(wanted, place + 1)


@lru_cache(maxsize=2)
def folded_text(text: str) -> str:
    """Fold an article's text, and keep it: it is looked through again and again."""
    return fold(text)


def briefly(words: str, longest: int = _LONGEST_QUOTE) -> str:
    """Shorten words of an article for a sentence: one line, with an ellipsis in the middle.

    What holds right-to-left letters is isolated, so that it does not reorder the sentence; and the
    sentence puts it in quotation marks, so that those inside become single ones.
    """
    line = " ".join(words.split()).translate(_INNER)
    if len(line) > longest:
        line = _elided(line, (longest - 1) // 2)
    mixed = any(unicodedata.bidirectional(sign) in {"R", "AL", "AN"} for sign in line)
    return _ISOLATED.format(line) if mixed else line


def reads_right_to_left(text: str, place: int) -> bool:
    """Say whether the paragraph at a place runs from right to left: by its first strong letter."""
    start = text.rfind("\n", 0, place) + 1
    end = text.find("\n", place)
    for sign in text[start : min(len(text) if end < 0 else end, start + _AFAR)]:
        direction = unicodedata.bidirectional(sign)
        if direction in {"L", "R", "AL"}:
            return direction != "L"
    return False


def _elided(line: str, half: int) -> str:
    """Leave out the middle of a line, from space to space where there are spaces nearby."""
    head, tail = line.rfind(" ", half // 2, half + 1), line.find(" ", len(line) - half - 1)
    if head < 0:
        head = snap(line, 0, half)[1]
    if not 0 <= tail < len(line) - half // 2:
        tail = snap(line, len(line) - half, len(line))[0]
    return f"{line[:head].rstrip()}…{line[tail:].lstrip()}"


def _is_cut(folded: str, place: int, end: int) -> bool | None:
    """Say whether plain words stand between spaces, or inside a longer word; None if in doubt."""
    before = folded[place - 1] if place else "\n"
    after = folded[end] if end < len(folded) else "\n"
    if before in _PLAIN or after in _PLAIN:
        return False
    return True if before in _BEFORE and after in _AFTER else None


def words_within(text: str, first: int, last: int) -> Iterator[tuple[int, int]]:
    """Give the words of a stretch. A sign that belongs to the word before it begins none."""
    behind = 0
    for found in _WORD.finditer(text, first, min(len(text), last)):
        start, end = snap(text, *found.span())
        if start >= behind:
            behind = end
            yield start, end


def _floor(text: str, place: int) -> int:
    """Find a place not far before where no word goes on, so that looking may begin there."""
    lowest = max(0, place - _REACH)
    return max(text.rfind(" ", lowest, place), text.rfind("\n", lowest, place), lowest)
