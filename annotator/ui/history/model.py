"""The rows of the history: a heading for each day, and below it what was done, read as one scrolls.

The log may hold millions of changes. Pages are read by key, the newest first, when they are seen.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from annotator.model.days import long_day
from annotator.model.past.telling import sentence
from annotator.store.history import History, Line
from annotator.store.scope import EVERYTHING, Key, Scope
from annotator.ui.parts.words import tooltip

if TYPE_CHECKING:
    from annotator.store.reader import Reader

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_PAGES = 10
"""So many pages are read before a thing that was looked at is no longer looked for."""
ROW = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Day:
    """The heading of a day."""

    day: date

    @property
    def words(self) -> str:
        """Write it: "Today, 26 November 2026"."""
        ago = (datetime.now(UTC).astimezone().date() - self.day).days
        near = {0: "Today, ", 1: "Yesterday, "}.get(ago, "")
        return near + long_day(self.day)


Row = Day | Line


def time_of(line: Line) -> datetime:
    """Give the time of a line as the clock on the wall showed it."""
    return datetime.fromtimestamp(line.milliseconds / 1000, UTC).astimezone()


class Entries(QAbstractListModel):
    """What fits the filters, as far as it is read."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[Row] = []
        self.scope = EVERYTHING
        self._history: History | None = None
        self._after: Key | None = None

    def show(self, reader: Reader | None, scope: Scope) -> None:
        """List what fits, read anew through a reader; None lists nothing."""
        self.beginResetModel()
        self.scope, self.rows, self._after = scope, [], None
        self._history = History(reader) if reader is not None else None
        if self._history is not None:
            self.rows = self._read()
        self.endResetModel()

    def line(self, row: int) -> Line | None:
        """Give what was done in a row; None for the heading of a day."""
        found = self.rows[row] if 0 <= row < len(self.rows) else None
        return found if isinstance(found, Line) else None

    def find(self, line: Line) -> int:
        """Give the row of a line, reading on for a while; the first line where it is not found."""
        for _ in range(_PAGES):
            for row, there in enumerate(self.rows):
                if isinstance(there, Line) and _names(there) == _names(line):
                    return row
            if not self.canFetchMore(_NOWHERE):
                break
            self.fetchMore(_NOWHERE)
        return self.first

    @property
    def first(self) -> int:
        """Give the first row that is no heading, -1 if there is none."""
        return next((n for n, row in enumerate(self.rows) if isinstance(row, Line)), -1)

    # --- what views ask ---------------------------------------------------------------------------

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        """Say how many rows are read."""
        return 0 if parent.isValid() else len(self.rows)

    def canFetchMore(self, parent: _Index) -> bool:
        """Say whether there is more to read."""
        return not parent.isValid() and self._history is not None and self._after is not None

    def fetchMore(self, parent: _Index) -> None:  # noqa: ARG002
        """Read a page more."""
        fresh = self._read()
        if fresh:
            self.beginInsertRows(_NOWHERE, len(self.rows), len(self.rows) + len(fresh) - 1)
            self.rows += fresh
            self.endInsertRows()

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Let arrows and clicks pass over the headings."""
        if self.line(index.row()) is None:
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give a row, its words, or what a screen reader says of it."""
        if not 0 <= index.row() < len(self.rows):
            return None
        row = self.rows[index.row()]
        if role == ROW:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return row.words if isinstance(row, Day) else spoken(row)
        if role == Qt.ItemDataRole.ToolTipRole and isinstance(row, Line):
            return tooltip(spoken(row))
        return None

    # --- reading ----------------------------------------------------------------------------------

    def _read(self) -> list[Row]:
        """Read on until there is something to show, or nothing more."""
        if self._history is None:
            return []
        while True:
            page = self._history.page(self.scope, self._after)
            self._after = page.after
            if page.lines or page.after is None:
                return self._with_days(page.lines)

    def _with_days(self, lines: list[Line]) -> list[Row]:
        rows: list[Row] = []
        before = self.rows[-1] if self.rows else None
        day = time_of(before).date() if isinstance(before, Line) else None
        for line in lines:
            if time_of(line).date() != day:
                day = time_of(line).date()
                rows.append(Day(day))
            rows.append(line)
        return rows


def spoken(line: Line) -> str:
    """Say a line as one sentence."""
    return sentence(time_of(line), line.who, line.done)


def _names(line: Line) -> tuple[object, ...]:
    return line.clock, line.step, line.version
