"""How a label of the scheme looks: its colours in one mode, its line and its letter.

A scheme has more labels than there are strokes, and colour must not be all that tells two apart:
the second label with a stroke has a variant of it, and so on.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from annotator.model.scheme import Label, Scheme
from annotator.model.scheme_colours import Stroke, deepened
from annotator.ui.theme import COLOURS, Mode

LINE_WIDTH: Final = 1.75
CHOSEN_WIDTH: Final = 2.5
CLAIM_WIDTH: Final = 1.25
CHOSEN_CLAIM_WIDTH: Final = 2.0
BRACKET: Final = 4.0
"""How far the ends of a bracketed line reach up."""
_DOT_EXTRA: Final = 0.25
_DASHES: Final[dict[Stroke, tuple[tuple[float, ...], ...]]] = {
    "solid": ((), (6.0, 1.6), (6.0, 1.4, 1.0, 1.4), (6.0, 1.4, 1.0, 1.4, 1.0, 1.4)),
    "dotted": ((1.0, 1.2), (1.0, 3.2), (1.0, 1.2, 1.0, 3.2)),
    "dashed": ((3.0, 1.4), (3.0, 1.4, 1.0, 1.4), (3.0, 1.2, 3.0, 3.6)),
    "bracket": ((), (4.0, 1.6), (1.0, 1.6)),
}
"""Dashes and gaps of each stroke and its variants, in widths of the line."""
_DOT: Final = 0.01
"""A dot with round ends: they reach half a width out of it on both sides."""


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
    variant: int = 0
    """How many labels of the scheme before it have its stroke."""
    heavier: float = 1.0
    """How much thicker than usual its line is."""
    mode: Mode = "light"
    of: Label | None = field(default=None, repr=False, compare=False)
    """The label itself, to be shown in another mode."""
    others: dict[Mode, LabelLook] = field(default_factory=dict, repr=False, compare=False)
    """The looks of the label that were asked for, by their modes."""

    def in_mode(self, mode: Mode) -> LabelLook:
        """Give the look in this mode, so that what holds a look need not ask for another."""
        if mode == self.mode or self.of is None:
            return self
        return self.others.get(mode) or _look(self.of, mode, self.variant, self.others)


def looks(scheme: Scheme, mode: Mode) -> dict[str, LabelLook]:
    """Give the look of every label by its id, retired ones too: their spans are still shown."""
    before: Counter[Stroke] = Counter()
    made = {}
    for label in scheme.labels:
        made[label.id] = _look(label, mode, before[label.stroke], {})
        before[label.stroke] += 1
    return made


def label_pen(look: LabelLook, width: float = LINE_WIDTH, *, fast: bool = False) -> QPen:
    """Give the pen of a label's line. Its pattern says again what the colour says.

    A fast one has square dots: round ones take ten times as long to draw.
    """
    return QPen(_pen_of(look, width, fast=fast))  # a copy: a pen can be changed


def draw_label_line(painter: QPainter, x0: float, x1: float, y: float, look: LabelLook) -> None:
    """Draw a label's line from x0 to x1, bracketed upwards if it is a claim's."""
    if not look.is_claim:
        painter.setPen(_pen_of(look, LINE_WIDTH))
        painter.drawLine(QPointF(x0, y), QPointF(x1, y))
        return
    painter.setPen(_pen_of(look, CLAIM_WIDTH))
    painter.drawPolyline(
        [QPointF(x0, y - BRACKET), QPointF(x0, y), QPointF(x1, y), QPointF(x1, y - BRACKET)]
    )


def _look(label: Label, mode: Mode, variant: int, others: dict[Mode, LabelLook]) -> LabelLook:
    colours = COLOURS[mode]
    shades = label.dark if colours.is_dark else label.light
    if colours.is_high:
        shades = deepened(shades, colours.paper, colours.selected)
    look = others[mode] = LabelLook(
        id=label.id,
        name=label.name,
        letter=(label.key or (label.name or label.id)[:1]).upper(),
        line=shades.line,
        fill=shades.fill,
        strong=shades.strong,
        stroke=label.stroke,
        on_line=colours.on_ink,
        is_claim=label.stroke == "bracket",
        variant=variant,
        heavier=colours.heavier,
        mode=mode,
        of=label,
        others=others,
    )
    return look


def _pen_of(look: LabelLook, width: float, *, fast: bool = False) -> QPen:
    return _pen(look.line, look.stroke, look.variant, width * look.heavier, fast)


@lru_cache(maxsize=1024)
def _pen(colour: str, stroke: Stroke, variant: int, width: float, fast: bool) -> QPen:  # noqa: FBT001
    pen = QPen(QColor(colour), width)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    dashes = list(_DASHES[stroke][variant % len(_DASHES[stroke])])
    if stroke == "dotted":
        pen.setWidthF(width + _DOT_EXTRA)
        if not fast:
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            dashes = [_DOT if n % 2 == 0 else gap + 0.8 for n, gap in enumerate(dashes)]
    if dashes:
        pen.setDashPattern(dashes)
    return pen
