"""Going on as the person one was before: after lost settings, or on another machine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.actions.action import Hands, Reason, a_project, action, can_write
from annotator.model.ids import is_id
from annotator.model.sentences import count, say
from annotator.questions import Choice
from annotator.settings import PERSON_ID
from annotator.store.library import marks_of

if TYPE_CHECKING:
    from annotator.model.person import Person
    from annotator.workspace.workspace import Workspace


def earlier_work(hands: Hands) -> Reason | None:
    """Need work by somebody else of one's own name, in a project where one has none."""
    reason = a_project(hands) or can_write(hands)
    if reason is None and not namesakes(hands.workspace):
        reason = "Nobody else of your name has marks here, or you have some of your own."
    return reason


def namesakes(workspace: Workspace) -> list[Person]:
    """List who bears one's name and has marks, where one has none oneself."""
    me, reader = workspace.person, workspace.reader
    found = [
        person
        for person in reader.persons()
        if person.id != me.id and is_id(person.id) and _same(person.name, me.name)
    ]
    if not found or marks_of(reader, me.id):
        return []
    return [person for person in found if marks_of(reader, person.id)]


def _same(name: str, other: str) -> bool:
    return " ".join(name.split()).casefold() == " ".join(other.split()).casefold()


@action("Go on with that work", "Project", icon="person", context="project", needs=earlier_work)
def go_on_as_before(hands: Hands) -> None:
    """Be the person of your name whose marks this project holds, here and in every project."""
    workspace = hands.workspace
    person = _which(hands, namesakes(workspace))
    if person is None:
        return
    hands.settings.set(PERSON_ID, person.id)
    workspace.become(person)
    number = marks_of(workspace.reader, person.id)
    workspace.tell(
        say("You work on as {name}: {marks} here {are} yours now. The other projects will know "
            "you as this person too.",
            name=person.name, marks=count(number, "mark", "marks"),
            are="is" if number == 1 else "are"),
        floats=True,
    )  # fmt: skip


def _which(hands: Hands, found: list[Person]) -> Person | None:
    if len(found) == 1:
        return found[0]
    reader = hands.workspace.reader
    choices = [
        Choice(person.id, person.name, count(marks_of(reader, person.id), "mark", "marks"))
        for person in found
    ]
    chosen = hands.questions.choose("Which of them are you?", choices)
    return next((person for person in found if person.id == chosen), None)


def offer_earlier_work(hands: Hands) -> None:
    """Tell of work that may be one's own, and offer to go on with it."""
    workspace = hands.workspace
    if earlier_work(hands) is None:
        name = workspace.person.name
        workspace.tell(
            say("This project has work by a person called {name}. If that is you, go on with it.",
                name=name),
            deed=go_on_as_before.id,
        )  # fmt: skip
