"""Entities looked up as one types: what is found, in which order, and always as by brute force."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.workspace.lookup import Found, Known, Lookup, flattened, sounding

REGISTER = [
    Known("dez", "Deir ez-Zor", 5),
    Known("dez", "دير الزور", 5),
    Known("sdf", "Syrian Democratic Forces (SDF)", 9),
    Known("syria", "Syria", 20),
    Known("omar", "Al Omar oil field", 2),
    Known("raqqa", "Ar-Raqqah", 3),
    Known("aleppo", "Aleppo", 1),
    Known("aleppo", "حلب", 1),
    Known("malaga", "Málaga", 0),
]


def found(typed, known=REGISTER, **how):
    return [one.entity for one in Lookup(known).find(typed, **how)]


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("syr", ["syria", "sdf"]),
        ("SYRIA", ["syria"]),
        ("democ", ["sdf"]),
        ("sdf", ["sdf"]),
        ("omar", ["omar"]),
        ("al-omar", ["omar"]),
        ("the Omar", ["omar"]),
        ("al", ["aleppo"]),
        ("deir e", ["dez"]),
        ("deirez", ["dez"]),
        ("Dayr az Zaw", ["dez"]),
        ("دير الزور", ["dez"]),
        ("الزور", ["dez"]),
        ("حَلَب", ["aleppo"]),
        ("rakka", ["raqqa"]),
        ("mala", ["malaga"]),
        ("ma\u0301la", ["malaga"]),
        ("xyz", []),
        ("", []),
        (" - ", []),
    ],
)
def test_it_is_found_by_the_beginning_of_a_name_a_word_an_alias_and_by_its_sound(typed, wanted):
    assert [one for one in found(typed) if one in wanted or not wanted] == wanted
    assert found(typed)[:1] == wanted[:1]


def test_the_whole_name_comes_first_then_what_is_used_most():
    known = [Known("1", "Homs city", 90), Known("2", "Homs", 1), Known("3", "near Homs", 99)]
    assert found("homs", known) == ["2", "1", "3"]
    assert found("homs", known, most=2) == ["2", "1"]
    assert Lookup(known).find("homs")[0] == Found("2", "Homs", "name")


def test_what_changes_is_found_as_it_is_now():
    lookup = Lookup(REGISTER)
    lookup.put("syria", [Known("syria", "Syrian Arab Republic", 20)])
    lookup.put("hama", [Known("hama", "Hama")])
    lookup.put("aleppo", [])
    assert [one.name for one in lookup.find("syria")][:1] == ["Syrian Arab Republic"]
    assert lookup.find("hama")[0].entity == "hama"
    assert lookup.find("aleppo") == []
    assert not lookup.is_stale


def test_after_many_changes_it_is_worth_making_anew():
    lookup = Lookup()
    lookup.put_all({str(n): [Known(str(n), "Homs")] for n in range(2_001)})
    assert lookup.is_stale


# --- against brute force --------------------------------------------------------------------------

names = st.lists(
    st.sampled_from([
        "Deir", "ez-Zor", "al", "Al", "the", "Homs", "Hama", "US", "دير", "الزور", "é", "h", "ash",
        "Sham", "'", "-", "oil field", "\u00a0", "kk", "(SDF)", "th", "e",
    ]),
    max_size=4,
).map(" ".join) | st.text(max_size=8)  # fmt: skip


def brute(known, typed):
    """Look at each name by itself."""
    words = flattened([typed]).strip("\n ")
    sound = sounding(flattened([typed])).strip("\n")
    hits = set()
    for one in known:
        flat = flattened([one.name])
        fits = words and (flat.startswith(f"\n{words}") or f" {words}" in flat)
        sounds = len(sound) > 1 and sounding(flat).startswith(f"\n{sound}")
        if fits or sounds:
            hits.add(one.entity)
    return hits


@pytest.mark.property
@given(st.lists(names, max_size=12), names, st.sets(st.integers(0, 11)))
def test_what_is_found_is_what_looking_at_each_name_finds(all_, typed, changed):
    known = [Known(str(number), name) for number, name in enumerate(all_)]
    assert {one.entity for one in Lookup(known).find(typed)} == brute(known, typed)
    lookup = Lookup([k for k in known if int(k.entity) not in changed] + [Known("0", "old")])
    lookup.put_all({k.entity: [k] for k in known if int(k.entity) in changed | {0}})
    if "0" in {k.entity for k in known}:
        assert {one.entity for one in lookup.find(typed)} == brute(known, typed)
