"""What is said of marks in words: in passing, in a list, and in full when it is asked for."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotator.ui.parts.mark_facts import (
    MarkFacts,
    told_at_caret,
    told_here,
    told_in_list,
    words_around,
)

ROCKETS = MarkFacts("rockets", "Weapon", entity="Grad", note="Which kind?", by="first")
CLAIM = MarkFacts("The ministry said\nthat rockets fell", "Claim", by="first", is_unsaved=True)


def test_in_passing_the_inner_mark_is_said_first_and_then_what_lies_around():
    assert told_at_caret([ROCKETS, CLAIM]) == (
        "rockets, Weapon, entity Grad, with a note, inside Claim"
    )
    assert told_at_caret([CLAIM]) == "The ministry said that rockets fell, Claim, not saved"


def test_in_passing_nothing_is_said_where_no_mark_is():
    assert told_at_caret([]) == ""


def test_a_long_mark_is_shortened_in_passing_but_never_in_the_list():
    long = MarkFacts("word " * 60, "Claim")
    assert "…" in told_at_caret([long])
    assert told_in_list(long, 3) == f"Claim: {' '.join(['word'] * 60)}, paragraph 3"


def test_in_the_list_a_row_says_all_that_is_known():
    assert told_in_list(ROCKETS, 5) == "Weapon: rockets, paragraph 5, entity Grad, with a note"


def test_when_asked_every_fact_of_every_mark_is_told():
    assert told_here(5, "the rockets fell", [ROCKETS, CLAIM]) == (
        "Paragraph 5, at “the rockets fell”. Weapon “rockets”, entity Grad, note “Which kind?”, "
        "marked by first; inside Claim “The ministry said that rockets fell”, marked by first, "
        "not saved."
    )


def test_when_asked_it_is_told_that_no_mark_lies_here():
    assert told_here(0, "Some words", []) == "Title, at “Some words”. No mark lies here."
    assert told_here(2, "", []) == "Paragraph 2. No mark lies here."


def test_words_that_run_the_other_way_do_not_reorder_the_sentence():
    assert "\u2068صواريخ\u2069, Weapon" in told_at_caret([MarkFacts("صواريخ", "Weapon")])


def test_the_words_around_a_place_stay_in_its_paragraph():
    text = "A head\nOne two three four five six seven eight nine ten.\nAnother"
    assert words_around(text, text.index("six") + 1) == "three four five six seven eight nine"
    assert words_around(text, 0) == "A head"
    assert words_around(text, len(text)) == "Another"
    assert words_around("", 0) == ""


@given(st.text("ab \nء'", max_size=40), st.integers(0, 40))
def test_the_words_around_are_words_of_the_text_in_one_line(text, place):
    words = words_around(text, min(place, len(text)))
    assert words in text
    assert "\n" not in words
