"""The find bar: going around, how to look, the list of hits, and labelling all of them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.model import finding
from annotator.ui.find.label_menu import LabelMenu
from annotator.ui.theme import Size

pytestmark = pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)

TEXT = (
    "The brigade fired ROCKETS at the depot of Médéa.\n"
    "Rockets fell on أحمد and احمد, 😀 the mayor said; more rockets followed."
)  # fmt: skip


@pytest.fixture
def reader(desk):
    desk.bring(TEXT)
    desk.view.setFocus()
    desk.press("Ctrl+Home")
    return desk


def bar(desk):
    return desk.window.annotate.find_bar


def count(desk) -> str:
    return bar(desk)._count.text()


def picked(desk) -> str:
    selection = desk.workspace.selection
    return desk.text[selection.start : selection.end]


def look_for(desk, words: str) -> None:
    desk.press("Ctrl+F")
    desk.type(words)


def test_case_does_not_matter_and_the_first_hit_is_picked(reader):
    look_for(reader, "rockets")
    assert picked(reader) == "ROCKETS"
    assert count(reader) == "1 of 3"


def test_kinds_of_arabic_letters_do_not_matter(reader):
    reader.press("Ctrl+F")
    bar(reader)._field.insert("احمد")
    assert count(reader) == "1 of 2"
    assert picked(reader) == "أحمد"
    reader.press("Return")
    assert picked(reader) == "احمد"


def test_return_goes_on_and_around_the_end_and_shift_return_back(reader):
    look_for(reader, "rockets")
    for expected in ("2 of 3", "3 of 3", "1 of 3"):
        reader.press("Return")
        assert count(reader) == expected
    reader.press("Shift+Return")
    assert count(reader) == "3 of 3"


def test_the_buttons_do_the_same(reader):
    look_for(reader, "rockets")
    reader.push("Next hit")
    assert count(reader) == "2 of 3"
    reader.push("Previous hit")
    reader.push("Previous hit")
    assert count(reader) == "3 of 3"


def test_behind_an_emoji_the_right_words_are_picked(reader):
    look_for(reader, "mayor")
    assert picked(reader) == "mayor"
    assert reader.view.selection() == (TEXT.index("mayor"), TEXT.index("mayor") + 5)


def test_what_is_not_there_is_said_and_nothing_is_picked(reader):
    look_for(reader, "zebra")
    assert count(reader) == "Not found"
    assert reader.workspace.selection.is_caret


def test_a_hit_is_labelled_by_a_key(reader):
    look_for(reader, "rockets")
    reader.press("Return")
    reader.press("Esc")
    assert reader.view.hasFocus()
    reader.press("W")
    assert reader.marks == [("Weapon", "Rockets")]


def test_a_label_key_in_the_field_is_a_letter(reader):
    reader.select("brigade")
    look_for(reader, "wal")
    assert reader.marks == []
    assert bar(reader)._field.text() == "wal"


def test_ctrl_z_in_the_field_takes_back_typing_and_no_mark(reader):
    reader.select("brigade")
    reader.press("A")
    look_for(reader, "rockets")
    reader.press("Ctrl+Z")
    assert reader.marks == [("Actor", "brigade")]
    assert bar(reader)._field.text() != "rockets"


def test_picked_words_are_looked_for(reader):
    reader.select("rockets")
    reader.press("Ctrl+F")
    assert bar(reader)._field.text() == "rockets"
    assert count(reader) == "3 of 3"
    assert picked(reader) == "rockets"


def test_opening_it_lets_nothing_go(reader):
    look_for(reader, "rockets")
    reader.press("Esc")
    reader.select("brigade")
    reader.press("A")
    reader.click("brigade")
    chosen = reader.workspace.chosen
    reader.press("Ctrl+F")
    assert reader.workspace.chosen == chosen
    assert count(reader) == "3 hits"


def test_f3_with_the_bar_closed_goes_to_the_next_hit_and_keeps_the_keyboard(reader):
    look_for(reader, "rockets")
    reader.press("Esc")
    reader.press("F3")
    assert picked(reader) == "Rockets"
    assert reader.view.hasFocus()
    assert not bar(reader).isVisible()
    assert reader.said == "“rockets”: 2 of 3"
    reader.press("Shift+F3")
    reader.press("Shift+F3")
    assert picked(reader) == "rockets"


def test_f3_from_the_caret_misses_no_hit(reader):
    look_for(reader, "rockets")
    reader.press("Esc")
    reader.press("Ctrl+Home")
    reader.press("F3")
    assert picked(reader) == "ROCKETS"


def test_f3_for_what_is_not_there_says_so(reader):
    look_for(reader, "zebra")
    reader.press("Esc")
    reader.press("F3")
    assert reader.said == "“zebra”: not found"


def test_f3_before_anything_was_looked_for_opens_the_bar(reader):
    reader.press("F3")
    assert bar(reader).isVisible()
    assert bar(reader)._field.hasFocus()


def test_a_hit_in_the_middle_of_a_character_holds_nobody_up(desk):
    desk.bring("Me\u0301de\u0301a and me\u0301de\u0301a.")
    desk.view.setFocus()
    desk.press("Ctrl+F")
    bar(desk)._field.insert("\u0301")
    seen = [count(desk)]
    for _ in range(3):
        desk.press("Return")
        seen.append(count(desk))
    assert seen == ["1 of 4", "2 of 4", "3 of 4", "4 of 4"]


def test_esc_closes_it_from_its_buttons_too(reader):
    look_for(reader, "rockets")
    reader.press("Tab")
    assert not bar(reader)._field.hasFocus()
    reader.press("Esc")
    assert not bar(reader).isVisible()
    assert reader.view.hasFocus()


def test_the_next_article_is_looked_through_and_stays_at_its_beginning(reader):
    first = reader.workspace.article.id
    reader.bring("Nothing here but one rocket and two rockets.")
    second = reader.workspace.article.id
    reader.workspace.show(first)
    look_for(reader, "rockets")
    reader.workspace.show(second)
    assert count(reader) == "1 hit"
    assert reader.workspace.selection.is_caret
    reader.press("Return")
    assert picked(reader) == "rockets"


def test_it_goes_with_the_project(reader):
    look_for(reader, "rockets")
    reader.window.commands.do("close_project")
    reader.window.open_path(reader.folder / "own.annot")
    assert not bar(reader).isVisible()


def test_a_hit_picked_already_is_brought_back_into_sight(desk):
    desk.bring("First rockets.\n" + "More words of no use at all.\n" * 300)
    desk.view.setFocus()
    look_for(desk, "rockets")
    desk.view.verticalScrollBar().setValue(desk.view.verticalScrollBar().maximum())
    desk.press("Return")
    assert desk.view.first_visible() < 200


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_it_stands_in_the_corner_at_the_far_side(request, direction):
    if direction == "rtl":
        request.getfixturevalue("mirrored")
    reader = request.getfixturevalue("reader")
    reader.press("Ctrl+F")
    for size in ((1280, 800), (1024, 700), (720, 480)):
        reader.window.resize(*size)
        QApplication.processEvents()
        over, place = reader.window.annotate.centre.rect(), bar(reader).geometry()
        assert over.contains(place)
        to_left, to_right = place.left(), over.right() - place.right()
        assert (to_left < to_right) == (direction == "rtl") or size == (720, 480)


def test_keys_of_the_article_work_while_it_is_open_and_the_article_has_the_keyboard(reader):
    look_for(reader, "depot")
    QTest.mouseClick(
        reader.view.viewport(), Qt.MouseButton.LeftButton,
        pos=reader.view.rect_of(TEXT.index("depot"), TEXT.index("depot") + 5).center(),
    )  # fmt: skip
    assert bar(reader).isVisible()
    reader.press("L")
    assert reader.marks == [("Location", "depot")]
    reader.press("Esc")
    reader.press("Esc")
    assert not bar(reader).isVisible()


# --- how it looks ---------------------------------------------------------------------------------


def test_whole_words_are_a_switch_with_a_key(reader):
    look_for(reader, "rocket")
    assert count(reader) == "1 of 3"
    reader.press("Alt+W")
    assert count(reader) == "Not found"
    reader.type("s")
    assert count(reader) == "1 of 3"
    reader.press("Esc")
    reader.press("Ctrl+F")
    assert reader.named("Whole words").isChecked()


def test_a_pattern_is_looked_for_once_the_keys_are_in(reader):
    look_for(reader, "")
    reader.press("Alt+P")
    reader.type("R[a-z]+s")
    QApplication.processEvents()
    assert (count(reader), picked(reader)) == ("1 of 1", "Rockets")


def test_return_does_not_go_by_what_was_typed_before(reader):
    look_for(reader, "")
    reader.press("Alt+P")
    reader.type("more|mayor")
    reader.press("Return")
    assert picked(reader) == "mayor"


def test_a_pattern_that_cannot_be_read_is_said_calmly_in_the_bar(reader):
    look_for(reader, "(")
    before = bar(reader).height()
    reader.press("Alt+P")
    QApplication.processEvents()
    assert bar(reader)._remark.text() == "The pattern cannot be read at its end: missing )."
    assert bar(reader).height() > before
    assert count(reader) == ""
    assert reader.notice == ""
    reader.press("Alt+P")
    assert bar(reader)._remark.isHidden()
    assert bar(reader).height() == before


def test_a_pattern_that_takes_too_long_is_cut_off(desk, monkeypatch):
    monkeypatch.setattr(finding, "PATIENCE", 0.02)
    desk.bring("a" * 3_000 + "b")
    desk.view.setFocus()
    look_for(desk, "(a+)+$")
    desk.press("Alt+P")
    QApplication.processEvents()
    assert "takes too long" in bar(desk)._remark.text()
    desk.press("Esc")
    desk.press("F3")
    assert "takes too long" in desk.said


def test_picked_words_are_no_pattern(desk):
    desk.bring("He left (so they say). They say.")
    desk.view.setFocus()
    look_for(desk, "")
    desk.press("Alt+P")
    desk.press("Esc")
    desk.select("(so they say)")
    desk.press("Ctrl+F")
    assert (count(desk), picked(desk)) == ("1 of 1", "(so they say)")


def test_opened_again_it_keeps_the_pattern_that_found_what_is_picked(reader):
    look_for(reader, "")
    reader.press("Alt+P")
    reader.type("[Rr]ockets")
    reader.press("Return")
    reader.press("Esc")
    reader.press("Ctrl+F")
    assert bar(reader)._field.text() == "[Rr]ockets"
    assert count(reader) == "1 of 2"


def test_of_very_many_hits_it_is_said_that_there_are_more(reader, monkeypatch):
    monkeypatch.setattr(finding, "MOST", 4)
    look_for(reader, "e")
    assert count(reader) == "1 of 4+"
    assert bar(reader)._remark.text() == ("There are more hits than that. The first 4 are kept.")
    reader.view.setFocus()
    reader.press("Ctrl+End")
    assert count(reader) == "4+ hits"


# --- all hits -------------------------------------------------------------------------------------


def rows(desk) -> list[str]:
    model = bar(desk)._list.hits
    return [model.index(n).data() for n in range(model.rowCount())]


def test_all_hits_are_outlined_in_the_article_while_it_is_open(reader):
    look_for(reader, "rockets")
    hits = [(TEXT.lower().index("rockets"), TEXT.lower().index("rockets") + 7)]
    assert list(reader.view._scene.hits)[:1] == hits
    assert len(reader.view._scene.hits) == 3
    reader.press("Esc")
    assert list(reader.view._scene.hits) == []


def test_the_list_has_each_hit_in_its_line(reader):
    look_for(reader, "rockets")
    reader.press("Alt+Down")
    assert rows(reader) == [
        "title: The brigade fired ROCKETS at the depot of Médéa.",
        "¶1: Rockets fell on أحمد and احمد, 😀 the mayor said; more rockets",
        "¶1: Rockets fell on أحمد and احمد, 😀 the mayor said; more rockets followed.",
    ]


def test_all_rows_are_inside_the_bar_as_soon_as_the_list_opens(reader):
    look_for(reader, "rockets")
    reader.window.commands.do("list_hits")
    whole = bar(reader)._list
    seen = whole.visibleRegion().boundingRect()
    assert seen == whole.rect()
    assert whole.height() == 3 * Size.ROW


def test_up_and_down_in_the_list_go_to_the_hits(reader):
    look_for(reader, "rockets")
    reader.press("Alt+Down")
    assert bar(reader)._list.hasFocus()
    reader.press("Down")
    assert (picked(reader), count(reader)) == ("Rockets", "2 of 3")
    reader.press("Up")
    assert picked(reader) == "ROCKETS"
    reader.press("Up")
    assert bar(reader)._field.hasFocus()
    reader.press("Down")
    assert bar(reader)._list.hasFocus()


def test_return_in_the_list_stays_at_the_hit_with_the_keyboard_in_the_article(reader):
    look_for(reader, "rockets")
    reader.press("Alt+Down")
    reader.press("Down")
    reader.press("Return")
    assert reader.view.hasFocus()
    reader.press("W")
    assert reader.marks == [("Weapon", "Rockets")]


def test_a_click_on_a_row_goes_there(reader):
    look_for(reader, "rockets")
    reader.push("List all hits")
    hits = bar(reader)._list
    place = hits.visualRect(hits.hits.index(2)).center()
    QTest.mouseClick(hits.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert picked(reader) == "rockets"
    assert reader.view.hasFocus()


def test_letters_in_the_list_go_on_with_what_is_looked_for(reader):
    look_for(reader, "r")
    reader.press("Alt+Down")
    reader.type("o")
    assert bar(reader)._field.text() == "ro"
    assert bar(reader)._field.hasFocus()
    assert len(rows(reader)) == 3


def test_the_list_opens_with_the_bar_and_goes_without_hits(reader):
    reader.select("rockets")
    reader.window.commands.do("list_hits")
    assert bar(reader)._list.hasFocus()
    bar(reader)._field.setFocus()
    bar(reader)._field.selectAll()
    reader.type("zebra")
    assert not bar(reader)._list.isVisible()


def test_the_list_of_an_article_without_hits_leaves_the_keyboard_in_the_field(reader):
    look_for(reader, "zebra")
    reader.press("Alt+Down")
    assert bar(reader)._field.hasFocus()


def test_folding_the_list_takes_the_keyboard_back_to_the_field(reader):
    look_for(reader, "rockets")
    reader.press("Alt+Down")
    reader.push("List all hits")
    assert bar(reader)._field.hasFocus()
    assert not bar(reader)._list.isVisible()


def test_after_a_hit_was_labelled_the_next_one_is_gone_to(reader):
    look_for(reader, "rockets")
    reader.press("Esc")
    reader.press("W")
    reader.press("F3")
    assert reader.said == "“rockets”: 2 of 3"


# --- labelling all --------------------------------------------------------------------------------


def menu(desk) -> LabelMenu:
    (made,) = bar(desk).findChildren(LabelMenu)
    return made


def test_all_hits_are_labelled_by_two_keys_and_one_takes_it_back(reader):
    look_for(reader, "rockets")
    reader.press("Alt+L")
    assert menu(reader).actions()[0].text() == "Label all 3 hits as"
    QTest.keyClick(menu(reader), "w")
    assert reader.marks == [("Weapon", "ROCKETS"), ("Weapon", "Rockets"), ("Weapon", "rockets")]
    assert reader.notice == "Marked 3 hits of “rockets” as Weapon"
    assert reader.view.hasFocus()
    reader.press("Ctrl+Z")
    assert reader.marks == []


def test_the_labels_can_be_chosen_by_mouse_and_arrows(reader):
    look_for(reader, "depot")
    reader.push("Label all…")
    QTest.keyClick(menu(reader), Qt.Key.Key_Down)
    QTest.keyClick(menu(reader), Qt.Key.Key_Return)
    assert reader.marks == [("Location", "depot")]


def test_keys_that_belong_to_no_label_do_nothing_there(reader):
    look_for(reader, "depot")
    reader.press("Alt+L")
    QTest.keyClick(menu(reader), "z")
    QTest.keyClick(menu(reader), Qt.Key.Key_Escape)
    assert reader.marks == []
    assert bar(reader).isVisible()


def test_without_hits_it_is_said_that_there_is_nothing_to_label(reader):
    look_for(reader, "zebra")
    reader.press("Alt+L")
    assert reader.said == "“zebra” was not found. Nothing was changed."
    assert bar(reader).findChildren(LabelMenu) == []


def test_where_nothing_can_be_written_that_is_said(reader):
    reader.workspace.lend("Bringing in")
    look_for(reader, "rockets")
    reader.press("Alt+L")
    assert reader.said == "Bringing in is under way. You can go on reading."
    reader.workspace.give_back()


def test_from_the_palette_the_labels_are_offered_in_the_bar(reader):
    look_for(reader, "rockets")
    reader.press("Esc")
    reader.window.commands.do("label_hits")
    QTest.keyClick(menu(reader), "1")
    assert [label for label, _ in reader.marks] == ["Actor"] * 3


def test_with_the_bar_closed_the_words_looked_for_last_are_meant(reader):
    look_for(reader, "rockets")
    reader.press("Esc")
    reader.window.commands.do("label_hits_as_weapon")
    assert len(reader.marks) == 3


# --- where it floats ------------------------------------------------------------------------------


def covers(desk) -> bool:
    selection = desk.workspace.selection
    hit = desk.view.rect_of(selection.start, selection.end)
    return bar(desk).geometry().intersects(hit)


LONG = "A headline of several words that runs on under the bar, about depots\n" + (
    "Words that nobody looks for, and at the far end of this line the depot.\n" * 80
)


@pytest.mark.parametrize("size", [(1280, 800), (1024, 700), (720, 480)])
@pytest.mark.parametrize("listed", [False, True])
def test_it_never_covers_the_hit(desk, size, listed):
    desk.bring(LONG)
    desk.window.resize(*size)
    QApplication.processEvents()
    desk.view.setFocus()
    desk.press("Ctrl+Home")
    look_for(desk, "depot")
    if listed:
        desk.press("Alt+Down")
        bar(desk)._field.setFocus()
    for _ in range(30):
        assert not covers(desk)
        assert desk.window.annotate.centre.rect().contains(bar(desk).geometry())
        desk.press("Return")
    for _ in range(40):
        desk.press("Shift+Return")
        assert not covers(desk)


def test_it_comes_back_to_the_head_when_the_hit_is_elsewhere(desk):
    desk.bring(LONG)
    desk.view.setFocus()
    desk.press("Ctrl+Home")
    look_for(desk, "under the bar")
    assert bar(desk).y() > 100
    bar(desk)._field.selectAll()
    desk.type("depot")
    for _ in range(30):
        desk.press("Return")
    assert bar(desk).y() < 20
