"""What delegates paint: in its own direction, and as wide as it said."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from annotator.ui.parts.drawing import (
    draw_caret,
    draw_hidden,
    draw_key,
    draw_ring,
    draw_row,
    draw_swatch,
    draw_words,
    key_width,
    own_direction,
    reads_right_to_left,
)
from annotator.ui.theme import LIGHT, type_font


@pytest.fixture
def page(qapp):
    image = QImage(200, 40, QImage.Format.Format_RGB32)
    image.fill(QColor(LIGHT.paper))
    painter = QPainter(image)
    yield painter
    painter.end()


def inked(painter: QPainter) -> list[int]:
    """Give the columns that are not paper."""
    image, paper = painter.device(), QColor(LIGHT.paper).rgb()
    return [
        x
        for x in range(image.width())
        if any(image.pixel(x, y) != paper for y in range(image.height()))
    ]


@pytest.mark.parametrize(
    ("words", "rtl"),
    [("28 Jun", False), ("غارات", True), ("“غارات", True), ("12 — said غارات", False), ("", False),
     ('צה"ל', True), ("123", False)],
)  # fmt: skip
def test_the_first_strong_character_tells_the_direction(words, rtl):
    assert reads_right_to_left(words) is rtl
    assert (own_direction(words) == Qt.LayoutDirection.RightToLeft) is rtl


def test_words_too_long_stay_inside(page):
    page.setPen(QColor(LIGHT.ink))
    font = type_font("base")
    draw_words(page, QRectF(20, 0, 100, 40), "word " * 40, font, Qt.LayoutDirection.LeftToRight)
    columns = inked(page)
    assert columns[0] >= 20
    assert columns[-1] <= 121


def test_a_line_break_does_not_make_a_second_line(page):
    page.setPen(QColor(LIGHT.ink))
    font = type_font("base")
    draw_words(page, QRectF(0, 0, 200, 40), "a\nb", font, Qt.LayoutDirection.LeftToRight)
    assert 4 < inked(page)[-1] < 40


@pytest.mark.parametrize(
    ("state", "ground"),
    [({}, LIGHT.paper), ({"hovered": True}, LIGHT.hover), ({"chosen": True}, LIGHT.selected)],
)
def test_a_row_shows_its_state(page, state, ground):
    draw_row(page, QRectF(0, 0, 200, 40), LIGHT, **state)
    assert QColor(page.device().pixel(100, 20)).name().upper() == ground


def test_the_ring_is_two_pixels_of_ink_inside(page):
    draw_ring(page, QRectF(0, 0, 200, 40), LIGHT, 6)
    column = [QColor(page.device().pixel(100, y)).name().upper() for y in range(4)]
    assert column == [LIGHT.ink, LIGHT.ink, LIGHT.paper, LIGHT.paper]


def test_a_key_is_as_wide_as_it_said(page):
    draw_key(page, 20, 20, "Ctrl+K", LIGHT)
    columns = inked(page)
    assert columns[0] == 20
    assert columns[-1] == pytest.approx(20 + key_width("Ctrl+K"), abs=1)


def test_a_swatch_shows_the_colour_of_its_label(page, weapon):
    draw_swatch(page, QRectF(0, 0, 16, 18), weapon)
    image = page.device()
    shown = {QColor(image.pixel(x, 15)).name().upper() for x in range(16)}
    assert weapon.line in shown


def test_nothing_is_drawn_beside_a_point(page):
    draw_caret(page, QPointF(100, 20), LIGHT.ink)
    assert inked(page)[0] > 90
    assert inked(page)[-1] < 110


def test_drawing_words_does_not_turn_the_painter_round(page):
    page.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    font = type_font("base")
    draw_words(page, QRectF(0, 0, 90, 40), "غارات", font, Qt.LayoutDirection.LeftToRight)
    assert page.layoutDirection() == Qt.LayoutDirection.LeftToRight


def test_a_whole_paragraph_takes_one_line(page):
    page.setPen(QColor(LIGHT.ink))
    font = type_font("base")
    draw_words(page, QRectF(0, 0, 200, 40), "said " * 9_999, font, Qt.LayoutDirection.LeftToRight)
    assert inked(page)[-1] > 150


def test_the_eye_stays_in_its_place(page):
    draw_hidden(page, QRectF(40, 10, 14, 14), LIGHT.ink_3)
    assert inked(page)
    assert 40 <= min(inked(page)) <= max(inked(page)) <= 54
