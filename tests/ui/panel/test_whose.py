"""A colleague's marks are announced, shown as theirs, and left by a button that is always there."""

from __future__ import annotations

from dataclasses import replace as replaced

import pytest
from msgspec.structs import replace
from PySide6.QtWidgets import QApplication

from annotator.model.article import Reading
from annotator.model.ids import new_id
from annotator.model.person import Person
from annotator.model.round import Assignment, Round
from annotator.model.span import Span
from annotator.ui.parts.empty import EmptyList
from annotator.workspace.workspace import Workspace


def marks(workspace: Workspace, who: Person, spans: list[Span]) -> None:
    """Let somebody else make marks on the same places."""
    with workspace.step("Mark") as store:
        store.put(who, *(replace(span, id=new_id(), person=who.id) for span in spans))


@pytest.fixture
def handed(panel, workspace, colleague):
    """The article with all marks a colleague's, and none of one's own."""
    mine = list(workspace.article.spans)
    marks(workspace, colleague, mine)
    with workspace.step("Delete") as store:
        store.remove(*mine)
    return panel


def empty(panel) -> EmptyList | None:
    return next((e for e in panel.outline.findChildren(EmptyList) if e.isVisible()), None)


def test_the_outline_says_who_has_marks_and_shows_them(handed, done, click):
    assert empty(handed).words == "You have no marks here second has 7 marks here."
    click(empty(handed).deed)
    assert done == ["show_whose"]


def test_it_is_said_as_soon_as_they_come(panel, workspace, colleague, now):
    council = now("council")
    with workspace.step("Delete") as store:
        store.remove(*workspace.article.spans)
    assert empty(panel).words.startswith("No marks yet")
    marks(workspace, colleague, [council])
    assert "second has 1 mark here." in empty(panel).words


def test_in_a_colleagues_layer_it_says_whose_and_leads_back(
    handed, workspace, done, click, colleague
):
    assert handed.whose.words == ""
    workspace.show(workspace.article.id, whose=colleague.id)
    assert handed.whose.words == "You see the marks of second."
    assert empty(handed) is None
    click(handed.whose.back)
    assert done == ["show_mine"]
    workspace.show(workspace.article.id)
    assert handed.whose.words == ""


def test_where_a_colleague_has_none_the_way_back_is_named(handed, workspace, colleague):
    with workspace.step("Take out") as store:
        store.remove(*workspace.reader.spans(workspace.article.id))
    workspace.show(workspace.article.id, whose=colleague.id)
    assert empty(handed).words.startswith("second has no marks here")


def test_the_tiles_are_not_to_be_used_there_and_say_why(handed, workspace, colleague):
    workspace.pick(0, 4)
    tile = handed.labels.tile("who")
    usable = tile.grab().toImage()
    assert tile.accessibleDescription() == ""
    workspace.show(workspace.article.id, whose=colleague.id)
    workspace.pick(0, 4)
    QApplication.processEvents()
    reason = "These are the marks of second. You can look at them, not change them."
    assert tile.accessibleDescription() == reason
    assert reason in tile.toolTip().replace("<br>", " ")
    assert tile.grab().toImage() != usable
    workspace.show(workspace.article.id)
    workspace.pick(0, 4)
    assert tile.accessibleDescription() == ""


def test_while_something_is_under_way_the_tiles_say_so(panel, workspace):
    workspace.pick(0, 4)
    workspace.lend("An import")
    assert "An import is under way" in panel.labels.tile("who").accessibleDescription()
    workspace.give_back()
    assert panel.labels.tile("who").accessibleDescription() == ""


def test_in_a_blind_round_it_says_until_when_nobody_else_is_seen(panel, workspace, colleague):
    article, me = workspace.article.id, workspace.person.id
    assert panel.whose.words == ""
    made = Round(new_id(), "First", (me, colleague.id), is_blind=True)
    with workspace.step("Begin") as store:
        given = (Assignment.of(article, made.id, person) for person in made.persons)
        store.put(colleague, made, *given)
    said = (
        "Blind round First: what others mark is shown once all who read it are done, or the round "
        "is closed."
    )
    assert panel.whose.words == said
    assert not panel.whose.back.isVisible()
    with workspace.step("Read") as store:
        store.put(*(Reading(article, person, status="done") for person in made.persons))
    assert panel.whose.words == ""
    workspace.move("undo")
    assert panel.whose.words == said
    second = Round(new_id(), "Second", made.persons, is_blind=True)
    with workspace.step("Begin another") as store:
        store.put(second, *(Assignment.of(article, second.id, one) for one in made.persons))
    assert panel.whose.words == (
        "Blind rounds First and Second: what others mark is shown once all who read it in these "
        "rounds are done, or the rounds are closed."
    )
    with workspace.step("Close") as store:
        store.put(*(replaced(one, is_closed=True) for one in (made, second)))
    assert panel.whose.words == ""
