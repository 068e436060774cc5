"""A themed application, and widgets that are really shown in it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QWidget

from annotator.model.scheme import Label, Scheme
from annotator.model.scheme_colours import default_dark, default_light
from annotator.ui.icons import Icons
from annotator.ui.looks import LabelLook, looks
from annotator.ui.parts.layouts import down
from annotator.ui.theme import Theme


@pytest.fixture
def icons(theme: Theme) -> Icons:
    icons = Icons(theme)
    icons.load()
    return icons


@pytest.fixture
def weapon() -> LabelLook:
    label = Label("weapon", "Weapon", "W", light=default_light(1), dark=default_dark(1))
    return looks(Scheme(labels=(label,)), "light")["weapon"]


@pytest.fixture
def show(qtbot) -> Callable[..., QWidget]:
    """Put widgets one below the other in an active window."""
    kept = []

    def shown(*widgets: QWidget, width: int = 400) -> QWidget:
        window = QWidget()
        window.setLayout(down(*widgets, None, gap=8, margins=(8, 8, 8, 8)))
        window.resize(width, 300)
        qtbot.addWidget(window)
        kept.append(window)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        if (first := QApplication.focusWidget()) is not None:
            first.clearFocus()  # a new window gives the keyboard to the first that takes it
        return window

    return shown


@pytest.fixture
def give_keyboard(qtbot) -> Callable[[QWidget], None]:
    """Go to a widget as by Tab."""

    def given(widget: QWidget) -> None:
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)

    return given


@pytest.fixture
def colour_at() -> Callable[[QWidget, int, int], str]:
    return _colour_at


@pytest.fixture
def ringed(theme: Theme) -> Callable[[QWidget], bool]:
    """Say whether all four sides of a widget are edged by two pixels of ink."""

    def edged(widget: QWidget) -> bool:
        right, bottom = widget.width() - 1, widget.height() - 1
        across, middle = widget.width() // 2, widget.height() // 2
        places = [(across, 0), (across, 1), (across, bottom), (across, bottom - 1)]
        places += [(0, middle), (1, middle), (right, middle), (right - 1, middle)]
        return {_colour_at(widget, *place) for place in places} == {theme.colours.ink}

    return edged


def _colour_at(widget: QWidget, x: int, y: int) -> str:
    """Give the colour that a widget shows at a place, as tokens are written."""
    return QColor(widget.grab().toImage().pixel(x, y)).name().upper()
