"""Who did what and when: steps and changes read from the log."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotator.model.change import Change, Step
from annotator.model.ids import is_sha256
from annotator.store.kinds import KINDS

if TYPE_CHECKING:
    from annotator.store.store import Store


@dataclass(frozen=True, slots=True)
class Entry:
    """A step with its person's name and the number of its changes."""

    step: Step
    person: str
    changes: int


def steps(
    store: Store, *, limit: int = 50, article: str | None = None, person: str | None = None
) -> Iterator[Entry]:
    """Give the newest steps first, of one article or one person if so wished."""
    names = {p.id: p.name for p in store.read.persons()}
    where: list[str] = []
    values: list[object] = []
    if article is not None:
        where.append("s.id IN (SELECT step FROM change WHERE article = ?)")
        known = store.log.find_item(KINDS["article"], article) if is_sha256(article) else None
        values.append(known)
    if person is not None:
        ids = [store.log.find_item(KINDS["person"], id_) for id_, n in names.items() if n == person]
        where.append(f"s.person IN ({','.join('?' * len(ids))})")
        values += ids
    query = "SELECT s.id FROM step s"
    if where:
        query += " WHERE " + " AND ".join(where)
    query += " ORDER BY s.clock DESC, s.id DESC LIMIT ?"
    for (number,) in store.sql.execute(query, [*values, limit]).fetchall():
        step = store.log.step(number)
        name = names.get(step.person, step.person[:8])
        yield Entry(step, name, len(store.log.step_rows(number)))


def changes_of(store: Store, id_: str) -> list[Change]:
    """Give all changes of whatever bears an id, in order of arrival."""
    found: list[Change] = []
    for kind in KINDS.values():
        try:
            item = store.log.find_item(kind, id_)
        except ValueError:
            continue
        if item is not None:
            found += store.log.changes("WHERE c.item = ? ORDER BY c.seq", [item])
    return found
