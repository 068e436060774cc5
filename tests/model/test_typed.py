"""What is typed into a field is checked by what the field takes, and kept as the field keeps it."""

from __future__ import annotations

import pytest

from annotator.model.scheme import ArticleField, Attribute, Choice, Label, Scheme
from annotator.model.sentences import Refused
from annotator.model.typed import typed

SIDES = (Choice("state", "State force"), Choice("rebel", "Rebels"))
SCHEME = Scheme(
    labels=(
        Label("actor", "Actor", attributes=(
            Attribute("side", "Side", "choice", "entity", values=SIDES),
            Attribute("sides", "Sides", "multi", "entity", values=SIDES),
            Attribute("armed", "Armed", "bool", "entity"),
            Attribute("country", "Country", "iso3166", "entity"),
            Attribute("size", "Size", "int", "entity"),
            Attribute("leader", "Leader", "entity", "entity"),
        )),
        Label("old", "Old", retired=True),
    ),
    event_attributes=(Attribute("place", "Place", "coordinates", "event"),),
    article_fields=(
        ArticleField("scale", "Scale", "choice", (Choice("local", "Local"),)),
        ArticleField("seen", "Seen", "date"),
        ArticleField("spoken", "Spoken", "bcp47"),
        ArticleField("original", "Original", "article_or_file"),
    ),
)  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "field", "words", "value"),
    [
        ("entity", "name", "  the   brigade ", "the brigade"),
        ("entity", "label", "Actor", "actor"),
        ("entity", "note", "one\ntwo ", "one\ntwo"),
        ("entity", "note", "  ", None),
        ("entity", "latitude", "-35.5", -35.5),
        ("entity", "longitude", "179", 179.0),
        ("entity", "attributes.side", "rebels", ["rebel"]),
        ("entity", "attributes.side", "state", ["state"]),
        ("entity", "attributes.sides", "Rebels, State force, rebels", ["rebel", "state"]),
        ("entity", "attributes.armed", "no", ["false"]),
        ("entity", "attributes.country", "SY", ["SY"]),
        ("entity", "attributes.unheard_of", "as typed", ["as typed"]),
        ("entity", "identifiers.wikidata", "Q1", ["Q1"]),
        ("event", "attributes.place", "35.3, 40.1", ["35.3, 40.1"]),
        ("event", "date", "2021-06", "2021-06"),
        ("article", "language", "ar-IQ", "ar-IQ"),
        ("article", "published", "2021-06-28", "2021-06-28"),
        ("article", "translation", "machine", "machine"),
        ("article", "attributes.scale", "local", ["local"]),
        ("article", "attributes.seen", "2021", ["2021"]),
        ("article", "attributes.spoken", "he", ["he"]),
        ("article", "attributes.unheard_of", "x", ["x"]),
        ("reading", "status", "in progress", "in_progress"),
        ("reading", "relevant", "yes", True),
        ("reading", "relevant", "no", False),
        ("person", "role", "reviewer", "reviewer"),
        ("label", "name", "Arms", "Arms"),
    ],
)
def test_what_fits_is_kept(kind, field, words, value):
    found = typed(SCHEME, kind, field, "actor")
    assert found is not None
    assert found.read(words) == value
    assert type(found.read(words)) is type(value)


@pytest.mark.parametrize(
    ("kind", "field", "words", "why"),
    [
        ("entity", "name", " ", "cannot be empty"),
        ("entity", "label", "Old", "There is no choice “Old”. There are Actor."),
        ("entity", "latitude", "91", "no degrees from -90 to 90"),
        ("entity", "longitude", "east", "no degrees from -180 to 180"),
        ("entity", "latitude", "nan", "no degrees"),
        ("entity", "attributes.side", "both", "There are State force, Rebels."),
        ("entity", "attributes.size", "many", "no whole number"),
        ("entity", "attributes.country", "Syria", "no country code"),
        ("event", "attributes.place", "there", "no coordinates"),
        ("event", "date", "yesterday", "no date"),
        ("article", "language", "arabic!", "no code of a language"),
        ("article", "attributes.seen", "in June", "no date"),
    ],
)
def test_what_does_not_fit_is_refused_with_the_reason(kind, field, words, why):
    found = typed(SCHEME, kind, field, "actor")
    with pytest.raises(Refused) as refused:
        found.read(words)
    assert why in str(refused.value)


@pytest.mark.parametrize(
    ("kind", "field"),
    [
        ("span", ""), ("alias", ""), ("entity", "exists"), ("entity", "merged_into"),
        ("entity", "attributes.leader"), ("event", "places"), ("article", "corrects"),
        ("article", "attributes.original"), ("label", "light"),
    ],
)  # fmt: skip
def test_what_takes_more_than_typing_cannot_be_typed(kind, field):
    assert typed(SCHEME, kind, field, "actor") is None


def test_one_of_few_is_chosen_and_several_are_typed():
    assert typed(SCHEME, "entity", "attributes.side", "actor").is_chosen
    assert not typed(SCHEME, "entity", "attributes.sides", "actor").is_chosen
    assert not typed(SCHEME, "entity", "name", "actor").is_chosen
