"""What a change made of its item: the values before it and after it, told apart from arrival."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING

from annotator.model.past.was import Was
from annotator.store.heads import Heads, Known, heads, seen_by
from annotator.store.kinds import KINDS, WHOLE, Fields, Kind
from annotator.store.log import AT_ONCE, Log, batches, marks

if TYPE_CHECKING:
    from annotator.model.change import Change, Version


def was(change: Change, known: Iterable[Known], struck: Collection[Version]) -> Was | None:
    """Put together what was there before a change and after it. None for one that is set aside.

    `known` are all changes of the item that count, `struck` those of which only a sha256 is left.
    What the change itself says is compared with what it was made upon, by its parents; what else
    was known of the item then, by the clock.
    """
    known = list(known)
    kind = KINDS[change.kind]
    mine = next((one for one in known if one.version == (change.site, change.n)), None)
    if mine is None:
        return None
    upon = heads(seen_by(mine, known))
    before = _before(kind, mine, known, upon)
    after = _said(kind, mine) if kind.whole else {**before, **mine.fields}
    return Was(
        change.kind, change.id, before, after, kind.is_there(before), kind.is_there(after),
        had_been=any(kind.is_there(_said(kind, one)) for one in known if one.order < mine.order),
        article=change.article or "",
        person=change.step.person,
        erased=change.struck is not None,
        erased_before=frozenset(name for name in mine.fields if _is_erased(upon, name, struck)),
    )  # fmt: skip


def _before(kind: Kind, mine: Known, known: list[Known], upon: Heads) -> Fields:
    if kind.whole:
        return upon.shown(kind)
    then = heads(one for one in known if one.order < mine.order).shown(kind)
    return then | {name: upon.value(name) for name in mine.fields}


def _said(kind: Kind, one: Known) -> Fields:
    said = one.fields.get(WHOLE) if kind.whole else one.fields
    return said if isinstance(said, dict) else {}


def _is_erased(upon: Heads, name: str, struck: Collection[Version]) -> bool:
    found = upon.of.get(name, ())
    return any(one.version in struck for one in found[-1:])


def struck_versions(log: Log, items: Sequence[int]) -> set[Version]:
    """Name the changes of some items whose values have been erased for good."""
    found: set[Version] = set()
    for part in batches(items, AT_ONCE):
        query = f"SELECT site, n FROM change WHERE item IN ({marks(part)}) AND struck IS NOT NULL"
        found.update((log.uid_of_site(site), n) for site, n in log.sql.execute(query, part))
    return found
