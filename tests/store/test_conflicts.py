"""What waits to be settled is listed with who set it and when, and settled for everybody."""

from __future__ import annotations

import os
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.model.entity import Alias
from annotator.model.sentences import Refused
from annotator.store.conflicts import among, conflicts, items_waiting, settle, still, waiting
from annotator.store.kinds import EXISTS, WHOLE

RUNS = 1_000 if os.environ.get("ANNOTATOR_SOAK") == "1" else 20
pytestmark = pytest.mark.usefixtures("ticking")


@pytest.fixture
def pair(desk):
    """Two people's copies of one project, each with what the other has."""
    mine, theirs = desk.replicas("first", "second")
    desk.add_article(mine, title="Depot")
    desk.add_article(theirs, title="Depot")
    desk.share(mine, theirs)
    return mine, theirs


def brigade(desk, pair, **fields):
    """Give an entity of which the two say something else since they parted."""
    mine, theirs = pair
    entity = desk.add_entity(mine, "the brigade", note="Seen once.")
    desk.share(mine, theirs)
    for name, (one, other) in (fields or {"name": ("mine", "theirs")}).items():
        desk.set_entity(mine, entity.id, **{name: one})
        desk.set_entity(theirs, entity.id, **{name: other})
    desk.share(mine, theirs)
    return entity


def only(store):
    (conflict,) = conflicts(store)
    return conflict


def settled(store, value, conflict=None):
    with store.step("Settle"):
        settle(store, conflict or only(store), value)


def shown(conflict):
    return [standing.words for standing in conflict.values]


# --- the list -------------------------------------------------------------------------------------


def test_where_nobody_differs_nothing_waits(desk, pair):
    mine, _ = pair
    desk.add_entity(mine)
    assert list(conflicts(mine)) == []
    assert waiting(mine.read) == 0


def test_a_conflict_says_what_it_is_about_and_what_stands_the_one_shown_first(desk, pair):
    entity = brigade(desk, pair)
    for store in pair:
        conflict = only(store)
        assert (conflict.kind, conflict.id, conflict.field) == ("entity", entity.id, "name")
        assert (conflict.what, conflict.field_name) == ("the entity “theirs”", "name")
        assert shown(conflict) == ["theirs", "mine"]
        assert [standing.is_shown for standing in conflict.values] == [True, False]
        assert waiting(store.read) == 1


def test_each_value_says_who_set_it_when_and_what_stood_there_before(desk, pair):
    brigade(desk, pair)
    newer, older = only(pair[0]).values
    assert [saying.person for saying in (*newer.said, *older.said)] == ["second", "first"]
    assert newer.said[0].milliseconds > older.said[0].milliseconds > 1_600_000_000_000
    assert {newer.said[0].before, older.said[0].before} == {"the brigade"}


def test_people_who_say_the_same_stand_together(desk):
    stores = desk.replicas("first", "second", "third")
    entity = desk.add_entity(stores[0])
    desk.share(*stores)
    for store, name in zip(stores, ("ours", "ours", "other"), strict=True):
        desk.set_entity(store, entity.id, name=name)
    desk.share(*stores)
    other, ours = only(stores[0]).values
    assert (other.words, ours.words) == ("other", "ours")
    assert [saying.person for saying in ours.said] == ["second", "first"]


def test_each_field_waits_by_itself(desk, pair):
    brigade(desk, pair, name=("a", "b"), note=("n", None))
    fields = [(conflict.field, shown(conflict)) for conflict in conflicts(pair[0])]
    assert fields == [("name", ["b", "a"]), ("note", ["nothing", "n"])]
    assert waiting(pair[0].read) == 2


def test_a_long_list_comes_page_by_page_and_goes_on_behind_any_place(desk, pair, monkeypatch):
    monkeypatch.setattr("annotator.store.conflicts._PAGE", 2)
    for _ in range(5):
        brigade(desk, pair, name=("a", "b"), note=("n", "m"))
    everything = [conflict.key for conflict in conflicts(pair[0])]
    assert len(everything) == waiting(pair[0].read) == 10
    assert everything == sorted(everything)
    for place, key in enumerate(everything):
        assert [c.key for c in conflicts(pair[0], after=key)] == everything[place + 1 :]


def test_the_items_in_which_something_waits_are_named_and_read_one_by_one(desk, pair):
    mine, _ = pair
    for _ in range(3):
        brigade(desk, pair, name=("a", "b"), note=("n", "m"))
    items = items_waiting(mine.read, desk.person("first").id)
    assert items == sorted({conflict.item for conflict in conflicts(mine)})
    assert among(mine, items) == list(conflicts(mine))
    assert [c.field for c in among(mine, items[1:2])] == ["name", "note"]
    assert among(mine, []) == []


def test_what_belongs_to_another_person_is_not_for_me_to_settle(desk):
    here, there = desk.replicas("first", "second")
    there = desk.reopened(there, "first")  # one person, at work on two machines
    desk.add_article(here, title="Depot")
    desk.add_article(there, title="Depot")
    span = desk.mark(here)
    desk.share(here, there)
    for store, note in ((here, "one"), (there, "two")):
        with store.step("Note"):
            store.put(desk.span(store, id=span.id, note=note))
    desk.share(here, there)
    me, other = desk.person("first").id, desk.person("second").id
    (conflict,) = conflicts(here, me)
    assert conflict.what == "the mark “rockets” in the article “Depot”"
    assert shown(conflict) == ["note: two", "note: one"]
    assert (conflict.article, conflict.owner, conflict.typed) == (desk.ARTICLE, me, None)
    assert list(conflicts(here, other)) == []
    assert (waiting(here.read, me), waiting(here.read, other), waiting(here.read)) == (1, 0, 1)
    settled(here, conflict.values[1].value, conflict)
    assert [s.note for s in here.read.spans(desk.ARTICLE)] == ["one"]


def test_a_name_changed_here_and_taken_out_there_waits_though_it_is_not_shown(desk, pair):
    mine, theirs = pair
    entity = desk.add_entity(mine, "the brigade")
    alias = Alias.of(entity.id, "the unit")
    with mine.step("Name"):
        mine.put(alias)
    desk.share(mine, theirs)
    with mine.step("Change"):
        mine.put(Alias(alias.id, entity.id, "the units"))
    with theirs.step("Take out"):
        theirs.remove(alias)
    desk.share(mine, theirs)
    assert mine.read.aliases() == []
    conflict = only(mine)
    assert (conflict.field, conflict.field_name) == (WHOLE, "what it says")
    assert conflict.what == "the name “the units” of the entity “the brigade”"
    assert shown(conflict)[0] == "taken out"
    assert "name: the units" in shown(conflict)[1]
    settled(mine, conflict.values[1].value)
    assert [a.name for a in mine.read.aliases()] == ["the units"]
    desk.bring(mine, theirs)
    assert [a.name for a in theirs.read.aliases()] == ["the units"]
    assert waiting(theirs.read) == 0
    assert desk.is_sound(mine)


def test_whether_a_thing_stays_is_a_conflict_too(desk, pair):
    mine, theirs = pair
    article = desk.ARTICLE
    mine_title = "Depot at night"
    with mine.step("Take out"):
        mine.remove_article(article)
    mine.undo()
    with theirs.step("Take out"):
        theirs.remove_article(article)
    with mine.step("Title"):
        mine.set_article(article, title=mine_title)
    desk.share(mine, theirs)
    conflict = only(mine)
    assert (conflict.field, sorted(shown(conflict))) == (EXISTS, ["kept", "taken out"])
    assert article not in mine.read.article_ids()
    kept = next(s.value for s in conflict.values if s.words == "kept")
    settled(mine, kept)
    assert mine.read.article(article).title == mine_title
    assert desk.is_sound(mine)


# --- settling -------------------------------------------------------------------------------------


@pytest.mark.parametrize("value", ["mine", "theirs", "a third"])
def test_what_one_settles_is_settled_for_all(desk, pair, value):
    mine, theirs = pair
    entity = brigade(desk, pair)
    settled(mine, value)
    assert list(conflicts(mine)) == []
    desk.bring(mine, theirs)
    for store in pair:
        assert store.read.entities()[entity.id].name == value
        assert waiting(store.read) == 0
        assert desk.is_sound(store)
    assert desk.digest(mine) == desk.digest(theirs)


def test_settled_otherwise_by_two_it_waits_again_and_once_settled_it_is(desk, pair):
    mine, theirs = pair
    entity = brigade(desk, pair)
    settled(mine, "mine")
    settled(theirs, "a third")
    desk.share(mine, theirs)
    assert shown(only(mine)) == shown(only(theirs)) == ["a third", "mine"]
    settled(theirs, "mine")
    desk.share(mine, theirs)
    for store in pair:
        assert store.read.entities()[entity.id].name == "mine"
        assert waiting(store.read) == 0


def test_settled_alike_by_two_it_is_settled(desk, pair):
    brigade(desk, pair)
    for store in pair:
        settled(store, "mine")
    desk.share(*pair)
    assert [waiting(store.read) for store in pair] == [0, 0]


def test_of_two_fields_the_other_one_goes_on_waiting(desk, pair):
    mine, theirs = pair
    brigade(desk, pair, name=("a", "b"), note=("n", "m"))
    name, note = conflicts(mine)
    settled(mine, "b", name)
    assert still(mine, name) is None
    assert still(mine, note) == only(mine)
    assert only(mine).field == "note"
    desk.share(mine, theirs)
    assert only(theirs).field == "note"


def test_what_was_changed_meanwhile_is_not_settled_unseen(desk, pair):
    mine, theirs = pair
    entity = brigade(desk, pair)
    seen = only(mine)
    desk.set_entity(theirs, entity.id, name="newer")
    desk.bring(theirs, mine)
    before = desk.digest(mine)
    with pytest.raises(Refused, match="changed by somebody else"):
        settled(mine, "mine", seen)
    assert desk.digest(mine) == before


def test_an_edit_settles_as_well(desk, pair):
    mine, theirs = pair
    entity = brigade(desk, pair)
    desk.set_entity(mine, entity.id, name="edited")
    desk.share(mine, theirs)
    assert [waiting(store.read) for store in pair] == [0, 0]


# --- taking a settling back -----------------------------------------------------------------------


@pytest.mark.parametrize("value", ["mine", "theirs", "a third"])
def test_undo_brings_the_conflict_back_and_redo_settles_it_again(desk, pair, value):
    mine, theirs = pair
    entity = brigade(desk, pair)
    before, state = only(mine), desk.state(mine)
    settled(mine, value)
    after = desk.state(mine)
    mine.undo()
    assert desk.state(mine) == state
    assert only(mine) == before  # who said it, and when, is as it was
    mine.redo()
    assert desk.state(mine) == after
    mine.undo()
    desk.share(mine, theirs)
    for store in pair:
        assert store.read.entities()[entity.id].name == "theirs"
        assert only(store) == before if store is mine else shown(only(store)) == ["theirs", "mine"]
        assert desk.is_sound(store)
    assert desk.digest(mine) == desk.digest(theirs)


def test_undo_of_a_settling_that_travelled_brings_the_conflict_back_there_too(desk, pair):
    mine, theirs = pair
    brigade(desk, pair)
    settled(mine, "a third")
    desk.bring(mine, theirs)
    mine.undo()
    desk.bring(mine, theirs)
    assert shown(only(theirs)) == ["theirs", "mine"]


def test_undo_of_a_settling_is_refused_where_somebody_went_on(desk, pair):
    mine, theirs = pair
    entity = brigade(desk, pair)
    settled(mine, "mine")
    desk.bring(mine, theirs)
    desk.set_entity(theirs, entity.id, name="further")
    desk.bring(theirs, mine)
    with pytest.raises(Refused, match="changed since by second"):
        mine._line.entries(_settling(mine), "undo")


def _settling(store):
    query = "SELECT id FROM step WHERE template = 'Settle'"
    return store.sql.execute(query).fetchone()[0]


def test_redo_is_refused_where_the_conflict_was_settled_by_another(desk, pair):
    mine, theirs = pair
    brigade(desk, pair)
    settled(mine, "mine")
    mine.undo()
    desk.bring(mine, theirs)
    settled(theirs, "theirs")
    desk.bring(theirs, mine)
    with pytest.raises(Refused, match="changed since by second"):
        mine._line.entries(_settling(mine), "redo")


@pytest.mark.property
@settings(max_examples=RUNS)
@given(st.integers(0, 2**32 - 1))
def test_whatever_is_settled_and_taken_back_in_whatever_order_all_end_alike(desks, seed):
    """Three people set, settle, undo, redo and merge; whoever settles last, alone, ends it."""
    desk, chance = desks.new(), random.Random(seed)
    stores = desk.replicas("first", "second", "third")
    entity = desk.add_entity(stores[0])
    desk.share(*stores)
    for _ in range(30):
        store, other = chance.sample(stores, 2)
        what = chance.choice(["set", "settle", "settle", "undo", "redo", "merge", "merge"])
        if what == "set":
            desk.set_entity(store, entity.id, name=chance.choice("ABC"))
        elif what == "merge":
            desk.bring(store, other)
        elif what == "settle":
            for conflict in conflicts(store):
                settled(store, chance.choice([*(s.value for s in conflict.values), "D"]), conflict)
        elif not str(store.undo_title(what)).startswith(("Work of", "Add")):
            try:
                getattr(store, what)()
            except Refused as refused:
                assert "changed since" in str(refused)  # noqa: PT017 - either is right
    for _ in range(2):
        desk.share(*stores)
    assert len({desk.digest(store) for store in stores}) == 1
    assert len({repr([shown(c) for c in conflicts(s)]) for s in stores}) == 1
    for conflict in conflicts(stores[1]):
        settled(stores[1], conflict.values[0].value, conflict)
    desk.share(*stores)
    assert [waiting(store.read) for store in stores] == [0, 0, 0]
    assert all(desk.is_sound(store) for store in stores)


# --- the file -------------------------------------------------------------------------------------


def test_a_count_that_is_wrong_is_found_and_made_again(desk, pair):
    mine, _ = pair
    brigade(desk, pair)
    mine.sql.execute("UPDATE dispute SET fields = 7")
    report = desk.check(mine)
    assert [f.sentence for f in report.findings] == [
        "Of 1 item it is not known rightly whether they wait to be settled."
    ]
    assert not desk.rebuilt_equals_live(mine)


def test_a_file_of_the_first_layout_learns_what_waits(desk, pair):
    mine, _ = pair
    brigade(desk, pair)
    mine.sql.execute("DROP TABLE dispute")
    for table in ("round", "assignment", "decision", "comment", "guideline"):
        mine.sql.execute(f"DROP TABLE {table}")
    mine.sql.execute("DROP INDEX span_entity")
    mine.sql.execute("DELETE FROM _sqlite_migrations WHERE name > 'm0002'")
    mine.sql.execute("PRAGMA user_version = 1")
    mine = desk.reopened(mine)
    assert shown(only(mine)) == ["theirs", "mine"]
    assert desk.is_sound(mine)
