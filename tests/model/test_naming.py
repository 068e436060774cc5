"""Names: which are one however they are written, and which are not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.naming import (
    Alike,
    acronym,
    alike,
    is_name,
    is_short_for,
    keys,
    names_in,
    plain_words,
    skeleton,
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Deir Ezzor", "deir\u00a0ezzor"),
        ("al-Bab", "AL‑BAB"),
        ("US", "U.S."),
        ("Sana", "SANA"),
        ("Syria's", "Syria"),
        ("Joe  Biden’s", "Joe Biden"),
        ("United Nations’", "United Nations"),
        ("دَير الزّور", "دير الزور"),
        ("أحمد", "احمد"),
        ("الرقة", "الرقه"),
        ("مصـــر", "مصر"),
    ],
)  # fmt: skip
def test_names_are_surely_one_but_for_case_spaces_and_signs(one, other):
    assert alike(one, other) is Alike.EXACT


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("al-Bab", "Bab"),
        ("Al Omar oilfield", "Al Omar oil field"),
        ("Qamishli", "Al-Qāmishlī"),
        ("the Hague", "Hague"),
        ("An Najaf", "Najaf"),
        ("ash-Sham", "Sham"),
        ("Sana'a", "Sanaa"),
        ("Wadi ad-Dawasir", "Wadi Dawasir"),
        ("الشام", "شام"),
        ("Łódź", "Lodz"),
    ],
)
def test_articles_hyphens_accents_and_spaces_make_no_other_name(one, other):
    assert alike(one, other) is Alike.PLAIN


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Deir Ezzor", "Dayr az Zawr"),
        ("Deir ez-Zor", "Deir Ezzor"),
        ("دير الزور", "Deir ez-Zor"),
        ("Raqqa", "Rakka"),
        ("Ar-Raqqah", "Raqqa"),
        ("الرقة", "Raqqa"),
        ("Al-Hasakah", "Hasakeh"),
        ("Hodeidah", "Al Hudaydah"),
        ("خان شيخون", "Khan Sheikhoun"),
        ("Khan Shaykhun", "Khan Sheikhoun"),
        ("Abu Kamal", "Al-Bukamal"),
        ("Mosul", "Al-Mawsil"),
        ("Susah", "Soussa"),
        ("ولاية", "Wilaya"),
    ],
)
def test_what_is_transliterated_in_another_way_may_be_one_name(one, other):
    assert alike(one, other) is Alike.SKELETON


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("US", "us"),
        ("WHO", "who"),
        ("US", "US forces"),
        ("حلب", "Aleppo"),
        ("militia", "Malta"),
        ("Hamas", "Homs"),
        ("Syria", "Soura"),
        ("Iran", "Iraq"),
        ("An army", "Larmy"),
        ("U", "Y"),
        ("", ""),
        ("…", "—"),
    ],
)
def test_other_names_stay_apart(one, other):
    assert alike(one, other) is Alike.NOT


def test_a_name_that_is_nothing_but_an_article_is_kept():
    assert keys("Al").plain == "al"
    assert keys("The").plain == "the"


def test_what_stands_in_brackets_is_a_name_too_where_it_is_written_like_one():
    whole = "Syrian Democratic Forces (SDF)"
    assert names_in(whole) == (whole, "Syrian Democratic Forces", "SDF")
    assert names_in("Deir ez-Zor (city)") == ("Deir ez-Zor (city)", "Deir ez-Zor")
    assert names_in("(SDF)") == ("(SDF)", "SDF")
    assert names_in("Raqqa") == ("Raqqa",)
    assert names_in("Raqqa (الرقة)")[-1] == "الرقة"


@pytest.mark.parametrize(
    ("short", "name", "fits"),
    [
        ("SDF", "Syrian Democratic Forces", True),
        ("SOHR", "Syrian Observatory for Human Rights", True),
        ("S.D.F.", "the Syrian Democratic Forces", True),
        ("SDF", "Syrian Forces", False),
        ("J. Biden", "Joe Biden", True),
        ("A. J. Blinken", "Antony John Blinken", True),
        ("K. Biden", "Joe Biden", False),
        ("Joe Biden", "Joe Biden", False),
        ("Biden", "Joe Biden", False),
        ("J. Biden", "Joe Binden", False),
    ],
)
def test_acronyms_and_initials_are_short_for_a_name(short, name, fits):
    assert is_short_for(short, name) is fits


def test_words_and_consonants_are_given_for_looking_up():
    assert plain_words("The Al-Omar Oil Field’s") == ("omar", "oil", "field")
    assert skeleton("deir ez-zor") == skeleton("Dayr az Zawr") == "drzr"
    assert is_name("دير")
    assert is_name("pro-Iran groups")
    assert not is_name("militia")


names = st.lists(
    st.sampled_from(["Deir", "al-Bab", "ez-Zor", "US", "of", "الزور", "Ōm", "’s", "(SDF)", "j."]),
    max_size=5,
).map(" ".join) | st.text(max_size=20)  # fmt: skip


@pytest.mark.property
@given(names, names)
def test_being_alike_goes_both_ways_and_every_name_is_like_itself(one, other):
    assert alike(one, other) is alike(other, one)
    assert alike(one, one) is (Alike.EXACT if keys(one).exact else Alike.NOT) or not keys(one).exact


@pytest.mark.property
@given(names)
def test_spaces_accents_and_unseen_signs_change_no_key(name):
    assert keys(name.replace(" ", "\u00a0")) == keys(name)
    assert keys(f" {name}\u200f ") == keys(name)
    assert keys(keys(name).exact).exact == keys(name).exact
    assert all(part in (name, *names_in(name)[1:]) for part in names_in(name))


def test_capitals_of_a_name_are_its_acronym_and_two_are_too_few():
    assert acronym("Syrian Observatory for Human Rights") == "SOHR"
    assert acronym("Islamic State") == ""
