"""Event cards beside the article, by keyboard and by mouse."""

from __future__ import annotations

import pytest

from annotator.ui.events.sheet import EventSheet

CLAIM = "brigade fired rockets at the depot"


@pytest.fixture
def sheet(own):
    """The claim is marked and chosen, and it is asked of which event it tells."""
    own.select(CLAIM)
    own.press("C")
    own.press("Ctrl+Shift+E")
    return own.window.findChild(EventSheet)


def events(desk):
    return list(desk.workspace.reader.events().values())


def test_words_become_an_event_with_a_date_by_keyboard_alone(own, sheet):
    claim = own.mark(CLAIM)
    own.type("Rockets at the depot")
    own.press("Return")
    assert own.workspace.article.span(claim.id).events == (events(own)[0].id,)
    own.type("Monday")
    own.press("Return")
    assert events(own)[0].date is None
    assert "hangs on the day" in sheet.card.date.fault
    own.type("29 June 2021")
    own.press("Return")
    (event,) = events(own)
    assert (event.title, event.date, event.date_precision) == (
        "Rockets at the depot", "2021-06-28", "day",
    )  # fmt: skip
    assert sheet.card.date.fault == ""
    own.press("Esc")
    own.press("Esc")
    assert not sheet.isVisible()
    assert own.view.hasFocus()


def test_another_mark_is_tied_to_the_event_by_typing_a_part_of_its_title(own, sheet):
    own.type("Fire at the depot")
    own.press("Return")
    own.press("Esc")
    own.press("Esc")
    own.select("rockets fell")
    own.press("C")
    own.press("Ctrl+Shift+E")
    own.type("depot")
    assert own.window.findChild(EventSheet).list.row.title == "Fire at the depot"
    own.press("Return")
    assert own.mark("rockets fell").events == (events(own)[0].id,)
    own.press("Ctrl+Z")
    assert own.mark("rockets fell").events == ()


def test_the_words_themselves_are_the_first_proposal(own, sheet):
    assert sheet.list.row.title == CLAIM
    own.push("Make the card")
    assert events(own)[0].title == CLAIM


def test_a_card_is_deleted_and_comes_back(own, sheet):
    own.push("Make the card")
    own.push("Delete the event")
    assert events(own) == []
    assert "1 mark told of it" in own.said
    own.press("Ctrl+Z")
    assert len(events(own)) == 1


def test_the_list_of_the_article_and_of_the_project_differ(own, sheet):
    own.push("Make the card")
    own.press("Esc")
    own.press("Esc")
    own.bring("Nothing fell at the port.", title="The port")
    own.press("Ctrl+Shift+H")
    sheet = next(one for one in own.window.findChildren(EventSheet) if one.isVisible())
    assert [row.title for row in sheet.list.rows.rows] == [CLAIM]
    own.push("This article")
    assert sheet.list.rows.rows == []


def test_where_it_is_told_leads_to_the_words_and_a_cross_parts_them(own, sheet):
    own.push("Make the card")
    own.workspace.pick(0, 0)
    own.push("Go to “brigade fired rockets at the depot”")
    assert own.workspace.chosen.quote == CLAIM
    own.push("Part “brigade fired rockets at the depot” from this event")
    assert own.workspace.chosen.events == ()
    own.push("Add “brigade fired…at the depot”")
    assert own.workspace.chosen.events


def test_impossible_dates_are_said_and_nothing_is_written(own, sheet):
    own.push("Make the card")
    own.type("31 June")
    own.press("Return")
    assert sheet.card.date.fault.startswith("June has 30 days")
    assert events(own)[0].date is None


def test_a_date_after_publication_is_kept_and_doubted(own, sheet):
    with own.workspace.step("Published") as store:
        store.set_article(own.workspace.article.id, published="2021-06-27")
    own.push("Make the card")
    own.type("28 June 2021")
    own.press("Return")
    assert events(own)[0].date == "2021-06-28"
    assert "after the article was published" in sheet.card.date.fault
