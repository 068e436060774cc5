"""Rows and columns keep their order and their margins, and turn with the window."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from annotator.ui.parts.layouts import across, down, frame, hairline


def laid_out(qtbot, layout, direction=Qt.LayoutDirection.LeftToRight) -> QWidget:
    window = QWidget()
    window.setLayoutDirection(direction)
    window.setLayout(layout)
    window.resize(400, 100)
    qtbot.addWidget(window)
    window.show()
    return window


def box(width: int = 50) -> QLabel:
    made = QLabel()
    made.setFixedSize(width, 20)
    return made


def test_items_stand_in_order_with_space_between_and_the_rest_where_it_is_asked_for(qtbot):
    first, second, last = box(), box(), box()
    window = laid_out(qtbot, across(first, 20, second, None, last, gap=8))
    assert window.isVisible()
    assert (first.x(), second.x(), last.x()) == (0, 78, 350)


def test_the_start_and_end_of_a_row_turn_with_the_window(qtbot):
    one, other = box(), box()
    window = laid_out(qtbot, across(one, None, margins=(12, 0, 4, 0)))
    right_to_left = Qt.LayoutDirection.RightToLeft
    mirrored = laid_out(qtbot, across(other, None, margins=(12, 0, 4, 0)), right_to_left)
    assert window.width() == mirrored.width() == 400
    assert one.x() == 12
    assert other.x() == 400 - 12 - 50


def test_a_column_may_hold_rows(qtbot):
    above, below = box(), box()
    window = laid_out(
        qtbot, down(across(above, None), 4, below, None, gap=8, margins=(10, 6, 10, 0))
    )
    assert window.isVisible()
    assert (above.y(), below.y()) == (6, 38)


def test_frames_have_their_role_and_hairlines_are_one_pixel(qtbot):
    assert frame("chrome").property("role") == "chrome"
    assert frame("card", across(box())).layout().count() == 1
    assert hairline().height() == hairline(vertical=True).width() == 1
