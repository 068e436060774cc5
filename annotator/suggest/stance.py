"""Which stance a source likely takes to its claim, by the words of the cue: never set by itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from annotator.model.scheme import Scheme
from annotator.model.text import fold
from annotator.model.words import words_within
from annotator.suggest.lexicon import CONFIRMING, DECLINING, DENYING, HEDGING, MAYBE, NOT

SUGGESTER = "stance"
ATTRIBUTE: Final = "stance"
ASSERTS: Final = "asserts"
DENIES: Final = "denies"
HEDGES: Final = "hedges"
NO_POSITION: Final = "no_position"
_REACH = 24
"""Code points before a cue in which a not belongs to it."""
_FIRST_WORDS = 12
"""Words of a claim among which a may tells of the whole."""


@dataclass(frozen=True, slots=True)
class Stance:
    """A likely stance and the words by which it is likely; `words` is empty for the default."""

    value: str
    words: str = ""


def stance(
    text: str, claim: tuple[int, int], cue: tuple[int, int] | None, scheme: Scheme
) -> Stance | None:
    """Propose the stance of a claim; None where the scheme has no such value to give."""
    found = _stance(text, claim, cue)
    return found if found.value in _values(scheme) else None


def _values(scheme: Scheme) -> set[str]:
    return {
        choice.id
        for label in scheme.labels
        for attribute in label.attributes
        if attribute.id == ATTRIBUTE
        for choice in attribute.values
    }


def _stance(text: str, claim: tuple[int, int], cue: tuple[int, int] | None) -> Stance:
    if cue is not None:
        before = _before(text, cue[0])
        words = [*before, *_words(text, *cue)]
        told = text[cue[0] : cue[1]]
        folded = [word for word, _ in words]
        bare = set(folded[len(before) :])
        is_not = not NOT.isdisjoint(folded) or not DECLINING.isdisjoint(folded)
        if is_not and (bare & CONFIRMING or not DECLINING.isdisjoint(folded)):
            return Stance(NO_POSITION, text[words[0][1] : cue[1]])
        if bare & DENYING:
            return Stance(DENIES, told)
        if set(folded) & HEDGING:
            return Stance(HEDGES, told)
    return _of_what_is_said(text, claim)


def _before(text: str, place: int) -> list[tuple[str, int]]:
    """Give the not, or the may, right before a cue, and what stands between."""
    line = text.rfind("\n", 0, place) + 1
    words = _words(text, max(line, place - _REACH), place)
    for number in range(len(words) - 1, max(-1, len(words) - 4), -1):
        if words[number][0] in NOT | DECLINING | HEDGING:
            return words[number:]
    return []


def _of_what_is_said(text: str, claim: tuple[int, int]) -> Stance:
    for word, start in _words(text, *claim)[:_FIRST_WORDS]:
        is_month = word == "may" and text[start].isupper()
        if word in MAYBE and not is_month:
            return Stance(HEDGES, text[start : start + len(word)])
    return Stance(ASSERTS)


def _words(text: str, start: int, end: int) -> list[tuple[str, int]]:
    """Give the words of a stretch, folded, with their places."""
    return [(fold(text[first:last]), first) for first, last in words_within(text, start, end)]
