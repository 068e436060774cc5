"""Which relations of several people tie the same things."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from annotator.model.decision import Difference

if TYPE_CHECKING:
    from annotator.model.review.clusters import Cluster
    from annotator.model.review.saying import Hearing
    from annotator.model.scheme import Scheme
    from annotator.model.span import Relation

SOURCE = "said_by"
"""The type that ties a claim to its source: another source of one claim is one difference."""

Place = tuple[int, str]
"""Stands for what an end is about: the number of a cluster, or words for a mark elsewhere."""


@dataclass(slots=True)
class Tie:
    """Relations of one type whose ends are the same things; of sources, whose heads are."""

    type: str
    start: int
    end: int
    labels: tuple[str, ...]
    ends: frozenset[int]
    """The numbers of the clusters that it ties."""
    voices: frozenset[str]
    """Who marked what is tied, and so could have tied it."""
    of: dict[str, list[Relation]] = field(default_factory=dict)
    words: dict[str, object] = field(default_factory=dict)
    """By the relation's id: what it ties, and what else it says."""

    def said(self, person: str) -> object:
        """Give what a person says here, to be compared."""
        return tuple(sorted(repr(self.words[r.id]) for r in self.of.get(person, [])))

    @property
    def difference(self) -> Difference:
        """Say how people differ who do not say the same."""
        if self.type == SOURCE:
            return "source"
        is_everybodys = self.voices <= self.of.keys()
        return "attribute" if is_everybodys else "relation"


def ties(
    relations: Iterable[Relation], clusters: list[Cluster], scheme: Scheme, hearing: Hearing,
    elsewhere: Mapping[str, str],
) -> list[Tie]:  # fmt: skip
    """Put together the relations that tie the same things.

    A relation whose ends are not there, or are hidden, is left out: nobody sees it.
    """
    places = {s.id: (n, "") for n, cluster in enumerate(clusters) for s in cluster.spans()}
    found: dict[tuple[str, Place, Place], Tie] = {}
    for relation in sorted(relations, key=lambda r: r.id):
        head = places.get(relation.head)
        tail = places.get(relation.tail)
        if tail is None and relation.tail_article is not None:
            tail = (-1, elsewhere.get(relation.tail, relation.tail))
        if head is None or tail is None or not hearing.counts_tie(relation):
            continue
        type_ = scheme.relation_ids.get(relation.type, relation.type)
        known = scheme.relation_named(type_)
        if known is not None and known.symmetric and tail[0] >= 0:
            head, tail = sorted((head, tail))
        key = (type_, head, (0, "") if type_ == SOURCE else tail)
        tie = found.get(key)
        if tie is None:
            ends = {head[0]} if type_ == SOURCE or tail[0] < 0 else {head[0], tail[0]}
            tie = found[key] = _begun(type_, clusters, head[0], frozenset(ends))
        tie.of.setdefault(relation.person or "", []).append(relation)
        tie.words[relation.id] = (tail, hearing.of_relation(relation))
    return list(found.values())


def _begun(type_: str, clusters: list[Cluster], head: int, ends: frozenset[int]) -> Tie:
    first = clusters[head]
    voices = frozenset.intersection(*(frozenset(clusters[end].of) for end in ends))
    labels = tuple(dict.fromkeys(key[0] for key in sorted(first.keys)))
    return Tie(type_, first.start, first.end, labels, ends, voices)
