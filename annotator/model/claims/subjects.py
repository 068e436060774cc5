"""What a claim says of who, where, weapon, harm and why: the words inside it that say so.

A claim may tell of two events at once (“they fired artillery after they were hit by rockets”).
Where expert marks say which words belong to which event, those of the other event are left out.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Final, Literal

from annotator.model.claims.claim import ACTOR, EVENT, HARM, LOCATION, WEAPON, Claim, Mention

Column = Literal["who", "where", "weapon", "harm", "why"]
COLUMNS: Final[tuple[Column, ...]] = ("who", "where", "weapon", "harm", "why")
ASPECTS: Final[dict[Column, str]] = {
    "who": "actor", "where": "place", "weapon": "weapon", "harm": "harm", "why": "reason",
}  # fmt: skip
"""The aspect, an id of the scheme, under which claims agree or differ in a column."""
OF_EVENT: Final = "event"
"""The aspect under which one claim says that it happened, and another that it did not."""

_DOES: Final = ("attacked", "used")
_SUFFERS: Final = ("target", "victim", "attacked")
_REASONS: Final = ("justification", "intent")
_DECLINED: Final[dict[str, Column]] = {
    "responsibility": "who", "harm": "harm", "justification": "why", "intent": "why",
}  # fmt: skip
_OF_EVENT: Final = ("attacker", "target", "victim", "instrument", "place", "harm")
_GAP = 6
"""Code points between two mentions that are quoted as one: “US base in eastern Syria”."""


@dataclass(frozen=True, slots=True)
class Said:
    """The words by which a claim says something in a column."""

    claim: str
    """The id of the claim."""
    article: str
    start: int
    end: int
    """Where the words stand: code points."""
    words: str
    entities: tuple[str, ...] = ()
    values: tuple[str, ...] = ()
    """What analysts noted of them: the category of a weapon, the effect of a harm."""
    is_declined: bool = False
    """It says that the source does not say."""


def said_of(claim: Claim, column: Column, event: str | None = None) -> list[Said]:
    """Give what a claim says in a column, of one event where one is named."""
    declined = _declined(claim, column, event)
    if declined is not None:
        return [declined]
    if column == "why":
        return _whole(claim) if claim.is_about(*_REASONS) and claim.mainly(event) else []
    mentions = _mentions(claim, column, event)
    if column == "harm" and not mentions and claim.is_about("harm"):
        return _whole(claim)
    return _quoted(claim, mentions)


def _declined(claim: Claim, column: Column, event: str | None) -> Said | None:
    """Give the words by which a source declines to say, as “without saying who it was”."""
    if claim.stance != "no_position" or not claim.mainly(event):
        return None
    if column not in {_DECLINED.get(subject) for subject in claim.about}:
        return None
    words = " ".join((*claim.cue, claim.quote))
    return Said(claim.id, claim.article, claim.start, claim.end, words, is_declined=True)


def _whole(claim: Claim) -> list[Said]:
    return [Said(claim.id, claim.article, claim.start, claim.end, claim.quote)]


def _mentions(claim: Claim, column: Column, event: str | None) -> list[Mention]:
    label = {"who": ACTOR, "where": LOCATION, "weapon": WEAPON, "harm": HARM}[column]
    found = [mention for mention in claim.mentions if mention.label == label]
    elsewhere = _of_other_events(claim, event, ("attacker",) if column == "who" else _OF_EVENT)
    found = [mention for mention in found if mention.id not in elsewhere]
    return _who_did_it(claim, found) if column == "who" else found


def _of_other_events(claim: Claim, event: str | None, roles: Collection[str]) -> set[str]:
    """Give the mentions that marks of other events claim, and none of this one in these roles."""
    if event is None:
        return set()
    events = {m.id: m.events for m in claim.mentions if m.label == EVENT and m.events}
    ours, theirs = set[str](), set[str]()
    for bond in claim.bonds:
        if bond.type in _OF_EVENT and bond.head in events:
            if event not in events[bond.head]:
                theirs.add(bond.tail)
            elif bond.type in roles:
                ours.add(bond.tail)
    ours |= {b.tail for b in claim.bonds if b.type == "located_in" and b.head in ours}
    return theirs - ours


def _who_did_it(claim: Claim, actors: list[Mention]) -> list[Mention]:
    """Give the actors who did it: by their relations, else all who are no more than named.

    An actor inside a place says whose place it is (“US base”), and one who is only hit is no doer.
    """
    doers = {b.head for b in claim.bonds if b.type in _DOES}
    doers |= {b.tail for b in claim.bonds if b.type == "attacker"}
    known = [actor for actor in actors if actor.id in doers]
    if known:
        return known
    owners = {b.head for b in claim.bonds if b.type == "controls"}
    hit = {b.tail for b in claim.bonds if b.type in _SUFFERS}
    places = [m for m in claim.mentions if m.label == LOCATION]
    return [
        actor
        for actor in actors
        if actor.id not in owners | hit
        and ("form", "modifier") not in actor.attributes
        and not any(place.start <= actor.start and actor.end <= place.end for place in places)
    ]


def _quoted(claim: Claim, mentions: Iterable[Mention]) -> list[Said]:
    """Quote mentions; those that stand close to each other are quoted as one."""
    found: list[Said] = []
    for mention in sorted(mentions, key=lambda m: (m.start, -m.end)):
        new = _one(claim, mention)
        last = found[-1] if found else None
        if last is not None and mention.start - last.end <= _GAP:
            end = max(last.end, mention.end)
            words = claim.quote[last.start - claim.start : end - claim.start]
            found[-1] = Said(
                claim.id, claim.article, last.start, end, words,
                (*last.entities, *new.entities), (*last.values, *new.values),
            )  # fmt: skip
        else:
            found.append(new)
    return found


def _one(claim: Claim, mention: Mention) -> Said:
    wanted = {"category", "effect"}
    values = tuple(value for name, value in mention.attributes if name in wanted)
    entities = (mention.entity,) if mention.entity is not None else ()
    return Said(
        claim.id, claim.article, mention.start, mention.end, mention.words, entities,
        tuple(value for value in values if value != "unspecified"),
    )  # fmt: skip
