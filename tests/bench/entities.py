"""50,000 entities with 200,000 other names: the page of entities, and finding one as one types."""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from pathlib import Path

from annotator.model.article import Article
from annotator.model.entity import Alias, Entity
from annotator.model.ids import derived_id, new_id
from annotator.model.person import Person
from annotator.model.scheme_file import find_scheme
from annotator.model.span import Span
from annotator.model.text import sha256_of
from annotator.store.entities import deeds
from annotator.store.store import Store
from tests.bench.measure import Line, Times, memory

ROUNDS = 5
ME = Person("01a00000-0000-7000-8000-000000000001", "bench")
TYPED = ("d", "de", "dei", "deir", "deir e", "brig", "brigade 12", "army", "xyz", "شه", "homs riv")
_WORDS = (
    "Deir", "Homs", "Hama", "Raqqa", "Brigade", "Army", "Front", "Base", "River", "Field", "East",
    "North", "Council", "Ministry", "Port", "Camp", "Valley", "Hill", "Border", "Guard",
)  # fmt: skip
_ARABIC = ("شهداء", "لواء", "حلب", "دير", "قوات")


def entities(folder: Path, scale: int) -> Iterator[Line]:
    """Measure the lookup, the first screen of the page, and one step in a large register."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    app = QApplication.instance() or QApplication([])
    number = 50_000 // scale
    path = _project(folder, number)
    opened, typed, filtered, shown, renamed = (Times() for _ in range(5))
    for _ in range(ROUNDS):
        desk = _Desk(app, path)
        desk.open(opened)
        desk.type_all(typed)
        desk.filter_all(filtered)
        desk.show(shown)
        desk.rename(renamed)
        desk.close()
    title = f"page of {number:,} entities: until its rows are shown"
    yield Line(title, opened, None, "read beside the screen", memory())
    yield Line("find an entity: a letter typed in the panel", typed, None, "30 ms")
    yield Line("a letter in the filter, to rows on screen", filtered, None, "100 ms")
    yield Line("another entity, to its card on screen", shown, None, "100 ms")
    yield Line("rename one, to all on screen", renamed, None, "100 ms")


class _Desk:
    """The window with the page of entities."""

    def __init__(self, app: object, path: Path) -> None:
        from annotator.app import make_window
        from annotator.settings import PERSON_NAME, Settings
        from annotator.ui.icons import Icons
        from annotator.ui.theme import Theme

        self.app = app
        theme = Theme("light")
        theme.apply(app)
        settings = Settings(path.with_name("settings.toml"))
        settings.set(PERSON_NAME, "bench")
        self.window = make_window(theme, Icons(theme), settings)
        self.window.resize(1280, 800)
        self.window.show()
        app.processEvents()
        self.workspace = self.window.hands.workspace
        self.workspace.open(Store.open(path, ME))
        app.processEvents()

    def open(self, times: Times) -> None:
        from PySide6.QtCore import QEventLoop

        with times.round():
            self.window.commands.do("entities_page")
            while not self.workspace.register.is_ready:  # as a window waits, not asking on and on
                self.app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
            self.window.repaint()
        self.page = self.window.pages.page

    def type_all(self, times: Times) -> None:
        for words in TYPED:
            with times.round():
                self.workspace.register.find(words, "actor")

    def filter_all(self, times: Times) -> None:
        for words in TYPED:
            with times.round():
                self.page.register.filter.set_text(words)
                self.page.register.list.viewport().repaint()
            self.app.processEvents()
        self.page.register.filter.set_text("")

    def show(self, times: Times) -> None:
        for one in self.workspace.register.rows()[10:20]:
            with times.round():
                self.workspace.entities.show(one.id)
                self.page.repaint()
            self.app.processEvents()

    def rename(self, times: Times) -> None:
        one = self.workspace.register.rows()[40]
        for n in range(5):
            with times.round():
                with self.workspace.step("Rename") as store:
                    deeds.rename(store, one.id, f"{one.name} {n}")
                self.page.repaint()
            self.app.processEvents()

    def close(self) -> None:
        self.workspace.close()
        self.window.close()
        self.window.deleteLater()
        self.app.processEvents()


def _project(folder: Path, number: int) -> Path:
    """Make a project of so many entities with four other names each, and five mentions each."""
    path = folder / f"entities-{number}.annot"
    if path.exists():
        return path
    chance = random.Random(5)
    ids = [derived_id("bench", str(n)) for n in range(number)]
    with Store.create(path, find_scheme("conflict-news"), ME) as store:
        for first in range(0, number, 5_000):
            with store.step("Add entities", undoable=False):
                for n in range(first, min(first + 5_000, number)):
                    store.put(Entity(ids[n], "actor" if n % 2 else "location", _name(chance, n)))
                    store.put_all(
                        Alias.of(ids[n], _name(chance, n + k), position=k) for k in range(4)
                    )
        for first in range(0, number, 50):
            with store.step("Add marks", undoable=False):
                _add(store, first, ids, chance)
    return path


def _name(chance: random.Random, n: int) -> str:
    if n % 17 == 0:
        return " ".join(chance.sample(_ARABIC, 2)) + f" {n}"
    return " ".join(chance.sample(_WORDS, 2)) + f" {n}"


def _add(store: Store, first: int, ids: list[str], chance: random.Random) -> None:
    text = f"Report {first}. " + "The brigade held the hill above the river. " * 100
    article = sha256_of(text)
    store.add_article(Article(article, f"Report {first}"), text)
    for n in range(250):
        start = n % (len(text) - 8)
        store.put(
            Span(new_id(), article, ME.id, "actor" if n % 2 else "location", start, start + 7,
                 text[start : start + 7], entity=chance.choice(ids))
        )  # fmt: skip
