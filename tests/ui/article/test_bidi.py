"""In every script marks lie where Qt paints a selection of the same words, and each character can
be pointed at, walked over and copied.
"""

from __future__ import annotations

import random
import re

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QGuiApplication,
    QImage,
    QPainter,
    QTextCharFormat,
    QTextLayout,
)
from PySide6.QtTest import QTest

from annotator.ui.article.geometry import BAND
from tests.ui.article.scripts import LINES, boundaries, characters, mixed

TITLE = "Title\n\n"
SHARP = 4
"""Pixels of the picture for each of the window's."""
CLOSE = 1.5
CLEAR = QColor(0, 0, 0, 0)
_CUT = re.compile("(?<=ل)[\u064b-\u0652]*(?=[اأإآ])")
"""Where a ligature is cut: Qt paints the halves beside it (see test_line.py)."""


class Article:
    """A paragraph below a title, in the real surface."""

    def __init__(self, view, text: str) -> None:
        self.view, self.text = view, text
        view.show_article(TITLE + text, (), (), None)
        self.block = len(view.display.starts) - 1
        self.layout = view._flow.ensure(self.block)

    def drawn(self, start: int, end: int) -> list[list[tuple[float, float]]]:
        """Give the runs in which we draw a mark over these characters, for each line."""
        pieces = list(self.view._geometry.pieces(self.block, self.place(start), self.place(end)))
        lines = range(self.layout.lineCount())
        return [
            [run for piece in pieces if piece.baseline == baseline for run in piece.runs]
            for baseline in (self.view._flow.baseline(self.block, n) for n in lines)
        ]

    def painted(self, start: int, end: int) -> list[list[tuple[float, float]]]:
        """Give the runs in which Qt paints a selection of them, for each line."""
        display = self.view.display
        first, last = (display.within(self.block, self.place(n)) for n in (start, end))
        if not self.layout.isValidCursorPosition(first):
            first = self.layout.previousCursorPosition(first)
        if not self.layout.isValidCursorPosition(last):
            last = self.layout.nextCursorPosition(last)
        return [self._painted(n, first, last) for n in range(self.layout.lineCount())]

    def _painted(self, number: int, start: int, end: int) -> list[tuple[float, float]]:
        line = self.layout.lineAt(number)
        first, last = line.textStart(), line.textStart() + line.textLength()
        if number < self.layout.lineCount() - 1:  # no mark lies over spaces where a line is broken
            units = self.text.encode("utf-16-le")
            while last > first and units[2 * last - 2 : 2 * last] == b" \0":
                last -= 1
        selected = QTextLayout.FormatRange()
        selected.start, selected.length = max(first, start), min(last, end) - max(first, start)
        if selected.length <= 0:
            return []
        selected.format = QTextCharFormat()
        selected.format.setBackground(QColor("black"))
        selected.format.setForeground(QBrush(CLEAR))
        picture = QImage(SHARP * self.view.width(), self.height, QImage.Format.Format_Grayscale8)
        picture.fill(255)
        painter = QPainter(picture)
        painter.scale(SHARP, 1)
        painter.setPen(CLEAR)
        self.layout.draw(painter, QPointF(0, 0), [selected])
        painter.end()
        row = int(self.view._flow.baseline(self.block, number)) - 3
        return _runs(bytes(picture.constScanLine(row)))

    @property
    def height(self) -> int:
        return self.view._flow.pitch(self.block) * (self.layout.lineCount() + 1)

    def place(self, within: int) -> int:
        return len(TITLE) + within


def _runs(row: bytes) -> list[tuple[float, float]]:
    return [(run.start() / SHARP, run.end() / SHARP) for run in re.finditer(b"[^\xff]+", row)]


def _joined(runs) -> list[tuple[float, float]]:
    """Leave out what nobody sees: gaps and runs of less than a pixel or so."""
    joined: list[tuple[float, float]] = []
    for left, right in runs:
        if joined and left - joined[-1][1] < CLOSE:
            joined[-1] = joined[-1][0], right
        elif right - left > 0.8:
            joined.append((left, right))
    return joined


def _agree(ours, theirs) -> bool:
    ours, theirs = _joined(ours), _joined(theirs)
    return len(ours) == len(theirs) and all(
        abs(a - b) <= CLOSE
        for mine, painted in zip(ours, theirs, strict=True)
        for a, b in zip(mine, painted, strict=True)
    )


def _compare(view, seed: int, ranges: int) -> None:
    chance = random.Random(seed)
    for _ in range(ranges // 6):
        view.resize(chance.choice((420, 800)), 600)
        view.set_zoom(chance.choice((0.8, 1.0, 1.3)))
        article = Article(view, mixed(chance))
        cuts = {found.end() for found in _CUT.finditer(article.text)}
        inside = {n for found in _CUT.finditer(article.text) for n in range(*found.span())}
        places = [n for n in range(len(article.text) + 1) if n not in cuts | inside]
        for _ in range(6):
            start, end = sorted(chance.sample(places, 2))
            ours, theirs = article.drawn(start, end), article.painted(start, end)
            for mine, painted in zip(ours, theirs, strict=True):
                assert _agree(mine, painted), (
                    f"seed {seed}: {start}–{end} of {article.text!r}: {mine}, Qt {painted}"
                )


@pytest.mark.parametrize("seed", range(3))
def test_marks_lie_where_qt_paints_a_selection(view, seed):
    _compare(view, seed, 150)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(100, 104))
def test_marks_lie_where_qt_paints_a_selection_thousands_of_times(view, seed):
    _compare(view, seed, 1_000)


def test_the_comparison_would_see_a_mark_that_lies_wrong(view):
    article = Article(view, "قال US Army إن صواريخ سقطت")
    start, end = article.text.index("US"), article.text.index(" إن")
    assert _agree(article.drawn(start, end)[0], article.painted(start, end)[0])
    assert not _agree(article.drawn(start, end)[0], article.painted(start, end - 1)[0])
    assert not _agree(article.drawn(start, end)[0], article.painted(start - 2, end)[0])


def test_what_stands_beside_latin_words_in_an_arabic_article_has_its_place(view):
    # No letter says which way this paragraph runs, so it runs as the article does.
    article = Article(view, "قال الجيش\n\n(28/6/2021).")
    for start, end in characters("(28/6/2021)."):
        at = len("قال الجيش\n\n")
        (runs,) = article.drawn(at + start, at + end)
        assert len(runs) == 1, f"{start}–{end}"


@pytest.fixture(params=LINES, ids=lambda name: name.replace(" ", "-"))
def article(request, view, qtbot):
    """A line of one script, the keyboard in it."""
    article = Article(view, LINES[request.param])
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)
    return article


def test_the_caret_is_where_it_was_put(article):
    view = article.view
    for place in boundaries(article.text):
        view.pick(article.place(place), article.place(place))
        assert view.caret() == article.place(place)


def test_the_caret_stands_at_an_edge_of_a_character_beside_it(article):
    view = article.view
    for before, after in zip(characters(article.text), characters(article.text)[1:], strict=False):
        view.pick(article.place(after[0]), article.place(after[0]))
        x = view._painting.caret_rect().center().x() - view._flow.left
        edges = [
            edge
            for character in (before, after)
            for run in article.drawn(*character)[0]
            for edge in run
        ]
        assert min(abs(x - edge) for edge in edges) < 1


def test_each_character_is_found_where_it_is_drawn(article):
    for start, end in characters(article.text):
        for share in (0.15, 0.5, 0.85):
            point = _in(article, start, end, share)
            assert article.view.place_under(point.toPoint()) == article.place(start)


def test_a_point_in_a_character_is_nearest_to_one_of_its_ends(article):
    view = article.view
    for start, end in characters(article.text):
        hits = [view.hit(_in(article, start, end, share)) for share in (0.2, 0.8)]
        found = sorted(view.display.from_document(hit) for hit in hits)
        assert found == [article.place(start), article.place(end)]


def _in(article: Article, start: int, end: int, share: float) -> QPointF:
    """Give the point of the window so far from the left of a character."""
    flow = article.view._flow
    ((left, right),) = article.drawn(start, end)[0]
    baseline = flow.block_top(article.block) + flow.baseline(article.block, 0)
    y = baseline - BAND[0] * flow.styles[article.block].size / 2
    return QPointF(flow.left + left + share * (right - left), y)


def test_keys_visit_each_character_once_on_the_way_and_back(article):
    view, places = article.view, boundaries(article.text)
    onward, back = Qt.Key.Key_Right, Qt.Key.Key_Left
    if view.is_right_to_left(view.display.to_document(article.place(0))):
        onward, back = back, onward
    view.pick(article.place(0), article.place(0))
    seen = [_press(article, onward) for _ in places[1:]]
    assert seen == places[1:]
    seen = [_press(article, back) for _ in places[1:]]
    assert seen == places[-2::-1]


def test_shift_and_keys_pick_whole_characters(article):
    view = article.view
    way = view.is_right_to_left(view.display.to_document(article.place(0)))
    onward = Qt.Key.Key_Left if way else Qt.Key.Key_Right
    view.pick(article.place(0), article.place(0))
    for _, end in characters(article.text):
        _press(article, onward, Qt.KeyboardModifier.ShiftModifier)
        assert view.selection() == (article.place(0), article.place(end))


def _press(article: Article, key: Qt.Key, held=Qt.KeyboardModifier.NoModifier) -> int:
    QTest.keyClick(article.view, key, held)
    return article.view.caret() - len(TITLE)


def test_copying_gives_the_source(article):
    chance = random.Random(5)
    for _ in range(20):
        start, end = sorted(chance.sample(boundaries(article.text), 2))
        article.view.pick(article.place(start), article.place(end))
        article.view.copy()
        assert QGuiApplication.clipboard().text() == article.text[start:end]


def test_the_window_knows_where_words_are(article):
    view = article.view
    for word in re.finditer(r"[^\s،。，.()]+", article.text):
        rect = view.rect_of(article.place(word.start()), article.place(word.end()))
        inside = view.place_under(QPoint(rect.center().x(), rect.center().y()))
        assert article.place(0) <= inside < article.place(len(article.text))


UP_AND_DOWN = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp)


@pytest.mark.parametrize("held", ["NoModifier", "ShiftModifier"])
def test_from_line_to_line_the_caret_never_stops_inside_a_character(view, qtbot, held):
    chance = random.Random(7)
    article = Article(view, "می‌خواهم کتاب‌ها ❤️❤️👧🇺🇸👍🏽 e\u0301e\u0301e\u0301 " * 20)
    view.setFocus()
    allowed = {article.place(place) for place in boundaries(article.text)} | {0}
    for _ in range(200):
        if chance.random() < 0.3:
            place = article.place(chance.choice(boundaries(article.text)))
            view.pick(place, place)
        _press(article, chance.choice(UP_AND_DOWN), Qt.KeyboardModifier[held])
        assert view.caret() in allowed or view.caret() <= len(TITLE)
