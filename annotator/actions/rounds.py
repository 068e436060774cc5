"""Rounds: begun, extended and closed, and written into a file for one person."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from annotator.actions.action import Hands, a_project, action, can_write
from annotator.actions.aside import write_aside
from annotator.actions.exchange import suggestion, write_beside
from annotator.model.sentences import Refused, count, in_turn, say
from annotator.questions import Choice, RoundOffer
from annotator.store.exchange.bundle_lines import ENDING
from annotator.store.exchange.outgoing import Wanted
from annotator.store.progress import Progress, quiet
from annotator.store.reviewed import rounds as all_rounds
from annotator.store.rounds import (
    articles_not_in,
    articles_of_nobody,
    begin,
    close,
    extend,
    given,
    of_round,
)

if TYPE_CHECKING:
    from annotator.model.change import Changes
    from annotator.model.round import Round
    from annotator.store.store import Store

_MANY = 500
"""To give more articles than this to people takes more than a moment: it is done aside."""


@action("Rounds…", "Review", "Ctrl+Shift+R", icon="people", context="project", needs=a_project,
        starts_group=True)  # fmt: skip
def rounds(hands: Hands) -> None:
    """See who reads what in which round, and how far each person is."""
    hands.screen.show_rounds()


@action("Begin a round…", "Review", icon="add", context="project", needs=can_write)
def begin_round(hands: Hands) -> None:
    """Give articles to people by drawing lots, so that their work can be compared."""
    workspace = hands.workspace
    offer = _offer(hands)
    if not offer.articles:
        raise Refused("There is no article to give out yet. Import some first.")
    wanted = hands.questions.begin_round(offer)
    if wanted is None:
        return
    name, number = wanted.name.strip(), len(wanted.articles)

    def write(store: Store, progress: Progress) -> None:
        begin(store, name, wanted.persons, wanted.articles, each=wanted.each, seed=wanted.seed,
              is_blind=wanted.is_blind, progress=progress)  # fmt: skip

    def done() -> None:
        words = say("Began the round {name} with {articles} for {people}.", name=name,
                    articles=count(number, "article", "articles"),
                    people=count(len(wanted.persons), "person", "people"))  # fmt: skip
        workspace.tell(words, deed="undo", floats=True)

    _give_out(hands, number, write, done)


def _offer(hands: Hands) -> RoundOffer:
    reader = hands.workspace.reader
    return RoundOffer(
        tuple(reader.persons()), tuple(reader.article_ids()),
        tuple(hands.screen.listed_articles()), tuple(articles_of_nobody(reader)),
        tuple(one.name for one in all_rounds(reader)),
    )  # fmt: skip


def extend_round(hands: Hands, round_: Round) -> None:
    """Give out what a round does not have yet: all of it, or what the list shows.

    Raises Refused where the round has everything.
    """
    articles = _more(hands, round_)
    if articles is None:
        return

    def write(store: Store, progress: Progress) -> None:
        extend(store, round_, articles, progress=progress)

    def done() -> None:
        words = say("Gave out {articles} more in the round {name}.", name=round_.name,
                    articles=count(len(articles), "article", "articles"))  # fmt: skip
        hands.workspace.tell(words, deed="undo", floats=True)

    _give_out(hands, len(articles), write, done)


def _more(hands: Hands, round_: Round) -> list[str] | None:
    new = articles_not_in(hands.workspace.reader, round_)
    if not new:
        raise Refused("The round {name} has all articles already. Nothing was changed.",
                      name=round_.name)  # fmt: skip
    shown = set(hands.screen.listed_articles()).intersection(new)
    if not shown or len(shown) == len(new):
        return new
    everything, some = len(new), len(shown)
    choices = [
        Choice("all", say("All {n} that it does not have", n=everything)),
        Choice("list", say("The {n} of them that the list shows", n=some)),
    ]
    question = say("Which articles shall come to the round {name}?", name=round_.name)
    chosen = hands.questions.choose(question, choices, chosen="all")
    if chosen is None:
        return None
    return new if chosen == "all" else [one for one in new if one in shown]


def _give_out(
    hands: Hands, number: int, write: Callable[[Store, Progress], None], done: Callable[[], None]
) -> None:
    """Give out so many articles as one step: at once, or where there are many aside."""
    workspace = hands.workspace
    if number <= _MANY:
        workspace.through(lambda store: write(store, quiet))
        done()
        return

    def written(store: Store, progress: Progress) -> Changes | None:
        write(store, progress)
        return store.changes

    def told(changes: Changes) -> None:
        workspace.take(changes)
        done()

    write_aside(hands, "Giving out articles", written, told)


def close_round(hands: Hands, round_: Round, *, closed: bool) -> None:
    """Close a round, after which it hides nothing any more, or open it again."""
    hands.workspace.through(lambda store: close(store, round_, closed=closed))
    template = "Closed the round {name}." if closed else "Opened the round {name} again."
    hidden = ""
    if round_.is_blind:
        hidden = "It hides nothing any more." if closed else "It hides the others' work again."
    words = in_turn(say(template, name=round_.name), hidden)
    hands.workspace.tell(words, deed="undo", floats=True)


def write_for_one(hands: Hands, round_: Round) -> None:
    """Write what one person of a round is to read into a file, without anybody else's work.

    Raises Refused where the round gives nobody anything.
    """
    reader, store = hands.workspace.reader, hands.workspace.need()
    names = {person.id: person.name for person in reader.persons()}
    choices = [
        Choice(person, names.get(person, person), count(number, "article", "articles"))
        for person, number in given(reader, round_).items()
    ]  # fmt: skip
    if not choices:
        raise Refused("The round {name} gives nobody anything to read.", name=round_.name)
    whose = hands.questions.choose("Who is the file for?", choices)
    if whose is None:
        return
    name = say("{round} for {person}", round=round_.name, person=names.get(whose, whose))
    path = hands.questions.round_file(suggestion(store, ENDING, name))
    if path is not None:
        write_beside(hands, path, lambda opened: of_round(opened.read, Wanted(), round_, whose))
