"""Read what reviewers wrote: rounds, who reads what in them, decisions, comments, guidelines."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import cast

from annotator.model.article import FINISHED, Reading
from annotator.model.decision import Comment, Decision, Difference, GuidelineLine, Way
from annotator.model.ids import to_bytes, to_text
from annotator.model.round import Assignment, Round
from annotator.model.span import Span
from annotator.store.log import AT_ONCE, batches, marks
from annotator.store.reader import Reader
from annotator.store.register import Answered, id_or_none, listed

_OF_ARTICLE = (
    "SELECT i.uid, {} FROM {} t JOIN item i ON i.id = t.item"
    " WHERE t.article = (SELECT id FROM item WHERE uid = ? AND kind = 'article')"
)
_GOLD = (
    "SELECT i.uid, t.start, t.\"end\", coalesce(t.derived_from, '') FROM span t"
    " JOIN item i ON i.id = t.item WHERE t.layer = 'gold'"
    " AND t.article = (SELECT id FROM item WHERE uid = ? AND kind = 'article')"
)
_DISPUTED = (
    "SELECT i.uid FROM decision t JOIN dispute d ON d.item = t.item JOIN item i ON i.id = t.item"
    " WHERE t.article = (SELECT id FROM item WHERE uid = ? AND kind = 'article')"
)
_OF_ROUND = (
    "SELECT i.uid, a.uid, t.round, t.assignee FROM assignment t JOIN item i ON i.id = t.item"
    " JOIN item a ON a.id = t.article WHERE t.round = ? ORDER BY a.uid, t.assignee"
)


def rounds(reader: Reader) -> list[Round]:
    """List the rounds in the order in which they were made."""
    rows = reader.sql.execute(  # crosswise, or SQLite would go through all items by their ids
        "SELECT i.uid, t.name, t.persons, t.each, t.seed, t.blind, t.closed FROM round t"
        " CROSS JOIN item i ON i.id = t.item ORDER BY i.uid"
    )
    return [
        Round(to_text(uid), name or "", listed(persons), each, seed, bool(blind), bool(closed))
        for uid, name, persons, each, seed, blind, closed in rows
    ]


def assignments(reader: Reader, round_: str) -> list[Assignment]:
    """List what is assigned in a round, by article and person."""
    rows = reader.sql.execute(_OF_ROUND, [to_bytes(round_)])
    return [
        Assignment(to_text(uid), article.hex(), to_text(of), to_text(who))
        for uid, article, of, who in rows
    ]


def disputed(reader: Reader, article: str) -> frozenset[str]:
    """Give the ids of the decisions on an article of which several stand."""
    rows = reader.sql.execute(_DISPUTED, [bytes.fromhex(article)])
    return frozenset(to_text(uid) for (uid,) in rows)


def decisions(reader: Reader, article: str, only: Iterable[str] | None = None) -> list[Decision]:
    """Give what was decided on an article's differences, or some of it, by id."""
    columns = "t.difference, t.alternatives, t.way, t.took, t.gold, t.seen, t.reason"
    found = [
        Decision(
            to_text(uid), article, cast("Difference", difference), listed(alternatives),
            cast("Way", way), listed(took), listed(gold), seen or "", reason,
        )
        for uid, difference, alternatives, way, took, gold, seen, reason
        in _of_article(reader, "decision", columns, article, only)
    ]  # fmt: skip
    return sorted(found, key=lambda d: d.id)


def gold_near(
    reader: Reader, article: str, start: int, end: int, of: Collection[str]
) -> list[Span]:
    """Give the gold marks that share words with a stretch, or that come of some marks.

    In code points. An article of thousands of gold marks is not read for it.
    """
    rows = reader.sql.execute(_GOLD, [bytes.fromhex(article)])
    wanted = [
        to_text(uid)
        for uid, first, last, derived in rows
        if (first < end and start < last) or any(id_ in derived for id_ in of)
    ]
    return reader.spans(article, wanted)


def behind_gold(reader: Reader, gold: Reading) -> frozenset[str]:
    """Name by their ids those whose work stands behind the gold layer of an article.

    They are those whom its review compared; where it does not say, all who have marked something
    there or read it to its end. Whoever only opened it is not among them.
    """
    if gold.annotators:
        return frozenset(gold.annotators)
    readings, spans = reader.readings(gold.article), reader.spans(gold.article)
    done = {r.person for r in readings if r.layer == "work" and r.status in FINISHED}
    marked = {span.person for span in spans if span.layer == "work"}
    return frozenset(person for person in done | marked if person)


def comments(reader: Reader, article: str) -> list[Comment]:
    """Give what was said about an article and what is marked in it, in the order of writing."""
    people = {p.id for p in reader.persons()}
    columns = (
        "(SELECT uid FROM item WHERE id = t.owner), t.text, t.written, t.of, t.answers, t.resolved"
    )
    found = [
        Comment(
            to_text(uid), article, to_text(owner), text or "", written or "", id_or_none(of),
            id_or_none(answers), bool(resolved),
        )
        for uid, owner, text, written, of, answers, resolved
        in _of_article(reader, "comment", columns, article)
        if to_text(owner) in people
    ]  # fmt: skip
    found = found if reader.sight is None else reader.sight.seen(article, found)
    return sorted(found, key=lambda c: (c.written, c.id))


def guidelines(reader: Reader) -> list[GuidelineLine]:
    """Give the lines of the guidelines in the order in which they were written."""
    rows = reader.sql.execute(
        "SELECT i.uid, t.text, t.label, t.decision FROM guideline t JOIN item i ON i.id = t.item"
        " ORDER BY i.uid"
    )
    return [
        GuidelineLine(to_text(uid), text or "", label, id_or_none(decision))
        for uid, text, label, decision in rows
    ]


def _of_article(
    reader: Reader, kind: str, columns: str, article: str, only: Iterable[str] | None = None
) -> list[Answered]:
    query, uid = _OF_ARTICLE.format(columns, kind), bytes.fromhex(article)
    if only is None:
        return reader.sql.execute(query, [uid]).fetchall()
    return [
        row
        for part in batches([to_bytes(id_) for id_ in only], AT_ONCE)
        for row in reader.sql.execute(f"{query} AND i.uid IN ({marks(part)})", [uid, *part])
    ]
