"""The window: its pages, its title, coming back to the same place, closing, and dropped files."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QToolButton

from annotator.app import make_window
from annotator.model.text import sha256_of
from annotator.settings import LIBRARY, PANEL, WINDOW, ZOOM, Settings
from annotator.ui.dialogs.article_details import ArticleDetails, show_details
from annotator.ui.dialogs.files import Files
from annotator.ui.dialogs.sheet import Sheet
from annotator.ui.icons import Icons
from annotator.ui.key_sheet import KeySheet
from annotator.ui.menus import main_menu
from annotator.ui.palette import Palette


def title(desk) -> str:
    return desk.window.windowTitle()


# --- the title ------------------------------------------------------------------------------------


def test_the_title_names_article_project_and_program(desk):
    assert title(desk) == "Annotator"
    desk.bring("Some words.", title="Some title")
    assert title(desk) == "Some title – own – Annotator"
    desk.window.commands.do("close_project")
    assert title(desk) == "Annotator"


def test_the_title_follows_the_article_s(own):
    with own.workspace.step("Title") as store:
        store.set_article(own.workspace.article.id, title="A better one")
    assert title(own) == "A better one – own – Annotator"
    own.press("Ctrl+Z")
    assert title(own) == "Rockets at the depot – own – Annotator"


# --- pages and the keyboard -----------------------------------------------------------------------


def test_the_keyboard_is_where_work_begins(desk):
    assert desk.window.start.rows[0].hasFocus()
    desk.bring("Some words.")
    assert desk.view.hasFocus()
    desk.window.commands.do("close_project")
    assert desk.window.start.rows[0].hasFocus()


def test_light_and_dark_are_switched_in_the_open_window_and_kept(own):
    own.window.commands.do("look_dark")
    QApplication.processEvents()
    assert own.window.grab().toImage().pixelColor(640, 780).lightness() < 60
    assert Settings().get(WINDOW) == ""
    own.window.commands.do("look_light")
    QApplication.processEvents()
    assert own.window.grab().toImage().pixelColor(640, 780).lightness() > 200


def test_copying_takes_the_chosen_mark_else_the_picked_words(own):
    own.select("rockets")
    own.press("W")
    own.click("rockets")
    own.press("Ctrl+C")
    assert QApplication.clipboard().text() == "rockets"
    own.select("the depot")
    own.press("Ctrl+C")
    assert QApplication.clipboard().text() == "the depot"


# --- coming back ----------------------------------------------------------------------------------


def test_size_and_panes_are_restored(own):
    own.window.resize(1190, 720)
    own.press("Ctrl+B")
    own.press("Ctrl+Shift+B")
    own.press("Ctrl+=")
    own.come_back()
    assert own.window.size().toTuple() == (1280, 800)  # as the desk makes it
    assert Settings().get(WINDOW)
    assert not Settings().get(LIBRARY)
    assert not Settings().get(PANEL)
    own.window.open_path(own.folder / "own.annot")
    assert not own.window.hands.screen.is_shown("library")
    assert not own.window.hands.screen.is_shown("panel")
    assert Settings().get(ZOOM) == 1.1


def test_the_window_stands_where_it_stood(own):
    own.window.setGeometry(20, 30, 760, 690)
    own.close()
    again = make_window(own.theme, Icons(own.theme), Settings(), own.answers)
    own.qtbot.addWidget(again)
    assert again.size().toTuple() == (760, 690)


def test_at_the_edge_of_the_screen_it_is_not_pushed_a_little_further_each_time(own):
    own.window.resize(760, 690)
    own.window.move(0, 0)
    stood = own.window.frameGeometry(), own.window.geometry()
    own.close()
    for _ in range(2):
        again = make_window(own.theme, Icons(own.theme), Settings(), own.answers)
        own.qtbot.addWidget(again)
        again.show()
        assert (again.frameGeometry(), again.geometry()) == stood
        again.close()


def test_a_screen_that_is_no_longer_there_leaves_it_in_sight(own):
    own.window.setGeometry(5_000, 4_000, 760, 690)
    own.close()
    again = make_window(own.theme, Icons(own.theme), Settings(), own.answers)
    own.qtbot.addWidget(again)
    assert again.screen().availableGeometry().contains(again.geometry().topLeft())


@pytest.mark.parametrize("numbers", ["", ";", ";a,b,c,d", ";0,0", ";0,0,-5,-5", ";0,0,5,5"])
def test_numbers_that_are_spoilt_are_left_aside(own, numbers):
    own.window.setGeometry(40, 60, 760, 690)
    own.close()
    settings = Settings()
    settings.set(WINDOW, settings.get(WINDOW).partition(";")[0] + numbers)
    again = make_window(own.theme, Icons(own.theme), settings, own.answers)
    own.qtbot.addWidget(again)
    assert again.geometry().getRect() == (40, 60, 760, 690)


@pytest.mark.parametrize("spoilt", ["a", "AAAA", "ü", "AAAAA==="])
def test_a_spoilt_place_is_no_reason_not_to_start(desk, spoilt):
    settings = Settings()
    settings.set(WINDOW, spoilt)
    window = make_window(desk.theme, Icons(desk.theme), settings, desk.answers)
    desk.qtbot.addWidget(window)
    assert window.size().toTuple() == (1280, 800)


def test_the_article_and_the_place_in_it_are_restored(own):
    long = own.bring("First line.\n" + "More words of no use at all.\n" * 300)
    own.bring("Another article.")
    own.workspace.show(long)
    own.view.verticalScrollBar().setValue(3_000)
    seen = own.view.first_visible()
    assert seen > 500
    own.come_back()
    own.window.open_path(own.folder / "own.annot")
    assert own.workspace.article.id == long
    QApplication.processEvents()
    assert own.view.first_visible() == seen


# --- closing --------------------------------------------------------------------------------------


def test_what_is_being_typed_is_kept_by_closing(own):
    own.select("rockets")
    own.press("W")
    own.click("rockets")
    own.press("Ctrl+M")
    own.type("seen twice")
    own.come_back()
    own.window.open_path(own.folder / "own.annot")
    assert own.mark("rockets").note == "seen twice"


def details_of(desk) -> ArticleDetails:
    show_details(desk.theme, desk.window._icons, desk.workspace, desk.window)
    return desk.window.findChild(ArticleDetails)


@pytest.mark.parametrize("how", ["close", "undo", "export", "done_and_next", "close_project"])
def test_what_is_being_typed_of_the_article_is_kept(own, how):
    field = next(row.editor for row in details_of(own).rows.values() if row.field.id == "source")
    assert isinstance(field, QLineEdit)
    field.setFocus()
    QTest.keyClicks(field, "A newspaper")
    if how == "close":
        own.come_back()
    else:
        own.window.commands.do(how)
    if not own.workspace.is_open:
        own.window.open_path(own.folder / "own.annot")
    if how == "undo":
        assert own.workspace.article.article.source in (None, "")
        own.window.commands.do("redo")
    assert own.workspace.article.article.source == "A newspaper"


def test_closing_asks_where_what_was_typed_cannot_be_kept(own, monkeypatch):
    own.select("rockets")
    own.press("W")
    own.click("rockets")
    own.press("Ctrl+M")
    own.type("seen twice")
    monkeypatch.setattr(own.workspace, "busy", "An import")
    own.answers.way = None
    own.close()
    assert own.window.isVisible()
    assert "could not be saved" in own.answers.asked[-1]
    own.answers.way = "lose"
    own.type("!")
    own.close()
    assert not own.window.isVisible()


def test_closing_while_something_is_under_way_asks_and_stops_it(own):
    begun, stopped = threading.Event(), []

    def run(progress):
        begun.set()
        while True:
            progress("Turning", 0, 0)

    own.window.hands.background.run("Turning", run, lambda _: None, stopped.append)
    assert begun.wait(10)
    own.answers.way = None
    own.close()
    assert own.window.isVisible()
    assert "Turning is still under way" in own.answers.asked[-1]
    own.answers.way = "stop"
    own.close()
    assert not own.window.isVisible()
    assert len(stopped) == 1


def test_quit_closes_it(own):
    own.press("Ctrl+Q")
    assert not own.window.isVisible()
    assert not own.workspace.is_open


# --- the keyboard after a question ----------------------------------------------------------------


@pytest.fixture
def asking(own, monkeypatch):
    """A window that really asks, with an article open; whatever it asks is left unanswered."""
    own.close()
    monkeypatch.setattr(Sheet, "ask", lambda _: False)
    monkeypatch.setattr(Files, "project", lambda _: None)
    monkeypatch.setattr(Files, "several", lambda _: [])
    window = make_window(own.theme, Icons(own.theme), Settings())
    own.qtbot.addWidget(window)
    with own.qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    window.open_path(own.folder / "own.annot")
    QApplication.clipboard().setText("Copied words.")
    return window


@pytest.mark.parametrize(
    "deed", ["import_files", "export", "paste_article", "new_project", "open_project", "who_am_i",
             "salvage_project", "question_and_next"],
)  # fmt: skip
def test_after_a_question_from_a_bar_the_article_has_the_keyboard(asking, deed):
    button = asking.toolbar.findChildren(QToolButton)[0]
    button.setFocus()
    assert button.hasFocus()
    asking.commands.do(deed)
    assert asking.annotate.view.hasFocus()


def test_after_a_question_from_elsewhere_the_keyboard_stays_there(asking):
    asking.annotate.library.list.setFocus()
    asking.commands.do("export")
    assert asking.annotate.library.list.hasFocus()


def test_an_article_that_came_in_has_the_keyboard(own):
    file = own.folder / "one.txt"
    file.write_text("Rain on the river.\n", encoding="utf-8")
    own.answers.files = [file]
    own.window.annotate.library.list.setFocus()
    own.press("Ctrl+I")
    own.rest()
    assert own.text == "Rain on the river.\n"
    assert own.view.hasFocus()


def test_a_pasted_article_has_the_keyboard(own):
    QApplication.clipboard().setText("Copied words.")
    own.window.annotate.library.list.setFocus()
    own.press("Ctrl+Shift+V")
    assert own.text == "Copied words."
    assert own.view.hasFocus()


def test_the_button_that_goes_as_an_article_comes_leaves_the_keyboard_to_it(own):
    own.window.commands.do("remove_article")
    button = own.window.annotate.no_article.none_there.deed
    button.setFocus()
    own.bring("Other words.")
    assert not button.isVisible()
    assert own.view.hasFocus()


# --- when the open article goes -------------------------------------------------------------------


def brought(desk, *names: str) -> None:
    """Import texts by hand, as one step."""
    desk.answers.files = []
    for name in names:
        desk.answers.files.append(desk.folder / f"{name}.txt")
        desk.answers.files[-1].write_text(f"Of {name}.\n", encoding="utf-8")
    desk.press("Ctrl+I")
    desk.rest()


def test_undo_of_an_import_leads_back_to_the_article_before(own):
    first = own.workspace.article.id
    brought(own, "one")
    brought(own, "two")
    own.workspace.show(first)
    brought(own, "three")
    assert own.text == "Of three.\n"
    own.press("Ctrl+Z")
    assert own.workspace.article.id == first
    assert "Took back" in own.said


def test_where_the_one_before_went_too_the_nearest_is_opened(own):
    brought(own, "one")
    brought(own, "two", "three")
    for name in ("two", "three"):
        own.workspace.show(sha256_of(f"Of {name}.\n"))
    own.press("Ctrl+Z")
    assert own.text == "Of one.\n"


def test_with_no_article_open_the_keys_lead_to_the_first_and_the_last(own):
    first = own.text
    brought(own, "one")
    for key, text in (("Alt+PgDown", first), ("Alt+PgUp", "Of one.\n")):
        own.workspace.show(None)
        own.press(key)
        assert own.text == text
    own.press("Alt+PgDown")
    assert own.said == "This is the last article of the list."


def test_where_the_list_is_empty_that_is_said(own):
    own.window.commands.do("remove_article")
    own.press("Alt+PgUp")
    assert own.said == "There is no article in the list."


def test_when_all_are_done_it_is_offered_to_export_them(own):
    brought(own, "one")
    own.window.annotate.library.filter.set_text("one")
    own.press("Ctrl+Return")
    assert own.said.endswith("All other articles of the list are done.")
    own.window.annotate.library.filter.clear()
    own.window.commands.do("next_unfinished")
    own.press("Ctrl+Return")
    assert own.notice.endswith("All articles are done.")
    own.push("Export…")
    assert not own.notice


# --- recent projects ------------------------------------------------------------------------------


def recent(desk) -> list[str]:
    menu = main_menu(desk.window.commands, desk.window._icons, desk.window)
    inside = [item for item in menu.actions()[0].menu().actions() if item.text() == "Open recent"]
    return [item.text() for item in inside[0].menu().actions()] if inside else []


def test_projects_that_were_open_are_opened_again_from_the_menu_and_the_palette(own):
    assert recent(own) == []
    own.open_sample()
    assert recent(own) == ["Open own"]
    own.press("Ctrl+K")
    own.type("open own")
    own.press("Return")
    own.wait(lambda: own.workspace.store.path.stem == "own")
    assert recent(own) == ["Open sample"]
    own.window.commands.do("close_project")
    assert recent(own) == ["Open own", "Open sample"]


def test_projects_of_one_name_are_told_apart_by_their_folders(own):
    other = own.folder / "other" / "own.annot"
    other.parent.mkdir()
    own.window.commands.do("close_project")
    other.write_bytes((own.folder / "own.annot").read_bytes())
    own.window.open_path(other)
    own.window.commands.do("close_project")
    assert recent(own) == [f"Open own in {other.parent}", f"Open own in {own.folder}"]


def test_a_project_that_is_gone_is_told(own):
    own.window.commands.do("close_project")
    (own.folder / "own.annot").unlink()
    own.window.commands.do(f"open_recent_{own.folder / 'own.annot'}")
    assert "no longer in" in own.window.start_notices.words


# --- dropping -------------------------------------------------------------------------------------


def test_the_other_program_is_answered_before_anything_is_asked(desk, tmp_path, qtbot):
    file = tmp_path / "one.txt"
    file.write_text("Some words.")
    asked_before = list(desk.answers.asked)
    assert desk.drop([file])
    assert desk.answers.asked == asked_before
    assert not desk.workspace.is_open


def test_a_project_dropped_on_the_start_page_is_opened(own):
    own.window.commands.do("close_project")
    assert own.drop([own.folder / "own.annot"])
    own.wait(lambda: own.workspace.is_open)
    assert own.text.startswith("The brigade")


def test_words_dropped_become_an_article(own):
    assert own.drop(words="Dropped words.\nMore of them.")
    own.rest()
    own.wait(lambda: own.text == "Dropped words.\nMore of them.")


def test_nothing_that_can_be_used_is_refused_calmly(own):
    assert own.drop(words=" ")
    own.wait(lambda: "nothing in it" in own.said)


# --- sheets ---------------------------------------------------------------------------------------


def test_sheets_on_the_start_page_give_the_keyboard_back(desk):
    for keys, kind in (("Ctrl+K", Palette), ("F1", KeySheet)):
        desk.press(keys)
        (sheet,) = desk.window.findChildren(kind)
        assert sheet.isVisible()
        desk.press("Esc")
        assert desk.window.start.rows[0].hasFocus()
        QApplication.processEvents()


def test_opening_a_project_from_the_palette_leaves_the_keyboard_in_the_article(desk):
    desk.press("Ctrl+K")
    desk.type("open the sample")
    desk.press("Return")
    desk.wait(lambda: desk.workspace.article is not None)
    assert desk.view.hasFocus()
