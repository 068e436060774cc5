"""The deeds of history: whose is shown, and going back to an earlier version of a thing."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from annotator.actions import past
from annotator.actions.action import NOT_MINE
from annotator.model.entity import Entity
from annotator.model.ids import new_id
from annotator.model.sentences import Refused
from annotator.store.history import History
from annotator.store.scope import Scope

TEXT_TWO = "Nothing of note happened at the port on Tuesday."


def lines(analyst, **scope):
    return History(analyst.workspace.reader).page(Scope(**scope)).lines


def changes(analyst, span, **fields):
    with analyst.workspace.step("Change") as store:
        store.put(replace(span, **fields))
    return analyst.article.span(span.id)


# --- what is shown --------------------------------------------------------------------------------


def test_history_is_that_of_what_is_at_hand(analyst):
    analyst.does("history")
    span = analyst.has("rockets", "weapon")
    analyst.workspace.choose(span)
    analyst.does("history")
    analyst.does("article_history")
    analyst.does("project_history")
    analyst.workspace.show(None)
    analyst.does("history")
    shown = [what for name, *what in analyst.screen.done if name == "show_history"]
    assert shown == [["article"], ["mark"], ["article"], ["project"], ["project"]]


def test_without_an_article_or_a_project_there_is_nothing_to_show(analyst):
    analyst.workspace.show(None)
    assert analyst.does("article_history") == "Open an article first."
    analyst.workspace.close()
    for deed in ("history", "article_history", "project_history"):
        assert analyst.does(deed) == "Open a project first."


# --- going back -----------------------------------------------------------------------------------


def test_a_mark_goes_back_and_undo_takes_that_back(analyst):
    span = analyst.has("rockets", "weapon")
    later = changes(analyst, span, label="claim", note="n")
    line = lines(analyst, item=span.id)[1]
    assert past.return_to(analyst.hands, line.version)
    assert analyst.article.span(span.id) == span
    assert analyst.said[-1].words == "The mark “rockets” is again as it was then."
    assert analyst.said[-1].deed == "undo"
    assert analyst.is_in_step()
    analyst.does("undo")
    assert analyst.article.span(span.id) == later


def test_a_deleted_mark_comes_back_also_in_an_article_that_is_not_open(analyst):
    span = analyst.has("rockets", "weapon")
    analyst.workspace.choose(span)
    analyst.does("delete_mark")
    analyst.opens(TEXT_TWO)
    assert past.return_to(analyst.hands, lines(analyst, item=span.id)[1].version)
    assert analyst.article.id == span.article
    assert analyst.article.span(span.id) == span


def test_what_is_so_already_is_said(analyst):
    span = analyst.has("rockets", "weapon")
    assert not past.return_to(analyst.hands, lines(analyst, item=span.id)[0].version)
    assert analyst.said[-1].words == "The mark “rockets” is like this now."


def test_marks_do_not_come_to_lie_over_others_of_their_label(analyst):
    span = analyst.has("rockets", "weapon")
    analyst.workspace.choose(span)
    analyst.does("delete_mark")
    other = analyst.has("fired rockets", "weapon")
    with pytest.raises(Refused, match="marked as Weapon already"):
        past.return_to(analyst.hands, lines(analyst, item=span.id)[1].version)
    assert analyst.article.spans == [other]


def test_newer_values_of_others_are_gone_over_only_when_that_is_meant(analyst):
    unit = Entity(new_id(), "actor", "the unit")
    with analyst.workspace.step("Make") as store:
        store.put(unit)
    analyst.comes("second")
    with analyst.workspace.step("Rename") as store:
        store.set_fields("entity", unit.id, name="the corps")
    analyst.comes("first")
    made = lines(analyst, item=unit.id)[1].version

    def name():
        return analyst.workspace.reader.entities([unit.id])[unit.id].name

    analyst.asked.answers = [None, "return"]
    assert not past.return_to(analyst.hands, made)
    assert name() == "the corps"
    assert past.return_to(analyst.hands, made)
    assert name() == "the unit"
    question, ways = analyst.asked.asked[0]
    assert question.startswith("The entity “the unit” has been changed since: by second on ")
    assert ways == ["return"]


def test_nothing_goes_back_while_something_else_is_written(analyst):
    span = analyst.has("rockets", "weapon")
    changes(analyst, span, label="claim")
    line = lines(analyst, item=span.id)[1]
    analyst.workspace.lend("Importing")
    try:
        with pytest.raises(Refused, match="Importing is under way"):
            past.return_to(analyst.hands, line.version)
        assert "under way" in past.reason_against(analyst.workspace, line)
    finally:
        analyst.workspace.give_back()


def test_each_line_says_why_nothing_can_go_back_to_it(analyst):
    span = analyst.has("rockets", "weapon")
    analyst.workspace.choose(span)
    analyst.does("delete_mark")
    workspace = analyst.workspace
    gone, made = lines(analyst, item=span.id)
    assert past.reason_against(workspace, made) is None
    assert past.reason_against(workspace, gone).startswith("There was nothing after this.")
    (joined,) = (line for line in lines(analyst, persons=(analyst.me,)) if line.kind == "person")
    assert "for them alone" in past.reason_against(workspace, joined)
    analyst.comes("second")
    assert past.reason_against(analyst.workspace, made) == NOT_MINE


# --- showing where it was -------------------------------------------------------------------------


def test_a_line_shows_its_mark_in_its_article(analyst):
    span = analyst.has("rockets", "weapon")
    line = lines(analyst, item=span.id)[0]
    analyst.opens(TEXT_TWO)
    assert not past.choose_place(analyst.workspace, line)
    assert past.show_place(analyst.workspace, line)
    assert analyst.chosen() == ("rockets", "weapon")


def test_a_mark_that_is_gone_is_shown_by_its_place(analyst):
    span = analyst.has("rockets", "weapon")
    analyst.workspace.choose(span)
    analyst.does("delete_mark")
    analyst.workspace.pick(0, 0)
    assert past.choose_place(analyst.workspace, lines(analyst, item=span.id)[0])
    assert analyst.workspace.selection.start == span.start
    assert analyst.workspace.chosen is None


def test_a_colleagues_mark_is_shown_among_his(analyst):
    span = analyst.has("rockets", "weapon")
    line = lines(analyst, item=span.id)[0]
    analyst.comes("second")
    assert past.show_place(analyst.workspace, line)
    assert analyst.article.whose == span.person
    assert analyst.workspace.chosen == span


def test_what_has_no_article_or_whose_article_is_gone_is_shown_nowhere(analyst):
    label = next(line for line in lines(analyst, item="weapon"))
    assert not past.show_place(analyst.workspace, label)
    span = analyst.has("rockets", "weapon")
    line = lines(analyst, item=span.id)[0]
    analyst.does("remove_article")
    assert not past.show_place(analyst.workspace, line)
