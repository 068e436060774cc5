"""A hand at the real window, which counts what it does: a press, a click and a drag are one each.

A chord is one action, and so are words typed into a field and a turn of the wheel.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from unicodedata import bidirectional

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QInputMethodEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from annotator.formats import bring_in
from annotator.formats.format import In
from annotator.model.scheme import Scheme
from annotator.model.span import Span
from annotator.model.words import reads_right_to_left
from annotator.store.store import Store
from annotator.ui.window import Window

_KEYS = {
    name: getattr(Qt.Key, f"Key_{called}")
    for name, called in {
        "Return": "Return", "Esc": "Escape", "Right": "Right", "Left": "Left", "Down": "Down",
        "Up": "Up", "PgDown": "PageDown", "PgUp": "PageUp", "Home": "Home", "F7": "F7", "F8": "F8",
        "F9": "F9", ".": "Period", ",": "Comma", "Tab": "Tab", "Space": "Space",
        "F4": "F4", "F6": "F6", "Del": "Delete",
    }.items()
}  # fmt: skip
_HELD = {
    "Ctrl": Qt.KeyboardModifier.ControlModifier, "Shift": Qt.KeyboardModifier.ShiftModifier,
    "Alt": Qt.KeyboardModifier.AltModifier,
}  # fmt: skip
TYPE = "type "
"""Before words that are typed into a field, in a list of keys."""


@dataclass(frozen=True, slots=True, order=True)
class Wish:
    """A mark that is to be there in the end: code points, and the id of its label."""

    start: int
    end: int
    label: str


class Hand:
    """One window with one article that has no marks yet."""

    def __init__(self, window: Window, project: Path, text: Path, scheme: Scheme) -> None:
        self.window = window
        Store.create(project, scheme, window.hands.settings.person("first")).close()
        window.open_path(project)
        done = bring_in(self.workspace.need(), [text], In())
        self.workspace.take(done.changes)
        (article,) = self.workspace.reader.article_ids()
        self.workspace.show(article)
        self.view.setFocus()
        self.did: Counter[str] = Counter()
        self._settle()

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
    def actions(self) -> int:
        return self.did.total()

    @property
    def spans(self) -> list[Span]:
        """Give the marks as the file has them."""
        return self.workspace.reader.spans(self.workspace.article.id)

    def has(self) -> set[Wish]:
        ids = self.workspace.scheme.label_ids
        return {Wish(s.start, s.end, ids[s.label]) for s in self.spans}

    def key_of(self, label: str) -> str:
        return self.workspace.scheme.label(label).key or ""

    # --- what it does -----------------------------------------------------------------------------

    def press(self, keys: str) -> None:
        """Press "W", "Ctrl+Z", "."; or type what follows `TYPE`."""
        where = QApplication.focusWidget() or self.window
        if keys.startswith(TYPE):
            self._type(where, keys.removeprefix(TYPE))
            return
        *held, key = keys.split("+")
        modifiers = Qt.KeyboardModifier.NoModifier
        for name in held:
            modifiers |= _HELD[name]
        QTest.keyClick(where, _KEYS.get(key, key if held else key.lower()), modifiers)
        self._did("key")

    def _type(self, where: QWidget, words: str) -> None:
        """Write as an input method does, which knows every script."""
        written = QInputMethodEvent()
        written.setCommitString(words)
        QApplication.sendEvent(where, written)
        self._did("words typed")

    def drag(self, start: int, end: int, *, by_characters: bool = False) -> None:
        """Draw the mouse over a stretch of the text."""
        self._bring(start, end)
        first, last = self.view.rect_of(start, start + 1), self.view.rect_of(end - 1, end)
        at, to = first.center(), last.center()
        held = Qt.KeyboardModifier.NoModifier
        if by_characters:
            held = Qt.KeyboardModifier.ControlModifier
            at, to = self._edge(start), self._edge(end)
        elif at == to:
            at, to = at - QPoint(first.width() // 4, 0), to + QPoint(first.width() // 4, 0)
        self._draw(at, to, held)
        self._did("drag")

    def _edge(self, place: int) -> QPoint:
        """Give the point between two characters, just inside the one that is a letter or sign."""
        begins = place < len(self.text) and not self.text[place].isspace()
        at = place if begins else place - 1
        rect = self.view.rect_of(at, at + 1)
        is_left = begins != self._runs_left(at)
        return QPoint(rect.left() + 1 if is_left else rect.right(), rect.center().y())

    def _runs_left(self, place: int) -> bool:
        direction = bidirectional(self.text[place])
        if direction in {"L", "R", "AL", "EN"}:
            return direction in {"R", "AL"}
        return reads_right_to_left(self.text, place)

    def _draw(self, at: QPoint, to: QPoint, held: Qt.KeyboardModifier) -> None:
        button, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
        self._send(QEvent.Type.MouseMove, at, none, none, held)
        self._send(QEvent.Type.MouseButtonPress, at, button, button, held)
        for point in ((at + to) / 2, to):
            self._send(QEvent.Type.MouseMove, point, none, button, held)
        self._send(QEvent.Type.MouseButtonRelease, to, button, none, held)

    def _send(
        self, kind: QEvent.Type, at: QPoint, button: Qt.MouseButton, down: Qt.MouseButton,
        held: Qt.KeyboardModifier,
    ) -> None:  # fmt: skip
        viewport = self.view.viewport()
        where = QPointF(at)
        event = QMouseEvent(kind, where, viewport.mapToGlobal(where), button, down, held)
        QApplication.sendEvent(viewport, event)

    def move_edge(self, place: int, to: int) -> None:
        """Draw an edge of the chosen mark to another place, by characters."""
        self._bring(min(place, to), max(place, to))
        self._draw(self._edge(place), self._edge(to), Qt.KeyboardModifier.ControlModifier)
        self._did("drag")

    def click(
        self, widget: QWidget, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, held)
        self._did("click")

    def _bring(self, start: int, end: int) -> None:
        """Scroll until a stretch is seen, where it is not."""
        seen = self.view.viewport().rect().adjusted(0, 8, 0, -120)  # a notice may lie at the foot
        ends = self.view.rect_of(start, start + 1), self.view.rect_of(end - 1, end)
        if not all(seen.contains(rect) for rect in ends):
            self.view.scroll_to(start)
            self._did("turn of the wheel")

    def _did(self, what: str) -> None:
        self.did[what] += 1
        self._settle()

    def _settle(self) -> None:
        """Let come what comes after an action, such as what is proposed."""
        for _ in range(3):
            QApplication.processEvents()
