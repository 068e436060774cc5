"""The three orders of the outline: which groups lead to a mark, and where each group stands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from annotator.model.entity import Entity
from annotator.model.scheme import Scheme
from annotator.model.span import Span

Order = Literal["text", "label", "entity"]
Kind = Literal["label", "entity", "words"]


@dataclass(frozen=True, slots=True)
class Branch:
    """A group of the outline, as each of its marks describes it alike."""

    key: str
    """The same for all its marks, and for no other group."""
    kind: Kind
    words: str
    label: str | None = None
    """The id of the label whose letter and line it bears; heads of labels bear none."""
    rank: int = 0
    """Groups of a lower rank come first, then by how many marks they have if `by_count`."""
    by_count: bool = False
    opens: bool = False
    """It is open until somebody closes it."""


class Arrangement:
    """How marks are put into groups, in one order and by one scheme."""

    def __init__(
        self, order: Order, scheme: Scheme, entity_of: Callable[[str | None], Entity | None]
    ) -> None:
        self.order = order
        self.scheme = scheme
        self.entity_of = entity_of
        self._paths: dict[tuple[str, ...], tuple[Branch, ...]] = {}
        self._heads: dict[str, Branch] = {}
        self._singly = {label.id for label in scheme.labels if label.stroke == "bracket"}

    def path(self, span: Span) -> tuple[Branch, ...]:
        """Give the groups that lead to a mark, the outermost first."""
        if self.order == "text":
            return ()
        entity = self.entity_of(span.entity) if span.entity is not None else None
        label = self.scheme.label_ids.get(span.label, span.label)
        if entity is not None:
            key: tuple[str, ...] = (label, "entity", entity.id)
        elif self.order == "entity":
            key = ("",)
        else:
            key = (label,) if label in self._singly else (label, "words", span.quote)
        path = self._paths.get(key)
        if path is None:
            path = self._paths[key] = self._make(label, entity, span)
        return path

    def _make(self, label: str, entity: Entity | None, span: Span) -> tuple[Branch, ...]:
        if self.order == "entity":
            return (self._entity(entity),)
        head = self._head(label)
        if entity is not None:
            return head, self._entity(entity, label)
        return (head,) if label in self._singly else (head, self._words(label, span.quote))

    def _head(self, label: str) -> Branch:
        head = self._heads.get(label)
        if head is None:
            ids = [known.id for known in self.scheme.labels]
            number = ids.index(label) if label in ids else len(ids)
            name = self.scheme.label_names.get(label, label)
            head = Branch(head_key(label), "label", name, rank=number, opens=True)
            self._heads[label] = head
        return head

    def _entity(self, entity: Entity | None, within: str = "") -> Branch:
        if entity is None:
            return Branch("entity", "entity", "No entity yet", rank=1)
        label = within or self.scheme.label_ids.get(entity.label, entity.label)
        name = one_line(entity.name) or "Without a name"
        return Branch(f"entity {entity.id} {within}", "entity", name, label, by_count=True)

    def _words(self, label: str, quote: str) -> Branch:
        words = one_line(quote)
        key = f"words {label} {words.casefold()}"
        return Branch(key, "words", words, label, rank=1, by_count=True)

    def matches(self, span: Span, words: str) -> bool:
        """Say whether a mark is found by these words: in it, its entity, or its label."""
        wanted = words.casefold()
        label = self.scheme.label_named(span.label)
        entity = self.entity_of(span.entity)
        return (
            wanted in span.quote.casefold()
            or (entity is not None and wanted in entity.name.casefold())
            or (label is not None and label.name.casefold().startswith(wanted))
        )


def head_key(label: str) -> str:
    """Give the key of the group that holds all marks of a label, by the label's id."""
    return f"label {label}"


def one_line(words: str) -> str:
    """Write words of an article in one line."""
    return " ".join(words.split())
