"""Conflicts: fields in which several values stand, waiting for somebody to settle them.

A conflict is settled by a change that names all that stood there among its parents, so it is
settled for everybody whom that change reaches. Whoever settled it otherwise meanwhile, apart, makes
a conflict of the two again. To take a settling back brings the conflict back: see store/undo.py.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotator.model.ids import to_bytes
from annotator.model.sentences import Refused, say
from annotator.model.typed import Typed, typed
from annotator.store.called import Called
from annotator.store.heads import Heads, Known, heads, seen_by
from annotator.store.kinds import EXISTS, KINDS, WHOLE, Fields, Json, Kind
from annotator.store.log import marks
from annotator.store.review.deciding import follow
from annotator.store.state import kinds_of
from annotator.store.values import Entry

if TYPE_CHECKING:
    from annotator.model.change import StepKind, Version
    from annotator.store.reader import Reader
    from annotator.store.store import Store

_PAGE = 50
_PERSON = "(SELECT id FROM item WHERE uid = ? AND kind = 'person')"
_MINE = f"(owner IS NULL OR owner = {_PERSON})"


@dataclass(frozen=True, slots=True)
class Saying:
    """One person who set a value, when, and what stood there before."""

    person: str
    milliseconds: int
    """Since 1970, UTC."""
    before: str


@dataclass(frozen=True, slots=True)
class Standing:
    """One of the values that stand, and who set it."""

    value: Json
    words: str
    said: tuple[Saying, ...]
    is_shown: bool


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field in which several values stand."""

    item: int
    """The number of the item in this file: the key by which pages go on."""
    kind: str
    id: str
    article: str | None
    owner: str | None
    field: str
    what: str
    """What it is called: "the entity “the brigade”"."""
    field_name: str
    values: tuple[Standing, ...]
    """The one shown comes first, then the newer before the older."""
    typed: Typed | None
    """How another value can be typed, None where only those that stand can be taken."""

    @property
    def key(self) -> tuple[int, str]:
        """Give the place in the order in which conflicts are listed."""
        return self.item, self.field

    @property
    def about(self) -> str:
        """Say what is to be settled: "kind of the entity “the brigade”"."""
        if self.field == WHOLE:
            return self.what
        if self.field == EXISTS:
            return say("whether {what} stays", what=self.what)
        return say("{field} of {what}", field=self.field_name, what=self.what)


def waiting(reader: Reader, person: str | None = None) -> int:
    """Count what waits to be settled; with a person only what is shared, or that person's own."""
    query = "SELECT total(fields) FROM dispute"
    if person is None:
        return int(reader.sql.execute(query).fetchone()[0])
    return int(reader.sql.execute(f"{query} WHERE {_MINE}", [to_bytes(person)]).fetchone()[0])


def items_waiting(reader: Reader, person: str | None = None) -> list[int]:
    """Give the items in which something waits, by number; with a person as `waiting` does."""
    return _page(reader, person, -1, -1)


def among(store: Store, items: Sequence[int]) -> list[Conflict]:
    """Read what waits in some items, in the order in which conflicts are listed."""
    return sorted(_in_items(store, items), key=lambda conflict: conflict.key)


def conflicts(
    store: Store, person: str | None = None, after: tuple[int, str] = (0, "")
) -> Iterator[Conflict]:
    """Give what waits to be settled, page by page, behind the key of the last one seen.

    With a person only what is shared, or that person's own.
    """
    item, last = after[0] - 1, after
    while True:
        page = _page(store.read, person, item, _PAGE)
        if not page:
            return
        found = [c for c in _in_items(store, page) if c.key > last]
        yield from found
        item = page[-1]


def still(store: Store, conflict: Conflict) -> Conflict | None:
    """Read a conflict again, None where it is settled."""
    found = _in_items(store, [conflict.item])
    return next((one for one in found if one.field == conflict.field), None)


def settle(store: Store, conflict: Conflict, value: Json) -> None:
    """Let one value stand, inside a step. Raises Refused where others stand now than were seen."""
    now = still(store, conflict)
    if now is None or now.values != conflict.values:
        raise Refused(
            "Meanwhile this was changed by somebody else. Nothing was settled. Look at it again."
        )
    kind = KINDS[conflict.kind]
    fields = value if kind.whole else {conflict.field: value}
    whole = fields if isinstance(fields, dict) else None
    store.write(Entry(kind, conflict.id, conflict.article, conflict.owner, whole))
    if kind.name == "decision":
        follow(store, conflict, value)


def _page(reader: Reader, person: str | None, after: int, most: int) -> list[int]:
    query = "SELECT item FROM dispute WHERE item > ?"
    values: list[object] = [after]
    if person is not None:
        query += f" AND {_MINE}"
        values.append(to_bytes(person))
    rows = reader.sql.execute(f"{query} ORDER BY item LIMIT ?", [*values, most])
    return [item for (item,) in rows]


def _in_items(store: Store, items: Sequence[int]) -> list[Conflict]:
    if not items:
        return []
    kinds = kinds_of(store.sql, items)
    known = store.log.known(items, kinds)
    teller = _Teller(store, items)
    return [
        conflict
        for item, kind in kinds.items()
        for conflict in teller.conflicts(item, kind, known.get(item, []))
    ]


class _Teller:
    """Puts the conflicts of some items into words."""

    def __init__(self, store: Store, items: Sequence[int]) -> None:
        self._store = store
        self._called = Called(store.read)
        query = (
            "SELECT c.site, c.n, s.first, s.kind, s.of_site, s.of_first FROM change c"
            f" JOIN step s ON s.id = c.step WHERE c.item IN ({marks(items)})"
        )
        uid = store.log.uid_of_site
        self._steps = {
            (uid(site), n): _Made((uid(site), first), kind, (uid(of), of_first) if of else None)
            for site, n, first, kind, of, of_first in store.sql.execute(query, items)
        }

    def conflicts(self, item: int, kind: Kind, known: list[Known]) -> Iterator[Conflict]:
        now = heads(known)
        newest = now.newest()
        if newest is None:
            return
        log, id_ = self._store.log, self._store.log.uid_of_item(item, kind)
        article = None if newest.article is None else log.uid_of_item(
            newest.article, KINDS["article"]
        )  # fmt: skip
        owner = None if newest.owner is None else self._person(newest.owner)
        fields = _known_by(kind, now)
        what = self._called.thing(kind.name, id_, article, fields)
        label = fields.get("label")
        for field in sorted(now.disputed(kind)):
            words = _Words(self._called, kind.name, field, label if isinstance(label, str) else "")
            yield Conflict(
                item, kind.name, id_, article, owner, field, what, words.name(),
                self._values(now, field, known, words), words.typed(),
            )  # fmt: skip

    def _values(
        self, now: Heads, field: str, known: list[Known], words: _Words
    ) -> tuple[Standing, ...]:
        standing = now.standing(field)
        found = []
        for value in reversed(standing):
            said = tuple(
                self._saying(change, field, known, words)
                for change in reversed(now.of[field])
                if change.fields[field] == value
            )
            shown = value == standing[-1]
            found.append(Standing(value, words.of(value, standing), said, shown))
        return tuple(found)

    def _saying(self, head: Known, field: str, known: list[Known], words: _Words) -> Saying:
        change = self._origin(head, field, known)
        before = heads(seen_by(change, known)).standing(field)
        return Saying(
            self._called.person(self._person(change.person)),
            change.order[0] >> 16,
            " / ".join(words.of(value, before) for value in before),
        )

    def _origin(self, head: Known, field: str, known: list[Known]) -> Known:
        """Give the change that said first what an undo or redo says again."""
        value = head.fields[field]
        passed: set[Version] = set()
        while (made := self._steps[head.version]).kind != "do" and head.version not in passed:
            passed.add(head.version)  # a file from elsewhere may lead round in a ring
            step = [c for c in known if self._steps[c.version].step == made.of]
            mine = sorted((c for c in step if field in c.fields), key=lambda c: c.order)
            if mine and made.kind == "undo":
                mine = heads(seen_by(mine[0], known)).of.get(field, [])
            mine = [change for change in mine if change.fields[field] == value]
            if not mine:
                break
            head = mine[-1]
        return head

    def _person(self, item: int) -> str:
        return self._store.log.uid_of_item(item, KINDS["person"])


@dataclass(frozen=True, slots=True)
class _Made:
    """How a change was made: in which step, and of which other one that is the undo or redo."""

    step: Version
    kind: StepKind
    of: Version | None


@dataclass(frozen=True, slots=True)
class _Words:
    """Writes the values of one field."""

    called: Called
    kind: str
    field: str
    label: str

    def name(self) -> str:
        return self.called.field(self.kind, self.field, self.label)

    def typed(self) -> Typed | None:
        return typed(self.called.scheme, self.kind, self.field, self.label)

    def of(self, value: Json, others: Sequence[Json]) -> str:
        if self.field == WHOLE:
            return self.called.item(self.kind, value, others)
        return self.called.value(self.kind, self.field, value, self.label)


def _known_by(kind: Kind, now: Heads) -> Fields:
    """Give what an item is called by: what is shown of it, or was until it was taken out."""
    shown = now.shown(kind)
    if shown or not kind.whole:
        return shown
    values = (value for value in now.standing(WHOLE) if isinstance(value, dict))
    return next(values, {})
