"""Lays the article out: blocks in a reading column, lines at a pitch that never changes.

Only blocks that are looked at are laid out; the others have a height that is estimated.
"""

from __future__ import annotations

import math
from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QFontMetricsF,
    QPainter,
    QTextBlock,
    QTextDocument,
    QTextFrame,
    QTextLayout,
    QTextLine,
    QTextOption,
)

from annotator.ui.article.direction import is_right_to_left, may_turn
from annotator.ui.article.display import Display
from annotator.ui.article.heights import Heights
from annotator.ui.article.line import character_at, place_at
from annotator.ui.article.typesetting import Typesetting
from annotator.ui.article.zones import BODY, ZoneStyle
from annotator.ui.theme import Size

ASCENT_SHARE = 0.62
"""Where in the pitch of a line its baseline lies."""
TOP, HEADER, BOTTOM = 32.0, 32.0, 120.0
"""Paper above the text, room for the line of facts, and paper below, where notices float."""
_EAGER = 8_000
"""Code points; a shorter article is laid out at once, so that its scroll bar is exact."""
_SAMPLE = 1_000
_KEPT = 400
"""Blocks whose lines are kept. Those of others are made again when they are looked at."""


class FlowLayout(QAbstractTextDocumentLayout):
    """The layout of one article's document."""

    def __init__(
        self,
        document: QTextDocument,
        draw: Callable[[QPainter, QRectF], None],
        grown: Callable[[], None],
    ) -> None:
        super().__init__(document)
        self._draw = draw
        self.display = Display("")
        self.styles: list[ZoneStyle] = [BODY]
        self.is_ready = False
        """False while the document holds another text than `display`."""
        self.typesetting = Typesetting()
        self.left = 0.0
        """Where the column begins, and how wide it is."""
        self.column = float(Size.COLUMN)
        self.heights = Heights([0.0])
        self.header_after = -1
        """The number of the block above the line of facts."""
        self.edge = 0.0
        """The height at which the window begins. It goes down with its words when blocks above it
        turn out to be higher than was thought.
        """
        self.grown = grown
        """Called when the height of the whole has changed."""
        self._width = 0.0
        self._gaps = [0.0]
        self._laid: set[int] = set()
        self._per_line: dict[ZoneStyle, float] = {}

    # what is shown

    def pause(self) -> None:
        """Lay out nothing while the document changes, until `show`."""
        self.is_ready = False
        self._laid.clear()

    @property
    def zoom(self) -> float:
        """How many times as large as in the type scale everything is."""
        return self.typesetting.zoom

    def show(self, display: Display, styles: list[ZoneStyle], typesetting: Typesetting) -> None:
        """Take another article, which the document holds already."""
        self.display, self.styles, self.typesetting = display, styles, typesetting
        self.is_ready = True
        headline = [n for n, style in enumerate(styles) if style.step == "headline"]
        self.header_after = headline[-1] if headline else -1
        self._gaps = _gaps(display, styles)
        self._place_column()
        self._estimate()

    def set_width(self, width: float) -> bool:
        """Take the width of the window, and say whether lines break elsewhere now."""
        if width == self._width:
            return False
        self._width = width
        before = self.column
        self._place_column()
        if self.column == before or not self.is_ready:
            return False
        self._estimate()
        return True

    def _place_column(self) -> None:
        self.left, self.column = self.typesetting.column(self._width)

    def _estimate(self) -> None:
        """Forget all lines, and guess the heights from the number of characters."""
        document = self.document()
        for n in self._laid:
            document.findBlockByNumber(n).clearLayout()
        self._laid.clear()
        self._per_line.clear()
        display = self.display
        eager = len(display.text) <= _EAGER
        self.heights = Heights(
            [
                0.0 if display.is_blank(n) else self._height(n, 1 if eager else self._guess(n))
                for n in range(len(self.styles))
            ]
        )
        if eager:
            for n in range(len(self.heights)):
                self.ensure(n)
        self.documentSizeChanged.emit(self.documentSize())

    def _guess(self, n: int) -> int:
        length = self.display.ends[n] - self.display.starts[n]
        return math.ceil(length / self._characters(self.styles[n]))

    def _characters(self, style: ZoneStyle) -> float:
        """Give how many characters of this very text a line holds, measured on its beginning."""
        known = self._per_line.get(style)
        if known is None:
            sample = self.display.text[:_SAMPLE].replace("\n", " ")
            metrics = QFontMetricsF(self.typesetting.font(style.step))
            average = metrics.horizontalAdvance(sample) / max(1, len(sample))
            # A line ends with its last whole word, so that about three characters are lost.
            known = max(8.0, self.column / max(average, 1.0) - 3)
            self._per_line[style] = known
        return known

    def _height(self, n: int, lines: int) -> float:
        room = round(HEADER * self.zoom) if n == self.header_after else 0
        return lines * self.pitch(n) + round(self._gaps[n] * self.zoom) + room

    # lines

    def ensure(self, n: int) -> QTextLayout | None:
        """Lay a block out if it is not yet, and give its lines; None while the text changes."""
        if not self.is_ready:
            return None
        block = self.document().findBlockByNumber(n)
        if not block.isValid() or n >= len(self.heights):
            return None
        layout = block.layout()
        if n not in self._laid or not layout.lineCount():
            self._lay_out(n, layout)
            block.setLineCount(layout.lineCount())
            self._laid.add(n)
        return layout

    def _lay_out(self, n: int, layout: QTextLayout) -> None:
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        if is_right_to_left(self.display, n):
            option.setTextDirection(Qt.LayoutDirection.RightToLeft)
            option.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute)
        else:
            option.setTextDirection(Qt.LayoutDirection.LeftToRight)
            option.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
        layout.setTextOption(option)
        layout.setCacheEnabled(True)
        pitch, width = self.pitch(n), self.column
        baseline = self.baseline(n, 0)
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            line.setPosition(QPointF(0, baseline - line.ascent()))
            baseline += pitch
        layout.endLayout()
        if self.heights[n]:
            grown = self.heights.change(n, self._height(n, layout.lineCount()))
            if grown:
                if self.block_top(n) < self.edge:
                    self.edge += grown
                self.grown()

    def ensure_between(self, top: float, bottom: float) -> tuple[int, int]:
        """Lay out the blocks between two heights, and give the first and the one after the last."""
        first = self.block_at(top)
        n, y = first, self.block_top(first)
        while n < len(self.heights) and y < bottom:
            if self.heights[n]:
                self.ensure(n)
            y += self.heights[n]
            n += 1
        return first, n

    def forget_distant(self, first: int, last: int) -> None:
        """Let go of lines that are far from these blocks, when there are many."""
        if len(self._laid) > _KEPT:
            document = self.document()
            far = [n for n in self._laid if not first - _KEPT // 4 <= n < last + _KEPT // 4]
            for n in far:
                document.findBlockByNumber(n).clearLayout()
            self._laid.difference_update(far)

    # places

    @property
    def top(self) -> float:
        """Where the first block begins."""
        return TOP + (round(HEADER * self.zoom) if self.header_after < 0 else 0)

    def block_top(self, n: int) -> float:
        """Give the height at which a block begins."""
        return self.top + self.heights.before(n)

    def block_at(self, y: float) -> int:
        """Give the number of the block at a height, or the nearest."""
        n = max(0, self.heights.at(max(0.0, y - self.top)))
        while n and not self.heights[n]:
            n -= 1  # only at the end, and where sums of heights are not exact
        return n

    def baseline(self, n: int, line: int) -> float:
        """Give how far below the beginning of its block a line's baseline lies."""
        pitch = self.pitch(n)
        return line * pitch + round(pitch * ASCENT_SHARE)

    def pitch(self, n: int) -> int:
        """Give the height of a block's lines: whole pixels, so that all are drawn alike."""
        return round(self.typesetting.pitch(self.styles[n]) * self.zoom)

    def line_at(self, layout: QTextLayout, n: int, y: float) -> QTextLine:
        """Give the line of a block nearest to a height in it."""
        return layout.lineAt(min(max(0, int(y // self.pitch(n))), layout.lineCount() - 1))

    # what Qt asks for

    def documentChanged(self, _from: int, _removed: int, _added: int) -> None:
        """Do nothing: the text changes through `show` only."""

    def documentSize(self) -> QSizeF:
        """Give the size of the whole."""
        return QSizeF(self._width, math.ceil(self.top + self.heights.total + BOTTOM))

    def pageCount(self) -> int:
        """Say that there is one page."""
        return 1

    def frameBoundingRect(self, _frame: QTextFrame) -> QRectF:
        """Give the place of the one frame there is."""
        return QRectF(QPointF(0, 0), self.documentSize())

    def blockBoundingRect(self, block: QTextBlock) -> QRectF:
        """Give the place of a block, which is laid out now if it was not."""
        n = block.blockNumber()
        if self.ensure(n) is None:
            return QRectF()
        return QRectF(self.left, self.block_top(n), self.column, self.heights[n])

    def character_at(self, point: QPointF) -> int | None:
        """Find the character under a point of the document, in code points; None beside words."""
        if not self.is_ready:
            return None
        n = self.block_at(point.y())
        layout = self.ensure(n)
        if layout is None or not layout.lineCount():
            return None
        x, y = point.x() - self.left, point.y() - self.block_top(n)
        line = self.line_at(layout, n, y)
        if not self._is_on(line, n, x, y):
            return None
        turns = may_turn(self.display, n)
        return self.display.place(n, character_at(layout, line, x, turns=turns))

    def hitTest(self, point: QPointF | object, accuracy: Qt.HitTestAccuracy) -> int:
        """Find the place at a point; with exact accuracy -1 where there are no words."""
        if not self.is_ready or not isinstance(point, QPointF):
            return -1
        exact = accuracy == Qt.HitTestAccuracy.ExactHit
        n = self.block_at(point.y())
        layout = self.ensure(n)
        if layout is None or not layout.lineCount():
            return -1
        n = self.block_at(point.y())  # lines were laid out, and heights are not as estimated
        x, y = point.x() - self.left, point.y() - self.block_top(n)
        layout = self.ensure(n)
        if layout is None or not layout.lineCount():
            return -1
        line = self.line_at(layout, n, y)
        if exact and not self._is_on(line, n, x, y):
            return -1
        return self.display.to_document(self.display.starts[n]) + self._place_at(n, layout, line, x)

    def _place_at(self, n: int, layout: QTextLayout, line: QTextLine, x: float) -> int:
        found = place_at(layout, line, x, turns=may_turn(self.display, n))
        end = line.textStart() + line.textLength()
        if found == end and line.lineNumber() < layout.lineCount() - 1:
            return layout.previousCursorPosition(end)  # the end itself is shown on the next line
        return found

    def _is_on(self, line: QTextLine, n: int, x: float, y: float) -> bool:
        words = line.naturalTextRect()
        low = line.lineNumber() * self.pitch(n)
        return words.left() <= x <= words.right() and low <= y < low + self.pitch(n)

    def draw(self, painter: QPainter, context: QAbstractTextDocumentLayout.PaintContext) -> None:
        """Draw what the window shows."""
        clip = context.clip
        if self.is_ready:
            self._draw(
                painter, clip if clip.isValid() else QRectF(QPointF(0, 0), self.documentSize())
            )


def _gaps(display: Display, styles: list[ZoneStyle]) -> list[float]:
    """Give the paper after each block: below a paragraph some, within one none.

    Where no paragraph is set off by an empty line, each line is one.
    """
    count = len(styles)
    blank = [display.is_blank(n) for n in range(count)]
    spaced = any(blank[1 : display.block_at(len(display.text.rstrip())) + 1])
    gaps = []
    for n, style in enumerate(styles):
        last = n + 1 >= count
        ends = last or (blank[n + 1] if spaced else display.numbers[n + 1] != display.numbers[n])
        gaps.append(style.gap if ends or styles[n + 1] is not style else 0.0)
    return gaps
