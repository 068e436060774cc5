"""The queue of conflicts: from the key press to the file and back to the screen."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from annotator.store.conflicts import waiting
from annotator.store.store import Store
from annotator.ui.conflicts.sheet import ConflictSheet
from annotator.ui.history.sheet import HistorySheet
from annotator.ui.parts.form import ChoiceField, LineField, TextBox


def about(sheet) -> list[str]:
    return [conflict.about for conflict in sheet.list.queue.rows]


def words(sheet) -> str:
    """Give all that is written in the sheet."""
    return "\n".join(x.text() for x in sheet.findChildren(QLabel) if x.isVisible())


def waits(two) -> int:
    return waiting(two.workspace.reader)


# --- opening --------------------------------------------------------------------------------------


def test_where_nothing_waits_the_deed_says_so_and_the_sign_is_hidden(two):
    two.desk.press("Ctrl+Shift+D")
    assert two.desk.notice == "Nothing waits to be settled."
    assert not two.desk.window.status._waiting.isVisible()


def test_the_sign_comes_with_the_work_and_opens_the_queue(two):
    two.differ(name=("mine", "theirs"), note=("one", "two"))
    sign = two.desk.named("2 conflicts to be settled")
    assert sign.text() == "2 conflicts"
    two.desk.push("2 conflicts to be settled")
    assert about(two.sheet) == ["name of the entity “theirs”", "note of the entity “theirs”"]
    assert QApplication.focusWidget() is two.sheet.list


def test_the_sign_goes_when_all_is_settled_and_comes_back_with_undo(two):
    two.differ(name=("mine", "theirs"))
    two.opens()
    two.desk.press("1")
    assert not two.desk.window.status._waiting.isVisible()
    two.desk.press("Ctrl+Z")
    assert two.desk.named("1 conflict to be settled").isVisible()


def test_the_sign_and_the_list_go_when_the_work_is_set_aside_and_come_with_redo(two):
    two.differ(name=("mine", "theirs"))
    sheet = two.opens()
    two.desk.press("Ctrl+Z")
    assert not two.desk.window.status._waiting.isVisible()
    assert two.now.name == "mine"
    assert about(sheet) == []
    assert sheet.empty.isVisible()
    two.desk.press("Ctrl+Shift+Z")
    assert two.desk.named("1 conflict to be settled").isVisible()
    assert about(sheet) == ["name of the entity “theirs”"]


def test_each_value_says_who_set_it_when_and_what_stood_before(two):
    two.differ(name=("mine", "theirs"))
    sheet = two.opens()
    shown = words(sheet)
    assert "Name of the entity “theirs”" in shown
    first, second = sheet.values
    assert first.accessibleName() == "Take “theirs”"
    assert second.accessibleName() == "Take “mine”"
    assert "Shown now" in first.accessibleDescription()
    assert "second, " in first.accessibleDescription()
    assert "before: the brigade" in first.accessibleDescription()
    assert "first, " in second.accessibleDescription()
    assert shown.count("before: the brigade") == 2
    assert "1 of 1" in shown


def test_esc_gives_the_keyboard_back_and_history_takes_the_place(two):
    two.differ(name=("mine", "theirs"))
    two.desk.view.setFocus()
    two.opens()
    two.desk.press("Esc")
    assert QApplication.focusWidget() is two.desk.view
    sheet = two.opens()
    two.desk.window.commands.do("project_history")
    assert not sheet.isVisible()
    (history,) = two.desk.window.findChildren(HistorySheet)
    assert history.isVisible()
    two.desk.press("Esc")
    assert QApplication.focusWidget() is two.desk.view


# --- settling -------------------------------------------------------------------------------------


@pytest.mark.parametrize(("key", "name"), [("1", "theirs"), ("2", "mine")])
def test_a_digit_takes_a_value_and_goes_on(two, key, name):
    two.differ(name=("mine", "theirs"), note=("one", "two"))
    sheet = two.opens()
    two.desk.press(key)
    assert two.now.name == name
    assert about(sheet) == [f"note of the entity “{name}”"]
    assert sheet._shown.field == "note"
    assert sheet._said.text() == (
        f"Settled name of the entity “theirs”: {name}. 1 conflict waits to be settled."
    )
    assert sheet._said.isVisible()


def test_a_click_takes_a_value_and_the_keyboard_stays_in_the_sheet(two):
    two.differ(name=("mine", "theirs"), note=("one", "two"))
    two.opens()
    two.desk.push("Take “mine”")
    assert two.now.name == "mine"
    assert QApplication.focusWidget() is two.sheet.list
    two.desk.push("Take “one”")
    assert two.now.note == "one"
    assert waits(two) == 0
    assert "Nothing waits to be settled" in two.sheet.empty.words
    assert two.sheet.empty.isVisible()
    assert not two.sheet._foot.isVisible()


def test_undo_inside_the_sheet_brings_the_conflict_back_and_redo_settles_it(two):
    two.differ(name=("mine", "theirs"), note=("one", "two"))
    sheet = two.opens()
    before = list(sheet.list.queue.rows)
    two.desk.press("2")
    two.desk.press("Ctrl+Z")
    assert two.now.name == "theirs"
    assert sheet.list.queue.rows == before
    assert sheet._shown == before[0]
    assert sheet._said.text().startswith("Took back: Settle name of the entity")
    two.desk.press("Ctrl+Shift+Z")
    assert two.now.name == "mine"
    assert about(sheet) == ["note of the entity “mine”"]


def test_undo_after_closing_and_after_a_restart_brings_it_back(two):
    two.differ(name=("mine", "theirs"))
    two.opens()
    two.desk.press("2")
    two.desk.press("Esc")
    two.desk.come_back()
    assert two.now.name == "mine"
    two.desk.press("Ctrl+Z")
    assert two.now.name == "theirs"
    assert waits(two) == 1


def test_next_and_previous_leave_what_is_looked_at(two):
    two.differ(name=("mine", "theirs"), note=("one", "two"))
    sheet = two.opens()
    for key, field in (("N", "note"), ("N", "note"), ("P", "name"), ("Down", "note"),
                       ("Up", "name")):  # fmt: skip
        two.desk.press(key)
        assert sheet._shown.field == field
    two.desk.push("Leave it")
    assert sheet._shown.field == "note"
    assert "2 of 2" in words(sheet)
    two.desk.push("Leave it")
    assert sheet._said.text() == "This is the last one."
    two.desk.push("Previous")
    assert sheet._shown.field == "name"
    two.desk.press("P")
    assert sheet._said.text() == "This is the first one."
    assert waits(two) == 2


def test_what_was_not_settled_elsewhere_is_chosen_by_click(two, click):
    two.differ(name=("mine", "theirs"), note=("one", "two"))
    sheet = two.opens()
    click(sheet.list.viewport(), 40, 48 + 20)
    assert sheet._shown.field == "note"


def test_a_digit_without_a_value_does_nothing(two):
    two.differ(name=("mine", "theirs"))
    two.opens()
    before = two.workspace.need().log.n
    two.desk.press("3")
    two.desk.press("9")
    assert two.workspace.need().log.n == before


# --- another value --------------------------------------------------------------------------------


def test_a_third_value_is_typed_from_the_one_that_is_shown(two):
    two.differ(name=("mine", "theirs"), note=("one", "two"))
    sheet = two.opens()
    two.desk.press("T")
    assert isinstance(QApplication.focusWidget(), LineField)
    assert sheet.another.words == "theirs"
    two.desk.press("End")
    two.desk.type(" N1")
    assert sheet._shown.field == "name"  # N and 1 were written
    two.desk.press("Return")
    assert two.now.name.casefold() == "theirs n1"
    assert sheet._shown.field == "note"
    assert QApplication.focusWidget() is sheet.list
    assert isinstance(sheet.another.field, TextBox)


def test_several_lines_are_taken_by_ctrl_return_or_the_button(two):
    two.differ(note=("one", "two"))
    sheet = two.opens()
    two.desk.press("T")
    sheet.another.field.selectAll()
    two.desk.type("both")
    two.desk.press("Return")
    two.desk.type("of them")
    two.desk.press("Ctrl+Return")
    assert two.now.note == "both\nof them"
    two.desk.press("Ctrl+Z")
    two.sheet.another.field.setPlainText("")
    two.desk.push("Leave it empty")
    assert two.now.note is None
    assert waits(two) == 0


def test_one_of_the_choices_is_chosen_and_then_taken(two):
    two.part()
    two.say(two.entity.id, label="location")
    two.says(two.entity.id, label="weapon")
    two.comes()
    sheet = two.opens()
    assert about(sheet) == ["label of the entity “the brigade”"]
    assert isinstance(sheet.another.field, ChoiceField)
    assert not sheet.another.take.isEnabled()
    sheet.another.field.chosen.emit("actor")
    assert QApplication.focusWidget() is sheet.another.take
    two.desk.press("Return")
    assert two.now.label == "actor"
    assert sheet._said.text().startswith("Settled label of the entity “the brigade”: Actor.")


def test_what_the_field_does_not_take_is_said_below_it(two):
    two.differ(latitude=(35.0, 36.0))
    sheet = two.opens()
    two.desk.press("T")
    sheet.another.field.selectAll()
    two.desk.type("north")
    two.desk.press("Return")
    assert sheet.another.fault == "These are no degrees from -90 to 90, such as 35.33."
    assert waits(two) == 1
    sheet.another.field.setText("35.5")
    assert sheet.another.fault == ""
    two.desk.press("Return")
    assert two.now.latitude == 35.5


def test_a_name_cannot_be_left_empty(two):
    two.differ(name=("mine", "theirs"))
    sheet = two.opens()
    sheet.another.field.setText(" ")
    assert not sheet.another.take.isEnabled()


def test_a_date_of_an_article_is_typed_and_its_details_are_shown(two):
    article = two.workspace.article.id
    two.part()
    two.say(article, "article", published="2021-06-27")
    two.says(article, "article", published="2021-06-28")
    two.comes()
    sheet = two.opens()
    assert about(sheet) == ["date of publication of the article “Rockets at the depot”"]
    two.workspace.show(None)
    two.desk.press("Space")
    assert two.workspace.article.id == article
    assert two.desk.answers.asked[-1] == "article details"
    sheet.another.field.setText("soon")
    sheet.another.take.click()
    assert sheet.another.fault
    sheet.another.field.setText("2021-06")
    sheet.another.take.click()
    assert two.workspace.reader.article(article).published == "2021-06"


# --- what stands as a whole -----------------------------------------------------------------------


def own_mark(two):
    """One person set two notes on one mark, on two machines."""
    two.desk.select("rockets")
    two.desk.press("W")
    span = two.desk.mark("rockets")
    two.part()
    with two.workspace.step("Note") as store:
        store.put(replace(span, note="one"))
    me = two.workspace.person
    with Store.open(two._there, me) as store, store.step("Note"):
        store.put(replace(span, note="two"))
    two.comes()
    return span


def test_two_versions_of_a_mark_of_ones_own_are_readable_and_one_is_taken(two):
    span = own_mark(two)
    two.workspace.show(None)
    sheet = two.opens()
    assert about(sheet) == ["the mark “rockets” in the article “Rockets at the depot”"]
    assert [row.accessibleName() for row in sheet.values] == [
        "Take “note: two”", "Take “note: one”",
    ]  # fmt: skip
    assert sheet.another is None
    two.desk.press("T")
    assert "there is no other" in words(sheet)
    two.desk.press("Space")
    assert two.workspace.chosen.id == span.id
    two.desk.press("2")
    assert two.desk.mark("rockets").note == "one"


def test_what_is_another_persons_is_not_mine_to_settle(two):
    own_mark(two)
    path = two.workspace.need().path
    two.workspace.close()
    from annotator.model.person import person_named

    two.workspace.open(Store.open(path, person_named("", "third")))
    assert waits(two) == 1
    assert not two.desk.window.status._waiting.isVisible()
    two.desk.window.commands.do("conflicts")
    assert two.desk.said == "Nothing waits to be settled."


# --- showing it -----------------------------------------------------------------------------------


def test_an_entity_is_shown_at_its_first_mention(two):
    two.desk.select("brigade")
    two.desk.press("A")
    with two.workspace.step("Name") as store:
        store.put(replace(two.desk.mark("brigade"), entity=two.entity.id))
    two.differ(name=("mine", "theirs"))
    two.desk.bring("Nothing fell at the port.", title="The port")
    sheet = two.opens()
    two.desk.push("Show it")
    assert two.workspace.chosen == two.desk.mark("brigade")
    assert sheet.isVisible()


def test_what_stands_in_no_article_is_said(two):
    two.differ(name=("mine", "theirs"))
    sheet = two.opens()
    two.desk.press("Space")
    assert sheet._said.text() == "No mark in an article names it."
    two.part()
    two.say("actor", "label", help="one")
    two.says("actor", "label", help="two")
    two.comes()
    sheet = two.opens()
    row = next(n for n, words in enumerate(about(sheet)) if words.startswith("explanation"))
    sheet.list.go_to(row)
    two.desk.press("Space")
    assert sheet._said.text() == "This is part of the scheme. It stands in no article."


# --- what others do meanwhile ---------------------------------------------------------------------


def test_what_changed_unseen_is_refused_and_read_again(two, monkeypatch):
    two.differ(name=("mine", "theirs"))
    sheet = two.opens()
    two.says(two.entity.id, name="newer")
    sheet._workspace.changed.disconnect(sheet._on_changed)
    two.comes()
    two.desk.press("2")
    assert "Meanwhile this was changed by somebody else" in sheet._said.text()
    assert [row.accessibleName() for row in sheet.values] == ["Take “newer”", "Take “mine”"]
    assert waits(two) == 1


def test_what_a_colleague_settled_goes_from_the_list_and_the_eye_stays(two):
    other = two.made("the unit")
    two.part()
    for id_ in (two.entity.id, other.id):
        two.say(id_, name="mine")
        two.says(id_, name="theirs")
    two.comes()
    sheet = two.opens()
    two.desk.press("N")
    looked_at = sheet._shown
    two.say(two.entity.id, name="edited in the panel")
    assert len(about(sheet)) == 1
    assert sheet._shown == looked_at


# --- looking without settling ---------------------------------------------------------------------


def test_a_project_for_reading_only_can_be_looked_at(two):
    two.differ(name=("mine", "theirs"))
    path = two.workspace.need().path
    two.workspace.close()
    me = two.desk.window.hands.settings.person("first")
    two.workspace.open(Store.open(path, me, read_only=True))
    sheet = two.opens()
    assert about(sheet) == ["name of the entity “theirs”"]
    assert sheet._said.text() == "own.annot is open for reading only."
    assert not any(row.isEnabled() for row in sheet.values)
    assert not sheet.another.isEnabled()
    two.desk.press("2")
    assert "for reading only" in sheet._said.text()
    assert waits(two) == 1


def test_while_something_long_is_written_it_can_be_looked_at(two):
    two.differ(name=("mine", "theirs"), note=("one", "two"))
    sheet = two.opens()
    two.workspace.lend("An import")
    try:
        assert "under way" in sheet._said.text()
        assert not sheet.values[0].isEnabled()
        assert two.desk.window.status._waiting.text() == "2 conflicts"
    finally:
        two.workspace.give_back()
    assert sheet.values[0].isEnabled()
    assert sheet._said.text() == ""
    two.desk.press("1")
    assert waits(two) == 1


# --- many -----------------------------------------------------------------------------------------


def test_a_long_queue_is_read_as_one_goes_on(two):
    others = [two.made(f"unit {n}") for n in range(60)]
    two.part()
    with two.workspace.step("Say") as store:
        for one in others:
            store.set_fields("entity", one.id, note="one")
    with two.there() as store, store.step("Say"):
        for one in others:
            store.set_fields("entity", one.id, note="two")
    two.comes()
    sheet = two.opens()
    assert sheet.list.queue.rowCount() < 60
    assert "1 of 60" in words(sheet)
    for _ in range(59):
        two.desk.press("N")
    assert "60 of 60" in words(sheet)
    two.desk.press("2")
    assert "59 of 59" in words(sheet)
    two.desk.press("Ctrl+Z")
    assert "60 of 60" in words(sheet)
    two.desk.press("Home")
    two.desk.press("1")
    assert "1 of 59" in words(sheet)
    assert waits(two) == 59


def test_every_part_has_a_name(two):
    two.differ(name=("mine", "theirs"))
    sheet = two.opens()
    for widget in sheet.findChildren(object):
        if hasattr(widget, "focusPolicy") and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            assert widget.accessibleName() or not widget.isVisible(), widget
    assert isinstance(sheet, ConflictSheet)
    QTest.keyClick(sheet.list, Qt.Key.Key_Escape)
    assert not sheet.isVisible()
