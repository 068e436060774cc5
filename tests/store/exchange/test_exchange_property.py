"""The random exchange: people send each other real files on every path, and end up alike."""

from __future__ import annotations

import os
import random
import shutil
from contextlib import suppress
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.model.sentences import Refused
from annotator.store.exchange.incoming import asked_by
from annotator.store.exchange.outgoing import Wanted
from annotator.store.mailbox.exchange import exchange
from annotator.store.store import Store

RUNS = 1_000 if os.environ.get("ANNOTATOR_SOAK") == "1" else 30
PEOPLE = ("first", "second", "third")
MAILBOX = 0.3
"""So often a hand turns to the shared folder instead of sending a file."""
FILES = ("everything", "what is lacking", "project", "one person", "one article", "no texts", "old")


class Post:
    """Files under way: they arrive late, in disorder, more than once, or never."""

    def __init__(self, desk, chance):
        self.desk = desk
        self.chance = chance
        self.sent = []

    def write(self, source, target, how):
        """Write a file for a colleague, and give its path."""
        name = f"{len(self.sent)} {how}"
        if how == "old" and self.sent:
            return self.chance.choice(self.sent)
        if how == "project":
            path = self.desk.copied(source, name)
        else:
            path = self.desk.bundled(source, name, self._wanted(source, target, how))
        self.sent.append(path)
        return path

    def _wanted(self, source, target, how):
        if how == "what is lacking":
            path = self.desk.asked(target, self.desk.folder / f"{target.person.name}.ask")
            return asked_by(source, path).wanted()
        if how == "one person":
            somebody = self.chance.choice(source.read.persons())
            return Wanted(persons=frozenset({somebody.id}))
        articles = source.read.article_ids()
        if how == "one article" and articles:
            return Wanted(articles=frozenset({self.chance.choice(articles)}))
        return Wanted(texts=how != "no texts")

    def call(self, store):
        """Go to the shared folder, in both ways or in one."""
        up, out = self.chance.choice([(True, True), (True, False), (False, True)])
        done = exchange(store, self.mailbox(), up=up, out=out)
        assert not (done.came and done.came.left)
        self._tamper()

    def mailbox(self):
        folder = self.desk.folder / "mailbox"
        folder.mkdir(exist_ok=True)
        return folder

    def _tamper(self):
        """Do at times what synchronising programs do: leave a second version, or lose a file."""
        lying = sorted(self.mailbox().glob("*.bundle"))
        if lying and self.chance.random() < 0.1:
            one = self.chance.choice(lying)
            shutil.copy(one, one.with_name(f"{one.stem} (conflicted copy 2026-11-26).bundle"))
        if lying and self.chance.random() < 0.1:
            self.chance.choice(lying).unlink()

    def deliver(self, target, path):
        """Bring a file in, and look whether it does what was said of it before."""
        seen = self.desk.look(target, path)
        done = self.desk.receive(target, path).merged
        assert (seen.new, seen.known, seen.conflicts) == (done.new, done.known, done.conflicts)
        holes = {(site, first) for site, first, _ in done.missing}
        assert {site for site, _ in holes} <= {one.site for one in seen.missing}


def one_deed(post, hands, chance):
    hand = chance.choice(hands)
    what = chance.random()
    if what < 0.55:
        hand.edit(chance.choice(hand.EDITS), chance)
    elif what < 0.7:
        for direction in ("undo", "undo", "redo")[: chance.randint(1, 3)]:
            with suppress(Refused):
                getattr(hand.store, direction)()
    elif chance.random() < MAILBOX:
        post.call(hand.store)
    else:
        target = chance.choice([other.store for other in hands if other is not hand])
        path = post.write(hand.store, target, chance.choice(FILES))
        if chance.random() < 0.7:
            post.deliver(target, path)


@pytest.mark.property
@settings(max_examples=RUNS)
@given(st.integers(10, 40), st.integers(0, 2**32 - 1))
def test_whatever_files_go_which_way_all_end_with_the_same_project(
    desks, hand, monkeypatch, deeds, seed
):
    monkeypatch.setattr(Store, "back_up", lambda *_: None)  # other tests look at backups
    desk, chance = desks.new(), random.Random(seed)
    hands = [hand(store) for store in desk.replicas(*PEOPLE)]
    stores = [hand.store for hand in hands]
    post = Post(desk, chance)
    for one in hands:
        one.edit("nothing", chance)  # each person is entered before anything comes in
    for _ in range(deeds):
        one_deed(post, hands, chance)
    # What was never delivered comes at last, to anybody, in disorder, and some of it twice.
    late = chance.sample(post.sent, len(post.sent)) + post.sent[: chance.randint(0, 3)]
    for path in late:
        post.deliver(chance.choice(stores), path)
    if chance.random() < 0.5:
        # All hear of each other through the shared folder alone.
        for store in stores * 2:
            exchange(store, post.mailbox())
    else:
        # The first hears of the others only through the last, and the other way round.
        last_round = [*pairwise(stores), *pairwise(stores[::-1])]
        for source, target in last_round:
            how = chance.choice(["everything", "what is lacking", "project"])
            post.deliver(target, post.write(source, target, how))

    assert len({desk.digest(store) for store in stores}) == 1
    assert len({str(sorted(desk.texts(store))) for store in stores}) == 1
    for store in stores:
        assert desk.is_sound(store)
