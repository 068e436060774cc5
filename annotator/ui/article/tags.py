"""Draws the letters and names over the marks, side by side where they begin at one place."""

from __future__ import annotations

import math
from typing import NamedTuple

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter

from annotator.model.sentences import say
from annotator.ui.article.geometry import BAND, MarkPiece, Piece
from annotator.ui.article.marks import Scene
from annotator.ui.article.typesetting import RISE, TAG_HEIGHT
from annotator.ui.looks import LabelLook
from annotator.ui.theme import Radius, Theme, type_font

_GAP, _PAD = 3.0, 4.0
_FILLED = 12.0
_PUSHED = 2.0


class TagPage(NamedTuple):
    """What holds for all tags of a block."""

    is_here: bool
    """The caret is in this paragraph."""
    size: float
    """Of the type, in pixels."""
    zoom: float


class TiePiece(NamedTuple):
    """Where words that belong to the chosen claim begin."""

    words: str
    colour: str
    is_right_to_left: bool
    piece: Piece


class _Tag(NamedTuple):
    words: str
    short: str
    """What is written where the words would push others aside."""
    colour: str
    on_colour: str | None
    """For words on a ground of the colour."""
    x: float
    baseline: float
    is_right_to_left: bool
    length: int
    lift: float


class Tags:
    """Writes the tags of a block."""

    def __init__(self, theme: Theme, scene: Scene) -> None:
        self._theme, self._scene = theme, scene
        self._zoom = 0.0
        self._widths: dict[str, float] = {}

    def draw(
        self, painter: QPainter, marks: list[MarkPiece], ties: list[TiePiece], page: TagPage
    ) -> None:
        """Write the tags of what starts in a block."""
        said = {(tie.piece.baseline, tie.piece.runs[0]) for tie in ties}
        tags = [_tie(tie) for tie in ties]
        for mark in marks:
            if mark.piece.starts and (mark.piece.baseline, mark.piece.runs[0]) not in said:
                tag = self._tag(mark, is_here=page.is_here)
                if tag is not None:
                    tags.append(tag)
        if not tags:
            return
        painter.setFont(type_font("tag", page.zoom))
        if page.zoom != self._zoom:
            self._zoom = page.zoom
            self._widths.clear()
        tags.sort(key=_order)
        edges: dict[float, float] = {}
        for tag in tags:
            self._write(painter, tag, edges, page.size)

    def _tag(self, drawn: MarkPiece, *, is_here: bool) -> _Tag | None:
        mark, _, turned, piece = drawn
        look = self._scene.looks[mark.label]
        if mark.track is not None:
            return self._numbered(drawn, look) if mark.track.number else None
        is_chosen = mark.id == self._scene.chosen
        words = self._words(look, is_chosen=is_chosen, is_here=is_here)
        if mark.is_unsaved:
            words = say("{letter} · not saved", letter=look.letter)
        if not words:
            return None
        x = piece.runs[-1][1] if turned else piece.runs[0][0]
        short = words if is_chosen or mark.is_unsaved else look.letter
        on_colour = look.on_line if is_chosen else None
        colour = self._theme.colours.caution if mark.is_unsaved and not is_chosen else look.line
        return _Tag(
            words, short, colour, on_colour, x, piece.baseline, turned, mark.end - mark.start, 0
        )

    def _numbered(self, drawn: MarkPiece, look: LabelLook) -> _Tag:
        """Give the number of a version: the first comes first, wherever it ends."""
        mark, _, turned, piece = drawn
        number = mark.track.number if mark.track is not None else 0
        x = piece.runs[-1][1] if turned else piece.runs[0][0]
        return _Tag(
            str(number), str(number), look.line, look.on_line, x, piece.baseline, turned, -number, 0
        )

    def _words(self, look: LabelLook, *, is_chosen: bool, is_here: bool) -> str:
        density = self._scene.density
        if is_chosen or density == "names":
            return look.name
        return look.letter if density == "letters" or (density == "paragraph" and is_here) else ""

    def _write(self, painter: QPainter, tag: _Tag, edges: dict[float, float], size: float) -> None:
        zoom, turned = self._zoom, tag.is_right_to_left
        pad = _PAD if tag.on_colour else 0.0
        own = tag.x + (1 if turned else -1) * (1 if tag.on_colour else 0)
        edge = edges.get(tag.baseline)
        x = own if edge is None else (min(own, edge) if turned else max(own, edge))
        words = tag.words if abs(x - own) <= _PUSHED * zoom else tag.short
        width = self._width(painter, words) + 2 * pad
        height = (_FILLED if tag.on_colour else TAG_HEIGHT) * zoom
        left = x - width if turned else x
        box = QRectF(left, tag.baseline - RISE * size - tag.lift - height, width, height)
        edges[tag.baseline] = box.left() - _GAP if turned else box.right() + _GAP
        if tag.on_colour:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tag.colour))
            painter.drawRoundedRect(box, Radius.MARK, Radius.MARK)
        else:
            # The outer lines of marks above would go through the letters.
            clear = box.adjusted(-1, 1, 1, -1)
            # What is drawn around the words themselves stays whole.
            top = tag.baseline - BAND[0] * size - tag.lift
            clear.setBottom(min(clear.bottom(), math.floor(top)))
            painter.fillRect(clear, QColor(self._theme.colours.paper))
        painter.setPen(QColor(tag.on_colour or tag.colour))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip, words)

    def _width(self, painter: QPainter, words: str) -> float:
        known = self._widths.get(words)
        if known is None:
            metrics = QFontMetricsF(painter.font())
            known = self._widths[words] = metrics.horizontalAdvance(words)
        return known


def _tie(tie: TiePiece) -> _Tag:
    runs = tie.piece.runs
    x = runs[-1][1] if tie.is_right_to_left else runs[0][0]
    lift = 1.5  # over the ring
    return _Tag(
        tie.words, tie.words, tie.colour, None, x, tie.piece.baseline, tie.is_right_to_left, 1, lift
    )


def _order(tag: _Tag) -> tuple[float, float, int]:
    return tag.baseline, round(-tag.x if tag.is_right_to_left else tag.x, 1), -tag.length
