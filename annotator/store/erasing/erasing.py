"""Erase an article for good: its text and every word about it leave the file and its history.

What stays is one change that says so. It merges, and keeps the article from coming back.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotator.model.ids import is_sha256
from annotator.model.sentences import Refused, Trouble, count, say
from annotator.store.erasing import rewriting, striking
from annotator.store.erasing.copies import Copy, copies_of
from annotator.store.erasing.gone import ERASED
from annotator.store.kinds import EXISTS, Json
from annotator.store.log import AT_ONCE, batches, marks

if TYPE_CHECKING:
    from annotator.model.change import Changes
    from annotator.store.store import Store

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how much is done and how much there is; may raise to stop."""

TITLE = "Erase an article for good"
_LEAST_NAMED = 6
"""Digits of an id that are enough to name an article by."""
_ROOM = 2.2
"""Times the size of the file: so much is needed to rewrite it, by way of the log beside it."""


@dataclass(frozen=True, slots=True)
class Held:
    """What a project holds of an article."""

    marks: int
    relations: int
    notes: int
    """What people noted of it as a whole."""


@dataclass(frozen=True, slots=True)
class Erased:
    """What was erased, and which files still hold it."""

    values: int
    """Changes whose values were struck."""
    titles: int
    """Steps whose titles lost their words."""
    entities: int
    """Entities that stay, and that no other article mentions."""
    is_rewritten: bool
    """Nothing of it is left in any page of the file. Otherwise that is done at the next opening."""
    copies: list[Copy]
    changes: Changes

    def remarks(self) -> Iterator[str]:
        """Say what else should be known, and what the list of copies is, where there is one."""
        if self.entities:
            what = count(self.entities, "entity", "entities")
            yield say("{what} that no other article mentions stayed in the register.", what=what)
        if not self.is_rewritten:
            yield (
                "Empty pages of the file may still hold pieces of it. They are cleared when the "
                "project is opened next."
            )
        if self.copies:
            yield "These files hold a copy, or may:"


def held(store: Store, article: str) -> Held:
    """Count what would go with an article."""
    spans, readings = store.read.spans(article), store.read.readings(article)
    return Held(
        len(spans), len(store.read.relations(article)),
        sum(reading.note is not None for reading in readings),
    )  # fmt: skip


def find(store: Store, words: str) -> str:
    """Find an article by its id or how it begins, removed or not. Raises Refused."""
    digits = words.lower()
    found: list[str] = []
    if len(digits) >= _LEAST_NAMED and is_sha256(digits.ljust(64, "0")):
        query = "SELECT uid FROM item WHERE kind = 'article' AND hex(uid) GLOB ? LIMIT 2"
        found = [uid.hex() for (uid,) in store.sql.execute(query, [digits.upper() + "*"])]
    if not found:
        raise Refused(
            "There is no article {id} in the project. Name it by its id, or by the first "
            "{n} digits of it.",
            id=words, n=_LEAST_NAMED,
        )  # fmt: skip
    if len(found) > 1:
        raise Refused("Several articles have an id that begins with {id}. Name more of it.",
                      id=words)  # fmt: skip
    return found[0]


def erase(
    store: Store, article: str, progress: Progress = lambda _words, _done, _of: None
) -> Erased:
    """Erase an article for good. Nothing brings it back.

    Until the commit `progress` may stop it, and all is as before. Raises Refused for an article
    that there is not, and Trouble where the disk has no room.
    """
    store.session.refuse_if_read_only()
    if article in store.log.gone.articles:
        raise Refused("This article was erased for good already.")
    if not _is_known(store, article):
        raise Refused("There is no article {id} in the project.", id=article[:12])
    _need_room(store)
    progress("Looking for all that belongs to it", 0, 0)
    sources = [s.file for s in store.read.sightings(article) if s.file]
    entities = _only_here(store, article)
    ties = striking.leading_to(store.sql, article)
    with store.step(TITLE) as step:
        erasure: dict[str, Json] = {EXISTS: None, ERASED: [*sorted(ties)]}
        store.set_article(article, **erasure)
        store.forget_text(article)
        struck = striking.strike(
            store.sql, store.log, article, ties, lambda n, of: progress("Erasing", n, of)
        )
        progress("Erasing", struck.values, struck.values)
    with suppress(Refused):  # it is done: nothing can stop it any more
        progress("Rewriting the file", 0, 0)
    is_rewritten = rewriting.finish(store.sql)
    return Erased(
        struck.values, struck.titles, entities, is_rewritten, copies_of(store, article, sources),
        step.changes,
    )  # fmt: skip


def _is_known(store: Store, article: str) -> bool:
    query = "SELECT 1 FROM item WHERE uid = ? AND kind = 'article'"
    return is_sha256(article) and bool(
        store.sql.execute(query, [bytes.fromhex(article)]).fetchone()
    )


def _need_room(store: Store) -> None:
    needed = rewriting.size(store.sql) * _ROOM
    free = shutil.disk_usage(store.path.parent).free
    if free < needed:
        raise Trouble(
            "There is no room to rewrite {name}: {free} MB are free, {needed} MB needed. Nothing "
            "was erased. Free some space, then try again.",
            name=store.path.name, free=free // 1_000_000, needed=round(needed) // 1_000_000 + 1,
        )  # fmt: skip


def _only_here(store: Store, article: str) -> int:
    """Count the entities that this article mentions and no other."""
    mine = _entities(store, "article = (SELECT id FROM item WHERE uid = ? AND kind = 'article')",
                     [bytes.fromhex(article)])  # fmt: skip
    others: set[bytes] = set()
    for part in batches(sorted(mine), AT_ONCE):
        where = (
            f"entity IN ({marks(part)}) AND article IS NOT"
            " (SELECT id FROM item WHERE uid = ? AND kind = 'article')"
        )
        others |= _entities(store, where, [*part, bytes.fromhex(article)])
    return len(mine - others)


def _entities(store: Store, where: str, values: Iterable[bytes]) -> set[bytes]:
    query = f"SELECT DISTINCT entity FROM span WHERE entity IS NOT NULL AND {where}"
    return {entity for (entity,) in store.sql.execute(query, list(values))}
