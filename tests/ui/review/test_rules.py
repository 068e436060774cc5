"""The sheet of the guideline lines: from the key press to the file and back to the screen."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from annotator.store.review.talking import add_line, lines
from annotator.ui.review.rules import RuleSheet

REASON = "a number belongs to the weapon"


def rules(two) -> list[str]:
    return [line.text for line in lines(two.desk.workspace.need())]


def sheet(two) -> RuleSheet:
    two.desk.press("Ctrl+Shift+K")
    QApplication.processEvents()
    return shown(two)


def shown(two) -> RuleSheet:
    (found,) = [one for one in two.desk.window.findChildren(RuleSheet) if one.isVisible()]
    return found


def told(found: RuleSheet) -> list[str]:
    role = Qt.ItemDataRole.AccessibleTextRole
    return [found.list.item(row).data(role) for row in range(found.list.count())]


@pytest.fixture
def ruled(two):
    """A rule that came of a decision."""
    two.desk.press("Ctrl+M")
    two.desk.type(REASON)
    two.desk.press("Ctrl+Shift+M")
    two.desk.press("Return")
    two.desk.press("2")
    return two


def test_without_a_rule_it_says_how_to_make_one_and_the_box_has_the_keyboard(two):
    found = sheet(two)
    assert found.empty.isVisible()
    assert QApplication.focusWidget() is found.box
    two.desk.type("Leave articles out.")
    two.desk.press("Return")
    assert rules(two) == ["Leave articles out."]
    assert told(found) == ["Leave articles out.. All labels · written as it is"]
    assert QApplication.focusWidget() is found.list
    two.desk.press("Ctrl+Z")
    assert rules(two) == []
    assert found.empty.isVisible()


def test_a_rule_says_where_it_came_from_and_return_opens_the_decision(ruled):
    ruled.desk.press("Ctrl+1")
    found = sheet(ruled)
    assert told(found) == [f"{REASON}. Weapon · from a decision in Strike on the old depot"]
    ruled.desk.press("Return")
    assert ruled.desk.window.hands.screen.page() == "review"
    assert ruled.review.case.decision.reason == REASON
    assert not found.isVisible()
    assert QApplication.focusWidget() is ruled.page.panel.list


def test_each_decision_with_the_same_reason_is_named_and_opened(ruled):
    ruled.desk.press("Ctrl+M")
    ruled.desk.type(REASON)
    ruled.desk.press("Return")
    ruled.desk.press("1")
    found = sheet(ruled)
    assert told(found) == [f"{REASON}. Weapon · from 2 decisions"]
    links = [one for one in found.findChildren(QPushButton) if "“mayor" in one.text()]
    QTest.mouseClick(links[0], Qt.MouseButton.LeftButton)
    assert ruled.review.case.end - ruled.review.case.start == len("mayor of the town")


def test_a_rule_is_changed_and_withdrawn_and_undo_brings_it_back(ruled):
    found = sheet(ruled)
    ruled.desk.press("F2")
    assert found.box.toPlainText() == REASON
    ruled.desk.type("The number is part of it.")
    found.label.chosen.emit("claim")
    ruled.desk.press("Return")
    (line,) = lines(ruled.desk.workspace.need())
    assert (line.text, line.label) == ("The number is part of it.", "claim")
    assert line.decision is not None
    ruled.desk.press("Del")
    assert rules(ruled) == []
    ruled.desk.press("Ctrl+Z")
    ruled.desk.press("Ctrl+Z")
    assert rules(ruled) == [REASON]


def test_esc_leaves_the_box_then_the_sheet_and_a_rule_is_not_added_twice(ruled):
    found = sheet(ruled)
    ruled.desk.push("New rule")
    ruled.desk.type(REASON)
    ruled.desk.press("Return")
    assert ruled.desk.said == "This is a rule already. Nothing was added."
    assert found.box.toPlainText() == REASON
    ruled.desk.press("Esc")
    assert found.isVisible()
    ruled.desk.press("Esc")
    assert not found.isVisible()
    assert rules(ruled) == [REASON]


def test_what_was_written_is_kept_as_the_sheet_closes(two):
    found = sheet(two)
    two.desk.type("Leave articles out.")
    two.desk.push("Close the guideline lines")
    assert not found.isVisible()
    assert rules(two) == ["Leave articles out."]


def test_a_rule_whose_decision_was_taken_back_says_so(ruled):
    ruled.desk.press("P")
    ruled.desk.press("Del")
    found = sheet(ruled)
    assert told(found) == [f"{REASON}. Weapon · from a decision that was taken back"]
    ruled.desk.press("Return")
    assert ruled.desk.said == "This rule came of no decision that is still there."


def test_it_is_reached_from_marking_too_and_shows_what_comes_meanwhile(own):
    own.press("Ctrl+Shift+K")
    (found,) = own.window.findChildren(RuleSheet)
    own.workspace.through(lambda store: add_line(store, "Leave articles out.", "weapon"))
    assert found.list.count() == 1
