"""The rows of the list of hits: what a screen reader says, and where the hit stands in its row."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from annotator.model.article import Article
from annotator.model.finding import Searched, Wanted
from annotator.ui.find.hit_list import HitList
from annotator.ui.theme import DARK, LIGHT, Theme
from annotator.workspace.article import ArticleAtHand

ARABIC = "عنوان\nقال التحالف إن القوات غادرت المدينة أمس مع التحالف.\n"
ENGLISH = "A title\nThe brigade 😀 fired rockets, and more rockets.\n"


@pytest.fixture
def theme(qapp):
    return Theme()


@pytest.fixture
def hits(qtbot, theme):
    made = HitList(theme)
    qtbot.addWidget(made)
    made.resize(400, 120)
    made.show()
    return made


def show(hits: HitList, text: str, words: str) -> None:
    places = Searched(text).find(Wanted(words)).places
    hits.hits.show(ArticleAtHand("one", text, "me", Article("one")), places)
    QApplication.processEvents()


def spoken(hits: HitList, row: int) -> str:
    return hits.hits.index(row).data(Qt.ItemDataRole.AccessibleTextRole)


def boxes(hits: HitList, colour: str) -> list[tuple[int, int]]:
    """Give the left and right edge of the outline in each row."""
    image = hits.viewport().grab().toImage()
    found = []
    for row in range(hits.hits.rowCount()):
        y = hits.visualRect(hits.hits.index(row)).top() + 4
        xs = [
            x
            for x in range(image.width())
            if any(image.pixelColor(x, y + dy).name().upper() == colour for dy in (-1, 0))
        ]
        found.append((min(xs), max(xs)))
    return found


def test_a_row_is_read_as_one_sentence(hits):
    show(hits, ENGLISH, "rockets")
    assert spoken(hits, 1) == "¶1: The brigade 😀 fired rockets, and more rockets."


@pytest.mark.parametrize(("mode", "colours"), [("light", LIGHT), ("dark", DARK)])
def test_hits_stand_below_each_other_at_the_same_place(hits, theme, mode, colours):
    theme.set_mode(mode)
    show(hits, ENGLISH, "rockets")
    first, second = boxes(hits, colours.ink_3)
    assert abs(first[0] - second[0]) <= 1
    assert 100 < first[0] < 220


def test_in_arabic_text_they_stand_below_each_other_at_their_right_end(hits):
    show(hits, ARABIC, "التحالف")
    first, second = boxes(hits, LIGHT.ink_3)
    assert abs(first[1] - second[1]) <= 1
    assert 200 < first[1] < 320


def test_a_hit_as_long_as_a_paragraph_fits_into_its_row(hits):
    show(hits, "word " * 2_000, "word " * 1_000)
    (first, *_) = boxes(hits, LIGHT.ink_3)
    assert first[1] < 400


def test_the_picked_hit_is_the_current_row(hits):
    show(hits, ENGLISH, "rockets")
    hits.show_number(1)
    assert hits.currentIndex().row() == 1
    assert hits.selectionModel().isSelected(hits.hits.index(1))
    hits.show_number(None)
    assert not hits.selectionModel().hasSelection()


def test_of_ten_thousand_rows_only_those_in_sight_are_made(hits, monkeypatch):
    asked = []
    line = hits.hits.line
    monkeypatch.setattr(hits.hits, "line", lambda row: asked.append(row) or line(row))
    show(hits, "a " * 10_000, "a")
    hits.viewport().grab()
    assert hits.hits.rowCount() == 10_000
    assert 0 < len(set(asked)) < 50
