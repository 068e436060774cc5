"""Buttons are pressed by mouse, Space and Return, say their names, and show who has the keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from annotator.ui.parts.buttons import KeyedButton, Row, bold_width, button, name_tool, tool
from annotator.ui.parts.layouts import across, down, frame
from annotator.ui.parts.words import ElidedLabel, label

ROLES = ("", "primary", "link", "quiet", "tab")


def across_in_window(*widgets):
    """Let widgets be as wide as they like."""
    return frame("", across(*widgets, None))


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return])
def test_a_button_is_pressed_by_keyboard(theme, show, give_keyboard, qtbot, role, key):
    made = button("Merge", role)
    show(made)
    give_keyboard(made)
    with qtbot.waitSignal(made.clicked):
        QTest.keyClick(made, key)


@pytest.mark.parametrize("role", ["", "link", "quiet"])
def test_the_ring_shows_who_has_the_keyboard_and_moves_nothing(
    theme, show, give_keyboard, qtbot, ringed, role
):
    made = button("Merge", role)
    show(across_in_window(made))
    before = made.size()
    assert not ringed(made)
    give_keyboard(made)
    assert ringed(made)
    assert made.size() == before


def test_on_ink_a_line_of_paper_parts_the_ring(theme, show, give_keyboard, qtbot, colour_at):
    made = button("Done", "primary")
    show(across_in_window(made))
    middle = made.height() // 2
    assert colour_at(made, 3, middle) == theme.colours.ink
    give_keyboard(made)
    assert colour_at(made, 0, middle) == theme.colours.ink
    assert colour_at(made, 3, middle) != theme.colours.ink


def test_buttons_are_28_high(theme, show):
    buttons = [button("Merge", role) for role in ROLES]
    show(across_in_window(*buttons, KeyedButton("Done", "Ctrl+Return", "primary")))
    assert {made.height() for made in buttons} == {28}


def test_choosing_a_tab_does_not_move_its_neighbours(theme, show):
    one, other = button("Annotate", "tab", checked=True), button("Entities", "tab", checked=False)
    show(across_in_window(one, other))
    before = other.geometry()
    one.setChecked(False)
    other.setChecked(True)
    assert other.geometry() == before
    assert bold_width("Annotate", "base") > 0


def test_an_ampersand_is_shown_and_is_no_hidden_key(theme):
    made = button("Names & places")
    assert made.text() == "Names && places"
    assert made.accessibleName() == "Names & places"


def test_an_icon_button_has_a_name_and_its_key_in_the_tooltip(theme, icons, show):
    made = tool(icons, "undo", "Undo", "Ctrl+Z")
    show(made)
    assert made.accessibleName() == "Undo"
    assert "Undo" in made.toolTip()
    assert "Ctrl+Z" in made.toolTip()
    assert not made.icon().isNull()
    name_tool(made, "Undo “Label as Weapon”")
    assert made.accessibleName() == "Undo “Label as Weapon”"


def test_an_icon_button_shows_the_ring(theme, icons, show, give_keyboard, qtbot, ringed):
    made = tool(icons, "undo", "Undo")
    show(across_in_window(made))
    give_keyboard(made)
    assert ringed(made)


def test_an_icon_button_may_hold(theme, icons, show, colour_at):
    made = tool(icons, "library", "Library", checked=True)
    show(across_in_window(made))
    assert made.isChecked()
    assert colour_at(made, 4, 4) == theme.colours.selected


def test_a_button_with_a_key_is_pressed_on_its_words_too(theme, show, click, qtbot):
    made = KeyedButton("Done, next", "Ctrl+Return", "primary")
    show(across_in_window(made))
    assert made.accessibleName() == "Done, next"
    words = made.findChild(type(label("")))
    with qtbot.waitSignal(made.clicked):
        click(words)


def test_a_button_with_a_key_can_say_other_words(theme, show):
    made = KeyedButton("Commands", "Ctrl+K")
    show(across_in_window(made))
    wide = made.sizeHint().width()
    made.show_words("", "Ctrl+K")
    assert made.sizeHint().width() < wide
    assert made.accessibleName() == "Commands"
    made.show_words("All commands", "Ctrl+K")
    assert made.accessibleName() == "All commands"
    assert made.sizeHint().width() > wide


def rows(theme):
    return [Row(theme, words, across(ElidedLabel(words))) for words in ("first", "second")]


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return])
def test_a_row_is_pressed_by_keyboard_and_mouse(theme, show, give_keyboard, click, qtbot, key):
    row, _ = made = rows(theme)
    show(*made)
    give_keyboard(row)
    with qtbot.waitSignal(row.clicked):
        QTest.keyClick(row, key)
    with qtbot.waitSignal(row.clicked):
        click(row)


def test_a_row_keeps_its_height_under_the_style_sheet(theme, show):
    tall = Row(theme, "words", across(ElidedLabel("words")), 48)
    show(
        frame("", down(tall, Row(theme, "more words", across(ElidedLabel("more words")), 36), None))
    )
    assert tall.height() == 48


def test_arrows_go_from_row_to_row(theme, show, give_keyboard):
    first, second = made = rows(theme)
    show(*made)
    give_keyboard(first)
    QTest.keyClick(first, Qt.Key.Key_Down)
    assert second.hasFocus()
    QTest.keyClick(second, Qt.Key.Key_Up)
    assert first.hasFocus()


def test_a_row_shows_whether_it_is_chosen_and_has_the_keyboard(
    theme, show, give_keyboard, colour_at, ringed
):
    row, _ = made = rows(theme)
    show(*made)
    middle = row.width() // 2
    row.choose()
    assert row.chosen
    assert colour_at(row, middle, 8) == theme.colours.selected
    theme.set_mode("dark")
    assert colour_at(row, middle, 8) == theme.colours.selected
    give_keyboard(row)
    assert ringed(row)
    row.choose(chosen=False)
    assert not row.chosen
    assert row.accessibleName() == "first"
