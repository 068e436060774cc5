"""Random work, erasing and merging: what anybody erased is gone everywhere, and all end alike."""

from __future__ import annotations

import os
import random
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.model.article import Article
from annotator.model.sentences import Refused
from annotator.model.text import sha256_of
from annotator.store import merge
from annotator.store.erasing import erasing
from annotator.store.store import Store

RUNS = 300 if os.environ.get("ANNOTATOR_SOAK") == "1" else 30
PEOPLE = ("first", "second", "third")


def erase_one(store, chance):
    known = store.sql.execute("SELECT uid FROM item WHERE kind = 'article'").fetchall()
    if known:
        with suppress(Refused):
            erasing.erase(store, chance.choice(known)[0].hex())


def deliver(desk, source, target, chance):
    """Bring a part of the work in, in any order, some of it twice, with texts or without."""
    changes = desk.send(source)
    kept = chance.sample(changes, chance.randint(0, len(changes)))
    kept += kept[: chance.randint(0, 3)]
    texts = desk.texts(source) if chance.random() < 0.7 else {}
    merge.merge(target, kept, texts, "Some work")


def one_deed(desk, hand, stores, chance):
    store = chance.choice(stores)
    what = chance.random()
    with suppress(Refused):
        if what < 0.6:
            hand(store).edit(chance.choice(hand.EDITS), chance)
        elif what < 0.7:
            chance.choice([store.undo, store.redo])()
        elif what < 0.78:
            erase_one(store, chance)
        else:
            target = chance.choice([other for other in stores if other is not store])
            deliver(desk, store, target, chance)


@pytest.mark.property
@settings(max_examples=RUNS)
@given(st.integers(20, 70), st.integers(0, 2**32 - 1))
def test_what_anybody_erased_is_gone_everywhere(desks, hand, monkeypatch, deeds, seed):
    monkeypatch.setattr(Store, "back_up", lambda *_: None)  # other tests look at backups
    desk, chance = desks.new(), random.Random(seed)
    stores = desk.replicas(*PEOPLE)
    for _ in range(deeds):
        one_deed(desk, hand, stores, chance)
    while any(store.undo_title("redo") for store in stores):  # nothing stays set aside
        for store in stores:
            with suppress(Refused):
                store.redo()
    desk.share(*stores)
    desk.share(*stores)

    erased = {id_ for store in stores for id_ in store.log.gone.articles}
    assert len({desk.digest(store) for store in stores}) == 1
    for store in stores:
        assert store.log.gone.articles.keys() == erased
        assert not erased & set(store.read.article_ids())
        assert not erased & desk.texts(store).keys()
        assert all(c.struck or c.value == "null" or "erased" in c.value
                   for c in store.log.changes() if c.article in erased)  # fmt: skip
        assert desk.rebuilt_equals_live(store)
        report = desk.check(store)
        assert report.is_sound, report.findings
        for text in hand.TEXTS:
            if sha256_of(text) in erased:
                with pytest.raises(Refused), store.step("Add"):
                    store.add_article(Article(sha256_of(text)), text)
