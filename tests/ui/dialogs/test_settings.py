"""The page of settings: every setting for people is there, by mouse and keyboard, at once."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QRadioButton
from shiboken6 import isValid

from annotator.settings import (
    APPEARANCE,
    EXPERT,
    FACE,
    FOCUS,
    LINE_LENGTH,
    PERSON_NAME,
    SETTINGS,
    SPACING,
    TAGS,
    ZOOM,
    Settings,
)
from annotator.ui.dialogs.settings import SettingsSheet
from annotator.ui.parts.form import ValueButton


@pytest.fixture
def sheet(own):
    own.window.commands.do("settings")
    sheet = own.window.findChild(SettingsSheet)
    sheet.activateWindow()
    own.wait(sheet.isVisible)
    own.wait(lambda: QApplication.focusWidget() is not None)
    yield sheet
    if isValid(sheet):
        sheet.close()


def choose(sheet, setting, words):
    """Click a choice of a row."""
    field = sheet.fields[setting.name]
    button = next(b for b in field.findChildren(QRadioButton) if b.accessibleName() == words)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def kept(setting):
    return Settings().get(setting)


def test_its_key_opens_it(own):
    own.press("Ctrl+,")
    assert own.window.findChild(SettingsSheet).isVisible()
    own.window.findChild(SettingsSheet).close()


def test_it_can_be_opened_without_a_project(desk):
    desk.window.commands.do("settings")
    sheet = desk.window.findChild(SettingsSheet)
    choose(sheet, TAGS, "Names")
    assert kept(TAGS) == "names"
    sheet.close()


def test_every_setting_for_people_has_a_row_with_a_name_and_a_help(sheet):
    wanted = [setting for setting in SETTINGS if setting.title]
    assert list(sheet.fields) == [setting.name for setting in wanted]
    for setting in wanted:
        field = sheet.fields[setting.name]
        assert field.accessibleName() == setting.title
        assert field.toolTip() == setting.help
        assert field.isVisible()


@pytest.mark.parametrize(
    ("setting", "words", "value", "seen"),
    [
        (LINE_LENGTH, "55", "55", lambda v: v.typesetting.characters == 55),
        (LINE_LENGTH, "As wide as it goes", "full", lambda v: v.typesetting.characters is None),
        (FACE, "Sans serif", "sans", lambda v: v.typesetting.face == "sans"),
        (SPACING, "Wide", "wide", lambda v: v.typesetting.spacing == "wide"),
        (FOCUS, "On", True, lambda v: v._scene.is_focused),
        (TAGS, "Names", "names", lambda v: v._scene.density == "names"),
    ],
)
def test_a_choice_takes_effect_at_once_and_is_kept(own, sheet, setting, words, value, seen):
    assert not seen(own.view)
    choose(sheet, setting, words)
    assert seen(own.view)
    assert kept(setting) == value
    assert sheet.isVisible()


def test_colours_change_at_once(own, sheet):
    choose(sheet, APPEARANCE, "Dark")
    assert own.theme.mode == "dark"
    assert kept(APPEARANCE) == "dark"


def test_expert_labels_come_and_go(own, sheet):
    choose(sheet, EXPERT, "Shown")
    assert own.workspace.shows_expert
    assert "label_cue" in own.window.commands.label_ids
    choose(sheet, EXPERT, "Hidden")
    assert not own.workspace.shows_expert


def test_the_size_is_chosen_from_a_list(own, sheet):
    sheet.fields[ZOOM.name].chosen.emit("7")
    assert own.view.typesetting.zoom == 1.5
    assert kept(ZOOM) == 1.5


def test_it_shows_what_holds_now(own):
    own.press("Ctrl+.")
    own.window.commands.do("zoom_in")
    own.window.commands.do("settings")
    sheet = own.window.findChild(SettingsSheet)
    held = {
        b.accessibleDescription(): b.accessibleName()
        for b in sheet.findChildren(QRadioButton) if b.isChecked()
    }  # fmt: skip
    assert held["Letters"] == "Everywhere"
    assert held["Line length"] == "70"
    assert sheet.fields[ZOOM.name].findChild(ValueButton).words == "110%"
    sheet.close()


def test_the_name_is_written_as_it_is_left(own, sheet):
    field = sheet.fields[PERSON_NAME.name]
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, "another name")
    QTest.keyClick(field, Qt.Key.Key_Tab)
    assert kept(PERSON_NAME) == "another name"
    assert own.workspace.person.name == "another name"
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, "  ")
    QTest.keyClick(field, Qt.Key.Key_Tab)
    assert kept(PERSON_NAME) == field.text() == "another name"


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Escape])
def test_a_name_that_is_being_typed_is_not_lost_as_the_sheet_goes(own, sheet, key):
    field = sheet.fields[PERSON_NAME.name]
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, "another name")
    QTest.keyClick(field, key)
    assert not (isValid(sheet) and sheet.isVisible())
    assert kept(PERSON_NAME) == "another name"


def test_everything_can_be_reached_by_tab_and_chosen_by_arrows(own, sheet):
    reached = set()
    for _ in range(30):
        now = QApplication.focusWidget()
        reached |= {
            name for name, field in sheet.fields.items() if field is now or field.isAncestorOf(now)
        }  # fmt: skip
        QTest.keyClick(now, Qt.Key.Key_Tab)
    assert reached == set(sheet.fields)
    spacing = sheet.fields[SPACING.name]
    spacing.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Right)
    assert kept(SPACING) == "wide"


def test_esc_closes_it_and_nothing_is_taken_back(own, sheet):
    choose(sheet, SPACING, "Compact")
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    assert not (isValid(sheet) and sheet.isVisible())
    assert kept(SPACING) == "compact"


def test_what_stands_in_it_has_names_of_ours_and_no_field_without_one(sheet):
    for part in (*sheet.findChildren(QRadioButton), *sheet.findChildren(QLineEdit)):
        assert part.accessibleName()
