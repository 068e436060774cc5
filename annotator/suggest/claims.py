"""Likely claims: what stands around a cue such as said, and who says it as a mere pronoun."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import regex

from annotator.suggest.lexicon import (
    ACCUSING,
    ADJUNCTS,
    AUXILIARIES,
    CLAUSE,
    HEARERS,
    NOT_BEFORE_CUES,
    PRONOUNS,
    SOURCE_FIRST,
    THAT,
)
from annotator.suggest.proposal import Proposal
from annotator.suggest.reading import Passage
from annotator.suggest.vocabulary import Vocabulary

CLAIMS, CUES, PRONOUN = "claims", "cues", "pronouns"
_COMMA = regex.compile(r"[,،;؛]")
_INTO_QUOTATION = regex.compile(r"[\s,،:]*(?=[\"“„«‘'])")  # noqa: RUF001 - quotation marks are meant
_OUTER = " \t\u00a0,،;؛:-–—"  # noqa: RUF001 - dashes are meant
_LONGEST_SOURCE = 12
"""Words between what was said and the cue behind it."""
_LONGEST_ADJUNCT = 7
"""Words between a cue and its that: said on Monday in a statement that."""


@dataclass(frozen=True, slots=True)
class _Cue:
    """A cue as numbers of words, from the first to the last, not included."""

    first: int
    last: int
    bare: int
    """Its first word without has or did not."""


@dataclass(frozen=True, slots=True)
class Saying:
    """A cue, what is likely said with it, and where its source may stand; code points."""

    start: int
    end: int
    said: tuple[int, int] | None
    source_follows: bool
    """It stands behind the cue, as in according to, or “…,” said the ministry."""
    by_nobody: bool
    """Nobody is told to have said it: no deaths were reported."""


def sayings(passage: Passage, vocabulary: Vocabulary) -> list[Saying]:
    """Find the cues of a passage with what is known of each, in order."""
    if vocabulary.cue is None:
        return []
    found: list[Saying] = []
    for sentence in passage.sentences:
        found += _Sentence(passage, vocabulary, *sentence).sayings()
    return found


def claims(passage: Passage, vocabulary: Vocabulary) -> list[Proposal]:
    """Find likely claims, cues, and pronouns for those who speak."""
    if vocabulary.cue is None:
        return []
    found: list[Proposal] = []
    for sentence in passage.sentences:
        found += _Sentence(passage, vocabulary, *sentence).proposals()
    return found


class _Sentence:
    def __init__(self, passage: Passage, vocabulary: Vocabulary, start: int, end: int) -> None:
        self.passage, self.known = passage, vocabulary
        self.text, self.words = passage.text, passage.words
        self.start, self.end = start, end
        self.numbers = passage.numbers(start, end)
        self.quotations = [q for q in passage.quotations if start <= q[0] and q[1] <= end]
        self.cues = list(self._cues())

    def proposals(self) -> Iterator[Proposal]:
        for cue in self.cues:
            first, last = self.words[cue.first], self.words[cue.last - 1]
            yield Proposal(first.start, last.end, self.known.cue, CUES)
            place = self._said(cue)
            if place is not None and self.known.claim is not None:
                yield Proposal(*place, self.known.claim, CLAIMS)
            yield from self._pronoun(cue)

    def sayings(self) -> Iterator[Saying]:
        for cue in self.cues:
            first = self.words[cue.first]
            yield Saying(
                first.start, self.words[cue.last - 1].end, self._said(cue),
                source_follows=self._source_follows(cue), by_nobody=self._is_of_nobody(cue),
            )  # fmt: skip

    # --- the cues ---------------------------------------------------------------------------------

    def _cues(self) -> Iterator[_Cue]:
        folded = [self.words[number].folded for number in self.numbers]
        offset, here = self.numbers.start, 0
        while here < len(folded):
            found = self.known.at(folded, here)
            if found is None or found[1] != self.known.cue or self._is_noun(offset + here):
                here += 1
                continue
            first = here
            while first and folded[first - 1] in {"has", "have", "had"}:
                first -= 1
            yield _Cue(offset + first, offset + here + found[0], offset + here)
            here += found[0]

    def _is_noun(self, number: int) -> bool:
        """Say whether what may be a cue is a noun or part of a name, or stands in a quotation."""
        word = self.words[number]
        if word.capital and not word.first:
            return True
        if any(first < word.start < last for first, last in self.quotations):
            return True
        return number > 0 and word.joined and self.words[number - 1].folded in NOT_BEFORE_CUES

    def _pronoun(self, cue: _Cue) -> Iterator[Proposal]:
        """Give the pronoun before a cue, or behind it: he said, said she."""
        if self.known.source is None:
            return
        here = cue.first - 1
        while here in self.numbers and self.words[here].folded in AUXILIARIES | {"not", "also"}:
            here -= 1
        behind = (cue.last,) if self._is_inverted(cue) else ()
        for number in (here, *behind):
            if number in self.numbers and self.words[number].folded in PRONOUNS:
                if self._is_joined(min(number, cue.first), max(number, cue.bare)):
                    yield Proposal(
                        self.words[number].start, self.words[number].end, self.known.source, PRONOUN
                    )
                return

    def _source_follows(self, cue: _Cue) -> bool:
        """Say whether the source stands behind its cue, as it does in Arabic."""
        word = self.words[cue.bare].folded
        is_arabic = "\u0620" <= word[:1] <= "\u064a"
        is_by = cue.last in self.numbers and self.words[cue.last].folded == "by"
        return word in SOURCE_FIRST or is_arabic or is_by or self._is_inverted(cue)

    def _is_of_nobody(self, cue: _Cue) -> bool:
        is_by = cue.last in self.numbers and self.words[cue.last].folded == "by"
        return self._passive(cue) is not None and not is_by

    # --- what was said ----------------------------------------------------------------------------

    def _said(self, cue: _Cue) -> tuple[int, int] | None:
        """Find the words said: a quotation beside the cue, or the clause behind or before it."""
        if self.words[cue.bare].folded in SOURCE_FIRST:
            return self._around(cue)
        return (
            self._quoted_behind(cue) or self._passive(cue) or self._before(cue) or self._behind(cue)
        )

    def _around(self, cue: _Cue) -> tuple[int, int] | None:
        """Find what is said according to a source, before the cue or behind the source's comma."""
        start = self._cut(self.start, self.words[cue.first].start)
        if start is not None:
            return start
        comma = _COMMA.search(self.text, self.words[cue.last - 1].end, self.end)
        return self._cut(comma.end(), self.end) if comma else None

    def _quoted_behind(self, cue: _Cue) -> tuple[int, int] | None:
        """Find a quotation that follows the cue at once, or its that."""
        place = self._behind_that(cue) or self.words[cue.last - 1].end
        quotation = self._quotation_at(place)
        if quotation is None:
            return None
        rest = self.text[quotation[1] : self.end].lstrip()
        return quotation if not rest or rest[0] in ",،;؛" else None

    def _quotation_at(self, place: int) -> tuple[int, int] | None:
        begins = _INTO_QUOTATION.match(self.text, place, self.end)
        return next((q for q in self.quotations if begins and q[0] == begins.end()), None)

    def _passive(self, cue: _Cue) -> tuple[int, int] | None:
        """Find what was reported where nobody says by whom: no deaths were reported."""
        here = cue.first - 1
        while here in self.numbers and self.words[here].folded in {"were", "was", "been", "being"}:
            here -= 1
        follows = cue.last in self.numbers and self._is_joined(cue.last - 1, cue.last)
        word = self.words[cue.last].folded if follows else ""
        is_passive = here < cue.first - 1 and word != "that"
        start = self._clause_start(here)
        opens = self.words[self.passage.word_from(start)].folded if here in self.numbers else ""
        is_none = opens == "no" and word in {"", "as"} | ADJUNCTS
        if here not in self.numbers or not (is_passive or is_none):
            return None
        return self._cut(start, self.words[here].end)

    def _before(self, cue: _Cue) -> tuple[int, int] | None:
        """Find what stands before the cue: …, the ministry said; “…,” said the ministry."""
        place = self._source_start(cue)
        is_participle = self.words[cue.last - 1].folded.endswith("ing")
        if place is None or is_participle or not self._ends_here(cue):
            return None
        quotation = next((q for q in self.quotations if q[1] == self._inner_end(place)), None)
        if quotation is not None and not self._has_words(self.start, quotation[0]):
            return quotation
        said = self._cut(self.start, place)
        return None if said is None or self._is_adjunct(*said) else said

    def _is_adjunct(self, start: int, end: int) -> bool:
        """Say whether words before a comma only tell when or where: on Monday evening."""
        numbers = self.passage.numbers(start, end)
        return len(numbers) < 2 or (
            len(numbers) <= _LONGEST_ADJUNCT and self.words[numbers.start].folded in ADJUNCTS
        )

    def _source_start(self, cue: _Cue) -> int | None:
        """Find where the words of the source begin: behind the last comma or quotation."""
        low = max(self.numbers.start, cue.first - _LONGEST_SOURCE)
        for number in range(cue.first, low, -1):
            gap = self.text[self.words[number - 1].end : self.words[number].start]
            if _COMMA.search(gap) or self._closes(number):
                return self.words[number].start - (len(gap) - len(gap.rstrip("(")))
        return None

    def _closes(self, number: int) -> bool:
        """Say whether a quotation ends right before a word."""
        start, end = self.words[number - 1].end, self.words[number].start
        return any(start < last <= end for _, last in self.quotations)

    def _inner_end(self, place: int) -> int:
        """Find where what was said ends before a place, without comma and spaces."""
        return self.start + len(self.text[self.start : place].rstrip(_OUTER))

    def _ends_here(self, cue: _Cue) -> bool:
        """Say whether nothing follows a cue that it could introduce."""
        if cue.last not in self.numbers or not self._is_joined(cue.last - 1, cue.last):
            return True
        if self._is_inverted(cue):
            return True
        word = self.words[cue.last]
        if word.folded not in ADJUNCTS and self.words[cue.bare].folded not in HEARERS:
            return False
        return self._behind_that(cue) is None

    def _is_inverted(self, cue: _Cue) -> bool:
        """Say whether a quotation ends right before a cue: “…,” said the ministry."""
        is_finite = not self.words[cue.last - 1].folded.endswith("ing")
        return is_finite and cue.first - 1 in self.numbers and self._closes(cue.first)

    def _behind(self, cue: _Cue) -> tuple[int, int] | None:
        """Find the clause behind a cue, without that, and without what the writer adds."""
        place = self._behind_that(cue)
        if place is None:
            place = self.words[cue.last - 1].end
            if self.words[cue.bare].folded in HEARERS and cue.last in self.numbers:
                place = self.words[cue.last].end
            if self.words[cue.bare].folded in ACCUSING:
                place = self._behind_of(cue)
                if quotation := self._quotation_at(place):
                    return quotation
        return self._cut(place, self._clause_end(place, cue))

    def _behind_of(self, cue: _Cue) -> int:
        """Find what somebody is accused of: behind of, else behind the cue."""
        numbers = self.numbers
        for number in range(cue.last, min(cue.last + _LONGEST_SOURCE, numbers.stop)):
            if self.words[number].folded == "of" and number + 1 in numbers:
                place = self.words[number].end
                if self.words[number + 1].folded.endswith("ing") or self._quotation_at(place):
                    return place
        return self.words[cue.last - 1].end

    def _behind_that(self, cue: _Cue) -> int | None:
        """Find the that of a cue, not far behind it, and give the place behind that."""
        for number in range(cue.last, min(cue.last + _LONGEST_ADJUNCT, self.numbers.stop)):
            word = self.words[number]
            if word.folded in THAT or word.folded.removeprefix("ب") in THAT:
                is_near = number == cue.last or self._may_stand_between(cue)
                return word.end if is_near else None
        return None

    def _may_stand_between(self, cue: _Cue) -> bool:
        word = self.words[cue.last].folded
        arabic = "\u0620" <= word[:1] <= "\u064a"
        return arabic or word in ADJUNCTS or self.words[cue.bare].folded in HEARERS

    def _clause_end(self, place: int, cue: _Cue) -> int:
        """Find where the source's words end: at a comma before a clause or another cue."""
        others = {other.first for other in self.cues if other.first > cue.first}
        for number in self.passage.numbers(place, self.end):
            if number == 0 or number <= cue.last:
                continue
            word = self.words[number]
            gap_start = self.words[number - 1].end
            if any(first < word.start < last for first, last in self.quotations):
                continue
            comma = _COMMA.search(self.text, gap_start, word.start)
            if comma and (word.folded in CLAUSE or number in others or comma[0] in ";؛"):
                return comma.start()
            if number in others and self._and_says(number):
                return (
                    self.words[number - 2].end if number > 1 else comma.start() if comma else place
                )
        return self.end

    def _and_says(self, number: int) -> bool:
        return number > 0 and self.words[number - 1].folded == "and"

    # --- words ------------------------------------------------------------------------------------

    def _clause_start(self, number: int) -> int:
        """Find where the clause of a word begins: behind the last comma, or with the sentence."""
        for here in range(number, self.numbers.start, -1):
            gap_start, gap_end = self.words[here - 1].end, self.words[here].start
            if _COMMA.search(self.text, gap_start, gap_end):
                return gap_end
        return self.start

    def _cut(self, start: int, end: int) -> tuple[int, int] | None:
        """Cut off outer commas and spaces; None where no word is left."""
        inner = self.text[start:end]
        first = start + len(inner) - len(inner.lstrip(_OUTER))
        last = start + len(inner.rstrip(_OUTER))
        return (first, last) if first < last and self._has_words(first, last) else None

    def _has_words(self, start: int, end: int) -> bool:
        return len(self.passage.numbers(start, end)) > 0

    def _is_joined(self, first: int, last: int) -> bool:
        """Say whether only spaces stand between words."""
        return all(self.words[number].joined for number in range(first + 1, last + 1))
