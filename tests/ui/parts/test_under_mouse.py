"""A menu that closes leaves nothing hovered that the mouse is not over any more."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QCursor, QFocusEvent, QPaintEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QWidget

from annotator.ui.parts.field import FilterField
from annotator.ui.parts.layouts import across, frame
from annotator.ui.parts.tile import LabelTile
from annotator.ui.parts.under_mouse import settle_after

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def tile(theme, weapon, show):
    made = LabelTile(theme, weapon, "W")
    made.setFixedWidth(76)
    show(frame("", across(made, None)))
    return made


def stuck(widget, *, mouse: QPoint) -> None:
    """Leave a widget as it is on X11 when the mouse went elsewhere while a menu was open."""
    QCursor.setPos(widget.mapToGlobal(mouse))
    QApplication.processEvents()
    widget.setAttribute(Qt.WidgetAttribute.WA_UnderMouse)


@pytest.mark.parametrize(("mouse", "hovered"), [((300, 200), False), ((40, 14), True)])
def test_a_tile_is_plain_again_unless_the_mouse_is_still_there(
    tile, theme, colour_at, qtbot, mouse, hovered
):
    menu = QMenu(tile)
    menu.addAction("Dim Weapon")
    settle_after(menu)
    menu.popup(tile.mapToGlobal(QPoint(0, 0)))
    qtbot.waitUntil(menu.isVisible)
    stuck(tile, mouse=QPoint(*mouse))
    menu.close()
    colours = theme.colours
    wanted = colours.hover if hovered else colours.paper
    qtbot.waitUntil(lambda: tile.underMouse() == hovered)
    assert colour_at(tile, 40, 14) == wanted


def test_the_filter_is_edged_as_usual_after_its_own_menu(theme, icons, show, colour_at):
    field = FilterField(theme, icons, "Filter articles")
    show(field)
    stuck(field, mouse=QPoint(50, 200))
    assert colour_at(field, 100, 0) != theme.colours.hairline
    words = field.findChild(QLineEdit)
    back = QFocusEvent(QFocusEvent.Type.FocusIn, Qt.FocusReason.PopupFocusReason)
    QApplication.sendEvent(words, back)
    assert not field.underMouse()


class Drawn(QObject):
    """Tells how often the edge of a widget is drawn."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.times = 0
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self.times += event.region().contains(QPoint(100, 0))
        return False


def test_the_filter_is_drawn_anew_as_the_mouse_comes_and_goes(theme, icons, show):
    field = FilterField(theme, icons, "Filter articles")
    window = show(field)
    drawn = Drawn(field)
    for times, place in enumerate((field.geometry().center(), QPoint(50, 250)), start=1):
        QTest.mouseMove(window.windowHandle(), place)
        QApplication.processEvents()
        assert drawn.times >= times
        assert field.underMouse() == (times == 1)
