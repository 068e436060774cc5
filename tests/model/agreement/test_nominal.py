"""Nominal alpha gives the values of the literature."""

from __future__ import annotations

import pytest

from annotator.model.agreement.nominal import Coincidences, alpha

FOUR = (
    "1 2 3 3 2 1 4 1 2 . . .", "1 2 3 3 2 2 4 1 2 5 . 3", ". 3 3 3 2 3 4 2 2 5 1 .",
    "1 2 3 3 2 4 4 1 2 5 1 .",
)  # fmt: skip
THREE = (
    ". . . . . 3 4 1 2 1 1 3 3 . 3", "1 . 2 1 3 3 4 3 . . . . . . .",
    ". . 2 1 3 4 4 . 2 1 1 3 3 . 4",
)  # fmt: skip
DIGITS = (" ".join("001111111100001111110000"), " ".join("000011110000000110000000"))
TEN = (" ".join("0100000000"), " ".join("1110010100"))


def units(people):
    rows = [[None if x == "." else x for x in row.split()] for row in people]
    return list(zip(*rows, strict=True))


@pytest.mark.parametrize(
    ("people", "value"), [(FOUR, 0.743), (THREE, 0.691), (DIGITS, 0.329), (TEN, 0.095)]
)
def test_published_examples(people, value):
    assert alpha(units(people)) == pytest.approx(value, abs=6e-4)


def test_shares_of_the_example_of_four():
    found = Coincidences()
    for unit in units(FOUR):
        found.add(unit)
    assert found.observed == pytest.approx(0.200, abs=5e-4)
    assert found.expected == pytest.approx(0.779, abs=5e-4)


def test_the_table_of_two_coders_and_three_acts():
    """Artstein and Poesio 2008, second example: alpha .800."""
    acts = [("s", "s")] * 46 + [("s", "i")] * 6 + [("i", "i")] * 32 + [("c", "i")] * 6
    assert alpha(acts + [("c", "c")] * 10) == pytest.approx(0.800, abs=6e-4)


def test_what_never_differs_has_no_alpha():
    assert alpha([("a", "a"), ("a", "a")]) is None
    assert alpha([]) is None
    assert alpha([("a", None), (None, "b")]) is None


def test_an_article_can_be_taken_away_again():
    whole, part = Coincidences(), Coincidences()
    whole.add(("a", "b"))
    part.add(("a", "a"))
    part.add(("b", "b"))
    whole.plus(part)
    assert whole.without(part).observed == 1.0
    assert whole.without(part).units == 1
