"""The view of the list: what the mouse and the keys do with its rows."""

from __future__ import annotations

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QTableView,
)

from annotator.ui.library.delegate import PITCH, ArticleRow
from annotator.ui.library.model import Articles
from annotator.ui.theme import Theme

_Index = QModelIndex | QPersistentModelIndex
_PLAIN = """
    QTableView { show-decoration-selected: 0; selection-background-color: transparent; }
    QTableView::item, QTableView::item:hover, QTableView::item:selected, QTableView::item:focus {
        border: none; background: transparent; }
"""
"""Rows draw themselves."""
_NOTHING = QItemSelectionModel.SelectionFlag.NoUpdate
_ALONE = QItemSelectionModel.SelectionFlag.ClearAndSelect


class ArticleList(QTableView):
    """The rows. The arrows move the ring, Return or a click opens, and letters go to the filter.

    A table of one column: unlike Qt's list it takes no longer for 100,000 rows than for ten.
    """

    chosen = Signal(int)
    """A row was clicked."""
    entered_row = Signal(int)
    """A row was chosen by Return or Space."""
    typed = Signal(str)
    """Letters, for the filter."""
    left = Signal()
    """Esc was pressed."""
    menu_asked = Signal(int, QPoint)
    """What can be done with the article in a row: shown at a place of the screen."""

    def __init__(self, theme: Theme, articles: Articles) -> None:
        super().__init__()
        self._articles = articles
        self.setModel(articles)
        self.setItemDelegate(ArticleRow(theme, articles, self))
        self.setAccessibleName("Articles")
        self._lay_out()
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.viewport().setAutoFillBackground(False)
        self.clicked.connect(lambda index: self.chosen.emit(index.row()))
        theme.changed.connect(self.viewport().update)

    def _lay_out(self) -> None:
        self.setStyleSheet(_PLAIN)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.horizontalHeader().hide()
        self.horizontalHeader().setStretchLastSection(True)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setMinimumSectionSize(PITCH)
        rows.setDefaultSectionSize(PITCH)
        self.verticalScrollBar().setSingleStep(PITCH // 3)

    def go_to(self, row: int) -> None:
        """Put the ring on a row and bring it into view."""
        index = self._articles.index(row)
        self.selectionModel().setCurrentIndex(index, _NOTHING)
        self.scrollTo(index)

    def choose(self, row: int) -> None:
        """Show by selection, ring and scrolling which article is open."""
        self.selectionModel().select(self._articles.index(row), _ALONE)
        self.go_to(row)

    def selectionCommand(  # noqa: N802 - Qt's name
        self,
        index: _Index,  # noqa: ARG002
        event: QEvent | None = None,  # noqa: ARG002
    ) -> QItemSelectionModel.SelectionFlag:
        """Let the ring go anywhere: only the open article is selected."""
        return _NOTHING

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open by Return or Space; hand letters to the filter."""
        key, held = event.key(), event.modifiers()
        words = event.text()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            if self.currentIndex().isValid():
                self.entered_row.emit(self.currentIndex().row())
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End) and self._articles.rowCount():
            self.go_to(0 if key == Qt.Key.Key_Home else self._articles.rowCount() - 1)
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        elif words.isprintable() and words and not held & _COMMANDS:
            self.typed.emit(words)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of the row under the mouse, or by its key of the row with the ring."""
        index, place = self.indexAt(event.pos()), event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            index = self.currentIndex()
            place = self.viewport().mapToGlobal(self.visualRect(index).center())
        if index.isValid():
            self.menu_asked.emit(index.row(), place)


_COMMANDS = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)
