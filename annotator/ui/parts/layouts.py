"""Rows, columns, frames and hairlines: what everything else is laid out with."""

from __future__ import annotations

from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from annotator.ui.theme import Space

Item = QWidget | QLayout | int | None
"""A number is fixed space; None takes what is left."""


def fill(layout: QBoxLayout, *items: Item) -> None:
    """Add widgets, layouts and space in order."""
    for item in items:
        if item is None:
            layout.addStretch(1)
        elif isinstance(item, int):
            layout.addSpacing(item)
        elif isinstance(item, QWidget):
            layout.addWidget(item)
        else:
            layout.addLayout(item)


def across(
    *items: Item, gap: int = Space.S, margins: tuple[int, int, int, int] = (0, 0, 0, 0)
) -> QHBoxLayout:
    """Lay items out side by side. Margins are start, top, end, bottom, and turn with the window."""
    start, top, end, bottom = margins
    layout = QHBoxLayout()
    layout.setSpacing(gap)
    if start == end:
        layout.setContentsMargins(start, top, end, bottom)
        fill(layout, *items)
    else:  # the margins of a layout do not turn, its spacers do
        layout.setContentsMargins(0, top, 0, bottom)
        fill(layout, start, *items, end)
    return layout


def down(
    *items: Item, gap: int = Space.S, margins: tuple[int, int, int, int] = (0, 0, 0, 0)
) -> QVBoxLayout:
    """Lay items out one below the other. Margins are left, top, right, bottom."""
    layout = QVBoxLayout()
    layout.setSpacing(gap)
    layout.setContentsMargins(*margins)
    fill(layout, *items)
    return layout


def frame(role: str, layout: QLayout | None = None) -> QFrame:
    """Give a frame of a role: chrome, paper, card, well; "" is clear."""
    result = QFrame()
    result.setProperty("role", role)
    if layout is not None:
        result.setLayout(layout)
    return result


def hairline(*, vertical: bool = False) -> QFrame:
    """Give the line between two regions."""
    line = frame("hairline")
    if vertical:
        line.setFixedWidth(1)
    else:
        line.setFixedHeight(1)
    return line
