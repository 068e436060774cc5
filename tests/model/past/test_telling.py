"""What was done, in words: each kind of thing, before and after, and what has been erased."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.change import Step
from annotator.model.past import telling
from annotator.model.past.was import ALL, Was, listed, plainly, readable, set_to
from annotator.model.scheme import (
    EVENT_CARD,
    Attribute,
    Choice,
    Label,
    RelationType,
    Scheme,
    ZoneType,
)

SCHEME = Scheme(
    labels=(
        Label("weapon", "Weapon", attributes=(Attribute("kind", "Kind", "text", "entity"),)),
        Label("actor", "Actor"),
        Label(
            "claim", "Claim",
            attributes=(
                Attribute("stance", "stance", "choice", "span",
                          values=tuple(Choice(id_, id_) for id_ in ("asserts", "no_position"))),
                Attribute("sure", "sure", "bool", "span"),
                Attribute("by", "by", "entity", "span"),
                Attribute("of", "of", "events", "span"),
                Attribute("day", "day", "edtf", "span"),
            ),
        ),
    ),
    relations=(
        RelationType("said_by", "said_by", ("claim",), ("actor",), attributes=(
            Attribute("aspect", "aspect", "text", "relation"),
        )),
    ),
    zones=(ZoneType("headline", "Headline"),),
    entity_links=(Choice("part_of", "part_of"),),
    event_fields=(Choice("target", "target"),),
    event_attributes=(Attribute("harm", "harm", "text", "event"),),
)  # fmt: skip


@dataclass
class Names:
    """Calls everything by its id, as people would find it."""

    scheme: Scheme = SCHEME
    called: dict[str, str] = field(default_factory=dict)

    def entity(self, id_: str) -> str:
        return self.called.get(id_, f"entity {id_}")

    def event(self, id_: str) -> str:
        return f"event {id_}"

    def person(self, id_: str) -> str:
        return f"person {id_}"

    def article(self, id_: str) -> str:
        return f"article {id_}"

    def mark(self, id_: str) -> str:
        return f"mark {id_}"

    def passage(self, article: str, start: int, end: int) -> str:
        return f"{start} to {end}"


def told(kind, before, after, **more) -> str:
    was = Was(
        kind, more.pop("id", "1"), before or {}, after or {},
        more.pop("was_there", bool(before)), more.pop("is_there", bool(after)), **more,
    )  # fmt: skip
    return telling.what(was, Names())


def mark(**more):
    return {"label": "weapon", "start": 6, "end": 13, "quote": "rockets"} | more


def claim(*pairs, **more):
    return mark(label="claim", attributes=[list(pair) for pair in pairs], **more)


# --- marks ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        (None, mark(), "labelled “rockets” as Weapon"),
        (None, mark(label="tank"), "labelled “rockets” as tank"),
        (None, mark(origin="imported"), "brought in the mark “rockets” as Weapon"),
        (None, mark(origin="suggested", suggester="list"),
         "accepted the suggestion “rockets” as Weapon"),
        (None, mark(entity="7", note="old ones", events=["3"]),
         ("labelled “rockets” as Weapon, with the entity “entity 7”, the event “event 3” and the"
         " note “old ones”")),
        (None, claim(("stance", "no_position"), ("sure", "true")),
         "labelled “rockets” as Claim, with stance no position and sure yes"),
        (mark(), None, "deleted the mark “rockets” (Weapon)"),
        (mark(), mark(end=24, quote="rockets and shells"),
         "moved the end of “rockets” to “rockets and shells”"),
        (mark(), mark(start=2, quote="all rockets"),
         "moved the start of “rockets” to “all rockets”"),
        (mark(), mark(start=30, end=35, quote="tanks"), "moved “rockets” to “tanks”"),
        (mark(), mark(label="actor"), "relabelled “rockets” from Weapon to Actor"),
        (mark(), mark(entity="7"), "said that “rockets” names “entity 7”"),
        (mark(entity="7"), mark(), "said that “rockets” no longer names “entity 7”"),
        (mark(entity="7"), mark(entity="8"),
         "said that “rockets” names “entity 8”, no longer “entity 7”"),
        (mark(), mark(note="old"), "set the note of “rockets” to “old”"),
        (mark(note="old"), mark(note="new"), "set the note of “rockets” from “old” to “new”"),
        (mark(note="old"), mark(), "cleared the note of “rockets”, which was “old”"),
        (mark(), mark(events=["1"]), "tied “rockets” to the event “event 1”"),
        (mark(events=["1"]), mark(), "parted “rockets” from the event “event 1”"),
        (mark(events=["1", "2"]), mark(events=["2", "1"]),
         "put the events of “rockets” in another order"),
        (mark(), mark(layer="gold"), "set layer of “rockets” to “gold”"),
        (mark(), mark(origin="edited_suggestion"), "kept the mark “rockets” as it was"),
        (claim(("stance", "asserts")), claim(("stance", "no_position")),
         "set stance of “rockets” from asserts to no position"),
        (claim(), claim(("sure", "false")), "set sure of “rockets” to no"),
        (claim(("by", "7")), claim(), "cleared by of “rockets”, which was “entity 7”"),
        (claim(), claim(("of", "1"), ("of", "2")),
         "set of of “rockets” to “event 1” and “event 2”"),
        (claim(), claim(("day", "2021~")), "set day of “rockets” to 2021~"),
        (claim(), claim(("unheard_of", "x")), "set unheard of of “rockets” to “x”"),
        (mark(), mark(end=24, quote="rockets and shells", label="actor", note="old"),
         ("moved the end of “rockets” to “rockets and shells”, relabelled it from Weapon to Actor"
         " and set the note of it to “old”")),
    ],
)  # fmt: skip
def test_of_a_mark(before, after, words):
    assert told("span", before, after) == words


def test_a_mark_that_comes_back_is_said_to_come_back():
    assert told("span", None, mark(), had_been=True) == "brought back the mark “rockets” as Weapon"


def test_words_from_right_to_left_do_not_reorder_the_sentence():
    words = told("span", None, mark(quote="صواريخ"))
    assert words == "labelled “\u2068صواريخ\u2069” as Weapon"


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        (None, {"type": "said_by", "head": "1", "tail": "2"},
         "set the relation said by from “mark 1” to “mark 2”"),
        (None, {"type": "said_by", "head": "1", "tail": "2", "attributes": [["aspect", "who"]]},
         "set the relation said by from “mark 1” to “mark 2”, with aspect “who”"),
        ({"type": "said_by", "head": "1", "tail": "2"}, None,
         "took out the relation said by from “mark 1” to “mark 2”"),
        ({"type": "said_by", "head": "1", "tail": "2"},
         {"type": "said_by", "head": "1", "tail": "3"},
         "set tail of the relation said by from “mark 1” to “mark 3” from “mark 2” to “mark 3”"),
        ({"type": "said_by", "head": "1", "tail": "2", "attributes": [["aspect", "who"]]},
         {"type": "uses", "head": "1", "tail": "2", "attributes": [["aspect", "where"]]},
         ("set aspect of the relation uses from “mark 1” to “mark 2” from “who” to “where” and set"
         " type of the relation uses from “mark 1” to “mark 2” from said by to uses")),
    ],
)  # fmt: skip
def test_of_a_relation(before, after, words):
    assert told("relation", before, after) == words


@pytest.mark.parametrize(
    ("decision", "words"),
    [
        ("accepted", "accepted the suggestion “1 to 3” as Weapon"),
        ("edited", "accepted the suggestion “1 to 3” as Weapon, with changes"),
        ("rejected", "declined the suggestion “1 to 3” as Weapon"),
        ("dismissed", "passed over the suggestion “1 to 3” as Weapon"),
    ],
)
def test_of_a_verdict(decision, words):
    value = {"label": "weapon", "start": 1, "end": 3, "suggester": "s", "decision": decision}
    assert told("verdict", None, value) == words
    assert told("verdict", value, None) == (
        "took back the decision on the suggestion “1 to 3” as Weapon"
    )


def test_of_what_was_let_go_of_although_it_is_still_open():
    value = {"label": "weapon", "start": 0, "end": 7, "suggester": "still_open.weapon",
             "decision": "dismissed"}  # fmt: skip
    assert told("verdict", None, value).startswith("let go of what was still open at “")
    assert told("verdict", value, None).startswith("took up again what is still open at “")
    whole = {**value, "label": "", "end": 0, "suggester": "still_open.published"}
    assert told("verdict", None, whole) == "let go of what was still open at the article itself"


def test_of_a_zone():
    first, other = ({"zone": z, "start": 0, "end": 9} for z in ("headline", "photo_credit"))
    assert told("zone", None, first) == "said that “0 to 9” is Headline"
    assert told("zone", first, None) == "said that “0 to 9” is not Headline"
    assert told("zone", first, other) == (
        "changed Headline at “0 to 9” to photo credit at “0 to 9”"
    )


# --- entities, events, articles -------------------------------------------------------------------

UNIT = {"exists": True, "name": "the unit", "label": "actor"}


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        (None, UNIT, "made the entity “the unit”, with label Actor"),
        (UNIT, UNIT | {"exists": None}, "took out the entity “the unit”"),
        (UNIT, UNIT | {"name": "the corps"}, "renamed the entity “the unit” to “the corps”"),
        (UNIT, UNIT | {"note": "n"}, "set note of the entity “the unit” to “n”"),
        (UNIT, UNIT | {"latitude": 35.5, "longitude": 40.0},
         "set latitude of the entity “the unit” to 35.5 and set longitude of it to 40.0"),
        (UNIT, UNIT | {"merged_into": "9"}, "merged the entity “the unit” into “entity 9”"),
        (UNIT | {"merged_into": "9"}, UNIT, "parted the entity “the unit” from “entity 9”"),
        (UNIT, UNIT | {"identifiers.wikidata": ["Q1"]},
         "set identifiers wikidata of the entity “the unit” to “Q1”"),
        (UNIT | {"label": "weapon"}, UNIT | {"label": "weapon", "attributes.kind": ["x"]},
         "set Kind of the entity “the unit” to “x”"),
        (UNIT, dict(UNIT), "kept the entity “the unit” as it was"),
    ],
)  # fmt: skip
def test_of_an_entity(before, after, words):
    there = bool((after or {}).get("exists"))
    assert told("entity", before, after, is_there=there) == words


def test_an_entity_of_which_only_a_field_has_come_is_called_by_what_is_known():
    words = told("entity", {}, {"note": "n"}, was_there=False, is_there=False)
    assert words == "set note of the entity “entity 1” to “n”"


def test_an_entity_that_comes_back():
    assert told("entity", {}, UNIT, had_been=True).startswith("brought back the entity “the unit”")


@pytest.mark.parametrize(
    ("kind", "before", "after", "words"),
    [
        ("event", None, {"exists": True, "title": "Strike", "date": "2021-06"},
         "made the event “Strike”, with date “2021-06”"),
        ("event", {"exists": True, "title": "Strike"},
         {"exists": True, "title": "Raid", "places": ["4", "5"], "attributes.harm": ["none"]},
         ("renamed the event “Strike” to “Raid”, set places of it to “entity 4” and “entity 5” and"
         " set harm of it to “none”")),
        ("article", None, {"exists": True, "title": "T", "language": "en"},
         "added the article “article 1”, with language “en”"),
        ("article", {"exists": True}, {"exists": True, "published": "2021"},
         "set date of publication of the article “article 1” to “2021”"),
        ("alias", None, {"entity": "7", "name": "US"},
         "added the name “US” to the entity “entity 7”"),
        ("alias", None, {"entity": "7", "name": "US", "used_by": "8"},
         "added the name “US” to the entity “entity 7”, as “entity 8” says"),
        ("alias", {"entity": "7", "name": "US"}, None,
         "took the name “US” from the entity “entity 7”"),
        ("alias", {"entity": "7", "name": "US"}, {"entity": "7", "name": "US", "position": 2},
         "set place in the list of the name “US” of “entity 7” to 2"),
        ("entity_link", None, {"head": "1", "type": "part_of", "tail": "2"},
         "tied “entity 1” to “entity 2”: part of"),
        ("entity_link", {"head": "1", "type": "part_of", "tail": "2"}, None,
         "took out the tie part of from “entity 1” to “entity 2”"),
        ("event_link", None, {"head": "1", "type": "response_to", "tail": "2"},
         "tied “event 1” to “event 2”: response to"),
        ("event_link", {"head": "1", "type": "part", "tail": "2"},
         {"head": "1", "type": "part", "tail": "3"},
         "set tail of the tie from “event 1” to “event 3” from “2” to “3”"),
        ("participant", None, {"event": "3", "role": "target", "entity": "7"},
         "entered “entity 7” as target of the event “event 3”"),
        ("participant", {"event": "3", "role": "target", "entity": "7"}, None,
         "took “entity 7” out as target of the event “event 3”"),
        ("participant", {"event": "3", "role": "target", "entity": "7"},
         {"event": "3", "role": "source", "entity": "7"},
         "set role of the part of “entity 7” in the event “event 3” from “target” to “source”"),
        ("sighting", None, {"source": "a wire", "url": "u"},
         "noted that “article a” was seen in “a wire” and “u”"),
        ("sighting", None, {"title": "T"}, "noted where “article a” was seen"),
        ("sighting", {"source": "a wire"}, None,
         "took out that “article a” was seen in “a wire”"),
        ("sighting", {"source": "a wire"}, {"source": "a paper"},
         "set source of where “article a” was seen from “a wire” to “a paper”"),
        ("attachment", None, {"name": "x.pdf"}, "attached the file “x.pdf”"),
        ("attachment", {"name": "x.pdf"}, None, "took out the attached file “x.pdf”"),
        ("label", None, {"exists": True, "name": "Weapon", "key": "W"}, "added the label “Weapon”"),
        ("label", {"exists": True, "name": "Weapon"},
         {"exists": True, "name": "Arms", "retired": True},
         "renamed the label “Weapon” to “Arms” and set retired of it to yes"),
        ("attribute", {"exists": True, "name": "kind"},
         {"exists": True, "name": "kind", "values.army": {"name": "Army", "position": 1}},
         "set values army of the attribute “kind” to Army"),
        ("scheme", {"exists": True}, {"exists": True, "trim_words": ["the", "a"]},
         "set trim words of the scheme to “the” and “a”"),
    ],
)  # fmt: skip
def test_of_other_things(kind, before, after, words):
    assert told(kind, before, after, article="a") == words


def test_of_persons():
    first, other = {"exists": True, "name": "First"}, {"exists": True, "name": "Other"}
    assert told("person", None, first, person="1") == "joined the project"
    assert told("person", None, first, person="2") == "entered the person “First”"
    assert told("person", first, other, person="1") == (
        "took the name “Other”, and was “First” before"
    )
    assert told("person", first, first | {"role": "reviewer"}, person="2") == (
        "set role of the person “First” to “reviewer”"
    )


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        (None, {"exists": True, "status": "in_progress"},
         "said that “article a” is in progress (before: unread)"),
        ({"exists": True, "status": "in_progress"}, {"exists": True, "status": "done"},
         "said that “article a” is done (before: in progress)"),
        ({"exists": True}, {"exists": True, "relevant": False},
         "said that “article a” is not relevant"),
        ({"exists": True, "relevant": True}, {"exists": True},
         "said that “article a” is perhaps relevant"),
        ({"exists": True}, {"exists": True, "note": "why?"}, "set note of “article a” to “why?”"),
        ({"exists": True, "layer": "gold"},
         {"exists": True, "layer": "gold", "status": "settled", "annotators": ["1", "2"]},
         ("said that “article a” is settled (before: unread) and set annotators of it to “person 1”"
         " and “person 2” in the gold layer")),
        ({"exists": True}, {"exists": True, "reviewer": "3"},
         "set reviewer of “article a” to “person 3”"),
        (None, {"exists": True}, "looked at “article a”"),
    ],
)  # fmt: skip
def test_of_how_far_an_article_is_read(before, after, words):
    assert told("reading", before, after, article="a") == words


# --- erased, unheard of ---------------------------------------------------------------------------


def test_what_has_been_erased_is_said_to_be_erased():
    assert told("span", mark(), None, erased=True) == (
        "did something to a mark; what that was has been erased for good"
    )
    assert told("entity", UNIT, UNIT, erased=True).startswith("did something to an entity;")
    gone = frozenset({ALL})
    assert told("span", None, mark(), erased_before=gone) == (
        "set a mark, whose words before have been erased, to “rockets” as Weapon"
    )
    assert told("span", None, None, erased_before=gone) == (
        "deleted a mark whose words have been erased"
    )
    assert told("relation", None, None, erased_before=gone) == (
        "took out a relation that has been erased"
    )
    assert told("entity", UNIT, UNIT | {"note": "n"}, erased_before=frozenset({"note"})) == (
        "set note of the entity “the unit” from a value that has been erased to “n”"
    )


def test_a_kind_of_a_later_version_is_told_all_the_same():
    assert told("codebook_page", None, {"a": 1}) == "changed a codebook page"


KINDS = sorted(telling._TOLD)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=6,
)
NAMES = st.sampled_from([
    "label", "start", "end", "quote", "entity", "events", "attributes", "note", "layer", "name",
    "title", "status", "relevant", "type", "head", "tail", "zone", "places", "merged_into",
    "attributes.kind", "attributes.harm", "values.a", "annotators", "role", "decision", "exists",
])  # fmt: skip


@given(
    st.sampled_from(KINDS), st.dictionaries(NAMES, VALUES), st.dictionaries(NAMES, VALUES),
    st.booleans(), st.booleans(),
)  # fmt: skip
def test_whatever_the_values_are_there_is_a_sentence(kind, before, after, was_there, is_there):
    words = told(kind, before, after, was_there=was_there, is_there=is_there)
    assert words
    assert not words.endswith(".")


# --- steps and sentences --------------------------------------------------------------------------


def step(kind="do", template="Label as {label}", **named):
    return Step("s", 1, 0, "p", kind, template, tuple(named.items()))


def test_what_took_a_step_back_or_went_back_says_so():
    assert telling.in_step(step(), "did it") == "did it"
    assert telling.in_step(step("undo"), "did it") == "took back a step: did it"
    assert telling.in_step(step("redo"), "did it") == "did a step again: did it"
    back = step(template=telling.RETURN, thing="the mark")
    assert telling.in_step(back, "did it") == "went back to an earlier version: did it"


def test_a_large_step_is_told_by_its_title_and_what_it_touched():
    counts = {"span": 2000, "entity": 1, "relation_type": 2}
    things = "2,000 marks, 1 entity and 2 relation types"
    assert telling.many(step(label="Actor"), counts) == f"did “Label as Actor”: {things}"
    assert telling.many(step("undo", label="A"), counts) == f"took back “Label as A”: {things}"
    assert telling.many(step("redo", label="A"), counts) == f"did “Label as A” again: {things}"
    imported = step(template="Import {what}", what="2 files")
    assert telling.many(imported, counts) == f"brought in 2 files: {things}"


def test_what_came_in_by_a_file():
    assert telling.brought_in("Work of second", 2, aside=False) == (
        "brought in “Work of second”: 2 changes"
    )
    assert telling.brought_in("Work", 1, aside=True).endswith("; it has been taken back since")


def test_a_thing_is_named_by_its_words():
    assert telling.thing(Was("span", "1", {}, mark(), False, True), Names()) == "the mark “rockets”"
    assert telling.thing(Was("article", "1", {}, {}, True, True), Names()) == (
        "the article “article 1”"
    )
    assert telling.thing(Was("zone", "1", {}, {}, True, True), Names()) == "a zone"


def test_a_sentence_says_who_did_what_when():
    when = datetime(2026, 11, 26, 14, 5, tzinfo=UTC)
    words = telling.sentence(when, "first", "deleted the mark “rockets” (Weapon)")
    assert words == "On 26 November 2026, 14:05, first deleted the mark “rockets” (Weapon)."


def test_values_in_words():
    assert [readable("no_position"), readable("US_led")] == ["no position", "US_led"]
    assert listed(["a"]) + listed(["a", "b"]) + listed(["a", "b", "c"]) == "aa and ba, b and c"
    assert [plainly(True), plainly(2), plainly(["a", False])] == ["yes", "2", "“a” and no"]
    assert plainly({"line": 1, "dark_fill": 2}) == "line and dark fill"
    assert set_to("n", "x", "", "2") == "set n of x to 2"


def test_event_cards_have_the_attributes_of_the_scheme():
    assert SCHEME.attribute(EVENT_CARD, "harm") is not None


# --- review ---------------------------------------------------------------------------------------


def decision(way="take", took=("1",), **more):
    return {"difference": "boundary", "alternatives": ["1", "2"], "way": way, "took": list(took),
            **more}  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "before", "after", "words"),
    [
        ("decision", None, decision(), "took “mark 1” for “mark 1”"),
        ("decision", None, decision(took=()), "decided on “mark 1”"),
        ("decision", None, decision("nothing", (), reason="A verb."),
         "decided that nothing is there at “mark 1”, since “A verb.”"),
        ("decision", decision(), decision("union", ("1", "2")),
         "decided again: put the marks on “mark 1” together"),
        ("decision", decision(), decision("majority"),
         "decided again: took for “mark 1” what most say"),
        ("decision", decision(), None, "left the decision on “mark 1” open again"),
        ("comment", None, {"text": "Why?"}, "said “Why?” in “article a”"),
        ("comment", None, {"text": "So.", "answers": "2"}, "answered “So.” in “article a”"),
        ("comment", {"text": "Why?"}, {"text": "Why?", "resolved": True},
         "settled the comment “Why?”"),
        ("comment", {"text": "Why?", "resolved": True}, {"text": "Why?"},
         "took up again the comment “Why?”"),
        ("comment", {"text": "Why?"}, {"text": "How?"}, "worded the comment “Why?” as “How?”"),
        ("comment", {"text": "Why?"}, {"text": "Why?"}, "kept the comment “Why?” as it was"),
        ("comment", {"text": "Why?"}, None, "took out the comment “Why?”"),
        ("guideline", None, {"text": "No verbs."}, "added “No verbs.” to the guidelines"),
        ("guideline", {"text": "A."}, {"text": "B."}, "worded “A.” in the guidelines as “B.”"),
        ("guideline", {"text": "A."}, {"text": "A.", "label": "x"},
         "changed what “A.” in the guidelines is about"),
        ("guideline", {"text": "A."}, None, "took “A.” out of the guidelines"),
        ("round", None, {"name": "May", "persons": ["1", "2"]},
         "made the round “May” for 2 people"),
        ("round", {"name": "May"}, {"name": "May", "closed": True}, "closed the round “May”"),
        ("round", {"name": "May", "closed": True}, {"name": "May"},
         "opened the round “May” again"),
        ("round", {"name": "May"}, {"name": "May", "blind": True},
         "let nobody see the others in the round “May”"),
        ("round", {"name": "May", "blind": True}, {"name": "May", "each": 2},
         "let all see the others in the round “May” and set readers of each article of it to 2"),
        ("round", {"name": "May"}, {"name": "June"},
         "set name of the round “June” from “May” to “June”"),
        ("round", {"name": "May"}, {"name": "May", "persons": ["1"]},
         "set people of the round “May” to “person 1”"),
        ("round", {"name": "May"}, {"name": "May"}, "kept the round “May” as it was"),
        ("round", {"name": "May"}, None, "took out the round “May”"),
        ("assignment", None, {"assignee": "7"}, "gave “article a” to “person 7” to read"),
        ("assignment", {"assignee": "7"}, None, "took “article a” from “person 7” again"),
    ],
)  # fmt: skip
def test_what_reviewers_do_is_told(kind, before, after, words):
    assert told(kind, before, after, article="a") == words
