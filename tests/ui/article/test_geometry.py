"""Where the pieces of marks lie, line by line and block by block."""

from __future__ import annotations

from annotator.ui.article.marks import Mark


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
