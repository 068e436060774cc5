"""Answers everything that a deed may ask, by asking the user."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Literal

from PySide6.QtWidgets import QWidget

from annotator.questions import (
    Bringing,
    Choice,
    Export,
    NewProject,
    NewRound,
    RoundOffer,
    Sendable,
    Sending,
)
from annotator.store.exchange.preview import Preview
from annotator.store.reader import Stock
from annotator.ui.dialogs.article_details import show_details
from annotator.ui.dialogs.bring_in import AskBringIn
from annotator.ui.dialogs.choose import Choose, WayOut
from annotator.ui.dialogs.erase import EraseArticle
from annotator.ui.dialogs.export import AskExport
from annotator.ui.dialogs.files import Files
from annotator.ui.dialogs.new_project import AskNewProject
from annotator.ui.dialogs.pasted import Pasted
from annotator.ui.dialogs.report import Report
from annotator.ui.dialogs.round import AskRound
from annotator.ui.dialogs.send import AskSend
from annotator.ui.dialogs.sheet import Sheet
from annotator.ui.dialogs.words import WhoAreYou, Words
from annotator.ui.icons import Icons
from annotator.ui.theme import Theme
from annotator.workspace.workspace import Workspace


class Dialogs:
    """Asks in dialogs over one window, and calls `answered` when one has gone."""

    def __init__(
        self, theme: Theme, icons: Icons, workspace: Workspace, window: QWidget,
        answered: Callable[[], None] = lambda: None,
    ) -> None:  # fmt: skip
        self._workspace, self._answered = workspace, answered
        self._theme, self._icons, self._window = theme, icons, window
        self._files = Files(window)

    def who_are_you(self, suggestion: str) -> str | None:
        """Ask for the name that colleagues and exports see."""
        sheet = WhoAreYou(self._window, suggestion)
        return sheet.name if self._ask(sheet) else None

    def new_project(self) -> NewProject | None:
        """Ask where a new project goes and which scheme it has."""
        sheet = AskNewProject(self._theme, self._window, self._files, self._files.folder)
        return sheet.answer_given if self._ask(sheet) else None

    def open_project(self) -> Path | None:
        """Ask for a project file."""
        path = self._files.project()
        self._answered()
        return path

    def files_to_import(self) -> list[Path]:
        """Ask for files to bring in; none if the user thought better of it."""
        paths = self._files.several()
        self._answered()
        return paths

    def pasted_text(self, words: str) -> tuple[str, str] | None:
        """Show a pasted text, and ask for its title."""
        sheet = Pasted(self._window, words)
        return (sheet.title, words) if self._ask(sheet) else None

    def export(self, suggestion: Path, stock: Stock) -> Export | None:
        """Ask where to export to, and what, and say how much that is."""
        sheet = AskExport(self._theme, self._window, self._files, suggestion, stock)
        return sheet.answer_given if self._ask(sheet) else None

    def send(self, there: Sendable) -> Sending | None:
        """Ask what goes to a colleague, and where to write it."""
        sheet = AskSend(self._theme, self._window, self._files, there)
        return sheet.answer_given if self._ask(sheet) else None

    def begin_round(self, offer: RoundOffer) -> NewRound | None:
        """Ask who is to read which articles, and say how many each gets."""
        sheet = AskRound(self._theme, self._window, offer)
        return sheet.answer_given if self._ask(sheet) else None

    def round_file(self, suggestion: Path) -> Path | None:
        """Ask where to write what one person of a round is to read."""
        path = self._files.for_one(suggestion)
        self._answered()
        return path

    def question_file(self, suggestion: Path) -> Path | None:
        """Ask where to write a question to a colleague."""
        path = self._files.question(suggestion)
        self._answered()
        return path

    def new_file(self, suggestion: Path, what: str) -> Path | None:
        """Ask where to write a file, and say what is written."""
        path = self._files.new(suggestion, what)
        self._answered()
        return path

    def new_copy(self, suggestion: Path) -> Path | None:
        """Ask where a copy of a colleague's project goes."""
        path = self._files.copy(suggestion)
        self._answered()
        return path

    def files_of_colleagues(self) -> list[Path]:
        """Ask for files with colleagues' work; none if the user thought better of it."""
        paths = self._files.of_colleagues()
        self._answered()
        return paths

    def shared_folder(self, folder: Path | None) -> Path | None:
        """Ask which folder is shared with colleagues."""
        chosen = self._files.place(folder or self._files.folder)
        self._answered()
        return chosen

    def bring_in(self, seen: Preview, number: int, of: int) -> Bringing | None:
        """Show what a file would bring, the how manieth of how many, and ask what to do."""
        sheet = AskBringIn(self._window, seen, number, of)
        return sheet.answer_given if self._ask(sheet) else None

    def choose(
        self, question: str, choices: list[Choice], *, chosen: str | None = None
    ) -> str | None:
        """Ask to choose one of several; give its id."""
        sheet = Choose(self._theme, self._icons, self._window, question, choices, chosen)
        return sheet.id if self._ask(sheet) else None

    def text(
        self, question: str, words: str = "", *, lines: Literal["one", "many"] = "one"
    ) -> str | None:
        """Ask for a few words, or for several lines of them."""
        sheet = Words(self._window, question, words, lines)
        return sheet.words if self._ask(sheet) else None

    def report(self, title: str, lines: list[str]) -> None:
        """Show what is too long for a notice: what was skipped or found, and why."""
        self._ask(Report(self._window, title, lines))

    def claims_file(self, suggestion: Path) -> Path | None:
        """Ask where to write claims; the ending says in which form."""
        path = self._files.claims(suggestion)
        self._answered()
        return path

    def article_details(self) -> None:
        """Show the details of the open article, to be changed there."""
        show_details(self._theme, self._icons, self._workspace, self._window)

    def erase_article(self, title: str, what_goes: str) -> bool:
        """Say what goes with an article for good, and ask whether it shall."""
        return EraseArticle(self._window, title, what_goes).ask()

    def way_out(self, trouble: str, ways: list[Choice]) -> str | None:
        """Tell of a trouble that must be answered, and ask for a way out of it; give its id."""
        sheet = WayOut(self._theme, self._icons, self._window, trouble, ways)
        return sheet.way if self._ask(sheet) else None

    def _ask(self, sheet: Sheet) -> bool:
        is_answered = sheet.ask()
        self._answered()
        return is_answered
