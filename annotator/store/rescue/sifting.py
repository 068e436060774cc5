"""Sift what was read from a damaged file: what the hashes bear out stays, the rest is told apart.

Where the name of a site was lost, its changes stay under a new one as long as their chain holds.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, Literal

from sqlite_utils.utils import sqlite3

from annotator.model.text import sha256_of
from annotator.store import identity
from annotator.store.kinds import KINDS
from annotator.store.log import NO_HASH, Log, hash_of, lost_its_proof, marks

if TYPE_CHECKING:
    from annotator.model.change import Change

LOST = "A step that could not be read"
NO_SENSE = (sqlite3.Error, ValueError, TypeError, AttributeError, LookupError)
Trust = Literal["proved", "open", "altered"]


def drop_unknown(sql: sqlite3.Connection) -> None:
    """Take out items of kinds that there are not."""
    kinds = list(KINDS)
    sql.execute(f"DELETE FROM item WHERE kind NOT IN ({marks(kinds)})", kinds)


def mend_steps(sql: sqlite3.Connection, log: Log) -> None:
    """Give changes whose step was lost, or makes no sense, one that says so."""
    lost = "FROM change WHERE step NOT IN (SELECT id FROM step) GROUP BY step"
    add = (
        "INSERT OR IGNORE INTO step SELECT step, site, min(n), 0, 0, 'do', '', NULL, NULL, NULL"
        f" {lost}"
    )
    sql.execute(add)
    # One may be missing because another took its place, whose own beginning was altered.
    sql.execute(
        "UPDATE OR IGNORE step SET first = (SELECT min(n) FROM change c WHERE c.step = step.id)"
        f" WHERE (site, first) IN (SELECT site, min(n) {lost})"
    )
    sql.execute(add)
    people = "SELECT id FROM item WHERE kind = 'person'"
    sql.execute(
        f"UPDATE step SET template = ?, clock = max(clock, 1, (SELECT coalesce(max(e.clock), 0)"
        f" FROM step e WHERE e.id < step.id)), person = coalesce((SELECT min(c.owner) FROM change c"
        f" WHERE c.step = step.id AND c.owner IN ({people})), (SELECT min(id) FROM ({people})), 0)"
        f" WHERE person NOT IN ({people})",
        [LOST],
    )
    for (step,) in sql.execute("SELECT id FROM step").fetchall():
        try:
            log.step(step)
        except NO_SENSE:
            query = "UPDATE step SET template = ?, named = NULL, of_site = NULL WHERE id = ?"
            sql.execute(query, [LOST, step])


def drop_altered_texts(sql: sqlite3.Connection) -> int:
    """Take out the texts that are not what their sha256 says: better none than a wrong one."""
    altered: list[tuple[int]] = []
    query = "SELECT t.article, t.body, i.uid FROM text t JOIN item i ON i.id = t.article"
    for article, body, uid in sql.execute(query):
        if sha256_of(body) != uid.hex():
            altered.append((article,))
    sql.executemany("DELETE FROM text WHERE article = ?", altered)
    return len(altered)


def name_sites(sql: sqlite3.Connection) -> set[int]:
    """Name those sites anew whose names were lost but not their changes, and give their numbers."""
    lost = "SELECT DISTINCT site FROM change WHERE site NOT IN (SELECT id FROM site)"
    numbers = {number for (number,) in sql.execute(lost)}
    new = [(number, bytes.fromhex(identity.new_site())) for number in numbers]
    sql.executemany("INSERT INTO site (id, uid) VALUES (?, ?)", new)
    return numbers


def recognise(sql: sqlite3.Connection, log: Log, unnamed: set[int], own: str) -> set[int]:
    """Give this copy's own name back to the site whose hashes bear it out. Give the others."""
    for site in sorted(unnamed):

        def rename(number: int = site) -> None:
            with suppress(sqlite3.Error, ValueError):
                sql.execute("UPDATE site SET uid = ? WHERE id = ?", [bytes.fromhex(own), number])

        if tried(sql, log, rename):
            return unnamed - {site}
    return unnamed


def tried(sql: sqlite3.Connection, log: Log, attempt: Callable[[], None]) -> bool:
    """Try something, and take it back unless more changes are borne out by their hashes then."""
    before = _number_altered(sql, log)
    sql.execute("SAVEPOINT attempt")
    attempt()
    log.reload()
    is_better = _number_altered(sql, log) < before
    if not is_better:
        sql.execute("ROLLBACK TO attempt")
        log.reload()
    sql.execute("RELEASE attempt")
    return is_better


def _number_altered(sql: sqlite3.Connection, log: Log) -> int:
    return sum(
        trust == "altered" for site in _sites(sql) for _, trust in _trusts(sql, log, site, set())
    )


def drop_altered_changes(sql: sqlite3.Connection, log: Log, unnamed: set[int]) -> int:
    """Take out the changes that are not what their hash says, or speak of what was lost.

    Of a site without a name nothing stays either unless some of its changes are proved: nobody
    knows that there ever was such a site.
    """
    (stays,) = sql.execute("SELECT sql FROM sqlite_master WHERE name = 'change_stays'").fetchone()
    sql.execute("DROP TRIGGER change_stays")
    names = {log.uid_of_site(site) for site in unnamed}
    number = 0
    for site in _sites(sql):
        trusts = list(_trusts(sql, log, site, names))
        if site in unnamed and all(trust != "proved" for _, trust in trusts):
            sql.execute("DELETE FROM site WHERE id = ?", [site])
        altered = [(seq,) for seq, trust in trusts if trust == "altered"]
        number += len(altered)
        sql.executemany("DELETE FROM change WHERE seq = ?", altered)
    nobody = "DELETE FROM change WHERE site NOT IN (SELECT id FROM site)"
    number += sql.execute(nobody).rowcount
    log.reload()
    sql.execute(stays)
    return number


def _sites(sql: sqlite3.Connection) -> list[int]:
    return [site for (site,) in sql.execute("SELECT id FROM site").fetchall()]


def _trusts(
    sql: sqlite3.Connection, log: Log, site: int, unnamed: set[str]
) -> Iterator[tuple[int, Trust]]:
    """Say of each change of a site how far it is to be trusted."""
    query = "SELECT seq, n, hash FROM change WHERE site = ? ORDER BY n"
    last, before = 0, {NO_HASH}
    for seq, n, hash_ in sql.execute(query, [site]).fetchall():
        change = _change(sql, log, seq)
        hashes = {hash_of(h, change) for h in before} if change and n == last + 1 else set()
        if hash_ in hashes or (hashes and change and lost_its_proof(change)):
            yield seq, "proved"
        # Behind a gap, or where what it names was lost, a change cannot be proved.
        elif change is not None and (n != last + 1 or _names_lost(change, unnamed)):
            yield seq, "open"
        else:
            yield seq, "altered"
        last, before = n, {hash_, *hashes}


def _names_lost(change: Change, unnamed: set[str]) -> bool:
    step = change.step
    named = {site for site, _ in (*change.parents, *([step.of] if step.of else []))}
    return step.template == LOST or not named.isdisjoint(unnamed)


def _change(sql: sqlite3.Connection, log: Log, seq: int) -> Change | None:
    """Read a change with all that it names; None where that, or its value, makes no sense."""
    try:
        change = next(log.changes("WHERE c.seq = ?", [seq]))
        kind, value = KINDS[change.kind], json.loads(change.value)
        shown = value if isinstance(value, dict) else {}
        if kind.is_there(shown):
            row = kind.row(-1, 1, 1, shown, 0)
            names = ", ".join(f'"{name}"' for name in kind.names())
            sql.execute(f"INSERT INTO {kind.name} ({names}) VALUES ({marks(row)})", row)
            sql.execute(f"DELETE FROM {kind.name} WHERE item = -1")
    except (*NO_SENSE, StopIteration):
        return None
    return change
