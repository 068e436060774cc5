"""The text in its column: what stands where, and that it stays there."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtWidgets import QApplication

from annotator.model.article import Zone
from annotator.ui.article.layout import FlowLayout
from annotator.ui.article.marks import Mark
from annotator.ui.article.typesetting import Typesetting
from tests.ui.article.conftest import TEXT, mark, zone

LONG = "\n\n".join(
    f"Paragraph {n} tells of a base by the river" + ", and of rain" * (n % 40) + "."
    for n in range(400)
)
WORDS = [TEXT.index(word) for word in TEXT.split()]


def tops(view, places) -> list[tuple[int, int]]:
    return [view.rect_of(place, place + 1).topLeft().toTuple() for place in places]


def test_the_text_never_moves(article, theme):
    before = tops(article, WORDS)
    article.change_marks(
        [
            Mark(str(n), start, end, label)
            for n, (start, end) in enumerate(
                [(0, 7), (0, 20), (8, 40), (3, 30), (22, 60), (30, 90)]
            )
            for label in ("actor",)
        ],
        (),
    )
    article.choose("1", scroll=False)
    article.set_tags("names")
    article.set_ties([(30, 40, "said by", "source"), (50, 55, "cue", "cue")])
    article.set_header(None)
    theme.set_mode("dark")
    QApplication.processEvents()
    assert tops(article, WORDS) == before


def test_lines_have_the_pitch_of_their_zone(view):
    text = "\n".join("words and words " * 20 for _ in range(5))
    lines = text.split("\n")
    kinds = ("headline", "standfirst", "caption", "boilerplate", "body")
    start, zones = 0, []
    for line, kind in zip(lines, kinds, strict=True):
        zones.append(Zone.of("a", kind, start, start + len(line)))
        start += len(line) + 1
    view.show_article(text, zones, (), None)
    start = 0
    for line, pitch in zip(lines, (40, 32, 26, 22, 32), strict=True):
        ys = sorted({view.rect_of(p, p + 1).top() for p in range(start, start + 200, 5)} - {0})
        assert {b - a for a, b in pairwise(ys)} == {pitch}
        start += len(line) + 1


def test_the_first_line_of_a_text_without_zones_is_its_headline(article):
    assert article.rect_of(0, 1).height() > article.rect_of(22, 23).height()
    article.show_article("words " * 200 + "\n\nmore words", (), (), None)
    assert article.rect_of(0, 1).height() == article.rect_of(1_202, 1_203).height()


def test_zones_can_be_changed(article):
    article.set_zones([zone(TEXT, "The ministry said rockets", "headline")])
    assert article.rect_of(0, 1).height() < article.rect_of(22, 23).height()
    article.set_zones([])
    assert article.rect_of(0, 1).height() > article.rect_of(22, 23).height()


def test_empty_lines_take_no_room(view):
    view.show_article("A\n\nB", (), (), None)
    near = view.rect_of(3, 4).top()
    view.show_article("A\n\n  \n\n\nB", (), (), None)
    assert view.rect_of(8, 9).top() == near


def test_lines_of_a_paragraph_stand_together_and_paragraphs_apart(view):
    view.show_article("A\n\none\ntwo\n\nthree", (), (), None)
    one, two, three = (view.rect_of(place, place + 1).top() for place in (3, 7, 12))
    assert two - one == 32
    assert three - two == 48
    view.show_article("A\none\ntwo", (), (), None)
    assert view.rect_of(6, 7).top() - view.rect_of(2, 3).top() == 48


@pytest.mark.parametrize(("width", "wide"), [(1_280, 544), (800, 544), (640, 488)])
def test_the_column_is_in_the_middle_with_paper_on_both_sides(qapp, width, wide):
    left, found = Typesetting().column(width)
    assert found == wide
    assert left == (width - wide) / 2 >= 76


def test_a_narrow_column_holds_45_characters_before_it_keeps_its_margins(qapp):
    assert Typesetting().column(400)[1] > 400 - 2 * 76
    assert Typesetting().column(300)[1] == 300 - 2 * 16
    assert Typesetting(zoom=2.0).column(1_280)[1] == 1_088


def test_arabic_stands_at_the_right(view):
    text = "Title\n\nقال الجيش إن صواريخ سقطت قرب القاعدة\n\n2021\n\nword"
    view.show_article(text, (), (), None)
    title, arabic = view.rect_of(0, 1), view.rect_of(7, 8)
    assert arabic.right() > view.viewport().width() / 2 > title.right()
    first, last = view.rect_of(7, 10), view.rect_of(40, 44)
    assert first.left() > last.right()


def test_a_number_in_an_arabic_article_stands_at_the_right(view):
    view.show_article("قال الجيش\n\n2021\n\nword", (), (), None)
    assert view.rect_of(11, 12).left() > view.viewport().width() / 2
    assert view.rect_of(17, 18).left() < view.viewport().width() / 2


def test_the_words_in_the_window_stay_while_lines_above_are_made(view):
    view.show_article(LONG, (), (), None)
    view.scroll_to(LONG.index("Paragraph 250"))
    for _ in range(60):
        place = view.first_visible()
        before = view.rect_of(place, place + 1).top()
        view.scroll_by(-40)
        QApplication.processEvents()
        assert abs(view.rect_of(place, place + 1).top() - before - 40) <= 1
    assert view.first_visible() < LONG.index("Paragraph 250")


def test_scrolling_to_the_end_shows_the_end(view):
    view.show_article(LONG, (), (), None)
    bar = view.verticalScrollBar()
    for _ in range(3):  # what was guessed is known after the first time
        bar.setValue(bar.maximum())
        QApplication.processEvents()
    last = view.rect_of(len(LONG) - 2, len(LONG) - 1)
    assert 0 < last.bottom() < view.viewport().height()
    assert view.viewport().height() - last.bottom() > 100, "there is room for a notice"


def test_the_first_line_stays_when_the_window_gets_narrow_or_the_text_large(view):
    view.show_article(LONG, (), (), None)
    view.scroll_to(LONG.index("Paragraph 150"))
    for change in (
        lambda: view.resize(500, 600),
        lambda: view.set_zoom(1.6),
        lambda: view.resize(900, 400),
        lambda: view.set_zoom(1.0),
        lambda: view.set_zones([zone(LONG, "Paragraph 10 tells", "caption")]),
    ):
        change()
        QApplication.processEvents()
        assert view.first_visible() == LONG.index("Paragraph 150")


def test_zoom_has_bounds_and_enlarges_the_words(article):
    plain = article.rect_of(22, 33).width()
    article.set_zoom(2.0)
    assert article.rect_of(22, 33).width() == pytest.approx(2 * plain, rel=0.1)
    article.set_zoom(50)
    large = article.rect_of(22, 25).width()
    article.set_zoom(3.0)
    assert article.rect_of(22, 25).width() == large


def test_a_wider_window_moves_the_column_without_breaking_lines_anew(article):
    before = tops(article, WORDS)
    article.resize(1_000, 600)
    QApplication.processEvents()
    assert tops(article, WORDS) == [(x + 100, y) for x, y in before]


def test_only_what_is_looked_at_is_laid_out(view, monkeypatch):
    made = []
    real = FlowLayout._lay_out
    monkeypatch.setattr(
        FlowLayout, "_lay_out", lambda self, n, layout: (made.append(n), real(self, n, layout))
    )
    view.show_article(LONG, (), (), None)
    view.scroll_to(LONG.index("Paragraph 300"))
    QApplication.processEvents()
    assert len(made) < 80


def test_lines_far_away_are_let_go_and_made_again(view, monkeypatch):
    monkeypatch.setattr("annotator.ui.article.layout._KEPT", 8)
    view.show_article(LONG, (), [mark(LONG, "Paragraph 5 tells", "actor")], None)
    bar = view.verticalScrollBar()
    start = LONG.index("Paragraph 5 ")
    before = view.rect_of(start, start + 9)
    for _ in range(20):
        bar.setValue(bar.value() + 400)
        view.grab()
    assert len(view._flow._laid) < 60
    view.scroll_to(0)
    assert view.rect_of(start, start + 9) == before


def test_a_font_of_the_window_does_not_reach_the_article(article, qapp):
    before = tops(article, WORDS)
    article.setStyleSheet("QTextEdit { font-size: 40px; }")
    QApplication.processEvents()
    assert tops(article, WORDS) == before


def test_a_giant_paragraph_goes_on_without_a_gap(view):
    text = "word " * 3_000
    view.show_article(text, (), (), None)
    second = view.display.starts[1]
    view.scroll_to(second - 500)
    above, below = view.rect_of(second - 3, second - 2), view.rect_of(second, second + 1)
    assert below.top() - above.top() == 32
