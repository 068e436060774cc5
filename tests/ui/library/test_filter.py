import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.store.library import Listed
from annotator.ui.library.filter import Filter, searched, with_mine

DENIES = Listed(1, b"1", "Army denies striking convoy in Médéa", "en", "Wire", "2021-06-28", "done")
ARABIC = Listed(2, b"2", "غاراتٌ جوّية تستهدف مواقع", "ar", None, "2021-06", "unread")
ASKED = Listed(
    3, b"3", "Abandoned “Port 9” reopens", None, None, None, "in_progress", has_note=True
)
BARE = Listed(4, b"4")


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("", [1, 2, 3, 4]), ("   ", [1, 2, 3, 4]),
        ("DENIES", [1]), ("medea", [1]), ("Médéa", [1]), ("convoy army", [1]),
        ("wire", [1]), ("28 june 2021", [1]), ("2021-06", [1, 2]), ("jun", [1, 2]),
        ("english", [1]), ("arabic", [2]),
        ("غارات جوية", [2]), ("مواقع", [2]), ("إستهدف", []),
        ("done", [1]), ("unread", [2, 4]), ("question", [3]), ("Done wire", [1]),
        ('"denies striking"', [1]), ('"striking denies"', []),
        ('"port 9"', [3]), ("“port 9”", [3]), ('"port', [3]), ('"done"', [3]),
        ("zzz", []),
    ],
)  # fmt: skip
def test_what_is_typed_finds_by_title_source_date_language_and_state(typed, found):
    words = {one.item: searched(one) for one in (DENIES, ARABIC, ASKED, BARE)}
    assert Filter(typed).sift(list(words), words) == found
    assert [item for item, said in words.items() if Filter(typed).takes(said)] == found


def test_a_word_for_a_state_that_news_use_too_finds_both():
    talks = Listed(5, b"5", "Progress in talks")
    begun = Listed(6, b"6", "Talks", status="in_progress")
    finds = Filter("progress").takes
    assert finds(searched(talks))
    assert finds(searched(begun))
    assert not Filter('"progress"').takes(searched(begun))


def test_an_empty_filter_leaves_nothing_out():
    assert not Filter("  ")
    assert not Filter('""')
    assert Filter("a")


def test_a_sign_means_what_open_rounds_give_one_until_it_is_done():
    yours = Listed(6, b"6", "A mine at the port", given="to_do")
    read = Listed(7, b"7", "@me says the title", status="done", given="done")
    takes = [Filter("@ME").takes(searched(one)) for one in (yours, read, DENIES)]
    assert takes == [True, False, False]
    assert Filter("mine @me").takes(searched(yours))
    assert Filter("@me port").is_of_mine
    assert not Filter("me").is_of_mine
    assert Filter("@me port").narrows(Filter("@me"))
    assert not Filter("@me").narrows(Filter("@m"))


@pytest.mark.parametrize(
    ("typed", "on", "off"),
    [("", "@me", ""), ("port", "@me port", "port"), ("port @Me", "@me port", "port")],
)
def test_the_sign_is_put_to_what_was_typed_and_taken_from_it(typed, on, off):
    assert with_mine(typed, on=True) == on
    assert with_mine(typed, on=False) == off


@given(st.text(max_size=30))
def test_whatever_is_typed_is_a_filter(typed):
    assert Filter(typed).takes(searched(DENIES)) in (True, False)


@given(st.text(alphabet=st.characters(categories=["L", "N"]), min_size=1, max_size=20))
def test_a_title_is_found_by_itself_however_it_is_composed(title):
    listed = Listed(1, b"1", title)
    for form in ("NFC", "NFD", "NFKC", "NFKD"):
        assert Filter(f'"{unicodedata.normalize(form, title)}"').takes(searched(listed))


@given(st.text("dr \"on'e", max_size=8), st.text("dr \"on'e", max_size=8), st.text(max_size=20))
def test_a_filter_that_narrows_another_takes_nothing_that_it_did_not_take(typed, more, title):
    """What the list relies on where one letter more is typed."""
    before, now = Filter(typed), Filter(typed + more)
    words = searched(Listed(1, b"1", title + "drone", status="done"))
    if now.narrows(before) and now.takes(words):
        assert before.takes(words)


def test_one_letter_more_narrows_and_a_word_for_a_state_does_not():
    assert Filter("rock").narrows(Filter("roc"))
    assert Filter("rock d").narrows(Filter("rock"))
    assert Filter("rock").narrows(Filter(""))
    assert not Filter("roc").narrows(Filter("rock"))
    assert not Filter("done").narrows(Filter("don"))
    assert Filter("question").narrows(Filter("questio")) is False
