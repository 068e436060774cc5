"""The status line: what happened, what is true now, and that it is on disk."""

from __future__ import annotations

import threading
from contextlib import contextmanager

import pytest
from PySide6.QtWidgets import QApplication, QPushButton

from annotator import __version__
from annotator.model.ids import new_id
from annotator.model.person import person_named
from annotator.model.sentences import Trouble
from annotator.model.span import Span
from annotator.store.store import Store
from annotator.ui.parts.meter import Meter


def counts(desk) -> str:
    return desk.window.status._counts.text()


def others_marks(desk, words: str) -> None:
    """Let a colleague mark words of the open article, which is opened again."""
    workspace = desk.workspace
    start, me, other = desk.text.index(words), workspace.person, person_named("", "Second")
    workspace.store.person = other
    with workspace.step("Mark") as store:
        end = start + len(words)
        store.put(
            other, Span(new_id(), workspace.article.id, other.id, "weapon", start, end, words)
        )
    workspace.store.person = me
    workspace.show(workspace.article.id)


def late(desk) -> None:
    """Let the time pass after which progress is shown."""
    timer = desk.window.status._progress._timer
    assert timer.isActive()
    timer.stop()
    timer.timeout.emit()


def test_what_is_said_of_a_place_is_not_said_of_the_next_one(own):
    own.caret_to("depot")
    own.press("Space")
    assert own.said == "No mark lies here."
    own.select("rockets")
    assert own.said == ""
    own.press("W")
    own.press("Alt+Down")
    assert own.said == "Went on from the first mark."
    own.press("Esc")
    assert own.said == ""


def test_what_was_done_is_said_until_something_else_is(own):
    own.select("rockets")
    own.press("W")
    own.select("depot")
    assert own.said.startswith("Marked “rockets” as Weapon")


def test_words_that_are_marked_already_say_so_only_as_long_as_they_are_picked(own):
    own.select("depot")
    own.press("L")
    own.select("depot")
    own.press("L")
    assert own.said == "“depot” is marked as Location already"
    own.click("mayor")
    assert own.said == ""


@pytest.fixture
def work(own):
    """Some work under way, which goes on when it is told to, and how far it is."""
    go_on, stages = threading.Event(), []

    def run(progress):
        while not go_on.wait(0.002):
            progress(*(stages[-1] if stages else ("Counting", 0, 0)))
        return 1

    own.window.hands.background.run("Counting", run, lambda _: own.workspace.tell("Counted."),
                                    lambda _: own.workspace.tell("Stopped."))  # fmt: skip
    yield own, stages, go_on
    go_on.set()
    own.rest()


def test_on_the_start_page(desk):
    assert desk.said == "No project is open."
    assert counts(desk) == f"Version {__version__}"
    assert desk.window.status.state == ""


def test_marks_and_claims_are_counted_as_they_come_and_go(own):
    assert counts(own) == "0 marks"
    own.select("rockets")
    own.press("W")
    assert counts(own) == "1 mark"
    own.select("The brigade fired rockets at the depot")
    own.press("C")
    assert counts(own) == "2 marks, 1 claim"
    own.press("Ctrl+Z")
    assert counts(own) == "1 mark"
    assert own.window.status.state == "Saved"


def test_expert_marks_are_counted_only_while_they_are_shown(own):
    own.window.commands.do("expert_labels")
    own.select("fired rockets")
    own.press("E")
    assert counts(own) == "1 mark"
    own.window.commands.do("expert_labels")
    assert counts(own) == "0 marks"
    own.window.commands.do("expert_labels")
    assert counts(own) == "1 mark"


def test_read_only_is_said(own):
    path = own.workspace.store.path
    own.window.commands.do("close_project")
    with Store.open(path, own.window.hands.settings.person("first")):
        own.answers.way = "read"
        own.window.open_path(path)
        own.wait(lambda: own.workspace.is_open)
        assert own.window.status.state == "Read only"
        own.window.commands.do("close_project")


def test_what_is_not_saved_is_said(own, monkeypatch):
    @contextmanager
    def full(*_, **__):
        raise Trouble("The disk is full.")
        yield

    own.select("rockets")
    with monkeypatch.context() as patch:
        patch.setattr(own.workspace, "step", full)
        own.press("W")
    assert own.window.status.state == "1 mark not saved"
    own.window.commands.do("try_again")
    assert own.window.status.state == "Saved"
    assert own.marks == [("Weapon", "rockets")]


def test_who_one_is_stands_there_and_is_changed_there(own):
    assert own.named("You are first").text() == "first"
    own.answers.name = "second"
    own.push("You are first")
    assert own.named("You are second").text() == "second"


def test_short_work_takes_no_words_away(work):
    desk, _, go_on = work
    desk.workspace.tell("Something happened.")
    assert desk.window.status._said.isVisible()
    assert not desk.window.status._progress.isVisible()
    go_on.set()
    desk.rest()
    assert desk.said == "Counted."
    assert desk.window.status._said.isVisible()


def test_after_a_second_progress_is_shown_with_its_share(work):
    desk, stages, go_on = work
    stages.append(("Counting articles", 3, 4))
    late(desk)
    progress = desk.window.status._progress
    assert progress.isVisible()
    assert not desk.window.status._said.isVisible()
    desk.wait(lambda: desk.named("Counting articles") is not None)
    assert progress.findChild(Meter).value() == 750
    go_on.set()
    desk.rest()
    assert not progress.isVisible()
    assert desk.window.status._said.isVisible()
    assert progress.findChildren(Meter) == [] or not progress.findChild(Meter).isVisible()


def test_cancel_stops_it(work):
    desk, _, _ = work
    late(desk)
    cancel = next(b for b in desk.window.status.findChildren(QPushButton) if b.text() == "Cancel")
    cancel.click()
    desk.rest()
    assert desk.said == "Stopped."


@pytest.mark.parametrize("size", [(1024, 700), (720, 480)])
def test_nothing_is_cut_in_a_small_window(own, size):
    own.workspace.arm("location")
    own.workspace.tell("A rather long sentence about what happened. " * 5)
    own.window.resize(*size)
    QApplication.processEvents()
    status = own.window.status
    for part in (status._armed, status._counts, status._person, status._saved):
        assert part.width() >= part.sizeHint().width()
        assert status.rect().contains(part.geometry())


def test_the_armed_label_is_named_as_long_as_it_is_armed(own):
    armed = own.window.status._armed
    assert not armed.isVisible()
    own.window.commands.do("arm_weapon")
    assert own.said == "Weapon is armed: every selection is labelled until Esc."
    own.select("rockets")
    assert (armed.text(), counts(own)) == ("Weapon is armed", "1 mark")
    own.press("Esc")
    assert not armed.isVisible()


def test_a_click_on_the_armed_label_lets_go_of_it(own):
    own.window.commands.do("arm_weapon")
    own.push("Weapon is armed. Let go of it")
    assert own.said == "Weapon is not armed any more."
    own.select("rockets")
    assert own.marks == []


def test_marks_of_others_are_counted_beside_ones_own(own):
    others_marks(own, "rockets")
    assert counts(own) == "1 mark by others"
    own.select("depot")
    own.press("L")
    assert counts(own) == "1 mark, 1 by others"


def test_stopping_is_reached_by_the_keyboard(work):
    own, _, _ = work
    late(own)
    cancel = own.named("Cancel")
    assert cancel in own.window._tab_stops()
    cancel.setFocus()
    own.press("Return")
    own.rest()
    assert own.said == "Stopped."
