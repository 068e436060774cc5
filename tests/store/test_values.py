"""What is put into a project is what is read from it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from msgspec.structs import replace as changed

from annotator.model.article import Article, Reading, Sighting, Zone
from annotator.model.entity import Alias, Entity, EntityLink
from annotator.model.event import Attachment, Event, EventLink, Participant
from annotator.model.ids import new_id
from annotator.model.person import Person
from annotator.model.span import Relation, Verdict
from annotator.store.values import attribute_pairs, entry, named_lists, pairs_of, removal

SHA256 = "ab" * 32


def kept(store, *things):
    with store.step("Put"):
        store.put(*things)
    assert store.log.n > 0


def rows_of(desk, store, kind):
    return len(desk.state(store)[kind])


def test_a_span_with_all_that_can_be_said_of_it(desk):
    store = desk.project()
    full = desk.span(
        store, layer="gold", person=None, entity=new_id(), events=(new_id(), new_id()),
        attributes=(("certain", "no"), ("kind", "a"), ("kind", "b")), note="Look again.",
        origin="edited_suggestion", suggester="list", score=0.0, derived_from=(new_id(),),
    )  # fmt: skip
    plain = desk.span(store, "brigade", "actor")
    kept(store, full, plain)
    assert store.read.spans(desk.ARTICLE) == [plain, full]


def test_a_span_is_found_again_by_the_words_around_it(desk):
    store = desk.project()
    desk.mark(store, "rockets")
    value = desk.own_changes(store)[-1].value
    assert '"before":"The brigade fired "' in value
    assert '"after":" at the depot. The brigade left."' in value
    whole = changed(desk.span(store), start=0, end=len(desk.TEXT), quote=desk.TEXT)
    kept(store, whole)
    value = desk.own_changes(store)[-1].value
    assert "before" not in value
    assert "after" not in value


def test_relations_and_verdicts(desk):
    store = desk.project()
    head, tail = desk.mark(store, "brigade", "actor"), desk.mark(store)
    tie = Relation(
        new_id(), desk.ARTICLE, store.person.id, "uses", head.id, tail.id,
        attributes=(("certain", "no"),),
    )  # fmt: skip
    gold = changed(tie, id=new_id(), person=None, layer="gold", tail_article=SHA256, attributes=())
    verdict = Verdict(new_id(), desk.ARTICLE, store.person.id, "weapon", 18, 25, "list", "rejected")
    kept(store, tie, gold, verdict)
    assert store.read.relations(desk.ARTICLE) == sorted([tie, gold], key=lambda r: r.id)
    assert store.read.verdicts(desk.ARTICLE) == [verdict]


def test_articles_with_sightings_zones_and_readings(desk):
    store = desk.project()
    text = "A second text."
    article = desk.add_article(store, text, title="Second", language="en", source="a paper",
                               publisher="p", url="u", author="a", published="2024-01-02",
                               retrieved="2024-01-03", licence="l", translation="human",
                               original_language="fr", note="n", corrects=desk.ARTICLE,
                               attributes=(("topic", "a"), ("topic", "b")))  # fmt: skip
    seen = Sighting.of(article, source="a paper", url="u", title="t", published="2024",
                       retrieved="2025", file="f.txt", original=SHA256)  # fmt: skip
    elsewhere = Sighting.of(article, source="another paper")
    zone = Zone.of(article, "headline", 0, 8)
    mine = Reading(article, store.person.id, status="done", relevant=False, note="short",
                   seconds=61, reviewer=new_id())  # fmt: skip
    gold = Reading(article, None, "gold", "settled", annotators=(new_id(), new_id()))
    kept(store, seen, elsewhere, zone, mine, gold)
    assert store.read.article(article) == Article(
        article, "Second", "en", "a paper", "p", "u", "a", "2024-01-02", "2024-01-03", "l",
        "human", "fr", "n", desk.ARTICLE, (("topic", "a"), ("topic", "b")),
    )  # fmt: skip
    assert store.read.sightings(article) == [seen, elsewhere]
    assert store.read.zones(article) == [zone]
    assert sorted(store.read.readings(article), key=lambda r: r.layer) == [gold, mine]
    assert store.read.text(article) == text


def test_a_sighting_that_says_nothing_counts_all_the_same(desk):
    store = desk.project()
    kept(store, Sighting.of(desk.ARTICLE))
    assert len(store.read.sightings(desk.ARTICLE)) == 1


def test_entities_with_names_and_ties(desk):
    store = desk.project()
    army = Entity(new_id(), "actor", "the army", 1.5, -2.0, "big", None, (("kind", "army"),),
                  (("register", "Q1"), ("register", "Q2")))  # fmt: skip
    brigade = Entity(new_id(), "actor", "the brigade", merged_into=army.id)
    names = [
        Alias.of(army.id, "the troops"),
        Alias.of(army.id, "our boys", used_by=brigade.id, position=2),
    ]
    link = EntityLink.of(brigade.id, "part_of", army.id)
    kept(store, army, brigade, *names, link)
    assert store.read.entities() == {army.id: army, brigade.id: brigade}
    assert store.read.entities([army.id]) == {army.id: army}
    assert store.read.aliases([army.id]) == names
    assert store.read.entity_links() == [link]


def test_events_with_participants_and_ties(desk):
    store = desk.project()
    place, army = new_id(), new_id()
    strike = Event(new_id(), "A strike", "strike", "2024-05", "month", (place,), "city", "n",
                   (("assessment", "likely"),))  # fmt: skip
    battle = Event(new_id(), "A battle")
    part = Participant.of(strike.id, "attacker", army)
    link = EventLink.of(strike.id, "part", battle.id)
    paper = Attachment(new_id(), strike.id, "map.png", "image/png", SHA256)
    kept(store, strike, battle, part, link, paper)
    assert store.read.events() == {strike.id: strike, battle.id: battle}
    assert store.read.participants([strike.id]) == [part]
    assert store.read.event_links([strike.id]) == [link]
    assert rows_of(desk, store, "attachment") == 1


def test_people_and_their_roles(desk):
    store = desk.project()
    reviewer = Person(new_id(), "reviewer", "reviewer")
    kept(store, reviewer)
    assert reviewer in store.read.persons()


def test_what_is_put_again_without_a_value_loses_it(desk):
    store = desk.project()
    entity = desk.add_entity(store, note="big", attributes=(("kind", "army"),))
    lean = replace(entity, note=None, attributes=())
    kept(store, lean)
    assert store.read.entities()[entity.id] == lean


def test_everything_can_be_taken_out(desk):
    store = desk.project()
    empty = desk.state(store)
    things = [
        desk.span(store),
        Relation(new_id(), desk.ARTICLE, store.person.id, "uses", new_id(), new_id()),
        Entity(new_id(), "actor", "the army"),
        Alias.of(new_id(), "the troops"),
        Event(new_id(), "A strike"),
        Sighting.of(desk.ARTICLE, source="a paper"),
        Reading(desk.ARTICLE, store.person.id),
    ]
    kept(store, *things)
    assert desk.state(store) != empty
    with store.step("Take out"):
        store.remove(*things)
    assert desk.state(store) == empty


def test_only_what_a_project_can_hold_is_taken():
    with pytest.raises(TypeError):
        entry("words")
    with pytest.raises(KeyError):
        removal("words")


def test_attributes_with_several_values_come_back_by_name():
    pairs = (("kind", "b"), ("arm", "c"), ("kind", "a"))
    fields = named_lists("attributes", pairs)
    assert fields == {"attributes.kind": ["b", "a"], "attributes.arm": ["c"]}
    assert pairs_of("attributes", {**fields, "identifiers.q": ["x"], "name": "n"}) == (
        ("arm", "c"), ("kind", "b"), ("kind", "a"),
    )  # fmt: skip
    assert pairs_of("attributes", {"attributes.a": 1, "attributes.b": None}) == (("a", "1"),)


def test_attributes_that_make_no_sense_are_read_as_none():
    assert attribute_pairs("words") == ()
    assert attribute_pairs([["a", 1], ["b"], "c", ["d", "e"]]) == (("a", "1"), ("d", "e"))
