"""Where in the articles a thing can be looked at: its article, and a mark that shows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from annotator.model.ids import to_bytes, to_text
from annotator.store.kinds import KINDS

if TYPE_CHECKING:
    from annotator.store.reader import Reader

_OF_ENTITY: Final = {"alias": "entity", "entity_link": "head", "participant": "entity"}
"""Kinds that are about an entity, and the column that names it."""
_MARK = (
    "SELECT a.uid, o.uid, i.uid FROM span s JOIN item i ON i.id = s.item"
    " JOIN item a ON a.id = s.article JOIN article t ON t.item = s.article"
    " LEFT JOIN item o ON o.id = s.owner WHERE {} LIMIT 1"
)
_ROW = "SELECT t.{} FROM {} t JOIN item i ON i.id = t.item WHERE i.uid = ? AND i.kind = '{}'"


@dataclass(frozen=True, slots=True)
class Seen:
    """An article, and perhaps the mark in it and the person whose mark it is."""

    article: str
    person: str | None = None
    span: str | None = None


def seen_at(reader: Reader, kind: str, id_: str, article: str | None) -> Seen | None:
    """Find where a thing can be looked at, None where no article shows it."""
    if kind == "entity":
        return _mark(reader, "s.entity = ?", to_bytes(id_))
    if kind == "event":
        return _mark(reader, "instr(s.events, ?) > 0", id_)
    if kind in _OF_ENTITY:
        entity = _column(reader, kind, id_, _OF_ENTITY[kind])
        return _mark(reader, "s.entity = ?", entity) if entity else None
    if article is None or reader.item_of(article) is None or reader.text(article) is None:
        return None
    span = to_bytes(id_) if kind == "span" else None
    if kind == "relation":
        span = _column(reader, kind, id_, "head")
    return (_mark(reader, "i.uid = ?", span) if span else None) or Seen(article)


def _column(reader: Reader, kind: str, id_: str, column: str) -> bytes | None:
    query = _ROW.format(column, kind, kind)
    row = reader.sql.execute(query, [KINDS[kind].pack_id(id_)]).fetchone()
    return row[0] if row else None


def _mark(reader: Reader, where: str, value: bytes | str) -> Seen | None:
    row = reader.sql.execute(_MARK.format(where), [value]).fetchone()
    if row is None:
        return None
    article, person, span = row
    return Seen(article.hex(), to_text(person) if person else None, to_text(span))
