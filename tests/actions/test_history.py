"""Everything can be taken back, over articles and restarts, and it is said what was saved."""

from __future__ import annotations

from annotator.actions import history


def marks_rockets(analyst):
    analyst.picks("rockets")
    analyst.presses("w")


def test_what_was_taken_back_is_told_and_can_be_done_again(analyst):
    marks_rockets(analyst)
    assert analyst.does("undo") == "Took back: Label “rockets” as Weapon"
    assert analyst.said[-1].deed == "redo"
    assert analyst.marks() == []
    assert analyst.does("redo") == "Did again: Label “rockets” as Weapon"
    assert analyst.said[-1].deed == "undo"
    assert analyst.chosen() == ("rockets", "weapon")


def test_where_nothing_is_left_it_is_said(analyst):
    assert analyst.does("undo") == "There is nothing to take back."
    assert analyst.does("redo") == "There is nothing to do again."
    marks_rockets(analyst)
    analyst.does("undo")
    assert analyst.does("undo") == "There is nothing to take back."


def test_undo_goes_to_the_article_where_it_was(analyst):
    marks_rockets(analyst)
    first = analyst.article.id
    analyst.does("next_article")
    analyst.does("undo")
    assert analyst.article.id == first
    analyst.does("next_article")
    analyst.does("redo")
    assert analyst.article.id == first
    assert analyst.marks() == [("rockets", "weapon")]


def test_yesterdays_last_label_can_be_taken_back(analyst):
    marks_rockets(analyst)
    analyst.comes()
    assert analyst.marks() == [("rockets", "weapon")]
    assert analyst.does("undo") == "Took back: Label “rockets” as Weapon"
    assert analyst.marks() == []


def test_undo_leaves_a_colleagues_layer_for_ones_own(analyst):
    marks_rockets(analyst)
    analyst.comes("second")
    analyst.picks("Militants")
    analyst.presses("a")
    analyst.workspace.show(analyst.article.id, whose=analyst.person("first").id)
    analyst.does("undo")
    assert analyst.workspace.is_mine
    assert analyst.marks() == []


def test_a_large_step_is_taken_back_beside_the_screen(analyst, monkeypatch):
    monkeypatch.setattr(history, "BULK", 3)
    analyst.picks("rockets")
    analyst.presses("W", shift=True)
    busy = []
    analyst.background.started.connect(busy.append)
    analyst.workspace.busy_changed.connect(lambda: busy.append(analyst.workspace.cannot_write))
    assert analyst.does("undo") == "Took back: Label every “rockets” as Weapon"
    assert analyst.marks() == []
    work = "Undo: Label every “rockets” as Weapon"
    assert busy == [f"{work} is under way. You can go on reading.", work, None]
    assert analyst.does("redo") == "Did again: Label every “rockets” as Weapon"
    assert len(analyst.marks()) == 5
    assert analyst.is_in_step()


def test_a_large_step_that_cannot_be_taken_back_is_told(analyst, monkeypatch, disk):
    monkeypatch.setattr(history, "BULK", 3)
    analyst.picks("rockets")
    analyst.presses("W", shift=True)
    disk.fill()
    assert "disk is full" in analyst.does("undo")
    assert analyst.said[-1].is_trouble
    disk.empty()
    assert analyst.workspace.busy is None
    assert len(analyst.marks()) == 5
    assert analyst.does("undo").startswith("Took back")


def test_it_is_said_when_the_last_step_was_saved(analyst):
    marks_rockets(analyst)
    told = analyst.does("saved")
    assert told.startswith("Everything is saved. The last step was at ")
    assert len(told) == len("Everything is saved. The last step was at 12:00:00.")


def test_it_is_said_what_is_not_saved(analyst, disk):
    disk.fill()
    marks_rockets(analyst)
    assert analyst.does("saved") == "Not saved yet: 1 mark."
    assert (analyst.said[-1].deed, analyst.said[-1].is_trouble) == ("try_again", True)
    assert "disk is full" in analyst.does("try_again")
    assert analyst.said[-1].deed == "try_again"
    disk.empty()
    assert analyst.does("try_again") == "Saved 1 mark."
