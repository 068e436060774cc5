"""Make a project of what a colleague has sent, for whoever has no copy of it yet."""

from __future__ import annotations

from pathlib import Path

from annotator.model.person import Person
from annotator.model.sentences import Refused
from annotator.store import session
from annotator.store.exchange.bring import bring_in_bundle
from annotator.store.exchange.bundle_file import open_bundle
from annotator.store.exchange.source import Said
from annotator.store.kinds import KINDS
from annotator.store.progress import Progress, quiet
from annotator.store.ranges import holes, without
from annotator.store.rescue import backup
from annotator.store.store import Store
from annotator.store.undo import UndoLine


def is_whole(said: Said) -> bool:
    """Say whether a file holds all that its sender had, from the first change on."""
    return (
        bool(said.ranges)
        and said.has_texts
        and not said.is_part
        and not holes(said.ranges)
        and not without(said.has, said.ranges)
    )


def found(bundle: Path, path: Path, person: Person, progress: Progress = quiet) -> Store:
    """Make a copy of the project of which a bundle holds everything, and open it.

    That is where its undo begins. Raises Refused or Trouble with nothing left at `path`.
    """
    with open_bundle(bundle) as source:
        if not is_whole(source.said):
            raise Refused(
                "{name} holds only a part of the work, so no project can be made of it. Ask your "
                "colleague for everything, or for a copy of the project.",
                name=bundle.name,
            )
        store = Store(session.create(path, source.said.project), person)
        try:
            bring_in_bundle(store, source, progress)
            _begin_undo_here(store)
        except BaseException:
            store.close()
            store.path.unlink(missing_ok=True)
            _leave_no_backups(store.path)
            raise
    return store


def _begin_undo_here(store: Store) -> None:
    line = UndoLine(store.sql, store.log)
    place = line.next(store.log.item_id(KINDS["person"], store.person.id), "undo")
    if place is not None:
        line.leave_out(place)


def _leave_no_backups(path: Path) -> None:
    """Delete the backup of the project that was empty."""
    for copy in backup.backups_of(path):
        copy.unlink(missing_ok=True)
    folder = backup.folder_of(path)
    if folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
