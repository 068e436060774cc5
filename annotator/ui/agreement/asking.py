"""What is asked for: whose work is compared, on which articles, by which labels."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import combinations

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from annotator.model.person import Person
from annotator.model.sentences import say
from annotator.ui.parts.buttons import PushButton
from annotator.ui.parts.drawing import draw_caret
from annotator.ui.parts.layouts import across
from annotator.ui.parts.menus import ChoiceMenu
from annotator.ui.parts.segments import Segments
from annotator.ui.parts.words import tooltip
from annotator.ui.theme import Space, Theme
from annotator.workspace.agreed import AgreementAsked, Articles
from annotator.workspace.workspace import Workspace

_EVERYBODY = "Everybody"
_GOLD = "gold"
_CARET_ROOM = 22
_ARTICLES: dict[Articles, tuple[str, str]] = {
    "two": ("Read by two", "Articles that two people at least have read to the end"),
    "all": ("Read by all", "Articles that all who are compared have read to the end"),
    "listed": ("As filtered", "Articles of the list as it is filtered on the page Annotate"),
}


class Opener(PushButton):
    """A button that shows what holds, and opens the list of what else can."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__("", "well")
        self._theme, self._name = theme, name
        theme.changed.connect(self.update)

    def show_held(self, words: str) -> None:
        """Show what holds."""
        self.show_name(words)
        self.setAccessibleName(say("{name}: {held}", name=self._name, held=words))
        self.setFixedWidth(super().sizeHint().width() + _CARET_ROOM)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the caret beside the words."""
        super().paintEvent(event)
        rtl = self.isRightToLeft()
        middle = QPointF(14 if rtl else self.width() - 14, self.height() / 2)
        draw_caret(QPainter(self), middle, self._theme.colours.ink_2)


class Asking(QWidget):
    """A row of choices; each of them asks anew at once."""

    def __init__(
        self, theme: Theme, workspace: Workspace, ask: Callable[[AgreementAsked], None]
    ) -> None:
        super().__init__()
        self._workspace, self._ask = workspace, ask
        self._choices: dict[str, AgreementAsked] = {}
        self.setAccessibleName("What is compared")
        self.people = Opener(theme, "Whose work is compared")
        self.people.clicked.connect(self.open_people)
        names = [(id_, words) for id_, (words, _) in _ARTICLES.items()]
        self.articles = Segments(theme, "Which articles", names)
        self.articles.setToolTip(tooltip(". ".join(help_ for _, help_ in _ARTICLES.values())))
        self.articles.chosen.connect(lambda id_: self._change(articles=id_))
        levels = [("core", "Core labels"), ("expert", "Expert too")]
        self.labels = Segments(theme, "Which labels", levels)
        self.labels.chosen.connect(lambda id_: self._change(expert=id_ == "expert"))
        self.setLayout(across(self.people, self.articles, self.labels, None, gap=Space.M))

    def read(self) -> None:
        """Show what is asked for now."""
        asked = self._workspace.agreed.asked
        self.people.show_held(self._held(asked))
        self.articles.show_choice(asked.articles)
        self.labels.show_choice("expert" if asked.expert else "core")

    def _held(self, asked: AgreementAsked) -> str:
        if asked.against_gold:
            return "Each against gold"
        if not asked.persons or not self._workspace.is_open:
            return _EVERYBODY
        known = {p.id: p.name for p in self._workspace.reader.persons()}
        return say("{first} and {second}", first=known.get(asked.persons[0], ""),
                   second=known.get(asked.persons[-1], ""))  # fmt: skip

    def open_people(self) -> None:
        """Open the list of who can be compared."""
        names = {"": _EVERYBODY, _GOLD: "Each against the gold layer"}
        people = sorted(self._workspace.reader.persons(), key=lambda p: (p.name, p.id))
        for one, other in combinations(people, 2):
            names[f"{one.id} {other.id}"] = _pair(one, other)
        asked = self._workspace.agreed.asked
        held = _GOLD if asked.against_gold else " ".join(asked.persons)
        menu = ChoiceMenu(list(names.items()), {held}, self)
        menu.chosen.connect(self.choose_people)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.open_below(self.people)

    def choose_people(self, id_: str) -> None:
        """Compare everybody (""), each with gold, or two people by their ids."""
        is_gold = id_ == _GOLD
        self._change(persons=() if is_gold else tuple(id_.split()), against_gold=is_gold)

    def _change(self, **changed: object) -> None:
        asked = replace(self._workspace.agreed.asked, **changed)  # type: ignore[arg-type]  # its own fields
        if asked != self._workspace.agreed.asked:
            self._ask(asked)


def _pair(one: Person, other: Person) -> str:
    return say("{first} and {second}", first=one.name, second=other.name)
