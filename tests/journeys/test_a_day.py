"""An analyst's day: open the sample, label it, close, come back, take back, export."""

from __future__ import annotations

import json

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QWindow
from PySide6.QtWidgets import QApplication


def test_label_close_reopen_undo_export(desk):
    desk.open_sample()
    before = desk.marks
    desk.select("barrage of rockets")
    desk.press("W")
    assert ("Weapon", "barrage of rockets") in desk.marks
    assert "barrage of rockets" in desk.said
    desk.come_back()
    assert desk.workspace.article is not None
    assert ("Weapon", "barrage of rockets") in desk.marks
    desk.press("Ctrl+Z")
    assert desk.marks == before
    desk.press("Ctrl+Shift+Z")
    line = json.loads(desk.export().read_text(encoding="utf-8"))
    words = [span["text"] for span in line["spans"] if span["label"] == "Weapon"]
    assert "barrage of rockets" in words
    assert all(line["text"][s["start"] : s["end"]] == s["text"] for s in line["spans"])


def test_each_label_takes_one_key(desk, own_article):
    own_article("The brigade fired rockets at the depot, the mayor said.")
    for words, key in (("brigade", "A"), ("depot", "L"), ("rockets", "W")):
        desk.select(words)
        desk.press(key)
    desk.select("The brigade fired rockets at the depot")
    desk.press("C")
    assert set(desk.marks) == {
        ("Actor", "brigade"), ("Location", "depot"), ("Weapon", "rockets"),
        ("Claim", "brigade fired rockets at the depot"),
    }  # fmt: skip


def test_digits_do_what_letters_do(desk, own_article):
    own_article("The brigade fired rockets at the depot.")
    desk.select("rockets")
    desk.press("3")
    assert desk.marks == [("Weapon", "rockets")]


def test_a_key_marks_the_word_under_the_caret(desk, own_article):
    own_article("The US-led brigade fired “rockets” at al-Mayadeen.")
    desk.caret_to("led brigade")
    desk.press("A")
    desk.caret_to("ockets")
    desk.press("W")
    desk.caret_to("ayadeen")
    desk.press("L")
    assert desk.marks == [("Actor", "US-led"), ("Weapon", "rockets"), ("Location", "al-Mayadeen")]


def test_keys_work_by_their_place_on_an_arabic_keyboard(desk, own_article):
    own_article("The brigade fired rockets.")
    desk.select("rockets")
    # The key of the letter W on a keyboard of an X display or a Linux one: code 25.
    press = QKeyEvent(
        QEvent.Type.KeyPress, 0x0635, Qt.KeyboardModifier.NoModifier, 25, 0, 0, "ص"
    )  # fmt: skip
    QApplication.sendEvent(desk.view, press)
    assert desk.marks == [("Weapon", "rockets")]


def test_letters_typed_elsewhere_label_nothing(desk, own_article):
    own_article("The brigade fired rockets.")
    desk.select("rockets")
    desk.press("Ctrl+L")
    desk.type("wal")
    assert desk.marks == []


def test_by_keyboard_alone(desk, own_article):
    own_article("The brigade fired rockets at the depot.\nNobody was hurt.")
    desk.view.setFocus()
    desk.press("Ctrl+Home")
    desk.press("Ctrl+Right")
    desk.press("A")
    assert desk.marks == [("Actor", "brigade")]
    desk.press("Alt+Right")
    assert desk.marks == [("Actor", "brigade fired")]
    desk.press("Alt+Left")
    desk.press("L")
    assert desk.marks == [("Location", "brigade")]
    desk.press("Del")
    assert desk.marks == []
    desk.press("Ctrl+Z")
    desk.press("Ctrl+Z")
    assert desk.marks == [("Actor", "brigade")]
    desk.press("Ctrl+Return")
    assert desk.workspace.article.reading.status == "done"


def test_by_mouse_alone(desk, own_article):
    own_article("The brigade fired rockets at the depot.")
    desk.click("rockets", twice=True)
    desk.push_label("Weapon")
    assert desk.marks == [("Weapon", "rockets")]
    desk.click("depot", twice=True)
    desk.push_label("Location")
    desk.click("rockets")
    assert desk.workspace.chosen.quote == "rockets"
    desk.push("Delete mark")
    assert desk.marks == [("Location", "depot")]
    desk.push_notice()
    assert desk.marks == [("Location", "depot"), ("Weapon", "rockets")][::-1]
    assert desk.said != ""


def test_a_chosen_mark_takes_another_label(desk, own_article):
    own_article("The brigade fired rockets at the depot.")
    desk.select("depot")
    desk.press("A")
    desk.click("depot")
    desk.press("L")
    assert desk.marks == [("Location", "depot")]


def test_undo_goes_over_articles_and_shows_where_it_was(desk, own_article):
    first = own_article("The brigade fired rockets.")
    second = own_article("The navy left the port.")
    desk.workspace.show(first)
    desk.select("rockets")
    desk.press("W")
    desk.workspace.show(second)
    desk.select("navy")
    desk.press("A")
    desk.press("Ctrl+Z")
    assert desk.marks == []
    desk.press("Ctrl+Z")
    assert desk.workspace.article.id == first
    assert desk.marks == []
    desk.press("Ctrl+Y")
    assert desk.marks == [("Weapon", "rockets")]


def test_done_and_next_goes_through_the_list(desk, own_article):
    first = own_article("The brigade fired rockets.")
    second = own_article("The navy left the port.")
    desk.workspace.show(first)
    desk.view.setFocus()
    desk.press("Ctrl+Return")
    assert desk.workspace.article.id == second
    desk.press("Ctrl+Z")
    assert desk.workspace.article.id == first
    assert desk.workspace.article.reading is None or (
        desk.workspace.article.reading.status != "done"
    )


def test_copying_gives_the_source_text(desk, own_article):
    own_article("The\u00a0brigade fired\u2028rockets.\nNobody was hurt.")
    desk.view.setFocus()
    desk.press("Ctrl+A")
    desk.press("Ctrl+C")
    assert QApplication.clipboard().text() == desk.text


def test_choosing_marks_opens_no_window_of_its_own(desk):
    """A part that is shown before it has its place would flash up as a window."""
    shown = []

    class Watch(QObject):
        def eventFilter(self, watched, event):
            if event.type() == QEvent.Type.Show and isinstance(watched, QWindow):
                shown.append(watched.objectName())
            return False

    watch = Watch()
    QApplication.instance().installEventFilter(watch)
    desk.open_sample()
    for label in ("actor", "location", "weapon", "claim"):
        spans = desk.workspace.article.spans
        desk.workspace.choose(next(s for s in spans if s.label == label))
        QApplication.processEvents()
    QApplication.instance().removeEventFilter(watch)
    assert shown == []
