"""Things, fields and values are told by the names that the project has for them."""

from __future__ import annotations

import pytest

from annotator.model.entity import Alias, Entity, EntityLink
from annotator.model.event import Event, EventLink, Participant
from annotator.model.ids import new_id
from annotator.model.scheme import ArticleField, Attribute, Choice, Label, Scheme
from annotator.store.called import Called
from annotator.store.kinds import EXISTS
from annotator.store.store import Store
from annotator.store.values import entry

SCHEME = Scheme(
    labels=(
        Label("actor", "Actor", attributes=(
            Attribute("side", "Side", "choice", "entity", values=(Choice("rebel", "Rebels"),)),
        )),
    ),
    article_fields=(ArticleField("scale", "Reach", "choice", (Choice("local", "Local"),)),),
)  # fmt: skip
UNIT, TOWN = Entity(new_id(), "actor", "the unit"), Entity(new_id(), "actor", "النهر")
STRIKE = Event(new_id(), "The strike")


@pytest.fixture
def called(desk):
    path = desk.folder / "called.annot"
    store = desk._quick(Store.create(path, SCHEME, desk.person("first")))
    desk.add_article(store, title="Depot")
    with store.step("Fill"):
        store.put(UNIT, TOWN, STRIKE)
    return Called(store.read)


@pytest.mark.parametrize(
    ("thing", "words"),
    [
        (UNIT, "the entity “the unit”"),
        (STRIKE, "the event “The strike”"),
        (Alias.of(UNIT.id, "it"), "the name “it” of the entity “the unit”"),
        (Alias.of(new_id(), "it"), "the name “it” of the entity “an entity not here any more”"),
        (EntityLink.of(UNIT.id, "in", TOWN.id), "the tie of “the unit” to “\u2068النهر\u2069”"),
        (EventLink.of(STRIKE.id, "part", new_id()),
         "the tie of “The strike” to “an event not here any more”"),
        (Participant.of(STRIKE.id, "target", UNIT.id),
         "the part of “the unit” in the event “The strike”"),
    ],
)  # fmt: skip
def test_a_thing_is_called_by_its_names(called, thing, words):
    made = entry(thing)
    assert called.thing(made.kind.name, made.id, None, made.value) == words


def test_what_belongs_to_an_article_is_called_by_its_title(called, desk):
    article = desk.ARTICLE
    assert called.thing("article", article, article, {}) == "the article “Depot”"
    mark = called.thing("span", new_id(), article, {"quote": "rockets"})
    assert mark == "the mark “rockets” in the article “Depot”"
    assert called.thing("zone", new_id(), article, {}) == "a zone of the article “Depot”"
    assert called.thing("sighting", "", article, {}) == "where the article “Depot” was seen"
    assert called.thing("reading", "", article, {}) == "how far the article “Depot” is read"
    gold = called.thing("reading", "", article, {"layer": "gold"})
    assert gold == "the review of the article “Depot”"
    relation = called.thing("relation", "", article, {"type": "said_by"})
    assert relation == "a relation “said by” in the article “Depot”"
    assert "suggestion" in called.thing("verdict", "", article, {})
    assert called.thing("article", "0" * 64, "0" * 64, {}) == "an article not here any more"


def test_a_part_of_the_scheme_is_called_by_its_kind_and_name(called):
    label = called.thing("label", "actor", None, {"name": "Actor"})
    assert label == "the label “Actor”"
    assert called.thing("relation_type", "uses", None, {}) == "the relation type “uses”"


@pytest.mark.parametrize(
    ("kind", "field", "name"),
    [
        ("entity", "name", "name"), ("entity", "attributes.side", "Side"),
        ("entity", "attributes.old_one", "old one"), ("article", "attributes.scale", "Reach"),
        ("entity", "identifiers.wikidata", "number in wikidata"),
        ("article", "published", "date of publication"), ("entity", EXISTS, "whether it stays"),
        ("attribute", "values.rebel", "choice rebel"), ("event", "place_precision",
                                                        "how exact the place is"),
    ],
)  # fmt: skip
def test_a_field_is_called_as_people_and_the_scheme_do(called, kind, field, name):
    assert called.field(kind, field, "actor") == name


@pytest.mark.parametrize(
    ("kind", "field", "value", "words"),
    [
        ("entity", "attributes.side", ["rebel"], "Rebels"),
        ("entity", "attributes.side", ["rebel", "gone"], "Rebels, gone"),
        ("entity", "label", "actor", "Actor"),
        ("entity", "merged_into", UNIT.id, "the unit"),
        ("entity", "note", None, "nothing"),
        ("entity", "latitude", 35.5, "35.5"),
        ("entity", EXISTS, None, "taken out"),
        ("entity", EXISTS, True, "kept"),
        ("event", "places", [UNIT.id, TOWN.id], "the unit, النهر"),
        ("article", "attributes.scale", ["local"], "Local"),
        ("reading", "status", "in_progress", "in progress"),
        ("reading", "relevant", False, "no"),
        ("label", "light", {"line": "#000000", "fill": "#ffffff"}, "line #000000, fill #ffffff"),
        ("attribute", "values.rebel", {"name": "Rebels"}, "Rebels"),
    ],
)
def test_a_value_is_told_by_the_names_of_what_it_means(called, kind, field, value, words):
    assert called.value(kind, field, value, "actor") == words


def test_an_item_that_is_one_value_is_told_by_what_differs(called):
    one = {"label": "actor", "start": 1, "end": 3, "quote": "xy", "entity": UNIT.id}
    other = {**one, "start": 0, "quote": "wxy", "before": "a"}
    assert called.item("span", one, [one, other]) == "words: xy"
    assert called.item("span", one, [{**one, "start": 0, "end": 2}]) == "end: 3; start: 1"
    assert called.item("span", {**one, "note": "n"}, [one]) == "note: n"
    assert called.item("span", one, [{**one, "note": "n"}]) == "note: nothing"
    whole = called.item("span", one, [one, None])
    assert whole == "whom or what it names: the unit; label: Actor; words: xy"
    assert called.item("span", None, [one, None]) == "taken out"
