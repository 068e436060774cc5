"""What a screen reader hears: the marks at the caret, refusals, and where one is when one asks."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication

from annotator.model.entity import Entity
from annotator.model.ids import new_id
from annotator.ui import announcer as module


@pytest.fixture
def heard(own, monkeypatch):
    """What is sent to a screen reader that listens, and takes the caret to rest at once."""
    spoken = []

    class Speaker(QAccessible):
        @staticmethod
        def isActive():  # noqa: N802 - Qt's name
            return True

        @staticmethod
        def updateAccessibility(event):  # noqa: N802 - Qt's name
            assert event.object() is own.view
            assert event.politeness().name == "Polite"
            spoken.append(event.message())

    monkeypatch.setattr(module, "QAccessible", Speaker)
    own.window.annotate.announcer._resting.setInterval(0)
    return spoken


@pytest.fixture
def marked(own):
    """Rockets as a weapon inside a claim."""
    own.select("The mayor said that rockets fell")
    own.press("C")
    own.select("rockets", nth=1)
    own.press("W")
    own.press("Esc")
    own.caret_to("brigade")
    return own


def rest(desk, heard) -> list[str]:
    """Let the caret rest, and give what was said since the last time."""
    QApplication.processEvents()
    timer = desk.window.annotate.announcer._resting
    desk.wait(lambda: not timer.isActive())
    said, heard[:] = list(heard), []
    return said


def caret_into(desk, words: str, at: int = 0) -> None:
    place = desk.text.index(words) + at
    desk.workspace.pick(place, place)


def test_the_caret_says_which_marks_it_comes_to_the_inner_one_first(marked, heard):
    caret_into(marked, "rockets fell", 2)
    assert rest(marked, heard) == ["rockets, Weapon, inside Claim"]
    marked.press("Right")
    assert rest(marked, heard) == []
    caret_into(marked, "mayor", 1)
    assert rest(marked, heard) == ["mayor said that rockets fell, Claim"]
    caret_into(marked, "depot", 1)
    assert rest(marked, heard) == []
    caret_into(marked, "mayor", 1)
    assert rest(marked, heard) == ["mayor said that rockets fell, Claim"]


def test_the_caret_that_comes_by_keys_is_heard_too(marked, heard):
    place = marked.text.index("rockets fell")
    marked.workspace.pick(place - 1, place - 1)
    rest(marked, heard)
    marked.press("Right")
    assert rest(marked, heard) == ["rockets, Weapon, inside Claim"]


def test_a_caret_on_the_run_says_only_where_it_comes_to_rest(marked, heard):
    marked.window.annotate.announcer._resting.setInterval(100)
    caret_into(marked, "mayor", 1)
    caret_into(marked, "rockets fell", 1)
    assert rest(marked, heard) == ["rockets, Weapon, inside Claim"]


def test_a_chosen_mark_is_said_and_stands_in_the_description(marked, heard):
    marked.press("Alt+Down")
    marked.press("Alt+Down")
    assert rest(marked, heard) == ["rockets, Weapon, inside Claim"]
    assert marked.view.accessibleDescription().endswith(". rockets, Weapon, inside Claim")
    caret_into(marked, "depot", 1)
    rest(marked, heard)
    assert "Weapon" not in marked.view.accessibleDescription()


def test_a_label_that_was_given_or_changed_is_heard(own, heard):
    own.select("rockets")
    own.press("W")
    assert rest(own, heard) == ["rockets, Weapon"]
    own.press("L")
    assert rest(own, heard) == ["rockets, Location"]
    own.press("Del")
    assert rest(own, heard) == []


def test_a_label_that_was_refused_is_heard(own, heard):
    own.caret_to("brigade")
    own.press("Space")
    assert rest(own, heard) == ["No mark lies here."]


def test_a_notice_is_not_said_a_second_time(own, heard):
    own.workspace.tell("Something happened.", deed="undo")
    own.workspace.tell("Something went wrong.", is_trouble=True)
    assert rest(own, heard) == []


def test_entity_and_note_are_said(marked, heard):
    span = next(s for s in marked.workspace.article.spans if s.quote == "rockets")
    grad = Entity(new_id(), "weapon", "Grad")
    with marked.workspace.step("Note") as store:
        store.put(grad, replace(span, entity=grad.id, note="Which kind?"))
    marked.workspace.choose(marked.workspace.article.span(span.id))
    assert rest(marked, heard) == ["rockets, Weapon, entity Grad, with a note, inside Claim"]
    marked.window.commands.do("say_here")
    assert "entity Grad, note “Which kind?”, marked by first; inside Claim" in marked.said


def test_it_says_where_one_is_when_asked(marked, heard):
    caret_into(marked, "rockets fell", 2)
    rest(marked, heard)
    marked.press("Ctrl+Shift+S")
    assert marked.said == (
        "Paragraph 1, at “mayor said that rockets fell”. Weapon “rockets”, marked by first; "
        "inside Claim “mayor said that rockets fell”, marked by first."
    )
    assert rest(marked, heard) == [marked.said]
    caret_into(marked, "depot", 1)
    marked.press("Ctrl+Shift+S")
    assert marked.said == "Title, at “rockets at the depot”. No mark lies here."


def test_picked_words_are_where_one_is(own):
    own.select("the depot")
    own.press("Ctrl+Shift+S")
    assert own.said == "Title, at “the depot”. No mark lies here."


def test_without_a_screen_reader_nothing_is_made(marked, monkeypatch):
    def fail(*_):
        raise AssertionError("an announcement was made for nobody")

    monkeypatch.setattr(module, "QAccessibleAnnouncementEvent", fail)
    timer = marked.window.annotate.announcer._resting
    caret_into(marked, "rockets fell", 2)
    marked.press("Space")
    assert not timer.isActive()


def test_qt_takes_the_announcement(marked, qtbot):
    QAccessible.setActive(True)
    try:
        announcer = marked.window.annotate.announcer
        with qtbot.waitSignal(announcer.announced) as told:
            caret_into(marked, "rockets fell", 2)
        assert told.args == ["rockets, Weapon, inside Claim"]
    finally:
        QAccessible.setActive(False)
