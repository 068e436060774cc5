"""Commands for the file itself: make, check and restore it, save what is left, erase for good."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

import click

from annotator.cli.answers import JSON, PROJECT, Answer, Bar, me, tell
from annotator.model.scheme_file import find_scheme
from annotator.model.sentences import Refused, count, say
from annotator.store.erasing import copies, erasing
from annotator.store.erasing.copies import Copy
from annotator.store.rescue import backup, check, salvage
from annotator.store.store import Store


@click.command()
@PROJECT
@click.option("--scheme", default="conflict-news", show_default=True,
              help="A scheme that comes along, or a TOML file of your own.")  # fmt: skip
@JSON
def new(project: Path, scheme: str, *, as_json: bool) -> None:
    """Make a new, empty project."""
    if not project.suffix:
        project = project.with_suffix(".annot")
    chosen = find_scheme(scheme)
    with Store.create(project, chosen, me()) as store:
        answer: Answer = {"project": str(store.path), "id": store.read.project, "scheme": chosen.id}
    tell(answer, as_json, say("Made {path} with the scheme {scheme}.",
                              path=str(project), scheme=chosen.title))  # fmt: skip


@click.command("check")
@PROJECT
@JSON
def check_(project: Path, *, as_json: bool) -> None:
    """Look whether the file is whole, every quote right, and the log true to what is shown."""
    with Store.open(project, me(), read_only=True) as store, Bar() as bar:
        report = check.check(store.sql, store.log, store.read, lambda words: bar.show(words, 0, 1))
    answer: Answer = {
        "sound": report.is_sound, "articles": report.articles, "spans": report.spans,
        "changes": report.changes,
        "findings": [{"weight": f.weight, "sentence": f.sentence} for f in report.findings],
    }  # fmt: skip
    looked = say("Looked at {articles}, {spans} and {changes}.",
                 articles=count(report.articles, "article", "articles"),
                 spans=count(report.spans, "span", "spans"),
                 changes=count(report.changes, "change", "changes"))  # fmt: skip
    verdict = "All is well." if report.is_sound else "The project has errors; it was only read."
    tell(answer, as_json, *(f.sentence for f in report.findings), looked, verdict)
    if not report.is_sound:
        raise SystemExit(1)


@click.command()
@PROJECT
@click.argument("backup_", metavar="[BACKUP]", required=False, type=click.Path(path_type=Path))
def restore(project: Path, backup_: Path | None) -> None:
    """List the backups of a project, or put one in its place; the present file is kept."""
    if backup_ is None:
        found = backup.backups_of(project)
        for path in found:
            click.echo(f"{backup.made_at(path):%Y-%m-%d %H:%M:%S} UTC  {path}")
        if not found:
            click.echo(say("{name} has no backups.", name=project.name))
        return
    kept = backup.restore(project, backup_)
    before = say("What it was before is kept as {kept}.", kept=kept.name) if kept else ""
    click.echo(say("{name} is as it was in the backup. {before}",
                   name=project.name, before=before).rstrip())  # fmt: skip


@click.command("salvage")
@PROJECT
@click.argument("new_project", metavar="NEW", type=click.Path(path_type=Path))
@JSON
def salvage_(project: Path, new_project: Path, *, as_json: bool) -> None:
    """Save what can be read from a damaged project into a new one."""
    saved = salvage.salvage(project, new_project)
    answer: Answer = {
        "rows": saved.rows, "unreadable": saved.unreadable, "altered_texts": saved.altered_texts,
        "altered_changes": saved.altered_changes, "project_is_new": saved.project_is_new,
    }  # fmt: skip
    tell(answer, as_json, *_saved_sentences(saved, new_project))


def _saved_sentences(saved: salvage.Saved, new: Path) -> Iterator[str]:
    yield say("Saved {amount} into {path}.", amount=saved.amount, path=str(new))
    yield from saved.losses()
    if saved.project_is_new:
        yield "It is a project of its own now: it cannot be merged with colleagues' files."


@click.command()
@PROJECT
@click.argument("article")
@click.option("--yes", is_flag=True, help="Do not ask.")
@JSON
def erase(project: Path, article: str, *, yes: bool, as_json: bool) -> None:
    """Erase an article for good, from the project and from its history.

    ARTICLE is its id, or the first digits of it. Nothing brings it back, and it cannot be brought
    in again. Colleagues lose it when they bring in your work. The files that still hold a copy are
    named; backups among them are deleted only if you say so.
    """
    with Store.open(project, me()) as store, Bar() as bar:
        id_ = erasing.find(store, article)
        if not yes:
            _ask(erasing.held(store, id_), id_)
        erased = erasing.erase(store, id_, bar.show)
        answer: Answer = {
            "article": id_, "values": erased.values, "titles": erased.titles,
            "entities_left": erased.entities, "rewritten": erased.is_rewritten,
            "copies": [{"kind": c.kind, "name": c.name, "path": str(c.path) if c.path else None,
                        "sure": c.is_sure} for c in erased.copies],
        }  # fmt: skip
        tell(answer, as_json, *_erased_sentences(erased))
        if _can_ask() and not as_json and not yes:
            with suppress(click.Abort):  # what is erased stays erased
                _offer_backups(store, erased.copies)


def _can_ask() -> bool:
    return sys.stdin is not None and sys.stdin.isatty()


def _ask(held: erasing.Held, article: str) -> None:
    if not _can_ask():
        raise Refused(
            "Nothing was erased: there is nobody to ask. Say --yes if the article is to go for "
            "good."
        )
    words = say("Erase the article {id} with {marks} for good? Nothing brings it back.",
                id=article[:12], marks=count(held.marks, "mark", "marks"))  # fmt: skip
    click.confirm(words, abort=True)


def _erased_sentences(erased: erasing.Erased) -> Iterator[str]:
    yield "The article was erased for good."
    yield from erased.remarks()
    for copy in erased.copies:
        yield f"  {copy.words}"


def _offer_backups(store: Store, found: Sequence[Copy]) -> None:
    for copy in found:
        if copy.kind == "backup" and click.confirm(say("Delete {path}?", path=str(copy.path))):
            copies.delete(store, copy)


COMMANDS = (new, check_, restore, salvage_, erase)
