"""What people say of marks and relations that answer to each other: attributes, stance, types."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache

from annotator.model.agreement.nominal import Coincidences
from annotator.model.agreement.pairing import Paired
from annotator.model.agreement.study import Study
from annotator.model.article import Attributes
from annotator.model.scheme import Attribute, Scheme

ByArticle = dict[int, Coincidences]
"""By the place of the article in the study."""
Said = dict[tuple[str, int | None], ByArticle]
"""By `owner.attribute` and pair; None is all pairs."""

_FREE = frozenset({"text", "coordinates"})
"""Types whose values are written freely: two wordings are no disagreement."""


def attributes_said(study: Study, found: Paired, *, expert: bool) -> Said:
    """Compare attributes of marks with one label, and of relations of one type."""
    said: Said = {}
    weights = _weights(study)
    asked = _Asked(study.scheme, expert=expert)
    for place, pair, spans in found.matches:
        pairs = ((f"label.{s.label}", s.attributes, t.attributes)
                 for s, t in spans if s.label == t.label)  # fmt: skip
        _add(said, asked, pairs, (place, pair, weights[place]))
    for place, pair, ties in found.ties:
        pairs = ((f"relation.{r.type}", r.attributes, q.attributes)
                 for r, q in ties if r.type == q.type)  # fmt: skip
        _add(said, asked, pairs, (place, pair, weights[place]))
    return said


def types_said(study: Study, found: Paired) -> Said:
    """Compare the types of relations between the same two marks."""
    said: Said = {}
    weights = _weights(study)
    for place, pair, ties in found.ties:
        for r, q in ties:
            for key in (None, pair):
                weight = weights[place] if key is None else 1.0
                _of(said, "", key, place).add_two(r.type, q.type, weight)
    return said


def _weights(study: Study) -> list[float]:
    """Give by article what a pair counts among all: with m readers, 1 / (m - 1).

    Against the gold layer each pair stands for itself.
    """
    if study.is_against_gold:
        return [1.0] * len(study.articles)
    return [1 / max(1, len(article.spans) - 1) for article in study.articles]


class _Asked:
    """Which attributes an owner has that can be compared, and what holds where nothing is said."""

    def __init__(self, scheme: Scheme, *, expert: bool) -> None:
        self._scheme = scheme
        self._expert = expert
        self.of = cache(self._of)

    def _of(self, owner: str) -> list[tuple[str, tuple[str, ...]]]:
        return [
            (a.id, () if a.auto else self._scheme.default_of(owner, a.id))
            for a in self._scheme.attributes(owner)
            if self._is_asked(a)
        ]

    def _is_asked(self, attribute: Attribute) -> bool:
        level = attribute.level == "default" or (self._expert and attribute.level == "expert")
        own = attribute.scope in {"span", "relation"}
        return level and own and attribute.type not in _FREE


def _add(
    said: Said, asked: _Asked, pairs: Iterable[tuple[str, Attributes, Attributes]],
    where: tuple[int, int, float],
) -> None:  # fmt: skip
    """Add what two people said on one article: for each owner what was often said alike once."""
    counted = Counter(pairs)
    place, pair, weight = where
    for (owner, first, second), times in counted.items():
        one, other = _values(first), _values(second)
        for attribute, default in asked.of(owner):
            a, b = one.get(attribute, default), other.get(attribute, default)
            if a and b:
                name = f"{owner.partition('.')[2]}.{attribute}"
                _of(said, name, None, place).add_two(a, b, weight, times)
                _of(said, name, pair, place).add_two(a, b, 1.0, times)


def _of(said: Said, name: str, pair: int | None, place: int) -> Coincidences:
    by_article = said.setdefault((name, pair), {})
    found = by_article.get(place)
    if found is None:
        found = by_article[place] = Coincidences()
    return found


_NONE: Mapping[str, tuple[str, ...]] = {}


def _values(attributes: Attributes) -> Mapping[str, tuple[str, ...]]:
    """Give the values of each attribute; the order of several says nothing."""
    if not attributes:
        return _NONE
    found: dict[str, list[str]] = {}
    for name, value in attributes:
        found.setdefault(name, []).append(value)
    return {name: tuple(sorted(values)) for name, values in found.items()}


def total(found: Iterable[Coincidences]) -> Coincidences:
    """Add up."""
    whole = Coincidences()
    for one in found:
        whole.plus(one)
    return whole
