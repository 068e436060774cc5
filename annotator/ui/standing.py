"""Where the window stood last, and how it is put there again."""

from __future__ import annotations

from base64 import b64decode, b64encode

from PySide6.QtCore import QByteArray, QRect, QSize
from PySide6.QtWidgets import QApplication, QMainWindow

_FIRST = (1280, 800)
_FRAME = 36
"""About how high the title bar is that a desktop adds."""


def standing(window: QMainWindow) -> str:
    """Say where a window stands: as Qt keeps it, and where its frame begins and its size."""
    kept = b64encode(window.saveGeometry().data()).decode()
    numbers = (window.x(), window.y(), window.width(), window.height())
    return f"{kept};{','.join(map(str, numbers))}"


def put_back(window: QMainWindow, kept: str) -> None:
    """Let a window stand where it stood; where that is not known, at its first size."""
    as_qt, _, numbers = kept.partition(";")
    try:
        geometry = QByteArray(b64decode(as_qt))
    except ValueError:  # spoilt by hand
        geometry = QByteArray()
    if geometry.isEmpty() or not window.restoreGeometry(geometry):
        window.resize(_fitting(window, QSize(*_FIRST)))
    elif not window.isMaximized() and not window.isFullScreen():
        _take_back_push(window, numbers)


def _take_back_push(window: QMainWindow, numbers: str) -> None:
    """Undo what Qt adds at the edge of a screen, where it takes title bars to be high.

    Whatever is more than that is meant: the window stood on a screen that is no longer there.
    """
    place = _rect(numbers)
    now = window.geometry()
    room = window.screen().availableGeometry()
    moved, grown = now.topLeft() - place.topLeft(), now.size() - place.size()
    pushes = (moved.x(), moved.y(), grown.width(), grown.height())
    if room.contains(place.topLeft()) and max(map(abs, pushes)) <= _FRAME:
        window.resize(place.size())
        window.move(place.topLeft())


def _rect(numbers: str) -> QRect:
    """Read four numbers; a rectangle of no size where they are none."""
    try:
        left, top, width, height = map(int, numbers.split(","))
    except ValueError:
        return QRect()
    return QRect(left, top, width, height)


def _fitting(window: QMainWindow, size: QSize) -> QSize:
    """Give as much of a size as the screen has room for, the window's frame included."""
    if QApplication.platformName() == "offscreen":  # its screen is none that anybody sees
        return size
    room = window.screen().availableGeometry().size()
    return size.boundedTo(QSize(room.width(), room.height() - _FRAME))
