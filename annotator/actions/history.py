"""Undo and redo over articles and restarts, and what could not be saved."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from annotator.actions.action import Hands, Reason, a_project, action, can_write
from annotator.actions.aside import write_aside
from annotator.actions.moving import stay_in_an_article
from annotator.model.sentences import Trouble, say
from annotator.questions import Choice
from annotator.store.exchange.bring import work_in
from annotator.store.history import latest
from annotator.store.store import BULK, Store
from annotator.store.undo import goes_over_bring_in

if TYPE_CHECKING:
    from annotator.formats.format import Progress
    from annotator.model.change import Changes
    from annotator.store.undo import Direction
    from annotator.workspace.workspace import Workspace

BULK_BROUGHT = 300
"""A bring-in of more changes than this is set aside, or taken up again, beside the screen."""
_NOTHING: dict[Direction, str] = {
    "undo": "There is nothing to take back.",
    "redo": "There is nothing to do again.",
}


def something_to_undo(hands: Hands) -> Reason | None:
    """Need a step of one's own that can be taken back."""
    return _reason(hands, "undo")


def something_to_redo(hands: Hands) -> Reason | None:
    """Need a step of one's own that was taken back."""
    return _reason(hands, "redo")


def something_unsaved(hands: Hands) -> Reason | None:
    """Need marks that could not be saved."""
    if hands.workspace.unsaved.in_words:
        return None
    return a_project(hands) or "Everything is saved."


@action("Undo", "Edit", "Ctrl+Z", icon="undo", context="project", needs=something_to_undo)
def undo(hands: Hands) -> None:
    """Take back your last step, in whichever article it was, also after a restart."""
    _move(hands, "undo")


@action(
    "Redo", "Edit", "Ctrl+Shift+Z", "Ctrl+Y", icon="redo", context="project",
    needs=something_to_redo,
)  # fmt: skip
def redo(hands: Hands) -> None:
    """Do again the step that was taken back last."""
    _move(hands, "redo")


@action("Is it saved?", "Project", "Ctrl+S", icon="saved", context="project", needs=a_project)
def saved(hands: Hands) -> None:
    """Say when the last step was saved. Everything is saved at once, without asking."""
    workspace = hands.workspace
    if workspace.unsaved.in_words:
        words = say("Not saved yet: {what}.", what=workspace.unsaved.in_words)
        workspace.tell(words, deed="try_again", is_trouble=True)
    elif workspace.busy is not None:
        workspace.tell(say("{work} is under way.", work=workspace.busy))
    else:
        workspace.tell(_saved(workspace))


@action("Save again", "Project", icon="reload", context="project", needs=something_unsaved)
def try_again(hands: Hands) -> None:
    """Save what could not be saved before."""
    workspace = hands.workspace
    what = workspace.unsaved.in_words
    try:
        workspace.unsaved.try_again()
    except Trouble as trouble:
        workspace.tell(str(trouble), deed="try_again", is_trouble=True)
    else:
        workspace.tell(say("Saved {what}.", what=what))


@action("Discard what is not saved…", "Project", icon="delete", context="project",
        needs=something_unsaved)  # fmt: skip
def discard_unsaved(hands: Hands) -> None:
    """Give up what could not be saved."""
    workspace = hands.workspace
    what = workspace.unsaved.in_words
    way = hands.questions.way_out(
        say("{what} could not be saved. Discarded, nothing brings them back.", what=what),
        [Choice("keep", "Keep them"), Choice("discard", "Discard them")],
    )
    if way == "discard":
        workspace.unsaved.give_up()
        workspace.tell(say("Discarded {what} that could not be saved.", what=what))


# --- undo -----------------------------------------------------------------------------------------


def _reason(hands: Hands, direction: Direction) -> Reason | None:
    # The file is asked only while nobody else has its connection.
    reason = can_write(hands)
    if reason is None and hands.workspace.need().undo_title(direction) is None:
        reason = _NOTHING[direction]
    return reason


def _move(hands: Hands, direction: Direction) -> None:
    workspace = hands.workspace
    title = workspace.need().undo_title(direction)
    if title is None:
        workspace.tell(_NOTHING[direction])
        return
    is_brought = goes_over_bring_in(workspace.need(), direction)
    words = _aside(direction, title) if is_brought else _moved(direction, title)
    if workspace.need().undo_size(direction) > (BULK_BROUGHT if is_brought else BULK):
        _move_aside(hands, direction, title, words)
    else:
        workspace.move(direction)
        stay_in_an_article(hands)
        _tell(workspace, direction, words)


def _move_aside(hands: Hands, direction: Direction, title: str, words: str) -> None:
    """Go over a large step beside the screen, which stays readable."""
    word = "Undo" if direction == "undo" else "Redo"
    work = say("{word}: {title}", word=word, title=title)

    def move(store: Store, progress: Progress) -> Changes | None:
        progress(work, 0, 0)
        return store.undo() if direction == "undo" else store.redo()

    def done(changes: Changes) -> None:
        hands.workspace.follow(changes)
        stay_in_an_article(hands)
        _tell(hands.workspace, direction, words)

    write_aside(hands, work, move, done)


def _moved(direction: Direction, title: str) -> str:
    if direction == "undo":
        return say("Took back: {title}", title=title)
    return say("Did again: {title}", title=title)


def _aside(direction: Direction, title: str) -> str:
    """Say what becomes of what a colleague brought: nobody's work is ever taken back."""
    if direction == "undo":
        return say("Set aside what {work} brought. Redo takes it up again.", work=work_in(title))
    return say("Took up again what {work} brought.", work=work_in(title))


def _tell(workspace: Workspace, direction: Direction, words: str) -> None:
    workspace.tell(words, deed="redo" if direction == "undo" else "undo")


# --- when it was saved ----------------------------------------------------------------------------


def _saved(workspace: Workspace) -> str:
    last = latest(workspace.reader)
    if last is None:
        return "Everything is saved."
    when = datetime.fromtimestamp(last.milliseconds / 1000, UTC).astimezone()
    today = datetime.now(UTC).astimezone().date()
    return say("Everything is saved. The last step was at {when}.", when=_clock(when, today))


def _clock(when: datetime, today: date) -> str:
    return f"{when:%H:%M:%S}" if when.date() == today else f"{when:%H:%M, %Y-%m-%d}"
