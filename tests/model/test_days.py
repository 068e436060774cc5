"""Days as they are written, and as they are typed."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.days import long_day, span_of
from annotator.model.sentences import Refused


@pytest.mark.parametrize(
    ("words", "first", "behind"),
    [
        ("2026-11-26", date(2026, 11, 26), date(2026, 11, 27)),
        (" 2026-12-31 ", date(2026, 12, 31), date(2027, 1, 1)),
        ("2024-02", date(2024, 2, 1), date(2024, 3, 1)),
        ("2026-12", date(2026, 12, 1), date(2027, 1, 1)),
        ("2026", date(2026, 1, 1), date(2027, 1, 1)),
    ],
)
def test_a_day_a_month_and_a_year(words, first, behind):
    assert span_of(words) == (first, behind)


@pytest.mark.parametrize(
    "words", ["", "yesterday", "2026-13", "2026-02-30", "26.11.2026", "2026-1", "1969", "9999",
              "9999-12-31", "٢٠٢٦"],
)  # fmt: skip
def test_what_is_no_day_is_refused(words):
    with pytest.raises(Refused, match="is no day"):
        span_of(words)


@given(st.dates(date(1970, 1, 1), date(9999, 12, 30)))
def test_every_day_is_one_day_long(day):
    first, behind = span_of(day.isoformat())
    assert (first, (behind - first).days) == (day, 1)


def test_a_day_in_full():
    assert long_day(date(2026, 11, 26)) == "26 November 2026"
