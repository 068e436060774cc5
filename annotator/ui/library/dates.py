"""Dates of publication as far as they are known: a year, a month, or a day."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from annotator.model.days import MONTHS
from annotator.model.sentences import say

NO_DATE: Final = "no date"
_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_TIME = re.compile(r"[T ]\d{2}:\d{2}.*")


@dataclass(frozen=True, slots=True)
class Partial:
    """A date; 0 stands for what is not known."""

    year: int
    month: int = 0
    day: int = 0


@lru_cache(maxsize=4096)
def partial_date(words: str | None) -> Partial | None:
    """Read YYYY, YYYY-MM or YYYY-MM-DD, with or without a time behind it; None for others."""
    bare = _TIME.sub("", words or "")
    if fault_of(bare) is not None:
        return None
    year, *rest = (int(part) for part in bare.split("-"))
    return Partial(year, *rest)


def fault_of(words: str) -> str | None:
    """Say in a sentence what is wrong with a date that was typed, None where nothing is."""
    found = _DATE.fullmatch(words)
    if found is None:
        return "Write a date as 2021-06-28, or as 2021-06 or 2021 where no more is known."
    year, month, day = (int(part) if part else None for part in found.groups())
    if year is None or year < 1000:
        return say("There was no news in the year {year}.", year=str(year))
    if month is not None and not 1 <= month <= 12:
        return say("There is no month {month}.", month=month)
    if month and day is not None and not 1 <= day <= calendar.monthrange(year, month)[1]:
        return say("{month} {year} has no day {day}.",
                   month=MONTHS[month - 1], year=str(year), day=day)  # fmt: skip
    return None


def short_date(published: str | None, *, with_year: bool) -> str:
    """Write a date as a row does: `28 Jun`. One without a day always has its year."""
    date = partial_date(published)
    if date is None:
        return published or NO_DATE
    if not date.month:
        return str(date.year)
    month = MONTHS[date.month - 1][:3]
    if not date.day:
        return f"{month} {date.year}"
    return f"{date.day} {month} {date.year}" if with_year else f"{date.day} {month}"


@lru_cache(maxsize=4096)
def long_date(published: str | None) -> str:
    """Write a date in full: `28 June 2021`."""
    date = partial_date(published)
    if date is None:
        return published or NO_DATE
    parts = (date.day, MONTHS[date.month - 1] if date.month else "", date.year)
    return " ".join(str(part) for part in parts if part)
