"""Check a project: the file, its texts and quotes, its chain of changes, and what is shown."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from sqlite_utils.utils import sqlite3

from annotator.model.dates import resolve
from annotator.model.edtf import doubt
from annotator.model.merging import circles, stands_for
from annotator.model.sentences import Refused, count, say
from annotator.model.text import sha256_of
from annotator.store import state
from annotator.store.entities import reading as entities
from annotator.store.kinds import KINDS, Kind
from annotator.store.log import NO_HASH, Log, bears_out, marks

if TYPE_CHECKING:
    from annotator.model.event import Event
    from annotator.store.reader import Reader

Weight = Literal["error", "note"]
Progress = Callable[[str], None]
_NO_SENSE = (sqlite3.Error, ValueError, TypeError, AttributeError, LookupError)
"""What reading raises where the file is damaged, or says what makes no sense."""
MOST = 20
"""So many findings of one sort are spelled out; the rest is counted."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was found: an error, or a note on something that may well be right."""

    weight: Weight
    sentence: str


@dataclass(slots=True)
class Report:
    """All that a check found, and how much it looked at."""

    findings: list[Finding] = field(default_factory=list)
    articles: int = 0
    spans: int = 0
    changes: int = 0

    @property
    def is_sound(self) -> bool:
        """Say whether no error was found."""
        return all(finding.weight != "error" for finding in self.findings)


def check(
    sql: sqlite3.Connection, log: Log, reader: Reader, told: Progress | None = None
) -> Report:
    """Look at everything. Nothing is changed."""
    report = Report()
    parts: tuple[tuple[str, Callable[[], Iterator[Finding]]], ...] = (
        ("Reading the file through", lambda: _file(sql)),
        ("Checking texts and quotes", lambda: _texts(reader, report)),
        ("Checking the chain of changes", lambda: _chain(sql, log, report)),
        ("Comparing the log with what is shown", lambda: _state(sql, log)),
        ("Looking for loose ends", lambda: _loose(sql)),
        ("Reading entities through their merging", lambda: _doubtful(reader)),
        ("Looking at when events were, and what they are part of", lambda: _of_events(reader)),
    )
    for words, part in parts:
        if told:
            told(words)
        try:
            report.findings += _at_most(part())
        except _NO_SENSE:
            report.findings.append(Finding("error", say("{words} was not possible: the file is "
                                                        "damaged.", words=words)))  # fmt: skip
    return report


def _at_most(found: Iterator[Finding]) -> list[Finding]:
    listed: list[Finding] = []
    more: dict[Weight, int] = {}
    for finding in found:
        if len(listed) < MOST:
            listed.append(finding)
        else:
            more[finding.weight] = more.get(finding.weight, 0) + 1
    for weight, number in more.items():
        listed.append(Finding(weight, say("… and {n} more like these.", n=number)))
    return listed


def _error(template: str, **values: str | int) -> Finding:
    return Finding("error", say(template, **values))


def _file(sql: sqlite3.Connection) -> Iterator[Finding]:
    for (answer,) in sql.execute(f"PRAGMA integrity_check({MOST})"):
        if answer != "ok":
            yield _error("The file is damaged: {what}.", what=answer)


def _texts(reader: Reader, report: Report) -> Iterator[Finding]:
    for article in reader.article_ids():
        report.articles += 1
        text = reader.text(article)
        if text is None:
            yield Finding("note", say("The text of the article {id} is not here.", id=article[:12]))
            continue
        if sha256_of(text) != article:
            yield _error("The text of the article {id} was altered.", id=article[:12])
        for span in reader.spans(article):
            report.spans += 1
            if text[span.start : span.end] != span.quote:
                yield _error(
                    "In the article {id} the span from {start} to {end} does not quote the text.",
                    id=article[:12], start=span.start, end=span.end,
                )  # fmt: skip


def _chain(sql: sqlite3.Connection, log: Log, report: Report) -> Iterator[Finding]:
    sites = [site for (site,) in sql.execute("SELECT id FROM site ORDER BY id")]
    for site in sites:
        n, previous = 0, NO_HASH
        for change in log.changes("WHERE c.site = ? ORDER BY c.n", [site]):
            report.changes += 1
            if change.n != n + 1:
                yield Finding(
                    "note",
                    say("Changes {first} to {last} of the site {site} have not come yet.",
                        first=n + 1, last=change.n - 1, site=change.site[:8]),
                )  # fmt: skip
            elif not bears_out(previous, change):
                yield _error(
                    "Change {n} of the site {site} was altered.", n=change.n, site=change.site[:8]
                )
            n, previous = change.n, bytes.fromhex(change.hash)


def _state(sql: sqlite3.Connection, log: Log) -> Iterator[Finding]:
    wrong, miscounted = dict.fromkeys(KINDS, 0), 0
    seen = dict.fromkeys(KINDS, 0)
    for part in state.all_items(sql):
        kinds = state.kinds_of(sql, part)
        known = log.known(part, kinds)
        shown, disputed = _rows(sql, kinds), _disputes(sql, part)
        for item, kind in kinds.items():
            row = shown.get(item)
            seen[kind.name] += row is not None
            expected = state.expected(kind, item, known.get(item, ()))
            wrong[kind.name] += row != expected.row
            miscounted += disputed.get(item) != expected.dispute
    if miscounted:
        yield _error("Of {what} it is not known rightly whether they wait to be settled.",
                     what=count(miscounted, "item", "items"))  # fmt: skip
    for name, number in wrong.items():
        if number:
            yield _error(
                "{what} shown otherwise than the log says.",
                what=count(number, f"item of the kind {name} is", f"items of the kind {name} are"),
            )
        (rows,) = sql.execute(f"SELECT count(*) FROM {name}").fetchone()
        if rows != seen[name]:
            yield _error("{n} rows of the kind {kind} stand for nothing.",
                         n=rows - seen[name], kind=name)  # fmt: skip


def _rows(sql: sqlite3.Connection, kinds: dict[int, Kind]) -> dict[int, list[object]]:
    found: dict[int, list[object]] = {}
    for kind in set(kinds.values()):
        items = [item for item, k in kinds.items() if k is kind]
        columns = ", ".join(f'"{name}"' for name in kind.names())
        query = f"SELECT {columns} FROM {kind.name} WHERE item IN ({marks(items)})"
        found.update((row[0], list(row)) for row in sql.execute(query, items))
    return found


def _disputes(sql: sqlite3.Connection, items: Sequence[int]) -> dict[int, state.Dispute]:
    query = f"SELECT item, owner, fields FROM dispute WHERE item IN ({marks(items)})"
    return {row[0]: row for row in sql.execute(query, items)}


_HEADLESS = (
    "SELECT count(*) FROM {table} t WHERE t.{column} IS NOT NULL AND NOT EXISTS (SELECT 1 FROM item"
    " i JOIN {other} o ON o.item = i.id WHERE i.uid = t.{column} AND i.kind = '{other}')"
)
_TIES = (
    ("span", "entity", "entity", "name an entity that is not here"),
    ("relation", "head", "span", "start from a span that is not here"),
    ("alias", "entity", "entity", "belong to an entity that is not here"),
    ("entity_link", "head", "entity", "start from an entity that is not here"),
    ("entity_link", "tail", "entity", "lead to an entity that is not here"),
    ("participant", "event", "event", "belong to an event that is not here"),
    ("participant", "entity", "entity", "name an entity that is not here"),
    ("event_link", "head", "event", "start from an event that is not here"),
    ("event_link", "tail", "event", "lead to an event that is not here"),
    ("assignment", "round", "round", "belong to a round that is not here"),
    ("comment", "answers", "comment", "answer a comment that is not here"),
)
_ORPHANS = (
    "span", "relation", "zone", "sighting", "reading", "verdict", "assignment", "decision",
    "comment",
)  # fmt: skip


def _loose(sql: sqlite3.Connection) -> Iterator[Finding]:
    loose: list[tuple[int, str, str]] = []
    for table, column, other, words in _TIES:
        query = _HEADLESS.format(table=table, column=column, other=other)
        loose.append((_one(sql, query), table, words))
    tails = _HEADLESS.format(table="relation", column="tail", other="span")
    here = _one(sql, tails + " AND t.tail_article IS NULL")
    loose.append((here, "relation", "lead to a span that is not here"))
    for table in _ORPHANS:
        query = (
            f"SELECT count(*) FROM {table} t WHERE NOT EXISTS"
            " (SELECT 1 FROM article a WHERE a.item = t.article)"
        )
        loose.append((_one(sql, query), table, "belong to an article that is not here"))
    for number, table, words in loose:
        if number:
            what = count(number, f"row of the kind {table}", f"rows of the kind {table}")
            sentence = say("{what} {words}. Kept, not shown.", what=what, words=words)
            yield Finding("note", sentence)


def _doubtful(reader: Reader) -> Iterator[Finding]:
    """Tell what came of two people's work and makes no sense together. It is read safely."""
    into = entities.merged(reader)
    rings, loops, torn = entities.rings(reader), entities.loops(reader), entities.torn(reader)
    ids = {id_ for ring in (*rings, *(ring for _, ring in loops)) for id_ in ring}
    ids |= {id_ for link, _ in torn for id_ in (link.head, link.tail)}
    names = {id_: one.name for id_, one in reader.entities(ids).items()}
    for ring in rings:
        yield _note(
            "{names} were merged into each other. They are read as {one}. Part one of them again.",
            names=_named(ring, names), one=names[stands_for(ring[0], into)],
        )  # fmt: skip
    for type_, ring in loops:
        yield _note(_LOOPS[type_], names=_named(ring, names))
    for link, _ in torn:
        yield _note(
            "{names} were merged, and {person} keeps them apart.",
            names=_named((link.head, link.tail), names),
            person=entities.said_by(reader, link) or "somebody",
        )


def _of_events(reader: Reader) -> Iterator[Finding]:
    """Tell of dates that cannot be, and of events that run in a circle. They are kept as they are.

    The window refuses both; a record from elsewhere, or two people's work together, may hold them.
    """
    events = reader.events()
    for event in events.values():
        why = _against_date(event)
        if why:
            yield _note("The date of “{title}” is kept as “{date}”. {why}",
                        title=event.title, date=event.date or "", why=why)  # fmt: skip
    names = {id_: event.title for id_, event in events.items()}
    links = [link for link in reader.event_links() if link.head != link.tail]
    for type_ in sorted({link.type for link in links}):
        for circle in circles((link.head, link.tail) for link in links if link.type == type_):
            yield _note("{names} run in a circle by {type}. Take one of the ties out.",
                        names=_named(circle, names), type=type_)  # fmt: skip


def _against_date(event: Event) -> str:
    if event.date is None:
        return ""
    try:
        resolve(event.date, None)
    except Refused as refused:
        return str(refused)
    return doubt(event.date, event.date_precision, None)


_LOOPS = {
    "part_of": "{names} are part of each other. Take one of the ties out.",
    "within": "{names} lie within each other. Take one of the ties out.",
}


def _note(template: str, **values: str) -> Finding:
    return Finding("note", say(template, **values))


def _named(ids: Sequence[str], names: dict[str, str]) -> str:
    found = [f"“{names.get(id_, id_)}”" for id_ in ids]
    return ", ".join(found[:-1]) + f" and {found[-1]}"


def _one(sql: sqlite3.Connection, query: str, values: Sequence[object] = ()) -> int:
    return int(sql.execute(query, values).fetchone()[0])
