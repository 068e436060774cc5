"""Whatever a hand may do to the article, in any order, it goes on and its places stay right."""

from __future__ import annotations

import random

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.model.article import Zone
from annotator.model.scheme_file import find_scheme
from annotator.ui.article.marks import Header, Mark
from annotator.ui.article.typesetting import Typesetting
from annotator.ui.looks import looks

LEFT = Qt.MouseButton.LeftButton
KEYS = (
    Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home,
    Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_A,
)  # fmt: skip
MODIFIERS = (
    Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
)  # fmt: skip
WORDS = (
    "rockets", "US-led", "😀", "👨\u200d👩\u200d👧", "قال", "الجيش", 'צה"ל', "中文",
    "e\u0301", "\u00a0",
    "\u2028", "\u2029", "the", "coalition’s", "U.S.",
)  # fmt: skip


class Hand:
    """Does something at random."""

    def __init__(self, view, theme, chance: random.Random) -> None:
        self.view, self.theme, self.chance = view, theme, chance
        self.ids: list[str] = []
        self.made = 0
        self.new_text()

    def text(self) -> str:
        chance = self.chance
        words = chance.choices(WORDS, k=chance.choice((0, 1, 5, 300, 3_000)))
        ends = chance.choice((("\n\n",), ("\n", " ", " ", "\n\n"), (" ",), ("", " ")))
        return "".join(word + chance.choice((*[" "] * 8, *ends)) for word in words)

    def new_text(self) -> None:
        text = self.text()
        zones = []
        for kind in ("headline", "caption", "credit", "own_zone"):
            start, end = sorted(self.chance.choices(range(len(text) + 1), k=2))
            if start < end and self.chance.random() < 0.5:
                zones.append(Zone.of("article", kind, start, end))
        self.ids = []
        self.view.show_article(text, zones, (), Header("facts"))

    def add(self) -> None:
        length = len(self.view.display.text)
        marks = []
        for _ in range(self.chance.choice((1, 1, 30))):
            self.made += 1
            start = self.chance.randint(0, length)
            end = min(length, start + self.chance.choice((0, 1, 3, 10, 200, 10_000)))
            label = self.chance.choice(("actor", "location", "weapon", "claim", "unknown"))
            unsaved = self.chance.random() < 0.1
            marks.append(Mark(str(self.made), start, end, label, is_unsaved=unsaved))
        self.ids += [mark.id for mark in marks]
        self.view.change_marks(marks, ())

    def remove(self) -> None:
        gone = self.chance.sample(self.ids, min(len(self.ids), 3))
        self.ids = [mark for mark in self.ids if mark not in gone]
        self.view.change_marks((), gone)

    def choose(self) -> None:
        self.view.choose(self.chance.choice([None, *self.ids]), scroll=self.chance.random() < 0.8)

    def scroll(self) -> None:
        bar = self.view.verticalScrollBar()
        way = self.chance.choice((30, -30, 500, -500, 10**6, -(10**6)))
        bar.setValue(bar.value() + way)

    def scroll_to(self) -> None:
        self.view.scroll_to(self.chance.randint(0, len(self.view.display.text)))

    def resize(self) -> None:
        self.view.resize(self.chance.choice((60, 300, 800, 1_300)), self.chance.choice((40, 600)))

    def zoom(self) -> None:
        self.view.set_zoom(self.chance.choice((0.6, 1.0, 1.3, 3.0)))

    def point(self) -> QPointF:
        window = self.view.viewport()
        return QPointF(
            self.chance.uniform(-20, window.width() + 20),
            self.chance.uniform(-20, window.height() + 20),
        )

    def mouse(self, kind: QEvent.Type, held: Qt.MouseButton) -> None:
        at = self.point()
        event = QMouseEvent(
            kind, at, self.view.viewport().mapToGlobal(at), LEFT, held,
            self.chance.choice(MODIFIERS),
        )  # fmt: skip
        QApplication.sendEvent(self.view.viewport(), event)

    def drag(self) -> None:
        self.mouse(QEvent.Type.MouseButtonPress, LEFT)
        if self.chance.random() < 0.3:
            self.mouse(QEvent.Type.MouseButtonDblClick, LEFT)
        for _ in range(self.chance.randint(0, 4)):
            self.mouse(QEvent.Type.MouseMove, LEFT)
        if self.chance.random() < 0.9:
            self.mouse(QEvent.Type.MouseButtonRelease, Qt.MouseButton.NoButton)

    def hover(self) -> None:
        self.mouse(QEvent.Type.MouseMove, Qt.MouseButton.NoButton)

    def key(self) -> None:
        QTest.keyClick(self.view, self.chance.choice(KEYS), self.chance.choice(MODIFIERS))

    def pick(self) -> None:
        length = len(self.view.display.text)
        start, end = sorted(self.chance.choices(range(length + 1), k=2))
        self.view.pick(start, end, scroll=self.chance.random() < 0.5)
        self.view.set_ties([(start, end, "said by", "source"), (start, start, "cue", "cue")])

    def mode(self) -> None:
        self.theme.set_mode(self.chance.choice(("light", "dark")))
        self.view.set_looks(looks(find_scheme("conflict-news"), self.theme.mode))

    def tags(self) -> None:
        self.view.set_tags(self.chance.choice(("none", "paragraph", "letters", "names")))

    def reading(self) -> None:
        way = Typesetting(
            self.chance.choice((0.8, 1.0)), self.chance.choice((55, 85, None)),
            self.chance.choice(("serif", "sans", "system")),
            self.chance.choice(("compact", "usual", "wide")),
        )  # fmt: skip
        self.view.set_typesetting(way)
        self.view.set_dimmed(self.chance.sample(("actor", "location", "claim"), 2))
        self.view.set_focus_mode(on=self.chance.random() < 0.5)

    def zones(self) -> None:
        self.view.set_zones([Zone.of("article", "caption", 0, self.chance.randint(1, 400))])

    def paint(self) -> None:
        self.view.grab()

    def wait(self) -> None:
        QApplication.processEvents()

    def do_something(self) -> None:
        deeds = (
            self.add, self.remove, self.choose, self.scroll, self.scroll_to, self.resize,
            self.zoom, self.drag, self.drag, self.hover, self.key, self.key, self.key, self.pick,
            self.mode, self.tags, self.reading, self.zones, self.paint, self.wait,
        )  # fmt: skip
        if self.chance.random() < 0.02:
            self.new_text()
        else:
            self.chance.choice(deeds)()

    def look(self) -> None:
        """See that what the view says of itself hangs together."""
        view, text = self.view, self.view.display.text
        start, end = view.selection()
        assert 0 <= start <= end <= len(text)
        assert 0 <= view.caret() <= len(text)
        assert 0 <= view.first_visible() <= len(text)
        assert view.document().characterCount() - 1 == view.display.to_document(len(text))
        assert set(view.marks_at(start)) <= set(self.ids)
        view.rect_of(start, end)


@pytest.mark.parametrize("seed", range(4))
def test_a_short_while(view, theme, seed):
    _go_on(view, theme, seed, 150)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(100, 110))
def test_a_long_while(view, theme, seed):
    _go_on(view, theme, seed, 4_000)


def _go_on(view, theme, seed: int, times: int) -> None:
    hand = Hand(view, theme, random.Random(seed))
    for _ in range(times):
        hand.do_something()
        hand.look()
    QApplication.processEvents()
