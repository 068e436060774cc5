import pytest

from annotator.ui.library.languages import code_of, is_english, known_languages, language_name


@pytest.mark.parametrize(
    ("code", "name"),
    [("ar", "Arabic"), ("ar-IQ", "Arabic (Iraq)"), ("en", "English"), ("qqq", "qqq")],
)
def test_a_language_is_called_by_its_name(code, name):
    assert language_name(code) == name


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("ar", "ar"), ("AR-iq", "ar-IQ"), ("Arabic", "ar"), ("arabic (ar)", "ar"),
        (" Kurdish ", "ku"), ("zh-hans", "zh-Hans"), ("apc", "apc"),
        ("Klingonese", None), ("a language", None), ("", None),
    ],
)  # fmt: skip
def test_a_language_is_typed_by_name_or_code(typed, code):
    assert code_of(typed) == code


def test_every_language_that_is_offered_can_be_typed_as_it_is_shown():
    for code, name in known_languages():
        assert language_name(code_of(f"{name} ({code})") or "") == name
    assert len(known_languages()) > 100


def test_english_is_english_in_every_country():
    assert is_english("en")
    assert is_english("en-GB")
    assert not is_english("enm")
