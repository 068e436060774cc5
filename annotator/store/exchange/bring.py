"""Bring a colleague's file in: after a backup, as one step, with a way to stop it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotator.model.change import Changes
from annotator.model.sentences import say
from annotator.store.exchange import sayings
from annotator.store.exchange.source import Source, refuse_other
from annotator.store.merge import Merged, take
from annotator.store.progress import Progress, quiet

if TYPE_CHECKING:
    from annotator.store.store import Store


_TITLE = "Bring in {work}"


@dataclass(frozen=True, slots=True)
class Brought:
    """What a file brought."""

    merged: Merged
    changes: Changes | None
    """What the project's views have to look at again; None where nothing is new."""
    sentences: tuple[str, ...]

    @property
    def conflicting(self) -> list[tuple[str, str]]:
        """Give kind and id of each thing that now has several values in a field."""
        return self.merged.conflicting


def bring_in_bundle(store: Store, source: Source, progress: Progress = quiet) -> Brought:
    """Bring in a bundle or a project file. Undo sets it aside, and redo takes it up again.

    Raises OtherProject, Refused or Trouble with the project as it was; so does what `progress`
    raises to stop it.
    """
    refuse_other(store.read.project, source.said)
    title = say(_TITLE, work=sayings.work_of(source.said))
    merged = take(store, source.delivery(), title, progress)
    changes = merged.changes
    if changes is None and merged.texts:
        texts = frozenset(merged.texts)
        changes = Changes(title, frozenset({"article"}), texts, len(texts))
    return Brought(merged, changes, tuple(sayings.of_merge(source.said, merged)))


def work_in(title: str) -> str:
    """Give the work that the title of a bring-in names."""
    before, _, after = say(_TITLE, work="\0").partition("\0")
    return title.removeprefix(before).removesuffix(after)
