"""The command that lists what colleagues say differently of the same thing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from annotator.cli.answers import JSON, PROJECT, Answer, me, tell, time_of
from annotator.model.sentences import count, say
from annotator.store.conflicts import Conflict, Standing, conflicts
from annotator.store.store import Store


@click.command("conflicts")
@PROJECT
@JSON
def conflicts_(project: Path, *, as_json: bool) -> None:
    """List what waits to be settled: which values stand, who set them and when."""
    with Store.open(project, me(), read_only=True) as store, store.reading():
        found = list(conflicts(store))
    answer: Answer = {"conflicts": [_answer(conflict) for conflict in found]}
    lines = [line for conflict in found for line in _lines(conflict)]
    number = count(len(found), "conflict waits", "conflicts wait")
    last = say("{conflicts} to be settled.", conflicts=number) if found else _NONE
    tell(answer, as_json, *lines, last)


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


def _lines(conflict: Conflict) -> Iterator[str]:
    yield f"{conflict.about[:1].upper()}{conflict.about[1:]}"
    for number, standing in enumerate(conflict.values, 1):
        yield _line(number, standing)


def _line(number: int, standing: Standing) -> str:
    said = ", ".join(f"{saying.person} {time_of(saying.milliseconds)}" for saying in standing.said)
    shown = "  (shown)" if standing.is_shown else ""
    words = " ".join(standing.words.split())
    return say("  {n}  {words}  {said}{shown}", n=number, words=words, said=said, shown=shown)


COMMANDS = (conflicts_,)
