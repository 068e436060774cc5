"""The history beside the article: opened, filtered, looked into, and returned from."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from annotator.model.person import person_named
from annotator.store.store import Store
from annotator.ui.history.sheet import HistorySheet
from annotator.ui.theme import Space


@pytest.fixture
def marked(own):
    """A mark that was made, changed and deleted, with the article in front."""
    own.select("rockets")
    own.press("W")
    own.press("Ctrl+M")
    own.type("seen twice")
    own.press("Esc")
    own.workspace.choose(own.mark("rockets"))
    own.view.setFocus()
    return own


def sheet_of(desk) -> HistorySheet:
    QApplication.processEvents()
    (sheet,) = [one for one in desk.window.findChildren(HistorySheet) if one.isVisible()]
    return sheet


def done(sheet) -> list[str]:
    entries = sheet.list.entries
    return [line.done for n in range(entries.rowCount()) if (line := entries.line(n))]


def choose(sheet, words: str) -> None:
    """Look at the line that says this, as arrows would."""
    rows = range(sheet.list.entries.rowCount())
    row = next(n for n in rows if (x := sheet.list.entries.line(n)) and words in x.done)
    sheet.list.go_to(row)
    sheet.list.looked_at.emit()


def write_day(sheet, words: str) -> None:
    sheet.filters.day.setText(words)
    sheet.filters.day.editingFinished.emit()


# --- opening and closing --------------------------------------------------------------------------


def test_the_key_shows_the_history_of_the_chosen_mark(marked):
    marked.press("Ctrl+H")
    sheet = sheet_of(marked)
    assert done(sheet) == [
        "set the note of “rockets” to “seen twice”", "labelled “rockets” as Weapon",
    ]  # fmt: skip
    assert sheet.filters.about.words == "The mark “rockets”"
    assert QApplication.focusWidget() is sheet.list
    assert sheet.list.line.done.startswith("set the note")


def test_without_a_mark_it_is_the_articles_and_there_is_one_of_the_project(marked):
    marked.workspace.choose(None)
    marked.press("Ctrl+H")
    sheet = sheet_of(marked)
    assert sheet.filters.about.words == "The article “Rockets at the depot”"
    assert any(words.endswith("is in progress (before: unread)") for words in done(sheet))
    marked.window.commands.do("project_history")
    assert sheet_of(marked) is sheet
    assert sheet.filters.about.words == "The project"
    assert any(words.startswith("made the project") for words in done(sheet))


def test_esc_closes_it_and_gives_the_keyboard_back(marked):
    marked.press("Ctrl+H")
    sheet_of(marked)
    marked.press("Esc")
    assert QApplication.focusWidget() is marked.view
    assert not any(s.isVisible() for s in marked.window.findChildren(HistorySheet))


def test_it_stands_at_the_far_side_and_keeps_to_the_window(marked):
    marked.press("Ctrl+H")
    sheet = sheet_of(marked)
    for width, height in ((1024, 700), (1280, 800), (720, 480)):
        marked.window.resize(width, height)
        QApplication.processEvents()
        assert sheet.geometry().right() == width - Space.L - 1
        assert marked.window.rect().contains(sheet.geometry())
        foot = sheet.main_button.mapTo(sheet, sheet.main_button.rect().bottomRight())
        assert sheet.rect().contains(foot)


def test_in_a_window_from_right_to_left_it_stands_at_the_left(mirrored, desk):
    desk.bring("Rockets fell.", title="Rockets")
    desk.window.commands.do("article_history")
    assert sheet_of(desk).geometry().left() == Space.L


def test_it_goes_when_the_project_is_closed(marked):
    marked.press("Ctrl+H")
    marked.window.commands.do("close_project")
    assert not any(s.isVisible() for s in marked.window.findChildren(HistorySheet))


def test_the_menu_under_the_mouse_and_the_menus_have_it(marked):
    menus = {action.menu for action in marked.window.commands if "history" in action.id}
    assert menus == {"Project", "Article", "Mark"}
    assert marked.window.commands["history"].keys == ("Ctrl+H",)


# --- filters --------------------------------------------------------------------------------------


def test_it_can_be_about_what_the_mark_names_or_about_all(marked):
    marked.press("Ctrl+H")
    sheet = sheet_of(marked)
    offered = [words for _, words in sheet.filters.about._offered[0]]
    assert offered == [
        "The mark “rockets”", "The article “Rockets at the depot”", "The project",
    ]  # fmt: skip
    sheet.filters.about.chosen.emit("project")
    assert any("made the project" in words for words in done(sheet))
    assert QApplication.focusWidget() is sheet.list


def test_by_one_person_and_on_one_day(marked):
    marked.window.commands.do("project_history")
    sheet = sheet_of(marked)
    everything = done(sheet)
    me = marked.workspace.person.id
    assert ("", "Everybody") in sheet.filters.by._offered[0]
    sheet.filters.by.chosen.emit(me)
    assert sheet.filters.by.words == "first"
    assert done(sheet) == everything
    write_day(sheet, "2001-02-03")
    assert done(sheet) == []
    assert "Nothing was done that fits" in sheet._empty.words
    assert not sheet.main_button.isEnabled()
    write_day(sheet, "")
    assert done(sheet) == everything


def test_a_day_that_is_none_is_said_and_filters_nothing(marked):
    marked.window.commands.do("project_history")
    sheet = sheet_of(marked)
    everything = done(sheet)
    write_day(sheet, "yesterday")
    assert done(sheet) == everything
    faults = [x.text() for x in sheet.filters.findChildren(QLabel) if x.isVisible()]
    assert any("“yesterday” is no day" in words for words in faults)
    assert "is no day" in sheet.filters.day.accessibleDescription()


def test_todays_work_is_that_of_today_where_the_window_stands(marked):
    marked.window.commands.do("project_history")
    sheet = sheet_of(marked)
    everything = done(sheet)
    heading = sheet.list.entries.rows[0]
    write_day(sheet, heading.day.isoformat())
    assert done(sheet)
    assert set(done(sheet)) <= set(everything)


# --- looking, returning, undo ---------------------------------------------------------------------


def test_return_goes_back_and_undo_takes_that_back(marked):
    marked.press("Ctrl+H")
    sheet = sheet_of(marked)
    choose(sheet, "labelled")
    QTest.keyClick(sheet.list, Qt.Key.Key_Return)
    assert marked.mark("rockets").note is None
    assert done(sheet)[0] == (
        "went back to an earlier version: cleared the note of “rockets”, which was “seen twice”"
    )
    assert sheet.list.line.done == done(sheet)[0]
    assert marked.notice.startswith("The mark “rockets” is again as it was then.")
    marked.press("Ctrl+Z")
    assert marked.mark("rockets").note == "seen twice"
    assert done(sheet)[0].startswith("took back a step: set the note")


def test_the_button_does_what_return_does(marked):
    marked.press("Del")
    marked.press("Ctrl+H")
    sheet = sheet_of(marked)
    sheet.filters.about.chosen.emit("project")
    choose(sheet, "set the note of “rockets”")
    marked.push("Return to this")
    assert marked.mark("rockets").note == "seen twice"


def test_what_cannot_be_returned_to_says_why(marked):
    marked.press("Del")
    marked.press("Ctrl+H")
    sheet = sheet_of(marked)
    choose(sheet, "deleted the mark")
    assert not sheet.main_button.isEnabled()
    assert sheet._reason.text().startswith("There was nothing after this.")
    before = marked.workspace.need().log.n
    QTest.keyClick(sheet.list, Qt.Key.Key_Return)
    assert marked.workspace.need().log.n == before


def test_a_refusal_is_told(marked):
    span = marked.mark("rockets")
    marked.press("Del")
    with marked.workspace.step("Another") as store:
        store.put(replace(span, id="0195f3c2-1111-7222-8333-444455556666", end=span.end + 3,
                          quote="rockets at"))  # fmt: skip
    marked.press("Ctrl+H")
    sheet = sheet_of(marked)
    sheet.filters.about.chosen.emit("project")
    choose(sheet, "labelled “rockets” as Weapon")
    QTest.keyClick(sheet.list, Qt.Key.Key_Return)
    assert "marked as Weapon already" in marked.notice


def test_looking_at_a_line_shows_its_mark_in_the_article(marked):
    marked.select("depot")
    marked.press("2")
    marked.window.commands.do("article_history")
    sheet = sheet_of(marked)
    choose(sheet, "labelled “rockets”")
    assert marked.workspace.chosen == marked.mark("rockets")
    choose(sheet, "labelled “depot”")
    assert marked.workspace.chosen == marked.mark("depot")
    assert sheet.filters.about.words == "The article “Rockets at the depot”"


def test_space_opens_the_article_where_it_was(marked):
    here = marked.workspace.article.id
    marked.bring("Nothing fell at the port.", title="The port")
    marked.window.commands.do("project_history")
    sheet = sheet_of(marked)
    choose(sheet, "labelled “rockets”")
    assert marked.workspace.article.id != here
    QTest.keyClick(sheet.list, Qt.Key.Key_Space)
    assert marked.workspace.article.id == here
    assert marked.workspace.chosen == marked.mark("rockets")
    assert sheet.isVisible()


def test_a_large_step_is_looked_into_and_left_by_esc(desk):
    desk.open_sample()
    desk.view.setFocus()
    desk.window.commands.do("article_history")
    sheet = sheet_of(desk)
    choose(sheet, "brought in sample.jsonl")
    large = sheet.list.line
    assert sheet.main_button.accessibleName() == f"Show all {large.changes} changes"
    QTest.keyClick(sheet.list, Qt.Key.Key_Return)
    assert sheet.filters.about.words == "The step “Import sample.jsonl”"
    assert not sheet.filters.day.isEnabled()
    while sheet.list.entries.canFetchMore(sheet.list.rootIndex()):
        sheet.list.entries.fetchMore(sheet.list.rootIndex())
    assert len(done(sheet)) == large.changes
    QTest.keyClick(sheet.list, Qt.Key.Key_Escape)
    assert sheet.isVisible()
    assert sheet.list.line.step == large.step
    assert sheet.filters.day.isEnabled()
    QTest.keyClick(sheet.list, Qt.Key.Key_Return)
    desk.push("Back to all steps")
    assert sheet.list.line.step == large.step


def test_it_can_be_read_while_something_long_is_written(marked):
    marked.press("Ctrl+H")
    sheet = sheet_of(marked)
    marked.workspace.lend("Importing")
    try:
        assert len(done(sheet)) == 2
        assert not sheet.main_button.isEnabled()
        assert "under way" in sheet._reason.text()
    finally:
        marked.workspace.give_back()
    assert sheet.main_button.isEnabled()


def test_a_line_that_is_looked_at_stays_so_when_more_is_done(marked):
    marked.window.commands.do("article_history")
    sheet = sheet_of(marked)
    choose(sheet, "labelled")
    with marked.workspace.step("Title") as store:
        store.set_article(marked.workspace.article.id, note="x")
    assert sheet.list.line.done == "labelled “rockets” as Weapon"
    assert done(sheet)[0].startswith("set note of the article")


def test_a_colleagues_work_can_be_seen_and_not_returned_to(own):
    path = own.workspace.need().path
    article = own.workspace.article.id
    own.select("rockets")
    own.press("W")
    own.window.commands.do("close_project")
    other = person_named("", "second")
    with Store.open(path, other) as store, store.step("Come in"):
        pass
    own.workspace.open(Store.open(path, other))
    own.workspace.show(article)
    own.window.commands.do("article_history")
    sheet = sheet_of(own)
    choose(sheet, "labelled “rockets”")
    assert not sheet.main_button.isEnabled()
    assert "colleague's marks" in sheet._reason.text()
