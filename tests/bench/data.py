"""Make the record that the bench brings in: articles of 3,000 characters, densely marked."""

from __future__ import annotations

import hashlib
import json
import random
from pathlib import Path
from uuid import UUID

CHARACTERS, SPANS, RELATIONS, ENTITIES = 3_000, 25, 5, 5
POOL = 2_000
"""Articles name entities out of so many: the news tells of the same ones again and again."""
_WORDS = (
    "the", "forces", "fired", "rockets", "at", "a", "base", "near", "the", "river", "and",
    "the", "ministry", "said", "no", "one", "was", "hurt", "while", "drones", "were", "seen",
    "over", "the", "town", "as", "the", "convoy", "left", "the", "border", "post", "on",
    "Monday", "evening", "before", "rain",
)  # fmt: skip
_LABELS = ("Actor", "Location", "Weapon", "Claim")


def make_records(path: Path, articles: int, seed: int = 1) -> None:
    """Write so many articles of 3,000 characters with 25 spans, 5 relations, 5 entities each."""
    chance = random.Random(seed)
    known = [_entity(chance, n) for n in range(POOL)]
    with path.open("w", encoding="utf-8") as file:
        for number in range(articles):
            file.write(json.dumps(_record(chance, number, known), ensure_ascii=False) + "\n")


def _uuid(chance: random.Random) -> str:
    return str(UUID(int=chance.getrandbits(128), version=4))


def _text(chance: random.Random, number: int) -> tuple[str, list[tuple[int, int]]]:
    """Give a text and where its words stand."""
    words = [f"Report {number}:"]
    places: list[tuple[int, int]] = []
    length = len(words[0])
    while length < CHARACTERS:
        word = chance.choice(_WORDS)
        places.append((length + 1, length + 1 + len(word)))
        words.append(word)
        length += 1 + len(word)
    return " ".join(words), places


def _record(
    chance: random.Random, number: int, known: list[dict[str, object]]
) -> dict[str, object]:
    text, places = _text(chance, number)
    digest = hashlib.sha256(text.encode()).hexdigest()
    entities = chance.sample(known, ENTITIES)
    at = sorted(chance.sample(range(len(places) - 3), SPANS))
    spans = [_span(chance, text, places, start, n, entities) for n, start in enumerate(at)]
    relations = [
        {"id": _uuid(chance), "type": "located_in", "head": spans[4 * n]["id"],
         "tail": spans[4 * n + 1]["id"], "tail_doc_id": None, "attributes": []}
        for n in range(RELATIONS)
    ]  # fmt: skip
    return {
        "schema_version": "1.0", "doc_id": digest, "title": f"Report {number}", "text": text,
        "text_sha256": digest, "language": "en",
        "meta": {"source": "wire", "published": "2021-06-28"}, "sightings": [], "layer": "work",
        "annotator": "annotator-1", "status": "done", "relevant": True, "zones": [],
        "spans": spans, "relations": relations, "claims": [], "entities": entities, "events": [],
    }  # fmt: skip


def _span(
    chance: random.Random, text: str, places: list[tuple[int, int]], start: int, n: int,
    entities: list[dict[str, object]],
) -> dict[str, object]:  # fmt: skip
    first, last = places[start][0], places[start + chance.randint(0, 3)][1]
    label = _LABELS[n % 4]
    named = n % 4 < 2
    return {
        "id": _uuid(chance), "start": first, "end": last, "label": label, "text": text[first:last],
        "entity_id": entities[n % ENTITIES]["id"] if named else None, "event_ids": [],
        "attributes": [{"name": "category", "value": "rocket"}] if label == "Weapon" else [],
        "note": None, "origin": "typed", "suggester": None, "score": None, "derived_from": [],
    }  # fmt: skip


def _entity(chance: random.Random, n: int) -> dict[str, object]:
    name = f"Unit {n}"
    return {
        "id": _uuid(chance), "label": "Actor" if n % 2 else "Location", "name": name,
        "aliases": [{"name": name.lower(), "used_by": None}], "latitude": None, "longitude": None,
        "attributes": [{"name": "country", "value": "SY"}], "identifiers": [], "links": [],
        "note": None,
    }  # fmt: skip
