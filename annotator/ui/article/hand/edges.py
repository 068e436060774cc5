"""The edges of the chosen mark: where they can be taken hold of, and where a hand moves them to."""

from __future__ import annotations

import unicodedata
from typing import Literal, NamedTuple

from PySide6.QtCore import QPointF

from annotator.model.selection import snap
from annotator.model.words import next_word, previous_word
from annotator.ui.article.geometry import Geometry, MarkPiece
from annotator.ui.article.layout import FlowLayout
from annotator.ui.article.marks import Mark, Scene

REACH, INSIDE = 4.0, 2.0
"""How far from an edge it can be taken hold of, beside the mark and in it; at a zoom of 1. In it
less, as words that begin with the mark are picked from there.
"""
_NEAR = 1.5

Edge = Literal["start", "end"]
Stretch = tuple[int, int]
"""Start and end, in code points."""


class Grip(NamedTuple):
    """An edge of a mark that can be taken hold of."""

    mark: Mark
    edge: Edge
    x: float
    """Where it is drawn in the document."""


class Edges:
    """Finds the edges of the chosen mark on the page."""

    def __init__(self, flow: FlowLayout, geometry: Geometry, scene: Scene) -> None:
        self._flow, self._geometry, self._scene = flow, geometry, scene

    def at(self, point: QPointF) -> Grip | None:
        """Find the edge at a point of the document."""
        mark = self._geometry.index.get(self._scene.chosen)
        if mark is None or not self._flow.is_ready:
            return None
        n = self._flow.block_at(point.y())
        for placed in self._geometry.marks(n):
            if placed.mark.id == mark.id:
                found = self._on_piece(n, placed, point)
                if found is not None:
                    return found
        return None

    def _on_piece(self, n: int, placed: MarkPiece, point: QPointF) -> Grip | None:
        reach = REACH * self._flow.zoom
        rect = self._geometry.rect(n, placed.piece)
        if not rect.top() <= point.y() <= rect.bottom() + reach:
            return None
        inside = min(INSIDE * self._flow.zoom, rect.width() / 4)
        left, right = rect.left(), rect.right()
        if left - reach <= point.x() <= left + inside:
            edge, x = self._edge_on(n, placed, is_right=False), left
        elif right - inside <= point.x() <= right + reach:
            edge, x = self._edge_on(n, placed, is_right=True), right
        else:
            return None
        return Grip(placed.mark, edge, x) if edge is not None else None

    def _edge_on(self, n: int, placed: MarkPiece, *, is_right: bool) -> Edge | None:
        """Say which edge lies at one side of a piece, None where the mark goes on there.

        It is the one whose letter is drawn there, as of Latin words in an Arabic sentence. Where
        the direction changes within the mark, neither may be, and the paragraph decides.
        """
        if placed.piece.starts and self._side(n, placed, "start") == is_right:
            return "start"
        if placed.piece.ends and self._side(n, placed, "end") == is_right:
            return "end"
        return None

    def _side(self, n: int, placed: MarkPiece, edge: Edge) -> bool:
        """Say whether an edge lies at the right side of its piece."""
        text, mark = self._flow.display.text, placed.mark
        by_paragraph = placed.is_right_to_left == (edge == "start")
        place = mark.start if edge == "start" else mark.end - 1
        letter = snap(text, place, place + 1)
        direction = unicodedata.bidirectional(text[letter[0]])
        if direction not in {"L", "R", "AL"}:
            return by_paragraph
        is_right = (direction == "L") == (edge == "end")
        at = 1 if is_right else 0
        outer = placed.piece.runs[-at][at]
        drawn = [run[at] for piece in self._geometry.pieces(n, *letter) for run in piece.runs]
        return is_right if any(abs(x - outer) < _NEAR for x in drawn) else by_paragraph


def moved_by_words(text: str, mark: Mark, edge: Edge, place: int) -> Stretch:
    """Give where a mark lies when one edge goes to a place: it holds the word there, and one."""
    if place == (mark.start if edge == "start" else mark.end):
        return mark.start, mark.end
    start, end = mark.start, mark.end
    if edge == "end":
        word = previous_word(text, place)
        if word is None or word[1] <= start:
            word = next_word(text, start)
        end = word[1] if word else end
    else:
        word = next_word(text, place)
        if word is None or word[0] >= end:
            word = previous_word(text, end)
        start = word[0] if word else start
    return snap(text, start, end)


def moved_by_characters(text: str, mark: Mark, edge: Edge, place: int) -> Stretch:
    """Give where a mark lies when one edge goes to a place; it holds one character at least."""
    start, end = mark.start, mark.end
    if edge == "end":
        end = max(place, snap(text, start, start + 1)[1])
    else:
        start = min(place, snap(text, end - 1, end)[0])
    return snap(text, start, end)
