"""What a project shows of itself."""

from __future__ import annotations

import random

import pytest
from msgspec.structs import replace as changed

from annotator.model.article import Reading
from annotator.model.entity import Alias, EntityLink
from annotator.model.event import Event, EventLink, Participant
from annotator.model.ids import new_id
from annotator.model.person import Person
from annotator.model.scheme import Label
from annotator.model.sentences import Refused
from annotator.model.span import Relation, Span
from annotator.store import reader
from annotator.store.reader import Owner, Stock


def test_articles_come_page_by_page_in_order_of_arrival(desk):
    store = desk.project()
    added = [desk.ARTICLE] + [desk.add_article(store, f"Text {n}.") for n in range(5)]
    seen, after = [], 0
    while page := store.read.articles(after, limit=2):
        seen += [article.id for _, article in page]
        after = page[-1][0]
    assert seen == added
    assert store.read.article_ids() == sorted(added)


def test_an_article_that_is_not_there_is_none(desk):
    store = desk.project()
    assert store.read.article("cd" * 32) is None
    assert store.read.item_of("cd" * 32) is None
    assert store.read.text("cd" * 32) is None
    assert store.read.spans("cd" * 32) == []
    with pytest.raises(Refused, match="is not in this project"):
        store.read.needed_text("cd" * 32)
    assert store.read.item_of(desk.ARTICLE) == store.read.articles()[0][0]


def test_facts_of_the_copy(desk):
    store = desk.project()
    assert store.read.own("site") == store.log.site_uid
    assert store.read.own("nothing") is None


def test_the_scheme_follows_the_log(desk):
    store = desk.project()
    with store.step("Rename a label"):
        store.set_fields("label", "weapon", name="Arms")
        store.set_fields("label", "place", exists=True, name="Place", position=7)
    scheme = store.read.scheme()
    assert [label.name for label in scheme.labels] == ["Actor", "Arms", "Place"]
    assert isinstance(scheme.labels[2], Label)
    store.undo()
    assert store.read.scheme() == desk.SCHEME


def test_spans_come_by_place_the_longer_first(desk):
    store = desk.project()
    short = desk.mark(store, "brigade", "actor")
    late = desk.mark(store, "depot")
    long = desk.mark(store, "brigade fired")
    assert store.read.spans(desk.ARTICLE) == [long, short, late]


def test_the_layers_of_all_people_are_shown(desk):
    store = desk.project(person="first")
    mine = desk.mark(store)
    store = desk.reopened(store, "second")
    theirs = desk.mark(store)
    gold = desk.mark(store, person=None, layer="gold")
    assert {s.id: s.person for s in store.read.spans(desk.ARTICLE)} == {
        mine.id: desk.person("first").id, theirs.id: desk.person("second").id, gold.id: None,
    }  # fmt: skip


def test_each_persons_reading_is_his_own(desk):
    store = desk.project()
    readings = [
        Reading(desk.ARTICLE, store.person.id, status="done", relevant=True),
        Reading(desk.ARTICLE, desk.person("second").id, relevant=False),
        Reading(desk.ARTICLE, None, "gold", "settled"),
    ]
    with store.step("Read"):
        store.put(*readings)
    assert sorted(store.read.readings(desk.ARTICLE), key=str) == sorted(readings, key=str)


def test_relations_are_found_from_the_article_of_their_tail(desk):
    store = desk.project()
    other = desk.add_article(store, "A second text.")
    third = desk.add_article(store, "A third text.")
    here = Relation(new_id(), other, store.person.id, "uses", new_id(), new_id())
    across = changed(here, id=new_id(), tail_article=desk.ARTICLE)
    elsewhere = changed(here, id=new_id(), tail_article=third)
    with store.step("Relate"):
        store.put(here, across, elsewhere)
    assert store.read.relations_from_elsewhere(desk.ARTICLE) == [across]
    assert store.read.relations_from_elsewhere(third) == [elsewhere]
    assert store.read.relations_from_elsewhere(other) == []


def test_some_or_all_entities_and_events(desk, monkeypatch):
    monkeypatch.setattr(reader, "AT_ONCE", 2)
    store = desk.project()
    entities = [desk.add_entity(store, f"entity {n}") for n in range(5)]
    events = [Event(new_id(), f"event {n}") for n in range(3)]
    e = [entity.id for entity in entities]
    ties = [
        Alias.of(e[0], "zz", position=1), Alias.of(e[0], "yy", position=2), Alias.of(e[1], "xx"),
        EntityLink.of(e[0], "within", e[1]), EntityLink.of(e[0], "part_of", e[1]),
        Participant.of(events[0].id, "target", e[1]), Participant.of(events[0].id, "actor", e[0]),
        EventLink.of(events[0].id, "part", events[1].id),
    ]  # fmt: skip
    with store.step("Tie"):
        store.put(*events, *ties)
    assert set(store.read.entities()) == set(e)
    assert set(store.read.entities(e[:3])) == set(e[:3])
    assert store.read.entities([]) == {}
    assert store.read.events([events[0].id]) == {events[0].id: events[0]}
    assert [a.name for a in store.read.aliases([e[0]])] == ["zz", "yy"]
    assert len(store.read.aliases()) == 3
    assert [link.type for link in store.read.entity_links([e[0]])] == ["part_of", "within"]
    assert store.read.entity_links([e[4]]) == []
    assert [p.role for p in store.read.participants()] == ["actor", "target"]
    assert store.read.event_links() == [ties[-1]]


def test_what_an_id_already_names(desk):
    store = desk.project(person="second")
    span = desk.mark(store)
    gold = desk.mark(store, "depot", person=None, layer="gold")
    entity = desk.add_entity(store)
    with store.step("Take out"):
        store.remove(span)
    free = new_id()
    assert store.read.taken([span.id, gold.id, entity.id, free]) == {
        span.id: [Owner("span", desk.ARTICLE, store.person.id, "work")],
        gold.id: [Owner("span", desk.ARTICLE, None, "gold")],
        entity.id: [Owner("entity", None, None, "work")],
    }


def test_people_come_by_name(desk):
    store = desk.project()
    with store.step("People"):
        store.put(Person(new_id(), "b", "reviewer"), Person(new_id(), "a"))
        store.set_fields("person", new_id(), exists=True)
    assert [(p.name, p.role) for p in store.read.persons()] == [
        ("", "annotator"), ("a", "annotator"), ("b", "reviewer"), ("first", "annotator"),
    ]  # fmt: skip


def test_how_many_articles_there_are_and_how_many_are_finished(desk):
    store = desk.project()
    other = desk.add_article(store, "Another text.")
    removed = desk.add_article(store, "A text that goes.")
    assert store.read.stock() == Stock(3, 0, 0)
    with store.step("Read"):
        store.put(
            Reading(desk.ARTICLE, store.person.id, status="done"),
            Reading(desk.ARTICLE, desk.person("second").id, status="in_review"),
            Reading(other, store.person.id, status="in_progress"),
            Reading(removed, store.person.id, status="done"),
            Reading(other, None, "gold", "settled"),
        )
        store.remove_article(removed)
    assert store.read.stock() == Stock(2, 1, 1)


def test_some_of_an_article_s_spans_can_be_asked_for(desk):
    store = desk.project()
    first, second = desk.mark(store), desk.mark(store, "depot")
    desk.mark(store, "brigade", "actor")
    assert store.read.spans(desk.ARTICLE, [second.id, first.id]) == [first, second]
    assert store.read.spans(desk.ARTICLE, [desk.PROJECT]) == []
    assert store.read.spans(desk.ARTICLE, []) == []


def everything_of(store, article):
    read = store.read
    return (
        read.article(article), read.spans(article), read.relations(article), read.zones(article),
        read.readings(article), read.sightings(article), read.relations_from_elsewhere(article),
        read.verdicts(article),
    )  # fmt: skip


def test_what_is_read_ahead_is_what_is_read_one_by_one(desk, hand):
    store, chance = desk.project(), random.Random(7)
    worker = hand(store)
    for _ in range(60):
        worker.edit(chance.choice(hand.EDITS), chance)
    other = desk.add_article(store, "A text that leads elsewhere.")
    span, far = desk.mark(store), desk.span(store)
    away = Span(new_id(), other, span.person, "actor", 0, 1, "A")
    with store.step("Tie"):
        store.put(far, away, Relation(new_id(), other, span.person, "uses", away.id, far.id,
                                      tail_article=desk.ARTICLE))  # fmt: skip
    articles = [*store.read.article_ids(), "cd" * 32]
    apart = [everything_of(store, article) for article in articles]
    with store.read.ahead(articles[1:]):
        assert [everything_of(store, article) for article in articles] == apart
    with store.step("Take out"):
        store.remove_all(store.read.spans(desk.ARTICLE))
    assert store.read.spans(desk.ARTICLE) == []
