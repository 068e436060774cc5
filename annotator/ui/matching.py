"""How well what was typed fits the name of a deed, or what is said of it."""

from __future__ import annotations

from collections.abc import Iterator

from annotator.model.text import fold

Fit = tuple[int, tuple[int, ...]]
"""How well it fits, the lower the better, and where it stands in the name."""
Ways = dict[int, tuple[int, ...]]
"""By the place of the last letter so far: the places of all of them."""
_ARTICLES = frozenset({"a", "an", "the"})
_LEAST_TOLD = 3
"""Letters from which on a deed is also looked for in what is said of it."""


def match(typed: str, name: str) -> Fit | None:
    """Find what was typed in a name.

    It fits best as the start of the name, then as the start of a word in it, then as the starts of
    several words in any order, then anywhere.
    """
    wanted, folded = fold(typed), fold(name)
    if not wanted:
        return 0, ()
    for rank, starts in ((0, [0]), (1, _word_starts(folded)[1:])):
        for start in starts:
            if folded.startswith(wanted, start):
                return rank, tuple(range(start, start + len(wanted)))
    places = _words_in(wanted, folded)
    if places:
        return 2, places
    start = folded.find(wanted)
    return (3, tuple(range(start, start + len(wanted)))) if start >= 0 else None


def match_told(typed: str, told: str) -> Fit | None:
    """Find words, or how they begin, in what is said of a deed."""
    wanted = fold(typed)
    is_there = len(wanted) >= _LEAST_TOLD and _words_in(wanted, fold(told))
    return (0, ()) if is_there else None


def match_letters(typed: str, name: str) -> Fit | None:
    """Find letters one by one in a name: each goes on in its word, or starts a later one."""
    wanted, folded = fold(typed).replace(" ", ""), fold(name)
    starts = _word_starts(folded)
    ways: Ways = {at: (at,) for at in starts if wanted and folded.startswith(wanted[0], at)}
    for char in wanted[1:]:
        ways = _further(folded, starts, ways, char)
    if not ways:
        return None
    places = min(ways.values(), key=_spread)
    return _spread(places), places


def _further(folded: str, starts: list[int], ways: Ways, char: str) -> Ways:
    """Go on by one letter; of the ways that lead to one place keep the closest."""
    found: Ways = {}
    for at, places in ways.items():
        for place in _places_after(folded, starts, at):
            if folded[place] == char and (place not in found or found[place][0] < places[0]):
                found[place] = (*places, place)
    return found


def _places_after(folded: str, starts: list[int], at: int) -> Iterator[int]:
    end = folded.find(" ", at)
    yield from range(at + 1, end if end >= 0 else len(folded))
    yield from (start for start in starts if at < start < len(folded))


def _spread(places: tuple[int, ...]) -> int:
    return places[-1] - places[0]


def _word_starts(folded: str) -> list[int]:
    return [0, *(n + 1 for n, char in enumerate(folded) if char == " ")]


def _words_in(wanted: str, folded: str) -> tuple[int, ...]:
    """Give where words stand, each at the start of another word, and nothing if one does not.

    Articles may be typed that the name does without: export the claims.
    """
    free = _word_starts(folded)
    places: list[int] = []
    for word in wanted.split():
        start = next((n for n in free if folded.startswith(word, n)), None)
        if start is None and word in _ARTICLES:
            continue
        if start is None:
            return ()
        free.remove(start)
        places += range(start, start + len(word))
    return tuple(sorted(places))
