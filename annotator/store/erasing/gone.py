"""What was erased for good, as this copy of the file notes it, so that none of it comes back.

The log says it in changes of articles; here it is at hand without reading the log.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING

from annotator.model.sentences import Refused
from annotator.store.kinds import Fields, Json

if TYPE_CHECKING:
    from sqlite_utils.utils import sqlite3

    from annotator.store.values import Entry

ERASED = "erased"
"""The field of an article that says it is erased for good. It lists what led there from elsewhere.

Nobody ever takes it back: it counts wherever it stands in the log, set aside or not.
"""
ERASURE = f'{{"{ERASED}":*'
"""How the value of such a change begins, as a pattern of SQLite's GLOB."""
LEADS = {"relation": "tail_article", "attachment": "of"}
"""In these fields things that belong elsewhere, or nowhere, name an article."""
_NOTE = "erased."
_NOTES = "SELECT substr(key, 8), value FROM own WHERE key >= 'erased.' AND key < 'erased/'"


def is_erasure(kind: str, value: str) -> bool:
    """Say whether a change says that its article is erased for good."""
    return kind == "article" and value.startswith(ERASURE[:-1])


class Gone:
    """The articles that are erased for good, and what led to them from elsewhere."""

    def __init__(self, sql: sqlite3.Connection) -> None:
        self._sql = sql
        self.articles: dict[str, set[str]] = {}
        """By the article's id, the ids of what led to it."""

    def reload(self) -> None:
        """Read again what the file notes."""
        self.articles = {key: set(json.loads(ties)) for key, ties in self._sql.execute(_NOTES)}

    def note(self, article: str, ties: Iterable[str]) -> None:
        """Note an article as erased for good, inside a transaction."""
        known = self.articles.setdefault(article, set())
        known.update(ties)
        self._sql.execute(
            "INSERT OR REPLACE INTO own (key, value) VALUES (?, ?)",
            [_NOTE + article, json.dumps(sorted(known))],
        )

    def article_of(self, kind: str, id_: str, article: str | None, fields: Fields) -> str | None:
        """Give the erased article that something belongs or leads to; None if there is none."""
        if not self.articles:
            return None
        for named in (article, id_ if kind == "article" else None):
            if named in self.articles:
                return named
        if kind not in LEADS:
            return None
        led: Json = fields.get(LEADS[kind])
        if isinstance(led, str) and led in self.articles:
            return led
        return next((gone for gone, ties in self.articles.items() if id_ in ties), None)

    def refuse(self, entries: Iterable[Entry]) -> None:
        """Raise Refused for what belongs or leads to an erased article."""
        if self.articles and any(
            self.article_of(e.kind.name, e.id, e.article, e.value or {}) for e in entries
        ):
            raise Refused(
                "This article was erased from the project for good. It cannot come back, and "
                "nothing can be said of it. Nothing was changed."
            )
