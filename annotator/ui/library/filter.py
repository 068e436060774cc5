"""The filter of the list: which articles the typed words mean. Folded: case, accents, spellings."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Final

from annotator.model.text import fold
from annotator.store.library import Listed
from annotator.ui.library.dates import long_date, partial_date
from annotator.ui.library.facts import state_of
from annotator.ui.library.languages import language_name
from annotator.ui.parts.states import STATE_WORDS

_BETWEEN = "\n"
_SIGNS: Final = {state: f"\x1f{chr(0xE000 + n)}" for n, state in enumerate(STATE_WORDS)}
"""A state as it stands among the words of an article: nothing that is typed looks like it."""
_ONLY_STATES: Final = {"unread": "unread", "done": "done"}
"""These mean the state alone, or `done` would find what was abandoned."""
_STATES_TOO: Final = {
    "progress": "in_progress", "question": "question", "review": "in_review", "settled": "settled",
}  # fmt: skip
"""These mean the state as well as the word."""
MINE: Final = "@me"
"""Typed, it means the articles that open rounds give whoever works here, until they are done."""
_MINE: Final = "\x1f\ue0ff"
"""How that stands among the words of an article."""
_PIECES = re.compile(r'"([^"]*)"?|([^\s"]+)')
_TATWEEL = "\N{ARABIC TATWEEL}"


def plain(words: str) -> str:
    """Make alike what the filter takes as alike: `Médéa` and `medea`, the spellings of alef."""
    if words.isascii():
        return words.lower().replace("`", "'")
    bare = (c for c in unicodedata.normalize("NFKD", words) if c != _TATWEEL)
    return fold("".join(c for c in bare if unicodedata.category(c) != "Mn"))


def searched(listed: Listed) -> str:
    """Give all the words by which an article is found."""
    parts = [listed.title, listed.source, listed.published]
    if partial_date(listed.published) is not None:
        parts.append(long_date(listed.published))
    if listed.language:
        parts += [listed.language, language_name(listed.language)]
    words = plain(_BETWEEN.join(part for part in parts if part))
    return words + _SIGNS[state_of(listed)] + (_MINE if listed.given == "to_do" else "")


def with_mine(typed: str, *, on: bool) -> str:
    """Give what was typed with the sign for one's own articles, or without it."""
    others = [word for word in typed.split() if word.lower() != MINE]
    return " ".join([MINE, *others] if on else others)


class Filter:
    """What was typed: all its words must be there; words in quotation marks stand together."""

    def __init__(self, typed: str = "") -> None:
        self.typed = typed
        self._pieces = [
            _needles(quoted, bare)
            for quoted, bare in _PIECES.findall(plain(typed))
            if quoted.strip() or bare
        ]

    def __bool__(self) -> bool:
        """Say whether it leaves anything out."""
        return bool(self._pieces)

    @property
    def is_of_mine(self) -> bool:
        """Say whether only what open rounds give one is taken."""
        return (_MINE, _MINE) in self._pieces

    def narrows(self, before: Filter) -> bool:
        """Say whether whatever it takes was taken before, as when one letter more is typed."""
        return all(
            any(all(one in needle or other in needle for needle in piece) for piece in self._pieces)
            for one, other in before._pieces
        )

    def takes(self, words: str) -> bool:
        """Say whether an article is meant, by what `searched` gives of it."""
        return all(one in words or other in words for one, other in self._pieces)

    def sift(self, items: list[int], words: Mapping[int, str]) -> list[int]:
        """Give the items that are meant, in their order. Quick: there may be 100,000."""
        for one, other in self._pieces:
            if one == other:
                items = [item for item in items if one in words[item]]
            else:
                items = [item for item in items if one in words[item] or other in words[item]]
        return items


def _needles(quoted: str, bare: str) -> tuple[str, str]:
    """Give two strings of which one must stand among the words; often they are the same."""
    if bare in _ONLY_STATES:
        sign = _SIGNS[_ONLY_STATES[bare]]
        return sign, sign
    if bare == MINE:
        return _MINE, _MINE
    if bare in _STATES_TOO:
        return bare, _SIGNS[_STATES_TOO[bare]]
    word = bare or " ".join(quoted.split())
    return word, word
