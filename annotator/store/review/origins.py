"""Which decisions a line of the guidelines came of: the one it was made with, and those since."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotator.model.ids import to_bytes, to_text
from annotator.store.register import listed

if TYPE_CHECKING:
    from annotator.model.decision import GuidelineLine
    from annotator.store.reader import Reader

_WITH_REASONS = (
    "SELECT i.uid, a.uid, t.alternatives, t.reason FROM decision t JOIN item i ON i.id = t.item"
    " JOIN item a ON a.id = t.article WHERE hex(i.uid) IN (SELECT value FROM json_each(?))"
    " OR t.reason IN (SELECT value FROM json_each(?)) ORDER BY t.item"
)


@dataclass(frozen=True, slots=True)
class Origin:
    """A decision with the reason that a line of the guidelines says."""

    decision: str
    article: str
    title: str
    alternatives: tuple[str, ...]


def origins(reader: Reader, lines: Iterable[GuidelineLine]) -> dict[str, list[Origin]]:
    """Give for each line by its id the decisions that it came of, in the order of deciding.

    Those are the one it was made with, and all that give it word for word as their reason. Of an
    article in which one is blind nothing is told.
    """
    some = list(lines)
    ids = json.dumps([to_bytes(one.decision).hex().upper() for one in some if one.decision])
    texts = json.dumps([line.text for line in some])
    rows = reader.sql.execute(_WITH_REASONS, [ids, texts]).fetchall()
    found: dict[str, list[Origin]] = {line.id: [] for line in some}
    titles: dict[str, str] = {}
    for uid, of, alternatives, reason in rows:
        id_, article = to_text(uid), of.hex()
        if reader.sight is not None and reader.sight.hides(article):
            continue
        if article not in titles:
            known = reader.article(article)
            titles[article] = known.title or "" if known is not None else ""
        origin = Origin(id_, article, titles[article], listed(alternatives))
        for line in some:
            if line.decision == id_ or line.text == reason:
                found[line.id].append(origin)
    return found


def words_of(reader: Reader, origin: Origin) -> str:
    """Give the words that were decided on, "" where none of the marks is there any more."""
    spans = reader.spans(origin.article, origin.alternatives)
    if spans:
        return max((span.quote for span in spans), key=len)
    told = (reader.words_of(id_) for id_ in origin.alternatives)
    return next((words for words, _ in filter(None, told)), "")
