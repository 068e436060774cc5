"""Say what a file would bring, and from whom, before anything is written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from annotator.model.change import Change, Version
from annotator.model.person import Person
from annotator.store.exchange import people, sayings
from annotator.store.exchange.ask import TEXTLESS
from annotator.store.exchange.delivery import Tally
from annotator.store.exchange.outgoing import beside
from annotator.store.exchange.source import Said, Source, plain, refuse_other
from annotator.store.exchange.vetting import vetted
from annotator.store.heads import Heads, Known, fields_of, heads
from annotator.store.kinds import KINDS, Kind
from annotator.store.log import AT_ONCE, DAY, Log, batches, marks, now
from annotator.store.merge import grouped, making_sense, two_contents
from annotator.store.progress import Progress, quiet
from annotator.store.ranges import Ranges, holes, size, stored, united, without
from annotator.store.reader import Reader

if TYPE_CHECKING:
    from sqlite_utils.utils import sqlite3

    from annotator.store.store import Store


Key = tuple[str, str]
"""Kind and id of a thing."""
_ByKey = dict[Key, list[Known]]


@dataclass(frozen=True, slots=True)
class From:
    """What one person's work comes to, of what is new."""

    person: Person
    changes: int
    spans: int


@dataclass(frozen=True, slots=True)
class Missing:
    """Changes that will still be missing afterwards."""

    site: str
    first: int
    changes: int
    person: str | None
    """The name of whoever works at that site, where it is known."""


@dataclass(frozen=True, slots=True)
class Preview:
    """What bringing a file in would do."""

    said: Said
    people: tuple[From, ...]
    """Those whose work is new, the most of it first."""
    new: int
    """Changes that are absent, or set aside."""
    known: int
    articles: int
    """Articles that are not here yet."""
    spans: int
    conflicts: int
    """Things whose fields will hold several values."""
    textless: int
    """Articles that come without their text."""
    missing: tuple[Missing, ...]
    ahead: int
    """Milliseconds by which a clock among the changes is ahead of ours; 0 within a day."""
    sayings: tuple[str, ...] = ()
    """Who is who: a copied file, a second machine, a name that two bear or one has changed."""
    texts: int = 0
    """Texts that are not here, of articles that are."""

    @property
    def is_news(self) -> bool:
        """Say whether bringing it in would change anything."""
        return bool(self.new or self.texts)

    @property
    def sentences(self) -> tuple[str, ...]:
        """Say all of it."""
        return tuple(sayings.of_preview(self))


@dataclass(slots=True)
class Before:
    """What other files would bring that are brought in before."""

    changes: dict[Version, Change] = field(default_factory=dict)
    ranges: Ranges = field(default_factory=dict)
    has: Ranges = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    """People's names as they would be."""

    def add(self, look: _Look, said: Said, outcome: _Outcome) -> None:
        """Add what a file would bring that was looked at."""
        self.changes |= look.fresh
        self.ranges = united(self.ranges, look.tally.ranges())
        self.has = united(self.has, said.has)
        self.names |= outcome.names


def preview(
    store: Store, source: Source, progress: Progress = quiet, before: Before | None = None
) -> Preview:
    """Say what bringing a file in would do. Nothing is written.

    `before` is what other files would bring before it; this one is added to it. It may be called on
    any thread: it reads through a connection of its own. Raises Refused where
    the file could not be brought in.
    """
    with beside(store) as (sql, log):
        refuse_other(Reader(sql).project, source.said)
        look = _Look(log, sql, before or Before())
        delivery = source.delivery()
        with making_sense():
            for batch in grouped(look.tally.counting(delivery.changes)):
                look.at(batch)
                progress("Looking at the changes", look.tally.changes, delivery.size)
            return _seen(store, source.said, look, {id_ for id_, _ in delivery.texts})


@dataclass(slots=True)
class _Look:
    """Compares changes with what the file holds, batch by batch."""

    log: Log
    sql: sqlite3.Connection
    before: Before
    tally: Tally = field(default_factory=Tally)
    known: int = 0
    fresh: dict[Version, Change] = field(default_factory=dict)
    """What would be new, by version."""

    def at(self, batch: list[Change]) -> None:
        """Look at changes of one site. Raises Refused for those that could not come in."""
        held = self._held(batch)
        for change in batch:
            version = (change.site, change.n)
            here = held.get(change.n) or self._came(version)
            if here is not None and here != change.hash:
                raise two_contents(change)
            if here is not None and (self._came(version) or not self._is_aside(version)):
                self.known += 1
                continue
            vetted(change)
            self.fresh[version] = change

    def _came(self, version: Version) -> str | None:
        before = self.fresh.get(version) or self.before.changes.get(version)
        return before.hash if before else None

    def _held(self, batch: list[Change]) -> dict[int, str]:
        """Give the hashes of those that are here, set aside or not."""
        site = self.log.find_site(batch[0].site)
        found: dict[int, str] = {}
        if site is None:
            return found
        for part in batches([change.n for change in batch], AT_ONCE):
            query = f"SELECT n, hash FROM change WHERE site = ? AND n IN ({marks(part)})"
            rows = self.sql.execute(query, [site, *part])
            found.update((n, hash_.hex()) for n, hash_ in rows)
        return found

    def _is_aside(self, version: Version) -> bool:
        site = self.log.find_site(version[0])
        return site is not None and self.log.aside.hides(site, version[1])


@dataclass(slots=True)
class _Outcome:
    """What the things that are touched would be."""

    conflicts: int = 0
    articles: set[str] = field(default_factory=set)
    spans: dict[str, int] = field(default_factory=dict)
    """New spans by the person whose they are."""
    names: dict[str, str] = field(default_factory=dict)
    """People's names as they would be."""

    def note(self, kind: Kind, change: Change, before: Heads, after: Heads) -> None:
        """Note what becomes of a thing; `change` is one of those that touch it."""
        if not kind.is_there(after.shown(kind)):
            return
        self.conflicts += bool(after.conflicts(kind))
        is_new = not kind.is_there(before.shown(kind))
        if kind.name == "article" and is_new:
            self.articles.add(change.id)
        elif kind.name == "span" and is_new:
            owner = change.owner or change.step.person
            self.spans[owner] = self.spans.get(owner, 0) + 1
        elif kind.name == "person":
            self.names[change.id] = plain(str(after.value("name") or ""))


def _outcome(look: _Look) -> _Outcome:
    touched: dict[Key, list[Change]] = {}
    for change in look.fresh.values():
        touched.setdefault((change.kind, change.id), []).append(change)
    earlier: _ByKey = {}
    for change in look.before.changes.values():
        key = (change.kind, change.id)
        if key in touched:
            earlier.setdefault(key, []).append(_as_known(KINDS[change.kind], change))
    new = {key: [_as_known(KINDS[key[0]], c) for c in changes] for key, changes in touched.items()}
    found = _Outcome()
    for part in batches(list(touched), AT_ONCE):
        before = _known(look, part, earlier)
        after = _known(look, part, {key: [*earlier.get(key, ()), *new[key]] for key in part})
        for key in part:
            kind, there = KINDS[key[0]], before.get(key, [])
            found.note(kind, touched[key][0], heads(there), heads(after.get(key, [])))
    return found


def _known(look: _Look, keys: Sequence[Key], coming: Mapping[Key, list[Known]]) -> _ByKey:
    """Give what the file would know of some things with what comes."""
    packed = {(kind, KINDS[kind].pack_id(id_)): (kind, id_) for kind, id_ in keys}
    uids = [uid for _, uid in packed]
    query = f"SELECT kind, uid, id FROM item WHERE uid IN ({marks(uids)})"
    rows = look.sql.execute(query, uids).fetchall()
    numbers = {n: packed[kind, uid] for kind, uid, n in rows if (kind, uid) in packed}
    kinds = {n: KINDS[kind] for n, (kind, _) in numbers.items()}
    here = {n: coming[key] for n, key in numbers.items() if key in coming}
    known = look.log.known(list(numbers), kinds, here)
    return dict(coming) | {numbers[n]: found for n, found in known.items()}


def _as_known(kind: Kind, c: Change) -> Known:
    order = (c.step.clock, c.site, c.n)
    fields = fields_of(kind.whole, c.value)
    step, undoes = (c.site, c.step.first), c.step.of if c.step.kind == "undo" else None
    return Known((c.site, c.n), order, frozenset(c.parents), fields, None, None, 0, step, undoes)


def _seen(store: Store, said: Said, look: _Look, texts: set[str]) -> Preview:
    outcome = _outcome(look)
    look.before.add(look, said, outcome)
    who = people.Who.of(look.sql, look.log, said, look.fresh.values(), look.before.names)
    return Preview(
        said, _people(look, outcome, who), len(look.fresh), look.known, len(outcome.articles),
        sum(outcome.spans.values()), outcome.conflicts, len(outcome.articles - texts),
        _missing(look, who), _ahead(look),
        tuple(who.sayings(store.person, store.log.site_uid, store.log.n)),
        len(_textless(look.sql) & texts),
    )  # fmt: skip


def _textless(sql: sqlite3.Connection) -> set[str]:
    """Give the articles that are here without their text."""
    return {uid.hex() for (uid,) in sql.execute(TEXTLESS)}


def _people(look: _Look, outcome: _Outcome, who: people.Who) -> tuple[From, ...]:
    changes: dict[str, int] = dict.fromkeys(outcome.spans, 0)
    for change in look.fresh.values():
        changes[change.step.person] = changes.get(change.step.person, 0) + 1
    found = [
        From(who.person(id_), number, outcome.spans.get(id_, 0)) for id_, number in changes.items()
    ]
    return tuple(sorted(found, key=lambda f: (-f.changes, f.person.name, f.person.id)))


def _missing(look: _Look, who: people.Who) -> tuple[Missing, ...]:
    """Say what a sender had, or what stands before what came, and is not here even then."""
    after = united(stored(look.sql, look.log), look.before.ranges)
    lacking = without(united(holes(after), look.before.has), after)
    return tuple(
        Missing(site, runs[0][0], size({site: runs}), who.name_at(site))
        for site, runs in lacking.items()
    )


def _ahead(look: _Look) -> int:
    ahead = max((c.step.clock for c in look.fresh.values()), default=0) - now()
    return ahead >> 16 if ahead > DAY else 0
