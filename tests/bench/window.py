"""What the hand waits for in the window: keys, opening, scrolling, the start."""

from __future__ import annotations

import os
import re
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from annotator import formats
from annotator.formats.format import In
from annotator.model.article import Article
from annotator.model.ids import new_id
from annotator.model.person import Person
from annotator.model.scheme_file import find_scheme
from annotator.model.span import Span
from annotator.model.text import sha256_of
from annotator.store.store import Store
from annotator.ui.article.view import ArticleView
from tests.bench import surface
from tests.bench.measure import Line, Times

ROUNDS = 5
_SENTENCE = "The brigade fired rockets at the depot near the river, the mayor of the town said. "
_BOUNDS = {"the sample": "30 ms", "200,000 characters": "150 ms", "Arabic 200,000": "150 ms"}
"""For opening; longer articles have half a second."""


def _articles(scale: int) -> Iterator[tuple[str, str, list[tuple[int, int, str]]]]:
    """Give title, text and marks of the long articles."""
    for title, length, number in (
        ("200,000 characters", 200_000, 2_000),
        ("1,000,000 characters", 1_000_000, 10_000),
    ):
        text = _text(length // scale)
        yield title, text, list(_marks(text, number // scale))
    for made in surface.long_articles(scale):
        if made.name in {"Arabic 200,000", "one line"}:
            title = "one paragraph of 1,000,000" if made.name == "one line" else made.name
            yield title, made.text, [(m.start, m.end, m.label) for m in made.marks]


def _text(length: int) -> str:
    """Give a text of about so many characters in paragraphs of some hundred."""
    paragraph = _SENTENCE * 8 + "\n"
    return paragraph * (length // len(paragraph) + 1)


def _marks(text: str, number: int) -> Iterator[tuple[int, int, str]]:
    step = len(_SENTENCE)
    words = [(4, 11, "actor"), (18, 25, "weapon"), (33, 38, "location")]
    for n in range(number):
        start, end, label = words[n % 3]
        at = (n * step * 10 // 10) % (len(text) - step)
        line = text.rfind("\n", 0, at) + 1
        at = line + (at - line) // step * step
        if text[at + start : at + end].isalpha():
            yield at + start, at + end, label


def _project(folder: Path, scale: int) -> Path:
    """Make a project with the sample and the long articles, once."""
    path = folder / "window.annot"
    if path.exists():
        return path
    from annotator.resources import seed
    from annotator.sample import ARTICLE, DRAFT

    me = Person(new_id(), "bench")
    with Store.create(path, find_scheme("conflict-news"), me) as store:
        formats.bring_in(store, [seed(ARTICLE), seed(DRAFT)], In(as_person="bench"))
        for title, text, marks in _articles(scale):
            article = sha256_of(text)
            with store.step("Add an article"):
                store.add_article(Article(article, title), text)
                store.put_all(
                    Span(new_id(), article, me.id, label, start, end, text[start:end])
                    for start, end, label in marks
                )
    return path


def window(folder: Path, scale: int) -> Iterator[Line]:
    """Press a label's key, open an article, and scroll, in the whole window off screen."""
    os.environ.update(XDG_CONFIG_HOME=str(folder / "config"), XDG_DATA_HOME=str(folder / "data"))
    desk = Desk(_project(folder, scale), folder)
    articles = desk.articles([title for title, *_ in _articles(scale)])
    for name, article in articles.items():
        others = [other for other in articles.values() if other != article]
        yield desk.opening(name, article, others)
        yield desk.keys(name, article)
        yield desk.scrolling(name, article)
    desk.close()
    yield from _start(folder)


class Desk:
    """The real window off screen, and what is measured in it."""

    def __init__(self, path: Path, folder: Path) -> None:
        from PySide6.QtWidgets import QApplication

        from annotator.app import make_window
        from annotator.settings import PERSON_ID, PERSON_NAME, Settings
        from annotator.ui.icons import Icons
        from annotator.ui.theme import Theme

        self.app = QApplication.instance() or QApplication([])
        settings = Settings(folder / "settings.toml")
        copy = folder / "window-at-work.annot"
        for left in folder.glob(copy.name + "-*"):  # of a bench that was stopped
            left.unlink()
        shutil.copy(path, copy)
        with Store.open(copy, Person(new_id(), "x"), read_only=True) as store:
            (person,) = [p for p in store.read.persons() if p.name == "bench"]
        settings.set(PERSON_ID, person.id)
        settings.set(PERSON_NAME, person.name)
        theme = Theme("light")
        theme.apply(self.app)
        icons = Icons(theme)
        self.window = make_window(theme, icons, settings)
        self.window.resize(1280, 800)
        self.window.show()
        icons.load()
        self.window.open_path(copy)
        self.workspace = self.window.hands.workspace
        self._watch = _Watch(self.window.annotate.view)
        self.settle()

    def settle(self) -> None:
        """Let everything be drawn that waits to be."""
        for _ in range(3):
            self.app.processEvents()

    def articles(self, titles: list[str]) -> dict[str, str]:
        """Give the articles by their titles; the sample is the one that has none of these."""
        read = self.workspace.reader
        known = {read.article(id_).title: id_ for id_ in read.article_ids()}
        (sample,) = (id_ for title, id_ in known.items() if title not in titles)
        return {"the sample": sample, **{title: known[title] for title in titles}}

    def opening(self, name: str, article: str, others: list[str]) -> Line:
        ours, floor = Times(), Times()
        plain = self._plain(article)
        for n in range(ROUNDS):
            self.workspace.show(others[n % len(others)])
            self.settle()
            self._watch.begin()
            self.workspace.show(article)
            self._watch.note(ours)
            self.settle()
            plain.clear()
            self.app.processEvents()
            with floor.round():
                plain.setPlainText(self.workspace.article.text)
                self.app.processEvents()
        bound = _BOUNDS.get(name, "500 ms")
        worst = max(ours.cpu) * 1000
        return Line(f"open {name}", ours, floor, bound, f"slowest {worst:.0f} ms")

    def keys(self, name: str, article: str) -> Line:
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest

        self.workspace.show(article)
        self.settle()
        text = self.workspace.article.text
        ours, floor, rest = Times(), Times(), Times()
        plain = self._plain(article)
        places = [m.span() for m in re.finditer(r"\b[^\W\d_A-Z]{4,9}\b", text)]
        step = max(1, len(places) // (ROUNDS * 20))
        for start, end in places[::step][: ROUNDS * 20]:
            self.workspace.pick(start, end)
            self.settle()
            with rest.round():
                self._watch.begin()
                QTest.keyClick(self.window.annotate.view, Qt.Key.Key_W)
                self._watch.note(ours)
                self.settle()  # what stands around the article
            with floor.round():
                plain.viewport().update()
                self.app.processEvents()
        after = statistics.median(rest.cpu) * 1000
        note = f"{after:.1f} ms until all around it is drawn too"
        return Line(f"label by key, {name}", ours, floor, "p95 16.7 ms", note)

    def scrolling(self, name: str, article: str) -> Line:
        self.workspace.show(article)
        self.settle()
        ours, floor = Times(), Times()
        plain = self._plain(article)
        bars = self.window.annotate.view.verticalScrollBar(), plain.verticalScrollBar()
        for n in range(60):
            for bar, times in zip(bars, (ours, floor), strict=True):
                page = bar.pageStep()
                bar.setValue(0 if bar.value() + page > bar.maximum() or n == 30 else bar.value())
                self.app.processEvents()
                if times is floor:  # it shows the sample almost whole, and would hardly scroll
                    plain.viewport().update()
                with times.round():
                    bar.setValue(bar.value() + page)
                    self.app.processEvents()
        ratio = _p95(ours.cpu) / max(_p95(floor.cpu), 1e-9)
        note = f"p95 {ratio:.1f} times the floor's"
        return Line(f"scroll a page, {name}", ours, floor, "p95 16.7 ms, 2.5 x", note)

    def _plain(self, article: str) -> object:
        """Give the floor: a plain editor with the same text at the same place and size."""
        from PySide6.QtWidgets import QPlainTextEdit

        plain = QPlainTextEdit()
        plain.setReadOnly(True)
        plain.resize(self.window.annotate.view.size())
        plain.setFont(self.window.annotate.view.font())
        plain.setPlainText(self.workspace.reader.needed_text(article))
        plain.show()
        self.settle()
        return plain

    def close(self) -> None:
        self.window.close()


class _Watch:
    """Measures from a deed's begin to the last time that the article was drawn before its end."""

    def __init__(self, view: ArticleView) -> None:
        painting = view._painting
        draw = painting.draw

        def drawn(*what: object) -> None:
            draw(*what)
            self._last = _now()

        painting.draw = drawn
        self._last = self._start = _now()

    def begin(self) -> None:
        self._last = self._start = _now()

    def note(self, times: Times) -> None:
        cpu, wall = self._last if self._last != self._start else _now()
        times.cpu.append(cpu - self._start[0])
        times.wall.append(wall - self._start[1])


def _now() -> tuple[float, float]:
    return time.process_time(), time.perf_counter()


def _p95(values: list[float]) -> float:
    return sorted(values)[int(len(values) * 0.95)]


def _start(folder: Path) -> Iterator[Line]:
    """Start the program with the sample, warm, and look at its memory after five seconds."""
    env = dict(os.environ, QT_QPA_PLATFORM="offscreen")
    command = [sys.executable, "-m", "annotator", "--sample", "--smoke"]
    subprocess.run(command, env=env, check=True, capture_output=True)
    times, paints = Times(), []
    for _ in range(ROUNDS):
        before = os.times()
        start = time.perf_counter()
        ran = subprocess.run(command, env=env, check=True, capture_output=True, text=True)
        after = os.times()
        times.wall.append(time.perf_counter() - start)
        times.cpu.append(after.children_user + after.children_system
                         - before.children_user - before.children_system)  # fmt: skip
        paints.append(int(re.search(r"first_paint_ms=(\d+)", ran.stdout)[1]))
    note = f"first paint after {statistics.median(paints):.0f} ms (800); {_memory(env)} (160)"
    yield Line("start with the sample, to its end", times, None, "0.8 s", note)


def _memory(env: dict[str, str]) -> str:
    program = subprocess.Popen([sys.executable, "-m", "annotator", "--sample"], env=env)
    try:
        time.sleep(5)
        status = Path(f"/proc/{program.pid}/status").read_text(encoding="ascii")
        used = int(re.search(r"VmRSS:\s+(\d+)", status)[1]) / 1000
        return f"VmRSS after 5 s {used:.0f} MB"
    finally:
        program.terminate()
        program.wait()
