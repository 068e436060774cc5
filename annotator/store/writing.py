"""One step being written: entries become changes in the log and rows of the state, together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from typing import TYPE_CHECKING

from annotator.model.change import Changes, Step, StepKind, Version
from annotator.store.heads import Heads, Known, heads
from annotator.store.kinds import KINDS, WHOLE, Fields, Json, canonical, encode
from annotator.store.log import Log, Row, chained, digest, said
from annotator.store.state import State

if TYPE_CHECKING:
    from annotator.store.values import Entry

_ARTICLE = KINDS["article"]
_PERSON = KINDS["person"]
_RUN = 2_000
"""The most entries that are written in one go."""
_NAMED = 1_000
"""A step of more changes than this does not name its items one by one."""


class StepWriter:
    """Writes the changes of one step. Nothing is entered for a step that changes nothing."""

    def __init__(
        self,
        log: Log,
        state: State,
        person: str,
        template: str,
        named: str | None = None,
        *,
        kind: StepKind = "do",
        of: Version | None = None,
    ) -> None:
        self._log = log
        self._state = state
        self._head = (person, kind, template, named, of)
        self._kinds: set[str] = set()
        self._articles: set[str] = set()
        self._items: set[str] = set()
        self.step: Step | None = None
        self.number = 0
        self.count = 0

    def changes(self) -> Changes:
        """Say what the step has touched so far."""
        title = self.step.title if self.step else ""
        items = frozenset(self._items) if self.count <= _NAMED else None
        return Changes(title, frozenset(self._kinds), frozenset(self._articles), self.count, items)

    def write(self, entries: Iterable[Entry]) -> int:
        """Write entries; those that change nothing are left out. Give the number of changes."""
        before = self.count
        for part in _without_repeats(entries):
            self._write(part)
        return self.count - before

    def _write(self, entries: list[Entry]) -> None:
        log = self._log
        log.gone.refuse(entries)
        entries.sort(key=_shape)  # alike rows go to SQLite together, in the order of their numbers
        ids = log.item_ids([(e.kind, e.id) for e in entries])
        numbered = zip(entries, ids, strict=True)
        old = [(n, e.kind) for e, (n, is_new) in numbered if not is_new]
        numbers, kinds = [n for n, _ in old], dict(old)
        known = log.known(numbers, kinds) if old else {}
        seen = log.known(numbers, kinds, as_made=True) if old and log.aside.hidden else known
        new: list[tuple[Entry, int]] = []
        rows: list[Row] = []
        self._state.begin()
        for entry, (item, is_new) in zip(entries, ids, strict=True):
            if is_new and entry.value and None not in entry.value.values():
                new.append((entry, item))
            else:
                self._add(entry, item, (known.get(item, ()), seen.get(item, ())), rows)
        if new:
            self._add_new(new, rows)
        log.add(rows)
        self._state.flush()
        self.count += len(rows)

    def _add_new(self, new: Sequence[tuple[Entry, int]], rows: list[Row]) -> None:
        """Do what `_add` does, quickly, for items of which nothing was ever said."""
        step = self._begun()
        log, show, number = self._log, self._state.show, self.number
        site, n, last, first = log.site, log.n, log.hash, step.first
        places: dict[str | None, int | None] = {None: None}
        people: dict[str | None, int | None] = {None: None}
        for (kind, id_, article, owner, value, _, _), item in new:
            if kind is _ARTICLE:
                places[id_] = item
                self._articles.add(id_)
            if article not in places:
                places[article] = log.item_id(_ARTICLE, article or "")
                self._articles.add(article or "")
            if owner not in people:
                people[owner] = log.item_id(_PERSON, owner or "")
            place, person = places[article], people[owner]
            n += 1
            if n == first:
                words = said(kind.name, id_, article, owner, (), first, step)
            else:
                words = f"{kind.name}\x1f{id_}\x1f{article or ''}\x1f{owner or ''}\x1f{first}"
            data = encode(value)
            last = sha256(last + sha256(data).digest() + words.encode()).digest()
            rows.append(
                (site, n, number, item, place, person, data.decode(), bytearray(last), None)
            )
            show(kind, item, place, person, value or {}, 0)
        log.n, log.hash = n, last
        self._kinds.update(entry.kind.name for entry, _ in new)
        if len(self._items) <= _NAMED:
            self._items.update(entry.id for entry, _ in new)

    def _add(
        self, entry: Entry, item: int, known: tuple[Sequence[Known], Sequence[Known]],
        rows: list[Row],
    ) -> None:  # fmt: skip
        """Add the changes of an entry. `known` is what counts, and all that is not set aside.

        What an entry replaces is told by the second: what counts for nothing now counts again once
        what it was built upon is taken up.
        """
        kind, (counting, there) = entry.kind, known
        now = heads(counting) if counting else Heads()
        seen = now if there is counting else heads(there)
        fields = _new_fields(entry, now)
        if not fields:
            return
        log = self._log
        article = log.item_id(_ARTICLE, entry.article) if entry.article else None
        owner = log.item_id(_PERSON, entry.owner) if entry.owner else None
        made: list[Known] = []
        for values in (*entry.beside, fields):
            parents = _parents(values, seen)
            row = self._row(entry, values, parents, item, article, owner)
            rows.append(row)
            made.append(_as_known(self._begun(), row, parents, dict(values)))
        self._touch(entry)
        after = _after(now, made)
        disputed = after.disputed(kind)
        self._state.show(kind, item, article, owner, after.shown(kind), len(disputed))
        if disputed or now.disputed(kind):
            self._state.dispute(item, owner, len(disputed))

    def _row(
        self, entry: Entry, fields: Fields, parents: Sequence[Version],
        item: int, article: int | None, owner: int | None,
    ) -> Row:  # fmt: skip
        self._begun()
        log = self._log
        value = canonical(fields[WHOLE] if entry.kind.whole else fields)
        log.n += 1
        log.hash = chained(log.hash, digest(value), self._said(entry, parents))
        packed = log.pack_parents(parents) if parents else None
        hash_ = bytearray(log.hash)
        return (log.site, log.n, self.number, item, article, owner, value, hash_, packed)

    def _begun(self) -> Step:
        """Give the step, and enter it with its first change."""
        if self.step is None:
            self.step, self.number = self._log.begin(*self._head)
        return self.step

    def _said(self, entry: Entry, parents: Sequence[Version]) -> str:
        step = self._begun()
        opens = step if self._log.n == step.first else None
        e = entry
        return said(e.kind.name, e.id, e.article, e.owner, parents, step.first, opens)

    def _touch(self, entry: Entry) -> None:
        self._kinds.add(entry.kind.name)
        if entry.article:
            self._articles.add(entry.article)
        if len(self._items) <= _NAMED:
            self._items.add(entry.id)


def _shape(entry: Entry) -> tuple[str, ...]:
    return (entry.kind.name, *(entry.value or ()))


def _without_repeats(entries: Iterable[Entry]) -> Iterator[list[Entry]]:
    """Cut the entries into runs in which no item comes twice."""
    entries = list(entries)
    if 0 < len(entries) <= _RUN and len({entry.id for entry in entries}) == len(entries):
        yield entries
        return
    run: list[Entry] = []
    seen: set[tuple[str, str]] = set()
    for entry in entries:
        key = (entry.kind.name, entry.id)
        if key in seen or len(run) >= _RUN:
            yield run
            run, seen = [], set()
        run.append(entry)
        seen.add(key)
    if run:
        yield run


def _new_fields(entry: Entry, now: Heads) -> dict[str, Json]:
    """Give the fields that the entry really changes."""
    fields: dict[str, Json] = {WHOLE: entry.value} if entry.kind.whole else entry.value or {}
    if entry.complete:
        fields = dict.fromkeys(now.of) | fields
    several = {name for beside in entry.beside for name in beside}
    return {n: v for n, v in fields.items() if n in several or not now.settled(n, v)}


def _parents(fields: Fields, now: Heads) -> list[Version]:
    return sorted({c.version for name in fields for c in now.of.get(name, ())})


def _as_known(step: Step, row: Row, parents: Sequence[Version], fields: dict[str, Json]) -> Known:
    n, article, owner = row[1], row[4], row[5]
    order = (step.clock, step.site, n)
    return Known((step.site, n), order, frozenset(parents), fields, article, owner, 0)


def _after(now: Heads, made: Sequence[Known]) -> Heads:
    """Give the heads once these changes are made, none of which knows of another."""
    after = dict(now.of)
    for name in dict.fromkeys(name for change in made for name in change.fields):
        after[name] = [change for change in made if name in change.fields]
    return Heads(after)
