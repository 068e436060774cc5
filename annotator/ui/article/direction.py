"""Which way a block of the text runs."""

from __future__ import annotations

import re
import unicodedata

from annotator.ui.article.display import Display

_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\u200f\u202b\u202e\u2067\ufb1d-\ufdff\ufe70-\ufefe"
    "\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_REACH = 2_000


def may_turn(display: Display, block: int) -> bool:
    """Say whether some of a block may run from right to left."""
    text = display.text[display.starts[block] : display.ends[block]]
    if not text.isascii() and _RIGHT_TO_LEFT.search(text) is not None:
        return True
    return is_right_to_left(display, block)  # as its full stops do, where all letters are Latin


def is_right_to_left(display: Display, block: int) -> bool:
    """Say whether a block runs from right to left: as its paragraph does, else as the article."""
    start, end = display.paragraph(display.starts[block])
    own = _direction(display.text, start, end)
    return own if own is not None else bool(_direction(display.text, 0, len(display.text)))


def _direction(text: str, start: int, end: int) -> bool | None:
    """Look for the first character that has a direction."""
    for character in text[start : min(end, start + _REACH)]:
        if character.isascii():
            if character.isalpha():
                return False
        elif (kind := unicodedata.bidirectional(character)) in {"R", "AL"}:
            return True
        elif kind == "L":
            return False
    return None
