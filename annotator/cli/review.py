"""The command that lists what a reviewer has to decide, and what is decided."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from annotator.cli.answers import JSON, PROJECT, Answer, me, tell
from annotator.model.agreement.report import told_apart
from annotator.model.review.comparison import Case, Comparison
from annotator.model.sentences import Refused, count, say
from annotator.model.words import briefly
from annotator.store.compared import read_apart
from annotator.store.review.comparing import comparison, pages
from annotator.store.store import Store


@click.command("review")
@PROJECT
@click.option("--article", metavar="ID", help="Only the article whose id begins so.")
@JSON
def review(project: Path, article: str | None, *, as_json: bool) -> None:
    """List where people differ who have read the same articles, and what was decided."""
    with Store.open(project, me(), read_only=True) as store, store.reading():
        people = {person.id: person.name for person in store.read.persons()}
        found = (
            [page.comparison for page in pages(store.read, is_open=False)]
            if article is None
            else [comparison(store.read, _named(store, article))]
        )
        apart = read_apart(store.read) if article is None else ()
    lines = [line for one in found for line in _lines(one, people)]
    number = sum(len(one.open) for one in found)
    decided = sum(len(one.cases) for one in found) - number
    last = say(
        "{open} to decide, {decided} decided.",
        open=count(number, "difference", "differences"), decided=decided,
    )  # fmt: skip
    answer: Answer = {
        "articles": [_answer(one, people) for one in found],
        "read_apart": [{"title": near.title, "articles": list(near.articles)} for near in apart],
    }
    tell(answer, as_json, *lines, *map(told_apart, apart), last)


def _named(store: Store, start: str) -> str:
    found = [id_ for id_ in store.read.article_ids() if id_.startswith(start)]
    if len(found) != 1:
        raise Refused(
            "{number} articles have an id that begins with {start}. Give more of it, or another.",
            number=len(found), start=start,
        )  # fmt: skip
    return found[0]


def _answer(found: Comparison, people: dict[str, str]) -> Answer:
    return {
        "article": found.article,
        "annotators": [people.get(person, person) for person in found.persons],
        "agreed": len(found.agreed),
        "open": len(found.open),
        "decided": len(found.cases) - len(found.open),
        "cases": [_case(case, people) for case in found.cases],
    }


def _case(case: Case, people: dict[str, str]) -> Answer:
    return {
        "id": case.id, "difference": case.difference, "start": case.start, "end": case.end,
        "labels": list(case.labels), "open": case.is_open, "new": case.is_new,
        "decided": case.decision.way if case.decision else None,
        "reason": case.decision.reason if case.decision else None,
        "versions": [
            {"annotators": [people.get(p, p) for p in version.persons],
             "spans": list(dict.fromkeys(span.quote for span in version.spans)),
             "relations": list(version.ids) if version.relations else []}
            for version in case.versions
        ],
    }  # fmt: skip


def _lines(found: Comparison, people: dict[str, str]) -> Iterator[str]:
    yield say(
        "{article}  {agreed} agreed, {open} to decide",
        article=found.article[:12], agreed=len(found.agreed), open=len(found.open),
    )  # fmt: skip
    for case in found.cases:
        state = "open" if case.is_open else case.decision.way if case.decision else "moot"
        versions = "  |  ".join(
            say("{words} ({who})", words=_words(case, n),
                who=", ".join(people.get(p, p) for p in version.persons))
            for n, version in enumerate(case.versions)
        )  # fmt: skip
        kind = case.difference.replace("_", " ")
        yield say("   {state}  {kind}  {versions}", state=state, kind=kind, versions=versions)


def _words(case: Case, number: int) -> str:
    version = case.versions[number]
    if version.is_nothing:
        return "nothing"
    if version.relations:
        return count(len(version.first()), "relation", "relations")
    return ", ".join(dict.fromkeys(f"“{briefly(span.quote)}”" for span in version.spans))


COMMANDS = (review,)
