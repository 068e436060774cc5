"""What the tests of the article surface share: a view, and short invented articles."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.model.article import Zone
from annotator.model.scheme_file import find_scheme
from annotator.ui.article.marks import Header, Mark
from annotator.ui.article.view import ArticleView
from annotator.ui.looks import looks
from annotator.ui.theme import Theme

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
TEXT = (
    "Rockets hit the base\n\n"
    "The ministry said rockets hit the base near the river on Monday evening before the rain.\n\n"
    "US-led forces denied it, a spokesman of the coalition’s command told reporters in the town.\n"
)


@pytest.fixture
def theme() -> Theme:
    return Theme()


@pytest.fixture
def view(qtbot: QtBot, theme: Theme) -> ArticleView:
    """Give a view that is on the screen and shows nothing yet."""
    view = ArticleView(theme)
    qtbot.addWidget(view)
    view.set_looks(looks(find_scheme("conflict-news"), theme.mode))
    view.resize(800, 600)
    view.show()
    qtbot.waitExposed(view)
    return view


@pytest.fixture
def article(view: ArticleView) -> ArticleView:
    """Give a view that shows TEXT without zones or marks."""
    view.show_article(TEXT, (), (), Header("28 June 2021"))
    return view


@pytest.fixture
def sees(article: ArticleView, qtbot: QtBot) -> Callable[[], str]:
    """Give the article the keyboard, and a function that says which words are picked."""
    article.setFocus()
    qtbot.waitUntil(article.hasFocus)

    def words() -> str:
        start, end = article.selection()
        return article.display.text[start:end]

    return words


class Hand:
    """The left hand on the mouse: it presses, moves and lets go, at points or at characters."""

    def __init__(self, view: ArticleView, point: Callable[[int], QPoint]) -> None:
        self.view, self._point = view, point
        self.at = QPoint()

    def where(self, to: int | QPoint) -> QPoint:
        return self._point(to) if isinstance(to, int) else to

    def press(self, to: int | QPoint, held: Qt.KeyboardModifier = NONE) -> None:
        self._send(QEvent.Type.MouseButtonPress, to, held, LEFT)

    def press_again(self, to: int | QPoint) -> None:
        """Press as the second of two quick clicks."""
        self._send(QEvent.Type.MouseButtonDblClick, to, NONE, LEFT)

    def move(self, to: int | QPoint, held: Qt.KeyboardModifier = NONE) -> None:
        self._send(QEvent.Type.MouseMove, to, held, LEFT)

    def hover(self, to: int | QPoint) -> None:
        self._send(QEvent.Type.MouseMove, to, NONE, Qt.MouseButton.NoButton)

    def let_go(self, held: Qt.KeyboardModifier = NONE) -> None:
        self._send(QEvent.Type.MouseButtonRelease, self.at, held, Qt.MouseButton.NoButton)

    def drag(
        self, first: int | QPoint, last: int | QPoint, held: Qt.KeyboardModifier = NONE
    ) -> None:
        self.press(first, held)
        self.move((self.where(first) + self.where(last)) / 2, held)
        self.move(last, held)
        self.let_go(held)

    def click(self, to: int | QPoint, times: int = 1) -> None:
        """Click so many times at one place, quickly."""
        for n in range(times):
            (self.press_again if n % 2 else self.press)(to)
            self.let_go()

    def _send(
        self, kind: QEvent.Type, to: int | QPoint, held: Qt.KeyboardModifier,
        buttons: Qt.MouseButton,
    ) -> None:  # fmt: skip
        self.at = self.where(to)
        window, where = self.view.viewport(), QPointF(self.at)
        button = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseMove else LEFT
        event = QMouseEvent(kind, where, window.mapToGlobal(where), button, buttons, held)
        QApplication.sendEvent(window, event)


@pytest.fixture
def hand(view: ArticleView, point: Callable[[int], QPoint]) -> Hand:
    return Hand(view, point)


def mark(text: str, words: str, label: str, name: str | None = None, **more: bool) -> Mark:
    """Make a mark over the first place where the words stand."""
    start = text.index(words)
    return Mark(name or f"{label} {words}", start, start + len(words), label, **more)


def zone(text: str, words: str, kind: str) -> Zone:
    """Make a zone over the first place where the words stand."""
    start = text.index(words)
    return Zone.of("article", kind, start, start + len(words))


@pytest.fixture
def point(view: ArticleView) -> Callable[[int], QPoint]:
    """Give a function that finds where in the window a character is drawn."""

    def find(place: int) -> QPoint:
        rect = view.rect_of(place, place + 1)
        assert not rect.isEmpty(), f"{place} is not drawn"
        return rect.center()

    return find


@pytest.fixture
def click(view: ArticleView, qtbot: QtBot, point) -> Callable[..., None]:
    """Give a function that clicks on a character."""

    def do(place: int, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, modifier, point(place))

    return do
