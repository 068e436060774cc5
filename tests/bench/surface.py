"""What is measured of the article surface, beside a plain text widget that shows the same text."""

from __future__ import annotations

import json
import os
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from annotator.resources import seed
from tests.bench.measure import Line, Times, in_turns

# Before Qt is imported: no window is to open.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from annotator.model.scheme_file import find_scheme
from annotator.sample import ARTICLE, DRAFT
from annotator.ui.article.hand.words import word_at
from annotator.ui.article.marks import Header, Mark
from annotator.ui.article.view import ArticleView
from annotator.ui.looks import looks
from annotator.ui.theme import Theme, type_font

ROUNDS = 5
SCROLLS, ADDS = 40, 40
WIDTH, HEIGHT = 1280, 800
LATIN = (
    "the", "forces", "fired", "rockets", "at", "a", "base", "near", "the", "river", "and",
    "the", "ministry", "said", "no", "one", "was", "hurt", "while", "drones", "were", "seen",
)  # fmt: skip
ARABIC = (
    "قال", "الجيش", "إن", "صواريخ", "سقطت", "قرب", "القاعدة", "في", "شرق", "المدينة", "ولم",
    "يصب", "أحد", "بأذى", "مساء", "يوم", "الاثنين", "US", "2021",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Made:
    """An article, its marks, and what it may take to show it."""

    name: str
    text: str
    marks: tuple[Mark, ...]
    bound: int
    """Milliseconds in which it is to be shown."""


def surface(_folder: Path, scale: int) -> Iterator[Line]:
    """Show, mark, scroll, break anew and zoom articles from 3,000 to 1,000,000 characters."""
    app = QApplication.instance() or QApplication([])
    theme = Theme()
    if isinstance(app, QApplication):
        theme.apply(app)
    for made in articles(scale):
        ours, floor = _ours(theme), _floor()
        for measure in (showing, marking, scrolling, wrapping, zooming):
            yield measure(made, ours, floor)
        ours.close()
        floor.close()


def articles(scale: int = 1) -> Iterator[Made]:
    """Give the sample, long articles, one without a line break, and an Arabic one."""
    yield _sample()
    yield from long_articles(scale)


def long_articles(scale: int) -> Iterator[Made]:
    """Give the articles that are made of random words."""
    chance = random.Random(1)
    for name, words, length, spans, paragraph, bound in (
        ("200,000", LATIN, 200_000, 2_000, 500, 100),
        ("1,000,000", LATIN, 1_000_000, 10_000, 500, 400),
        ("one line", LATIN, 1_000_000, 10_000, 10**9, 400),
        ("Arabic 200,000", ARABIC, 200_000, 2_000, 500, 100),
    ):
        yield _made(chance, name, words, (length // scale, spans // scale, paragraph), bound)


def showing(made: Made, ours: ArticleView, floor: QPlainTextEdit) -> Line:
    """Show the article, from the text to the pixels."""

    def mine(times: Times) -> None:
        with times.round():
            ours.show_article(made.text, (), made.marks, Header("meta"))
            QApplication.processEvents()

    def least(times: Times) -> None:
        with times.round():
            floor.setPlainText(made.text)
            QApplication.processEvents()

    mine(Times())  # the first time in a process loads the fonts
    least(Times())
    return Line(f"show ({made.name})", *in_turns(ROUNDS, mine, least), f"{made.bound} ms")


def marking(made: Made, ours: ArticleView, floor: QPlainTextEdit) -> Line:
    """Add a mark in the window and draw it; the floor draws all of its window."""
    chance = random.Random(2)

    def mine(times: Times) -> None:
        for n in range(ADDS):
            ours.scroll_to(chance.randrange(len(made.text)))
            QApplication.processEvents()
            start, end = word_at(made.text, ours.first_visible() + 200)
            mark = Mark(f"new {n}", start, max(end, start + 1), "actor")
            with times.round():
                ours.change_marks([mark], ())
                QApplication.processEvents()
            ours.change_marks((), [mark.id])

    def least(times: Times) -> None:
        for _ in range(ADDS):
            with times.round():
                floor.viewport().update()
                QApplication.processEvents()

    return Line(f"add a mark ({made.name})", *in_turns(ROUNDS, mine, least), "10 ms")


def scrolling(made: Made, ours: ArticleView, floor: QPlainTextEdit) -> Line:
    """Scroll page by page from the middle, where nothing has been seen yet.

    All of the window is drawn each time, also where the floor shows nearly all of a short text.
    """

    def mine(times: Times) -> None:
        ours.show_article(made.text, (), made.marks, None)
        ours.scroll_to(len(made.text) // 2)
        _turn_pages(ours, times)

    def least(times: Times) -> None:
        floor.setPlainText(made.text)
        cursor = QTextCursor(floor.document())
        cursor.setPosition(len(made.text) // 2)
        floor.setTextCursor(cursor)
        _turn_pages(floor, times)

    return Line(f"scroll a page ({made.name})", *in_turns(ROUNDS, mine, least), "16.7 ms, 2.5x")


def _turn_pages(widget: ArticleView | QPlainTextEdit, times: Times) -> None:
    QApplication.processEvents()
    bar = widget.verticalScrollBar()
    for _ in range(SCROLLS):
        onward = bar.value() + bar.pageStep() if bar.value() < bar.maximum() else 0
        with times.round():
            bar.setValue(onward)
            widget.viewport().update()
            QApplication.processEvents()


def wrapping(made: Made, ours: ArticleView, floor: QPlainTextEdit) -> Line:
    """Make the window so narrow that all lines break elsewhere."""
    return Line(
        f"break anew ({made.name})",
        *in_turns(ROUNDS, _sized(ours), _sized(floor)),
    )


def zooming(made: Made, ours: ArticleView, floor: QPlainTextEdit) -> Line:
    """Zoom in and out."""

    def mine(times: Times) -> None:
        for zoom in (1.2, 1.0):
            with times.round():
                ours.set_zoom(zoom)
                QApplication.processEvents()

    def least(times: Times) -> None:
        for zoom in (1.2, 1.0):
            with times.round():
                floor.setFont(type_font("body", zoom))
                QApplication.processEvents()

    return Line(f"zoom ({made.name})", *in_turns(ROUNDS, mine, least))


def _sized(widget: ArticleView | QPlainTextEdit) -> Callable[[Times], None]:
    def measure(times: Times) -> None:
        for width in (500, WIDTH):
            with times.round():
                widget.resize(width, HEIGHT)
                QApplication.processEvents()

    return measure


def _ours(theme: Theme) -> ArticleView:
    view = ArticleView(theme)
    view.set_looks(looks(find_scheme("conflict-news"), theme.mode))
    view.resize(WIDTH, HEIGHT)
    view.show()
    QApplication.processEvents()
    return view


def _floor() -> QPlainTextEdit:
    floor = QPlainTextEdit()
    floor.setFont(type_font("body"))
    floor.setReadOnly(True)
    floor.resize(WIDTH, HEIGHT)
    floor.show()
    QApplication.processEvents()
    return floor


def _sample() -> Made:
    text = seed(ARTICLE).read_text(encoding="utf-8")
    record = json.loads(seed(DRAFT).read_text(encoding="utf-8").splitlines()[0])
    names = {label.name: label.id for label in find_scheme("conflict-news").labels}
    marks = tuple(
        Mark(span["id"], span["start"], span["end"], names[span["label"]])
        for span in record["spans"]
    )
    return Made("sample", text, marks, 20)


def _made(
    chance: random.Random, name: str, words: tuple[str, ...], size: tuple[int, int, int], bound: int
) -> Made:
    """Make a text of so many characters, with so many marks and so long paragraphs."""
    length, spans, paragraph = size
    pieces, places = [], []
    at = since = 0
    while at < length:
        word = chance.choice(words)
        places.append((at, at + len(word)))
        ends = since > paragraph
        pieces.append(word + ("\n\n" if ends else " "))
        at += len(pieces[-1])
        since = 0 if ends else since + len(pieces[-1])
    marks = []
    for n, first in enumerate(sorted(chance.sample(range(len(places) - 12), spans))):
        last = first + (chance.randint(4, 11) if n % 4 == 3 else chance.randint(0, 2))
        label = ("actor", "location", "weapon", "claim")[n % 4]
        marks.append(Mark(str(n), places[first][0], places[last][1], label))
    return Made(name, "".join(pieces), tuple(marks), bound)
