"""Does thousands of random things to the article surface, or to a plain text widget instead.

    python -m tests.ui.article.soaking surface|plain SEED TIMES

It prints the megabytes that the process held at the beginning, after each tenth, and at the end,
and ends badly at the first warning of Qt. Both widgets are shown the same texts in the same order.
"""

from __future__ import annotations

import faulthandler
import gc
import os
import random
import sys

import psutil

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QColor, QMouseEvent, QTextCursor, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QTextEdit

from annotator.model.scheme_file import find_scheme
from annotator.ui.article.marks import Ghost, Header, Mark
from annotator.ui.article.typesetting import Typesetting
from annotator.ui.article.view import ArticleView
from annotator.ui.looks import looks
from annotator.ui.theme import Theme, type_font
from tests.ui.article.scripts import LINES, WORDS, mixed

DEEDS = (
    *("text",) * 4, *("scroll",) * 20, *("wheel",) * 10, *("resize",) * 4, *("zoom",) * 3,
    *("add",) * 12, *("remove",) * 6, *("choose",) * 6, *("drag",) * 12, *("clicks",) * 8,
    *("key",) * 25, *("hover",) * 8, *("mode",) * 2, *("tags",) * 2, *("paint",) * 6,
    *("edge",) * 6, *("rings",) * 4, *("setting",) * 2, *("wait",) * 20,
)  # fmt: skip
KEYS = (
    Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home,
    Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown,
)  # fmt: skip
HELD = tuple(
    Qt.KeyboardModifier[name] for name in ("NoModifier", "ShiftModifier", "ControlModifier")
)
ZOOMS = (0.6, 1.0, 1.3, 2.0)
GIANT = 1_000_000
"""Characters of a single line, which every text after so many others is."""
_GIANT_AFTER, _GIANT_FOR = 200, 10
LEFT, NONE = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton


def text(chance: random.Random) -> str:
    """Give a short or a long article of whatever script."""
    kind = chance.random()
    if kind < 0.1:
        return chance.choice(("", " ", "\n\n", "x", "\u2028\u2029\ufeff"))
    if kind < 0.6:
        return "\n\n".join(mixed(chance) for _ in range(chance.randint(1, 60)))
    line = chance.choice(list(LINES.values()))
    return "\n".join([line * chance.randint(1, 20)] * chance.randint(1, 40))


def giant(chance: random.Random) -> str:
    """Give a line of a million characters."""
    words = " ".join(chance.choices(WORDS, k=2_000)) + " "
    return (words * (GIANT // len(words) + 1))[:GIANT]


class Hand:
    """What a hand does to either widget."""

    widget: ArticleView | QPlainTextEdit

    def __init__(self, seed: int) -> None:
        self.chance, self.texts = random.Random(seed), random.Random(seed)
        self.theme = Theme()
        self.length = self.shown = 0

    def show(self, words: str) -> None:
        raise NotImplementedError

    def text(self) -> None:
        self.shown += 1
        words = text(self.texts)
        self.length = len(words)
        self.show(words)

    def scroll(self) -> None:
        bar = self.widget.verticalScrollBar()
        bar.setValue(bar.value() + self.chance.choice((1, -1, 2, bar.pageStep(), -bar.pageStep())))
        if self.chance.random() < 0.1:
            bar.setValue(self.chance.randint(0, max(0, bar.maximum())))

    def wheel(self) -> None:
        turn = QPoint(0, self.chance.choice((120, -120, -15)))
        window = self.widget.viewport()
        event = QWheelEvent(
            self.point(), window.mapToGlobal(self.point()), QPoint(), turn, NONE,
            Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(window, event)

    def resize(self) -> None:
        self.widget.resize(self.chance.choice((60, 300, 800, 1_280)), self.chance.choice((40, 800)))

    def point(self) -> QPointF:
        window = self.widget.viewport()
        return QPointF(
            self.chance.uniform(-20, window.width() + 20),
            self.chance.uniform(-20, window.height() + 20),
        )

    def mouse(self, kind: QEvent.Type, at: QPointF, held: Qt.MouseButton) -> None:
        window = self.widget.viewport()
        event = QMouseEvent(kind, at, window.mapToGlobal(at), LEFT, held, self.chance.choice(HELD))
        QApplication.sendEvent(window, event)

    def drag(self) -> None:
        self.mouse(QEvent.Type.MouseButtonPress, self.point(), LEFT)
        for _ in range(self.chance.randint(0, 4)):
            self.mouse(QEvent.Type.MouseMove, self.point(), LEFT)
        self.mouse(QEvent.Type.MouseButtonRelease, self.point(), NONE)

    def clicks(self) -> None:
        """Click twice, three or four times."""
        at = self.point()
        for n in range(self.chance.randint(2, 4)):
            kind = QEvent.Type.MouseButtonDblClick if n == 1 else QEvent.Type.MouseButtonPress
            self.mouse(kind, at, LEFT)
            self.mouse(QEvent.Type.MouseButtonRelease, at, NONE)

    def hover(self) -> None:
        self.mouse(QEvent.Type.MouseMove, self.point(), NONE)

    def key(self) -> None:
        QTest.keyClick(self.widget, self.chance.choice(KEYS), self.chance.choice(HELD))

    def mode(self) -> None:
        self.theme.set_mode(self.chance.choice(("light", "dark")))

    def paint(self) -> None:
        self.widget.grab()

    def wait(self) -> None:
        QApplication.processEvents()

    def do(self, deed: str) -> None:
        """Do what is called so; after many texts comes a giant one, for a few deeds."""
        if self.shown and self.shown % _GIANT_AFTER == 0:
            self.shown += 1
            words = giant(self.texts)
            self.length = len(words)
            self.show(words)
            for named in self.chance.choices(DEEDS, k=_GIANT_FOR):
                if named != "text":
                    getattr(self, named)()
            self.text()
        getattr(self, deed)()


class OnSurface(Hand):
    """On the article surface; what it says of itself must hang together at any time."""

    def __init__(self, seed: int) -> None:
        super().__init__(seed)
        self.widget = self.view = ArticleView(self.theme)
        self.ids: list[str] = []
        self.made = 0
        self.set_looks()

    def mode(self) -> None:
        super().mode()
        self.set_looks()

    def set_looks(self) -> None:
        self.view.set_looks(looks(find_scheme("conflict-news"), self.theme.mode))

    def show(self, words: str) -> None:
        self.ids = []
        self.view.show_article(words, (), (), Header("facts"))

    def add(self) -> None:
        marks = []
        for _ in range(self.chance.choice((1, 1, 30))):
            self.made += 1
            start = self.chance.randint(0, self.length)
            end = min(self.length, start + self.chance.choice((0, 1, 3, 10, 200, 10_000)))
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

    def zoom(self) -> None:
        self.view.set_zoom(self.chance.choice(ZOOMS))

    def tags(self) -> None:
        self.view.set_tags(self.chance.choice(("none", "paragraph", "letters", "names")))

    def edge(self) -> None:
        """Draw an end of the chosen mark about, and sometimes give it up."""
        mark = self.chance.choice(self.ids) if self.ids else None
        self.view.choose(mark)
        known = self.view._geometry.index.get(mark)
        if known is None or known.start >= known.end:
            return
        rect = self.view.rect_of(known.start, known.start + 1)
        at = QPointF(rect.left() - 1, rect.center().y())
        self.mouse(QEvent.Type.MouseMove, at, NONE)
        self.mouse(QEvent.Type.MouseButtonPress, at, LEFT)
        for _ in range(self.chance.randint(0, 3)):
            self.mouse(QEvent.Type.MouseMove, self.point(), LEFT)
        if self.chance.random() < 0.2:
            QTest.keyClick(self.widget, Qt.Key.Key_Escape)
        self.mouse(QEvent.Type.MouseButtonRelease, self.point(), NONE)

    def rings(self) -> None:
        """Outline what was found and what is proposed."""
        ends = sorted(self.chance.sample(range(self.length + 1), min(self.length + 1, 40)))
        places = list(zip(ends[::2], ends[1::2], strict=False))
        self.view.set_hits(places[: self.chance.randint(0, 20)])
        label = self.chance.choice(("actor", "claim", "unknown"))
        self.view.set_ghosts(Ghost(*place, label) for place in places[::2])

    def setting(self) -> None:
        """Set the text otherwise."""
        chance = self.chance
        self.view.set_typesetting(Typesetting(
            chance.choice(ZOOMS), chance.choice((55, 70, None)),
            chance.choice(("serif", "sans", "system")), chance.choice(("compact", "usual", "wide")),
        ))  # fmt: skip
        self.view.set_dimmed(chance.choice(((), ("actor",), ("claim", "weapon"))))
        self.view.set_focus_mode(on=chance.random() < 0.3)

    def do(self, deed: str) -> None:
        super().do(deed)
        view = self.view
        start, end = view.selection()
        assert 0 <= start <= end <= self.length
        assert 0 <= view.caret() <= self.length
        assert view.document().characterCount() - 1 == view.display.to_document(self.length)
        assert set(view.marks_at(start)) <= set(self.ids)
        view.rect_of(start, end)


class OnPlain(Hand):
    """On a plain text widget, whose marks are extra selections."""

    def __init__(self, seed: int) -> None:
        super().__init__(seed)
        self.widget = self.plain = QPlainTextEdit()
        self.plain.setReadOnly(True)
        self.marks: list[QTextEdit.ExtraSelection] = []

    def show(self, words: str) -> None:
        self.marks = []
        self.plain.setExtraSelections([])
        self.plain.setPlainText(words)
        self.length = self.plain.document().characterCount() - 1

    def add(self) -> None:
        for _ in range(self.chance.choice((1, 1, 30))):
            mark = QTextEdit.ExtraSelection()
            mark.cursor = QTextCursor(self.plain.document())
            start = self.chance.randint(0, self.length)
            mark.cursor.setPosition(start)
            end = min(self.length, start + self.chance.choice((0, 1, 3, 10, 200)))
            mark.cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            mark.format.setBackground(QColor("pink"))
            self.marks.append(mark)
        self.plain.setExtraSelections(self.marks)

    def remove(self) -> None:
        del self.marks[:3]
        self.plain.setExtraSelections(self.marks)

    def choose(self) -> None:
        self.plain.viewport().update()

    def zoom(self) -> None:
        self.plain.setFont(type_font("body", self.chance.choice(ZOOMS)))

    def tags(self) -> None:
        self.plain.viewport().update()

    edge = rings = setting = tags


def _megabytes() -> float:
    gc.collect()
    QApplication.processEvents()
    return psutil.Process().memory_info().rss / 1e6


def _fail(kind: QtMsgType, _where: object, words: str) -> None:
    if kind != QtMsgType.QtDebugMsg and "This plugin does not support" not in words:
        print(f"Qt: {words}", file=sys.stderr, flush=True)
        os._exit(3)


def main(which: str, seed: int, times: int) -> None:
    """Do so many things, and print what the process held."""
    faulthandler.enable()
    qInstallMessageHandler(_fail)
    app = QApplication([])
    hand = OnSurface(seed) if which == "surface" else OnPlain(seed)
    hand.theme.apply(app)
    hand.widget.resize(800, 600)
    hand.widget.show()
    hand.text()
    deeds = random.Random(seed).choices(DEEDS, k=times)
    print(f"{_megabytes():.1f}", flush=True)
    for n, deed in enumerate(deeds, 1):
        hand.do(deed)
        if n % max(1, times // 10) == 0:
            print(f"{_megabytes():.1f}", flush=True)
    hand.show("The end.")
    hand.widget.grab()
    print(f"{_megabytes():.1f}", flush=True)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
