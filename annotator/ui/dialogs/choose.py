"""Questions that are answered by choosing: one of a list, or a way out of a trouble."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    QSortFilterProxyModel,
    Qt,
)
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from annotator.model.text import fold
from annotator.questions import Choice
from annotator.ui.dialogs.sheet import Sheet
from annotator.ui.icons import Icons
from annotator.ui.parts.buttons import Row, button
from annotator.ui.parts.drawing import draw_row, draw_words
from annotator.ui.parts.field import FilterField
from annotator.ui.parts.layouts import across, down
from annotator.ui.parts.pictures import Picture
from annotator.ui.parts.words import label
from annotator.ui.theme import Size, Space, Theme, type_font

FEW = 8
"""So many choices need no filter."""
_ID = Qt.ItemDataRole.UserRole
_REMARK = Qt.ItemDataRole.UserRole + 1
_INSET = 10.0
_MOST_ROWS = 10
_HEIGHT = Size.ROW_PALETTE - 4


class _Rows(QStyledItemDelegate):
    """Draws a choice: its name, and a few words more at the end of the row."""

    def __init__(self, theme: Theme, view: QListView) -> None:
        super().__init__(view)
        self._theme, self._view = theme, view

    def sizeHint(
        self,
        option: QStyleOptionViewItem,  # noqa: ARG002
        index: QModelIndex | QPersistentModelIndex,  # noqa: ARG002
    ) -> QSize:
        """Take one row of the palette's height."""
        return QSize(0, _HEIGHT)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw ground, name and remark."""
        painter.save()
        state = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        rect = QRectF(option.rect)
        colours = self._theme.colours
        draw_row(
            painter, rect, colours, chosen=chosen,
            hovered=bool(state & QStyle.StateFlag.State_MouseOver),
            focused=chosen and self._view.hasFocus(),
        )  # fmt: skip
        name, remark = str(index.data()), str(index.data(_REMARK) or "")
        wide = min(QFontMetricsF(type_font("small")).horizontalAdvance(remark), rect.width() / 2)
        window = self._view.layoutDirection()
        start, end = _side_by_side(rect.adjusted(_INSET, 0, -_INSET, 0), wide, window)
        painter.setPen(QColor(colours.ink))
        draw_words(painter, start, name, type_font("base"), window)
        painter.setPen(QColor(colours.ink_2 if chosen else colours.ink_3))
        draw_words(painter, end, remark, type_font("small"), window)
        painter.restore()


def _side_by_side(rect: QRectF, wide: float, window: Qt.LayoutDirection) -> tuple[QRectF, QRectF]:
    """Divide a row into what leads and what stands at its end, `wide` of it."""
    rest = rect.width() - wide - Space.M
    if window == Qt.LayoutDirection.RightToLeft:
        return (
            QRectF(rect.left() + wide + Space.M, rect.top(), rest, rect.height()),
            QRectF(rect.left(), rect.top(), wide, rect.height()),
        )
    return (
        QRectF(rect.left(), rect.top(), rest, rect.height()),
        QRectF(rect.right() - wide, rect.top(), wide, rect.height()),
    )


class _Found(QSortFilterProxyModel):
    """Keeps the choices in whose name or remark all the words stand."""

    def __init__(self) -> None:
        super().__init__()
        self._words: list[str] = []

    def look_for(self, words: str) -> None:
        """Keep only what has these words."""
        self._words = fold(words).split()
        self.invalidate()

    def filterAcceptsRow(self, row: int, parent: QModelIndex | QPersistentModelIndex) -> bool:
        """Say whether a choice is kept."""
        index = self.sourceModel().index(row, 0, parent)
        there = fold(f"{index.data()} {index.data(_REMARK)}")
        return all(word in there for word in self._words)


class Choose(Sheet):
    """Asks to choose one of several. Many can be filtered by typing."""

    def __init__(
        self, theme: Theme, icons: Icons, parent: QWidget | None, question: str,
        choices: Sequence[Choice], chosen: str | None,
    ) -> None:  # fmt: skip
        super().__init__(parent, question)
        self._model = QStandardItemModel(self)
        for choice in choices:
            self._model.appendRow(_item(choice))
        self._found = _Found()
        self._found.setSourceModel(self._model)
        self._list = self._made_list(theme, len(choices))
        self._field = FilterField(theme, icons, "Filter")
        self._field.changed.connect(self._on_words)
        self._field.entered.connect(self._list.setFocus)
        self._field.left.connect(self.reject)
        self._field.setVisible(len(choices) > FEW)
        self.add(self._field)
        self.add(self._list, 1)
        self.add_foot("Choose")
        self._point_at(chosen)
        (self._field if len(choices) > FEW else self._list).setFocus()

    def _made_list(self, theme: Theme, number: int) -> QListView:
        view = QListView()
        view.setModel(self._found)
        view.setItemDelegate(_Rows(theme, view))
        view.setMouseTracking(True)
        view.setUniformItemSizes(True)
        view.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        view.setAccessibleName(self.windowTitle())
        view.setFixedHeight(_HEIGHT * min(max(number, 2), _MOST_ROWS) + 4)
        view.doubleClicked.connect(self.accept)
        view.selectionModel().currentChanged.connect(self._on_current)
        return view

    @property
    def id(self) -> str | None:
        """Give the id of what is chosen."""
        index = self._list.currentIndex()
        return str(index.data(_ID)) if index.isValid() else None

    def _point_at(self, chosen: str | None) -> None:
        rows = range(self._found.rowCount())
        wanted = (n for n in rows if self._found.index(n, 0).data(_ID) == chosen)
        self._list.setCurrentIndex(self._found.index(next(wanted, 0), 0))
        self._on_current()

    def _on_words(self, words: str) -> None:
        before = self.id
        self._found.look_for(words)
        self._point_at(before)

    def _on_current(self) -> None:
        if hasattr(self, "answer"):
            self.answer.setEnabled(self.id is not None)


def _item(choice: Choice) -> QStandardItem:
    item = QStandardItem(choice.name)
    item.setData(choice.id, _ID)
    item.setData(choice.remark, _REMARK)
    words = f"{choice.name}, {choice.remark}" if choice.remark else choice.name
    item.setData(words, Qt.ItemDataRole.AccessibleTextRole)
    return item


class WayOut(Sheet):
    """Tells of a trouble, and offers the ways out of it."""

    def __init__(
        self, theme: Theme, icons: Icons, parent: QWidget | None, trouble: str,
        ways: Sequence[Choice],
    ) -> None:  # fmt: skip
        super().__init__(parent, "Annotator", headed=False)
        self.way: str | None = None
        sign = Picture(icons, "trouble", 20, "caution")
        words = label(trouble, wrap=True)
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setAccessibleDescription(trouble)
        row = across(gap=Space.M)
        row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(words, 1)
        self.add(row)
        rows = [self._row(theme, way) for way in ways]
        self.add(down(*rows, gap=0))
        leave = button("Leave it as it is")
        leave.clicked.connect(self.reject)
        self.add(across(None, leave))
        (rows[0] if rows else leave).setFocus()

    def _row(self, theme: Theme, way: Choice) -> Row:
        lines = [label(way.name, "strong")]
        if way.remark:
            lines.append(label(way.remark, "small"))
        margins = (Space.M, Space.XS, Space.M, Space.XS)
        height = Size.ROW_TALL if way.remark else Size.ROW_PALETTE
        name = f"{way.name}, {way.remark}" if way.remark else way.name
        row = Row(theme, name, down(*lines, gap=0, margins=margins), height)
        row.clicked.connect(lambda: self._take(way.id))
        return row

    def _take(self, way: str) -> None:
        self.way = way
        self.accept()
