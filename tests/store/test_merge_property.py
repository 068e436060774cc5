"""The random merge: four people work apart, send each other what they please, and end up alike."""

from __future__ import annotations

import json
import os
import random
from collections import defaultdict
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.model.sentences import Refused
from annotator.store import merge
from annotator.store.conflicts import conflicts, settle, still, waiting
from annotator.store.kinds import KINDS
from annotator.store.store import Store

RUNS = 1_000 if os.environ.get("ANNOTATOR_SOAK") == "1" else 30
PEOPLE = ("first", "second", "third", "fourth")


class Copy:
    """One person's copy of the project, and what that person has seen of all changes."""

    def __init__(self, desk, store, hand, told):
        self.desk = desk
        self.store = store
        self.hand = hand(store)
        self.own = []
        self.brought = {}  # title of a bring-in: its versions, and whether it is shown
        self.told = told
        self.note()

    def visible(self):
        shown = [versions for versions, is_shown in self.brought.values() if is_shown]
        return frozenset(self.own).union(*shown)

    def note(self):
        """Write down what each new change was made upon: all that was to be seen here.

        What undo restores side by side was made upon what was there before the undo.
        """
        before = at_start = self.visible()
        step = None
        site = self.store.log.site
        for change in self.store.log.changes(
            "WHERE c.site = ? AND c.n > ? ORDER BY c.n", [site, len(self.own)]
        ):
            at_start, step = (at_start, step) if change.step == step else (before, change.step)
            seen = before if step.kind == "do" else at_start
            self.told[change.site, change.n] = (change, seen)
            before |= {(change.site, change.n)}
            self.own.append((change.site, change.n))

    def edit(self, what, chance):
        self.hand.edit(what, chance)
        self.note()

    def settle(self, chance):
        """Settle some conflict: let one of its values stand, or another one."""
        queue = list(conflicts(self.store))
        if queue:
            conflict = chance.choice(queue)
            values = [standing.value for standing in conflict.values]
            value = chance.choice(values)
            if conflict.field in {"name", "note"} and chance.random() < 0.3:
                value = chance.choice("XYZ")
            with self.store.step("Settle"):
                settle(self.store, conflict, value)
            assert still(self.store, conflict) is None
        self.note()

    def move(self, direction):
        title = self.store.undo_title(direction)
        with suppress(Refused):
            getattr(self.store, direction)()
            if title in self.brought:
                versions, _ = self.brought[title]
                self.brought[title] = versions, direction == "redo"
                assert self.desk.rebuilt_equals_live(self.store)
        self.note()

    def take(self, changes, texts):
        expected = {(c.site, c.n) for c in changes} - self.visible()
        title = f"Work {len(self.brought)}"
        done = merge.merge(self.store, changes, texts, title)
        assert done.new == len(expected)
        assert (done.changes is not None) == bool(expected)
        if expected:
            self.brought[title] = frozenset(expected), True


def delivered(desk, source, how, chance):
    """Give what one sends another: all, a part, in disorder, more than once."""
    changes = desk.send(source.store)
    assert {(c.site, c.n) for c in changes} == source.visible()
    if how in {"partial", "partial and shuffled"}:
        kept = sorted(chance.sample(range(len(changes)), chance.randint(0, len(changes))))
        changes = [changes[n] for n in kept]
    if how == "repeated":
        changes = changes + changes
    if how in {"shuffled", "partial and shuffled", "repeated"}:
        chance.shuffle(changes)
    return changes


def oracle(told):
    """Work out from all changes and what each was made upon what must be shown, the slow way.

    A value counts as long as nobody set the field who had seen it.
    """
    writes = defaultdict(lambda: defaultdict(list))
    for change, seen in told.values():
        kind, value = KINDS[change.kind], json.loads(change.value)
        for name, v in ({"": value} if kind.whole else value).items():
            order = (change.step.clock, change.site, change.n)
            writes[change.kind, change.id][name].append((order, v, seen))
    found, waiting = {}, {}
    for thing, fields in writes.items():
        shown, conflicts = {}, []
        for name, written in fields.items():
            counting = [
                (order, value) for order, value, _ in written
                if not any(order[1:] in seen for _, _, seen in written)
            ]  # fmt: skip
            shown[name] = max(counting, key=lambda one: one[0])[1]
            if len({json.dumps(value, sort_keys=True) for _, value in counting}) > 1:
                conflicts.append(name)
        there = shown[""] is not None if "" in shown else bool(shown.get("exists"))
        if there:
            found[thing] = shown.get("", shown), len(conflicts)
        else:
            conflicts = [name for name in conflicts if name in {"", "exists"}]
        if conflicts:
            waiting[thing] = sorted(conflicts)
    return found, waiting


def waiting_in(store):
    """Give the fields of each thing that the queue lists."""
    found = defaultdict(list)
    for conflict in conflicts(store):
        found[conflict.kind, conflict.id].append(conflict.field)
    assert sum(map(len, found.values())) == waiting(store.read)
    return found


def in_tables(store):
    """Give what a copy shows: each thing with the number of its conflicts."""
    found = {}
    for kind in KINDS.values():
        rows = store.sql.execute(
            f"SELECT i.uid, t.conflicts FROM {kind.name} t JOIN item i ON i.id = t.item"
        )
        found.update({(kind.name, kind.unpack_id(uid)): number for uid, number in rows})
    return found


def shown_alike(store, expected):
    """Say whether spans and entities are those that the oracle expects, value by value."""
    spans = {s.id: s for a in store.read.article_ids() for s in store.read.spans(a)}
    for (kind, id_), (value, _) in expected.items():
        if kind == "span" and id_ in spans:
            span = spans[id_]
            assert (span.label, span.start, span.end, span.quote, span.entity) == (
                value["label"], value["start"], value["end"], value["quote"], value.get("entity"),
            )  # fmt: skip
        elif kind == "entity":
            entity = store.read.entities([id_])[id_]
            assert (entity.name, entity.note, entity.latitude, entity.merged_into) == (
                value.get("name") or "", value.get("note"), value.get("latitude"),
                value.get("merged_into"),
            )  # fmt: skip


WAYS = ("whole", "partial", "shuffled", "partial and shuffled", "repeated")


def one_deed(desk, copies, chance):
    copy = chance.choice(copies)
    what = chance.random()
    if what < 0.1:
        copy.settle(chance)
    elif what < 0.6:
        copy.edit(chance.choice(copy.hand.EDITS), chance)
    elif what < 0.72:
        for _ in range(chance.randint(1, 3)):
            copy.move("undo")
        for _ in range(chance.randint(0, 2)):
            copy.move("redo")
    else:
        target = chance.choice([other for other in copies if other is not copy])
        texts = desk.texts(copy.store) if chance.random() < 0.8 else {}
        target.take(delivered(desk, copy, chance.choice(WAYS), chance), texts)


@pytest.mark.property
@settings(max_examples=RUNS)
@given(st.integers(20, 90), st.integers(0, 2**32 - 1))
def test_whoever_has_all_changes_has_the_same_project(desks, hand, monkeypatch, deeds, seed):
    monkeypatch.setattr(Store, "back_up", lambda *_: None)  # other tests look at backups
    desk, chance, told = desks.new(), random.Random(seed), {}
    copies = [Copy(desk, store, hand, told) for store in desk.replicas(*PEOPLE)]
    for copy in copies:
        copy.edit("nothing", chance)  # each person is entered before anything comes in
    for _ in range(deeds):
        one_deed(desk, copies, chance)
    for source in chance.sample(copies, 4):
        for target in chance.sample(copies, 4):
            if source is not target:
                how = chance.choice(["whole", "shuffled", "repeated"])
                texts = desk.texts(source.store)
                target.take(delivered(desk, source, how, chance), texts)

    assert {copy.visible() for copy in copies} == {frozenset(told)}
    assert len({desk.digest(copy.store) for copy in copies}) == 1
    expected, waits = oracle(told)
    for copy in copies:
        numbers = {thing: number for thing, (_, number) in expected.items()}
        assert in_tables(copy.store) == numbers
        assert waiting_in(copy.store) == waits
        shown_alike(copy.store, expected)
        assert desk.rebuilt_equals_live(copy.store)
        report = desk.check(copy.store)
        assert report.is_sound, report.findings
