"""The list below a field to choose in: nothing of it is cut that could be seen."""

from __future__ import annotations

from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip, QWidget

from annotator.actions.marks.details import Known
from annotator.ui.panel.offers import OfferList
from annotator.ui.panel.picking import PickField, fitting

LONG = "The committee for the repair of bridges, roads and harbours along the upper river"

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def field(theme, qtbot):
    """A field where it stands in the panel."""
    panel = QWidget()
    panel.resize(344, 400)
    field = PickField(theme, "Entity", makes="New entity “{name}”")
    field.setParent(panel)
    field.setGeometry(100, 20, 232, 28)
    qtbot.addWidget(panel)
    with qtbot.waitExposed(panel):
        panel.show()
    yield field
    field._popup.hide()


@pytest.fixture
def offer(field):
    """Offer names, and give the list of them."""

    def offered(*names: str, proposed: str = "") -> OfferList:
        known = [Known(str(n), name) for n, name in enumerate(names)]
        field.begin(partial(fitting, known), (), "", proposed)
        QApplication.processEvents()
        return field._popup

    return offered


def whole_rows(shown: OfferList) -> int:
    """Count the rows of which nothing is cut."""
    room = shown.viewport().rect()
    indexes = [shown.model().index(n, 0) for n in range(shown.model().rowCount())]
    return sum(room.contains(shown.visualRect(index)) for index in indexes)


def typed(field, words: str) -> list[str]:
    field.selectAll()
    QTest.keyClicks(field, words)
    return field.offered()


def test_what_is_called_by_nothing_is_said_and_return_keeps_it(theme, field, qtbot):
    finder = PickField(theme, "Attacker")
    finder.setParent(field.parentWidget())
    qtbot.addWidget(finder)
    finder.begin(partial(fitting, [Known("1", "Army")]), ())
    heard = []
    for signal in (finder.picked, finder.made, finder.left, finder.cleared):
        signal.connect(lambda *what: heard.append(what))
    assert typed(finder, "Navy") == ["Nothing is called “Navy” yet"]
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Down, Qt.Key.Key_Return):
        QTest.keyClick(finder, key)
    finder._on_activated(finder._model.index(0, 0))
    assert (finder.text(), heard) == ("Navy", [])
    assert typed(finder, "arm") == ["Army"]
    QTest.keyClick(finder, Qt.Key.Key_Return)
    assert heard == [("1",)]


@pytest.fixture
def told(monkeypatch):
    """Give the tooltip of a row."""
    said = []
    monkeypatch.setattr(QToolTip, "showText", lambda _place, words, _view: said.append(words))

    def told(shown: OfferList, row: int) -> str:
        place = shown.visualRect(shown.model().index(row, 0)).center()
        event = QHelpEvent(QHelpEvent.Type.ToolTip, place, shown.viewport().mapToGlobal(place))
        QApplication.sendEvent(shown.viewport(), event)
        return said[-1]

    return told


@pytest.mark.parametrize("names", [1, 2, 7, 8, 30])
def test_up_to_eight_rows_are_seen_whole(offer, names):
    shown = offer(*(f"Name {n}" for n in range(names)))
    assert whole_rows(shown) == min(names, 8)
    assert not shown.horizontalScrollBar().isVisible()
    bar = shown.verticalScrollBar()
    assert bar.isVisible() == (names > 8)
    assert not bar.isVisible() or bar.width() <= 10


def test_it_is_as_wide_as_its_longest_row(offer, told):
    narrow = offer("Army").width()
    shown = offer("Army", proposed="Ministry of the upper river")
    assert shown.model().index(0, 0).data() == "New entity “Ministry of the upper river”"
    assert narrow == 232
    assert narrow < shown.width() <= 320
    assert told(shown, 0) == ""


def test_what_is_wider_than_the_panel_is_shortened_and_told(offer, told):
    shown = offer(LONG, "Army")
    assert shown.width() == 320
    assert whole_rows(shown) == 2
    assert not shown.horizontalScrollBar().isVisible()
    assert LONG in told(shown, 0)
    assert told(shown, 1) == ""


@pytest.mark.parametrize("is_mirrored", [False, True])
def test_it_reaches_over_the_name_of_the_field_and_not_out_of_the_panel(
    request, is_mirrored, offer, field
):
    if is_mirrored:
        request.getfixturevalue("mirrored")
        field.setGeometry(12, 20, 232, 28)
    shown, panel = offer(LONG), field.parentWidget()
    left = panel.mapFromGlobal(shown.geometry().topLeft()).x()
    assert left >= 12
    assert left + shown.width() <= panel.width() - 12
