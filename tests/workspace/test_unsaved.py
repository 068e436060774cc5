"""What the disk could not take: it stays drawn, and is written as soon as it can be."""

from __future__ import annotations

import pytest

from annotator.model.sentences import Refused, Trouble
from annotator.model.text import sha256_of
from annotator.workspace.article import MarksDelta
from annotator.workspace.said import Selection
from tests.workspace.conftest import OTHER, SECOND, TEXT, a_mark, add, heard


def test_a_mark_that_could_not_be_written_stays_drawn_until_it_can(workspace, full_disk):
    span = a_mark()
    said, told = heard(workspace.said), heard(workspace.unsaved.changed)
    assert not workspace.add_marks([span], "Mark")
    assert said[-1].deed == "try_again"
    assert workspace.article.spans == workspace.unsaved.marks == [span]
    with pytest.raises(Trouble):
        workspace.unsaved.try_again()
    assert workspace.unsaved.marks == [span]
    full_disk()
    workspace.unsaved.try_again()
    assert workspace.unsaved.marks == []
    assert workspace.article.spans == [span]
    assert workspace.reader.spans(span.article) == [span]
    assert workspace.article.reading.status == "in_progress"
    assert len(told) == 2
    workspace.unsaved.try_again()
    assert len(told) == 2


def test_an_unsaved_mark_stays_drawn_while_one_goes_about(workspace, full_disk):
    span = a_mark()
    workspace.add_marks([span], "Mark")
    full_disk()
    workspace.show(sha256_of(OTHER))
    assert workspace.article.spans == []
    workspace.show(sha256_of(TEXT))
    assert workspace.article.spans == [span]
    other = a_mark("depot", "actor")
    add(workspace, other)
    assert workspace.article.spans == [span, other]


def test_an_unsaved_mark_survives_a_step_of_very_many_changes(workspace, full_disk):
    span = a_mark()
    workspace.add_marks([span], "Mark")
    full_disk()
    add(workspace, *(a_mark("depot", "actor") for _ in range(3_000)))
    assert workspace.article.span(span.id) == span
    workspace.unsaved.give_up()
    assert len(workspace.article.spans) == 3_000


def test_unsaved_marks_can_be_given_up(workspace, full_disk):
    span = a_mark()
    workspace.add_marks([span], "Mark")
    workspace.choose(span)
    full_disk()
    deltas = heard(workspace.marks_changed)
    workspace.unsaved.give_up()
    assert workspace.article.spans == []
    assert workspace.selection == Selection(span.start, span.start)
    assert deltas == [MarksDelta(removed=(span,))]
    assert workspace.reader.spans(span.article) == []


def test_ones_own_unsaved_marks_are_not_shown_among_a_colleagues(workspace, full_disk):
    workspace.add_marks([a_mark()], "Mark")
    workspace.show(workspace.article.id, whose=SECOND.id)
    assert workspace.article.spans == []
    workspace.show(workspace.article.id)
    assert workspace.article.spans == workspace.unsaved.marks


def test_it_is_said_how_much_waits(workspace, full_disk):
    assert workspace.unsaved.in_words == ""
    spans = [a_mark(), a_mark("depot", "actor")]
    workspace.add_marks(spans, "Mark")
    assert workspace.unsaved.in_words == "2 marks"
    assert workspace.unsaved.holds(spans[0].id)
    assert not workspace.unsaved.holds("another")

    def deed():
        add(workspace, a_mark())

    assert workspace.save(deed)
    assert workspace.unsaved.in_words == "2 marks and 1 change"
    workspace.unsaved.give_up()
    assert workspace.unsaved.in_words == ""


def test_a_deed_that_is_refused_when_it_is_done_again_is_told_and_forgotten(workspace, full_disk):
    def deed():
        add(workspace, a_mark())
        raise Refused("The mark is gone.")

    said = heard(workspace.said)
    assert workspace.save(deed)
    full_disk()
    workspace.unsaved.try_again()
    assert said[-1].words == "The mark is gone."
    assert workspace.unsaved.deeds == []


def test_nothing_waits_any_more_when_the_project_is_closed(workspace, full_disk):
    workspace.add_marks([a_mark()], "Mark")
    workspace.close()
    assert workspace.unsaved.in_words == ""
