"""Where stretches lie on a line, also where Arabic, Hebrew and Latin words alternate."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QTextLayout

from annotator.ui.article.line import caret_x, character_at, place_at, runs, whole

WORDS = ("rockets", "US", "1,200", "قال", "لأمريكا", "صواريخ", "שלום", 'צה"ל', "😀", "(", ")")


def widths(runs) -> float:
    return sum(right - left for left, right in runs)


def laid_out(text: str) -> QTextLayout:
    layout = QTextLayout(text)
    layout.beginLayout()
    layout.createLine().setLineWidth(10_000)
    layout.endLayout()
    return layout


@pytest.mark.property
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=8).map(" ".join), st.data())
def test_two_halves_are_as_wide_as_the_whole_and_lie_in_it(qapp, text, data):
    layout = laid_out(text)
    line = layout.lineAt(0)
    units = len(text.encode("utf-16-le")) // 2
    start, middle, end = sorted(data.draw(st.integers(0, units)) for _ in range(3))
    start, middle, end = (whole(layout, place, place)[1] for place in (start, middle, end))
    together, first, second = (
        runs(layout, line, a, b, turns=True)
        for a, b in ((start, end), (start, middle), (middle, end))
    )
    assert widths(first) + widths(second) == pytest.approx(widths(together), abs=1)
    for left, right in (*first, *second):
        assert any(a - 1 <= left and right <= b + 1 for a, b in together)


def test_half_of_a_ligature_is_half_as_wide(qapp):
    layout = laid_out("لا")
    line = layout.lineAt(0)
    ((left, right),) = runs(layout, line, 0, 2, turns=True)
    middle = (left + right) / 2
    assert runs(layout, line, 0, 1, turns=True) == ((pytest.approx(middle), pytest.approx(right)),)
    assert runs(layout, line, 1, 2, turns=True) == ((pytest.approx(left), pytest.approx(middle)),)


def test_halves_of_a_ligature_are_told_apart(qapp):
    text = "US السلام"
    layout = laid_out(text)
    line = layout.lineAt(0)
    for place in range(len(text)):
        ((left, right),) = runs(layout, line, place, place + 1, turns=True)
        assert character_at(layout, line, (left + right) / 2, turns=True) == place


def test_the_caret_in_a_word_with_a_ligature_stands_between_its_letters(qapp):
    text = "ab كلام cd"
    layout = laid_out(text)
    line = layout.lineAt(0)
    for place in range(4, 7):
        ((_, right),) = runs(layout, line, place, place + 1, turns=True)
        assert caret_x(layout, line, place, turns=True) == pytest.approx(right)


@pytest.mark.parametrize("text", ["می‌خواهم", "❤️❤️", "e\u0301e\u0301"])
def test_no_point_lies_inside_a_character(qapp, text):
    layout = laid_out(text)
    line = layout.lineAt(0)
    right = int(line.naturalTextWidth())
    for turns in (True, False):
        for x in range(-2, right + 3):
            assert layout.isValidCursorPosition(place_at(layout, line, x, turns=turns))
            assert layout.isValidCursorPosition(character_at(layout, line, x, turns=turns))


def test_a_stretch_that_cuts_a_character_is_widened(qapp):
    layout = laid_out("ae\u0301b")
    assert whole(layout, 2, 4) == (1, 4)
    assert whole(layout, 0, 2) == (0, 3)
    assert whole(layout, 1, 3) == (1, 3)
