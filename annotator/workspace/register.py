"""The register of the open project: its entities by any name, and how often each is named.

Read once, off the screen's thread where it is large, and then kept in step: what a step touched is
read again, never all of it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

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


@dataclass(frozen=True, slots=True)
class Listed:
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


@dataclass(slots=True)
class _All:
    """All that is read of a project."""

    listed: dict[str, Listed]
    lookup: Lookup
    into: dict[str, str]
    ordered: list[Listed] | None = None
    labels: dict[str, str] = field(default_factory=dict)


class Register(QObject):
    """Knows the entities of the open project by their names. `changed`: look again."""

    changed = Signal()

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
        if self._all.ordered is None:
            self._all.ordered = sorted(
                self._all.listed.values(), key=lambda one: (-one.uses, one.name.casefold(), one.id)
            )
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
        self._refresh(late)
        self.changed.emit()

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
        elif touches:
            touched = reading.touched(workspace.reader, changes.items or ())
            if self._quietly.is_busy:
                self._late |= touched
            if touched and self._all is not None:
                self._refresh(touched)
                self.changed.emit()

    def _refresh(self, touched: set[str]) -> None:
        """Read again what some entities are read as, before and after."""
        all_, reader = self._all, self._workspace.reader
        if all_ is None or not touched:
            return
        before = all_.into
        all_.into = reading.merged(reader)
        ids = {stands_for(id_, into) for id_ in touched for into in (before, all_.into)} | touched
        others = members(all_.into)
        whole = {id_: [id_, *others.get(id_, ())] for id_ in ids}
        named = _names_of(reader, {one for ones in whole.values() for one in ones})
        here = {row.id: row for row in reading.rows(reader, ids)}
        for id_ in ids:
            all_.listed.pop(id_, None)
            if id_ in here:
                row = here[id_]
                uses = reading.uses_of(reader, whole[id_])
                label = all_.labels.get(row.label, row.label)
                all_.listed[id_] = _listed(row, label, uses, whole[id_], named)
        all_.ordered = None
        all_.lookup.put_all(
            {id_: all_.listed[id_].known() if id_ in all_.listed else () for id_ in ids}
        )
        if all_.lookup.is_stale:
            self._read_anew()


def _read(reader: Reader, labels: dict[str, str]) -> _All:
    """Read everything. May be called on another thread, with a reader of its own."""
    into = reading.merged(reader)
    others = members(into)
    names: dict[str, list[str]] = defaultdict(list)
    for entity, name in reading.names(reader):
        names[entity].append(name)
    if into:
        for id_, one in reader.entities(into).items():
            names[id_].insert(0, one.name)
    uses = Counter(reading.uses(reader))
    listed = {}
    for row in reading.rows(reader):
        ids = [row.id, *others.get(row.id, ())]
        number = uses[row.id] if len(ids) == 1 else reading.uses_of(reader, ids)
        label = labels.get(row.label, row.label)
        listed[row.id] = _listed(row, label, number, ids, names)
    lookup = Lookup(known for one in listed.values() for known in one.known())
    return _All(listed, lookup, into, labels=labels)


def _names_of(reader: Reader, ids: Iterable[str]) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = {id_: [one.name] for id_, one in reader.entities(ids).items()}
    for alias in reader.aliases(ids):
        found.setdefault(alias.entity, []).append(alias.name)
    return found


def _listed(
    row: reading.Row, label: str, uses: int, ids: Sequence[str], names: Mapping[str, Sequence[str]]
) -> Listed:
    others = dict.fromkeys(name for id_ in ids for name in names.get(id_, ()) if name != row.name)
    return Listed(row.id, label, row.name, uses, tuple(others))
