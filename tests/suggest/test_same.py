"""Which two entities may be one, and why."""

from __future__ import annotations

import pytest

from annotator.suggest.same import same


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        (["Deir ez-Zor (city)"], ["Governorate", "Deir ez-Zor"], "Both are called “Deir ez-Zor”."),
        (["al-Bab"], ["Bab"], "“al-Bab” and “Bab” are spelled alike."),
        (["Deir Ezzor"], ["دير الزور"], "“Deir Ezzor” and “دير الزور” are spelled alike."),
        (["Syrian Democratic Forces"], ["SDF"],
         "“SDF” may be short for “Syrian Democratic Forces”."),
        (["base"], ["base"], None),
        (["Homs"], ["Hamas"], None),
        (["Homs"], [], None),
    ],
)  # fmt: skip
def test_names_speak_for_it_and_common_words_do_not(one, other, reason):
    found = same(one, other)
    assert (found.reason if found else None) == reason


def test_the_surest_reason_is_given():
    assert same(["SDF", "al-Bab"], ["Syrian Democratic Forces", "SDF"]).score == 90
