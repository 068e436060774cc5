"""What an annotator of a blind round sees in the window: his own work, the scheme, and no more."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from annotator.actions.marks.details import find_entities
from annotator.model.entity import Alias, Entity
from annotator.model.ids import new_id
from annotator.model.person import person_named
from annotator.model.span import Span
from annotator.questions import NewRound
from annotator.ui.history.sheet import HistorySheet
from annotator.ui.parts.empty import EmptyList

TEXT = "The garrison fired rockets at dawn.\nThe old guard denied it. The garrison left."
SECRET = "The northern unit"
"""What the colleague calls whom both read about."""


class Pair:
    """The annotator at the window, who has marked nothing, and a colleague who has."""

    def __init__(self, desk) -> None:
        self.desk, self.workspace = desk, desk.workspace
        self.article = desk.bring(TEXT, title="Rockets at dawn")
        self.me, self.colleague = self.workspace.person, person_named("", "second")
        self.workspace.become(self.colleague)
        self._mark()
        self.workspace.become(self.me)

    def _mark(self) -> None:
        unit = Entity(new_id(), "actor", SECRET)
        start = TEXT.index("garrison")
        span = Span(
            new_id(), self.article, self.colleague.id, "actor", start, start + 8, "garrison",
            entity=unit.id,
        )  # fmt: skip
        with self.workspace.step("Mark") as store:
            store.put(self.colleague, unit, Alias(new_id(), unit.id, "The old guard"), span)

    def begins(self, *, blind: bool) -> None:
        self.desk.answers.round = NewRound(
            "First", (self.me.id, self.colleague.id), (self.article,), 0, 0, blind
        )
        self.desk.window.commands.do("begin_round")
        self.desk.rest()

    def finishes(self, *people) -> None:
        for person in people:
            self.workspace.become(person)
            self.desk.window.commands.do("done_and_next")
        self.workspace.become(self.me)

    # --- what is seen -----------------------------------------------------------------------------

    @property
    def row(self) -> str:
        """Give the article's row in the list as it is spoken, once its marks are counted."""
        articles = self.desk.window.annotate.library.articles
        self.desk.wait(lambda: articles.shown(0) is not None)
        return articles.data(articles.index(0), Qt.ItemDataRole.AccessibleTextRole)

    @property
    def outline(self) -> str:
        QApplication.processEvents()
        panel = self.desk.window.annotate.panel
        return next((e.words for e in panel.outline.findChildren(EmptyList) if e.isVisible()), "")

    @property
    def offered(self) -> list[str]:
        """Give who can be chosen for a mark, by all their names."""
        known = find_entities(self.workspace, "")
        return [name for one in known for name in (one.name, *one.others)]

    @property
    def ghosts(self) -> list[str]:
        """Give which words are suggested as marks by the names that are known."""
        self.desk.rest()
        proposals = self.workspace.proposals
        return [TEXT[p.start : p.end] for p in proposals.ahead(1)]

    def history(self, deed: str) -> set[str]:
        """Give who did what the history lists."""
        self.desk.window.commands.do(deed)
        QApplication.processEvents()
        (sheet,) = [x for x in self.desk.window.findChildren(HistorySheet) if x.isVisible()]
        entries = sheet.list.entries
        found = {x.person for n in range(entries.rowCount()) if (x := entries.line(n))}
        sheet.leave()
        return found

    @property
    def written(self) -> str:
        """Give all words on the screen that name the colleague's entity."""
        QApplication.processEvents()
        texts = (getattr(w, "text", str)() for w in self.desk.window.findChildren(QWidget)
                 if w.isVisible())  # fmt: skip
        return "\n".join(words for words in texts if isinstance(words, str) and SECRET in words)


@pytest.fixture
def pair(desk):
    return Pair(desk)


def test_in_an_open_round_the_colleague_is_seen(pair):
    pair.begins(blind=False)
    assert "1 mark by others" in pair.row
    assert "second has 1 mark here." in pair.outline
    assert pair.offered == [SECRET, "The old guard"]
    assert "old guard" in pair.ghosts
    assert pair.colleague.id in pair.history("article_history")


def test_in_a_blind_round_nothing_of_the_colleague_is_seen_until_both_are_done(pair):
    pair.begins(blind=True)
    window = pair.desk.window
    assert "by others" not in pair.row
    assert pair.outline.startswith("No marks yet")
    assert pair.offered == []
    assert "old guard" not in pair.ghosts
    assert pair.history("article_history") <= {pair.me.id}
    assert pair.history("project_history") <= {pair.me.id}
    assert pair.written == ""
    assert window.status.words != ""
    window.commands.do("show_whose")
    assert pair.desk.notice.startswith("This article belongs to a blind round")
    assert window.annotate.panel.whose.words.startswith("Blind round First: what others mark")
    pair.finishes(pair.me)
    assert "by others" not in pair.row
    pair.finishes(pair.colleague)
    assert "1 mark by others" in pair.row
    assert pair.offered == [SECRET, "The old guard"]
    assert pair.colleague.id in pair.history("article_history")
    assert window.annotate.panel.whose.words == ""


def test_in_a_blind_round_the_review_has_ones_own_marks_alone(pair):
    pair.begins(blind=True)
    pair.desk.view.setFocus()
    pair.desk.select("rockets")
    pair.desk.press("W")
    pair.desk.window.commands.do("review_page")
    pair.desk.rest()
    assert pair.workspace.review.people == (pair.me.id,)
    assert pair.written == ""


def test_ones_own_names_are_offered_in_a_blind_round(pair):
    pair.begins(blind=True)
    with pair.workspace.step("Name") as store:
        store.put(Entity(new_id(), "actor", "The old guard"))
    assert pair.offered == ["The old guard"]
    assert "old guard" in pair.ghosts


def test_closing_the_round_shows_all_at_once_and_undo_hides_it_again(pair):
    pair.begins(blind=True)
    pair.desk.press("Ctrl+Shift+R")
    pair.desk.press("C")
    assert "1 mark by others" in pair.row
    assert pair.offered == [SECRET, "The old guard"]
    pair.desk.press("Ctrl+Z")
    assert "by others" not in pair.row
    assert pair.offered == []
