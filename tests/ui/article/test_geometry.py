"""Where stretches lie on a line, also where Arabic, Hebrew and Latin words alternate."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QTextLayout

from annotator.ui.article.geometry import _runs
from annotator.ui.article.marks import Mark

WORDS = ("rockets", "US", "1,200", "قال", "الجيش", "صواريخ", "שלום", 'צה"ל', "😀", "(", ")")


def widths(runs) -> float:
    return sum(right - left for left, right in runs)


@pytest.mark.property
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=8).map(" ".join), st.data())
def test_two_halves_are_as_wide_as_the_whole_and_lie_in_it(qapp, text, data):
    layout = QTextLayout(text)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(10_000)
    layout.endLayout()
    units = len(text.encode("utf-16-le")) // 2
    start, middle, end = sorted(data.draw(st.integers(0, units)) for _ in range(3))
    start, middle, end = (_boundary(layout, place) for place in (start, middle, end))
    whole, first, second = (
        _runs(line, a, b, mixed=True) for a, b in ((start, end), (start, middle), (middle, end))
    )
    assert widths(first) + widths(second) == pytest.approx(widths(whole), abs=1)
    for left, right in (*first, *second):
        assert any(a - 1 <= left and right <= b + 1 for a, b in whole)


def _boundary(layout: QTextLayout, place: int) -> int:
    return place if layout.isValidCursorPosition(place) else layout.nextCursorPosition(place)


def test_a_stretch_that_crosses_a_change_of_direction_has_two_runs(view):
    text = "قال US Army إن"
    view.show_article("Title\n\n" + text, (), (), None)
    start = 7 + text.index("ل US")
    (piece,) = view._geometry.pieces(2, start, start + 4)
    assert len(piece.runs) == 2
    (whole,) = view._geometry.pieces(2, 7, 7 + len(text))
    assert len(whole.runs) == 1


def test_spaces_at_which_a_line_was_broken_have_no_width(view):
    text = "Title\n\n" + "word " * 60
    view.show_article(text, (), (), None)
    first, *_ = view._geometry.pieces(2, 7, len(text))
    assert first.runs[-1][1] < view._flow.column
    second = list(view._geometry.pieces(2, 7, len(text)))[1]
    assert second.runs[0][0] == 0


def test_pieces_say_where_the_mark_begins_and_ends(view):
    text = "Title\n\n" + "word " * 60
    view.show_article(text, (), (), None)
    pieces = list(view._geometry.pieces(2, 12, 250))
    assert [piece.starts for piece in pieces] == [True] + [False] * (len(pieces) - 1)
    assert [piece.ends for piece in pieces] == [False] * (len(pieces) - 1) + [True]


def test_a_mark_over_several_paragraphs_lies_in_each(view):
    view.show_article("Title\n\nOne\n\nTwo", (), [Mark("1", 7, 15, "actor")], None)
    one, two = (view._geometry.marks(n)[0].piece for n in (2, 4))
    assert (one.starts, one.ends) == (True, False)
    assert (two.starts, two.ends) == (False, True)
    assert view._geometry.marks(0) == []
