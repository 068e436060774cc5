"""Commands that bring work in and write it out."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import click

from annotator import formats
from annotator.cli.answers import JSON, PROJECT, Answer, Bar, me, tell
from annotator.formats.format import BroughtIn, In, Out, WrittenOut
from annotator.model.scheme_file import shipped
from annotator.model.sentences import Refused, count, say
from annotator.store.store import Store


@click.command("import")
@PROJECT
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--format", "format_", metavar="NAME", help="Take the files as this format.")
@click.option("--as", "as_person", metavar="PERSON", help="Put all work under this person.")
@click.option("--replace", is_flag=True, help="Let the file's work take the place of what differs.")
@click.option("--skip-broken", is_flag=True, help="Leave out what is broken, and name it.")
@JSON
def import_(
    project: Path, paths: tuple[Path, ...], format_: str | None, as_person: str | None,
    *, replace: bool, skip_broken: bool, as_json: bool,
) -> None:  # fmt: skip
    """Bring in texts and annotated records, or folders of them, as one step."""
    options = In(format_, as_person, replace, skip_broken)
    with Store.open(project, me()) as store, Bar() as bar:
        if as_person is not None:
            _refuse_empty(as_person)
        done = formats.bring_in(store, paths, options, bar.show)
    tell(_brought(done), as_json, *_brought_sentences(done))


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


@click.command()
@PROJECT
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
@JSON
def export(
    project: Path, out: Path, format_: str | None, layer: Literal["work", "gold", "all"],
    annotator: str | None, *, all_articles: bool, reproducible: bool, as_json: bool,
) -> None:  # fmt: skip
    """Write the work out. By default only articles that are done."""
    options = Out(format_, layer, annotator, all_articles, reproducible)
    with Store.open(project, me(), read_only=True) as store, Bar() as bar, store.reading():
        done = formats.write_out(store.read, out, options, bar.show)
    answer: Answer = {
        "out": str(done.path), "lines": done.lines, "articles": done.articles,
        "spans": done.spans, "left": done.left, "notes": done.notes,
    }  # fmt: skip
    tell(answer, as_json, *_written_sentences(done))


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


@click.command("formats")
@JSON
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
    tell(answer, as_json, *lines, "", "Schemes: " + ", ".join(sorted(shipped())))


COMMANDS = (import_, export, formats_)
