"""A long write beside the screen: its connection is lent to one worker, and reading goes on."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from annotator.formats.format import Progress
from annotator.model.sentences import Refused, Told, Trouble

if TYPE_CHECKING:
    from annotator.actions.action import Hands
    from annotator.model.change import Changes
    from annotator.store.store import Store

Write = Callable[["Store", Progress], "Changes | None"]
"""Writes one step, calls its progress often, and gives what the step touched."""


def write_aside(hands: Hands, work: str, write: Write, done: Callable[[Changes], None]) -> None:
    """Let a worker write, then call `done` on the screen's thread; a failure is told.

    `work` says in a few words what is done. Raises Refused where nothing can be written now.
    """
    workspace = hands.workspace
    store = workspace.lend(work)

    def written(changes: Changes | None) -> None:
        if workspace.store is store:  # else the project was left meanwhile
            workspace.give_back()
            if changes is not None:
                done(changes)

    def failed(error: Exception) -> None:
        if workspace.store is store:
            workspace.give_back()
        if not isinstance(error, Told):
            raise error
        workspace.tell(str(error), is_trouble=isinstance(error, Trouble))

    try:
        hands.background.run(work, lambda progress: write(store, progress), written, failed)
    except Refused:
        workspace.give_back()
        raise
