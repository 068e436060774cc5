"""Merging is union: absent changes are added, in any order, any number of times.

Where the newest of several values is shown, the others stay; the number of conflicts of each item
says where to look. Nothing that came in is ever changed or dropped.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from annotator.model.change import Change, Changes, Step, Version
from annotator.model.sentences import Refused
from annotator.model.text import sha256_of
from annotator.store import state
from annotator.store.aside import Range
from annotator.store.erasing import rewriting, striking
from annotator.store.erasing.gone import ERASED, LEADS, is_erasure
from annotator.store.exchange.delivery import Delivery
from annotator.store.exchange.outgoing import in_runs
from annotator.store.exchange.vetting import is_version, vetted
from annotator.store.kinds import KINDS
from annotator.store.log import AT_ONCE, DAY, NO_HASH, Row, batches, bears_out, marks, now, tick
from annotator.store.progress import Progress, quiet
from annotator.store.ranges import Ranges, Run, held, without

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
    conflicting: list[tuple[str, str]] = field(default_factory=list)
    """Kind and id of each of them."""
    texts: list[str] = field(default_factory=list)
    """Articles whose text was absent until now."""
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
    return take(store, Delivery(changes, texts.items()), title)


def take(store: Store, delivery: Delivery, title: str, progress: Progress = quiet) -> Merged:
    """Add what was delivered as one step. Raises Refused, with nothing changed, when it lies.

    `progress` is called between batches; what it raises takes back all.
    """
    done = Merged()
    backing_up = telling(progress, "Making a backup")
    with store.bringing_in("merge", backing_up), making_sense():
        _take(Adder(store, done), delivery, title, progress)
    rewriting.finish(store.sql)
    return done


def _take(adder: Adder, delivery: Delivery, title: str, progress: Progress) -> None:
    done = adder.done
    adder.add_all(delivery, progress)
    if adder.ranges:
        done.changes = adder.finish(title, telling(progress, "Showing what came"))


def telling(progress: Progress, words: str) -> Callable[[int, int], None]:
    """Say with each number what it is that is being done."""
    return lambda done, of: progress(words, done, of)


def switch(store: Store, number: int, *, aside: bool) -> Changes:
    """Set a bring-in aside or take it up again, inside a transaction, and renew what it touched."""
    ranges = store.session.aside.switch(number, aside=aside)
    items: set[int] = set()
    for site, first, last in ranges:
        query = "SELECT DISTINCT item FROM change WHERE site = ? AND n BETWEEN ? AND ?"
        items.update(item for (item,) in store.sql.execute(query, [site, first, last]))
    state.renew(store.sql, store.log, sorted(items))
    return _touched(store, items, store.session.aside.title(number))


def holding(store: Store) -> dict[str, list[Run]]:
    """Give the runs of changes that this file holds and shows, for each site."""
    return held(store.sql, store.log)


def changes_for(store: Store, theirs: Ranges | None = None) -> Iterator[Change]:
    """Give the changes that a colleague lacks who holds these runs, those set aside left out."""
    return in_runs(store.log, without(holding(store), theirs or {}))


class Adder:
    """Adds batches of changes inside one transaction."""

    def __init__(self, store: Store, done: Merged) -> None:
        self._store = store
        self._log = store.log
        self._sql = store.sql
        self.done = done
        self._items: set[int] = set()
        self._taken_up: set[tuple[int, int]] = set()
        self._steps: dict[Version, tuple[int, Step]] = {}
        self._limit = now() + DAY
        self._erased: dict[str, set[str]] = {}
        """Articles that these changes erase for good, and what led to them from elsewhere."""
        self._again: dict[str, set[str]] = {}
        """Articles that were erased here before, and what of these changes leads to them."""
        self._named: dict[bool, set[str]] = {True: set(), False: set()}
        """Bytes that articles came as: those of articles erased here, and those of others."""
        self.ranges: list[Range] = []

    def add_all(self, delivery: Delivery, progress: Progress) -> None:
        """Add what was delivered, batch by batch."""
        for batch in grouped(delivery.changes):
            self.add(batch)
            progress("Bringing in changes", self.done.new + self.done.known, delivery.size)
        self.add_texts(delivery.texts)
        self.add_originals(delivery.originals)

    def apart(self) -> Adder:
        """Give one that tries a delivery inside the same transaction, to be gained or let go."""
        one = Adder(self._store, Merged())
        one._taken_up |= self._taken_up
        return one

    def gain(self, one: Adder) -> None:
        """Take over what one that tried has added."""
        self._items |= one._items
        self._taken_up |= one._taken_up
        for mine, its in ((self._erased, one._erased), (self._again, one._again)):
            for article, ties in its.items():
                mine.setdefault(article, set()).update(ties)
        self.ranges += one.ranges
        self.done.new += one.done.new
        self.done.known += one.done.known
        self.done.texts += one.done.texts
        self.done.ahead |= one.done.ahead

    def add(self, batch: list[Change]) -> None:
        """Add those of a batch that are absent. All are of one site."""
        if not is_version((batch[0].site, 1)):
            raise Refused("The work holds a site that is none. Nothing was brought in.")
        site = self._log.site_id(batch[0].site)
        held = self._held(site, batch)
        rows: list[Row] = []
        fresh: dict[int, Change] = {}
        for change in batch:
            original = striking.original_of(change)
            if original is not None:
                gone = striking.erased_article_of(self._log.gone, change)
                self._named[gone is not None].add(original)
            here = held.get(change.n)
            if here is not None:
                self._meet(site, change, here)
            elif change.n not in fresh:
                fresh[change.n] = change
            elif fresh[change.n].hash == change.hash:
                self.done.known += 1
            else:
                raise two_contents(change)
        if fresh:
            self._check_chain(site, fresh)
            fresh = {n: self._let_in(change) for n, change in fresh.items()}
            rows = self._rows(site, list(fresh.values()))
        self._log.add(rows)
        self._strike(site, fresh.values())
        self._check_next(site, fresh)
        for change in fresh.values():
            self._widen(site, change.n)
        self.done.new += len(fresh)

    def _held(self, site: int, batch: list[Change]) -> dict[int, tuple[bytes, int]]:
        found: dict[int, tuple[bytes, int]] = {}
        for part in batches([change.n for change in batch], AT_ONCE):
            query = f"SELECT n, hash, item FROM change WHERE site = ? AND n IN ({marks(part)})"
            rows = self._sql.execute(query, [site, *part])
            found.update((n, (hash_, item)) for n, hash_, item in rows)
        return found

    def _meet(self, site: int, change: Change, here: tuple[bytes, int]) -> None:
        if here[0].hex() != change.hash:
            raise two_contents(change)
        if (site, change.n) not in self._taken_up and self._log.aside.hides(site, change.n):
            self._taken_up.add((site, change.n))
            self._items.add(here[1])
            self._widen(site, change.n)
            self.done.new += 1
        else:
            self.done.known += 1

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
            self.done.ahead |= change.step.clock > self._limit
        number, step = self._steps[key]
        if not _are_one(step, change.step):
            raise _altered(change.site, change.n)
        return number

    def add_texts(self, texts: Iterable[tuple[str, str]]) -> None:
        """Keep the texts that came along, each under the article that its sha256 names."""
        query = "INSERT OR IGNORE INTO text (article, body) VALUES (?, ?)"
        for article, text in texts:
            if sha256_of(text) != article:
                raise _misnamed("text")
            if article in self._erased or article in self._log.gone.articles:
                continue
            item = self._log.item_id(KINDS["article"], article)
            if self._sql.execute(query, [item, text]).rowcount:
                self.done.texts.append(article)

    def add_originals(self, originals: Iterable[tuple[str, bytes]]) -> None:
        """Keep what articles came in as, and attachments, each under its sha256.

        What only an article came as that was erased here for good does not come back.
        """
        unwanted = self._named[True] - self._named[False]
        query = "INSERT OR IGNORE INTO original (sha256, data) VALUES (?, ?)"
        for sha256, data in originals:
            digest = hashlib.sha256(data)
            if digest.hexdigest() != sha256:
                raise _misnamed("file")
            if sha256 in unwanted:
                continue
            self._sql.execute(query, [digest.digest(), data])

    def finish(self, title: str, progress: Callable[[int, int], None]) -> Changes:
        """Enter the bring-in, renew the state of what was touched, and count what to look at."""
        log, store = self._log, self._store
        person = log.item_id(KINDS["person"], store.person.id)
        number = log.aside.enter(tick(log.clock), person, title, _joined(self.ranges))
        store.enter_bring_in(number)
        log.reload()
        self._erase()
        items = sorted(self._items)
        for at, part in enumerate(batches(items, _BATCH)):
            state.renew(self._sql, log, part)
            progress(at * _BATCH + len(part), len(items))
        self.done.missing = _gaps(store, {site for site, _, _ in self.ranges})
        changes = _touched(store, self._items, title)
        self.done.conflicting = _conflicts(store, items)
        self.done.conflicts = len(self.done.conflicting)
        return changes

    def _erase(self) -> None:
        """Strike here what was erased elsewhere, and what came back of what was erased before."""
        self.done.erased = len(self._erased.keys() - self._log.gone.articles.keys())
        for article, ties in self._again.items():
            self._items |= striking.strike(self._sql, self._log, article, ties).items
        for article, ties in self._erased.items():
            led = ties | striking.leading_to(self._sql, article)
            self._items |= striking.strike(self._sql, self._log, article, led).items


@contextmanager
def making_sense() -> Iterator[None]:
    """Refuse work whose values cannot be read."""
    try:
        yield
    except (ValueError, TypeError, KeyError, OverflowError, RecursionError) as error:
        raise Refused(
            "The work holds a value that cannot be read ({why}). Nothing was brought in.",
            why=type(error).__name__,
        ) from error


def grouped(changes: Iterable[Change]) -> Iterator[list[Change]]:
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


def _misnamed(what: str) -> Refused:
    return Refused(
        "A {what} is not the one that it is named after. Nothing was brought in. Ask for the file "
        "again.",
        what=what,
    )


def two_contents(change: Change) -> Refused:
    """Say that one number of one site stands for two different changes."""
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


def _conflicts(store: Store, items: Sequence[int]) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for part in batches(items, AT_ONCE):
        kinds = {kind.name: kind for kind in state.kinds_of(store.sql, part).values()}
        for name in sorted(kinds):
            query = (
                f"SELECT i.uid FROM {name} t JOIN item i ON i.id = t.item"
                f" WHERE t.conflicts > 0 AND t.item IN ({marks(part)}) ORDER BY i.id"
            )
            uids = store.sql.execute(query, part)
            found += [(name, kinds[name].unpack_id(uid)) for (uid,) in uids]
    return found
