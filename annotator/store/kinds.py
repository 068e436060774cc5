"""The kinds of things a project holds: what one register is, and the columns of its state table.

What can differ is kept small. Of a *whole* kind an item is one register: a span, a relation. Of a
kind with *fields* each field is a register of its own: two people may change the name and the
country of one entity apart, and nothing conflicts.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from msgspec import json

from annotator.model import ids

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]
Fields = Mapping[str, Json]
Cell = None | int | float | str | bytes

EXISTS = "exists"
"""The field that says whether an item of a kind with fields is there."""
WHOLE = ""
"""The only field of a whole kind."""

encode = json.Encoder(order="deterministic").encode
"""Write JSON in the one form that is hashed and compared: keys sorted, no spaces. Gives bytes."""


def canonical(value: Json | Fields) -> str:
    """Give the same as text."""
    return encode(value).decode()


def _compact(value: Json) -> Cell:
    return canonical(value)


def _uuid(value: Json) -> Cell:
    return ids.to_bytes(str(value))


def _sha256(value: Json) -> Cell:
    return bytes.fromhex(str(value))


def _number(value: Json) -> Cell:
    return int(value) if isinstance(value, bool | int) else None


def _is_text(value: Json) -> bool:
    return isinstance(value, str)


def _is_flag(value: Json) -> bool:
    return isinstance(value, bool)


def _is_whole(value: Json) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 1 << 63


def _is_number(value: Json) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def _is_uuid(value: Json) -> bool:
    return isinstance(value, str) and ids.is_id(value)


def _is_sha256(value: Json) -> bool:
    return isinstance(value, str) and ids.is_sha256(value)


def _are_uuids(value: Json) -> bool:
    return isinstance(value, list) and all(map(_is_uuid, value))


def _are_pairs(value: Json) -> bool:
    return isinstance(value, list) and all(isinstance(p, list) and len(p) == 2 for p in value)


@dataclass(frozen=True, slots=True)
class Column:
    """A field that has a column of its own in the state table."""

    name: str
    pack: Callable[[Json], Cell] | None = None
    default: Cell = None
    holds: Callable[[Json], bool] = _is_text
    """Says whether a value from elsewhere may stand there."""


@dataclass(frozen=True)
class Kind:
    """A kind of item. Its state table bears its name."""

    name: str
    ids: Literal["uuid", "sha256", "slug"]
    whole: bool
    columns: tuple[Column, ...]
    article: bool = False
    """Items belong to an article."""
    owner: bool = False
    """Items belong to a person's own layer."""
    more: bool = False
    """Fields without a column of their own are kept as JSON in the column `more`."""
    needs: tuple[str, ...] = ()
    """What an item of a whole kind must say."""
    soft: tuple[str, ...] = ()
    """What two people may say otherwise of an item of a whole kind, and it is no conflict."""

    def pack_id(self, text: str) -> bytes:
        """Give the bytes of an id as columns hold them."""
        if self.ids == "uuid":
            return ids.to_bytes(text)
        return bytes.fromhex(text) if self.ids == "sha256" else text.encode()

    def unpack_id(self, raw: bytes) -> str:
        """Give an id as the model and files write it."""
        if self.ids == "uuid":
            return ids.to_text(raw)
        return raw.hex() if self.ids == "sha256" else raw.decode()

    @cached_property
    def _places(self) -> dict[str, tuple[int, Callable[[Json], Cell] | None]]:
        """Say where in a row each field stands, and how it is packed."""
        first = 1 + self.article + self.owner
        return {c.name: (n, c.pack) for n, c in enumerate(self.columns, first)}

    @cached_property
    def _blank(self) -> list[Cell]:
        """Give the row of an item of which nothing is known."""
        own = 1 + self.article + self.owner
        return [None] * own + [c.default for c in self.columns] + [None] * self.more + [0]

    def names(self) -> list[str]:
        """Name the columns of the state table in order."""
        own = ["article"] * self.article + ["owner"] * self.owner
        return ["item", *own, *(c.name for c in self.columns), *["more"] * self.more, "conflicts"]

    def row(
        self, item: int, article: int | None, owner: int | None, fields: Fields, conflicts: int
    ) -> list[Cell]:
        """Make an item's row in the state table: a pure function of the values shown."""
        row = self._blank.copy()
        row[0] = item
        if self.article:
            row[1] = article
        if self.owner:
            row[1 + self.article] = owner
        places, more = self._places, {}
        for name, value in fields.items():
            if value is None:
                continue
            place = places.get(name)
            if place is None:
                more[name] = value
            else:
                row[place[0]] = place[1](value) if place[1] else value  # type: ignore[assignment]
        more.pop(EXISTS, None)
        if self.more and more:
            row[-2] = canonical(more)
        row[-1] = conflicts
        return row

    def is_there(self, fields: Fields) -> bool:
        """Say whether these values describe an item that exists."""
        return bool(fields) if self.whole else bool(fields.get(EXISTS))

    def fits(self, fields: Fields) -> bool:
        """Say whether the state table and the model have room for these values."""
        if any(fields.get(name) is None for name in self.needs):
            return False
        if not all(c.holds(v) for c in self.columns if (v := fields.get(c.name)) is not None):
            return False
        start, end = fields.get("start"), fields.get("end")
        if isinstance(start, int) and isinstance(end, int) and start >= end:
            return False
        exists = fields.get(EXISTS)
        return self.whole or exists is None or exists is True


def _plain(*names: str) -> tuple[Column, ...]:
    return tuple(Column(name) for name in names)


_LAYER = Column("layer", default="work")
_RANGE = (Column("start", holds=_is_whole), Column("end", holds=_is_whole))
_ATTRIBUTES = Column("attributes", _compact, holds=_are_pairs)


def _id(name: str) -> Column:
    return Column(name, _uuid, holds=_is_uuid)


def _ids(name: str) -> Column:
    return Column(name, _compact, holds=_are_uuids)


def _flag(name: str) -> Column:
    return Column(name, _number, default=0, holds=_is_flag)


def _hash(name: str) -> Column:
    return Column(name, _sha256, holds=_is_sha256)


KINDS = {
    kind.name: kind
    for kind in (
        Kind("person", "uuid", False, _plain("name", "role"), more=True),
        Kind("scheme", "slug", False, (), more=True),
        Kind("label", "slug", False, (), more=True),
        Kind("attribute", "slug", False, (), more=True),
        Kind("relation_type", "slug", False, (), more=True),
        Kind("zone_type", "slug", False, (), more=True),
        Kind("article_field", "slug", False, (), more=True),
        Kind(
            "article", "sha256", False,
            _plain(
                "title", "language", "source", "publisher", "url", "author", "published",
                "retrieved", "licence", "translation", "original_language", "note", "corrects",
            ),
            more=True,
        ),
        Kind(
            "sighting", "uuid", True,
            (*_plain("source", "url", "title", "published", "retrieved", "file"),
             _hash("original")),
            article=True,
        ),
        Kind(
            "zone", "uuid", True, (Column("zone"), *_RANGE), article=True,
            needs=("zone", "start", "end"),
        ),
        Kind(
            "reading", "uuid", False,
            (_LAYER, Column("status", default="unread"),
             Column("relevant", _number, holds=_is_flag), Column("note"),
             Column("seconds", default=0, holds=_is_whole), _id("reviewer"), _ids("annotators")),
            article=True, owner=True,
        ),
        Kind(
            "span", "uuid", True,
            (_LAYER, Column("label"), *_RANGE, Column("quote"), _id("entity"),
             _ids("events"), _ATTRIBUTES, Column("note"), Column("origin", default="typed"),
             Column("suggester"), Column("score", holds=_is_number), _ids("derived_from")),
            article=True, owner=True, needs=("label", "start", "end", "quote"),
        ),
        Kind(
            "relation", "uuid", True,
            (_LAYER, Column("type"), _id("head"), _id("tail"), _hash("tail_article"),
             _ATTRIBUTES),
            article=True, owner=True, needs=("type", "head", "tail"),
        ),
        Kind(
            "verdict", "uuid", True,
            (Column("label"), *_RANGE, Column("suggester"), Column("decision")),
            article=True, owner=True, needs=("label", "start", "end", "suggester", "decision"),
        ),
        Kind(
            "entity", "uuid", False,
            (*_plain("label", "name"), Column("latitude", holds=_is_number),
             Column("longitude", holds=_is_number), Column("note"), _id("merged_into")),
            more=True,
        ),
        Kind(
            "alias", "uuid", True,
            (_id("entity"), Column("name"), _id("used_by"),
             Column("position", default=0, holds=_is_whole)),
            needs=("entity", "name"), soft=("position",),
        ),
        Kind(
            "entity_link", "uuid", True,
            (_id("head"), Column("type"), _id("tail")), needs=("head", "type", "tail"),
        ),
        Kind(
            "event", "uuid", False,
            (*_plain("title", "type", "date", "date_precision"), _ids("places"),
             *_plain("place_precision", "note")),
            more=True,
        ),
        Kind(
            "participant", "uuid", True,
            (_id("event"), Column("role"), _id("entity")), needs=("event", "role", "entity"),
        ),
        Kind(
            "event_link", "uuid", True,
            (_id("head"), Column("type"), _id("tail")), needs=("head", "type", "tail"),
        ),
        Kind(
            "attachment", "uuid", True,
            (*_plain("of", "name", "media_type"), _hash("sha256")),
            needs=("of", "name", "media_type", "sha256"),
        ),
        Kind(
            "round", "uuid", False,
            (Column("name"), _ids("persons"), Column("each", default=0, holds=_is_whole),
             Column("seed", default=0, holds=_is_whole), _flag("blind"), _flag("closed")),
            more=True,
        ),
        Kind(
            "assignment", "uuid", True, (_id("round"), _id("assignee")), article=True,
            needs=("round", "assignee"),
        ),
        Kind(
            "decision", "uuid", True,
            (Column("difference"), _ids("alternatives"), Column("way"), _ids("took"), _ids("gold"),
             Column("seen"), Column("reason")),
            article=True, needs=("difference", "alternatives", "way"), soft=("reason",),
        ),
        Kind(
            "comment", "uuid", False,
            (Column("text"), Column("written"), _id("of"), _id("answers"), _flag("resolved")),
            article=True, owner=True, more=True,
        ),
        Kind(
            "guideline", "uuid", False, (*_plain("text", "label"), _id("decision")), more=True,
        ),
    )
}  # fmt: skip
"""Every kind by its name."""
