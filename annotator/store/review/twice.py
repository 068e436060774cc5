"""Differences on which two reviewers decided differently: which there are, and what each made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotator.store.conflicts import Conflict, among
from annotator.store.review.deciding import made_of

if TYPE_CHECKING:
    from annotator.model.span import Span
    from annotator.store.store import Store

_ALL = (
    "SELECT d.item FROM dispute d JOIN item i ON i.id = d.item WHERE i.kind = 'decision'"
    " AND EXISTS (SELECT 1 FROM change c WHERE c.item = d.item AND c.article ="
    " (SELECT id FROM item WHERE uid = ? AND kind = 'article'))"
)


@dataclass(frozen=True, slots=True)
class Twice:
    """What several reviewers decided on one difference."""

    conflict: Conflict
    made: tuple[tuple[Span, ...], ...]
    """What each of them makes of it, in the order of the values; of what was drawn it is what
    stands, and nothing where the other one's stands."""


def decided_twice(store: Store, article: str) -> dict[str, Twice]:
    """Give by the id of the decision what stands against what in an article.

    A decision that one reviewer took back while another one decided again is among them.
    """
    rows = store.read.sql.execute(_ALL, [bytes.fromhex(article)]).fetchall()
    found = among(store, [item for (item,) in rows])
    return {one.id: Twice(one, _made(store, one, article)) for one in found}


def _made(store: Store, conflict: Conflict, article: str) -> tuple[tuple[Span, ...], ...]:
    standing = {s.id: s for s in store.read.spans(article) if s.layer == "gold"}
    made = []
    for one in conflict.values:
        spans = made_of(store, conflict.id, article, one.value)
        if not spans and one.is_shown and isinstance(one.value, dict):
            ids = one.value.get("gold")
            spans = tuple(standing[f"{i}"] for i in ids or () if f"{i}" in standing) if (
                isinstance(ids, list)
            ) else ()  # fmt: skip
        made.append(spans)
    return tuple(made)
