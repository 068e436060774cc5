"""Which entity a mention likely names, from the names it is known by and what was named before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

import regex

from annotator.model.naming import (
    Alike,
    alike,
    is_name,
    is_short_for,
    keys,
    names_in,
    plain_words,
    skeleton,
)
from annotator.suggest.lexicon import DETERMINERS, OWNERS, PRONOUNS, TITLES

SUGGESTER = "entities"
SAME: Final = "It has this name."
SPELLED: Final = "It has this name in another spelling."
OTHERWISE: Final = "It is called so in other words."
SHORT: Final = "It is short for its name."
KIND: Final = "It is named so in this article."
LAST: Final = "It was named last."

_PERSON = frozenset({"he", "she", "i"})
_FORCES = frozenset(["army", "forces", "military", "soldiers", "troops"])
_GROUPS = frozenset(["factions", "faction", "group", "groups", "militia", "militias", "militiamen"])
_OF_US = frozenset({"american", "us", "usa"})
_BACKED = regex.compile(r"(?:pro-)?(.+?)(?:-(?:backed|led|aligned|allied|linked|supported))?")
_SURNAME = regex.compile(r"\p{Lu}[\p{L}'’-]+")  # noqa: RUF001 - apostrophes are meant
_LONG_ENOUGH = 8
"""Letters of a name in which a typing mistake is forgiven."""


@dataclass(frozen=True, slots=True)
class Likely:
    """An entity that a mention may name."""

    entity: str
    reason: str
    score: int
    """Only for order: 100 is surely the same name."""


@dataclass(slots=True)
class _Known:
    label: str
    names: list[str] = field(default_factory=list)
    uses: int = 0
    here: int = 0
    """Mentions of this article."""
    last: int = -1
    is_person: bool = False


class Names:
    """The entities of a project as their names are known, and which of them an article names."""

    def __init__(self) -> None:
        self._known: dict[str, _Known] = {}
        self._turn = 0

    def add(
        self, entity: str, label: str, names: Iterable[str], *, uses: int = 0, person: bool = False
    ) -> None:
        """Make an entity known, or more of its names; labels are ids."""
        known = self._known.setdefault(entity, _Known(label))
        known.uses += uses
        known.is_person = known.is_person or person
        for name in names:
            known.names += [one for one in names_in(name) if one not in known.names]

    def name_here(self, entity: str, words: str) -> None:
        """Note that a mention of this article names an entity, and learn its words."""
        known = self._known[entity]
        self._turn += 1
        known.here, known.last, known.uses = known.here + 1, self._turn, known.uses + 1
        if not _is_pronoun(words) and words not in known.names:
            known.names.append(words)
        known.is_person = known.is_person or _looks_like_a_person(words)

    def next_article(self) -> None:
        """Forget which entities the article names, but none of their names."""
        for known in self._known.values():
            known.here, known.last = 0, -1

    def likely(self, words: str, label: str) -> list[Likely]:
        """Rank the entities that a mention may name; nothing where none fits: it is a new one."""
        found = [
            (Likely(entity, reason, score), known)
            for entity, known in self._known.items()
            if known.label == label and (fit := _fit(words, known)) is not None
            for score, reason in (fit,)
        ]
        found.sort(key=lambda one: (-one[0].score, -one[1].last, -one[1].here, -one[1].uses,
                                    one[0].entity))  # fmt: skip
        return [one for one, _ in found]


def new_name(words: str) -> str:
    """Give the name of a new entity from the words of a mention: without articles and 's."""
    parts = words.split()
    while len(parts) > 1 and parts[0].lower() in DETERMINERS:
        parts = parts[1:]
    name = " ".join(parts).strip("\"“”„«»‘'’.,;: ")  # noqa: RUF001 - quotation marks are meant
    return regex.sub(r"['’][sS]$", "", name)  # noqa: RUF001 - apostrophes are meant


# --- how one name fits ----------------------------------------------------------------------------


def _fit(words: str, known: _Known) -> tuple[int, str] | None:
    """Give the best that speaks for an entity, with its reason."""
    if _is_pronoun(words):
        is_person = words.lower() in _PERSON
        fits = known.here and known.is_person == is_person
        return (30, LAST) if fits else None
    return max(_reasons(words, known), default=None)


def _reasons(words: str, known: _Known) -> Iterator[tuple[int, str]]:
    for name in known.names:
        how = alike(words, name)
        if how is Alike.EXACT:
            yield 100, SAME
        elif how is Alike.PLAIN:
            yield 90, SPELLED
        elif is_name(words) and _in_other_words(words) == _in_other_words(name):
            yield 75, OTHERWISE
        elif _is_mistyped(words, name):
            yield 70, SPELLED
        elif is_short_for(words, name) or is_short_for(name, words) or _is_part(words, name):
            yield 65, SHORT
        elif how is Alike.SKELETON and skeleton(words):
            yield 60, SPELLED
        elif known.here and _is_of_kind(words, name):
            yield 40 + 5 * _share_words(words, name), KIND


def _in_other_words(words: str) -> frozenset[str]:
    """Give what tells which one: American troops are US forces, pro-Iran groups Iran's militias."""
    return frozenset(_root(word) for word in words.lower().replace("’s", "").split())  # noqa: RUF001


def _root(word: str) -> str:
    bare = word.replace(".", "")
    if bare in _OF_US:
        return "us"
    if bare in _FORCES:
        return "forces"
    if bare in _GROUPS:
        return "militias"
    found = _BACKED.fullmatch(bare)
    whom = found[1] if found else bare
    return f"backed by {whom.removesuffix('ian').removesuffix('n')}" if whom != bare else bare


def _is_part(words: str, name: str) -> bool:
    """Say whether words are the beginning of a name, or the surname behind other titles."""
    mine, theirs = plain_words(words), plain_words(name)
    if not is_name(words) or not mine or len(theirs) < 2 or mine == theirs:
        return False
    if len(mine) > 1 and theirs[: len(mine)] == mine and words[-1:].isalpha():
        return words.rsplit(maxsplit=1)[-1][:1].isupper()
    rest = [word for word in mine if word not in TITLES]
    is_surname = len(rest) == 1 and _SURNAME.fullmatch(words.rsplit(maxsplit=1)[-1]) is not None
    return is_surname and theirs[-1] == rest[0] and _ends_in_name(name)


def _ends_in_name(name: str) -> bool:
    last = name.rsplit(maxsplit=1)[-1]
    return last[:1].isupper() and not last.isupper()


def _is_of_kind(words: str, name: str) -> bool:
    """Say whether the noun of a mention is that of a name: the jihadists, the base."""
    mine, theirs = words.split(), name.split()
    if (
        not mine
        or not theirs
        or mine[-1][:1].isupper()
        or _singular(mine[-1]) != _singular(theirs[-1])
    ):
        return bool(mine and theirs) and _is_force(mine) and _is_force(theirs)
    told = [w for w in mine[:-1] if w.lower() not in DETERMINERS | OWNERS and w[:1].isupper()]
    return len(told) <= 1 or _share_words(words, name) > 1


def _is_force(words: list[str]) -> bool:
    """Say whether words are our troops, or the US occupation forces."""
    told = len(words) > 1 and (words[0][:1].isupper() or words[0].lower() in OWNERS)
    return told and words[-1] in _FORCES


def _share_words(words: str, name: str) -> int:
    return len(_in_other_words(words) & _in_other_words(name))


def _singular(word: str) -> str:
    return word.lower().removesuffix("s")


def _is_mistyped(words: str, name: str) -> bool:
    """Say whether names differ by one letter that is missing, added or another."""
    one, two = sorted((keys(words).plain, keys(name).plain), key=len)
    if len(one) < _LONG_ENOUGH or len(two) - len(one) > 1:
        return False
    at = next((n for n, (a, b) in enumerate(zip(one, two, strict=False)) if a != b), len(one))
    return one[at + (len(one) == len(two)) :] == two[at + 1 :]


def _is_pronoun(words: str) -> bool:
    return words.lower() in PRONOUNS


def _looks_like_a_person(words: str) -> bool:
    """Say whether words have a title, or a secretary, before a name."""
    parts = words.split()
    titled = any(part.lower().strip(".") in TITLES for part in parts[:-1])
    return titled and parts[-1][:1].isupper()
