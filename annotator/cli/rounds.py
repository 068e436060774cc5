"""The command that gives articles to people in rounds, and says how far each of them is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

import click

from annotator.cli.answers import JSON, PROJECT, Answer, me, tell
from annotator.cli.exchange import article_named, person_named_in
from annotator.model.article import Status
from annotator.model.round import Round
from annotator.model.sentences import Refused, count, say
from annotator.store.reader import Reader
from annotator.store.reviewed import rounds
from annotator.store.rounds import Share, begin, close, extend, find_round, shares
from annotator.store.store import Store

_STATES: tuple[tuple[Status, str], ...] = (
    ("unread", "to do"), ("in_progress", "in progress"), ("done", "done"),
    ("in_review", "in review"), ("settled", "settled"),
)  # fmt: skip
"""The states of an article, and how they are called."""


@click.command("rounds")
@PROJECT
@click.option("--new", "new", metavar="NAME", help="Begin a round, and draw who reads what.")
@click.option("--extend", "more", metavar="NAME", help="Give out what the round does not have yet.")
@click.option("--close", "done", metavar="NAME", help="Close a round: nothing is hidden any more.")
@click.option("--reopen", "again", metavar="NAME", help="Open a closed round again.")
@click.option(
    "--person", "persons", multiple=True, metavar="NAME", help="Somebody who reads in it."
)
@click.option("--article", "articles", multiple=True, metavar="ID", help="An article; else all.")
@click.option("--each", default=0, type=click.IntRange(0), metavar="N",
              help="So many people read each article; else all of them.")  # fmt: skip
@click.option("--seed", default=0, type=click.IntRange(0), metavar="N", help="Draw other lots.")
@click.option("--blind", is_flag=True, help="Nobody sees another's work until all are done.")
@JSON
def rounds_(
    project: Path, new: str | None, more: str | None, done: str | None, again: str | None,
    persons: tuple[str, ...], articles: tuple[str, ...], each: int, seed: int, *, blind: bool,
    as_json: bool,
) -> None:  # fmt: skip
    """List the rounds and how far each person is, or begin, extend or close one.

    Blind is a filter of this program, not a secret: whoever opens the file by other means can read
    all that is in it.
    """
    if sum(name is not None for name in (new, more, done, again)) > 1:
        raise click.UsageError("One of --new, --extend, --close and --reopen at a time.")
    if new is None and (persons or each or seed or blind):
        raise click.UsageError("--person, --each, --seed and --blind go with --new.")
    if articles and new is None and more is None:
        raise click.UsageError("--article goes with --new or --extend.")
    changes = any(name is not None for name in (new, more, done, again))
    with Store.open(project, me(), read_only=not changes) as store:
        said = ""
        if new is not None:
            said = _begin(store, new, persons, articles, each, seed, blind=blind)
        elif more is not None:
            said = _extend(store, more, articles)
        elif done is not None or again is not None:
            said = _close(store, done or again or "", closed=done is not None)
        _list(store.read, said, as_json=as_json)


def _begin(
    store: Store, name: str, persons: tuple[str, ...], articles: tuple[str, ...], each: int,
    seed: int, *, blind: bool,
) -> str:  # fmt: skip
    if not persons:
        raise Refused("A round needs people: name each with --person. Nothing was assigned.")
    people = [person_named_in(store.read, person) for person in persons]
    which = _articles(store.read, articles)
    made = begin(store, name, people, which, each=each, seed=seed, is_blind=blind)
    return say("Began the round {name} with {articles} for {people}.", name=made.name,
               articles=count(len(which), "article", "articles"),
               people=count(len(made.persons), "person", "people"))  # fmt: skip


def _extend(store: Store, name: str, articles: tuple[str, ...]) -> str:
    round_ = find_round(store.read, name)
    number = extend(store, round_, _articles(store.read, articles))
    if not number:
        return say("All of these articles are in the round {name} already.", name=round_.name)
    articles_ = count(number, "article", "articles")
    return say("Gave out {articles} more in the round {name}.", articles=articles_,
               name=round_.name)  # fmt: skip


def _close(store: Store, name: str, *, closed: bool) -> str:
    round_ = find_round(store.read, name)
    if round_.is_closed == closed:
        state = "closed" if closed else "open"
        return say("The round {name} is {state} already.", name=round_.name, state=state)
    close(store, round_, closed=closed)
    template = "Closed the round {name}." if closed else "Opened the round {name} again."
    return say(template, name=round_.name)


def _articles(reader: Reader, ids: tuple[str, ...]) -> list[str]:
    return [article_named(reader, id_) for id_ in ids] or reader.article_ids()


def _list(reader: Reader, said: str, *, as_json: bool) -> None:
    names = {person.id: person.name for person in reader.persons()}
    found = [(one, shares(reader, one)) for one in rounds(reader)]
    lines = [line for one, parts in found for line in _lines(one, parts, names)]
    answer: Answer = {"rounds": [_answer(one, parts, names) for one, parts in found]}
    none = [] if lines else ["There is no round yet. Begin one with --new and --person."]
    tell(answer, as_json, *([said, ""] if said else []), *lines, *none)


def _lines(round_: Round, parts: list[Share], names: Mapping[str, str]) -> list[str]:
    who = say("{each} of {people} read each article", each=round_.each or len(round_.persons),
              people=len(round_.persons))  # fmt: skip
    kind = ", blind" * round_.is_blind + ", closed" * round_.is_closed
    lines = [f"{round_.name}: {who}{kind}"]
    width = max((len(names.get(part.person, part.person)) for part in parts), default=0)
    for part in parts:
        states = [f"{n:,} {word}" for state, word in _STATES if (n := part.states.get(state, 0))]
        name = names.get(part.person, part.person).ljust(width)
        lines.append(f"  {name}  {part.done:,} of {part.articles:,}  {', '.join(states)}".rstrip())
    return lines


def _answer(round_: Round, parts: list[Share], names: Mapping[str, str]) -> Answer:
    people = [
        {"person": names.get(p.person), "id": p.person, "articles": p.articles, "states": p.states}
        for p in parts
    ]
    return {**asdict(round_), "people": people}


COMMANDS = (rounds_,)
