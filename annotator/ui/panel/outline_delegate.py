"""How a row of the outline is painted: caret, label, words, and at the end a number."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from annotator.model.paragraphs import paragraph_sign
from annotator.ui.looks import LabelLook
from annotator.ui.panel.outline_model import OutlineModel
from annotator.ui.panel.rows import GroupRow, MarkRow, Row, words_of
from annotator.ui.parts.drawing import draw_caret, draw_row, draw_swatch, draw_words
from annotator.ui.theme import Mode, Size, Space, Theme, type_font

INSET = Space.M
"""Between the edge of the panel and a row."""
_PADDING = 8
_SWATCH, _CARET, _FIRST = 16, 12, 24
_INDENT, _NESTING, _DEEPEST = 16, 12, 5
_MOST_KEPT = 256


@dataclass(frozen=True, slots=True)
class _Picture:
    """All that a painted row depends on."""

    words: str
    number: str
    start: int
    """Where label or words stand, from the leading end."""
    look: LabelLook | None
    is_head: bool
    fold: bool | None
    """The caret: whether it points down, None where there is none."""
    chosen: bool
    hovered: bool
    focused: bool
    mirrored: bool
    mode: Mode
    width: int
    trailing: int
    """Room behind the row: the inset, or what of it the scroll bar leaves."""
    scale: float


class OutlineDelegate(QStyledItemDelegate):
    """Paints rows of the model by the looks it is given.

    A row that comes or goes makes its view paint all others too, so what was painted is kept.
    """

    def __init__(self, theme: Theme, model: OutlineModel) -> None:
        super().__init__()
        self._theme, self._model = theme, model
        self.looks: dict[str, LabelLook] = {}
        self._kept: dict[_Picture, QPixmap] = {}

    def sizeHint(
        self,
        option: QStyleOptionViewItem,  # noqa: ARG002
        index: QModelIndex | QPersistentModelIndex,  # noqa: ARG002
    ) -> QSize:
        """Take one row."""
        return QSize(0, Size.ROW)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw a row."""
        rect = option.rect
        picture = self._picture(self._model.row(index), option, painter.device().devicePixelRatio())
        if picture.scale != int(picture.scale):
            painter.save()
            painter.translate(rect.topLeft())
            self._draw(painter, picture)
            painter.restore()
            return
        kept = self._kept.get(picture)
        if kept is None:
            kept = self._keep(picture, rect)
        painter.drawPixmap(rect.topLeft(), kept)

    def _keep(self, picture: _Picture, rect: QRect) -> QPixmap:
        if len(self._kept) >= _MOST_KEPT:
            self._kept.clear()
        kept = QPixmap(rect.size() * picture.scale)
        kept.setDevicePixelRatio(picture.scale)
        kept.fill(QColor(self._theme.colours.chrome))
        painter = QPainter(kept)
        self._draw(painter, picture)
        painter.end()
        self._kept[picture] = kept
        return kept

    def _picture(self, row: Row, option: QStyleOptionViewItem, scale: float) -> _Picture:
        state = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        span, look = row.span, self._look_of(row)
        fold: bool | None = None
        if isinstance(row, GroupRow) and span is None:
            number = f"{row.count:,}"
            if row.opened or chosen or hovered or look is None:
                fold = row.opened
        else:
            number = paragraph_sign(self._model.number_of(span)) if span is not None else ""
        return _Picture(
            words_of(row), number, _start_of(row), look,
            is_head=isinstance(row, GroupRow) and row.branch.kind == "label", fold=fold,
            chosen=chosen, hovered=hovered,
            focused=bool(state & QStyle.StateFlag.State_HasFocus),
            mirrored=option.direction == Qt.LayoutDirection.RightToLeft,
            mode=self._theme.mode, width=option.rect.width(), trailing=_trailing(option),
            scale=scale,
        )  # fmt: skip

    def _look_of(self, row: Row) -> LabelLook | None:
        if isinstance(row, MarkRow):
            ids = self._model.tree.arrangement.scheme.label_ids
            return self.looks.get(ids.get(row.span.label, row.span.label))
        return self.looks.get(row.branch.label or "")

    # --- drawing ----------------------------------------------------------------------------------

    def _draw(self, painter: QPainter, picture: _Picture) -> None:
        colours = self._theme.colours
        place = QRectF(INSET, 0, picture.width - INSET - picture.trailing, Size.ROW)
        draw_row(
            painter, _turned(place, picture), colours,
            hovered=picture.hovered, chosen=picture.chosen, focused=picture.focused,
        )  # fmt: skip
        end = self._draw_number(painter, picture, place)
        start = place.left() + picture.start
        if picture.fold is not None:
            middle = _turned(QRectF(start - _FIRST + 8, 0, _CARET, Size.ROW), picture).center()
            _draw_fold(painter, middle, colours.ink_3, picture)
        if picture.look is not None:
            box = QRectF(start, 5, _SWATCH, 18)
            draw_swatch(painter, _turned(box, picture), picture.look)
            start += _SWATCH + _PADDING
        painter.setPen(QColor(colours.ink))
        font = type_font("strong" if picture.is_head else "base")
        rtl, ltr = Qt.LayoutDirection.RightToLeft, Qt.LayoutDirection.LeftToRight
        words = _turned(QRectF(start, 0, end - start, Size.ROW), picture)
        draw_words(painter, words, picture.words, font, rtl if picture.mirrored else ltr)

    def _draw_number(self, painter: QPainter, picture: _Picture, place: QRectF) -> float:
        """Draw count or paragraph; give where the words must end."""
        colours, font = self._theme.colours, type_font("small")
        wide = QFontMetricsF(font).horizontalAdvance(picture.number)
        left = place.right() - _PADDING - wide
        painter.setFont(font)
        painter.setPen(QColor(colours.ink_2 if picture.chosen else colours.ink_3))
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        box = _turned(QRectF(left, 0, wide + 1, Size.ROW), picture)
        painter.drawText(
            box, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, picture.number
        )
        return left - _PADDING


def _trailing(option: QStyleOptionViewItem) -> int:
    return max(0, INSET - (option.widget.width() - option.rect.width()))


def _start_of(row: Row) -> int:
    """Tell where a row's label stands, or its words if it has none, from the leading end."""
    if isinstance(row, MarkRow) and row.parent.depth < 0:
        return _PADDING + _NESTING * min(row.depth, _DEEPEST)
    if isinstance(row, GroupRow) and row.branch.kind == "label":
        return _FIRST + 2
    return _FIRST + _INDENT * (row.depth - _is_under_label(row))


def _is_under_label(row: Row) -> bool:
    """Say whether the outermost group around a row is the head of a label."""
    group = row.parent
    while group is not None and group.depth > 0:
        group = group.parent
    return group is not None and group.depth == 0 and group.branch.kind == "label"


def _turned(rect: QRectF, picture: _Picture) -> QRectF:
    """Turn a place round in a window that runs from right to left."""
    if not picture.mirrored:
        return rect
    return QRectF(picture.width - rect.right(), rect.top(), rect.width(), rect.height())


def _draw_fold(painter: QPainter, middle: QPointF, colour: str, picture: _Picture) -> None:
    painter.save()
    painter.translate(middle)
    if not picture.fold:
        painter.rotate(90 if picture.mirrored else -90)
    draw_caret(painter, QPointF(0, 0), colour, size=8)
    painter.restore()
