"""Which marks tell of an event, in all articles of a project."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotator.model.ids import to_text

if TYPE_CHECKING:
    from annotator.store.reader import Reader

_TELLING = (
    "SELECT a.uid, t.title, t.published, i.uid, p.uid, s.label, s.start, s.quote FROM span s"
    " JOIN item i ON i.id = s.item JOIN item a ON a.id = s.article"
    " JOIN article t ON t.item = s.article LEFT JOIN item p ON p.id = s.owner"
    " WHERE s.events IS NOT NULL AND instr(s.events, ?) AND s.layer = 'work'"
    " ORDER BY t.published, s.article, s.start, s.item"
)


@dataclass(frozen=True, slots=True)
class Telling:
    """A mark that tells of an event, and where it stands."""

    article: str
    title: str | None
    """Of the article."""
    published: str | None
    """When the article was, if that is known."""
    span: str
    person: str | None
    label: str
    start: int
    quote: str


def tellings(reader: Reader, event: str) -> list[Telling]:
    """List the marks of all people that tell of an event: by article, the earliest first.

    In a blind round others' marks are left out. Every mark with an event is looked at: 3 ms for
    each 10,000 of them.
    """
    found = [
        Telling(
            article.hex(), title, published, to_text(span), to_text(owner) if owner else None,
            label, start, quote,
        )
        for article, title, published, span, owner, label, start, quote
        in reader.sql.execute(_TELLING, [event])
    ]  # fmt: skip
    sight = reader.sight
    if sight is None:
        return found
    return [t for t in found if not sight.hides(t.article) or t.person == sight.person]
