"""Lots: everybody reads the same number, by chance, and the same chance every time."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.lots import draw, number_of_each
from annotator.model.sentences import Refused

PEOPLE = ["a", "b", "c", "d", "e"]
numbers = st.integers(0, 30)


def articles(number: int, first: int = 0) -> list[str]:
    return [f"article {n}" for n in range(first, first + number)]


def loads(lots, people=PEOPLE) -> list[int]:
    found = Counter(person for _, person in lots)
    return [found[person] for person in people]


@given(numbers, st.integers(1, 5), st.integers(0, 9))
def test_each_article_has_its_number_of_people_and_nobody_two_more_than_another(number, each, seed):
    lots = draw(articles(number), PEOPLE, each, seed)
    assert Counter(article for article, _ in lots) == dict.fromkeys(articles(number), each)
    assert len(set(lots)) == len(lots)
    assert max(loads(lots)) - min(loads(lots)) <= 1


@given(numbers, st.integers(0, 5))
def test_how_many_everybody_gets_is_known_before_lots_are_drawn(number, each):
    found = loads(draw(articles(number), PEOPLE, each, 0))
    assert number_of_each(number, len(PEOPLE), each) == (min(found), max(found))


@given(numbers, numbers, st.integers(1, 5), st.integers(0, 9), st.randoms())
def test_what_comes_later_changes_nothing_and_is_shared_as_evenly(first, more, each, seed, chance):
    before = draw(articles(first), PEOPLE, each, seed)
    everything = articles(first + more)
    chance.shuffle(everything)
    later = draw(everything, PEOPLE, each, seed, before)
    assert {article for article, _ in later} == set(articles(more, first))
    both = loads([*before, *later])
    assert max(both) - min(both) <= 1


def test_the_order_of_articles_and_people_does_not_matter_but_the_seed_does():
    lots = draw(articles(20), PEOPLE, 2, 7)
    assert draw(articles(20)[::-1], PEOPLE[::-1], 2, 7) == lots
    assert draw(articles(20), PEOPLE, 2, 8) != lots


def test_without_a_number_everybody_reads_all():
    assert loads(draw(articles(4), PEOPLE, 0, 0)) == [4] * 5


def test_all_pairs_meet_about_as_often():
    lots = draw(articles(100), PEOPLE, 2, 3)
    readers: dict[str, set[str]] = {}
    for article, person in lots:
        readers.setdefault(article, set()).add(person)
    met = Counter(frozenset(pair) for pair in readers.values())
    assert {frozenset(pair) for pair in combinations(PEOPLE, 2)} == set(met)
    assert max(met.values()) - min(met.values()) <= 4


@pytest.mark.parametrize(("people", "each"), [([], 0), (["a"], 2), (["a", "a"], 2)])
def test_too_few_people_are_refused(people, each):
    with pytest.raises(Refused, match="Nothing was assigned"):
        draw(["x"], people, each, 0)
