"""Where marks lie on the page: for each block the pieces of its marks, line by line."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from PySide6.QtCore import QRectF
from PySide6.QtGui import QTextLayout, QTextLine

from annotator.ui.article.direction import is_right_to_left, may_turn
from annotator.ui.article.display import Display
from annotator.ui.article.index import MarkIndex, lanes
from annotator.ui.article.layout import FlowLayout
from annotator.ui.article.line import Runs, runs, whole
from annotator.ui.article.marks import Mark, Scene, inner_first
from annotator.ui.article.typesetting import LANE_FIRST

BAND = (0.86, 0.27)
"""How far a fill reaches above and below the baseline: shares of the type's size."""
LANE_STEP = 3.0
"""From line to line of marks that lie inside one another."""
TRACK_STEP = 4.5
"""From line to line where several people's versions are compared."""
_CLEAR = 2.0
"""What stays free between the outermost line and the fill of the words below."""
_CACHED = 2_000
"""Blocks whose pieces are kept."""


class Piece(NamedTuple):
    """What lies of a stretch on one line; x from the column's left, y from the block's top."""

    baseline: float
    runs: Runs
    """From left to right; more than one where the direction changes."""
    starts: bool
    ends: bool


class MarkPiece(NamedTuple):
    """A piece of a mark."""

    mark: Mark
    lane: float
    """From the baseline down to the mark's line, in pixels."""
    is_right_to_left: bool
    piece: Piece


class Geometry:
    """The pieces of blocks, kept until marks or lines change."""

    def __init__(self, flow: FlowLayout, scene: Scene) -> None:
        self._flow = flow
        self._scene = scene
        self._pieces: dict[int, list[MarkPiece]] = {}
        self.index = MarkIndex()

    def forget(self) -> None:
        """Let go of everything."""
        self._pieces.clear()

    def forget_between(self, first: int, last: int) -> None:
        """Let go of these blocks, the last one too."""
        if last - first < len(self._pieces):
            for n in range(first, last + 1):
                self._pieces.pop(n, None)
        else:
            self._pieces = {
                n: pieces for n, pieces in self._pieces.items() if not first <= n <= last
            }

    def marks(self, block: int) -> list[MarkPiece]:
        """Give the pieces of a block's marks, the outer ones first."""
        known = self._pieces.get(block)
        if known is None:
            if len(self._pieces) >= _CACHED:
                self._pieces.clear()
            known = self._pieces[block] = self._measure(block)
        return known

    def pieces(self, block: int, start: int, end: int) -> Iterator[Piece]:
        """Find what lies of a stretch of the text on each line of a block."""
        lines = self._read(block)
        return lines.pieces(start, end) if lines is not None else iter(())

    def rect(self, block: int, piece: Piece) -> QRectF:
        """Give the place of a piece in the document."""
        size = self._flow.styles[block].size * self._flow.zoom
        top = self._flow.block_top(block) + piece.baseline
        left, right = piece.runs[0][0], piece.runs[-1][1]
        above, below = (share * size for share in BAND)
        return QRectF(self._flow.left + left, top - above, right - left, above + below)

    def _measure(self, block: int) -> list[MarkPiece]:
        display = self._flow.display
        first, last = display.starts[block], display.ends[block]
        looks = self._scene.looks
        marks = [mark for mark in self.index.overlapping(first, last) if mark.label in looks]
        if not marks:
            return []
        marks.sort(key=lambda mark: inner_first(mark, looks))
        in_lanes = _lanes_of(marks, first, last)
        lines = self._read(block)
        if lines is None:
            return []
        has_tracks = any(mark.track is not None and mark.track.number for mark in marks)
        places = self._lanes(block, max(in_lanes), TRACK_STEP if has_tracks else LANE_STEP)
        turned = is_right_to_left(display, block)
        return [
            MarkPiece(mark, places[lane], turned, piece)
            for mark, lane in zip(reversed(marks), reversed(in_lanes), strict=True)
            for piece in lines.pieces(mark.start, mark.end)
        ]

    def _lanes(self, block: int, highest: int, wanted: float) -> list[float]:
        """Give how far below the baseline each lane lies; many move closer together."""
        style, zoom = self._flow.styles[block], self._flow.zoom
        room = self._flow.typesetting.pitch(style) - BAND[0] * style.size - _CLEAR
        step = min(wanted, max(0.0, room - LANE_FIRST) / max(1, highest))
        return [(LANE_FIRST + step * lane) * zoom for lane in range(highest + 1)]

    def _read(self, block: int) -> _Lines | None:
        flow = self._flow
        layout = flow.ensure(block)
        if layout is None:
            return None
        lines = [layout.lineAt(n) for n in range(layout.lineCount())]
        return _Lines(
            flow.display, block, layout, may_turn(flow.display, block), lines,
            [line.textStart() for line in lines], flow.baseline(block, 0), flow.pitch(block),
        )  # fmt: skip


def _lanes_of(marks: list[Mark], first: int, last: int) -> list[int]:
    """Give each mark its lane. The versions of one difference lie below each other, each in one."""
    keys = [_lane_key(mark) for mark in marks]
    stretches = {
        key: (max(start, first), min(end, last))
        for key, (start, end) in zip(keys, map(_lane_stretch, marks), strict=True)
    }
    found = dict(zip(stretches, lanes(list(stretches.values())), strict=True))
    return [found[key] for key in keys]


def _lane_key(mark: Mark) -> str:
    track = mark.track
    return f"{track.case} {track.number}" if track is not None and track.number else mark.id


def _lane_stretch(mark: Mark) -> tuple[int, int]:
    track = mark.track
    is_version = track is not None and track.number
    return (track.start, track.end) if track is not None and is_version else (mark.start, mark.end)


class _Lines(NamedTuple):
    """The lines of a block, read once for all that is looked for on them."""

    display: Display
    block: int
    layout: QTextLayout
    turns: bool
    lines: list[QTextLine]
    starts: list[int]
    """Where each line begins: UTF-16 units of the block."""
    baseline: float
    """Of the first line."""
    pitch: float

    def pieces(self, start: int, end: int) -> Iterator[Piece]:
        """Find what lies of a stretch of the text on each line."""
        display, block = self.display, self.block
        first, last = display.starts[block], display.ends[block]
        low = display.within(block, max(start, first))
        high = display.within(block, min(end, last))
        if low >= high:
            return
        low, high = whole(self.layout, low, high)
        for n in range(bisect_right(self.starts, low) - 1, len(self.lines)):
            begins = self.starts[n]
            if begins >= high:
                return
            finishes = begins + self.lines[n].textLength()
            until = high if high < finishes else self._words_end(n, max(low, begins), finishes)
            found = runs(self.layout, self.lines[n], max(low, begins), until, turns=self.turns)
            if found:
                yield Piece(
                    self.baseline + n * self.pitch, found, start >= first and low >= begins,
                    end <= last and high <= finishes,
                )  # fmt: skip

    def _words_end(self, n: int, start: int, end: int) -> int:
        """Leave out the spaces at which a line was broken."""
        if n + 1 == len(self.lines):
            return end
        place = self.display.place(self.block, end)
        while end > start and self.display.text[place - 1] == " ":
            place, end = place - 1, end - 1
        return end
