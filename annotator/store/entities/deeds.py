"""What is done to entities. Each function writes inside a step that is open, or raises Refused.

Nothing is lost by merging: the one that goes keeps its id, names and ties, and is read as the
other; to part them again takes one value back. Marks are their annotators' own, and are never
written here but for those of the person who works.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from annotator.model.attribute_values import degrees
from annotator.model.entity import Alias, Entity, EntityLink
from annotator.model.ids import new_id
from annotator.model.merging import leads_to, stands_for
from annotator.model.sentences import Refused
from annotator.store.entities import reading
from annotator.store.entities.reading import APART, NO_CIRCLE

if TYPE_CHECKING:
    from annotator.model.span import Span
    from annotator.store.kinds import Json
    from annotator.store.store import Store

_GONE = "The entity is not here any more. Nothing was changed."
_NO_NAME = "An entity needs a name. Nothing was changed."


def needed(store: Store, id_: str) -> Entity:
    """Give an entity as it is read now. Raises Refused where it is not here."""
    found = reading.needed(store.read, id_)
    if found is None:
        raise Refused(_GONE)
    return found


def rename(store: Store, id_: str, name: str) -> None:
    """Give an entity another name."""
    words = " ".join(name.split())
    if not words:
        raise Refused(_NO_NAME)
    store.set_fields("entity", needed(store, id_).id, name=words)


def set_values(store: Store, id_: str, attribute: str, values: Sequence[str]) -> None:
    """Set what is said of an entity in one attribute; no values leave it open."""
    field = f"attributes.{attribute}"
    fields: dict[str, Json] = {field: [*values] or None}
    store.set_fields("entity", needed(store, id_).id, **fields)


def set_note(store: Store, id_: str, note: str) -> None:
    """Set the note of an entity; without words it has none."""
    store.set_fields("entity", needed(store, id_).id, note=note.strip() or None)


def set_place(store: Store, id_: str, words: str) -> None:
    """Set where it is: degrees of latitude and longitude; without words nobody knows."""
    found = degrees(words)
    if words.strip() and found is None:
        raise Refused(
            "“{words}” are no coordinates. Write latitude, from -90 to 90, then longitude, from"
            " -180 to 180, such as 35.33, 40.14. Nothing was changed.",
            words=words.strip(),
        )
    latitude, longitude = found or (None, None)
    store.set_fields("entity", needed(store, id_).id, latitude=latitude, longitude=longitude)


def set_identifiers(store: Store, id_: str, words: str) -> None:
    """Set its numbers in registers, as “wikidata Q30, geonames 163843”."""
    entity = needed(store, id_)
    fields: dict[str, Json] = {f"identifiers.{name}": None for name, _ in entity.identifiers}
    for part in filter(None, (" ".join(one.split()) for one in words.split(","))):
        register, _, number = part.partition(" ")
        if not number:
            raise Refused(
                "“{words}” names no register. Write the register, then the number there, such as"
                " wikidata Q30. Nothing was changed.",
                words=part,
            )
        before = fields.get(f"identifiers.{register}")
        fields[f"identifiers.{register}"] = [*(before if isinstance(before, list) else ()), number]
    store.set_fields("entity", entity.id, **fields)


# --- names and ties -------------------------------------------------------------------------------


def add_alias(store: Store, id_: str, name: str, used_by: str | None = None) -> None:
    """Add another name, and with `used_by` the entity that uses it."""
    words = " ".join(name.split())
    if not words:
        raise Refused("Another name needs words. Nothing was changed.")
    entity = needed(store, id_)
    known = store.read.aliases(reading.whole(store.read, entity.id))
    if any((one.name, one.used_by) == (words, used_by) for one in known):
        raise Refused("{entity} is called {name} already.", entity=entity.name, name=words)
    store.put(Alias.of(entity.id, words, used_by, max((a.position + 1 for a in known), default=0)))


def tie(store: Store, head: str, type_: str, tail: str) -> EntityLink:
    """Tie an entity to another. Raises Refused where that would lead round in a circle."""
    one, other = needed(store, head), needed(store, tail)
    if one.id == other.id:
        raise Refused("{name} cannot be tied to itself. Nothing was changed.", name=one.name)
    if type_ in NO_CIRCLE:
        _refuse_circle(store, one, type_, other)
    link = _apart(one.id, other.id) if type_ == APART else EntityLink.of(one.id, type_, other.id)
    store.put(link)
    return link


def new_tied(store: Store, head: str, type_: str, name: str) -> str:
    """Make an entity that no mark names yet, of the same label, and tie one to it. Give its id."""
    one, words = needed(store, head), " ".join(name.split())
    if not words:
        raise Refused(_NO_NAME)
    made = Entity(new_id(), one.label, words)
    store.put(made)
    tie(store, one.id, type_, made.id)
    return made.id


def _refuse_circle(store: Store, head: Entity, type_: str, tail: Entity) -> None:
    into = reading.merged(store.read)
    tails: dict[str, list[str]] = {}
    for link in reading.ties_of_type(store.read, type_):
        tails.setdefault(stands_for(link.head, into), []).append(stands_for(link.tail, into))
    if leads_to(tail.id, head.id, lambda id_: tails.get(id_, ())):
        sentence = (
            "{tail} is part of {head} already, so {head} cannot be part of {tail}."
            if type_ == "part_of"
            else "{tail} lies within {head} already, so {head} cannot lie within {tail}."
        )
        raise Refused(sentence + " Nothing was changed.", head=head.name, tail=tail.name)


def untie(store: Store, *links: EntityLink) -> None:
    """Take ties out."""
    store.remove(*links)


def tie_only(store: Store, head: str, type_: str, tails: Sequence[str]) -> None:
    """Let an entity have ties of a type to just these."""
    one = needed(store, head)
    into = reading.merged(store.read)
    here = [
        link
        for link in store.read.entity_links(reading.whole(store.read, one.id))
        if link.type == type_
    ]
    wanted = {stands_for(tail, into) for tail in tails}
    untie(store, *(link for link in here if stands_for(link.tail, into) not in wanted))
    have = {stands_for(link.tail, into) for link in here}
    for tail in sorted(wanted - have):
        tie(store, one.id, type_, tail)


# --- one or two -----------------------------------------------------------------------------------


def merge(store: Store, gone: str, kept: str) -> tuple[Entity, Entity]:
    """Let an entity be read as another. Give both as they were, the one that goes first.

    What one had said oneself of keeping them apart is taken back; what others said stays.
    """
    one, other = needed(store, gone), needed(store, kept)
    if one.id == other.id:
        raise Refused("These two are one already: {name}. Nothing was changed.", name=one.name)
    if one.label != other.label:
        names = store.read.scheme().label_names
        raise Refused(
            "{one} is of the kind {first} and {other} of the kind {second}, so they cannot be one."
            " Nothing was changed.",
            one=one.name, other=other.name, first=names.get(one.label, one.label),
            second=names.get(other.label, other.label),
        )  # fmt: skip
    store.set_fields("entity", one.id, merged_into=other.id)
    return one, other


def part(store: Store, id_: str) -> Entity:
    """Let an entity that was merged stand for itself again. Give it."""
    found = store.read.entities([id_]).get(id_)
    if found is None:
        raise Refused(_GONE)
    if found.merged_into is None:
        raise Refused("{name} is merged into nothing. Nothing was changed.", name=found.name)
    store.set_fields("entity", id_, merged_into=None)
    return found


def keep_apart(store: Store, one: str, other: str) -> EntityLink:
    """Note that two entities are not one, for everybody and for good."""
    return tie(store, one, APART, other)


def _apart(one: str, other: str) -> EntityLink:
    head, tail = sorted((one, other))
    return EntityLink.of(head, APART, tail)


def split(store: Store, spans: Iterable[Span], into: str | None, name: str = "") -> tuple[str, int]:
    """Let marks name another entity, a new one of this name without `into`. Give it, and how many.

    Only marks of the person who works can be moved.
    """
    mine = [span for span in spans if span.person == store.person.id]
    if not mine:
        raise Refused(
            "All of these are colleagues' marks, which only they can change. Nothing was changed."
        )
    if into is None:
        words = " ".join(name.split())
        if not words:
            raise Refused(_NO_NAME)
        made = Entity(new_id(), mine[0].label, words)
        store.put(made)
        into = made.id
    else:
        into = needed(store, into).id
    moved = [span for span in mine if span.entity != into]
    store.put(*(replace(span, entity=into) for span in moved))
    return into, len(moved)


def delete(store: Store, id_: str) -> int:
    """Take an entity out with its names and ties. Give how many places named it.

    The marks stay as they are: they keep their words, and name nothing until it comes back.
    """
    ids = reading.whole(store.read, needed(store, id_).id)
    number = reading.uses_of(store.read, ids)
    known = store.read.entities(ids)
    store.remove(*reading.ties_with(store.read, ids), *store.read.aliases(ids), *known.values())
    return number
