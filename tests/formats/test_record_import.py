"""Whose a line is, which ids it gets, and what happens to what is there already."""

from __future__ import annotations

import uuid

import pytest

from annotator.model.article import Reading, Sighting, Zone
from annotator.model.entity import Alias, Entity, EntityLink
from annotator.model.ids import is_id
from annotator.model.scheme_file import find_scheme
from annotator.model.span import Span
from annotator.store.erasing import erasing

TAKEN = "0195f3c2-1111-7222-8333-444455556666"


def people(project):
    return {p.name for p in project.store.read.persons()}


# --- whose line it is -----------------------------------------------------------------------------


def test_annotator_layer_status_and_relevance_are_kept(project, make):
    lines = [
        make.record(annotator=f"annotator {n}", status=status, relevant=relevant)
        for n, (status, relevant) in enumerate(
            [("unread", None), ("in_progress", True), ("done", False), ("in_review", None),
             ("settled", True)]
        )
    ]  # fmt: skip
    project.bring(*lines)
    found = project.records(all_articles=True)
    kept = ("annotator", "layer", "status", "relevant")
    assert [[r[k] for k in kept] for r in found] == [[r[k] for k in kept] for r in lines]


def test_an_annotator_whom_the_project_does_not_know_is_added(project, make):
    project.bring(make.record(annotator="a newcomer"))
    assert people(project) == {"a newcomer", project.me.name}
    project.bring(make.record("Another text.", annotator="a newcomer"))
    assert people(project) == {"a newcomer", project.me.name}


def test_my_own_name_in_a_file_is_me(project, make):
    project.bring(make.record(annotator=project.me.name))
    assert people(project) == {project.me.name}


def test_two_projects_give_a_newcomer_the_same_id(project, make):
    project.bring(make.record(annotator="a newcomer"))
    (newcomer,) = (p for p in project.store.read.persons() if p.name == "a newcomer")
    project.store.undo()
    project.bring(make.record(annotator="a newcomer"))
    assert newcomer in project.store.read.persons()


def test_the_reviewer_of_a_line_is_kept(project, make):
    provenance = {"annotators": ["first annotator"], "reviewer": "the reviewer"}
    project.bring(make.record(status="settled", provenance=provenance))
    assert project.record()["provenance"]["reviewer"] == "the reviewer"
    project.out()
    assert project.bring(project.folder / "out.jsonl").unchanged == 1


def test_an_unread_line_of_nobody_brings_the_article_alone(project, make):
    project.bring(make.record(annotator=None, status="unread", relevant=None))
    assert project.record(all_articles=True)["annotator"] is None
    assert project.bring(
        make.record(annotator=None, status="unread", relevant=None)
    ).unchanged == 1  # fmt: skip


def test_work_of_nobody_becomes_mine(project, make):
    project.bring(make.record(annotator=None, spans=[make.span("Actor", "army")]))
    assert project.record()["annotator"] == project.me.name


def test_gold_comes_in_as_gold_with_its_reviewer_and_annotators(project, make):
    provenance = {"annotators": ["second annotator", "first annotator"], "reviewer": "the reviewer"}
    spans = [make.span("Actor", "army")]
    project.bring(make.record(layer="gold", annotator=None, status="settled", spans=spans,
                              provenance=provenance))  # fmt: skip
    assert project.records() == []
    gold = project.record(layer="gold")
    assert (gold["layer"], gold["annotator"], gold["status"]) == ("gold", None, "settled")
    assert gold["provenance"]["reviewer"] == "the reviewer"
    assert gold["provenance"]["annotators"] == ["first annotator", "second annotator"]
    project.out(layer="gold")
    assert project.bring(project.folder / "out.jsonl").unchanged == 1


def test_gold_without_a_reviewer_was_reviewed_by_the_one_who_brings_it(project, make):
    project.bring(make.record(layer="gold", annotator=None))
    assert project.record(layer="gold")["provenance"]["reviewer"] == project.me.name


def test_gold_that_goes_out_and_comes_back_is_the_same(project, make):
    doc = project.add("The army fired.")
    project.read(doc, project.second)
    project.read(doc, project.first)
    project.put(project.me, Reading(doc, None, "gold", "settled", reviewer=project.me.id))
    project.out(layer="all")
    done = project.bring(project.folder / "out.jsonl")
    assert (done.lines, done.unchanged) == (0, 3)


def test_as_puts_every_line_under_one_person(project, make):
    one = make.record("One army.", annotator="first annotator", spans=[make.span("Actor", "army")])
    two = make.record("Two armies.", annotator=None, status="unread", relevant=None)
    project.bring(one, two, as_person="a colleague")
    found = project.records(all_articles=True)
    assert {r["annotator"] for r in found} == {"a colleague"}
    assert "first annotator" not in people(project)


def test_as_puts_gold_under_the_reviewer(project, make):
    project.bring(make.record(layer="gold", annotator=None), as_person="a colleague")
    assert project.record(layer="gold")["provenance"]["reviewer"] == "a colleague"


def test_as_lets_the_same_file_stand_beside_the_first(project, make):
    record = make.record(spans=[make.span("Actor", "army"), make.span("Location", "base")])
    record["relations"] = [make.relation("attacked", *record["spans"])]
    project.bring(record)
    project.bring(record, as_person="a colleague")
    mine, theirs = sorted(project.records(), key=lambda r: r["annotator"] == "first annotator")
    assert [s["text"] for s in mine["spans"]] == [s["text"] for s in theirs["spans"]]
    assert not {s["id"] for s in mine["spans"]} & {s["id"] for s in theirs["spans"]}
    assert len(mine["relations"]) == len(theirs["relations"]) == 1
    assert project.bring(record, as_person="a colleague").unchanged == 1


def two_articles(make, **keys):
    """Give records of two articles whose claims contradict each other."""
    there = make.span("Claim", "spoke")
    one = make.record("The ministry spoke.", spans=[there], **keys)
    here = make.span("Claim", "denied")
    tie = make.relation("contradicts", here, there, tail_doc_id=one["doc_id"])
    return [make.record(spans=[here], relations=[tie], **keys), one]


@pytest.mark.parametrize("turn", [1, -1])
def test_relations_across_articles_follow_their_spans_under_another_person(project, make, turn):
    lines = two_articles(make)[::turn]
    project.bring(*lines)
    project.bring(*lines, as_person="a colleague")
    for name in ("first annotator", "a colleague"):
        records = project.records(annotator=name)
        ids = {s["id"] for r in records for s in r["spans"]}
        (relation,) = (tie for r in records for tie in r["relations"])
        assert relation["tail"] in ids
        assert [len(c["against"]) for r in records for c in r["claims"]] == [1, 1]
    assert project.bring(*lines, as_person="a colleague").unchanged == 2


# --- ids ------------------------------------------------------------------------------------------


def test_our_own_ids_are_kept(project, make):
    span = make.span("Actor", "army", id=TAKEN, entity_id=make.id("entityArmy"))
    project.bring(make.record(spans=[span], entities=[make.entity("Actor", "Army")]))
    record = project.record()
    assert record["spans"][0]["id"] == TAKEN
    assert record["entities"][0]["id"] == make.id("entityArmy")


def test_capital_uuids_are_the_same_ids_in_small_letters(project, make):
    id_ = make.id("x").upper()
    project.bring(make.record(spans=[make.span("Actor", "army", id=id_)]))
    assert project.record()["spans"][0]["id"] == id_.lower()


def foreign(make, text, name):
    army, base = make.span("Actor", "army", id="T1"), make.span("Location", "base", id="T2")
    army |= {"entity_id": "1", "event_ids": ["1"]}
    return make.record(
        text, spans=[army, base], relations=[make.relation("attacked", army, base, id="1")],
        entities=[
            make.entity("Actor", name, id="1", aliases=[{"name": "they", "used_by": "2"}],
                        links=[{"type": "part_of", "entity_id": "2"}]),
            make.entity("Actor", "State", id="2"),
        ],
        events=[
            make.event("Attack", id="1", place_ids=["2"], links=[{"type": "part", "event_id": "2"}],
                       participants=[{"role": "attacker", "entity_id": "1"}]),
            make.event("Whole", id="2"),
        ],
    )  # fmt: skip


def test_foreign_ids_are_local_to_their_line(project, make):
    lines = [
        foreign(make, "One army, one base.", "First"),
        foreign(make, "An army, a base.", "Other"),
    ]
    project.bring(*lines)
    records = project.records()
    seen = set()
    for record in records:
        ids = [t["id"] for key in ("spans", "relations", "entities", "events") for t in record[key]]
        assert len(ids) == 7
        assert all(is_id(id_) for id_ in ids)
        assert not seen & set(ids)
        seen |= set(ids)
        entities = {e["name"]: e for e in record["entities"]}
        assert len(entities) == 2
        (own,) = entities.keys() - {"State"}
        assert record["spans"][0]["entity_id"] == entities[own]["id"]
        assert entities[own]["links"][0]["entity_id"] == entities["State"]["id"]
        assert entities[own]["aliases"] == [{"name": "they", "used_by": entities["State"]["id"]}]
        events = {e["title"]: e for e in record["events"]}
        assert record["spans"][0]["event_ids"] == [events["Attack"]["id"]]
        assert events["Attack"]["place_ids"] == [entities["State"]["id"]]
        assert events["Attack"]["links"][0]["event_id"] == events["Whole"]["id"]
    assert {e["name"] for r in records for e in r["entities"]} == {"First", "Other", "State"}
    assert project.bring(*lines).unchanged == 2


def test_foreign_ids_lead_across_articles_of_one_person(project, make):
    there = make.span("Claim", "spoke", id="c1")
    one = make.record("The ministry spoke.", spans=[there])
    here = make.span("Claim", "denied", id="c1")
    tie = make.relation("contradicts", here, there, id="r1", tail_doc_id=one["doc_id"])
    project.bring(make.record(spans=[here], relations=[tie]), one)
    ids = {r["doc_id"]: r["spans"][0]["id"] for r in project.records()}
    (relation,) = (tie for r in project.records() for tie in r["relations"])
    assert relation["tail"] == ids[one["doc_id"]]


def test_an_id_taken_by_a_span_of_another_article_gets_a_new_one(project, make):
    spans = [make.span("Actor", "army", id=TAKEN)]
    project.bring(make.record("One army.", spans=spans))
    line = make.record("Another army.", spans=spans)
    project.bring(line)
    ids = [s["id"] for r in project.records() for s in r["spans"]]
    assert len(set(ids)) == 2
    assert TAKEN in ids
    assert project.bring(line).unchanged == 1


def test_an_id_taken_by_another_kind_of_thing_gets_a_new_one_throughout_the_file(project, make):
    project.bring(make.record("One army.", spans=[make.span("Actor", "army", id=TAKEN)]))
    card = make.entity("Actor", "Army", id=TAKEN)
    lines = [
        make.record(f"{word} army.", entities=[card],
                    spans=[make.span("Actor", "army", id=make.id(word), entity_id=TAKEN)])
        for word in ("Second", "Third")
    ]  # fmt: skip
    project.bring(*lines)
    cards = {e["id"] for r in project.records() for e in r["entities"]}
    assert len(cards) == 1
    assert cards != {TAKEN}
    assert project.bring(*lines).unchanged == 2


def test_things_of_several_kinds_may_share_an_id_in_one_line(project, make):
    spans = [make.span("Actor", "army", id=TAKEN), make.span("Location", "base")]
    line = make.record(spans=spans, relations=[make.relation("attacked", *spans, id=TAKEN)])
    project.bring(line)
    record = project.record()
    assert (len(record["spans"]), len(record["relations"])) == (2, 1)
    assert project.bring(line).unchanged == 1


def test_an_id_of_something_that_was_removed_is_its_own_again(project, make):
    line = make.record(spans=[make.span("Actor", "army", id=TAKEN)])
    project.bring(line)
    before = project.out()
    project.store.undo()
    assert project.records(all_articles=True) == []
    project.bring(line)
    assert project.out() == before


def test_what_a_span_was_made_from_stays_where_it_was(project, make):
    source = make.span("Actor", "army")
    gold = make.span("Actor", "army", id=make.id("gold"), derived_from=[source["id"]])
    project.bring(
        make.record(spans=[source]), make.record(layer="gold", annotator=None, spans=[gold])
    )
    work, adjudicated = sorted(project.records(layer="all"), key=lambda r: r["layer"] == "gold")
    assert adjudicated["spans"][0]["derived_from"] == [work["spans"][0]["id"]]


def test_an_entity_keeps_its_identity_across_files(project, make):
    for text in ("One army.", "Two army corps."):
        span = make.span("Actor", "army", id=make.id(text), entity_id=make.id("entityArmy"))
        project.bring(make.record(text, spans=[span], entities=[make.entity("Actor", "Army")]))
    assert len(project.store.read.entities()) == 1


def test_used_by_is_an_entity_of_the_line(project, make):
    user = make.entity("Actor", "Ministry")
    army = make.entity("Actor", "Army", aliases=[
        {"name": "the invaders", "used_by": user["id"]}, {"name": "the forces", "used_by": None},
    ])  # fmt: skip
    span = make.span("Actor", "army", entity_id=army["id"])
    project.bring(make.record(spans=[span], entities=[army, user]))
    found = {e["name"]: e for e in project.record()["entities"]}
    assert found["Army"]["aliases"] == army["aliases"]
    assert "Ministry" in found


# --- what is there already ------------------------------------------------------------------------


@pytest.fixture
def line(make):
    spans = [make.span("Actor", "army"), make.span("Location", "base")]
    return make.record(spans=spans, relations=[make.relation("attacked", *spans)])


def test_the_same_line_again_does_nothing(project, line):
    project.bring(line)
    before = project.changes()
    done = project.bring(line)
    assert (done.unchanged, done.lines, done.spans) == (1, 0, 0)
    assert done.notes == []
    assert project.changes() == before


def test_the_same_line_twice_in_a_file_counts_once(project, line):
    done = project.bring(line, line)
    assert (done.lines, done.unchanged) == (1, 1)


def different(make, line):
    return [
        {**line, "status": "in_progress"},
        {**line, "relevant": False},
        {**line, "spans": line["spans"][:1], "relations": []},
        {**line, "relations": []},
        {**line, "spans": [{**line["spans"][0], "note": "unsure"}, line["spans"][1]]},
        make.record(spans=[*line["spans"], make.span("Weapon", "rockets")],
                    relations=line["relations"]),
        {**line, "title": "Another title"},
        {**line, "zones": [{"zone": "headline", "start": 0, "end": 3}]},
    ]  # fmt: skip


@pytest.mark.parametrize("number", range(7))
def test_a_line_that_differs_is_refused_unless_replaced(project, make, line, number):
    project.bring(line)
    before = project.out(all_articles=True)
    other = different(make, line)[number]
    sentence = project.refuses(make.record("Something new."), other)
    assert "line 2:" in sentence
    assert "--replace" in sentence
    assert "first annotator" in sentence
    assert project.out(all_articles=True) == before
    done = project.bring(make.record("Something new."), other, skip_broken=True)
    assert (done.lines, len(done.skipped)) == (1, 1)
    project.store.undo()
    assert project.bring(other, replace=True).lines == 1
    record = project.record(all_articles=True)
    for key in ("status", "relevant", "title"):
        assert record[key] == other[key]
    assert {s["text"] for s in record["spans"]} == {s["text"] for s in other["spans"]}
    assert len(record["relations"]) == len(other["relations"])
    assert project.bring(other).unchanged == 1
    project.store.undo()
    assert project.out(all_articles=True) == before
    assert project.is_sound(notes=True)


def test_zones_that_differ_are_replaced_when_asked(project, make):
    zones = [{"zone": "headline", "start": 0, "end": 3}], [{"zone": "body", "start": 0, "end": 9}]
    project.bring(make.record(zones=zones[0]))
    assert "line 1:" in project.refuses(make.record(zones=zones[1]))
    project.bring(make.record(zones=zones[1]), replace=True)
    assert project.record()["zones"] == zones[1]


def test_a_line_that_differs_under_another_name_stands_beside(project, make, line):
    project.bring(line)
    project.bring({**line, "status": "settled"}, as_person="a colleague")
    assert len(project.records()) == 2


def test_gold_that_differs_is_named_as_gold(project, make):
    gold = make.record(layer="gold", annotator=None)
    project.bring(gold)
    assert "gold layer" in project.refuses({**gold, "relevant": False})


def test_a_whole_import_is_one_step_of_undo(project, make, line):
    project.bring(line, make.record("Another."), foreign(make, "An army, a base.", "x"))
    project.store.undo()
    assert project.records(all_articles=True) == []
    assert project.store.read.entities() == {}
    project.store.redo()
    assert len(project.records()) == 3


def test_a_second_annotator_s_line_of_a_known_article_is_added(project, line):
    project.bring(line)
    done = project.bring({**line, "annotator": "second annotator"})
    assert (done.lines, done.articles) == (1, 0)
    assert len(project.records()) == 2


def test_a_line_may_leave_out_a_text_that_the_project_has(project, make, line):
    project.bring(line)
    other = {**line, "text": None, "annotator": "second annotator"}
    assert project.bring(other).lines == 1
    assert "line 1:" in project.refuses({**make.record("Unknown."), "text": None})
    assert "line 1:" in project.refuses({**other, "doc_id": "not a sha256"})


def test_work_that_is_there_without_a_status_is_not_overwritten(project, make, line):
    doc = project.add(make.TEXT)
    project.mark(doc, "weapon", "rockets")
    assert "spans" in project.refuses(line)


def test_a_note_and_the_time_that_a_file_does_not_know_stay(project, make, line):
    doc = project.add(make.TEXT)
    project.put(
        project.first, Reading(doc, project.first.id, "work", "unread", note="mine", seconds=60)
    )
    project.bring(line, replace=True)
    (reading,) = project.store.read.readings(doc)
    assert (reading.note, reading.seconds, reading.status) == ("mine", 60, "done")


def with_card(make, words, annotator="first annotator", **card):
    """Make a line of one article with the entity Army."""
    entity = make.entity("Actor", card.pop("name", "Army"), id=make.id("the army"), **card)
    span = make.span("Actor", words, id=make.id(annotator), entity_id=entity["id"])
    return make.record(spans=[span], entities=[entity], annotator=annotator)


def test_shared_values_that_the_project_has_otherwise_stay_and_that_is_said(project, make):
    project.bring(with_card(make, "army", note="mine", attributes=make.pairs(kind="state")))
    other = with_card(make, "army", "second annotator", name="Armed forces", note="theirs",
                      attributes=make.pairs(country="SY", kind="armed_group"))  # fmt: skip
    done = project.bring(other)
    assert "3 values" in done.notes[0]
    assert "--replace" in done.notes[0]
    (card,) = project.records(annotator="second annotator")[0]["entities"]
    assert (card["name"], card["note"]) == ("Army", "mine")
    assert card["attributes"] == make.pairs(country="SY", kind="state")
    assert "differs" in project.refuses(other)
    project.bring(other, replace=True)
    (card,) = project.records(annotator="second annotator")[0]["entities"]
    assert (card["name"], card["note"]) == ("Armed forces", "theirs")
    assert card["attributes"] == make.pairs(country="SY", kind="armed_group")


def test_shared_values_that_the_project_does_not_know_are_filled_in(project, make):
    project.bring(with_card(make, "army"))
    user = make.id("the army")
    project.bring(with_card(
        make, "army", "second annotator", latitude=33.5, longitude=36.3, note="where it is",
        identifiers=make.pairs(wikidata="Q1"), aliases=[{"name": "they", "used_by": user}],
    ))  # fmt: skip
    for record in project.records():
        (card,) = record["entities"]
        assert (card["latitude"], card["longitude"]) == (33.5, 36.3)
        assert card["identifiers"] == make.pairs(wikidata="Q1")
        assert card["aliases"] == [{"name": "they", "used_by": user}]


def test_a_value_that_a_file_does_not_have_takes_nothing_away(project, make):
    project.bring(with_card(make, "army", note="mine", aliases=[{"name": "they"}]))
    done = project.bring(with_card(make, "army", "second annotator"), replace=True)
    assert done.notes == []
    (card,) = project.records()[0]["entities"]
    assert (card["note"], card["aliases"][0]["name"]) == ("mine", "they")


def test_new_aliases_come_after_those_that_are_there(project, make):
    project.bring(with_card(make, "army", aliases=[{"name": "zeta"}, {"name": "eta"}]))
    project.bring(with_card(
        make, "army", "second annotator",
        aliases=[{"name": "alpha"}, {"name": "eta"}, {"name": "beta"}],
    ))  # fmt: skip
    (card,) = project.records()[0]["entities"]
    assert [a["name"] for a in card["aliases"]] == ["zeta", "eta", "alpha", "beta"]


def test_events_and_articles_are_filled_in_too(project, make):
    def record(annotator, meta, **fields):
        span = make.span(
            "Event", "fired", id=make.id(annotator), event_ids=[make.id("eventAttack")]
        )
        return make.record(
            spans=[span], annotator=annotator, meta=meta, events=[make.event("Attack", **fields)]
        )

    project.bring(record("first annotator", {"source": "wire"}, date="2021-06"))
    project.bring(record("second annotator", {"publisher": "paper"}, place_precision="town"))
    found = project.records()[0]
    assert (found["meta"]["source"], found["meta"]["publisher"]) == ("wire", "paper")
    assert (found["events"][0]["date"], found["events"][0]["place_precision"]) == (
        "2021-06",
        "town",
    )


def test_sightings_add_up(project, make):
    for n, who in enumerate(("first annotator", "second annotator")):
        seen = [{"source": f"wire {n}"}, {"source": "both"}, {}]
        project.bring(make.record(annotator=who, sightings=seen))
    found = [s["source"] for s in project.records()[0]["sightings"]]
    assert found == ["both", "wire 0", "wire 1"]


def test_a_sighting_that_also_names_a_file_comes_back_as_the_same(project, make):
    doc = project.add(make.TEXT)
    project.read(doc)
    project.put(Sighting.of(doc, source="wire", file="a.html"),
                Sighting.of(doc, source="wire", file="b.html"))  # fmt: skip
    assert len(project.record()["sightings"]) == 1
    assert project.bring(project.folder / "out.jsonl").unchanged == 1


def test_attributes_that_the_scheme_does_not_know_come_in_as_they_are_and_are_counted(
    project, make
):
    line = make.record(spans=[make.span("Actor", "army", attributes=make.pairs(mood="grim"))])
    done = project.bring(line)
    assert "1 attribute that the scheme does not know" in done.notes[0]
    assert project.record()["spans"][0]["attributes"] == make.pairs(mood="grim")
    assert project.bring(line).notes == []


def test_an_article_that_was_removed_comes_back_with_what_the_file_says(project, make, line):
    project.bring(line)
    doc = project.record()["doc_id"]
    with project.store.step("Remove"):
        project.store.remove_article(doc)
    assert project.records(all_articles=True) == []
    only = {**line, "spans": line["spans"][:1], "relations": []}
    project.bring(only, replace=True)
    assert [s["text"] for s in project.record()["spans"]] == ["army"]


def test_labels_may_be_named_by_their_ids(project, make):
    project.bring(make.record(spans=[make.span("actor", "army")]))
    assert project.record()["spans"][0]["label"] == "Actor"


def test_another_scheme_s_labels_are_refused_by_name(projects, make):
    project = projects(find_scheme("plain-ner"))
    assert "Weapon" in project.refuses(make.record(spans=[make.span("Weapon", "rockets")]))


def test_an_entity_that_was_merged_away_comes_back_as_what_it_was_merged_into(project, make):
    kept = Entity(str(uuid.uuid5(uuid.NAMESPACE_OID, "kept")), "actor", "Kept")
    gone = Entity(make.id("the army"), "actor", "Army", merged_into=kept.id)
    project.put(kept, gone, Alias.of(kept.id, "k"), EntityLink.of(kept.id, "part_of", make.id("?")))
    project.bring(with_card(make, "army"))
    record = project.record()
    assert record["spans"][0]["entity_id"] == kept.id
    assert [e["name"] for e in record["entities"]] == ["Kept"]


def test_zones_of_unknown_names_are_kept(project, make):
    zones = [{"zone": "sidebar", "start": 0, "end": 3}]
    project.bring(make.record(zones=zones))
    assert project.record()["zones"] == zones
    doc = project.record()["doc_id"]
    assert project.store.read.zones(doc) == [Zone.of(doc, "sidebar", 0, 3)]


def test_a_span_says_what_the_file_says_of_it(project, make):
    span = make.span("Actor", "army", note="unsure", origin="suggested", suggester="words", score=1)
    span["attributes"] = make.pairs(form="description", quantity="two")
    project.bring(make.record(spans=[span]))
    (found,) = project.store.read.spans(project.record()["doc_id"])
    assert isinstance(found, Span)
    assert (found.note, found.origin, found.suggester, found.score) == (
        "unsure", "suggested", "words", 1.0,
    )  # fmt: skip


def test_whole_numbers_go_out_as_fractions_so_that_columns_keep_their_type(project, make):
    entity = make.entity("Location", "Base", latitude=33, longitude=36)
    span = make.span("Location", "base", score=1, entity_id=entity["id"])
    project.bring(make.record(spans=[span], entities=[entity]))
    went = project.out().decode()
    for number in ('"score":1.0', '"latitude":33.0', '"longitude":36.0'):
        assert number in went.replace(" ", "")


def test_an_article_that_was_erased_for_good_is_refused_or_left_out(project, make):
    gone, other = make.record("One."), make.record("Two.")
    project.bring(gone)
    erasing.erase(project.store, gone["doc_id"])
    assert "line 1: this article was erased from the project for good" in project.refuses(gone)
    done = project.bring(gone, other, skip_broken=True)
    assert (done.articles, len(done.skipped)) == (1, 1)


def test_a_relation_that_leads_to_what_was_erased_is_refused(project, make):
    there = make.span("Claim", "The ministry denied it", id=TAKEN)
    one = make.record("The ministry denied it.", spans=[there])
    project.bring(one)
    erasing.erase(project.store, one["doc_id"])
    here = make.span("Claim", "fired rockets")
    tie = make.relation("contradicts", here, there, tail_doc_id=one["doc_id"])
    other = make.record(spans=[here], relations=[tie])
    assert "a relation leads to an article that was erased" in project.refuses(other)
