"""The kinds of things a project holds: what one register is, and the columns of its state table.

What can differ is kept small. Of a *whole* kind an item is one register: a span, a relation. Of a
kind with *fields* each field is a register of its own: two people may change the name and the
country of one entity apart, and nothing conflicts.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
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

_encode = json.Encoder(order="deterministic").encode


def canonical(value: Json | Fields) -> str:
    """Write JSON in the one form that is hashed and compared: keys sorted, no spaces, UTF-8."""
    return _encode(value).decode()


def _compact(value: Json) -> Cell:
    return canonical(value)


def _uuid(value: Json) -> Cell:
    return ids.to_bytes(str(value))


def _sha256(value: Json) -> Cell:
    return bytes.fromhex(str(value))


def _number(value: Json) -> Cell:
    return int(value) if isinstance(value, bool | int) else None


@dataclass(frozen=True, slots=True)
class Column:
    """A field that has a column of its own in the state table."""

    name: str
    pack: Callable[[Json], Cell] | None = None
    default: Cell = None


@dataclass(frozen=True, slots=True)
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

    def names(self) -> list[str]:
        """Name the columns of the state table in order."""
        own = ["article"] * self.article + ["owner"] * self.owner
        return ["item", *own, *(c.name for c in self.columns), *["more"] * self.more, "conflicts"]

    def row(
        self, item: int, article: int | None, owner: int | None, fields: Fields, conflicts: int
    ) -> tuple[Cell, ...]:
        """Make an item's row in the state table: a pure function of the values shown."""
        row: list[Cell] = [item]
        if self.article:
            row.append(article)
        if self.owner:
            row.append(owner)
        get = fields.get
        for c in self.columns:
            value = get(c.name)
            if value is None:
                row.append(c.default)
            elif c.pack is None:
                row.append(value)  # type: ignore[arg-type]  # plain by declaration
            else:
                row.append(c.pack(value))
        if self.more:
            row.append(self._more(fields))
        row.append(conflicts)
        return tuple(row)

    def _more(self, fields: Fields) -> str | None:
        known = {c.name for c in self.columns} | {EXISTS}
        rest = {name: v for name, v in fields.items() if v is not None and name not in known}
        return canonical(rest) if rest else None

    def is_there(self, fields: Fields) -> bool:
        """Say whether these values describe an item that exists."""
        return bool(fields) if self.whole else bool(fields.get(EXISTS))


def _plain(*names: str) -> tuple[Column, ...]:
    return tuple(Column(name) for name in names)


_LAYER = Column("layer", default="work")
_RANGE = _plain("start", "end")
_ATTRIBUTES = Column("attributes", _compact)

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
             Column("original", _sha256)),
            article=True,
        ),
        Kind("zone", "uuid", True, (Column("zone"), *_RANGE), article=True),
        Kind(
            "reading", "uuid", False,
            (_LAYER, Column("status", default="unread"), Column("relevant", _number),
             Column("note"), Column("seconds", default=0), Column("reviewer", _uuid),
             Column("annotators", _compact)),
            article=True, owner=True,
        ),
        Kind(
            "span", "uuid", True,
            (_LAYER, Column("label"), *_RANGE, Column("quote"), Column("entity", _uuid),
             Column("events", _compact), _ATTRIBUTES, Column("note"),
             Column("origin", default="typed"), Column("suggester"), Column("score"),
             Column("derived_from", _compact)),
            article=True, owner=True,
        ),
        Kind(
            "relation", "uuid", True,
            (_LAYER, Column("type"), Column("head", _uuid), Column("tail", _uuid),
             Column("tail_article", _sha256), _ATTRIBUTES),
            article=True, owner=True,
        ),
        Kind(
            "verdict", "uuid", True,
            (Column("label"), *_RANGE, Column("suggester"), Column("decision")),
            article=True, owner=True,
        ),
        Kind(
            "entity", "uuid", False,
            (*_plain("label", "name", "latitude", "longitude", "note"),
             Column("merged_into", _uuid)),
            more=True,
        ),
        Kind(
            "alias", "uuid", True,
            (Column("entity", _uuid), Column("name"), Column("used_by", _uuid),
             Column("position", default=0)),
        ),
        Kind(
            "entity_link", "uuid", True,
            (Column("head", _uuid), Column("type"), Column("tail", _uuid)),
        ),
        Kind(
            "event", "uuid", False,
            (*_plain("title", "type", "date", "date_precision"), Column("places", _compact),
             *_plain("place_precision", "note")),
            more=True,
        ),
        Kind(
            "participant", "uuid", True,
            (Column("event", _uuid), Column("role"), Column("entity", _uuid)),
        ),
        Kind(
            "event_link", "uuid", True,
            (Column("head", _uuid), Column("type"), Column("tail", _uuid)),
        ),
        Kind(
            "attachment", "uuid", True,
            (*_plain("of", "name", "media_type"), Column("sha256", _sha256)),
        ),
    )
}  # fmt: skip
"""Every kind by its name."""
