"""The question whether an article shall go for good: it needs a tick before its answer."""

from __future__ import annotations

from PySide6.QtCore import Qt

TITLE = "Rockets hit the base"
WHAT = "The text and all that anybody said of it (2 marks) go."


def ask(dialogs):
    return dialogs.erase_article(TITLE, WHAT)


def test_it_says_what_goes_and_that_nothing_brings_it_back(dialogs, while_open):
    def look(hand):
        assert hand.sheet.windowTitle() == "Erase “Rockets hit the base” for good?"
        assert hand.sees(WHAT)
        assert hand.sees("Nothing brings it back: not Undo")
        assert hand.sees("Entities and events stay.")
        assert WHAT in hand.sheet.accessibleDescription()

    assert while_open(lambda: ask(dialogs), look) is False


def test_it_goes_only_once_the_box_is_ticked(dialogs, while_open):
    def tick(hand):
        assert not hand.button("Erase for good").isEnabled()
        hand.presses(Qt.Key.Key_Space)
        assert hand.button("Erase for good").isEnabled()
        hand.presses(Qt.Key.Key_Return)

    assert while_open(lambda: ask(dialogs), tick) is True


def test_return_alone_erases_nothing(dialogs, while_open):
    def hurry(hand):
        hand.presses(Qt.Key.Key_Return)
        assert hand.sheet.isVisible()
        hand.clicks("Cancel")

    assert while_open(lambda: ask(dialogs), hurry) is False


def test_a_box_that_is_cleared_again_holds_it_back(dialogs, while_open):
    def waver(hand):
        hand.presses(Qt.Key.Key_Space)
        hand.presses(Qt.Key.Key_Space)
        assert not hand.button("Erase for good").isEnabled()

    assert while_open(lambda: ask(dialogs), waver) is False
