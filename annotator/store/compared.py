"""Read what several people marked on the same articles, so that it can be compared."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from annotator.model.agreement.study import GOLD, Compared, Near, Study, study_of
from annotator.model.article import FINISHED
from annotator.model.ids import to_text
from annotator.model.person import Person
from annotator.model.sentences import Refused
from annotator.model.span import Relation, Span
from annotator.store.log import batches, marks
from annotator.store.progress import Progress
from annotator.store.reader import Reader

_AT_ONCE = 32
"""Articles that are read in one go."""
_READ = (
    "SELECT i.uid, p.uid, r.layer, r.status FROM reading r JOIN article a ON a.item = r.article"
    " JOIN item i ON i.id = r.article LEFT JOIN item p ON p.id = r.owner"
)
_LENGTHS = (
    "SELECT i.uid, length(t.body), (SELECT max(s.clock) FROM change c JOIN step s ON s.id = c.step"
    " WHERE c.article = i.id AND c.owner IS NOT NULL)"
    " FROM item i LEFT JOIN text t ON t.article = i.id WHERE i.kind = 'article' AND i.uid IN ({})"
)

_Readers = dict[str, set[str]]
"""By article: who has read it to the end; GOLD where it is settled."""


@dataclass(frozen=True, slots=True)
class Which:
    """Which articles are compared: those that two people at least have read to the end."""

    by_all: bool = False
    """Only those that all who are compared have read."""
    only: frozenset[str] | None = None
    """Only those with these ids."""
    unfinished: bool = False
    """Those too that are not read to the end."""


TO_THE_END = Which()


def compared(
    reader: Reader, persons: Collection[str] = (), *, which: Which = TO_THE_END,
    expert: bool = False, against_gold: bool = False, progress: Progress | None = None,
) -> Study:  # fmt: skip
    """Give the articles that two people have read to the end, and what they marked on them.

    `persons`: names or ids; only these are compared. `against_gold`: each person with the gold
    layer, on the articles that are settled there. What a blind round hides from the reader is left
    out. Raises Refused for a name that nobody has.
    """
    known = {p.id: p for p in reader.persons()}
    wanted = _wanted(known, persons)
    readers = _readers(reader, wanted, which, against_gold=against_gold)
    everybody = wanted if persons else set[str]().union(*readers.values())
    least = len(everybody | {GOLD.id} if against_gold else everybody) if which.by_all else 2
    several = sorted(article for article, who in readers.items() if _is_comparable(
        who, max(2, least), against_gold=against_gold))  # fmt: skip
    articles: list[Compared] = []
    for n, part in enumerate(batches(several, _AT_ONCE)):
        if progress:
            progress("Reading", n * _AT_ONCE, len(several))
        articles += _read(reader, part, readers)
    whose = {id_ for who in readers.values() for id_ in who}
    people = [person for id_, person in known.items() if id_ in whose]
    people += [GOLD] if against_gold else []
    return study_of(reader.scheme(), people, articles, expert=expert, near=_near(reader, readers))


def _is_comparable(who: set[str], least: int, *, against_gold: bool) -> bool:
    return len(who) >= least and (not against_gold or GOLD.id in who)


def _wanted(known: dict[str, Person], names: Collection[str]) -> set[str]:
    missing = [name for name in names if all(name not in (p.name, p.id) for p in known.values())]
    if missing:
        raise Refused(
            "Nobody in this project is called {name}. Those who work on it are {names}.",
            name=missing[0], names=", ".join(sorted(p.name for p in known.values())) or "nobody",
        )  # fmt: skip
    return {p.id for p in known.values() if not names or {p.name, p.id} & set(names)}


def _readers(reader: Reader, wanted: set[str], which: Which, *, against_gold: bool) -> _Readers:
    found: _Readers = {}
    for uid, owner, layer, status in reader.sql.execute(_READ):
        if status not in FINISHED and not (which.unfinished and status != "unread"):
            continue
        if which.only is not None and uid.hex() not in which.only:
            continue
        if reader.sight is not None and reader.sight.hides(uid.hex()):
            continue
        if layer == "gold":
            if against_gold and (which.unfinished or status == "settled"):
                found.setdefault(uid.hex(), set()).add(GOLD.id)
        elif owner is not None and to_text(owner) in wanted:
            found.setdefault(uid.hex(), set()).add(to_text(owner))
    return found


def _read(reader: Reader, articles: Collection[str], readers: _Readers) -> Iterator[Compared]:
    uids = [bytes.fromhex(article) for article in articles]
    facts = {
        uid.hex(): (length, clock)
        for uid, length, clock in reader.sql.execute(_LENGTHS.format(marks(uids)), uids)
    }
    with reader.ahead(list(articles)):
        for id_ in articles:
            yield _article(reader, id_, readers[id_], *facts[id_])


def _article(reader: Reader, id_: str, who: set[str], length: int | None, clock: int) -> Compared:
    article = reader.article(id_)
    spans = {person: list[Span]() for person in who}
    relations = {person: list[Relation]() for person in who}
    every = reader.spans(id_)
    for span in every:
        whose = GOLD.id if span.layer == "gold" else span.person
        if whose in spans:
            spans[whose].append(span)
    for relation in reader.relations(id_):
        whose = GOLD.id if relation.layer == "gold" else relation.person
        if whose in relations:
            relations[whose].append(relation)
    return Compared(
        id_, length or max((s.end for s in every), default=0),
        {person: tuple(theirs) for person, theirs in spans.items()},
        {person: tuple(theirs) for person, theirs in relations.items()},
        (article.title if article else None) or "", _day(clock),
    )  # fmt: skip


def _day(clock: int) -> str:
    return datetime.fromtimestamp((clock >> 16) / 1000, UTC).date().isoformat()


def read_apart(reader: Reader) -> tuple[Near, ...]:
    """Find the texts of one title of which different people have read each another one."""
    everyone = {person.id for person in reader.persons()}
    readers = _readers(reader, everyone, TO_THE_END, against_gold=False)
    return _near(reader, readers)


def _near(reader: Reader, readers: _Readers) -> tuple[Near, ...]:
    """Find texts of one title that different people have read: they are not the same article."""
    alone = {article for article, who in readers.items() if len(who) == 1}
    titles: dict[str, list[str]] = {}
    query = (
        "SELECT i.uid, a.title FROM article a JOIN item i ON i.id = a.item"
        " WHERE a.title IS NOT NULL"
    )
    for uid, title in reader.sql.execute(query):
        if uid.hex() in alone and title.strip():
            titles.setdefault(title.strip(), []).append(uid.hex())
    return tuple(
        Near(title, tuple(sorted(articles)))
        for title, articles in sorted(titles.items())
        if len(set().union(*(readers[a] for a in articles))) > 1 and len(articles) > 1
    )
