"""A project of which two people say different things, open in the window."""

from __future__ import annotations

import shutil

import pytest
from PySide6.QtWidgets import QApplication

from annotator.model.entity import Entity
from annotator.model.ids import new_id
from annotator.model.person import person_named
from annotator.store.exchange.bring import bring_in_bundle
from annotator.store.exchange.bundle import write_bundle
from annotator.store.exchange.incoming import open_source
from annotator.store.exchange.outgoing import Wanted
from annotator.store.store import Store
from annotator.ui.conflicts.sheet import ConflictSheet


class Colleagues:
    """The one at the window, and a colleague with a copy of the project."""

    def __init__(self, desk) -> None:
        self.desk = desk
        self._there = desk.folder / "there.annot"
        self._bundles = 0
        self.entity = self.made()

    @property
    def workspace(self):
        return self.desk.workspace

    def made(self, name: str = "the brigade", **fields: object) -> Entity:
        """Make an entity that both know."""
        entity = Entity(new_id(), "actor", name, **fields)
        with self.workspace.step("Make") as store:
            store.put(entity)
        return entity

    def part(self) -> None:
        """Let the colleague take a copy."""
        path = self.workspace.need().path
        article = self.workspace.article.id
        self.workspace.close()
        shutil.copy(path, self._there)
        self.workspace.open(Store.open(path, self.desk.window.hands.settings.person("first")))
        self.workspace.show(article)

    def there(self) -> Store:
        return Store.open(self._there, person_named("", "second"))

    def says(self, id_: str, kind: str = "entity", **fields: object) -> None:
        """Let the colleague set fields in his copy."""
        with self.there() as store, store.step("Say"):
            _set(store, id_, kind, fields)

    def say(self, id_: str, kind: str = "entity", **fields: object) -> None:
        """Set fields here."""
        with self.workspace.step("Say") as store:
            _set(store, id_, kind, fields)

    def comes(self) -> None:
        """Bring the colleague's work in."""
        self._bundles += 1
        bundle = self.desk.folder / f"{self._bundles}.bundle"
        with self.there() as store:
            write_bundle(store, bundle, Wanted())
        with open_source(self.workspace.need(), bundle) as source:
            brought = bring_in_bundle(self.workspace.need(), source)
        self.workspace.take(brought.changes)

    def differ(self, **fields: tuple[object, object]) -> None:
        """Let both say something else of the entity; the colleague's is the newer."""
        self.part()
        for name, (mine, theirs) in fields.items():
            self.say(self.entity.id, **{name: mine})
            self.says(self.entity.id, **{name: theirs})
        self.comes()

    @property
    def now(self) -> Entity:
        return self.workspace.reader.entities([self.entity.id])[self.entity.id]

    @property
    def sheet(self) -> ConflictSheet:
        QApplication.processEvents()
        sheets = self.desk.window.findChildren(ConflictSheet)
        (sheet,) = [one for one in sheets if one.isVisible()]
        return sheet

    def opens(self) -> ConflictSheet:
        self.desk.press("Ctrl+Shift+D")
        return self.sheet


def _set(store: Store, id_: str, kind: str, fields: dict[str, object]) -> None:
    if kind == "article":
        store.set_article(id_, **fields)
    else:
        store.set_fields(kind, id_, **fields)


@pytest.fixture
def two(own):
    return Colleagues(own)
