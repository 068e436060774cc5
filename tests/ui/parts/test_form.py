"""Forms: values open lists, choices fit or become one, and what was written is told once."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QRadioButton

from annotator.ui.parts.buttons import button
from annotator.ui.parts.form import ChoiceField, FormRow, LineField, TextBox, ValueButton
from annotator.ui.parts.menus import ChoiceMenu

STANCES = (
    ("asserts", "asserts"),
    ("denies", "denies"),
    ("hedges", "hedges"),
    ("no", "no position"),
)
MANY = (*STANCES, ("other", "something else"))


def test_names_stand_in_a_column_of_their_own(theme, show):
    one, other = ValueButton(theme, "Cue", "said"), ValueButton(theme, "Said by", "a spokesman")
    show(FormRow("Cue", one), FormRow("Said by", other))
    assert one.mapTo(one.window(), one.rect().topLeft()).x() == 8 + 82
    assert one.width() == other.width()
    assert one.height() == 28


def test_a_name_belongs_to_its_value(theme):
    value = ValueButton(theme, "Cue")
    row = FormRow("Cue", value)
    assert row.findChild(QLabel).buddy() is value


def test_a_value_says_its_name_and_itself(theme, weapon):
    value = ValueButton(theme, "Event", "Rocket attack")
    assert value.accessibleName() == "Event: Rocket attack"
    value.show_value("", to_do=True)
    assert (value.words, value.accessibleName()) == ("to do", "Event: to do")
    value.show_value("")
    assert (value.words, value.accessibleName()) == ("\N{EN DASH}", "Event: no value")
    value.show_value("rockets", weapon, to_do=True)
    assert value.words == "rockets"


def test_what_is_to_do_is_in_the_colour_of_caution(theme, show):
    value = ValueButton(theme, "Event")
    show(value)
    value.show_value("", to_do=True)
    image, ink = value.grab().toImage(), QColor(theme.colours.caution)
    shown = {image.pixelColor(x, y).rgb() for x in range(60) for y in range(image.height())}
    nearest = min(shown, key=lambda rgb: difference(QColor(rgb), ink))
    assert difference(QColor(nearest), ink) < 20


def difference(one: QColor, other: QColor) -> int:
    pairs = zip(one.getRgb(), other.getRgb(), strict=True)
    return sum(abs(a - b) for a, b in pairs)


def test_the_owner_may_open_what_it_likes(theme, show, click, give_keyboard, qtbot, ringed):
    value = ValueButton(theme, "Said by", "a spokesman")
    show(value)
    with qtbot.waitSignal(value.clicked):
        click(value)
    give_keyboard(value)
    assert ringed(value)
    with qtbot.waitSignal(value.clicked):
        QTest.keyClick(value, Qt.Key.Key_Return)
    assert value.findChild(ChoiceMenu) is None


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_or_offer_a_list(theme, show, give_keyboard, qtbot):
    value = ValueButton(theme, "Stance", "asserts")
    value.offer(STANCES, ["asserts"])
    show(value)
    give_keyboard(value)
    QTest.keyClick(value, Qt.Key.Key_Space)
    menu = value.findChild(ChoiceMenu)
    assert menu.activeAction().text() == "asserts"
    assert menu.width() >= value.width()
    QTest.keyClick(menu, Qt.Key.Key_Down)
    with qtbot.waitSignal(value.chosen) as told:
        QTest.keyClick(menu, Qt.Key.Key_Return)
    assert told.args == ["denies"]


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_of_which_several_may_hold(theme, show, click, qtbot):
    value = ValueButton(theme, "About")
    value.offer(STANCES, ["asserts"], many=True)
    show(value)
    click(value)
    menu = value.findChild(ChoiceMenu)
    menu.setActiveAction(menu.actions()[2])
    with qtbot.waitSignal(value.many_chosen) as told:
        QTest.keyClick(menu, Qt.Key.Key_Space)
    assert told.args == [["asserts", "hedges"]]
    menu.close()


def test_a_value_turns_with_the_window(theme, mirrored, weapon, show):
    value = ValueButton(theme, "Of", "rockets")
    value.show_value("rockets", weapon)
    show(value)
    image, line = value.grab().toImage(), QColor(weapon.line).rgb()
    inked = [x for x in range(image.width()) if image.pixel(x, 20) == line]
    assert inked
    assert min(inked) > image.width() - 30


def seen(field) -> str:
    return "side by side" if field.findChildren(QRadioButton)[0].isVisible() else "list"


def test_choices_stand_side_by_side_where_they_fit_and_else_in_a_list(theme, show):
    field = ChoiceField(theme, "Stance", STANCES, "denies")
    window = show(FormRow("Stance", field), width=420)
    assert seen(field) == "side by side"
    window.resize(240, 300)
    assert seen(field) == "list"
    assert field.findChild(ValueButton).words == "denies"
    window.resize(420, 300)
    assert seen(field) == "side by side"


def test_they_fit_into_the_panel(theme, show):
    field = ChoiceField(theme, "Stance", STANCES, "denies")
    show(FormRow("Stance", field), width=344 - 20 - 12 + 16)
    assert seen(field) == "side by side"


def test_more_than_four_are_a_list(theme, show):
    field = ChoiceField(theme, "Stance", MANY, "other")
    show(field, width=800)
    assert field.findChildren(QRadioButton) == []
    assert field.findChild(ValueButton).accessibleName() == "Stance: something else"


def test_a_choice_is_told_and_then_shown(theme, show, click, qtbot):
    field = ChoiceField(theme, "Stance", STANCES)
    show(field)
    field.show_choice(None, to_do=True)
    assert field.findChild(ValueButton).words == "to do"
    with qtbot.waitSignal(field.chosen) as told:
        click(field.findChildren(QRadioButton)[2])
    assert told.args == ["hedges"]
    assert field.findChild(ValueButton).words == "hedges"


def test_tab_reaches_the_choice(theme, show, give_keyboard):
    field = ChoiceField(theme, "Stance", STANCES, "denies")
    show(button("Before"), field)
    give_keyboard(field)
    assert QApplication.focusWidget().accessibleName() == "denies"


def test_a_line_is_told_once_and_only_when_it_differs(theme, show, give_keyboard):
    line, told = LineField("Title", "Army denies", "The headline"), []
    line.written.connect(told.append)
    show(line, button("After"))
    give_keyboard(line)
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert told == []
    QTest.keyClick(line, Qt.Key.Key_End)
    QTest.keyClicks(line, " it")
    QTest.keyClick(line, Qt.Key.Key_Return)
    QTest.keyClick(line, Qt.Key.Key_Tab)
    assert told == ["Army denies it"]
    line.show_text("Another")
    assert (line.text(), line.accessibleName()) == ("Another", "Title")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert told == ["Army denies it"]


def test_the_line_with_the_keyboard_has_the_ring(theme, show, give_keyboard, ringed):
    line = LineField("Title")
    show(line)
    size = line.size()
    give_keyboard(line)
    assert ringed(line)
    assert line.size() == size


def test_several_lines_are_told_as_the_keyboard_leaves(theme, show, give_keyboard, ringed, qtbot):
    box, told = TextBox("Restated", "It fired.", lines=3), []
    box.written.connect(told.append)
    show(box, button("After"))
    give_keyboard(box)
    qtbot.waitUntil(lambda: ringed(box))
    QTest.keyClicks(box, "No. ")
    assert told == []
    QTest.keyClick(box, Qt.Key.Key_Tab)
    assert told == ["No. It fired."]
    assert QApplication.focusWidget().accessibleName() == "After"
    box.finish()
    assert len(told) == 1


def test_known_words_are_not_told_again(theme, show, give_keyboard):
    box, told = TextBox("Restated"), []
    box.written.connect(told.append)
    box.show_text("It fired.")
    box.finish()
    assert told == []
    assert box.accessibleName() == "Restated"


def test_a_name_too_long_for_its_column_stands_whole_above_its_value(theme, show):
    short, long = (ValueButton(theme, name, "own") for name in ("Cue", "Responsibility taken"))
    rows = FormRow("Cue", short), FormRow("Responsibility taken", long)
    window = show(*rows)
    name = rows[1].findChild(QLabel)
    assert (rows[0].is_name_above, rows[1].is_name_above) == (False, True)
    assert name._fits()
    assert name.geometry().bottom() < long.geometry().top()
    left = [value.mapTo(window, value.rect().topLeft()).x() for value in (short, long)]
    assert left[0] == left[1]


@pytest.mark.parametrize("name", ["Responsibility", "Official name", "Coordinates"])
def test_a_name_of_the_usual_scheme_stands_beside_its_value(theme, show, name):
    value = ValueButton(theme, name, "own")
    row = FormRow(name, value)
    show(row)
    said = row.findChild(QLabel)
    assert said._fits()
    assert said.geometry().center().y() == value.geometry().center().y()
    assert said.geometry().right() < value.geometry().left()


def test_in_a_larger_font_a_name_that_does_not_fit_any_more_goes_above(theme, show):
    row = FormRow("Category", ValueButton(theme, "Category", "one"))
    show(row)
    name = row.findChild(QLabel)
    assert not row.is_name_above
    row.setStyleSheet("QLabel { font-size: 24px; }")
    QApplication.processEvents()
    assert row.is_name_above
    assert name._fits()
