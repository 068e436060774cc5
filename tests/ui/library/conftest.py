"""A project with articles of many kinds, and the library beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from annotator.model.article import Article, Reading
from annotator.model.ids import new_id
from annotator.model.person import Person, person_named
from annotator.model.scheme import Label, Scheme
from annotator.model.span import Span
from annotator.model.text import sha256_of
from annotator.settings import Settings
from annotator.store.store import Store
from annotator.ui.icons import Icons
from annotator.ui.library.library import Library
from annotator.ui.theme import Theme
from annotator.workspace.workspace import Workspace

SCHEME = Scheme(
    id="small",
    title="Small",
    labels=(
        Label("weapon", "Weapon"),
        Label("claim", "Claim", stroke="bracket"),
        Label("time", "Time", level="expert"),
    ),
)
WORDS = " fired rockets at the depot by the river."


class Shelf:
    """A project, and short ways to fill and change it as an analyst would."""

    def __init__(self, path: Path) -> None:
        self.me: Person = person_named("", "first")
        self.workspace = Workspace()
        self.path = path
        self.ids: list[str] = []

    def open(self) -> None:
        store = (
            Store.open(self.path, self.me)
            if self.path.exists()
            else Store.create(self.path, SCHEME, self.me)
        )
        self.workspace.open(store)

    def add(self, title: str | None = None, **known: str | None) -> str:
        """Bring an article in; its text is made of its number."""
        text = f"Unit {len(self.ids)}{WORDS}"
        id_ = sha256_of(text)
        with self.workspace.step("Add") as store:
            store.add_article(Article(id_, title, **known), text)
        self.ids.append(id_)
        return id_

    def read(self, id_: str, status: str = "unread", note: str | None = None) -> None:
        with self.workspace.step("Read") as store:
            store.put(Reading(id_, self.me.id, status=status, note=note))

    def mark(self, id_: str, *labels: str, person: str | None = None) -> list[Span]:
        text = self.workspace.reader.needed_text(id_)
        spans = [
            Span(new_id(), id_, person or self.me.id, label, n, n + 4, text[n : n + 4])
            for n, label in enumerate(labels)
        ]
        with self.workspace.step("Mark") as store:
            store.put(*spans)
        return spans

    def remove(self, id_: str) -> None:
        with self.workspace.step("Remove") as store:
            store.remove_article(id_)


@pytest.fixture
def shelf(qapp: QApplication, tmp_path: Path) -> Iterator[Shelf]:
    found = Shelf(tmp_path / "June, first reading.annot")
    found.open()
    yield found
    found.workspace.close()


@pytest.fixture
def full(shelf: Shelf) -> Shelf:
    """Six articles: two done, one with a question, one in Arabic, one without a date."""
    add, read = shelf.add, shelf.read
    read(add("Ceasefire talks resume", published="2021-06-27", source="wire"), "done")
    read(add("Army denies striking convoy", published="2021-06-27", source="Médea"), "in_progress",
         "Which army?")  # fmt: skip
    add("غارات جوية تستهدف مواقع قرب الحدود", published="2021-06-28", language="ar")
    read(add("Abandoned port reopens", published="2021-06", language="en"), "in_progress")
    read(add("Village leaders dispute", published=None, source="wire"), "settled")
    add(None, published="2021-06-30", language="fr")
    return shelf


@pytest.fixture(scope="module")
def theme(qapp: QApplication) -> Iterator[Theme]:
    theme = Theme("light")
    theme.apply(qapp)
    yield theme
    qapp.setStyleSheet("")


@pytest.fixture
def done() -> list[str]:
    """What the library asked to be done."""
    return []


@pytest.fixture
def make_library(qtbot, theme: Theme, shelf: Shelf, done: list[str]) -> Callable[[], Library]:
    def make() -> Library:
        icons = Icons(theme)
        settings = Settings(shelf.path.with_name("settings.toml"))
        library = Library(theme, icons, shelf.workspace, settings, done.append)
        library.resize(240, 700)
        qtbot.addWidget(library)
        library.show()
        qtbot.waitExposed(library)
        library.activateWindow()
        return library

    return make


@pytest.fixture
def library(full: Shelf, make_library: Callable[[], Library]) -> Library:
    return make_library()
