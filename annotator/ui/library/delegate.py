"""How a row of the list is drawn: the state, the title in at most two lines, and the facts."""

from __future__ import annotations

from functools import cache, lru_cache

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QAbstractScrollArea, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from annotator.ui.library.facts import NO_TITLE, meta_line, state_of
from annotator.ui.library.model import Articles
from annotator.ui.parts.drawing import draw_row, reads_right_to_left, side
from annotator.ui.parts.states import SIDE, draw_state
from annotator.ui.parts.words import TwoLineLabel, two_lines
from annotator.ui.theme import Size, Space, Theme, type_font

PITCH = Size.ROW_LIBRARY + 2
"""Rows are so far apart."""
_TITLE, _META = TwoLineLabel.PITCH, 16
_INSET = Space.S
_ONE_LINE = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine


class ArticleRow(QStyledItemDelegate):
    """Draws one row from what the model knows."""

    def __init__(self, theme: Theme, articles: Articles, view: QAbstractScrollArea) -> None:
        super().__init__(view)
        self._theme, self._articles, self._view = theme, articles, view

    def sizeHint(
        self,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,  # noqa: ARG002 - Qt's signature
    ) -> QSize:
        """Give every row the same room."""
        return QSize(option.rect.width(), PITCH)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw the row."""
        row = index.row()
        state: QStyle.StateFlag = option.state
        place = self._place(QRectF(option.rect))
        is_open = row == self._articles.open_row
        painter.save()
        draw_row(
            painter, place, self._theme.colours,
            hovered=bool(state & QStyle.StateFlag.State_MouseOver),
            chosen=is_open,
            focused=bool(state & QStyle.StateFlag.State_HasFocus),
        )  # fmt: skip
        self._draw_words(painter, place, row, is_open=is_open)
        painter.restore()

    def _place(self, room: QRectF) -> QRectF:
        """Keep the same distance from both sides of the list, whether or not it scrolls."""
        view = self._view
        end = max(0, _INSET - (view.width() - view.viewport().width()))
        if view.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            return room.adjusted(end, 1, -_INSET, -1)
        return room.adjusted(_INSET, 1, -end, -1)

    def _draw_words(self, painter: QPainter, place: QRectF, row: int, *, is_open: bool) -> None:
        colours = self._theme.colours
        listed = self._articles.listed(row)
        window = self._view.layoutDirection()
        words, mark = _inside(place, window)
        lines, is_rtl = _broken(listed.title or NO_TITLE, words.width())
        own = Qt.LayoutDirection.RightToLeft if is_rtl else Qt.LayoutDirection.LeftToRight
        top = place.top() + (place.height() - len(lines) * _TITLE - _META) / 2
        draw_state(
            painter, QPointF(mark, round(top + (_TITLE - SIDE) / 2)), state_of(listed), colours
        )
        painter.setPen(QColor(colours.ink if listed.title else colours.ink_3))
        painter.setFont(_font("base"))
        painter.setLayoutDirection(own)
        flags = side(own if is_rtl else window) | _ONE_LINE
        for line in lines:
            painter.drawText(QRectF(words.left(), top, words.width(), _TITLE), flags, line)
            top += _TITLE
        said = meta_line(
            listed, self._articles.shown(row), with_year=self._articles.with_year,
            with_mine=not self._articles.filter.is_of_mine,
        )  # fmt: skip
        painter.setPen(QColor(colours.ink_2 if is_open else colours.ink_3))
        painter.setFont(_font("small"))
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        meta = QRectF(words.left(), top, words.width(), _META)
        painter.drawText(meta, side(window) | _ONE_LINE, _shortened(said, words.width()))


def _inside(place: QRectF, window: Qt.LayoutDirection) -> tuple[QRectF, float]:
    """Give where the words of a row stand, and where its mark begins."""
    start = _INSET + SIDE + _INSET
    if window == Qt.LayoutDirection.RightToLeft:
        return place.adjusted(_INSET, 0, -start, 0), place.right() - _INSET - SIDE
    return place.adjusted(start, 0, -_INSET, 0), place.left() + _INSET


@cache
def _font(style: str) -> QFont:
    return type_font(style)


@lru_cache(maxsize=1024)
def _broken(title: str, width: float) -> tuple[tuple[str, ...], bool]:
    """Break a title into one line or two, shortened, and say whether it runs from the right."""
    metrics = QFontMetricsF(_font("base"))
    lines = two_lines(title, metrics, width)
    elided = Qt.TextElideMode.ElideRight
    return tuple(metrics.elidedText(x, elided, width) for x in lines), reads_right_to_left(title)


@lru_cache(maxsize=1024)
def _shortened(words: str, width: float) -> str:
    metrics = QFontMetricsF(_font("small"))
    return metrics.elidedText(words, Qt.TextElideMode.ElideRight, width)
