"""Open a project, leave it and come back to the place; whatever is in the way gets a way out."""

from __future__ import annotations

import getpass
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEventLoop

from annotator.actions.action import Hands
from annotator.actions.identity import offer_earlier_work
from annotator.actions.large import slowly_if_large
from annotator.actions.rescue import after_damage
from annotator.actions.shared import look_around
from annotator.actions.told import in_the_window
from annotator.model.person import Person, person_named
from annotator.model.sentences import Told, Trouble, say
from annotator.questions import Choice
from annotator.settings import PERSON_NAME
from annotator.store.opening import Damaged
from annotator.store.reader import Reader
from annotator.store.store import Store
from annotator.workspace.said import Seen

_NOBODY = frozenset({"root", "user", "administrator"})
"""Logins that are nobody's name."""
_ARTICLE, _PLACE, _WHOSE = "window.article", "window.place", "window.whose"
_CARET, _CUT = "window.caret", "window.cut"
"""Facts that a project file keeps about the window in which it was open last."""
_FURTHEST = 1_000
"""Heights of a line: no window begins further from its first line."""


# --- who one is -----------------------------------------------------------------------------------


def login_name() -> str:
    """Give the name by which the system knows the user."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "annotator"


def me(hands: Hands) -> Person:
    """Say who works here, and ask for the name the first time. Nobody is asked twice."""
    login = login_name()
    try:
        if not hands.settings.get(PERSON_NAME):
            suggestion = "" if login in _NOBODY else login
            name = (hands.questions.who_are_you(suggestion) or "").strip()
            hands.settings.set(PERSON_NAME, name or login)
        return hands.settings.person(login)
    except Trouble as trouble:
        hands.workspace.tell(str(trouble), is_trouble=True)
        return person_named("", hands.settings.get(PERSON_NAME) or login)


def be_called(hands: Hands, name: str) -> None:
    """Take another name from now on, also in the open project if it can be changed."""
    workspace = hands.workspace
    try:
        hands.settings.set(PERSON_NAME, name)
    finally:  # it holds until the window is closed, even where it could not be kept
        if workspace.is_open and workspace.cannot_write is None and name != workspace.person.name:
            enter_name(hands, name)
    workspace.tell(say("You are {name} from now on.", name=name))


def enter_name(hands: Hands, name: str) -> None:
    """Give the person who works here another name in the open project."""
    workspace = hands.workspace
    with workspace.step("Be called {name} from now on", name=name) as store:
        store.person = replace(store.person, name=name)
        store.set_fields("person", store.person.id, name=name)


# --- opening --------------------------------------------------------------------------------------


def open_path(hands: Hands, path: Path) -> None:
    """Open a project to work in it. What stands in the way is told, with a way on.

    A large file is still being opened when this returns. The project that was open before stays
    open until then, and whenever the new one cannot be opened.
    """
    if _is_open(hands, path):
        hands.workspace.tell(say("{name} is open already.", name=path.name))
    elif not path.exists() and not path.is_symlink():
        hands.workspace.tell(
            say("{name} is no longer in {folder}. It may have been moved or renamed: look for it.",
                name=path.name, folder=str(path.parent)),
            deed="open_project", is_trouble=True,
        )  # fmt: skip
    elif may_leave(hands):
        person = me(hands)
        slowly_if_large(
            hands, path, say("Opening {name}", name=path.name),
            partial(_opened, path, person), partial(_take, hands),
            partial(_not_opened, hands, path),
        )  # fmt: skip


def _is_open(hands: Hands, path: Path) -> bool:
    store = hands.workspace.store
    with suppress(OSError, RuntimeError):
        return store is not None and not store.session.read_only and path.resolve() == store.path
    return False


def _opened(path: Path, person: Person) -> tuple[Store, Trouble | None]:
    """Open for writing, else for reading with the trouble that was in the way."""
    try:
        return Store.open(path, person), None
    except Damaged:
        raise
    except Trouble as trouble:
        try:
            return Store.open(path, person, read_only=True), trouble
        except Told:
            raise trouble from None


def _take(hands: Hands, opened: tuple[Store, Trouble | None]) -> None:
    store, trouble = opened
    way = Choice("read", "Open it for reading only")
    is_wanted = trouble is None or hands.questions.way_out(str(trouble), [way]) is not None
    # Work may have gone on in the project before while a large one was being opened.
    if is_wanted and _may_lose(hands):
        show_project(hands, store)
    else:
        store.close()


def _not_opened(hands: Hands, path: Path, error: Exception) -> None:
    if isinstance(error, Damaged):
        after_damage(hands, path, partial(open_path, hands))
    elif isinstance(error, Told):
        hands.workspace.tell(in_the_window(str(error)), is_trouble=True)
    else:
        raise error


def show_project(hands: Hands, store: Store) -> None:
    """Let the window have an open project, at the place where it was left."""
    remember_place(hands)
    hands.workspace.open(store)
    with suppress(Trouble):
        hands.settings.note_recent(store.path)
    _agree_on_name(hands)
    restore_place(hands)
    how = "{name} is open for reading only." if store.session.read_only else "{name} is open."
    words = say(how, name=store.path.name)
    hands.workspace.tell(" ".join(filter(None, (words, store.session.warning))))
    offer_earlier_work(hands)
    look_around(hands)


def _agree_on_name(hands: Hands) -> None:
    """Enter the name that the person goes by now where the project knows an older one."""
    workspace = hands.workspace
    person = workspace.person
    known = {known.id: known for known in workspace.reader.persons()}.get(person.id)
    if known is not None and known.name != person.name and workspace.cannot_write is None:
        enter_name(hands, person.name)


# --- the place in it ------------------------------------------------------------------------------


def remember_place(hands: Hands) -> None:
    """Keep in the file which article is open, whose marks are shown, and what is seen of it."""
    workspace = hands.workspace
    store, article = workspace.store, workspace.article
    if store is None or workspace.cannot_write is not None:
        return
    place, cut = hands.screen.where()
    caret = workspace.selection.start
    facts = {
        _CARET: str(caret) if article else "",
        _ARTICLE: article.id if article else "",
        _PLACE: str(place) if article else "",
        _CUT: f"{cut:.4f}" if article else "",
        _WHOSE: article.whose if article and not workspace.is_mine else "",
    }
    with suppress(Told):
        store.remember(**facts)


def restore_place(hands: Hands) -> None:
    """Open the article that was open last, where it was left; else the first one there is."""
    workspace = hands.workspace
    reader = workspace.reader
    id_ = reader.own(_ARTICLE) or ""
    text = reader.text(id_) if reader.article(id_) is not None else None
    if text is not None:
        workspace.seen[id_] = Seen(
            _kept_place(reader, _CARET, text), _kept_place(reader, _PLACE, text), _kept_cut(reader)
        )
        workspace.show(id_, whose=_whose(hands))
        return
    for _, article in reader.articles(limit=1):
        with suppress(Told):
            workspace.show(article.id)


def _kept_place(reader: Reader, fact: str, text: str) -> int:
    place = reader.own(fact) or ""
    kept = int(place) if place.isdecimal() and place.isascii() else 0
    return kept if kept < len(text) else 0


def _kept_cut(reader: Reader) -> float:
    try:
        kept = float(reader.own(_CUT) or 0)
    except ValueError:
        return 0.0
    return kept if abs(kept) <= _FURTHEST else 0.0


def _whose(hands: Hands) -> str | None:
    whose = hands.workspace.reader.own(_WHOSE)
    return whose if any(p.id == whose for p in hands.workspace.reader.persons()) else None


# --- leaving --------------------------------------------------------------------------------------


def may_leave(hands: Hands) -> bool:
    """Say whether the open project may be closed, and ask where something would be lost."""
    return _may_stop(hands) and _may_lose(hands)


def _may_stop(hands: Hands) -> bool:
    if not hands.background.is_busy:
        return True
    words = say("{work} is still under way. If it is stopped, nothing of it stays, and all that "
                "was there before does.", work=hands.background.title)  # fmt: skip
    if hands.questions.way_out(words, [Choice("stop", "Stop it and go on")]) is None:
        return False
    if hands.background.is_busy:
        loop = QEventLoop()
        hands.background.ended.connect(loop.quit)
        hands.background.cancel()
        loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
    return True


def _may_lose(hands: Hands) -> bool:
    what = hands.workspace.unsaved.in_words
    if not what:
        return True
    words = say("{what} could not be saved and will be lost if you go on.", what=what)
    ways = [Choice("try", "Try to save once more"), Choice("lose", "Go on without them")]
    way = hands.questions.way_out(words, ways)
    if way == "try":
        try:
            hands.workspace.unsaved.try_again()
        except Told as told:
            hands.workspace.tell(str(told), deed="try_again", is_trouble=True)
            return False
    elif way == "lose":
        hands.workspace.unsaved.give_up()
    return way is not None


def leave(hands: Hands) -> bool:
    """Close the open project, if nothing speaks against it. Say whether none is open now."""
    if not may_leave(hands):
        return False
    remember_place(hands)
    hands.workspace.close()
    return True
