"""What stands in an exported record, and in which order."""

from __future__ import annotations

import pytest

from annotator.formats import cards
from annotator.formats.format import Out
from annotator.formats.jsonl import write_out
from annotator.model.article import Article, Sighting, Zone
from annotator.model.entity import Alias, Entity, EntityLink
from annotator.model.event import Event, EventLink, Participant
from annotator.model.sentences import Refused

TEXT = "The army fired rockets 🚀 at the base. The ministry denied it."


@pytest.fixture
def doc(project):
    doc = project.add(TEXT)
    project.read(doc)
    return doc


# --- truth ----------------------------------------------------------------------------------------


def test_offsets_are_code_points_and_slice_to_the_words(project, doc):
    project.mark(doc, "location", "base")
    record = project.record()
    (span,) = record["spans"]
    assert (span["start"], span["end"]) == (TEXT.index("base"), TEXT.index("base") + 4)
    assert record["text"][span["start"] : span["end"]] == span["text"] == "base"


def test_ids_of_the_scheme_go_out_as_names(project, doc):
    project.mark(doc, "actor", "army", attributes=(("form", "description"),))
    project.put(Zone.of(doc, "headline", 0, 8))
    record = project.record()
    assert record["spans"][0]["label"] == "Actor"
    assert record["spans"][0]["attributes"] == [{"name": "form", "value": "description"}]
    assert record["zones"] == [{"zone": "headline", "start": 0, "end": 8}]


def test_attributes_are_pairs_by_name_and_a_name_repeats_for_several_values(project, doc):
    attributes = (("stance", "denies"), ("about", "harm"), ("about", "event"))
    project.mark(doc, "claim", "fired", attributes=attributes)
    assert project.record()["spans"][0]["attributes"] == project.make.pairs(
        about=["harm", "event"], stance="denies"
    )


def test_a_default_nobody_set_is_not_written_and_one_that_was_set_is(project, doc):
    project.mark(doc, "claim", "fired")
    project.mark(doc, "claim", "denied", attributes=(("stance", "asserts"),))
    fired, denied = project.record()["spans"]
    assert fired["attributes"] == []
    assert denied["attributes"] == [{"name": "stance", "value": "asserts"}]


def test_an_altered_text_is_not_exported(project, doc, told):
    (project.folder / "out.jsonl").write_text("old")
    project.store.sql.execute("UPDATE text SET body = replace(body, 'army', 'navy')")
    assert "annotator check" in told(project.out)
    assert (project.folder / "out.jsonl").read_text() == "old"


def test_a_quote_that_does_not_match_is_not_exported(project, doc, told):
    project.mark(doc, "actor", "army")
    project.store.sql.execute("UPDATE span SET quote = 'navy'")
    sentence = told(project.out)
    assert "does not quote the text" in sentence
    assert "Nothing was written" in sentence
    assert list(project.folder.glob("*.part")) == []


def test_a_text_that_has_not_come_is_null_and_the_spans_keep_their_words(project, doc):
    project.mark(doc, "actor", "army")
    project.store.sql.execute("DELETE FROM text")
    record = project.record()
    assert record["text"] is None
    assert record["spans"][0]["text"] == "army"


def test_what_is_known_of_the_article_goes_along(project):
    known = {"source": "wire", "publisher": "paper", "url": "https://example.org/1",
             "author": "staff", "published": "2021-06", "retrieved": "2021-06-28T06:00:00Z",
             "licence": "CC0", "translation": "machine", "original_language": "ar",
             "note": "a note"}  # fmt: skip
    project.read(project.add("A text.", "Its title", language="en", **known))
    record = project.record()
    assert record["meta"] == known
    assert (record["title"], record["language"]) == ("Its title", "en")


def test_sightings_are_listed_without_their_files(project, doc):
    project.put(
        Sighting.of(doc, source="wire", url="https://example.org/2"),
        Sighting.of(doc, file="a.txt"),
    )
    empty = dict.fromkeys(["source", "url", "title", "published", "retrieved"])
    assert project.record()["sightings"] == [
        empty | {"source": "wire", "url": "https://example.org/2"}
    ]


def test_provenance_names_scheme_version_and_tool(project, doc):
    provenance = project.record()["provenance"]
    assert provenance["scheme"] == "conflict-news"
    assert (provenance["scheme_version"], provenance["guideline_version"]) == ("1", "0.1")
    assert provenance["tool"].startswith("annotator ")


def test_without_splits_every_article_is_its_own_group(project, doc):
    record = project.record()
    assert (record["split"], record["group_id"], record["doc_id"]) == ("unassigned", doc, doc)
    assert record["text_sha256"] == doc


def test_all_that_is_known_of_a_span_goes_along(project, doc):
    one = project.mark(doc, "actor", "army", note="unsure", origin="suggested",
                       suggester="words", score=0.25)  # fmt: skip
    project.mark(doc, "actor", "ministry", derived_from=(one.id,))
    army, ministry = project.record()["spans"]
    assert (army["note"], army["origin"], army["suggester"]) == ("unsure", "suggested", "words")
    assert army["score"] == 0.25
    assert ministry["derived_from"] == [one.id]


# --- order ----------------------------------------------------------------------------------------


def test_spans_come_by_start_the_longer_first(project, doc):
    for words in ("base", "rockets", "fired rockets", "fired"):
        project.mark(doc, "event", words)
    assert [s["text"] for s in project.record()["spans"]] == [
        "fired rockets", "fired", "rockets", "base",
    ]  # fmt: skip


def test_spans_of_one_place_come_by_id(project, doc):
    for label in ("weapon", "actor", "event", "location"):
        project.mark(doc, label, "rockets")
    ids = [s["id"] for s in project.record()["spans"]]
    assert ids == sorted(ids)


def test_the_rest_comes_by_id(project, doc):
    cards = [Entity(project.make.id(f"e{n}"), "actor", f"Actor {n}") for n in range(5)]
    cases = [Event(project.make.id(f"v{n}"), f"Event {n}") for n in range(5)]
    project.put(*cards, *cases)
    source = project.mark(doc, "actor", "ministry", entity=cards[0].id)
    for card, case, words in zip(
        cards, cases, ("army", "fired", "rockets", "base", "denied"), strict=True
    ):
        claim = project.mark(doc, "claim", words, entity=card.id, events=(case.id,))
        project.tie("said_by", claim, source)
    record = project.record()
    for key in ("relations", "claims", "entities", "events"):
        ids = [thing["id"] for thing in record[key]]
        assert len(ids) == 5
        assert ids == sorted(ids)


def test_lines_of_articles_come_by_their_ids(project):
    for n in range(6):
        project.read(project.add(f"Text {n}."))
    ids = [r["doc_id"] for r in project.records()]
    assert ids == sorted(ids)


def test_aliases_keep_the_order_in_which_they_were_entered(project, doc):
    card = Entity(project.make.id("card"), "actor", "Army")
    names = ["zeta", "alpha", "middle"]
    project.put(card, *(Alias.of(card.id, name, None, n) for n, name in enumerate(names)))
    project.mark(doc, "actor", "army", entity=card.id)
    assert [a["name"] for a in project.record()["entities"][0]["aliases"]] == names


def test_the_order_of_the_deeds_does_not_show(projects):
    went = set()
    for order in (1, -1):
        project = projects()
        for words in ["One army.", "Two armies."][::order]:
            project.read(project.add(words), project.first)
            project.read(project.make.sha256(words), project.second)
        for words in ["army", "One"][::order]:
            project.mark(project.make.sha256("One army."), "actor", words)
        went.add(project.out())
    assert len(went) == 1


# --- every id resolves ----------------------------------------------------------------------------


def card(project, name, **more):
    made = Entity(project.make.id(name), "actor", name, **more)
    project.put(made)
    return made


def names(record, key="entities", name="name"):
    return sorted(thing[name] for thing in record[key])


def test_a_line_holds_what_it_names_and_what_that_links_to_and_nothing_else(project, doc):
    army, state, ally, user, _stranger = (
        card(project, name) for name in ("army", "state", "ally", "user", "stranger")
    )
    project.put(
        EntityLink.of(army.id, "part_of", state.id), EntityLink.of(state.id, "backed_by", ally.id),
        Alias.of(army.id, "occupiers", user.id),
    )  # fmt: skip
    project.mark(doc, "actor", "army", entity=army.id)
    record = project.record()
    assert names(record) == ["ally", "army", "state", "user"]
    found = {e["name"]: e for e in record["entities"]}
    assert found["army"]["links"] == [{"type": "part_of", "entity_id": state.id}]
    assert found["army"]["aliases"] == [{"name": "occupiers", "used_by": user.id}]


def test_events_bring_their_places_participants_and_links(project, doc):
    town, troop = card(project, "town"), card(project, "troop")
    attack = Event(project.make.id("attack"), "Attack", "other", "2021-06", "month", (town.id,),
                   "vicinity", "a note", (("assessment", "likely"),))  # fmt: skip
    answer = Event(project.make.id("answer"), "Answer")
    other = Event(project.make.id("other"), "Another")
    project.put(
        attack, answer, other, Participant.of(answer.id, "attacker", troop.id),
        EventLink.of(attack.id, "part", answer.id),
    )  # fmt: skip
    project.mark(doc, "event", "fired", events=(attack.id,))
    record = project.record()
    assert names(record) == ["town", "troop"]
    assert names(record, "events", "title") == ["Answer", "Attack"]
    found = {e["title"]: e for e in record["events"]}
    assert found["Attack"]["place_ids"] == [town.id]
    assert found["Attack"]["date"] == "2021-06"
    assert found["Attack"]["attributes"] == [{"name": "assessment", "value": "likely"}]
    assert found["Attack"]["links"] == [{"type": "part", "event_id": answer.id}]
    assert found["Answer"]["participants"] == [{"role": "attacker", "entity_id": troop.id}]


def test_each_person_s_line_holds_what_that_person_named(project, doc):
    project.mark(doc, "actor", "army", entity=card(project, "army").id)
    project.read(doc, project.second)
    project.mark(doc, "actor", "ministry", person=project.second,
                 entity=card(project, "ministry").id)  # fmt: skip
    assert [names(r) for r in project.records()] == [["army"], ["ministry"]]


def test_what_is_not_there_is_not_named(project, doc):
    army = card(project, "army")
    project.put(
        EntityLink.of(army.id, "part_of", project.make.id("nothing")),
        Alias.of(army.id, "name", project.make.id("nobody")),
    )
    fired = Event(project.make.id("fired"), "Fired", places=(project.make.id("nowhere"),))
    project.put(
        fired, EventLink.of(fired.id, "part", project.make.id("never")),
        Participant.of(fired.id, "attacker", project.make.id("no one")),
    )  # fmt: skip
    project.mark(doc, "actor", "army", entity=army.id, events=(fired.id, project.make.id("no")))
    project.mark(doc, "actor", "ministry", entity=project.make.id("missing"))
    record = project.record()
    assert names(record) == ["army"]
    assert record["entities"][0]["links"] == []
    assert record["entities"][0]["aliases"] == [{"name": "name", "used_by": None}]
    (event,) = record["events"]
    assert (event["place_ids"], event["participants"], event["links"]) == ([], [], [])
    assert record["spans"][0]["event_ids"] == [fired.id]
    assert record["spans"][1]["entity_id"] is None


def test_a_relation_with_a_missing_end_stays_behind(project, doc):
    army, base = project.mark(doc, "actor", "army"), project.mark(doc, "location", "base")
    project.tie("attacked", army, base)
    with project.store.step("Remove"):
        project.store.remove(base)
    assert project.record()["relations"] == []


def test_a_merged_entity_is_read_through(project, doc):
    kept = card(project, "kept")
    gone = card(project, "gone", merged_into=kept.id)
    user = card(project, "user")
    project.put(EntityLink.of(user.id, "part_of", gone.id), Alias.of(user.id, "u", gone.id))
    project.mark(doc, "actor", "army", entity=gone.id)
    project.mark(doc, "actor", "ministry", entity=user.id)
    record = project.record()
    assert names(record) == ["kept", "user"]
    assert record["spans"][0]["entity_id"] == kept.id
    found = {e["name"]: e for e in record["entities"]}
    assert found["user"]["links"] == [{"type": "part_of", "entity_id": kept.id}]
    assert found["user"]["aliases"] == [{"name": "u", "used_by": kept.id}]


def test_merging_an_entity_with_what_it_was_linked_to_gives_a_record_that_comes_in(
    project, projects, doc
):
    whole = card(project, "whole")
    part = card(project, "part", merged_into=whole.id)
    third = card(project, "third", merged_into=whole.id)
    other = card(project, "other")
    attack = Event(project.make.id("attack"), "Attack", places=(whole.id, part.id))
    project.put(
        EntityLink.of(whole.id, "within", part.id),
        EntityLink.of(other.id, "within", part.id), EntityLink.of(other.id, "within", third.id),
        attack, Participant.of(attack.id, "victim", part.id),
        Participant.of(attack.id, "victim", whole.id),
    )  # fmt: skip
    project.mark(doc, "actor", "army", entity=part.id, events=(attack.id,))
    project.mark(doc, "actor", "ministry", entity=other.id)
    record = project.record()
    found = {e["name"]: e for e in record["entities"]}
    assert found["whole"]["links"] == []
    assert found["other"]["links"] == [{"type": "within", "entity_id": whole.id}]
    assert record["events"][0]["place_ids"] == [whole.id]
    assert record["events"][0]["participants"] == [{"role": "victim", "entity_id": whole.id}]
    other_project = projects()
    other_project.bring(project.folder / "out.jsonl")
    assert other_project.out() == project.out()


def test_two_entities_merged_into_each_other_do_not_lose_their_mentions(project, doc):
    one, two = project.make.id("one"), project.make.id("two")
    project.put(
        Entity(one, "actor", "one", merged_into=two), Entity(two, "actor", "two", merged_into=one)
    )
    project.mark(doc, "actor", "army", entity=one)
    project.mark(doc, "actor", "ministry", entity=two)
    record = project.record()
    assert len(record["entities"]) == 1
    assert {s["entity_id"] for s in record["spans"]} == {record["entities"][0]["id"]}


def test_an_entity_that_leads_into_a_circle_is_read_as_the_circle_is(project, doc):
    ids = [project.make.id(name) for name in ("zero", "one", "two")]
    for id_, target in zip(ids, [ids[1], ids[2], ids[1]], strict=True):
        project.put(Entity(id_, "actor", id_, merged_into=target))
    for words, id_ in zip(("army", "ministry", "fired"), ids, strict=True):
        project.mark(doc, "actor", words, entity=id_)
    record = project.record()
    assert {s["entity_id"] for s in record["spans"]} == {e["id"] for e in record["entities"]}
    assert len(record["entities"]) == 1


def test_a_relation_to_another_article_names_it(project, doc):
    there = project.add("The ministry spoke.")
    project.read(there)
    here = project.mark(doc, "claim", "fired")
    project.tie("contradicts", here, project.mark(there, "claim", "spoke"))
    records = {r["doc_id"]: r for r in project.records()}
    (relation,) = records[doc]["relations"]
    assert (relation["tail_doc_id"], relation["head"]) == (there, here.id)
    assert records[there]["relations"] == []


def test_an_entity_is_the_same_in_every_line(project, doc):
    army = card(project, "army")
    there = project.add("The army again.")
    project.read(there)
    project.mark(doc, "actor", "army", entity=army.id)
    project.mark(there, "actor", "army", entity=army.id)
    assert {r["spans"][0]["entity_id"] for r in project.records()} == {army.id}
    assert {r["entities"][0]["id"] for r in project.records()} == {army.id}


def test_an_article_without_a_row_is_passed_over(project, monkeypatch):
    project.read(project.add("A text."))
    monkeypatch.setattr(type(project.store.read), "article", lambda *_: None)
    written = write_out(project.store.read, project.folder / "o.jsonl", Out(), lambda *_: None)
    assert written.lines == 0


def test_an_article_of_another_text_is_refused_by_the_store(project):
    with pytest.raises(Refused), project.store.step("Add"):
        project.store.add_article(Article(project.make.sha256("one")), "two")


def test_a_large_export_lets_go_of_what_it_has_at_hand(project, doc, monkeypatch):
    army = card(project, "army")
    there = project.add("The army again.")
    project.read(there)
    project.mark(doc, "actor", "army", entity=army.id)
    project.mark(there, "actor", "army", entity=army.id)
    before = project.out()
    monkeypatch.setattr(cards, "MANY", 0)
    assert project.out() == before
