"""Dates that articles name, worked out from the day on which they were published."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.dates import Dated, NotPublished, published_day, resolve
from annotator.model.edtf import bounds, doubt, in_words
from annotator.model.sentences import Refused

TUESDAY = date(2021, 6, 29)


@pytest.mark.parametrize(
    ("words", "edtf", "precision"),
    [
        ("Monday", "2021-06-28", "day"),
        ("on Monday night", "2021-06-28", "day"),
        ("Sunday's strikes", "2021-06-27", "day"),
        (
            "Sunday\N{RIGHT SINGLE QUOTATION MARK}s\N{NO-BREAK SPACE}air strikes",
            "2021-06-27",
            "day",
        ),
        ("Tuesday", "2021-06-29", "day"),
        ("last Tuesday", "2021-06-22", "day"),
        ("next Wednesday", "2021-06-30", "day"),
        ("Wednesday", "2021-06-23", "day"),
        ("Friday last week", "2021-06-25", "day"),
        ("yesterday", "2021-06-28", "day"),
        ("the day before yesterday", "2021-06-27", "day"),
        ("last night", "2021-06-28", "day"),
        ("two days ago", "2021-06-27", "day"),
        ("a week ago", "2021-06-21/2021-06-27", "week"),
        ("last week", "2021-06-21/2021-06-27", "week"),
        ("earlier this week", "2021-06-28/2021-07-04", "week"),
        ("three months ago", "2021-03", "month"),
        ("last month", "2021-05", "month"),
        ("last year", "2020", "year"),
        ("in April", "2021-04", "month"),
        ("in September", "2020-09", "month"),
        ("April 2019", "2019-04", "month"),
        ("13 September", "2020-09-13", "day"),
        ("September 13, 2018", "2018-09-13", "day"),
        ("the 28th of June", "2021-06-28", "day"),
        ("Monday, 28 June 2021", "2021-06-28", "day"),
        ("in 2018", "2018", "year"),
        ("since April", "2021-04/2021-06-29", "range"),
        ("over the past three days", "2021-06-26/2021-06-29", "range"),
        ("in the last 24 hours", "2021-06-28/2021-06-29", "range"),
        ("from 27 to 28 June", "2021-06-27/2021-06-28", "range"),
        ("between Friday and Sunday", "2021-06-25/2021-06-27", "range"),
        ("2021-06", "2021-06", "month"),
        ("2021-06-27/2021-06-28", "2021-06-27/2021-06-28", "range"),
        ("2021-06-21/2021-06-27", "2021-06-21/2021-06-27", "week"),
        ("2021~", "2021~", "year"),
        ("2021-06-28T21:30", "2021-06-28T21:30", "day"),
        ("unknown", "", "unknown"),
        ("يوم الاثنين", "2021-06-28", "day"),
        ("ليلة الأحد", "2021-06-27", "day"),
        ("أمس", "2021-06-28", "day"),
        ("قبل يومين", "2021-06-27", "day"),
        ("منذ ثلاثة أيام", "2021-06-26", "day"),
        ("الأسبوع الماضي", "2021-06-21/2021-06-27", "week"),
        ("في نيسان", "2021-04", "month"),
        ("١٣ تشرين الأول ٢٠٢٠", "2020-10-13", "day"),
        ("منذ أبريل", "2021-04/2021-06-29", "range"),
    ],
)
def test_words_become_the_date_they_mean_on_the_day_of_publication(words, edtf, precision):
    assert resolve(words, TUESDAY) == Dated(edtf, precision)


@pytest.mark.parametrize("words", ["Monday", "yesterday", "last week", "in April", "since April"])
def test_the_day_of_publication_is_asked_for_where_the_words_need_it(words):
    with pytest.raises(NotPublished, match="published"):
        resolve(words, None)


@pytest.mark.parametrize("words", ["28 June 2021", "2021-06", "April 2019", "2018"])
def test_a_whole_date_needs_no_day_of_publication(words):
    assert resolve(words, None).edtf


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("31 June", "June has 30 days, so there is no 31 June."),
        ("2021-02-29", "February 2021 has 28 days"),
        ("2021-13", "There is no month 13"),
        ("Tuesday, 28 June 2021", "28 June 2021 is a Monday, not a Tuesday."),
        ("2021-06-28/2021-06-27", "lies before the beginning"),
        ("from 28 to 27 June", "lies before the beginning"),
        ("the depot", "names no date"),
        ("2021-06-28 or so", "names no date"),
        ("9999999 days ago", "names no date"),
        ("9999 years ago", "names no date"),
    ],
)
def test_what_cannot_be_a_date_gets_a_sentence(words, sentence):
    with pytest.raises(Refused, match=sentence):
        resolve(words, TUESDAY)


@pytest.mark.parametrize(
    ("edtf", "precision", "sentence"),
    [
        ("2021-06-28", "day", ""),
        ("2021-06", "month", ""),
        ("2021-04", "month_range", ""),
        ("2021-06-30", "day", "after the article was published, on 29 June 2021"),
        ("2021-06", "day", "less precise"),
        ("2021-06-28", "month", "known to the month only"),
        ("2021-06-28/2021-06-27", "range", "before the beginning"),
        ("2021-04/..", "range", ""),
    ],
)
def test_a_date_that_contradicts_something_is_doubted_and_not_refused(edtf, precision, sentence):
    assert sentence in doubt(edtf, precision, TUESDAY)
    assert bool(doubt(edtf, precision, TUESDAY)) == bool(sentence)


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2021-06-28", "28 June 2021"), ("2021-06", "June 2021"), ("2021", "2021"),
        ("2021-06-21/2021-06-27", "21 to 27 June 2021"),
        ("2021-04/2021-06-29", "April 2021 to 29 June 2021"), ("2021-04/..", "since April 2021"),
        ("2021~", "2021~"),
    ],
)  # fmt: skip
def test_a_date_is_shown_as_people_read_it(edtf, words):
    assert in_words(edtf) == words


def test_a_day_of_publication_is_a_day_or_nothing():
    assert published_day("2021-06-29T10:00:00Z") == TUESDAY
    assert published_day("2021-06") is None
    assert published_day(None) is None


@given(
    st.sampled_from(["Monday", "Friday night", "Sunday's strikes", "الخميس"]),
    st.dates(date(1980, 1, 1), date(2100, 1, 1)),
)
def test_a_weekday_is_at_most_six_days_before_publication(words, published):
    first, last = bounds(resolve(words, published).edtf)
    assert first is not None
    assert first == last
    assert timedelta(0) <= published - first <= timedelta(6)


@given(st.text(max_size=30), st.dates(date(1980, 1, 1), date(2100, 1, 1)))
def test_any_words_get_a_date_or_a_sentence(words, published):
    with suppress(Refused):
        found = resolve(words, published)
        assert found.precision == "unknown" or in_words(found.edtf)
