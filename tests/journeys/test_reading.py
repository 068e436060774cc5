"""Reading as one likes it: what is chosen is there the next day, and nothing is lost by it."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QMenu

from annotator.actions.looking import prefer
from annotator.settings import FACE, LINE_LENGTH, SPACING
from annotator.ui.article.typesetting import Typesetting

pytestmark = pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)
TEXT = "\n\n".join(
    f"Paragraph {n}: the brigade fired rockets at the depot by the river." for n in range(40)
)


def test_what_was_chosen_for_reading_is_there_the_next_day(desk):
    desk.bring(TEXT)
    desk.view.setFocus()
    for deed in ("zoom_in", "tags", "dim_actor", "focus_mode"):
        desk.window.commands.do(deed)
    for setting, value in ((LINE_LENGTH, "85"), (FACE, "sans"), (SPACING, "compact")):
        prefer(desk.window.hands, setting, value)
    for _ in range(2):
        view = desk.view
        assert view.typesetting == Typesetting(1.1, 85, "sans", "compact")
        assert view._scene.density == "letters"
        assert view._scene.dimmed == {"actor"}
        assert view._scene.is_focused
        tile = desk.window.annotate.panel.labels.tile("actor")
        assert tile.accessibleName().endswith("dimmed")
        desk.come_back()
        QApplication.processEvents()


def test_a_dimmed_label_is_used_as_before(desk):
    desk.bring(TEXT)
    desk.view.setFocus()
    desk.window.commands.do("dim_weapon")
    assert desk.said == "Weapon is dimmed: its marks are faint lines."
    desk.select("rockets")
    desk.press("W")
    assert desk.marks == [("Weapon", "rockets")]
    desk.press("Esc")
    desk.click("rockets")
    assert desk.workspace.chosen.quote == "rockets"
    desk.press("Del")
    assert desk.marks == []


def test_the_menu_of_a_tile_dims_its_label(desk):
    desk.bring(TEXT)
    tile = desk.window.annotate.panel.labels.tile("claim")
    tile.customContextMenuRequested.emit(tile.rect().center())
    menu = next(m for m in QApplication.topLevelWidgets() if isinstance(m, QMenu) and m.isVisible())
    offered = {action.text(): action for action in menu.actions() if action.text()}
    assert list(offered) == ["Arm Claim", "Dim Claim", "Only Claim", "All labels as usual"]
    assert not offered["All labels as usual"].isEnabled()
    offered["Dim Claim"].trigger()
    menu.close()
    assert desk.view._scene.dimmed == {"claim"}
    assert tile.accessibleName().endswith("dimmed")


def test_shift_f11_leaves_the_paragraph_with_the_caret(desk):
    desk.bring(TEXT)
    desk.view.setFocus()
    desk.press("Shift+F11")
    assert desk.view._scene.is_focused
    for _ in range(20):
        desk.press("Ctrl+Down")
    place = desk.view.caret()
    height = desk.view.viewport().height()
    assert abs(desk.view.rect_of(place, place + 1).center().y() - height / 2) < 40
    desk.press("Shift+F11")
    assert not desk.view._scene.is_focused
