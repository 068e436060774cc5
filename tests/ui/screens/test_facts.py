"""What is said of a mark at a glance: label, words, entity, note, by whom and how it was made."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from annotator.model.entity import Entity
from annotator.model.scheme_file import find_scheme
from annotator.model.span import ORIGINS, Span
from annotator.ui.screens.facts import FactsReader, compose, in_words

SCHEME = find_scheme("conflict-news")
SPAN = Span("1", "a", "p", "weapon", 0, 7, "rockets")


def test_a_plain_mark_has_its_label_its_words_and_its_maker():
    facts = compose(SPAN, SCHEME, None, "first annotator")
    assert (facts.name, facts.words, facts.entity, facts.note) == ("Weapon", "rockets", "", "")
    assert facts.made == "first annotator, marked by hand"
    assert in_words(facts) == "Weapon; rockets; first annotator, marked by hand"


def test_entity_and_note_are_said_too():
    span = replace(SPAN, note="Which  kind?\nAsk.", entity="e")
    facts = compose(span, SCHEME, Entity("e", "weapon", "Rockets"), "")
    assert in_words(facts) == (
        "Weapon; rockets; entity Rockets; note: Which kind? Ask.; marked by hand"
    )


@pytest.mark.parametrize("origin", ORIGINS)
def test_each_way_in_which_a_mark_is_made_is_said_in_other_words(origin):
    made = {compose(replace(SPAN, origin=each), SCHEME, None, "").made for each in ORIGINS}
    assert len(made) == len(ORIGINS)
    assert compose(replace(SPAN, origin=origin), SCHEME, None, "").made in made


def test_an_accepted_suggestion_names_who_made_it():
    span = replace(SPAN, origin="suggested", suggester="word list")
    made = compose(span, SCHEME, None, "first").made
    assert made == "first, an accepted suggestion, from word list"


def test_a_label_that_the_scheme_does_not_know_is_called_as_the_mark_has_it():
    facts = compose(replace(SPAN, label="Ship"), SCHEME, None, "")
    assert (facts.name, facts.label) == ("Ship", "Ship")


def test_what_is_long_is_shortened_to_one_line():
    facts = compose(replace(SPAN, quote="rain\n" * 300, note="why " * 300), SCHEME, None, "")
    assert len(facts.words) < 60
    assert len(facts.note) <= 200
    assert "\n" not in facts.words + facts.note


def test_arabic_names_do_not_reorder_the_line():
    facts = compose(SPAN, SCHEME, Entity("e", "actor", "القوات"), "محلل")
    assert facts.entity == "\u2068القوات\u2069"
    assert facts.made == "\u2068محلل\u2069, marked by hand"


def test_the_facts_are_read_from_the_open_article(own):
    own.select("rockets")
    own.press("W")
    span = own.mark("rockets")
    reader = FactsReader(own.workspace)
    (facts,) = reader.of([span.id, "gone"])
    assert facts.made == "first, marked by hand"
    own.workspace.show(None)
    assert reader.of([span.id]) == []
