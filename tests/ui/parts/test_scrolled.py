"""A long column scrolls, and Tab brings what it reaches into view."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.ui.parts.buttons import button
from annotator.ui.parts.layouts import down
from annotator.ui.parts.scrolled import scrolled


def test_tab_brings_what_it_reaches_into_view(theme, show, give_keyboard):
    buttons = [button(f"Row {number}") for number in range(30)]
    area = scrolled(down(*buttons, None))
    area.setFixedHeight(120)
    show(area)
    give_keyboard(buttons[0])
    for _ in range(20):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    reached = buttons[20]
    assert reached.hasFocus()
    top = reached.mapTo(area.viewport(), reached.rect().topLeft()).y()
    assert 0 <= top <= 120 - reached.height()


def test_it_has_no_ground_of_its_own(theme, show, colour_at):
    area = scrolled(down(None))
    window = show(area)
    assert area.isVisible()
    assert colour_at(window, 50, 50) == colour_at(window, 2, 2) == theme.colours.chrome
