"""What the comments on an article are about, in the order of the text, and where open ones are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from annotator.store.review.comparing import comparison
from annotator.store.review.talking import Thread, threads
from annotator.store.reviewed import decisions

if TYPE_CHECKING:
    from annotator.model.span import Span
    from annotator.store.reader import Reader
    from annotator.store.store import Store

About = Literal["article", "mark", "decision", "relation", "gone"]
_OPEN = (
    "FROM comment t JOIN item a ON a.id = t.article WHERE t.resolved = 0 AND (t.answers IS NULL"
    " OR t.answers NOT IN (SELECT uid FROM comment c JOIN item i ON i.id = c.item))"
    " AND EXISTS (SELECT 1 FROM article WHERE item = t.article)"
)


@dataclass(frozen=True, slots=True)
class Talked:
    """A thread, and what it is about."""

    thread: Thread
    about: About
    marks: tuple[Span, ...] = ()
    """The mark, those that were decided on, or the ends of the relation; in text order."""

    @property
    def is_open(self) -> bool:
        """Say whether something is left to do about it."""
        return not self.thread.is_resolved


def talked(store: Store, article: str) -> list[Talked]:
    """Give the threads of an article: those on the article itself, then in text order."""
    reader = store.read
    said = threads(store, article)
    if not said:
        return []
    spans = {span.id: span for span in reader.spans(article)}
    decided = {one.id: one.alternatives for one in decisions(reader, article)}
    ties = {tie.id: (tie.head, tie.tail) for tie in reader.relations(article)}
    found = []
    of_what = {thread.first.of for thread in said} - {None, *spans, *ties, *decided}
    if of_what:
        decided |= _undecided(reader, article, list(spans.values()))
    for thread in said:
        of = thread.first.of
        about: About = "gone"
        marks: tuple[str, ...] = ()
        if of is None:
            about = "article"
        elif of in spans:
            about, marks = "mark", (of,)
        elif of in ties:
            about, marks = "relation", ties[of]
        elif of in decided:
            about, marks = "decision", decided[of]
        some = sorted((spans[id_] for id_ in marks if id_ in spans), key=lambda s: s.start)
        found.append(Talked(thread, about, tuple(some)))
    return sorted(found, key=_place)


def _undecided(
    reader: Reader, article: str, spans: list[Span]
) -> dict[str, tuple[str, ...]]:  # fmt: skip
    """Give what is to choose from in each difference, by the id that its decision will have."""
    marked = {span.person for span in spans if span.person and span.layer == "work"}
    return {
        case.id: case.alternatives
        for people in (sorted(marked), None)
        for case in comparison(reader, article, people, expert=True).cases
    }


def _place(one: Talked) -> tuple[int, str, str]:
    start = one.marks[0].start if one.marks else -1 if one.about == "article" else 1 << 40
    return start, one.thread.first.written, one.thread.first.id


def open_threads(reader: Reader) -> int:
    """Count the threads of the project about which something is left to do."""
    if reader.sight is None:
        return int(reader.sql.execute(f"SELECT count(*) {_OPEN}").fetchone()[0])
    return sum(1 for _ in _seen(reader))


def articles_with_open(reader: Reader, after: int = 0) -> list[str]:
    """Give the articles with open threads in the order of arrival, from behind one of them on.

    `after` is the number of an article in this file; those up to it come last.
    """
    rows = sorted(set(_seen(reader)))
    return [uid for _, uid in sorted(rows, key=lambda row: (row[0] <= after, row[0]))]


def _seen(reader: Reader) -> Iterator[tuple[int, str]]:
    """Give for each open thread the number and id of its article, where one may see it."""
    query = f"SELECT t.article, a.uid, (SELECT uid FROM item WHERE id = t.owner) {_OPEN}"
    sight = reader.sight
    for item, uid, owner in reader.sql.execute(query).fetchall():
        mine = sight is not None and owner is not None and owner.hex() == sight.person.replace(
            "-", ""
        )  # fmt: skip
        if sight is None or mine or not sight.hides(uid.hex()):
            yield item, uid.hex()
