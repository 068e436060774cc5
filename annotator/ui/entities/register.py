"""The register: all entities, the most named first, filtered by any of their names."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from annotator.model.sentences import count, say
from annotator.ui.icons import Icons
from annotator.ui.looks import LabelLook, looks
from annotator.ui.parts.drawing import draw_row, draw_swatch, draw_words, side
from annotator.ui.parts.empty import EmptyList
from annotator.ui.parts.field import FilterField
from annotator.ui.parts.layouts import across, down, frame
from annotator.ui.parts.segments import Segments
from annotator.ui.parts.words import label
from annotator.ui.theme import Size, Space, Theme, type_font
from annotator.workspace.entities import names_entities
from annotator.workspace.register import Listed
from annotator.workspace.workspace import Workspace

_Index = QModelIndex | QPersistentModelIndex
_LISTED = Qt.ItemDataRole.UserRole + 1
_FOUND = 500
"""So many are listed of what words find; the likeliest come first."""
_ALL = ""
_MOST_LABELS = 3
_AT_ONCE = 500
"""So many rows are given to the view, and then as many more: it asks for each that it is given."""


class _Model(QAbstractListModel):
    """The entities that the filter leaves, the first of them until more are looked at."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: list[Listed] = []
        self._given = 0

    def show(self, rows: list[Listed]) -> None:
        """List these; where the first are the same ones, the rows stay."""
        before, given = self.rows[: self._given], min(len(rows), max(self._given, _AT_ONCE))
        if [one.id for one in before] == [one.id for one in rows[:given]]:
            self.rows = rows
            for n, one in enumerate(before):
                if one is not rows[n]:
                    self.dataChanged.emit(self.index(n), self.index(n))
            return
        self.beginResetModel()
        self.rows, self._given = rows, min(len(rows), _AT_ONCE)
        self.endResetModel()

    def row_of(self, id_: str | None, likely: int) -> int:
        """Give the row of an entity, perhaps the likely one, and give rows up to it; or -1."""
        row = likely
        if not (0 <= likely < len(self.rows) and self.rows[likely].id == id_):
            row = next((n for n, one in enumerate(self.rows) if one.id == id_), -1)
        if row >= self._given:
            self._give(row + _AT_ONCE)
        return row

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's
        """Say how many were asked for so far."""
        return 0 if parent.isValid() else self._given

    def canFetchMore(self, parent: _Index) -> bool:
        """Say whether there are more."""
        return not parent.isValid() and self._given < len(self.rows)

    def fetchMore(self, parent: _Index) -> None:  # noqa: ARG002
        """Give some more, as the end comes into sight."""
        self._give(self._given + _AT_ONCE)

    def _give(self, number: int) -> None:
        number = min(number, len(self.rows))
        self.beginInsertRows(QModelIndex(), self._given, number - 1)
        self._given = number
        self.endInsertRows()

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give an entity, or what a screen reader says of it."""
        one = self.rows[index.row()]
        if role == _LISTED:
            return one
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return say("{name}, {uses}", name=one.name,
                       uses=count(one.uses, "mention", "mentions"))  # fmt: skip
        if role == Qt.ItemDataRole.ToolTipRole:
            return ", ".join((one.name, *one.others[:8]))
        return None


class _RowPainter(QStyledItemDelegate):
    """Draws the letter of the label, the name, and how often it is named."""

    def __init__(self, theme: Theme, workspace: Workspace, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._workspace = theme, workspace
        self._looks: dict[str, LabelLook] = {}

    def renew(self) -> None:
        """Take the looks of the labels again."""
        self._looks = looks(self._workspace.scheme, self._theme.mode)

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: ARG002
        """Be one line high."""
        return QSize(100, Size.ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw the row."""
        one: Listed = index.data(_LISTED)
        colours, rect = self._theme.colours, QRectF(option.rect)
        state, way = option.state, option.direction
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        draw_row(
            painter, rect, colours, chosen=chosen,
            hovered=bool(state & QStyle.StateFlag.State_MouseOver),
            focused=bool(state & QStyle.StateFlag.State_HasFocus),
        )  # fmt: skip
        inner = rect.adjusted(Space.S, 0, -Space.S, 0)
        number = f"{one.uses:,}"
        wide = QFontMetricsF(type_font("small")).horizontalAdvance(number) + Space.S
        mirrored = way == Qt.LayoutDirection.RightToLeft
        swatch = QRectF(inner.left(), inner.top() + 5, 16, 18)
        words = inner.adjusted(Space.XL, 0, -wide, 0)
        if mirrored:
            swatch.moveRight(inner.right())
            words = inner.adjusted(wide, 0, -Space.XL, 0)
        look = self._looks.get(one.label)
        if look is not None:
            draw_swatch(painter, swatch, look)
        painter.setPen(QColor(colours.ink))
        draw_words(painter, words, one.name, type_font("base"), way)
        painter.setPen(QColor(colours.ink_2 if chosen else colours.ink_3))
        painter.setFont(type_font("small"))
        end = Qt.LayoutDirection.LeftToRight if mirrored else Qt.LayoutDirection.RightToLeft
        painter.drawText(inner, side(end) | Qt.AlignmentFlag.AlignVCenter, number)
        painter.restore()


class EntityList(QListView):
    """Going to a row shows the entity."""

    def __init__(self, theme: Theme, workspace: Workspace) -> None:
        super().__init__()
        self.key_pressed: Callable[[QKeyEvent], bool] | None = None
        """Asked first for each key; True when it has used it."""
        self.entities = _Model(self)
        self.painter_of = _RowPainter(theme, workspace, self)
        self.setModel(self.entities)
        self.setItemDelegate(self.painter_of)
        self.setAccessibleName("Entities")
        self.setUniformItemSizes(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_Hover)
        theme.changed.connect(self.viewport().update)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave letters and Return to the page: typing filters in the field."""
        if self.key_pressed is None or not self.key_pressed(event):
            super().keyPressEvent(event)


class RegisterPane(QFrame):
    """The register at the left of the page."""

    left = Signal()
    """Esc in the empty filter."""

    def __init__(self, theme: Theme, icons: Icons, workspace: Workspace) -> None:
        super().__init__()
        self.setProperty("role", "chrome")
        self.setFixedWidth(Size.REGISTER)
        self.setAccessibleName("Register")
        self._theme, self._workspace = theme, workspace
        self._label = _ALL
        self._segments: Segments | None = None
        self.filter = FilterField(theme, icons, "Filter by any name", "Ctrl+L")
        self._number = label("", "meta")
        self._kinds = across(gap=0)
        head = across(gap=0)
        head.addLayout(self._kinds)
        head.addStretch(1)
        head.addWidget(self._number)
        self.list = EntityList(theme, workspace)
        self._nothing = EmptyList(icons, "entities", "", "")
        self._empty = frame("", down(self._nothing, None, margins=(Space.L, Space.XL, Space.L, 0)))
        column = down(self.filter, Space.XS, head, gap=Space.S,
                      margins=(Space.S, Space.M, Space.S, 0))  # fmt: skip
        column.addWidget(self.list, 1)
        column.addWidget(self._empty, 1)
        self.setLayout(column)
        self._connect()
        self.renew()

    def _connect(self) -> None:
        workspace = self._workspace
        self.filter.changed.connect(lambda _: self.read())
        self.filter.entered.connect(self._enter)
        self.filter.left.connect(self.left)
        self.list.selectionModel().currentChanged.connect(self._on_gone)
        self._theme.changed.connect(self.list.painter_of.renew)
        workspace.entities.changed.connect(self.show_chosen)
        workspace.register.changed.connect(self.read)
        workspace.opened.connect(self.renew)

    def renew(self) -> None:
        """Offer the labels of the scheme that name entities."""
        self.list.painter_of.renew()
        self._label = _ALL
        if self._segments is not None:
            self._kinds.removeWidget(self._segments)
            self._segments.deleteLater()
            self._segments = None
        scheme = self._workspace.scheme
        named = [one for one in scheme.labels if names_entities(scheme, one.id) and not one.retired]
        if len(named) <= _MOST_LABELS:
            choices = [(_ALL, "All"), *((one.id, one.name) for one in named)]
            self._segments = Segments(self._theme, "Which entities", choices, _ALL)
            self._segments.chosen.connect(self._on_label)
            self._kinds.addWidget(self._segments)
        self.read()

    def read(self) -> None:
        """List what there is now."""
        if not self._workspace.entities.is_on:
            return  # the page rests; it reads when it comes
        register, words = self._workspace.register, self.filter.text().strip()
        if words:
            rows = [one for one, _ in register.find(words, self._label, _FOUND)]
        else:
            rows = register.rows(self._label)
        self.list.entities.show(rows)
        self._number.setText(f"{len(rows):,}" if rows else "")
        self.list.setVisible(bool(rows))
        self._empty.setVisible(not rows)
        self._say_nothing(words)
        self.show_chosen()

    def _say_nothing(self, words: str) -> None:
        if not self._workspace.register.is_ready:
            self._nothing.say("The names are being read", "They come in a moment.")
        elif words:
            self._nothing.say(say("Nothing is called “{words}”", words=words), "Esc clears it.")
        else:
            self._nothing.say(
                "Nobody is named yet",
                "Say in the details of a mark whom or what it names, and it is listed here.",
            )

    def show_chosen(self) -> None:
        """Show which entity is at hand, and bring it into view."""
        id_ = self._workspace.entities.id
        row = self.list.entities.row_of(id_, self.list.currentIndex().row())
        index = self.list.entities.index(row) if row >= 0 else QModelIndex()
        if index != self.list.currentIndex():
            flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
            blocked = self.list.selectionModel().blockSignals(True)
            self.list.selectionModel().setCurrentIndex(index, flag)
            self.list.selectionModel().blockSignals(blocked)
            self.list.viewport().update()
        if index.isValid():
            self.list.scrollTo(index)

    def _on_label(self, label_: str) -> None:
        self._label = label_
        self.read()

    def _enter(self) -> None:
        rows = self.list.entities.rows
        if not rows:
            return
        if self.filter.text() and self._workspace.entities.id not in {one.id for one in rows}:
            self._workspace.entities.show(rows[0].id)
        self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _on_gone(self, index: _Index) -> None:
        if index.isValid():
            self._workspace.entities.show(self.list.entities.rows[index.row()].id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back to the filter by Esc, and clear it."""
        if event.key() == Qt.Key.Key_Escape and self.filter.text():
            self.filter.clear()
        else:
            super().keyPressEvent(event)
