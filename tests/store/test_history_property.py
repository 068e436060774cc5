"""Whatever was done, undone and merged: history tells it, and any version can be gone back to."""

from __future__ import annotations

import json
import os
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.model.past.telling import RETURN
from annotator.model.sentences import Refused
from annotator.store.heads import heads
from annotator.store.history import History
from annotator.store.kinds import KINDS
from annotator.store.scope import Scope
from annotator.store.versions import earlier

RUNS = 500 if os.environ.get("ANNOTATOR_SOAK") == "1" else 20


def everything(store, limit=7, **scope):
    """Give all lines, large steps looked into."""
    reading, after, found = History(store.read), None, []
    while True:
        page = reading.page(Scope(**scope), after, limit)
        for line in page.lines:
            inside = line.step is not None and line.version is None and "step" not in scope
            found += everything(store, **scope, step=line.step) if inside else [line]
        after = page.after
        if after is None:
            return found


def shown(store, kind, id_):
    """Give the values of a thing as they are now."""
    item = store.log.find_item(KINDS[kind], id_)
    known = store.log.known([item], {item: KINDS[kind]})[item]
    values = heads(known).shown(KINDS[kind])
    return {name: value for name, value in values.items() if value is not None}


def values(desk, store):
    """Give all rows without their last column: who goes back settles a conflict for good."""
    rows = desk.state(store).items()
    return {kind: sorted(row.rpartition(",")[0] for row in found) for kind, found in rows}


def at_work(desk, hand, steps, seed):
    """Let two work apart, undo, redo, merge and set aside at random; give one of the copies."""
    chance = random.Random(seed)
    stores = desk.replicas("first", "second")
    for _ in range(steps):
        store, other = chance.sample(stores, 2)
        what = chance.choice(["edit"] * 6 + ["undo", "undo", "redo", "merge"])
        try:
            if what == "edit":
                hand(store).edit(chance.choice(hand.EDITS), chance)
            elif what == "merge":
                desk.bring(other, store)
            else:
                getattr(store, what)()
        except Refused:
            pass  # somebody else changed it since
    return stores[0]


@pytest.mark.property
@settings(max_examples=RUNS)
@given(st.integers(5, 40), st.integers(0, 2**32 - 1))
def test_each_change_that_counts_is_told_once_from_what_it_was_made_upon(desks, hand, steps, seed):
    desk = desks.new()
    store = at_work(desk, hand, steps, seed)
    lines = everything(store)
    counting = [
        change
        for change in store.log.changes()
        if not store.session.aside.hides(store.log.site_id(change.site), change.n)
    ]
    told = [line.version for line in lines if line.version is not None]
    assert sorted(told) == sorted((change.site, change.n) for change in counting)
    assert all(line.done and line.who for line in lines)
    said = {line.version: line.was for line in lines if line.was is not None}
    for change in counting:
        value = json.loads(change.value)
        after = said[change.site, change.n].after
        if KINDS[change.kind].whole:
            assert dict(after) == (value or {})
        else:
            assert {name: after[name] for name in value} == value
    for id_ in {line.id for line in lines if line.id}:
        assert everything(store, item=id_)


@pytest.mark.property
@settings(max_examples=RUNS)
@given(st.integers(5, 30), st.integers(0, 2**32 - 1))
def test_any_version_can_be_gone_back_to_and_undo_takes_that_back(desks, hand, steps, seed):
    desk = desks.new()
    store = at_work(desk, hand, steps, seed)
    chance = random.Random(seed)
    with store.step("Come in"):
        pass
    lines = [line for line in everything(store) if line.is_version]
    for line in chance.sample(lines, min(len(lines), 8)):
        before = values(desk, store)
        try:
            to = earlier(store, line.version)
        except Refused:
            continue  # a colleague's, or its article is gone
        with store.step(RETURN, thing=to.thing):
            store.write(to.entry)
        now = shown(store, line.kind, line.id)
        goal = {name: v for name, v in line.was.after.items() if v is not None}
        if line.kind == "reading":  # time spent goes on
            now.pop("seconds", None)
            goal.pop("seconds", None)
        assert now == goal
        assert earlier(store, line.version).is_now
        if not to.is_now:
            store.undo()
        assert values(desk, store) == before
    assert desk.is_sound(store)
