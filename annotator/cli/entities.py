"""The command that lists the entities of a project, renames one, and merges two."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from annotator.cli.answers import JSON, PROJECT, Answer, me, tell
from annotator.model.merging import members
from annotator.model.sentences import Refused, count, say
from annotator.store.entities import deeds, reading
from annotator.store.store import Store

if TYPE_CHECKING:
    from annotator.model.entity import Alias, Entity, EntityLink
    from annotator.model.scheme import Scheme
    from annotator.store.reader import Reader


@click.command("entities")
@PROJECT
@click.option("--merge", nargs=2, metavar="A B", help="Read A as B: two names or ids.")
@click.option("--rename", nargs=2, metavar="A NAME", help="Give A, a name or an id, another name.")
@JSON
def entities_(
    project: Path, merge: tuple[str, str] | None, rename: tuple[str, str] | None, *, as_json: bool
) -> None:
    """List who and what is named: label, kind, country, other names, mentions, ties."""
    if merge is not None and rename is not None:
        raise click.UsageError("Merge or rename, one at a time.")
    if merge is not None:
        _merge(project, *merge, as_json=as_json)
    elif rename is not None:
        _rename(project, *rename, as_json=as_json)
    else:
        _list(project, as_json=as_json)


def _merge(project: Path, gone: str, kept: str, *, as_json: bool) -> None:
    with Store.open(project, me()) as store:
        ids = [_named(store.read, name) for name in (gone, kept)]
        names = [deeds.needed(store, id_).name for id_ in ids]
        with store.step("Merge {one} into {other}", one=names[0], other=names[1]):
            deeds.merge(store, *ids)
    done = say("Merged {one} into {other}.", one=names[0], other=names[1])
    tell({"merged": ids[0], "into": ids[1]}, as_json, done)


def _rename(project: Path, entity: str, name: str, *, as_json: bool) -> None:
    with Store.open(project, me()) as store:
        id_ = _named(store.read, entity)
        before = deeds.needed(store, id_).name
        with store.step("Rename {name} to {new}", name=before, new=name):
            deeds.rename(store, id_, name)
        after = deeds.needed(store, id_).name
    done = say("Renamed {name} to {new}.", name=before, new=after)
    tell({"renamed": id_, "name": after}, as_json, done)


def _named(reader: Reader, name: str) -> str:
    """Give the id of the one entity of this name or id. Raises Refused where there is not one."""
    found = [row.id for row in reading.rows(reader) if name in (row.id, row.name)]
    if not found:
        found = [row.id for row in reading.rows(reader) if row.name.casefold() == name.casefold()]
    if len(found) == 1:
        return found[0]
    template = (
        "Several entities are called “{name}”. Nothing was changed. Name one by its id: {ids}"
        if found
        else "No entity is called “{name}”. Nothing was changed. See what there is with:"
        " annotator entities PROJECT"
    )
    raise Refused(template, name=name, ids=", ".join(found))


# --- the list -------------------------------------------------------------------------------------


def _list(project: Path, *, as_json: bool) -> None:
    with Store.open(project, me(), read_only=True) as store, store.reading():
        found = list(_answers(store.read))
        rings, loops, torn = (look(store.read) for look in (reading.rings, reading.loops,
                                                            reading.torn))  # fmt: skip
    number = len(rings) + len(loops) + len(torn)
    cautions = count(number, "thing makes", "things make")
    told = say("{what} no sense together. See: annotator check", what=cautions) if number else ""
    lines = [*map(_line, found), *([told] if told else [])]
    last = count(len(found), "entity.", "entities.") if found else "There is no entity yet."
    tell({"entities": found, "doubtful": number}, as_json, *lines, last)


def _answers(reader: Reader) -> Iterable[Answer]:
    """Give the entities, the most named first; merged ones are in the one they are read as."""
    into = reading.merged(reader)
    others, scheme = members(into), reader.scheme()
    known, uses = reader.entities(), reading.uses(reader)
    aliases: dict[str, list[Alias]] = {}
    for alias in reader.aliases():
        aliases.setdefault(alias.entity, []).append(alias)
    links: dict[str, list[EntityLink]] = {}
    for link in reader.entity_links():
        links.setdefault(link.head, []).append(link)
    rows = []
    for row in reading.rows(reader):
        ids = [row.id, *others.get(row.id, ())]
        number = uses.get(row.id, 0) if len(ids) == 1 else reading.uses_of(reader, ids)
        names = [a for id_ in ids for a in aliases.get(id_, ())]
        ties = [link for id_ in ids for link in links.get(id_, ())]
        rows.append(_answer(scheme, known, ids, names, ties, number))
    return sorted(rows, key=lambda one: (-int(str(one["mentions"])), str(one["name"]).casefold()))


def _answer(
    scheme: Scheme, known: dict[str, Entity], ids: list[str], names: list[Alias],
    ties: list[EntityLink], mentions: int,
) -> Answer:  # fmt: skip
    entity = known[ids[0]]
    called = scheme.attribute_names(f"label.{entity.label}")
    attributes: dict[str, list[str]] = {}
    for id_, value in entity.attributes:
        attributes.setdefault(called.get(id_, id_), []).append(value)
    return {
        "id": entity.id, "label": scheme.label_names.get(entity.label, entity.label),
        "name": entity.name, "mentions": mentions,
        "aliases": [{"name": a.name, "used_by": a.used_by} for a in names],
        "merged": [{"id": id_, "name": known[id_].name} for id_ in ids[1:] if id_ in known],
        "attributes": attributes, "latitude": entity.latitude, "longitude": entity.longitude,
        "identifiers": [{"name": name, "value": value} for name, value in entity.identifiers],
        "links": [{"type": link.type, "entity": link.tail} for link in ties],
        "note": entity.note,
    }  # fmt: skip


def _line(one: Answer) -> str:
    """Write an entity in one line: name, label, kind and country, mentions, other names."""
    attributes = one["attributes"] if isinstance(one["attributes"], dict) else {}
    said = [", ".join(attributes[name]) for name in ("kind", "country") if name in attributes]
    aliases = one["aliases"] if isinstance(one["aliases"], list) else []
    merged = one["merged"] if isinstance(one["merged"], list) else []
    names = dict.fromkeys(known["name"] for known in (*merged, *aliases))
    parts = [
        f"{one['name']}", ", ".join([f"{one['label']}", *said]),
        count(int(str(one["mentions"])), "mention", "mentions"), ", ".join(names),
    ]  # fmt: skip
    return "  ".join(" ".join(part.split()) for part in parts if part)


COMMANDS = (entities_,)
