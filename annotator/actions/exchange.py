"""Exchange work with colleagues by file: send what they lack, ask for the rest, bring theirs in."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from annotator.actions import bringing, project
from annotator.actions.action import Hands, a_project, action, can_write
from annotator.actions.opening import me, show_project
from annotator.actions.told import bundled, in_the_window
from annotator.formats.format import Cancelled, Progress
from annotator.model.person import Person
from annotator.model.sentences import Refused, Told, Trouble, say
from annotator.questions import Choice, Sendable, Sending
from annotator.settings import data_folder
from annotator.store.erasing.copies import note_written
from annotator.store.exchange.ask import write_ask
from annotator.store.exchange.bundle import BundleWritten, write_bundle
from annotator.store.exchange.bundle_lines import ENDING
from annotator.store.exchange.founding import found
from annotator.store.exchange.incoming import asked_by
from annotator.store.exchange.outgoing import Wanted
from annotator.store.store import Store

PROJECT = ".annot"
QUESTION = ".ask"
_FORBIDDEN = '/\\:*?"<>|'
"""Not allowed in the name of a file on one system or another."""


# --- sending --------------------------------------------------------------------------------------


@action("Send my work…", "Project", "Ctrl+Shift+G", icon="outside", needs=a_project,
        starts_group=True)  # fmt: skip
def send_work(hands: Hands) -> None:
    """Write all of the work, or what a colleague lacks of it, into one file for him."""
    send(hands)


def send(hands: Hands, since: Path | None = None) -> None:
    """Ask what shall go to a colleague, and write it beside the screen.

    `since` is what he has sent to say what he holds. Raises Refused where no project is open, or
    something else is under way.
    """
    store = hands.workspace.need()
    store.session.refuse_if_gone()
    wanted = hands.questions.send(_sendable(hands, store, since))
    if wanted is not None:
        write_beside(hands, wanted.path, lambda opened: _wanted(opened, wanted))


def write_beside(hands: Hands, path: Path, what: Callable[[Store], Wanted]) -> None:
    """Write a file for a colleague beside the screen, and tell what is in it.

    `what` is asked there, with the project opened for reading. Raises Refused where no project is
    open, or something else is under way.
    """
    store = hands.workspace.need()
    hands.background.run(
        say("Writing {name}", name=path.name),
        partial(_write, store.path, store.person, path, what),
        partial(_written, hands, store),
        partial(_failed, hands),
    )


def _sendable(hands: Hands, store: Store, since: Path | None) -> Sendable:
    article = hands.workspace.article
    return Sendable(
        suggestion(store, ENDING), tuple(hands.workspace.reader.persons()),
        article.id if article is not None else None, tuple(hands.screen.listed_articles()), since,
    )  # fmt: skip


def suggestion(store: Store, ending: str, whose: str = "") -> Path:
    """Name a file by who sends it, or whose it is, and the day, beside the project."""
    folder = Path.home() if store.path.parent == data_folder() else store.path.parent
    day = datetime.now(UTC).astimezone().date()
    name = f"{store.path.stem} {whose or store.person.name} {day}"
    return folder / ("".join("-" if c in _FORBIDDEN else c for c in name) + ending)


def _write(
    path: Path, person: Person, out: Path, what: Callable[[Store], Wanted], progress: Progress
) -> BundleWritten:
    with Store.open(path, person, read_only=True) as store:
        return write_bundle(store, out, what(store), progress)


def _wanted(store: Store, wanted: Sending) -> Wanted:
    whose, which = wanted.persons, wanted.articles
    if wanted.since is None:
        return Wanted(persons=whose, articles=which, texts=wanted.texts)
    return asked_by(store, wanted.since).wanted(whose, which, texts=wanted.texts)


def _written(hands: Hands, store: Store, done: BundleWritten) -> None:
    _note(hands, store, done.path)
    hands.workspace.tell(bundled(done), floats=True)


def _note(hands: Hands, store: Store, path: Path) -> None:
    if hands.workspace.store is store and hands.workspace.cannot_write is None:
        with suppress(Trouble):  # it is written; only that it holds a copy is then not known here
            note_written(store, path)


def _failed(hands: Hands, error: Exception) -> None:
    if not isinstance(error, Told):
        raise error
    hands.workspace.tell(in_the_window(str(error)), is_trouble=not isinstance(error, Cancelled))


# --- asking ---------------------------------------------------------------------------------------


@action("Ask for what I lack…", "Project", icon="question", needs=a_project)
def ask_colleague(hands: Hands) -> None:
    """Write a small file that says what you hold, so that a colleague can send the rest."""
    store = hands.workspace.need()
    path = hands.questions.question_file(suggestion(store, QUESTION))
    if path is not None:
        write_ask(store, path)
        hands.workspace.tell(
            say("Wrote {name}. It holds no work, only what you have. Send it to a colleague, who "
                "drops it on the window and sends you the rest.", name=path.name),
            floats=True,
        )  # fmt: skip


# --- bringing in ----------------------------------------------------------------------------------


@action("Bring in a colleague's work…", "Project", "Ctrl+Shift+I", icon="merge", needs=can_write)
def bring_in_work(hands: Hands) -> None:
    """Bring in files that colleagues sent, or their whole copies of this project, after a look."""
    paths = hands.questions.files_of_colleagues()
    if paths:
        bring(hands, paths)


def bring(hands: Hands, paths: list[Path], then: bringing.Then = bringing.nothing_more) -> None:
    """Look at files with colleagues' work, and bring them in one after another.

    `then` is done at the end. Raises Refused where nothing can be brought in now.
    """
    if not hands.workspace.is_open:
        raise Refused("No project is open.")
    bringing.begin(hands, paths, partial(ask_colleague.run, hands), then)


# --- where there is no project yet ----------------------------------------------------------------


def bring_home(hands: Hands, paths: list[Path], then: bringing.Then) -> None:
    """Bring bundles in where no project is open: into one's copy, or as a project of their own."""
    words = say(
        "{name} holds a colleague's work on a project, and none is open. If you have a copy of "
        "that project, open it.", name=paths[0].name,
    )  # fmt: skip
    ways = [
        Choice("open", "Open my copy of the project…"),
        Choice("new", "Make a project of it…", "It must hold everything that your colleague has."),
    ]
    way = hands.questions.way_out(words, ways)
    if way == "open":
        project.open_project.run(hands)
        if hands.workspace.is_open:
            bring(hands, paths, then)
    elif way == "new":
        _make(hands, paths, then)


def _make(hands: Hands, paths: list[Path], then: bringing.Then) -> None:
    bundle = paths[0]
    path = hands.questions.new_copy(bundle.with_suffix(PROJECT))
    if path is not None:
        person = me(hands)
        hands.background.run(
            say("Making a project of {name}", name=bundle.name),
            lambda progress: found(bundle, path, person, progress),
            partial(_made, hands, paths[1:], then),
            partial(_failed, hands),
        )


def _made(hands: Hands, rest: list[Path], then: bringing.Then, store: Store) -> None:
    if hands.background.was_stopped or hands.workspace.is_open:
        store.close()
        hands.workspace.tell(say("{name} was made already: you can open it.", name=store.path.name))
        return
    show_project(hands, store)
    if rest:
        bring(hands, rest, then)
    else:
        then()
