"""Where a place is, drawn among the places whose coordinates the project knows: no map."""

from __future__ import annotations

import math
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from annotator.actions import entities as deeds
from annotator.model.sentences import say
from annotator.store.entities.reading import Place, places_near
from annotator.ui.looks import looks
from annotator.ui.panel.editor import Shown
from annotator.ui.panel.written import LineEditor
from annotator.ui.parts.drawing import own_direction
from annotator.ui.parts.layouts import across, down
from annotator.ui.parts.words import label
from annotator.ui.theme import Radius, Space, Theme, type_font
from annotator.workspace.entity import EntityAtHand
from annotator.workspace.workspace import Workspace

_HEIGHT = 208
_EDGE = 28
_LEAST_SPAN = 0.05
"""Degrees of latitude that the sketch shows at least."""
_NEAR = 8
_KM = 111.2
"""Kilometres of a degree of latitude."""
_ROUND = (1, 2, 5)


@dataclass(frozen=True, slots=True)
class _Drawn:
    place: Place
    at: QPointF


class Where(QWidget):
    """The coordinates to write, and the sketch."""

    def __init__(self, theme: Theme, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self.place = LineEditor("Coordinates", "coordinates")
        self.place.answered.connect(self._on_answered)
        self._sketch = Sketch(theme, workspace)
        self._words = label("", "meta", wrap=True)
        self.setLayout(
            down(
                across(label("Where", "strong"), None, gap=0), self.place, self._words,
                self._sketch, gap=Space.S,
            )
        )  # fmt: skip

    def show_entity(self, one: EntityAtHand) -> None:
        """Show where an entity is."""
        latitude, longitude = one.entity.latitude, one.entity.longitude
        is_known = latitude is not None and longitude is not None
        words = f"{latitude:g}, {longitude:g}" if is_known else ""
        self.place.show_values(Shown((words,) if words else ()))
        self._sketch.show_entity(one)
        self._sketch.setVisible(is_known)
        self._words.setText(self._sketch.told if is_known else _UNKNOWN)

    def flush(self) -> None:
        """Write what was typed and not written yet."""
        self.place.flush()

    def _on_answered(self, values: tuple[str, ...]) -> None:
        workspace = self._workspace
        if not workspace.save(lambda: deeds.set_place(workspace, "".join(values))):
            shown = workspace.entities.shown
            if shown is not None:
                self.show_entity(shown)


_UNKNOWN = "Nobody has said where it is. Write latitude, then longitude, in degrees."


class Sketch(QWidget):
    """Points at their bearing and distance from each other; north is up."""

    def __init__(self, theme: Theme, workspace: Workspace) -> None:
        super().__init__()
        self._theme, self._workspace = theme, workspace
        self._here: Place | None = None
        self._near: list[Place] = []
        self.told = ""
        self.setFixedHeight(_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """Take the width there is."""
        return QSize(200, _HEIGHT)

    def show_entity(self, one: EntityAtHand) -> None:
        """Draw an entity and what is near it."""
        latitude, longitude = one.entity.latitude, one.entity.longitude
        self._here, self._near = None, []
        if latitude is not None and longitude is not None:
            self._here = Place(one.entity.id, one.entity.name, latitude, longitude)
            self._near = places_near(self._workspace.reader, self._here, _NEAR)
        near = ", ".join(
            say("{name} ({km:.0f} km)", name=place.name, km=_distance(self._here, place))
            for place in self._near
            if self._here is not None
        )
        self.told = say("Near it: {places}", places=near) if near else (
            "No other place of the project has coordinates yet."
        )  # fmt: skip
        self.setAccessibleName("Sketch of the places around it")
        self.setAccessibleDescription(self.told)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Draw the ground, the places with their names, and the scale."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours, rect = self._theme.colours, QRectF(self.rect())
        painter.setPen(QPen(QColor(colours.hairline), 1) if colours.is_high else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.well))
        painter.drawRoundedRect(rect, Radius.CONTROL, Radius.CONTROL)
        if self._here is None:
            return
        drawn, pixels = self._lay_out(self._here)
        taken: list[QRectF] = []
        for one in drawn:
            self._draw_point(painter, one, is_here=one.place is self._here)
            taken.append(QRectF(one.at.x() - 6, one.at.y() - 6, 12, 12))
        for one in drawn:
            self._draw_name(painter, one, taken, is_here=one.place is self._here)
        self._draw_scale(painter, pixels)

    def _lay_out(self, here: Place) -> tuple[list[_Drawn], float]:
        """Give where each place stands, and how many pixels a degree of latitude has."""
        places = [here, *self._near]
        shrink = max(0.05, math.cos(math.radians(here.latitude)))
        xs = [_across(here, place) * shrink for place in places]
        ys = [place.latitude - here.latitude for place in places]
        wide = max(max(xs) - min(xs), _LEAST_SPAN)
        high = max(max(ys) - min(ys), _LEAST_SPAN)
        pixels = min((self.width() - 4 * _EDGE) / wide, (self.height() - 3 * _EDGE) / high)
        middle = QPointF((max(xs) + min(xs)) / 2, (max(ys) + min(ys)) / 2)
        centre = QPointF(self.width() / 2 - _EDGE, self.height() / 2 - _EDGE / 2)
        drawn = [
            _Drawn(place, centre + QPointF((x - middle.x()) * pixels, (middle.y() - y) * pixels))
            for place, x, y in zip(places, xs, ys, strict=True)
        ]
        return drawn, pixels

    def _draw_point(self, painter: QPainter, one: _Drawn, *, is_here: bool) -> None:
        shown = self._workspace.entities.shown
        found = looks(self._workspace.scheme, self._theme.mode)
        look = found.get(shown.listed.label) if shown is not None else None
        line = QColor(look.line if look is not None else self._theme.colours.ink)
        painter.setPen(QPen(line, 1.75))
        painter.setBrush(line if is_here else QColor(self._theme.colours.paper))
        painter.drawEllipse(one.at, 5.5 if is_here else 3.5, 5.5 if is_here else 3.5)

    def _draw_name(
        self, painter: QPainter, one: _Drawn, taken: list[QRectF], *, is_here: bool
    ) -> None:
        """Write a name beside its point where nothing is yet; where there is no room, nowhere."""
        font = type_font("small", bold=is_here)
        metrics = QFontMetricsF(font)
        words = metrics.elidedText(one.place.name, Qt.TextElideMode.ElideRight, self.width() * 0.6)
        wide = metrics.horizontalAdvance(words) + 2
        inside = QRectF(self.rect()).adjusted(2, 2, -2, -2)
        for left, top in (
            (one.at.x() + 9, one.at.y() - 8), (one.at.x() - 9 - wide, one.at.y() - 8),
            (one.at.x() - wide / 2, one.at.y() + 7), (one.at.x() - wide / 2, one.at.y() - 23),
        ):  # fmt: skip
            place = QRectF(left, top, wide, 16)
            if inside.contains(place) and not any(place.intersects(other) for other in taken):
                taken.append(place)
                colours = self._theme.colours
                painter.setFont(font)
                painter.setPen(QColor(colours.ink if is_here else colours.ink_2))
                painter.setLayoutDirection(own_direction(words))
                painter.drawText(place, Qt.AlignmentFlag.AlignCenter, words)
                return

    def _draw_scale(self, painter: QPainter, pixels: float) -> None:
        """Draw a line of a round number of kilometres; north is up."""
        most = (self.width() / 3) * _KM / pixels
        power = 10 ** math.floor(math.log10(most))
        length = max(n * power for n in _ROUND if n * power <= most)
        wide, y, left = length * pixels / _KM, self.height() - 14.0, 12.0
        colours = self._theme.colours
        painter.setPen(QPen(QColor(colours.ink_3), 1))
        painter.drawLine(QPointF(left, y), QPointF(left + wide, y))
        for x in (left, left + wide):
            painter.drawLine(QPointF(x, y - 3), QPointF(x, y + 3))
        painter.setFont(type_font("micro"))
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        words = say("{km} km, north is up", km=f"{length:g}")
        painter.drawText(QPointF(left + wide + 8, y + 4), words)


def _across(one: Place, other: Place) -> float:
    """Give the difference of longitude, the shorter way round the earth, in degrees."""
    return (other.longitude - one.longitude + 180) % 360 - 180


def _distance(one: Place | None, other: Place) -> float:
    """Give kilometres along the great circle (haversine, on a sphere of 6,371 km)."""
    if one is None:
        return 0.0
    lat1, lat2 = math.radians(one.latitude), math.radians(other.latitude)
    half = math.sin((lat2 - lat1) / 2) ** 2
    across_ = math.radians(_across(one, other))
    half += math.cos(lat1) * math.cos(lat2) * math.sin(across_ / 2) ** 2
    return 2 * 6_371 * math.asin(min(1.0, math.sqrt(half)))
