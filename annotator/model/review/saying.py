"""What a mark says, so that two can be compared, and a digest of it for later."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from hashlib import blake2s
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from annotator.model.article import Attributes
from annotator.model.span import Relation, Span

if TYPE_CHECKING:
    from annotator.model.scheme import Attribute, Level, Scheme

STANCE = "stance"
"""The id of the attribute that says how a source stands to its claim: it is named apart."""
_NONE: Mapping[str, str] = MappingProxyType({})

Values = tuple[tuple[str, tuple[str, ...]], ...]
"""The ids of attributes, each with its values in order."""


class Said(NamedTuple):
    """What a mark says besides where it stands and its label."""

    stance: Values
    attributes: Values
    events: tuple[str, ...]
    entity: str | None


class Hearing:
    """Reads what marks say, as far as it is shown: what is hidden does not count.

    What the scheme does not know any more counts if it is a label, since its marks are still
    there, and does not if it is an attribute, since nobody sees it.
    """

    def __init__(self, scheme: Scheme, *, expert: bool, merged: Mapping[str, str] = _NONE) -> None:
        self._scheme = scheme
        self._expert = expert
        self._merged = merged
        self._shown: dict[str, list[tuple[Attribute, tuple[str, ...]]]] = {}
        self._heard: dict[tuple[str, Attributes], tuple[Values, Values]] = {}

    def label(self, span: Span) -> str:
        """Give the id of a mark's label."""
        return self._scheme.label_ids.get(span.label, span.label)

    def counts(self, span: Span) -> bool:
        """Say whether the label of a mark is shown."""
        known = self._scheme.label_named(span.label)
        return known is None or self._is_shown(known.level)

    def counts_tie(self, relation: Relation) -> bool:
        """Say whether the type of a relation is shown."""
        known = self._scheme.relation_named(relation.type)
        return known is None or self._is_shown(known.level)

    def of_span(self, span: Span) -> Said:
        """Give what a mark says; what nobody set is what the scheme takes for it."""
        key = (span.label, span.attributes)
        heard = self._heard.get(key)
        if heard is None:  # most marks of an article say one of a few things
            values = self._values(f"label.{self.label(span)}", span.attributes)
            heard = self._heard[key] = (
                tuple(pair for pair in values if pair[0] == STANCE),
                tuple(pair for pair in values if pair[0] != STANCE),
            )
        events = tuple(sorted(span.events)) if span.events else ()
        entity = self._entity(span.entity) if span.entity is not None else None
        return Said(*heard, events, entity)

    def of_relation(self, relation: Relation) -> Values:
        """Give what a relation says besides its type and its ends."""
        type_ = self._scheme.relation_ids.get(relation.type, relation.type)
        return self._values(f"relation.{type_}", relation.attributes)

    def _is_shown(self, level: Level) -> bool:
        return self._expert or level == "default"

    def _entity(self, entity: str | None) -> str | None:
        passed: set[str] = set()
        while entity is not None and entity in self._merged and entity not in passed:
            passed.add(entity)  # a file from elsewhere may lead round in a ring
            entity = self._merged[entity]
        return entity

    def _values(self, owner: str, given: Attributes) -> Values:
        shown = self._shown.get(owner)
        if shown is None:
            found = (a for a in self._scheme.attributes(owner) if self._is_shown(a.level))
            shown = self._shown[owner] = [(a, tuple(sorted(a.default))) for a in found]
        if not shown:
            return ()
        known = self._scheme.attribute_ids(owner)
        said: dict[str, list[str]] = {}
        for name, value in given:
            said.setdefault(known.get(name, name), []).append(value)
        values = ((a.id, tuple(sorted(said.get(a.id, default)))) for a, default in shown)
        return tuple((id_, value) for id_, value in values if value)


def digest(mark: Span | Relation) -> str:
    """Give eight hexadecimal digits for what a mark says, its place and label included."""
    if isinstance(mark, Span):
        said = (
            f"{mark.label!r}\x1f{mark.start}\x1f{mark.end}\x1f{mark.entity!r}\x1f{mark.events!r}"
            f"\x1fNone\x1fNone\x1fNone\x1f{mark.attributes!r}"
        )
    else:
        said = (
            f"None\x1fNone\x1fNone\x1fNone\x1fNone"
            f"\x1f{mark.type!r}\x1f{mark.head!r}\x1f{mark.tail!r}\x1f{mark.attributes!r}"
        )
    return blake2s(said.encode(), digest_size=4).hexdigest()


def seen(marks: Iterable[Span | Relation]) -> str:
    """Write the digests of alternatives in their order, as a decision keeps them."""
    return " ".join(map(digest, marks))
