"""Read another project's work: it is put together again in a file apart, which goes afterwards.

What a file says of its own state is not believed. Its log is taken by the merge, which looks at
every change, and the state is made from that.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from annotator.model.sentences import Refused, Trouble, say
from annotator.store import session
from annotator.store.exchange.incoming import open_source
from annotator.store.exchange.source import Said, Source
from annotator.store.merge import take
from annotator.store.progress import Progress, quiet
from annotator.store.ranges import size, stored, without
from annotator.store.reader import Reader

if TYPE_CHECKING:
    from annotator.store.store import Store


@dataclass(frozen=True, slots=True)
class Apart:
    """Another project, to be read while it is there."""

    said: Said
    read: Reader
    lacking: int
    """Changes that the sender had and did not send."""


@contextmanager
def read_apart(store: Store, path: Path, progress: Progress = quiet) -> Iterator[Apart]:
    """Give the work of another project's bundle or file to read.

    Raises Refused where it is of this project, or makes no sense, and Trouble where there is no
    room for it in the folder for temporary files; so does what `progress` raises to stop it.
    """
    with (
        open_source(store, path) as source,
        tempfile.TemporaryDirectory(prefix="annotator-") as folder,
    ):
        if source.said.project == store.read.project:
            raise Refused(
                "{name} is of this very project, so it is merged, not imported. Nothing was "
                "imported. Bring it in with: annotator merge PROJECT {name}",
                name=path.name,
            )
        with closing(_built(store, source, Path(folder), progress)) as other:
            _refuse_headless(source, other)
            lacking = size(without(source.said.has, stored(other.sql, other.log)))
            yield Apart(source.said, other.read, lacking)


def _built(store: Store, source: Source, folder: Path, progress: Progress) -> Store:
    """Bring the work into an empty project of its own."""
    words = say("Reading {name}", name=source.said.name)
    try:
        other = type(store)(
            session.create(folder / "apart.annot", source.said.project), store.person
        )
        try:
            take(other, source.delivery(), words, lambda _, done, of: progress(words, done, of))
        except BaseException:
            other.close()
            raise
    except Trouble as error:
        raise Trouble(
            "{name} is read through a copy in {folder}, and that could not be made. Nothing was "
            "imported. Free some space there, then try again. ({why})",
            name=source.said.name, folder=str(folder.parent), why=str(error),
        ) from None  # fmt: skip
    return other


def _refuse_headless(source: Source, other: Store) -> None:
    """Refuse a bundle in which what came first is missing: without labels no mark can be told."""
    if not other.read.scheme().labels:
        raise Refused(
            "{name} holds only what was new to somebody, and not the labels of its project. "
            "Nothing was imported. Ask for all of it: annotator bundle PROJECT OUT",
            name=source.said.name,
        )
