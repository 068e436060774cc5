"""Read what reviewers wrote: rounds, who reads what in them, decisions, comments, guidelines."""

from __future__ import annotations

from typing import cast

from annotator.model.decision import Comment, Decision, Difference, GuidelineLine, Way
from annotator.model.ids import to_bytes, to_text
from annotator.model.round import Assignment, Round
from annotator.store.reader import Reader
from annotator.store.register import Answered, id_or_none, listed

_OF_ARTICLE = (
    "SELECT i.uid, {} FROM {} t JOIN item i ON i.id = t.item"
    " WHERE t.article = (SELECT id FROM item WHERE uid = ? AND kind = 'article')"
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
    rows = reader.sql.execute(
        "SELECT i.uid, t.name, t.persons, t.each, t.seed, t.blind, t.closed FROM round t"
        " JOIN item i ON i.id = t.item ORDER BY i.uid"
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


def assigned(reader: Reader, article: str) -> list[Assignment]:
    """List to whom an article is assigned, in all rounds."""
    rows = _of_article(reader, "assignment", "t.round, t.assignee", article)
    found = [Assignment(to_text(uid), article, to_text(of), to_text(who)) for uid, of, who in rows]
    return sorted(found, key=lambda a: (a.round, a.person))


def disputed(reader: Reader, article: str) -> frozenset[str]:
    """Give the ids of the decisions on an article of which several stand."""
    rows = reader.sql.execute(_DISPUTED, [bytes.fromhex(article)])
    return frozenset(to_text(uid) for (uid,) in rows)


def decisions(reader: Reader, article: str) -> list[Decision]:
    """Give what was decided on an article's differences, by id."""
    columns = "t.difference, t.alternatives, t.way, t.took, t.gold, t.seen, t.reason"
    found = [
        Decision(
            to_text(uid), article, cast("Difference", difference), listed(alternatives),
            cast("Way", way), listed(took), listed(gold), seen or "", reason,
        )
        for uid, difference, alternatives, way, took, gold, seen, reason
        in _of_article(reader, "decision", columns, article)
    ]  # fmt: skip
    return sorted(found, key=lambda d: d.id)


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


def _of_article(reader: Reader, kind: str, columns: str, article: str) -> list[Answered]:
    query = _OF_ARTICLE.format(columns, kind)
    return reader.sql.execute(query, [bytes.fromhex(article)]).fetchall()
