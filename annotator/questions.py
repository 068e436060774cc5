"""Everything a deed may ask the user. Dialogs answer it in the window, and tests from a list."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Protocol

from annotator.formats.format import Out
from annotator.model.person import Person
from annotator.store.exchange.preview import Preview
from annotator.store.reader import Stock


@dataclass(frozen=True, slots=True)
class NewProject:
    """What a new project is to be: its file, and the name or file of its scheme."""

    path: Path
    scheme: str


@dataclass(frozen=True, slots=True)
class Export:
    """Where to export to, and what."""

    path: Path
    options: Out


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer to choose from: what it is called, and a few words more."""

    id: str
    name: str
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Sendable:
    """What of a project can be sent to a colleague, and under which name it would be written."""

    suggestion: Path
    persons: tuple[Person, ...]
    article: str | None
    """The id of the open article."""
    listed: tuple[str, ...]
    """The ids of the articles in the list as it is filtered; none where it shows them all."""
    since: Path | None = None
    """A file that says what the colleague holds, if he has sent one."""


@dataclass(frozen=True, slots=True)
class Sending:
    """What goes to a colleague, and into which file."""

    path: Path
    since: Path | None = None
    """A question, a bundle or a project of his: only what he lacks goes."""
    persons: frozenset[str] | None = None
    articles: frozenset[str] | None = None
    texts: bool = True


@dataclass(frozen=True, slots=True)
class RoundOffer:
    """What a round can be made of: the people, the articles, and what others are called."""

    persons: tuple[Person, ...]
    articles: tuple[str, ...]
    """The ids of all articles."""
    listed: tuple[str, ...]
    """Those of the list as it is filtered; none where it shows them all."""
    of_nobody: tuple[str, ...]
    """Those that no round gives to anybody."""
    names: tuple[str, ...]
    """What the rounds are called that there are."""


@dataclass(frozen=True, slots=True)
class NewRound:
    """A round to be begun."""

    name: str
    persons: tuple[str, ...]
    articles: tuple[str, ...]
    each: int
    """So many of them read each article; 0 is all."""
    seed: int
    is_blind: bool


Bringing = Literal["in", "ask"]
"""Bring a file in, or ask for what would still be missing."""


class Questions(Protocol):
    """What may be asked. None always means that the user thought better of it."""

    def who_are_you(self, suggestion: str) -> str | None:
        """Ask for the name that colleagues and exports see."""
        ...

    def new_project(self) -> NewProject | None:
        """Ask where a new project goes and which scheme it has."""
        ...

    def open_project(self) -> Path | None:
        """Ask for a project file."""
        ...

    def files_to_import(self) -> list[Path]:
        """Ask for files to bring in; none if the user thought better of it."""
        ...

    def pasted_text(self, words: str) -> tuple[str, str] | None:
        """Show a pasted text, and ask for its title and the text as it shall be kept."""
        ...

    def export(self, suggestion: Path, stock: Stock) -> Export | None:
        """Ask where to export to, and what, and say how much that is."""
        ...

    def send(self, there: Sendable) -> Sending | None:
        """Ask what goes to a colleague, and where to write it."""
        ...

    def begin_round(self, offer: RoundOffer) -> NewRound | None:
        """Ask who is to read which articles, and say how many each gets."""
        ...

    def round_file(self, suggestion: Path) -> Path | None:
        """Ask where to write what one person of a round is to read."""
        ...

    def question_file(self, suggestion: Path) -> Path | None:
        """Ask where to write a question to a colleague."""
        ...

    def new_file(self, suggestion: Path, what: str) -> Path | None:
        """Ask where to write a file, and say what is written; its ending says the format."""
        ...

    def new_copy(self, suggestion: Path) -> Path | None:
        """Ask where a copy of a colleague's project goes."""
        ...

    def files_of_colleagues(self) -> list[Path]:
        """Ask for files with colleagues' work; none if the user thought better of it."""
        ...

    def shared_folder(self, folder: Path | None) -> Path | None:
        """Ask which folder is shared with colleagues; `folder` is the one that is used now."""
        ...

    def bring_in(self, seen: Preview, number: int, of: int) -> Bringing | None:
        """Show what a file would bring, the how manieth of how many, and ask what to do."""
        ...

    def choose(
        self, question: str, choices: list[Choice], *, chosen: str | None = None
    ) -> str | None:
        """Ask to choose one of several; give its id."""
        ...

    def text(
        self, question: str, words: str = "", *, lines: Literal["one", "many"] = "one"
    ) -> str | None:
        """Ask for a few words, or for several lines of them."""
        ...

    def report(self, title: str, lines: list[str]) -> None:
        """Show what is too long for a notice: what was skipped or found, and why."""
        ...

    def claims_file(self, suggestion: Path) -> Path | None:
        """Ask where to write claims; the ending says whether as CSV, Markdown or JSON."""
        ...

    def article_details(self) -> None:
        """Show the details of the open article, to be changed there."""
        ...

    def erase_article(self, title: str, what_goes: str) -> bool:
        """Say what goes with an article for good, and ask whether it shall."""
        ...

    def way_out(self, trouble: str, ways: list[Choice]) -> str | None:
        """Tell of a trouble that must be answered, and ask for a way out of it; give its id."""
        ...


class NobodyAnswers:
    """Nobody is there to answer: the user thinks better of everything."""

    def who_are_you(self, suggestion: str) -> str | None:
        """Keep the name of the login."""

    def new_project(self) -> NewProject | None:
        """Make none."""

    def open_project(self) -> Path | None:
        """Open none."""

    def files_to_import(self) -> list[Path]:
        """Bring nothing in."""
        return []

    def pasted_text(self, words: str) -> tuple[str, str] | None:
        """Keep none."""

    def export(self, suggestion: Path, stock: Stock) -> Export | None:
        """Write nothing."""

    def send(self, there: Sendable) -> Sending | None:
        """Send nothing."""

    def begin_round(self, offer: RoundOffer) -> NewRound | None:
        """Begin none."""

    def round_file(self, suggestion: Path) -> Path | None:
        """Write none."""

    def question_file(self, suggestion: Path) -> Path | None:
        """Ask nobody."""

    def new_file(self, suggestion: Path, what: str) -> Path | None:
        """Write none."""

    def new_copy(self, suggestion: Path) -> Path | None:
        """Make none."""

    def files_of_colleagues(self) -> list[Path]:
        """Bring nothing in."""
        return []

    def shared_folder(self, folder: Path | None) -> Path | None:
        """Share none."""

    def bring_in(self, seen: Preview, number: int, of: int) -> Bringing | None:
        """Leave it alone."""

    def choose(
        self, question: str, choices: list[Choice], *, chosen: str | None = None
    ) -> str | None:
        """Choose none."""

    def text(
        self, question: str, words: str = "", *, lines: Literal["one", "many"] = "one"
    ) -> str | None:
        """Write none."""

    def report(self, title: str, lines: list[str]) -> None:
        """Show it to nobody."""

    def claims_file(self, suggestion: Path) -> Path | None:
        """Write none."""

    def article_details(self) -> None:
        """Show them to nobody."""

    def erase_article(self, title: str, what_goes: str) -> bool:  # noqa: ARG002
        """Erase none."""
        return False

    def way_out(self, trouble: str, ways: list[Choice]) -> str | None:
        """Take none."""
