"""Finds words in an article: as a reader takes them for alike, as whole words, or by a pattern."""

from __future__ import annotations

import unicodedata
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import regex

from annotator.model.selection import snap
from annotator.model.sentences import say
from annotator.model.text import fold
from annotator.model.words import is_whole

Stretch = tuple[int, int]
"""Start and end, in code points."""
MOST = 10_000
"""Hits that are kept. Of more, nobody looks at each."""
PATIENCE = 0.5
"""Seconds that a pattern may take."""
REACH = 60
"""Code points before and after a hit that are shown with it, unless told otherwise."""

# Accents, vowel signs of Arabic and points of Hebrew. The vowels of Thai or Hindi, which Unicode
# counts as marks too, are letters to their readers.
_MARKS = regex.compile(
    r"[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"
    r"\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed]"
)
_LETTERS = r"[[\p{Latin}\p{Arabic}\p{Cyrillic}\p{Hebrew}\p{Greek}]&&\p{L}]"
_INSIDE = regex.compile(rf"(?<={_LETTERS}){_LETTERS}", regex.VERSION1)
"""Between two letters of such a script a word goes on, which need not be looked up."""
_HOW = regex.VERSION1 | regex.MULTILINE


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for, and how. Without words nothing is."""

    words: str = ""
    whole: bool = False
    """Whole words alone are hits."""
    is_pattern: bool = False
    """The words are a regular expression: case matters, and so does all else."""


@dataclass(frozen=True, slots=True)
class Hits:
    """Where it stands: in order, without overlaps, and never in the middle of a character."""

    wanted: Wanted = Wanted()
    places: tuple[Stretch, ...] = ()
    has_more: bool = False
    """There are more than were kept."""
    trouble: str = ""
    """A sentence that says why a pattern was not looked for."""

    def number(self, start: int, end: int) -> int | None:
        """Give the number of the hit on exactly this stretch, from 0; None where it is no hit."""
        at = bisect_right(self.places, (start, end)) - 1
        return at if at >= 0 and self.places[at] == (start, end) else None


class Searched:
    """A text that is searched again and again. The text never changes."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._alike = text.translate(_ALIKE)
        self._bare = _MARKS.sub("", self._alike)
        marks = _MARKS.finditer(self._alike) if len(self._bare) < len(text) else ()
        self._dropped = array("L", (found.start() - n for n, found in enumerate(marks)))
        """Where each mark was left out, as places of the bare text."""

    def find(self, wanted: Wanted) -> Hits:
        """Find all places. A pattern that takes too long or cannot be read finds none."""
        if not wanted.words:
            return Hits(wanted)
        if not wanted.is_pattern:
            return _kept(wanted, self._plain(wanted.words, whole=wanted.whole))
        try:
            return _kept(wanted, self._by_pattern(wanted.words, whole=wanted.whole))
        except regex.error as error:
            return Hits(wanted, trouble=_unreadable(error, wanted.words))
        except TimeoutError:
            return Hits(wanted, trouble=(
                "The search was stopped after half a second: this pattern takes too long in this "
                "text. Try a simpler one."
            ))  # fmt: skip
        except (RecursionError, ValueError, OverflowError, MemoryError):
            return Hits(wanted, trouble="The pattern is too deep or too large to be looked for.")

    def _plain(self, words: str, *, whole: bool) -> Iterator[Stretch]:
        """Give where words stand that are alike. Marks count only where nothing else is sought."""
        needle = words.translate(_ALIKE)
        bare = _MARKS.sub("", needle)
        text, needle, dropped = (
            (self._bare, bare, self._dropped) if bare else (self._alike, needle, array("L"))
        )
        at = text.find(needle)
        while at >= 0:
            end = at + len(needle)
            place = snap(
                self.text, at + bisect_right(dropped, at), end + bisect_right(dropped, end)
            )
            if not whole or self._is_whole(*place):
                yield place
                at = text.find(needle, end)
            else:
                at = text.find(needle, at + 1)

    def _by_pattern(self, pattern: str, *, whole: bool) -> Iterator[Stretch]:
        """Give what a pattern describes, unless that is nothing."""
        for found in regex.compile(pattern, _HOW).finditer(self.text, timeout=PATIENCE):
            if found.end() > found.start():
                place = snap(self.text, *found.span())
                if not whole or self._is_whole(*place):
                    yield place

    def _is_whole(self, start: int, end: int) -> bool:
        text = self.text
        if _INSIDE.match(text, start) or _INSIDE.match(text, end):
            return False
        return is_whole(text, start, end)


def _kept(wanted: Wanted, found: Iterable[Stretch]) -> Hits:
    """Keep the first hits; one that lies in the same character as that before it is none."""
    places: list[Stretch] = []
    behind = 0
    for start, end in found:
        if start < behind:
            continue
        if len(places) == MOST:
            return Hits(wanted, tuple(places), has_more=True)
        places.append((start, end))
        behind = end
    return Hits(wanted, tuple(places))


def literally(words: str) -> str:
    """Write words as a pattern that finds them as they stand."""
    return regex.escape(words, special_only=True, literal_spaces=True)


def in_context(text: str, start: int, end: int, reach: int = REACH) -> tuple[str, str, str]:
    """Give what stands before a hit in its paragraph, the hit, and what follows: whole words.

    All is one line: breaks and tabs become spaces.
    """
    lowest, highest = max(0, start - reach), min(len(text), end + reach)
    first = text.rfind("\n", lowest, start) + 1 or lowest
    last = text.find("\n", end, highest)
    last = highest if last < 0 else last
    before, after = text[first:start], text[end:last]
    if first and text[first - 1] != "\n":
        before = before.partition(" ")[2] or before
    if last == highest < len(text):
        after = after.rpartition(" ")[0] or after
    return _one_line(before), _one_line(text[start:end]), _one_line(after)


def _one_line(words: str) -> str:
    return "".join(" " if sign.isspace() else sign for sign in words)


def _unreadable(error: regex.error, pattern: str) -> str:
    why: str = error.msg  # type: ignore[attr-defined]  # its stubs know neither
    place: int | None = error.pos  # type: ignore[attr-defined]
    if place is None or place >= len(pattern):
        return say("The pattern cannot be read at its end: {why}.", why=why)
    return say("The pattern cannot be read at character {n}: {why}.", n=place + 1, why=why)


class _Alike(dict[int, int]):
    """Code points as a search sees them: folded, and without an accent that is part of them."""

    def __missing__(self, code: int) -> int:
        self[code] = alike = _alike(code)
        return alike


def _alike(code: int) -> int:
    folded = fold(chr(code))
    parts = unicodedata.normalize("NFD", folded)
    return ord(parts[0]) if all(map(_MARKS.match, parts[1:])) else ord(folded)


_ALIKE = _Alike()
