"""Which relations two marks can have, by the scheme."""

from __future__ import annotations

from annotator.model.relating import asked, fits, may_reach_elsewhere
from annotator.model.scheme_file import find_scheme

NEWS = find_scheme("conflict-news")


def ids(*labels, **more):
    return [(fit.type.id, fit.is_reversed) for fit in fits(NEWS, *labels, **more)]


def test_a_type_fits_from_its_head_and_backwards_from_its_tail():
    assert ids("claim", "actor") == [("said_by", False)]
    assert ids("actor", "claim") == [("said_by", True)]
    assert ids("Claim", "Actor") == [("said_by", False)]
    assert ids("weapon", "claim") == []


def test_expert_types_come_where_they_are_switched_on():
    assert ids("claim", "cue") == []
    assert ids("claim", "cue", expert=True) == [("cue", False)]


def test_into_other_articles_lead_only_the_types_that_may():
    assert [id_ for id_, _ in ids("claim", "claim", elsewhere=True)] == [
        "corroborates", "contradicts", "repeats",
    ]  # fmt: skip
    assert ids("claim", "actor", elsewhere=True) == []
    assert may_reach_elsewhere(NEWS, "claim")
    assert not may_reach_elsewhere(NEWS, "actor")


def test_the_choices_of_a_relation_are_asked_for():
    assert [a.id for a in asked(NEWS.relation("contradicts"))] == ["aspect", "degree"]
    assert asked(NEWS.relation("repeats")) == []
