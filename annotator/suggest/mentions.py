"""Likely mentions of an article, to step through with one key."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

import regex

from annotator.model.scheme import Scheme
from annotator.model.selection import snap, trim
from annotator.model.text import fold
from annotator.suggest.claims import claims
from annotator.suggest.occurrences import every
from annotator.suggest.phrases import phrases
from annotator.suggest.proposal import Proposal
from annotator.suggest.reading import Passage, read
from annotator.suggest.vocabulary import Vocabulary, vocabulary

NAMES, QUOTATIONS = "names", "quotations"
Name = tuple[str, str]
"""A name or alias that the project knows, and the id of its label."""

_LONGEST_PASSAGE = 3_000
_AT_ONCE = 3_000
"""Code points of an article that are looked through at a time."""
_CUT = regex.compile(r"(?r)[.!?؟。…][\"”»’']*\s")  # noqa: RUF001 - quotation marks are meant
FEWEST_QUOTED = 4
"""Words that a quotation has at least; fewer are a word used with a distance."""


def candidates(
    text: str,
    scheme: Scheme,
    names: Iterable[Name] = (),
    start: int = 0,
    end: int | None = None,
    *,
    hidden: Collection[str] = (),
) -> list[Proposal]:
    """Find the likely mentions that begin in a stretch, in order, of one place the longer first.

    Only the paragraphs that the stretch touches are looked through. `hidden` are ids of labels for
    which nothing is proposed.
    """
    end = len(text) if end is None else end
    known, wanted = vocabulary(scheme), list(names)
    found: list[Proposal] = []
    for passage in passages(text, start, end):
        found += _alone(_trimmed(one, text, scheme) for one in _mentions(passage, known, wanted))
    return [one for one in found if start <= one.start < end and one.label not in hidden]


def onward(
    text: str,
    scheme: Scheme,
    names: Iterable[Name] = (),
    place: int = 0,
    *,
    hidden: Collection[str] = (),
) -> Iterator[Proposal]:
    """Give the likely mentions from a place on, a few paragraphs at a time, as they are wanted."""
    wanted = list(names)
    for start in range(place, len(text), _AT_ONCE):
        end = min(start + _AT_ONCE, len(text))
        yield from candidates(text, scheme, wanted, start, end, hidden=hidden)


# --- one passage ----------------------------------------------------------------------------------


def _mentions(passage: Passage, known: Vocabulary, names: list[Name]) -> list[Proposal]:
    """Gather what is found in a passage, what knows most of it last."""
    named = _named(passage, names)
    phrased = [one for one in phrases(passage, known) if not _is_covered(one, named)]
    phrased = [_with_label(one, named) for one in phrased]
    named = [one for one in named if not _is_part(one, phrased)]
    said = claims(passage, known)
    return [*_quoted(passage, said), *said, *phrased, *named]


def _trimmed(one: Proposal, text: str, scheme: Scheme) -> Proposal:
    """Cut off what the scheme's rules would cut off the same words in a hand's selection.

    What has no label may become a claim, and keeps its quotation marks.
    """
    label = scheme.label_named(one.label or "")
    keeps = label is None or label.stroke == "bracket"
    start, end = trim(text, one.start, one.end, scheme.rules, keep_quotes=keeps)
    return replace(one, start=start, end=end)


def _alone(found: Iterable[Proposal]) -> list[Proposal]:
    """Leave of several at one place the last one, and put all in order of place."""
    alone = {(one.start, one.end): one for one in found}
    return sorted(alone.values(), key=lambda one: (one.start, -one.end))


def _named(passage: Passage, names: list[Name]) -> list[Proposal]:
    """Find the names that the project knows; one that stands for two labels has none."""
    text = passage.text[passage.start : passage.end]
    folded = fold(text)
    labels: dict[str, str | None] = {}
    here = [(name, label) for name, label in names if fold(name) in folded]
    for name, label in here:
        alike = fold(name)
        labels[alike] = label if labels.get(alike, label) == label else None
    return [
        Proposal(passage.start + start, passage.start + end, labels.get(folded[start:end]), NAMES)
        for start, end in every(text, [name for name, _ in here])
    ]


def _is_covered(phrase: Proposal, named: list[Proposal]) -> bool:
    """Say whether a known name lies around a phrase or across its end."""
    return any(_overlap(phrase, name) and not _inside(name, phrase) for name in named)


def _with_label(phrase: Proposal, named: list[Proposal]) -> Proposal:
    """Give a phrase of unknown label that of the known name in it."""
    if phrase.label is not None:
        return phrase
    label = next((name.label for name in named if _inside(name, phrase)), None)
    return replace(phrase, label=label)


def _is_part(name: Proposal, phrased: list[Proposal]) -> bool:
    """Say whether a known name is only a part of a longer phrase of its label."""
    return any(
        _inside(name, phrase)
        and (name.start, name.end) != (phrase.start, phrase.end)
        and phrase.label == name.label
        for phrase in phrased
    )


def _quoted(passage: Passage, said: list[Proposal]) -> Iterator[Proposal]:
    """Give the longer quotations of which nobody is said to have said them."""
    for start, end in passage.quotations:
        one = Proposal(start, end, None, QUOTATIONS)
        is_long = len(passage.numbers(start, end)) >= FEWEST_QUOTED
        if is_long and not any(_overlap(one, other) for other in said):
            yield one


def _overlap(one: Proposal, other: Proposal) -> bool:
    return one.start < other.end and other.start < one.end


def _inside(one: Proposal, other: Proposal) -> bool:
    return other.start <= one.start and one.end <= other.end


# --- the passages of an article -------------------------------------------------------------------


def passages(text: str, start: int, end: int) -> Iterator[Passage]:
    """Read the lines that a stretch touches, long ones in parts that end with a sentence."""
    place = _begin(text, start)
    while place < end:
        last = _end(text, place)
        if not text[place:last].isspace():
            yield read(text, place, last)
        place = last + (text[last : last + 1] == "\n")


def _begin(text: str, place: int) -> int:
    """Find where the line or, if it is long, a sentence not far before a place begins."""
    low = max(0, place - _LONGEST_PASSAGE)
    line = text.rfind("\n", low, place)
    if line >= 0 or low == 0:
        return line + 1
    cut = _CUT.search(text, low, place)
    return cut.end() if cut else snap(text, low, low)[0]


def _end(text: str, place: int) -> int:
    """Find where the line or, if it is long, one of its sentences ends."""
    high = min(len(text), place + _LONGEST_PASSAGE)
    line = text.find("\n", place, high)
    if line >= 0:
        return line
    if high == len(text):
        return high
    cut = _CUT.search(text, place + 1, high)
    space = text.rfind(" ", place + 1, high)
    return cut.end() if cut else space if space > 0 else snap(text, high, high)[1]
