"""A round to be begun: who reads in it, which articles, how many people each, and how blindly."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count as numbers

from PySide6.QtCore import Qt
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QLineEdit, QWidget

from annotator.model.lots import number_of_each
from annotator.model.sentences import count, say
from annotator.questions import NewRound, RoundOffer
from annotator.ui.dialogs.people import People
from annotator.ui.dialogs.sheet import Sheet
from annotator.ui.parts.form import ValueButton
from annotator.ui.parts.layouts import across, down
from annotator.ui.parts.segments import Segments
from annotator.ui.parts.words import label, tooltip
from annotator.ui.theme import Space, Theme

_MOST_SEED = 999_999_999
_LINES = 3 * 20
"""Room for what the answers mean, so that the sheet keeps its height."""


class AskRound(Sheet):
    """Asks who reads what, and says before anything is written how many articles each gets."""

    def __init__(self, theme: Theme, parent: QWidget | None, offer: RoundOffer) -> None:
        super().__init__(
            parent,
            "Begin a round",
            "Several people read the same articles apart, so that their work can be compared. Lots "
            "say who reads which; everybody gets the same number, give or take one.",
        )
        self._offer = offer
        self._name = self.add_field("Name", QLineEdit(_free_name(offer.names)))
        self._people = People(offer.persons)
        self._add("Who reads", self._people)
        if len(offer.persons) < 2:
            self.add(label("Colleagues can be chosen once anything of theirs was brought in.",
                           "quiet", wrap=True))  # fmt: skip
        self._which = Segments(theme, "Which articles", self._articles(), self._first_choice())
        self._add("Which articles", self._which)
        self._add_lots(theme)
        self._sees = Segments(
            theme, "What they see of each other",
            (("blind", "Nothing until all are done"), ("open", "All along")), "blind",
        )  # fmt: skip
        self._add("What they see of each other", self._sees)
        self._means = label("", "quiet", wrap=True)
        self._means.setMinimumHeight(_LINES)
        self.add(self._means)
        self.add_foot("Begin the round")
        self._connect()
        self._show_people()
        self._name.selectAll()
        self._name.setFocus()

    def _add(self, name: str, field: QWidget) -> None:
        self.add(down(label(name, "section"), field, gap=Space.XS))

    def _add_lots(self, theme: Theme) -> None:
        self._each = 0
        self._readers = ValueButton(theme, "Each article is read by")
        self._seed = QLineEdit(f"{len(self._offer.names)}")
        self._seed.setValidator(QIntValidator(0, _MOST_SEED, self._seed))
        self._seed.setAccessibleName("Seed of the lots")
        why = "The same seed draws the same lots again; another one draws others."
        self._seed.setAccessibleDescription(why)
        self._seed.setToolTip(tooltip(why))
        self._seed.setFixedWidth(120)
        each = down(label("Each article is read by", "section"), self._readers, gap=Space.XS)
        seed = down(label("Seed of the lots", "section"), self._seed, gap=Space.XS)
        row = across(gap=Space.L)
        row.addLayout(each, 1)
        row.addLayout(seed)
        row.setAlignment(each, Qt.AlignmentFlag.AlignTop)
        row.setAlignment(seed, Qt.AlignmentFlag.AlignTop)
        self.add(row)

    def _connect(self) -> None:
        self._name.textChanged.connect(self._show)
        self._people.changed.connect(self._show_people)
        self._which.chosen.connect(self._show)
        self._sees.chosen.connect(self._show)
        self._readers.chosen.connect(self._on_each)

    def _articles(self) -> list[tuple[str, str]]:
        offer = self._offer
        choices = [("all", say("All {n}", n=len(offer.articles)))]
        if offer.listed:
            choices.append(("list", say("The {n} in the list", n=len(offer.listed))))
        if offer.of_nobody and len(offer.of_nobody) < len(offer.articles):
            choices.append(("nobody", say("The {n} that nobody has", n=len(offer.of_nobody))))
        return choices

    def _first_choice(self) -> str:
        """Offer what the list was filtered to; else what no round has given out yet."""
        return self._articles()[-1][0] if not self._offer.listed else "list"

    # --- what is chosen ---------------------------------------------------------------------------

    @property
    def answer_given(self) -> NewRound:
        """Give what was asked for."""
        return NewRound(
            self._name.text().strip(), self._people.ticked, self._chosen, self._each,
            int(self._seed.text() or 0), self._sees.choice == "blind",
        )  # fmt: skip

    @property
    def _chosen(self) -> tuple[str, ...]:
        offer = self._offer
        which = {"list": offer.listed, "nobody": offer.of_nobody}
        return which.get(self._which.choice or "", offer.articles)

    def _show_people(self) -> None:
        """Offer as many readers of each article as people are ticked."""
        people = len(self._people.ticked)
        if self._each >= people:
            self._each = 0
        choices = [("0", _readers(0, people))]
        choices += [(f"{n}", _readers(n, people)) for n in range(people - 1, 0, -1)]
        self._readers.offer(choices, [f"{self._each}"])
        self._readers.show_value(_readers(self._each, people))
        self._readers.setEnabled(people > 1)
        self._show()

    def _on_each(self, number: str) -> None:
        self._each = int(number)
        self._show_people()

    def _show(self) -> None:
        why = self._why_not()
        self._means.setText(why or " ".join(self._meaning()))
        self.answer.setEnabled(not why)
        self.fit()

    def _why_not(self) -> str:
        name = self._name.text().strip()
        if not name:
            return "A round needs a name."
        if name in self._offer.names:
            return say("There is a round called {name} already.", name=name)
        return "" if self._people.ticked else "Nobody is ticked, so nobody would read anything."

    def _meaning(self) -> Iterator[str]:
        people, articles = len(self._people.ticked), len(self._chosen)
        least, most = number_of_each(articles, people, self._each)
        gets = count(most, "article", "articles")
        if least != most:
            gets = say("{least} or {most} articles", least=least, most=most)
        if people == 1:
            yield say("The one who is ticked gets {articles}.", articles=gets)
        else:
            yield say("Each of the {people} people gets {articles}.", people=people, articles=gets)
        if (self._each or people) == 1:
            yield "One person alone reads each article, so there is nothing to compare."
        elif self._sees.choice == "blind":
            yield (
                "In an article nobody sees what the others did until all who read it are done, or "
                "the round is closed."
            )


def _readers(each: int, people: int) -> str:
    if people < 2:
        return say("{n} person", n=people)
    if each:
        return say("{n} of {people} people", n=each, people=people)
    return say("All {people} people", people=people)


def _free_name(names: tuple[str, ...]) -> str:
    """Name a round by a number that none has yet."""
    offered = (say("Round {n}", n=number) for number in numbers(len(names) + 1))
    return next(name for name in offered if name not in names)
