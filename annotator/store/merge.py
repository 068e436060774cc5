"""Merging is union: absent changes are added, in any order, any number of times.

Where the newest of several values is shown, the others stay; the number of conflicts of each item
says where to look. Nothing that came in is ever changed or dropped.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from annotator.model.change import Change, Changes, Step, Version
from annotator.model.sentences import Refused
from annotator.model.text import sha256_of
from annotator.store import rewriting, state, striking
from annotator.store.aside import Range
from annotator.store.gone import ERASED, LEADS, is_erasure
from annotator.store.kinds import KINDS
from annotator.store.log import AT_ONCE, DAY, NO_HASH, Row, batches, bears_out, marks, now
from annotator.store.vetting import is_version, vetted

if TYPE_CHECKING:
    from annotator.store.store import Store

_BATCH = 1_000


@dataclass(slots=True)
class Merged:
    """What a merge did."""

    new: int = 0
    """Changes that were absent, or had been set aside."""
    known: int = 0
    """Changes that were here already."""
    conflicts: int = 0
    """Items touched whose fields now hold several values."""
    missing: list[tuple[str, int, int]] = field(default_factory=list)
    """Site, first and last number of changes that have not come yet."""
    ahead: bool = False
    """A clock among the changes is more than a day ahead of ours."""
    erased: int = 0
    """Articles that were erased for good elsewhere, and therefore here."""
    changes: Changes | None = None


def merge(store: Store, changes: Iterable[Change], texts: Mapping[str, str], title: str) -> Merged:
    """Add a colleague's changes as one step. Raises Refused, with nothing changed, when they lie.

    `texts` gives texts by the sha256 that names their article. `title` says whose work it is.
    """
    done = Merged()
    with store.bringing_in("merge"):
        try:
            adder = _Adder(store, done)
            for batch in _grouped(changes):
                adder.add(batch)
            adder.add_texts(texts)
            if adder.ranges:
                done.changes = adder.finish(title)
        except (ValueError, TypeError, KeyError, OverflowError, RecursionError) as error:
            raise Refused(
                "The work holds a value that cannot be read ({why}). Nothing was brought in.",
                why=type(error).__name__,
            ) from error
    rewriting.finish(store.sql)
    return done


def switch(store: Store, number: int, *, aside: bool) -> Changes:
    """Set a bring-in aside or take it up again, inside a transaction, and renew what it touched."""
    ranges = store.session.aside.switch(number, aside=aside)
    items: set[int] = set()
    for site, first, last in ranges:
        query = "SELECT DISTINCT item FROM change WHERE site = ? AND n BETWEEN ? AND ?"
        items.update(item for (item,) in store.sql.execute(query, [site, first, last]))
    state.renew(store.sql, store.log, sorted(items))
    return _touched(store, items, store.session.aside.title(number))


def holding(store: Store) -> dict[str, list[tuple[int, int]]]:
    """Give the runs of changes that this file holds and shows, for each site."""
    found: dict[str, list[tuple[int, int]]] = {}
    for site, n in store.sql.execute("SELECT site, n FROM change ORDER BY site, n"):
        if store.session.aside.hides(site, n):
            continue
        runs = found.setdefault(store.log.uid_of_site(site), [])
        if runs and runs[-1][1] == n - 1:
            runs[-1] = (runs[-1][0], n)
        else:
            runs.append((n, n))
    return found


def changes_for(
    store: Store, held: Mapping[str, list[tuple[int, int]]] | None = None
) -> Iterator[Change]:
    """Give the changes that a colleague lacks who holds these runs, those set aside left out."""
    held = held or {}
    for change in store.log.changes("ORDER BY c.seq"):
        if any(first <= change.n <= last for first, last in held.get(change.site, ())):
            continue
        if not store.session.aside.hides(store.log.site_id(change.site), change.n):
            yield change


class _Adder:
    """Adds batches of changes inside one transaction."""

    def __init__(self, store: Store, done: Merged) -> None:
        self._store = store
        self._log = store.log
        self._sql = store.sql
        self._done = done
        self._items: set[int] = set()
        self._taken_up: set[tuple[int, int]] = set()
        self._steps: dict[Version, tuple[int, Step]] = {}
        self._limit = now() + DAY
        self._erased: dict[str, set[str]] = {}
        """Articles that these changes erase for good, and what led to them from elsewhere."""
        self._again: dict[str, set[str]] = {}
        """Articles that were erased here before, and what of these changes leads to them."""
        self.ranges: list[Range] = []

    def add(self, batch: list[Change]) -> None:
        """Add those of a batch that are absent. All are of one site."""
        if not is_version((batch[0].site, 1)):
            raise Refused("The work holds a site that is none. Nothing was brought in.")
        site = self._log.site_id(batch[0].site)
        held = self._held(site, batch)
        rows: list[Row] = []
        fresh: dict[int, Change] = {}
        for change in batch:
            here = held.get(change.n)
            if here is not None:
                self._meet(site, change, here)
            elif change.n not in fresh:
                fresh[change.n] = change
            elif fresh[change.n].hash != change.hash:
                raise _two(change)
        if fresh:
            self._check_chain(site, fresh)
            fresh = {n: self._let_in(change) for n, change in fresh.items()}
            rows = self._rows(site, list(fresh.values()))
        self._log.add(rows)
        self._strike(site, fresh.values())
        self._check_next(site, fresh)
        for change in fresh.values():
            self._widen(site, change.n)
        self._done.new += len(fresh)

    def _held(self, site: int, batch: list[Change]) -> dict[int, tuple[bytes, int]]:
        found: dict[int, tuple[bytes, int]] = {}
        for part in batches([change.n for change in batch], AT_ONCE):
            query = f"SELECT n, hash, item FROM change WHERE site = ? AND n IN ({marks(part)})"
            rows = self._sql.execute(query, [site, *part])
            found.update((n, (hash_, item)) for n, hash_, item in rows)
        return found

    def _meet(self, site: int, change: Change, here: tuple[bytes, int]) -> None:
        if here[0].hex() != change.hash:
            raise _two(change)
        if (site, change.n) not in self._taken_up and self._log.aside.hides(site, change.n):
            self._taken_up.add((site, change.n))
            self._items.add(here[1])
            self._widen(site, change.n)
            self._done.new += 1
        else:
            self._done.known += 1

    def _widen(self, site: int, n: int) -> None:
        if self.ranges and self.ranges[-1][0] == site and self.ranges[-1][2] == n - 1:
            self.ranges[-1] = (site, self.ranges[-1][1], n)
        else:
            self.ranges.append((site, n, n))

    def _check_chain(self, site: int, fresh: dict[int, Change]) -> None:
        """Refuse a change that is not what its hash says, where the one before it is known."""
        before = self._hashes_before(site, fresh)
        for n, change in fresh.items():
            previous = NO_HASH if n == 1 else before.get(n - 1)
            if previous is not None and not bears_out(previous, change):
                raise _altered(change.site, n)

    def _check_next(self, site: int, fresh: Mapping[int, Change]) -> None:
        """Refuse where what came earlier does not follow from what comes now."""
        next_ones = [n + 1 for n in fresh if n + 1 not in fresh]
        for part in batches(next_ones, AT_ONCE):
            where = f"WHERE c.site = ? AND c.n IN ({marks(part)})"
            for change in self._log.changes(where, [site, *part]):
                before = bytes.fromhex(fresh[change.n - 1].hash)
                if not bears_out(before, change):
                    raise _altered(change.site, change.n)

    def _let_in(self, change: Change) -> Change:
        """Look at a change, and leave out the words of what was erased here for good."""
        vetted(change)
        if is_erasure(change.kind, change.value):
            ties = json.loads(change.value)[ERASED]
            self._erased.setdefault(change.id, set()).update(ties)
            return change
        article = striking.erased_article_of(self._log.gone, change)
        if article is None:
            return change
        led = {change.id} if change.kind in LEADS else set()
        self._again.setdefault(article, set()).update(led)
        return striking.without_words(change)

    def _strike(self, site: int, changes: Iterable[Change]) -> None:
        """Note of which values only their sha256 came."""
        self._sql.executemany(
            "UPDATE change SET struck = ? WHERE site = ? AND n = ?",
            [(bytes.fromhex(c.struck), site, c.n) for c in changes if c.struck],
        )

    def _hashes_before(self, site: int, fresh: dict[int, Change]) -> dict[int, bytes]:
        found = {n: bytes.fromhex(change.hash) for n, change in fresh.items()}
        absent = [n - 1 for n in fresh if n > 1 and n - 1 not in fresh]
        for part in batches(absent, AT_ONCE):
            query = f"SELECT n, hash FROM change WHERE site = ? AND n IN ({marks(part)})"
            found.update(self._sql.execute(query, [site, *part]))
        return found

    def _rows(self, site: int, changes: list[Change]) -> list[Row]:
        ids = self._log.item_ids([(KINDS[change.kind], change.id) for change in changes])
        rows: list[Row] = []
        log = self._log
        for change, (item, _) in zip(changes, ids, strict=True):
            article = log.item_id(KINDS["article"], change.article) if change.article else None
            owner = log.item_id(KINDS["person"], change.owner) if change.owner else None
            self._items.add(item)
            rows.append(
                (
                    site, change.n, self._step(change), item, article, owner, change.value,
                    bytearray.fromhex(change.hash), log.pack_parents(change.parents),
                )
            )  # fmt: skip
        return rows

    def _step(self, change: Change) -> int:
        """Give the number of a change's step. All changes of a step must tell it alike.

        Only the words of its title may have been erased for good on one side.
        """
        key = (change.site, change.step.first)
        if key not in self._steps:
            row = self._sql.execute(
                "SELECT id FROM step WHERE site = ? AND first = ?",
                [self._log.site_id(change.site), change.step.first],
            ).fetchone()
            number = row[0] if row else self._log.enter_step(change.step)
            self._steps[key] = number, self._log.step(number)
            self._done.ahead |= change.step.clock > self._limit
        number, step = self._steps[key]
        if not _are_one(step, change.step):
            raise _altered(change.site, change.n)
        return number

    def add_texts(self, texts: Mapping[str, str]) -> None:
        """Keep the texts that came along, each under the article that its sha256 names."""
        for article, text in texts.items():
            if sha256_of(text) != article:
                raise Refused(
                    "A text is not the one that it is named after. Nothing was brought in. Ask for "
                    "the file again."
                )
            if article in self._erased or article in self._log.gone.articles:
                continue
            item = self._log.item_id(KINDS["article"], article)
            query = "INSERT OR IGNORE INTO text (article, body) VALUES (?, ?)"
            self._sql.execute(query, [item, text])

    def finish(self, title: str) -> Changes:
        """Enter the bring-in, renew the state of what was touched, and count what to look at."""
        log, store = self._log, self._store
        person = log.item_id(KINDS["person"], store.person.id)
        number = log.aside.enter(log.clock, person, title, _joined(self.ranges))
        store.enter_bring_in(number)
        log.reload()
        self._erase()
        state.renew(self._sql, log, sorted(self._items))
        self._done.missing = _gaps(store, {site for site, _, _ in self.ranges})
        changes = _touched(store, self._items, title)
        self._done.conflicts = _conflicts(store, self._items)
        return changes

    def _erase(self) -> None:
        """Strike here what was erased elsewhere, and what came back of what was erased before."""
        self._done.erased = len(self._erased.keys() - self._log.gone.articles.keys())
        for article, ties in self._again.items():
            self._items |= striking.strike(self._sql, self._log, article, ties).items
        for article, ties in self._erased.items():
            led = ties | striking.leading_to(self._sql, article)
            self._items |= striking.strike(self._sql, self._log, article, led).items


def _grouped(changes: Iterable[Change]) -> Iterator[list[Change]]:
    """Cut the changes into batches of one site each, in the order in which they come."""
    batch: list[Change] = []
    for change in changes:
        if batch and (change.site != batch[0].site or len(batch) >= _BATCH):
            yield batch
            batch = []
        batch.append(change)
    if batch:
        yield batch


def _are_one(step: Step, other: Step) -> bool:
    """Say whether two tell of the same step, also where one has lost the words of its title."""
    if step.is_bare or other.is_bare:
        return step.bare() == other.bare()
    return step == other


def _altered(site: str, n: int) -> Refused:
    return Refused(
        "Change {n} of the site {site} was damaged or altered on its way. Nothing was brought in. "
        "Ask for the file again.",
        n=n, site=site[:8],
    )  # fmt: skip


def _two(change: Change) -> Refused:
    return Refused(
        "Two different changes bear the number {n} of the site {site}: somebody worked on in a "
        "copy of a project file. Nothing was brought in. Ask the colleague to send the work "
        "as a record (annotator export), and import that.",
        n=change.n, site=change.site[:8],
    )  # fmt: skip


def _joined(ranges: list[Range]) -> list[Range]:
    joined: list[Range] = []
    for site, first, last in sorted(ranges):
        if joined and joined[-1][0] == site and joined[-1][2] >= first - 1:
            joined[-1] = (site, joined[-1][1], max(last, joined[-1][2]))
        else:
            joined.append((site, first, last))
    return joined


def _gaps(store: Store, sites: set[int]) -> list[tuple[str, int, int]]:
    gaps: list[tuple[str, int, int]] = []
    query = (
        "SELECT n, before FROM (SELECT n, lag(n, 1, 0) OVER (ORDER BY n) AS before FROM change"
        " WHERE site = ?) WHERE n > before + 1"
    )
    for site in sorted(sites):
        uid = store.log.uid_of_site(site)
        gaps += [(uid, b + 1, n - 1) for n, b in store.sql.execute(query, [site])]
    return gaps


def _touched(store: Store, items: set[int], title: str) -> Changes:
    kinds: set[str] = set()
    articles: set[str] = set()
    for part in batches(sorted(items), AT_ONCE):
        rows = store.sql.execute(
            "SELECT DISTINCT i.kind, a.uid FROM item i JOIN change c ON c.item = i.id"
            f" LEFT JOIN item a ON a.id = c.article WHERE i.id IN ({marks(part)})",
            part,
        )
        for kind, article in rows:
            kinds.add(kind)
            if article:
                articles.add(article.hex())
    return Changes(title, frozenset(kinds), frozenset(articles), len(items))


def _conflicts(store: Store, items: set[int]) -> int:
    found = 0
    for part in batches(sorted(items), AT_ONCE):
        kinds = {kind.name for kind in state.kinds_of(store.sql, part).values()}
        for kind in sorted(kinds):
            query = f"SELECT count(*) FROM {kind} WHERE conflicts > 0 AND item IN ({marks(part)})"
            found += store.sql.execute(query, part).fetchone()[0]
    return found
