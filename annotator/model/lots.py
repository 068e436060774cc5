"""Draw lots: who reads which article of a round, so that everybody reads the same number."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence

from annotator.model.sentences import Refused

Lot = tuple[str, str]
"""An article, and a person who is to read it."""


def draw(
    articles: Iterable[str], persons: Sequence[str], each: int, seed: int, given: Iterable[Lot] = ()
) -> list[Lot]:
    """Give every article to `each` of the persons, 0 being all, evenly and by chance.

    The same arguments give the same lots, in whatever order they come. What is `given` already
    stays, and counts: articles that come later are given to those who have fewer. Nobody has two
    more than anybody else, if that was so before; pairs that met less often are preferred. Raises
    Refused where there are not enough people.
    """
    people = sorted(set(persons))
    number = each or len(people)
    if not people or number > len(people):
        raise Refused(
            "An article cannot be given to {each} of {people} people. Nothing was assigned. Name "
            "more people, or let fewer read each article.",
            each=number or 1, people=len(people),
        )  # fmt: skip
    hat = _Hat(people, seed, given)
    ordered = sorted(set(articles), key=lambda article: _chance(seed, article))
    return [
        (article, person)
        for article in ordered
        if article not in hat.given
        for person in hat.take(article, number)
    ]


def number_of_each(articles: int, people: int, each: int) -> tuple[int, int]:
    """Say how many articles everybody gets at least and at most, where nothing is given yet."""
    lots = articles * (each or people)
    return lots // people, -(-lots // people)


class _Hat:
    """Remembers who has how many, and who met whom how often."""

    def __init__(self, people: list[str], seed: int, given: Iterable[Lot]) -> None:
        self._people, self._seed = people, seed
        self._loads: Counter[str] = Counter()
        self._met: Counter[Lot] = Counter()
        self.given: dict[str, list[str]] = {}
        """The people of each article."""
        for article, person in sorted(given):
            self._enter(article, person)

    def take(self, article: str, number: int) -> list[str]:
        """Draw the people of one article: of those with the fewest, whoever met the least."""
        for _ in range(number):
            taken = self.given.get(article, [])
            left = (person for person in self._people if person not in taken)
            self._enter(article, min(left, key=lambda person: self._rank(article, person)))
        return sorted(self.given[article])

    def _rank(self, article: str, person: str) -> tuple[int, int, bytes]:
        met = sum(self._met[person, other] for other in self.given.get(article, []))
        return self._loads[person], met, _chance(self._seed, article, person)

    def _enter(self, article: str, person: str) -> None:
        beside = self.given.setdefault(article, [])
        for other in beside:
            self._met[person, other] += 1
            self._met[other, person] += 1
        beside.append(person)
        self._loads[person] += 1


def _chance(seed: int, *words: str) -> bytes:
    """Give what looks like chance, and is the same on every machine."""
    return hashlib.sha256("\x1f".join((str(seed), *words)).encode()).digest()
