import pytest
from msgspec.structs import replace

from annotator.store.library import Listed
from annotator.ui.library.facts import (
    NO_TITLE,
    Shown,
    meta_line,
    remark,
    shown_of,
    spoken,
    state_of,
)

LISTED = Listed(1, b"1", "US retaliates", "en", "wire", "2021-06-28", "in_progress")


def bare(words: str) -> str:
    return words.replace("\u2068", "").replace("\u2069", "")


@pytest.mark.parametrize(
    ("listed", "shown", "line"),
    [
        (LISTED, None, "28 Jun"),
        (LISTED, Shown(), "28 Jun"),
        (LISTED, Shown(107, 17), "28 Jun · 107 marks · 17 claims"),
        (LISTED, Shown(1, 1), "28 Jun · 1 mark · 1 claim"),
        (replace(LISTED, language="ar"), Shown(12), "28 Jun · Arabic · 12 marks"),
        (replace(LISTED, language="en-GB"), Shown(12), "28 Jun · 12 marks"),
        (replace(LISTED, published=None), Shown(1_200), "no date · 1,200 marks"),
        (replace(LISTED, has_note=True), Shown(41), "28 Jun · 41 marks · 1 question"),
        (replace(LISTED, has_note=True, status="done"), Shown(41), "28 Jun · 41 marks"),
    ],
)
def test_a_row_says_date_language_marks_and_question(listed, shown, line):
    assert bare(meta_line(listed, shown, with_year=False)) == line


def test_each_part_of_a_row_is_isolated_so_that_none_is_reordered():
    line = meta_line(LISTED, Shown(107, 17), with_year=True)
    assert line == "\u206828 Jun 2021\u2069 · \u2068107 marks\u2069 · \u206817 claims\u2069"


def test_a_note_on_what_is_not_finished_is_a_question():
    assert state_of(replace(LISTED, has_note=True)) == "question"
    assert state_of(replace(LISTED, has_note=True, status="settled")) == "settled"
    assert state_of(LISTED) == "in_progress"


def test_where_one_has_no_marks_those_of_others_are_told():
    shown = shown_of({}, frozenset({"time"}), frozenset({"claim"}), {"claim": 4, "time": 9})
    assert shown == Shown(0, 0, others=4)
    assert "4 by others" in meta_line(LISTED, shown, with_year=False)
    assert "in progress, 4 marks by others, 28 June" in spoken(LISTED, shown)
    assert shown_of({"weapon": 1}, frozenset(), frozenset(), {"claim": 4}).others == 0


def test_a_row_is_spoken_with_title_state_marks_and_date():
    said = spoken(LISTED, Shown(107, 17))
    assert said == "US retaliates, in progress, 107 marks, 17 claims, 28 June 2021"
    assert spoken(Listed(1, b"1"), None) == f"{NO_TITLE}, unread, no date"


def test_the_tooltip_has_what_a_row_has_no_room_for():
    assert bare(remark(LISTED)) == "US retaliates\nwire · 28 June 2021 · English"


def test_marks_of_hidden_labels_are_not_counted():
    counts = {"weapon": 3, "claim": 2, "time": 5}
    assert shown_of(counts, frozenset({"time"}), frozenset({"claim"})) == Shown(5, 2)
    assert shown_of(counts, frozenset(), frozenset({"claim"})) == Shown(10, 2)
