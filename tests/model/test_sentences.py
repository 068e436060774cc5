"""Sentences for people are templates filled in by one function."""

from __future__ import annotations

import pytest

from annotator.model.sentences import Refused, Told, Trouble, count, in_turn, say


def test_values_are_filled_in():
    assert say("{who} marked {n} spans.", who="First annotator", n=3) == (
        "First annotator marked 3 spans."
    )


@pytest.mark.parametrize(
    ("number", "shown"), [(0, "0"), (999, "999"), (1_000, "1,000"), (-1_234_567, "-1,234,567")]
)
def test_whole_numbers_have_commas(number, shown):
    assert say("{n}", n=number) == shown


def test_fractions_and_words_stay_as_they_are():
    assert say("{a} {b}", a=1234.5, b="1000") == "1234.5 1000"


def test_braces_in_a_value_are_words_like_others():
    assert say("{file} is none.", file="{name}.txt") == "{name}.txt is none."


@pytest.mark.parametrize(
    ("number", "said"),
    [(0, "0 spans"), (1, "1 span"), (2, "2 spans"), (1_000, "1,000 spans"), (-1, "-1 spans")],
)
def test_a_noun_follows_its_number(number, said):
    assert count(number, "span", "spans") == said


@pytest.mark.parametrize(
    ("sentences", "said"),
    [
        (("One", "two.", "three?"), "One. two. three?"),
        (("One.", "", "Two"), "One. Two"),
        (("", "One"), "One"),
        (("One.",), "One."),
        (("", ""), ""),
    ],
)
def test_sentences_stand_behind_each_other_with_one_stop_between_them(sentences, said):
    assert in_turn(*sentences) == said


@pytest.mark.parametrize("kind", [Refused, Trouble, Told])
def test_what_went_wrong_is_a_sentence_that_can_be_translated(kind):
    wrong = kind("{name} holds {n} spans.", name="{a}", n=1_000)
    assert str(wrong) == "{a} holds 1,000 spans."
    assert (wrong.template, wrong.values) == (
        "{name} holds {n} spans.",
        {"name": "{a}", "n": 1_000},
    )
    assert isinstance(wrong, Told)


def test_what_cannot_be_done_and_what_is_in_the_way_are_two_things():
    assert not issubclass(Refused, Trouble)
    assert not issubclass(Trouble, Refused)
