"""A sheet lies over the window, has all keys, and gives the keyboard back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from shiboken6 import isValid

from annotator.ui.overlay import Scrim, Sheet
from annotator.ui.parts.layouts import down


@pytest.fixture
def two_buttons(own):
    """A sheet with two buttons over a window."""
    sheet = Sheet(own.theme, own.window, 400, ("F8",))
    buttons = QPushButton("one"), QPushButton("two")
    sheet.setLayout(down(*buttons))
    sheet.open_over()
    buttons[0].setFocus()
    return sheet, buttons


def sheets(desk) -> list[Sheet]:
    return [sheet for sheet in desk.window.findChildren(Sheet) if sheet.isVisible()]


def test_esc_closes_it_and_the_article_has_the_keyboard_again(own, two_buttons):
    own.press("Esc")
    assert sheets(own) == []
    assert own.view.hasFocus()


def test_a_click_beside_it_closes_it(own, two_buttons):
    (scrim,) = own.window.findChildren(Scrim)
    QTest.mouseClick(scrim, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert sheets(own) == []


def test_tab_goes_round_inside(own, two_buttons):
    _, (first, second) = two_buttons
    own.press("Tab")
    assert second.hasFocus()
    own.press("Tab")
    assert first.hasFocus()
    QTest.keyClick(first, Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert second.hasFocus()


@pytest.mark.parametrize("keys", ["F6", "Ctrl+L", "Ctrl+K", "F1", "Ctrl+F", "F11", "Ctrl+B"])
def test_no_key_reaches_the_window_beneath(own, two_buttons, keys):
    sheet, (first, _) = two_buttons
    own.press(keys)
    assert sheets(own) == [sheet]
    assert first.hasFocus()
    assert own.window.hands.screen.is_shown("library")
    assert not own.window.hands.screen.is_shown("text_only")


def test_the_sheet_follows_the_size_of_the_window(own, two_buttons):
    sheet, _ = two_buttons
    own.window.resize(720, 480)
    QApplication.processEvents()
    assert own.window.rect().contains(sheet.geometry())
    (scrim,) = own.window.findChildren(Scrim)
    assert scrim.geometry() == own.window.rect()


def test_what_had_the_keyboard_may_be_gone_meanwhile(own):
    field = QWidget(own.window)
    field.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    field.show()
    field.setFocus()
    own.window.commands.do("commands")
    field.deleteLater()
    QTest.qWait(0)
    assert not isValid(field)
    own.press("Esc")
    assert own.view.hasFocus()


def test_in_dark_the_shade_is_darker(own, two_buttons):
    light = own.window.grab().toImage().pixelColor(4, 300).lightness()
    own.theme.set_mode("dark")
    QApplication.processEvents()
    dark = own.window.grab().toImage().pixelColor(4, 300).lightness()
    own.theme.set_mode("light")
    assert dark < 40 < light
