"""What counts as a word, where words occur again, and how they are quoted in a sentence."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from annotator.model.selection import snap
from annotator.model.words import (
    briefly,
    is_whole,
    next_word,
    occurrences,
    previous_word,
    reads_right_to_left,
    word_at,
)

signs = st.sampled_from([
    "a", "US", "’", "'", "-", ".", ",", " ", "\n", "“", "”", "1", "é", "e\u0301", "ش", "ُ", "،",
    "中", "ค", "ำ", "👨\u200d👩", "🇸🇾", "\u200d", "\u200c", "\u00a0", "(", "_", "カ",
])  # fmt: skip
texts = st.lists(signs, max_size=40).map("".join)


def words(text):
    found, place = [], 0
    while word := next_word(text, place):
        found.append(text[slice(*word)])
        place = word[1]
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a US-led force", ["a", "US-led", "force"]),
        ("near al-Mayadeen, he", ["near", "al-Mayadeen", "he"]),
        ("“the coalition’s”", ["the", "coalition’s"]),
        ("the U.S. and U.S.-led", ["the", "U.S.", "and", "U.S.-led"]),
        ("1,200 of 3.5 (ten)", ["1,200", "of", "3.5", "ten"]),
        ("«التحالف»، ثم", ["التحالف", "ثم"]),
        ("الجَيْش", ["الجَيْش"]),
        ('צה"ל said', ['צה"ל', "said"]),
        ("中国军队", ["中", "国", "军", "队"]),
        ("カタカナと", ["カタカナ", "と"]),
        ("war\u2014peace", ["war", "peace"]),
        ("می\u200cروم", ["می\u200cروم"]),
        ("👨\u200d👩 – !", []),
        ("", []),
    ],
)
def test_words_are_what_a_reader_takes_for_one(text, expected):
    assert words(text) == expected


def test_the_word_at_a_place_is_the_one_it_stands_in_or_that_ends_there():
    text = "US-led, it"
    assert [word_at(text, n) for n in (0, 3, 6)] == [(0, 6)] * 3
    assert word_at(text, 7) is None
    assert word_at(text, 10) == (8, 10)
    assert word_at("中国", 1) == (1, 2)


@given(texts, st.integers(0, 120))
def test_a_word_is_a_whole_stretch_of_the_text(text, place):
    place = min(place, len(text))
    found = word_at(text, place)
    if found is not None:
        assert found[0] <= place <= found[1]
        assert found[0] < found[1]
        assert snap(text, *found) == found


@given(texts)
def test_going_on_and_going_back_find_the_same_words(text):
    onwards, place = [], 0
    while word := next_word(text, place):
        assert word[1] > place
        onwards.append(word)
        place = word[1]
    backwards, place = [], len(text)
    while word := previous_word(text, place):
        assert word[0] < place
        backwards.append(word)
        place = word[0]
    assert backwards[::-1] == onwards


def test_a_sign_that_stands_on_the_letter_before_it_begins_no_word():
    assert next_word("aaำ", 0) == (0, 3)
    assert previous_word("aaำ", 3) == (0, 3)


def test_words_are_found_in_a_line_without_end():
    text = "x" * 1_000 + " " + "中" * 1_000
    assert previous_word(text, len(text)) == (len(text) - 1, len(text))
    assert next_word(text, 1_000) == (1_001, 1_002)
    assert previous_word("word" + " " * 5_000, 5_000) == (0, 4)


# --- whole words, and where they occur ------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "found", "whole"),
    [
        ("US-led", "US", False), ("coalition’s", "coalition", True),
        ("coalition's", "coalition", True),
        ("coalitions", "coalition", False), ("USA", "US", False), ("(US)", "US", True),
        ("states’ own", "states", True), ("والجيش", "الجيش", False), ("中国军队", "国军", True),
        ("e\u0301a", "e", False), ("“self-defence”", "“self-defence”", True), ("", "", True),
    ],
)  # fmt: skip
def test_a_stretch_is_whole_where_it_cuts_no_word(text, found, whole):
    start = text.index(found)
    assert is_whole(text, start, start + len(found)) is whole


def test_occurrences_are_found_whatever_their_case_and_signs():
    text = "Self-defence, self\u2011defence and SELF-DEFENCE, not self-defences."
    assert [text[slice(*place)] for place in occurrences(text, "self-defence")] == [
        "Self-defence", "self\u2011defence", "SELF-DEFENCE",
    ]  # fmt: skip


def test_an_acronym_is_found_in_capitals_only():
    text = "US, us and Us: THE US"
    assert list(occurrences(text, "US")) == [(0, 2), (19, 21)]
    assert len(list(occurrences(text, "us"))) == 4
    assert list(occurrences(text, "")) == []


@given(texts, texts)
def test_occurrences_do_not_overlap_and_are_whole(text, found):
    last = 0
    for start, end in occurrences(text, found):
        assert last <= start < end
        assert is_whole(text, start, end)
        last = end


# --- sentences ------------------------------------------------------------------------------------


def test_short_words_are_quoted_as_they_are_on_one_line():
    assert briefly("rockets") == "rockets"
    assert briefly("rockets\n  fell") == "rockets fell"
    assert briefly("in “self-defence”") == "in ‘self-defence’"


def test_long_words_lose_their_middle_between_words():
    assert briefly("one two three four five six seven", 20) == "one two…six seven"
    assert briefly("x" * 30, 11) == "xxxxx…xxxxx"


def test_right_to_left_words_are_isolated():
    assert briefly("التحالف") == "\u2068التحالف\u2069"


@given(texts, st.integers(3, 30))
def test_no_character_is_cut_in_two(text, longest):
    shown = briefly(text, longest).strip("\u2068\u2069")
    line = briefly(text, len(text) + 1).strip("\u2068\u2069")
    assume(" \u200d" not in line)  # what joins a space to nothing goes with the space
    for part in shown.split("…"):
        place = line.find(part)
        assert snap(line, place, place + len(part)) == (place, place + len(part))


@pytest.mark.parametrize(
    ("text", "place", "expected"),
    [
        ("قال it", 5, True), ("it قال", 5, False), ("it\nقال", 4, True), ("قال\nit", 4, False),
        ("1, 2", 0, False), ("", 0, False), ("“قال”", 0, True),
    ],
)  # fmt: skip
def test_a_paragraph_runs_as_its_first_letter_does(text, place, expected):
    assert reads_right_to_left(text, place) is expected
