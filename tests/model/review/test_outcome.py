"""What comes of a decision: no more than all marked, no less than all share, or just one's own."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotator.model.review.outcome import Choice, agreed_gold, decide, ways
from tests.model.review.conftest import ARTICLE, SCHEME, TEXT, compared, marked


def covered(spans) -> set[int]:
    return {place for span in spans for place in range(span.start, span.end)}


def said(span) -> tuple:
    return span.label, span.start, span.end, span.attributes


@given(marked())
def test_together_covers_each_version_and_each_version_covers_what_is_shared(spans):
    for case in compared(spans, persons="ABC").cases:
        versions = [covered(v.first()) for v in case.versions if not v.is_nothing]
        if "union" in ways(case):
            together = covered(decide(case, Choice("union"), TEXT, SCHEME).gold)
            assert together == set().union(*versions)
        if "intersection" in ways(case):
            shared = covered(decide(case, Choice("intersection"), TEXT, SCHEME).gold)
            assert shared <= set.intersection(*versions)
            assert shared


@given(marked())
def test_the_majority_is_what_most_say_and_lies_between(spans):
    for case in compared(spans, persons="ABC").cases:
        if case.majority is None:
            assert (
                max(len(v.persons) for v in case.versions) * 2
                <= sum(len(v.persons) for v in case.versions)
                or len(case.versions) == 1
            )
            continue
        gold = decide(case, Choice("majority"), TEXT, SCHEME).gold
        assert sorted(map(said, gold)) == sorted(map(said, case.majority.first()))


@given(marked(), st.sampled_from("ABC"))
def test_to_follow_one_person_everywhere_gives_that_persons_layer(spans, person):
    found = compared(spans, persons="ABC")
    gold = [s for one in found.agreed for s in agreed_gold(ARTICLE, one.spans)]
    for case in found.cases:
        if any(person in version.persons for version in case.versions):
            gold += decide(case, Choice("take", person=person), TEXT, SCHEME).gold
    theirs = [span for span in spans if span.person == person]
    assert sorted(map(said, gold)) == sorted(map(said, theirs))


@given(marked())
def test_every_gold_mark_names_where_it_comes_from(spans):
    here = {span.id for span in spans}
    for case in compared(spans, persons="ABC").cases:
        for way in ways(case):
            if way in {"drawn", "nothing"}:
                continue
            for span in decide(case, Choice(way), TEXT, SCHEME).gold:
                assert span.derived_from
                assert here.issuperset(span.derived_from)
                assert (span.layer, span.person, span.origin) == ("gold", None, "adjudicated")
