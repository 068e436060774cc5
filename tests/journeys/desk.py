"""An analyst at the real window: selects with the mouse, presses keys, and looks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from annotator.app import make_window
from annotator.formats import bring_in
from annotator.formats.format import In, Out
from annotator.model.scheme_file import find_scheme
from annotator.model.span import Span
from annotator.model.text import sha256_of
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
from annotator.settings import PERSON_NAME, Settings
from annotator.store.exchange.preview import Preview
from annotator.store.reader import Stock
from annotator.store.store import Store
from annotator.ui.icons import Icons
from annotator.ui.theme import Theme
from annotator.ui.window import Window

_KEYS = {
    "Return": Qt.Key.Key_Return, "Esc": Qt.Key.Key_Escape, "Del": Qt.Key.Key_Delete,
    "Space": Qt.Key.Key_Space, "Tab": Qt.Key.Key_Tab, "F6": Qt.Key.Key_F6, "F1": Qt.Key.Key_F1,
    "F3": Qt.Key.Key_F3, "Up": Qt.Key.Key_Up, "Down": Qt.Key.Key_Down, "Left": Qt.Key.Key_Left,
    "Right": Qt.Key.Key_Right, "PgDown": Qt.Key.Key_PageDown, "PgUp": Qt.Key.Key_PageUp,
    "Home": Qt.Key.Key_Home, "End": Qt.Key.Key_End, "F11": Qt.Key.Key_F11, "F10": Qt.Key.Key_F10,
    "Backspace": Qt.Key.Key_Backspace,
    "F2": Qt.Key.Key_F2,
    "F4": Qt.Key.Key_F4, "F7": Qt.Key.Key_F7, "F8": Qt.Key.Key_F8, "F9": Qt.Key.Key_F9,
    "Shift": Qt.Key.Key_Shift,
}  # fmt: skip
_HELD = {
    "Ctrl": Qt.KeyboardModifier.ControlModifier, "Shift": Qt.KeyboardModifier.ShiftModifier,
    "Alt": Qt.KeyboardModifier.AltModifier,
}  # fmt: skip


class Answers:
    """Answers what deeds ask from what was laid down before."""

    def __init__(self) -> None:
        self.name: str | None = "first"
        self.project: NewProject | None = None
        self.opens: Path | None = None
        self.files: list[Path] = []
        self.exports: Export | None = None
        self.sendable: Sendable | None = None
        self.sends: Sending | None = None
        self.round: NewRound | None = None
        self.offer: RoundOffer | None = None
        self.round_path: Path | None = None
        self.question: Path | None = None
        self.copy: Path | None = None
        self.claims: Path | None = None
        self.brings: Bringing | None = "in"
        self.previews: list[tuple[str, ...]] = []
        self.words: str | None = None
        self.way: str | None = None
        self.chosen: str | None = None
        self.asked: list[str] = []
        self.reports: list[tuple[str, list[str]]] = []

    def who_are_you(self, suggestion: str) -> str | None:
        self.asked.append("who are you")
        return self.name

    def new_project(self) -> NewProject | None:
        return self.project

    def open_project(self) -> Path | None:
        return self.opens

    def files_to_import(self) -> list[Path]:
        return self.files

    def pasted_text(self, words: str) -> tuple[str, str] | None:
        return words.partition("\n")[0], words

    def export(self, suggestion: Path, stock: Stock) -> Export | None:
        return self.exports

    def send(self, there: Sendable) -> Sending | None:
        self.sendable = there
        return self.sends

    def begin_round(self, offer: RoundOffer) -> NewRound | None:
        self.offer = offer
        return self.round

    def round_file(self, suggestion: Path) -> Path | None:
        return self.round_path

    def question_file(self, suggestion: Path) -> Path | None:
        return self.question

    def new_file(self, suggestion: Path, what: str) -> Path | None:
        self.asked.append(f"{what}: {suggestion.name}")
        return self.copy

    def new_copy(self, suggestion: Path) -> Path | None:
        return self.copy

    def files_of_colleagues(self) -> list[Path]:
        return self.files

    def bring_in(self, seen: Preview, number: int, of: int) -> Bringing | None:
        self.previews.append(seen.sentences)
        return self.brings

    def shared_folder(self, folder: Path | None) -> Path | None:
        self.asked.append("shared folder")
        return None

    def choose(
        self, question: str, choices: list[Choice], *, chosen: str | None = None
    ) -> str | None:
        self.asked.append(question)
        return self.chosen

    def text(
        self, question: str, words: str = "", *, lines: Literal["one", "many"] = "one"
    ) -> str | None:
        self.asked.append(question)
        return self.words

    def report(self, title: str, lines: list[str]) -> None:
        self.reports.append((title, lines))

    def claims_file(self, suggestion: Path) -> Path | None:
        return self.claims

    def article_details(self) -> None:
        self.asked.append("article details")

    def erase_article(self, title: str, what_goes: str) -> bool:
        self.asked.append(title)
        return False

    def way_out(self, trouble: str, ways: list[Choice]) -> str | None:
        self.asked.append(trouble)
        return self.way


class Desk:
    """One window, and the hands in front of it."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        self.qtbot, self.folder = qtbot, folder
        self.answers = Answers()
        self.theme = Theme("light")
        self.theme.apply(QApplication.instance())
        self.window = self._window()

    def _window(self) -> Window:
        settings = Settings()
        settings.set(PERSON_NAME, "first")
        window = make_window(self.theme, Icons(self.theme), settings, questions=self.answers)
        self.qtbot.addWidget(window, before_close_func=self._give_up)
        window.resize(1280, 800)
        with self.qtbot.waitExposed(window):
            window.show()
        window.activateWindow()
        return window

    def _give_up(self, window: Window) -> None:
        self.answers.way = "lose"
        QApplication.clipboard().clear()  # off screen what a window put there outlives Python

    # --- what is there ----------------------------------------------------------------------------

    @property
    def workspace(self):
        return self.window.hands.workspace

    @property
    def view(self):
        return self.window.annotate.view

    @property
    def text(self) -> str:
        return self.workspace.article.text

    @property
    def marks(self) -> list[tuple[str, str]]:
        """Give label and words of all marks as the file has them, in order of place."""
        article = self.workspace.article
        names = self.workspace.scheme.label_names
        spans = self.workspace.reader.spans(article.id)
        return [(names.get(s.label, s.label), s.quote) for s in spans if s.person == article.whose]

    def mark(self, words: str) -> Span:
        return next(s for s in self.workspace.article.spans if s.quote == words)

    @property
    def said(self) -> str:
        return self.window.status.words

    @property
    def notice(self) -> str:
        return self.window.annotate.notices.words

    def wait(self, until: Callable[[], bool], timeout: int = 10_000) -> None:
        self.qtbot.waitUntil(until, timeout=timeout)

    def rest(self) -> None:
        """Wait for whatever is done beside the screen."""
        QApplication.processEvents()  # some of it begins only now
        self.wait(lambda: not self.window.hands.background.is_busy, 60_000)
        QApplication.processEvents()

    # --- the mouse --------------------------------------------------------------------------------

    def select(self, words: str, *, nth: int = 0) -> None:
        """Draw the mouse over words from their first to their last character."""
        start = -1
        for _ in range(nth + 1):
            start = self.text.index(words, start + 1)
        self.view.scroll_to(start)
        QApplication.processEvents()
        first = self.view.rect_of(start, start + 1)
        last = self.view.rect_of(start + len(words) - 1, start + len(words))
        viewport = self.view.viewport()
        at, to = first.center(), last.center()
        if at == to:  # one character: a hand moves a little over it
            at, to = at - QPoint(first.width() // 4, 0), to + QPoint(first.width() // 4, 0)
        QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=at)
        QTest.mouseMove(viewport, (at + to) / 2)
        QTest.mouseMove(viewport, to)
        QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=to)

    def click(self, words: str, *, twice: bool = False) -> None:
        """Click into the middle of words in the article."""
        start = self.text.index(words)
        self.view.scroll_to(start)
        QApplication.processEvents()
        place = self.view.rect_of(start, start + len(words)).center()
        viewport = self.view.viewport()
        QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=place)
        if twice:
            QTest.mouseDClick(viewport, Qt.MouseButton.LeftButton, pos=place)
            QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=place)

    def push(self, name: str) -> None:
        """Click the button of this name."""
        QTest.mouseClick(self.named(name), Qt.MouseButton.LeftButton)

    def push_label(self, label: str) -> None:
        """Click a label's tile in the panel."""
        for widget in self.window.annotate.panel.findChildren(QWidget):
            if widget.isVisible() and widget.accessibleName().startswith(f"Label as {label}"):
                QTest.mouseClick(widget, Qt.MouseButton.LeftButton)
                return
        raise AssertionError(f"there is no tile for {label}")

    def push_notice(self) -> None:
        """Click what the notice offers."""
        self.push("Undo")

    def named(self, name: str) -> QWidget:
        """Find what is shown under a name that a screen reader would say."""
        for widget in self.window.findChildren(QWidget):
            if widget.isVisible() and widget.accessibleName() == name:
                return widget
        names = sorted({w.accessibleName() for w in self.window.findChildren(QWidget)} - {""})
        raise AssertionError(f"nothing is called {name!r}; there are {names}")

    # --- the keyboard -----------------------------------------------------------------------------

    def press(self, keys: str) -> None:
        """Press a key with what is held: "W", "Ctrl+Z", "Alt+Down"."""
        *held, key = keys.split("+") if keys != "+" else ["+"]
        modifiers = Qt.KeyboardModifier.NoModifier
        for name in held:
            modifiers |= _HELD[name]
        where = QApplication.focusWidget() or self.window
        if key in _KEYS:
            QTest.keyClick(where, _KEYS[key], modifiers)
        else:
            QTest.keyClick(where, key if held else key.lower(), modifiers)

    def drop(self, paths: Sequence[Path] = (), words: str = "") -> bool:
        """Drop files or words on the window; say whether it took them."""
        data = QMimeData()
        if paths:
            data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
        if words:
            data.setText(words)
        held = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        how = Qt.DropAction.CopyAction, data, *held
        QApplication.sendEvent(self.window, QDragEnterEvent(QPoint(50, 50), *how))
        event = QDropEvent(QPointF(50, 50), *how)
        QApplication.sendEvent(self.window, event)
        return event.isAccepted()

    def type(self, words: str) -> None:
        QTest.keyClicks(QApplication.focusWidget() or self.window, words)

    def caret_to(self, words: str) -> None:
        """Put the caret into the first of these words, as a click would."""
        self.view.setFocus()
        place = self.text.index(words)
        self.workspace.pick(place, place)

    # --- from day to day --------------------------------------------------------------------------

    def close(self) -> None:
        self.window.close()

    def come_back(self) -> None:
        """Close the window and start again, as on the next day."""
        self.window.close()
        self.window = self._window()
        self.window.come_back()

    def open_sample(self) -> None:
        self.window.commands.do("open_sample")
        self.wait(lambda: self.workspace.article is not None)

    def bring(self, text: str, scheme: str = "conflict-news", *, title: str = "") -> str:
        """Put a text into a project of one's own, and open it there; gives the article's id."""
        if not self.workspace.is_open:
            person = self.window.hands.settings.person("first")
            path = self.folder / "own.annot"
            Store.create(path, find_scheme(scheme), person).close()
            self.window.open_path(path)
        id_ = sha256_of(text)
        file = self.folder / f"{id_[:8]}.txt"
        file.write_text(text, encoding="utf-8")
        done = bring_in(self.workspace.store, [file], In())
        self.workspace.take(done.changes)
        self.workspace.show(id_)
        if title:
            with self.workspace.step("Title") as store:
                store.set_article(id_, title=title)
        return id_

    def export(self, *, everything: bool = True) -> Path:
        out = self.folder / "out.jsonl"
        self.answers.exports = Export(out, Out(all_articles=everything))
        self.window.commands.do("export")
        self.rest()
        return out
