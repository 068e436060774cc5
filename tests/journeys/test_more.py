"""Longer days: everything by keyboard, whatever a hand may do in any order, and no leaks."""

from __future__ import annotations

import gc
import os
import random

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QPlainTextEdit, QWidget

from annotator.model.selection import snap
from annotator.store.rescue import check
from annotator.store.store import Store

pytestmark = pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)

EMOJI = (
    "😀 The brigade fired rockets 👨\u200d👩\u200d👧 at the depot, the mayor said.\n\n"
    "Nobody was hurt."
)
ARABIC = (
    "قال الناطق إن الجيش أطلق 12 صاروخا على المدينة 🚀.\n"
    "The army (الجيش) said nothing.\nوقال شهود عيان: “لم نر شيئا”."
)
LONG = (
    "First line.\n" + "The e\u0301tat-major’s U.S.-made drones hit al-Mayadeen\u00a0again.\n" * 40
)
TEXTS = (EMOJI, ARABIC, LONG)
MANY = 48 if os.environ.get("ANNOTATOR_SOAK") == "1" else 16
"""How often a deed is done again: what it leaves behind each time shows well before."""


# --- by keyboard alone ----------------------------------------------------------------------------


def test_a_second_article_by_keyboard_alone(desk):
    first = desk.bring(TEXTS[0])
    second = desk.bring("The navy left the port.\nIt fired two missiles, sailors said.")
    desk.workspace.show(first)
    desk.view.setFocus()
    desk.press("Ctrl+L")
    desk.press("Down")
    desk.press("End")
    desk.press("Return")
    assert desk.workspace.article.id == second
    desk.press("Ctrl+Home")
    desk.press("Ctrl+Right")
    desk.press("A")
    desk.press("Ctrl+F")
    desk.type("missiles")
    desk.press("Esc")
    desk.press("W")
    desk.press("Ctrl+M")
    desk.type("two of them")
    desk.press("Esc")
    assert desk.view.hasFocus()
    desk.press("Alt+Up")
    assert desk.workspace.chosen.quote == "navy"
    desk.press("Ctrl+Return")
    desk.workspace.show(second)
    assert desk.marks == [("Actor", "navy"), ("Weapon", "missiles")]
    assert desk.mark("missiles").note == "two of them"
    assert desk.workspace.article.reading.status == "done"


def test_a_project_opened_again_in_the_same_window_shows_its_details(desk):
    desk.bring(EMOJI)
    desk.select("rockets")
    desk.press("W")
    desk.click("rockets")
    for _ in range(2):
        desk.window.commands.do("close_project")
        QApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        desk.window.open_path(desk.folder / "own.annot")
        QApplication.processEvents()
        desk.workspace.choose(desk.mark("rockets"))
        assert desk.window.annotate.panel.details.span == desk.mark("rockets")


# --- nothing is left behind -----------------------------------------------------------------------


def objects(desk) -> tuple[int, int]:
    """Count what hangs on the window, and the windows there are, once all is thrown away."""
    for _ in range(3):
        QApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return len(desk.window.findChildren(QObject)), len(QApplication.topLevelWidgets())


def open_and_close_sheets(desk, number: int) -> None:
    desk.press(("Ctrl+K", "F1", "Ctrl+F")[number % 3])
    desk.type("mark")
    while any(sheet.isVisible() for sheet in sheets(desk)):
        desk.press("Esc")
    desk.view.setFocus()


def sheets(desk) -> list[QWidget]:
    names = {"Commands", "Keys", "Find in the article"}
    return [w for w in desk.window.children() + desk.window.annotate.centre.children()
            if isinstance(w, QWidget) and not isinstance(w, QAbstractButton)
            and w.accessibleName() in names]  # fmt: skip


def choose_marks(desk, number: int) -> None:
    spans = desk.workspace.article.spans
    desk.workspace.choose(spans[number % len(spans)])
    QApplication.processEvents()


def go_to_articles(desk, number: int) -> None:
    desk.window.commands.do("next_article" if number % 4 < 2 else "previous_article")
    QApplication.processEvents()


def open_menus(desk, number: int) -> None:
    if number % 2:
        desk.window.hands.screen.show_menu()
    else:
        desk.view.customContextMenuRequested.emit(QPoint(300, 60))
    popup = QApplication.activePopupWidget()
    assert popup is not None
    popup.close()


def label_and_undo(desk, number: int) -> None:
    desk.press("W")
    desk.press("Ctrl+Z")


def switch_colours(desk, number: int) -> None:
    desk.window.commands.do("look_dark" if number % 2 else "look_light")


@pytest.mark.parametrize(
    "what",
    [
        open_and_close_sheets,
        choose_marks,
        go_to_articles,
        open_menus,
        label_and_undo,
        switch_colours,
    ],
)
def test_many_times_leave_nothing_behind(desk, what):
    for text in TEXTS:
        desk.bring(text)
        desk.view.setFocus()
        for key in "alwc":
            desk.press("Ctrl+Right")
            desk.press(key)
            desk.press("Esc")
    for number in range(8):
        what(desk, number)
    before = objects(desk)
    for number in range(MANY):
        what(desk, number)
    after = objects(desk)
    assert after[0] <= before[0] + 8
    assert after[1] <= before[1] + 1


# --- whatever a hand may do -----------------------------------------------------------------------

KEYS = (
    *"awlc1234", *"AWLC",
    "Del", "Space", "Esc", "Return", "Tab", "F6", "Shift+F6", "F3", "Shift+F3", "F11", "F1",
    "Left", "Right", "Up", "Down", "Home", "End", "PgUp", "PgDown",
    "Ctrl+Left", "Ctrl+Right", "Ctrl+Home", "Ctrl+End", "Shift+Right", "Shift+Left", "Shift+Down",
    "Ctrl+Shift+Right", "Ctrl+Shift+Left", "Ctrl+A", "Ctrl+C",
    "Alt+a", "Alt+w", "Shift+w", "Shift+l", "Alt+Down", "Alt+Up", "Alt+Shift+Down",
    "Alt+Right", "Alt+Left", "Alt+Shift+Right", "Alt+Shift+Left", "Alt+PgDown", "Alt+PgUp",
    "Ctrl+Z", "Ctrl+Z", "Ctrl+Y", "Ctrl+Shift+Z", "Ctrl+L", "Ctrl+B", "Ctrl+Shift+B", "Ctrl+F",
    "Ctrl+K", "Ctrl+M", "Ctrl+E", "Ctrl+Return", "Ctrl+Shift+Return", "Ctrl+.", "Ctrl+=", "Ctrl+-",
    "Ctrl+0", "Ctrl+S", "Ctrl+Alt+y", "Ctrl+Alt+n",
)  # fmt: skip
TYPED = ("rockets", "الجيش", "😀", "e\u0301", " ", "zone", "undo", "mark", "the", "12", "“”")
SIZES = ((1280, 800), (1024, 700), (720, 480), (1500, 900))


class Hand:
    """Does things at random, by real keys and a real mouse."""

    def __init__(self, desk, seed: int) -> None:
        self.desk, self.chance = desk, random.Random(seed)
        self.path = desk.folder / "own.annot"
        self.done: list[str] = []
        for text in TEXTS:
            desk.bring(text)
        desk.answers.words = "Is this right? 😀"
        desk.view.setFocus()

    def go_on(self) -> None:
        """Do one thing, whatever is open."""
        self._come_back()
        ways = (self._press, self._press, self._press, self._type, self._click, self._drag,
                self._push, self._change)  # fmt: skip
        weights = (8, 8, 8, 3, 4, 4, 2, 1)
        popup = QApplication.activePopupWidget()
        if popup is not None:
            key = self.chance.choice((Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Escape))
            self.done.append(f"popup {key.name}")
            QTest.keyClick(popup, key)
            return
        self.chance.choices(ways, weights)[0]()

    def _come_back(self) -> None:
        """Go on working if the project, the window or all articles are gone."""
        desk = self.desk
        for other in QApplication.topLevelWidgets():
            if other.isVisible() and other.isWindow() and other is not desk.window and (
                other is not QApplication.activePopupWidget()
            ):  # fmt: skip
                other.close()
        desk.rest()
        if not desk.window.isVisible():
            desk.window.show()
        if desk.workspace.store is None or desk.workspace.store.path != self.path:
            desk.window.open_path(self.path)
        if not desk.workspace.reader.article_ids():
            desk.bring(TEXTS[0])
        if QApplication.focusWidget() is None:
            desk.window.activateWindow()
            desk.view.setFocus()

    def _press(self) -> None:
        key = self.chance.choice(KEYS)
        self.done.append(key)
        self.desk.press(key)

    def _type(self) -> None:
        field = QApplication.focusWidget()
        if isinstance(field, QLineEdit | QPlainTextEdit):
            words = self.chance.choice(TYPED)
            self.done.append(f"type {words}")
            for char in words:
                QApplication.sendEvent(
                    field,
                    QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, char),
                )

    def _place(self) -> QPoint:
        area = self.desk.view.viewport()
        return QPoint(self.chance.randrange(area.width()), self.chance.randrange(area.height()))

    def _click(self) -> None:
        self.done.append("click")
        area, place = self.desk.view.viewport(), self._place()
        QTest.mouseClick(area, Qt.MouseButton.LeftButton, pos=place)
        if self.chance.random() < 0.3:
            QTest.mouseDClick(area, Qt.MouseButton.LeftButton, pos=place)
        elif self.chance.random() < 0.1:
            self.desk.view.customContextMenuRequested.emit(place)

    def _drag(self) -> None:
        self.done.append("drag")
        area, start, end = self.desk.view.viewport(), self._place(), self._place()
        QTest.mousePress(area, Qt.MouseButton.LeftButton, pos=start)
        QTest.mouseMove(area, (start + end) / 2)
        QTest.mouseMove(area, end)
        QTest.mouseRelease(area, Qt.MouseButton.LeftButton, pos=end)

    def _push(self) -> None:
        buttons = [b for b in self.desk.window.findChildren(QAbstractButton)
                   if b.isVisible() and b.isEnabled()]  # fmt: skip
        if buttons:
            pushed = self.chance.choice(buttons)
            self.done.append(f"push {pushed.accessibleName()}")
            QTest.mouseClick(pushed, Qt.MouseButton.LeftButton)

    def _change(self) -> None:
        desk = self.desk
        what = self.chance.choice(("size", "look_dark", "look_light", "expert_labels", "tags"))
        self.done.append(what)
        if what == "size":
            desk.window.resize(*self.chance.choice(SIZES))
        else:
            desk.window.commands.do(what)


def look(desk) -> None:
    """Compare what is shown with what is in the file."""
    workspace = desk.workspace
    article = workspace.article
    if article is None:
        return
    mine = [s for s in workspace.reader.spans(article.id) if s.person == article.whose]
    assert {s.id: s for s in mine} == {s.id: s for s in article.spans}
    for span in mine:
        assert article.text[span.start : span.end] == span.quote
    shown = {s.id for s in mine if workspace.shows(s)}
    drawn = {mark.id for mark in desk.view._geometry.index.overlapping(0, len(article.text))}
    assert drawn == shown
    picked = workspace.selection
    if picked.span is None:
        assert desk.view.selection() == snap(article.text, picked.start, picked.end)


def work(desk, seed: int, deeds: int) -> None:
    hand = Hand(desk, seed)
    try:
        for number in range(deeds):
            hand.go_on()
            if number % 25 == 0:
                QApplication.processEvents()
                if desk.workspace.is_open and not desk.window.hands.background.is_busy:
                    look(desk)
    except BaseException:
        print("The last deeds:", hand.done[-30:])
        raise
    popup = QApplication.activePopupWidget()
    while popup is not None:
        popup.close()
        popup = QApplication.activePopupWidget()
    hand._come_back()
    desk.close()
    assert not desk.window.isVisible()
    person = desk.window.hands.settings.person("")
    with Store.open(hand.path, person, read_only=True) as store:
        report = check.check(store.sql, store.log, store.read)
        assert report.is_sound, [finding.sentence for finding in report.findings]
        for article in store.read.article_ids():
            text = store.read.needed_text(article)
            for span in store.read.spans(article):
                assert text[span.start : span.end] == span.quote


@pytest.mark.parametrize("seed", [1, 2])
def test_a_short_day_of_whatever_comes(desk, seed):
    work(desk, seed, 150)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(4))
def test_a_long_day_of_whatever_comes(desk, seed):
    work(desk, int(os.environ.get("ANNOTATOR_SEED", "0")) + 100 + seed, 2_500)
