"""The log only grows, and a single altered byte shows."""

from __future__ import annotations

import hashlib
import sqlite3

import pytest

from annotator.model.ids import new_id
from annotator.store import log as log_module
from annotator.store.kinds import KINDS
from annotator.store.log import DAY, NO_HASH, batches, hash_of, marks, now, tick

WHOLE_CHAIN = "WHERE c.site = ? ORDER BY c.n"


def test_each_change_vouches_for_all_before_it(desk):
    store = desk.replica("first")
    desk.add_article(store)
    desk.mark(store)
    previous = NO_HASH
    changes = desk.own_changes(store)
    assert [change.n for change in changes] == list(range(1, len(changes) + 1))
    for change in changes:
        previous = hash_of(previous, change)
        assert change.hash == previous.hex()


def test_a_change_cannot_be_deleted(desk):
    store = desk.project()
    with pytest.raises(sqlite3.IntegrityError, match="the log only grows"):
        store.sql.execute("DELETE FROM change")


@pytest.mark.parametrize(
    "what", ["value = '{}'", "n = n + 1000", "hash = x'00'", "owner = 1", "parents = '1:1'",
             "struck = NULL", "article = 77", "step = 77", "item = 77", "site = 77",
             "seq = seq + 1000"],
)  # fmt: skip
def test_a_change_cannot_be_altered(desk, what):
    store = desk.project()
    span = desk.mark(store)
    desk.mark(store, "depot")
    with pytest.raises(sqlite3.IntegrityError, match="a change may only be struck"):
        store.sql.execute(f"UPDATE change SET {what}")
    assert span in store.read.spans(desk.ARTICLE)


def test_a_change_cannot_be_put_in_the_place_of_another(desk):
    store = desk.project()
    with pytest.raises(sqlite3.IntegrityError):
        store.sql.execute(
            "INSERT OR REPLACE INTO change (seq, site, n, step, item, value, hash)"
            " SELECT seq, site, n, step, item, 'null', hash FROM change WHERE n = 1"
        )
    assert desk.is_sound(store)


def strike(store, change, skeleton):
    site = store.log.site_id(change.site)
    gone = hashlib.sha256(change.value.encode()).digest()
    store.sql.execute(
        "UPDATE change SET value = ?, struck = ? WHERE site = ? AND n = ?",
        [skeleton, gone, site, change.n],
    )


def test_a_value_can_be_struck_and_the_chain_stays_whole(desk):
    store = desk.project()
    span = desk.mark(store)
    with store.step("Take out"):
        store.remove(span)
    entity = desk.add_entity(store, "secret words")
    desk.set_entity(store, entity.id, name="words")
    put, removed, added, changed = desk.own_changes(store)
    strike(store, put, "null")
    strike(store, added, '{"exists":null,"label":null,"name":null}')
    after = desk.own_changes(store)
    assert [bool(change.struck) for change in after] == [True, False, True, False]
    assert not any("secret" in change.value for change in after)
    assert [c.hash for c in after] == [c.hash for c in (put, removed, added, changed)]
    chain = [f for f in desk.check(store).findings if "altered" in f.sentence]
    assert chain == []


def test_a_struck_value_stays_struck(desk):
    store = desk.project()
    desk.mark(store)
    (put,) = desk.own_changes(store)
    strike(store, put, "null")
    with pytest.raises(sqlite3.IntegrityError, match="only be struck"):
        strike(store, put, put.value)


def test_an_altered_value_is_found(desk):
    store = desk.project()
    desk.mark(store)
    store.sql.execute("DROP TRIGGER change_is_final")
    store.sql.execute("UPDATE change SET value = replace(value, 'rockets', 'pockets')")
    assert any("was altered" in f.sentence for f in desk.check(store).findings)


@pytest.mark.parametrize(
    "what", ["clock = clock + 1", "person = 1", "template = 'Nothing'", "kind = 'undo'",
             "named = '[[\"label\",\"x\"]]'", "of_site = 1, of_first = 1"],
)  # fmt: skip
def test_an_altered_step_is_found(desk, what):
    store = desk.project(person="second")
    desk.mark(store)
    assert desk.is_sound(store)
    last = store.sql.execute("SELECT max(id) FROM step").fetchone()[0]
    store.sql.execute(f"UPDATE step SET {what} WHERE id = ?", [last])
    assert any("was altered" in f.sentence for f in desk.check(store).findings)


def test_the_clock_never_stands_still_and_follows_the_time():
    ahead = now() + 1_000_000
    assert tick(ahead) == ahead + 1
    assert tick(0) >= now() - DAY


def test_a_step_is_later_than_all_that_was_seen(desk):
    store = desk.project()
    clocks = []
    for words in ("rockets", "depot", "brigade"):
        desk.mark(store, words)
        clocks.append(desk.own_changes(store)[-1].step.clock)
    assert clocks == sorted(set(clocks))


def test_what_one_step_changed_stands_together(desk):
    store = desk.project()
    desk.mark(store)
    with store.step("Two"):
        store.put(desk.span(store, "depot"), desk.span(store, "brigade", "actor"))
    steps = [number for (number,) in store.sql.execute("SELECT id FROM step ORDER BY id")]
    assert [len(store.log.step_rows(number)) for number in steps[-2:]] == [1, 2]
    assert store.log.step(steps[-2]).title == "Label as weapon"


def test_versions_are_packed_and_read_back(desk):
    store = desk.project()
    versions = ((store.log.site_uid, 3), ("cc" * 16, 1))
    packed = store.log.pack_parents(versions)
    assert store.log.unpack_parents(packed) == tuple(sorted(versions))
    assert store.log.pack_parents([]) is None
    assert store.log.unpack_parents(None) == ()


def test_an_item_is_numbered_once(desk):
    store = desk.project()
    span, entity = KINDS["span"], KINDS["entity"]
    new, shared = new_id(), new_id()
    answer = store.log.item_ids([(span, new), (span, shared), (entity, shared), (span, new)])
    numbers = [number for number, _ in answer]
    assert numbers[0] == numbers[3]
    assert len(set(numbers)) == 3
    assert [is_new for _, is_new in answer[:3]] == [True, True, True]
    assert store.log.item_ids([(span, new)]) == [(numbers[0], False)]
    assert store.log.find_item(span, new) == numbers[0]
    assert store.log.find_item(span, new_id()) is None
    assert store.log.uid_of_item(numbers[2], entity) == shared


def test_ids_are_right_however_many_there_are(desk, monkeypatch):
    monkeypatch.setattr(log_module, "MANY", 2)
    store = desk.project()
    people = [desk.person(str(n)) for n in range(6)]
    with store.step("People"):
        store.put(*people)
    numbers = [store.log.item_id(KINDS["person"], person.id) for person in people]
    assert len(set(numbers)) == 6
    for number, person in zip(numbers, people, strict=True):
        assert store.log.uid_of_item(number, KINDS["person"]) == person.id


def test_many_steps_are_read_without_keeping_them_all(desk):
    store = desk.project()
    store.sql.execute("BEGIN IMMEDIATE")
    person = store.person.id
    kind, span = KINDS["span"], new_id()
    item = store.log.item_id(kind, span)
    for n in range(1, 10_004):
        _, number = store.log.begin(person, "do", "Again", None, None)
        store.log.n = n
        store.log.add([(store.log.site, n, number, item, None, None, "null", bytearray(NO_HASH),
                        None)])  # fmt: skip
    found = [change.step.first for change in desk.own_changes(store)]
    store.sql.execute("ROLLBACK")
    assert found == list(range(1, 10_004))


def test_lists_are_cut_into_runs():
    assert list(batches([1, 2, 3, 4, 5], 2)) == [[1, 2], [3, 4], [5]]
    assert list(batches([], 2)) == []
    assert marks([7, 8, 9]) == "?,?,?"


def test_what_the_file_has_heard_of_is_never_left_out(desk):
    store = desk.project()
    known, coming, never = desk.mark(store).id, new_id(), [new_id() for _ in range(50)]
    store.log._next_item += 1_000_000
    assert store.log.heard(never) == never
    store.log._next_item -= 1_000_000
    assert store.log.heard([known]) == [known]
    assert len(store.log.heard([coming, *never])) <= 1
    store.sql.execute("BEGIN IMMEDIATE")
    store.log.item_id(KINDS["span"], coming)
    assert store.log.heard([known, coming]) == [known, coming]
    store.sql.execute("ROLLBACK")
    store.log.stop_hearing()
    assert store.log.heard([known, coming])[:1] == [known]
