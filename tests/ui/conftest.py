"""The whole window, and the hands in front of it, for the parts that only make sense there."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

sys.path.insert(0, str(Path(__file__).parents[1] / "journeys"))
from desk import Desk

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
