"""Where sentences end: in many scripts, and not at every dot."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.passages import (
    next_sentence,
    previous_sentence,
    sentence_at,
    sentence_end,
    sentence_words_at,
    without_spaces,
)
from annotator.model.selection import snap

signs = st.sampled_from([
    "a", "The", "US", "J", ".", "!", "?", "…", "”", "“", '"', ")", "(", " ", "  ", "\n", "\u2028",
    "1", "é", "e\u0301", "\u0301", "ش", "ُ", "؟", "۔", "中", "。", "」", "「", "👨\u200d👩", "🇸🇾",
    "\u200d", "\u00a0", "Mr.", "U.S.", ",",
])  # fmt: skip
texts = st.lists(signs, max_size=60).map("".join)


def sentences(text):
    """List the sentences from the first to the last, as a hand would go through them."""
    found, place = [], next_sentence(text, -1) if text[:1].isspace() else 0
    while place < len(text):
        found.append(text[slice(*sentence_words_at(text, place))])
        place = next_sentence(text, place)
    return found


@pytest.mark.parametrize(
    "expected",
    [
        ["One fell.", "Two flew!", "Did three?", "Yes…", "So it was."],
        ["The U.S. Army left.", "It came back."],
        ["It left the U.S. in May.", "It came back to the U.S.", "He said so."],
        ["Mr. President met Gen. Staff.", "Dr. Nobody was there."],
        ["On Jan. 5 it rained.", "It was dry in Jan.", "Then No. 7 came.", "No."],
        ["J. R. Speaker spoke.", "A. Speaker did not."],
        ["It has 3.5 million people.", "Some 1,200 left at 5 p.m. on Monday."],
        ["It fell at 5 a.m. Monday.", "At 6 p.m.", "He left."],
        ["“We left.”", "“Why?” he asked.", "(Nobody knew.)", "[It rained.]", "'So?'", "It did."],
        ["He said: “We left.”", "They had."],
        ["It was hit.", "al-Mayadeen said so."],
        ["Acme Inc. Tower fell.", "It belonged to Acme Inc.", "The owner left."],
        ["وصل الوفد صباحا.", "هل غادر؟", "لا!", "قال د. سامي ذلك."],
        ["وہ آیا۔", "وہ گیا۔"],
        ["הוא בא.", "היא הלכה?"],
        ["Он пришёл.", "Она ушла."],
    ],
)
def test_sentences_are_what_a_reader_takes_for_one(expected):
    assert sentences(" ".join(expected)) == expected


@pytest.mark.parametrize(
    "expected",
    [["他来了。", "她走了！", "为什么？", "「不知道。」", "好。"], ["来た。", "「誰？」", "見た"]],
)
def test_some_scripts_set_no_spaces_between_sentences(expected):
    assert sentences("".join(expected)) == expected


def test_the_end_of_a_line_ends_a_sentence():
    text = "A headline without a stop\n\nMr.\nSpeaker came\u2028and left"
    assert sentences(text) == ["A headline without a stop", "Mr.", "Speaker came", "and left"]


def test_the_spaces_after_a_sentence_are_its_own():
    text = "One.  Two."
    assert [sentence_at(text, place) for place in (0, 4, 5)] == [(0, 6)] * 3
    assert [sentence_at(text, place) for place in (6, 10)] == [(6, 10)] * 2
    assert sentence_words_at(text, 5) == (0, 4)


def test_the_end_of_a_line_belongs_to_the_line_before():
    text = "One. Two.\n\nThree."
    assert sentence_words_at(text, 9) == (5, 9)
    assert sentence_words_at(text, 10) == (10, 10)


def test_going_from_sentence_to_sentence():
    text = "  One fell. Two\n\n \nflew. "
    one, two, flew = text.index("One"), text.index("Two"), text.index("flew")
    assert [next_sentence(text, n) for n in (0, one, one + 3, two, two + 3, flew)] == [
        one, two, two, flew, flew, len(text),
    ]  # fmt: skip
    assert [sentence_end(text, n) for n in (0, one, two - 1, two, two + 3)] == [
        two - 1, two - 1, two + 3, two + 3, flew + 5,
    ]  # fmt: skip
    assert sentence_end(text, flew + 5) == len(text)
    assert [previous_sentence(text, n) for n in (len(text), flew, two + 1, two, one, 0)] == [
        flew, two, two, one, 0, 0,
    ]  # fmt: skip


def test_a_line_without_any_stop_is_cut_far_away():
    text = "word " * 200_000
    start, end = sentence_at(text, 500_001)
    assert start < 500_001 < end
    assert end - start < 10_000
    assert 500_001 < next_sentence(text, 500_001) < 510_000
    assert 490_000 < previous_sentence(text, 500_001) < 500_001


def test_far_stops_in_a_giant_line_are_found():
    text = "It rained all day. " * 50_000
    assert sentence_words_at(text, 19 * 30_000 + 5) == (19 * 30_000, 19 * 30_000 + 18)


@given(texts)
def test_the_sentences_of_a_line_follow_each_other(text):
    for line in re.finditer("[^\n\u2028\u2029]+", text):
        place = line.start()
        while place < line.end():
            first, last = sentence_at(text, place)
            assert first == place < last <= line.end()
            assert {sentence_at(text, n) for n in range(first, last)} == {(first, last)}
            place = last


@given(texts, st.data())
def test_no_character_is_cut(text, data):
    place = snap(text, *[data.draw(st.integers(0, len(text)))] * 2)[0]
    for stretch in (sentence_at(text, place), sentence_words_at(text, place)):
        assert snap(text, *stretch) == stretch
    for found in (next_sentence(text, place), previous_sentence(text, place)):
        assert snap(text, found, found) == (found, found)


@given(texts, st.data())
def test_going_on_goes_on_and_going_back_goes_back(text, data):
    place = data.draw(st.integers(0, len(text)))
    assert next_sentence(text, place) > place or place == len(text)
    assert sentence_end(text, place) > place or place == len(text)
    assert previous_sentence(text, place) < place or place == 0
    start, end = sentence_words_at(text, place)
    assert without_spaces(text, start, end) == (start, end)
