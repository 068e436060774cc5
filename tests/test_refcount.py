"""PySide6 gives back every reference that it takes.

PySide6 6.12.0 loses one to None in each Qt call that returns nothing. On Python 3.11 a few thousand
such calls end the process.

Since Python 3.12 None, True and False are immortal, and losing references to them does no harm:
Python itself no longer counts them, and sets the count anew should an extension bring it to zero.
What an extension adds and takes need not cancel out then, so the count says nothing about the wheel
and the first test is left out. The second one counts a value that is mortal everywhere.
"""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication, QWidget

CALLS = 200
# What the interpreter itself may take or give meanwhile. One reference for each call is far more.
SLACK = CALLS // 10


class Sender(QObject):
    """Has a signal to send."""

    sent = Signal(str)


@pytest.fixture
def void_calls(qapp: QApplication, qtbot) -> dict[str, Callable[[], object]]:
    """Give calls that return nothing, of each part of Qt that is used most."""
    thing, sender, widget = QObject(), Sender(), QWidget()
    qtbot.addWidget(widget)
    image = QImage(8, 8, QImage.Format.Format_RGB32)
    colour = QColor("white")

    def paint() -> None:
        painter = QPainter(image)
        painter.drawPoint(1, 1)
        painter.end()

    return {
        "QCoreApplication.processEvents": qapp.processEvents,
        "QObject.setObjectName": lambda: thing.setObjectName("name"),
        "QWidget.update": widget.update,
        "QWidget.setToolTip": lambda: widget.setToolTip("tip"),
        "QImage.fill": lambda: image.fill(colour),
        "QPainter.drawPoint": paint,
        "Signal.emit": lambda: sender.sent.emit("sent"),
    }


def moved(value: object, call: Callable[[], object]) -> int:
    """Tell by how much many calls change the number of references to a value."""
    call()
    before = sys.getrefcount(value)
    for _ in range(CALLS):
        call()
    return sys.getrefcount(value) - before


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is immortal here and cannot be lost")
def test_calls_that_return_nothing_lose_no_reference(void_calls):
    lost = {
        f"{value} in {name}": moved(value, call)
        for name, call in void_calls.items()
        for value in (None, True, False)
    }
    assert {name: count for name, count in lost.items() if abs(count) > SLACK} == {}


def test_values_handed_to_qt_are_given_back(qapp, qtbot):
    text = f"a text that only {__name__} holds"
    thing, sender, widget = QObject(), Sender(), QWidget()
    qtbot.addWidget(widget)
    calls = {
        "QObject.setObjectName": lambda: thing.setObjectName(text),
        "QWidget.setToolTip": lambda: widget.setToolTip(text),
        "QObject.setProperty": lambda: thing.setProperty("text", text),
        "Signal.emit": lambda: sender.sent.emit(text),
    }
    lost = {name: moved(text, call) for name, call in calls.items()}
    assert {name: count for name, count in lost.items() if abs(count) > SLACK} == {}
