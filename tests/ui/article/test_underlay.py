"""What is copied from a picture looks as if it had been drawn: pixel for pixel, and but for the
rounding of soft edges in each of them.
"""

from __future__ import annotations

import random

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QImage, QRegion

from annotator.model.scheme_file import find_scheme
from annotator.ui.article import underlay
from annotator.ui.article.marks import Header, Mark
from annotator.ui.looks import looks
from tests.ui.article.scripts import LINES, characters

TEXT = "A headline of some words\n\n" + "\n\n".join(
    line + " It was said near the river, by the ministry and by others. " * 3
    for line in LINES.values()
)
LABELS = ("actor", "location", "weapon", "claim")


def some_marks(seed: int = 1, number: int = 90) -> list[Mark]:
    """Give marks that nest and cross, some of them not saved."""
    chance = random.Random(seed)
    places = [start for start, _ in characters(TEXT)]
    marks = []
    for n in range(number):
        first = chance.randrange(len(places) - 60)
        last = first + chance.choice((1, 5, 9, 50))
        unsaved = chance.random() < 0.03
        label = chance.choice(LABELS)
        marks.append(Mark(str(n), places[first], places[last], label, is_unsaved=unsaved))
    return marks


@pytest.fixture
def article(view):
    view.resize(800, 2_000)
    view.show_article(TEXT, (), some_marks(), Header("facts"))
    view.set_tags("letters")
    return view


def picture(view, ratio: float = 1.0) -> Seen:
    window = view.viewport()
    image = QImage(window.size() * ratio, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    window.render(image, QPoint(0, 0))
    return Seen(image)


class Seen:
    """The pixels of a picture, the same as others that differ by what rounding does."""

    ROUNDING = 4  # of 255, where dots and dashes begin

    def __init__(self, image: QImage) -> None:
        self.rows = [bytes(image.constScanLine(y)) for y in range(image.height())]

    __hash__ = None

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Seen) and all(
            mine == theirs
            or max(abs(a - b) for a, b in zip(mine, theirs, strict=True)) <= self.ROUNDING
            for mine, theirs in zip(self.rows, other.rows, strict=True)
        )


@pytest.fixture
def drawn(article, monkeypatch):
    """Give a function that draws the article without pictures."""

    def draw(ratio: float = 1.0) -> Seen:
        with monkeypatch.context() as patch:
            patch.setattr(article._painting._underlay, "draw", lambda *_: False)
            return picture(article, ratio)

    return draw


@pytest.fixture
def made(article, monkeypatch):
    """Give the list of blocks' marks of which a picture was made."""
    made = []
    make = underlay._make
    monkeypatch.setattr(underlay, "_make", lambda *what: made.append(what[2]) or make(*what))
    return made


@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0])
@pytest.mark.parametrize(("width", "zoom"), [(800, 1.0), (801, 1.0), (777, 1.3), (500, 0.8)])
def test_it_looks_the_same(article, drawn, width, zoom, ratio):
    article.resize(width, 2_000)
    article.set_zoom(zoom)
    first = picture(article, ratio)
    assert first == drawn(ratio)
    assert picture(article, ratio) == first


def test_pictures_are_made_once(article, made):
    picture(article)
    assert len(made) > 5
    made.clear()
    picture(article)
    article.verticalScrollBar().setValue(30)
    picture(article)
    assert made == []


def test_half_a_window_looks_the_same(article, drawn):
    article.resize(800, 400)
    for y in (0, 7, 150, 333):
        article.verticalScrollBar().setValue(y)
        assert picture(article) == drawn()


def test_a_mark_that_comes_or_goes_is_seen_at_once(article, drawn):
    before = picture(article)
    start = TEXT.index("It was said")
    article.change_marks([Mark("new", start, start + 11, "weapon")], ())
    after = picture(article)
    assert after != before
    assert after == drawn()
    article.change_marks((), ["new"])
    assert picture(article) == before


@pytest.mark.parametrize("deed", ["choose", "hover", "pick"])
def test_what_is_chosen_hovered_or_picked_is_seen_at_once(article, drawn, deed):
    before = picture(article)
    if deed == "choose":
        article.choose("3", scroll=False)
    elif deed == "hover":
        article._set_hovered("3")
    else:
        article.pick(40, 400, scroll=False)
    after = picture(article)
    assert after != before
    assert after == drawn()


@pytest.mark.parametrize("deed", ["choose", "hover"])
def test_what_was_chosen_is_let_go_of_when_only_a_part_of_its_paragraph_was_drawn(view, deed):
    view.resize(800, 2_000)
    view.show_article("rockets " + "and so on " * 100, (), [Mark("1", 0, 7, "weapon")], None)
    before = picture(view)
    mark = view.choose if deed == "choose" else view._set_hovered
    view._painting.forget()  # as a mark that is made or changed does
    mark("1")
    last = view.rect_of(900, 903)  # where the caret blinks: far below the mark
    assert last.top() > view.rect_of(0, 7).bottom() + 100
    view.viewport().render(QImage(800, 2_000, QImage.Format.Format_RGB32), QPoint(), QRegion(last))
    mark(None)
    assert picture(view) == before


def test_another_theme_is_seen_at_once(article, drawn, theme):
    before = picture(article)
    theme.set_mode("dark")
    article.set_looks(looks(find_scheme("conflict-news"), "dark"))
    assert picture(article) != before
    assert picture(article) == drawn()


def test_the_facts_below_the_headline_are_not_covered(article, drawn):
    article.change_marks([Mark("headline", 0, 10, "actor")], ())
    assert picture(article) == drawn()


def test_few_pictures_are_kept(article, made, monkeypatch):
    monkeypatch.setattr(underlay, "_MOST", 100_000)
    kept = article._painting._underlay
    kept.forget()
    picture(article)
    assert kept._pixels == sum(underlay._area(known.pixmap) for known in kept._kept.values())
    assert 0 < kept._pixels <= 100_000
    article._painting.forget()
    assert (kept._pixels, kept._kept) == (0, {})


def test_no_picture_is_made_of_a_giant_paragraph(view, made, article, drawn):
    marks = [Mark("1", 0, 9_000, "claim")]
    view.show_article("word " * 2_000, (), marks, None)
    made.clear()
    assert picture(view) == drawn()
    assert not any(known.marks in made for known in view._painting._underlay._kept.values())


@pytest.mark.parametrize("ratio", [1.0, 2.0])
def test_pictures_are_used_on_sharp_screens_too(article, made, ratio):
    article._painting.forget()
    picture(article, ratio)
    assert made
