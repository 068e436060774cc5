"""What is still open, in the panel: counted, gone to, and let go of."""

from __future__ import annotations

import pytest


@pytest.fixture
def claim(own):
    """An article with a claim that has no source, and the list of what is open."""
    own.select("rockets fell")
    own.press("C")
    own.wait(lambda: len(still(own).state.items) == 3)
    return own.mark("rockets fell")


def still(desk):
    return desk.window.annotate.panel.still_open


def listed(desk):
    rows = still(desk).list.rows
    return [rows.lines(item) for item in rows.items]


def test_the_line_counts_and_unfolds_in_place_of_the_outline(own, claim):
    assert still(own).head.words == "3"
    assert not still(own).is_unfolded
    own.push("Still open: 3 things, folded")
    assert not own.window.annotate.panel.outline.isVisible()
    assert listed(own) == [
        ("The date of publication is missing", ""), ("Claim without a source", "rockets fell"),
        ("Claim without an event", "rockets fell"),
    ]  # fmt: skip
    own.push("Still open: 3 things, unfolded")
    assert own.window.annotate.panel.outline.isVisible()


def test_by_keyboard_one_goes_there_and_lets_go_for_good(own, claim):
    own.workspace.pick(0, 0)
    own.press("Ctrl+Shift+P")
    own.press("Return")
    assert own.answers.asked[-1] == "article details"
    own.press("Down")
    own.press("Return")
    assert own.workspace.chosen.id == claim.id
    assert own.view.hasFocus()
    own.press("Ctrl+Shift+P")
    own.press("Del")
    assert "Claim without a source" not in dict(listed(own))
    assert "for good" in own.said
    own.wait(lambda: still(own).head.words == "2")
    own.press("Ctrl+Z")
    own.wait(lambda: still(own).head.words == "3")
    own.press("Esc")
    assert own.view.hasFocus()


def test_what_was_let_go_of_stays_so_on_the_next_day(own, claim):
    own.press("Ctrl+Shift+P")
    for _ in range(3):
        own.press("Del")
    own.come_back()
    own.wait(lambda: still(own).state.is_known)
    assert still(own).head.words == "nothing"


def test_what_is_answered_goes_by_itself(own, claim):
    own.press("Ctrl+Shift+P")
    with own.workspace.step("Published") as store:
        store.set_article(own.workspace.article.id, published="2021-06-29")
    own.wait(lambda: still(own).head.words == "2")
    assert [what for what, _ in listed(own)] == ["Claim without a source", "Claim without an event"]


def test_folded_away_it_costs_nothing(own, claim):
    own.press("Ctrl+Shift+B")
    with own.workspace.step("Published") as store:
        store.set_article(own.workspace.article.id, published="2021-06-29")
    assert not still(own).state._soon.isActive()
    own.press("Ctrl+Shift+B")
    own.wait(lambda: still(own).head.words == "2")
