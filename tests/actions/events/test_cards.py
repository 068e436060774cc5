"""Event cards: what is said of them, and what is refused."""

from __future__ import annotations

import pytest

from annotator.actions.events import cards
from annotator.model.dates import NotPublished
from annotator.model.entity import Entity
from annotator.model.event import Event
from annotator.model.ids import new_id
from annotator.model.sentences import Refused


@pytest.fixture
def card(analyst):
    return cards.new_event(analyst.workspace, "  Rockets on  the base ")


def event(analyst, id_) -> Event:
    return analyst.workspace.reader.events([id_])[id_]


def test_a_new_card_has_a_title_in_one_line(analyst, card):
    assert event(analyst, card).title == "Rockets on the base"
    with pytest.raises(Refused, match="needs a title"):
        cards.new_event(analyst.workspace, "  ")


def test_monday_is_counted_from_the_day_of_publication(analyst, card):
    cards.set_published(analyst.workspace, "29 June 2021")
    cards.set_date(analyst.workspace, card, "Monday night")
    assert (event(analyst, card).date, event(analyst, card).date_precision) == ("2021-06-28", "day")
    assert "28 June 2021" in analyst.said[-1].words
    analyst.does("undo")
    assert event(analyst, card).date is None
    assert event(analyst, card).date_precision is None


def test_without_a_day_of_publication_monday_is_no_date_and_nothing_is_written(analyst, card):
    with pytest.raises(NotPublished):
        cards.set_date(analyst.workspace, card, "Monday")
    assert event(analyst, card).date is None
    with pytest.raises(Refused, match="is no day"):
        cards.set_published(analyst.workspace, "in April 2021")


def test_no_words_clear_the_date_with_its_precision(analyst, card):
    cards.set_date(analyst.workspace, card, "2021-06")
    cards.set_date(analyst.workspace, card, "")
    assert event(analyst, card).date is event(analyst, card).date_precision is None


def test_each_field_is_a_step_of_its_own(analyst, card):
    workspace = analyst.workspace
    cards.set_field(workspace, card, "type", ("armed_clash",))
    cards.set_field(workspace, card, "place_precision", ("town",))
    analyst.does("undo")
    assert event(analyst, card).type == "armed_clash"
    assert event(analyst, card).place_precision is None
    with pytest.raises(Refused, match="needs a title"):
        cards.set_field(workspace, card, "title", ())
    assert event(analyst, card).title == "Rockets on the base"


def test_the_same_answer_again_is_no_step(analyst, card):
    cards.set_field(analyst.workspace, card, "type", ("armed_clash",))
    before = analyst.workspace.need().changes
    cards.set_field(analyst.workspace, card, "type", ("armed_clash",))
    assert analyst.workspace.need().changes is before


def test_who_took_part_is_entered_and_taken_out(analyst, card):
    workspace = analyst.workspace
    first, second = (Entity(new_id(), "actor", name) for name in ("the brigade", "the force"))
    with workspace.step("Make") as store:
        store.put(first, second)
    cards.set_participants(workspace, card, "attacker", [first.id])
    cards.set_participants(workspace, card, "victim", [second.id])
    cards.set_participants(workspace, card, "attacker", [first.id, second.id])
    parts = workspace.reader.participants([card])
    assert sorted((p.role, p.entity) for p in parts) == sorted(
        [("attacker", first.id), ("attacker", second.id), ("victim", second.id)]
    )
    cards.set_participants(workspace, card, "attacker", [])
    assert [p.role for p in workspace.reader.participants([card])] == ["victim"]
    analyst.does("undo")
    assert workspace.reader.participants([card]) == parts


def test_a_place_that_nobody_knows_is_made_with_the_card_in_one_step(analyst, card):
    place = cards.new_place(analyst.workspace, card, " the depot ")
    assert event(analyst, card).places == (place,)
    assert analyst.workspace.reader.entities([place])[place].label == "location"
    analyst.does("undo")
    assert event(analyst, card).places == ()
    assert analyst.workspace.reader.entities() == {}


def test_an_event_is_a_part_of_another_one_but_never_in_a_circle(analyst, card):
    workspace = analyst.workspace
    whole, rest = (cards.new_event(workspace, title) for title in ("Exchange", "Shelling"))
    cards.set_links(workspace, whole, "part", [card, rest])
    cards.set_links(workspace, card, "part", [])
    assert {x.tail for x in workspace.reader.event_links([whole])} == {card, rest}
    with pytest.raises(Refused, match="circle"):
        cards.set_links(workspace, rest, "part", [whole])
    with pytest.raises(Refused, match="itself"):
        cards.set_links(workspace, rest, "part", [rest])
    cards.set_links(workspace, whole, "part", [rest])
    assert [x.tail for x in workspace.reader.event_links([whole])] == [rest]


def test_a_card_in_use_is_deleted_with_what_it_leaves_said_and_comes_back(analyst, card):
    workspace = analyst.workspace
    other = cards.new_event(workspace, "Shelling")
    cards.set_links(workspace, other, "response_to", [card])
    analyst.has("rockets", "weapon", events=(card,))
    cards.delete_event(workspace, card)
    assert "1 mark told of it" in analyst.said[-1].words
    assert "1 other event" in analyst.said[-1].words
    assert card not in workspace.reader.events()
    assert workspace.reader.event_links([other]) == []
    with pytest.raises(Refused, match="not here any more"):
        cards.set_date(workspace, card, "2021")
    analyst.does("undo")
    assert event(analyst, card).title == "Rockets on the base"
    assert len(workspace.reader.event_links([other])) == 1


def test_the_teams_assessment_stands_on_the_card(analyst, card):
    workspace = analyst.workspace
    assessment = next(a for a in cards.assessments_of(workspace.scheme) if a.id == "assessment")
    cards.set_attribute(workspace, card, assessment, ("likely",))
    assert event(analyst, card).attributes == (("assessment", "likely"),)
    cards.set_attribute(workspace, card, assessment, ())
    assert event(analyst, card).attributes == ()


def test_what_can_be_chosen_comes_from_the_scheme(analyst):
    scheme = analyst.workspace.scheme
    assert "shelling_artillery_missile" in [c.id for c in cards.types_of(scheme)]
    assert [c.id for c in cards.roles_of(scheme)] == ["attacker", "target", "victim"]
    assert cards.place_label(scheme) == "location"
    assert "vicinity" in [c.id for c in cards.place_precisions(scheme)]
