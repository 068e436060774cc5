"""Two reviewers decided one difference differently: it is shown there, and one key settles it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from reviewing import Elsewhere

from annotator.model.review.outcome import Choice
from annotator.store.conflicts import waiting
from annotator.store.review.comparing import comparison
from annotator.store.review.deciding import take_back


@pytest.fixture
def twice(two):
    """The first difference, taken as 2 here and as 1 by another reviewer, with a reason."""
    other = Elsewhere(two)
    two.desk.press("2")
    other.decides(0, Choice("take", 0, reason="the number counts"))
    other.comes()
    two.review.choose_first()
    return two


def waits(two) -> bool:
    return waiting(two.desk.workspace.reader) > 0


def values(two) -> list[str]:
    return [row.accessibleName() for row in two.page.panel.choices.decided.rows]


def test_both_decisions_stand_at_the_difference_with_who_and_when(twice):
    assert twice.rows()[0].endswith("decided twice")
    assert len(twice.review.open) == 4
    assert values(twice) == [
        "Take “take “two rockets” of Annotator A, since: the number counts”",
        "Take “take “rockets” of Annotator B”",
    ]
    rows = twice.page.panel.choices.decided.rows
    assert rows[0].accessibleDescription().startswith("Shown now. second, ")
    assert "first, " in rows[1].accessibleDescription()
    assert [name.partition(":")[0] for name in twice.choices()] == ["U", "I", "0", "F2"]


@pytest.mark.parametrize(("key", "words"), [("1", "two rockets"), ("2", "rockets")])
def test_a_digit_takes_one_and_goes_on_and_undo_brings_the_two_back(twice, key, words):
    first = twice.review.case.id
    twice.desk.press(key)
    assert twice.gold == [("weapon", words)]
    assert not waits(twice)
    assert len(twice.review.open) == 3
    assert twice.review.case.id != first
    assert not twice.page.panel.choices.decided.isVisible()
    twice.desk.press("Ctrl+Z")
    assert waits(twice)
    assert len(twice.review.open) == 4


def test_one_is_taken_by_mouse_and_the_highlighted_one_by_return(twice):
    row = twice.page.panel.choices.decided.rows[1]
    QTest.mouseClick(row, Qt.MouseButton.LeftButton)
    assert twice.gold == [("weapon", "rockets")]
    twice.desk.press("Ctrl+Z")
    twice.review.choose_first()
    twice.desk.press("Return")
    assert twice.gold == [("weapon", "two rockets")]


def test_deciding_anew_settles_it_too(twice):
    twice.desk.press("0")
    assert twice.gold == []
    assert not waits(twice)
    assert len(twice.review.open) == 3


def test_a_decision_that_is_not_there_is_refused(twice):
    twice.desk.press("3")
    assert twice.desk.said == "There is no version 3 here."
    assert waits(twice)


def test_many_at_once_leaves_it_to_be_looked_at(twice):
    twice.desk.press("N")
    twice.desk.press("Shift+Return")
    assert waits(twice)
    assert len(twice.review.open) == 3


def test_hidden_names_are_hidden_here_too(twice):
    twice.desk.window.commands.do("hide_names")
    assert values(twice) == ["Take “two rockets, since: the number counts”", "Take “rockets”"]


def test_a_decision_taken_back_by_one_and_made_again_by_the_other(two):
    two.desk.press("2")
    other = Elsewhere(two)
    other.does(lambda store: take_back(store, comparison(store.read, two.article).cases[0]))
    two.review.choose(two.review.all_cases[0])
    two.desk.press("1")
    other.comes()
    two.review.choose_first()
    shown = values(two)
    assert len(shown) == 2
    assert any("two rockets" in one for one in shown)
    at = next(n for n, one in enumerate(shown, 1) if "two rockets" in one)
    two.desk.press(str(at))
    assert two.gold == [("weapon", "two rockets")]
    assert not waits(two)
