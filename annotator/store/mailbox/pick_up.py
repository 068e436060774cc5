"""Take from a shared folder all that is new, from whoever put it there, as one step."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from annotator.model.change import Changes
from annotator.model.ids import to_text
from annotator.model.sentences import Told, say
from annotator.store.aside import Range
from annotator.store.exchange.ask import textless_in
from annotator.store.exchange.bundle_file import glance
from annotator.store.exchange.gathering import Gathered, gather
from annotator.store.exchange.outgoing import beside
from annotator.store.exchange.people import Who
from annotator.store.exchange.preview import Missing
from annotator.store.exchange.source import Counts, OtherProject, Said
from annotator.store.mailbox import folder as kept
from annotator.store.mailbox.names import File, Named, by_end, look_into
from annotator.store.merge import Merged
from annotator.store.progress import Progress, quiet
from annotator.store.ranges import Ranges, held, holes, size, stored, united, without
from annotator.store.reader import Reader

if TYPE_CHECKING:
    from sqlite_utils.utils import sqlite3

    from annotator.store.store import Store

_ROUNDS = 3
"""So often the folder is listed again where files went while it was read: they were gathered."""


@dataclass(frozen=True, slots=True)
class News:
    """What lies in the folder that was not looked at yet."""

    files: int
    people: int
    """Copies of the project whose work it is."""


@dataclass(slots=True)
class PickedUp:
    """What came from the folder."""

    merged: Merged = field(default_factory=Merged)
    files: int = 0
    people: list[tuple[str, int]] = field(default_factory=list)
    """By name, how many changes of each came; the most first."""
    left: dict[str, Told] = field(default_factory=dict)
    """By their names: files that could not be brought in, and why."""
    others: int = 0
    """Files of other projects."""
    missing: list[Missing] = field(default_factory=list)
    """What is not here even now, although somebody has it."""

    @property
    def changes(self) -> Changes | None:
        """Give what the project's views have to look at again."""
        return self.merged.changes


def news(store: Store, folder: Path) -> News:
    """Look at the names in the folder alone, and say what has not been looked at yet.

    What was picked up and set aside by undo is no news. It may be called on any thread.
    """
    with beside(store) as (sql, log):
        lying = look_into(folder, Reader(sql).project)
        old = kept.seen(Reader(sql))
        here = by_end(stored(sql, log))
    fresh = [f for f in (*lying.ours, *lying.strange) if old.get(f.path.name) != f.looks]
    fresh = [f for f in fresh if not _is_held(f, here)]
    return News(len(fresh), len({f.site for f in fresh if isinstance(f, Named)}))


def pick_up(store: Store, folder: Path, progress: Progress = quiet) -> PickedUp:
    """Bring in all that is new in the folder, as one step. Undo sets it aside.

    What is damaged, half there or of another project is left out, and told. Raises Refused or
    Trouble with the project as it was; so does what `progress` raises to stop it.
    """
    store.session.refuse_if_read_only()
    look = _Look(store, folder, progress)
    for _ in range(_ROUNDS):
        if not look.gone:
            break
        look = _Look(store, folder, progress)
    return _taken(store, look, progress)


class _Look:
    """What the files in the folder say about themselves, and which of them are to be read."""

    def __init__(self, store: Store, folder: Path, progress: Progress) -> None:
        self.lying = lying = look_into(folder, store.read.project)
        self.left: dict[Path, Told] = {}
        self.said: dict[Path, Said] = {}
        self.others = lying.others
        self.gone = False
        self._held = held(store.sql, store.log)
        self._project = store.read.project
        # A text may lie in a file of which all changes are here.
        self._lacks_texts = bool(textless_in(store.sql))
        wanted = self._wanted()
        for number, file in enumerate(wanted):
            progress("Looking at the shared folder", number, len(wanted))
            self._glance(file.path)

    def _wanted(self) -> list[File]:
        """Leave out by their names those of which all is here."""
        here = by_end(self._held)
        files = [*self.lying.ours, *self.lying.strange]
        return files if self._lacks_texts else [f for f in files if not _is_held(f, here)]

    def _glance(self, path: Path) -> None:
        try:
            said = glance(path)
        except Told as told:
            if path.exists():
                self.left[path] = told
            else:
                self.gone = True
            return
        if said.project != self._project:
            self.others += 1
        else:
            self.said[path] = said

    @property
    def order(self) -> list[Path]:
        """Give the files that hold something new, so that what follows on another comes later."""

        def place(path: Path) -> list[tuple[str, int]]:
            return sorted((site, runs[0][0]) for site, runs in self.said[path].ranges.items())

        return sorted((p for p, said in self.said.items() if self._is_new(said)), key=place)

    def _is_new(self, said: Said) -> bool:
        may_bring_texts = self._lacks_texts and said.counts.texts > 0
        return may_bring_texts or bool(without(said.ranges, self._held))

    @property
    def promised(self) -> Ranges:
        """Give what the senders had."""
        return united(*(said.has for said in self.said.values()))


def _taken(store: Store, look: _Look, progress: Progress) -> PickedUp:
    order, done = look.order, PickedUp(others=look.others)
    got = Gathered(Merged())
    if order:
        got = gather(store, order, say("Pick up the shared folder"), progress)
    left = look.left | {p: t for p, t in got.left.items() if not isinstance(t, OtherProject)}
    done.others += len(got.left) - sum(p in left for p in got.left)
    done.merged, done.files = got.merged, len(got.brought)
    done.left = {path.name: told for path, told in left.items()}
    _note_seen(store, look, set(got.brought))
    _tell_who(store, look, got, done)
    return done


def _note_seen(store: Store, look: _Look, brought: set[Path]) -> None:
    """Keep in mind what was looked at and brought nothing, as long as it lies there unchanged."""
    looked = look.said.keys() | look.left.keys()
    looked |= {f.path for f in look.lying.strange}
    files = (*look.lying.ours, *look.lying.strange)
    # What is held by now is known by its name, unless that says nothing.
    kept.note_seen(
        store,
        {f.path.name: f.looks for f in files
         if f.path in looked and (f.path not in brought or not isinstance(f, Named))},
    )  # fmt: skip


def _tell_who(store: Store, look: _Look, got: Gathered, done: PickedUp) -> None:
    names = {person.id: person.name for person in store.read.persons()}
    counts: dict[str, int] = {}
    for id_, number in _by_person(store.sql, got.ranges):
        counts[id_] = counts.get(id_, 0) + number
    done.people = sorted(
        ((names.get(id_) or id_[:8], number) for id_, number in counts.items()),
        key=lambda one: (-one[1], one[0]),
    )
    after = held(store.sql, store.log)
    lacking = without(united(holes(after), look.promised), after)
    if lacking:
        nobody = Said("", "bundle", "", "", None, 0, {}, {}, Counts(), ())
        who = Who.of(store.sql, store.log, nobody, (), {})
        done.missing = [
            Missing(site, runs[0][0], size({site: runs}), who.name_at(site))
            for site, runs in lacking.items()
        ]


def _by_person(sql: sqlite3.Connection, ranges: list[Range]) -> Iterator[tuple[str, int]]:
    query = (
        "SELECT i.uid, count(*) FROM change c JOIN step s ON s.id = c.step JOIN item i"
        " ON i.id = s.person WHERE c.site = ? AND c.n BETWEEN ? AND ? GROUP BY i.uid"
    )
    for run in ranges:
        for uid, number in sql.execute(query, run):
            yield to_text(uid), number


def _is_held(file: File, here: Ranges) -> bool:
    """Say by a file's name whether all of it is here."""
    if not isinstance(file, Named):
        return False
    runs = here.get(file.site, ())
    return any(first <= file.first and file.last <= last for first, last in runs)
