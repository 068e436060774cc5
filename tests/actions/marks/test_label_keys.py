"""Label keys work by their letter, and by their place where a keyboard has other letters."""

from __future__ import annotations

import pytest

from annotator.actions.marks.label_keys import KeyPress, label_for_key
from annotator.model.scheme import Label, Scheme


def found(scheme, text, *, expert=False, **press):
    return label_for_key(scheme, expert, KeyPress(text, **press))


@pytest.mark.parametrize(
    ("text", "label"),
    [("a", "actor"), ("l", "location"), ("w", "weapon"), ("c", "claim"),
     ("1", "actor"), ("2", "location"), ("3", "weapon"), ("4", "claim")],
)  # fmt: skip
def test_letter_and_digit_label(scheme, text, label):
    assert found(scheme, text) == f"label_{label}"


def test_shift_means_every_occurrence_and_alt_exactly_as_drawn(scheme):
    assert found(scheme, "W", shift=True) == "label_all_weapon"
    assert found(scheme, "w", alt=True) == "label_exact_weapon"
    assert found(scheme, "3", alt=True) == "label_exact_weapon"


def test_alt_and_shift_mean_the_same_words_again(scheme):
    assert found(scheme, "W", alt=True, shift=True) == "label_also_weapon"
    assert found(scheme, "w", alt=True, shift=True) == "label_also_weapon"


@pytest.mark.parametrize("text", ["", "x", "9", "é", "ł", "²", "?", " ", "\r", "\x1b", "🚀"])
def test_no_other_key_labels(scheme, text):
    assert found(scheme, text) is None


@pytest.mark.parametrize("text", ["e", "t", "h", "q", "5", "8"])
def test_expert_labels_have_keys_where_they_are_switched_on(scheme, text):
    assert found(scheme, text) is None
    assert found(scheme, text, expert=True) is not None


def test_a_retired_label_has_no_key():
    old = Scheme(labels=(Label("old", "Old", "O", retired=True), Label("new", "New", "N")))
    assert found(old, "o") is None
    assert found(old, "n") == "label_new"


# --- other letters --------------------------------------------------------------------------------

# Scan codes: X11 and Wayland count 8 more than Windows does; macOS has codes of its own.
PLACES = {"a": (38, 0x1E, 0), "l": (46, 0x26, 37), "w": (25, 0x11, 13), "c": (54, 0x2E, 8)}


@pytest.mark.parametrize(
    ("text", "letter", "label"),
    [
        ("ش", "a", "actor"), ("م", "l", "location"), ("ص", "w", "weapon"), ("ؤ", "c", "claim"),
        ("ф", "a", "actor"), ("д", "l", "location"), ("ц", "w", "weapon"), ("с", "c", "claim"),
        ("α", "a", "actor"), ("λ", "l", "location"), ("'", "w", "weapon"), ("ב", "c", "claim"),
    ],
)  # fmt: skip
def test_where_letters_are_not_latin_the_place_counts(scheme, text, letter, label):
    x11, windows, mac = PLACES[letter]
    expected = f"label_{label}"
    assert found(scheme, text, place=x11, platform="linux") == expected
    assert found(scheme, text, place=windows, platform="win32") == expected
    assert found(scheme, text, place=mac, platform="darwin") == expected


@pytest.mark.parametrize(
    ("text", "letter", "label"), [("ِ", "a", "actor"), ("/", "l", "location"), ("}", "c", "claim")]
)
def test_shift_and_alt_work_on_an_arabic_keyboard(scheme, text, letter, label):
    place = PLACES[letter][0]
    assert found(scheme, text, place=place, shift=True) == f"label_all_{label}"
    assert found(scheme, "ش", place=PLACES["a"][0], alt=True) == "label_exact_actor"
    assert found(scheme, text, place=place, alt=True, shift=True) == f"label_also_{label}"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (",", PLACES["w"][0]),  # Dvorak
        ("q", PLACES["a"][0]),  # AZERTY
        ("ä", PLACES["a"][0]),
        ("@", PLACES["l"][0]),
    ],
)
def test_on_a_latin_keyboard_the_place_does_not_count(scheme, text, place):
    assert found(scheme, text, place=place) is None


def test_a_scheme_may_have_keys_of_another_script(scheme):
    arabic = Scheme(labels=(Label("site", "Site", "ش"), Label("actor", "Actor", "A")))
    assert found(arabic, "ش", place=PLACES["a"][0]) == "label_site"
    assert found(arabic, "a", place=PLACES["a"][0]) == "label_actor"


# --- digits ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["3", "٣", "۳", "३", "３"])
def test_digits_of_every_script_label(scheme, text):
    assert found(scheme, text) == "label_weapon"


def test_the_keypad_labels(scheme):
    assert found(scheme, "3", key=ord("3"), place=89) == "label_weapon"


def test_the_row_of_digits_labels_where_it_writes_signs(scheme):
    assert found(scheme, "&", place=10) == "label_actor"  # AZERTY
    assert found(scheme, "é", place=11) == "label_location"
    assert found(scheme, "č", place=4, platform="win32") == "label_weapon"  # Czech
    assert found(scheme, "'", place=21, platform="darwin") == "label_claim"


def test_a_digit_that_needs_shift_is_just_a_digit(scheme):
    assert found(scheme, "3", place=12, shift=True) == "label_weapon"


def test_signs_above_the_digits_are_not_digits(scheme):
    assert found(scheme, "!", place=10, shift=True) is None


def test_alt_and_shift_on_macos_write_other_signs_and_still_label(scheme):
    press = {"place": 0, "platform": "darwin", "alt": True, "shift": True}
    assert found(scheme, "Å", key=ord("A"), **press) == "label_also_actor"


def test_alt_on_macos_writes_other_letters_and_still_labels(scheme):
    assert found(scheme, "å", key=ord("A"), place=0, platform="darwin", alt=True) == (
        "label_exact_actor"
    )
    assert found(scheme, "¡", key=ord("1"), place=18, platform="darwin", alt=True) == (
        "label_exact_actor"
    )
