"""Bars that lie one below the other, and columns that stand side by side in order of time."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QFontMetricsF, QPen

from annotator.ui.agreement.drawing import Bar, Canvas, Spot
from annotator.ui.parts.drawing import draw_swatch
from annotator.ui.theme import Space, type_font

ROW = 30.0
_THICK = 8.0
_WHISKER = 5.0
_SWATCH = 28.0
_VALUE = 44.0
_TOLD = 156.0


class Bars:
    """A name, a bar from 0 to 1 with its interval, the number, and what it rests on."""

    def __init__(self, bars: Sequence[Bar], names: float = 190.0) -> None:
        """`names`: pixels for the names."""
        self.bars = bars
        self._names = names

    @property
    def height(self) -> float:
        """Give its height."""
        return ROW * len(self.bars)

    @property
    def least(self) -> float:
        """Give the least width: the bar itself needs some room."""
        return self._names + 80 + _VALUE + _TOLD

    def spots(self, width: float) -> list[Spot]:
        """Give each row."""
        return [
            Spot(bar.key, bar.name, bar.says, QRectF(0, ROW * n, width, ROW), n, 0)
            for n, bar in enumerate(self.bars)
        ]

    def paint(self, canvas: Canvas) -> None:
        """Paint the rows that are seen."""
        for spot, bar in zip(self.spots(canvas.width), self.bars, strict=True):
            if canvas.is_seen(spot.rect):
                self._paint(canvas, spot.rect, bar)

    def _paint(self, canvas: Canvas, row: QRectF, bar: Bar) -> None:
        colours, start = canvas.colours, float(Space.S)
        if bar.look is not None:
            place = QRectF(start, row.top() + 5, 16, 18)
            draw_swatch(canvas.painter, canvas.turned(place), bar.look.in_mode(canvas.mode))
            start += _SWATCH
        names = QRectF(start, row.top(), self._names - start - Space.M, ROW)
        canvas.write(names, bar.name, type_font("base"), colours.ink)
        room = canvas.width - self._names - _VALUE - _TOLD - Space.S
        track = QRectF(self._names, row.center().y() - _THICK / 2, room, _THICK)
        canvas.fill(track, colours.selected)
        if bar.share is not None:
            share = min(1.0, max(0.0, bar.share))
            done = QRectF(track.left(), track.top(), track.width() * share, _THICK)
            canvas.fill(done, colours.outline)
            self._interval(canvas, track, bar)
        value = QRectF(track.right(), row.top(), _VALUE, ROW)
        shown = "–" if bar.share is None else f"{bar.share:.2f}"  # noqa: RUF001 - a dash
        canvas.write_behind(value, shown, type_font("base"), colours.ink)
        told = QRectF(value.right() + Space.M, row.top(), _TOLD - Space.M, ROW)
        canvas.write(told, bar.told, type_font("small"), colours.ink_3)

    def _interval(self, canvas: Canvas, track: QRectF, bar: Bar) -> None:
        if bar.low is None or bar.high is None:
            return
        x = [track.left() + track.width() * min(1.0, max(0.0, v)) for v in (bar.low, bar.high)]
        y = track.center().y()
        canvas.painter.setPen(QPen(QColor(canvas.colours.ink), 1.5))
        canvas.line(QPointF(x[0], y), QPointF(x[1], y))
        for end in x:
            canvas.line(QPointF(end, y - _WHISKER), QPointF(end, y + _WHISKER))


_PLOT = 104.0
_ABOVE, _BELOW = 20.0, 24.0
_SCALE = 36.0
_WIDEST = 56.0
_NARROWEST = 6.0


class Columns:
    """Columns from 0 to 1 in order of time; names stand below as far as there is room."""

    def __init__(self, bars: Sequence[Bar]) -> None:
        self.bars = bars

    @property
    def height(self) -> float:
        """Give its height."""
        return _ABOVE + _PLOT + _BELOW

    @property
    def least(self) -> float:
        """Give the least width: each column needs some room."""
        return _SCALE + _NARROWEST * len(self.bars)

    def spots(self, width: float) -> list[Spot]:
        """Give each column with the room above it."""
        pitch = self._pitch(width)
        return [
            Spot(
                bar.key, bar.name, bar.says, QRectF(_SCALE + pitch * n, 0, pitch, self.height), 0, n
            )
            for n, bar in enumerate(self.bars)
        ]

    def _pitch(self, width: float) -> float:
        room = (width - _SCALE) / max(1, len(self.bars))
        return min(_WIDEST, max(_NARROWEST, room))

    def paint(self, canvas: Canvas) -> None:
        """Paint the scale, the columns, and the names that find room."""
        self._scale(canvas)
        spots = self.spots(canvas.width)
        for spot, bar in zip(spots, self.bars, strict=True):
            self._column(canvas, spot.rect, bar)
        font = type_font("micro")
        metrics = QFontMetricsF(font)
        free = _SCALE
        for spot, bar in zip(spots, self.bars, strict=True):
            wide = metrics.horizontalAdvance(bar.name)
            start = max(0.0, spot.rect.center().x() - wide / 2)
            if start >= free and start + wide <= canvas.width:
                place = QRectF(start - 2, _ABOVE + _PLOT + 4, wide + 4, 16)
                canvas.write_amid(place, bar.name, font, canvas.colours.ink_3)
                free = start + wide + Space.S

    def _scale(self, canvas: Canvas) -> None:
        for share in (0.0, 0.5, 1.0):
            y = _ABOVE + _PLOT * (1 - share)
            canvas.painter.setPen(QPen(QColor(canvas.colours.hairline), 1))
            canvas.line(QPointF(_SCALE, y), QPointF(canvas.width, y))
            place = QRectF(0, y - 8, _SCALE - Space.S, 16)
            canvas.write_behind(place, f"{share:.1f}", type_font("micro"), canvas.colours.ink_3)

    def _column(self, canvas: Canvas, room: QRectF, bar: Bar) -> None:
        if bar.share is None:
            return
        tall = max(1.0, _PLOT * bar.share)
        gap = min(8.0, room.width() / 6)
        column = QRectF(room.left() + gap, _ABOVE + _PLOT - tall, room.width() - 2 * gap, tall)
        canvas.fill(column, canvas.colours.outline)
        if room.width() >= 32:
            place = QRectF(room.left(), column.top() - 17, room.width(), 16)
            canvas.write_amid(place, f"{bar.share:.2f}", type_font("micro"), canvas.colours.ink_2)
