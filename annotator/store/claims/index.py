"""An index of all claims of a project: who says them, whom and what they name, what stands against.

It lies in temporary tables of a connection of its own, beside the file, and is made by SQL alone,
in seconds for a hundred thousand claims and off the screen's thread. Nothing is kept in it that the
file does not say; after a change of few articles these are read again, else it is made anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, Self, get_args

from sqlite_utils.utils import sqlite3

from annotator.model.claims.claim import (
    ACTOR,
    CLAIM,
    CONTRADICTS,
    LOCATION,
    NOBODY,
    SAID_BY,
    WEAPON,
)
from annotator.model.ids import is_id, to_bytes, to_text
from annotator.model.text import fold
from annotator.store.claims.layout import (
    ATTRIBUTES,
    CHOSEN,
    CLAIMS,
    FINISH,
    GROUPS,
    LAYOUT,
    MENTIONS,
    ROOTS,
    statements,
)
from annotator.store.claims.renewing import renew
from annotator.store.log import AT_ONCE, batches, marks

if TYPE_CHECKING:
    from annotator.store.reader import Reader

By = Literal[
    "source", "actor", "event", "place", "weapon", "stance", "responsibility", "date"
]  # fmt: skip
"""What claims are grouped by."""
BY: Final[tuple[By, ...]] = get_args(By)
_CHOICES: Final = ("stance", "responsibility")
_NAMED: Final = ("source", "actor", "place", "weapon")
"""Their keys are ids of entities, or words where a mention names none."""
_DOC = 65
"""Characters before the words of a source that is known by them alone: they hold in one article."""
_PAGE = 60
_QUICK = 3_000
"""Spans of a project whose index is made in some 50 ms."""


@dataclass(frozen=True, slots=True)
class Group:
    """The claims that share a source, an actor, a day."""

    key: str
    name: str
    claims: int
    contradicted: int = 0
    """How many of them others contradict; counted for sources."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A claim as a list shows it."""

    number: int
    """Its place in the order of publication: the key by which pages go on."""
    id: str
    article: str
    quote: str
    sources: tuple[str, ...]
    """Their names."""
    title: str
    date: str
    stance: str
    responsibility: str
    contradicted: int


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which claims: words that each must have, and the group, if any, that they belong to."""

    words: str = ""
    by: By | None = None
    key: str | None = None


def is_quick(reader: Reader) -> bool:
    """Say whether an index is made before anybody would notice."""
    (spans,) = reader.sql.execute("SELECT count(*) FROM (SELECT 1 FROM span LIMIT ?)",
                                  [_QUICK]).fetchone()  # fmt: skip
    return int(spans) < _QUICK


class ClaimIndex:
    """All claims of a project, to be filtered, grouped and paged through."""

    def __init__(self, reader: Reader, me: str) -> None:
        """Make ready for an index of what a reader may see; it takes the reader over.

        `me` is a person's id.
        """
        self._reader, self._sql, self._me = reader, reader.sql, me
        self._wanted: list[str] = []
        self._named: dict[str, str | bytes] = {}
        self._is_stopped = False

    @classmethod
    def of(cls, reader: Reader, me: str) -> Self:
        """Make the index at once."""
        index = cls(reader, me)
        index.make()
        return index

    def stop(self) -> None:
        """Let `make` fail on the thread that does it. May be called from another one."""
        self._is_stopped = True
        self._sql.interrupt()

    def close(self) -> None:
        """Close the connection on which the index lies."""
        self._reader.close()

    def __len__(self) -> int:
        return int(self._sql.execute("SELECT count(*) FROM temp.claims").fetchone()[0])

    def make(self) -> bool:
        """Make the index, and say whether it was made to its end, not stopped. It takes seconds."""
        try:
            self._make()
        except sqlite3.OperationalError:
            if not self._is_stopped:
                raise
        return not self._is_stopped

    def _make(self) -> None:
        self._sql.create_function("folded", 1, _folded, deterministic=True)
        scheme, sight = self._reader.scheme(), self._reader.sight
        blind = sorted(sight.articles) if sight is not None else []
        named: dict[str, str | bytes] = {
            "me": to_bytes(self._me), "claim": CLAIM, "said_by": SAID_BY, "nobody": NOBODY.name,
            "contradicts": CONTRADICTS, "actor": ACTOR, "location": LOCATION, "weapon": WEAPON,
            **{n: next(iter(scheme.default_of(CLAIM, n)), "") for n in _CHOICES},
        }  # fmt: skip
        self._run(LAYOUT, named)
        self._sql.executemany("INSERT INTO temp.hidden VALUES (?)",
                              [(bytes.fromhex(article),) for article in blind])  # fmt: skip
        for script in (ROOTS, CHOSEN, CLAIMS, ATTRIBUTES, GROUPS, MENTIONS, FINISH):
            self._run(script, named)
        self._named = named

    def sees_as(self, reader: Reader) -> bool:
        """Say whether the index was made by what a reader may see now."""
        mine, now = (
            one.sight.articles if one.sight is not None else frozenset[str]()
            for one in (self._reader, reader)
        )
        return mine == now

    def renew(self, articles: Iterable[str]) -> bool:
        """Read the claims of some articles again. False: it has to be made anew.

        It is enough where nothing changed but marks and relations of these articles.
        """
        self._wanted = []
        return all(
            renew(self._sql, article, lambda script: self._run(script, self._named))
            for article in articles
        )

    def _run(self, script: str, named: Mapping[str, str | bytes]) -> None:
        """Run statements, each with the values that it names: SQLite wants no others."""
        for statement in () if self._is_stopped else statements(script):
            values = {name: value for name, value in named.items() if f":{name}" in statement}
            self._sql.execute(statement, values)

    # --- lists ------------------------------------------------------------------------------------

    def count(self, chosen: Chosen = Chosen()) -> int:
        """Count the claims that are chosen."""
        where, values = self._where(chosen)
        query = f"SELECT count(*) FROM temp.claims c WHERE {where}"
        if chosen.by is None and fold(chosen.words).split():
            query, values = "SELECT count(*) FROM temp.hits", []
        return int(self._sql.execute(query, values).fetchone()[0])

    def page(self, chosen: Chosen, after: int = 0, limit: int = _PAGE) -> list[Listed]:
        """Give a page of the chosen claims by date of publication, after the number last seen."""
        where, values = self._where(chosen)
        query = (
            "SELECT c.number, c.uid, c.doc, c.quote, c.sources, c.title, c.date, c.stance,"
            " c.responsibility, c.contradicted FROM temp.claims c"
            f" WHERE c.number > ? AND {where} ORDER BY c.number LIMIT ?"
        )
        return [
            Listed(number, to_text(uid), doc.hex(), quote, tuple(sources.split("\x1f")), *rest)
            for number, uid, doc, quote, sources, *rest
            in self._sql.execute(query, [after, *values, limit])
        ]  # fmt: skip

    def ids(self, chosen: Chosen, limit: int) -> dict[str, list[str]]:
        """Give the ids of chosen claims by the ids of their articles, by date, up to so many."""
        found: dict[str, list[str]] = {}
        for listed in self.page(chosen, 0, limit):
            found.setdefault(listed.article, []).append(listed.id)
        return found

    # --- groups -----------------------------------------------------------------------------------

    def groups(self, by: By, words: str = "", limit: int = 500) -> list[Group]:
        """Count the claims with these words by source, actor, day…; days in order, else the most.

        A claim with several sources or actors counts for each of them.
        """
        if fold(words).split():
            self._narrow(words)
            query = (
                "SELECT f.key, count(*) AS claims, sum(f.contradicted) FROM temp.hits h"
                " CROSS JOIN temp.facets f ON f.claim = h.claim AND f.facet = ? GROUP BY f.key"
            )
        else:
            query = "SELECT f.key, f.claims, f.contradicted FROM temp.totals f WHERE f.facet = ?"
        order = "f.key" if by == "date" else "claims DESC, f.key"
        rows = self._sql.execute(f"{query} ORDER BY {order} LIMIT ?", [by, limit]).fetchall()
        names = self._names(by, [key for key, _, _ in rows])
        return [
            Group(_shown(key), names[key], many, against if by == "source" else 0)
            for key, many, against in rows
        ]

    def contradicted_by(self, source: str) -> list[Group]:
        """Say which sources contradict claims of the source with this key, the most first."""
        query = (
            "SELECT o.key, count(DISTINCT a.other) FROM temp.facets f"
            " CROSS JOIN temp.against a ON a.claim = f.claim"
            " CROSS JOIN temp.facets o ON o.claim = a.other AND o.facet = 'source'"
            " AND o.key <> f.key"
            " WHERE f.facet = 'source' AND f.key = ? GROUP BY o.key ORDER BY 2 DESC, 1"
        )
        rows = self._sql.execute(query, [_packed("source", source)]).fetchall()
        names = self._names("source", [key for key, _ in rows])
        return [Group(_shown(key), names[key], many) for key, many in rows]

    def sources_of_events(self) -> dict[str, tuple[int, int]]:
        """Give for each event, by its id, how many sources and how many claims it has."""
        rows = self._sql.execute("SELECT key, sources, claims FROM temp.event_totals")
        return {key: (sources, claims) for key, sources, claims in rows}

    def _where(self, chosen: Chosen) -> tuple[str, list[Key]]:
        parts, values = ["1"], list[Key]()
        if fold(chosen.words).split():
            self._narrow(chosen.words)
            parts.append("c.number IN (SELECT claim FROM temp.hits)")
        if chosen.by is not None:
            parts.append("c.number IN (SELECT claim FROM temp.facets WHERE facet = ? AND key = ?)")
            values += [chosen.by, _packed(chosen.by, chosen.key or "")]
        return " AND ".join(parts), values

    def _narrow(self, words: str) -> None:
        """Look through all claims once for words, and keep which have them all."""
        wanted = fold(words).split()
        if wanted == self._wanted:
            return
        self._wanted = wanted
        self._sql.execute("DELETE FROM temp.hits")
        where = " AND ".join("instr(folded, ?)" for _ in wanted)
        self._sql.execute(
            f"INSERT INTO temp.hits SELECT claim FROM temp.words WHERE {where}", wanted
        )

    def _names(self, by: By, keys: Sequence[Key]) -> dict[Key, str]:
        """Give what the keys of groups are called."""
        names: dict[Key, str] = {}
        if by == "date":
            names[""] = "no date"
        elif by == "event":
            found = self._reader.events([str(key) for key in keys])
            names |= {id_: event.title for id_, event in found.items()}
        elif by in _CHOICES:
            names.update(self._reader.scheme().choice_names(CLAIM, by).items())
        else:
            for part in batches(keys, AT_ONCE):
                query = f"SELECT key, name FROM temp.names WHERE key IN ({marks(part)})"
                names |= {key: name for key, name in self._sql.execute(query, part) if name}
        bare = _DOC if by == "source" else 0
        return {key: names.get(key) or _shown(key)[bare:] or _shown(key) for key in keys}


Key = str | bytes
"""Of a group: the bytes of an entity's id, or what stands in the file."""


def _packed(by: By, key: str) -> Key:
    return to_bytes(key) if by in _NAMED and is_id(key) else key


def _shown(key: Key) -> str:
    return to_text(key) if isinstance(key, bytes) else key


def _folded(words: str | None) -> str:
    return fold(words or "")
