"""What is compared: the articles that several people have read, and the marks that count."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import combinations

from annotator.model.person import Person
from annotator.model.scheme import Scheme
from annotator.model.span import Relation, Span

GOLD = Person("gold", "the gold layer", "reviewer")
"""Stands for what was adjudicated, where people are compared with that."""

Pair = tuple[str, str]
"""The ids of two people."""


@dataclass(frozen=True, slots=True)
class Compared:
    """One article, and what each of those who read it marked. Its id is made of its text."""

    id: str
    length: int
    """In code points."""
    spans: Mapping[str, tuple[Span, ...]]
    """By person, also of those who marked nothing."""
    relations: Mapping[str, tuple[Relation, ...]] = field(default_factory=dict)
    title: str = ""
    day: str | None = None
    """The day of the last work on it, in UTC, as 2026-11-26."""


@dataclass(frozen=True, slots=True)
class Near:
    """Two texts of one title that were read apart: they are not the same article."""

    title: str
    articles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Study:
    """All that is compared, in an order of its own: it does not matter how it came in."""

    scheme: Scheme
    persons: tuple[Person, ...]
    articles: tuple[Compared, ...]
    pairs: tuple[Pair, ...]
    labels: tuple[str, ...]
    """The ids of the labels that occur, in the order of the scheme."""
    hidden: int = 0
    """So many marks have expert labels and are not counted."""
    near: tuple[Near, ...] = ()

    @property
    def is_against_gold(self) -> bool:
        """Say whether people are compared with the gold layer, and not with each other."""
        return any(person.id == GOLD.id for person in self.persons)

    def name(self, person: str) -> str:
        """Give a person's name."""
        return next((p.name for p in self.persons if p.id == person), person)

    def label_name(self, label: str) -> str:
        """Give the name that the scheme has for a label now; its id where the scheme lacks it."""
        return self.scheme.label_names.get(label, label)


def study_of(
    scheme: Scheme,
    persons: Iterable[Person],
    articles: Iterable[Compared],
    *,
    expert: bool = False,
    near: tuple[Near, ...] = (),
) -> Study:
    """Put together what is compared. Expert labels count only where they are switched on.

    With GOLD among the persons each of the others is compared with it. A label that was renamed
    or retired since is the same label: spans hold its id.
    """
    known = tuple(sorted(persons, key=lambda p: (p.id == GOLD.id, p.name, p.id)))
    hidden = set() if expert else _hidden(scheme)
    kept, left = [], 0
    for article in sorted(articles, key=lambda a: a.id):
        shown = _shown(article, hidden)
        left += sum(map(len, article.spans.values())) - sum(map(len, shown.spans.values()))
        kept.append(shown)
    found = {span.label for a in kept for spans in a.spans.values() for span in spans}
    return Study(scheme, known, tuple(kept), _pairs(known), _in_order(scheme, found), left, near)


def _pairs(persons: tuple[Person, ...]) -> tuple[Pair, ...]:
    ids = [person.id for person in persons]
    pairs = tuple(combinations(ids, 2))
    return tuple(p for p in pairs if GOLD.id in p) if GOLD.id in ids else pairs


def _hidden(scheme: Scheme) -> set[str]:
    labels = {label.id for label in scheme.labels if label.level != "default"}
    return labels | {relation.id for relation in scheme.relations if relation.level != "default"}


def _shown(article: Compared, hidden: set[str]) -> Compared:
    """Leave out what is hidden, also relations to or from it, and put the rest in order."""
    spans = {
        person: tuple(sorted((s for s in theirs if s.label not in hidden), key=order))
        for person, theirs in article.spans.items()
    }
    gone = {s.id for theirs in article.spans.values() for s in theirs if s.label in hidden}
    relations = {
        person: tuple(r for r in theirs
                      if r.type not in hidden and r.head not in gone and r.tail not in gone)
        for person, theirs in article.relations.items()
    }  # fmt: skip
    return replace(article, spans=spans, relations=relations)


def order(span: Span) -> tuple[int, int, str, str]:
    """Order spans by start, the longer first, then by label and id."""
    return span.start, -span.end, span.label, span.id


def _in_order(scheme: Scheme, found: set[str]) -> tuple[str, ...]:
    ranks = {label.id: rank for rank, label in enumerate(scheme.labels)}
    return tuple(sorted(found, key=lambda label: (ranks.get(label, len(ranks)), label)))
