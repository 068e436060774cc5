"""In a blind round a person sees what is his own, and nothing that others did."""

from __future__ import annotations

import pytest

from annotator.model.entity import Alias
from annotator.model.ids import new_id
from annotator.model.person import Person
from annotator.model.span import Relation
from annotator.store import library
from annotator.store.exchange.outgoing import Wanted
from annotator.store.history import History
from annotator.store.reviewed import assignments
from annotator.store.rounds import begin
from annotator.store.scope import Scope
from annotator.store.sight import Sight


@pytest.fixture
def both(desk):
    """A project in which two people marked one article, each with an entity of his own."""
    mine, theirs = desk.replicas("first", "second")
    desk.add_article(mine)
    for store in (mine, theirs):
        desk.share(mine, theirs)
        unit = desk.add_entity(store, f"the unit of {store.person.name}")
        span = desk.span(store, "brigade", "actor", entity=unit.id)
        weapon = desk.mark(store)
        with store.step("Mark"):
            store.put(span, Alias(new_id(), unit.id, "the others"))
            store.put(Relation(new_id(), desk.ARTICLE, store.person.id, "uses", span.id, weapon.id))
    desk.share(mine, theirs)
    return mine


def blinded(store, article):
    store.read.sight = Sight(store.person.id, frozenset({article}))
    return store.read


def test_only_ones_own_work_is_seen_in_the_article(desk, both):
    assert {s.person for s in both.read.spans(desk.ARTICLE)} != {both.person.id}
    reader = blinded(both, desk.ARTICLE)
    assert {s.person for s in reader.spans(desk.ARTICLE)} == {both.person.id}
    assert {r.person for r in reader.relations(desk.ARTICLE)} == {both.person.id}
    assert {r.person for r in reader.readings(desk.ARTICLE)} <= {both.person.id}


def test_elsewhere_all_is_seen(desk, both):
    other = desk.add_article(both, "A second text.")
    reader = blinded(both, other)
    assert len({s.person for s in reader.spans(desk.ARTICLE)}) == 2


def test_entities_that_others_made_are_not_offered_but_known_by_their_id(desk, both):
    everything = both.read.entities()
    assert len(everything) == 2
    reader = blinded(both, desk.ARTICLE)
    (own,) = reader.entities().values()
    assert own.name == "the unit of first"
    assert [alias.entity for alias in reader.aliases()] == [own.id]
    (other,) = everything.keys() - {own.id}
    assert reader.entities([other])


def test_an_entity_that_one_makes_is_offered_at_once(desk, both):
    reader = blinded(both, desk.ARTICLE)
    assert len(reader.entities()) == 1
    desk.add_entity(both, "a third")
    reader.sight.forget()
    assert len(reader.entities()) == 2


def test_others_are_neither_counted_nor_told_of(desk, both):
    item = both.read.item_of(desk.ARTICLE)
    assert library.counts_of_others(both.read, both.person.id, [item])[item]
    reader = blinded(both, desk.ARTICLE)
    assert library.counts_of_others(reader, both.person.id, [item]) == {item: {}}
    whole = History(reader).page(Scope(article=desk.ARTICLE), limit=500)
    assert {line.person for line in whole.lines} == {both.person.id}
    others = [p.id for p in reader.persons() if p.id != both.person.id]
    assert History(reader).page(Scope(article=desk.ARTICLE, persons=tuple(others))).lines == []


def test_a_file_for_one_person_of_a_round_holds_nothing_of_the_others(desk, both):
    second = next(p for p in both.read.persons() if p.id != both.person.id)
    made = begin(both, "First", [both.person.id, second.id], [desk.ARTICLE], is_blind=True)
    third = desk.replica("third")
    wanted = Wanted(articles=frozenset({desk.ARTICLE}), layers=frozenset({second.id}))
    desk.receive(third, desk.bundled(both, wanted=wanted))
    assert {s.person for s in third.read.spans(desk.ARTICLE)} == {second.id}
    assert {r.person for r in third.read.relations(desk.ARTICLE)} == {second.id}
    assert len(assignments(third.read, made.id)) == 2
    assert third.read.text(desk.ARTICLE) == desk.TEXT


def test_whoever_has_done_nothing_yet_gets_the_article_alone(desk, both):
    newcomer = Person(new_id(), "annotator-3")
    with both.step("Join"):
        both.put(newcomer)
    third = desk.replica("third")
    wanted = Wanted(articles=frozenset({desk.ARTICLE}), layers=frozenset({newcomer.id}))
    desk.receive(third, desk.bundled(both, wanted=wanted))
    assert third.read.spans(desk.ARTICLE) == third.read.relations(desk.ARTICLE) == []
    assert third.read.text(desk.ARTICLE) == desk.TEXT
