"""Who likely says a claim, and with which cue: candidates in the order in which to offer them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import regex

from annotator.model.scheme import Scheme
from annotator.model.span import Span
from annotator.suggest.claims import Saying, sayings
from annotator.suggest.lexicon import ASIDE, BEHIND, DETERMINERS, QUANTITIES
from annotator.suggest.mentions import Name, candidates, passages
from annotator.suggest.reading import Passage
from annotator.suggest.vocabulary import Vocabulary, vocabulary

SUGGESTER = "sources"
BEFORE: Final = "It stands before the cue."
BEHIND_CUE: Final = "It stands behind the cue."
BOTH: Final = "They stand together beside the cue."
FARTHER: Final = "It stands in the same sentence."
CARRIED: Final = "It says what stands right before."
FOLLOWING: Final = "It says what stands right behind."
NOBODY: Final = "Nobody is named: the source is implicit."

_AND = regex.compile(r"\s*(?:,|،|;)?\s*(?:and|or|as well as|و)?\s*(?:\b(?:the|a|an)\s+)?")
_BRACKET = regex.compile(r"\s*[(\[]")
_OPENED = regex.compile(r"[\s\"“«‘']*")  # noqa: RUF001 - quotation marks are meant


@dataclass(frozen=True, slots=True)
class Actor:
    """Words that may name the source; code points."""

    start: int
    end: int
    span: str | None = None
    """The id of the mark that is there already, None where it would be made."""


@dataclass(frozen=True, slots=True)
class Source:
    """One answer to who says it: an actor, several who say it together, or nobody."""

    actors: tuple[Actor, ...]
    reason: str

    @property
    def is_nobody(self) -> bool:
        """Say whether the answer is that no source is named."""
        return not self.actors


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that tell that it was said; code points."""

    start: int
    end: int
    span: str | None = None


@dataclass(frozen=True, slots=True)
class Attribution:
    """The likely sources and cues of a claim, the likeliest first."""

    sources: tuple[Source, ...]
    cues: tuple[Cue, ...]

    def source_after(self, source: Source | None) -> Source | None:
        """Give the next candidate, behind the last one the first; the first one after None."""
        if not self.sources:
            return None
        at = self.sources.index(source) + 1 if source in self.sources else 0
        return self.sources[at % len(self.sources)]


def attribution(
    text: str,
    start: int,
    end: int,
    scheme: Scheme,
    spans: Iterable[Span],
    names: Iterable[Name] = (),
) -> Attribution:
    """Find who likely says a claim, from the marks of the article and else from likely mentions.

    Labels of spans may be ids or names. Nothing is proposed for what the scheme does not know.
    """
    known = vocabulary(scheme)
    if known.source is None:
        return Attribution((), ())
    claim = _Claim(text, start, end, scheme, known, list(spans), list(names))
    return Attribution(tuple(claim.sources()), tuple(claim.cues()))


class _Claim:
    def __init__(
        self, text: str, start: int, end: int, scheme: Scheme, known: Vocabulary,
        spans: list[Span], names: list[Name],
    ) -> None:  # fmt: skip
        self.text, self.start, self.end = text, start, end
        self.scheme, self.known, self.names = scheme, known, names
        ids = scheme.label_ids
        self.spans = [(ids.get(span.label, span.label), span) for span in spans]
        self.passages = list(passages(text, start, min(max(end, start + 1), len(text))))
        self.sentences = [s for passage in self.passages for s in self._touched(passage)]
        self.sayings = [one for passage in self.passages for one in sayings(passage, known)]
        self.ranked = sorted((s for s in self.sayings if self._is_beside(s)), key=self._rank)

    def _touched(self, passage: Passage) -> Iterator[tuple[int, int]]:
        for first, last in passage.sentences:
            if first < self.end and self.start < last:
                yield first, last

    # --- the cues ---------------------------------------------------------------------------------

    def cues(self) -> Iterator[Cue]:
        """Give the cues, those that are marked by their marks."""
        marks = [span for label, span in self.spans if label == self.known.cue]
        for saying in self.ranked:
            mark = next((m for m in marks if m.start < saying.end and saying.start < m.end), None)
            yield Cue(mark.start, mark.end, mark.id) if mark else Cue(saying.start, saying.end)

    def _is_beside(self, saying: Saying) -> bool:
        return any(first <= saying.start < last for first, last in self.sentences)

    def _rank(self, saying: Saying) -> tuple[float, bool, int]:
        """Put first the cue whose words are the claim's, then one outside it, then the nearest."""
        said = saying.said
        shared = min(said[1], self.end) - max(said[0], self.start) if said else 0
        whole = max(said[1], self.end) - min(said[0], self.start) if said else 1
        inside = self.start <= saying.start < self.end
        distance = max(self.start - saying.end, saying.start - self.end, 0)
        return (-round(max(shared, 0) / whole, 1), inside, distance)

    # --- the sources ------------------------------------------------------------------------------

    def sources(self) -> Iterator[Source]:
        """Give each candidate once."""
        seen: set[tuple[Actor, ...]] = set()
        for source in self._all():
            if source.actors not in seen:
                seen.add(source.actors)
                yield source

    def _all(self) -> Iterator[Source]:
        found = False
        for saying in self.ranked:
            if saying.by_nobody:
                yield Source((), NOBODY)
            for source in self._of(saying):
                found = True
                yield source
        if not found:
            yield from self._neighbours()
        if not found or not self.ranked:
            yield Source((), NOBODY)

    def _of(self, saying: Saying) -> Iterator[Source]:
        """Give those who may say it with a cue: at its side, then elsewhere in its sentence."""
        here = next(s for s in self._sentences_of(saying) if s[0] <= saying.start < s[1])
        actors = self._actors(*here)
        inside = self.start <= saying.start < self.end
        free = [a for a in actors if inside or not (self.start <= a.start < self.end)]
        free = [a for a in free if not self._is_said(a, saying)]
        before = [a for a in reversed(free) if a.end <= saying.start]
        behind = [a for a in free if a.start >= saying.end]
        before.sort(key=lambda a: self._is_aside(a, here[0], free))
        first, then = (behind, before) if saying.source_follows else (before, behind)
        reason = BEHIND_CUE if saying.source_follows else BEFORE
        if first:
            yield from self._together(first[0], free)
            yield Source((first[0],), reason)
        yield from (Source((actor,), FARTHER) for actor in (*first[1:], *then))

    def _sentences_of(self, saying: Saying) -> Iterator[tuple[int, int]]:
        for passage in self.passages:
            if passage.start <= saying.start < passage.end:
                yield from passage.sentences

    def _together(self, actor: Actor, all_: Sequence[Actor]) -> Iterator[Source]:
        """Give those who say it together: the army and the police said."""
        at = all_.index(actor)
        first = last = at
        while first and self._is_list(all_[first - 1], all_[first]):
            first -= 1
        while last + 1 < len(all_) and self._is_list(all_[last], all_[last + 1]):
            last += 1
        listed = all_[first : last + 1]
        if any(self._is_and(one, two) for one, two in pairwise(listed)):
            yield Source(tuple(listed), BOTH)

    def _is_list(self, one: Actor, two: Actor) -> bool:
        gap = self.text[one.end : two.start]
        return bool(gap.strip()) and _AND.fullmatch(gap) is not None

    def _is_and(self, one: Actor, two: Actor) -> bool:
        return not {"and", "or", "و"}.isdisjoint(self.text[one.end : two.start].split())

    def _neighbours(self) -> Iterator[Source]:
        """Give who says what stands right before the claim, and then right behind it."""
        for first, last, reason in self._around():
            for passage in passages(self.text, first, last):
                found = sayings(passage, self.known)
                near = [s for s in found if first <= s.start < last]
                near.sort(key=lambda s: abs(s.start - self.start))
                for saying in near:
                    yield from self._carried(passage, saying, reason)

    def _around(self) -> Iterator[tuple[int, int, str]]:
        """Give the stretches before and behind: the rest of its paragraph, and the next ones."""
        line = self.text.rfind("\n", 0, self.start) + 1
        if self.text[line : self.start].strip("\"“«‘' \u00a0"):  # noqa: RUF001 - marks are meant
            yield line, self.start, CARRIED
        before = self.text[:line].rstrip()
        if before and self._is_quotation():
            yield before.rfind("\n") + 1, len(before), CARRIED
        end = self.text.find("\n", self.end)
        end = len(self.text) if end < 0 else end
        if self.text[self.end : end].strip("\"”»’' \u00a0.,"):  # noqa: RUF001 - marks are meant
            yield self.end, end, FOLLOWING

    def _is_quotation(self) -> bool:
        line = self.text.rfind("\n", 0, self.start) + 1
        begins = _OPENED.match(self.text, line)
        return begins is not None and any(sign in "\"“«‘'" for sign in begins[0])  # noqa: RUF001

    def _carried(self, passage: Passage, saying: Saying, reason: str) -> Iterator[Source]:
        for first, last in passage.sentences:
            if first <= saying.start < last:
                free = [a for a in self._actors(first, last) if not self._is_said(a, saying)]
                free = [a for a in free if not (self.start <= a.start < self.end)]
                left = [a for a in free if a.end <= saying.start]
                right = [a for a in free if a.start >= saying.end]
                left.sort(key=lambda a: (self._is_aside(a, first, free), -a.start))
                best = (right or left) if saying.source_follows else (left or right)
                yield from (Source((actor,), reason) for actor in best[:1])

    # --- the actors -------------------------------------------------------------------------------

    def _actors(self, start: int, end: int) -> list[Actor]:
        """Give the actors of a stretch in order: the marked ones, and likely ones beside them."""
        marked = [
            Actor(span.start, span.end, span.id)
            for label, span in self.spans
            if label == self.known.source and start <= span.start < end
        ]
        likely = [
            Actor(one.start, one.end)
            for one in candidates(self.text, self.scheme, self.names, start, end)
            if one.label == self.known.source
            and not any(one.start < a.end and a.start < one.end for a in marked)
        ]
        return sorted((*marked, *_outer(likely)), key=lambda a: (a.start, -a.end))

    def _is_said(self, actor: Actor, saying: Saying) -> bool:
        """Say whether an actor stands in another claim, or in what is said with some cue."""
        stretches = [(s.start, s.end) for label, s in self.spans if label == self.known.claim]
        # A source that follows its own cue may be taken for the beginning of what is said.
        others = [o for o in self.sayings if o != saying or not saying.source_follows]
        stretches += [other.said for other in others if other.said is not None]
        return any(
            first <= actor.start < last and not first <= saying.start < last
            for first, last in stretches
        )

    def _is_aside(self, actor: Actor, first: int, all_: Sequence[Actor]) -> int:
        """Say how unlikely an actor speaks: 1 as an abbreviation or of another, 2 in an aside."""
        before = self.text[first : actor.start]
        if not any(other.end <= actor.start for other in all_):
            return 0
        clause = before.rpartition(",")[2].split()
        if "," in before and clause and clause[0].lower() in ASIDE:
            return 2
        words = [word for word in clause if word.lower() not in DETERMINERS | QUANTITIES]
        if _BRACKET.fullmatch(self.text[_end_before(actor, all_) : actor.start]):
            return 1
        return int(bool(words) and words[-1].lower() in BEHIND)


def _end_before(actor: Actor, all_: Sequence[Actor]) -> int:
    return max(other.end for other in all_ if other.end <= actor.start)


def _outer(actors: Sequence[Actor]) -> Iterator[Actor]:
    """Leave out what lies inside another."""
    for one in actors:
        if not any(o != one and o.start <= one.start and one.end <= o.end for o in actors):
            yield one
