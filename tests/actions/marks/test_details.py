"""What is said of a mark is one step each, can be taken back, and leaves all else as it was."""

from __future__ import annotations

import dataclasses

import pytest
from msgspec.structs import replace

from annotator.actions.marks.details import (
    Known,
    attributes_of,
    find_entities,
    is_open,
    known_events,
    new_entity,
    set_attribute,
    set_entity,
    set_note,
    shown_name,
    values_of,
)
from annotator.model.entity import Alias, Entity
from annotator.model.event import Event
from annotator.model.ids import derived_id
from annotator.model.sentences import Refused
from annotator.model.span import Span

ARMY, NAVY, CRANE = (derived_id("test", name) for name in ("army", "navy", "crane"))
FALL, RAIN = (derived_id("test", name) for name in ("fall", "rain"))


@pytest.fixture
def cards(analyst):
    """Entities and events to choose among."""
    with analyst.workspace.step("Add entities") as store:
        store.put(
            Entity(ARMY, "actor", "Army"), Entity(NAVY, "actor", "navy"),
            Entity(CRANE, "weapon", "Crane"), Alias.of(ARMY, "ground forces"),
            Entity(derived_id("test", "old"), "actor", "The Army", merged_into=ARMY),
            Event(RAIN, "rain"), Event(FALL, "Fall"),
        )  # fmt: skip


def attribute(analyst, span: Span, id_: str):
    return next(a for a in analyst.workspace.scheme.attributes(span.label) if a.id == id_)


def sets(analyst, span: Span, id_: str, *values: str) -> Span:
    set_attribute(analyst.workspace, span, attribute(analyst, span, id_), values)
    return analyst.article.span(span.id)


def test_an_attribute_is_set_and_told_and_taken_back(analyst):
    span = analyst.has("rockets", "weapon")
    assert sets(analyst, span, "category", "air_dropped").attributes == (
        ("category", "air_dropped"),
    )
    assert analyst.said[-1].words == "Category of “rockets” is: air dropped"
    assert analyst.is_in_step()
    analyst.does("undo")
    assert analyst.article.span(span.id).attributes == ()


def test_others_stay_in_their_places_also_what_the_scheme_does_not_know(analyst):
    had = (("hue", "red"), ("category", "rocket"), ("hue", "dark"), ("model", "x"))
    span = analyst.has("rockets", "weapon", attributes=had)
    changed = sets(analyst, span, "category", "missile")
    assert changed.attributes == (
        ("hue", "red"), ("category", "missile"), ("hue", "dark"), ("model", "x"),
    )  # fmt: skip
    assert sets(analyst, span, "category").attributes == (
        ("hue", "red"), ("hue", "dark"), ("model", "x"),
    )  # fmt: skip
    assert analyst.said[-1].words == "Category of “rockets” is not set now"


def test_several_values_are_kept_in_the_order_of_the_answer(analyst):
    span = analyst.has("US-led force", "claim")
    changed = sets(analyst, span, "about", "harm", "event")
    assert values_of(analyst.workspace, changed, attribute(analyst, span, "about")) == (
        "harm", "event",
    )  # fmt: skip


def test_setting_what_is_set_already_is_no_step(analyst):
    span = analyst.has("rockets", "weapon", attributes=(("category", "rocket"),))
    before = analyst.workspace.store.undo_title()
    sets(analyst, span, "category", "rocket")
    set_note(analyst.workspace, span, "  ")
    set_entity(analyst.workspace, span, None)
    assert analyst.workspace.store.undo_title() == before


def test_the_events_of_a_claim_are_the_mark_s_own(analyst, cards):
    span = analyst.has("US-led force", "claim")
    changed = sets(analyst, span, "event", RAIN, FALL)
    assert (changed.events, changed.attributes) == ((RAIN, FALL), ())
    assert analyst.said[-1].words == "Event of “US-led force” is: rain, Fall"


def test_a_note_is_written_and_taken_away(analyst):
    span = analyst.has("rockets", "weapon")
    set_note(analyst.workspace, span, " Which kind? \n")
    assert analyst.article.span(span.id).note == "Which kind?"
    assert analyst.said[-1].words == "Noted beside “rockets”"
    set_note(analyst.workspace, span, "")
    assert analyst.article.span(span.id).note is None


def test_a_mark_names_a_known_entity_or_none(analyst, cards):
    span = analyst.has("Militants", "actor")
    set_entity(analyst.workspace, span, ARMY)
    assert analyst.article.span(span.id).entity == ARMY
    assert analyst.said[-1].words == "“Militants” is Army"
    set_entity(analyst.workspace, span, None)
    assert analyst.article.span(span.id).entity is None


def test_a_new_entity_and_the_mark_that_names_it_are_one_step(analyst):
    span = analyst.has("Militants", "actor")
    made = new_entity(analyst.workspace, span, " Some group ")
    assert analyst.article.span(span.id).entity == made
    assert analyst.workspace.reader.entities([made])[made] == Entity(made, "actor", "Some group")
    analyst.does("undo")
    assert analyst.article.span(span.id).entity is None
    assert analyst.workspace.reader.entities([made]) == {}


def test_a_new_entity_needs_a_name(analyst):
    span = analyst.has("Militants", "actor")
    with pytest.raises(Refused, match="needs a name"):
        new_entity(analyst.workspace, span, "  ")


def test_entities_are_offered_by_name_and_merged_ones_are_not(analyst, cards):
    assert find_entities(analyst.workspace, "", "Actor") == [
        Known(ARMY, "Army", ("ground forces", "The Army")), Known(NAVY, "navy"),
    ]  # fmt: skip
    names = [known.name for known in find_entities(analyst.workspace, "")]
    assert names == ["Army", "Crane", "navy"]
    assert find_entities(analyst.workspace, "forces", "Actor")[0].name == "Army"
    assert [known.name for known in known_events(analyst.workspace)] == ["Fall", "rain"]


def test_a_changed_suggestion_is_no_longer_just_suggested(analyst):
    span = analyst.has("rockets", "weapon", origin="suggested")
    assert sets(analyst, span, "category", "rocket").origin == "edited_suggestion"


def test_what_was_typed_reaches_the_mark_after_its_article_was_left(analyst):
    span = analyst.has("rockets", "weapon")
    analyst.adds("Another text.")
    set_note(analyst.workspace, span, "kept")
    (kept,) = analyst.workspace.reader.spans(span.article, [span.id])
    assert kept.note == "kept"


def test_a_mark_that_went_meanwhile_is_refused(analyst):
    span = analyst.has("rockets", "weapon")
    with analyst.workspace.step("Delete") as store:
        store.remove(span)
    with pytest.raises(Refused, match="not here any more"):
        set_note(analyst.workspace, span, "too late")


def test_a_colleague_s_mark_is_left_alone(analyst):
    span = analyst.has("rockets", "weapon")
    analyst.comes("second")
    analyst.workspace.show(span.article, whose=span.person)
    with pytest.raises(Refused, match="colleague"):
        set_note(analyst.workspace, span, "mine")
    assert analyst.does("note").startswith("These are a colleague's marks")


def test_a_mark_that_is_not_saved_yet_is_refused(analyst, disk):
    start, end = analyst.place("rockets")
    span = Span(
        derived_id("test", "s"), analyst.article.id, analyst.me, "weapon", start, end, "rockets"
    )
    disk.fill()
    analyst.workspace.add_marks([span], "Mark")
    disk.empty()
    with pytest.raises(Refused, match="not saved yet"):
        set_note(analyst.workspace, span, "early")


# --- what is shown and what is open ---------------------------------------------------------------


def test_attributes_of_entities_are_not_asked_of_a_mark_and_expert_ones_only_when_wanted(analyst):
    span = analyst.has("Militants", "actor")
    assert attributes_of(analyst.workspace, span) == []
    analyst.workspace.show_expert(on=True)
    ids = [attribute.id for attribute in attributes_of(analyst.workspace, span)]
    assert ids == ["form", "anonymous", "quantity", "loaded"]


def test_what_is_needed_is_open_until_it_is_set_or_has_a_default(analyst):
    analyst.workspace.show_expert(on=True)
    span = analyst.has("hit", "harm")
    effect = attribute(analyst, span, "effect")
    assert is_open(analyst.workspace, span, effect)
    assert not is_open(analyst.workspace, sets(analyst, span, "effect", "none"), effect)
    claim = analyst.has("US-led force", "claim")
    assert not is_open(analyst.workspace, claim, attribute(analyst, claim, "stance"))


@pytest.mark.parametrize(
    ("needed", "about", "opened"),
    [
        ("when:about", (), True),  # the default of about counts
        ("when:about=event", (), True),
        ("when:about=harm", (), False),
        ("when:about=harm", (("about", "event"), ("about", "harm")), True),
        ("when:nothing", (), False),
    ],
)
def test_what_is_needed_beside_another_value_is_open_beside_it(analyst, needed, about, opened):
    span = analyst.has("US-led force", "claim", attributes=about)
    restated = dataclasses.replace(attribute(analyst, span, "restated"), required=needed)
    assert is_open(analyst.workspace, span, restated) is opened


def test_names_are_shown_as_people_read_them():
    assert [shown_name(n) for n in ("no_position", "IED_mine", "asserts")] == [
        "no position", "IED_mine", "asserts",
    ]  # fmt: skip


# --- the deeds of the table -----------------------------------------------------------------------


@pytest.mark.parametrize("deed", ["details", "note", "entity"])
def test_the_deeds_go_to_their_field(analyst, deed):
    analyst.workspace.choose(analyst.has("Militants", "actor"))
    analyst.does(deed)
    # Who is named comes first where that is open.
    assert analyst.screen.done == [("focus", "entity" if deed == "details" else deed)]


def test_where_nobody_is_named_enter_goes_to_the_first_detail(analyst):
    analyst.workspace.choose(analyst.has("rockets", "weapon"))
    analyst.does("details")
    assert analyst.screen.done == [("focus", "details")]


def test_without_a_mark_they_say_what_to_do(analyst):
    assert analyst.does("details").startswith("Choose a mark first")
    analyst.workspace.choose(analyst.has("rockets", "weapon"))
    assert analyst.does("entity") == "Marks of this label name no entity."


def test_a_mark_of_a_label_that_is_gone_can_still_be_noted(analyst):
    span = analyst.has("rockets", "weapon")
    with analyst.workspace.step("Change") as store:
        store.put(replace(span, label="forgotten"))
    set_note(analyst.workspace, span, "what was it?")
    assert analyst.article.span(span.id).note == "what was it?"
    assert attributes_of(analyst.workspace, analyst.article.span(span.id)) == []
