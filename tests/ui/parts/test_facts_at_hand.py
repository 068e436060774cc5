"""The facts of marks as the open project has them: whom they name, who made them, what waits."""

from __future__ import annotations

from msgspec.structs import replace

from annotator.model.entity import Entity
from annotator.model.ids import new_id
from annotator.ui.parts.facts_at_hand import facts_at_hand


def test_marks_are_told_with_their_entity_and_their_maker(own):
    own.select("rockets")
    own.press("W")
    mark, grad = own.mark("rockets"), Entity(new_id(), "weapon", "Grad")
    with own.workspace.step("Whom it names") as store:
        store.put(grad, replace(mark, entity=grad.id))
    (facts,) = facts_at_hand(own.workspace, [own.mark("rockets")])
    assert (facts.entity, facts.by, facts.made) == ("Grad", "first", "marked by hand")
    assert not facts.is_unsaved


def test_a_mark_that_could_not_be_written_is_told_as_not_saved(own):
    own.select("rockets")
    own.press("W")
    mark = replace(own.mark("rockets"), id=new_id())
    own.workspace.unsaved.marks.append(mark)
    assert [facts.is_unsaved for facts in facts_at_hand(own.workspace, [mark])] == [True]
    own.workspace.unsaved.give_up()


def test_of_no_marks_there_are_no_facts_with_no_project_open_either(own):
    own.workspace.close()
    assert facts_at_hand(own.workspace, []) == []
