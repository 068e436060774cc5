"""What a click means of several marks, and what the mouse points at."""

from __future__ import annotations


class Clicks:
    """Goes outward through the marks that lie over each other."""

    def __init__(self) -> None:
        self._under: tuple[str, ...] = ()
        """The marks under the last click, and below the one that was told of."""
        self._told = ""

    def next(self, under: tuple[str, ...]) -> str | None:
        """Give the mark that a click means, of those under it from the inside."""
        at = 0
        if under == self._under and self._told in under:
            at = under.index(self._told) + 1
        self._under = under
        if not under:
            return None
        self._told = under[at % len(under)]
        return self._told

    def begin(self, chosen: str | None = None) -> None:
        """Begin with the inner one again, unless one of those under the click was chosen."""
        if chosen is None or chosen not in self._under:
            self._under = ()


class Pointed:
    """The stretch that the mouse points at: where it pressed and let go, and what it picked.

    Nothing there is scrolled to, as the hand would miss what it aims at next.
    """

    def __init__(self) -> None:
        self.stretch: tuple[int, int] | None = None

    def press(self, place: int, picked: tuple[int, int]) -> None:
        """Begin at a place, with what was picked there."""
        self.stretch = None
        self.let_go(place, picked)

    def let_go(self, place: int, picked: tuple[int, int]) -> None:
        """Widen the stretch to a place and to what is picked now."""
        places = [place, *(self.stretch or ()), *(picked if picked[0] < picked[1] else ())]
        self.stretch = min(places), max(places)

    def touches(self, start: int, end: int) -> bool:
        """Say whether the mouse points at something of a stretch, or right beside it."""
        return self.stretch is not None and start <= self.stretch[1] and self.stretch[0] <= end
