"""Where no article is open, the middle of the window says what to do about it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from annotator.model.scheme_file import find_scheme
from annotator.store.store import Store


@pytest.fixture
def empty(desk):
    """A project without articles."""
    path = desk.folder / "own.annot"
    person = desk.window.hands.settings.person("first")
    Store.create(path, find_scheme("conflict-news"), person).close()
    desk.window.open_path(path)
    return desk


def middle(desk):
    return desk.window.annotate.no_article


def test_an_empty_project_says_how_to_bring_articles_in(empty):
    shown = middle(empty)
    assert shown.isVisible()
    assert shown.none_there.words.startswith("Bring in articles")
    file = empty.folder / "one.txt"
    file.write_text("Rain on the river.\n", encoding="utf-8")
    empty.answers.files = [file]
    QTest.mouseClick(shown.none_there.deed, Qt.MouseButton.LeftButton)
    empty.rest()
    assert empty.text == "Rain on the river.\n"
    assert not shown.isVisible()


def test_it_stands_in_the_middle_at_every_size(empty):
    for width in (1280, 800):
        empty.window.resize(width, 700)
        empty.wait(lambda: middle(empty).isVisible())
        centre = empty.window.annotate.centre
        assert abs(middle(empty).geometry().center().x() - centre.rect().center().x()) <= 1


def test_without_an_open_article_the_list_is_named(own):
    own.bring("Another text.")
    own.workspace.show(None)
    assert middle(own).none_open.isVisible()
    QTest.mouseClick(middle(own).none_open.deed, Qt.MouseButton.LeftButton)
    assert own.window.annotate.library.isAncestorOf(own.window.focusWidget())
    own.workspace.show(own.workspace.reader.article_ids()[0])
    assert not middle(own).isVisible()


def test_taking_out_the_last_article_asks_for_new_ones(own):
    own.window.commands.do("remove_article")
    assert middle(own).none_there.isVisible()
    own.press("Ctrl+Z")
    assert not middle(own).isVisible()
