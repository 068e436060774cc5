"""Dates as files keep them (EDTF): which days they take, how people read them, what is wrong."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from typing import Final

from annotator.model.days import MONTHS, long_day
from annotator.model.sentences import Refused, say

ISO: Final = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
"""A day, a month or a year."""
WRITTEN: Final = "Write it as Monday, as 28 June 2021, or as 2021-06-28, 2021-06 or 2021."
_LEAP = 2000


def refuse_impossible(year: int | None, month: int, day: int) -> date:
    """Give a day. Raises Refused for the 31st of June, and months that there are not.

    Without a year it is one in which February has 29 days.
    """
    if not 1 <= month <= 12:
        raise Refused("There is no month {month}: a year has twelve. {how}", month=month,
                      how=WRITTEN)  # fmt: skip
    if year == 0:
        raise Refused("There is no year 0. {how}", how=WRITTEN)
    most = monthrange(year or _LEAP, month)[1]
    if not 1 <= day <= most:
        name = MONTHS[month - 1]
        raise Refused(
            "{month} has {most} days, so there is no {day} {name}. {how}", day=day, most=most,
            month=f"{name} {year}" if year else name, name=name, how=WRITTEN,
        )  # fmt: skip
    return date(year or _LEAP, month, day)


def refuse_backwards(edtf: str) -> None:
    """Raise Refused for what ends before it begins."""
    begin, end = edtf.split("/")
    first, last = bounds(edtf)
    if first is not None and last is not None and last < first:
        raise Refused(
            "The end, {end}, lies before the beginning, {begin}. Turn them round.",
            begin=in_words(begin), end=in_words(end),
        )  # fmt: skip


def bounds(edtf: str) -> tuple[date | None, date | None]:
    """Give the first and the last day of a date, None where an end is open or not known."""
    begin, _, end = edtf.partition("/")
    first = _span(begin)
    last = _span(end) if "/" in edtf else first
    return (first[0] if first else None), (last[1] if last else None)


def _span(end: str) -> tuple[date, date] | None:
    found = ISO.match(end)
    if found is None or "X" in end:
        return None
    year, month, day = (int(part) if part else None for part in found.groups())
    try:
        first = date(year or 0, month or 1, day or 1)
    except ValueError:
        return None
    if day is not None:
        return first, first
    last_month = month or 12
    return first, date(first.year, last_month, monthrange(first.year, last_month)[1])


def in_words(edtf: str) -> str:
    """Write a date as people read it: "28 June 2021", "April 2021", "21 to 27 June 2021"."""
    begin, slash, end = edtf.partition("/")
    if not slash:
        return _one_in_words(begin)
    if end in {"", ".."}:
        return say("since {begin}", begin=_one_in_words(begin))
    if begin in {"", ".."}:
        return say("until {end}", end=_one_in_words(end))
    first, last = _one_in_words(begin), _one_in_words(end)
    if first.split()[1:] == last.split()[1:] and len(last.split()) == 3:
        first = first.split()[0]
    return say("{first} to {last}", first=first, last=last)


def _one_in_words(end: str) -> str:
    found = ISO.fullmatch(end)
    year, month, day = found.groups() if found else (None, None, None)
    if month is None or year is None or not 1 <= int(month) <= 12:
        return end
    if day is None:
        return f"{MONTHS[int(month) - 1]} {year}"
    return f"{int(day)} {MONTHS[int(month) - 1]} {year}"


_LONGEST: Final = {"day": 1, "week": 7, "month": 31, "year": 366}
"""Days that a date of a precision takes at most."""


def doubt(edtf: str, precision: str | None, published: date | None) -> str:
    """Say what speaks against a date that can be all the same; "" where nothing does."""
    first, last = bounds(edtf)
    if first is not None and last is not None and last < first:
        return say("The end lies before the beginning: look at the date again.")
    longest = _LONGEST.get(precision or "")
    if longest and first is not None and last is not None:
        days = (last - first).days + 1
        if days > longest:
            return say("{date} is less precise than to the {precision}.", date=in_words(edtf),
                       precision=precision or "")  # fmt: skip
        if precision != "day" and days == 1:
            return say("{date} is a day, although it is said to be known to the {precision} only.",
                       date=in_words(edtf), precision=precision or "")  # fmt: skip
    if published is not None and first is not None and first > published:
        return say("This is after the article was published, on {day}.", day=long_day(published))
    return ""
