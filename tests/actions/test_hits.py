"""Labelling all that was found: what is free, what is left out and why, as one step."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.actions.marks import everywhere
from annotator.model import finding
from annotator.model.article import Zone
from annotator.model.finding import Wanted
from annotator.model.selection import trim
from tests.actions.marks.test_property import RUNS, check, texts


def looks_for(analyst, words: str, **how: bool) -> None:
    analyst.hands.screen.wanted = Wanted(words, **how)


def test_all_hits_are_labelled_as_one_step(analyst):
    looks_for(analyst, "rockets")
    assert analyst.does("label_hits_as_weapon") == "Marked 5 hits of “rockets” as Weapon"
    assert analyst.said[-1].deed == "undo"
    assert analyst.marks() == [
        ("Rockets", "weapon"), ("rockets", "weapon"), ("Rockets", "weapon"),
        ("Rockets", "weapon"), ("rockets", "weapon"),
    ]  # fmt: skip
    assert {span.origin for span in analyst.article.spans} == {"propagated"}
    assert analyst.reading().status == "in_progress"
    assert analyst.is_in_step()
    assert analyst.does("undo") == "Took back: Label every hit of “rockets” as Weapon"
    assert analyst.marks() == []


def test_a_hit_is_trimmed_by_the_rules_of_the_scheme(analyst):
    looks_for(analyst, r"the \w+’s|“.*?”", is_pattern=True)
    analyst.does("label_hits_as_actor")
    assert analyst.marks() == [
        ("coalition", "actor"),
        ("Rockets came from the north", "actor"),
    ]
    analyst.does("undo")
    analyst.does("label_hits_as_claim")
    assert analyst.marks()[1] == ("“The Rockets came from the north,”", "claim")


def test_what_is_not_free_is_left_out_and_it_is_said_why(analyst):
    start, end = analyst.place("Photo by the agency: rockets")
    with analyst.workspace.step("Zone") as store:
        store.put(Zone.of(analyst.article.id, "credit", start, end))
    analyst.has("Rockets", "weapon")
    analyst.has("Militants fired rockets", "weapon")
    analyst.has("Rockets", "location", 1)
    looks_for(analyst, "rockets")
    assert analyst.does("label_hits_as_weapon") == (
        "Marked 1 of 5 hits of “rockets” as Weapon. Left out: 1 marked as Weapon already, "
        "2 marked otherwise, 1 in text that is not labelled"
    )
    assert len(analyst.marks()) == 4


def test_where_none_is_free_nothing_is_done(analyst):
    looks_for(analyst, "rockets")
    analyst.does("label_hits_as_weapon")
    assert analyst.does("label_hits_as_weapon") == (
        "Of 5 hits of “rockets” none is free to be marked as Weapon. Left out: 5 marked as Weapon "
        "already"
    )
    assert analyst.said[-1].deed is None
    analyst.does("undo")
    assert analyst.marks() == []


def test_spaces_are_no_words_to_label(analyst):
    looks_for(analyst, r"\s", is_pattern=True)
    assert "none is free" in analyst.does("label_hits_as_weapon")
    assert "without words" in analyst.said[-1].words
    assert analyst.marks() == []


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        (Wanted(""), "Find some words in the article first."),
        (Wanted("zebra"), "“zebra” was not found. Nothing was changed."),
        (
            Wanted("(a", is_pattern=True),
            "The pattern cannot be read at its end: missing ). Nothing was changed.",
        ),
    ],
)
def test_where_nothing_was_found_that_is_said(analyst, wanted, said):
    analyst.hands.screen.wanted = wanted
    assert analyst.does("label_hits_as_weapon") == said
    assert analyst.marks() == []


def test_hits_that_were_not_kept_are_not_labelled_and_that_is_said(analyst, monkeypatch):
    monkeypatch.setattr(finding, "MOST", 2)
    looks_for(analyst, "rockets")
    assert analyst.does("label_hits_as_weapon") == (
        "Marked 2 hits of “rockets” as Weapon. Hits after the first 2 were not looked at"
    )


def test_a_colleagues_marks_are_left_alone(analyst):
    colleague = analyst.person("second").id
    analyst.workspace.show(analyst.article.id, whose=colleague)
    looks_for(analyst, "rockets")
    assert "colleague's marks" in analyst.does("label_hits_as_weapon")


def test_very_many_hits_are_labelled_beside_the_screen(analyst, monkeypatch):
    monkeypatch.setattr(everywhere, "BULK", 3)
    busy = []
    analyst.background.started.connect(busy.append)
    looks_for(analyst, "rockets")
    assert analyst.does("label_hits_as_weapon") == "Marked 5 hits of “rockets” as Weapon"
    assert busy == ["Label every hit of “rockets” as Weapon"]
    assert len(analyst.marks()) == 5
    assert analyst.is_in_step()
    analyst.does("undo")
    assert analyst.marks() == []


@pytest.mark.property
@settings(max_examples=RUNS)
@given(
    texts.filter(str.strip),
    st.sampled_from(["[\\w]+", "\\W", ".", "\\S+ \\S+", "US.*", "(?s).+"]),
    st.sampled_from(["actor", "claim"]),
)
def test_every_mark_is_a_trimmed_hit(analysts, text, pattern, label):
    analyst = analysts(text)
    looks_for(analyst, pattern, is_pattern=True)
    analyst.does(f"label_hits_as_{label}")
    check(analyst)
    rules = analyst.workspace.scheme.rules
    hits = analyst.hands.screen.hits().places
    trimmed = {trim(text, *hit, rules, keep_quotes=label == "claim") for hit in hits}
    assert {(span.start, span.end) for span in analyst.article.spans} <= trimmed
    assert analyst.is_in_step()


def test_the_ways_to_find_are_switched(analyst):
    looks_for(analyst, "rocket")
    analyst.does("find_whole_words")
    assert analyst.hands.screen.wanted == Wanted("rocket", whole=True)
    assert analyst.action("find_whole_words").is_on(analyst.hands)
    analyst.does("find_whole_words")
    analyst.does("find_pattern")
    assert analyst.hands.screen.wanted == Wanted("rocket", is_pattern=True)


def test_labels_are_offered_only_where_something_was_found(analyst):
    looks_for(analyst, "zebra")
    assert analyst.does("label_hits") == "“zebra” was not found. Nothing was changed."
    assert analyst.hands.screen.done == []
    looks_for(analyst, "rocket")
    analyst.does("label_hits")
    analyst.does("list_hits")
    assert analyst.hands.screen.done == [("offer_labels",), ("list_hits",)]
