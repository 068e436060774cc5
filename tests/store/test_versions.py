"""Going back to an earlier version: what it restores, whose values it would go over, undo."""

from __future__ import annotations

import hashlib

import pytest
from msgspec.structs import replace as changed

from annotator.model.article import Reading
from annotator.model.entity import Alias
from annotator.model.past.telling import RETURN
from annotator.model.sentences import Refused
from annotator.store.history import History
from annotator.store.scope import Scope
from annotator.store.versions import earlier


def versions(store, id_):
    """Give the changes of one thing, the newest first."""
    page = History(store.read).page(Scope(item=id_), limit=500)
    return [line.version for line in page.lines if line.id == id_]


def go_back(store, version):
    to = earlier(store, version)
    with store.step(RETURN, thing=to.thing):
        store.write(to.entry)
    return to


def span_now(store, id_):
    return next((s for s in store.read.spans(s_article(store)) if s.id == id_), None)


def s_article(store):
    return store.read.article_ids()[0]


@pytest.fixture
def renamed(desk, ticking):
    """Two copies of one project, in which the second renamed what the first had named."""
    here, there = desk.replicas("first", "second")
    unit = desk.add_entity(here, "the unit", note="seen")
    desk.bring(here, there)
    desk.set_entity(there, unit.id, name="the corps")
    desk.bring(there, here)
    return here, there, unit


def test_a_mark_goes_back_with_its_id_and_undo_takes_that_back(desk):
    store = desk.project()
    span = desk.mark(store)
    longer = changed(span, end=span.end + 3, quote="rockets at", label="actor", note="n")
    with store.step("Change"):
        store.put(longer)
    to = go_back(store, versions(store, span.id)[1])
    assert span_now(store, span.id) == span
    assert to.thing == "the mark “rockets”"
    assert (to.over, to.is_now) == ((), False)
    told = History(store.read).page(Scope()).lines[0]
    assert told.title == "Return to an earlier version of the mark “rockets”"
    assert told.done.startswith("went back to an earlier version: moved the end of “rockets at”")
    assert store.undo() is not None
    assert span_now(store, span.id) == longer
    assert store.redo() is not None
    assert span_now(store, span.id) == span
    assert desk.is_sound(store)


def test_a_deleted_mark_comes_back_as_it_was(desk):
    store = desk.project()
    span = desk.mark(store, note="n")
    with store.step("Delete"):
        store.remove(span)
    deleted, made = versions(store, span.id)
    with pytest.raises(Refused, match="There was nothing then"):
        earlier(store, deleted)
    go_back(store, made)
    assert span_now(store, span.id) == span


def test_going_back_to_what_is_so_already_changes_nothing(desk):
    store = desk.project()
    span = desk.mark(store)
    (made,) = versions(store, span.id)
    n = store.log.n
    assert go_back(store, made).is_now
    assert store.log.n == n


def test_all_fields_of_an_entity_go_back_also_those_that_were_empty(desk, ticking):
    store = desk.project()
    unit = desk.add_entity(store, "the unit")
    desk.set_entity(store, unit.id, note="seen", latitude=1.5)
    desk.set_entity(store, unit.id, name="the corps")
    _, second, first = versions(store, unit.id)
    go_back(store, second)
    now = store.read.entities([unit.id])[unit.id]
    assert (now.name, now.note, now.latitude) == ("the unit", "seen", 1.5)
    go_back(store, first)
    assert store.read.entities([unit.id])[unit.id] == unit
    with store.step("Remove"):
        store.remove(unit)
    go_back(store, second)
    assert store.read.entities([unit.id])[unit.id].note == "seen"
    assert desk.is_sound(store)


def test_a_name_an_article_and_a_label_go_back(desk, ticking):
    store = desk.project()
    unit = desk.add_entity(store)
    alias = Alias.of(unit.id, "the 3rd")
    with store.step("Name"):
        store.put(alias)
    with store.step("Take away"):
        store.remove(alias)
        store.set_article(desk.ARTICLE, title="Another", note="x")
        store.set_fields("label", "weapon", name="Arms")
    go_back(store, versions(store, alias.id)[1])
    assert store.read.aliases() == [alias]
    go_back(store, versions(store, desk.ARTICLE)[1])
    article = store.read.article(desk.ARTICLE)
    assert (article.title, article.note) == ("Depot", None)
    go_back(store, versions(store, "weapon")[1])
    assert store.read.scheme().label_named("Weapon") is not None


def test_time_spent_goes_on_whatever_state_is_gone_back_to(desk, ticking):
    store = desk.project()
    reading = Reading(desk.ARTICLE, store.person.id, status="in_progress", seconds=5)
    with store.step("Begin"):
        store.put(reading)
    with store.step("Finish"):
        store.put(Reading(desk.ARTICLE, store.person.id, status="done", seconds=60))
    go_back(store, versions(store, reading.id)[1])
    (now,) = store.read.readings(desk.ARTICLE)
    assert (now.status, now.seconds) == ("in_progress", 60)


# --- others ---------------------------------------------------------------------------------------


def test_newer_values_of_others_are_named(renamed):
    here, _, unit = renamed
    newest, made = versions(here, unit.id)
    to = earlier(here, made)
    assert [since.person for since in to.over] == ["second"]
    assert to.over[0].milliseconds > 0
    assert earlier(here, newest).over == ()


def test_ones_own_newer_values_are_not(renamed):
    _, there, unit = renamed
    assert earlier(there, versions(there, unit.id)[1]).over == ()


def test_a_conflict_goes_over_the_value_of_the_other_also_where_it_is_not_shown(desk, renamed):
    here, there, unit = renamed
    desk.set_entity(there, unit.id, note="theirs")
    desk.set_entity(here, unit.id, note="mine")
    desk.bring(there, here)
    assert here.read.entities([unit.id])[unit.id].note == "mine"
    mine = versions(here, unit.id)[0]
    to = earlier(here, mine)
    assert [since.person for since in to.over] == ["second"]
    go_back(here, mine)
    assert earlier(here, mine).over == ()
    desk.share(here, there)
    assert there.read.entities([unit.id])[unit.id].note == "mine"


def test_the_marks_of_a_colleague_stay_his(desk):
    store = desk.project()
    span = desk.mark(store)
    with store.step("Relabel"):
        store.put(changed(span, label="actor"))
    store = desk.reopened(store, "second")
    with pytest.raises(Refused, match="a colleague's work"):
        earlier(store, versions(store, span.id)[1])


# --- what cannot be gone back to ------------------------------------------------------------------


def test_a_name_is_for_its_person_to_change(desk):
    store = desk.project()
    with pytest.raises(Refused, match="for them alone"):
        earlier(store, versions(store, store.person.id)[0])


def test_an_article_must_be_there_before_its_marks(desk):
    store = desk.project()
    span = desk.mark(store)
    with store.step("Remove"):
        store.remove_article(desk.ARTICLE)
    with pytest.raises(Refused, match="Return to the article first"):
        earlier(store, versions(store, span.id)[0])
    go_back(store, versions(store, desk.ARTICLE)[1])
    assert earlier(store, versions(store, span.id)[0]).is_now


def test_words_that_do_not_fit_the_text_are_refused(desk):
    store = desk.project()
    span = desk.mark(store)
    store.sql.execute("UPDATE text SET body = replace(body, 'rockets', 'pockets')")
    with pytest.raises(Refused, match="not in its article"):
        earlier(store, versions(store, span.id)[0])
    store.sql.execute("DELETE FROM text")
    with pytest.raises(Refused, match="text of the article"):
        earlier(store, versions(store, span.id)[0])


def test_what_was_taken_back_with_its_bring_in_is_refused(desk, ticking):
    here, there = desk.replicas("first", "second")
    unit = desk.add_entity(there)
    desk.bring(there, here)
    (version,) = versions(here, unit.id)
    here.undo()
    with pytest.raises(Refused, match="brought in and taken back"):
        earlier(here, version)
    for unknown in (("ab" * 16, 1), (here.log.site_uid, 10_000)):
        with pytest.raises(Refused, match="not in the project"):
            earlier(here, unknown)


def test_what_has_been_erased_is_refused(desk, ticking):
    store = desk.project()
    unit = desk.add_entity(store, "secret words")
    desk.set_entity(store, unit.id, note="n")
    second, first = versions(store, unit.id)
    added = desk.own_changes(store)[0]
    store.sql.execute(
        "UPDATE change SET value = ?, struck = ? WHERE site = ? AND n = ?",
        ['{"exists":null,"label":null,"name":null}',
         hashlib.sha256(added.value.encode()).digest(), store.log.site_id(added.site), added.n],
    )  # fmt: skip
    for version in (first, second):
        with pytest.raises(Refused, match="erased for good"):
            earlier(store, version)
