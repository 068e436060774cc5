from __future__ import annotations

import time
from dataclasses import dataclass

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.selection import context, snap, trim

FAMILY = "👨\u200d👩\u200d👧"
PIECES = ["a", "The", "the ", "US", "U.S.", " ", "\n", "\u00a0", "\u2028", ".", ",", "،", "!", "@"]
PIECES += ["%", "“", "”", '"', "'", "’", "’s", "'s", "(", ")", "«", "»", "-", "\u0301", "\u0308"]
PIECES += [FAMILY, "🇸🇾", "🇺", "👍🏽", "قَالَ", "क्षि", "한국", "\u1100", "\u0600", "\u200d"]
PIECES += ["\ufe0f", "#\ufe0f\u20e3"]
messy = st.lists(st.sampled_from(PIECES), min_size=1, max_size=14).map("".join)


@dataclass(frozen=True)
class Rules:
    trim_words: tuple[str, ...] = ("the", "a", "an", "this", "that", "these", "those")
    trim_outer: bool = True
    trim_possessive: bool = True


ALL = Rules()
NONE = Rules((), trim_outer=False, trim_possessive=False)
rules = st.builds(
    Rules,
    st.sampled_from([(), ALL.trim_words]),
    trim_outer=st.booleans(),
    trim_possessive=st.booleans(),
)


def drawn(text: str, selection: str, rules: Rules = ALL, *, keep_quotes: bool = False) -> str:
    start = text.index(selection)
    first, last = trim(text, start, start + len(selection), rules, keep_quotes=keep_quotes)
    return text[first:last]


def trimmed(selection: str, rules: Rules = ALL, *, keep_quotes: bool = False) -> str:
    return drawn(selection, selection, rules, keep_quotes=keep_quotes)


def boundaries(text: str) -> list[int]:
    return [0, *(cluster.end() for cluster in regex.finditer(r"\X", text))]


# snap


@pytest.mark.parametrize(
    "character",
    [FAMILY, "🇸🇾", "👍🏽", "e\u0301", "قَ", "क्षि", "\u1112\u1161\u11ab", "#\ufe0f\u20e3", "\r\n"],
)
def test_no_character_is_split(character):
    text = f"x{character}y"
    inside = range(2, len(character) + 1)
    for place in inside:
        assert snap(text, place, place) == (1, 1 + len(character))
        assert snap(text, 0, place) == (0, 1 + len(character))
        assert snap(text, place, len(text)) == (1, len(text))
    assert inside
    assert snap(text, 1, 1 + len(character)) == (1, 1 + len(character))


def test_a_row_of_flags_is_split_between_flags_only():
    text = "a" + "🇸🇾🇺🇸🇮🇶" + "\u0301b"
    assert snap(text, 4, 4) == (3, 5)
    assert snap(text, 3, 5) == (3, 5)
    assert snap(text, 6, 7) == (5, 8)


def test_what_is_no_stretch_of_the_text_is_an_error():
    for start, end in ((-1, 2), (2, 1), (0, 4)):
        with pytest.raises(ValueError, match="no stretch"):
            snap("abc", start, end)


@pytest.mark.property
@given(messy | st.text(), st.data())
def test_snapping_widens_to_the_nearest_boundaries(text, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    whole = boundaries(text)
    first, last = snap(text, start, end)
    assert first == max(place for place in whole if place <= start)
    assert last == min(place for place in whole if place >= end)
    assert snap(text, first, last) == (first, last)


@pytest.mark.parametrize(
    "text",
    [
        "rockets 🚀 hit " * 66_000,
        "قَالَ " * 160_000,
        "军方表示" * 250_000,
        "🇸🇾" * 500_000,
        "e" + "\u0301" * 999_999,
    ],
    ids=["emoji", "Arabic", "Chinese", "flags", "marks"],
)
def test_a_million_characters_are_no_hindrance(text):
    began = time.process_time()
    snap(text, len(text) // 2, len(text) // 2 + 1)
    trim(text, 3, len(text) - 1, ALL)
    assert time.process_time() - began < 1


# trim


@pytest.mark.parametrize(
    ("selection", "left"),
    [
        ("the US", "US"),
        ("The the rockets", "rockets"),
        ("THIS\u00a0rocket", "rocket"),
        (" rockets,\n", "rockets"),
        ("المدينة،", "المدينة"),
        ("eastern Syria’s", "eastern Syria"),
        ("Syria's", "Syria"),
        ("the militias’ ", "militias"),
        ("U.S.", "U.S."),
        ("in the U.S.,", "in the U.S."),
        ("the U.S.’s", "U.S."),
        ("the base.", "base"),
        ("plan B.", "plan B"),
        ('the "caliphate"', "caliphate"),
        ("“the caliphate”", "caliphate"),
        ("(SDF)", "SDF"),
        ("SDF)", "SDF"),
        ("(SDF", "SDF"),
        ("Syrian Democratic Forces (SDF)", "Syrian Democratic Forces (SDF)"),
        ("“north” and “south”", "“north” and “south”"),
        ("« le camp »", "le camp"),
        ("他说“你好”。", "他说“你好”"),
        ("die „Basis“", "die „Basis“"),
        ("the ‘base’", "base"),
        ("‘base", "base"),
        ("@armynews,", "@armynews"),
        ("about 40%", "about 40%"),
        ("A-10", "A-10"),
        ("those_who", "those_who"),
        ("our troops", "our troops"),
        ("US-led coalition —", "US-led coalition"),
        ("#\ufe0f\u20e3", "#\ufe0f\u20e3"),
        ("“\u0301x”", "“\u0301x”"),
        ("((base))", "base"),
        ("(“foo) bar", "(“foo) bar"),
        ("”", "”"),
        ("the", "the"),
        ("the ", "the"),
        (" … ", " … "),
        ("’s", "s"),
    ],
)
def test_what_the_scheme_does_not_want_goes(selection, left):
    assert trimmed(selection) == left


def test_an_article_goes_only_as_a_whole_word():
    assert drawn("in Panama canal", "a canal") == "a canal"
    assert drawn("e\u0301a canal", "a canal", ALL) == "a canal"
    assert drawn("see a canal", "a canal") == "canal"
    assert drawn("a's", "a's") == "a"


def test_a_possessive_goes_only_at_the_end_of_a_word():
    assert drawn("it'ssimply", "it's") == "it's"
    assert trimmed("\u0600's", Rules(trim_outer=False)) == "\u0600's"


@pytest.mark.parametrize(
    ("selection", "left"),
    [
        ("“I hope that it is received,” ", "“I hope that it is received,”"),
        ('"missiles targeted a base", ', '"missiles targeted a base"'),
        ('attacks should “send a message", ', 'attacks should “send a message"'),
        ("“north” and “south”.", "“north” and “south”"),
        ("„Keine Verletzten“, ", "„Keine Verletzten“"),
        ("“No ‘injuries’,”", "“No ‘injuries’,”"),
        ("“it’s over,”", "“it’s over,”"),
        ("“it is over", "it is over"),
        ("(it is over)", "it is over"),
        ("there were no injuries.", "there were no injuries"),
        ("-“...over”", "“...over”"),
    ],
)  # fmt: skip
def test_a_claim_keeps_its_quotation_marks(selection, left):
    assert trimmed(selection, keep_quotes=True) == left


def test_each_rule_can_be_off():
    assert trimmed(" the US’s, ", NONE) == " the US’s, "
    assert trimmed("the US’s", Rules((), trim_outer=False)) == "the US"
    assert trimmed("the US’s,", Rules(trim_possessive=False)) == "US’s"
    assert trimmed("the  ", Rules(trim_outer=False)) == "the  "


@pytest.mark.property
@given(messy | st.text(), st.data(), rules, st.booleans())
def test_trimming_stays_inside_splits_nothing_and_is_done_once(text, data, rules, keep):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    first, last = trim(text, start, end, rules, keep_quotes=keep)
    low, high = snap(text, start, end)
    assert low <= first <= last <= high
    assert first < last or (first, last) == (low, high)
    assert snap(text, first, last) == (first, last)
    assert trim(text, first, last, rules, keep_quotes=keep) == (first, last)


# context


def test_the_words_around_a_span_are_kept_for_finding_it_again():
    text = "x" * 40 + "rocket" + "y" * 10
    assert context(text, 40, 46) == ("x" * 32, "y" * 10)
    assert context(text, 0, 40, width=3) == ("", "roc")
