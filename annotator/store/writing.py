"""One step being written: entries become changes in the log and rows of the state, together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from annotator.model.change import Changes, Step, StepKind, Version
from annotator.store.heads import Heads, Known, heads
from annotator.store.kinds import KINDS, WHOLE, Fields, Json, Kind, canonical
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

    def _write(self, entries: Sequence[Entry]) -> None:
        log = self._log
        ids = log.item_ids([(e.kind, e.id) for e in entries])
        old = [(n, e.kind) for e, (n, is_new) in zip(entries, ids, strict=True) if not is_new]
        known = log.known([n for n, _ in old], dict(old)) if old else {}
        rows: list[Row] = []
        self._state.begin()
        for entry, (item, _) in zip(entries, ids, strict=True):
            self._add(entry, item, known.get(item), rows)
        log.add(rows)
        self._state.flush()
        self.count += len(rows)

    def _add(self, entry: Entry, item: int, versions: list[Known] | None, rows: list[Row]) -> None:
        kind = entry.kind
        now = heads(versions) if versions else None
        fields = _new_fields(entry, now)
        if not fields:
            return
        self._begun()
        log = self._log
        parents = _parents(fields, now)
        value = canonical(fields[WHOLE] if kind.whole else fields)
        article = log.item_id(_ARTICLE, entry.article) if entry.article else None
        owner = log.item_id(_PERSON, entry.owner) if entry.owner else None
        log.n += 1
        log.hash = chained(log.hash, digest(value), self._said(entry, parents))
        packed = log.pack_parents(parents) if parents else None
        rows.append(
            Row(log.site, log.n, self.number, item, article, owner, packed, value, log.hash)
        )
        self._touch(entry)
        shown, conflicts = _shown(kind, fields, now)
        self._state.show(kind, item, article, owner, shown, conflicts)

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


def _without_repeats(entries: Iterable[Entry]) -> Iterator[list[Entry]]:
    """Cut the entries into runs in which no item comes twice."""
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


def _new_fields(entry: Entry, now: Heads | None) -> dict[str, Json]:
    """Give the fields that the entry really changes."""
    fields: dict[str, Json] = {WHOLE: entry.value} if entry.kind.whole else entry.value or {}
    if now is None:
        return {name: v for name, v in fields.items() if v is not None}
    if entry.complete:
        fields = dict.fromkeys(now.of) | fields
    return {name: v for name, v in fields.items() if not now.settled(name, v)}


def _parents(fields: Fields, now: Heads | None) -> list[Version]:
    if now is None:
        return []
    return sorted({c.version for name in fields for c in now.of.get(name, ())})


def _shown(kind: Kind, fields: dict[str, Json], now: Heads | None) -> tuple[Fields, int]:
    """Give the values shown after the change, and how many fields are still in conflict."""
    if kind.whole:
        value = fields[WHOLE]
        return (value if isinstance(value, dict) else {}), 0
    if now is None:
        return fields, 0
    left = Heads({name: found for name, found in now.of.items() if name not in fields})
    return {**left.shown(kind), **fields}, left.conflicts(kind)
