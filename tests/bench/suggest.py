"""What is proposed, and how long it takes to find it in long texts."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from annotator.model.finding import Searched, Wanted
from annotator.model.scheme_file import find_scheme
from annotator.model.span import Span
from annotator.suggest.mentions import onward
from annotator.suggest.occurrences import like
from tests.bench import surface
from tests.bench.measure import Line, Times, in_turns

_ROUNDS = 5
_SCHEME = find_scheme("conflict-news")
_PLACES = 5
"""Places all over a text from which the next mention is looked for."""


def suggest(folder: Path, scale: int) -> Iterator[Line]:
    """Find the same words elsewhere, the next likely mention, and words that are typed."""
    for name, vocabulary in (("1,000,000", surface.LATIN), ("Arabic 1,000,000", surface.ARABIC)):
        words = vocabulary[0]
        text = _text(vocabulary, 1_000_000 // scale)
        start = text.index(words)
        span = Span("1", "a", "p", "weapon", start, start + len(words), words)
        yield from _lines(name, text, words, span)


def _text(vocabulary: Sequence[str], length: int) -> str:
    """Give paragraphs of random words."""
    chance = random.Random(1)
    lines = []
    while sum(map(len, lines)) < length:
        lines.append(" ".join(chance.choices(vocabulary, k=80)) + ".\n")
    return "".join(lines)


def _lines(name: str, text: str, words: str, span: Span) -> Iterator[Line]:
    step = len(text) // _PLACES
    places = range(0, len(text) - step + 1, step)

    def floor() -> object:
        return text.count(words)

    yield _line(f"the same words, {name}", lambda: like(text, words, "weapon", [span]), floor,
                "100 ms")  # fmt: skip
    yield _line(
        f"{len(places)} next mentions, {name}",
        lambda: [next(onward(text, _SCHEME, (), place), None) for place in places],
        floor, "",
    )  # fmt: skip
    yield _line(f"find as one types, {name}", lambda: Searched(text).find(Wanted(words)), floor, "")


def _line(name: str, ours: Callable[[], object], floor: Callable[[], object], bound: str) -> Line:
    def measured(work: Callable[[], object], times: Times) -> None:
        with times.round():
            work()

    mine, least = in_turns(
        _ROUNDS, lambda times: measured(ours, times), lambda times: measured(floor, times)
    )
    return Line(name, mine, least, bound, "floor: str.count")
