"""Commands for what was done: show it, take it back, do it again."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import click

from annotator.cli.answers import JSON, PROJECT, Answer, me, tell, time_of
from annotator.model.sentences import count
from annotator.store import history
from annotator.store.store import Store


@click.command("history")
@PROJECT
@click.option("--limit", default=20, show_default=True, help="So many steps, the newest first.")
@click.option("--article", metavar="ID", help="Only steps on this article (its sha256).")
@click.option("--person", metavar="NAME", help="Only this person's steps.")
@click.option("--id", "id_", metavar="ID", help="All changes of one span, entity, event…")
@JSON
def history_(
    project: Path, limit: int, article: str | None, person: str | None, id_: str | None,
    *, as_json: bool,
) -> None:  # fmt: skip
    """Show who did what and when."""
    with Store.open(project, me(), read_only=True) as store:
        if id_ is not None:
            _show_changes(store, id_, as_json=as_json)
            return
        found = list(history.steps(store, limit=limit, article=article, person=person))
    answer: Answer = {
        "steps": [
            {"at": time_of(e.step.milliseconds), "person": e.person, "title": e.step.title,
             "changes": e.changes, "step": f"{e.step.site}:{e.step.first}"}
            for e in found
        ]
    }  # fmt: skip
    lines = [
        f"{time_of(e.step.milliseconds)}  {e.person}  {e.step.title}"
        f"  ({count(e.changes, 'change', 'changes')})"
        for e in found
    ]
    tell(answer, as_json, *(lines or ["No such steps."]))


def _show_changes(store: Store, id_: str, *, as_json: bool) -> None:
    names = {person.id: person.name for person in store.read.persons()}
    rows: list[dict[str, object]] = [
        {"at": time_of(c.step.milliseconds), "person": names.get(c.step.person, c.step.person),
         "title": c.step.title, "kind": c.kind, "value": json.loads(c.value),
         "erased": c.struck is not None}
        for c in history.changes_of(store, id_)
    ]  # fmt: skip
    lines = [f"{r['at']}  {r['person']}  {r['title']}: {_value_words(r)}" for r in rows]
    tell({"changes": rows}, as_json, *(lines or ["Nothing in the project bears this id."]))


def _value_words(row: dict[str, object]) -> str:
    if row["erased"]:
        return "erased for good"
    return "taken out" if row["value"] is None else json.dumps(row["value"], ensure_ascii=False)


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
