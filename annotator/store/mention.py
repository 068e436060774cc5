"""Where an entity or an event is told of first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from annotator.model.ids import to_bytes, to_text

if TYPE_CHECKING:
    from annotator.store.reader import Reader

_FIRST = (
    "SELECT a.uid, i.uid, p.uid, s.start FROM span s JOIN item i ON i.id = s.item"
    " JOIN item a ON a.id = s.article JOIN article t ON t.item = s.article"
    " LEFT JOIN item p ON p.id = s.owner WHERE {names}"
    " ORDER BY p.uid IS ?2 DESC, s.layer DESC, s.article, s.start LIMIT 1"
)
_NAMES = {
    "entity": (
        "(s.entity = ?1 OR s.entity IN (SELECT m.uid FROM entity e JOIN item m ON m.id = e.item"
        " WHERE e.merged_into = ?1))"
    ),
    "event": "instr(s.events, ?1)",
}


@dataclass(frozen=True, slots=True)
class Mention:
    """A mark that names an entity or tells of an event."""

    article: str
    span: str
    owner: str | None
    """Whose layer it is in; None for what was adjudicated."""
    start: int


def first_mention(
    reader: Reader, kind: Literal["entity", "event"], id_: str, person: str
) -> Mention | None:
    """Find the first mark that names a thing, one's own before those of others; None without."""
    named = to_bytes(id_) if kind == "entity" else id_
    query = _FIRST.format(names=_NAMES[kind])
    row = reader.sql.execute(query, [named, to_bytes(person)]).fetchone()
    if row is None:
        return None
    article, span, owner, start = row
    return Mention(article.hex(), to_text(span), to_text(owner) if owner else None, start)
