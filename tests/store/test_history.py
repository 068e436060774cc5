"""Who did what and when, in words, from the newest step back."""

from __future__ import annotations

import hashlib

import pytest
from msgspec.structs import replace as changed

from annotator.model.article import Article
from annotator.model.entity import Alias, EntityLink
from annotator.model.event import Event, Participant
from annotator.model.ids import new_id
from annotator.model.span import Relation
from annotator.store import history
from annotator.store.history import COUNTED, FEW, History
from annotator.store.scope import Scope


def lines(store, limit=50, **scope):
    """Read all pages of what is asked for."""
    reading, after, found = History(store.read), None, []
    for _ in range(1_000):
        page = reading.page(Scope(**scope), after, limit)
        found += page.lines
        after = page.after
        if after is None:
            return found
    raise AssertionError("the pages have no end")


def done(store, **scope):
    return [line.done for line in lines(store, **scope)]


def strike(store, change, skeleton="null"):
    gone = hashlib.sha256(change.value.encode()).digest()
    store.sql.execute(
        "UPDATE change SET value = ?, struck = ? WHERE site = ? AND n = ?",
        [skeleton, gone, store.log.site_id(change.site), change.n],
    )


# --- in words, the newest first -------------------------------------------------------------------


def test_the_newest_comes_first_and_says_from_what_to_what(desk):
    store = desk.project()
    span = desk.mark(store, "rockets")
    longer = changed(span, end=span.end + 3, quote="rockets at")
    with store.step("Move the end"):
        store.put(longer)
    with store.step("Relabel"):
        store.put(changed(longer, label="actor", note="seen"))
    store.undo()
    assert done(store)[:4] == [
        (
            "took back a step: relabelled “rockets at” from Actor to Weapon and cleared the note of"
            " it, which was “seen”"
        ),
        "relabelled “rockets at” from Weapon to Actor and set the note of it to “seen”",
        "moved the end of “rockets” to “rockets at”",
        "labelled “rockets” as Weapon",
    ]
    assert "added the label “Weapon”" in done(store)[-6:]


def test_each_line_tells_who_when_and_which_step(desk, ticking):
    store = desk.project(person="second")
    span = desk.mark(store)
    newest, joined, *_ = lines(store)
    assert (newest.who, newest.person) == ("second", store.person.id)
    assert (newest.title, newest.kind, newest.id) == ("Label as weapon", "span", span.id)
    assert newest.article == desk.ARTICLE
    assert newest.owner == store.person.id
    assert newest.step == newest.version == desk.last_version(store)
    assert newest.milliseconds >= joined.milliseconds
    assert joined.done == "joined the project"


def test_a_large_step_is_one_line_and_can_be_looked_into(desk):
    store = desk.project()
    spans = [desk.span(store) for _ in range(FEW + 1)]
    with store.step("Label as {label}", label="Weapon"):
        store.put(*spans)
    newest = lines(store)[0]
    assert newest.done == "did “Label as Weapon”: 7 marks"
    assert (newest.changes, newest.version, newest.was) == (FEW + 1, None, None)
    inside = lines(store, limit=3, step=newest.step)
    assert [line.id for line in inside] == [span.id for span in spans]
    assert {line.done for line in inside} == {"labelled “rockets” as Weapon"}
    with store.step("Label as {label}", label="Weapon"):
        store.put(*(desk.span(store) for _ in range(FEW)))
    assert [line.changes for line in lines(store)[: FEW + 1]] == [1] * FEW + [FEW + 1]


def test_a_very_large_step_is_not_counted_by_kind(desk, monkeypatch):
    monkeypatch.setattr(history, "COUNTED", 10)
    store = desk.project()
    with store.step("Import {what}", what="a file"):
        store.put_all(desk.span(store) for _ in range(12))
    assert lines(store)[0].done == "brought in a file: 12 changes"
    assert lines(store)[0].changes == 12
    assert COUNTED > 1_000


def test_the_title_says_what_an_undo_took_back_as_a_whole(desk):
    store = desk.project()
    with store.step("Label as {label}", label="Weapon"):
        store.put_all(desk.span(store) for _ in range(9))
    store.undo()
    store.redo()
    assert done(store)[:2] == [
        "did “Label as Weapon” again: 9 marks", "took back “Label as Weapon”: 9 marks",
    ]  # fmt: skip


def test_people_articles_and_marks_that_are_gone_keep_their_names(desk):
    store = desk.project()
    span, other = desk.mark(store), desk.mark(store, "depot")
    with store.step("Relate"):
        store.put(Relation(new_id(), desk.ARTICLE, store.person.id, "uses", span.id, other.id))
    entity = desk.add_entity(store, "the brigade")
    with store.step("Name"):
        store.put(changed(span, entity=entity.id))
    with store.step("Remove all"):
        store.remove(entity, other)
        store.remove_article(desk.ARTICLE)
    assert "set the relation uses from “rockets” to “depot”" in done(store)
    assert "said that “rockets” names “the brigade”" in done(store)
    assert "took out the article “Depot”" in done(store)
    nameless = desk.add_article(store, "No title here.\nAnd a second line.")
    with store.step("Note"):
        store.set_article(nameless, note="x")
    assert done(store)[0] == "set note of the article “No title here.” to “x”"


def test_what_this_file_knows_nothing_of_is_an_ellipsis(desk):
    store = desk.project()
    with store.step("Say"):
        store.put(desk.span(store, entity=new_id()))
    assert done(store)[0] == "labelled “rockets” as Weapon, with the entity “…”"


def test_a_person_without_a_name_is_known_by_an_id(desk):
    store = desk.project()
    with store.step("Leave"):
        store.remove(store.person)
    assert lines(store)[0].who == store.person.id[:8]


# --- pages ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("limit", [1, 2, 3, 7])
def test_pages_of_any_size_hold_every_line_once(desk, limit):
    store = desk.project()
    for n in range(9):
        desk.mark(store)
        if n % 3 == 0:
            desk.add_entity(store, f"unit {n}")
    whole = lines(store)
    assert len(whole) > 12
    assert lines(store, limit=limit) == whole
    assert lines(store, limit=limit, article=desk.ARTICLE) == lines(store, article=desk.ARTICLE)


def test_steps_of_one_moment_are_not_lost_between_pages(desk, monkeypatch):
    store = desk.project()
    for _ in range(6):
        desk.mark(store)
    store.sql.execute("UPDATE step SET clock = (SELECT max(clock) FROM step)")
    assert lines(store, limit=2) == lines(store)


# --- filters --------------------------------------------------------------------------------------


def test_the_history_of_one_article(desk):
    store = desk.project()
    desk.mark(store)
    other = desk.add_article(store, "A second text.", title="Second")
    assert done(store, article=desk.ARTICLE) == [
        "labelled “rockets” as Weapon", "added the article “Depot”",
    ]  # fmt: skip
    assert done(store, article=other) == ["added the article “Second”"]
    assert done(store, article="cd" * 32) == []
    assert done(store, article="no id") == []


def test_of_a_large_step_only_what_is_about_the_article_is_told(desk):
    store = desk.project()
    other = desk.add_article(store, "A second text.", title="Second")
    with store.step("Import {what}", what="2 files"):
        store.put_all(desk.span(store) for _ in range(9))
        store.set_article(other, note="came too")
    assert done(store, article=other)[0] == "set note of the article “Second” to “came too”"
    newest = lines(store, article=desk.ARTICLE)[0]
    assert newest.done == "brought in 2 files: 9 marks"
    assert len(lines(store, article=desk.ARTICLE, step=newest.step)) == 9
    assert len(lines(store, step=newest.step)) == 10


def test_the_history_of_one_mark_and_of_what_it_is_tied_by(desk):
    store = desk.project()
    span, other = desk.mark(store), desk.mark(store, "depot")
    tie = Relation(new_id(), desk.ARTICLE, store.person.id, "uses", span.id, other.id)
    with store.step("Relate"):
        store.put(tie)
    with store.step("Part"):
        store.remove(tie)
    desk.mark(store, "brigade")
    assert done(store, item=span.id) == [
        "took out the relation uses from “rockets” to “depot”",
        "set the relation uses from “rockets” to “depot”",
        "labelled “rockets” as Weapon",
    ]


def test_the_history_of_an_entity_and_an_event_with_their_names_and_ties(desk):
    store = desk.project()
    unit, state = desk.add_entity(store, "the unit"), desk.add_entity(store, "the state")
    event = Event(new_id(), "Strike")
    with store.step("Names and ties"):
        store.put(Alias.of(unit.id, "the 3rd"), EntityLink.of(unit.id, "part_of", state.id))
        store.put(event, Participant.of(event.id, "target", unit.id))
    with store.step("Take the name away"):
        store.remove(Alias.of(unit.id, "the 3rd"))
    assert sorted(done(store, item=unit.id)) == [
        "added the name “the 3rd” to the entity “the unit”",
        "entered “the unit” as target of the event “Strike”",
        "made the entity “the unit”, with label Actor",
        "tied “the unit” to “the state”: part of",
        "took the name “the 3rd” from the entity “the unit”",
    ]
    assert sorted(done(store, item=event.id)) == [
        "entered “the unit” as target of the event “Strike”", "made the event “Strike”",
    ]  # fmt: skip
    assert done(store, item="weapon") == ["added the label “Weapon”"]
    assert done(store, item=new_id()) == []
    assert done(store, item="nonsense") == []


def test_the_history_of_one_person_and_of_some_days(desk, ticking):
    store = desk.project(person="second")
    desk.mark(store)
    first = desk.person("first").id
    assert {line.who for line in lines(store, persons=(first,))} == {"first"}
    assert [line.done for line in lines(store, persons=(store.person.id,))] == [
        "labelled “rockets” as Weapon", "joined the project",
    ]  # fmt: skip
    assert lines(store, persons=()) == []
    assert lines(store, persons=(new_id(), "no id")) == []
    newest, *rest = lines(store)
    at = newest.milliseconds
    assert lines(store, since=at) == [newest]
    assert lines(store, until=at) == rest
    both = lines(store, since=at, persons=(first,), article=desk.ARTICLE)
    assert both == []


# --- colleagues -----------------------------------------------------------------------------------


def test_work_of_colleagues_stands_in_order_of_time_and_so_does_bringing_it_in(desk, ticking):
    here, there = desk.replicas("first", "second")
    desk.add_entity(there, "from second")
    desk.add_entity(here, "from first")
    desk.add_entity(there, "again from second")
    desk.bring(there, here)
    brought, *told = [
        (line.who, line.done.partition(",")[0])
        for line in lines(here, limit=2)
        if not line.done.startswith("joined")
    ][:4]
    assert brought[0] == "first"
    assert brought[1].startswith("brought in “Work of second”: ")
    assert told == [
        ("second", "made the entity “again from second”"),
        ("first", "made the entity “from first”"),
        ("second", "made the entity “from second”"),
    ]
    assert lines(here)[0].step is None


def test_what_was_brought_in_and_taken_back_is_left_out_and_that_is_said(desk, ticking):
    here, there = desk.replicas("first", "second")
    for n in range(8):
        desk.add_entity(there, f"unit {n}")
    desk.bring(there, here)
    here.undo()
    told = done(here, limit=3)
    assert not any("unit" in words for words in told)
    assert any(words.endswith("; it has been taken back since") for words in told)
    here.redo()
    assert sum("unit" in words for words in done(here, limit=3)) == 8


def test_a_bring_in_is_told_once_on_whatever_page(desk, ticking):
    here, there = desk.replicas("first", "second")
    for n in range(4):
        desk.add_entity(there, f"there {n}")
        desk.add_entity(here, f"here {n}")
        desk.bring(there, here, f"Work {n}")
    for limit in (1, 2, 3, 50):
        told = [words for words in done(here, limit=limit) if words.startswith("brought in")]
        assert [words.partition(":")[0] for words in told] == [
            f"brought in “Work {n}”" for n in (3, 2, 1, 0)
        ]
    me, other = here.person.id, there.person.id
    assert sum(w.startswith("brought in") for w in done(here, persons=(me,))) == 4
    assert sum(w.startswith("brought in") for w in done(here, persons=(other,))) == 0


def test_what_was_before_goes_by_what_was_known_and_not_by_arrival(desk, ticking):
    """Both rename at the same time; each says what the name was in their own eyes."""
    here, there = desk.replicas("first", "second")
    unit = desk.add_entity(here, "the unit")
    desk.bring(here, there)
    desk.set_entity(here, unit.id, name="the corps")
    desk.set_entity(there, unit.id, name="the army")
    desk.share(here, there)
    renamed = {
        "renamed the entity “the unit” to “the corps”",
        "renamed the entity “the unit” to “the army”",
    }
    for store in (here, there):
        assert renamed <= set(done(store, item=unit.id))
    assert [(x.who, x.done) for x in lines(here, item=unit.id)] == [
        (x.who, x.done) for x in lines(there, item=unit.id)
    ]


# --- erased ---------------------------------------------------------------------------------------


def test_erased_values_are_said_to_be_erased(desk):
    store = desk.project()
    span = desk.mark(store)
    with store.step("Relabel"):
        store.put(changed(span, label="actor"))
    entity = desk.add_entity(store, "secret words")
    desk.set_entity(store, entity.id, name="words")
    put, _, added, _ = desk.own_changes(store)
    strike(store, put)
    strike(store, added, '{"exists":null,"label":null,"name":null}')
    assert done(store, item=span.id) == [
        "set a mark, whose words before have been erased, to “rockets” as Actor",
        "did something to a mark; what that was has been erased for good",
    ]
    assert not any("secret" in words for words in done(store))
    assert [line.is_version for line in lines(store, item=span.id)] == [True, False]


# --- what else is read from the log ---------------------------------------------------------------


def test_the_latest_step(desk):
    store = desk.project()
    desk.mark(store)
    assert history.latest(store.read).title == "Label as weapon"


def test_all_changes_of_one_thing(desk):
    store = desk.project()
    span = desk.mark(store)
    desk.mark(store, "depot")
    store.undo()
    store.undo()
    assert [c.step.kind for c in history.changes_of(store, span.id)] == ["do", "undo"]
    assert history.changes_of(store, new_id()) == []
    assert [c.kind for c in history.changes_of(store, desk.ARTICLE)] == ["article"]
    assert [c.kind for c in history.changes_of(store, "weapon")] == ["label"]


def test_history_reads_beside_a_writing_connection(desk):
    store = desk.project()
    desk.mark(store)
    beside = store.reader_beside()
    try:
        page = History(beside).page(Scope(article=desk.ARTICLE))
    finally:
        beside.close()
    assert page.lines[0].done == "labelled “rockets” as Weapon"


def test_every_query_finds_its_way_by_an_index(desk):
    """A log of millions is read a page at a time: nothing goes through all of it."""
    store = desk.project()
    asked: list[str] = []
    reading = History(store.read)
    store.sql.set_trace_callback(asked.append)
    span = desk.mark(store)
    asked.clear()
    for scope in (Scope(), Scope(article=desk.ARTICLE), Scope(item=span.id), Scope(since=1)):
        page = reading.page(scope, limit=1)
        reading.page(scope, page.after, limit=1)
    store.sql.set_trace_callback(None)
    queries = [query for query in dict.fromkeys(asked) if query.startswith("SELECT")]
    assert len(queries) > 8
    plans = [
        step for query in queries for *_, step in store.sql.execute(f"EXPLAIN QUERY PLAN {query}")
    ]
    assert [p for p in plans if p in {"SCAN c", "SCAN change", "SCAN item", "SCAN i"}] == []
    assert "SEARCH c USING INDEX change_article (article=?)" in plans


def test_an_article_may_have_no_title_and_no_text(desk):
    store = desk.project()
    with store.step("Only the record of it"):
        store.put(Article("ab" * 32))
    assert done(store)[0] == "added the article “…”"
