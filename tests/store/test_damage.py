"""Random damage: never a crash, never a wrong text or quote, and what is whole can be saved."""

from __future__ import annotations

import json
import os
import random
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from annotator.formats import write_out
from annotator.formats.format import Out
from annotator.model.article import Article, Reading
from annotator.model.ids import new_id
from annotator.model.sentences import Refused, Told
from annotator.model.span import Span
from annotator.model.text import sha256_of
from annotator.store.rescue import pages
from annotator.store.rescue.check import check
from annotator.store.rescue.salvage import _SHAPES, salvage
from annotator.store.store import Store

pytestmark = pytest.mark.property
SPOTS = 1_000 if os.environ.get("ANNOTATOR_SOAK") == "1" else 30
PAGE = 4_096
Quotes = dict[str, tuple[str, set[tuple[int, int, str]]]]


@pytest.fixture(scope="module")
def whole(template, tmp_path_factory) -> Path:
    """A project of some 30 articles and 400 spans by two people."""
    from_template = tmp_path_factory.mktemp("whole") / "whole.annot"
    shutil.copyfile(template, from_template)
    people = [desk_person("first"), desk_person("second")]
    for person in people:
        with Store.open(from_template, person) as store:
            store.sql.execute("PRAGMA synchronous = OFF")
            for n in range(30):
                work_on(store, person.id, n)
    return from_template


def desk_person(name: str):
    from annotator.model.ids import derived_id
    from annotator.model.person import person_named

    return person_named(derived_id("project", "tests"), name)


def work_on(store: Store, person: str, n: int) -> None:
    text = f"Report {n}. " + "The unit fired rockets near the depot; the ministry denied it. " * 7
    id_ = sha256_of(text)
    with store.step("Work on report {n}", n=n):
        if store.read.item_of(id_) is None:
            store.add_article(Article(id_, f"Report {n}"), text)
        store.put(Reading(id_, person, status="done"))
        at = text.find("rockets")
        while at >= 0:
            store.put(Span(new_id(), id_, person, "weapon", at, at + 7, "rockets"))
            at = text.find("rockets", at + 1)


def quotes_of(path: Path, out: Path) -> Quotes:
    """Export a project, and give each text with the quotes of its spans."""
    with Store.open(path, desk_person("first"), read_only=True) as store, store.reading():
        write_out(store.read, out, Out())
    found: Quotes = {}
    for line in out.read_text().splitlines():
        record = json.loads(line)
        _, quotes = found.setdefault(record["doc_id"], (record["text"], set()))
        quotes |= {(s["start"], s["end"], s["text"]) for s in record["spans"]}
    return found


def looked_at(path: Path) -> bool:
    """Check a project, and say whether it is sound."""
    with Store.open(path, desk_person("first"), read_only=True) as store:
        return check(store.sql, store.log, store.read).is_sound


def flip(data: bytearray, at: int, chance: random.Random) -> tuple[int, int]:
    data[at] ^= 1 << chance.randrange(8)
    return at, at + 1


def zero(data: bytearray, at: int, chance: random.Random) -> tuple[int, int]:
    end = min(len(data), at + chance.choice([1, 16, 512, PAGE, 3 * PAGE]))
    data[at:end] = bytes(end - at)
    return at, end


def zero_page(data: bytearray, at: int, chance: random.Random) -> tuple[int, int]:
    start = at // PAGE * PAGE
    data[start : start + PAGE] = bytes(PAGE)
    return start, start + PAGE


def truncate(data: bytearray, at: int, chance: random.Random) -> tuple[int, int]:
    end = len(data)
    del data[at:]
    return at, end


@pytest.mark.parametrize("damage", [flip, zero, zero_page, truncate])
def test_damage_is_told_or_does_no_harm_and_the_rest_can_be_saved(
    whole, tmp_path, damage: Callable[[bytearray, int, random.Random], tuple[int, int]]
):
    good = whole.read_bytes()
    quotes = quotes_of(whole, tmp_path / "good.jsonl")
    lying = places_of_changes(whole)
    share = SPOTS // 4 + 1
    for spot in range(share):
        chance = random.Random(f"{damage.__name__} {spot}")
        data = bytearray(good)
        start, end = damage(data, chance.randrange(len(good)), chance)
        path = tmp_path / "damaged.annot"
        path.write_bytes(data)
        # Every other time it rots, so that its time says it is as it was when it was closed.
        if spot % 2:
            os.utime(path, ns=(0, whole.stat().st_mtime_ns))
        no_harm(path, quotes, tmp_path, f"{damage.__name__} {spot}: {start} to {end}")
        bad = set(range(start // PAGE, (end - 1) // PAGE + 1))
        # What an item is stands twice in a file: one bad page cannot take it away.
        left = {
            seq
            for seq, (own, item) in lying.items()
            if own not in bad and (item not in bad or len(bad) == 1)
        }
        saved = saved_changes(path, tmp_path / "saved.annot")
        assert len(left & saved) >= 0.99 * len(left), f"{damage.__name__} {spot}: {start} to {end}"


def no_harm(path: Path, quotes: Quotes, folder: Path, where: str) -> None:
    with suppress(Told):
        looked_at(path)
    out = folder / "out.jsonl"
    out.unlink(missing_ok=True)
    try:
        found = quotes_of(path, out)
    except Told:
        assert not out.exists(), where
        return
    for id_, (text, spans) in found.items():
        assert text in {None, quotes[id_][0]}, where
        assert spans <= quotes[id_][1], where
    if found != quotes:
        assert not looked_at(path), where


def places_of_changes(path: Path) -> dict[int, tuple[int, int]]:
    """Say on which page each change stands, and on which the item that it is of."""
    shapes = {table: _SHAPES[table] for table in ("change", "item")}
    items: dict[int, int] = {}
    changes: dict[int, tuple[int, int]] = {}
    with path.open("rb") as file:
        for page in range(path.stat().st_size // PAGE):
            file.seek(page * PAGE)
            for table, number, row in pages._rows_of(file, file.read(PAGE), shapes):
                if table == "item":
                    items[number] = page
                else:
                    changes[number] = page, row[4]
    assert len(changes) > 400
    return {seq: (page, items[item]) for seq, (page, item) in changes.items()}


def saved_changes(path: Path, new: Path) -> set[int]:
    new.unlink(missing_ok=True)
    try:
        salvage(path, new)
    except Refused:
        return set()
    with Store.open(new, desk_person("first"), read_only=True) as store:
        check(store.sql, store.log, store.read)
        return {seq for (seq,) in store.sql.execute("SELECT seq FROM change")}
