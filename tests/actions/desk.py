"""A person at work with projects, without a window, and with answers from a list."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

from annotator.actions.action import Action, Hands
from annotator.background import Background
from annotator.settings import PERSON_NAME, Settings
from annotator.workspace.workspace import Workspace


class Asked:
    """Answers questions from a list, and keeps what was asked."""

    def __init__(self) -> None:
        self.answers: dict[str, list] = {}
        self.asked: list[tuple[str, object]] = []

    def will(self, question: str, *answers: object) -> None:
        self.answers.setdefault(question, []).extend(answers)

    def were(self, question: str) -> list:
        return [what for name, what in self.asked if name == question]

    def _answer(self, name: str, *what: object):
        self.asked.append((name, what))
        waiting = self.answers.get(name)
        assert waiting, f"nobody expected the question {name}: {what}"
        return waiting.pop(0)

    def who_are_you(self, suggestion):
        return self._answer("who_are_you", suggestion)

    def new_project(self):
        return self._answer("new_project")

    def open_project(self):
        return self._answer("open_project")

    def files_to_import(self):
        return self._answer("files_to_import")

    def pasted_text(self, words):
        title = self._answer("pasted_text", words)
        return None if title is None else (title, words)

    def export(self, suggestion, stock):
        return self._answer("export", suggestion, stock)

    def send(self, there):
        return self._answer("send", there)

    def begin_round(self, offer):
        return self._answer("begin_round", offer)

    def round_file(self, suggestion):
        return self._answer("round_file", suggestion)

    def question_file(self, suggestion):
        return self._answer("question_file", suggestion)

    def new_file(self, suggestion, what):
        return self._answer("new_file", suggestion, what)

    def new_copy(self, suggestion):
        return self._answer("new_copy", suggestion)

    def files_of_colleagues(self):
        return self._answer("files_of_colleagues")

    def shared_folder(self, folder):
        return self._answer("shared_folder", folder)

    def bring_in(self, seen, number, of):
        return self._answer("bring_in", seen, number, of)

    def choose(self, question, choices, *, chosen=None):
        return self._answer("choose", question, choices)

    def way_out(self, trouble, ways):
        return self._answer("way_out", trouble, ways)

    def report(self, title, lines):
        self.asked.append(("report", (title, lines)))


class Screen:
    """A window of which only the place in the article and the closing count."""

    def __init__(self) -> None:
        self.seen = 0, 0.0
        self.is_closed = False
        self.has_keyboard = ""
        self.listed: list[str] = []

    def page(self) -> str:
        return "annotate"

    def where(self) -> tuple[int, float]:
        return self.seen

    def focus(self, region: str) -> None:
        self.has_keyboard = region

    def nearest_article(self) -> str | None:
        return None

    def listed_articles(self) -> list[str]:
        return self.listed

    def close(self) -> bool:
        self.is_closed = True
        return True


class Desk:
    """A person at work: a workspace, settings, and a folder for projects."""

    def __init__(self, folder: Path, qtbot, template: Path) -> None:
        self.folder, self._qtbot, self._template = folder, qtbot, template
        self.asked, self.screen = Asked(), Screen()
        self.settings = Settings(folder / "settings.toml")
        self.settings.set(PERSON_NAME, "first")
        self.workspace, self.background = Workspace(), Background()
        self.hands = Hands(self.workspace, self.asked, self.background, self.settings, self.screen)
        self.said: list = []
        self.workspace.said.connect(self.said.append)

    def does(self, deed: Action) -> None:
        reason = deed.reason(self.hands)
        assert reason is None, reason
        deed.run(self.hands)
        self.waits()

    def waits(self) -> None:
        self._qtbot.waitUntil(lambda: not self.background.is_busy, timeout=60_000)

    @property
    def words(self) -> str:
        return self.said[-1].words

    def a_project(self, name: str = "project") -> Path:
        """Make a project by the template."""
        return Path(shutil.copy(self._template, self.folder / f"{name}.annot"))


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
