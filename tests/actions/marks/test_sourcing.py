"""Who says a claim: proposed as it is labelled, taken by one key, passed over, dismissed, named."""

from __future__ import annotations

import pytest

from annotator.actions.marks.relating import add_relation, fits_between
from annotator.actions.marks.sourcing import say_nobody
from annotator.model.relating import CUE, SAID_BY, has_implicit_source
from annotator.model.sentences import Refused

CLAIM = "Militants fired rockets at the coalition’s base"
BARE = "Three dead reported in the north\n\nNothing else was said."
TWICE = "The ministry said the army denied that rockets were fired.\n\nThe police were silent."


@pytest.fixture
def claim(analyst):
    """Label a claim whose source and cue stand behind it."""
    analyst.picks(CLAIM)
    analyst.presses("c")
    return analyst.workspace.chosen


def ties(analyst, type_):
    """Give the words at the other ends of the chosen claim's relations of a type."""
    article, head = analyst.article, analyst.workspace.chosen
    tails = [r.tail for r in article.relations if r.head == head.id and r.type == type_]
    return [article.span(tail).quote for tail in tails]


def test_a_claim_is_asked_about_as_it_is_labelled(analyst, claim):
    assert analyst.said[-1].words == (
        f"Marked “{CLAIM}” as Claim. Said by “US-led force”, cue “said”? Enter takes that,"
        " Ctrl+D the next, Esc none; Ctrl+click names another."
    )
    assert analyst.said[-1].deed == "undo"
    proposed = analyst.workspace.attributing.current
    assert [analyst.text[a.start : a.end] for a in proposed.source.actors] == ["US-led force"]
    assert len(analyst.article.relations) == 0


def test_one_key_takes_source_and_cue_as_one_step_with_the_marks_that_takes(analyst, claim):
    told = analyst.does("accept")
    assert told.endswith("is said by “US-led force”")
    assert ties(analyst, SAID_BY) == ["US-led force"]
    assert ties(analyst, CUE) == ["said"]
    made = {s.quote: (s.label, s.origin, s.suggester) for s in analyst.article.spans}
    assert made["US-led force"] == ("actor", "suggested", "sources")
    assert made["said"] == ("cue", "suggested", "sources")
    assert analyst.workspace.chosen.id == claim.id
    assert analyst.workspace.attributing.current is None
    analyst.does("undo")
    assert analyst.marks() == [(CLAIM, "claim")]
    assert analyst.article.relations == []
    assert analyst.workspace.attributing.current is not None
    analyst.does("redo")
    analyst.workspace.choose(analyst.article.span(claim.id))
    assert ties(analyst, SAID_BY) == ["US-led force"]
    assert analyst.is_in_step()


def test_a_source_that_is_marked_already_is_tied_as_it_is(analyst):
    there = analyst.has("US-led force", "actor")
    analyst.picks(CLAIM)
    analyst.presses("c")
    analyst.does("accept")
    assert [s for s in analyst.article.spans if s.label == "actor"] == [there]
    assert ties(analyst, SAID_BY) == ["US-led force"]


def test_the_next_candidate_comes_by_another_key_and_all_of_them_around(analyst):
    analyst.adds(TWICE)
    analyst.picks("rockets were fired")
    analyst.presses("c")
    seen = []
    for _ in analyst.workspace.attributing.of(analyst.workspace.chosen).sources:
        source = analyst.workspace.attributing.current.source
        seen.append(" ".join(analyst.text[a.start : a.end] for a in source.actors))
        analyst.does("decline")
    assert seen[:2] == ["army", "ministry"]
    again = analyst.workspace.attributing.current.source.actors
    assert [analyst.text[a.start : a.end] for a in again] == ["army"]
    analyst.does("decline")
    analyst.does("accept")
    assert ties(analyst, SAID_BY) == ["ministry"]


def test_where_nobody_else_is_found_that_is_said(analyst):
    analyst.adds(BARE)
    analyst.picks("Three dead")
    analyst.presses("c")
    analyst.does("decline")
    assert analyst.said[-1].words == (
        "Said by nobody who is named, cue “reported”? Nobody else is found: Enter takes that,"
        " Esc none; Ctrl+Shift+A lists all Actors."
    )
    assert analyst.workspace.attributing.current.source.is_nobody


def test_the_stance_that_the_cue_tells_of_is_asked_about_and_taken_along(analyst):
    analyst.adds(TWICE)
    analyst.picks("rockets were fired")
    assert "stance “denies”?" in analyst.presses("c")
    analyst.does("accept")
    assert ("stance", "denies") in analyst.workspace.chosen.attributes


def test_where_nobody_is_named_that_is_recorded_and_the_claim_is_not_open(analyst):
    analyst.adds(BARE)
    analyst.picks("Three dead")
    assert "Said by nobody who is named, cue “reported”?" in analyst.presses("c")
    analyst.does("accept")
    assert has_implicit_source(analyst.workspace.chosen)
    assert ties(analyst, CUE) == ["reported"]
    assert analyst.workspace.attributing.current is None
    analyst.does("undo")
    assert not has_implicit_source(analyst.workspace.chosen)


def test_nobody_can_be_named_by_hand_and_gives_way_to_a_source(analyst, claim):
    analyst.does("accept")
    analyst.does("name_nobody")
    assert ties(analyst, SAID_BY) == []
    assert has_implicit_source(analyst.workspace.chosen)
    other = next(s for s in analyst.article.spans if s.label == "actor")
    (fit,) = fits_between(analyst.workspace, analyst.workspace.chosen, other)
    add_relation(analyst.workspace, analyst.workspace.chosen, other, fit)
    assert not has_implicit_source(analyst.workspace.chosen)
    assert ties(analyst, SAID_BY) == ["US-led force"]


def test_escape_dismisses_it_for_good_and_lets_go_only_then(analyst, claim):
    assert "No source is proposed" in analyst.does("let_go")
    assert analyst.workspace.chosen.id == claim.id
    assert analyst.workspace.attributing.current is None
    analyst.does("let_go")
    assert analyst.workspace.chosen is None
    analyst.workspace.choose(claim)
    assert analyst.workspace.attributing.current is None
    analyst.does("undo")
    analyst.workspace.choose(analyst.article.span(claim.id))
    assert analyst.workspace.attributing.current is not None
    # The mention itself is still proposed as an Actor.
    assert analyst.article.declined == frozenset()


def test_going_on_says_nothing_about_the_claim(analyst, claim):
    analyst.picks("Rockets")
    assert analyst.workspace.attributing.current is None
    analyst.workspace.choose(claim)
    assert analyst.workspace.attributing.current is not None


def test_a_scheme_that_cannot_record_nobody_says_so(analyst):
    analyst.adds(BARE)
    analyst.picks("Three dead")
    analyst.presses("c")
    with analyst.workspace.step("Take the attribute out") as store:
        store.set_fields("attribute", "label.claim.source_status", exists=None)
    assert "cannot record that nobody is named" in analyst.does("accept")
    assert analyst.article.relations == []


def test_a_colleagues_claim_is_not_asked_about(analyst, claim):
    me = analyst.me
    analyst.comes("second")
    analyst.workspace.show(analyst.article.id, whose=me)
    analyst.workspace.choose(analyst.article.span(claim.id))
    assert analyst.workspace.attributing.current is None
    assert "colleague" in analyst.action("say_who").reason(analyst.hands)


def test_only_claims_are_said_by_somebody(analyst):
    analyst.picks("Rockets")
    analyst.presses("w")
    assert analyst.action("say_who").reason(analyst.hands).startswith("Choose a claim first")
    assert analyst.workspace.attributing.current is None
    gone = analyst.workspace.chosen
    analyst.does("delete_mark")
    with pytest.raises(Refused, match="not here any more"):
        say_nobody(analyst.workspace, gone)
