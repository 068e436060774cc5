"""What was typed is checked by the type of its attribute, and the reason is a sentence."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.attribute_values import reason_against
from annotator.model.scheme import ATTRIBUTE_TYPES


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("int", "12"), ("int", "-3"), ("date", "2021-06-28"), ("date", "2020-02-29"),
        ("edtf", "2021"), ("edtf", "2021-06"), ("edtf", "2021-06-28"), ("edtf", "2021~"),
        ("edtf", "2021-06-28?"), ("edtf", "202X"), ("edtf", "2021-XX"), ("edtf", "2021-06-XX"),
        ("edtf", "2021-21"), ("edtf", "2021-06-27/2021-06-28"), ("edtf", "2021-06/.."),
        ("edtf", "/2021"), ("edtf", "2021-06-28T19:30"), ("edtf", "2021-06-28T19:30:00Z"),
        ("edtf", "-0044"), ("iso3166", "SY"), ("coordinates", "35.33, 40.14"),
        ("coordinates", "-35.33 40"), ("coordinates", "35,40"), ("text", "anything"),
        ("choice", "anything"), ("int", ""), ("edtf", "  "),
    ],
)  # fmt: skip
def test_what_is_a_value_is_let_be(kind, value):
    assert reason_against(kind, value) is None


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("int", "many"), ("int", "1.5"), ("date", "28 June"), ("date", "2021-02-30"),
        ("edtf", "June 2021"), ("edtf", "2021-13"), ("edtf", "2021-06-31"), ("edtf", "21"),
        ("edtf", "2021/2022/2023"), ("edtf", "2021-06-28T25:00"), ("edtf", "2021-06-99"),
        ("iso3166", "Syria"), ("iso3166", "sy"), ("coordinates", "north"), ("coordinates", "35"),
        ("coordinates", "91, 0"), ("coordinates", "0, 181"),
    ],
)  # fmt: skip
def test_what_is_none_is_told_with_an_example(kind, value):
    reason = reason_against(kind, value)
    assert reason.startswith("Th")
    assert "such as" in reason


@given(kind=st.sampled_from(ATTRIBUTE_TYPES), value=st.text(max_size=30))
def test_nothing_that_is_typed_breaks_it(kind, value):
    assert reason_against(kind, value) is None or reason_against(kind, value).endswith(".")
