"""A project of four articles and three people, open in the window of the first of them."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from annotator.model.article import Article, Reading
from annotator.model.ids import new_id
from annotator.model.person import Person
from annotator.model.text import sha256_of
from annotator.questions import NewRound
from annotator.store.reviewed import rounds
from annotator.ui.rounds.sheet import RoundSheet


class Team:
    """The one at the window, and two colleagues."""

    def __init__(self, desk) -> None:
        self.desk = desk
        self.second, self.third = (Person(new_id(), name) for name in ("second", "third"))
        self.articles = [self.workspace.article.id]
        with self.workspace.step("Fill") as store:
            store.put(self.second, self.third)
            for number in range(1, 4):
                text = f"Unit {number} left the depot."
                store.add_article(Article(sha256_of(text), f"Unit {number}"), text)
                self.articles.append(sha256_of(text))
        desk.rest()

    @property
    def workspace(self):
        return self.desk.workspace

    @property
    def library(self):
        return self.desk.window.annotate.library

    @property
    def people(self) -> tuple[str, ...]:
        return self.workspace.person.id, self.second.id, self.third.id

    @property
    def rounds(self) -> list[str]:
        return [one.name for one in rounds(self.workspace.reader)]

    @property
    def titles(self) -> list[str]:
        """Give what the list shows."""
        self.desk.rest()
        articles = self.library.articles
        return [articles.data(articles.index(row)) for row in range(articles.rowCount())]

    def wants(self, name: str = "First", *, each: int = 0, blind: bool = False, **more) -> None:
        """Answer the question for a new round."""
        people, articles = more.get("people", self.people), more.get("articles", self.articles)
        self.desk.answers.round = NewRound(name, people, tuple(articles), each, 0, blind)

    def begins(self, name: str = "First", **how) -> None:
        self.wants(name, **how)
        self.desk.window.commands.do("begin_round")
        self.desk.rest()

    def reads(self, article: str, *people: str, status: str = "done") -> None:
        with self.workspace.step("Read") as store:
            store.put(*(Reading(article, person, status=status) for person in people))

    @property
    def sheet(self) -> RoundSheet:
        QApplication.processEvents()
        (sheet,) = [x for x in self.desk.window.findChildren(RoundSheet) if x.isVisible()]
        return sheet

    def opens(self) -> RoundSheet:
        self.desk.press("Ctrl+Shift+R")
        return self.sheet


@pytest.fixture
def team(own):
    return Team(own)
