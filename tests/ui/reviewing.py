"""A desk on which several people's marks of one article are reviewed."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QApplication

from annotator.model.ids import derived_id, new_id
from annotator.model.person import Person, person_named
from annotator.model.review.outcome import Choice
from annotator.model.span import Span
from annotator.store.exchange.bring import bring_in_bundle
from annotator.store.exchange.bundle import write_bundle
from annotator.store.exchange.incoming import open_source
from annotator.store.exchange.outgoing import Wanted
from annotator.store.review.comparing import comparison
from annotator.store.review.deciding import decide
from annotator.store.reviewed import decisions
from annotator.store.store import Store

TEXT = (
    "Strike on the old depot\n"
    "The old depot was hit by two rockets at dawn.\n"
    "The mayor of the town said that the brigade fired them.\n"
    "Nobody saw the drone."
)
ONE = Person(derived_id("person", "one"), "Annotator A")
TWO = Person(derived_id("person", "two"), "Annotator B")
THREE = Person(derived_id("person", "three"), "Annotator C")


@dataclass
class Reviewing:
    """A desk on which two people's marks of one article lie."""

    desk: object
    article: str

    @property
    def review(self):
        return self.desk.workspace.review

    @property
    def page(self):
        return self.desk.window.pages.page

    @property
    def gold(self) -> list[tuple[str, str]]:
        spans = self.desk.workspace.reader.spans(self.article)
        return [(s.label, s.quote) for s in spans if s.layer == "gold"]

    @property
    def decided(self):
        return decisions(self.desk.workspace.reader, self.article)

    def go(self) -> None:
        self.desk.press("Ctrl+4")
        QApplication.processEvents()

    def mark(self, person: Person, label: str, words: str, **more: object) -> Span:
        start = TEXT.index(words)
        return Span(new_id(), self.article, person.id, label, start, start + len(words), words,
                    **more)  # fmt: skip

    def write(self, *things: object) -> None:
        with self.desk.workspace.step("Others mark it") as store:
            store.put(*things)

    def rows(self) -> list[str]:
        model = self.page.panel.list.model()
        return [model.data(model.index(n)) for n in range(model.rowCount())]

    def choices(self) -> list[str]:
        return [row.accessibleName() for row in self.page.panel.choices.rows if row.isVisible()]


class Elsewhere:
    """A second reviewer, who has a copy of the project as it is now."""

    def __init__(self, reviewing: Reviewing) -> None:
        self._desk = reviewing.desk
        self._article = reviewing.article
        workspace = self._desk.workspace
        path = workspace.need().path
        self._there = path.with_name("there.annot")
        self._person = person_named("", "second")
        workspace.close()
        shutil.copy(path, self._there)
        workspace.open(Store.open(path, self._desk.window.hands.settings.person("first")))
        workspace.show(self._article)
        reviewing.go()

    def does(self, deed: Callable[[Store], object]) -> None:
        """Let the second reviewer do something in the copy."""
        with Store.open(self._there, self._person) as store:
            deed(store)

    def decides(self, number: int, choice: Choice) -> None:
        """Let the second reviewer decide on a difference."""
        self.does(
            lambda store: decide(store, comparison(store.read, self._article).cases[number], choice)
        )

    def comes(self) -> None:
        """Bring the second reviewer's work in."""
        workspace, bundle = self._desk.workspace, self._there.with_suffix(".bundle")
        with Store.open(self._there, self._person) as store:
            write_bundle(store, bundle, Wanted())
        with open_source(workspace.need(), bundle) as source:
            brought = bring_in_bundle(workspace.need(), source)
        workspace.take(brought.changes)
        QApplication.processEvents()
