"""What the log keeps of a scheme, and what comes back from it, also after a merge."""

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.scheme import (
    ATTRIBUTE_TYPES,
    EVENT_CARD,
    FIELD_REQUIRED,
    FIELD_TYPES,
    LEVELS,
    SCOPES,
    ArticleField,
    Attribute,
    Choice,
    Label,
    RelationType,
    Rules,
    Scheme,
    ZoneType,
)
from annotator.model.scheme_colours import (
    STROKES,
    Shades,
    dark_shades,
    default_dark,
    default_light,
    light_shades,
)
from annotator.model.scheme_file import find_scheme, shipped
from annotator.model.scheme_parts import KINDS, Part, from_parts, to_parts

IDS = st.sampled_from(["a", "b", "c9", "a_b", "scheme"])
TEXTS = st.text(max_size=3)
MAYBE = st.none() | TEXTS
COLOURS = st.sampled_from(["#000000", "#12ABEF", "#FFFFFF"])
SHADES = st.builds(Shades, COLOURS, COLOURS, COLOURS)


def several(things):
    return st.lists(things, max_size=3, unique_by=lambda thing: thing.id).map(tuple)


CHOICES = several(st.builds(Choice, IDS, TEXTS, MAYBE))
ATTRIBUTES = several(
    st.builds(
        Attribute, IDS, TEXTS, st.sampled_from(ATTRIBUTE_TYPES), st.sampled_from(SCOPES),
        st.sampled_from(LEVELS), CHOICES, st.lists(TEXTS, max_size=2).map(tuple), st.booleans(),
        TEXTS, MAYBE, MAYBE,
    )
)  # fmt: skip
LABELS = several(
    st.builds(
        Label, IDS, TEXTS, MAYBE, MAYBE, st.sampled_from(LEVELS), MAYBE, SHADES, SHADES,
        st.sampled_from(STROKES), ATTRIBUTES, st.booleans(), st.lists(TEXTS, max_size=2).map(tuple),
    )
)  # fmt: skip
FIELDS = several(
    st.builds(
        ArticleField, IDS, TEXTS, st.sampled_from(FIELD_TYPES), CHOICES, MAYBE,
        st.sampled_from(FIELD_REQUIRED), st.booleans(), CHOICES, MAYBE, MAYBE,
    )
)  # fmt: skip
RULES = st.builds(
    Rules, st.booleans(), st.booleans(), st.lists(TEXTS, max_size=3).map(tuple), st.booleans(),
    st.booleans(),
)  # fmt: skip


@st.composite
def schemes(draw):
    labels = draw(LABELS)
    ends = st.lists(st.sampled_from([label.id for label in labels] or ["none"]), unique=True)
    ends = ends.map(tuple) if labels else st.just(())
    relation = st.builds(
        RelationType, IDS, TEXTS, ends, ends, st.sampled_from(LEVELS), st.booleans(),
        st.booleans(), st.none() | st.integers(1, 9), ATTRIBUTES, MAYBE, st.booleans(),
    )  # fmt: skip
    return Scheme(
        draw(TEXTS), draw(TEXTS), draw(TEXTS), draw(MAYBE), draw(RULES), labels,
        draw(several(relation)), draw(CHOICES), draw(CHOICES), draw(CHOICES), draw(ATTRIBUTES),
        draw(FIELDS), draw(several(st.builds(ZoneType, IDS, TEXTS, st.booleans()))),
    )  # fmt: skip


@pytest.mark.property
@given(schemes(), st.randoms())
def test_a_scheme_comes_back_from_its_parts_in_any_order(scheme, random):
    parts = to_parts(scheme)
    assert len({(part.kind, part.id) for part in parts}) == len(parts)
    random.shuffle(parts)
    assert from_parts(parts) == scheme


@pytest.mark.property
@given(schemes(), st.data())
def test_any_of_the_parts_and_fields_make_a_scheme(scheme, data):
    """A merge may bring an attribute before its label, or a field of a newer program."""
    values = st.none() | st.booleans() | st.integers() | TEXTS | st.just([1]) | st.just({"a": {}})
    parts = [
        Part(part.kind, part.id, {**part.fields, data.draw(st.sampled_from(sorted(part.fields))):
                                  data.draw(values), "exists": True})
        for part in to_parts(scheme)
        if data.draw(st.booleans())
    ]  # fmt: skip
    found = from_parts(parts)
    assert from_parts(to_parts(found)) == found


@pytest.mark.parametrize("name", shipped())
def test_the_shipped_schemes_come_back(name):
    scheme = find_scheme(name)
    assert from_parts(reversed(to_parts(scheme))) == scheme


def test_no_part_makes_an_empty_scheme():
    scheme = from_parts([])
    assert scheme == Scheme()
    assert scheme.label_ids == {}
    assert scheme.label_named("Actor") is None


def test_parts_are_named_by_paths():
    parts = to_parts(find_scheme("conflict-news"))
    ids = {(part.kind, part.id) for part in parts}
    assert {kind for kind, _ in ids} == set(KINDS)
    assert ids >= {
        ("scheme", "scheme"),
        ("label", "actor"),
        ("attribute", "label.actor.form"),
        ("relation_type", "said_by"),
        ("attribute", "relation.contradicts.aspect"),
        ("attribute", f"{EVENT_CARD}.assessment"),
        ("article_field", "translation"),
        ("zone_type", "headline"),
    }


def changes(old, new):
    """Give the fields that differ, by part."""
    before = {(part.kind, part.id): part.fields for part in to_parts(old)}
    after = {(part.kind, part.id): part.fields for part in to_parts(new)}
    return {
        (*key, field): after.get(key, {}).get(field)
        for key in before | after
        for field in {**before.get(key, {}), **after.get(key, {})}
        if before.get(key, {}).get(field) != after.get(key, {}).get(field)
    }


def test_renaming_a_label_touches_one_field():
    scheme = find_scheme("conflict-news")
    actor, *others = scheme.labels
    renamed = dataclasses.replace(
        scheme, labels=(dataclasses.replace(actor, name="Party"), *others)
    )
    assert changes(scheme, renamed) == {("label", "actor", "name"): "Party"}


def test_two_people_can_each_add_a_choice():
    scheme = find_scheme("plain-ner")
    more = dataclasses.replace(scheme, entity_links=(*scheme.entity_links, Choice("near", "near")))
    assert changes(scheme, more) == {
        ("scheme", "scheme", "entity_links.near"): {"name": "near", "position": 2}
    }


def test_what_is_empty_is_left_out():
    fields = to_parts(Scheme(labels=(Label("a", "A"),)))[1].fields
    assert {"key", "alt_key", "help", "retired", "words"}.isdisjoint(fields)
    assert None not in fields.values()


def test_a_part_without_fields_is_usable():
    scheme = from_parts(
        [
            Part("label", "actor", {"exists": True}),
            Part("attribute", "label.actor.form", {}),
            Part("relation_type", "said_by", {"heads": ["actor"]}),
            Part("zone_type", "body", {}),
            Part("article_field", "url", {}),
        ]
    )
    label = scheme.label("actor")
    assert (label.name, label.light, label.dark) == ("actor", default_light(0), default_dark(0))
    assert label.attributes == (Attribute("form", "form", "text", "span"),)
    assert scheme.relation("said_by") == RelationType("said_by", "said_by", ("actor",), ())
    assert scheme.zones == (ZoneType("body", "body"),)
    assert scheme.article_fields == (ArticleField("url", "url"),)


def test_orphans_are_left_out():
    scheme = from_parts(
        [
            Part("attribute", "label.gone.form", {"name": "form"}),
            Part("attribute", "relation.gone.degree", {"name": "degree"}),
            Part("attribute", "nonsense", {"name": "nonsense"}),
            Part("scheme", "another", {"title": "Another"}),
            Part("label", "actor", {"name": "Actor"}),
            Part("relation_type", "used", {"heads": ["actor", "gone"], "tails": ["gone"]}),
        ]
    )
    assert scheme.title == ""
    assert scheme.label("actor").attributes == ()
    assert (scheme.relation("used").heads, scheme.relation("used").tails) == (("actor",), ())


def test_values_of_another_type_count_as_missing():
    fields = {
        "name": 7, "key": [], "level": "chief", "position": True, "retired": "yes",
        "light": {"line": "#123456"}, "dark": "black",
    }  # fmt: skip
    label = from_parts([Part("label", "actor", fields)]).label("actor")
    assert (label.name, label.key, label.level, label.retired) == ("actor", None, "default", False)
    assert (label.light, label.dark) == (light_shades("#123456"), default_dark(0))


def test_labels_on_one_position_stand_in_order_of_their_ids():
    parts = [Part("label", id_, {"position": 3}) for id_ in ("b", "a")]
    assert [label.id for label in from_parts(parts).labels] == ["a", "b"]


def test_a_colour_that_is_none_counts_as_missing():
    label = Part("label", "a", {"light": {"line": "red"}, "dark": {"line": "#00FF00", "fill": "x"}})
    (read,) = from_parts([label]).labels
    assert (read.light, read.dark) == (default_light(0), dark_shades("#00FF00"))
