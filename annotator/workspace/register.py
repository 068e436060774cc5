"""The register of the open project: its entities by any name, and how often each is named.

Read once, off the screen's thread where it is large, and then kept in step: what a step touched is
read again, never all of it.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from msgspec import Struct
from PySide6.QtCore import QObject, Signal

from annotator.background import Quietly
from annotator.model.merging import members, stands_for
from annotator.model.naming import acronym
from annotator.store.entities import reading
from annotator.store.sight import Sight
from annotator.workspace.lookup import Known, Lookup

if TYPE_CHECKING:
    from annotator.model.change import Changes
    from annotator.store.reader import Reader
    from annotator.workspace.workspace import Workspace

SMALL: Final = 2_000
"""So many entities are read at once, in a few milliseconds."""


class Listed(Struct, frozen=True, gc=False):
    """An entity as the register lists it; merged ones are in the one they are read as."""

    id: str
    label: str
    """The id of its label."""
    name: str
    uses: int = 0
    """Places that name it."""
    others: tuple[str, ...] = ()
    """Its other names, and all names of those that are read as it."""

    def known(self) -> list[Known]:
        """Give all its names for the lookup, and their acronyms."""
        names = (self.name, *self.others)
        short = dict.fromkeys(filter(None, map(acronym, names)))
        return [Known(self.id, name, self.uses) for name in dict.fromkeys((*names, *short))]


def _place(one: Listed) -> tuple[int, str, str]:
    """Say where an entity stands in the list: the most named first, then by name."""
    return -one.uses, one.name.casefold(), one.id


@dataclass(slots=True)
class _All:
    """All that is read of a project."""

    ordered: list[Listed]
    """By their places."""
    lookup: Lookup
    into: dict[str, str]
    labels: dict[str, str]
    listed: dict[str, Listed] = field(init=False)
    others: dict[str, list[str]] = field(init=False)
    """What is read as each that stands for others."""

    def __post_init__(self) -> None:
        self.listed = {one.id: one for one in self.ordered}
        self.others = members(self.into)

    def merge(self, into: dict[str, str]) -> None:
        """Take this for what was merged into what."""
        self.into, self.others = into, members(into)

    def put(self, id_: str, one: Listed | None) -> None:
        """List an entity as it is now, at its place; None takes it out."""
        before = self.listed.pop(id_, None)
        if before is not None:
            del self.ordered[bisect_left(self.ordered, _place(before), key=_place)]
        if one is not None:
            self.listed[id_] = one
            insort(self.ordered, one, key=_place)


class Register(QObject):
    """Knows the entities of the open project by their names. `changed`: look again."""

    changed = Signal()
    came = Signal()
    """All of it was read, at first or anew: also what no step touched may be other now."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._workspace = workspace
        self._quietly = Quietly()
        self._all: _All | None = None
        self._late: set[str] = set()
        self._sight: frozenset[str] = frozenset()
        workspace.opened.connect(self._forget)
        workspace.closed.connect(self._forget)
        workspace.changed.connect(self._on_changed)

    # --- what there is ----------------------------------------------------------------------------

    @property
    def is_ready(self) -> bool:
        """Say whether all names are read. Where not, that begins now, and `changed` tells of it."""
        self._start()
        return self._all is not None

    def rows(self, label: str = "") -> list[Listed]:
        """List the entities, or those of a label, the most named first."""
        if not self.is_ready or self._all is None:
            return []
        ordered = self._all.ordered
        return [one for one in ordered if one.label == label] if label else list(ordered)

    def find(self, words: str, label: str = "", most: int = 50) -> list[tuple[Listed, str]]:
        """Give the entities that words may mean, each with the name by which it was found."""
        if not self.is_ready or self._all is None:
            return []
        listed = self._all.listed
        found = self._all.lookup.find(
            words, most, lambda id_: id_ in listed and (not label or listed[id_].label == label)
        )
        return [(listed[one.entity], one.name) for one in found]

    def get(self, id_: str | None) -> Listed | None:
        """Give an entity as it is read now, None where it is not here, or not read yet."""
        if id_ is None or not self.is_ready or self._all is None:
            return None
        return self._all.listed.get(stands_for(id_, self._all.into))

    def whole(self, id_: str) -> list[str]:
        """Give the id of an entity, and then of all that is read as it."""
        return [id_, *self._all.others.get(id_, ())] if self._all is not None else [id_]

    # --- reading ----------------------------------------------------------------------------------

    def _forget(self) -> None:
        self._quietly.let_go()
        self._all = None
        self._late = set()

    def _start(self) -> None:
        workspace = self._workspace
        if self._all is not None or self._quietly.is_busy or not workspace.is_open:
            return
        self._read_anew()

    def _read_anew(self) -> None:
        """Read all of it; what was there holds until then."""
        workspace = self._workspace
        reader, labels = workspace.reader, dict(workspace.scheme.label_ids)
        self._sight = reader.sight.articles if reader.sight is not None else frozenset()
        (number,) = reader.sql.execute("SELECT count(*) FROM entity").fetchone()
        if number <= SMALL:
            self._all = _read(reader, labels)
            return
        beside = workspace.need().reader_beside()
        if reader.sight is not None:
            beside.sight = Sight(reader.sight.person, reader.sight.articles)

        def work() -> _All:
            try:
                return _read(beside, labels)
            finally:
                beside.close()

        self._quietly.run(work, self._take)

    def _take(self, read: _All) -> None:
        self._all = read
        late, self._late = self._late, set()
        self._refresh(late, has_merged=True)
        self.changed.emit()
        self.came.emit()

    # --- keeping in step --------------------------------------------------------------------------

    def _on_changed(self, changes: Changes) -> None:
        workspace = self._workspace
        if self._all is None and not self._quietly.is_busy:
            return
        sight = workspace.reader.sight
        is_other = (sight.articles if sight is not None else frozenset()) != self._sight
        touches = changes.touch("entity", "alias", "span", "entity_link")
        if is_other or changes.touch("label") or (touches and changes.items is None):
            self._quietly.let_go()
            self._read_anew()
            self.changed.emit()
            self.came.emit()
        elif touches:
            touched = reading.touched(workspace.reader, changes.items or ())
            if self._quietly.is_busy:
                self._late |= touched
            if touched and self._all is not None:
                self._refresh(touched, has_merged=changes.touch("entity"))
                self.changed.emit()

    def _refresh(self, touched: set[str], *, has_merged: bool) -> None:
        """Read again what some entities are read as, before and after."""
        all_, reader = self._all, self._workspace.reader
        if all_ is None or not touched:
            return
        before = all_.into
        if has_merged:
            all_.merge(reading.merged(reader))
        ids = {stands_for(id_, into) for id_ in touched for into in (before, all_.into)} | touched
        whole = {id_: self.whole(id_) for id_ in ids}
        named = _names_of(reader, {one for ones in whole.values() for one in ones})
        here = {row.id: row for row in reading.rows(reader, ids, all_.into)}
        known: dict[str, Sequence[Known]] = {}
        for id_ in ids:
            old, new = all_.listed.get(id_), None
            if id_ in here:
                row, uses = here[id_], reading.uses_of(reader, whole[id_])
                new = _listed(row, all_.labels, uses, whole[id_], named)
            all_.put(id_, new)
            if not _is_found_alike(old, new):
                known[id_] = new.known() if new is not None else ()
        if known:
            all_.lookup.put_all(known)
        if all_.lookup.is_stale:
            self._read_anew()


def _is_found_alike(old: Listed | None, new: Listed | None) -> bool:
    """Say whether the lookup may keep what it has: a mark more moves nothing until they double."""
    if old is None or new is None:
        return old is new
    same = (old.name, old.others) == (new.name, new.others)
    return same and old.uses.bit_length() == new.uses.bit_length()


def _read(reader: Reader, labels: dict[str, str]) -> _All:
    """Read everything. May be called on another thread, with a reader of its own."""
    into = reading.merged(reader)
    others = members(into)
    names = reading.names(reader)
    if into:
        for id_, one in reader.entities(into).items():
            names.setdefault(id_, []).insert(0, one.name)
    uses = Counter(reading.uses(reader))
    listed = []
    for row in reading.rows(reader, None, into):
        ids = [row.id, *others.get(row.id, ())]
        number = uses[row.id] if len(ids) == 1 else reading.uses_of(reader, ids)
        listed.append(_listed(row, labels, number, ids, names))
    listed.sort(key=_place)
    lookup = Lookup(known for one in listed for known in one.known())
    return _All(listed, lookup, into, labels)


def _names_of(reader: Reader, ids: Iterable[str]) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = {id_: [one.name] for id_, one in reader.entities(ids).items()}
    for alias in reader.aliases(ids):
        found.setdefault(alias.entity, []).append(alias.name)
    return found


def _listed(
    row: reading.Row, labels: Mapping[str, str], uses: int, ids: Sequence[str],
    names: Mapping[str, Sequence[str]],
) -> Listed:  # fmt: skip
    others = dict.fromkeys(name for id_ in ids for name in names.get(id_, ()) if name != row.name)
    return Listed(row.id, labels.get(row.label, row.label), row.name, uses, tuple(others))
