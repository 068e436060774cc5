"""A desk on which several people's marks of one article are reviewed."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QApplication

from annotator.model.ids import derived_id, new_id
from annotator.model.person import Person
from annotator.model.span import Span
from annotator.store.reviewed import decisions

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
