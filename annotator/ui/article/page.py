"""A text in a reading column that scrolls: what the window shows stays where it is while lines
above it are made, while the window is resized, and while the text is zoomed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt, QTimer
from PySide6.QtGui import QPainter, QResizeEvent, QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from annotator.ui.article.direction import is_right_to_left
from annotator.ui.article.display import Display
from annotator.ui.article.layout import FlowLayout
from annotator.ui.article.typesetting import Typesetting
from annotator.ui.article.zones import BODY, ZoneStyle

HEAD, FOOT = 24, 112
"""Pixels of the window that are kept free: tags stand at its head, and notices float at its foot.
"""
_SHARE = 0.4
"""Of the window's height: where something comes to lie that is scrolled to."""
_FITS = 0.6
"""Of the window's height: a paragraph that is higher is not put in the middle as a whole."""
_AHEAD = 120
_HARDLY = 0.001
"""Of a line: too little to be seen, but more than nothing."""
SMALLEST, LARGEST = 0.6, 3.0
"""The bounds of the zoom."""


class Page(QTextEdit):
    """Shows a text, and knows where it is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._typesetting = Typesetting()
        self._covered = 0
        self._is_syncing = False
        document = QTextDocument(self)
        document.setUndoRedoEnabled(False)
        document.setDocumentMargin(0)
        self._growing = QTimer(self)
        self._growing.setSingleShot(True)
        self._growing.timeout.connect(self._sync)
        self._flow = FlowLayout(document, self._draw, self._growing.start)
        document.setDocumentLayout(self._flow)
        self.setDocument(document)
        self.setReadOnly(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    @property
    def display(self) -> Display:
        """The text as it is shown."""
        return self._flow.display

    @property
    def typesetting(self) -> Typesetting:
        """How the text is set."""
        return self._typesetting

    @property
    def _zoom(self) -> float:
        return self._typesetting.zoom

    def _draw(self, painter: QPainter, clip: QRectF) -> None:
        """Draw what lies in a rectangle of the document."""
        raise NotImplementedError

    def _lines_moved(self) -> None:
        """Take note that all lines are others now."""
        raise NotImplementedError

    # what is shown

    def _show_text(self, display: Display, styles: list[ZoneStyle]) -> None:
        """Show another text from its beginning."""
        self._flow.pause()
        self._flow.edge = 0.0
        document = self.document()
        document.clear()
        QTextCursor(document).insertText(display.shown, self._format(BODY))
        self._set_formats(display, styles, BODY)
        self._flow.set_width(self.viewport().width())
        self._flow.show(display, styles, self._typesetting)
        self.setTextCursor(QTextCursor(document))
        self._go_to(0.0)

    def _set_styles(self, styles: list[ZoneStyle]) -> None:
        """Set the same text otherwise."""
        display = self._flow.display
        where = self.where()
        self._flow.pause()
        self._set_formats(display, styles, None)
        self._flow.show(display, styles, self._typesetting)
        self._lines_moved()
        self.scroll_to(*where)

    def _set_formats(
        self, display: Display, styles: Sequence[ZoneStyle], done: ZoneStyle | None
    ) -> None:
        cursor = QTextCursor(self.document())
        for style, group in groupby(range(len(styles)), styles.__getitem__):
            if style is done:
                continue
            blocks = list(group)
            cursor.setPosition(display.to_document(display.starts[blocks[0]]))
            cursor.setPosition(self._end_of(display, blocks[-1]), QTextCursor.MoveMode.KeepAnchor)
            cursor.setCharFormat(self._format(style))

    def _format(self, style: ZoneStyle) -> QTextCharFormat:
        """Give the type of a zone, complete, so that no font of the window shines through."""
        result = QTextCharFormat()
        result.setFont(self._typesetting.font(style.step))
        return result

    @staticmethod
    def _end_of(display: Display, block: int) -> int:
        start = display.starts[block]
        return display.to_document(start) + display.within(block, display.ends[block])

    def set_zoom(self, zoom: float) -> None:
        """Enlarge text and tags, 1.0 being the sizes of the type scale."""
        self.set_typesetting(replace(self._typesetting, zoom=zoom))

    def set_typesetting(self, typesetting: Typesetting) -> None:
        """Set the text in another way. The first line in the window stays the first."""
        zoom = min(max(typesetting.zoom, SMALLEST), LARGEST)
        typesetting = replace(typesetting, zoom=zoom)
        if typesetting != self._typesetting:
            self._typesetting = typesetting
            self._set_styles(self._flow.styles)

    # where it is

    def set_covered(self, pixels: int) -> None:
        """Say how much at the foot of the window something lies over, as a notice does."""
        self._covered = pixels

    def first_visible(self) -> int:
        """Give the place with which the first line in the window begins, to come back to it."""
        flow = self._flow
        edge = flow.edge + 1  # what is cut by less than a pixel is not the first line
        n = flow.block_at(edge)
        layout = flow.ensure(n)
        if layout is None or not layout.lineCount():
            return flow.display.starts[n]
        line = flow.line_at(layout, n, edge - flow.block_top(n))
        return flow.display.place(n, line.textStart())

    def where(self) -> tuple[int, float]:
        """Give what `scroll_to` needs to come back: a place, and how much is cut off of its line.

        Between two paragraphs it is the lower one, less than nothing of which is cut off. The very
        top, with the paper above the first line, is nothing of the first line.
        """
        flow = self._flow
        if not flow.edge:
            return 0, 0.0
        place = self.first_visible()
        n = flow.display.block_at(place)
        if self._line_bottom(place) <= flow.edge and n + 1 < len(flow.heights):
            place = flow.display.starts[flow.block_at(flow.block_top(n) + flow.heights[n])]
        return place, (flow.edge - self._line_top(place)) / self._pitch(place) or _HARDLY

    def scroll_to(self, place: int, cut: float = 0.0) -> None:
        """Bring the line that holds a place to the top of the window, or a share of it above."""
        place = min(max(place, 0), len(self._flow.display.text))
        is_top = not place and not cut
        self._go_to(0.0 if is_top else self._line_top(place) + cut * self._pitch(place))

    def _show_stretch(self, start: int, end: int) -> None:
        """Scroll if a stretch is not wholly in sight: just enough, or to it if none of it is.

        Of one that is higher than the window its first line counts.
        """
        height, edge = self.viewport().height(), self._flow.edge
        top, last = self._line_top(start), max(start, end - 1)
        bottom = self._line_bottom(last)
        if bottom - top > height - self._covered:
            bottom = self._line_bottom(start)
        if bottom <= edge or top >= edge + height:
            self._go_to(top - height * _SHARE)
        elif top < edge:
            self._go_to(top - HEAD)
        elif bottom > edge + height - self._covered:
            self._go_to(bottom - height + self._covered)

    def _centre(self, place: int) -> None:
        """Bring the paragraph of a place to the middle of the window, or what fits of it."""
        first, last = self.display.paragraph(place)
        top, bottom = (self._line_top(at) for at in (first, max(first, last)))
        height = self.viewport().height()
        if bottom - top > height * _FITS:
            top = bottom = self._line_top(place)
        self._go_to((top + bottom + self._pitch(place) - height) / 2)

    def _line_top(self, place: int) -> float:
        """Give the height at which the line that holds a place begins."""
        flow = self._flow
        display = flow.display
        n = display.block_at(place)
        layout = flow.ensure(n)
        within = 0
        if layout is not None and layout.lineCount():
            within = layout.lineForTextPosition(display.within(n, place)).lineNumber()
        return flow.block_top(n) + max(0, within) * flow.pitch(n)

    def _line_bottom(self, place: int) -> float:
        """Give the height at which the line that holds a place ends."""
        return self._line_top(place) + self._pitch(place)

    def _pitch(self, place: int) -> int:
        """Give the height of the line that holds a place."""
        return self._flow.pitch(self.display.block_at(place))

    def paragraph_of(self, place: int) -> int:
        """Give the number of a place's paragraph, as it stands in the margin."""
        display = self.display
        return max(0, display.numbers[display.block_at(place)])

    def is_right_to_left(self, position: int) -> bool:
        """Say which way the block at a position of the document runs."""
        display = self.display
        return is_right_to_left(display, display.block_at(display.from_document(position)))

    def place_under(self, point: QPoint | QPointF) -> int | None:
        """Give the character under a point of the window, None beside the words; code points."""
        return self._flow.character_at(self._to_document(QPointF(point)))

    def hit(self, point: QPointF) -> int | None:
        """Find the document's position nearest to a point of the window."""
        found = self._flow.hitTest(self._to_document(point), Qt.HitTestAccuracy.FuzzyHit)
        return found if found >= 0 else None

    def _near(self, first: int, last: int) -> range:
        """Give those of some blocks that are in the window, else the first of them alone."""
        edge = self._flow.edge
        top = max(first, self._flow.block_at(edge))
        bottom = min(last, self._flow.block_at(edge + self.viewport().height()))
        return range(top, bottom + 1) if top <= bottom else range(first, first + 1)

    def _go_to(self, y: float) -> None:
        """Scroll so that the window begins at a height of the document."""
        flow = self._flow
        flow.edge = max(0.0, y)
        self._make_lines()
        self._sync()

    def _make_lines(self) -> None:
        """Lay out what is in the window, and a little more, so that drawing has nothing to make."""
        edge = self._flow.edge
        self._flow.ensure_between(edge - _AHEAD, edge + self.viewport().height() + _AHEAD)

    def _sync(self) -> None:
        """Make the scroll bar say what the layout knows."""
        self._growing.stop()
        if self._is_syncing:
            return
        self._is_syncing = True
        bar = self.verticalScrollBar()
        self._flow.documentSizeChanged.emit(self._flow.documentSize())
        bar.setValue(round(self._flow.edge))
        self._flow.edge = float(bar.value())
        self._is_syncing = False
        self.viewport().update()

    def scroll_by(self, pixels: int) -> None:
        """Scroll down, or up."""
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + pixels)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Make the lines that come into the window."""
        flow = self._flow
        if not self._is_syncing:
            flow.edge = float(self.verticalScrollBar().value())
            before = flow.edge, flow.heights.total
            self._make_lines()
            if (flow.edge, flow.heights.total) != before:
                self._sync()
                return
        super().scrollContentsBy(dx, dy)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the lines anew, and keep the first one where it is."""
        where = self.where()
        super().resizeEvent(event)
        if self._flow.set_width(self.viewport().width()):
            self._lines_moved()
            self.scroll_to(*where)
        else:
            self._go_to(self._flow.edge)

    def _to_document(self, point: QPointF) -> QPointF:
        return QPointF(point.x(), point.y() + self.verticalScrollBar().value())

    def _to_window(self, rect: QRectF) -> QRect:
        return rect.translated(0, -self.verticalScrollBar().value()).toAlignedRect()
