"""What the things of a project are called, also those that are no longer there."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from annotator.model.ids import is_id, is_sha256
from annotator.model.text import title_of
from annotator.store.heads import heads
from annotator.store.kinds import KINDS, WHOLE
from annotator.store.log import Log

if TYPE_CHECKING:
    from annotator.model.scheme import Scheme
    from annotator.store.heads import Known
    from annotator.store.reader import Reader

_FIRST_LINES = 400
"""Characters of a text in which its title is looked for."""
NOT_HERE = "…"
"""Stands for the name of what this file knows nothing of."""


class KnownNames:
    """Looks names up in the log, each once."""

    def __init__(self, reader: Reader, log: Log) -> None:
        self._reader, self._log = reader, log
        self._known: dict[tuple[str, str], str] = {}
        self._people = {person.id: person.name for person in reader.persons()}

    @cached_property
    def scheme(self) -> Scheme:
        """Give the scheme as it is now."""
        return self._reader.scheme()

    def entity(self, id_: str) -> str:
        """Give the name of an entity."""
        return self._last("entity", id_, "name")

    def event(self, id_: str) -> str:
        """Give the title of an event."""
        return self._last("event", id_, "title")

    def person(self, id_: str) -> str:
        """Give the name of a person; of one who has none, the beginning of the id."""
        return self._people.get(id_) or id_[:8]

    def article(self, id_: str) -> str:
        """Give the title of an article; of one without, its first words."""
        found = self._last("article", id_, "title")
        return found if found != NOT_HERE else title_of(self._text(id_, 0, _FIRST_LINES)) or found

    def mark(self, id_: str) -> str:
        """Give the words of a mark."""
        return self._last("span", id_, "quote")

    def passage(self, article: str, start: int, end: int) -> str:
        """Give words of an article's text; code points, `end` not included."""
        return self._text(article, start, end) or NOT_HERE

    def _text(self, article: str, start: int, end: int) -> str:
        row = self._reader.sql.execute(
            "SELECT substr(t.body, ?, ?) FROM text t JOIN item i ON i.id = t.article"
            " WHERE i.uid = ? AND i.kind = 'article'",
            [start + 1, max(0, end - start), bytes.fromhex(article)],
        ).fetchone()
        return str(row[0]) if row else ""

    def _last(self, kind: str, id_: str, field: str) -> str:
        key = (kind, id_)
        if key not in self._known:
            self._known[key] = _last_said(self._changes(kind, id_), field) or NOT_HERE
        return self._known[key]

    def _changes(self, kind: str, id_: str) -> list[Known]:
        named = is_sha256(id_) if KINDS[kind].ids == "sha256" else is_id(id_)
        item = self._log.find_item(KINDS[kind], id_) if named else None
        if item is None:
            return []
        return self._log.known([item], {item: KINDS[kind]}).get(item, [])


def _last_said(changes: list[Known], field: str) -> str:
    """Give what is shown in a field, else what it said last before it became empty."""
    now = heads(changes)
    newest_first = sorted(changes, key=lambda change: change.order, reverse=True)
    shown = [found[-1] for found in now.of.values()]
    for change in (*shown, *newest_first):
        value = change.fields.get(field)
        whole = change.fields.get(WHOLE)
        if value is None and isinstance(whole, dict):
            value = whole.get(field)
        if isinstance(value, str) and value:
            return value
    return ""
