"""What was brought in and taken back: ranges of changes that heads, state and bundles leave out.

Undoing a bring-in writes no changes, so a colleague's work is never deleted in his own file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils.utils import sqlite3

Range = tuple[int, int, int]
"""Number of the site, first and last number of its changes."""


class Aside:
    """The ranges that bring-ins added, and which of them are set aside."""

    def __init__(self, sql: sqlite3.Connection) -> None:
        self._sql = sql
        self._hidden: list[Range] = []
        self._shown: list[Range] = []

    def reload(self) -> None:
        """Read the ranges again."""
        self._hidden = self._ranges(aside=True)
        self._shown = self._ranges(aside=False) if self._hidden else []

    def _ranges(self, *, aside: bool) -> list[Range]:
        query = (
            "SELECT r.site, r.first, r.last FROM bring_in_range r"
            " JOIN bring_in b ON b.id = r.bring_in WHERE b.aside = ?"
        )
        return self._sql.execute(query, [aside]).fetchall()

    @property
    def hidden(self) -> list[Range]:
        """Give the ranges of all bring-ins that are set aside."""
        return self._hidden

    @property
    def shown(self) -> list[Range]:
        """Give the ranges of all others, where any are set aside."""
        return self._shown

    def hides(self, site: int, n: int) -> bool:
        """Say whether a change is set aside: brought in, taken back, and not brought in again."""
        return (
            bool(self._hidden)
            and any(s == site and first <= n <= last for s, first, last in self._hidden)
            and not any(s == site and first <= n <= last for s, first, last in self._shown)
        )

    def title(self, number: int) -> str:
        """Say what a bring-in was."""
        query = "SELECT title FROM bring_in WHERE id = ?"
        return str(self._sql.execute(query, [number]).fetchone()[0])

    def size(self, number: int) -> int:
        """Say how many changes a bring-in added."""
        query = "SELECT sum(last - first + 1) FROM bring_in_range WHERE bring_in = ?"
        return int(self._sql.execute(query, [number]).fetchone()[0] or 0)

    def enter(self, clock: int, person: int, title: str, ranges: list[Range]) -> int:
        """Note a bring-in and the ranges it added, and give its number."""
        query = "INSERT INTO bring_in (clock, person, title) VALUES (?, ?, ?)"
        number = self._sql.execute(query, [clock, person, title]).lastrowid or 0
        self._sql.executemany(
            "INSERT INTO bring_in_range (bring_in, site, first, last) VALUES (?, ?, ?, ?)",
            [(number, *r) for r in ranges],
        )
        self.reload()
        return number

    def switch(self, number: int, *, aside: bool) -> list[Range]:
        """Set a bring-in aside or take it back up, and give its ranges."""
        self._sql.execute("UPDATE bring_in SET aside = ? WHERE id = ?", [aside, number])
        self.reload()
        query = "SELECT site, first, last FROM bring_in_range WHERE bring_in = ?"
        return self._sql.execute(query, [number]).fetchall()
