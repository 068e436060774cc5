"""Dates as news writes them, worked out from the day of publication, and what speaks against one.

Days not told in full are the nearest ones that are not after publication, since news tells of what
has happened. Among the rules that P. Mazur and R. Dale compare ("What's the date? High accuracy
interpretation of weekday names", COLING 2008) it is the one that looks back from the day of
publication, which counts itself. Weeks run from Monday to Sunday, as ISO 8601 has them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal

from annotator.model.attribute_values import reason_against
from annotator.model.date_words import (
    AGO,
    DAYS_OFF,
    LAST,
    MONTH_WORDS,
    NEXT,
    NUMBERS,
    RANGE,
    SINCE,
    THIS,
    TWO_WORDS,
    UNITS,
    UNKNOWN,
    WEEKDAY_WORDS,
    Unit,
)
from annotator.model.days import WEEKDAYS, long_day
from annotator.model.edtf import ISO, WRITTEN, bounds, refuse_backwards, refuse_impossible
from annotator.model.sentences import Refused
from annotator.model.text import fold

Precision = Literal["day", "week", "month", "year", "range", "unknown"]
PRECISIONS: Final[tuple[Precision, ...]] = ("day", "week", "month", "year", "range", "unknown")

_DAY = timedelta(days=1)
_TOKEN = re.compile(r"\d{4}-\d{2}(?:-\d{2})?|\d+|[^\W\d]+")
_SHORT = 4
"""Words; in more of them may is hardly a month."""
_SEASONS = range(21, 42)
"""What EDTF writes in place of a month."""
_YEAR = re.compile(r"(?:19|20)\d{2}")


@dataclass(frozen=True, slots=True)
class Dated:
    """What a date was worked out to be."""

    edtf: str
    """A day, month or year, or two of them with a slash between; empty where it is unknown."""
    precision: Precision


class NotPublished(Refused):
    """The words need the day of publication, and nobody has said it."""

    def __init__(self, words: str) -> None:
        super().__init__(
            "“{words}” hangs on the day on which the article was published, and that is not known"
            " yet. Enter it, and the date follows.",
            words=words,
        )


def published_day(published: str | None) -> date | None:
    """Give the day of a date of publication, None where it is not known to the day."""
    try:
        return date.fromisoformat((published or "")[:10])
    except ValueError:
        return None


def resolve(words: str, published: date | None) -> Dated:
    """Work out a date from words of an article, or as it was typed.

    Raises NotPublished where the day of publication is needed and None, and Refused with the
    reason for a date that cannot be or words that name none.
    """
    shown, folded = " ".join(words.split()), " ".join(fold(words).split())
    for apart, joined in TWO_WORDS:
        folded = folded.replace(apart, joined)
    if folded in UNKNOWN:
        return Dated("", "unknown")
    if re.fullmatch(r"-?[\dX]{4}.*", shown):
        return _as_written(shown)
    return _Reader(shown, published).read(folded)


# --- as it is written for machines ---------------------------------------------------------------


def _as_written(words: str) -> Dated:
    for end in words.split("/"):
        found = ISO.fullmatch(end)
        if found and found[2] and int(found[2]) not in _SEASONS:
            refuse_impossible(int(found[1]), int(found[2]), int(found[3] or 1))
    if reason_against("edtf", words) is not None:
        raise _no_date(words)
    if "/" in words:
        refuse_backwards(words)
        return Dated(words, _precision_of_interval(words))
    parts = words.lstrip("-").rstrip("?~%").split("T")[0].split("-")
    return Dated(words, ("year", "month", "day")[min(len(parts), 3) - 1])


def _precision_of_interval(edtf: str) -> Precision:
    first, last = bounds(edtf)
    is_week = first is not None and last is not None and last - first == 6 * _DAY
    return "week" if is_week and first is not None and first.weekday() == 0 else "range"


def _no_date(words: str) -> Refused:
    return Refused("“{words}” names no date that can be worked out. {how}", words=words,
                   how=WRITTEN)  # fmt: skip


# --- as people write it ---------------------------------------------------------------------------


class _Reader:
    """Reads the words of one date, with the day of publication at hand."""

    def __init__(self, shown: str, published: date | None) -> None:
        self._shown, self._published = shown, published

    @property
    def _now(self) -> date:
        if self._published is None:
            raise NotPublished(self._shown)
        return self._published

    def read(self, folded: str) -> Dated:
        """Read a range, or what it is since, or one date."""
        ends = RANGE.fullmatch(folded)
        if ends and (found := self._between(ends["first"], ends["last"])) is not None:
            return found
        since = SINCE.fullmatch(folded)
        if since and not self._is_ago(since["word"], since["first"]):
            return self._until_now(self.read(since["first"]))
        found = self._one(_TOKEN.findall(folded))
        if found is None:
            raise _no_date(self._shown)
        return found

    @staticmethod
    def _is_ago(word: str, first: str) -> bool:
        """Say whether it is the Arabic word for since that, before a number of days, is ago."""
        tokens = _TOKEN.findall(first)
        return word in AGO and _unit(tokens)[0] is not None and LAST.isdisjoint(tokens)

    def _between(self, first: str, last: str) -> Dated | None:
        """Read two ends; what the first does not say, as in 27 to 28 June, the last one does."""
        ends = self._one(_TOKEN.findall(last))
        if ends is None:
            return None
        tokens = _TOKEN.findall(first)
        if len(tokens) == 1 and tokens[0].isdecimal() and len(tokens[0]) <= 2:
            tokens += [t for t in _TOKEN.findall(last) if not (t.isdecimal() and len(t) <= 2)]
        begins = self._one(tokens)
        if begins is None:
            return None
        edtf = f"{begins.edtf.split('/')[0]}/{ends.edtf.split('/')[-1]}"
        refuse_backwards(edtf)
        return Dated(edtf, "range")

    def _until_now(self, begins: Dated) -> Dated:
        edtf = f"{begins.edtf.split('/')[0]}/{self._now.isoformat()}"
        refuse_backwards(edtf)
        return Dated(edtf, "range")

    def _one(self, tokens: list[str]) -> Dated | None:
        for way in (self._iso, self._calendar, self._by_day, self._ago, self._by_unit):
            found = way(tokens)
            if found is not None:
                return found
        return None

    def _iso(self, tokens: list[str]) -> Dated | None:
        written = [token for token in tokens if "-" in token]
        return _as_written(written[0]) if len(written) == 1 else None

    def _calendar(self, tokens: list[str]) -> Dated | None:
        """Read 28 June 2021, June 28, June 2021, in April and 2021."""
        months = [MONTH_WORDS[token] for token in _month_tokens(tokens)]
        year = next((int(token) for token in tokens if _YEAR.fullmatch(token)), None)
        if not months:
            is_year = year is not None and not any(t in UNITS or t in AGO for t in tokens)
            return Dated(f"{year}", "year") if is_year else None
        day = next((int(t) for t in tokens if t.isdecimal() and len(t) <= 2), None)
        when = self._dated(tokens, months[0], day, year)
        if day is None:
            return Dated(f"{when:%Y-%m}", "month")
        named = next((WEEKDAY_WORDS[t] for t in tokens if t in WEEKDAY_WORDS), when.weekday())
        if named != when.weekday():
            raise Refused(
                "{day} is a {one}, not a {other}. Leave out one of them.", day=long_day(when),
                one=WEEKDAYS[when.weekday()], other=WEEKDAYS[named],
            )  # fmt: skip
        return _day(when)

    def _dated(self, tokens: list[str], month: int, day: int | None, year: int | None) -> date:
        """Give a day, in the year in which it is the nearest one that is not after publication."""
        if year is not None:
            return refuse_impossible(year, month, day or 1)
        refuse_impossible(None, month, day or 1)
        is_past = (month, day or 1) <= (self._now.month, self._now.day)
        back = (0 if is_past else 1) - (1 if not NEXT.isdisjoint(tokens) else 0)
        return refuse_impossible(self._now.year - back, month, day or 1)

    def _by_day(self, tokens: list[str]) -> Dated | None:
        """Read yesterday, Monday night and last Friday."""
        words = " ".join(tokens)
        for name, back in DAYS_OFF:
            if re.search(rf"\b{name}\b", words):
                return _day(self._now - back * _DAY)
        named = next((WEEKDAY_WORDS[t] for t in tokens if t in WEEKDAY_WORDS), None)
        if named is None:
            return None
        back = (self._now.weekday() - named) % 7
        if not NEXT.isdisjoint(tokens):
            return _day(self._now + (7 - back) * _DAY)
        if not LAST.isdisjoint(tokens) and _unit(tokens)[0] == "week":
            return _day(self._now + (named - self._now.weekday() - 7) * _DAY)
        if back == 0 and not LAST.isdisjoint(tokens):
            back = 7
        return _day(self._now - back * _DAY)

    def _ago(self, tokens: list[str]) -> Dated | None:
        """Read two days ago, and the same in Arabic, where the unit may hold the number."""
        if AGO.isdisjoint(tokens):
            return None
        unit, number = _unit(tokens)
        return None if unit is None else self._back(unit, number)

    def _back(self, unit: Unit, number: int) -> Dated:
        now = self._now
        try:
            if unit == "hour":
                return _day(now if number < 24 else now - (number // 24) * _DAY)
            if unit == "day":
                return _day(now - number * _DAY)
            if unit == "week":
                return _week(now - 7 * number * _DAY)
            if unit == "month":
                months = now.year * 12 + now.month - 1 - number
                return Dated(f"{date(months // 12, months % 12 + 1, 1):%Y-%m}", "month")
            return Dated(f"{date(now.year - number, 1, 1):%Y}", "year")
        except (OverflowError, ValueError):
            raise _no_date(self._shown) from None

    def _by_unit(self, tokens: list[str]) -> Dated | None:
        """Read last week, this month, the past three days."""
        unit, number = _unit(tokens)
        if unit is None:
            return None
        has_number = any(token in NUMBERS or token.isdecimal() for token in tokens)
        if not LAST.isdisjoint(tokens):
            if (has_number and number > 1) or unit in {"day", "hour"}:
                return self._until_now(_day(self._first_of(unit, number)))
            return self._back(unit, 1)
        if not NEXT.isdisjoint(tokens):
            return self._back(unit, -1)
        return self._back(unit, 0) if not THIS.isdisjoint(tokens) else None

    def _first_of(self, unit: Unit, number: int) -> date:
        days = {"hour": 1 / 24, "day": 1, "week": 7, "month": 30, "year": 365}[unit]
        try:
            return self._now - max(1, round(days * number)) * _DAY
        except OverflowError:
            raise _no_date(self._shown) from None


def _month_tokens(tokens: list[str]) -> Iterator[str]:
    """Give the months; may is one only beside a number or alone behind a word of time."""
    for token in tokens:
        if token in MONTH_WORDS and (len(tokens) <= _SHORT or not token.startswith("may")):
            yield token


def _unit(tokens: list[str]) -> tuple[Unit | None, int]:
    """Find a unit of time, and how many of it there are: one where no number stands."""
    found = next((UNITS[token] for token in tokens if token in UNITS), None)
    if found is None:
        return None, 0
    unit, number = found
    for token in tokens:
        if token.isdecimal() and len(token) <= 4:
            return unit, int(token)
        if token in NUMBERS:
            return unit, NUMBERS[token]
    return unit, number


def _day(when: date) -> Dated:
    return Dated(when.isoformat(), "day")


def _week(within: date) -> Dated:
    first = within - within.weekday() * _DAY
    return Dated(f"{first}/{first + 6 * _DAY}", "week")
