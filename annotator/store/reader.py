"""Read what a project holds, as model values. Rows whose other end is not there are not shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, cast

from msgspec import json

from annotator.model.article import (
    FINISHED,
    Article,
    Attributes,
    Layer,
    Reading,
    Sighting,
    Status,
    Zone,
)
from annotator.model.ids import to_bytes, to_text
from annotator.model.person import Person
from annotator.model.scheme import Scheme
from annotator.model.scheme_parts import KINDS as SCHEME_KINDS
from annotator.model.scheme_parts import Part, from_parts
from annotator.model.sentences import Refused
from annotator.model.span import Relation, Span, Verdict
from annotator.store.kinds import KINDS, Cell
from annotator.store.log import AT_ONCE, batches, marks
from annotator.store.register import Answered, Register, id_or_none, listed
from annotator.store.values import attribute_pairs, pairs_of

if TYPE_CHECKING:
    from sqlite_utils.utils import sqlite3

_ARTICLE_COLUMNS = ", ".join(f"a.{c.name}" for c in KINDS["article"].columns)

_OF_ARTICLE = (
    "SELECT {} FROM {} t JOIN item i ON i.id = t.item WHERE {}t.article ="
    " (SELECT id FROM item WHERE uid = ? AND kind = 'article')"
)

_often = lru_cache(4_096)(to_text)
"""Write an id that comes again and again, such as an entity's."""


@lru_cache(4_096)
def _attributes(packed: str) -> Attributes:
    return attribute_pairs(json.decode(packed))


@dataclass(frozen=True, slots=True)
class Owner:
    """What an id names: a kind of thing, in whose layer of which article."""

    kind: str
    article: str | None
    person: str | None
    layer: str


@dataclass(frozen=True, slots=True)
class Stock:
    """How many articles there are, and of how many the work of somebody, or the gold, is done."""

    articles: int
    done: int
    gold: int


class Reader(Register):
    """Reads one project through one connection."""

    def __init__(self, sql: sqlite3.Connection) -> None:
        super().__init__(sql)
        self._people: dict[int, str] = {}
        self._ahead: dict[bytes, Article | None] = {}
        self._read: dict[str, dict[bytes, list[Answered]]] = {}

    @contextmanager
    def ahead(self, articles: Sequence[str]) -> Iterator[None]:
        """Read what belongs to each of a few articles for all of them in one go.

        Nothing may be written inside the block.
        """
        uids = [bytes.fromhex(article) for article in articles]
        here = {a.id: a for _, a in self._articles(f"i.uid IN ({marks(uids)})", uids)}
        self._ahead = {uid: here.get(uid.hex()) for uid in uids}
        try:
            yield
        finally:
            self._ahead, self._read = {}, {}

    @property
    def sql(self) -> sqlite3.Connection:
        """Give the connection, for what else in the store reads the project."""
        return self._sql

    def close(self) -> None:
        """Close the connection of a reader that has one of its own."""
        self._sql.close()

    # --- the project ------------------------------------------------------------------------------

    def own(self, key: str) -> str | None:
        """Give a fact about this copy of the file."""
        row = self._sql.execute("SELECT value FROM own WHERE key = ?", [key]).fetchone()
        return str(row[0]) if row else None

    @property
    def project(self) -> str:
        """Give the project's id, the same in every copy that can be merged."""
        return self.own("project") or ""

    def scheme(self) -> Scheme:
        """Give the project's scheme as it stands in the log."""
        parts: list[Part] = []
        for kind in SCHEME_KINDS:
            # The plus keeps SQLite from going through all items for the sake of their order.
            query = (
                f"SELECT i.uid, t.more FROM {kind} t JOIN item i ON i.id = t.item ORDER BY +i.uid"
            )
            for uid, more in self._sql.execute(query):
                fields = json.decode(more) if more else {}
                parts.append(Part(kind, uid.decode(), fields))
        return from_parts(parts)

    def persons(self) -> list[Person]:
        """List everybody who works or worked on the project, by name."""
        rows = self._sql.execute(
            "SELECT i.uid, p.name, p.role FROM person p JOIN item i ON i.id = p.item"
        )
        found = [Person(to_text(uid), name or "", role or "annotator") for uid, name, role in rows]
        return sorted(found, key=lambda person: (person.name, person.id))

    def _person(self, item: int | None) -> str | None:
        if item is None:
            return None
        found = self._people.get(item)
        if found is None:
            row = self._sql.execute("SELECT uid FROM item WHERE id = ?", [item]).fetchone()
            found = self._people[item] = to_text(row[0])
        return found

    def taken(self, ids: Iterable[str]) -> dict[str, list[Owner]]:
        """Say what some UUIDs already name, whether it is still there or not."""
        found: dict[str, list[Owner]] = {}
        items: list[int] = []
        for part in batches([bytearray.fromhex(id_.replace("-", "")) for id_ in ids], AT_ONCE):
            query = f"SELECT id FROM item WHERE uid IN ({marks(part)})"
            items += [item for (item,) in self._sql.execute(query, part)]
        for numbers in batches(items, AT_ONCE):
            rows = self._sql.execute(
                "SELECT i.uid, i.kind, a.uid, c.owner, json_extract(c.value, '$.layer'), min(c.seq)"
                " FROM item i JOIN change c ON c.item = i.id LEFT JOIN item a ON a.id = c.article"
                f" WHERE i.id IN ({marks(numbers)}) GROUP BY i.id",
                numbers,
            )
            for uid, kind, article, owner, layer, _ in rows:
                where = article.hex() if article else None
                what = Owner(kind, where, self._person(owner), layer or "work")
                found.setdefault(to_text(uid), []).append(what)
        return found

    # --- articles ---------------------------------------------------------------------------------

    def item_of(self, article: str) -> int | None:
        """Give the number of an article that is there, in this file."""
        row = self._sql.execute(
            "SELECT a.item FROM item i JOIN article a ON a.item = i.id"
            " WHERE i.uid = ? AND i.kind = 'article'",
            [bytes.fromhex(article)],
        ).fetchone()
        return int(row[0]) if row else None

    def article_ids(self) -> list[str]:
        """Give the ids of all articles in order."""
        query = "SELECT i.uid FROM article a JOIN item i ON i.id = a.item ORDER BY i.uid"
        return [uid.hex() for (uid,) in self._sql.execute(query)]

    def articles(self, after: int = 0, limit: int = 100) -> list[tuple[int, Article]]:
        """Give a page of articles in order of arrival, after the number of the last one seen."""
        return list(self._articles("a.item > ? ORDER BY a.item LIMIT ?", [after, limit]))

    def stock(self) -> Stock:
        """Count the articles, and those of which somebody's work is finished."""
        finished = sorted(FINISHED)
        query = (
            "SELECT count(DISTINCT r.article) FROM reading r JOIN article a ON a.item = r.article"
            f" WHERE r.layer = ? AND r.status IN ({marks(finished)})"
        )
        done, settled = (
            int(self._sql.execute(query, [layer, *finished]).fetchone()[0])
            for layer in ("work", "gold")
        )
        (articles,) = self._sql.execute("SELECT count(*) FROM article").fetchone()
        return Stock(articles, done, settled)

    def article(self, article: str) -> Article | None:
        """Give one article, None if it is not there."""
        uid = bytes.fromhex(article)
        if uid in self._ahead:
            return self._ahead[uid]
        rows = self._articles("i.uid = ?", [uid])
        return next((found for _, found in rows), None)

    def _articles(self, where: str, values: Sequence[Cell]) -> Iterator[tuple[int, Article]]:
        query = (
            f"SELECT a.item, i.uid, {_ARTICLE_COLUMNS}, a.more"
            f" FROM article a JOIN item i ON i.id = a.item WHERE {where}"
        )
        for row in self._sql.execute(query, values):
            more = row[-1]
            attributes = pairs_of("attributes", json.decode(more)) if more else ()
            yield row[0], Article(row[1].hex(), *row[2:-1], attributes)  # type: ignore[call-arg]  # columns in its order

    def text(self, article: str) -> str | None:
        """Give an article's text, None where it has not come or was erased."""
        row = self._sql.execute(
            "SELECT t.body FROM text t JOIN item i ON i.id = t.article"
            " WHERE i.uid = ? AND i.kind = 'article'",
            [bytes.fromhex(article)],
        ).fetchone()
        return row[0] if row else None

    def needed_text(self, article: str) -> str:
        """Give an article's text. Raises Refused where it is not in this file."""
        text = self.text(article)
        if text is None:
            raise Refused("The text of the article {id} is not in this project.", id=article[:12])
        return text

    def sightings(self, article: str) -> list[Sighting]:
        """Give where an article was seen, in order of source, address, date."""
        rows = self._of_article(
            "sighting", "uid, source, url, title, published, retrieved, file, original", article
        )
        found = [
            Sighting(  # type: ignore[call-arg]  # columns in its order
                to_text(row[0]),
                article,
                *row[1:-2],
                row[-2] or None,
                row[-1].hex() if row[-1] else None,
            )
            for row in rows
        ]
        return sorted(
            found, key=lambda s: [x or "" for x in (s.source, s.url, s.published, s.title, s.id)]
        )

    def zones(self, article: str) -> list[Zone]:
        """Give an article's zones in order of place."""
        rows = self._of_article("zone", 'uid, zone, start, "end"', article)
        found = [Zone(to_text(uid), article, *rest) for uid, *rest in rows]
        return sorted(found, key=lambda z: (z.start, -z.end, z.zone))

    def readings(self, article: str) -> list[Reading]:
        """Give what each person says of a whole article."""
        columns = "owner, layer, status, relevant, note, seconds, reviewer, annotators"
        found = [
            Reading(
                article, self._person(owner), cast("Layer", layer), cast("Status", status),
                None if relevant is None else bool(relevant), note, seconds, id_or_none(reviewer),
                listed(annotators),
            )
            for owner, layer, status, relevant, note, seconds, reviewer, annotators
            in self._of_article("reading", columns, article)
        ]  # fmt: skip
        return found if self.sight is None else self.sight.seen(article, found)

    def _of_article(
        self, kind: str, columns: str, article: str, only: Iterable[str] | None = None
    ) -> Iterable[Answered]:
        uid = bytes.fromhex(article)
        if only is not None:
            return self._some_of_article(kind, columns, uid, only)
        if uid not in self._ahead:
            return self._sql.execute(_OF_ARTICLE.format(columns, kind, ""), [uid])
        query = (
            f"SELECT a.named, {columns} FROM (SELECT id AS number, uid AS named FROM item"
            f" WHERE kind = 'article' AND uid IN ({marks(self._ahead)})) a"
            f" CROSS JOIN {kind} t ON t.article = a.number JOIN item i ON i.id = t.item"
        )
        return self._of_all(kind, query).get(uid, ())

    def _some_of_article(
        self, kind: str, columns: str, uid: bytes, only: Iterable[str]
    ) -> Iterator[Answered]:
        for part in batches([to_bytes(id_) for id_ in only], AT_ONCE):
            # The plus keeps SQLite from going through all that the article has.
            these = _OF_ARTICLE.format(columns, kind, f"i.uid IN ({marks(part)}) AND +")
            yield from self._sql.execute(these, [*part, uid])

    def _of_all(self, what: str, query: str) -> Mapping[bytes, list[Answered]]:
        """Give the rows of all articles that are read ahead, by the article that comes first."""
        found = self._read.get(what)
        if found is None:
            found = self._read[what] = {}
            for row in self._sql.execute(query, list(self._ahead)):
                found.setdefault(row[0], []).append(row[1:])
        return found

    # --- what people marked -----------------------------------------------------------------------

    def spans(self, article: str, only: Iterable[str] | None = None) -> list[Span]:
        """Give an article's spans in all layers, or some of them: by start, the longer first."""
        columns = (
            'uid, owner, label, start, "end", quote, layer, entity, events, attributes, note,'
            " origin, suggester, score, derived_from"
        )
        people, person = self._people, self._person
        found = [
            Span(
                to_text(uid), article, people.get(owner) or person(owner), label, start, end, quote,
                layer, _often(entity) if entity is not None else None,
                listed(events) if events else (), _attributes(attributes) if attributes else (),
                note, origin, suggester, score, listed(derived_from) if derived_from else (),
            )
            for uid, owner, label, start, end, quote, layer, entity, events, attributes, note,
            origin, suggester, score, derived_from in self._of_article(
                "span", columns, article, only
            )
        ]  # fmt: skip
        found.sort(key=lambda s: (s.start, -s.end, s.id))
        return found if self.sight is None else self.sight.seen(article, found)

    def words_of(self, id_: str) -> tuple[str, str] | None:
        """Give the words of a mark, or of a relation's head, and whose it is; None if gone."""
        row = self._sql.execute(
            "SELECT t.quote, t.owner FROM item i JOIN span t ON t.item = i.id WHERE i.uid = ?"
            " UNION ALL SELECT s.quote, r.owner FROM item i JOIN relation r ON r.item = i.id"
            " JOIN item h ON h.uid = r.head JOIN span s ON s.item = h.id WHERE i.uid = ?",
            [to_bytes(id_)] * 2,
        ).fetchone()
        return (row[0], self._person(row[1]) or "") if row else None

    def relations(self, article: str) -> list[Relation]:
        """Give all relations of an article in all layers, by id."""
        columns = "uid, owner, type, head, tail, layer, tail_article, attributes"
        found = [
            Relation(
                to_text(uid), article, self._person(owner), type_, to_text(head), to_text(tail),
                layer, tail_article.hex() if tail_article else None,
                _attributes(attributes) if attributes else (),
            )
            for uid, owner, type_, head, tail, layer, tail_article, attributes
            in self._of_article("relation", columns, article)
        ]  # fmt: skip
        found.sort(key=lambda r: r.id)
        return found if self.sight is None else self.sight.seen(article, found)

    def relations_from_elsewhere(self, article: str) -> list[Relation]:
        """Give the relations of other articles whose tail stands in this one, by id."""
        tail = bytes.fromhex(article)
        query = (
            "SELECT DISTINCT r.tail_article, i.uid FROM relation r JOIN item i ON i.id = r.article"
            " WHERE r.tail_article IN ({})"
        )
        if tail in self._ahead:
            heads = self._of_all("elsewhere", query.format(marks(self._ahead))).get(tail, [])
        else:
            heads = [row[1:] for row in self._sql.execute(query.format("?"), [tail])]
        found = [r for (uid,) in heads for r in self.relations(uid.hex())]
        return sorted((r for r in found if r.tail_article == article), key=lambda r: r.id)

    def verdicts(self, article: str) -> list[Verdict]:
        """Give the verdicts on suggestions in an article, by place."""
        columns = 'uid, owner, label, start, "end", suggester, decision'
        rows = self._of_article("verdict", columns, article)
        found = [Verdict(to_text(uid), article, self._person(o), *rest) for uid, o, *rest in rows]
        return sorted(found, key=lambda v: (v.start, v.end, v.id))
