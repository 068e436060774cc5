"""The command that lists what colleagues say differently of the same thing, and settles it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import click

from annotator.cli.answers import JSON, PROJECT, Answer, me, tell, time_of
from annotator.model.sentences import Refused, count, say
from annotator.store.conflicts import Conflict, Standing, conflicts, settle, waiting
from annotator.store.store import Store


@click.command("conflicts")
@PROJECT
@click.option(
    "--take",
    nargs=2,
    type=int,
    metavar="N VALUE",
    help="Settle the Nth conflict of the list: let its value of this number stand.",
)
@JSON
def conflicts_(project: Path, take: tuple[int, int] | None, *, as_json: bool) -> None:
    """List what waits to be settled: which values stand, who set them and when."""
    if take is not None:
        _settle(project, *take, as_json=as_json)
        return
    with Store.open(project, me(), read_only=True) as store, store.reading():
        found = list(conflicts(store))
    answer: Answer = {"conflicts": [_answer(conflict) for conflict in found]}
    lines = [line for n, conflict in enumerate(found, 1) for line in _lines(n, conflict)]
    number = count(len(found), "conflict waits", "conflicts wait")
    last = say("{conflicts} to be settled.", conflicts=number) if found else _NONE
    tell(answer, as_json, *lines, last)


def _settle(project: Path, number: int, value: int, *, as_json: bool) -> None:
    with Store.open(project, me()) as store:
        conflict = next(islice(conflicts(store), max(0, number - 1), None), None)
        if conflict is None or not 1 <= value <= len(conflict.values) or number < 1:
            raise Refused(
                "There is no value {value} of a conflict {number}. Nothing was settled. List what "
                "waits with annotator conflicts {project}",
                value=value, number=number, project=project.name,
            )  # fmt: skip
        standing = conflict.values[value - 1]
        with store.step("Settle {what}: {words}", what=conflict.about, words=standing.words):
            settle(store, conflict, standing.value)
        left = waiting(store.read)
    done = say("Settled {what}: {words}.", what=conflict.about, words=standing.words)
    tell({"settled": _answer(conflict), "left": left}, as_json, done,
         count(left, "conflict waits.", "conflicts wait.") if left else _NONE)  # fmt: skip


_NONE = "Nothing waits to be settled."


def _answer(conflict: Conflict) -> Answer:
    return {
        "kind": conflict.kind, "id": conflict.id, "article": conflict.article,
        "owner": conflict.owner, "field": conflict.field, "about": conflict.about,
        "values": [
            {
                "value": standing.value, "words": standing.words, "shown": standing.is_shown,
                "said": [
                    {"person": saying.person, "at": time_of(saying.milliseconds),
                     "before": saying.before}
                    for saying in standing.said
                ],
            }
            for standing in conflict.values
        ],
    }  # fmt: skip


def _lines(place: int, conflict: Conflict) -> Iterator[str]:
    yield f"{place}  {conflict.about[:1].upper()}{conflict.about[1:]}"
    for number, standing in enumerate(conflict.values, 1):
        yield _line(number, standing)


def _line(number: int, standing: Standing) -> str:
    said = ", ".join(f"{saying.person} {time_of(saying.milliseconds)}" for saying in standing.said)
    shown = "  (shown)" if standing.is_shown else ""
    words = " ".join(standing.words.split())
    return say("   {n}  {words}  {said}{shown}", n=number, words=words, said=said, shown=shown)


COMMANDS = (conflicts_,)
