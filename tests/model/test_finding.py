"""Finding in a text: what is alike, whole words, patterns, and what stands around a hit."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model import finding
from annotator.model.finding import Hits, Searched, Wanted, in_context, literally
from annotator.model.selection import snap
from annotator.model.text import fold
from annotator.model.words import is_whole

signs = st.sampled_from([
    "a", "A", "b", "US", "’", "'", "-", "–", ".", ",", " ", "\u00a0", "\n", "“", '"', "1", "١",
    "é", "e\u0301", "E", "ا", "أ", "شَ", "ش", "ك", "ک", "ي", "ى", "ש", "שׁ", "،", "中", "ค", "ำ",
    "👨\u200d👩", "👨", "🇸🇾", "🇸", "\u200d", "\u0301", "(", "カ", "가", "й", "ß", "İ",
])  # fmt: skip
texts = st.lists(signs, max_size=30).map("".join)
needles = st.lists(signs, min_size=1, max_size=3).map("".join)


def found(text: str, words: str, **how: bool) -> list[str]:
    hits = Searched(text).find(Wanted(words, **how))
    return [text[start:end] for start, end in hits.places]


# --- what is alike --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("rockets", "ROCKETS"),
        ("medea", "Médéa"),
        ("Médéa", "Medea"),
        ("medea", "Me\u0301de\u0301a"),
        ("Me\u0301de\u0301a", "MÉDÉA"),
        ("10 km", "10\u00a0km"),
        ('"no"', "“no”"),
        ("US-led", "US\u2011led"),
        ("احمد", "أحمد"),
        ("الجيش", "الجَيْش"),
        ("مكتبة", "مکتبه"),
        ("שלום", "שָׁלוֹם"),
        ("12", "١٢"),
    ],
)
def test_what_a_reader_takes_for_the_same_is_found_whole(words, text):
    assert found(f"x {text} x", words) == [text]


@pytest.mark.parametrize(
    ("words", "text"), [("가", "\u1100"), ("ค", "ง"), ("か", "が"), ("US", "U.S.")]
)
def test_other_letters_are_not_alike(words, text):
    assert found(text, words) == []


def test_nothing_is_found_where_nothing_is_looked_for():
    assert Searched("words").find(Wanted("")) == Hits(Wanted(""))


def test_hits_do_not_overlap():
    assert Searched("aaaaa").find(Wanted("aa")).places == ((0, 2), (2, 4))


def test_a_mark_alone_is_found_with_its_letter():
    assert found("Me\u0301de\u0301a", "\u0301") == ["e\u0301", "e\u0301"]


def test_a_character_of_several_code_points_is_found_once():
    assert found("👨\u200d👩\u200d👨 said", "👨") == ["👨\u200d👩\u200d👨"]


def bare(words: str) -> str:
    """Say slowly what words are alike by: folded, and without accents and vowel signs."""
    plain = ""
    for sign in fold(words):
        letter, *rest = unicodedata.normalize("NFD", sign)
        plain += letter if rest and all(map(is_accent, rest)) else "" if is_accent(sign) else sign
    return plain


def is_accent(sign: str) -> bool:
    name = unicodedata.name(sign, "")
    return unicodedata.category(sign) == "Mn" and (
        name.startswith(("COMBINING", "HEBREW", "ARABIC"))
    )


@pytest.mark.property
@given(texts, needles.filter(lambda words: bool(bare(words))))
def test_plain_words_are_found_where_a_slow_scan_finds_them(text, words):
    wanted, expected, place = bare(words), [], 0
    while place < len(text):
        end = place + 1
        while end < len(text) and len(bare(text[place:end])) < len(wanted):
            end += 1
        if bare(text[place]) and bare(text[place:end]) == wanted:
            while end < len(text) and not bare(text[end]):
                end += 1
            expected.append(snap(text, place, end))
            place = end
        else:
            place += 1
    expected = [hit for n, hit in enumerate(expected) if not n or hit[0] >= expected[n - 1][1]]
    assert list(Searched(text).find(Wanted(words)).places) == expected


@pytest.mark.property
@given(texts, needles, st.booleans(), st.booleans())
def test_hits_are_in_order_and_cut_no_character(text, words, whole, is_pattern):
    wanted = Wanted(literally(words) if is_pattern else words, whole, is_pattern)
    places = Searched(text).find(wanted).places
    assert all(start < end and snap(text, start, end) == (start, end) for start, end in places)
    assert all(one[1] <= other[0] for one, other in pairwise(places))


# --- whole words ----------------------------------------------------------------------------------


def test_whole_words_are_not_parts_of_others():
    text = "US forces, the US’s base, the USA, thus US-led: us"
    assert found(text, "us", whole=True) == ["US", "US", "us"]
    assert found("中国军队", "国", whole=True) == ["国"]
    assert found("والتحالف قال التحالف", "التحالف", whole=True) == ["التحالف"]


@pytest.mark.property
@given(texts, needles)
def test_whole_words_are_the_plain_hits_that_cut_no_word(text, words):
    whole = Searched(text).find(Wanted(words, whole=True)).places
    assert all(is_whole(text, start, end) for start, end in whole)
    plain = Searched(text).find(Wanted(words)).places
    assert {place for place in plain if is_whole(text, *place)} <= set(whole) | {
        place for place in plain if any(a < place[1] and place[0] < b for a, b in whole)
    }


# --- patterns -------------------------------------------------------------------------------------


def test_a_pattern_takes_words_exactly():
    assert found("US and us, in 2021", r"US|\d{4}", is_pattern=True) == ["US", "2021"]
    assert found("US and us", "(?i)us", is_pattern=True) == ["US", "us"]


def test_a_pattern_may_ask_for_the_beginning_of_a_line():
    assert found("one\ntwo", r"^\w", is_pattern=True) == ["o", "t"]


def test_nothing_that_is_empty_is_a_hit():
    assert found("abc", "x*", is_pattern=True) == []
    assert found("abxxc", "x*", is_pattern=True) == ["xx"]


def test_a_pattern_may_be_kept_to_whole_words():
    assert found("US-led USA US", "U.", is_pattern=True, whole=True) == ["US"]


@given(st.text(alphabet="ab😀🇸é \n", max_size=30))
def test_a_pattern_finds_what_it_finds_behind_characters_beyond_16_bits(text):
    hits = Searched(text).find(Wanted("[ab]+", is_pattern=True))
    assert list(hits.places) == [one.span() for one in re.finditer("[ab]+", text)]


@pytest.mark.parametrize(
    ("pattern", "said"),
    [
        ("(US", "The pattern cannot be read at its end: missing )."),
        ("a**", "The pattern cannot be read at character 3: multiple repeat."),
        ("[z-a]b", "The pattern cannot be read at character 5: bad character range."),
        ("(" * 5_000 + ")" * 5_000, "The pattern is too deep or too large to be looked for."),
    ],
)
def test_a_pattern_that_cannot_be_read_is_said_to_be_so(pattern, said):
    hits = Searched("US forces").find(Wanted(pattern, is_pattern=True))
    assert (hits.trouble, hits.places) == (said, ())


def test_a_pattern_that_would_take_for_ever_is_cut_off(monkeypatch):
    monkeypatch.setattr(finding, "PATIENCE", 0.02)
    hits = Searched("a" * 5_000 + "b").find(Wanted("(a+)+$", is_pattern=True))
    assert hits.places == ()
    assert "takes too long" in hits.trouble


@pytest.mark.property
@given(st.text(alphabet="ab()[]{}*+?|\\^$.-<>=!:iP&~,1 \n", max_size=12))
def test_whatever_is_typed_is_answered(pattern):
    Searched("ab (a) 1, b").find(Wanted(pattern, is_pattern=True))


@given(texts, needles)
def test_words_written_as_a_pattern_are_found_as_they_stand(text, words):
    hits = Searched(text + words).find(Wanted(literally(words), is_pattern=True))
    assert hits.places
    assert not hits.trouble


# --- many -----------------------------------------------------------------------------------------


def test_of_very_many_hits_the_first_are_kept_and_that_is_known(monkeypatch):
    monkeypatch.setattr(finding, "MOST", 3)
    assert Searched("aaaa").find(Wanted("a")) == Hits(
        Wanted("a"), ((0, 1), (1, 2), (2, 3)), has_more=True
    )
    assert not Searched("aaa").find(Wanted("a")).has_more


def test_a_hit_has_its_number():
    hits = Searched("a b a b").find(Wanted("b"))
    assert [hits.number(*place) for place in ((2, 3), (6, 7), (2, 4), (0, 1))] == [0, 1, None, None]


# --- in context -----------------------------------------------------------------------------------


def test_a_hit_is_shown_with_its_paragraph_only():
    text = "Before.\nThe rockets\tfell.\nAfter."
    start = text.index("rockets")
    assert in_context(text, start, start + 7) == ("The ", "rockets", " fell.")
    assert in_context("rockets", 0, 7) == ("", "rockets", "")


def test_context_is_cut_between_words():
    text = "one three rockets fell down"
    start = text.index("rockets")
    assert in_context(text, start, start + 7, reach=7) == ("three ", "rockets", " fell")


@given(texts, st.data())
def test_context_never_has_a_break_and_holds_the_hit(text, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    before, words, after = in_context(text, start, end, reach=4)
    assert "\n" not in before + words + after
    assert len(words) == end - start
    assert len(before) <= 4
    assert len(after) <= 4
