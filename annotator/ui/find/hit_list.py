"""The list of all hits: each in its line, with the words before and after it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QKeyEvent,
    QPainter,
    QPen,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from annotator.model.finding import Stretch, in_context
from annotator.model.paragraphs import paragraph_numbers, paragraph_sign
from annotator.model.sentences import say
from annotator.model.words import reads_right_to_left
from annotator.ui.parts.drawing import draw_row, side
from annotator.ui.theme import Radius, Size, Space, Theme, type_font
from annotator.workspace.article import ArticleAtHand

_Index = QModelIndex | QPersistentModelIndex
_HIT = Qt.ItemDataRole.UserRole + 1
_SIGN = 40
"""The room for the paragraph's number."""
_BEFORE = 0.36
"""The share of a row that the words before a hit may take; hits stand below each other."""
_LONGEST = 0.55
_COMMANDS = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """A hit as its row shows it."""

    paragraph: str
    before: str
    words: str
    after: str
    is_right_to_left: bool


class HitModel(QAbstractListModel):
    """The hits in an article. What stands around each is looked up when its row is shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._article: ArticleAtHand | None = None
        self.places: tuple[Stretch, ...] = ()

    def show(self, article: ArticleAtHand | None, places: tuple[Stretch, ...]) -> None:
        """List the hits in an article."""
        if article is self._article and places == self.places:
            return
        self.beginResetModel()
        self._article, self.places = article, places
        self.endResetModel()

    def line(self, row: int) -> Line | None:
        """Give what a row shows."""
        article = self._article
        if article is None:
            return None
        start, end = self.places[row]
        paragraphs = paragraph_numbers(article.text, article.zones)
        return Line(
            paragraph_sign(paragraphs.number_at(start)),
            *in_context(article.text, start, end),
            reads_right_to_left(article.text, start),
        )

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's
        """Give how many hits there are."""
        return 0 if parent.isValid() else len(self.places)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give a hit, or what a screen reader says of it."""
        if role not in (_HIT, Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        line = self.line(index.row())
        if role == _HIT or line is None:
            return line
        return say("{paragraph}: {words}", paragraph=line.paragraph,
                   words=f"{line.before}{line.words}{line.after}".strip())  # fmt: skip


class HitList(QListView):
    """Moving in it goes to the hits; Return stays there, letters go on with what is looked for."""

    moved = Signal(int)
    """Went to the hit of this number."""
    entered = Signal(int)
    """Return or a click on the hit of this number."""
    typed = Signal(str)
    """Letters for the field."""
    left = Signal()
    """Up from the first row."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.hits = HitModel(self)
        self.setModel(self.hits)
        self.setItemDelegate(_HitRow(theme, self))
        self.setAccessibleName("Hits")
        self.setUniformItemSizes(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.clicked.connect(lambda index: self.entered.emit(index.row()))
        theme.changed.connect(self.viewport().update)

    def show_number(self, number: int | None) -> None:
        """Show which hit is picked."""
        if number is None:
            self.selectionModel().clear()
        elif number != self.currentIndex().row():
            flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
            index = self.hits.index(number)
            self.selectionModel().setCurrentIndex(index, flag)
            self.scrollTo(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from hit to hit; hand letters to the field."""
        key, words = event.key(), event.text()
        before = self.currentIndex().row()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if before >= 0:
                self.entered.emit(before)
        elif key == Qt.Key.Key_Up and before <= 0:
            self.left.emit()
        elif words.isprintable() and words and not event.modifiers() & _COMMANDS:
            self.typed.emit(words)
        else:
            super().keyPressEvent(event)
            if self.currentIndex().row() != before:
                self.moved.emit(self.currentIndex().row())


class _HitRow(QStyledItemDelegate):
    """Draws a hit outlined as in the article, between what precedes and what follows it."""

    def __init__(self, theme: Theme, view: QListView) -> None:
        super().__init__(view)
        self._theme, self._view = theme, view

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: ARG002
        """Take one row."""
        return QSize(200, Size.ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw the row."""
        line: Line = index.data(_HIT)
        state: QStyle.StateFlag = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        rect = QRectF(option.rect)
        painter.save()
        draw_row(
            painter, rect, self._theme.colours, floating=True, chosen=chosen,
            hovered=bool(state & QStyle.StateFlag.State_MouseOver),
            focused=chosen and self._view.hasFocus(),
        )  # fmt: skip
        inner = rect.adjusted(Space.S, 0, -Space.S, 0)
        mirrored = option.direction == Qt.LayoutDirection.RightToLeft
        room = inner.adjusted(0, 0, -_SIGN, 0) if mirrored else inner.adjusted(_SIGN, 0, 0, 0)
        self._draw_paragraph(painter, inner, line.paragraph, option.direction, chosen=chosen)
        painter.setClipRect(room)
        self._draw_line(painter, room, line, chosen=chosen)
        painter.restore()

    def _draw_paragraph(
        self, painter: QPainter, room: QRectF, sign: str, window: Qt.LayoutDirection,
        *, chosen: bool,
    ) -> None:  # fmt: skip
        colours = self._theme.colours
        painter.setPen(QColor(colours.ink_2 if chosen else colours.ink_3))
        painter.setFont(type_font("small"))
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        painter.drawText(room, side(window) | Qt.AlignmentFlag.AlignVCenter, sign)

    def _draw_line(self, painter: QPainter, room: QRectF, line: Line, *, chosen: bool) -> None:
        colours = self._theme.colours
        before, words, after = _fitted(line, room.width())
        layout = _laid_out(before + words + after, is_right_to_left=line.is_right_to_left)
        text = layout.lineAt(0)
        start, end = (len(part.encode("utf-16-le")) // 2 for part in (before, before + words))
        boxes = [run.boundingRect() for run in text.glyphRuns(start, end - start)]
        column = room.width() * _BEFORE
        left = room.left() + column - min((box.left() for box in boxes), default=0.0)
        if line.is_right_to_left:
            left = room.right() - column - max((box.right() for box in boxes), default=0.0)
        place = QPointF(left, room.center().y() - text.height() / 2)
        painter.setPen(QColor(colours.ink_2 if chosen else colours.ink_3))
        shown = QTextLayout.FormatRange()
        shown.start, shown.length = start, end - start
        shown.format.setForeground(QColor(colours.ink))
        layout.draw(painter, place, [shown])
        painter.setPen(QPen(QColor(colours.ink_3), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for box in boxes:
            left, right = round(place.x() + box.left()), round(place.x() + box.right())
            # An apostrophe behind the words stays to be seen.
            outline = QRectF(left - 1.5, room.top() + 4.5, right - left + 2, room.height() - 9)
            painter.drawRoundedRect(outline, Radius.MARK, Radius.MARK)


def _fitted(line: Line, width: float) -> tuple[str, str, str]:
    """Shorten the words before a hit, a long hit itself, and the words after it to a row."""
    metrics = QFontMetricsF(type_font("quote"))
    before, wide = line.before, width * _BEFORE
    while metrics.horizontalAdvance(before) > wide and " " in before.strip():
        before = "…" + before.lstrip("… ").partition(" ")[2]
    middle, right = Qt.TextElideMode.ElideMiddle, Qt.TextElideMode.ElideRight
    before = metrics.elidedText(before, Qt.TextElideMode.ElideLeft, wide)
    words = metrics.elidedText(line.words, middle, width * _LONGEST)
    rest = width - wide - metrics.horizontalAdvance(words)
    return before, words, metrics.elidedText(line.after, right, max(0.0, rest))


def _laid_out(words: str, *, is_right_to_left: bool) -> QTextLayout:
    """Set a line as one, so that letters join across the ends of the hit."""
    layout = QTextLayout(words, type_font("quote"))
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    direction = Qt.LayoutDirection
    option.setTextDirection(direction.RightToLeft if is_right_to_left else direction.LeftToRight)
    option.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
    layout.setTextOption(option)
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    return layout
