"""The button of a label: it labels, counts, and says why it cannot."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip

from annotator.ui.parts.layouts import across, frame
from annotator.ui.parts.tile import LabelTile

REASON = "Select the words that name a weapon."


@pytest.fixture
def tile(theme, weapon, show):
    made = LabelTile(theme, weapon, "W", "Arms & munitions")
    made.setFixedWidth(76)
    show(frame("", across(made, None)))
    return made


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return])
def test_it_labels_by_key(tile, give_keyboard, qtbot, key):
    give_keyboard(tile)
    with qtbot.waitSignal(tile.chosen) as told:
        QTest.keyClick(tile, key)
    assert told.args == ["weapon"]


def test_it_labels_by_mouse_and_leaves_the_keyboard_to_the_article(tile, click, qtbot):
    with qtbot.waitSignal(tile.chosen):
        click(tile)
    assert not tile.hasFocus()


def test_without_a_target_it_says_why(tile, click, qtbot):
    tile.set_reason(REASON)
    with qtbot.assertNotEmitted(tile.chosen), qtbot.waitSignal(tile.refused) as told:
        click(tile)
    assert told.args == [REASON]
    assert REASON in tile.toolTip()
    assert tile.accessibleDescription() == REASON
    assert tile.isEnabled()
    tile.set_reason("")
    with qtbot.waitSignal(tile.chosen):
        click(tile)


def test_its_cap_is_filled_only_with_a_target(tile, weapon, theme, colour_at):
    assert colour_at(tile, 12, 20) == weapon.line
    tile.set_reason(REASON)
    assert colour_at(tile, 12, 20) in (theme.colours.paper, theme.colours.hover)


def test_it_names_the_label_the_key_and_the_count(tile):
    assert tile.accessibleName() == "Label as Weapon, key W, not used yet"
    tile.set_count(13)
    assert tile.accessibleName() == "Label as Weapon, key W, used 13 times"
    tile.set_count(1)
    assert tile.accessibleName() == "Label as Weapon, key W, used once"
    assert "Arms &amp; munitions" in tile.toolTip()


def test_it_shows_hover_focus_and_the_dark(tile, theme, weapon, give_keyboard, ringed, colour_at):
    assert not ringed(tile)
    give_keyboard(tile)
    assert ringed(tile)
    theme.set_mode("dark")
    assert ringed(tile)
    assert colour_at(tile, 10, 14) == weapon.in_mode("dark").line
    tile.setDown(True)
    assert colour_at(tile, 40, 14) == theme.colours.selected


def test_key_and_count_change_sides_in_a_mirrored_window(mirrored, tile, weapon, colour_at):
    assert colour_at(tile, tile.width() - 11, 14) == weapon.line


def test_it_can_stand_for_another_label(tile, theme, weapon, qtbot, click):
    tile.set_look(replace(weapon, id="arms", name="Arms", of=None), "X")
    assert tile.look.id == "arms"
    assert tile.accessibleName() == "Label as Arms, key X, not used yet"
    with qtbot.waitSignal(tile.chosen) as told:
        click(tile)
    assert told.args == ["arms"]


def test_a_long_name_does_not_make_it_wide(theme, weapon):
    long = LabelTile(theme, replace(weapon, name="A very long name of a label indeed"))
    assert long.minimumSizeHint().width() == 64
    assert long.sizeHint().width() > 64


def test_shift_and_a_click_pin_it_with_or_without_a_target(tile, qtbot):
    held = Qt.KeyboardModifier.ShiftModifier
    for reason in ("", REASON):
        tile.set_reason(reason)
        with qtbot.assertNotEmitted(tile.chosen), qtbot.waitSignal(tile.pinned) as told:
            QTest.mouseClick(tile, Qt.MouseButton.LeftButton, held)
        assert told.args == ["weapon"]


def test_where_it_is_armed_a_click_lets_go_of_it_also_with_words_selected(tile, click, qtbot):
    tile.set_armed(on=True)
    for reason in ("", REASON):
        tile.set_reason(reason)
        with qtbot.assertNotEmitted(tile.chosen), qtbot.waitSignal(tile.pinned) as told:
            click(tile)
        assert told.args == ["weapon"]


def test_its_tooltip_is_short_and_says_which_keys(theme, weapon):
    tile = LabelTile(theme, weapon, "W or 3", "Arms & munitions.  The rest is in the guide.")
    said = tile.toolTip()
    assert "Weapon<br>Key W or 3<br>Arms &amp; munitions.</div>" in said
    assert "guide" not in said
    tile.set_reason(REASON)
    assert f"<br>{REASON}</div>" in tile.toolTip()


def test_of_a_long_line_of_examples_the_tooltip_names_none(theme, weapon):
    help_text = "A thing that harms: rocket, shell, mine, knife, bomb, grenade, mortar and torpedo."
    tile = LabelTile(theme, weapon, "W", help_text)
    assert "<br>A thing that harms.</div>" in tile.toolTip()


def test_its_tooltip_is_narrow_whatever_the_scheme_says(theme, weapon, show):
    tile = LabelTile(theme, weapon, "W or 3", "Whatever is thrown, shot or dropped by hand " * 9)
    tile.set_reason("These are the marks of somebody else. You can look at them, not change them.")
    window = show(tile)
    QToolTip.showText(window.mapToGlobal(QPoint(10, 10)), tile.toolTip(), tile)
    (tip,) = [w for w in QApplication.topLevelWidgets() if w.inherits("QTipLabel")]
    assert tip.width() <= 320
    assert tip.height() < 130
    assert "…" in tile.toolTip()
    QToolTip.hideText()


def test_where_it_is_armed_it_looks_pressed_and_has_a_pin(tile, theme, colour_at):
    plain = tile.grab().toImage()
    tile.set_armed(on=True)
    assert colour_at(tile, 70, 45) == theme.colours.selected
    assert tile.accessibleName().endswith(", armed")
    assert "until Esc" in tile.toolTip()
    tile.set_armed(on=False)
    assert tile.grab().toImage() == plain


def test_a_dimmed_label_says_so_in_words_and_by_a_sign(tile, theme):
    before = tile.grab().toImage()
    tile.set_dimmed(on=True)
    assert tile.accessibleName() == "Label as Weapon, key W, not used yet, dimmed"
    assert "faint lines" in tile.toolTip()
    drawn = tile.grab().toImage()
    eye = [
        (x, y) for x in range(40, 64) for y in range(6, 22)
        if drawn.pixelColor(x, y) != before.pixelColor(x, y)
    ]  # fmt: skip
    assert len(eye) > 20, "an eye that is struck through"
    tile.set_dimmed(on=False)
    assert "dimmed" not in tile.accessibleName()
    assert tile.grab().toImage() == before
