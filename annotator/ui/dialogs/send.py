"""What goes to a colleague: all or what he lacks, whose work, on which articles."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QWidget

from annotator.model.sentences import count, say
from annotator.questions import Sendable, Sending
from annotator.ui.dialogs.files import Files
from annotator.ui.dialogs.people import People
from annotator.ui.dialogs.sheet import Sheet
from annotator.ui.parts.buttons import button
from annotator.ui.parts.layouts import across, down, frame
from annotator.ui.parts.segments import Segments
from annotator.ui.parts.words import ElidedLabel, label
from annotator.ui.theme import Space, Theme

_NO_FILE = "A question, a bundle or a copy of the project."


class AskSend(Sheet):
    """Asks what goes, says what that means for the colleague, and then asks where to write it."""

    def __init__(self, theme: Theme, parent: QWidget | None, files: Files, there: Sendable) -> None:
        super().__init__(
            parent,
            "Send my work",
            "One file for a colleague who has a copy of this project. Bringing it in adds to the "
            "work there; nothing is lost on either side.",
        )
        self._files, self._there, self._since = files, there, there.since
        self._path: Path | None = None
        self._what = Segments(
            theme, "What goes", (("all", "Everything"), ("lack", "What my colleague lacks")),
            "all" if there.since is None else "lack",
        )  # fmt: skip
        self._add("What goes", self._what)
        self._add_since()
        self._people = People(there.persons)
        self._add("Whose work", self._people)
        self._which = Segments(theme, "On which articles", self._articles(), "all")
        self._add("On which articles", self._which)
        self._texts = QCheckBox("The texts of the articles go along")
        self._texts.setAccessibleName(self._texts.text())
        self._texts.setChecked(True)
        self.add(self._texts)
        self._means = label("", "quiet", wrap=True)
        self._means.setMinimumHeight(2 * 20)
        self.add(self._means)
        self.add_foot("Choose a file…")
        self._what.chosen.connect(self._on_what)
        self._which.chosen.connect(self._show)
        self._people.changed.connect(self._show)
        self._texts.toggled.connect(self._show)
        self._show()
        self.answer.setFocus()

    # --- the parts --------------------------------------------------------------------------------

    def _add(self, name: str, field: QWidget) -> None:
        self.add(down(label(name, "section"), field, gap=Space.XS))

    def _add_since(self) -> None:
        self._held = ElidedLabel("", "quiet")
        choose = button("Choose…")
        choose.setAccessibleName("Choose what your colleague has sent")
        choose.clicked.connect(self._on_since)
        self._row = frame("", across(self._held, choose))
        self.add(self._row)

    def _articles(self) -> list[tuple[str, str]]:
        choices = [("all", "All")]
        if self._there.article is not None:
            choices.append(("open", "The open one"))
        if self._there.listed:
            choices.append(("list", say("The {n} in the list", n=len(self._there.listed))))
        return choices

    # --- what is chosen ---------------------------------------------------------------------------

    @property
    def answer_given(self) -> Sending | None:
        """Give what was asked for."""
        if self._path is None:
            return None
        since = self._since if self._what.choice == "lack" else None
        return Sending(self._path, since, self._whose, self._chosen, self._texts.isChecked())

    @property
    def _whose(self) -> frozenset[str] | None:
        return None if self._people.is_everybody else frozenset(self._people.ticked)

    @property
    def _chosen(self) -> frozenset[str] | None:
        if self._which.choice == "open" and self._there.article is not None:
            return frozenset({self._there.article})
        return frozenset(self._there.listed) if self._which.choice == "list" else None

    def _on_what(self, choice: str) -> None:
        if choice == "lack" and self._since is None:
            self._on_since()
        self._show()

    def _on_since(self) -> None:
        self._since = self._files.of_colleague() or self._since
        self._show()

    def _show(self) -> None:
        is_of_lack = self._what.choice == "lack"
        self._row.setVisible(is_of_lack)
        self._held.setText(self._since.name if self._since else _NO_FILE)
        why = self._why_not()
        self._means.setText(why or self._meaning())
        self.answer.setEnabled(not why)
        self.fit()

    def _why_not(self) -> str:
        if self._what.choice == "lack" and self._since is None:
            return "Choose first what your colleague has sent: it says what is there already."
        if self._whose is not None and not self._whose:
            return "Nobody is ticked, so nothing would go."
        return ""

    def _meaning(self) -> str:
        words = ["The whole history goes along, also what was taken back since."]
        if self._what.choice == "lack":
            words = ["What is there already stays out of the file."]
        if self._whose is not None or self._chosen is not None:
            parts = []
            if self._whose is not None:
                parts.append(say("the work of {people}",
                                 people=count(len(self._whose), "person", "people")))  # fmt: skip
            if self._chosen is not None:
                parts.append(count(len(self._chosen), "article", "articles"))
            what = " on ".join(parts)
            words = [say("Only a part goes: {what}. Your colleague is told so.", what=what)]
        if not self._texts.isChecked():
            words.append("Marks on articles that your colleague lacks wait until the text comes.")
        return " ".join(words)

    def accept(self) -> None:
        """Ask where to; who thinks better of it is back here."""
        self._path = self._files.bundle(self._there.suggestion)
        if self._path is not None:
            super().accept()
