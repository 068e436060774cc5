"""Put into a shared folder what it lacks of this project: only files of one's own are touched."""

from __future__ import annotations

import stat
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from annotator.model.sentences import Refused
from annotator.store.erasing.copies import note_written
from annotator.store.exchange.bundle import write_bundle
from annotator.store.exchange.bundle_file import glance
from annotator.store.exchange.outgoing import Wanted
from annotator.store.exchange.source import Counts
from annotator.store.mailbox import folder as kept
from annotator.store.mailbox.names import (
    Lying,
    Named,
    by_end,
    look_into,
    name_of,
    ranges_of,
    short,
    writer_of,
)
from annotator.store.progress import Progress, quiet
from annotator.store.ranges import Ranges, Run, held, size, without

if TYPE_CHECKING:
    from annotator.store.store import Store


@dataclass(frozen=True, slots=True)
class Posted:
    """What was put into the folder."""

    changes: int = 0
    """Those that the folder lacked."""
    files: int = 0
    counts: Counts = field(default_factory=Counts)
    """What the files hold that were written, also of what lay there before in smaller ones."""


def post(store: Store, folder: Path, progress: Progress = quiet) -> Posted:
    """Write what the folder lacks, each run of changes as one file that then gets its name.

    What this copy of the project made goes into files of its own; work of others only where nobody
    has put it there. Raises Refused or Trouble with the folder as it was.
    """
    store.session.refuse_if_read_only()
    lying = look_into(folder, store.read.project)
    _refuse_put_back(store, lying)
    return _Post(store, folder, lying, progress).done()


def unposted(store: Store, lying: Lying) -> Ranges:
    """Give what the folder lacks, by the ids of the copies in which it was made."""
    return _Post(store, Path(), lying, quiet).lacking


def _refuse_put_back(store: Store, lying: Lying) -> None:
    """Refuse where the folder holds later work of this very copy: it was put back to an old state.

    Its next changes would bear numbers that are taken.
    """
    me = short(store.log.site_uid)
    for file in lying.ours:
        if file.site == me and file.last > store.log.n and _holds_later(store, file):
            raise Refused(
                "The shared folder holds {n} changes of this very file, which has only {own}: it "
                "was put back to an older state. Nothing was posted. Pick up the folder first; if "
                "that is refused, make a copy of {name} and go on in the copy.",
                n=file.last, own=store.log.n, name=store.path.name,
            )  # fmt: skip


def _holds_later(store: Store, file: Named) -> bool:
    with suppress(Exception):
        said = glance(file.path)
        last = max((last for _, last in said.ranges.get(store.log.site_uid, ())), default=0)
        return said.project == store.read.project and last > store.log.n
    return False


class _Post:
    """One posting: what lies there already, what is lacking, and what is written."""

    def __init__(self, store: Store, folder: Path, lying: Lying, progress: Progress) -> None:
        self._store, self._folder, self._progress = store, folder, progress
        self._lying = lying
        self._me = store.log.site_uid
        self._erased = len(store.log.gone.articles)
        before = kept.posted(store.session)
        self._noted = {f.path.name: f.size for f in lying.ours if before.get(f.path.name) == f.size}
        # After an erasure all files of our own are written anew, so that the words go there too.
        self._again = bool(self._noted) and kept.erased(store.session) != str(self._erased)
        self._held = held(store.sql, store.log)
        self.lacking = self._lacking()

    @property
    def _own(self) -> list[Named]:
        """Give the files of this copy that are as they were written."""
        return [] if self._again else [f for f in self._lying.ours if f.path.name in self._noted]

    def _lacking(self) -> Ranges:
        me = short(self._me)
        there = [*self._own, *(f for f in self._lying.ours if me not in {f.by, f.site})]
        covered = ranges_of(there)
        full = {short(site): site for site in self._held}
        lacking = without(by_end(self._held), covered)
        return {full[end]: runs for end, runs in lacking.items()}

    def done(self) -> Posted:
        """Write it."""
        self._sweep()
        done = Posted(0 if self._again else size(self.lacking))
        for site, runs in self.lacking.items():
            for run in runs:
                counts = self._write(site, self._widened(site, run))
                done = replace(done, files=done.files + 1, counts=_sum(done.counts, counts))
        return done

    def _widened(self, site: str, run: Run) -> Run:
        """Take smaller files of our own that stand right before along, so that they stay few.

        Each is at least twice as large as the next one: of n there are never more than log2(n).
        """
        first, last = run
        own = {f.last: f for f in self._own if f.site == short(site)}
        while (before := own.get(first - 1)) and before.last - before.first <= last - first:
            if without({site: [(before.first, last)]}, self._held):
                break  # some of it was set aside since
            first = before.first
        return first, last

    def _write(self, site: str, run: Run) -> Counts:
        out = self._folder / name_of(self._store.read.project, site, run, self._me)
        since = without(self._held, {site: [run]})
        written = write_bundle(self._store, out, Wanted(since), self._progress)
        _let_read(out)
        note_written(self._store, out)
        self._noted[out.name] = written.size
        self._drop_within(site, run, out)
        kept.note_posted(self._store, self._noted, self._erased)
        return written.counts

    def _drop_within(self, site: str, run: Run, out: Path) -> None:
        """Delete files of our own whose changes are all in one that was just written."""
        for file in self._lying.ours:
            mine = file.by == short(self._me) and file.site == short(site) and file.path != out
            if mine and run[0] <= file.first and file.last <= run[1]:
                with suppress(OSError):
                    file.path.unlink()
                    self._noted.pop(file.path.name, None)

    def _sweep(self) -> None:
        """Delete what a posting of ours that was killed has left half written."""
        for part in self._lying.parts:
            if writer_of(part.name.removesuffix(".part")) == short(self._me):
                with suppress(OSError):
                    part.unlink()


def _let_read(out: Path) -> None:
    """Let those read a file who may read the folder."""
    with suppress(OSError):
        out.chmod(0o600 | (stat.S_IMODE(out.parent.stat().st_mode) & 0o044))


def _sum(one: Counts, other: Counts) -> Counts:
    return Counts(
        one.changes + other.changes, one.articles + other.articles, one.spans + other.spans,
        one.texts + other.texts, one.originals + other.originals,
    )  # fmt: skip
