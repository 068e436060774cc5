"""The shared folder in the window: what is new is told on opening, and exchanged on demand."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from annotator.actions.action import Hands
from annotator.actions.bringing import deed_after
from annotator.actions.told import in_the_window
from annotator.formats.format import Cancelled, Progress
from annotator.model.sentences import Refused, Told, Trouble, count, say
from annotator.settings import EXCHANGE
from annotator.store.mailbox import folder as kept
from annotator.store.mailbox.exchange import Exchanged, exchange
from annotator.store.mailbox.pick_up import News, news
from annotator.store.mailbox.siblings import Sibling, beside_by_name, siblings
from annotator.store.store import Store

DEED, BESIDE = "exchange_in_folder", "bring_in_second_version"


@dataclass(frozen=True, slots=True)
class _Around:
    """What lies about a project that was just opened."""

    siblings: list[Sibling]
    news: News | None
    trouble: Trouble | None


# --- on opening -----------------------------------------------------------------------------------


def look_around(hands: Hands) -> None:
    """Look beside the screen whether colleagues' work waits, and offer it. Nothing comes by itself.

    Only whoever has set so has it exchanged at once, and never a copy that was not told to.
    """
    workspace = hands.workspace
    if workspace.cannot_write is not None or hands.background.is_busy:
        return
    store = workspace.need()
    folder = kept.folder_of(store.session)
    if folder is None and not beside_by_name(store.path):
        return
    hands.background.run(
        "Looking for colleagues' work",
        partial(_look, store, folder),
        partial(_tell_around, hands, store),
        partial(_not_looked, hands),
    )


def _look(store: Store, folder: Path | None, progress: Progress) -> _Around:
    progress("Looking for colleagues' work", 0, 1)
    found, fresh, trouble = siblings(store), None, None
    try:
        fresh = news(store, folder) if folder is not None else None
    except Trouble as told:
        trouble = told
    return _Around(found, fresh, trouble)


def _tell_around(hands: Hands, store: Store, around: _Around) -> None:
    workspace = hands.workspace
    if workspace.store is not store:  # it was left meanwhile
        return
    if around.siblings:
        workspace.tell(told_of(around.siblings), deed=BESIDE)
    elif around.trouble is not None:
        workspace.tell(str(around.trouble), floats=True)
    elif around.news is not None and _is_automatic(hands, store):
        exchange_now(hands, is_asked=False)
    elif around.news is not None and around.news.files:
        workspace.tell(_lies_there(around.news), deed=DEED)


def _is_automatic(hands: Hands, store: Store) -> bool:
    return (
        hands.settings.get(EXCHANGE)
        and kept.is_settled(store.session)
        and hands.workspace.cannot_write is None
    )


def _not_looked(hands: Hands, error: Exception) -> None:
    if not isinstance(error, Told):
        raise error
    if not isinstance(error, Cancelled):
        hands.workspace.tell(in_the_window(str(error)))


def told_of(found: list[Sibling]) -> str:
    """Say what a synchronising program kept beside the project, and offer it."""
    changes = count(sum(one.changes for one in found), "new change", "new changes")
    if len(found) == 1:
        return say(
            "A synchronising program kept a second version of this project beside it, {name}, with "
            "{changes}. Bring its work in?",
            name=found[0].path.name, changes=changes,
        )  # fmt: skip
    return say(
        "A synchronising program kept {n} more versions of this project beside it, with {changes}. "
        "Bring their work in?",
        n=len(found), changes=changes,
    )  # fmt: skip


def _lies_there(found: News) -> str:
    if not found.people:
        return "New work lies in the shared folder."
    people = count(found.people, "colleague", "colleagues")
    return say("New work of {people} lies in the shared folder.", people=people)


# --- the exchange ---------------------------------------------------------------------------------


def exchange_now(hands: Hands, *, is_asked: bool = True) -> None:
    """Take what is new from the shared folder and put one's own work there, beside the screen.

    Raises Refused where there is no folder, or something else is under way.
    """
    workspace = hands.workspace
    folder = kept.folder_of(workspace.need().session)
    if folder is None:
        raise Refused("This project uses no shared folder on this machine. Choose one first.")
    store = workspace.lend("An exchange")
    try:
        hands.background.run(
            "Exchanging through the shared folder",
            lambda progress: _exchange(store, folder, progress),
            partial(_exchanged, hands, store, is_asked),
            partial(_failed, hands, store),
        )
    except Refused:
        workspace.give_back()
        raise


def _exchange(store: Store, folder: Path, progress: Progress) -> Exchanged:
    done = exchange(store, folder, progress)
    kept.choose(store, folder)  # from now on this copy of the project may do so by itself
    return done


def _exchanged(hands: Hands, store: Store, is_asked: bool, done: Exchanged) -> None:  # noqa: FBT001
    workspace = hands.workspace
    if workspace.store is not store:  # it was left meanwhile
        return
    workspace.give_back()
    changes = done.came.changes if done.came is not None else None
    conflicts = bool(done.came and done.came.merged.conflicting)
    if changes is not None:
        workspace.take(changes)
    words, more = done.in_short
    # What the disk or a colleague is in the way of is said once; nobody is stopped on opening.
    workspace.tell(
        words,
        deed=deed_after(conflicts=conflicts) if changes is not None else None,
        floats=is_asked or bool(more),
    )
    if more and is_asked:
        hands.questions.report(words, [in_the_window(line) for line in more])


def _failed(hands: Hands, store: Store, error: Exception) -> None:
    if hands.workspace.store is store:
        hands.workspace.give_back()
    if not isinstance(error, Told):
        raise error
    hands.workspace.tell(
        in_the_window(str(error)), is_trouble=not isinstance(error, Cancelled), floats=True
    )
