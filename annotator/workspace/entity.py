"""The entity at hand: what is known of it, every place that names it, and what it may be one with.

Only while the page of entities is shown; every change of the file is followed.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from annotator.model.sentences import say
from annotator.store.entities import reading
from annotator.suggest.same import SAID, WITHIN, same
from annotator.workspace.mentions import ClaimLine, Mention, claims_with, mentions_of

if TYPE_CHECKING:
    from annotator.model.change import Changes
    from annotator.model.entity import Alias, Entity, EntityLink
    from annotator.workspace.register import Listed
    from annotator.workspace.workspace import Workspace

FIRST: Final = 300
"""So many mentions are shown until more are asked for."""
_NAMES, _EACH = 12, 12
"""So many names are compared, and so many entities found by each."""
_MAY_BE: Final = "possibly_same_as"
_KIND: Final = "kind"


@dataclass(frozen=True, slots=True)
class Candidate:
    """Another entity that may be the same one, and why."""

    other: Listed
    reason: str
    score: int


@dataclass(frozen=True, slots=True)
class Caution:
    """Something that makes no sense, in a sentence, with what would mend it."""

    words: str
    deed: str = ""
    """What a button beside it says; "" where there is none."""
    part: str = ""
    """The entity that the button parts from the others."""
    links: tuple[EntityLink, ...] = ()
    """The ties that the button takes out."""


@dataclass(slots=True)
class EntityAtHand:
    """All that is shown of one entity."""

    entity: Entity
    listed: Listed
    ids: list[str]
    """Its own id, and then all that is read as it."""
    aliases: list[Alias] = field(default_factory=list)
    links: list[EntityLink] = field(default_factory=list)
    """The ties that start from it."""
    merged: list[Entity] = field(default_factory=list)
    total: int = 0
    mentions: list[Mention] = field(default_factory=list)
    claims: list[ClaimLine] = field(default_factory=list)
    candidates: list[Candidate] = field(default_factory=list)
    cautions: list[Caution] = field(default_factory=list)


class Entities(QObject):
    """Which entity the page shows, and which of its mentions are picked."""

    changed = Signal()
    """Another entity is shown, or what is known of it has changed."""
    picked_changed = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._workspace = workspace
        self.id: str | None = None
        self.shown: EntityAtHand | None = None
        self.picked: tuple[Mention, ...] = ()
        self.is_on = False
        self._most = FIRST
        self._later: set[frozenset[str]] = set()
        workspace.closed.connect(self._forget)
        workspace.opened.connect(self._forget)
        workspace.changed.connect(self._on_changed)
        workspace.register.came.connect(self._on_named)

    # --- which one --------------------------------------------------------------------------------

    def start(self) -> None:
        """Be shown: read what is at hand, and follow every change."""
        self.is_on = True
        self._read()

    def stop(self) -> None:
        """Rest."""
        self.is_on = False

    def show(self, id_: str | None) -> None:
        """Show another entity, or none."""
        if id_ != self.id:
            self.id, self._most = id_, FIRST
            self._read()

    def pick(self, mentions: tuple[Mention, ...]) -> None:
        """Pick some of the mentions."""
        if mentions != self.picked:
            self.picked = mentions
            self.picked_changed.emit()

    def show_more(self) -> None:
        """Show more of the mentions."""
        self._most += FIRST
        self._read()

    @property
    def candidate(self) -> Candidate | None:
        """Give the entity that may be the same, as long as it was not put off."""
        return next(iter(self.shown.candidates), None) if self.shown is not None else None

    def put_off(self) -> None:
        """Ask no more about the pair at hand until the project is opened again."""
        if self.shown is not None and self.candidate is not None:
            self._later.add(frozenset((self.shown.entity.id, self.candidate.other.id)))
            self._read()

    # --- reading ----------------------------------------------------------------------------------

    def _forget(self) -> None:
        self.id, self.shown, self.picked = None, None, ()
        self._later.clear()
        if self.is_on:
            self.changed.emit()

    def _on_changed(self, changes: Changes) -> None:
        if self.is_on and changes.touch(
            "entity", "alias", "entity_link", "span", "relation", "article", "zone", "label",
            "attribute",
        ):  # fmt: skip
            self._read()

    def _on_named(self) -> None:
        if self.is_on:
            self._read()

    def _read(self) -> None:
        listed = self._workspace.register.get(self.id) if self._workspace.is_open else None
        if listed is None:  # it is gone: the most named one takes its place
            listed = next(iter(self._workspace.register.rows()), None)
        self.shown = self._read_one(listed) if listed is not None else None
        self.id = self.shown.entity.id if self.shown is not None else None
        kept = {mention.spot for mention in self.picked}
        mentions = self.shown.mentions if self.shown is not None else []
        self.picked = tuple(mention for mention in mentions if mention.spot in kept)
        self.changed.emit()

    def _read_one(self, listed: Listed) -> EntityAtHand | None:
        workspace, reader = self._workspace, self._workspace.reader
        ids = workspace.register.whole(listed.id)
        known = reader.entities(ids)
        entity = known.get(listed.id)
        if entity is None:
            return None
        one = EntityAtHand(
            entity, listed, ids, reader.aliases(ids), reader.entity_links(ids),
            [known[id_] for id_ in ids[1:] if id_ in known], reading.uses_of(reader, ids),
            mentions_of(workspace, ids, self._most),
        )  # fmt: skip
        one.claims = claims_with(workspace, one.mentions)
        ties = reading.ties_with(reader, ids)
        one.candidates = self._candidates(one, ties)
        one.cautions = _cautions(workspace, one, ties)
        return one

    def _candidates(self, one: EntityAtHand, ties: list[EntityLink]) -> list[Candidate]:
        register = self._workspace.register
        found: dict[str, Candidate] = {}
        ahead = {link.type: set[str]() for link in ties}
        for link in ties:
            ends = (register.get(link.head), register.get(link.tail))
            ahead[link.type] |= {end.id for end in ends if end is not None}
        names = (one.listed.name, *one.listed.others)
        near = {
            other.id: other
            for name in names[:_NAMES]
            for other, _ in register.find(name, one.listed.label, _EACH)
        }
        for type_ in (_MAY_BE, "within"):
            near |= {id_: other for id_ in ahead.get(type_, ()) if (other := register.get(id_))}
        for id_, other in near.items():
            apart = id_ in ahead.get(reading.APART, ()) or id_ == one.entity.id
            later = frozenset((one.entity.id, id_)) in self._later
            if not apart and not later and other.label == one.listed.label:
                why = self._why(one, other, ahead)
                found |= {id_: Candidate(other, *why)} if why else {}
        return sorted(found.values(), key=lambda one: (-one.score, -one.other.uses, one.other.id))

    def _why(
        self, one: EntityAtHand, other: Listed, ahead: dict[str, set[str]]
    ) -> tuple[str, int] | None:
        if other.id in ahead.get(_MAY_BE, ()):
            return SAID, 100
        found = same((one.listed.name, *one.listed.others), (other.name, *other.others))
        if found is not None:
            return found.reason, found.score
        if other.id in ahead.get("within", ()):
            there = self._workspace.reader.entities([other.id]).get(other.id)
            kinds = [dict(e.attributes).get(_KIND) for e in (one.entity, there) if e is not None]
            if len(kinds) == 2 and kinds[0] and kinds[0] == kinds[1]:
                return WITHIN, 20
        return None


def _cautions(workspace: Workspace, one: EntityAtHand, ties: list[EntityLink]) -> list[Caution]:
    """Tell what came of two people's work on this entity and makes no sense together."""
    reader = workspace.reader
    found = []
    if one.entity.merged_into is not None and one.entity.merged_into in one.ids:
        other = reader.entities([one.entity.merged_into])[one.entity.merged_into]
        found.append(Caution(
            say("{one} and {other} were merged into each other. They are read as {one}.",
                one=one.entity.name, other=other.name),
            say("Keep as {name}", name=one.entity.name), part=one.entity.id,
        ))  # fmt: skip
    found += [
        _torn(workspace, one, link)
        for link in ties
        if link.type == reading.APART and {link.head, link.tail} <= set(one.ids)
    ]
    for type_, circle in reading.loops(reader) if _may_loop(ties) else ():
        if one.entity.id in circle:
            found.append(_loop(workspace, one, type_, circle))
    return found


def _torn(workspace: Workspace, one: EntityAtHand, link: EntityLink) -> Caution:
    names = {entity.id: entity.name for entity in (one.entity, *one.merged)}
    other = next((id_ for id_ in (link.head, link.tail) if id_ != one.entity.id), link.tail)
    person = reading.said_by(workspace.reader, link) or "Somebody"
    words = say("{person} keeps {one} and {other} apart, and they are merged.", person=person,
                one=names[link.head], other=names[link.tail])  # fmt: skip
    return Caution(words, "Part them", part=other)


def _loop(workspace: Workspace, one: EntityAtHand, type_: str, circle: tuple[str, ...]) -> Caution:
    listed = (workspace.register.get(id_) for id_ in circle if id_ != one.entity.id)
    names = ", ".join(other.name for other in listed if other is not None)
    template = (
        "{one} is part of {others}, and the other way round. Two people's work says so."
        if type_ == "part_of"
        else "{one} lies within {others}, and the other way round. Two people's work says so."
    )
    links = tuple(link for link in one.links if link.type == type_)
    here = {id_ for id_ in circle if id_ != one.entity.id}
    mends = tuple(
        link for link in links
        if (tail := workspace.register.get(link.tail)) is not None and tail.id in here
    )  # fmt: skip
    return Caution(
        say(template, one=one.entity.name, others=names), "Take the tie out from here", links=mends
    )


def _may_loop(ties: list[EntityLink]) -> bool:
    return any(link.type in reading.NO_CIRCLE for link in ties)
