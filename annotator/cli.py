"""The same work without a screen: `annotator new`, `import`, `export`, `check` and so on."""

from __future__ import annotations

import getpass
import json
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from io import TextIOWrapper
from pathlib import Path
from typing import Literal, Self

import click

from annotator import __version__, formats
from annotator.formats.format import BroughtIn, In, Out, WrittenOut
from annotator.model.person import Person, person_named
from annotator.model.scheme_file import find_scheme, shipped
from annotator.model.sentences import Refused, Told, count, say
from annotator.sample import sample_project
from annotator.settings import Settings
from annotator.store import backup, check, history, salvage
from annotator.store.store import Store

Answer = dict[str, object]
_PROJECT = click.argument("project", type=click.Path(readable=False, path_type=Path))
_JSON = click.option("--json", "as_json", is_flag=True, help="Answer in JSON, for programs.")


class Commands(click.Group):
    """The commands; a word that is none of them is a project to open."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Take `annotator PROJECT` as `annotator open PROJECT`."""
        word = args[0] if args else "-"
        if word not in self.commands and not word.startswith("-") and _is_project(word):
            args = ["open", *args]
        return super().resolve_command(ctx, args)


def _is_project(word: str) -> bool:
    try:
        return Path(word).suffix == ".annot" or Path(word).exists()
    except OSError:  # no file can have such a name
        return False


@click.group(
    cls=Commands,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Exit status: 0 done; 1 could not, with one sentence why; 2 wrong usage.",
)
@click.version_option(__version__, prog_name="annotator")
@click.option("--sample", is_flag=True, help="Make the sample project if need be, and open it.")
@click.pass_context
def commands(ctx: click.Context, *, sample: bool) -> None:
    """Mark actors, locations, weapons and claims in conflict news.

    A project is one file, NAME.annot. Nothing leaves this machine: there is no server, no account
    and no network.
    """
    if sample:
        _open(sample_project(_me()), sample=True)
    elif ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())


@commands.command("open", hidden=True)
@_PROJECT
def open_(project: Path) -> None:
    """Say where a project is and what it holds."""
    _open(project, sample=False)


def _open(project: Path, *, sample: bool) -> None:
    with Store.open(project, _me(), read_only=True) as store:
        people = [person.name for person in store.read.persons()]
        articles = count(len(store.read.article_ids()), "article", "articles")
        title = store.read.scheme().title
    if sample:
        click.echo(
            "The sample project: one article with one annotator's draft, not a gold standard."
        )
    click.echo(say("{path} holds {articles}. Scheme: {title}. Worked on by: {people}.",
                   path=str(project), articles=articles, title=title,
                   people=", ".join(people) or "nobody yet"))  # fmt: skip


@commands.command()
@_PROJECT
@click.option("--scheme", default="conflict-news", show_default=True,
              help="A scheme that comes along, or a TOML file of your own.")  # fmt: skip
@_JSON
def new(project: Path, scheme: str, *, as_json: bool) -> None:
    """Make a new, empty project."""
    if not project.suffix:
        project = project.with_suffix(".annot")
    chosen = find_scheme(scheme)
    with Store.create(project, chosen, _me()) as store:
        answer: Answer = {"project": str(store.path), "id": store.read.project, "scheme": chosen.id}
    _say(answer, as_json, say("Made {path} with the scheme {scheme}.",
                              path=str(project), scheme=chosen.title))  # fmt: skip


@commands.command("import")
@_PROJECT
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--format", "format_", metavar="NAME", help="Take the files as this format.")
@click.option("--as", "as_person", metavar="PERSON", help="Put all work under this person.")
@click.option("--replace", is_flag=True, help="Let the file's work take the place of what differs.")
@click.option("--skip-broken", is_flag=True, help="Leave out what is broken, and name it.")
@_JSON
def import_(
    project: Path, paths: tuple[Path, ...], format_: str | None, as_person: str | None,
    *, replace: bool, skip_broken: bool, as_json: bool,
) -> None:  # fmt: skip
    """Bring in texts and annotated records, or folders of them, as one step."""
    options = In(format_, as_person, replace, skip_broken)
    with Store.open(project, _me()) as store, Bar() as bar:
        if as_person is not None:
            _refuse_empty(as_person)
        done = formats.bring_in(store, paths, options, bar.show)
    _say(_brought(done), as_json, *_brought_sentences(done))


def _refuse_empty(name: str) -> None:
    if not name.strip():
        raise Refused("A person needs a name. Nothing was imported.")


def _brought(done: BroughtIn) -> Answer:
    return {
        "articles": done.articles, "lines": done.lines, "spans": done.spans,
        "relations": done.relations, "unchanged": done.unchanged, "skipped": done.skipped,
        "notes": done.notes,
    }  # fmt: skip


def _brought_sentences(done: BroughtIn) -> list[str]:
    lines = [
        say("Imported {articles}, {spans} and {relations}.",
            articles=count(done.articles, "new article", "new articles"),
            spans=count(done.spans, "span", "spans"),
            relations=count(done.relations, "relation", "relations"))
    ]  # fmt: skip
    if done.unchanged:
        what = count(done.unchanged, "file or line was", "files or lines were")
        lines.append(say("{what} there already, just the same: nothing happened.", what=what))
    if done.skipped:
        lines.append(say("Left out {n}:", n=len(done.skipped)))
        lines += [f"  {line}" for line in done.skipped]
    return lines + done.notes


@commands.command()
@_PROJECT
@click.argument("out", type=click.Path(path_type=Path))
@click.option("--format", "format_", metavar="NAME", help="Write this format.")
@click.option(
    "--layer",
    type=click.Choice(["work", "gold", "all"]),
    default="work",
    show_default=True,
    help="Each person's own work, what was adjudicated, or both.",
)
@click.option("--annotator", metavar="NAME", help="Only this person's work.")
@click.option("--all-articles", is_flag=True, help="Also articles that are not done.")
@click.option("--reproducible", is_flag=True, help="Leave the time out: same project, same bytes.")
@_JSON
def export(
    project: Path, out: Path, format_: str | None, layer: Literal["work", "gold", "all"],
    annotator: str | None, *, all_articles: bool, reproducible: bool, as_json: bool,
) -> None:  # fmt: skip
    """Write the work out. By default only articles that are done."""
    options = Out(format_, layer, annotator, all_articles, reproducible)
    with Store.open(project, _me(), read_only=True) as store, Bar() as bar, store.reading():
        done = formats.write_out(store.read, out, options, bar.show)
    answer: Answer = {
        "out": str(done.path), "lines": done.lines, "articles": done.articles,
        "spans": done.spans, "left": done.left, "notes": done.notes,
    }  # fmt: skip
    _say(answer, as_json, *_written_sentences(done))


def _written_sentences(done: WrittenOut) -> list[str]:
    lines = [
        say("Wrote {lines} with {spans} to {out}.", lines=count(done.lines, "line", "lines"),
            spans=count(done.spans, "span", "spans"), out=str(done.path))
    ]  # fmt: skip
    if done.left:
        reasons = ", ".join(f"{n:,} {status.replace('_', ' ')}" for status, n in done.left.items())
        lines.append(
            say("Stayed behind: {reasons}. --all-articles takes them too.", reasons=reasons)
        )
    return lines + done.notes


@commands.command("check")
@_PROJECT
@_JSON
def check_(project: Path, *, as_json: bool) -> None:
    """Look whether the file is whole, every quote right, and the log true to what is shown."""
    with Store.open(project, _me(), read_only=True) as store, Bar() as bar:
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
    _say(answer, as_json, *(f.sentence for f in report.findings), looked, verdict)
    if not report.is_sound:
        raise SystemExit(1)


@commands.command("formats")
@_JSON
def formats_(*, as_json: bool) -> None:
    """List the formats and schemes."""
    answer: Answer = {
        "formats": [
            {"name": f.name, "title": f.title, "endings": list(f.endings), "holds": f.holds,
             "in": f.look is not None, "out": f.write_out is not None}
            for f in formats.FORMATS
        ],
        "schemes": sorted(shipped()),
    }  # fmt: skip
    lines = []
    for f in formats.FORMATS:
        ways = " and ".join(w for w, on in (("in", f.look), ("out", f.write_out)) if on)
        lines.append(f"{f.name:8}{ways:12}{' '.join(f.endings):18}{f.title}")
        lines.append(f"{'':38}{f.holds}")
    _say(answer, as_json, *lines, "", "Schemes: " + ", ".join(sorted(shipped())))


@commands.command("history")
@_PROJECT
@click.option("--limit", default=20, show_default=True, help="So many steps, the newest first.")
@click.option("--article", metavar="ID", help="Only steps on this article (its sha256).")
@click.option("--person", metavar="NAME", help="Only this person's steps.")
@click.option("--id", "id_", metavar="ID", help="All changes of one span, entity, event…")
@_JSON
def history_(
    project: Path, limit: int, article: str | None, person: str | None, id_: str | None,
    *, as_json: bool,
) -> None:  # fmt: skip
    """Show who did what and when."""
    with Store.open(project, _me(), read_only=True) as store:
        if id_ is not None:
            _show_changes(store, id_, as_json=as_json)
            return
        found = list(history.steps(store, limit=limit, article=article, person=person))
    answer: Answer = {
        "steps": [
            {"at": _time(e.step.milliseconds), "person": e.person, "title": e.step.title,
             "changes": e.changes, "step": f"{e.step.site}:{e.step.first}"}
            for e in found
        ]
    }  # fmt: skip
    lines = [
        f"{_time(e.step.milliseconds)}  {e.person}  {e.step.title}"
        f"  ({count(e.changes, 'change', 'changes')})"
        for e in found
    ]
    _say(answer, as_json, *(lines or ["No such steps."]))


def _show_changes(store: Store, id_: str, *, as_json: bool) -> None:
    names = {person.id: person.name for person in store.read.persons()}
    rows: list[dict[str, object]] = [
        {"at": _time(c.step.milliseconds), "person": names.get(c.step.person, c.step.person),
         "title": c.step.title, "kind": c.kind, "value": json.loads(c.value)}
        for c in history.changes_of(store, id_)
    ]  # fmt: skip
    lines = [
        f"{r['at']}  {r['person']}  {r['title']}: "
        + (json.dumps(r["value"], ensure_ascii=False) if r["value"] is not None else "taken out")
        for r in rows
    ]
    _say({"changes": rows}, as_json, *(lines or ["Nothing in the project bears this id."]))


@commands.command()
@_PROJECT
def undo(project: Path) -> None:
    """Take back your latest step, also one of another day."""
    _move(project, Store.undo, "There is nothing to take back.")


@commands.command()
@_PROJECT
def redo(project: Path) -> None:
    """Do again what you took back last."""
    _move(project, Store.redo, "There is nothing to do again.")


def _move(project: Path, move: Callable[[Store], object], otherwise: str) -> None:
    with Store.open(project, _me()) as store:
        changes = move(store)
    click.echo(getattr(changes, "title", None) or otherwise)


@commands.command()
@_PROJECT
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


@commands.command("salvage")
@_PROJECT
@click.argument("new_project", metavar="NEW", type=click.Path(path_type=Path))
@_JSON
def salvage_(project: Path, new_project: Path, *, as_json: bool) -> None:
    """Save what can be read from a damaged project into a new one."""
    saved = salvage.salvage(project, new_project)
    answer: Answer = {
        "rows": saved.rows, "unreadable": saved.unreadable, "altered_texts": saved.altered_texts,
        "altered_changes": saved.altered_changes, "project_is_new": saved.project_is_new,
    }  # fmt: skip
    lines = [
        say("Saved {changes} and {texts} into {path}.",
            changes=count(saved.rows["change"], "change", "changes"),
            texts=count(saved.rows["text"] - saved.altered_texts, "text", "texts"),
            path=str(new_project))
    ]  # fmt: skip
    for table, number in saved.unreadable.items():
        what = count(number, "row", "rows")
        lines.append(say("Could not read at least {what} of {table}.", what=what, table=table))
    if saved.altered_changes:
        what = count(saved.altered_changes, "change was", "changes were")
        lines.append(say("{what} altered, or speak of what was lost, and left out.", what=what))
    if saved.altered_texts:
        what = count(saved.altered_texts, "text was", "texts were")
        lines.append(say("{what} altered and left out.", what=what))
    if saved.project_is_new:
        lines.append(
            "The project's id was lost: this file cannot be merged with colleagues' files."
        )
    _say(answer, as_json, *lines)


# --- what all commands share ----------------------------------------------------------------------


def _me() -> Person:
    try:
        name = getpass.getuser()
    except (OSError, KeyError, ImportError):
        name = "annotator"
    try:
        return Settings().person(name)
    except Told:
        return person_named("", name)


def _time(milliseconds: int) -> str:
    return datetime.fromtimestamp(milliseconds / 1000, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _say(answer: Answer, as_json: bool, *lines: str) -> None:
    if as_json:
        click.echo(json.dumps(answer, ensure_ascii=False))
    else:
        for line in lines:
            click.echo(line)


class Bar:
    """Progress on a terminal; silence in a pipe."""

    def __init__(self) -> None:
        self._shown = ""
        self._on = sys.stderr.isatty()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._shown:
            sys.stderr.write("\r" + " " * len(self._shown) + "\r")
            sys.stderr.flush()

    def show(self, words: str, done: int, of: int) -> None:
        """Show how far the work is."""
        if not self._on:
            return
        line = f"{words} {100 * done // of} %" if of > 1 else f"{words} …"
        if line != self._shown:
            sys.stderr.write("\r" + line.ljust(len(self._shown)))
            sys.stderr.flush()
            self._shown = line


def main() -> None:
    """Run the command line, and end with 0, 1 or 2."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # names of files need not be UTF-8
    try:
        commands.main(prog_name="annotator", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        raise SystemExit(error.exit_code) from None
    except (click.Abort, KeyboardInterrupt):
        click.echo("Stopped. Nothing was changed.", err=True)
        raise SystemExit(1) from None
    except Told as error:
        click.echo(str(error), err=True)
        raise SystemExit(1) from None
    except OSError as error:
        if error.filename is None:
            raise
        click.echo(
            say("{name} cannot be used ({why}). Check its name, and the rights of its folder.",
                name=str(error.filename), why=error.strerror or "not allowed"), err=True
        )  # fmt: skip
        raise SystemExit(1) from None
