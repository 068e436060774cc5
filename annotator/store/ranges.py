"""Which changes: for each site, runs of numbers in order. Taken together, taken away, counted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils.utils import sqlite3

    from annotator.store.aside import Range
    from annotator.store.log import Log

Run = tuple[int, int]
"""First and last number."""
Ranges = Mapping[str, Sequence[Run]]
"""By the id of a site: its runs in order, none touching the next."""


def held(sql: sqlite3.Connection, log: Log) -> dict[str, list[Run]]:
    """Give the changes that a file holds and shows: those set aside are left out."""
    aside = without(_by_site(log, log.aside.hidden), _by_site(log, log.aside.shown))
    return without(stored(sql, log), aside)


def stored(sql: sqlite3.Connection, log: Log) -> dict[str, list[Run]]:
    """Give the changes that a file holds, those set aside among them."""
    found: dict[str, list[Run]] = {}
    query = "SELECT site, count(*), min(n), max(n) FROM change GROUP BY site"
    for site, number, first, last in sql.execute(query).fetchall():
        whole = number == last - first + 1
        found[log.uid_of_site(site)] = [(first, last)] if whole else _islands(sql, site)
    return found


def _islands(sql: sqlite3.Connection, site: int) -> list[Run]:
    """Give the runs of a site that has gaps: within a run number and rank differ by the same."""
    query = (
        "SELECT min(n), max(n) FROM (SELECT n, n - row_number() OVER (ORDER BY n) AS island"
        " FROM change WHERE site = ?) GROUP BY island ORDER BY island"
    )
    return sql.execute(query, [site]).fetchall()


def _by_site(log: Log, ranges: Iterable[Range]) -> dict[str, list[Run]]:
    found: dict[str, list[Run]] = {}
    for site, first, last in ranges:
        found.setdefault(log.uid_of_site(site), []).append((first, last))
    return united(found)


def united(*many: Ranges) -> dict[str, list[Run]]:
    """Take together what may overlap and stand in any order."""
    found: dict[str, list[Run]] = {}
    for site in sorted({site for ranges in many for site in ranges}):
        runs = found[site] = []
        for first, last in sorted(run for ranges in many for run in ranges.get(site, ())):
            if runs and first <= runs[-1][1] + 1:
                runs[-1] = (runs[-1][0], max(last, runs[-1][1]))
            else:
                runs.append((first, last))
    return found


def without(whole: Ranges, part: Ranges) -> dict[str, list[Run]]:
    """Take away what also stands in another."""
    found: dict[str, list[Run]] = {}
    for site in sorted(whole):
        left = _without(whole[site], part.get(site, ()))
        if left:
            found[site] = left
    return found


def _without(runs: Sequence[Run], gone: Sequence[Run]) -> list[Run]:
    left: list[Run] = []
    at = 0
    for first, last in runs:
        start = first
        while at < len(gone) and gone[at][1] < start:
            at += 1
        i = at
        while i < len(gone) and gone[i][0] <= last:
            if gone[i][0] > start:
                left.append((start, gone[i][0] - 1))
            start = gone[i][1] + 1
            i += 1
        if start <= last:
            left.append((start, last))
    return left


def holes(ranges: Ranges) -> dict[str, list[Run]]:
    """Give what is missing before the last number of each site."""
    whole = {site: [(1, runs[-1][1])] for site, runs in ranges.items() if runs}
    return without(whole, ranges)


def size(ranges: Ranges) -> int:
    """Count the changes."""
    return sum(last - first + 1 for runs in ranges.values() for first, last in runs)


def are_sound(ranges: Ranges) -> bool:
    """Say whether runs from elsewhere are what they should be: in order, none below 1."""
    return all(
        1 <= first <= last and (at == 0 or runs[at - 1][1] < first)
        for runs in ranges.values()
        for at, (first, last) in enumerate(runs)
    )


class Growing:
    """Ranges that grow by one change after the other."""

    def __init__(self) -> None:
        self._runs: dict[str, list[Run]] = {}

    def add(self, site: str, n: int) -> None:
        """Add a change."""
        runs = self._runs.setdefault(site, [])
        if runs and runs[-1][1] == n - 1:
            runs[-1] = (runs[-1][0], n)
        else:
            runs.append((n, n))

    def ranges(self) -> dict[str, list[Run]]:
        """Give them, in order."""
        return united(self._runs)
