"""The rows of the queue: one for each conflict, read page by page as they are seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from annotator.model.sentences import say
from annotator.model.words import briefly
from annotator.store.conflicts import Conflict, among, items_waiting
from annotator.ui.parts.words import tooltip

if TYPE_CHECKING:
    from annotator.model.change import Changes
    from annotator.store.store import Store

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_PAGE = 20
"""Items that are read at a time: more than a list shows."""
ROW = Qt.ItemDataRole.UserRole


class Queue(QAbstractListModel):
    """What waits to be settled by one person, as far as it is read."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[Conflict] = []
        self._store: Store | None = None
        self._left: list[int] = []
        """The items that are not read yet."""

    def show(self, store: Store | None) -> None:
        """List what waits, read anew; None lists nothing."""
        self.beginResetModel()
        self._store, self.rows = store, []
        self._left = items_waiting(store.read, store.person.id) if store is not None else []
        self.rows = self._read()
        self.endResetModel()

    def take(self, changes: Changes) -> list[Conflict]:
        """Read again what a step touched, and give what had not been waiting before.

        Of what touched too much to look at one by one everything is read anew.
        """
        store = self._store
        if store is None or changes.items is None:
            self.show(store)
            return []
        known = {c.key for c in self.rows}
        self.beginResetModel()
        self._read_again(store, changes.items)
        self.endResetModel()
        return [c for c in self.rows if c.key not in known]

    def _read_again(self, store: Store, touched: frozenset[str]) -> None:
        """Read what was touched or came, as far as the list has been read before."""
        last = self._left[0] - 1 if self._left else None
        now = items_waiting(store.read, store.person.id)
        within = {item for item in now if last is None or item <= last}
        self._left = [item for item in now if item not in within]
        kept = [c for c in self.rows if c.item in within and c.id not in touched]
        fresh = among(store, sorted(within - {c.item for c in kept}))
        self.rows = sorted([*kept, *fresh], key=lambda c: c.key)
        if not self.rows:
            self.rows = self._read()

    def put(self, row: int, conflict: Conflict) -> None:
        """Show a conflict as it was read again."""
        if self.rows[row] != conflict:
            self.rows[row] = conflict
            self.dataChanged.emit(self.index(row), self.index(row))

    def find(self, key: tuple[int, str]) -> int:
        """Give the row of a conflict, or where it would stand; -1 in an empty list."""
        row = next((n for n, c in enumerate(self.rows) if c.key >= key), len(self.rows) - 1)
        return min(row, len(self.rows) - 1)

    # --- what views ask ---------------------------------------------------------------------------

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        """Say how many rows are read."""
        return 0 if parent.isValid() else len(self.rows)

    def canFetchMore(self, parent: _Index) -> bool:
        """Say whether there is more to read."""
        return not parent.isValid() and bool(self._left)

    def fetchMore(self, parent: _Index) -> None:  # noqa: ARG002
        """Read a page more."""
        fresh = self._read()
        if fresh:
            self.beginInsertRows(_NOWHERE, len(self.rows), len(self.rows) + len(fresh) - 1)
            self.rows += fresh
            self.endInsertRows()

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give a row, its words, or what a screen reader says of it."""
        if not 0 <= index.row() < len(self.rows):
            return None
        conflict = self.rows[index.row()]
        if role == ROW:
            return conflict
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return say("{about}: {values}", about=capital(conflict.about), values=values(conflict))
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip(capital(conflict.about))
        return None

    def _read(self) -> list[Conflict]:
        """Read on until there is something to show, or nothing more."""
        found: list[Conflict] = []
        while self._store is not None and self._left and not found:
            page, self._left = self._left[:_PAGE], self._left[_PAGE:]
            found = among(self._store, page)
        return found


def values(conflict: Conflict) -> str:
    """Name the values that stand, in one line."""
    return " / ".join(briefly(standing.words) for standing in conflict.values)


def capital(words: str) -> str:
    """Begin a line with what a conflict is about."""
    return words[:1].upper() + words[1:]
