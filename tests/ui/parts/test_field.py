"""The filter field: typing filters, Esc clears and then leaves, Return and ↓ go to the list."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QToolButton

from annotator.ui.parts.field import FilterField


@pytest.fixture
def field(theme, icons, show):
    made = FilterField(theme, icons, "Filter articles", "Ctrl+L")
    show(made)
    return made


def key_is_seen(field) -> bool:
    return any(each.isVisible() and each.text() == "Ctrl+L" for each in field.findChildren(QLabel))


def test_it_tells_every_change(field, give_keyboard):
    told = []
    field.changed.connect(told.append)
    give_keyboard(field)
    QTest.keyClicks(QApplication.focusWidget(), "ab")
    assert told == ["a", "ab"]
    assert field.text() == "ab"


def test_its_key_makes_room_for_the_cross(field, click):
    cross = field.findChild(QToolButton)
    assert key_is_seen(field)
    assert not cross.isVisible()
    field.set_text("rockets")
    assert not key_is_seen(field)
    assert cross.isVisible()
    click(cross)
    assert field.text() == ""
    assert field.hasFocus() or field.focusProxy().hasFocus()


def test_esc_clears_and_then_leaves(field, give_keyboard, qtbot):
    field.set_text("rockets")
    give_keyboard(field)
    with qtbot.assertNotEmitted(field.left):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert field.text() == ""
    with qtbot.waitSignal(field.left):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)


@pytest.mark.parametrize("key", [Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_it_hands_on_to_the_list(field, give_keyboard, qtbot, key):
    give_keyboard(field)
    with qtbot.waitSignal(field.entered):
        QTest.keyClick(QApplication.focusWidget(), key)


def test_it_shows_the_ring_in_both_modes(field, theme, give_keyboard, ringed):
    assert not ringed(field)
    give_keyboard(field)
    assert ringed(field)
    theme.set_mode("dark")
    assert ringed(field)


def test_everything_in_it_has_a_name(field):
    assert field.focusProxy().accessibleName() == "Filter articles"
    assert field.findChild(QToolButton).accessibleName() == "Clear the field"
