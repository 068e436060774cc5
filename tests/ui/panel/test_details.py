"""The details: each answer is one step, written at once, by keyboard and by mouse."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QRadioButton,
    QWidget,
)

from annotator.model.entity import Alias
from annotator.model.person import person_named
from annotator.model.sentences import Refused
from annotator.store.store import Store
from annotator.ui.panel.choices import ChoiceEditor, Value
from annotator.ui.panel.picking import PickField
from annotator.ui.parts.form import FormRow, LineField, TextBox

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def seen(panel) -> list[QWidget]:
    return [w for w in panel.details.findChildren(QWidget) if w.isVisibleTo(panel)]


def named(panel, kind: type[QWidget], name: str) -> QWidget:
    """Give what is shown of a kind, by how its accessible name begins."""
    found = [w for w in seen(panel) if isinstance(w, kind) and w.accessibleName().startswith(name)]
    assert len(found) == 1, [w.accessibleName() for w in seen(panel) if isinstance(w, kind)]
    return found[0]


def words(panel) -> list[str]:
    return [w.text() for w in seen(panel) if isinstance(w, QLabel) and w.text()]


def write(field: QWidget, text: str, *keys: Qt.Key) -> None:
    field.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(field, text)
    for key in keys:
        QTest.keyClick(field, key)


def pick_from_menu(qtbot, value: Value, *choices: str) -> None:
    """Open a list by keyboard and press what bears these words."""
    value.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(value, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    menu = QApplication.activePopupWidget()
    for choice in choices:
        next(a for a in menu.actions() if a.text() == choice).trigger()
    menu.close()


@pytest.fixture
def colour_of():
    """Say in which colour the ground of a choice is shown."""

    def given(choice: QWidget) -> str:
        row = choice.parentWidget()
        place = choice.geometry().topLeft() + QPoint(7, 7)
        return QColor(row.grab().toImage().pixel(place)).name()

    return given


# --- what is shown --------------------------------------------------------------------------------


def test_without_a_mark_it_says_what_to_do(panel):
    assert "No mark is chosen" in words(panel)
    assert panel.details.accessibleName() == "Details: no mark is chosen"


def test_it_names_label_paragraph_and_words(panel, choose):
    choose("fell")
    assert words(panel)[:3] == ["Claim", "¶1 · 2 relations", "a bridge fell at noon"]


def test_fields_of_the_scheme_are_shown_and_expert_ones_when_wanted(panel, workspace, choose):
    choose("bridge")
    assert "Maker" in words(panel)
    assert "Secret" not in words(panel)
    workspace.show_expert(on=True)
    assert "Secret" in words(panel)


def test_what_the_scheme_says_of_a_field_is_its_tooltip(panel, choose):
    choose("bridge")
    row = next(
        row for row in seen(panel) if isinstance(row, FormRow) and "Size" in row._name.text()
    )
    assert "How big it is." in row.toolTip()


def test_what_is_needed_and_missing_is_to_do(panel, choose):
    choose("bridge")
    assert named(panel, Value, "Sort: to do")
    choose("stands")
    assert "to do" in words(panel)


def test_a_default_is_shown_as_set_by_nobody(panel, choose):
    choose("old bridge")
    small = named(panel, QRadioButton, "small")
    assert not small.isChecked()
    assert "not set by anybody" in small.accessibleDescription()
    choose("bridge")
    assert named(panel, QRadioButton, "big").isChecked()
    assert "not set" not in named(panel, QRadioButton, "small").accessibleDescription()


def test_it_keeps_its_height_whatever_is_chosen(panel, workspace, choose):
    heights = [panel.details.height()]
    for name in ("council", "bridge", "fell"):
        choose(name)
        QApplication.processEvents()
        heights.append(panel.details.height())
    workspace.pick(0, 4)
    QApplication.processEvents()
    assert {panel.details.height(), *heights} == {heights[0]}
    assert panel.height() // 3 < heights[0] < panel.height() * 0.55


def test_it_takes_no_more_than_the_longest_form_needs(panel, workspace):
    panel.resize(344, 2000)
    QApplication.processEvents()
    before = panel.details.height()
    assert before < 2000 // 2
    workspace.show_expert(on=True)
    QApplication.processEvents()
    assert panel.details.height() == before + 28  # one more line can be asked of a thing


def test_an_empty_line_shows_that_it_is_there(panel, choose):
    choose("bridge")
    assert named(panel, QLineEdit, "Maker").placeholderText() == "add"
    assert named(panel, QLineEdit, "Number").placeholderText() == "a number"


# --- answers --------------------------------------------------------------------------------------


def test_a_choice_is_made_with_the_arrows_and_taken_back(panel, workspace, choose, now):
    choose("stands")
    first = named(panel, QRadioButton, "asserts")
    first.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(first, Qt.Key.Key_Right)
    assert now("stands").attributes == (("stance", "denies"),)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Left)
    assert now("stands").attributes == (("stance", "asserts"),)
    workspace.move("undo")
    workspace.move("undo")
    assert now("stands").attributes == ()
    assert not named(panel, QRadioButton, "denies").isChecked()


def test_an_arrow_sets_a_value_in_place_of_the_default_and_undo_shows_the_default_again(
    panel, workspace, choose, now, colour_of
):
    choose("old bridge")
    small, big = (named(panel, QRadioButton, name) for name in ("small", "big"))
    small.setFocus(Qt.FocusReason.TabFocusReason)
    by_default = colour_of(small)
    QTest.keyClick(small, Qt.Key.Key_Right)
    assert now("old bridge").attributes == (("size", "big"),)
    assert big.isChecked()
    QTest.keyClick(big, Qt.Key.Key_Left)
    assert now("old bridge").attributes == (("size", "small"),)
    assert colour_of(small) != by_default, "what is set is told apart from the default"
    workspace.move("undo")
    workspace.move("undo")
    assert now("old bridge").attributes == ()
    assert not small.isChecked()
    assert not big.isChecked()
    assert small.hasFocus(), "and not the one that is not saved any more"
    assert "not set by anybody" in small.accessibleDescription()
    assert colour_of(small) == by_default


def test_a_choice_that_is_refused_is_not_shown(panel, workspace, choose, now, monkeypatch):
    def refuse(*_, **__):
        raise Refused("Not now.")

    choose("old bridge")
    small = named(panel, QRadioButton, "small")
    small.setFocus(Qt.FocusReason.TabFocusReason)
    monkeypatch.setattr(workspace, "step", refuse)
    QTest.keyClick(small, Qt.Key.Key_Right)
    assert now("old bridge").attributes == ()
    assert not named(panel, QRadioButton, "big").isChecked()
    assert small.hasFocus()


def test_a_choice_is_made_with_the_mouse_and_let_go_with_delete(panel, choose, now, click):
    choose("bridge")
    click(named(panel, QRadioButton, "small"))
    assert now("bridge").attributes == (("hue", "red"), ("size", "small"))
    QTest.keyClick(named(panel, QRadioButton, "small"), Qt.Key.Key_Delete)
    assert now("bridge").attributes == (("hue", "red"),)


def test_one_of_many_is_chosen_from_a_list(panel, choose, now, qtbot):
    choose("bridge 2")
    pick_from_menu(qtbot, named(panel, Value, "Sort"), "four")
    assert now("bridge 2").attributes == (("sort", "four"),)
    assert named(panel, Value, "Sort: four")
    pick_from_menu(qtbot, named(panel, Value, "Sort"), "Not set")
    assert now("bridge 2").attributes == ()


def test_several_are_ticked_in_a_list(panel, choose, now, qtbot):
    choose("bridge 2")
    pick_from_menu(qtbot, named(panel, Value, "Traits"), "hot", "old")
    assert now("bridge 2").attributes == (("traits", "hot"), ("traits", "old"))
    assert named(panel, Value, "Traits: hot, old")


def test_digits_set_several_take_them_out_and_choose_one(panel, choose, now):
    choose("bridge 2")
    traits = named(panel, Value, "Traits")
    traits.setFocus(Qt.FocusReason.TabFocusReason)
    for key in (Qt.Key.Key_3, Qt.Key.Key_1, Qt.Key.Key_9):
        QTest.keyClick(QApplication.focusWidget(), key)
    assert now("bridge 2").attributes == (("traits", "hot"), ("traits", "old"))
    assert traits.hasFocus()
    QTest.keyClick(traits, Qt.Key.Key_1)
    assert now("bridge 2").attributes == (("traits", "old"),)
    QTest.keyClick(traits, Qt.Key.Key_Delete)
    assert now("bridge 2").attributes == ()
    for name, key in (("Sort", Qt.Key.Key_4), ("Sure", Qt.Key.Key_2)):
        editor = named(panel, ChoiceEditor, name)
        editor.setFocus(Qt.FocusReason.TabFocusReason)
        QTest.keyClick(QApplication.focusWidget(), key)
    assert now("bridge 2").attributes == (("sort", "four"), ("sure", "false"))


def test_yes_and_no_are_kept_as_files_write_them(panel, choose, now, click):
    choose("bridge 2")
    click(named(panel, QRadioButton, "yes"))
    assert now("bridge 2").attributes == (("sure", "true"),)


def test_a_line_is_written_with_return(panel, workspace, choose, now):
    choose("bridge 2")
    write(named(panel, LineField, "Maker"), "Iron & Co", Qt.Key.Key_Return)
    assert now("bridge 2").attributes == (("maker", "Iron & Co"),)
    workspace.move("undo")
    assert named(panel, LineField, "Maker").text() == ""


@pytest.mark.parametrize(
    ("field", "text", "reason"),
    [
        ("Number", "many", "whole number"),
        ("Made", "2021-13", "no date"),
        ("Place", "north", "coordinates"),
    ],
)
def test_what_does_not_fit_is_kept_and_the_reason_said(panel, choose, now, field, text, reason):
    choose("bridge 2")
    entry = named(panel, LineField, field)
    write(entry, text, Qt.Key.Key_Tab)
    assert now("bridge 2").attributes == ((field.lower(), text),)
    assert any(reason in line for line in words(panel))
    assert reason in entry.accessibleDescription()


def test_several_lines_are_written_with_ctrl_return(panel, choose, now):
    choose("stands")
    box = named(panel, TextBox, "Restated")
    write(box, "The bridge stands.")
    QTest.keyClick(box, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert now("stands").attributes == (("restated", "The bridge stands."),)
    assert box.hasFocus()


def test_an_attribute_that_the_scheme_does_not_know_stays(panel, choose, now):
    choose("bridge")
    write(named(panel, LineField, "Maker"), "Iron", Qt.Key.Key_Return)
    assert ("hue", "red") in now("bridge").attributes


# --- nothing typed is lost ------------------------------------------------------------------------


def half_written(panel, choose) -> None:
    choose("stands")
    write(named(panel, TextBox, "Restated"), "half a sen")


def test_choosing_another_mark_writes_what_was_typed(panel, choose, now):
    half_written(panel, choose)
    choose("bridge")
    assert now("stands").attributes == (("restated", "half a sen"),)
    assert panel.details.span.quote == "bridge"


def test_another_article_writes_what_was_typed(panel, workspace, choose, now):
    half_written(panel, choose)
    here = workspace.article.id
    workspace.show(next(id_ for id_ in workspace.reader.article_ids() if id_ != here))
    assert now("stands").attributes == (("restated", "half a sen"),)


def test_closing_the_project_writes_what_was_typed(panel, workspace, store, choose):
    half_written(panel, choose)
    id_, article = workspace.chosen.id, workspace.article.id
    workspace.close()
    with Store.open(store.path, store.person) as again:
        (span,) = again.read.spans(article, [id_])
    assert span.attributes == (("restated", "half a sen"),)


def test_hiding_the_panel_writes_what_was_typed(panel, choose, now):
    half_written(panel, choose)
    panel.hide()
    assert now("stands").attributes == (("restated", "half a sen"),)


def test_what_was_chosen_while_it_was_hidden_is_shown_with_it(panel, choose):
    choose("bridge")
    panel.hide()
    choose("fell")
    panel.show()
    assert "a bridge fell at noon" in words(panel)


def test_flush_writes_what_was_typed_and_stays(panel, choose, now):
    half_written(panel, choose)
    panel.flush()
    assert now("stands").attributes == (("restated", "half a sen"),)
    assert panel.details.span.attributes == now("stands").attributes


def test_something_else_that_changes_leaves_what_is_being_typed(panel, workspace, choose, now):
    half_written(panel, choose)
    with workspace.step("Elsewhere") as store:
        store.remove(now("council"))
        store.put(type(now("stands"))(**{
            f: getattr(now("stands"), f) for f in now("stands").__struct_fields__
        } | {"note": "seen"}))  # fmt: skip
    assert named(panel, QPlainTextEdit, "Restated").toPlainText() == "half a sen"


# --- the note -------------------------------------------------------------------------------------


def test_a_note_is_asked_for_written_and_shown(panel, choose, now, click):
    choose("council")
    assert "Note" not in words(panel)
    click(named(panel, QAbstractButton, "Add a note"))
    note = named(panel, TextBox, "Note")
    assert note.hasFocus()
    write(note, "Which one?")
    choose("bridge")
    assert now("council").note == "Which one?"
    choose("council")
    assert named(panel, TextBox, "Note").toPlainText() == "Which one?"
    assert named(panel, QAbstractButton, "Change the note")


def test_the_note_can_be_gone_to(panel, choose):
    choose("council")
    panel.focus("note")
    assert named(panel, TextBox, "Note").hasFocus()


# --- entities, events, countries ------------------------------------------------------------------


def test_an_entity_is_found_by_another_name_and_chosen(panel, choose, now, id_of):
    choose("council")
    panel.focus("entity")
    field = named(panel, PickField, "Entity")
    assert field.offered() == ["New entity “council”", "Ministry of Works", "Army"]
    QTest.keyClicks(field, "build")
    assert field.offered() == ["Ministry of Works  ·  the builders", "New entity “build”"]
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert now("council").entity == id_of("the ministry")
    assert named(panel, Value, "Entity: Ministry of Works").hasFocus()


def test_a_long_name_is_shortened_in_the_list(panel, choose):
    choose("council")
    panel.focus("entity")
    field = named(panel, PickField, "Entity")
    QTest.keyClicks(field, "a council with a name that is much longer than any list can be wide")
    popup = field._popup
    assert popup.visualRect(field._model.index(0, 0)).width() <= popup.viewport().width()


def test_the_marks_own_words_are_the_first_name_for_a_new_entity(panel, workspace, choose, now):
    choose("council")
    panel.focus("entity")
    field = named(panel, PickField, "Entity")
    QTest.keyClick(field, Qt.Key.Key_Return)
    made = workspace.reader.entities([now("council").entity])
    assert [entity.name for entity in made.values()] == ["council"]
    panel.focus("entity")
    assert not any(words.startswith("New entity") for words in field.offered())


def test_a_known_entity_of_the_same_words_comes_first_and_is_not_made_again(
    panel, workspace, choose, id_of
):
    with workspace.step("Rename") as store:
        store.set_fields("entity", id_of("the ministry"), name="Council")
    choose("council")
    panel.focus("entity")
    assert named(panel, PickField, "Entity").offered() == ["Council", "Army"]


def test_the_likely_entity_is_shown_and_enter_takes_it_back_to_the_text(
    panel, workspace, choose, now, id_of, done
):
    with workspace.step("Another name") as store:
        store.put(Alias.of(id_of("the army"), "the Council"))
    choose("council")
    assert named(panel, Value, "Entity: perhaps Army?")
    panel.focus("entity")
    field = named(panel, PickField, "Entity")
    assert field.offered() == ["Army", "New entity “council”", "Ministry of Works"]
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert now("council").entity == id_of("the army")
    assert done == ["focus_article"]
    assert named(panel, Value, "Entity: Army")


def test_an_entity_that_is_not_there_is_made(panel, workspace, choose, now):
    choose("council")
    named(panel, Value, "Entity: to do").setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClicks(QApplication.focusWidget(), "T")
    QTest.keyClicks(named(panel, PickField, "Entity"), "own hall")
    QTest.keyClick(named(panel, PickField, "Entity"), Qt.Key.Key_Return)
    made = workspace.reader.entities([now("council").entity])
    assert [entity.name for entity in made.values()] == ["Town hall"]
    assert named(panel, Value, "Entity: Town hall")


def test_a_mark_can_name_nobody_again_and_esc_leaves_the_choice(panel, choose, now, done):
    choose("ministry")
    panel.focus("entity")
    field = named(panel, PickField, "Entity")
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert (now("ministry").entity is not None, done) == (True, [])
    panel.focus("entity")
    assert field.offered()[-1] == "Not set"
    field._on_activated(field._model.index(field._model.rowCount() - 1, 0))
    assert now("ministry").entity is None


def test_only_marks_that_name_somebody_have_an_entity(panel, choose):
    choose("bridge")
    assert "Entity" not in words(panel)


def test_events_are_chosen_by_typing_and_taken_out_the_same_way(panel, choose, now, id_of):
    choose("fell")
    value = named(panel, Value, "Event: Fall of the bridge")
    value.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(value, Qt.Key.Key_Return)
    field = named(panel, PickField, "Event")
    QTest.keyClicks(field, "rain")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert now("fell").events == (id_of("the fall"), id_of("the rain"))
    assert named(panel, Value, "Event: Fall of the bridge, Rain in spring")


def test_a_country_is_found_by_its_name(panel, choose, now):
    choose("bridge 2")
    value = named(panel, Value, "Country")
    value.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClicks(value, "s")
    field = named(panel, PickField, "Country")
    QTest.keyClicks(field, "yri")
    assert field.offered() == ["SY  Syria"]
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert now("bridge 2").attributes == (("country", "SY"),)
    assert named(panel, Value, "Country: Syria, SY")


# --- ties -----------------------------------------------------------------------------------------


def test_who_says_a_claim_and_what_contradicts_it_are_listed_and_lead_there(
    panel, workspace, choose, click, done, id_of
):
    choose("fell")
    assert named(panel, Value, "Said by: Ministry of Works")
    others = named(panel, Value, "Others: ≠ ¶2 time")
    click(others)
    assert (workspace.selection.span, done) == (id_of("stands"), ["focus_article"])
    assert named(panel, Value, "Others: ≠ ¶1 time")


# --- keys and names -------------------------------------------------------------------------------


def test_tab_runs_through_the_fields_and_esc_goes_back(panel, choose, done):
    choose("bridge 2")
    panel.focus("details")
    visited = []
    for _ in range(14):
        visited.append(QApplication.focusWidget().accessibleName().split(":")[0])
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    order = ["Sort", "Traits", "yes", "Maker", "Number", "Made", "Place", "Country", "Owner"]
    assert [name for name in visited if name in order] == order
    panel.focus("details")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert done == ["focus_article"]


def test_delete_is_done_by_its_action_after_what_was_typed_is_written(
    panel, choose, now, done, click
):
    half_written(panel, choose)
    click(named(panel, QAbstractButton, "Delete mark"))
    assert done == ["delete_mark"]
    assert now("stands").attributes == (("restated", "half a sen"),)


@pytest.mark.parametrize("name", ["ministry", "bridge", "fell", "noon"])
def test_everything_that_takes_the_keyboard_has_a_name(panel, workspace, choose, name):
    workspace.show_expert(on=True)
    choose(name)
    reached = [w for w in seen(panel) if w.focusPolicy() != Qt.FocusPolicy.NoFocus]
    nameless = [w for w in reached if not w.accessibleName() and w.focusProxy() is None]
    assert nameless == []
    assert all(w.accessibleName() for w in seen(panel) if isinstance(w, QLineEdit | QPlainTextEdit))


def test_a_colleague_s_mark_can_be_looked_at_only(panel, workspace, store, choose, now):
    article, path = workspace.article.id, store.path
    workspace.close()
    workspace.open(Store.open(path, person_named("", "second")))
    workspace.show(article, whose=store.person.id)
    choose("bridge")
    assert any("colleague" in line for line in words(panel))
    assert not named(panel, LineField, "Maker").isEnabled()
    assert not named(panel, QAbstractButton, "Delete mark").isEnabled()


def test_a_mark_of_an_unknown_label_is_shown_without_fields(panel, workspace, now):
    span = now("council")
    with workspace.step("Mark") as store:
        store.put(type(span)("019d0000-0000-7000-8000-000000000009", span.article, span.person,
                             "forgotten", 0, 4, "Rain"))  # fmt: skip
    workspace.choose(workspace.article.span("019d0000-0000-7000-8000-000000000009"))
    assert words(panel)[:2] == ["forgotten", "title"]


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_it_is_drawn_in_the_colours_of_the_mode(panel, theme, choose, mode):
    theme.set_mode(mode)
    choose("fell")
    image = panel.details.grab().toImage()
    assert image.pixelColor(2, 2).name().upper() == theme.colours.chrome


def test_in_a_window_from_right_to_left_names_stand_at_the_right(mirrored, panel, choose, qtbot):
    choose("fell")
    qtbot.wait(0)
    row = next(row for row in seen(panel) if isinstance(row, FormRow))
    assert row._name.x() > row.width() // 2
