"""What several people marked in one article is sorted into what is agreed and what differs."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace as changed

from annotator.model.ids import derived_id
from annotator.model.review.clusters import clusters, overlapping
from annotator.model.review.comparison import View
from annotator.model.review.saying import Hearing
from annotator.model.span import Relation, Span
from tests.model.review.conftest import (
    ARTICLE,
    SCHEME,
    at,
    compared,
    decided,
    mark,
    marked,
    tie,
)


def told(found) -> list[tuple]:
    """Give each case by its kind and what each group of people marked."""
    return [
        (case.difference, *((*v.persons, *(s.quote for s in v.first())) for v in case.versions))
        for case in found.cases
    ]


# --- the kinds of difference ----------------------------------------------------------------------


def test_what_both_mark_alike_is_agreed():
    found = compared([mark("A", "Sana"), mark("B", "Sana")])
    assert found.cases == ()
    assert [span.person for span in found.agreed[0].spans] == ["A", "B"]


@pytest.mark.parametrize(
    ("one", "other", "difference"),
    [
        (mark("A", "heavy artillery", "weapon"), mark("B", "artillery", "weapon"), "boundary"),
        (mark("A", "the base", "location"), mark("B", "base", "location"), "boundary"),
        (mark("A", "base", "location"), mark("B", "base", "actor"), "label"),
        (mark("A", "Sana", attributes=(("certain", "yes"),)), mark("B", "Sana"), "attribute"),
        (mark("A", "Sana", events=("e",)), mark("B", "Sana"), "attribute"),
        (mark("A", "Sana", entity="one"), mark("B", "Sana", entity="two"), "entity"),
        (
            mark("A", "fired heavy artillery", "claim", attributes=(("stance", "hedges"),)),
            mark("B", "fired heavy artillery", "claim"),
            "stance",
        ),
    ],
)
def test_each_kind_of_difference_has_its_name(one, other, difference):
    found = compared([one, other])
    (case,) = found.cases
    assert case.difference == difference
    assert [version.persons for version in case.versions] == [("A",), ("B",)]
    assert (case.start, case.end) == (min(one.start, other.start), max(one.end, other.end))
    assert case.is_open
    assert found.counts == {difference: 1}


def test_what_only_one_marked_has_a_version_of_those_who_did_not():
    assert told(compared([mark("B", "Sana")])) == [("only_one", ("A",), ("B", "Sana"))]


def test_a_default_is_no_other_value_than_the_same_said():
    said = mark("A", "fired heavy artillery", "claim", attributes=(("stance", "asserts"),))
    assert compared([said, mark("B", "fired heavy artillery", "claim")]).cases == ()


def test_two_entities_that_turned_out_to_be_one_are_no_difference():
    spans = [mark("A", "Sana", entity="one"), mark("B", "Sana", entity="two")]
    assert compared(spans, scheme=View(SCHEME, merged={"one": "two"})).cases == ()
    assert compared(spans, scheme=View(SCHEME, merged={"one": "two", "two": "one"})).cases != ()


# --- what is about one thing ----------------------------------------------------------------------


def test_an_actor_in_a_claim_is_not_taken_for_the_claim():
    claim = "American forces fired heavy artillery"
    spans = [mark("A", claim, "claim"), mark("B", claim, "claim"), mark("A", "American forces")]
    assert told(compared(spans)) == [("only_one", ("A", "American forces"), ("B",))]


def test_a_label_in_itself_is_not_taken_for_what_encloses_it():
    spans = [
        mark("A", "the base near the old oil field", "location"),
        mark("A", "old oil field", "location"),
        mark("B", "base near the old oil field", "location"),
    ]
    assert told(compared(spans)) == [
        ("boundary", ("A", spans[0].quote), ("B", spans[2].quote)),
        ("only_one", ("A", "old oil field"), ("B",)),
    ]


def test_what_one_marks_whole_and_another_in_two_is_one_difference():
    spans = [
        mark("A", "the base near the old oil field", "location"),
        mark("B", "base", "location"),
        mark("B", "old oil field", "location"),
    ]
    assert told(compared(spans)) == [
        ("boundary", ("A", spans[0].quote), ("B", "base", "old oil field"))
    ]


def test_neighbours_that_touch_by_a_word_are_two_differences():
    spans = [at("A", 0, 10), at("A", 12, 20), at("B", 0, 13), at("B", 14, 20)]
    assert [len(case.alternatives) for case in compared(spans).cases] == [2, 2]


def test_the_label_that_both_gave_counts_before_the_one_that_differs():
    spans = [mark("A", "base"), mark("B", "base"), mark("B", "base", "location")]
    found = compared(spans)
    assert told(found) == [("only_one", ("A",), ("B", "base"))]
    assert found.cases[0].labels == ("location",)


def test_the_same_mark_twice_by_one_person_is_there_twice():
    spans = [mark("A", "Sana"), mark("A", "Sana", number=1), mark("B", "Sana")]
    found = compared(spans)
    assert told(found) == [("only_one", ("A", "Sana"), ("B",))]
    assert len(found.agreed) == 1


# --- who counts -----------------------------------------------------------------------------------


def test_three_people_and_what_most_of_them_say():
    spans = [mark("A", "Sana"), mark("B", "Sana"), mark("C", "Sana said")]
    (case,) = compared(spans, persons="ABC").cases
    assert case.difference == "boundary"
    assert case.majority is case.versions[0]
    assert case.majority.persons == ("A", "B")
    (case,) = compared(spans[1:], persons="ABC").cases
    assert case.majority is None
    assert told(compared(spans[:2], persons="ABC")) == [("only_one", ("A", "B", "Sana"), ("C",))]


def test_who_has_not_read_to_the_end_does_not_say_nothing():
    spans = [mark("A", "Sana"), mark("B", "Sana")]
    assert compared(spans, persons="ABC", readers="AB").cases == ()
    assert told(compared(spans[:1], readers="A")) == [("unreviewed", ("A", "Sana"))]
    assert told(compared([*spans, mark("C", "Sana said")], persons="ABC", readers="AB")) == [
        ("boundary", ("A", "B", "Sana"), ("C", "Sana said"))
    ]


def test_the_work_of_one_person_is_all_to_be_looked_at():
    claim, source = mark("A", "heavy artillery", "claim"), mark("A", "Sana")
    found = compared([claim, source], [tie(claim, source)], persons="A")
    assert [case.difference for case in found.cases] == ["unreviewed"] * 3
    assert found.cases[0].majority is None


def test_other_peoples_marks_and_gold_do_not_count():
    spans = [
        mark("A", "Sana"),
        mark("B", "Sana"),
        mark("C", "base"),
        mark("A", "base", layer="gold"),
    ]
    assert compared(spans).cases == ()


def test_hidden_labels_count_only_where_they_are_shown():
    spans = [mark("A", "fired", "event")]
    ties = [tie(mark("A", "Sana"), spans[0], "about")]
    assert compared(spans, ties).cases == ()
    assert len(compared(spans, scheme=View(SCHEME, expert=True)).cases) == 1
    form = [mark("A", "Sana", attributes=(("form", "name"),)), mark("B", "Sana")]
    assert compared(form).cases == ()
    assert len(compared(form, scheme=View(SCHEME, expert=True)).cases) == 1


def test_a_label_that_was_retired_or_is_gone_still_counts_and_an_attribute_does_not():
    assert len(compared([mark("A", "Sana", "old"), mark("A", "base", "unknown")]).cases) == 2
    assert compared([mark("A", "Sana", attributes=(("lost", "x"),)), mark("B", "Sana")]).cases == ()


# --- relations ------------------------------------------------------------------------------------


def both(*words: tuple[str, str]) -> dict[str, list[Span]]:
    return {person: [mark(person, *one) for one in words] for person in "AB"}


def test_another_source_of_one_claim_is_one_difference():
    of = both(("heavy artillery", "claim"), ("Sana", "actor"), ("American forces", "actor"))
    ties = [tie(of["A"][0], of["A"][1]), tie(of["B"][0], of["B"][2])]
    (case,) = compared([*of["A"], *of["B"]], ties).cases
    assert case.difference == "source"
    assert case.is_tie
    assert case.labels == ("claim",)
    assert [version.ids for version in case.versions] == [(ties[0].id,), (ties[1].id,)]
    (case,) = compared([*of["A"], *of["B"]], ties[:1]).cases
    assert case.versions[1].is_nothing


def test_relations_are_the_same_by_what_they_tie():
    of = both(("American forces", "actor"), ("heavy artillery", "weapon"))
    ties = [tie(*of[person], "used") for person in "AB"]
    spans = [*of["A"], *of["B"]]
    found = compared(spans, ties)
    assert found.cases == ()
    assert found.agreed[-1].relations == tuple(ties)
    assert [case.difference for case in compared(spans, ties[:1]).cases] == ["relation"]
    sure = [changed(ties[0], attributes=(("sure", "yes"),)), ties[1]]
    assert [case.difference for case in compared(spans, sure).cases] == ["attribute"]


def test_a_relation_that_goes_both_ways_is_the_same_from_either_end():
    of = both(("American forces", "actor"), ("Sana", "actor"))
    ties = [tie(*of["A"], "same_as"), tie(*reversed(of["B"]), "same_as")]
    assert compared([*of["A"], *of["B"]], ties).cases == ()


def test_a_relation_of_what_only_one_marked_follows_the_mark():
    spans = [mark("A", "heavy artillery", "claim"), mark("A", "Sana"), mark("B", "Sana")]
    found = compared(spans, [tie(spans[0], spans[1])])
    assert told(found) == [("only_one", ("A", "heavy artillery"), ("B",))]
    assert len(found.agreed[-1].relations) == 1


def test_relations_to_other_articles_are_the_same_where_what_they_tie_is():
    of = both(("heavy artillery", "claim"))
    ties = [
        Relation(derived_id(p), ARTICLE, p, "repeats", of[p][0].id, f"t{p}", tail_article="1" * 64)
        for p in "AB"
    ]
    spans = [*of["A"], *of["B"]]
    assert len(compared(spans, ties).cases) == 2
    assert compared(spans, ties, scheme=View(SCHEME, elsewhere={"tA": "x", "tB": "x"})).cases == ()
    lost = [changed(ties[0], tail_article=None), changed(ties[1], head="gone")]
    assert compared(spans, lost).cases == ()


# --- what was decided -----------------------------------------------------------------------------


def test_a_decision_is_found_again_by_what_it_was_made_on():
    spans = [mark("A", "heavy artillery", "weapon"), mark("B", "artillery", "weapon")]
    (case,) = compared(spans).cases
    decision = decided(case)
    (after,) = compared(spans, decisions=[decision]).cases
    assert after == changed(case, decision=decision)
    assert not after.is_open


def test_an_alternative_that_comes_later_opens_the_decision_again_and_loses_nothing():
    spans = [mark("A", "heavy artillery", "weapon"), mark("B", "artillery", "weapon")]
    decision = decided(compared(spans).cases[0])
    later = [*spans, mark("C", "fired heavy artillery", "weapon")]
    (case,) = compared(later, persons="ABC", decisions=[decision]).cases
    assert case.decision == decision
    assert case.is_new
    assert case.is_open


def test_an_alternative_that_says_something_else_opens_the_decision_again():
    spans = [mark("A", "Sana", attributes=(("certain", "yes"),)), mark("B", "Sana")]
    decision = decided(compared(spans).cases[0])
    other = [changed(spans[0], entity="one"), spans[1]]
    assert [case.is_new for case in compared(other, decisions=[decision]).cases] == [True]


def test_an_alternative_that_was_deleted_leaves_the_decision_as_it_is():
    spans = [mark("A", "heavy artillery", "weapon"), mark("B", "artillery", "weapon")]
    decision = decided(compared(spans).cases[0])
    (case,) = compared(spans[1:], decisions=[decision]).cases
    assert case.gone == (spans[0].id,)
    assert not case.is_open
    assert compared([], decisions=[decision]).past == (decision,)


def test_what_is_agreed_after_it_was_decided_stays_a_decision():
    one, other = mark("A", "heavy artillery", "weapon"), mark("B", "artillery", "weapon")
    decision = decided(compared([one, other]).cases[0])
    now = changed(other, start=one.start, quote=one.quote)
    found = compared([one, now], decisions=[decision])
    assert found.agreed == ()
    assert found.cases[0].is_new


def test_two_decisions_whose_differences_became_one_are_both_told_of():
    parts = [mark("B", "base", "location"), mark("B", "old oil field", "location")]
    first = [decided(case) for case in compared(parts).cases]
    whole = mark("A", "the base near the old oil field", "location")
    (case,) = compared([whole, *parts], decisions=first).cases
    assert {case.decision, *case.replaced} == set(first)
    assert case.is_new


def test_a_relation_of_what_was_decided_to_be_nothing_need_not_be_decided():
    of = both(("heavy artillery", "claim"), ("Sana", "actor"))
    of["B"][0] = mark("B", "fired heavy artillery", "claim")
    spans, ties = [*of["A"], *of["B"]], [tie(*of["A"])]
    boundary, source = compared(spans, ties).cases
    nothing = decided(boundary, "nothing", gold=())
    found = compared(spans, ties, decisions=[nothing])
    assert found.open == ()
    assert [case.is_moot for case in found.cases] == [False, True]
    assert source.is_open


# --- what always holds ----------------------------------------------------------------------------


@given(marked(), st.permutations("ABC"))
def test_the_order_of_the_people_changes_only_the_order_of_the_versions(spans, order):
    def unordered(found):
        return [
            (c.id, c.difference, c.start, c.end, {frozenset(v.ids) for v in c.versions})
            for c in found.cases
        ], [{s.id for s in one.spans} for one in found.agreed]

    found = compared(spans, persons="ABC")
    other = compared(list(reversed(spans)), persons="".join(order))
    assert unordered(found) == unordered(other)


@given(marked(), st.sets(st.sampled_from("ABC")))
def test_every_mark_is_in_one_agreed_item_or_in_one_case(spans, readers):
    found = compared(spans, persons="ABC", readers=sorted(readers))
    sorted_out = [s.id for one in found.agreed for s in one.spans]
    sorted_out += [id_ for case in found.cases for id_ in case.alternatives]
    assert sorted(sorted_out) == sorted(span.id for span in spans)
    assert len({case.id for case in found.cases}) == len(found.cases)


@given(marked())
def test_no_one_says_two_things_over_each_other_in_one_version(spans):
    for cluster in clusters(spans, Hearing(SCHEME, expert=False)):
        for mine in cluster.of.values():
            assert all(a.end <= b.start for a, b in pairwise(mine))


@given(marked())
def test_the_sweep_finds_what_looking_at_each_two_finds(spans):
    keys = sorted({(s.label, s.start, s.end, 0) for s in spans})
    naive = {
        (a, b)
        for n, a in enumerate(keys)
        for b in keys[n + 1 :]
        if a[0] == b[0] and a[1] < b[2] and b[1] < a[2]
    }
    assert set(overlapping(keys)) == naive
