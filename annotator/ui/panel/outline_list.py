"""The list of the outline: it chooses marks, opens groups, and filters as one types."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from annotator.ui.panel.outline_delegate import OutlineDelegate
from annotator.ui.panel.outline_model import OutlineModel
from annotator.ui.panel.rows import GroupRow, Row
from annotator.ui.theme import Size

_NOT_TYPED = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)  # fmt: skip


class OutlineList(QTableView):
    """Rows of one height in one column, which Qt lays out without asking for each of them."""

    chosen = Signal(object)
    """The user went to a Row."""
    entered = Signal(object)
    """Return or a double click on a Row."""
    typed = Signal(str)
    """A character of a filter; "\\b" takes the last one away."""
    left = Signal()
    """Esc was pressed."""
    deleted = Signal()
    """Delete was pressed."""

    folded = Signal(object)
    """The user opened or closed a GroupRow."""

    def __init__(self, model: OutlineModel, delegate: OutlineDelegate) -> None:
        super().__init__()
        self._model = model
        self.setModel(model)
        self.setItemDelegate(delegate)
        self.setAccessibleName("Outline")
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setMouseTracking(True)
        self.horizontalHeader().hide()
        self.horizontalHeader().setStretchLastSection(True)
        self.horizontalHeader().setMinimumSectionSize(0)
        rows = self.verticalHeader()
        rows.hide()
        rows.setMinimumSectionSize(Size.ROW)
        rows.setDefaultSectionSize(Size.ROW)
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        # The delegate draws the ground of a row; the view's own would run from edge to edge.
        self.setStyleSheet(
            "QTableView { selection-background-color: transparent; }"
            "QTableView::item, QTableView::item:hover, QTableView::item:selected"
            " { background: transparent; border: none; }"
        )
        self._is_quiet = False

    def show_current(self, row: Row | None) -> None:
        """Show which row is chosen, without choosing it, and bring it into view.

        Groups are opened for it and stay open: a list that folds under the hand cannot be read.
        """
        with self.quietly():
            if row is not None:
                self._open_around(row)
            index = self._model.index_of(row)
            self.setCurrentIndex(index)
            if not index.isValid():
                self.clearSelection()
        if index.isValid():
            self.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)

    @contextmanager
    def quietly(self) -> Iterator[None]:
        """Choose nothing meanwhile: Qt goes to the next row when the one it was on goes away."""
        before, self._is_quiet = self._is_quiet, True
        try:
            yield
        finally:
            self._is_quiet = before

    @contextmanager
    def keeping_place(self) -> Iterator[None]:
        """Stay where the list is scrolled to while all its rows are laid out anew."""
        bar = self.verticalScrollBar()
        before = bar.value()
        with self.quietly():
            yield
        self.updateGeometries()  # or the bar would not reach so far yet
        bar.setValue(before)

    def _open_around(self, row: Row) -> None:
        around: list[GroupRow] = []
        group = row.parent
        while group is not None and group.parent is not None:
            around.insert(0, group)
            group = group.parent
        for group in around:
            if not group.opened:
                self._model.tree.open(group, opened=True, keep=False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the chosen row in view as the details below take more room."""
        super().resizeEvent(event)
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex(), QAbstractItemView.ScrollHint.EnsureVisible)

    def current_row(self) -> Row | None:
        """Give the row that has the keyboard."""
        index = self.currentIndex()
        return self._model.row(index) if index.isValid() else None

    # --- what the user does -----------------------------------------------------------------------

    def currentChanged(  # noqa: N802 - Qt's name
        self,
        current: QModelIndex | QPersistentModelIndex,
        previous: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Choose what the user goes to."""
        super().currentChanged(current, previous)
        if current.isValid() and not self._is_quiet:
            self.chosen.emit(self._model.row(current))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Open or close a group by a click anywhere on it."""
        index = self.indexAt(event.position().toPoint())
        row = self._model.row(index) if index.isValid() else None
        super().mousePressEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and row is not None:
            if isinstance(row, GroupRow) and row.span is None:
                self.fold(row, opened=not row.opened)
            else:
                self.chosen.emit(row)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Go into the text at a mark; a group takes it as two clicks."""
        index = self.indexAt(event.position().toPoint())
        row = self._model.row(index) if index.isValid() else None
        if row is not None and row.span is None:
            self.mousePressEvent(event)
        elif row is not None:
            self.entered.emit(row)

    def fold(self, row: GroupRow, *, opened: bool) -> None:
        """Open or close a group for good."""
        with self.quietly():
            self._model.tree.open(row, opened=opened)
        self.folded.emit(row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk, open, close, filter."""
        row = self.current_row()
        if row is not None and self._on_row_key(row, event.key()):
            return
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End):
            last = self._model.rowCount() - 1
            at = 0 if event.key() == Qt.Key.Key_Home else last
            self.setCurrentIndex(self._model.index(at, 0))
        elif event.key() == Qt.Key.Key_Backspace:
            self.typed.emit("\b")
        elif self._is_typed(event):
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)

    def _on_row_key(self, row: Row, key: int) -> bool:
        is_group = isinstance(row, GroupRow) and row.span is None
        opens, closes = Qt.Key.Key_Right, Qt.Key.Key_Left
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            opens, closes = closes, opens
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter(row)
        elif key == Qt.Key.Key_Delete and not is_group:
            self.deleted.emit()
        elif key == Qt.Key.Key_Space and is_group:
            self._enter(row)
        elif key == opens and is_group:
            self._step_in(row)
        elif key == closes:
            self._step_out(row)
        else:
            return key in (opens, closes)
        return True

    def _enter(self, row: Row) -> None:
        if isinstance(row, GroupRow) and row.span is None:
            self.fold(row, opened=not row.opened)
        else:
            self.entered.emit(row)

    def _step_in(self, row: Row) -> None:
        if isinstance(row, GroupRow) and row.opened:
            self.setCurrentIndex(self._model.index_of(row.children[0]))
        elif isinstance(row, GroupRow):
            self.fold(row, opened=True)

    def _step_out(self, row: Row) -> None:
        if isinstance(row, GroupRow) and row.span is None and row.opened:
            self.fold(row, opened=False)
        elif row.parent is not None and row.parent.parent is not None:
            self.setCurrentIndex(self._model.index_of(row.parent))

    @staticmethod
    def _is_typed(event: QKeyEvent) -> bool:
        return bool(event.text()) and event.text().isprintable() and (
            not event.modifiers() & _NOT_TYPED
        )  # fmt: skip
