"""Entities looked up while one types: by the beginning of a name, of any word, or by its sound.

All names lie in one long string, the most used first, so that a look is a few `str.find` over it:
no table to keep, and a fraction of the memory of a list of strings.
"""

from __future__ import annotations

import unicodedata
from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate
from operator import attrgetter
from typing import Final, Literal

import regex
from msgspec import Struct

from annotator.model.text import fold

How = Literal["name", "beginning", "word", "sound"]
MOST = 20
"""Entities that are offered at once, unless told otherwise."""
_MANY_RECENT = 2_000
"""Names added since the index was made, from which on it is worth making it anew."""
_HITS = 400
"""Hits of one kind that are looked at: the most used come first."""
_SHORTEST_SOUND = 2
_AT_ONCE = 5_000

_MARK = regex.compile(r"\p{M}+|[\u00ad\u0640\u200b-\u200f\u202a-\u202e\u2066-\u2069]")
_SPACES = regex.compile(r" {2,}")
_EDGES = regex.compile(r" +(?=\n|$)|(?<=\n) +")
_ARTICLE = regex.compile(
    r"(?<=[\n ])(?:(?:the|al|el|ul) (?=[^ \n])|[aeiu](sh|th|dh|[dlnrstz]) (?=\1)|ال(?=\w{2}))"
)
_SIGNS = (*((sign, " ") for sign in '-_/,;:()[]"\t'), ("'", ""), (".", ""))
_SOUNDS = (
    ("sh", "$"), ("ch", "$"), ("kh", "x"), ("gh", "g"), ("dh", "d"), ("th", "t"), ("ph", "f"),
    ("dj", "j"), ("ck", "k"), ("q", "k"), ("c", "k"),
)  # fmt: skip
_OF_ARABIC = tuple(zip("بتثجحخدذرزسشصضطظعغفقكلمنهويا", "bttjhxddrzs$sdtzagfkklmnhwya", strict=True))
_SILENT = tuple((letter, "") for letter in "aeiouwyء ")


class Known(Struct, frozen=True, gc=False):
    """A name or alias of an entity, and how often marks name the entity."""

    entity: str
    name: str
    uses: int = 0


@dataclass(frozen=True, slots=True)
class Found:
    """An entity, the name by which it was found, and how that fits."""

    entity: str
    name: str
    how: How


class Lookup:
    """The names of a project. It is made off the screen's thread and then kept up to date."""

    def __init__(self, known: Iterable[Known] = ()) -> None:
        self._names = _Names(known)
        self._recent: dict[str, tuple[Known, ...]] = {}
        self._newer = _Names(())

    @property
    def is_stale(self) -> bool:
        """Say whether so much was added that it is worth making it anew."""
        return len(self._recent) > _MANY_RECENT

    def put(self, entity: str, names: Iterable[Known]) -> None:
        """Take these for all names of an entity from now on; of one that is gone there are none."""
        self.put_all({entity: names})

    def put_all(self, names: Mapping[str, Iterable[Known]]) -> None:
        """Take these for all names of several entities, by id."""
        self._recent |= {entity: tuple(known) for entity, known in names.items()}
        self._newer = _Names(one for known in self._recent.values() for one in known)

    def find(
        self, typed: str, most: int = MOST, takes: Callable[[str], bool] | None = None
    ) -> list[Found]:
        """Give the entities that words may mean, each once, the likeliest first.

        With `takes` only those whose id it takes.
        """
        found: dict[str, Found] = {}
        for how in _ORDER:
            for known in (*self._newer.hits(typed, how), *self._older(typed, how)):
                if known.entity not in found and (takes is None or takes(known.entity)):
                    found[known.entity] = Found(known.entity, known.name, how)
                    if len(found) == most:
                        return list(found.values())
        return list(found.values())

    def _older(self, typed: str, how: How) -> Iterator[Known]:
        return (k for k in self._names.hits(typed, how) if k.entity not in self._recent)


_ORDER: Final[tuple[How, ...]] = ("name", "beginning", "word", "sound")


class _Names:
    """Names in order of use, as they are written by words and as they sound."""

    def __init__(self, known: Iterable[Known]) -> None:
        self._known = sorted(known, key=attrgetter("uses"), reverse=True)
        flat = [flattened(one.name for one in part) for part in _parts(self._known)]
        self._words = "\n" + "".join(part[1:] for part in flat)
        self._sound = "\n" + "".join(sounding(part)[1:] for part in flat)
        self._word_starts, self._sound_starts = _starts(self._words), _starts(self._sound)

    def hits(self, typed: str, how: How) -> Iterator[Known]:
        """Give the names that fit in one way, the most used first."""
        flat = flattened([typed])
        words = flat.strip("\n ")
        if how == "sound":
            sound = sounding(flat).strip("\n")
            if len(sound) >= _SHORTEST_SOUND:
                yield from self._at("\n" + sound, self._sound, self._sound_starts)
        elif words:
            needle = {"name": f"\n{words}\n", "beginning": f"\n{words}", "word": f" {words}"}[how]
            yield from self._at(needle, self._words, self._word_starts)

    def _at(self, needle: str, text: str, starts: array[int]) -> Iterator[Known]:
        place = text.find(needle)
        for _ in range(_HITS):
            if place < 0:
                return
            # A hit begins with the break or space before its words.
            yield self._known[bisect_right(starts, place + 1) - 1]
            place = text.find(needle, place + 1)


def flattened(names: Iterable[str]) -> str:
    """Write names one a line in small letters, without accents, signs and articles."""
    text = "\n" + "".join(" ".join(name.split()) + "\n" for name in names)
    if not text.isascii():
        text = _MARK.sub("", unicodedata.normalize("NFD", unicodedata.normalize("NFKC", text)))
    text = fold(text) if not text.isascii() else text.lower()
    text = _EDGES.sub("", _SPACES.sub(" ", _with(text, _SIGNS)))
    return _ARTICLE.sub("", text)


def sounding(flat: str) -> str:
    """Write flattened names by their consonants: Deir ez-Zor, Dayr az Zawr and دير الزور alike."""
    text = _with(flat, _OF_ARABIC) if not flat.isascii() else flat
    text = _with(text, _SOUNDS)
    text = text.replace("h\n", "\n").replace("h ", " ")
    for letter in "bdfgjklmnprstvxz$":
        text = text.replace(letter * 2, letter)
    return _with(text, _SILENT)


def _with(text: str, pairs: Iterable[tuple[str, str]]) -> str:
    """Write letters otherwise, one pair after the other: translate is ten times as slow."""
    for letters, other in pairs:
        text = text.replace(letters, other)
    return text


def _parts(known: list[Known]) -> Iterator[list[Known]]:
    """Give the names a few at a time, so that no step holds up the other threads for long."""
    for start in range(0, len(known), _AT_ONCE):
        yield known[start : start + _AT_ONCE]


def _starts(text: str) -> array[int]:
    """Give where each line begins, behind the break that all begins with."""
    if len(text) < 2:
        return array("L")
    lines = text.split("\n")[1:-2]  # nothing stands before the first break and behind the last
    return array("L", accumulate((len(line) + 1 for line in lines), initial=1))
