"""What fits a name: its start, words of it, a part of it, and at last single letters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.text import fold
from annotator.ui.matching import match, match_letters, match_told


@pytest.mark.parametrize(
    ("typed", "name", "places"),
    [
        ("und", "Undo", (0, 1, 2)),
        ("act", "Label as Actor", (9, 10, 11)),
        ("bel", "Label as Actor", (2, 3, 4)),
        ("LABEL", "Label as Actor", (0, 1, 2, 3, 4)),
        ("as a", "Label as Actor", (6, 7, 8, 9)),
        ("ma ne", "Next mark", (0, 1, 5, 6)),
        ("export the claims", "Export claims…", (*range(6), *range(7, 13))),
        ("a mark", "Next mark", (5, 6, 7, 8)),
        ("", "Undo", ()),
    ],
)
def test_what_is_typed_fits_a_name(typed, name, places):
    assert match(typed, name)[1] == places


@pytest.mark.parametrize(("typed", "name"), [("odnu", "Undo"), ("laa", "Label as Actor"),
                                             ("mark mark", "Next mark")])  # fmt: skip
def test_what_is_not_there_does_not_fit(typed, name):
    assert match(typed, name) is None


def test_the_start_comes_before_a_word_before_words_before_a_part():
    names = ("Mark next", "The mark next", "Next, the mark", "Unmark next")
    ranks = [match("mark next", name)[0] for name in names]
    assert ranks == sorted(set(ranks))


@pytest.mark.parametrize(
    ("typed", "name", "places"),
    [
        ("laa", "Label as Actor", (0, 1, 6)),
        ("l a a", "Label as Actor", (0, 1, 6)),
        ("lbl", "Label as Actor", (0, 2, 4)),
        ("nm", "Next or next mark", (8, 13)),
    ],
)
def test_letters_go_on_in_a_word_or_start_another(typed, name, places):
    assert match_letters(typed, name)[1] == places


@pytest.mark.parametrize("name", ["Choose the mark inside", "This paragraph is standfirst"])
def test_letters_from_the_middle_of_other_words_do_not_fit(name):
    assert match_letters("said", name) is None


def test_the_closer_letters_are_the_better_they_fit():
    assert match_letters("nm", "New mark")[0] < match_letters("nm", "Next of all marks")[0]


def test_what_is_said_of_a_deed_is_found_by_how_its_words_begin():
    told = "See and change title, source and date."
    assert match_told("source", told) is not None
    assert match_told("date tit", told) is not None
    assert match_told("ource", told) is None
    assert match_told("so", told) is None, "two letters would be found everywhere"


@given(st.text(alphabet="ab ", max_size=12), st.text(alphabet="ab ", min_size=1, max_size=20))
def test_places_are_those_of_the_letters(typed, name):
    wanted = fold(typed).replace(" ", "")
    found = match_letters(typed, name)
    if found is not None:
        assert "".join(fold(name)[place] for place in found[1]) == wanted
        assert list(found[1]) == sorted(set(found[1]))
    if wanted and match(typed, name) is not None and match(typed, name)[0] < 2:
        assert found is not None, "what starts a word is found by its letters too"
