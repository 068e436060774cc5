"""The command that says how far people agree."""

from __future__ import annotations

from pathlib import Path

import click

from annotator.cli.answers import JSON, PROJECT, Bar, me, tell
from annotator.formats.files import write_lines
from annotator.model.agreement.agreement import agreement, nothing_to_compare
from annotator.model.agreement.rows import answer, csv_lines
from annotator.model.agreement.written import markdown, plain
from annotator.model.sentences import Refused, say
from annotator.store.compared import Which, compared
from annotator.store.store import Store


@click.command("agreement")
@PROJECT
@click.option("--person", "persons", multiple=True, metavar="NAME", help="Only these people.")
@click.option("--all-articles", is_flag=True, help="Also articles not yet read to the end.")
@click.option("--expert", is_flag=True, help="Count expert labels and attributes too.")
@click.option("--against-gold", is_flag=True, help="Compare each person with the gold layer.")
@click.option("--intervals", is_flag=True, help="Say how far off the figures may be (95 %).")
@click.option("--md", is_flag=True, help="Write the report as Markdown.")
@click.option(
    "--csv", "csv_out", metavar="OUT", type=click.Path(path_type=Path),
    help="Write all figures into this file as comma-separated values.",
)  # fmt: skip
@JSON
def agreement_(
    project: Path, persons: tuple[str, ...], *, all_articles: bool, expert: bool,
    against_gold: bool, intervals: bool, md: bool, csv_out: Path | None, as_json: bool,
) -> None:  # fmt: skip
    """Say how far people agree, on the articles that two of them have read to the end."""
    with Store.open(project, me(), read_only=True) as store, Bar() as bar, store.reading():
        study = compared(
            store.read, persons, which=Which(unfinished=all_articles), expert=expert,
            against_gold=against_gold, progress=bar.show,
        )  # fmt: skip
    why = nothing_to_compare(study)
    if why is not None:
        raise Refused("There is nothing to compare. {why}", why=why)
    found = agreement(study, expert=expert, with_intervals=intervals)
    if csv_out is not None:
        write_lines(csv_out, csv_lines(found))
        said = say("Wrote {n} figures to {out}.", n=len(found.figures), out=str(csv_out))
        tell(answer(found) | {"out": str(csv_out)}, as_json, said)
        return
    tell(answer(found), as_json, *(markdown(found) if md else plain(found)))


COMMANDS = (agreement_,)
