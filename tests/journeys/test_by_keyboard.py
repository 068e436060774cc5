"""An analyst who never touches the mouse marks an article and puts it right."""

from __future__ import annotations

import pytest

WORDS = (
    "The brigade fired rockets at the depot.\n"
    "The US-led coalition said that rockets fell near the depot."
)


@pytest.fixture
def own(desk):
    desk.bring(WORDS)
    desk.window.commands.do("focus_article")
    return desk


def presses(desk, *keys: str) -> None:
    for key in keys:
        desk.press(key)


def goes_to(desk, words: str) -> None:
    """Go on by words from the beginning until the caret is before these."""
    place = desk.text.index(words)
    desk.press("Ctrl+Home")
    while desk.view.caret() < place:
        desk.press("Ctrl+Right")
    assert desk.view.caret() == place


def test_marks_are_made_put_right_and_cycled_by_keyboard_alone(own):
    # a claim, and inside it a weapon
    presses(own, *["Ctrl+Right"] * 1, *["Ctrl+Shift+Right"] * 3, "C")
    assert own.marks == [("Claim", "brigade fired rockets")]
    goes_to(own, "rockets")
    presses(own, "W")
    # an end by the character: one too few, one too many, and right again
    presses(own, "F7", "F8", "F8", "F7")
    assert own.mark("rockets").label == "weapon"
    presses(own, "Shift+F8", "Shift+F7")
    assert own.marks == [("Claim", "brigade fired rockets"), ("Weapon", "rockets")]
    # round the marks that lie here, outwards and inwards
    presses(own, "Space")
    assert own.workspace.chosen.label == "claim"
    presses(own, "Space")
    assert own.workspace.chosen.label == "weapon"
    assert own.said == "That was the outermost mark; this is the innermost again."
    presses(own, "Space", "Shift+Space")
    assert own.workspace.chosen.label == "weapon"
    # the same words once more
    presses(own, "Alt+Shift+A")
    assert own.said == "Marked “rockets” as Actor besides Weapon"
    assert len(own.marks) == 3
    presses(own, "Ctrl+Z")
    assert len(own.marks) == 2


def test_with_a_label_armed_each_selection_costs_one_key_more(own):
    presses(own, "F9", "L")
    assert own.said == "Location is armed: every selection is labelled until Esc."
    goes_to(own, "depot")
    presses(own, "Return")  # the word at the caret
    goes_to(own, "coalition")
    presses(own, "Ctrl+Shift+Right", "Return")
    assert own.marks == [("Location", "depot"), ("Location", "coalition")]
    presses(own, "Return")  # a mark is chosen: Enter goes to its details as always
    assert own.window.annotate.panel.details.isAncestorOf(own.window.focusWidget())
    own.window.commands.do("focus_article")
    # from one to the next of the label, round the article
    presses(own, "F4")
    assert own.workspace.chosen.quote == "depot"
    presses(own, "Shift+F4")
    assert own.workspace.chosen.quote == "coalition"
    # Esc ends it, and only then lets go
    presses(own, "Esc")
    assert own.workspace.armed is None
    assert own.workspace.chosen.quote == "coalition"
    presses(own, "Esc")
    assert own.workspace.chosen is None


def test_a_longer_mark_takes_the_place_of_shorter_ones_after_one_question(own):
    for words in ("US-led", "coalition"):
        goes_to(own, words)
        presses(own, "A")
    own.answers.chosen = "longest"
    goes_to(own, "US-led")
    presses(own, *["Ctrl+Shift+Right"] * 2, "A")
    assert own.marks == [("Actor", "US-led coalition")]
    assert len(own.answers.asked) == 1
    presses(own, "Ctrl+Z")
    assert own.marks == [("Actor", "US-led"), ("Actor", "coalition")]


def test_what_the_rules_leave_out_is_shown_as_it_happens(own):
    presses(own, *["Ctrl+Shift+Right"] * 2, "A")
    assert own.said == "Marked “brigade” as Actor, without “The”"
    presses(own, "Ctrl+Z", "Home", *["Ctrl+Shift+Right"] * 2, "Alt+A")
    assert own.marks == [("Actor", "The brigade")]
