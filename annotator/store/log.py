"""The append-only log: who changed what, in a chain of hashes for each site.

A change's hash is sha256(hash before + sha256(value) + what else the change says), so that a
single flipped byte shows, and a value can be struck without breaking the chain.
"""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Sized
from itertools import count, groupby
from typing import TYPE_CHECKING, TypeVar

from annotator.model.change import Change, Step, StepKind, Version
from annotator.store.erasing.gone import Gone
from annotator.store.heads import Known, fields_of, without
from annotator.store.kinds import KINDS, Kind

if TYPE_CHECKING:
    from sqlite_utils.utils import sqlite3

    from annotator.store.aside import Aside

Value = TypeVar("Value")

NO_HASH = bytes(32)
"""What stands before the first change of a site."""
AT_ONCE = 500
"""How many items one query asks for: well below SQLite's limit on parameters."""
DAY = 24 * 60 * 60 * 1000 << 16
"""A clock this far ahead of ours is not followed."""
MANY = 20_000
"""How many ids are kept at hand."""
_BITS = 1 << 26
"""Of the filter of ids: 8 MB, in which one of 200 new ids looks like one of 300,000 known ones."""

_FIRST_COLUMNS = "site, n, step, item, article, owner, value, hash"
_ADD_FIRST = f"INSERT INTO change ({_FIRST_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
_ADD_LATER = f"INSERT INTO change ({_FIRST_COLUMNS}, parents) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
_KNOWN = (
    "SELECT c.item, c.site, c.n, s.clock, s.person, c.article, c.owner, c.parents, c.value,"
    " s.first, CASE s.kind WHEN 'undo' THEN s.of_site END, s.of_first "
    "FROM change c JOIN step s ON s.id = c.step WHERE c.item IN ({}) ORDER BY c.item, c.seq"
)

_WORTH = 10
"""The filter is made when it was asked for a tenth as many ids as it must read to be made."""

Row = tuple[int, int, int, int, int | None, int | None, str, bytearray, str | None]
"""A row of the table change: site, n, step, item, article, owner, value, hash, parents.

Python's sqlite3 binds a bytearray at once, and tries every adapter on bytes and on None before.
"""


def digest(value: str) -> bytes:
    """Give the sha256 of a value: what stays of it in the chain when it is struck."""
    return hashlib.sha256(value.encode()).digest()


def chained(previous: bytes, value: bytes, said: str) -> bytes:
    """Give a change's hash from the one before, its value's sha256 and what else it says."""
    return hashlib.sha256(previous + value + said.encode()).digest()


def said(
    kind: str, id_: str, article: str | None, owner: str | None, parents: Sequence[Version],
    first: int, opens: Step | None,
) -> str:  # fmt: skip
    """Write all that a change says beside its value in the one form that is hashed.

    `first` names the change's step; the change that opens the step vouches for the step as well.
    """
    words = f"{kind}\x1f{id_}\x1f{article or ''}\x1f{owner or ''}\x1f{first}"
    if not parents and not opens:
        return words
    parts = [words, *sorted(f"{site}:{n}" for site, n in parents)]
    if opens:
        of = f"{opens.of[0]}:{opens.of[1]}" if opens.of else ""
        named = json.dumps(opens.named, ensure_ascii=False)
        parts += [str(opens.clock), opens.person, opens.kind, opens.template, named, of]
    return "\x1f".join(parts)


def hash_of(previous: bytes, change: Change) -> bytes:
    """Compute the hash that a change must have after the one before it."""
    value = bytes.fromhex(change.struck) if change.struck else digest(change.value)
    opens = change.step if change.n == change.step.first else None
    c = change
    words = said(c.kind, c.id, c.article, c.owner, c.parents, c.step.first, opens)
    return chained(previous, value, words)


def lost_its_proof(change: Change) -> bool:
    """Say whether a change's hash covers words that were erased for good: those of its step.

    It is taken as it is then. Its hash still binds the changes after it.
    """
    return change.step.is_bare and change.n == change.step.first


def bears_out(previous: bytes, change: Change) -> bool:
    """Say whether a change is what its hash says, after the one before it."""
    return lost_its_proof(change) or hash_of(previous, change).hex() == change.hash


def now() -> int:
    """Give the present as a reading of the hybrid clock: milliseconds << 16."""
    return time.time_ns() // 1_000_000 << 16


def tick(clock: int) -> int:
    """Give the next reading of the hybrid clock: later than any seen, and now if that is later.

    Kulkarni and others, Logical Physical Clocks, 2014.
    """
    return max(clock + 1, now())


class Log:
    """The log of one open file, with this site's number, last hash and clock in hand."""

    def __init__(self, sql: sqlite3.Connection, site: str, aside: Aside) -> None:
        self._sql = sql
        self.site_uid = site
        self.aside = aside
        self.gone = Gone(sql)
        self._heard: bytearray | None = None
        self._asked = 0
        self.reload()

    def reload(self) -> None:
        """Read the numbers again: after a rollback, and after a merge."""
        rows = self._sql.execute("SELECT id, uid FROM site").fetchall()
        self._sites: dict[int, str] = {site: uid.hex() for site, uid in rows}
        self._site_ids = {uid: site for site, uid in self._sites.items()}
        self._items: dict[tuple[str, str], int] = {}
        self._uids: dict[int, str] = {}
        self.stop_hearing()
        self.site = self._site_ids.get(self.site_uid, 0)
        last = self._sql.execute(
            "SELECT n, hash FROM change WHERE site = ? ORDER BY n DESC LIMIT 1", [self.site]
        ).fetchone()
        self.n: int = last[0] if last else 0
        self.hash: bytes = last[1] if last else NO_HASH
        self.clock = self._number(f"SELECT max(clock) FROM step WHERE clock <= {now() + DAY}")
        self._next_item = self._number("SELECT max(id) FROM item") + 1
        self.aside.reload()
        self.gone.reload()

    @property
    def sql(self) -> sqlite3.Connection:
        """Give the connection through which the log is read."""
        return self._sql

    def _number(self, query: str) -> int:
        return int(self._sql.execute(query).fetchone()[0] or 0)

    # --- the dictionaries: sites and items have small numbers inside the file -------------------

    def site_id(self, uid: str) -> int:
        """Give the number of a site, and enter it if it is new."""
        found = self._site_ids.get(uid)
        if found is None:
            query = "INSERT INTO site (uid) VALUES (?)"
            found = self._sql.execute(query, [bytes.fromhex(uid)]).lastrowid or 0
            self._sites[found], self._site_ids[uid] = uid, found
        return found

    def find_site(self, uid: str) -> int | None:
        """Give the number of a site, or None if the file has never heard of it."""
        return self._site_ids.get(uid)

    def uid_of_site(self, site: int) -> str:
        """Give the id of a site from its number."""
        return self._sites[site]

    def item_id(self, kind: Kind, id_: str) -> int:
        """Give the number of an item that many others name, an article or a person, new or not."""
        found = self._items.get((kind.name, id_))
        if found is None:
            if len(self._items) > MANY:
                self._items.clear()
            found = self.item_ids([(kind, id_)])[0][0]
            self._items[kind.name, id_] = found
        return found

    def item_ids(self, wanted: Sequence[tuple[Kind, str]]) -> list[tuple[int, bool]]:
        """Give each item's number and whether it is new, entering the new ones.

        All are entered as if they were new, which most are; those that the file knows already keep
        the number they have.
        """
        first = self._next_item
        keys = [(kind.name, kind.pack_id(id_)) for kind, id_ in wanted]
        numbers = dict(zip(dict.fromkeys(keys), count(first)))
        entered = self._sql.executemany(
            "INSERT INTO item (id, kind, uid) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
            [(number, kind, bytearray(uid)) for (kind, uid), number in numbers.items()],
        ).rowcount
        self._next_item += len(numbers)
        if self._heard is not None:
            _note(self._heard, [uid for _, uid in numbers])
        if entered < len(numbers):
            for part in batches([uid for _, uid in numbers], AT_ONCE):
                query = f"SELECT kind, uid, id FROM item WHERE uid IN ({marks(part)})"
                found = self._sql.execute(query, part)
                numbers.update(((kind, uid), id_) for kind, uid, id_ in found)
        return [(numbers[key], numbers[key] >= first) for key in keys]

    def heard(self, uuids: Collection[str]) -> Collection[str]:
        """Leave out the UUIDs that the file has surely never heard of, without asking it for each.

        A filter of one hash (Bloom, 1970): what is left has mostly been heard of, and the file can
        say. It is made once many have been asked for, and kept up to date until `stop_hearing`.
        """
        bits = self._heard
        if bits is None:
            self._asked += len(uuids)
            if self._asked * _WORTH < self._next_item:
                return uuids
            bits = self._heard = bytearray(_BITS >> 3)
            _note(bits, (uid for (uid,) in self._sql.execute("SELECT uid FROM item")))
        return [u for u in uuids if bits[(h := int(u[-8:], 16) & _BITS - 1) >> 3] & 1 << (h & 7)]

    def stop_hearing(self) -> None:
        """Let the filter of `heard` go."""
        self._heard = None
        self._asked = 0

    def find_item(self, kind: Kind, id_: str) -> int | None:
        """Give an item's number, or None if the file has never heard of it."""
        query = "SELECT id FROM item WHERE uid = ? AND kind = ?"
        found = self._sql.execute(query, [kind.pack_id(id_), kind.name]).fetchone()
        return int(found[0]) if found else None

    def uid_of_item(self, item: int, kind: Kind) -> str:
        """Give an item's id from its number."""
        if item not in self._uids:
            if len(self._uids) > MANY:
                self._uids.clear()
            raw = self._sql.execute("SELECT uid FROM item WHERE id = ?", [item]).fetchone()[0]
            self._uids[item] = kind.unpack_id(bytes(raw))
        return self._uids[item]

    # --- writing ----------------------------------------------------------------------------------

    def begin(
        self, person: str, kind: StepKind, template: str, named: str | None, of: Version | None
    ) -> tuple[Step, int]:
        """Enter a step of this site. Its first change must follow in the same transaction."""
        self.clock = tick(self.clock)
        pairs = tuple((k, v) for k, v in json.loads(named)) if named else ()
        step = Step(self.site_uid, self.n + 1, self.clock, person, kind, template, pairs, of)
        return step, self.enter_step(step)

    def enter_step(self, step: Step) -> int:
        """Write a step's row and give its number."""
        of_site, of_first = (self.site_id(step.of[0]), step.of[1]) if step.of else (None, None)
        named = json.dumps(step.named, ensure_ascii=False) if step.named else None
        cursor = self._sql.execute(
            "INSERT INTO step (site, first, clock, person, kind, template, named, of_site,"
            " of_first) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                self.site_id(step.site), step.first, step.clock,
                self.item_id(KINDS["person"], step.person), step.kind, step.template, named,
                of_site, of_first,
            ],
        )  # fmt: skip
        return cursor.lastrowid or 0

    def add(self, rows: Iterable[Row]) -> None:
        """Write changes whose numbers and hashes are settled."""
        for is_first, run in groupby(rows, key=_has_no_parents):
            if is_first:
                self._sql.executemany(_ADD_FIRST, [row[:8] for row in run])
            else:
                self._sql.executemany(_ADD_LATER, run)

    def pack_parents(self, parents: Iterable[Version]) -> str | None:
        """Write versions with the file's own numbers of sites: "1:12 3:7"."""
        packed = " ".join(f"{self.site_id(site)}:{n}" for site, n in sorted(parents))
        return packed or None

    def unpack_parents(self, packed: str | None) -> tuple[Version, ...]:
        """Read what pack_parents wrote."""
        if not packed:
            return ()
        pairs = (part.split(":") for part in packed.split(" "))
        return tuple(sorted((self._sites[int(site)], int(n)) for site, n in pairs))

    # --- reading ----------------------------------------------------------------------------------

    def known(
        self, items: Sequence[int], kinds: dict[int, Kind],
        coming: Mapping[int, Sequence[Known]] | None = None, *, as_made: bool = False,
    ) -> dict[int, list[Known]]:  # fmt: skip
        """Read the changes of some items that count, those set aside left out: see `without`.

        `coming` is what is looked at as if it had come, or had been taken up again.
        """
        found: dict[int, list[Known]] = {}
        aside: dict[int, set[Version]] = {}
        for part in batches(items, AT_ONCE):
            for row in self._sql.execute(_KNOWN.format(marks(part)), part):
                known = self.read_known(kinds[row[0]], row)
                found.setdefault(row[0], []).append(known)
                if self.aside.hides(row[1], row[2]):
                    aside.setdefault(row[0], set()).add(known.version)
        for item, more in (coming or {}).items():
            here = {known.version for known in found.get(item, ())}
            found[item] = [*found.get(item, ()), *(c for c in more if c.version not in here)]
            aside.get(item, set()).difference_update(c.version for c in more)
        for item, versions in aside.items():
            if versions:
                found[item] = without(found[item], versions, as_made=as_made)
        return {item: changes for item, changes in found.items() if changes}

    def read_known(
        self,
        kind: Kind,
        row: tuple[
            int, int, int, int, int, int | None, int | None, str | None, str, int, int | None, int
        ],
    ) -> Known:
        """Make what heads need from a row of the query _KNOWN."""
        _, site, n, clock, person, article, owner, parents, value, first, of_site, of_first = row
        uid = self._sites[site]
        return Known(
            (uid, n), (clock, uid, n), frozenset(self.unpack_parents(parents)),
            fields_of(kind.whole, value), article, owner, person, (uid, first),
            None if of_site is None else (self._sites[of_site], of_first),
        )  # fmt: skip

    def changes(self, where: str = "", values: Sequence[object] = ()) -> Iterator[Change]:
        """Read changes with their steps in order of arrival; `where` follows the joins."""
        query = (
            "SELECT c.site, c.n, i.kind, i.uid, a.uid, o.uid, c.parents, c.value, c.struck, c.hash,"
            " c.step FROM change c JOIN item i ON i.id = c.item"
            f" LEFT JOIN item a ON a.id = c.article LEFT JOIN item o ON o.id = c.owner {where}"
        )
        steps: dict[int, Step] = {}
        for (
            site,
            n,
            kind,
            uid,
            article,
            owner,
            parents,
            value,
            struck,
            hash_,
            step,
        ) in self._sql.execute(query, values):
            if step not in steps:
                if len(steps) > 10_000:
                    steps.clear()
                steps[step] = self.step(step)
            yield Change(
                self._sites[site], n, steps[step], kind, KINDS[kind].unpack_id(uid),
                article.hex() if article else None,
                KINDS["person"].unpack_id(owner) if owner else None,
                self.unpack_parents(parents), value, struck.hex() if struck else None, hash_.hex(),
            )  # fmt: skip

    def step(self, number: int) -> Step:
        """Read a step by its number in this file."""
        site, first, clock, person, kind, template, named, of_site, of_first = self._sql.execute(
            "SELECT s.site, s.first, s.clock, p.uid, s.kind, s.template, s.named, s.of_site,"
            " s.of_first FROM step s JOIN item p ON p.id = s.person WHERE s.id = ?",
            [number],
        ).fetchone()
        of = (self._sites[of_site], of_first) if of_site else None
        pairs = tuple((k, v) for k, v in json.loads(named)) if named else ()
        who = KINDS["person"].unpack_id(person)
        return Step(self._sites[site], first, clock, who, kind, template, pairs, of)

    def step_rows(self, step: int) -> list[int]:
        """Give the order numbers of a step's changes. They stand in one run of one site."""
        site, first = self._sql.execute(
            "SELECT site, first FROM step WHERE id = ?", [step]
        ).fetchone()
        after = self._sql.execute(
            "SELECT min(first) FROM step WHERE site = ? AND first > ?", [site, first]
        ).fetchone()[0]
        rows = self._sql.execute(
            "SELECT seq FROM change WHERE site = ? AND n >= ? AND n < ? AND step = ? ORDER BY n",
            [site, first, after if after is not None else 1 << 62, step],
        )
        return [seq for (seq,) in rows]


def _note(bits: bytearray, uids: Iterable[bytes]) -> None:
    """Note ids by their last four bytes, which are chance in every UUID."""
    for uid in uids:
        place = int.from_bytes(uid[-4:]) & _BITS - 1
        bits[place >> 3] |= 1 << (place & 7)


def _has_no_parents(row: Row) -> bool:
    return row[8] is None


def marks(values: Sized) -> str:
    """Write one question mark for each value."""
    return ",".join("?" * len(values))


def batches(values: Sequence[Value], size: int) -> Iterator[Sequence[Value]]:
    """Cut a list into runs of at most `size`."""
    for start in range(0, len(values), size):
        yield values[start : start + size]
