"""The list of 100,000 articles: its first rows, each letter of the filter, scrolling, a label."""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from pathlib import Path

from annotator.model.article import Article, Reading
from annotator.model.ids import new_id
from annotator.model.person import Person
from annotator.model.round import Assignment, Round
from annotator.model.scheme_file import find_scheme
from annotator.model.span import Span
from annotator.model.text import sha256_of
from annotator.store.store import Store
from tests.bench.measure import Line, Times, memory

ROUNDS = 5
ME = Person("01a00000-0000-7000-8000-000000000001", "bench")
ROUND = Round("01a00000-0000-7000-8000-000000000002", "First", (ME.id,))
"""It gives every fourth article."""
TYPED = ("r", "ro", "roc", "rock", "rocket", "rocket d", "rocket drone", "done", "قرب", "28 jun",
         "@me")  # fmt: skip
_WORDS = (
    "rocket", "drone", "village", "army", "convoy", "border", "river", "town", "ministry", "base",
    "shelling", "port", "harbour", "airport", "market", "hospital", "depot", "monitor",
)  # fmt: skip
_ARABIC = "غارات جوية تستهدف مواقع قرب الحدود"


def library(folder: Path, scale: int) -> Iterator[Line]:
    """Measure the list in a project of 100,000 articles, one in seventeen of them in Arabic."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    app = QApplication.instance() or QApplication([])
    articles = 100_000 // scale
    path = _project(folder, articles)
    opened, turns, typed, scrolled, labelled = Times(), Times(), Times(), Times(), Times()
    for _ in range(ROUNDS):
        desk = _Desk(app, path)
        desk.open(opened)
        desk.read_all(turns)
        desk.type_all(typed)
        desk.scroll(scrolled)
        desk.label(labelled)
        desk.close()
    yield Line(f"list of {articles:,}: first rows on screen", opened, None, "100 ms", memory())
    yield Line("one slice of the others", turns, None, "16.7 ms")
    yield Line("a letter of the filter, to rows on screen", typed, None, "100 ms")
    yield Line("a page of scrolling", scrolled, None, "16.7 ms")
    yield Line("a label: what the list does about it", labelled, None, "1 ms")


class _Desk:
    """The list in a window, and a hand that uses it."""

    def __init__(self, app: object, path: Path) -> None:
        from annotator.settings import Settings
        from annotator.ui.icons import Icons
        from annotator.ui.library.library import Library
        from annotator.ui.theme import Theme
        from annotator.workspace.workspace import Workspace

        self.app = app
        self.theme = Theme("light")
        self.theme.apply(app)
        self.workspace = Workspace()
        settings = Settings(path.with_name("settings.toml"))
        self.list = Library(self.theme, Icons(self.theme), self.workspace, settings, print)
        self.list.resize(240, 756)
        self.list.show()
        app.processEvents()
        self.store = Store.open(path, ME)

    def open(self, times: Times) -> None:
        with times.round():
            self.workspace.open(self.store)
            self.list.list.viewport().repaint()

    def read_all(self, times: Times) -> None:
        while not self.list.articles.is_whole:
            with times.round():
                self.app.processEvents()

    def type_all(self, times: Times) -> None:
        for words in TYPED:
            with times.round():
                self.list.filter.set_text(words)
                self.list.list.viewport().repaint()
            self.app.processEvents()
        self.list.filter.set_text("")

    def scroll(self, times: Times) -> None:
        bar = self.list.list.verticalScrollBar()
        for _ in range(100):
            with times.round():
                bar.setValue(bar.value() + self.list.list.viewport().height())
                self.app.processEvents()

    def label(self, times: Times) -> None:
        """Label as the workspace does, and measure what the list alone does."""
        workspace = self.workspace
        workspace.show(self.list.articles.listed(self.list.articles.total // 2).id)
        article = workspace.article
        for place in range(50):
            start = place % 20
            quote = article.text[start : start + 3]
            span = Span(new_id(), article.id, ME.id, "weapon", start, start + 3, quote)
            with self.store.step("Label as {label}", label="Weapon") as done:
                self.store.put(span)
            delta = article.take(workspace.reader, done.changes)
            with times.round():
                workspace.marks_changed.emit(delta)
                workspace.changed.emit(done.changes)
            self.app.processEvents()

    def close(self) -> None:
        self.workspace.close()
        self.list.deleteLater()
        self.app.processEvents()


def _project(folder: Path, articles: int) -> Path:
    """Make a project of so many articles with titles, dates, a few marks, and all states."""
    path = folder / f"list-{articles}.annot"
    if path.exists():
        return path
    chance = random.Random(3)
    with Store.create(path, find_scheme("conflict-news"), ME) as store:
        with store.step("Begin the round"):
            store.put(ROUND)
        for first in range(0, articles, 5_000):
            with store.step("Add articles", undoable=False):
                for number in range(first, min(first + 5_000, articles)):
                    _add(store, number, chance)
    return path


def _add(store: Store, number: int, chance: random.Random) -> None:
    english = " ".join(chance.sample(_WORDS, 7)).capitalize()
    is_arabic = number % 17 == 0
    text = f"{english} in report {number}."
    article = Article(
        sha256_of(text), f"{_ARABIC} {number}" if is_arabic else english,
        "ar" if is_arabic else "en", chance.choice(("wire", "paper", "monitor")),
        published=f"2021-{number % 12 + 1:02}-{number % 28 + 1:02}",
    )  # fmt: skip
    store.add_article(article, text)
    spans = [
        Span(new_id(), article.id, ME.id, ("weapon", "claim")[n % 2], n, n + 3, text[n : n + 3])
        for n in range(number % 4)
    ]
    status = ("unread", "in_progress", "done")[number % 3]
    given = [] if number % 4 else [Assignment.of(article.id, ROUND.id, ME.id)]
    store.put(Reading(article.id, ME.id, status=status), *spans, *given)
