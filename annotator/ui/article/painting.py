"""Draws the article: fills, picked words, lines, words, rings and tags, margin and caret."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QGuiApplication, QPainter, QPen

from annotator.ui.article.direction import is_right_to_left, may_turn
from annotator.ui.article.geometry import BAND, Geometry, MarkPiece, Piece
from annotator.ui.article.layout import HEADER, FlowLayout
from annotator.ui.article.line import caret_x
from annotator.ui.article.marks import FACT_GAP, Scene, TieKind
from annotator.ui.article.rings import Rings, draw_bands
from annotator.ui.article.tags import TagPage, Tags, TiePiece
from annotator.ui.article.underlay import Underlay
from annotator.ui.looks import (
    BRACKET,
    CHOSEN_CLAIM_WIDTH,
    CHOSEN_WIDTH,
    CLAIM_WIDTH,
    LINE_WIDTH,
    LabelLook,
    label_pen,
)
from annotator.ui.theme import Theme, type_font

REACH = 28.0
"""How far above its line something may be drawn, and below; at a zoom of 1."""
HEADER_BASELINE = 9.0
_THINNEST, _THICKEST = 0.75, 2.0
"""How far lines follow the zoom."""
_WIDTHS = LINE_WIDTH, CHOSEN_WIDTH
_CLAIM_WIDTHS = CLAIM_WIDTH, CHOSEN_CLAIM_WIDTH
_FAINT = 1.0
"""How wide the line of a dimmed mark is."""
_CARET = 2.0
_MARGIN_GAP = 16


class Painting:
    """Draws what lies in a stretch of the page, by the scene."""

    def __init__(self, theme: Theme, flow: FlowLayout, geometry: Geometry, scene: Scene) -> None:
        self._theme, self._flow, self._geometry, self._scene = theme, flow, geometry, scene
        self._tags = Tags(theme, scene)
        self._rings = Rings(theme, flow, geometry, scene)
        self._underlay = Underlay(self._draw_marks)
        self._colours: dict[str, QColor] = {}
        self._lines: dict[tuple[str, bool, bool], tuple[QPen, float]] = {}
        self._zoom = 1.0
        self._margin_font = type_font("micro")
        self._margin_widths: dict[str, float] = {}

    def forget(self) -> None:
        """Let go of the colours, as they are others now."""
        self._colours.clear()
        self._lines.clear()
        self._underlay.forget()

    def _set_zoom(self, zoom: float) -> None:
        if zoom != self._zoom:
            self._zoom = zoom
            self._lines.clear()
            self._underlay.forget()
            self._margin_font = type_font("micro", zoom)
            self._margin_widths.clear()

    def draw(self, painter: QPainter, clip: QRectF) -> None:
        """Draw the blocks that lie in `clip`, a rectangle of the document."""
        flow = self._flow
        self._set_zoom(flow.zoom)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        reach = REACH * flow.zoom
        first, last = flow.ensure_between(clip.top() - reach, clip.bottom() + reach)
        if self.header_rect().intersects(clip):
            self._draw_header(painter)
        top = flow.block_top(first)
        caret = self._caret_block()
        here = flow.display.numbers[caret]
        for n in range(first, last):
            height = flow.heights[n]
            if height:
                painter.translate(flow.left, top)
                is_here = flow.display.numbers[n] == here
                self._draw_block(painter, n, clip.translated(-flow.left, -top), is_here=is_here)
                if n == caret and self._scene.caret_is_on:
                    self._draw_caret(painter)
                painter.translate(-flow.left, -top)
            top += height
        flow.forget_distant(first, last)

    def _draw_block(self, painter: QPainter, n: int, clip: QRectF, *, is_here: bool) -> None:
        flow = self._flow
        layout = flow.ensure(n)
        if layout is None:
            return
        size = flow.styles[n].size * flow.zoom
        reach = REACH * flow.zoom
        low, high = clip.top() - reach, clip.bottom() + reach
        scene, every = self._scene, self._geometry.marks(n)
        marks = [m for m in every if low < m.piece.baseline < high]
        faint = scene.faint((m.mark for m in marks), is_here=is_here)
        whole = [m for m in marks if m.mark.id not in faint] if faint else marks
        if faint or self._is_special(n, every) or not self._draw_kept(painter, n, size, every):
            self._draw_fills(painter, size, whole)
            self._draw_selection(painter, n, size)
            self._draw_lines(painter, marks, faint)
        self._rings.draw_hits(painter, n, clip)
        ties = self._draw_ties(painter, n, size) if scene.ties else []
        ties += self._rings.draw_ghosts(painter, n, clip)
        ink = "ink_3" if scene.is_focused and not is_here else flow.styles[n].colour
        painter.setPen(self._colour(getattr(self._theme.colours, ink)))
        layout.draw(painter, QPointF(0, 0), [], clip)
        self._tags.draw(painter, whole, ties, TagPage(is_here, size, flow.zoom))
        self._draw_margin(painter, n)

    # marks

    def _is_special(self, n: int, marks: list[MarkPiece]) -> bool:
        """Say whether something in a block is drawn otherwise than it would be next time.

        `marks` are all of the block, not those in sight alone: a picture holds them all.
        """
        scene, display = self._scene, self._flow.display
        start, end = scene.selection
        if start < end and start < display.ends[n] and end > display.starts[n]:
            return True
        strong = {scene.chosen, scene.hovered}
        return any(mark.id in strong or mark.is_unsaved for mark, *_ in marks)

    def _draw_kept(self, painter: QPainter, n: int, size: float, marks: list[MarkPiece]) -> bool:
        """Draw the marks of a block from their picture, if one can be kept."""
        ground = self._colour(self._theme.colours.paper)
        return not marks or self._underlay.draw(painter, n, size, marks, ground)

    def _draw_marks(self, painter: QPainter, size: float, marks: list[MarkPiece]) -> None:
        self._draw_fills(painter, size, marks)
        self._draw_lines(painter, marks, set())

    def _draw_fills(self, painter: QPainter, size: float, marks: list[MarkPiece]) -> None:
        looks, strong = self._scene.looks, {self._scene.chosen, self._scene.hovered}
        painter.setPen(Qt.PenStyle.NoPen)
        unsaved = []
        for mark, _, _, piece in marks:
            look = looks[mark.label]
            if mark.is_unsaved:
                unsaved.append(piece)
            if mark.track is not None:
                if not mark.track.is_chosen:
                    continue
                painter.setBrush(self._colour(look.fill))
            elif mark.id in strong:
                painter.setBrush(self._colour(look.fill if look.is_claim else look.strong))
            elif look.is_claim:
                continue
            else:
                painter.setBrush(self._colour(look.fill))
            draw_bands(painter, size, piece)
        for piece in unsaved:
            self._draw_unsaved(painter, size, piece)

    def _draw_unsaved(self, painter: QPainter, size: float, piece: Piece) -> None:
        colour = self._colour(self._theme.colours.caution)
        pen = QPen(colour, 1)
        pen.setDashPattern([3.0, 2.0])
        painter.setPen(pen)
        hatch = QColor(colour)
        hatch.setAlphaF(0.35)
        painter.setBrush(QBrush(hatch, Qt.BrushStyle.BDiagPattern))
        draw_bands(painter, size, piece)
        painter.setPen(Qt.PenStyle.NoPen)

    def _draw_lines(self, painter: QPainter, marks: list[MarkPiece], faint: set[str]) -> None:
        chosen = self._scene.chosen
        for mark, lane, turned, piece in marks:
            track = mark.track
            pen, bracket = self._line(
                mark.label, is_chosen=mark.id == chosen or bool(track and track.is_chosen),
                is_faint=mark.id in faint,
            )  # fmt: skip
            if track is not None and not track.number:
                pen, bracket = self._agreed, 0.0
            painter.setPen(pen)
            y = piece.baseline + lane
            for left, right in piece.runs:
                painter.drawLine(QPointF(left, y), QPointF(right, y))
            if bracket:
                left, right = piece.runs[0][0], piece.runs[-1][1]
                if piece.ends if turned else piece.starts:
                    painter.drawLine(QPointF(left, y), QPointF(left, y - bracket))
                if piece.starts if turned else piece.ends:
                    painter.drawLine(QPointF(right, y), QPointF(right, y - bracket))

    @property
    def _agreed(self) -> QPen:
        """Give the pen of what is agreed: as quiet as a line can be that is still seen."""
        return QPen(self._colour(self._theme.colours.outline), _FAINT)

    def _line(self, label: str, *, is_chosen: bool, is_faint: bool) -> tuple[QPen, float]:
        """Give the pen of a label's line, and how high the ends of a bracketed one reach.

        A faint one is thin and grey, and keeps its pattern: it says still which label it is.
        """
        known = self._lines.get((label, is_chosen, is_faint))
        if known is None:
            look, zoom = self._scene.looks[label], min(max(self._zoom, _THINNEST), _THICKEST)
            widths = _CLAIM_WIDTHS if look.is_claim else _WIDTHS
            # At this size nobody sees that dots are square.
            pen = label_pen(look, (_FAINT if is_faint else widths[is_chosen]) * zoom, fast=True)
            if is_faint:
                pen.setColor(self._theme.colours.outline)
            known = pen, BRACKET * zoom * look.is_claim
            self._lines[label, is_chosen, is_faint] = known
        return known

    def _draw_ties(self, painter: QPainter, n: int, size: float) -> list[TiePiece]:
        """Ring who says the chosen claim, and what can be chosen; underline the cue; give tags."""
        scene = self._scene
        chosen = self._geometry.index.get(scene.chosen)
        look = scene.looks.get(chosen.label) if chosen else None
        display = self._flow.display
        tags = []
        turned = is_right_to_left(display, n)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for tie in scene.ties:
            if look is None and tie.kind in {"source", "cue"}:
                continue
            pen = self._tie_pen(tie.kind, look)
            painter.setPen(pen)
            for piece in self._geometry.pieces(n, tie.start, tie.end):
                if tie.kind not in {"cue", "cue?"}:
                    draw_bands(painter, size, piece, around=1, radius=4)
                else:
                    y = piece.baseline + 8.5 * self._flow.zoom
                    for left, right in piece.runs:
                        painter.drawLine(QPointF(left, y), QPointF(right, y))
                if piece.starts and tie.words:
                    tags.append(TiePiece(tie.words, pen.color().name(), turned, piece))
        return tags

    def _tie_pen(self, kind: TieKind, look: LabelLook | None) -> QPen:
        """Give the line of a tie: in the claim's colour what is said, in grey what is proposed."""
        colours = self._theme.colours
        if look is not None and kind in {"source", "cue"}:
            pen = QPen(self._colour(look.line), CLAIM_WIDTH)
        elif kind == "pointed":
            pen = QPen(self._colour(colours.ink), CLAIM_WIDTH)
        else:
            pen = QPen(self._colour(colours.ink_3), 1)
        if kind in {"cue", "cue?"}:
            pen.setDashPattern([2.0, 2.0])
        elif kind == "source?":
            pen.setDashPattern([3.0, 2.0])
        return pen

    # the rest

    def _draw_selection(self, painter: QPainter, n: int, size: float) -> None:
        start, end = self._scene.selection
        if start < end:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._colour(self._theme.colours.selection))
            for piece in self._geometry.pieces(n, start, end):
                draw_bands(painter, size, piece)

    def header_rect(self) -> QRectF:
        """Give the place of the line of facts in the document."""
        flow, n = self._flow, self._flow.header_after
        height = round(HEADER * flow.zoom)
        bottom = flow.top if n < 0 else flow.block_top(n) + flow.heights[n]
        return QRectF(flow.left, bottom - height, flow.column, height)

    def _draw_header(self, painter: QPainter) -> None:
        header = self._scene.header
        if header is None:
            return
        flow, y = self._flow, self.header_rect().top()
        font = type_font("small", flow.zoom)
        metrics = QFontMetricsF(font)
        words = metrics.elidedText(
            _fitting(header.meta, metrics, flow.column), Qt.TextElideMode.ElideRight, flow.column
        )
        # It is no part of the text, so that it stands at the leading side of the window.
        turned = QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft
        x = flow.left + (flow.column - metrics.horizontalAdvance(words) if turned else 0)
        painter.setFont(font)
        painter.setPen(self._colour(self._theme.colours.ink_3))
        painter.drawText(QPointF(x, y + HEADER_BASELINE * flow.zoom), words)

    def _draw_margin(self, painter: QPainter, n: int) -> None:
        """Hang the paragraph's number, or its zone's name, before its first line."""
        flow = self._flow
        display, style = flow.display, flow.styles[n]
        is_named = style.name is not None
        if not display.is_first(n) or (n and is_named and flow.styles[n - 1] is style):
            return
        words = style.name if style.name is not None else str(display.numbers[n])
        width = self._margin_widths.get(words)
        if width is None:
            width = QFontMetricsF(self._margin_font).horizontalAdvance(words)
            self._margin_widths[words] = width
        if not words or width + _MARGIN_GAP > flow.left:
            return
        x = -_MARGIN_GAP - width
        if is_right_to_left(display, n):
            x = flow.column + _MARGIN_GAP
        painter.setFont(self._margin_font)
        painter.setPen(self._colour(self._theme.colours.ink_3))
        painter.drawText(QPointF(x, flow.baseline(n, 0)), words)

    def _draw_caret(self, painter: QPainter) -> None:
        rect = self.caret_rect()
        if rect is not None:
            rect.translate(-self._flow.left, -self._flow.block_top(self._caret_block()))
            painter.fillRect(rect, self._colour(self._theme.colours.ink))

    def _caret_block(self) -> int:
        display = self._flow.display
        return display.block_at(display.from_document(self._scene.caret))

    def caret_rect(self) -> QRectF | None:
        """Give the place of the caret in the document."""
        flow = self._flow
        block = flow.document().findBlock(self._scene.caret)
        n = block.blockNumber()
        layout = flow.ensure(n)
        if layout is None or not layout.lineCount():
            return None
        within = self._scene.caret - block.position()
        line = layout.lineForTextPosition(within)
        if not line.isValid():
            return None
        size = flow.styles[n].size * flow.zoom
        baseline = flow.block_top(n) + flow.baseline(n, line.lineNumber())
        above, below = (share * size for share in BAND)
        turns = may_turn(flow.display, n)
        x = flow.left + caret_x(layout, line, within, turns=turns) - _CARET / 2
        return QRectF(x, baseline - above, _CARET, above + below)

    def _colour(self, name: str) -> QColor:
        known = self._colours.get(name)
        if known is None:
            known = self._colours[name] = QColor(name)
        return known


def _fitting(meta: str, metrics: QFontMetricsF, width: float) -> str:
    """Leave out the last facts rather than cut one."""
    while metrics.horizontalAdvance(meta) > width and FACT_GAP in meta:
        meta = meta.rpartition(FACT_GAP)[0]
    return meta
