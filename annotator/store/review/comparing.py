"""Read what several people marked in an article, compared, and list it over the whole project."""

from __future__ import annotations

import gc
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from annotator.model.article import FINISHED
from annotator.model.merging import stands_for
from annotator.model.review.comparison import Case, Comparison, Laid, View, lay_out
from annotator.model.text import fold
from annotator.store.entities.reading import merged
from annotator.store.reviewed import decisions, disputed

if TYPE_CHECKING:
    from annotator.model.article import Article
    from annotator.model.decision import Difference
    from annotator.model.scheme import Scheme
    from annotator.model.span import Span
    from annotator.store.reader import Reader

_PAGE = 20
_COLUMNS = (
    "SELECT a.item, i.uid FROM article a JOIN item i ON i.id = a.item WHERE a.item > ? AND EXISTS"
    " (SELECT 1 FROM reading r WHERE r.article = a.item AND r.layer = 'work'"
    " AND r.status IN ('done', 'in_review', 'settled')) ORDER BY a.item LIMIT ?"
)


@dataclass(frozen=True, slots=True)
class Page:
    """One article, and what is to be decided in it."""

    item: int
    """The number of the article in this file: the key by which pages go on."""
    article: Article
    comparison: Comparison
    cases: tuple[Case, ...]
    is_finished: bool
    """It was reviewed to its end, and what is open here came since."""


def persons_of(reader: Reader, article: str) -> tuple[str, ...]:
    """Name by their ids those who have read an article to its end, in the order of their names."""
    done = {
        reading.person
        for reading in reader.readings(article)
        if reading.layer == "work" and reading.status in FINISHED
    }
    return tuple(person.id for person in reader.persons() if person.id in done)


def comparison(
    reader: Reader, article: str, persons: Sequence[str] | None = None, *, expert: bool = False,
    scheme: Scheme | None = None,
) -> Comparison:  # fmt: skip
    """Compare the work of some people on an article, or of all who have read it to its end."""
    found = laid(reader, article, persons, expert=expert, scheme=scheme)
    return found.decided(decisions(reader, article), disputed(reader, article))


def laid(
    reader: Reader, article: str, persons: Sequence[str] | None = None, *, expert: bool = False,
    scheme: Scheme | None = None,
) -> Laid:  # fmt: skip
    """Lay the work of some people side by side, for decisions to be laid on it."""
    readers = persons_of(reader, article)
    spans, relations = reader.spans(article), reader.relations(article)
    tails = {r.tail: r.tail_article for r in relations if r.tail_article}
    into = merged(reader)
    view = View(
        scheme or reader.scheme(), expert,
        {s.entity: stands_for(s.entity, into) for s in spans if s.entity in into},
        {s.id: _words(s) for other in set(tails.values()) for s in _some(reader, other, tails)},
    )  # fmt: skip
    who = readers if persons is None else persons
    with _no_collecting():
        return lay_out(article, spans, relations, who, view, readers)


@contextmanager
def _no_collecting() -> Iterator[None]:
    """Let the garbage collector rest: thousands of things are made, and all of them are kept.

    To look for garbage among them takes as long as making them.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def pages(
    reader: Reader, after: int = 0, kinds: Collection[Difference] = (), *, expert: bool = False,
    is_open: bool = True,
) -> Iterator[Page]:  # fmt: skip
    """Give the articles with something to decide, in order of arrival, behind one of them.

    Each is read when it is asked for, so that the first come at once. With `kinds` only cases of
    these kinds count; without `is_open` those that are decided are given as well.
    """
    for page in read_by_people(reader, after, expert=expert):
        cases = tuple(
            case
            for case in (page.cases if is_open else page.comparison.cases)
            if not kinds or case.difference in kinds
        )
        if cases:
            yield replace(page, cases=cases)


def read_by_people(reader: Reader, after: int = 0, *, expert: bool = False) -> Iterator[Page]:
    """Give each article that somebody has read to its end, also where nothing is to be decided.

    So whoever looks through a large project can stop after each and go on later.
    """
    scheme = reader.scheme()
    while rows := reader.sql.execute(_COLUMNS, [after, _PAGE]).fetchall():
        for item, uid in rows:
            page = page_of(reader, uid.hex(), item, expert=expert, scheme=scheme)
            if page is not None:
                yield page
        after = rows[-1][0]


def page_of(
    reader: Reader, article: str, item: int, *, expert: bool = False, scheme: Scheme | None = None
) -> Page | None:
    """Give one article and what is open in it, None where the article is not there."""
    known = reader.article(article)
    if known is None:
        return None
    found = comparison(reader, article, expert=expert, scheme=scheme)
    return Page(item, known, found, found.open, is_finished(reader, article))


def is_finished(reader: Reader, article: str) -> bool:
    """Say whether the review of an article is finished."""
    readings = reader.readings(article)
    return any(r.layer == "gold" and r.status == "settled" for r in readings)


def new_since(reader: Reader, *, expert: bool = False) -> Iterator[Page]:
    """Give the articles that were finished and have something to decide since."""
    return (page for page in pages(reader, expert=expert) if page.is_finished)


def occurrences(
    reader: Reader, case: Case, *, expert: bool = False, is_open: bool = True
) -> list[Case]:
    """List everywhere in the project where the same people differ on the same words alike."""
    wanted = _pattern(case)
    found = pages(reader, kinds=(case.difference,), expert=expert, is_open=is_open)
    return [other for page in found for other in page.cases if _pattern(other) == wanted]


def _pattern(case: Case) -> object:
    """Say who marks which words as what, wherever it is. Of relations, each is one of its own."""
    if case.is_tie:
        return case.id
    return [
        (version.persons, [(mark.label, fold(mark.quote)) for mark in version.spans])
        for version in case.versions
    ]


def _some(reader: Reader, article: str, tails: dict[str, str]) -> list[Span]:
    return reader.spans(article, [id_ for id_, other in tails.items() if other == article])


def _words(span: Span) -> str:
    return f"{span.article} {span.label} {span.start} {span.end}"
