"""What the tests of screens share: the whole window with hands in front of it, and its look."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from annotator.model.article import Reading
from annotator.ui.theme import Theme

sys.path.insert(0, str(Path(__file__).parents[1] / "journeys"))
sys.path.insert(0, str(Path(__file__).parent))
from desk import Desk
from reviewing import ONE, TEXT, TWO, Reviewing

WORDS = "The brigade fired rockets at the depot.\nThe mayor said that rockets fell."


@pytest.fixture
def desk(qtbot, tmp_path):
    return Desk(qtbot, tmp_path)


@pytest.fixture
def own(desk):
    """A desk with an article of one's own, the keyboard in it."""
    desk.bring(WORDS, title="Rockets at the depot")
    desk.view.setFocus()
    return desk


@pytest.fixture
def mirrored(qapp):
    """Windows that run from right to left; made before the desk."""
    QApplication.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    yield
    QApplication.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    """The light theme on the application, taken off again afterwards."""
    theme = Theme("light")
    theme.apply(qapp)
    yield theme
    qapp.setStyleSheet("")


@pytest.fixture
def click() -> Callable[..., None]:
    """Click where a widget is, and let the window find out who that is."""

    def clicked(widget: QWidget, x: int | None = None, y: int | None = None) -> None:
        QApplication.processEvents()  # what has just changed takes its place first
        around = widget.parentWidget()
        while around is not None:
            if isinstance(around, QScrollArea):
                around.ensureWidgetVisible(widget)
            around = around.parentWidget()
        middle = widget.rect().center()
        place = QPoint(middle.x() if x is None else x, middle.y() if y is None else y)
        window = widget.window()
        QTest.mouseClick(
            window.windowHandle(), Qt.MouseButton.LeftButton, pos=widget.mapTo(window, place)
        )

    return clicked


@pytest.fixture
def alone(desk):
    """One person's marks, who has finished."""
    made = Reviewing(desk, desk.bring(TEXT, title="Strike on the old depot"))
    made.write(
        ONE, Reading(made.article, ONE.id, status="done"),
        made.mark(ONE, "location", "old depot"), made.mark(ONE, "weapon", "two rockets"),
        made.mark(ONE, "actor", "mayor of the town"), made.mark(ONE, "actor", "brigade"),
    )  # fmt: skip
    return made


@pytest.fixture
def two(alone):
    """A second person, who marked three things otherwise and one alike."""
    alone.write(
        TWO, Reading(alone.article, TWO.id, status="done"),
        alone.mark(TWO, "location", "old depot"), alone.mark(TWO, "weapon", "rockets"),
        alone.mark(TWO, "actor", "mayor"), alone.mark(TWO, "weapon", "drone"),
        alone.mark(TWO, "location", "brigade"),
    )  # fmt: skip
    alone.go()
    return alone
