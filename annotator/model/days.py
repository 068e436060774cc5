"""Days, months and years: as sentences write them, and as people type them to filter by."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from annotator.model.sentences import Refused

MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
WEEKDAYS: Final = (
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
)  # fmt: skip
_SPAN = re.compile(r"(19[7-9]\d|[2-9]\d{3})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)


def long_day(when: date) -> str:
    """Write a day in full: "26 November 2026"."""
    return f"{when.day} {MONTHS[when.month - 1]} {when.year}"


def span_of(words: str) -> tuple[date, date]:
    """Give the first day of a day, a month or a year, and the first day behind it.

    Raises Refused for what is none of them.
    """
    found = _SPAN.fullmatch(words.strip())
    try:
        if found is None:
            raise ValueError  # noqa: TRY301 - told below with those that are no day
        year, month, day = (int(part) if part else None for part in found.groups())
        first = date(year or 0, month or 1, day or 1)
        return first, _behind(first, month, day)
    except (ValueError, OverflowError):
        raise Refused(
            "“{words}” is no day. Write it as 2026-11-26, or as 2026-11 or 2026 for all of a month "
            "or a year.",
            words=words,
        ) from None


def _behind(first: date, month: int | None, day: int | None) -> date:
    if day is not None:
        return date.fromordinal(first.toordinal() + 1)
    if month is None:
        return date(first.year + 1, 1, 1)
    return date(first.year + month // 12, month % 12 + 1, 1)
