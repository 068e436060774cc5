"""Finding words in the article: what is alike, going around, and labelling what was found."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

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
    (label,) = [label for label in bar(desk).findChildren(QLabel) if label.isVisibleTo(bar(desk))]
    return label.text()


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
        is_left = place.center().x() < over.center().x()
        assert is_left == (direction == "rtl")


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
