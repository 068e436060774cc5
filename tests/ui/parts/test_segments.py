"""Choices side by side: one holds or none does, and arrows, mouse and Tab reach them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QRadioButton

from annotator.ui.parts.buttons import button
from annotator.ui.parts.layouts import across, frame
from annotator.ui.parts.segments import Segments

STANCES = (("asserts", "asserts"), ("denies", "denies"), ("hedges", "hedges"))


@pytest.fixture
def told():
    return []


@pytest.fixture
def stances(theme, show, told):
    made = Segments(theme, "Stance", STANCES, "asserts")
    made.chosen.connect(told.append)
    show(frame("", across(made, None)), button("After"))
    return made


def parts(segments) -> list[QRadioButton]:
    return segments.findChildren(QRadioButton)


def test_a_click_chooses_and_says_so_once(stances, click, told):
    click(parts(stances)[1], x=2, y=2)
    assert told == ["denies"]
    assert stances.choice == "denies"
    click(parts(stances)[1])
    assert told == ["denies"]


def test_arrows_choose(stances, give_keyboard, told):
    give_keyboard(stances)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Right)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Right)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Left)
    assert told == ["denies", "hedges", "denies"]


def test_an_arrow_chooses_where_none_holds_yet_and_stops_at_the_ends(stances, give_keyboard, told):
    stances.show_choice(None)
    give_keyboard(stances)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Left)
    assert told == []
    for _ in range(3):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Right)
    assert told == ["denies", "hedges"]
    assert parts(stances)[2].isChecked()
    assert parts(stances)[2].hasFocus()


def test_what_is_shown_takes_the_keyboard_along(stances, give_keyboard, told):
    give_keyboard(stances)
    stances.show_choice("hedges")
    assert parts(stances)[2].hasFocus()
    stances.show_choice(None)
    assert parts(stances)[0].hasFocus()
    assert told == []


def test_arrows_go_where_they_point_in_a_mirrored_window(mirrored, stances, give_keyboard, told):
    assert parts(stances)[0].x() > parts(stances)[1].x()
    give_keyboard(stances)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Left)
    assert told == ["denies"]


def test_tab_reaches_the_one_that_holds_and_then_goes_on(stances, give_keyboard):
    stances.show_choice("hedges")
    give_keyboard(stances)
    assert QApplication.focusWidget() is parts(stances)[2]
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert QApplication.focusWidget().accessibleName() == "After"


def test_none_may_hold_yet(theme, stances, told, give_keyboard):
    stances.show_choice(None)
    assert stances.choice is None
    assert not any(part.isChecked() for part in parts(stances))
    assert told == []
    give_keyboard(stances)
    assert QApplication.focusWidget() is parts(stances)[0]
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    assert told == ["asserts"]


def test_showing_a_choice_is_not_choosing(stances, told):
    stances.show_choice("denies")
    assert stances.choice == "denies"
    assert told == []


def test_choosing_moves_no_neighbour(stances):
    before = [part.geometry() for part in parts(stances)]
    stances.show_choice("hedges")
    assert [part.geometry() for part in parts(stances)] == before


def test_the_ring_is_around_the_choice_with_the_keyboard(stances, give_keyboard, ringed):
    give_keyboard(stances)
    assert ringed(parts(stances)[0])
    assert not ringed(parts(stances)[1])


def test_what_holds_is_raised_in_both_modes(theme, stances, colour_at):
    for mode in ("light", "dark"):
        theme.set_mode(mode)
        holds, other = parts(stances)[:2]
        assert colour_at(stances, holds.x() + 3, 13) == theme.colours.segment
        assert colour_at(stances, other.x() + 3, 13) == theme.colours.well


def test_a_screen_reader_knows_the_choices_and_what_they_answer(stances):
    assert stances.accessibleName() == "Stance"
    assert [part.accessibleName() for part in parts(stances)] == ["asserts", "denies", "hedges"]
    assert {part.accessibleDescription() for part in parts(stances)} == {"Stance"}
