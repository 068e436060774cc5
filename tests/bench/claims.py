"""What the page of claims waits for, in a project of 100,000 claims."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from annotator import formats
from annotator.formats.format import In
from annotator.model.person import Person
from annotator.model.scheme_file import find_scheme
from annotator.store.claims.index import BY, Chosen, ClaimIndex
from annotator.store.claims.reading import first_claims, read_claims
from annotator.store.store import Store
from tests.bench.data import make_records
from tests.bench.measure import Line, Times, memory

_ROUNDS = 5
_CLAIMS_EACH = 6
"""Claims in an article of the made record."""
_ME = Person("01a00000-0000-7000-8000-000000000001", "bench")


def claims(folder: Path, scale: int) -> Iterator[Line]:
    """Measure the index of the claims, its first screen, its filter and its groups."""
    path = _project(folder, 100_000 // scale // _CLAIMS_EACH)
    with Store.open(path, _ME, read_only=True) as store:
        yield _line("claims at once, before there is an index", "wall 200 ms",
                    lambda: first_claims(store.read, _ME.id, 60))  # fmt: skip
        made = Times()
        with made.round():
            index = ClaimIndex.of(store.reader_beside(), _ME.id)
        yield Line(f"index {len(index):,} claims, beside the screen", made, None, "", memory())
        yield _line("first screen", "wall 200 ms", lambda: _first_screen(index))
        for words in ("rockets", "rockets drones base", "nothing has this"):
            typed = iter(words[: len(words) - n] for n in range(_ROUNDS))
            yield _line(f"filter “{words}”", "wall 100 ms", partial(_filtered, index, typed))
        for by in BY:
            yield _line(f"group by {by}", "wall 100 ms", partial(index.groups, by))
        source = index.groups("source")[0].key
        yield _line("who contradicts a source", "", lambda: index.contradicted_by(source))
        found = index.ids(Chosen("", "source", source), 60)
        yield _line("a table of 60 claims", "", lambda: read_claims(
            store.read, found, _ME.id, {id_ for ids in found.values() for id_ in ids}))  # fmt: skip
        index.close()


def _first_screen(index: ClaimIndex) -> None:
    index.page(Chosen())
    index.groups("source")
    index.sources_of_events()


def _filtered(index: ClaimIndex, typed: Iterator[str]) -> None:
    words = next(typed)  # other words each time: the index keeps what it found last
    index.count(Chosen(words))
    index.page(Chosen(words))
    index.groups("source", words)


def _line(name: str, bound: str, what: Callable[[], object]) -> Line:
    times = Times()
    for _ in range(_ROUNDS):
        with times.round():
            what()
    return Line(name, times, None, bound)


def _project(folder: Path, articles: int) -> Path:
    """Make a project whose claims have sources, events and contradictions."""
    plain, rich = folder / f"claims-{articles}.plain", folder / f"claims-{articles}.jsonl"
    make_records(plain, articles)
    chance = random.Random(2)
    events = [_event(chance, n) for n in range(200)]
    with plain.open(encoding="utf-8") as lines, rich.open("w", encoding="utf-8") as out:
        for line in lines:
            out.write(json.dumps(_enriched(json.loads(line), chance, events)) + "\n")
    path = folder / "claims.annot"
    with Store.create(path, find_scheme("conflict-news"), _ME) as store:
        formats.bring_in(store, [rich], In(as_person=_ME.name))
    return path


def _event(chance: random.Random, n: int) -> dict[str, object]:
    return {"id": _uuid(chance), "title": f"Event {n}", "type": "other", "date": "2021-06-28",
            "date_precision": "day", "place_ids": [], "place_precision": None,
            "participants": [], "links": [], "attributes": [], "note": None}  # fmt: skip


def _enriched(
    record: dict[str, list[dict[str, object]]], chance: random.Random,
    events: list[dict[str, object]],
) -> dict[str, list[dict[str, object]]]:  # fmt: skip
    actors = [s for s in record["spans"] if s["label"] == "Actor"]
    found = [s for s in record["spans"] if s["label"] == "Claim"]
    for claim in found:
        event = chance.choice(events)
        claim["event_ids"] = [event["id"]]
        claim["attributes"] = [{"name": "stance", "value": chance.choice(("asserts", "denies"))}]
        record["events"].append(event)
        record["relations"].append(_relation(chance, "said_by", claim, chance.choice(actors), []))
    record["events"] = list({str(e["id"]): e for e in record["events"]}.values())
    aspect = [{"name": "aspect", "value": "weapon"}]
    record["relations"].append(_relation(chance, "contradicts", found[0], found[1], aspect))
    return record


def _relation(
    chance: random.Random, type_: str, head: dict[str, object], tail: dict[str, object],
    attributes: list[dict[str, str]],
) -> dict[str, object]:  # fmt: skip
    return {"id": _uuid(chance), "type": type_, "head": head["id"], "tail": tail["id"],
            "tail_doc_id": None, "attributes": attributes}  # fmt: skip


def _uuid(chance: random.Random) -> str:
    raw = f"{chance.getrandbits(128):032x}"
    return f"{raw[:8]}-{raw[8:12]}-{raw[12:16]}-{raw[16:20]}-{raw[20:]}"
