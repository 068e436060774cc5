"""Bring in many bundles as one step: one that is damaged or lies stays out, and stops no other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from annotator.model.sentences import Told
from annotator.store.aside import Range
from annotator.store.erasing import rewriting
from annotator.store.exchange.bundle_file import open_bundle
from annotator.store.exchange.source import refuse_other
from annotator.store.merge import Adder, Merged, making_sense, telling
from annotator.store.progress import Progress

if TYPE_CHECKING:
    from annotator.store.store import Store


@dataclass(slots=True)
class Gathered:
    """What came of many files."""

    merged: Merged
    brought: list[Path] = field(default_factory=list)
    """Files that held something new."""
    ranges: list[Range] = field(default_factory=list)
    """The changes that came."""
    left: dict[Path, Told] = field(default_factory=dict)
    """Files that could not be brought in, and why."""


class _Watch:
    """Progress that remembers with what it was stopped: that must not pass for a broken file."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self.stopped: BaseException | None = None

    def __call__(self, words: str, done: int, of: int) -> None:
        try:
            self._progress(words, done, of)
        except BaseException as error:
            self.stopped = error
            raise


def gather(store: Store, paths: Sequence[Path], title: str, progress: Progress) -> Gathered:
    """Bring bundles in, in this order, as one step after one backup.

    What `progress` raises takes back all. Raises Trouble where the project cannot be written.
    """
    done = Gathered(Merged())
    whole, watch = Adder(store, done.merged), _Watch(progress)
    with store.bringing_in("merge", telling(watch, "Making a backup")), making_sense():
        for number, path in enumerate(paths):
            watch("Bringing in files", number, len(paths))
            with _tried(store, path, done, watch):
                _try(store, path, whole, done, watch)
        if whole.ranges:
            showing = telling(watch, "Showing what came")
            done.merged.changes = whole.finish(title, showing)
            done.ranges = whole.ranges
    rewriting.finish(store.sql)
    return done


def _try(store: Store, path: Path, whole: Adder, done: Gathered, watch: _Watch) -> None:
    one = whole.apart()
    with open_bundle(path) as bundle:
        refuse_other(store.read.project, bundle.said)
        one.add_all(bundle.delivery(), watch)
    whole.gain(one)
    if one.done.new or one.done.texts:
        done.brought.append(path)


@contextmanager
def _tried(store: Store, path: Path, done: Gathered, watch: _Watch) -> Iterator[None]:
    """Take back what a file has added that then turns out to be unfit."""
    sql = store.sql
    sql.execute("SAVEPOINT file")
    try:
        with making_sense():
            yield
    except Told as told:
        if told is watch.stopped:
            raise
        sql.execute("ROLLBACK TO file")
        store.log.reload()
        done.left[path] = told
    sql.execute("RELEASE file")
