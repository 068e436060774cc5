"""The facts of marks, and what is said of them: in passing, in a list, and in full when asked."""

from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from annotator.model.entity import Entity
from annotator.model.scheme_file import find_scheme
from annotator.model.span import Origin, Span
from annotator.ui.parts.mark_facts import (
    facts_of,
    told_at_caret,
    told_here,
    told_in_list,
    told_made,
    words_around,
)

SCHEME = find_scheme("conflict-news")
SPAN = Span("1", "a", "p", "weapon", 0, 7, "rockets")
SAID = "The ministry said\nthat rockets fell"


def facts(span=SPAN, entity=None, *, by="first", is_unsaved=False, **other):
    return facts_of(replace(span, **other), SCHEME, entity, by=by, is_unsaved=is_unsaved)


ROCKETS = facts(entity=Entity("e", "weapon", "Grad"), note="Which kind?")
CLAIM = facts(label="claim", quote=SAID, is_unsaved=True)


def test_the_facts_are_those_of_the_mark_in_full():
    assert (ROCKETS.id, ROCKETS.label, ROCKETS.name, ROCKETS.words) == (
        "1", "weapon", "Weapon", "rockets",
    )  # fmt: skip
    assert (ROCKETS.entity, ROCKETS.note, ROCKETS.by) == ("Grad", "Which kind?", "first")
    assert (CLAIM.words, CLAIM.entity, CLAIM.note, CLAIM.is_unsaved) == (SAID, "", "", True)


def test_a_label_that_the_scheme_does_not_know_is_called_as_the_mark_has_it():
    ship = facts(label="Ship")
    assert (ship.name, ship.label) == ("Ship", "Ship")


@pytest.mark.parametrize("origin", get_args(Origin))
def test_each_way_in_which_a_mark_is_made_is_said_in_other_words(origin):
    made = {facts(origin=each).made for each in get_args(Origin)}
    assert len(made) == len(get_args(Origin))
    assert facts(origin=origin).made in made


def test_it_is_said_by_whom_and_how_a_mark_was_made():
    assert told_made(facts()) == "first, marked by hand"
    assert told_made(facts(by="")) == "marked by hand"
    assert told_made(facts(by="محلل")) == "\u2068محلل\u2069, marked by hand"


def test_an_accepted_suggestion_names_who_made_it():
    suggested = facts(origin="suggested", suggester="word list")
    assert told_made(suggested) == "first, an accepted suggestion, from word list"


def test_in_passing_the_inner_mark_is_said_first_and_then_what_lies_around():
    assert told_at_caret([ROCKETS, CLAIM]) == (
        "rockets, Weapon, entity Grad, with a note, inside Claim"
    )
    assert told_at_caret([CLAIM]) == "The ministry said that rockets fell, Claim, not saved"


def test_in_passing_nothing_is_said_where_no_mark_is():
    assert told_at_caret([]) == ""


def test_a_long_mark_is_shortened_in_passing_but_never_in_the_list():
    long = facts(label="claim", quote="word " * 60)
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
    assert "\u2068صواريخ\u2069, Weapon" in told_at_caret([facts(quote="صواريخ")])


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
