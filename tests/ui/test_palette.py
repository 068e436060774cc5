"""The command palette: what is found, why something cannot be done, and what keys do there."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QListView

from annotator.ui.matching import match
from annotator.ui.palette import FOUND, Palette, _Row, found_in


def test_of_equal_ones_what_can_be_done_comes_first(own):
    found = found_in(own.window.commands, "a")
    ranks = [(match("a", f.action.name)[0], f.reason is not None) for f in found]
    assert ranks == sorted(ranks)
    assert {True, False} <= {reason for _, reason in ranks}


def names(desk, typed: str) -> list[str]:
    return [found.action.name for found in found_in(desk.window.commands, typed)]


def test_where_names_fit_nothing_else_is_found(own):
    assert names(own, "dark") == ["Dark", "Light or dark as the system"]
    assert names(own, "save")[0].startswith("Save ")
    assert all("save" in name.casefold() for name in names(own, "save"))


def test_what_no_name_has_is_found_in_what_is_said_of_a_deed(own):
    found = found_in(own.window.commands, "source address")
    assert "article_details" in [f.action.id for f in found]
    assert all(f.told == f.action.help for f in found)


def test_what_fits_nowhere_is_not_found_letter_by_letter_in_other_words(own):
    for found in found_in(own.window.commands, "said"):
        assert "said" in (found.action.name + found.action.help).casefold()


def test_single_letters_are_the_last_that_is_tried(own):
    assert "Label as Actor" in names(own, "laa")


def palette(desk) -> Palette | None:
    found = [sheet for sheet in desk.window.findChildren(Palette) if sheet.isVisible()]
    assert len(found) <= 1
    return found[0] if found else None


def rows(desk) -> list:
    model = palette(desk).findChild(QListView).model()
    return [model.index(n, 0).data(FOUND) for n in range(model.rowCount())]


def test_typing_and_return_does_it(own, qtbot):
    own.press("Ctrl+K")
    own.type("text only")
    own.press("Return")
    qtbot.waitUntil(lambda: own.window.hands.screen.is_shown("text_only"))
    assert palette(own) is None
    assert own.view.hasFocus()


def test_arrows_choose_and_a_click_does_it(own, qtbot):
    own.press("Ctrl+K")
    own.type("text")
    names = [found.action.name for found in rows(own)]
    view = palette(own).findChild(QListView)
    own.press("Down")
    assert view.currentIndex().row() == 1
    own.press("PgDown")
    assert view.currentIndex().row() == min(9, len(names) - 1)
    own.press("PgUp")
    own.press("Up")
    assert view.currentIndex().row() == 0
    row = names.index("Text only")
    place = view.visualRect(view.model().index(row, 0)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.waitUntil(lambda: own.window.hands.screen.is_shown("text_only"))


def test_the_key_that_opened_it_closes_it_and_opens_no_second_one(own):
    own.press("Ctrl+K")
    assert palette(own) is not None
    own.press("Ctrl+K")
    assert palette(own) is None
    assert own.view.hasFocus()


def test_what_cannot_be_done_says_why_in_the_list_and_when_chosen(desk, qtbot):
    desk.press("Ctrl+K")
    desk.type("close the project")
    (found,) = rows(desk)
    assert found.reason == "Open a project first."
    index = palette(desk).findChild(QListView).model().index(0, 0)
    assert "Open a project first." in index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert index.data(Qt.ItemDataRole.ToolTipRole) == "Open a project first."
    desk.press("Return")
    qtbot.waitUntil(lambda: desk.said == "Open a project first.")


def test_return_where_nothing_fits_does_nothing(own):
    own.press("Ctrl+K")
    own.type("zzzzzz")
    assert rows(own) == []
    own.press("Return")
    own.press("Down")
    assert palette(own) is not None
    own.press("Esc")
    assert palette(own) is None


def test_labels_of_the_scheme_are_there(own, qtbot):
    own.select("rockets")
    own.press("Ctrl+K")
    own.type("as weapon")
    own.press("Return")
    qtbot.waitUntil(lambda: own.marks == [("Weapon", "rockets")])


def test_rows_are_drawn_in_both_lights_and_follow_a_change(own):
    own.press("Ctrl+K")
    own.wait(lambda: not palette(own).graphicsEffect())
    view = palette(own).findChild(QListView)
    light = view.grab().toImage()
    own.theme.set_mode("dark")
    QApplication.processEvents()
    dark = view.grab().toImage()
    own.theme.set_mode("light")
    assert light.pixelColor(2, 2).lightness() > 200
    assert dark.pixelColor(2, 2).lightness() < 80


def ink_in(image, left: int, right: int) -> int:
    """Count what is drawn between two columns of the first row."""
    ground = image.pixelColor(left, 12)
    return sum(image.pixelColor(x, y) != ground for x in range(left, right) for y in range(8, 28))


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_a_row_begins_where_the_window_does(request, direction):
    if direction == "rtl":
        request.getfixturevalue("mirrored")
    own = request.getfixturevalue("own")
    own.press("Ctrl+K")
    own.type("export claims")
    own.wait(lambda: not palette(own).graphicsEffect())
    (found,) = rows(own)
    assert not found.action.keys
    view = palette(own).findChild(QListView)
    image = view.grab().toImage()
    width = view.width()
    at_left, at_right = ink_in(image, 20, width // 2), ink_in(image, width // 2, width - 20)
    assert (at_left > at_right == 0) if direction == "ltr" else (at_right > at_left == 0)


def test_a_name_is_written_alike_in_every_window(own):
    own.press("Ctrl+K")
    own.type("cla")
    view = palette(own).findChild(QListView)
    found = rows(own)[0]
    drawn = []
    for direction in (Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft):
        image = QImage(200, 36, QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        painter.setLayoutDirection(direction)
        row = _Row(QRectF(0, 0, 100, 36), Qt.LayoutDirection.LeftToRight)
        view.itemDelegate()._name(painter, row, found, "#000000")
        painter.end()
        drawn.append(image)
    assert drawn[0] == drawn[1]


def test_what_is_not_there_is_said(own):
    own.press("Ctrl+K")
    own.type("zzzzzz")
    said = [each.text() for each in palette(own).findChildren(QLabel) if each.isVisible()]
    assert "No command is called “zzzzzz”." in said
    height = palette(own).height()
    for _ in range(6):
        own.press("Backspace")
    said = [each.text() for each in palette(own).findChildren(QLabel) if each.isVisible()]
    assert not any(words.startswith("No command") for words in said)
    assert palette(own).height() == height
    own.press("Esc")
