"""What keys do, what is said where a deed is not possible, and that nothing typed is lost."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication

from annotator.actions.table import ACTIONS
from annotator.model.sentences import Refused, Trouble


@pytest.fixture
def deed(own, monkeypatch):
    """Put another function into the place of a deed."""

    def put(run, **values) -> None:
        commands = own.window.commands
        monkeypatch.setitem(
            commands._fixed, "zoom_in", replace(commands["zoom_in"], run=run, **values)
        )

    return put


def test_what_is_refused_is_told_calmly(own, deed):
    def refuse(hands):
        raise Refused("{what} cannot be done.", what="That")

    deed(refuse)
    own.press("Ctrl+=")
    assert own.said == "That cannot be done."
    assert own.notice == "That cannot be done."


def test_a_trouble_is_told_in_a_notice_that_stays(own, deed):
    def fail(hands):
        raise Trouble("The disk is full.")

    deed(fail)
    own.press("Ctrl+=")
    assert own.notice == "The disk is full."


def test_advice_for_the_command_line_is_put_for_the_window(own, deed):
    def fail(hands):
        raise Trouble("It is damaged. Look with: annotator check /some/file.annot")

    deed(fail)
    own.press("Ctrl+=")
    assert "annotator check" not in own.notice
    assert "Check the project" in own.notice


def test_a_fault_of_ours_is_not_swallowed_and_the_window_goes_on(own, deed):
    def break_down(hands):
        raise ZeroDivisionError

    deed(break_down)
    with pytest.raises(ZeroDivisionError):
        own.window.commands.do("zoom_in")
    own.select("rockets")
    own.press("W")
    assert own.marks == [("Weapon", "rockets")]


def test_what_cannot_be_done_says_why_and_is_not_done(own, deed):
    done = []
    deed(done.append, needs=lambda hands: "Not today.")
    own.press("Ctrl+=")
    assert own.said == "Not today."
    assert done == []
    assert own.window.commands.reason("zoom_in") == "Not today."


def test_every_key_of_the_window_is_there_once(own):
    keys = [
        key.toString(QKeySequence.SequenceFormat.PortableText)
        for shortcut in own.window.actions()
        for key in shortcut.shortcuts()
    ]
    assert sorted(keys) == sorted(set(keys))
    declared = {
        QKeySequence(key).toString(QKeySequence.SequenceFormat.PortableText)
        for action in ACTIONS
        for key in action.keys
        if action.context in {"anywhere", "project"}
    }
    assert set(keys) == declared


def test_a_hand_that_rests_on_a_key_finishes_one_article_only(own):
    repeating = {
        a.text() for a in own.window.findChildren(QAction) if a.autoRepeat() and a.shortcuts()
    }
    assert {"Undo", "Find next", "Larger text"} <= repeating
    assert {"Done, next article", "Commands…", "Keys", "Text only"}.isdisjoint(repeating)


def test_keys_of_the_article_do_nothing_elsewhere(own):
    own.select("rockets")
    own.press("W")
    own.click("rockets")
    own.press("Ctrl+L")
    own.press("Del")
    own.press("Alt+Down")
    own.press("Space")
    assert own.marks == [("Weapon", "rockets")]


def test_the_key_pad_is_as_good(own):
    own.select("rockets")
    press = QKeyEvent(
        QEvent.Type.KeyPress, Qt.Key.Key_3, Qt.KeyboardModifier.KeypadModifier, "3"
    )  # fmt: skip
    QApplication.sendEvent(own.view, press)
    assert own.marks == [("Weapon", "rockets")]
    own.click("rockets")
    enter = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier)
    QApplication.sendEvent(own.view, enter)
    assert own.window.annotate.panel.details.isAncestorOf(QApplication.focusWidget())


# --- a label that is armed ------------------------------------------------------------------------


def test_after_f9_the_key_of_a_label_arms_it(own):
    own.select("rockets")
    own.press("F9")
    own.press("W")
    assert own.workspace.armed == "weapon"
    assert own.marks == []
    own.press("W")  # from now on it labels again
    assert own.marks == [("Weapon", "rockets")]


def test_after_f9_any_other_key_means_what_it_always_does(own):
    own.press("F9")
    own.press("Right")
    assert not own.workspace.awaits_label
    own.select("rockets")
    own.press("F9")
    own.press("Shift")
    assert own.workspace.awaits_label
    own.press("Alt+W")
    assert own.workspace.armed is None
    assert own.marks == [("Weapon", "rockets")]


@pytest.mark.parametrize("key", ["F9", "Esc"])
def test_f9_and_escape_end_the_waiting(own, key):
    own.press("F9")
    own.press(key)
    assert not own.workspace.awaits_label
    assert own.said == "No label is armed."


def test_an_expert_label_that_is_hidden_is_armed_no_more(own):
    own.window.commands.do("expert_labels")
    own.window.commands.do("arm_cue")
    assert own.workspace.armed == "cue"
    own.window.commands.do("expert_labels")
    assert own.workspace.armed is None


def test_label_deeds_come_and_go_with_the_project(own):
    commands = own.window.commands
    assert commands.label_ids[:4] == [
        "label_actor",
        "label_location",
        "label_weapon",
        "label_claim",
    ]
    before = len(commands.label_ids)
    commands.do("expert_labels")
    assert len(commands.label_ids) > before
    commands.do("close_project")
    assert commands.label_ids == []
    with pytest.raises(KeyError):
        commands["label_actor"]


# --- what is being typed --------------------------------------------------------------------------


@pytest.fixture
def noting(own):
    """A note is being typed beside a mark."""
    own.select("rockets")
    own.press("W")
    own.click("rockets")
    own.press("Ctrl+M")
    own.type("seen twice")
    assert own.mark("rockets").note is None
    return own


def note_of(desk, words: str = "rockets") -> str | None:
    spans = [
        span
        for article in desk.workspace.reader.article_ids()
        for span in desk.workspace.reader.spans(article)
    ]
    return next(span.note for span in spans if span.quote == words)


@pytest.mark.parametrize(
    "deed",
    ["export", "next_article", "done_and_next", "commands", "keys", "close_project", "text_only"],
)
def test_a_note_that_is_being_typed_is_kept_by_whatever_is_done(noting, deed):
    noting.window.commands.do(deed)
    if deed == "close_project":
        noting.window.open_path(noting.folder / "own.annot")
    assert note_of(noting) == "seen twice"


def test_a_note_that_is_being_typed_is_kept_by_choosing_another_mark(noting):
    noting.select("depot")
    noting.press("L")
    assert note_of(noting) == "seen twice"


def test_a_note_that_is_being_typed_is_kept_by_another_article(noting):
    noting.bring("Another article.")
    assert note_of(noting) == "seen twice"


def test_undo_by_mouse_takes_back_the_note_first_and_redo_gives_it_back(noting):
    noting.push("Undo")
    assert noting.marks == [("Weapon", "rockets")]
    assert note_of(noting) is None
    noting.window.commands.do("redo")
    assert note_of(noting) == "seen twice"


def test_undo_by_key_takes_back_typing_only(noting):
    noting.press("Ctrl+Z")
    noting.window.flush()
    assert noting.marks == [("Weapon", "rockets")]
    assert note_of(noting) != "seen twice"


def test_a_note_that_is_being_typed_is_kept_by_files_dropped(noting):
    noting.window.commands.attempt(lambda: None)
    assert note_of(noting) == "seen twice"
