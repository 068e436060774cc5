"""Lists that open below a value."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from annotator.ui.parts.buttons import button
from annotator.ui.parts.menus import ChoiceMenu

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

COLOURS = (("r", "red"), ("g", "green & grey"), ("b", "blue"))


@pytest.fixture
def opened(theme, show, qtbot):
    """Open a list below a button."""
    kept = []

    def made(held, *, many=False) -> ChoiceMenu:
        opener = button("Open")
        show(opener)
        menu = ChoiceMenu(COLOURS, held, opener, many=many)
        kept.append(menu)
        menu.open_below(opener)
        qtbot.waitUntil(menu.isVisible)
        return menu

    yield made
    for menu in kept:
        menu.close()


def test_it_opens_at_the_choice_that_holds(opened):
    menu = opened(["b"])
    assert menu.activeAction().text() == "blue"
    assert [action.isChecked() for action in menu.actions()] == [False, False, True]


def test_it_opens_at_the_first_when_none_holds(opened):
    assert opened([]).activeAction().text() == "red"


def test_arrows_and_return_choose(opened, qtbot):
    menu = opened(["r"])
    QTest.keyClick(menu, Qt.Key.Key_Down)
    with qtbot.waitSignal(menu.chosen) as told:
        QTest.keyClick(menu, Qt.Key.Key_Return)
    assert told.args == ["g"]
    assert not menu.isVisible()


def test_the_mouse_chooses(opened, qtbot):
    menu = opened(["r"])
    with qtbot.waitSignal(menu.chosen) as told:
        QTest.mouseClick(menu, Qt.MouseButton.LeftButton,
                         pos=menu.actionGeometry(menu.actions()[2]).center())  # fmt: skip
    assert told.args == ["b"]


def test_where_many_may_hold_it_stays_open_and_tells_them_in_order(opened):
    menu = opened(["b"], many=True)
    told = []
    menu.many_chosen.connect(told.append)
    QTest.mouseClick(menu, Qt.MouseButton.LeftButton,
                     pos=menu.actionGeometry(menu.actions()[0]).center())  # fmt: skip
    menu.setActiveAction(menu.actions()[2])
    QTest.keyClick(menu, Qt.Key.Key_Space)
    assert told == [["r", "b"], ["r"]]
    assert menu.isVisible()
    QTest.keyClick(menu, Qt.Key.Key_Escape)
    assert not menu.isVisible()


def test_an_ampersand_is_shown(opened):
    assert opened([]).actions()[1].text() == "green && grey"


def test_a_digit_chooses_and_is_shown_beside_each_choice(opened, qtbot):
    menu = opened(["r"])
    assert [action.shortcut().toString() for action in menu.actions()] == ["1", "2", "3"]
    with qtbot.waitSignal(menu.chosen) as told:
        QTest.keyClick(menu, Qt.Key.Key_3)
    assert told.args == ["b"]
    assert not menu.isVisible()


def test_digits_tick_where_many_may_hold_and_one_beyond_the_list_does_nothing(opened):
    menu = opened(["b"], many=True)
    told = []
    menu.many_chosen.connect(told.append)
    for key in (Qt.Key.Key_1, Qt.Key.Key_3, Qt.Key.Key_4):
        QTest.keyClick(menu, key)
    assert told == [["r", "b"], ["r"]]
    assert menu.isVisible()
