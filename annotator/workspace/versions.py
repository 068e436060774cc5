"""How the differences of a review are put into words: what each version says, and whose it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from annotator.model.past.was import readable
from annotator.model.review.outcome import ways
from annotator.model.review.saying import STANCE
from annotator.model.sentences import say
from annotator.model.span import Relation, Span
from annotator.model.words import briefly

if TYPE_CHECKING:
    from annotator.model.decision import Decision, Difference
    from annotator.model.review.comparison import Case, Version
    from annotator.model.scheme import Scheme

Group = Literal["all", "boundary", "label", "only_one", "claim", "detail", "unreviewed"]
GROUPS: dict[Group, tuple[str, frozenset[Difference]]] = {
    "boundary": ("Boundary", frozenset({"boundary"})),
    "label": ("Label", frozenset({"label"})),
    "only_one": ("Missing", frozenset({"only_one"})),
    "claim": ("Claim", frozenset({"stance", "source", "relation"})),
    "detail": ("Detail", frozenset({"attribute", "entity"})),
    "unreviewed": ("To check", frozenset({"unreviewed"})),
}
"""The kinds of difference as a filter offers them."""
NAMES: dict[Difference, str] = {
    "boundary": "Boundary", "label": "Label", "attribute": "Detail of a mark",
    "only_one": "Only one marked it", "relation": "Relation", "source": "Source of a claim",
    "stance": "Stance of a claim", "entity": "Entity", "unreviewed": "Nobody to compare with",
}  # fmt: skip
NOTHING = "nothing"
_AN_END = 48
"""Characters of the words at one end of a relation, where both are named."""
_ALIKE = "Marked alike"


@dataclass(frozen=True, slots=True)
class Telling:
    """What is needed to put a difference into words."""

    scheme: Scheme
    marks: Mapping[str, Span]
    """The marks of the article by their ids, everybody's: the ends of relations are among them."""
    entities: Mapping[str, str] = field(default_factory=dict)
    """The names of entities by their ids."""

    def version(self, case: Case, version: Version) -> str:
        """Say what a version says, as far as the others say something else."""
        if version.is_nothing:
            return NOTHING
        first = version.first()
        if case.is_tie:
            return ", ".join(self._end(one.tail) for one in first if isinstance(one, Relation))
        spans = [one for one in first if isinstance(one, Span)]
        said = [self._said(case.difference, span) for span in spans]
        return " … ".join(dict.fromkeys(said))

    def versions(self, case: Case) -> list[str]:
        """Say what each version says."""
        return [self.version(case, version) for version in case.versions]

    def kind(self, case: Case) -> str:
        """Name how people differ; of a relation, which it is."""
        tie = self._tie(case)
        if tie is not None and case.difference in {"relation", "attribute", "unreviewed"}:
            name = self._type(tie)
            return name[:1].upper() + name[1:]
        return _ALIKE if case.is_alike else NAMES[case.difference]

    def about(self, case: Case) -> str:
        """Give the words that a difference is about, where its versions do not say them."""
        tie = self._tie(case)
        if tie is not None:
            return self._end(tie.head)
        spans = [mark for mark in case.marks if isinstance(mark, Span)]
        return spans[0].quote if spans and not self.is_quoted(case) else ""

    def heading(self, case: Case) -> str:
        """Put the kind of a difference and what it is about on one line."""
        kind, about = self.kind(case), " ".join(self.about(case).split())
        return say("{kind} · {about}", kind=kind, about=about) if about else kind

    def relation(self, mark: Span | Relation) -> str:
        """Name a relation by the words at its two ends, with its type between them."""
        if not isinstance(mark, Relation):
            return mark.quote
        return say("“{head}” {type} “{tail}”", head=briefly(self._end(mark.head), _AN_END),
                   type=self._type(mark), tail=briefly(self._end(mark.tail), _AN_END))  # fmt: skip

    def _type(self, relation: Relation) -> str:
        return readable(self.scheme.relation_names.get(relation.type, relation.type))

    @staticmethod
    def _tie(case: Case) -> Relation | None:
        return next((mark for mark in case.marks if isinstance(mark, Relation)), None)

    def is_quoted(self, case: Case) -> bool:
        """Say whether versions are told by words of the article."""
        return case.is_tie or case.difference in {"boundary", "only_one", "unreviewed"}

    def label(self, id_: str) -> str:
        """Name a label."""
        return self.scheme.label_names.get(id_, id_)

    def _said(self, difference: Difference, span: Span) -> str:
        if difference == "label":
            return self.label(span.label)
        if difference == "entity":
            return self.entities.get(span.entity or "", "no entity")
        if difference in {"stance", "attribute"}:
            return self._values(span, only_stance=difference == "stance")
        return span.quote

    def _values(self, span: Span, *, only_stance: bool) -> str:
        owner = f"label.{self.scheme.label_ids.get(span.label, span.label)}"
        ids = self.scheme.attribute_ids(owner)
        told = []
        for attribute in self.scheme.attributes(owner):
            if only_stance is not (attribute.id == STANCE):
                continue
            values = [v for name, v in span.attributes if ids.get(name, name) == attribute.id]
            names = {value.id: value.name for value in attribute.values}
            said = [names.get(value, value) for value in values or attribute.default]
            if said and only_stance:
                told += said
            elif said:
                told.append(say("{name}: {values}", name=attribute.name, values=", ".join(said)))
        return ", ".join(told) or "not said"

    def _end(self, id_: str) -> str:
        mark = self.marks.get(id_)
        return mark.quote if mark is not None else "words elsewhere"


def took(case: Case, decision: Decision) -> str:
    """Say in two words what was decided."""
    if case.is_disputed:
        return "decided twice"
    if case.is_new:
        return "new since"
    if decision.way in {"take", "majority"}:
        numbers = [
            str(n)
            for n, version in enumerate(case.versions, 1)
            if not set(version.ids).isdisjoint(decision.took)
        ]
        return say("took {number}", number=", ".join(numbers))
    return {
        "union": "together", "intersection": "shared", "nothing": "nothing", "drawn": "drawn",
    }[decision.way]  # fmt: skip


def same_as(case: Case, start: int, end: int) -> int:
    """Give the number of the version that covers exactly a stretch, 0 where none does."""
    for number, version in enumerate(case.versions, 1):
        places = {(mark.start, mark.end) for mark in version.spans}
        if places == {(start, end)}:
            return number
    return 0


def can_be(case: Case, way: str) -> bool:
    """Say whether a difference can be decided in a way."""
    return way in ways(case)
