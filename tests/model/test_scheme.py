"""What a project gets from its scheme: names for ids, ids for names, defaults and colours."""

import dataclasses
import time

import pytest

from annotator.model.scheme import (
    EVENT_CARD,
    Attribute,
    Choice,
    Label,
    RelationType,
    Scheme,
    is_scheme_id,
    is_slug,
)

FORM = Attribute(
    "form", "Form", "choice", "span", values=(Choice("name", "a name"),), default=("name",)
)
LOADED = Attribute("loaded", "loaded", "bool", "span", default=("false",))
DEGREE = Attribute("degree", "degree", "choice", "relation", values=(Choice("full", "full"),))
JUDGED = Attribute(
    "assessment", "Assessment", "choice", "event", "reviewer", (Choice("likely", "Likely"),)
)
SCHEME = Scheme(
    labels=(
        Label("actor", "Actor", "A", attributes=(FORM, LOADED)),
        Label("harm", "Harm", attributes=(FORM,)),
        Label("old", "Old label", retired=True),
    ),
    relations=(
        RelationType("said_by", "said by", ("harm",), ("actor",)),
        RelationType("harm", "does harm", ("actor",), ("harm",), attributes=(DEGREE,)),
    ),
    event_attributes=(JUDGED,),
)


def test_labels_are_found_by_name_and_by_id():
    assert SCHEME.label_ids == {
        "actor": "actor", "Actor": "actor", "harm": "harm", "Harm": "harm",
        "old": "old", "Old label": "old",
    }  # fmt: skip
    assert SCHEME.label_names == {"actor": "Actor", "harm": "Harm", "old": "Old label"}
    assert SCHEME.label_named("Old label") is SCHEME.label("old") is SCHEME.labels[2]
    assert SCHEME.label_named("nothing") is None


def test_relation_types_are_found_by_name_and_by_id():
    assert SCHEME.relation_ids["said by"] == SCHEME.relation_ids["said_by"] == "said_by"
    assert SCHEME.relation_names == {"said_by": "said by", "harm": "does harm"}
    assert SCHEME.relation_named("does harm") is SCHEME.relation("harm") is SCHEME.relations[1]
    assert SCHEME.relation_named("nothing") is None


def test_an_unknown_id_is_a_bug_of_the_caller():
    with pytest.raises(KeyError):
        SCHEME.label("nothing")
    with pytest.raises(KeyError):
        SCHEME.relation("nothing")


def test_a_name_that_is_also_another_id_means_what_bears_the_name():
    scheme = Scheme(labels=(Label("actor", "Person"), Label("actor_2", "actor")))
    assert scheme.label_ids["actor"] == "actor_2"


def test_of_two_labels_of_one_name_the_first_is_meant():
    scheme = Scheme(labels=(Label("one", "Vehicle"), Label("two", "Vehicle")))
    assert scheme.label_ids["Vehicle"] == "one"


def test_attributes_have_names_defaults_and_choices():
    assert SCHEME.attribute_ids("actor") == {"form": "form", "Form": "form", "loaded": "loaded"}
    assert SCHEME.attribute_names("actor") == {"form": "Form", "loaded": "loaded"}
    assert SCHEME.default_of("actor", "form") == ("name",)
    assert SCHEME.default_of("actor", "loaded") == ("false",)
    assert SCHEME.choice_ids("actor", "form") == {"name": "name", "a name": "name"}
    assert SCHEME.choice_names("actor", "form") == {"name": "a name"}
    assert SCHEME.attribute("actor", "form") is FORM


def test_what_is_not_there_has_nothing():
    assert SCHEME.attribute_ids("said_by") == SCHEME.attribute_names("nobody") == {}
    assert SCHEME.default_of("actor", "nothing") == SCHEME.default_of("nobody", "form") == ()
    assert SCHEME.choice_ids("actor", "loaded") == SCHEME.choice_names("actor", "loaded") == {}
    assert SCHEME.attribute("actor", "nothing") is None
    assert SCHEME.attributes("nobody") == ()


def test_a_label_and_a_relation_type_of_one_id_are_told_apart_by_the_full_owner():
    assert SCHEME.attributes("harm") == (FORM, DEGREE)
    assert SCHEME.attributes("label.harm") == (FORM,)
    assert SCHEME.attributes("relation.harm") == (DEGREE,)
    assert SCHEME.choice_names("relation.harm", "degree") == {"full": "full"}


def test_event_cards_have_attributes_and_reviewers_an_assessment():
    assert SCHEME.attribute_names(EVENT_CARD) == {"assessment": "Assessment"}
    assert SCHEME.assessment is JUDGED
    assert Scheme().assessment is None


def test_a_scheme_is_a_value():
    again = dataclasses.replace(SCHEME)
    assert again == SCHEME
    assert hash(again) == hash(SCHEME)
    renamed = dataclasses.replace(SCHEME, labels=(Label("actor", "Party"),))
    assert renamed != SCHEME
    assert renamed.label_names == {"actor": "Party"}


def test_lookups_are_not_made_again():
    assert SCHEME.label_ids is SCHEME.label_ids
    assert SCHEME.attribute_ids("actor") is SCHEME.attribute_ids("actor")
    assert SCHEME.choice_names("actor", "form") is SCHEME.choice_names("actor", "form")
    began = time.perf_counter()
    for _ in range(250_000):
        SCHEME.attribute_names("actor")
    assert time.perf_counter() - began < 2


@pytest.mark.parametrize(
    ("text", "slug", "scheme"),
    [
        ("said_by", True, True),
        ("a1", True, True),
        ("conflict-news", False, True),
        ("1a", False, False),
        ("Actor", False, False),
        ("été", False, False),
        ("a\n", False, False),
        ("", False, False),
    ],
)
def test_ids_are_slugs(text, slug, scheme):
    assert (is_slug(text), is_scheme_id(text)) == (slug, scheme)
