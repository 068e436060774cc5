"""The rows of the outline as Qt asks for them, with what a screen reader says of each."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from annotator.model.paragraphs import Paragraphs
from annotator.model.sentences import count, say
from annotator.model.span import Span
from annotator.ui.panel.arrangement import Arrangement
from annotator.ui.panel.outline_rows import OutlineRows
from annotator.ui.panel.rows import GroupRow, MarkRow, Row, words_of
from annotator.ui.parts.mark_facts import facts_of, told_in_list

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class OutlineModel(QAbstractTableModel):
    """One column of groups and marks; a table, whose view lays out rows without asking each."""

    def __init__(self, arrangement: Arrangement) -> None:
        super().__init__()
        self.tree = OutlineRows(self, arrangement)
        self.paragraphs = Paragraphs((), frozenset())
        self.is_unsaved: Callable[[str], bool] = lambda _id: False
        """Says whether the mark of an id could not be written yet."""

    # --- the marks --------------------------------------------------------------------------------

    def show(self, spans: list[Span], arrangement: Arrangement, *, all_open: bool = False) -> None:
        """Show other marks, or the same ones in another order."""
        self.beginResetModel()
        self.tree.build(spans, arrangement, all_open=all_open)
        self.endResetModel()

    def row(self, index: Index) -> Row:
        """Give the row at an index."""
        return self.tree.rows[index.row()]

    def index_of(self, row: Row | None) -> QModelIndex:
        """Give the index of a row, an invalid one where it is not open."""
        number = self.tree.number_of(row) if row is not None else None
        return QModelIndex() if number is None else self.index(number, 0)

    def number_of(self, span: Span) -> int:
        """Tell the number of the paragraph in which a mark begins."""
        return self.paragraphs.number_at(span.start)

    # --- what happens to the rows -----------------------------------------------------------------

    def inserting(self, first: int, last: int) -> None:
        """Hear that rows will come."""
        self.beginInsertRows(_ROOT, first, last)

    def inserted(self) -> None:
        """Hear that they came."""
        self.endInsertRows()

    def removing(self, first: int, last: int) -> None:
        """Hear that rows will go."""
        self.beginRemoveRows(_ROOT, first, last)

    def removed(self) -> None:
        """Hear that they went."""
        self.endRemoveRows()

    def changed(self, first: int, last: int) -> None:
        """Hear that rows say something else."""
        self.dataChanged.emit(self.index(first, 0), self.index(last, 0))

    # --- what Qt asks -----------------------------------------------------------------------------

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Count the rows that are open."""
        return 0 if parent.isValid() else len(self.tree.rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Have one column."""
        return 0 if parent.isValid() else 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        """Say what a row shows, and in more words what it is."""
        if role == Qt.ItemDataRole.DisplayRole:
            return words_of(self.row(index))
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return self.spoken(self.row(index))
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        """Name the column, which screen readers read; rows are numbered."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return "Marks" if orientation == Qt.Orientation.Horizontal else f"{section + 1}"

    def spoken(self, row: Row) -> str:
        """Describe a row in words: "Weapon: rockets, paragraph 5"."""
        if isinstance(row, MarkRow):
            return self._spoken_mark(row.span)
        if row.span is not None:
            return self._spoken_mark(row.span)
        return self._spoken_group(row)

    def _spoken_mark(self, span: Span) -> str:
        arrangement = self.tree.arrangement
        facts = facts_of(
            span, arrangement.scheme, arrangement.entity_of(span.entity),
            is_unsaved=self.is_unsaved(span.id),
        )  # fmt: skip
        return told_in_list(facts, self.number_of(span))

    def _spoken_group(self, row: GroupRow) -> str:
        names = self.tree.arrangement.scheme.label_names
        label = row.branch.label
        return say(
            "{label}{name}, {marks}, {state}",
            label=f"{names.get(label, label)}: " if label is not None else "",
            name=row.branch.words,
            marks=count(row.count, "mark", "marks"),
            state="open" if row.opened else "closed",
        )
