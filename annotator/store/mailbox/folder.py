"""Which shared folder a project file uses on this machine, and what was seen and written there.

All of it is the file's own and never sent. A file that was copied to another machine uses none.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

from msgspec import MsgspecError, json

from annotator.model.sentences import Refused
from annotator.store import identity

if TYPE_CHECKING:
    from annotator.store.store import Store

T = TypeVar("T", list[int], int)

_FOLDER, _MACHINE, _SITE = "mailbox.folder", "mailbox.machine", "mailbox.site"
_SEEN, _POSTED, _ERASED = "mailbox.seen", "mailbox.posted", "mailbox.erased"


class Facts(Protocol):
    """Whatever reads the facts about this copy of the file: its session, or a reader beside it."""

    def own(self, key: str) -> str | None:
        """Give a fact."""
        ...


def folder_of(facts: Facts) -> Path | None:
    """Give the shared folder, None where none was chosen on this machine."""
    chosen = facts.own(_FOLDER)
    return Path(chosen) if chosen and facts.own(_MACHINE) == identity.machine() else None


def is_settled(facts: Facts) -> bool:
    """Say whether this very copy of the project uses the folder: it has been told to."""
    return facts.own(_SITE) == facts.own("site")


def choose(store: Store, folder: Path) -> Path:
    """Use a shared folder from now on, and give its whole path. Raises Refused for what is none."""
    path = Path(os.path.abspath(folder))  # noqa: PTH100 - a link is kept as it was chosen
    if not path.is_dir():
        raise Refused(
            "There is no folder {folder}. Make it first, or connect the drive.", folder=str(path)
        )
    before = folder_of(store.session)
    facts = {_FOLDER: str(path), _MACHINE: identity.machine(), _SITE: store.session.site}
    if before != path:
        facts |= {_SEEN: "", _POSTED: "", _ERASED: ""}
    store.remember(**facts)
    return path


def stop(store: Store) -> None:
    """Use no shared folder any more. What lies there stays."""
    store.remember(**{_FOLDER: "", _SEEN: "", _POSTED: "", _ERASED: ""})


# --- what is kept in mind -------------------------------------------------------------------------


def seen(facts: Facts) -> dict[str, list[int]]:
    """Give size and time of files that were looked at and held nothing that could come in."""
    return _read(facts.own(_SEEN), dict[str, list[int]])


def note_seen(store: Store, files: dict[str, list[int]]) -> None:
    """Keep in mind what need not be told of again."""
    if files != seen(store.session):
        store.remember(**{_SEEN: json.encode(files).decode()})


def posted(facts: Facts) -> dict[str, int]:
    """Give the sizes of the files that were written from here, by their names."""
    return _read(facts.own(_POSTED), dict[str, int])


def note_posted(store: Store, files: dict[str, int], erased: int) -> None:
    """Keep in mind what lies there of us, and how many articles had been erased by then."""
    store.remember(**{_POSTED: json.encode(files).decode(), _ERASED: str(erased)})


def erased(facts: Facts) -> str:
    """Say how many articles had been erased for good when something was written last."""
    return facts.own(_ERASED) or ""


def _read(kept: str | None, kind: type[dict[str, T]]) -> dict[str, T]:
    try:
        return json.decode(kept or "{}", type=kind)
    except MsgspecError:
        return {}
