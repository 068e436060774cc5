"""A column that scrolls when it is too long, on whatever ground it lies."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLayout, QScrollArea, QWidget


def scrolled(layout: QLayout) -> QScrollArea:
    """Put a layout in a scroll area of its own width. Tab brings what it reaches into view."""
    inside = QWidget()
    inside.setProperty("role", "scrolled")
    inside.setLayout(layout)
    inside.setAutoFillBackground(False)
    area = QScrollArea()
    area.setWidget(inside)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.viewport().setAutoFillBackground(False)
    return area
