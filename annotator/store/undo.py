"""Undo and redo: new changes that restore earlier versions, so nothing is ever erased.

Each person has one line of steps in this copy of the file, across articles and restarts. A step
that brought work in is not written back: its ranges are set aside, and taken up again by redo.

Where several values stood in a field before a step, undo restores them side by side: changes of one
step, none of which names another among its parents. So undoing the settling of a conflict brings
the conflict back, for everybody whom the undo reaches. Who had said each value stays known.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from annotator.model.sentences import Refused
from annotator.store.heads import Heads, Known, heads, seen_by
from annotator.store.kinds import KINDS, WHOLE, Json, Kind
from annotator.store.log import AT_ONCE, Log, batches, marks
from annotator.store.values import Entry

if TYPE_CHECKING:
    from sqlite_utils.utils import sqlite3

    from annotator.model.change import Version
    from annotator.store.store import Store

Direction = Literal["undo", "redo"]
_Standing = dict[str, tuple[Json, ...]]
"""The values that stand in each field, the one shown last."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place in somebody's undo line: a step, or a bring-in."""

    pos: int
    step: int | None
    bring_in: int | None


@dataclass(frozen=True, slots=True)
class _Item:
    """One item that a step changed, and what each of its fields was before and after."""

    kind: Kind
    id: str
    article: str | None
    owner: str | None
    before: _Standing
    after: _Standing
    now: Heads


class UndoLine:
    """The line of one person's steps in this copy of the file."""

    def __init__(self, sql: sqlite3.Connection, log: Log) -> None:
        self._sql = sql
        self._log = log

    def enter(self, person: int, *, step: int | None = None, bring_in: int | None = None) -> None:
        """Add a step to the line. What had been undone before it cannot be redone any more."""
        self._sql.execute("DELETE FROM undo_line WHERE person = ? AND done = 0", [person])
        self._sql.execute(
            "INSERT INTO undo_line (person, step, bring_in, done) VALUES (?, ?, ?, 1)",
            [person, step, bring_in],
        )

    def next(self, person: int, direction: Direction) -> Place | None:
        """Give the place that undo or redo would move over, None at the end of the line."""
        order = "DESC" if direction == "undo" else "ASC"
        row = self._sql.execute(
            "SELECT pos, step, bring_in FROM undo_line WHERE person = ? AND done = ?"
            f" ORDER BY pos {order} LIMIT 1",
            [person, direction == "undo"],
        ).fetchone()
        return Place(*row) if row else None

    def mark(self, place: Place, *, done: bool) -> None:
        """Note that a place was undone or redone."""
        self._sql.execute("UPDATE undo_line SET done = ? WHERE pos = ?", [done, place.pos])

    def leave_out(self, place: Place) -> None:
        """Take a place out of the line: nobody can go over it any more."""
        self._sql.execute("DELETE FROM undo_line WHERE pos = ?", [place.pos])

    def is_past(self, place: Place) -> bool:
        """Say whether a step touched what was erased for good since, or erased it."""
        gone = self._log.gone.articles
        if place.step is None or not gone:
            return False
        for part in batches(self._log.step_rows(place.step), AT_ONCE):
            query = (
                "SELECT DISTINCT a.uid, c.struck IS NOT NULL FROM change c"
                f" LEFT JOIN item a ON a.id = c.article WHERE c.seq IN ({marks(part)})"
            )
            for article, is_struck in self._sql.execute(query, part):
                if is_struck or (article and article.hex() in gone):
                    return True
        return False

    def entries(self, step: int, direction: Direction) -> list[Entry]:
        """Say what undoing or redoing a step writes.

        Raises Refused when something the step changed has changed again since by another hand.
        """
        found: list[Entry] = []
        for item in self._items(step):
            goal, held = item.before, item.after
            if direction == "redo":
                goal, held = held, goal
            self._refuse_changed(item, held)
            found.append(_restoring(item, goal))
        return found

    def _refuse_changed(self, item: _Item, held: _Standing) -> None:
        for name, values in held.items():
            if _alike(item.now.standing(name), values):
                continue
            standing = item.now.of[name]
            other = ([c for c in standing if c.fields[name] not in values] or standing)[-1]
            raise Refused(
                "This step cannot be taken back or done again: what it changed has been changed "
                "since by {who}. Nothing was changed.",
                who=self._name_of(other.person),
            )

    def _name_of(self, person: int) -> str:
        row = self._sql.execute("SELECT name FROM person WHERE item = ?", [person]).fetchone()
        return str(row[0]) if row and row[0] else "someone else"

    def _items(self, step: int) -> Iterable[_Item]:
        touched: dict[int, set[Version]] = {}
        for part in batches(self._log.step_rows(step), AT_ONCE):
            rows = self._sql.execute(
                f"SELECT item, site, n FROM change WHERE seq IN ({marks(part)}) ORDER BY seq", part
            )
            for item, site, n in rows:
                touched.setdefault(item, set()).add((self._log.uid_of_site(site), n))
        for numbers in batches(list(touched), AT_ONCE):
            names = self._names(numbers)
            kinds = {n: names[n][0] for n in numbers}
            known = self._log.known(numbers, kinds, as_made=True)
            for n in numbers:
                yield self._item(names[n], known.get(n, []), touched[n])

    def _names(self, numbers: Iterable[int]) -> dict[int, tuple[Kind, str]]:
        part = list(numbers)
        query = f"SELECT id, kind, uid FROM item WHERE id IN ({marks(part)})"
        rows = self._sql.execute(query, part)
        return {n: (KINDS[kind], KINDS[kind].unpack_id(uid)) for n, kind, uid in rows}

    def _item(self, name: tuple[Kind, str], known: list[Known], mine: set[Version]) -> _Item:
        kind, id_ = name
        before: _Standing = {}
        after: _Standing = {}
        own = sorted((c for c in known if c.version in mine), key=lambda c: c.order)
        for change in own:
            for field, value in change.fields.items():
                if field not in before:
                    before[field] = heads(seen_by(change, known)).standing(field)
                after[field] = (value,)
        newest = own[-1]
        return _Item(
            kind, id_, self._uid(newest.article, "article"), self._uid(newest.owner, "person"),
            before, after, heads(known),
        )  # fmt: skip

    def _uid(self, item: int | None, kind: str) -> str | None:
        return self._log.uid_of_item(item, KINDS[kind]) if item is not None else None


def goes_over_bring_in(store: Store, direction: Direction) -> bool:
    """Say whether undo or redo would set a bring-in aside, or take one up again."""
    person = store.log.find_item(KINDS["person"], store.person.id)
    if person is None:
        return False
    place = UndoLine(store.sql, store.log).next(person, direction)
    return place is not None and place.bring_in is not None


def _restoring(item: _Item, goal: _Standing) -> Entry:
    """Say what gives each field the values that stood in it, one or several."""
    shown = {name: values[-1] for name, values in goal.items()}
    value = shown[WHOLE] if item.kind.whole else shown
    fields = value if isinstance(value, dict) else None
    deepest = max(map(len, goal.values()))
    beside = [
        {name: values[n] for name, values in goal.items() if n < len(values) - 1}
        for n in range(deepest - 1)
    ]
    return Entry(item.kind, item.id, item.article, item.owner, fields, beside=tuple(beside))


def _alike(some: tuple[Json, ...], others: tuple[Json, ...]) -> bool:
    return len(some) == len(others) and all(value in others for value in some)
