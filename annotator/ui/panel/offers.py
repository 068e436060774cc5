"""The list below a field to choose in: its rows whole, and as wide as the longest of them."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QHelpEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCompleter,
    QLineEdit,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
)

from annotator.ui.parts.words import tooltip
from annotator.ui.theme import Size, Space, Theme, type_font

_MOST_ROWS = 8
"""Rows that are seen at once; the rest scrolls."""
_WIDEST = Size.PANEL - 2 * Space.M
_AROUND_WORDS = 24
"""Pixels of a row that are not for its words: the edge of the list, and room at both ends."""
_BAR = 10


class OfferList(QListView):
    """Words that are too long for the panel are shortened, and stand whole in a tooltip."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)

    def serve(self, completer: QCompleter) -> None:
        """Show what a completer finds."""
        completer.setPopup(self)
        completer.setMaxVisibleItems(_MOST_ROWS)
        self.setItemDelegate(_Delegate(self))  # after the one that a completer brings

    def wear_colours(self) -> None:
        """Be drawn in the colours of the mode."""
        colours = self._theme.colours
        self.setStyleSheet(
            f"QListView {{ background: {colours.raised}; border: 1px solid {colours.hairline}; "
            f"padding: 2px; }} QListView::item {{ padding: 0 4px; }}"
            f"QListView::item:selected {{ background: {colours.selected_float}; }}"
            f"QListView::item:disabled {{ color: {colours.ink_3}; }}"
        )

    def place_at(self, field: QLineEdit) -> QRect:
        """Give the place in a field below which it opens: as wide as it is itself to be.

        Where it is wider than the field it reaches over the name before that, within the panel.
        """
        wide = max(field.width(), self._wanted())
        is_mirrored = field.layoutDirection() == Qt.LayoutDirection.RightToLeft
        return QRect(0 if is_mirrored else field.width() - wide, 0, wide, field.height())

    def _wanted(self) -> int:
        model = self.model()
        rows = model.rowCount()
        longest = max((_width(model, row) for row in range(rows)), default=0.0)
        bar = _BAR if rows > _MOST_ROWS else 0
        return min(_WIDEST, round(longest) + _AROUND_WORDS + bar)


class _Delegate(QStyledItemDelegate):
    """Rows of one height, known before the style sheet is; what is shortened tells all."""

    def __init__(self, parent: OfferList) -> None:
        super().__init__(parent)

    def sizeHint(
        self,
        option: QStyleOptionViewItem,  # noqa: ARG002
        index: QModelIndex | QPersistentModelIndex,  # noqa: ARG002
    ) -> QSize:
        """Take no more width than there is, or Qt would not shorten the words."""
        return QSize(0, Size.ROW)

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        """Tell all the words of a row where they do not fit."""
        if not index.isValid():
            return super().helpEvent(event, view, option, index)
        room = view.visualRect(index).width() - _AROUND_WORDS // 2
        is_cut = _width(index.model(), index.row()) > room
        QToolTip.showText(event.globalPos(), tooltip(str(index.data())) if is_cut else "", view)
        return True


def _width(model: QAbstractItemModel, row: int) -> float:
    words = str(model.index(row, 0).data())
    return QFontMetricsF(type_font("base")).horizontalAdvance(words)
