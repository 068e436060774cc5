"""Paragraphs are the lines that are not empty, numbered from the headline on."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.article import Zone
from annotator.model.paragraphs import paragraph_numbers
from annotator.resources import seed
from annotator.sample import ARTICLE


def zone(kind: str, start: int, end: int) -> Zone:
    return Zone.of("x", kind, start, end)


def test_the_first_body_paragraph_of_the_sample_is_the_fourth():
    text = seed(ARTICLE).read_text(encoding="utf-8")
    zones = [
        zone("headline", 0, 42), zone("standfirst", 44, 129), zone("caption", 131, 615),
        zone("boilerplate", 616, 648),
    ]  # fmt: skip
    numbers = paragraph_numbers(text, zones)
    assert numbers.number_at(text.index("American forces in Syria")) == 4
    assert numbers.number_at(0) == 0
    assert not numbers.body & {0, 1, 2, 3}
    assert 4 in numbers.body


def test_empty_lines_and_lines_of_spaces_are_not_counted():
    numbers = paragraph_numbers("Head\n\n  \nOne\n\n\nTwo", [])
    assert [numbers.number_at(place) for place in (0, 9, 12, 15, 99)] == [0, 1, 1, 2, 2]


def test_without_zones_the_first_line_is_the_headline_unless_it_is_too_long():
    assert paragraph_numbers("Head\nOne", []).body == {1}
    assert paragraph_numbers("Head " * 100 + "\nOne", []).body == {0, 1}


def test_body_is_what_stands_in_its_zone_or_in_none():
    text = "Head\nOne\nTwo\n  Three"
    zones = [zone("headline", 0, 4), zone("body", 5, 8), zone("caption", 15, 20)]
    assert paragraph_numbers(text, zones).body == {1, 2}


@pytest.mark.parametrize("text", ["", "\n", " \n\n "])
def test_a_text_of_nothing_has_no_paragraphs(text):
    numbers = paragraph_numbers(text, [])
    assert (numbers.starts, numbers.number_at(0)) == ((), 0)


@given(text=st.text("ab \n", max_size=40), place=st.integers(0, 40))
def test_the_number_of_a_word_is_how_many_lines_stand_before_it(text, place):
    lines = text[:place].split("\n")
    before = sum(bool(line.strip()) for line in lines[:-1])
    if text[place : place + 1].strip():
        assert paragraph_numbers(text, []).number_at(place) == before
