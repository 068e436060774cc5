"""The menus hold every deed, and what cannot be done says why."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from annotator.actions.action import MENUS
from annotator.ui.menus import main_menu, short_menu
from annotator.ui.parts.words import key_text

pytestmark = pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)


def items(menu: QMenu) -> list[QAction]:
    return [
        item
        for sub in menu.actions()
        for item in (items(sub.menu()) if sub.menu() is not None else [sub])
        if not item.isSeparator()
    ]


def name_of(item: QAction) -> str:
    return item.text().partition("\t")[0].replace("&&", "&")


@pytest.fixture
def menu(own):
    return main_menu(own.window.commands, own.window._icons, own.window)


def item_called(menu: QMenu, name: str) -> QAction:
    return next(item for item in items(menu) if name_of(item) == name)


def test_every_deed_is_in_the_menu_once_with_its_key(own, menu):
    assert sorted(map(name_of, items(menu))) == sorted(a.name for a in own.window.commands)
    for action in own.window.commands:
        text = item_called(menu, action.name).text()
        keys = key_text(action.keys[0]) if action.keys else ""
        assert text.partition("\t")[2] == keys


def test_the_menus_stand_in_their_order(menu):
    assert [sub.text() for sub in menu.actions()] == list(MENUS)


def test_what_cannot_be_done_is_grey_and_says_why(own, menu):
    for action in own.window.commands:
        item, reason = item_called(menu, action.name), own.window.commands.reason(action.id)
        assert item.isEnabled() == (reason is None)
        if reason is not None:
            assert reason.split("'")[0] in item.toolTip()
    assert not item_called(menu, "Delete mark").isEnabled()
    assert all(sub.menu().toolTipsVisible() for sub in menu.actions())


def test_on_the_start_page_only_what_needs_no_project_can_be_done(desk):
    menu = main_menu(desk.window.commands, desk.window._icons, desk.window)
    assert item_called(menu, "New project…").isEnabled()
    undo = item_called(menu, "Undo")
    assert not undo.isEnabled()
    assert "No project is open." in undo.toolTip()


def test_what_is_on_is_ticked(own, menu):
    assert item_called(menu, "List of articles").isChecked()
    assert not item_called(menu, "Text only").isChecked()


def test_what_can_be_on_has_no_picture_in_the_place_of_the_tick(own, menu):
    for action in own.window.commands:
        item = item_called(menu, action.name)
        is_ticked = action.is_on is not None and not action.name_when_on
        assert item.isCheckable() == is_ticked
        assert not (item.isCheckable() and item.icon().availableSizes())


def test_a_short_menu_has_menus_inside(own):
    inside = "Move start or end", ("end_right", "end_left")
    menu = short_menu(["copy", inside], own.window.commands, own.window._icons, own.view)
    assert [name_of(item) for item in items(menu)] == [
        "Copy", "Move the end one word right", "Move the end one word left"
    ]  # fmt: skip


def test_choosing_does_it(own, menu):
    item_called(menu, "Text only").trigger()
    assert own.window.hands.screen.is_shown("text_only")


def test_an_ampersand_is_no_shortcut(own, monkeypatch):
    scheme = own.folder / "and.toml"
    scheme.write_text(
        'id = "and"\ntitle = "And"\nversion = "1"\n[[labels]]\nid = "a"\nname = "Rank & file"\n'
    )
    own.window.commands.do("close_project")
    (own.folder / "own.annot").rename(own.folder / "before.annot")
    own.bring("Some words.", str(scheme))
    menu = main_menu(own.window.commands, own.window._icons, own.window)
    assert "Label as Rank && file" in [item.text().partition("\t")[0] for item in items(menu)]


def test_a_short_menu_gives_reasons_too_and_has_lines(own):
    menu = short_menu(
        ["delete_mark", None, "copy"], own.window.commands, own.window._icons, own.view
    )
    assert [item.isSeparator() for item in menu.actions()] == [False, True, False]
    assert menu.toolTipsVisible()
    assert "Choose a mark first" in menu.actions()[0].toolTip()


def shown_menu() -> QMenu | None:
    return next(
        (w for w in QApplication.topLevelWidgets() if isinstance(w, QMenu) and w.isVisible()), None
    )


def test_f10_opens_it_and_keys_go_through_it(own):
    own.press("F10")
    menu = shown_menu()
    QTest.keyClick(menu, Qt.Key.Key_Down)
    assert menu.activeAction().text() == "Project"
    QTest.keyClick(menu, Qt.Key.Key_Escape)
    assert shown_menu() is None
    assert own.view.hasFocus()


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_it_opens_below_its_button(request, direction):
    if direction == "rtl":
        request.getfixturevalue("mirrored")
    own = request.getfixturevalue("own")
    own.push("Menu")
    menu = shown_menu()
    place = own.window.toolbar.mapFromGlobal(menu.geometry().center())
    menu.close()
    assert (place.x() < own.window.width() / 2) == (direction == "ltr")
    assert place.y() > own.window.toolbar.height()


# --- under the mouse ------------------------------------------------------------------------------


def right_click(desk, words: str) -> QMenu:
    start = desk.text.index(words)
    place = desk.view.rect_of(start, start + len(words)).center()
    desk.view.customContextMenuRequested.emit(place)
    return shown_menu()


def test_a_right_click_is_about_the_mark_under_the_mouse(own):
    own.select("rockets")
    own.press("W")
    own.select("depot")
    own.press("L")
    menu = right_click(own, "rockets")
    assert own.workspace.chosen.quote == "rockets"
    offered = {name_of(item) for item in items(menu)}
    assert offered >= {"Label as Actor", "Entity…", "Note…", "Move the end one word right",
                       "Move the start one word left", "Delete mark"}  # fmt: skip
    next(item for item in menu.actions() if name_of(item) == "Delete mark").trigger()
    menu.close()
    assert own.marks == [("Location", "depot")]


def test_a_right_click_into_picked_words_keeps_them(own):
    own.select("fired rockets")
    menu = right_click(own, "rockets")
    next(item for item in menu.actions() if name_of(item) == "Label as Weapon").trigger()
    menu.close()
    assert own.marks == [("Weapon", "fired rockets")]


def test_a_right_click_elsewhere_is_about_the_word_there(own):
    own.select("brigade")
    menu = right_click(own, "mayor")
    next(item for item in menu.actions() if name_of(item) == "Label as Actor").trigger()
    menu.close()
    assert own.marks == [("Actor", "mayor")]
