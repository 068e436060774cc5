"""What is read to be compared: who has finished what, in which layer, and what is not the same."""

from __future__ import annotations

import pytest

from annotator.model.agreement.study import GOLD
from annotator.model.article import Article, Reading
from annotator.model.ids import new_id
from annotator.model.person import person_named
from annotator.model.scheme_file import find_scheme
from annotator.model.sentences import Refused
from annotator.model.span import Relation, Span
from annotator.model.text import sha256_of
from annotator.store.compared import Which, compared
from annotator.store.sight import Sight
from annotator.store.store import Store

PEOPLE = [person_named("", f"annotator-{n}") for n in (1, 2)]
TEXT = "Rockets hit the depot."


@pytest.fixture
def project(tmp_path):
    """Two people have read one article, each another of the same title, and one is settled."""
    path = tmp_path / "project.annot"
    Store.create(path, find_scheme("conflict-news"), PEOPLE[0]).close()
    for person in PEOPLE:
        with Store.open(path, person) as store, store.step("Read"):
            _read(store, TEXT, "Depot hit", person.id)
            _read(store, f"{TEXT} {person.name}", "Depot", person.id)
    with Store.open(path, PEOPLE[0]) as store:
        with store.step("Settle"):
            id_ = sha256_of(TEXT)
            store.put(
                Span(new_id(), id_, None, "weapon", 0, 7, TEXT[0:7], "gold"),
                Reading(id_, None, "gold", "settled"),
            )
        yield store


def _read(store, text, title, person, status="done"):
    article = Article(sha256_of(text), title)
    store.add_article(article, text)
    first, second = (
        Span(new_id(), article.id, person, label, s, e, text[s:e])
        for label, s, e in (("weapon", 0, 7), ("location", 16, 21))
    )
    tie = Relation(new_id(), article.id, person, "located_in", first.id, second.id)
    store.put(first, second, tie, Reading(article.id, person, status=status))


def test_what_two_people_have_read_to_the_end(project):
    study = compared(project.read, progress=lambda *_: None)
    (article,) = study.articles
    assert article.id == sha256_of(TEXT)
    assert article.title == "Depot hit"
    assert article.length == len(TEXT)
    assert [len(article.spans[p.id]) for p in PEOPLE] == [2, 2]
    assert [len(article.relations[p.id]) for p in PEOPLE] == [1, 1]
    assert article.day is not None
    assert [p.name for p in study.persons] == ["annotator-1", "annotator-2"]


def test_texts_of_one_title_are_not_the_same_article(project):
    (near,) = compared(project.read).near
    assert near.title == "Depot"
    assert len(near.articles) == 2


def test_what_is_not_finished_waits_unless_it_is_wanted(project):
    with project.step("Go on"):
        project.put(Reading(sha256_of(TEXT), PEOPLE[0].id, status="in_progress"))
    assert not compared(project.read).articles
    assert len(compared(project.read, which=Which(unfinished=True)).articles) == 1


def test_each_person_against_the_gold_layer(project):
    study = compared(project.read, against_gold=True)
    assert study.pairs == tuple((p.id, GOLD.id) for p in PEOPLE)
    assert len(study.articles[0].spans[GOLD.id]) == 1


def test_only_some_people(project):
    assert not compared(project.read, ["annotator-1"]).articles
    with pytest.raises(Refused, match="Nobody in this project is called nobody-here"):
        compared(project.read, ["nobody-here"])


def test_only_some_articles(project):
    id_ = sha256_of(TEXT)
    assert compared(project.read, which=Which(only=frozenset({id_}))).articles
    assert not compared(project.read, which=Which(only=frozenset({"0" * 64}))).articles


def test_only_what_all_have_read(project):
    assert len(compared(project.read, which=Which(by_all=True)).articles) == 1
    with project.step("A third reads one of them"):
        third = person_named("", "annotator-3")
        project.put(third, Reading(sha256_of(f"{TEXT} annotator-1"), third.id, status="done"))
    assert len(compared(project.read).articles) == 2
    assert not compared(project.read, which=Which(by_all=True)).articles
    assert compared(project.read, [p.id for p in PEOPLE], which=Which(by_all=True)).articles


def test_what_a_blind_round_hides_is_not_compared(project):
    project.read.sight = Sight(PEOPLE[0].id, frozenset({sha256_of(TEXT)}))
    assert not compared(project.read).articles
