"""Every mention in its words: the name stands in one column, what is around it at its sides.

Where several articles name it, the title of each stands above its mentions.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelection,
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
    QListView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from annotator.model.sentences import say
from annotator.ui.looks import LabelLook, looks
from annotator.ui.parts.drawing import draw_row, draw_words, reads_right_to_left, side
from annotator.ui.theme import Radius, Space, Theme, type_font
from annotator.workspace.mentions import Mention
from annotator.workspace.workspace import Workspace

_Index = QModelIndex | QPersistentModelIndex
_ROW = Qt.ItemDataRole.UserRole + 1
_PITCH = 32
_SIGN = 40
"""Pixels for the number of the paragraph."""
_SHARE = 0.34
"""Of the width that is left, what stands before the name."""
_ABSOLUTE = Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter


class _Model(QAbstractListModel):
    """The mentions, and a title before those of each article where there are several."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: list[Mention | str] = []

    def show(self, mentions: Sequence[Mention]) -> None:
        """List these."""
        self.beginResetModel()
        several = len({mention.spot.article for mention in mentions}) > 1
        self.rows = []
        before = ""
        for mention in mentions:
            if several and mention.spot.article != before:
                self.rows.append(mention.title)
            before = mention.spot.article
            self.rows.append(mention)
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's
        """Give how many rows there are."""
        return 0 if parent.isValid() else len(self.rows)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Let titles be passed over."""
        if index.isValid() and isinstance(self.rows[index.row()], str):
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give a row, or what a screen reader says of it."""
        row = self.rows[index.row()]
        if role == _ROW:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            if isinstance(row, str):
                return row
            words = f"{row.before}{row.spot.quote}{row.after}"
            return say("{sign}: {quote}, in: {words}", sign=row.sign, quote=row.spot.quote,
                       words=words)  # fmt: skip
        return None


class _RowPainter(QStyledItemDelegate):
    """Draws a mention with its words in one column."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.look: LabelLook | None = None

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: ARG002
        """Be one line high."""
        return QSize(200, _PITCH)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw the row."""
        row: Mention | str = index.data(_ROW)
        colours, rect, state = self._theme.colours, QRectF(option.rect), option.state
        painter.save()
        if isinstance(row, str):
            painter.setPen(QColor(colours.ink_2))
            draw_words(painter, rect, row, type_font("small"), option.direction)
        else:
            draw_row(
                painter, rect.adjusted(-0.5, 0.5, 0, -0.5), colours,
                chosen=bool(state & QStyle.StateFlag.State_Selected),
                hovered=bool(state & QStyle.StateFlag.State_MouseOver),
                focused=bool(state & QStyle.StateFlag.State_HasFocus),
            )  # fmt: skip
            self._draw(painter, rect, row, option)
        painter.restore()

    def _draw(
        self, painter: QPainter, rect: QRectF, row: Mention, option: QStyleOptionViewItem
    ) -> None:
        window, look = option.direction, self.look
        colours, font = self._theme.colours, type_font("quote")
        metrics = QFontMetricsF(font)
        painter.setPen(QColor(colours.ink_3))
        sign = rect.adjusted(Space.XS, 0, -Space.XS, 0)
        painter.setFont(type_font("small"))
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # or the sign would come last
        painter.drawText(sign, side(window) | Qt.AlignmentFlag.AlignVCenter, row.sign)
        room = rect.adjusted(_SIGN, 0, -Space.S, 0)
        if window == Qt.LayoutDirection.RightToLeft:
            room = rect.adjusted(Space.S, 0, -_SIGN, 0)
        mirrored = reads_right_to_left(row.spot.quote)
        quote = metrics.elidedText(
            " ".join(row.spot.quote.split()), Qt.TextElideMode.ElideMiddle, room.width() * 0.5
        )
        wide = metrics.horizontalAdvance(quote) + 2 * Space.S
        lead = room.width() * _SHARE
        # What comes first stands left of the name, and of words that run from the right, right.
        mark = QRectF(room.left() + lead, rect.top() + 3, wide, _PITCH - 6)
        if mirrored:
            mark.moveRight(room.right() - lead)
        first = QRectF(room.left(), rect.top(), mark.left() - room.left() - 3, _PITCH)
        last = QRectF(mark.right() + 3, rect.top(), room.right() - mark.right() - 3, _PITCH)
        left, right = (row.after, row.before) if mirrored else (row.before, row.after)
        painter.setPen(Qt.PenStyle.NoPen)
        is_picked = bool(option.state & QStyle.StateFlag.State_Selected)
        ground = colours.well if look is None else look.strong if is_picked else look.fill
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(mark, Radius.MARK, Radius.MARK)
        painter.setFont(font)
        way = Qt.LayoutDirection.RightToLeft if mirrored else Qt.LayoutDirection.LeftToRight
        painter.setLayoutDirection(way)
        painter.setPen(QColor(colours.ink))
        painter.drawText(mark, Qt.AlignmentFlag.AlignCenter, quote)
        painter.setPen(QColor(colours.ink_2))
        painter.drawText(
            first, Qt.AlignmentFlag.AlignRight | _ABSOLUTE,
            _cut(left, metrics, first.width(), from_start=not mirrored),
        )  # fmt: skip
        painter.drawText(
            last, Qt.AlignmentFlag.AlignLeft | _ABSOLUTE,
            _cut(right, metrics, last.width(), from_start=mirrored),
        )  # fmt: skip


def _cut(words: str, metrics: QFontMetricsF, width: float, *, from_start: bool) -> str:
    """Leave out whole words at the far end until the rest fits; spaces at the name stay."""
    while words.strip() and metrics.horizontalAdvance(words) > width:
        if from_start:
            _, _, words = words.lstrip().partition(" ")
        else:
            words, _, _ = words.rstrip().rpartition(" ")
    return words


class MentionList(QListView):
    """All rows are shown; the page scrolls. Several can be picked with Shift or Ctrl."""

    opened = Signal(object)
    """A Mention was pressed twice, or Return in the list."""
    came = Signal(int)
    """The row in the list to which the keyboard came, in pixels from its top."""

    def __init__(self, theme: Theme, workspace: Workspace) -> None:
        super().__init__()
        self._theme, self._workspace = theme, workspace
        self._shows: tuple[Mention, ...] = ()
        self.key_pressed: Callable[[QKeyEvent], bool] | None = None
        """Asked first for each key but Return; True when it has used it."""
        self.mentions = _Model(self)
        self._painter = _RowPainter(theme, self)
        self.setModel(self.mentions)
        self.setItemDelegate(self._painter)
        self.setAccessibleName("Mentions")
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.selectionModel().selectionChanged.connect(self._on_picked)
        self.selectionModel().currentChanged.connect(self._on_current)
        self.doubleClicked.connect(self._on_twice)
        theme.changed.connect(self.renew)

    def renew(self) -> None:
        """Draw the label anew in other colours."""
        shown = self._workspace.entities.shown
        found = looks(self._workspace.scheme, self._theme.mode)
        self._painter.look = found.get(shown.listed.label) if shown is not None else None
        self.viewport().update()

    def read(self) -> None:
        """Show the mentions of the entity at hand; what was picked stays picked."""
        entities = self._workspace.entities
        mentions = tuple(entities.shown.mentions) if entities.shown is not None else ()
        self.renew()
        if mentions == self._shows:
            return
        self._shows = mentions
        blocked = self.selectionModel().blockSignals(True)
        self.mentions.show(mentions)
        for n, row in enumerate(self.mentions.rows):
            if row in entities.picked:
                flag = QItemSelectionModel.SelectionFlag.Select
                self.selectionModel().select(self.mentions.index(n), flag)
        self.selectionModel().blockSignals(blocked)
        self.setFixedHeight(max(1, _PITCH * len(self.mentions.rows)))

    def _on_picked(self, *_: QItemSelection) -> None:
        rows = sorted(index.row() for index in self.selectedIndexes())
        found = [self.mentions.rows[row] for row in rows]
        self._workspace.entities.pick(tuple(one for one in found if isinstance(one, Mention)))

    def _on_current(self, index: _Index) -> None:
        self.came.emit(index.row() * _PITCH + _PITCH // 2)

    def _on_twice(self, index: _Index) -> None:
        row = self.mentions.rows[index.row()]
        if isinstance(row, Mention):
            self.opened.emit(row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open by Return what the keyboard is on; leave letters to the page."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            index = self.currentIndex()
            if index.isValid():
                self._on_twice(index)
                return
        if self.key_pressed is None or not self.key_pressed(event):
            super().keyPressEvent(event)
