"""The toolbar: what can be done now, why something cannot, and what is on."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QToolButton

from annotator.ui.toolbar import Toolbar


def shown(desk) -> set[str]:
    bar = desk.window.toolbar
    return {b.accessibleName() for b in bar.findChildren(QToolButton) if b.isVisible()}


def button(desk, name: str) -> QToolButton:
    return desk.named(name)


def refreshed(desk) -> None:
    QApplication.processEvents()


def test_on_the_start_page_there_is_little_to_press(desk):
    assert shown(desk) == {"Menu", "What each key does"}
    assert not desk.window.toolbar._done.isVisible()
    desk.bring("Some words.")
    refreshed(desk)
    assert {"Undo", "Redo", "Find…", "Next article", "List of articles"} <= shown(desk)
    assert desk.window.toolbar._done.isVisible()


def test_what_cannot_be_done_says_why_and_keeps_its_name(own):
    own.window.commands.do("undo")  # the title
    own.window.commands.do("undo")  # the article
    refreshed(own)
    undo = button(own, "Undo")
    assert not undo.isEnabled()
    assert "There is nothing to take back." in undo.toolTip()
    own.bring("Other words.")
    own.select("words")
    own.press("W")
    refreshed(own)
    assert undo.isEnabled()
    assert "Undo" in undo.toolTip()
    assert "Ctrl+Z" in undo.toolTip()


def test_done_says_why_it_cannot_be_pressed(own, monkeypatch):
    done = own.window.toolbar._done
    assert "Say that this article is done" in done.toolTip()
    own.workspace.busy = "An import"
    own.workspace.busy_changed.emit()
    refreshed(own)
    assert not done.isEnabled()
    assert "An import is under way" in done.toolTip()
    own.workspace.busy = None
    own.workspace.busy_changed.emit()
    refreshed(own)
    assert done.isEnabled()


def test_buttons_do_what_they_say(own):
    own.select("rockets")
    own.press("W")
    refreshed(own)
    own.push("Undo")
    refreshed(own)
    assert own.marks == []
    own.push("Redo")
    assert own.marks == [("Weapon", "rockets")]
    own.push("Find…")
    assert own.window.annotate.find_bar.isVisible()
    own.push("Done, next")
    assert own.workspace.article.reading.status == "done"


def test_a_click_leaves_the_keyboard_in_the_article(own):
    for name in ("List of articles", "Next article", "List of articles"):
        own.push(name)
        assert own.view.hasFocus()


def test_the_button_of_the_list_shows_whether_the_list_is_shown(own):
    refreshed(own)
    listed = button(own, "List of articles")
    assert listed.isChecked()
    own.window.resize(1024, 700)
    refreshed(own)
    assert not listed.isChecked()
    own.press("Ctrl+B")
    refreshed(own)
    assert listed.isChecked()
    own.window.resize(1280, 800)
    refreshed(own)
    assert listed.isChecked()


def test_the_place_in_the_list_stands_there(own):
    own.bring("Other words.")
    assert own.window.toolbar._place.text() == "2 of 2"
    own.window.commands.do("previous_article")
    assert own.window.toolbar._place.text() == "1 of 2"


def test_in_a_narrow_window_words_give_way_and_names_stay(own):
    own.window.resize(1024, 700)
    QApplication.processEvents()
    assert own.named("Review").isVisible()
    own.wait(lambda: own.named("Commands").width() < 80)
    own.window.resize(1280, 800)
    QApplication.processEvents()
    own.wait(lambda: own.named("Commands").width() > 80)


def test_where_there_is_hardly_any_room_the_last_word_is_its_key_alone(own):
    own.press("Ctrl+4")
    refreshed(own)
    own.window.resize(720, 480)
    QApplication.processEvents()
    done, agreement, undo = map(own.named, ("Finish review", "Agreement", "Undo"))

    def fits() -> bool:
        end = agreement.mapTo(own.window, agreement.rect().topRight()).x()
        start = undo.mapTo(own.window, undo.rect().topLeft()).x()
        return end <= start and done.width() >= done.sizeHint().width()

    own.wait(fits)


def test_on_the_page_of_agreement_there_is_no_last_word(own):
    own.press("Ctrl+5")
    own.rest()
    refreshed(own)
    assert not own.window.toolbar._done.isVisible()
    assert own.named("Agreement").isChecked()
    own.press("Ctrl+1")
    refreshed(own)
    assert own.window.toolbar._done.isVisible()


def test_the_pages_stand_in_the_middle_and_say_which_is_shown(own):
    QApplication.processEvents()
    bar: Toolbar = own.window.toolbar
    assert abs(bar._middle.geometry().center().x() - bar.rect().center().x()) <= 60
    assert own.named("Annotate").isChecked()
    own.push("Review")
    refreshed(own)
    assert own.window.hands.screen.page() == "review"
    assert own.named("Review").isChecked()
    assert not own.named("Annotate").isChecked()
    assert own.named("Finish review").isVisible()
    own.press("Ctrl+1")
    refreshed(own)
    assert own.window.hands.screen.page() == "annotate"
    assert own.named("Done, next").isVisible()


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_the_menu_stands_where_lines_start(request, direction):
    if direction == "rtl":
        request.getfixturevalue("mirrored")
    own = request.getfixturevalue("own")
    menu = button(own, "Menu")
    is_left = menu.x() < own.window.width() / 2
    assert is_left == (direction == "ltr")
