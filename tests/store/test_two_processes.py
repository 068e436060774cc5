"""Two processes work for a day in copies of one project, send each other files, and end alike."""

from __future__ import annotations

import os
import random
import sys
import traceback
from contextlib import suppress

import pytest

from annotator.model.sentences import Refused
from annotator.store.store import Store

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="fork is of POSIX")


def one_deed(desk, hand, chance, number):
    """Do one thing: edit, undo, send a bundle, or take what lies there, or the other's own file."""
    store, what = hand.store, chance.random()
    other = "second" if store.person.name == "first" else "first"
    if what < 0.6:
        hand.edit(chance.choice(hand.EDITS), chance)
    elif what < 0.75:
        for direction in ("undo", "undo", "redo")[: chance.randint(1, 3)]:
            with suppress(Refused):
                getattr(store, direction)()
    elif what < 0.87:
        desk.bundled(store, f"for {other} {number}")
    elif what < 0.94:
        for path in sorted(desk.folder.glob(f"for {store.person.name} *.bundle")):
            desk.receive(store, path)
            path.unlink()
    else:  # while the other is at work in it
        desk.receive(store, desk.folder / f"{other}.annot")


def a_day(desk, hand, person, deeds, seed):
    """Work in a process of one's own, and give its number."""
    pid = os.fork()
    if pid:
        return pid
    status = 1
    try:
        chance = random.Random(f"{seed} {person}")
        with Store.open(desk.folder / f"{person}.annot", desk.person(person)) as store:
            for number in range(deeds):
                one_deed(desk, hand(store), chance, number)
        status = 0
    except BaseException:  # noqa: BLE001 - whatever it is, it must be seen
        traceback.print_exc()
    os._exit(status)


def days(desk, hand, number, deeds):
    people = ("first", "second")
    for person in people:
        store = desk.replica(person)
        desk.add_article(store)
    desk.close()
    for day in range(number):
        for pid in [a_day(desk, hand, person, deeds, day) for person in people]:
            assert os.waitpid(pid, 0)[1] == 0
        first, second = (desk.open(desk.folder / f"{person}.annot", person) for person in people)
        desk.receive(first, desk.bundled(second, "evening"))
        desk.receive(second, desk.copied(first, "night"))
        # What came in the evening may have been set aside in the day: it is taken up on both sides.
        desk.receive(first, desk.bundled(second, "late"))
        assert desk.digest(first) == desk.digest(second)
        assert desk.texts(first) == desk.texts(second)
        for store in (first, second):
            assert desk.is_sound(store)
        desk.close()


def test_two_processes_end_a_day_with_one_project(desk, hand, monkeypatch):
    monkeypatch.setattr(Store, "back_up", lambda *_: None)  # other tests look at backups
    days(desk, hand, 1, 25)


@pytest.mark.soak
def test_two_processes_end_many_days_with_one_project(desk, hand, monkeypatch):
    days(desk, hand, 20, 60)
