"""Commands that bring work in and write it out: as records, or between copies of one project."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Literal

import click

from annotator import formats
from annotator.cli.answers import JSON, PROJECT, Answer, Bar, me, tell, time_of
from annotator.formats.format import BroughtIn, In, Out, WrittenOut, name_of
from annotator.model.scheme_file import shipped
from annotator.model.sentences import Refused, count, say
from annotator.store.erasing.copies import note_apart
from annotator.store.exchange.ask import write_ask
from annotator.store.exchange.bring import Brought, bring_in_bundle
from annotator.store.exchange.bundle import BundleWritten, write_bundle
from annotator.store.exchange.bundle_lines import ENDING
from annotator.store.exchange.incoming import asked_by, open_source
from annotator.store.exchange.outgoing import Wanted
from annotator.store.exchange.preview import Before, Preview, preview
from annotator.store.reader import Reader
from annotator.store.rounds import find_round, of_round
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
    done.notes += _noted(project, done.path)
    answer: Answer = {
        "out": str(done.path), "lines": done.lines, "articles": done.articles,
        "spans": done.spans, "left": done.left, "notes": done.notes,
    }  # fmt: skip
    tell(answer, as_json, *_written_sentences(done))


def _noted(project: Path, out: Path) -> list[str]:
    """Note in the project that a file holds work of it. Say so where that cannot be done."""
    if note_apart(project, me(), out):
        return []
    return [
        say("The project is open elsewhere, damaged or cannot be written, so it is not noted in it "
            "that {out} holds a copy: erasing for good will not name it.", out=str(out))
    ]  # fmt: skip


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


@click.command()
@PROJECT
@click.argument("out", type=click.Path(path_type=Path))
@click.option(
    "--since",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Only what the colleague lacks whose question, bundle or project this is.",
)
@click.option("--person", "persons", multiple=True, metavar="NAME", help="Only this person's work.")
@click.option("--article", "articles", multiple=True, metavar="ID", help="Only this article.")
@click.option("--round", "round_", metavar="NAME", help="Only the articles of this round.")
@click.option(
    "--for",
    "for_",
    metavar="NAME",
    help="With --round: only what this person is to read, and nobody else's work on it.",
)
@click.option("--no-texts", is_flag=True, help="Leave texts and originals out.")
@click.option("--ask", is_flag=True, help="Write no work, only the question for what is missing.")
@JSON
def bundle(
    project: Path, out: Path, since: Path | None, persons: tuple[str, ...],
    articles: tuple[str, ...], round_: str | None, for_: str | None, *, no_texts: bool, ask: bool,
    as_json: bool,
) -> None:  # fmt: skip
    """Write the work into a file that a colleague brings in with merge."""
    if ask and (since or persons or articles or no_texts or round_ or for_):
        raise click.UsageError("--ask stands alone: a question holds no work.")
    if (for_ and not round_) or (round_ and articles):
        raise click.UsageError("--for goes with --round, and --round without --article.")
    out = out if out.suffix else out.with_suffix(".ask" if ask else ENDING)
    with Store.open(project, me(), read_only=True) as store, Bar() as bar:
        if ask:
            write_ask(store, out)
            tell({"out": str(out)}, as_json, _asked_sentence(out))
            return
        wanted = _wanted(store, since, persons, articles, texts=not no_texts)
        if round_ is not None:
            whose = person_named_in(store.read, for_) if for_ is not None else None
            wanted = of_round(store.read, wanted, find_round(store.read, round_), whose)
        done = write_bundle(store, out, wanted, bar.show)
    notes = _noted(project, done.path)
    tell(_bundled(done) | {"notes": notes}, as_json, *_bundled_sentences(done), *notes)


def _asked_sentence(out: Path) -> str:
    return say(
        "Wrote to {out} what you hold. Send it to a colleague: he answers with annotator bundle "
        "PROJECT OUT --since {name}",
        out=str(out), name=name_of(out),
    )  # fmt: skip


def _wanted(
    store: Store, since: Path | None, persons: tuple[str, ...], articles: tuple[str, ...],
    *, texts: bool,
) -> Wanted:  # fmt: skip
    whose = frozenset(person_named_in(store.read, name) for name in persons) or None
    which = frozenset(article_named(store.read, id_) for id_ in articles) or None
    if since is None:
        return Wanted(persons=whose, articles=which, texts=texts)
    return asked_by(store, since).wanted(whose, which, texts=texts)


def person_named_in(reader: Reader, name: str) -> str:
    """Find a person by name, or by id where two bear one name."""
    found = [p.id for p in reader.persons() if name in (p.name, p.id)]
    if len(found) == 1:
        return found[0]
    if found:
        raise Refused("Several people are called {name}. Name one by id: {ids}.",
                      name=name, ids=", ".join(found))  # fmt: skip
    names = ", ".join(p.name for p in reader.persons())
    raise Refused("Nobody in the project is called {name}. There are: {names}.",
                  name=name, names=names)  # fmt: skip


def article_named(reader: Reader, id_: str) -> str:
    """Find an article by its id, or by the beginning of it."""
    found = [article for article in reader.article_ids() if id_ and article.startswith(id_)]
    if len(found) != 1:
        raise Refused("The project has no article {id}, or several. Name it by its id, a sha256.",
                      id=id_)  # fmt: skip
    return found[0]


def _bundled(done: BundleWritten) -> Answer:
    return {
        "out": str(done.path), "bytes": done.size, "part": done.is_part, **asdict(done.counts)
    }  # fmt: skip


def _bundled_sentences(done: BundleWritten) -> list[str]:
    counts = done.counts
    if not counts.changes and not counts.texts:
        return [say("Wrote {out}, but there is nothing in it: nothing of this is missing there.",
                    out=str(done.path))]  # fmt: skip
    lines = [
        say("Wrote {changes} on {articles} with {spans} and {texts} to {out}.",
            changes=count(counts.changes, "change", "changes"),
            articles=count(counts.articles, "article", "articles"),
            spans=count(counts.spans, "span", "spans"),
            texts=count(counts.texts, "text", "texts"), out=str(done.path))
    ]  # fmt: skip
    if done.is_part:
        lines.append("It is a part of the work. Whoever brings it in is told what is missing.")
    return lines


@click.command("merge")
@PROJECT
@click.argument("paths", metavar="FILE...", nargs=-1, required=True,
                type=click.Path(path_type=Path))  # fmt: skip
@click.option("--preview", "only_look", is_flag=True, help="Only say what the files would bring.")
@JSON
def merge_(project: Path, paths: tuple[Path, ...], *, only_look: bool, as_json: bool) -> None:
    """Bring in colleagues' work: bundles, or their whole project files.

    All files are looked at before anything is written. A backup is made, and each file is one step.
    """
    answers: list[Answer] = []
    with Store.open(project, me(), read_only=only_look) as store, Bar() as bar:
        seen = _looked_at(store, paths, bar)
        if only_look:
            _say_unless(as_json, list(dict.fromkeys(s for one in seen for s in one.sentences)))
            tell({"files": [_previewed(one) for one in seen]}, as_json)
            return
        try:
            for path in paths:
                with open_source(store, path) as source:
                    done = bring_in_bundle(store, source, bar.show)
                answers.append(_merged(path, done))
                _say_unless(as_json, done.sentences)
        finally:  # those before one that fails are in
            if answers:
                tell({"files": answers}, as_json)


def _looked_at(store: Store, paths: tuple[Path, ...], bar: Bar) -> list[Preview]:
    """Look at files in the order in which they come in, each as if those before it were in.

    What will be missing is said with the last: it may bring what the others lack.
    """
    seen: list[Preview] = []
    before = Before()
    for path in paths:
        with open_source(store, path) as source:
            seen.append(preview(store, source, bar.show, before))
    return [*(replace(one, missing=()) for one in seen[:-1]), seen[-1]]


def _say_unless(as_json: bool, sentences: Sequence[str]) -> None:
    if not as_json:
        for sentence in sentences:
            click.echo(sentence)


def _previewed(seen: Preview) -> Answer:
    said = seen.said
    return {
        "file": said.name, "kind": said.kind, "until": time_of(said.until),
        "sender": said.sender.name if said.sender else None, "new": seen.new, "known": seen.known,
        "articles": seen.articles, "spans": seen.spans, "conflicts": seen.conflicts,
        "textless": seen.textless, "part": said.is_part,
        "people": [
            {"person": f.person.name, "id": f.person.id, "changes": f.changes, "spans": f.spans}
            for f in seen.people
        ],
        "missing": [asdict(one) for one in seen.missing], "sentences": list(seen.sentences),
    }  # fmt: skip


def _merged(path: Path, done: Brought) -> Answer:
    merged = done.merged
    return {
        "file": name_of(path), "new": merged.new, "known": merged.known,
        "texts": len(merged.texts),
        "conflicts": [{"kind": kind, "id": id_} for kind, id_ in done.conflicting],
        "missing": [
            {"site": site, "first": first, "last": last} for site, first, last in merged.missing
        ],
        "sentences": list(done.sentences),
    }  # fmt: skip


@click.command("formats")
@JSON
def formats_(*, as_json: bool) -> None:
    """List the formats and schemes."""
    answer: Answer = {
        "formats": [
            {"name": f.name, "title": f.title, "endings": list(f.endings), "holds": f.holds,
             "in": f.comes_in, "out": f.write_out is not None}
            for f in formats.FORMATS
        ],
        "schemes": sorted(shipped()),
    }  # fmt: skip
    lines = []
    for f in formats.FORMATS:
        ways = " and ".join(w for w, on in (("in", f.comes_in), ("out", f.write_out)) if on)
        lines.append(f"{f.name:8}{ways:12}{' '.join(f.endings):18}{f.title}")
        lines.append(f"{'':38}{f.holds}")
    tell(answer, as_json, *lines, "", "Schemes: " + ", ".join(sorted(shipped())))


COMMANDS = (import_, export, bundle, merge_, formats_)
