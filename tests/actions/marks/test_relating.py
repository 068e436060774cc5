"""Relations: which can be made, what they say, that they are one step, and why some cannot be."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from annotator.actions.marks.relating import (
    add_relation,
    change_relation,
    delete_relation,
    ends_elsewhere,
    ends_here,
    fits_between,
    link,
)
from annotator.model.sentences import Refused
from annotator.model.text import sha256_of
from tests.actions.conftest import TEXT

OTHER = "Rockets missed the base, the agency said. The ministry said that nobody was hurt."


@pytest.fixture
def marks(analyst):
    """Two claims, two actors, a weapon and a place in one article."""
    return {
        "claim": analyst.has("Militants fired rockets", "claim"),
        "other": analyst.has("“The Rockets came from the north,”", "claim"),
        "force": analyst.has("US-led force", "actor"),
        "militants": analyst.has("Militants", "actor"),
        "rockets": analyst.has("rockets", "weapon"),
        "base": analyst.has("base", "location"),
    }


def types(analyst, one, two, **more):
    found = fits_between(analyst.workspace, one, two, **more)
    return [(fit.type.id, fit.is_reversed) for fit in found]


def fit_of(analyst, one, two, type_):
    return next(f for f in fits_between(analyst.workspace, one, two) if f.type.id == type_)


def relations(analyst):
    article = analyst.article
    return [
        (r.type, article.span(r.head).quote, r.tail_article or article.span(r.tail).quote)
        for r in article.relations
    ]


def test_only_types_whose_ends_fit_are_offered_from_either_end(analyst, marks):
    assert types(analyst, marks["militants"], marks["rockets"]) == [("used", False)]
    assert types(analyst, marks["rockets"], marks["militants"]) == [("used", True)]
    assert types(analyst, marks["militants"], marks["base"]) == [
        ("attacked", False), ("located_in", False), ("controls", False),
    ]  # fmt: skip
    assert types(analyst, marks["claim"], marks["other"]) == [
        ("corroborates", False), ("contradicts", False), ("repeats", False),
    ]  # fmt: skip


def test_a_relation_is_one_step_and_begins_at_the_end_that_the_scheme_says(analyst, marks):
    one, two = marks["rockets"], marks["militants"]
    add_relation(analyst.workspace, one, two, fit_of(analyst, one, two, "used"))
    assert relations(analyst) == [("used", "Militants", "rockets")]
    assert analyst.said[-1].words == "“Militants” used “rockets”"
    analyst.does("undo")
    assert relations(analyst) == []
    assert analyst.chosen() == ("Militants", "actor")
    analyst.does("redo")
    assert relations(analyst) == [("used", "Militants", "rockets")]


def test_the_same_relation_is_not_made_twice_nor_back_where_it_runs_both_ways(analyst, marks):
    one, two = marks["claim"], marks["other"]
    add_relation(analyst.workspace, one, two, fit_of(analyst, one, two, "contradicts"))
    with pytest.raises(Refused, match="tied to"):
        add_relation(analyst.workspace, two, one, fit_of(analyst, two, one, "contradicts"))
    assert types(analyst, two, one, besides=True) == [("corroborates", False), ("repeats", False)]


def test_what_a_relation_says_is_changed_and_it_is_deleted_each_as_one_step(analyst, marks):
    one, two = marks["claim"], marks["other"]
    said = (("aspect", "weapon"), ("degree", "partial"))
    add_relation(analyst.workspace, one, two, fit_of(analyst, one, two, "contradicts"), said)
    (relation,) = analyst.article.relations
    assert relation.attributes == said
    change_relation(analyst.workspace, relation, (("aspect", "place"), ("degree", "full")))
    (changed,) = analyst.article.relations
    assert (changed.id, dict(changed.attributes)["aspect"]) == (relation.id, "place")
    delete_relation(analyst.workspace, changed)
    assert relations(analyst) == []
    assert len(analyst.marks()) == 6
    analyst.does("undo")
    analyst.does("undo")
    assert analyst.article.relations == [relation]


def test_ends_that_do_not_fit_are_refused_with_a_sentence(analyst, marks):
    with pytest.raises(Refused, match="no relation between Weapon and Claim"):
        fits_between(analyst.workspace, marks["rockets"], marks["claim"])
    with pytest.raises(Refused, match="not tied to itself"):
        fits_between(analyst.workspace, marks["claim"], marks["claim"])


def test_a_colleagues_mark_is_refused_with_a_sentence(analyst, marks):
    theirs = replace(marks["force"], person=analyst.person("second").id)
    with pytest.raises(Refused, match="Mark it yourself first"):
        fits_between(analyst.workspace, marks["claim"], theirs)


def test_a_source_in_another_article_is_refused_with_a_way_on(analyst, marks):
    analyst.adds(OTHER)
    agency = analyst.has("agency", "actor")
    analyst.opens(TEXT)
    with pytest.raises(Refused, match="Mark the words in this article"):
        fits_between(analyst.workspace, marks["claim"], agency)


def test_claims_of_other_articles_are_found_by_words_or_restatement_and_tied(analyst, marks):
    analyst.adds(OTHER)
    missed = analyst.has("Rockets missed the base", "claim")
    hurt = analyst.has("nobody was hurt", "claim", attributes=(("restated", "No casualties."),))
    analyst.opens(TEXT)
    find = lambda words: [e.span.id for e in ends_elsewhere(analyst.workspace, head, words)]  # noqa: E731
    head = marks["claim"]
    assert find("rockets MISSED") == [missed.id]
    assert find("casualties") == [hurt.id]
    assert find("100%") == []
    assert find("r") == []
    assert ends_elsewhere(analyst.workspace, marks["rockets"], "rockets") == []
    add_relation(analyst.workspace, head, missed, fit_of(analyst, head, missed, "contradicts"))
    (relation,) = analyst.article.relations
    assert relation.tail_article == sha256_of(OTHER)
    assert analyst.workspace.reader.relations_from_elsewhere(sha256_of(OTHER)) == [relation]


def test_who_may_say_a_claim_comes_first_and_other_claims_once_that_is_known(analyst, marks):
    claim = marks["claim"]
    analyst.workspace.choose(claim)
    ends = [end.span.quote for end in ends_here(analyst.workspace, claim)]
    assert ends[0] == "US-led force"
    assert "rockets" not in ends
    analyst.ties("said_by", claim, marks["force"])
    ends = [end.span for end in ends_here(analyst.workspace, claim)]
    assert ends[0] == marks["other"]


def test_a_click_ties_what_fits_and_asks_only_where_there_is_more_to_say(analyst, marks):
    asked = []
    link(analyst.workspace, marks["militants"], [marks["rockets"], marks["claim"]], asked.append)
    assert relations(analyst) == [("used", "Militants", "rockets")]
    link(analyst.workspace, marks["claim"], [marks["other"]], asked.append)
    assert asked == [marks["other"]]
    with pytest.raises(Refused, match="no relation between"):
        link(analyst.workspace, marks["rockets"], [marks["claim"]], asked.append)


def test_a_mark_that_the_scheme_ties_to_nothing_says_so(analyst):
    with analyst.workspace.step("Retire") as store:
        for type_ in ("used", "located_in"):
            store.set_fields("relation_type", type_, retired=True)
    analyst.picks("Rockets")
    analyst.presses("w")
    assert "no relation for marks of the label Weapon" in analyst.does("relate")
