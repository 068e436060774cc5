"""Somebody whose settings were lost goes on as the person who did the work before."""

from __future__ import annotations

import pytest

from annotator.actions import project
from annotator.model.ids import new_id
from annotator.model.person import Person
from annotator.settings import PERSON_ID, PERSON_NAME

OFFER = "This project has work by a person called first. If that is you, go on with it."


@pytest.fixture
def lost(analyst):
    """One mark by "first", who comes again with new settings."""
    analyst.has("rockets", "weapon")
    analyst.settings.set(PERSON_NAME, "First ")
    return analyst


def opened(analyst) -> str:
    """Open the project as whom the settings say; give what is told."""
    analyst.workspace.close()
    project.open_path(analyst.hands, analyst.path)
    return analyst.said[-1].words


def test_work_of_ones_name_is_offered_and_taken_on(lost):
    assert opened(lost) == OFFER.replace("called first", "called First ")
    assert lost.said[-1].deed == "go_on_as_before"
    assert lost.marks() == []
    lost.puts_caret("Militants")
    told = lost.does("go_on_as_before")
    first = lost.person("first")
    assert told.startswith("You work on as first: 1 mark here is yours now.")
    assert lost.workspace.person == first
    assert lost.workspace.is_mine
    assert lost.marks() == [("rockets", "weapon")]
    assert lost.workspace.selection.start == lost.place("Militants")[0] + 1
    assert lost.settings.get(PERSON_ID) == first.id


def test_what_is_marked_then_is_that_persons_and_nothing_is_offered_again(lost):
    opened(lost)
    lost.does("go_on_as_before")
    lost.has("Militants", "actor")
    assert opened(lost) == "project.annot is open."
    assert lost.me == lost.person("first").id
    assert len(lost.marks()) == 2
    assert "Nobody else of your name" in lost.does("go_on_as_before")


def test_nothing_is_offered_to_somebody_of_another_name(lost):
    lost.settings.set(PERSON_NAME, "second")
    assert opened(lost) == "project.annot is open."


def test_nothing_is_offered_to_somebody_with_marks_here(lost):
    opened(lost)
    lost.has("Militants", "actor")
    assert opened(lost) == "project.annot is open."


def test_nothing_is_offered_where_nobody_has_marks(analyst):
    analyst.settings.set(PERSON_NAME, "first")
    assert opened(analyst) == "project.annot is open."


def test_of_several_one_is_asked_for(lost):
    other = Person(new_id(), "First")
    lost.workspace.store.person = other
    with lost.workspace.step("Join") as store:
        store.put(other)
    lost.has("Militants", "actor")
    opened(lost)
    lost.asked.answers = [None, other.id]
    assert lost.does("go_on_as_before") == ""
    assert lost.me not in {other.id, lost.person("first").id}
    lost.does("go_on_as_before")
    assert lost.asked.asked[-1] == ("Which of them are you?", ["First", "first"], None)
    assert lost.workspace.person == other
    assert lost.marks() == [("Militants", "actor")]
