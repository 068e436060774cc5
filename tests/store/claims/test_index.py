"""All claims of a project by source, actor, event…, filtered by words, and paged through."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace as changed

from annotator.model.ids import new_id
from annotator.model.sentences import Refused
from annotator.model.span import Relation
from annotator.store.claims.events import chosen_claims, find_event
from annotator.store.claims.index import BY, Chosen, ClaimIndex
from annotator.store.claims.reading import read_claims
from annotator.store.sight import Sight


@pytest.fixture
def index_of():
    made = []

    def make(store):
        made.append(ClaimIndex.of(store.reader_beside(), store.person.id))
        return made[-1]

    yield make
    for index in made:
        index.close()


def counts(index, by, words=""):
    return {group.name: group.claims for group in index.groups(by, words)}


def test_it_says_the_same_as_reading_each_claim_whole(war, index_of):
    index = index_of(war)
    whole = read_claims(war.read, war.read.article_ids(), war.person.id)
    by_id = {claim.id: claim for claim in whole}
    listed = index.page(Chosen(), limit=100)
    assert [one.id for one in listed] == [c.id for c in sorted(whole, key=lambda c: c.order)]
    for one in listed:
        claim = by_id[one.id]
        assert set(one.sources) == {source.name for source in claim.sources}
        assert (one.stance, one.responsibility) == (claim.stance, claim.responsibility)
        assert one.contradicted == len({t.other for t in claim.ties if t.type == "contradicts"})


def test_claims_are_counted_by_all_that_they_can_be_grouped_by(sample, index_of):
    index = index_of(sample)
    found = {by: counts(index, by) for by in BY}
    assert found["source"]["Antony Blinken"] == 4
    assert found["source"]["No source named"] == 1
    assert found["actor"]["US forces (in Syria)"] == 5
    assert found["event"]["Rocket attack on the US base, Al Omar oil field"] == 7
    assert found["place"]["Al Omar oil field"] == 2
    assert found["weapon"] == {"artillery": 4, "drone": 2, "rocket": 2, "missile": 1}
    assert found["stance"] == {"asserts": 15, "hedges": 1, "no_position": 1}
    assert found["responsibility"] == {"none": 7, "own": 5, "unattributed": 3, "other": 2}
    assert found["date"] == {"no date": 17}


def test_days_of_publication_stand_in_order(war, index_of):
    assert [(g.key, g.claims) for g in index_of(war).groups("date")] == [
        ("", 17), ("2021-06-29", 14),
    ]  # fmt: skip


def test_it_says_how_often_a_source_is_contradicted_and_by_whom(sample, index_of):
    index = index_of(sample)
    sana = next(g for g in index.groups("source") if g.name.startswith("Syrian Arab"))
    assert (sana.claims, sana.contradicted) == (2, 1)
    assert {(g.name, g.claims) for g in index.contradicted_by(sana.key)} == {
        ("US military spokesman (unnamed)", 1), ("Syrian Observatory for Human Rights", 1),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("words", "number"),
    [("rockets", 2), ("ROCKETS monday", 1), ("sana", 2), ("necessary,  appropriate", 1),
     ("submarine", 0), ("", 17), ("  ", 17)],
)  # fmt: skip
def test_words_are_looked_for_in_quotation_restatement_title_and_source(
    sample, index_of, words, number
):
    index = index_of(sample)
    assert index.count(Chosen(words)) == number
    assert len(index.page(Chosen(words))) == number
    assert sum(group.claims for group in index.groups("stance", words)) == number


def test_one_filter_after_another_forgets_the_one_before(sample, index_of):
    index = index_of(sample)
    assert [index.count(Chosen(words)) for words in ("rockets", "sana", "rockets")] == [2, 2, 2]
    assert counts(index, "source", "sana") == {"Syrian Arab News Agency (Sana)": 2}


def test_pages_go_on_where_the_one_before_ended(sample, index_of):
    index = index_of(sample)
    blinken = next(g for g in index.groups("source") if g.name == "Antony Blinken")
    chosen = Chosen("", "source", blinken.key)
    first = index.page(chosen, limit=3)
    rest = index.page(chosen, after=first[-1].number, limit=3)
    assert (len(first), len(rest)) == (3, 1)
    assert not {one.id for one in first} & {one.id for one in rest}


def test_merged_sources_are_one_group(sample, index_of):
    groups = {g.name: g.key for g in index_of(sample).groups("source")}
    psaki, blinken = groups["Jen Psaki"], groups["Antony Blinken"]
    officials = groups["US military spokesman (unnamed)"]
    with sample.step("Merge"):
        known = sample.read.entities([psaki, blinken])
        sample.put(replace(known[psaki], merged_into=blinken))
        sample.put(replace(known[blinken], merged_into=officials))
    assert counts(index_of(sample), "source")["US military spokesman (unnamed)"] == 9


def test_a_source_without_an_entity_is_grouped_by_its_words(sample, index_of):
    (article,) = sample.read.article_ids()
    span = next(s for s in sample.read.spans(article) if s.quote == "video on social media")
    with sample.step("Forget who it is"):
        sample.put(changed(span, entity=None))
    index = index_of(sample)
    assert counts(index, "source")["video on social media"] == 1
    assert index.page(Chosen("social media"))[0].sources == ("video on social media",)


def test_the_settled_layer_counts_in_the_index_as_well(sample, index_of):
    (article,) = sample.read.article_ids()
    claim = next(s for s in sample.read.spans(article) if s.label == "claim")
    with sample.step("Settle"):
        sample.put(changed(claim, id=new_id(), layer="gold", person=None))
    assert len(index_of(sample)) == 1


def test_what_a_blind_round_hides_is_not_counted(sample):
    (article,) = sample.read.article_ids()
    reader, other = sample.reader_beside(), new_id()
    reader.sight = Sight(other, frozenset({article}))
    index = ClaimIndex.of(reader, other)
    assert len(index) == 0
    index.close()


def test_a_project_without_claims_has_an_empty_index(sample, index_of):
    (article,) = sample.read.article_ids()
    with sample.step("Take all away"):
        sample.remove(*(s for s in sample.read.spans(article) if s.label == "claim"))
    index = index_of(sample)
    assert (len(index), index.page(Chosen()), index.groups("source")) == (0, [], [])


def test_an_event_is_found_by_a_part_of_its_title_that_no_other_has(sample, index_of):
    event = find_event(sample.read, "rocket ATTACK")
    assert event.title == "Rocket attack on the US base, Al Omar oil field"
    assert find_event(sample.read, event.id) == event
    with pytest.raises(Refused, match="Several events"):
        find_event(sample.read, "US")
    with pytest.raises(Refused, match="No event is called"):
        find_event(sample.read, "submarine")
    found = chosen_claims(
        sample.read, index_of(sample), sample.person.id, Chosen("", "event", event.id), 3
    )
    assert len(found) == 3


def told(index, words=("", "rockets", "sana")):
    """Give all that an index says."""
    pages = [[replace(one, number=0) for one in index.page(Chosen(w), limit=99)] for w in words]
    groups = [(by, index.groups(by, w)) for by in BY for w in words]
    against = [index.contradicted_by(one.key) for one in index.groups("source")]
    return pages, groups, against, index.sources_of_events()


@pytest.mark.property
@given(st.integers(0, 2**32))
@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_articles_that_are_read_again_are_as_in_an_index_made_anew(war, index_of, seed):
    chance, kept = random.Random(seed), index_of(war)
    for _ in range(3):
        articles = sorted(war.read.article_ids())
        every = [span for one in articles for span in war.read.spans(one)]
        claims = [span for span in every if span.label == "claim" and span.layer == "work"]
        ties = [tie for one in articles for tie in war.read.relations(one)]
        with war.step("Change"):
            for head, tail in zip(*[iter(chance.sample(claims, 4))] * 2, strict=True):
                other = tail.article if tail.article != head.article else None
                war.put(Relation(new_id(), head.article, war.person.id, "contradicts", head.id,
                                 tail.id, tail_article=other))  # fmt: skip
            war.remove(*chance.sample(ties, chance.randrange(3)))
            war.remove(*chance.sample(every, chance.randrange(4)))
            for claim in chance.sample(claims, chance.randrange(1, 4)):
                gold = chance.random() < 0.1
                war.put(changed(claim, id=new_id(), layer="gold" if gold else "work",
                                person=None if gold else war.person.id))  # fmt: skip
        assert kept.renew(war.changes.articles)
        assert told(kept) == told(index_of(war))
