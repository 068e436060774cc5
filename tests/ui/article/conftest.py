"""What the tests of the article surface share: a view, and short invented articles."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from annotator.model.article import Zone
from annotator.model.scheme_file import find_scheme
from annotator.ui.article.marks import Header, Mark
from annotator.ui.article.view import ArticleView
from annotator.ui.looks import looks
from annotator.ui.theme import Theme

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
