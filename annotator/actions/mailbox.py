"""Exchange work with colleagues through a shared folder, without a server."""

from __future__ import annotations

from functools import partial

from annotator.actions import exchange
from annotator.actions.action import Hands, Reason, action, can_write
from annotator.actions.shared import exchange_now
from annotator.formats.format import Cancelled, Progress
from annotator.model.sentences import Told, say
from annotator.store.mailbox import folder as kept
from annotator.store.mailbox.siblings import Sibling, siblings
from annotator.store.store import Store


def a_shared_folder(hands: Hands) -> Reason | None:
    """Need a project that can be changed and has a shared folder."""
    reason = can_write(hands)
    if reason is None and kept.folder_of(hands.workspace.need().session) is None:
        reason = "This project uses no shared folder on this machine. Choose one first."
    return reason


@action("Exchange through the shared folder", "Project", "F5", icon="reload",
        needs=a_shared_folder)  # fmt: skip
def exchange_in_folder(hands: Hands) -> None:
    """Take what colleagues have put into the shared folder, and put your own work there."""
    exchange_now(hands)


@action("Choose a shared folder…", "Project", icon="open", needs=can_write)
def choose_shared_folder(hands: Hands) -> None:
    """Exchange with colleagues through a folder that all can reach: a drive, or one in sync."""
    store = hands.workspace.need()
    folder = hands.questions.shared_folder(kept.folder_of(store.session))
    if folder is not None:
        kept.choose(store, folder)
        exchange_now(hands)


@action("Stop using the shared folder", "Project", icon="close", needs=a_shared_folder)
def stop_shared_folder(hands: Hands) -> None:
    """Look no longer into the shared folder. What lies there stays."""
    kept.stop(hands.workspace.need())
    hands.workspace.tell("The shared folder is used no longer. What lies there stays.", floats=True)


@action("Bring in second versions", "Project", icon="merge", needs=can_write)
def bring_in_second_version(hands: Hands) -> None:
    """Bring in what a synchronising program kept as second versions of this project's file."""
    store = hands.workspace.need()
    hands.background.run(
        "Looking for second versions",
        partial(_siblings, store),
        partial(_found, hands, store),
        partial(_not_found, hands),
    )


def _siblings(store: Store, progress: Progress) -> list[Sibling]:
    progress("Looking for second versions", 0, 1)
    return siblings(store)


def _found(hands: Hands, store: Store, found: list[Sibling]) -> None:
    if hands.workspace.store is not store:  # it was left meanwhile
        return
    if found:
        exchange.bring(hands, [one.path for one in found])
    else:
        words = "No second version of {name} lies beside it that holds anything new."
        hands.workspace.tell(say(words, name=store.path.name), floats=True)


def _not_found(hands: Hands, error: Exception) -> None:
    if not isinstance(error, Told):
        raise error
    hands.workspace.tell(str(error), is_trouble=not isinstance(error, Cancelled))
