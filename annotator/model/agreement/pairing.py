"""Go once through what two people marked on each article, and keep what all measures need."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from msgspec import Struct

from annotator.model.agreement.matching import Aligned, align, overlapping, same_ranges
from annotator.model.agreement.study import Compared, Study
from annotator.model.span import Relation, Span

Kind = Literal["same", "boundary", "label", "only_one"]
Ends = tuple[str, str]


class Item(Struct, frozen=True, gc=False):
    """One place that one or both of two people marked: what stands behind a cell of a table."""

    article: str
    pair: int
    """The number of the pair in the study."""
    first: str | None
    """The id of the label that the first of the pair gave, None where he marked nothing."""
    second: str | None
    first_span: str | None
    second_span: str | None
    kind: Kind
    """How the two differ, if they do."""


@dataclass(frozen=True, slots=True)
class Tally:
    """What two people marked on one article, counted."""

    article: int
    """Its place in the study."""
    pair: int
    counts: Mapping[str, int]
    """By name: marks of both together (`size`), and how many of them answer to each other."""


@dataclass(slots=True)
class Paired:
    """All pairs on all articles."""

    tallies: list[Tally] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    matches: list[tuple[int, int, list[tuple[Span, Span]]]] = field(default_factory=list)
    """The article, the pair, and the marks that answer to each other, whatever their labels."""
    ties: list[tuple[int, int, list[tuple[Relation, Relation]]]] = field(default_factory=list)
    """The same of relations whose ends answer to each other, whatever their types."""


def paired(study: Study) -> Paired:
    """Compare each pair on each article that both have read."""
    found = Paired()
    answers: list[dict[str, str]] = [{} for _ in study.pairs]
    counted: dict[tuple[int, int], Counter[str]] = {}
    for place, number, a, b in _both_read(study):
        article = study.articles[place]
        aligned = align(article.spans[a], article.spans[b])
        answers[number].update((s.id, t.id) for s, t in aligned.both)
        counted[place, number] = _counts(article, a, b, aligned)
        found.items += _items(article.id, number, aligned)
        found.matches.append((place, number, aligned.both))
    for (place, number), counts in counted.items():
        _relate(study, place, number, answers[number], counts, found)
        found.tallies.append(Tally(place, number, counts))
    return found


def _both_read(study: Study) -> Iterator[tuple[int, int, str, str]]:
    for place, article in enumerate(study.articles):
        for number, (a, b) in enumerate(study.pairs):
            if a in article.spans and b in article.spans:
                yield place, number, a, b


def _counts(article: Compared, a: str, b: str, aligned: Aligned) -> Counter[str]:
    first, second = article.spans[a], article.spans[b]
    counts: Counter[str] = Counter(size=len(first) + len(second))
    counts["exact_blind"] = same_ranges(first, second)
    counts["overlap_blind"] = overlapping(first, second)
    for span in (*first, *second):
        counts[f"size:{span.label}"] += 1
    for s, t in aligned.both:
        if s.label == t.label:
            counts["overlap"] += 1
            counts[f"overlap:{s.label}"] += 1
            if s.start == t.start and s.end == t.end:
                counts["exact"] += 1
                counts[f"exact:{s.label}"] += 1
    return counts


def _items(article: str, pair: int, aligned: Aligned) -> Iterator[Item]:
    for s, t in aligned.both:
        yield Item(article, pair, s.label, t.label, s.id, t.id, _kind(s, t))
    for s in aligned.first:
        yield Item(article, pair, s.label, None, s.id, None, "only_one")
    for t in aligned.second:
        yield Item(article, pair, None, t.label, None, t.id, "only_one")


def _kind(s: Span, t: Span) -> Kind:
    if s.label != t.label:
        return "label"
    return "same" if s.start == t.start and s.end == t.end else "boundary"


def _relate(
    study: Study, place: int, number: int, answers: Mapping[str, str], counts: Counter[str],
    found: Paired,
) -> None:  # fmt: skip
    """Count the relations of two people whose type, head and tail answer to each other."""
    article, (a, b) = study.articles[place], study.pairs[number]
    first, second = article.relations.get(a, ()), article.relations.get(b, ())
    if not first and not second:
        return
    symmetric = {r.id for r in study.scheme.relations if r.symmetric}
    there: dict[Ends, list[Relation]] = {}
    for relation in second:
        there.setdefault(_ends(relation, symmetric), []).append(relation)
    ties: list[tuple[Relation, Relation]] = []
    rest: list[tuple[Relation, list[Relation]]] = []
    for relation in first:
        ends = _ends(relation, symmetric, answers)
        theirs = there.get(ends, [])
        same = next((r for r in theirs if r.type == relation.type), None)
        if same is None:
            rest.append((relation, theirs))
        else:
            theirs.remove(same)
            ties.append((relation, same))
    counts["relations"] = len(ties)
    counts["relations_size"] = len(first) + len(second)
    ties += [(relation, theirs.pop(0)) for relation, theirs in rest if theirs]
    found.ties.append((place, number, ties))


def _ends(
    relation: Relation, symmetric: set[str], answers: Mapping[str, str] | None = None
) -> Ends:
    """Give what a relation ties, as the second of the pair calls it."""
    head, tail = relation.head, relation.tail
    if answers is not None:
        head, tail = answers.get(head, head), answers.get(tail, tail)
    swapped = relation.type in symmetric and tail < head
    return (tail, head) if swapped else (head, tail)
