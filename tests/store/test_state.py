"""What is shown follows from the log alone, and can be made from it again."""

from __future__ import annotations

import pytest

from annotator.model.ids import new_id
from annotator.store import state
from annotator.store.kinds import EXISTS, KINDS, Column


def worked_in(desk):
    store = desk.project()
    span = desk.mark(store)
    desk.mark(store, "brigade", "actor")
    entity = desk.add_entity(store, note="big")
    desk.set_entity(store, entity.id, note=None, name="the battalion")
    with store.step("Take out"):
        store.remove(span)
    return store


def test_the_state_made_again_is_the_one_that_was_there(desk):
    store = worked_in(desk)
    assert desk.rebuilt_equals_live(store)


def test_what_is_lost_or_wrong_in_the_state_comes_back_from_the_log(desk):
    store = worked_in(desk)
    before = desk.state(store)
    store.sql.execute("DELETE FROM span")
    store.sql.execute("UPDATE entity SET name = 'wrong'")
    store.sql.execute("INSERT INTO label (item, more, conflicts) VALUES (99999, NULL, 0)")
    assert not desk.rebuilt_equals_live(store)
    assert not desk.check(store).is_sound
    state.rebuild(store.sql, store.log)
    assert desk.state(store) == before
    assert desk.check(store).is_sound


def test_the_state_of_many_things_is_made_in_runs(desk, monkeypatch):
    store = worked_in(desk)
    monkeypatch.setattr(state, "AT_ONCE", 2)
    assert desk.rebuilt_equals_live(store)
    runs = list(state.all_items(store.sql))
    assert all(len(run) <= 2 for run in runs)
    total = store.sql.execute("SELECT count(*) FROM item").fetchone()[0]
    assert sum(map(len, runs)) == total


def test_a_name_that_nothing_was_said_of_has_no_row(desk):
    store = desk.project()
    item = store.log.item_id(KINDS["entity"], new_id())
    assert state.expected(KINDS["entity"], item, ()) == (None, None)
    state.renew(store.sql, store.log, [item])
    assert desk.state(store)["entity"] == []
    assert state.kinds_of(store.sql, [item]) == {item: KINDS["entity"]}


def filled(column: Column) -> object:
    """Give a value that may stand in a column."""
    some: list[object] = [
        "words", 7, True, 1.5, new_id(), "ab" * 32, [new_id(), new_id()], [["kind", "state"]]
    ]  # fmt: skip
    return next(value for value in some if column.holds(value))


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
@pytest.mark.parametrize("most", [1, 1_000])
def test_a_row_is_written_as_it_is_made(desk, kind, most, monkeypatch):
    monkeypatch.setattr(state, "_MOST_SHAPES", most)
    store = desk.project()
    everything = {EXISTS: True} | {
        c.name: 9 if c.name == "end" else filled(c) for c in kind.columns
    }
    least = {name: v for name, v in everything.items() if name in {EXISTS, *kind.needs}}
    cases = [everything, least, least | {"attributes.x": ["y"]}, dict.fromkeys(everything) | least]
    writer = state.State(store.sql)
    columns = ", ".join(f'"{name}"' for name in kind.names())
    store.sql.execute("BEGIN IMMEDIATE")
    for article, fields in enumerate(cases, 1):
        writer.show(kind, 999_999, article, 5, fields, 2)
        writer.flush()
        (row,) = store.sql.execute(f"SELECT {columns} FROM {kind.name} WHERE item = 999999")
        assert list(row) == kind.row(999_999, article, 5, fields, 2)
    store.sql.execute("ROLLBACK")
