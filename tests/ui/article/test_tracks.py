"""What several people marked, drawn together: what is agreed, and versions as parallel lines."""

from __future__ import annotations

import pytest

from annotator.model.scheme_file import find_scheme
from annotator.ui.article.marks import Mark, Track
from annotator.ui.article.view import ArticleView
from annotator.ui.looks import looks

TEXT = "The old depot was hit by two rockets at dawn."


@pytest.fixture
def view(qtbot, theme):
    view = ArticleView(theme)
    qtbot.addWidget(view)
    view.resize(800, 400)
    view.set_looks(looks(find_scheme("conflict-news"), "light"))
    return view


def version(number, words, *, case="c", stretch="two rockets", is_chosen=False, label="weapon"):
    start, begins = TEXT.index(words), TEXT.index(stretch)
    track = Track(number, case, begins, begins + len(stretch), is_chosen)
    return Mark(f"{case} {number} {words}", start, start + len(words), label, track=track)


def lanes(view):
    return {piece.mark.id: round(piece.lane, 1) for piece in view._geometry.marks(0)}


def test_versions_lie_below_each_other_in_the_order_of_their_numbers(view):
    both = [version(1, "rockets"), version(2, "two rockets")]
    view.show_article(TEXT, [], both, None)
    assert lanes(view) == {"c 1 rockets": 5.5, "c 2 two rockets": 10.0}


def test_the_parts_of_one_version_lie_in_one_line(view):
    parts = [version(1, "two"), version(1, "rockets"), version(2, "two rockets")]
    view.show_article(TEXT, [], parts, None)
    assert lanes(view) == {"c 1 two": 5.5, "c 1 rockets": 5.5, "c 2 two rockets": 10.0}


def test_what_is_agreed_inside_lies_nearer_to_the_words(view):
    inner = Mark("agreed", 4, 13, "location", track=Track(0))
    long = "The old depot was hit by two rockets"
    outer = [version(n, long, stretch=long, label="claim") for n in (1, 2)]
    view.show_article(TEXT, [], [inner, *outer], None)
    found = lanes(view)
    assert found["agreed"] == 5.5
    assert sorted(found.values()) == [5.5, 10.0, 14.5]


def test_a_version_that_would_be_taken_is_filled_and_text_stays(view):
    view.show_article(TEXT, [], [version(1, "rockets")], None)
    plain, before = view.grab().toImage(), view.rect_of(4, 13)
    view.change_marks([version(1, "rockets", is_chosen=True)], [])
    assert view.grab().toImage() != plain
    assert view.rect_of(4, 13) == before


def test_what_is_agreed_is_neither_filled_nor_named(view):
    view.show_article(TEXT, [], [], None)
    bare = view.grab().toImage()
    view.change_marks([Mark("agreed", 4, 13, "location", track=Track(0))], [])
    with_line = view.grab().toImage()
    assert with_line != bare
    rect = view.rect_of(4, 13)
    above = rect.center().x(), rect.top() - 4
    assert with_line.pixelColor(*above) == bare.pixelColor(*above)
