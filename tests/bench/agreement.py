"""How far three people agree on 1,000 articles: all measures, their intervals, and the reading."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

from annotator.model.agreement.agreement import agreement
from annotator.model.agreement.study import Compared, Study, study_of
from annotator.model.person import Person
from annotator.model.scheme_file import find_scheme
from annotator.model.span import Relation, Span
from tests.bench.measure import Line, Times, memory

ROUNDS = 3
LENGTH, MARKS = 3_000, 25
_LABELS = ("actor", "location", "weapon", "claim")
PEOPLE = tuple(
    Person(f"01a00000-0000-7000-8000-00000000000{n}", f"annotator-{n}") for n in range(1, 4)
)


def measures(folder: Path, scale: int) -> Iterator[Line]:
    """Work out all measures of three people's marks on 1,000 articles, 25 each."""
    study = made(1_000 // scale)
    plain, wide = Times(), Times()
    for _ in range(ROUNDS):
        with plain.round():
            agreement(study)
        with wide.round():
            agreement(study, with_intervals=True)
    name = f"{len(study.articles):,} x {MARKS} x {len(PEOPLE)}"
    yield Line(f"all measures of agreement, {name}", plain, None, "3 s")
    yield Line("the same with intervals", wide, None, "", memory())


def made(articles: int, seed: int = 1) -> Study:
    """Give people who agree on most: some ends, some labels and some marks differ."""
    chance = random.Random(seed)
    compared = [_article(chance, number) for number in range(articles)]
    return study_of(find_scheme("conflict-news"), PEOPLE, compared)


def _article(chance: random.Random, number: int) -> Compared:
    id_ = f"{number:064x}"
    truth = [_place(chance, n) for n in range(MARKS)]
    spans, relations = {}, {}
    for person in PEOPLE:
        theirs = [
            Span(f"{number}-{person.name}-{n}", id_, person.id, *_seen(chance, *place), "")
            for n, place in enumerate(truth)
            if chance.random() > 0.06
        ]
        spans[person.id] = tuple(theirs)
        relations[person.id] = tuple(
            Relation(f"{s.id}-r", id_, person.id, "located_in", s.id, t.id)
            for s, t in zip(theirs[:5], theirs[5:10], strict=True)
        )
    return Compared(id_, LENGTH, spans, relations, f"Report {number}", "2026-11-26")


def _place(chance: random.Random, n: int) -> tuple[str, int, int]:
    label = _LABELS[n % 4]
    start = n * (LENGTH // MARKS) + chance.randint(0, 40)
    if label == "claim":
        return label, max(0, start - 100), start + 60
    return label, start, start + chance.randint(4, 30)


def _seen(chance: random.Random, label: str, start: int, end: int) -> tuple[str, int, int]:
    if chance.random() < 0.2:
        end += chance.randint(1, 10)
    if label != "claim" and chance.random() < 0.08:
        label = chance.choice(_LABELS[:3])
    return label, start, end
