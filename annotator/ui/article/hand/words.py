"""Where the caret goes from word to word, and what a double click picks."""

from __future__ import annotations

from annotator.model import words
from annotator.model.selection import snap


def word_at(text: str, place: int) -> tuple[int, int]:
    """Give the word that holds a place or ends there, else the one character there."""
    found = words.word_at(text, place)
    if found is not None:
        return found
    if place >= len(text) or text[place].isspace():
        return place, place
    return snap(text, place, place + 1)


def next_start(text: str, place: int) -> int:
    """Give where the next word begins, or where the text ends."""
    found = words.next_word(text, place)
    if found is not None and found[0] <= place:
        found = words.next_word(text, found[1])
    return found[0] if found is not None else len(text)


def next_end(text: str, place: int) -> int:
    """Give the first end of a word after a place, or where the text ends."""
    found = words.next_word(text, place)
    return found[1] if found is not None else len(text)


def previous_start(text: str, place: int) -> int:
    """Give the last beginning of a word before a place, or 0."""
    found = words.previous_word(text, place)
    return found[0] if found is not None else 0
