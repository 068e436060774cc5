"""Rounds: who reads what, how far each is, and what is hidden meanwhile."""

from __future__ import annotations

import pytest

from annotator.model.article import Reading
from annotator.model.sentences import Refused
from annotator.store.exchange.outgoing import Wanted
from annotator.store.reviewed import assignments, rounds
from annotator.store.rounds import (
    articles_not_in,
    articles_of_nobody,
    begin,
    blind_after,
    blind_articles,
    close,
    extend,
    find_round,
    of_round,
    rounds_giving,
    rounds_hiding,
    shares,
)


@pytest.fixture
def store(desk):
    store = desk.project()
    with store.step("Join"):
        store.put(desk.person("second"), desk.person("third"))
    return store


@pytest.fixture
def people(desk):
    return [desk.person(name).id for name in ("first", "second", "third")]


def read(store, article, person, status, layer="work"):
    with store.step("Read"):
        store.put(Reading(article, person, layer, status))


def states(store, round_):
    return {share.person: share.states for share in shares(store.read, round_)}


def test_a_round_gives_each_article_to_so_many_people_as_one_step(desk, store, people):
    other = desk.add_article(store, "A second text.")
    made = begin(store, " First ", people, [desk.ARTICLE, other], each=2, seed=1, is_blind=True)
    assert rounds(store.read) == [made]
    assert made.name == "First"
    given = assignments(store.read, made.id)
    assert {one.article for one in given} == {desk.ARTICLE, other}
    assert len(given) == 4
    store.undo()
    assert rounds(store.read) == assignments(store.read, made.id) == []


def test_articles_that_come_later_are_given_out_too(desk, store, people):
    made = begin(store, "First", people, [desk.ARTICLE], each=1)
    other = desk.add_article(store, "A second text.")
    assert extend(store, made, [desk.ARTICLE, other]) == 1
    before = store.log.n
    assert extend(store, made, [desk.ARTICLE, other]) == 0
    assert store.log.n == before
    readers = [one.person for one in assignments(store.read, made.id)]
    assert len(set(readers)) == 2


def test_how_far_each_person_is(desk, store, people):
    first, second, third = people
    made = begin(store, "First", people, [desk.ARTICLE])
    read(store, desk.ARTICLE, first, "done")
    read(store, desk.ARTICLE, second, "in_progress")
    assert states(store, made) == {
        first: {"done": 1}, second: {"in_progress": 1}, third: {"unread": 1}
    }  # fmt: skip
    assert {s.person: (s.done, s.articles) for s in shares(store.read, made)} == {
        first: (1, 1), second: (0, 1), third: (0, 1)
    }  # fmt: skip
    read(store, desk.ARTICLE, None, "settled", "gold")
    assert states(store, made) == {person: {"settled": 1} for person in people}


def test_in_a_blind_round_the_others_are_hidden_until_all_are_done(desk, store, people):
    first, second, third = people
    begin(store, "First", [first, second], [desk.ARTICLE], is_blind=True)
    assert blind_articles(store.read, first) == {desk.ARTICLE}
    assert blind_articles(store.read, third) == frozenset()
    read(store, desk.ARTICLE, first, "done")
    assert blind_articles(store.read, first) == {desk.ARTICLE}
    read(store, desk.ARTICLE, second, "done")
    assert blind_articles(store.read, first) == frozenset()


def test_after_a_change_in_a_few_articles_only_these_are_looked_at(desk, store, people):
    first, other = people[0], desk.add_article(store, "A second text.")
    begin(store, "First", people[:2], [desk.ARTICLE, other], is_blind=True)
    before = blind_articles(store.read, first)
    for status in ("done", "in_progress", "done"):
        for person in people[:2]:
            read(store, other, person, status)
            after = blind_after(store.read, first, before, frozenset({other}))
            assert after == blind_articles(store.read, first)
            assert (after is before) is (after == before)
            before = after


def test_a_closed_round_hides_nothing(desk, store, people):
    made = begin(store, "First", people, [desk.ARTICLE], is_blind=True)
    close(store, made)
    assert blind_articles(store.read, people[0]) == frozenset()
    assert find_round(store.read, "First").is_closed
    close(store, find_round(store.read, "First"), closed=False)
    assert blind_articles(store.read, people[0]) == {desk.ARTICLE}


def test_an_open_round_hides_nothing(desk, store, people):
    begin(store, "First", people, [desk.ARTICLE])
    assert blind_articles(store.read, people[0]) == frozenset()


@pytest.mark.parametrize(
    ("name", "number", "articles", "why"),
    [
        (" ", 1, 1, "needs a name"),
        ("First", 1, 1, "is a round called First already"),
        ("Second", 1, 0, "needs articles"),
        ("Second", 0, 1, "Name more people"),
    ],
)
def test_what_is_no_round_is_refused(desk, store, people, name, number, articles, why):
    begin(store, "First", people, [desk.ARTICLE])
    before = store.log.n
    with pytest.raises(Refused, match=why):
        begin(store, name, people[:number], [desk.ARTICLE] * articles)
    assert store.log.n == before


def test_a_round_is_found_by_name_or_id(desk, store, people):
    with pytest.raises(Refused, match="There are: none yet"):
        find_round(store.read, "First")
    made = begin(store, "First", people, [desk.ARTICLE])
    assert find_round(store.read, made.id) == find_round(store.read, "First") == made
    copy = begin(store, "Second", people, [desk.ARTICLE])
    with store.step("Rename"):
        store.set_fields("round", copy.id, name="First")
    with pytest.raises(Refused, match="by id"):
        find_round(store.read, "First")


def names(found):
    return [one.name for one in found]


def test_one_learns_which_open_rounds_give_one_anything(desk, store, people):
    first, second, third = people
    pilot = begin(store, "Pilot", [first, second], [desk.ARTICLE])
    begin(store, "Second", [second, third], [desk.ARTICLE])
    assert names(rounds_giving(store.read, first)) == ["Pilot"]
    assert names(rounds_giving(store.read, second)) == ["Pilot", "Second"]
    close(store, pilot)
    assert rounds_giving(store.read, first) == []


def test_only_a_blind_round_that_somebody_has_not_finished_is_named_as_hiding(desk, store, people):
    first, second, _ = people
    begin(store, "Seen", [first, second], [desk.ARTICLE])
    begin(store, "Pair", [first, second], [desk.ARTICLE], is_blind=True)
    three = begin(store, "Three", people, [desk.ARTICLE], is_blind=True)
    hiding = lambda: names(rounds_hiding(store.read, first, desk.ARTICLE))  # noqa: E731 - asked often
    assert hiding() == ["Pair", "Three"]
    for person in (first, second):
        read(store, desk.ARTICLE, person, "done")
    assert hiding() == ["Three"]
    close(store, three)
    assert hiding() == []


def test_what_nobody_has_and_what_a_round_lacks_is_found(desk, store, people):
    other = desk.add_article(store, "A second text.")
    first = begin(store, "First", people, [desk.ARTICLE])
    second = begin(store, "Second", people, [desk.ARTICLE])
    assert articles_of_nobody(store.read) == articles_not_in(store.read, first) == [other]
    extend(store, second, [other])
    assert articles_of_nobody(store.read) == []
    assert articles_not_in(store.read, first) == [other]
    assert articles_not_in(store.read, second) == []


def test_a_file_for_one_person_is_made_of_what_the_round_gives_that_person(desk, store, people):
    other = desk.add_article(store, "A second text.")
    made = begin(store, "First", people[:2], [desk.ARTICLE, other], each=1)
    for person in people[:2]:
        wanted = of_round(store.read, Wanted(), made, person)
        given = {one.article for one in assignments(store.read, made.id) if one.person == person}
        assert wanted.articles == given
        assert wanted.layers == {person}
    assert of_round(store.read, Wanted(), made).articles == {desk.ARTICLE, other}
    with pytest.raises(Refused, match="gives third nothing"):
        of_round(store.read, Wanted(), made, people[2])
