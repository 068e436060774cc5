"""The sample's draft against a second reading of it, made by the ways in which people differ."""

from __future__ import annotations

import pytest

from annotator.model.person import person_named
from annotator.model.review.outcome import Choice
from annotator.sample import sample_project
from annotator.store.review.comparing import comparison
from annotator.store.review.deciding import decide_many
from annotator.store.review.finishing import finish
from annotator.store.store import Store
from tests.journeys.review.second import SECOND, second_reader

FIRST = person_named("", "annotator-1")


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    path = tmp_path_factory.mktemp("seed") / "sample.annot"
    sample_project(FIRST, path)
    with Store.open(path, FIRST) as store:
        (article,) = store.read.article_ids()
        second_reader(store, article, FIRST.id)
        yield store, article


def test_the_differences_are_of_every_kind_that_people_make(sample):
    found = comparison(sample[0].read, sample[1])
    counts = found.counts
    assert set(found.persons) == {FIRST.id, SECOND.id}
    assert {"boundary", "label", "only_one", "stance"} <= counts.keys()
    assert len(found.agreed) > len(found.cases)
    marked = [s for s in sample[0].read.spans(sample[1]) if s.layer == "work"]
    sorted_out = {id_ for case in found.cases for id_ in case.alternatives}
    sorted_out |= {span.id for one in found.agreed for span in one.spans}
    hidden = {s.id for s in marked} - sorted_out
    expert = {label.id for label in sample[0].read.scheme().labels if label.level == "expert"}
    assert all(s.label in expert for s in marked if s.id in hidden)


@pytest.mark.parametrize("person", [FIRST, SECOND], ids=["first", "second"])
def test_to_follow_one_everywhere_makes_gold_of_that_layer(sample, person):
    store, article = sample
    found = comparison(store.read, article)
    before = store.undo_title()
    decide_many(store, found.open, Choice("take", person=person.id))
    finish(store, comparison(store.read, article))
    spans = store.read.spans(article)
    gold = sorted((s.label, s.start, s.end, s.attributes) for s in spans if s.layer == "gold")
    expert = {label.id for label in store.read.scheme().labels if label.level == "expert"}
    theirs = [s for s in spans if s.person == person.id and s.label not in expert]
    assert gold == sorted((s.label, s.start, s.end, s.attributes) for s in theirs)
    while store.undo_title() != before:
        store.undo()
    assert not [s for s in store.read.spans(article) if s.layer == "gold"]
