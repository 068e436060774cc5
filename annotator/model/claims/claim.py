"""A claim as analysts recorded it: source, cue, content, stance, and how it stands to others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from annotator.model.article import Attributes
from annotator.model.entity import Entity, EntityLink

CLAIM, ACTOR, LOCATION, WEAPON, HARM, EVENT, CUE = (
    "claim", "actor", "location", "weapon", "harm", "event", "cue",
)  # fmt: skip
"""Ids of labels: a scheme without the first has no claims."""
SAID_BY, CORROBORATES, CONTRADICTS, REPEATS = "said_by", "corroborates", "contradicts", "repeats"
"""Ids of relation types."""

SourceKind = Literal["entity", "words", "nobody"]
"""Read through its entity, known by its words alone, or not named at all."""
_LONGEST_CHAIN = 32


@dataclass(frozen=True, slots=True)
class Citation:
    """Where the words of a claim stand."""

    article: str
    """The id of the article."""
    title: str = ""
    published_by: str = ""
    date: str = ""
    """The day of publication as far as it is known: YYYY, YYYY-MM or YYYY-MM-DD; else empty."""
    url: str = ""
    paragraph: int | None = None
    """As numbered in the margin; 0 is the headline."""
    zone: str = ""
    """The id of the part of the article, where it is not its body."""
    reprints: int = 0
    """In how many other places the same text was seen."""


@dataclass(frozen=True, slots=True)
class Source:
    """Who makes a claim. Two claims have one source where `key` is the same."""

    key: str
    name: str
    kind: SourceKind


NOBODY = Source("", "No source named", "nobody")
"""The article's own voice, and claims that name no source: “no casualties reported”."""


@dataclass(frozen=True, slots=True)
class Mention:
    """Words inside a claim that a label of their own marks; offsets are code points."""

    id: str
    label: str
    start: int
    end: int
    words: str
    entity: str | None = None
    """The id of the entity, read through its merging."""
    attributes: Attributes = ()
    events: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tie:
    """How a claim stands to another one, as somebody recorded it from one end or the other."""

    type: str
    other: str
    """The id of the other claim."""
    aspect: str | None = None
    degree: str | None = None
    is_head: bool = True
    """The relation leads from this claim to the other."""


@dataclass(frozen=True, slots=True)
class Bond:
    """A relation, such as attacked or located_in, of which one end at least is in the claim."""

    type: str
    head: str
    tail: str


@dataclass(frozen=True, slots=True)
class Claim:
    """What sources say in one place; values are ids of the scheme, defaults filled in."""

    id: str
    article: str
    start: int
    end: int
    quote: str
    sources: tuple[Source, ...]
    citation: Citation
    cue: tuple[str, ...] = ()
    """The words of the cue, such as “said”."""
    stance: str = ""
    about: tuple[str, ...] = ()
    responsibility: str = ""
    restated: str | None = None
    events: tuple[str, ...] = ()
    mentions: tuple[Mention, ...] = ()
    bonds: tuple[Bond, ...] = ()
    ties: tuple[Tie, ...] = ()

    @property
    def order(self) -> tuple[bool, str, str, int, int, str]:
        """Sort by date of publication, those without one last, then by place in the article."""
        date = self.citation.date
        return not date, date, self.article, self.start, -self.end, self.id

    def is_about(self, *subjects: str) -> bool:
        """Say whether it is about one of these."""
        return any(subject in self.about for subject in subjects)

    def mainly(self, event: str | None) -> bool:
        """Say whether an event is what the claim is about first; without an event it is so."""
        return event is None or not self.events or self.events[0] == event


@dataclass(frozen=True)
class Known:
    """The entities that claims name, read through their merging, and how they are linked."""

    entities: Mapping[str, Entity] = field(default_factory=dict)
    links: tuple[EntityLink, ...] = ()

    def root(self, id_: str | None) -> str | None:
        """Give the id of what an entity was merged into, at last; its own where it was not."""
        for _ in range(_LONGEST_CHAIN):
            found = self.entities.get(id_ or "")
            if found is None or found.merged_into is None:
                return id_
            id_ = found.merged_into
        return id_

    def name(self, id_: str | None) -> str:
        """Give the name of an entity; nothing where it is not there."""
        found = self.entities.get(self.root(id_) or "")
        return found.name if found is not None else ""

    def lies_within(self, inner: str, outer: str) -> bool:
        """Say whether a place lies within another by the links of the register."""
        here, seen = {inner}, {inner}
        for _ in range(_LONGEST_CHAIN):
            here = self._next(here, ("within",)) - seen
            if outer in here:
                return True
            if not here:
                return False
            seen |= here
        return False

    def may_be_same(self, one: str, other: str) -> bool:
        """Say whether somebody noted that two entities may be one, or one a part of the other."""
        maybe = ("possibly_same_as", "possibly_part_of")
        return other in self._next({one}, maybe) or one in self._next({other}, maybe)

    def _next(self, heads: set[str], types: Iterable[str]) -> set[str]:
        wanted = set(types)
        return {
            self.root(link.tail) or link.tail
            for link in self.links
            if link.type in wanted and (self.root(link.head) or link.head) in heads
        }
