"""A label is armed and let go of by mouse alone: by its tile, its menu, and the status line."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QMenu

pytestmark = pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)
TEXT = "The brigade fired rockets at the depot by the river, and the mayor saw a drone."


def choose_from_tile(desk, label: str, words: str) -> None:
    """Take what bears these words from the menu under the right button of a tile."""
    tile = desk.window.annotate.panel.labels.tile(label)
    tile.customContextMenuRequested.emit(tile.rect().center())
    menu = next(m for m in QApplication.topLevelWidgets() if isinstance(m, QMenu) and m.isVisible())
    next(action for action in menu.actions() if action.text() == words).trigger()
    menu.close()
    QApplication.processEvents()


def test_the_menu_of_a_tile_arms_its_label_and_lets_go_of_it(desk):
    desk.bring(TEXT)
    choose_from_tile(desk, "weapon", "Arm Weapon")
    desk.select("rockets")
    desk.select("drone")
    assert desk.marks == [("Weapon", "rockets"), ("Weapon", "drone")]
    choose_from_tile(desk, "weapon", "Let go of Weapon")
    assert desk.said == "Weapon is not armed any more."
    desk.select("depot")
    assert len(desk.marks) == 2


def test_a_click_on_the_armed_tile_lets_go_of_it_and_labels_nothing(desk):
    desk.bring(TEXT)
    choose_from_tile(desk, "weapon", "Arm Weapon")
    desk.push_label("Weapon")
    assert desk.said == "Weapon is not armed any more."
    assert desk.marks == []
    desk.select("depot")
    desk.push_label("Location")
    assert desk.marks == [("Location", "depot")]


def test_a_click_on_another_tile_arms_nothing(desk):
    desk.bring(TEXT)
    choose_from_tile(desk, "weapon", "Arm Weapon")
    desk.select("rockets")
    desk.click("depot")
    desk.push_label("Location")
    assert desk.workspace.armed == "weapon"
    assert desk.marks == [("Weapon", "rockets"), ("Location", "depot")]
