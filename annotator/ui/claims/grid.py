"""The table of an event: a row for each source, a cell for what it says, told apart by its sign."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from annotator.model.claims.saying import HEADS, column_remark, quoted, spoken, table_remark
from annotator.model.claims.subjects import COLUMNS, Column
from annotator.model.claims.table import Row, Table
from annotator.model.sentences import say
from annotator.ui.claims.cells import CellDelegate, SourceHead
from annotator.ui.parts.words import tooltip
from annotator.ui.theme import Theme

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_SHARES = (23, 17, 20, 13, 16, 11)
"""How the width is shared among the source and the columns, in hundredths."""
_NARROW, _SIGN = 900, 44
"""Below this width columns in which nobody says anything close to their sign."""


class TableModel(QAbstractTableModel):
    """The rows of the table; the first column is the source."""

    def __init__(self) -> None:
        super().__init__()
        self.table: Table | None = None

    def show(self, table: Table | None) -> None:
        """Show a table, or none."""
        self.beginResetModel()
        self.table = table
        self.endResetModel()

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        """Say how many sources there are."""
        return 0 if parent.isValid() or self.table is None else len(self.table.rows)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        """Give the source and the columns."""
        return 0 if parent.isValid() else 1 + len(COLUMNS)

    def row(self, number: int) -> Row | None:
        """Give the row of a source."""
        rows = self.table.rows if self.table is not None else ()
        return rows[number] if 0 <= number < len(rows) else None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give a cell's words: for the eye, for a screen reader, and as a tooltip with citation."""
        row = self.row(index.row())
        if row is None or self.table is None:
            return None
        column = column_of(index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return row.source.name if column is None else row.cells[column].words
        if role == Qt.ItemDataRole.AccessibleTextRole:
            if column is None:
                return say("{source}, {n} claims", source=row.source.name, n=len(row.claims))
            return spoken(row, column, self.table.way)
        if role == Qt.ItemDataRole.ToolTipRole and column is not None and row.cells[column].said:
            return tooltip(quoted(row, column))
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Give the head of a column: its name, and how far it is one below it."""
        if orientation != Qt.Orientation.Horizontal or self.table is None:
            return None
        column = column_of(section)
        name = "Source" if column is None else HEADS[column]
        remark = table_remark(self.table) if column is None else column_remark(self.table, column)
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{name}\n{remark}"
        return f"{name}, {remark}" if role == Qt.ItemDataRole.AccessibleTextRole else None


def column_of(section: int) -> Column | None:
    """Give the column of a section; the first one is the source's."""
    return COLUMNS[section - 1] if 0 < section <= len(COLUMNS) else None


class ClaimTable(QTableView):
    """Arrows go among the cells; Return or a click opens one; Ctrl+C copies it with citation."""

    opened = Signal(int, int)
    """Row and section of the cell whose words are asked for."""
    copied = Signal(int, int)
    left = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.cells = TableModel()
        self.setModel(self.cells)
        self.setItemDelegate(CellDelegate(theme, self))
        self.setHorizontalHeader(SourceHead(theme, self))
        self.setAccessibleName("Claim table")
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.clicked.connect(lambda index: self.opened.emit(index.row(), index.column()))
        theme.changed.connect(self.viewport().update)

    def begin(self) -> None:
        """Let the ring begin anew, at the first source: it is another table."""
        self.setCurrentIndex(QModelIndex())

    def show_table(self, table: Table | None) -> None:
        """Show a table; the ring stays at its cell where that is still there."""
        row, section = self.currentIndex().row(), self.currentIndex().column()
        self.cells.show(table)
        self._share_width()
        if self.cells.rowCount():
            row = min(max(row, 0), self.cells.rowCount() - 1)
            self.setCurrentIndex(self.cells.index(row, max(section, 0)))

    def _share_width(self) -> None:
        width = self.viewport().width()
        table = self.cells.table
        closed = {
            section
            for section, column in enumerate(COLUMNS, 1)
            if width < _NARROW and table is not None and not table.answers(column)
        }
        rest = width - _SIGN * len(closed)
        shares = sum(share for n, share in enumerate(_SHARES) if n not in closed)
        for section, share in enumerate(_SHARES):
            self.setColumnWidth(section, _SIGN if section in closed else rest * share // shares)
        self.resizeRowsToContents()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width anew."""
        super().resizeEvent(event)
        self._share_width()

    def changeEvent(self, event: QEvent) -> None:
        """Measure again in another font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._share_width()

    def event(self, event: QEvent) -> bool:
        """Keep Ctrl+C for the cell."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.matches(QKeySequence.StandardKey.Copy)
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open or copy the cell with the ring, or leave the table."""
        at = self.currentIndex()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            if at.isValid():
                self.opened.emit(at.row(), at.column())
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copied.emit(at.row(), at.column())
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
