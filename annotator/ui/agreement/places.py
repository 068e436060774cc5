"""The places behind a number: the words as they stand in the text, and what differs in them."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from annotator.actions.agreeing import spans_of
from annotator.model.agreement.pairing import Item
from annotator.model.agreement.study import Study
from annotator.model.sentences import say
from annotator.ui.library.facts import NO_TITLE
from annotator.ui.parts.drawing import draw_row, draw_words, own_direction, side
from annotator.ui.review.choices import fitted
from annotator.ui.theme import Size, Space, Theme, type_font
from annotator.workspace.workspace import Workspace

_Index = QModelIndex | QPersistentModelIndex
_ITEM = Qt.ItemDataRole.UserRole + 1
_AROUND = 60
"""Characters of the text on both sides of a mark that are looked at."""
_PITCH = Size.ROW_LIBRARY + Space.S
_LINE = 20.0
_EACH = 0.42
"""The share of a line for each of two quotes."""
_KEPT = 32
"""Texts of articles that are kept at hand."""


_AT_ONCE = 500
"""Rows that a list is given in one go: it lays out all that it has."""


class Context:
    """The words of a place, and what stands before and after them in one line."""

    def __init__(self, before: str, words: str, after: str) -> None:
        self.before, self.words, self.after = before, words, after


class PlaceModel(QAbstractListModel):
    """The places; what they say is read only when it is looked at."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._study: Study | None = None
        self.items: list[Item] = []
        self._given = 0
        self._text = lru_cache(_KEPT)(self._read)

    def show(self, study: Study | None, items: list[Item]) -> None:
        """List these."""
        self.beginResetModel()
        self._study, self.items = study, items
        self._given = min(_AT_ONCE, len(items))
        self._text.cache_clear()
        self.endResetModel()

    def _read(self, article: str) -> str:
        return (self._workspace.reader.text(article) or "") if self._workspace.is_open else ""

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's
        """Give how many were asked for so far."""
        return 0 if parent.isValid() else self._given

    def canFetchMore(self, parent: _Index) -> bool:
        """Say whether there are more."""
        return not parent.isValid() and self._given < len(self.items)

    def fetchMore(self, parent: _Index) -> None:  # noqa: ARG002
        """Give some more, as the end comes into sight."""
        more = min(_AT_ONCE, len(self.items) - self._given)
        self.beginInsertRows(QModelIndex(), self._given, self._given + more - 1)
        self._given += more
        self.endInsertRows()

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give a place, or what a screen reader says of it."""
        item = self.items[index.row()]
        if role == _ITEM:
            return item
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            context = self.context(item)
            return say("{words}: {what}. {title}", words=context.words, what=self.what(item),
                       title=self.title(item))  # fmt: skip
        return None

    def context(self, item: Item) -> Context:
        """Give the words that both marks cover together, with some of the text around them."""
        if self._study is None:
            return Context("", "", "")
        there = [span for span in spans_of(self._study, item) if span is not None]
        start, end = min(s.start for s in there), max(s.end for s in there)
        text = self._text(item.article)
        if not text:
            return Context("", there[0].quote, "")
        before, after = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
        return Context(*(" ".join(part.split("\n")) for part in (before, text[start:end], after)))

    def what(self, item: Item, fitted: Callable[[str], str] = str) -> str:
        """Say what the two made of it; `fitted` shortens each of two quotes."""
        study = self._study
        if study is None:
            return ""
        first, second = spans_of(study, item)
        names = [study.name(person) for person in study.pairs[item.pair]]
        label = study.label_name(item.first or item.second or "")
        if item.kind == "only_one":
            return say("{label}, only {name}", label=label, name=names[0 if first else 1])
        if item.kind == "label":
            return say("{first}: {one}, {second}: {other}", first=names[0], one=label,
                       second=names[1], other=study.label_name(item.second or ""))  # fmt: skip
        if item.kind == "boundary" and first is not None and second is not None:
            return say("{label}: “{one}” or “{other}”", label=label, one=fitted(first.quote),
                       other=fitted(second.quote))  # fmt: skip
        return say("{label}, both {first} and {second}", label=label, first=names[0],
                   second=names[1])  # fmt: skip

    def title(self, item: Item) -> str:
        """Give the title of the article."""
        articles = self._study.articles if self._study is not None else ()
        return next((a.title for a in articles if a.id == item.article), "") or NO_TITLE


class PlaceList(QListView):
    """Return or a click opens a place; Esc goes back."""

    def __init__(self, theme: Theme, workspace: Workspace) -> None:
        super().__init__()
        self.places = PlaceModel(workspace, self)
        self.opened: Callable[[Item], None] | None = None
        self.left: Callable[[], None] | None = None
        self.setModel(self.places)
        self.setItemDelegate(_PlaceRow(theme, self))
        self.setAccessibleName("Places")
        self.setProperty("role", "list")
        self.setUniformItemSizes(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.clicked.connect(self._open)
        theme.changed.connect(self.viewport().update)

    def show_places(self, study: Study | None, items: list[Item]) -> None:
        """List places, and stand at the first."""
        if items is self.places.items:
            return
        self.places.show(study, items)
        if items:
            self.setCurrentIndex(self.places.index(0))

    def _open(self, index: _Index) -> None:
        if index.isValid() and self.opened is not None:
            self.opened(self.places.items[index.row()])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open by Return, go back by Esc."""
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
        elif key == Qt.Key.Key_Escape and self.left is not None:
            self.left()
        else:
            super().keyPressEvent(event)


class _PlaceRow(QStyledItemDelegate):
    """Draws the words in their sentence, what differs, and the article."""

    def __init__(self, theme: Theme, view: PlaceList) -> None:
        super().__init__(view)
        self._theme, self._view = theme, view

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: ARG002
        """Take three lines."""
        return QSize(200, _PITCH)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw the row."""
        item: Item = index.data(_ITEM)
        model, colours = self._view.places, self._theme.colours
        state: QStyle.StateFlag = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        room = QRectF(option.rect).adjusted(Space.S, 1, -Space.S, -1)
        draw_row(
            painter, room, colours, chosen=chosen,
            hovered=bool(state & QStyle.StateFlag.State_MouseOver),
            focused=chosen and self._view.hasFocus(),
        )  # fmt: skip
        window = self._view.layoutDirection()
        line = QRectF(room.left() + Space.M, room.top() + 5, room.width() - 2 * Space.M, _LINE)
        self._draw_context(painter, line, model.context(item))
        small = type_font("small")
        painter.setPen(QColor(colours.ink))
        room_each, metrics = line.width() * _EACH, QFontMetricsF(small)
        what = model.what(item, lambda words: fitted(words, metrics, room_each))
        draw_words(painter, line.translated(0, _LINE), what, small, window)
        painter.setPen(QColor(colours.ink_2 if chosen else colours.ink_3))
        draw_words(painter, line.translated(0, 2 * _LINE), model.title(item), small, window)
        painter.restore()

    def _draw_context(self, painter: QPainter, line: QRectF, context: Context) -> None:
        """Draw the words bold, with as much around them as there is room for."""
        colours = self._theme.colours
        plain, bold = type_font("quote"), type_font("quote", bold=True)
        metrics, wide = QFontMetricsF(plain), QFontMetricsF(bold)
        words = wide.elidedText(context.words, Qt.TextElideMode.ElideMiddle, line.width())
        spare = max(0.0, line.width() - wide.horizontalAdvance(words))
        before = metrics.elidedText(context.before, Qt.TextElideMode.ElideLeft, spare * 0.4)
        left = spare - metrics.horizontalAdvance(before)
        after = metrics.elidedText(context.after, Qt.TextElideMode.ElideRight, left)
        direction = own_direction(context.before + context.words + context.after)
        rtl = direction == Qt.LayoutDirection.RightToLeft
        painter.setLayoutDirection(direction)
        at = line.right() if rtl else line.left()
        parts = ((before, plain, metrics, colours.ink_2), (words, bold, wide, colours.ink),
                 (after, plain, metrics, colours.ink_2))  # fmt: skip
        for part, font, measure, ink in parts:
            width = measure.horizontalAdvance(part)
            start = at - width if rtl else at
            painter.setFont(font)
            painter.setPen(QColor(ink))
            flags = side(direction) | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
            flags |= Qt.TextFlag.TextIncludeTrailingSpaces | Qt.TextFlag.TextDontClip
            painter.drawText(QRectF(start, line.top(), width + 1, line.height()), flags, part)
            at = start if rtl else at + width
