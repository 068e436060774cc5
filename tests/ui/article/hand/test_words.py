from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.ui.article.hand.words import next_end, next_start, previous_start, word_at


@pytest.mark.parametrize(
    ("text", "inside", "word"),
    [
        ("a US-led force", "led", "US-led"),
        ("near al-Mayadeen,", "May", "al-Mayadeen"),
        ("the coalition’s base", "coal", "coalition’s"),
        ("the coalition's base", "coal", "coalition's"),
        ("it isn't so", "isn", "isn't"),
        ("a “necessary” step", "nece", "necessary"),
        ("قال بلينكن، إن", "لينك", "بلينكن"),
        ("قالَ كِتابٌ هنا", "ِتا", "كِتابٌ"),
        ("the U.S. base", "S", "U.S."),
        ("some 1,200 men", "200", "1,200"),
        ("١٬٢٠٠ جندي", "٢٠", "١٬٢٠٠"),
        ('ראש צה"ל אמר', "ל א", 'צה"ל'),
        ("O'Brien said", "Bri", "O'Brien"),
        ("pro‑Iran groups", "Iran", "pro‑Iran"),
        ("see snake_case now", "case", "snake_case"),
        ("the end.", "end", "end"),
        ("“self-defence” strikes", "def", "self-defence"),
        ("T-72 tank", "72", "T-72"),
        ("a e\u0301te\u0301 b", "te", "e\u0301te\u0301"),
    ],
)
def test_a_word_is_picked_whole(text, inside, word):
    start, end = word_at(text, text.index(inside))
    assert text[start:end] == word


def test_at_its_end_a_word_is_still_meant():
    assert word_at("one, two", 3) == (0, 3)


def test_between_words_a_character_is_picked_and_at_a_space_nothing():
    assert word_at("a  !? b", 3) == (3, 4)
    assert word_at("a   b", 2) == (2, 2)
    assert word_at("a 👨\u200d👩\u200d👧 b", 3) == (2, 7)
    assert word_at("", 0) == (0, 0)
    assert word_at("a b. ", 5) == (5, 5)


def test_going_on_by_words():
    text = "One US-led force, said."
    assert [next_start(text, place) for place in (0, 4, 11, 18)] == [4, 11, 18, len(text)]
    assert [next_end(text, place) for place in (0, 3, 10, 22)] == [3, 10, 16, len(text)]
    assert [previous_start(text, place) for place in (len(text), 18, 11, 4, 2, 0)] == [
        18, 11, 4, 0, 0, 0,
    ]  # fmt: skip


def test_going_on_over_a_wide_gap():
    text = "one" + " " * 3_000 + "two"
    assert next_start(text, 3) == 3_003
    assert previous_start(text, 3_003) == 0


@pytest.mark.property
@given(st.text("aé-.,’ \n1قَ😀\u200d", max_size=80), st.data())
def test_words_lie_where_they_were_looked_for(text, data):
    place = data.draw(st.integers(0, len(text)))
    start, end = word_at(text, place)
    assert 0 <= start <= place <= end <= len(text)
    assert next_start(text, place) > place or place == len(text)
    assert next_end(text, place) > place or place == len(text)
    assert previous_start(text, place) < place or place == 0
