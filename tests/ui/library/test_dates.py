from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.ui.library.dates import NO_DATE, fault_of, long_date, partial_date, short_date


@pytest.mark.parametrize(
    ("words", "short", "with_year", "full"),
    [
        ("2021-06-28", "28 Jun", "28 Jun 2021", "28 June 2021"),
        ("2021-06-28T10:00:00Z", "28 Jun", "28 Jun 2021", "28 June 2021"),
        ("2021-06", "Jun 2021", "Jun 2021", "June 2021"),
        ("2021", "2021", "2021", "2021"),
        (None, NO_DATE, NO_DATE, NO_DATE),
        ("last summer", "last summer", "last summer", "last summer"),
        ("2021-02-30", "2021-02-30", "2021-02-30", "2021-02-30"),
    ],
)
def test_a_date_is_written_as_far_as_it_is_known(words, short, with_year, full):
    assert short_date(words, with_year=False) == short
    assert short_date(words, with_year=True) == with_year
    assert long_date(words) == full


@pytest.mark.parametrize("words", ["2021", "2021-06", "2021-06-28", "2024-02-29"])
def test_a_year_a_month_or_a_day_can_be_given(words):
    assert fault_of(words) is None
    assert partial_date(words) is not None


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("28 June", "Write a date as 2021-06-28"),
        ("2021-6-28", "Write a date as 2021-06-28"),
        ("0021", "no news in the year 21"),
        ("2021-13", "There is no month 13"),
        ("2021-00", "There is no month 0"),
        ("2021-02-29", "February 2021 has no day 29"),
        ("2021-06-00", "June 2021 has no day 0"),
    ],
)
def test_what_is_no_date_is_refused_with_the_reason(words, reason):
    assert reason in (fault_of(words) or "")
    assert partial_date(words) is None


@given(st.dates(min_value=date(1000, 1, 1)))
def test_every_day_of_the_calendar_can_be_given(day):
    assert fault_of(day.isoformat()) is None
    assert long_date(day.isoformat()).startswith(f"{day.day} ")
