"""The table of what one label answered to, drawn: counts, and the shade of ink by how many."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPen

from annotator.model.agreement.confusion import Table
from annotator.model.sentences import count, say
from annotator.ui.agreement.drawing import Canvas, Spot, mixed
from annotator.ui.looks import LabelLook
from annotator.ui.parts.drawing import draw_swatch
from annotator.ui.theme import Space, type_font

_ROW = 38.0
_HEAD = 26.0
_CAPTION = 22.0
_NAMES = 170.0
_NARROWEST, _WIDEST = 52.0, 112.0
_DARKEST = 0.35
"""The share of ink in the fullest cell: ink on it still has a contrast of 4.5."""


class Confusion:
    """Rows and columns are labels, the last one nothing. Of all pairs only one half is there."""

    def __init__(
        self, table: Table, names: Mapping[str | None, str], looks: Mapping[str, LabelLook],
        whose: tuple[str, str] | None = None,
    ) -> None:  # fmt: skip
        """`whose`: who gave the labels of the rows, and of the columns; None for all pairs."""
        self.table, self._names, self._looks, self._whose = table, names, looks, whose
        self._most = max((c.count for c in table.confusions()), default=0)

    @property
    def height(self) -> float:
        """Give its height."""
        return _CAPTION + _HEAD + _ROW * len(self._rows())

    @property
    def least(self) -> float:
        """Give the least width, at which counts of four digits still fit."""
        return _NAMES + _NARROWEST * len(self.table.labels)

    def _rows(self) -> tuple[str | None, ...]:
        """Give the labels of the rows: nothing is one only where it matters who gave it."""
        return self.table.labels if self._whose else self.table.labels[:-1]

    def spots(self, width: float) -> list[Spot]:
        """Give every cell that can hold something."""
        wide = min(_WIDEST, max(_NARROWEST, (width - _NAMES) / len(self.table.labels)))
        found = []
        for r, first in enumerate(self._rows()):
            for c, second in enumerate(self.table.labels):
                is_there = self._whose is not None or c >= r
                if is_there and not (first is None and second is None):
                    at = QRectF(_NAMES + wide * c, _CAPTION + _HEAD + _ROW * r, wide, _ROW)
                    name = self._name(first, second)
                    places = count(self.table.count(first, second), "place", "places")
                    says = say("{cell}, {places}", cell=name, places=places)
                    found.append(Spot(f"{r} {c}", name, says, at, r, c))
        return found

    def labels_of(self, key: str) -> tuple[str | None, str | None]:
        """Give the labels of a cell."""
        row, _, column = key.partition(" ")
        return self.table.labels[int(row)], self.table.labels[int(column)]

    def _name(self, first: str | None, second: str | None) -> str:
        one, other = self._names[first], self._names[second]
        if self._whose is not None:
            return say("{first}: {one}, {second}: {other}", first=self._whose[0], one=one,
                       second=self._whose[1], other=other)  # fmt: skip
        if first == second:
            return say("{label} by both", label=one)
        if second is None:
            return say("{label} by one, nothing by the other", label=one)
        return say("{one} by one, {other} by the other", one=one, other=other)

    def paint(self, canvas: Canvas) -> None:
        """Paint the heads and the cells."""
        colours, small = canvas.colours, type_font("small")
        caption = QRectF(0, 0, canvas.width, _CAPTION)
        canvas.write(caption, self._caption(), small, colours.ink_3)
        spots = self.spots(canvas.width)
        for c, label in enumerate(self.table.labels):
            top = next((s.rect for s in spots if s.column == c), None)
            if top is not None:
                place = QRectF(top.left() + 2, _CAPTION, top.width() - 4, _HEAD)
                shown = canvas.shortened(self._names[label], small, place.width())
                canvas.write_amid(place, shown, small, colours.ink_2)
        for r, label in enumerate(self._rows()):
            self._head(canvas, QRectF(0, _CAPTION + _HEAD + _ROW * r, _NAMES, _ROW), label)
        for spot in spots:
            self._cell(canvas, spot)

    def _caption(self) -> str:
        if self._whose is None:
            return "All pairs together: it does not matter who gave which label."
        return say("Rows: {first}. Columns: {second}.", first=self._whose[0],
                   second=self._whose[1])  # fmt: skip

    def _head(self, canvas: Canvas, row: QRectF, label: str | None) -> None:
        look = self._looks.get(label or "")
        if look is not None:
            place = QRectF(Space.S, row.center().y() - 9, 16, 18)
            draw_swatch(canvas.painter, canvas.turned(place), look.in_mode(canvas.mode))
        words = row.adjusted(36, 0, -Space.M, 0)
        canvas.write(words, self._names[label], type_font("base"), canvas.colours.ink)

    def _cell(self, canvas: Canvas, spot: Spot) -> None:
        colours = canvas.colours
        first, second = self.labels_of(spot.key)
        number = self.table.count(first, second)
        room = spot.rect.adjusted(1.5, 1.5, -1.5, -1.5)
        if first == second:
            canvas.painter.setPen(QPen(QColor(colours.outline), 1))
            canvas.painter.setBrush(QColor(colours.paper))
            canvas.painter.drawRoundedRect(canvas.turned(room.adjusted(0.5, 0.5, -0.5, -0.5)), 3, 3)
        elif number:
            share = _DARKEST * (0.15 + 0.85 * number / self._most)
            canvas.fill(room, mixed(colours.paper, colours.ink, share), 3)
        else:
            canvas.fill(room, colours.well, 3)
        font = type_font("strong" if number and first != second else "base")
        canvas.write_amid(room, f"{number:,}", font, colours.ink if number else colours.ink_3)
        if first != second and colours.is_high and number:
            canvas.painter.setPen(QPen(QColor(colours.outline), 1))
            canvas.line(QPointF(room.left(), room.bottom()), QPointF(room.right(), room.bottom()))
