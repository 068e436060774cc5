"""What is still open in an article: what a careful reader would come back to before going on.

It is worked out in small portions, so that whoever asks can stop after each and let others work.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Final, Literal

from annotator.model.answers import asked, is_unanswered
from annotator.model.scheme import Scheme
from annotator.model.span import STILL_OPEN, Relation, Span
from annotator.suggest.mentions import FEWEST_QUOTED, passages
from annotator.suggest.names import Names

What = Literal["published", "quotation", "source", "subject", "weapon", "name", "answer"]
_SAID_BY, _INSTRUMENT = "said_by", "instrument"
_STATUS, _IMPLICIT = "source_status", "implicit"
_PORTION: Final = 50
"""Marks that are looked at before others may work."""
Stretch = tuple[int, int]


@dataclass(frozen=True, slots=True, order=True)
class Open:
    """One thing that is still open, and where; code points, end-exclusive."""

    start: int
    end: int
    what: What
    label: str = ""
    """The id of the label of the mark that lacks something, or that a name has elsewhere."""
    span: str | None = None
    """The id of the mark that lacks something."""
    attribute: str = ""
    """The id of the attribute that is to be answered."""

    @property
    def suggester(self) -> str:
        """Name it as a verdict does that lets go of it."""
        more = f".{self.attribute}" if self.attribute else ""
        return f"{STILL_OPEN}.{self.what}{more}"


@dataclass(frozen=True, slots=True)
class Given:
    """An article with one person's marks on it, as they are at one moment."""

    text: str
    scheme: Scheme
    spans: list[Span]
    """Those that are shown, in order of place, with the ids of their labels."""
    relations: list[Relation] = field(default_factory=list)
    quiet: list[Stretch] = field(default_factory=list)
    """Where nothing is usually labelled."""
    naming: frozenset[str] = frozenset()
    """The ids of labels whose marks name an entity."""
    is_dated: bool = True
    """It is known when the article was published."""
    shows_expert: bool = False
    dismissed: frozenset[tuple[int, int, str, str]] = frozenset()
    """What was let go of: start, end, label, suggester."""
    declined: frozenset[tuple[int, int, str]] = frozenset()
    """Words of which somebody said that they are no such mention: start, end, label."""


def still_open(given: Given) -> list[Open]:
    """List what is still open, in order of place."""
    return sorted(item for item in in_portions(given) if item is not None)


def in_portions(given: Given) -> Iterator[Open | None]:
    """Give what is still open in any order; None now and then, where others may work."""
    for item in _all(given):
        if item is None or not _is_let_go(given, item):
            yield item


def _is_let_go(given: Given, item: Open) -> bool:
    sign = item.start, item.end, item.label
    return (*sign, item.suggester) in given.dismissed or (
        item.what == "name" and sign in given.declined
    )


def _all(given: Given) -> Iterator[Open | None]:
    if not given.is_dated:
        yield Open(0, 0, "published")
    yield from _of_marks(given)
    yield from _of_quotations(given)
    yield from _of_names(given)


# --- what marks lack ------------------------------------------------------------------------------


class _Cover:
    """Which stretches are covered by some marks: asked in the logarithm of their number."""

    def __init__(self, stretches: Iterable[Stretch]) -> None:
        ordered = sorted(stretches)
        self._starts = [start for start, _ in ordered]
        self._reach = list(accumulate((end for _, end in ordered), max))

    def touches(self, start: int, end: int) -> bool:
        """Say whether one of them shares a character with a stretch."""
        before = bisect_right(self._starts, end - 1)
        return before > 0 and self._reach[before - 1] > start

    def holds(self, start: int, end: int) -> bool:
        """Say whether one of them lies around a stretch."""
        before = bisect_right(self._starts, start)
        return before > 0 and self._reach[before - 1] >= end


class _Ties:
    """What the relations of an article say of its marks."""

    def __init__(self, given: Given) -> None:
        scheme = given.scheme
        named = {id_: scheme.relation_named(id_) for id_ in (_SAID_BY, _INSTRUMENT)}
        self.with_source = {r.head for r in given.relations if r.type == _SAID_BY}
        self.with_event = {r.tail for r in given.relations if r.type == _INSTRUMENT}
        said_by, instrument = named[_SAID_BY], named[_INSTRUMENT]
        self.claims = frozenset(said_by.heads) if said_by is not None else frozenset()
        self.weapons = frozenset(instrument.tails) if instrument is not None else frozenset()
        self.telling = _Cover((s.start, s.end) for s in given.spans if s.events)


def _of_marks(given: Given) -> Iterator[Open | None]:
    scheme, ties = given.scheme, _Ties(given)
    needed = {
        label: [a for a in asked(scheme, label, expert=given.shows_expert) if a.required != "never"]
        for label in {span.label for span in given.spans}
    }
    for number, span in enumerate(given.spans):
        if number % _PORTION == 0:
            yield None
        place = span.start, span.end
        for what in _lacks(span, ties):
            yield Open(*place, what, span.label, span.id)
        for attribute in needed[span.label]:
            if is_unanswered(scheme, span, attribute):
                yield Open(*place, "answer", span.label, span.id, attribute.id)


def _lacks(span: Span, ties: _Ties) -> Iterator[What]:
    """Say what a claim or a weapon lacks. A claim that nobody is named for has its source."""
    if span.label in ties.claims:
        if span.id not in ties.with_source and (_STATUS, _IMPLICIT) not in span.attributes:
            yield "source"
        if not span.events:
            yield "subject"
    elif span.label in ties.weapons and not (
        span.events or span.id in ties.with_event or ties.telling.holds(span.start, span.end)
    ):
        yield "weapon"


# --- what is not marked ---------------------------------------------------------------------------


def _of_quotations(given: Given) -> Iterator[Open | None]:
    """Find the longer quotations that no claim touches; short ones only keep a distance."""
    claims = {label.id for label in given.scheme.labels if label.stroke == "bracket"}
    if not claims:
        return
    said = _Cover((s.start, s.end) for s in given.spans if s.label in claims)
    quiet = _Cover(given.quiet)
    for passage in passages(given.text, 0, len(given.text)):
        yield None
        for start, end in passage.quotations:
            is_long = len(passage.numbers(start, end)) >= FEWEST_QUOTED
            if is_long and not said.touches(start, end) and not quiet.touches(start, end):
                yield Open(start, end, "quotation")


def _of_names(given: Given) -> Iterator[Open | None]:
    """Find names that have a label further up where they stand without it."""
    spans = [span for span in given.spans if span.label in given.naming]
    names = Names(given.text)
    for number, span in enumerate(spans):
        if number % _PORTION == 0:
            yield None
        names.add(span)
    labelled = {}
    for label in given.naming:
        labelled[label] = _Cover((s.start, s.end) for s in spans if s.label == label)
        yield None
    marked = {(span.start, span.end) for span in given.spans}
    quiet = _Cover(given.quiet)
    for found in names.found():
        if found is None:
            yield None
            continue
        start, end, label = found
        if (start, end) in marked or quiet.touches(start, end):
            continue
        if not labelled[label].touches(start, end):
            yield Open(start, end, "name", label)
