"""The page with all that is drawn on it: it knows what lies where, and what is to be drawn anew."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from operator import itemgetter

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF
from PySide6.QtGui import QColor, QPainter, QPalette, QRegion
from PySide6.QtWidgets import QWidget

from annotator.ui.article.caret import Blink
from annotator.ui.article.geometry import Geometry
from annotator.ui.article.marks import (
    Density,
    Ghost,
    Header,
    Mark,
    Scene,
    Tie,
    TieKind,
    inner_first,
)
from annotator.ui.article.page import Page
from annotator.ui.article.painting import REACH, Painting
from annotator.ui.looks import LabelLook
from annotator.ui.theme import Theme


class Sheet(Page):
    """Draws the scene: marks, picked words, caret."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._scene = Scene()
        self._geometry = Geometry(self._flow, self._scene)
        self._painting = Painting(theme, self._flow, self._geometry, self._scene)
        self._blink = Blink(self, self._on_blink)
        self._here = ""
        self._touched = QRegion()
        """What is to be drawn anew, where marks or the caret changed."""
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def set_looks(self, looks: Mapping[str, LabelLook]) -> None:
        """Draw labels like this, by their ids; marks of other labels are not drawn."""
        self._scene.looks = looks
        self._geometry.forget()
        self._painting.forget()
        self.viewport().update()

    def set_header(self, header: Header | None) -> None:
        """Write the quiet line under the headline, for which there is always room."""
        if header != self._scene.header:
            self._scene.header = header
            self.describe(self._here)
            self.viewport().update(self._to_window(self._painting.header_rect()))

    def describe(self, here: str) -> None:
        """Say to screen readers what the article is, and what marks lie at the caret."""
        self._here = here
        meta = self._scene.header.meta if self._scene.header else ""
        self.setAccessibleDescription(". ".join(filter(None, (meta, here))))

    def set_ties(self, ties: Iterable[tuple[int, int, str, TieKind]]) -> None:
        """Ring the words that say who says the chosen claim, and underline its cue."""
        drawn = tuple(Tie(*tie) for tie in ties)
        if drawn != self._scene.ties:
            for tie in (*self._scene.ties, *drawn):
                self._redraw_stretch(tie.start, tie.end)
            self._scene.ties = drawn

    def set_hits(self, hits: Sequence[tuple[int, int]]) -> None:
        """Outline what was found: places in order, without overlaps."""
        if hits != self._scene.hits:
            self._scene.hits = hits
            self.viewport().update()

    def set_ghosts(self, ghosts: Iterable[Ghost]) -> None:
        """Ring what is proposed: stretches in order, none over another."""
        self._scene.ghosts = tuple(ghosts)
        self.viewport().update()

    def set_tags(self, density: Density) -> None:
        """Say where letters or names stand over marks."""
        self._scene.density = density
        self.viewport().update()

    def set_dimmed(self, labels: Iterable[str]) -> None:
        """Draw the marks of these labels as a faint line, until they are chosen."""
        self._scene.dimmed = frozenset(labels)
        self.viewport().update()

    def rect_of(self, start: int, end: int) -> QRect:
        """Give the rectangle in the window around some words; empty where there are none.

        Of words in several paragraphs it holds those in the window, else the first paragraph's.
        """
        display, whole = self.display, QRectF()
        for n in self._near(display.block_at(start), display.block_at(max(start, end - 1))):
            for piece in self._geometry.pieces(n, start, end):
                whole = whole.united(self._geometry.rect(n, piece))
        return self._to_window(whole) if not whole.isEmpty() else QRect()

    def marks_at(self, place: int) -> list[str]:
        """Give the ids of the marks that hold a place, or else end there, the inner ones first."""
        index, looks = self._geometry.index, self._scene.looks
        found = index.overlapping(place, place + 1)
        if not found and place:
            found = index.overlapping(place - 1, place)
        return [mark.id for mark in sorted(found, key=lambda mark: inner_first(mark, looks))]

    def ghost_under(self, point: QPoint) -> int | None:
        """Give where what is proposed under a point of the window begins, None where nothing is."""
        place, ghosts = self.place_under(point), self._scene.ghosts
        for tie in self._scene.ties:
            if tie.kind == "source?" and tie.start <= (-1 if place is None else place) < tie.end:
                return tie.start
        at = -1 if place is None else bisect_right(ghosts, place, key=itemgetter(0)) - 1
        return ghosts[at].start if at >= 0 and (place or 0) < ghosts[at].end else None

    def _under(self, point: QPointF) -> tuple[str, ...]:
        place = self.place_under(point)
        return tuple(self.marks_at(place)) if place is not None else ()

    def _draw(self, painter: QPainter, clip: QRectF) -> None:
        self._painting.draw(painter, clip)

    def _lines_moved(self) -> None:
        self._geometry.forget()

    def _paragraphs_of(self, start: int, end: int) -> tuple[int, int]:
        """Widen a stretch to whole paragraphs: where the caret is, letters stand over marks."""
        text = self.display.text
        after = text.find("\n", end)
        return text.rfind("\n", 0, start) + 1, len(text) if after < 0 else after

    def _redraw(self, mark: Mark) -> None:
        """Draw the blocks anew that a mark lies in."""
        first, last = self.display.block_at(mark.start), self.display.block_at(mark.end - 1)
        self._geometry.forget_between(first, last)
        self._redraw_stretch(mark.start, mark.end)

    def _redraw_stretch(self, start: int, end: int) -> None:
        display, flow = self.display, self._flow
        first, last = display.block_at(start), display.block_at(max(start, end - 1))
        reach = REACH * self._zoom
        top = flow.block_top(first) - reach
        bottom = flow.block_top(last) + flow.heights[last] + reach
        wide = self._to_window(QRectF(0, top, self.viewport().width(), bottom - top))
        self._touched += wide
        self.viewport().update(wide)

    def _set_hovered(self, mark_id: str | None) -> None:
        """Draw this mark as the one under the mouse."""
        if mark_id != self._scene.hovered:
            index = self._geometry.index
            for mark in (index.get(self._scene.hovered), index.get(mark_id)):
                if mark is not None:
                    self._redraw_stretch(mark.start, mark.end)
            self._scene.hovered = mark_id

    def draw_now(self) -> None:
        """Draw at once what was touched, before the window comes to all else."""
        touched, self._touched = self._touched, QRegion()
        seen = touched & self.viewport().rect()
        if not seen.isEmpty():
            self.viewport().repaint(seen)

    def _on_blink(self, is_on: bool) -> None:  # noqa: FBT001
        self._scene.caret_is_on = is_on
        rect = self._painting.caret_rect()
        if rect is not None:
            self.viewport().update(self._to_window(rect.adjusted(-2, -2, 2, 2)))

    def _on_theme_changed(self) -> None:
        colours, palette = self._theme.colours, self.palette()
        for role, colour in (
            (QPalette.ColorRole.Base, colours.paper),
            (QPalette.ColorRole.Text, colours.ink),
            (QPalette.ColorRole.Highlight, colours.selection),
            (QPalette.ColorRole.HighlightedText, colours.ink),
        ):
            palette.setColor(role, QColor(colour))
        self.setPalette(palette)
        self.viewport().setPalette(palette)
        self._painting.forget()
        self.viewport().update()
