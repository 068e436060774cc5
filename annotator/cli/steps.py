"""Commands for what was done: show it, take it back, do it again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from itertools import islice
from pathlib import Path

import click

from annotator.cli.answers import JSON, PROJECT, Answer, me, tell, time_of
from annotator.model.change import Version
from annotator.model.days import span_of
from annotator.model.past.telling import sentence
from annotator.store.history import History, Line
from annotator.store.scope import Scope
from annotator.store.store import Store


@click.command("history")
@PROJECT
@click.option("--limit", default=20, show_default=True, help="So many lines, the newest first.")
@click.option("--article", metavar="ID", help="Only what was done to this article (its sha256).")
@click.option("--item", "--id", "item", metavar="ID", help="Only one mark, entity, event, label…")
@click.option("--person", metavar="NAME", help="Only what this person did.")
@click.option("--day", metavar="YYYY-MM-DD", help="Only this day, or month, or year (UTC).")
@JSON
def history_(
    project: Path, limit: int, article: str | None, item: str | None, person: str | None,
    day: str | None, *, as_json: bool,
) -> None:  # fmt: skip
    """Show who did what and when, from what to what, in words."""
    first, behind = (None, None) if day is None else span_of(day)
    with Store.open(project, me(), read_only=True) as store:
        whose = None if person is None else _named(store, person)
        scope = Scope(article, item, whose, _clock(first), _clock(behind))
        lines = list(islice(_lines(store, scope), limit))
    rows = [_row(line) for line in lines]
    told = [f"{time_of(line.milliseconds)}  {line.who}  {line.done}" for line in lines]
    tell({"history": rows}, as_json, *(told or ["Nothing was done that fits."]))


def _lines(store: Store, scope: Scope) -> Iterator[Line]:
    history = History(store.read)
    page = history.page(scope)
    yield from page.lines
    while page.after is not None:
        page = history.page(scope, page.after)
        yield from page.lines


def _named(store: Store, name: str) -> tuple[str, ...]:
    return tuple(person.id for person in store.read.persons() if person.name == name)


def _clock(day: date | None) -> int | None:
    if day is None:
        return None
    return round(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp() * 1000)


def _row(line: Line) -> Answer:
    """Give a line for programs, with the values before and after where it is about one thing."""
    when = datetime.fromtimestamp(line.milliseconds / 1000, UTC)
    row: Answer = {
        "at": time_of(line.milliseconds), "person": line.who, "done": line.done,
        "sentence": sentence(when, line.who, line.done), "title": line.title,
        "step": _version(line.step), "changes": line.changes,
    }  # fmt: skip
    if line.was is not None:
        row |= {
            "change": _version(line.version), "kind": line.kind, "id": line.id,
            "article": line.article, "annotator": line.owner,
            "before": line.was.before if line.was.was_there else None,
            "after": line.was.after if line.was.is_there else None,
        }  # fmt: skip
    return row


def _version(version: Version | None) -> str | None:
    return f"{version[0]}:{version[1]}" if version is not None else None


@click.command()
@PROJECT
def undo(project: Path) -> None:
    """Take back your latest step, also one of another day."""
    _move(project, Store.undo, "There is nothing to take back.")


@click.command()
@PROJECT
def redo(project: Path) -> None:
    """Do again what you took back last."""
    _move(project, Store.redo, "There is nothing to do again.")


def _move(project: Path, move: Callable[[Store], object], otherwise: str) -> None:
    with Store.open(project, me()) as store:
        changes = move(store)
    click.echo(getattr(changes, "title", None) or otherwise)


COMMANDS = (history_, undo, redo)
