"""The command that says who claims what, and how far the sources agree."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, cast

import click

from annotator.cli.answers import JSON, PROJECT, Answer, me, tell
from annotator.formats.claim_table import (
    claim_values,
    csv_line,
    list_csv,
    list_markdown,
    table_csv,
    table_markdown,
    table_values,
)
from annotator.model.claims.saying import HEADS, cell_words, places, table_remark
from annotator.model.claims.subjects import COLUMNS
from annotator.model.claims.table import Table, Way
from annotator.model.sentences import Refused, count, say
from annotator.store.claims.events import chosen_claims, find_event, table_of
from annotator.store.claims.index import BY, By, Chosen, ClaimIndex, Group
from annotator.store.store import Store

_Form = Literal["plain", "json", "csv", "md"]


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is to be shown, and how."""

    store: Store
    index: ClaimIndex
    words: str
    form: _Form

    def show(
        self, answer: Answer, plain: Iterable[str], csv: Callable[[], Iterable[str]],
        md: Callable[[], Iterable[str]],
    ) -> None:  # fmt: skip
        """Write what came of it in the form that was asked for."""
        lines = {"plain": lambda: plain, "csv": csv, "md": md, "json": list}[self.form]()
        tell(answer, self.form == "json", *lines)


@click.command("claims")
@PROJECT
@click.option("--event", metavar="NAME", help="The claim table of this event: its title, or part.")
@click.option("--by", type=click.Choice(BY), help="Count claims by this; by source, if left out.")
@click.option("--list", "as_list", is_flag=True, help="List the claims with where they stand.")
@click.option("--words", default="", metavar="WORDS", help="Only claims that have these words.")
@click.option("--compare", type=click.Choice(["first", "majority"]), default="first",
              help="Compare with who said it first, or with what most say.")  # fmt: skip
@click.option("--csv", "as_csv", is_flag=True, help="Write comma-separated values.")
@click.option("--md", "as_md", is_flag=True, help="Write Markdown, with citations.")
@JSON
def claims(
    project: Path, event: str | None, by: str | None, words: str, compare: str,
    *, as_list: bool, as_csv: bool, as_md: bool, as_json: bool,
) -> None:  # fmt: skip
    """Say who claims what: the table of an event, or the claims by source, actor or day.

    Of each article one layer counts: the settled one, else your own, else a colleague's. “Differs”
    marks a contradiction that somebody recorded; it says nothing about who is right.
    """
    chosen = [name for name, on in (("json", as_json), ("csv", as_csv), ("md", as_md)) if on]
    if len(chosen) > 1:
        raise click.UsageError("Choose one of --json, --csv and --md.")
    if event is not None and by is not None:
        raise click.UsageError("Choose one of --event and --by.")
    form = cast("_Form", chosen[0] if chosen else "plain")
    person = me()
    with (
        Store.open(project, person, read_only=True) as store,
        store.reading(),
        closing(ClaimIndex.of(store.reader_beside(), person.id)) as index,
    ):
        asked = _Asked(store, index, words, form)
        if event is not None:
            _show_event(asked, event, cast("Way", compare), as_list=as_list)
        elif as_list:
            _show_list(asked, Chosen(words))
        else:
            _show_groups(asked, cast("By", by or "source"))


def _show_event(asked: _Asked, name: str, way: Way, *, as_list: bool) -> None:
    store = asked.store
    event = find_event(store.read, name)
    chosen = Chosen(asked.words, "event", event.id)
    if as_list:
        _show_list(asked, chosen)
        return
    most = len(asked.index)
    found = chosen_claims(store.read, asked.index, store.person.id, chosen, most)
    if not found:
        raise Refused("No claim is about {title} yet.", title=event.title)
    table = table_of(store.read, found, event.id, way)
    answer = {"event": {"id": event.id, "title": event.title, "date": event.date}}
    asked.show(
        answer | table_values(table), _table_lines(table, event.title),
        lambda: table_csv(table), lambda: table_markdown(table, event.title),
    )  # fmt: skip


def _table_lines(table: Table, title: str) -> Iterable[str]:
    yield say("{title}: {remark}", title=title, remark=table_remark(table))
    for row in table.rows:
        yield ""
        yield say("{source}  ({places})", source=row.source.name, places=places(row))
        for column in COLUMNS:
            if row.cells[column].said:
                yield f"  {HEADS[column]:7} {cell_words(row.cells[column])}"


def _show_list(asked: _Asked, chosen: Chosen) -> None:
    store = asked.store
    found = chosen_claims(store.read, asked.index, store.person.id, chosen, len(asked.index))
    asked.show(
        {"claims": [claim_values(claim) for claim in found]}, list_markdown(found),
        lambda: list_csv(found), lambda: list_markdown(found),
    )  # fmt: skip


def _show_groups(asked: _Asked, by: By) -> None:
    groups = asked.index.groups(by, asked.words, len(asked.index) or 1)
    against = {
        group.key: asked.index.contradicted_by(group.key)
        for group in groups
        if by == "source" and group.contradicted
    }
    asked.show(
        {"by": by, "groups": [_values(group, against.get(group.key, [])) for group in groups]},
        (_line(group, against.get(group.key, [])) for group in groups),
        lambda: _csv(by, groups, against), lambda: _markdown(by, groups, against),
    )  # fmt: skip


def _values(group: Group, against: list[Group]) -> Answer:
    return {
        "key": group.key, "name": group.name, "claims": group.claims,
        "contradicted": group.contradicted,
        "contradicted_by": [{"name": one.name, "claims": one.claims} for one in against],
    }  # fmt: skip


def _line(group: Group, against: list[Group]) -> str:
    line = say("{name}: {claims}", name=group.name, claims=count(group.claims, "claim", "claims"))
    if group.contradicted:
        line += say(", {n} contradicted by {names}", n=group.contradicted, names=_names(against))
    return line


def _names(against: list[Group]) -> str:
    return ", ".join(one.name for one in against) or "themselves"


def _csv(by: By, groups: list[Group], against: dict[str, list[Group]]) -> Iterable[str]:
    yield csv_line([by, "claims", "contradicted", "contradicted_by"])
    for group in groups:
        others = against.get(group.key, [])
        names = "; ".join(one.name for one in others)
        yield csv_line([group.name, group.claims, group.contradicted, names])


def _markdown(by: By, groups: list[Group], against: dict[str, list[Group]]) -> Iterable[str]:
    yield f"| {by.capitalize()} | Claims | Contradicted | By |"
    yield "|---|---:|---:|---|"
    for group in groups:
        names = _names(against[group.key]) if group.key in against else ""
        cells = (group.name, f"{group.claims}", f"{group.contradicted}", names)
        yield "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


COMMANDS = (claims,)
