"""What counts as one word when it is picked: US-led, al-Mayadeen, U.S., 1,200 are whole."""

from __future__ import annotations

import regex

from annotator.model.selection import snap

_REACH = 200
"""Code points to each side in which a word is looked for."""
_PART = r"[\p{L}\p{N}\p{Pc}][\p{L}\p{M}\p{N}\p{Pc}\u200c\u200d]*"
_WORD = regex.compile(
    r"(?:\p{L}\p{M}*\.){2,}(?![\p{L}\p{N}])"  # initials with their last dot
    rf"|{_PART}(?:(?:[-\u2010\u2011'’.·]"  # noqa: RUF001 - apostrophes are meant
    r"|(?<=\p{N})[,\u066b\u066c](?=\p{N})"
    r"|(?<=\p{Hebrew})[\"״](?=\p{Hebrew}))"
    rf"{_PART})*"
)


def word_at(text: str, place: int) -> tuple[int, int]:
    """Give the word that holds a place or ends there, else the one character there."""
    for start, end in _words(text, place):
        if start <= place <= end:
            return start, end
    if place >= len(text) or text[place].isspace():
        return place, place
    return snap(text, place, place + 1)


def next_start(text: str, place: int) -> int:
    """Give where the next word begins, or where the text ends."""
    for found in _WORD.finditer(text, _floor(text, place)):
        if found.start() > place:
            return int(found.start())
    return len(text)


def next_end(text: str, place: int) -> int:
    """Give the first end of a word after a place, or where the text ends."""
    for found in _WORD.finditer(text, _floor(text, place)):
        if found.end() > place:
            return int(found.end())
    return len(text)


def previous_start(text: str, place: int) -> int:
    """Give the last beginning of a word before a place, or 0."""
    reach = _REACH
    while True:
        lowest = max(0, place - reach)
        found = [start for start, _ in _words(text, place, reach) if start < place]
        if found:
            return found[-1]
        if lowest == 0:
            return 0
        reach *= 8


def _words(text: str, place: int, reach: int = _REACH) -> list[tuple[int, int]]:
    lowest = _floor(text, max(0, place - reach))
    highest = min(len(text), place + _REACH)
    return [found.span() for found in _WORD.finditer(text, lowest, highest)]


def _floor(text: str, place: int) -> int:
    """Find a place not far before where no word goes on, so that looking may begin there."""
    lowest = max(0, place - _REACH)
    return max(text.rfind(" ", lowest, place), text.rfind("\n", lowest, place), lowest)
