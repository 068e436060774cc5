"""Swatches and chips show their label, in both modes and both directions."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest

from annotator.ui.parts.layouts import across, frame
from annotator.ui.parts.swatch import Chip, Swatch


def shows(widget, colour) -> bool:
    image = widget.grab().toImage()
    wanted = QColor(colour).rgb()
    return any(
        image.pixel(x, y) == wanted for x in range(image.width()) for y in range(image.height())
    )


def inked_half(widget, colour) -> str:
    image = widget.grab().toImage()
    wanted = QColor(colour).rgb()
    columns = [
        x
        for x in range(image.width())
        if any(image.pixel(x, y) == wanted for y in range(image.height()))
    ]
    return "left" if columns[-1] < image.width() / 2 else "right"


def test_a_swatch_has_the_colour_of_its_label_in_both_modes(theme, weapon, show):
    swatch = Swatch(theme, weapon, 20)
    show(swatch)
    assert shows(swatch, weapon.line)
    theme.set_mode("dark")
    assert shows(swatch, weapon.in_mode("dark").line)
    assert swatch.accessibleName() == "Weapon"


def test_a_chip_says_its_words_and_its_label(theme, weapon):
    assert Chip(theme, "rockets", weapon).accessibleName() == "rockets, Weapon"
    assert Chip(theme, "Deir Ezzor base").accessibleName() == "Deir Ezzor base"


def test_the_label_stands_before_the_words(theme, weapon, show):
    chip = Chip(theme, "rockets and more", weapon)
    show(frame("", across(chip, None)))
    assert inked_half(chip, weapon.line) == "left"


def test_in_a_mirrored_window_too(theme, weapon, mirrored, show):
    chip = Chip(theme, "rockets and more", weapon)
    show(frame("", across(chip, None)))
    assert inked_half(chip, weapon.line) == "right"


@pytest.mark.parametrize("key", [Qt.Key.Key_Delete, Qt.Key.Key_Backspace])
def test_a_removable_chip_is_removed_by_key(theme, show, give_keyboard, ringed, qtbot, key):
    chip = Chip(theme, "rockets", removable=True)
    show(frame("", across(chip, None)))
    give_keyboard(chip)
    assert ringed(chip)
    with qtbot.waitSignal(chip.removed):
        QTest.keyClick(chip, key)


def test_and_by_its_cross_alone(theme, show, click, qtbot):
    chip = Chip(theme, "rockets", removable=True)
    show(frame("", across(chip, None)))
    with qtbot.assertNotEmitted(chip.removed):
        click(chip, x=14)
    with qtbot.waitSignal(chip.removed):
        click(chip, x=chip.width() - 12)


def test_another_chip_cannot_be_removed_nor_reached(theme, show, qtbot):
    chip = Chip(theme, "rockets")
    show(frame("", across(chip, None)))
    assert chip.focusPolicy() == Qt.FocusPolicy.NoFocus
    with qtbot.assertNotEmitted(chip.removed):
        QTest.keyClick(chip, Qt.Key.Key_Delete)
