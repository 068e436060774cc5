"""How a label of the scheme looks: its colours in one mode, its line and its letter."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from annotator.model.scheme import Label, Scheme
from annotator.model.scheme_colours import Stroke
from annotator.ui.theme import DARK, LIGHT, Mode

LINE_WIDTH: Final = 1.75
CHOSEN_WIDTH: Final = 2.5
CLAIM_WIDTH: Final = 1.25
CHOSEN_CLAIM_WIDTH: Final = 2.0
BRACKET: Final = 4.0
"""How far the ends of a bracketed line reach up."""
_DOT_EXTRA: Final = 0.25


@dataclass(frozen=True, slots=True)
class LabelLook:
    """How one label is drawn in one mode. Colours are #RRGGBB."""

    id: str
    name: str
    letter: str
    """Its key, or the first letter of its name."""
    line: str
    """For marks and letters."""
    fill: str
    """Behind the words."""
    strong: str
    """Behind words that are hovered or chosen."""
    stroke: Stroke
    on_line: str
    """For text on the line's colour."""
    is_claim: bool
    """Drawn as a thin line with bracket ends and without fill."""
    twin: LabelLook | None = field(default=None, repr=False, compare=False)
    """The look of the same label in the other mode."""
    mode: Mode = "light"

    def in_mode(self, mode: Mode) -> LabelLook:
        """Give the look in this mode, so that what holds a look need not ask for another."""
        return self if mode == self.mode or self.twin is None else self.twin


def looks(scheme: Scheme, mode: Mode) -> dict[str, LabelLook]:
    """Give the look of every label by its id, retired ones too: their spans are still shown."""
    return {label.id: _looks(label)[mode] for label in scheme.labels}


def label_pen(look: LabelLook, width: float = LINE_WIDTH) -> QPen:
    """Give the pen of a label's line. Its pattern says again what the colour says."""
    return QPen(_pen(look.line, look.stroke, width))  # a copy: a pen can be changed


def draw_label_line(painter: QPainter, x0: float, x1: float, y: float, look: LabelLook) -> None:
    """Draw a label's line from x0 to x1, bracketed upwards if it is a claim's."""
    if not look.is_claim:
        painter.setPen(_pen(look.line, look.stroke, LINE_WIDTH))
        painter.drawLine(QPointF(x0, y), QPointF(x1, y))
        return
    painter.setPen(_pen(look.line, look.stroke, CLAIM_WIDTH))
    painter.drawPolyline(
        [QPointF(x0, y - BRACKET), QPointF(x0, y), QPointF(x1, y), QPointF(x1, y - BRACKET)]
    )


def _looks(label: Label) -> dict[Mode, LabelLook]:
    light, dark = _look(label, "light"), _look(label, "dark")
    object.__setattr__(light, "twin", dark)  # each knows the other, so one must come first
    object.__setattr__(dark, "twin", light)
    return {"light": light, "dark": dark}


def _look(label: Label, mode: Mode) -> LabelLook:
    shades, colours = (label.dark, DARK) if mode == "dark" else (label.light, LIGHT)
    return LabelLook(
        id=label.id,
        name=label.name,
        letter=(label.key or (label.name or label.id)[:1]).upper(),
        line=shades.line,
        fill=shades.fill,
        strong=shades.strong,
        stroke=label.stroke,
        on_line=colours.on_ink,
        is_claim=label.stroke == "bracket",
        mode=mode,
    )


@lru_cache(maxsize=1024)
def _pen(colour: str, stroke: Stroke, width: float) -> QPen:
    pen = QPen(QColor(colour), width)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    if stroke == "dotted":
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setDashPattern([0.01, 2.0])
        pen.setWidthF(width + _DOT_EXTRA)
    elif stroke == "dashed":
        pen.setDashPattern([3.0, 1.4])
    return pen
