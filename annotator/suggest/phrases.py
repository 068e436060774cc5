"""Phrases that look like a mention: names, and a noun of the scheme with what tells which one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from annotator.suggest.lexicon import (
    ADMINISTRATIVE,
    ADVERBS,
    ARABIC_ARTICLE,
    AUXILIARIES,
    BODIES,
    DETERMINERS,
    DIRECTIONS,
    ENDINGS,
    MODIFIERS,
    NATIONAL_ENDINGS,
    NO_MODIFIERS,
    NOT_TO_A_PLACE,
    OF_NAMES,
    OFFICES,
    OWNERS,
    PARTS_OF_PLACES,
    PLACE_PREPOSITIONS,
    QUANTITIES,
    SPEAKERS,
    TITLES,
)
from annotator.suggest.proposal import Proposal
from annotator.suggest.reading import Passage
from annotator.suggest.vocabulary import Vocabulary

CAPITALS, WORDS = "capitals", "words"
_LONGEST_ASIDE = 4
"""Words between a speaker and the name that tells which one."""


@dataclass(frozen=True, slots=True)
class _Phrase:
    """Words from one number to another, not included."""

    first: int
    last: int
    label: str | None
    noun: int | None = None
    """Where the noun of the scheme begins, None in a name without one."""
    bare: bool = False
    """Its noun is there only because a longer name lies behind it: it is no mention."""


def phrases(passage: Passage, vocabulary: Vocabulary) -> list[Proposal]:
    """Find the likely mentions of a passage, in order; a name may lie inside a longer phrase."""
    finder = _Finder(passage, vocabulary)
    found = [phrase for phrase in finder.all() if not phrase.bare]
    return [finder.proposal(phrase) for phrase in found]


class _Finder:
    def __init__(self, passage: Passage, vocabulary: Vocabulary) -> None:
        self.passage = passage
        self.words = passage.words
        self.folded = [word.folded for word in passage.words]
        self.text = passage.text
        self.known = vocabulary

    def all(self) -> Iterator[_Phrase]:
        """Walk over the words once: the noun phrase that begins here, or else the name."""
        place, before = 0, None
        while place < len(self.words):
            phrase = self._at(place)
            if phrase is None:
                place += 1
                continue
            phrase = self._labelled(phrase, before)
            yield phrase
            yield from self._inner(phrase)
            place, before = phrase.last, phrase

    def proposal(self, phrase: _Phrase) -> Proposal:
        suggester = CAPITALS if phrase.noun is None else WORDS
        words = self.words
        return Proposal(
            words[phrase.first].start, words[phrase.last - 1].end, phrase.label, suggester
        )

    def _at(self, place: int) -> _Phrase | None:
        """Read the longest phrase that begins at a word."""
        noun = self._noun_phrase(place)
        if noun is not None:
            return noun
        last = self._name(place)
        if last == place or self._is_lone_starter(place, last):
            return None
        return _Phrase(place, last, None)

    # --- a noun of the scheme, with the words before it -------------------------------------------

    def _noun_phrase(self, place: int) -> _Phrase | None:
        here, noun = place, None
        while here < len(self.words) and (here == place or self._goes_on(here)):
            last = max(here + 1, self._name(here))
            found = self._last_entry(here, last)
            if found is not None:
                noun = _Phrase(place, found.last, found.label, found.noun)
            elif not self._modifies(here, is_first=here == place):
                break
            here = max(last, found.last if found else 0)
            if found is not None and self._is_arabic(here - 1):
                break
        return None if noun is None else self._and_behind(noun)

    def _last_entry(self, first: int, last: int) -> _Phrase | None:
        """Find the last noun of the scheme that begins in a word or name, and all of the name."""
        for place in range(last - 1, first - 1, -1):
            found = self._entry(place)
            if found is not None:
                return _Phrase(first, max(last, place + found[0]), found[1], noun=place)
        return None

    def _entry(self, place: int) -> tuple[int, str] | None:
        found = self.known.at(self.folded, place)
        if found is None or found[1] == self.known.cue:
            return None
        inside = range(place + 1, place + found[0])
        return found if all(self._goes_on(number) for number in inside) else None

    def _modifies(self, place: int, *, is_first: bool) -> bool:
        word = self.words[place]
        if word.folded in OWNERS:
            return is_first
        if word.folded in QUANTITIES or word.folded in DETERMINERS or word.folded.isdigit():
            return False
        if word.is_name or word.folded in DIRECTIONS or word.folded in MODIFIERS:
            return True
        if word.folded in NO_MODIFIERS or not word.folded[:1].isascii():
            return False
        return "-" in word.folded or word.folded.endswith(ENDINGS)

    def _and_behind(self, phrase: _Phrase) -> _Phrase:
        """Add to a noun phrase what belongs to it and stands behind its noun."""
        if self._is_arabic(phrase.last - 1):
            return self._arabic(phrase)
        if phrase.label == self.known.place:
            return self._place_of(phrase)
        if phrase.label == self.known.source:
            return self._speaker(phrase)
        return phrase

    def _place_of(self, phrase: _Phrase) -> _Phrase:
        """Join the outskirts and Aleppo; leave the village out of the village of Susah."""
        noun, last = self.folded[phrase.last - 1], phrase.last
        if self._word(last) in {"of", "with", "between"} and self._goes_on(last):
            start = last + 1 + (self._word(last + 1) in DETERMINERS)
            end = self._name(start) if self._goes_on(start) else start
            if end > start and noun in PARTS_OF_PLACES:
                return replace(phrase, last=end)
            if end > start and noun in ADMINISTRATIVE and self._word(last) == "of":
                return replace(phrase, bare=True)
        return phrase

    def _speaker(self, phrase: _Phrase) -> _Phrase:
        """Join a title and its name or office, or a speaker and whom he or it belongs to."""
        last = phrase.last
        if self._has_office(last):
            return replace(phrase, last=last + 1)
        if self._goes_on(last) and not self.words[last - 1].possessive:
            end = self._name(last)
            if end > last:
                return replace(phrase, last=end)
        speaks = any(
            word in SPEAKERS or _singular(word) in SPEAKERS
            for word in self.folded[phrase.first : last]
        )
        joins = self._word(last) in {"for", "from", "of", "on", "at", "in", "with"}
        if speaks and joins and self._goes_on(last):
            return replace(phrase, last=self._belongs(last + 1) or last)
        return phrase

    def _has_office(self, last: int) -> bool:
        owner = self.words[last - 1]
        return owner.possessive and self._word(last) in OFFICES and self.words[last].joined

    def _belongs(self, place: int) -> int | None:
        """Find where the words end that tell whose speaker it is: a name, or a noun phrase."""
        for here in range(place, min(place + _LONGEST_ASIDE, len(self.words))):
            if not self._goes_on(here):
                return None
            end = self._name(here)
            noun = self._noun_phrase(here)
            if noun is not None and noun.label == self.known.source:
                of = noun.last < len(self.words) and self.folded[noun.last] == "of"
                return (self._belongs(noun.last + 1) if of else None) or noun.last
            if end > here:
                return None if self.folded[here - 1] in {"in", "on", "at"} else end
            if self.folded[here] not in DETERMINERS and not self.folded[here].isalpha():
                return None
        return None

    def _arabic(self, phrase: _Phrase) -> _Phrase:
        """Add the words with an article that follow an Arabic noun."""
        last = phrase.last
        while self._goes_on(last) and self._word(last).startswith(ARABIC_ARTICLE):
            if self.known.at(self.folded, last) is not None and last > phrase.last:
                break
            last += 1
        return replace(phrase, last=min(last, phrase.last + 3))

    def _is_arabic(self, place: int) -> bool:
        return "\u0620" <= self.folded[place][:1] <= "\u064a"

    # --- a name -----------------------------------------------------------------------------------

    def _name(self, place: int) -> int:
        """Find where a name ends that begins at a word; there, if none does."""
        if place >= len(self.words):
            return place
        start = place
        if self.folded[place] in DIRECTIONS and not self._is_name(place):
            place += 1
            if not self._goes_on(place) or not self._is_name(place):
                return start
        elif not self._is_name(place):
            return start
        last = place + 1
        while not self.words[last - 1].possessive:
            more = self._links(start, last)
            if more is None:
                break
            last = more
        return last

    def _links(self, start: int, last: int) -> int | None:
        """Find where the next word of a name ends: Antony, of State, for Human Rights, al Hol."""
        here = last
        if not self._goes_on(here):
            return None
        if self._is_name(here):
            return here + 1
        link = self._word(here)
        if link in OF_NAMES:
            here += 1
        elif link == "of" or (link == "for" and self.folded[last - 1] in BODIES):
            here += 1 + (self._word(here + 1) == "the")
            if self.folded[start] in DIRECTIONS:
                return None
        else:
            return None
        goes_on = all(self._goes_on(number) for number in range(last, here + 1))
        return here + 1 if goes_on and self._is_name(here) else None

    def _is_name(self, place: int) -> bool:
        return self.words[place].is_name and self.folded[place] != "i"

    def _is_lone_starter(self, place: int, last: int) -> bool:
        """Say whether a capital may only be that of the first word of a sentence."""
        word = self.words[place]
        if last > place + 1 or not word.first or word.acronym or word.possessive:
            return False
        if self._speaks(last):
            return False
        is_plural = word.folded.endswith("s") and not word.folded.endswith(("us", "as", "is", "os"))
        return is_plural or word.folded.endswith(("ly", "ing", "ed"))

    # --- what it may be ---------------------------------------------------------------------------

    def _labelled(self, phrase: _Phrase, before: _Phrase | None) -> _Phrase:
        """Guess the label of a name from its words, and from what stands around it."""
        if phrase.label is not None:
            speaks = phrase.label == self.known.place and self._governs(phrase)
            return replace(phrase, label=self.known.source) if speaks else phrase
        words = self.folded[phrase.first : phrase.last]
        is_place = (
            words[0] in DIRECTIONS
            or self._is_in_dateline(phrase)
            or self._stands_in(phrase.first)
            or (before is not None and self._is_listed(before, phrase))
        )
        label = None
        if any(word in TITLES or word in BODIES for word in words):
            label = self.known.source
        elif is_place:
            label = self.known.place
        elif self._speaks(phrase.last) or self._acts(phrase):
            label = self.known.source
        return replace(phrase, label=label)

    def _is_in_dateline(self, phrase: _Phrase) -> bool:
        """Say whether a name begins a dateline: HOMS, May 3 -. It tells where, and who does not."""
        return phrase.first == 0 and self.words[phrase.last - 1].end <= self.passage.dateline

    def _governs(self, phrase: _Phrase) -> bool:
        """Say whether a place stands for those who govern it: the governorate said.

        In a resident of the city said, somebody else speaks: it must begin its clause.
        """
        here = phrase.first - (self._word(phrase.first - 1) in DETERMINERS)
        begins = not self._goes_on(here)
        is_ruled = self.folded[phrase.last - 1] in ADMINISTRATIVE
        return begins and is_ruled and self._speaks(phrase.last)

    def _acts(self, phrase: _Phrase) -> bool:
        """Say whether one word names a body or a nation: SDF, American interests."""
        word = self.words[phrase.first]
        is_national = word.folded.endswith(NATIONAL_ENDINGS) and self._goes_on(phrase.last)
        return phrase.last == phrase.first + 1 and (word.acronym or is_national)

    def _speaks(self, place: int) -> bool:
        """Say whether a cue follows: what stands before it is whoever speaks."""
        here = place
        beside = AUXILIARIES | ADVERBS
        while here < place + 2 and self._goes_on(here) and self._word(here) in beside:
            here += 1
        if not self._goes_on(here):
            return False
        found = self.known.at(self.folded, here)
        return found is not None and found[1] == self.known.cue

    def _stands_in(self, place: int) -> bool:
        here = place - 1
        if here >= 0 and self._word(here) in DETERMINERS:
            here -= 1
        if here < 0 or not all(self._goes_on(number) for number in range(here + 1, place + 1)):
            return False
        before = self.folded[here]
        if before in PLACE_PREPOSITIONS or before in DIRECTIONS:
            return True
        if before == "of" and here > 0:
            return self.folded[here - 1] in ADMINISTRATIVE or self.folded[here - 1] in DIRECTIONS
        return before in {"from", "to"} and self._word(here - 1) not in NOT_TO_A_PLACE

    def _is_listed(self, before: _Phrase, phrase: _Phrase) -> bool:
        """Say whether only a comma or and stands between a name and the place before it."""
        if before.label != self.known.place:
            return False
        between = self.folded[before.last : phrase.first]
        gap = self.text[self.words[before.last - 1].end : self.words[phrase.first].start]
        return gap.replace(",", " ").split() == between and between in ([], ["and"], ["or"])

    def _inner(self, phrase: _Phrase) -> Iterator[_Phrase]:
        """Give whose thing it is: US inside US base."""
        first = self.words[phrase.first]
        if phrase.noun is None or phrase.label == self.known.source or phrase.bare:
            return
        behind = self.folded[phrase.noun : phrase.last]
        relational = any(word in PARTS_OF_PLACES for word in behind)
        is_owner = first.acronym or (first.is_name and first.folded.endswith(NATIONAL_ENDINGS))
        is_near = phrase.first < phrase.noun <= phrase.first + 2
        if is_owner and is_near and not relational:
            yield _Phrase(phrase.first, phrase.first + 1, self.known.source)

    # --- words ------------------------------------------------------------------------------------

    def _word(self, place: int) -> str:
        return self.folded[place] if 0 <= place < len(self.folded) else ""

    def _goes_on(self, place: int) -> bool:
        """Say whether a word follows the one before with nothing but spaces between."""
        if not 0 < place < len(self.words):
            return False
        return self.words[place].joined and not self.words[place - 1].possessive


def _singular(word: str) -> str:
    return word[:-3] + "man" if word.endswith("men") else word.removesuffix("s")
