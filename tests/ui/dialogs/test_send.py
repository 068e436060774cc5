"""The question what goes to a colleague."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QCheckBox

from annotator.model.person import Person
from annotator.questions import Sendable, Sending

FIRST, SECOND = Person("1", "first"), Person("2", "second & third")


@pytest.fixture
def there(tmp_path: Path) -> Sendable:
    return Sendable(tmp_path / "mine.bundle", (FIRST, SECOND), "a", ("a", "b", "c"))


@pytest.fixture
def target(files, tmp_path: Path) -> Path:
    files["target"] = tmp_path / "other.bundle"
    return files["target"]


def test_return_alone_sends_everything(dialogs, while_open, there, target):
    answer = while_open(lambda: dialogs.send(there), lambda hand: hand.presses(Qt.Key.Key_Return))
    assert answer == Sending(target)


def test_only_one_persons_work_on_the_open_article_without_texts(
    dialogs, while_open, there, target
):
    def choose(hand):
        hand.clicks("second & third")
        hand.clicks("The open one")
        hand.clicks("The texts of the articles go along")
        assert hand.sees("Only a part goes: the work of 1 person on 1 article.")
        assert hand.sees("Marks on articles that your colleague lacks wait")
        hand.clicks("Choose a file…")

    answer = while_open(lambda: dialogs.send(there), choose)
    assert answer == Sending(
        target, persons=frozenset({"1"}), articles=frozenset({"a"}), texts=False
    )


def test_the_articles_of_the_list(dialogs, while_open, there, target):
    def choose(hand):
        hand.clicks("The 3 in the list")
        assert hand.sees("Only a part goes: 3 articles.")
        hand.clicks("Choose a file…")

    answer = while_open(lambda: dialogs.send(there), choose)
    assert answer == Sending(target, articles=frozenset("abc"))


def test_nothing_open_and_nothing_filtered_offers_all_articles_only(
    dialogs, while_open, tmp_path, target
):
    there = Sendable(tmp_path / "mine.bundle", (FIRST,), None, ())

    def look(hand):
        names = {button.accessibleName() for button in hand.sheet.findChildren(QCheckBox)}
        assert names == {"first", "The texts of the articles go along"}
        assert not hand.sees("The open one")
        hand.presses(Qt.Key.Key_Return)

    assert while_open(lambda: dialogs.send(there), look) == Sending(target)


def test_nobody_ticked_sends_nothing(dialogs, while_open, there):
    def untick(hand):
        hand.clicks("first")
        hand.clicks("second & third")
        assert hand.sees("Nobody is ticked, so nothing would go.")
        assert not hand.button("Choose a file…").isEnabled()

    assert while_open(lambda: dialogs.send(there), untick) is None


def test_what_a_colleague_lacks_needs_what_he_has_sent(
    dialogs, while_open, there, files, target, tmp_path
):
    def choose(hand):
        files["one"] = None
        hand.clicks("What my colleague lacks")
        assert hand.sees("Choose first what your colleague has sent")
        assert not hand.button("Choose a file…").isEnabled()
        files["one"] = tmp_path / "what.ask"
        hand.clicks("Choose what your colleague has sent")
        assert hand.sees("what.ask")
        assert hand.sees("What is there already stays out of the file.")
        hand.clicks("Choose a file…")

    answer = while_open(lambda: dialogs.send(there), choose)
    assert answer == Sending(target, since=tmp_path / "what.ask")


def test_a_question_that_was_dropped_is_filled_in(dialogs, while_open, tmp_path, target):
    there = Sendable(tmp_path / "mine.bundle", (FIRST,), None, (), tmp_path / "what.ask")
    answer = while_open(lambda: dialogs.send(there), lambda hand: hand.presses(Qt.Key.Key_Return))
    assert answer == Sending(target, since=tmp_path / "what.ask")


def test_who_goes_back_to_everything_sends_everything(dialogs, while_open, tmp_path, target):
    there = Sendable(tmp_path / "mine.bundle", (FIRST,), None, (), tmp_path / "what.ask")

    def change(hand):
        hand.clicks("Everything")
        hand.clicks("Choose a file…")

    assert while_open(lambda: dialogs.send(there), change) == Sending(target)


def test_who_chooses_no_file_is_back_and_may_leave(dialogs, while_open, there, files):
    files["target"] = None

    def waver(hand):
        hand.clicks("Choose a file…")
        assert hand.sheet.isVisible()
        hand.clicks("Cancel")

    assert while_open(lambda: dialogs.send(there), waver) is None


def test_many_people_scroll(dialogs, while_open, tmp_path):
    people = tuple(Person(str(n), f"annotator-{n}") for n in range(30))

    def look(hand):
        assert hand.sheet.height() < 700
        stops = [w for w in hand.sheet.findChildren(QAbstractButton) if w.focusPolicy()]
        assert all(w.accessibleName() or w.text() for w in stops)

    while_open(lambda: dialogs.send(Sendable(tmp_path / "m.bundle", people, None, ())), look)


def test_files_are_asked_for_by_what_they_hold(dialogs, files, tmp_path):
    files["several"] = [tmp_path / "a.bundle", tmp_path / "b.annot"]
    assert dialogs.files_of_colleagues() == files["several"]
    files["target"] = tmp_path / "what"
    assert dialogs.question_file(tmp_path / "mine.ask") == tmp_path / "what.ask"
    files["target"] = tmp_path / "copy"
    assert dialogs.new_copy(tmp_path / "mine.annot") == tmp_path / "copy.annot"
