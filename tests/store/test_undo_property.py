"""Undo to the very beginning and redo to the end, whatever was done, and after closing."""

from __future__ import annotations

import os
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.store.store import Store

RUNS = 1_000 if os.environ.get("ANNOTATOR_SOAK") == "1" else 30


def worked(desk, store, hand, steps, chance):
    """Work at random, and give the state before the first step and after each one that counts."""
    with store.step("Come in"):
        pass
    states = [desk.state(store)]
    worker = hand(store)
    for _ in range(steps):
        before = store.log.n
        worker.edit(chance.choice(hand.EDITS), chance)
        if store.log.n > before:
            states.append(desk.state(store))
    return states


@pytest.mark.property
@settings(max_examples=RUNS)
@given(st.integers(3, 40), st.integers(0, 2**32 - 1))
def test_each_step_is_taken_back_and_done_again_exactly(desks, hand, steps, seed):
    desk = desks.new()
    store = desk.project(person="second")
    states = worked(desk, store, hand, steps, random.Random(seed))
    for expected in reversed(states[:-1]):
        assert store.undo() is not None
        assert desk.state(store) == expected
    assert store.undo() is None
    assert desk.is_sound(store)
    store = desk.reopened(store)
    assert desk.state(store) == states[0]
    for expected in states[1:]:
        assert store.redo() is not None
        assert desk.state(store) == expected
    assert store.redo() is None
    assert desk.is_sound(store)


@pytest.mark.property
@settings(max_examples=RUNS)
@given(st.integers(3, 40), st.integers(0, 2**32 - 1))
def test_going_to_and_fro_always_leads_to_a_state_that_was(desks, hand, moves, seed):
    desk, chance = desks.new(), random.Random(seed)
    store = desk.project(person="second")
    states = worked(desk, store, hand, 8, chance)
    at = len(states) - 1
    for _ in range(moves):
        move = chance.choice(["undo", "undo", "undo", "redo", "redo", "work", "close"])
        if move == "close":
            store = desk.reopened(store)
        elif move == "work":
            before = store.log.n
            hand(store).edit(chance.choice(hand.EDITS), chance)
            if store.log.n > before:
                at += 1
                states[at:] = [desk.state(store)]
        elif move == "undo":
            assert (store.undo() is None) == (at == 0)
            at = max(0, at - 1)
        else:
            assert (store.redo() is None) == (at == len(states) - 1)
            at = min(len(states) - 1, at + 1)
        assert desk.state(store) == states[at]
    assert desk.is_sound(store)


@pytest.mark.soak
def test_ten_thousand_steps_are_taken_back_and_done_again(desk, hand, monkeypatch):
    monkeypatch.setattr(Store, "back_up", lambda *_: None)
    store = desk.project(person="second")
    chance = random.Random(1)
    start = worked(desk, store, hand, 30, chance)[0]
    entity = hand.ENTITIES[0]
    while store.log.n < 10_000:
        name = str(chance.random())
        desk.set_entity(store, entity, name=name) if chance.random() < 0.02 else desk.mark(store)
    end, steps = desk.state(store), 0
    while store.undo() is not None:
        steps += 1
    assert desk.state(store) == start
    store = desk.reopened(store)
    for _ in range(steps):
        assert store.redo() is not None
    assert store.redo() is None
    assert desk.state(store) == end
    assert desk.is_sound(store)
