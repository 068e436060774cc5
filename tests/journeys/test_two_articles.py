"""Two articles about one war: by mouse alone, and what they make of each other in one project."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListView

from annotator.formats import bring_in
from annotator.formats.format import In
from annotator.model.claims.saying import reprints
from annotator.model.claims.subjects import COLUMNS
from annotator.ui.menus import main_menu
from annotator.ui.panel.editor import Editor
from annotator.ui.relating.sheet import RelateSheet

pytestmark = pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)
SECOND = Path(__file__).parents[1] / "data" / "second.jsonl"
ROCKETS = "Rocket attack on the US base, Al Omar oil field"


def click(desk, widget, place=None):
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=place or widget.rect().center())
    QApplication.processEvents()


def click_row(desk, view, words):
    """Click the row of a list that begins with some words."""
    model = view.model()
    found = [model.index(row, 0) for row in range(model.rowCount())]
    index = next(one for one in found if str(one.data()).startswith(words))
    view.scrollTo(index)
    click(desk, view.viewport(), view.visualRect(index).center())


def click_words(desk, words, near):
    """Click words of the article: the last ones before others."""
    start = desk.text.rindex(words, 0, desk.text.index(near))
    desk.view.scroll_to(start)
    QApplication.processEvents()
    place = desk.view.rect_of(start, start + len(words)).center()
    click(desk, desk.view.viewport(), place)


def pick(desk, name, words):
    """Click a detail of the chosen mark, then what it offers."""
    editors = desk.window.annotate.panel.details.findChildren(Editor)
    editor = next(e for e in editors if e.isVisible() and e.accessibleName() == name)
    desk.window.annotate.panel.details._scroll.ensureWidgetVisible(editor)
    click(desk, editor._value)
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, QListView)
    click_row(desk, popup, words)
    desk.window.activateWindow()  # off screen no window is active behind a list
    QApplication.processEvents()


def answer(desk, words):
    """Click an answer of the sheet."""
    sheet = desk.window.findChild(RelateSheet)
    click_row(desk, sheet.answers.list, words)


def choose_from_menu(desk, words):
    """Open the menu of the window, and click what begins with some words."""
    menu = main_menu(desk.window.commands, desk.window._icons, desk.window)
    found = [item for sub in menu.actions() if sub.menu() for item in sub.menu().actions()]
    next(item for item in found if item.text().replace("&", "").startswith(words)).trigger()
    QApplication.processEvents()


@pytest.fixture
def second(desk):
    """Open the text of the second article beside the sample, without a mark."""
    desk.open_sample()
    sample = desk.workspace.article.id
    desk.bring(json.loads(SECOND.read_text("utf-8").splitlines()[0])["text"])
    with desk.workspace.step("Say when they were published") as store:
        store.set_article(sample, published="2021-06-29")
        store.set_article(desk.workspace.article.id, published="2021-06-30")
    return desk


def test_a_claim_of_the_second_article_by_mouse_alone(second):
    desk = second
    desk.select("Sana")
    desk.push_label("Actor")
    pick(desk, "Entity", "Syrian Arab News Agency (Sana)")
    named = desk.workspace.reader.entities([desk.mark("Sana").entity])
    assert [one.name for one in named.values()] == ["Syrian Arab News Agency (Sana)"]
    desk.select("missiles targeted a military base")
    desk.push_label("Claim")
    QApplication.processEvents()
    click_words(desk, "Sana", "missiles targeted")
    claim = desk.workspace.chosen
    said = [r for r in desk.workspace.article.relations if r.type == "said_by"]
    assert [(r.head, r.tail) for r in said] == [(claim.id, desk.mark("Sana").id)]
    pick(desk, "Event", ROCKETS)
    assert len(desk.workspace.chosen.events) == 1
    choose_from_menu(desk, "Relate to")
    answer(desk, "pro-Iranian militias fired several shells")
    answer(desk, "contradicts")
    answer(desk, "weapon")
    answer(desk, "partial")
    (tie,) = (r for r in desk.workspace.article.relations if r.type == "contradicts")
    assert dict(tie.attributes) == {"aspect": "weapon", "degree": "partial"}
    there = desk.workspace.reader.spans(tie.tail_article, [tie.tail])
    assert there[0].quote.startswith("pro-Iranian militias fired several shells")


def test_names_reprints_and_contradictions_reach_across_articles(second):
    desk = second
    for words, key, name in (
        ("SOHR", "A", "Syrian Observatory for Human Rights"),
        ("Dayr az Zawr", "L", "Deir ez-Zor (city)"),
    ):
        desk.select(words)
        desk.press(key)
        likely = [one.name for one in desk.window.annotate.panel.details.entity.likely]
        assert name in likely[:2], words
    _deny_the_rockets(desk)
    before = _row(desk, "spokesman for the alliance")
    assert before["weapon"] == "spokesman for the alliance, Weapon: differs: drones"
    assert before["repeated"] == ""
    number = desk.window.pages.page.table.cells.rowCount()
    again = desk.folder / "reprint.txt"
    again.write_text(desk.text, encoding="utf-8")
    desk.workspace.take(bring_in(desk.workspace.store, [again], In()).changes)
    QApplication.processEvents()
    assert _row(desk, "spokesman for the alliance")["repeated"].startswith("repeated 1")
    assert desk.window.pages.page.table.cells.rowCount() == number


def _deny_the_rockets(desk):
    """Label who says what with which weapon, and set it against the sample's first claim."""
    desk.select("spokesman for the alliance")
    desk.press("A")
    desk.press("Ctrl+E")
    desk.type("spokesman for the alliance")
    desk.press("Return")
    desk.window.activateWindow()  # off screen no window is active behind a list
    desk.select("drones")
    desk.press("W")
    desk.select("drones, not rockets, had been seen over the field on Monday")
    desk.press("C")
    QApplication.processEvents()
    desk.press("Ctrl+Shift+A")
    desk.type("spokesman")
    desk.press("Return")
    pick(desk, "Event", ROCKETS)
    desk.view.setFocus()
    desk.press("Ctrl+R")
    for words in ("American forces", "contra", "weapon", "full"):
        desk.type(words)
        desk.press("Return")


def _row(desk, source):
    """Give what a row of the table says: how often it was repeated, and each cell by its column."""
    if desk.window.hands.screen.page() != "claims":
        desk.press("Ctrl+2")
        QApplication.processEvents()
    cells = desk.window.pages.page.table.cells
    titles = {str(cells.index(row, 0).data()): row for row in range(cells.rowCount())}
    row = next(number for title, number in titles.items() if title.startswith(source))
    said = Qt.ItemDataRole.AccessibleTextRole
    told = {name: cells.index(row, 1 + n).data(said) for n, name in enumerate(COLUMNS)}
    return {"repeated": reprints(cells.row(row)), **told}
