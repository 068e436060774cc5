"""Where an entity or an event is told of first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from annotator.model.ids import to_bytes, to_text
from annotator.store.entities.reading import whole
from annotator.store.log import marks

if TYPE_CHECKING:
    from annotator.store.reader import Reader

_FIRST = (
    "SELECT a.uid, i.uid, p.uid, s.start FROM span s JOIN item i ON i.id = s.item"
    " JOIN item a ON a.id = s.article JOIN article t ON t.item = s.article"
    " LEFT JOIN item p ON p.id = s.owner WHERE {names}"
    " ORDER BY p.uid IS ? DESC, s.layer DESC, s.article, s.start LIMIT 1"
)


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
    if kind == "entity":
        named: list[bytes | str] = [to_bytes(one) for one in whole(reader, id_)]
        names = f"s.entity IN ({marks(named)})"
    else:
        named, names = [id_], "instr(s.events, ?)"
    row = reader.sql.execute(_FIRST.format(names=names), [*named, to_bytes(person)]).fetchone()
    if row is None:
        return None
    article, span, owner, start = row
    return Mention(article.hex(), to_text(span), to_text(owner) if owner else None, start)
