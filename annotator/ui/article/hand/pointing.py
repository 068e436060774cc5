"""Which of several marks a click means: the inner one, and at the same place again the next."""

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
