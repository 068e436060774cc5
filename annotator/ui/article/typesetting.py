"""How a reader wants articles set: the type and its size, the length and spacing of the lines."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

from PySide6.QtGui import QFont, QFontMetricsF

from annotator.ui.article.zones import BODY, ZoneStyle
from annotator.ui.theme import Face, Size, type_font

Spacing = Literal["compact", "usual", "wide"]
_PITCH: dict[Spacing, float] = {"compact": 0.9, "usual": 1.0, "wide": 1.2}
_USUAL_LINE = 70
"""Characters, which the usual column of the usual type holds."""
FEWEST = 45
"""Characters of a line; for them the paper beside a narrow column gives way."""
_LEAST_MARGIN = 16
_LEAST_COLUMN = 40.0
RISE = 0.78
"""How far above the baseline a tag stands: a share of the type's size."""
TAG_HEIGHT = 10.0
LANE_FIRST = 5.5
"""From the baseline to the innermost line of a mark."""


@dataclass(frozen=True, slots=True)
class Typesetting:
    """What the reader chose. Whatever it is, the lines of a block keep one pitch."""

    zoom: float = 1.0
    """1.0 for the sizes of the type scale."""
    characters: int | None = _USUAL_LINE
    """How many a line holds, about; None for as many as there is room for."""
    face: Face = "serif"
    spacing: Spacing = "usual"

    def font(self, step: str) -> QFont:
        """Give the font of a step of the type scale."""
        return type_font(step, self.zoom, face=self.face)

    def pitch(self, style: ZoneStyle) -> float:
        """Give the height of a zone's lines at a zoom of 1.

        Tags keep clear of the innermost lines of the words above, however compact the text is.
        """
        least = math.ceil(RISE * style.size + TAG_HEIGHT + LANE_FIRST)
        return max(style.pitch * _PITCH[self.spacing], min(style.pitch, least))

    def column(self, width: float) -> tuple[float, float]:
        """Give where the reading column begins and how wide it is, in a window of this width."""
        average = QFontMetricsF(self.font(BODY.step)).averageCharWidth()
        least = min(FEWEST * average, width - 2 * _LEAST_MARGIN)
        wide = max(min(self._wanted(average), width - 2 * Size.MARGIN), least, _LEAST_COLUMN)
        return max(0.0, (width - wide) / 2), wide

    def _wanted(self, average: float) -> float:
        """Give the width that the line is to have, which follows the width of the letters."""
        if self.characters is None:
            return math.inf
        usual = QFontMetricsF(type_font(BODY.step, self.zoom)).averageCharWidth()
        wide = Size.COLUMN * self.zoom * self.characters / _USUAL_LINE
        return wide * average / usual if average != usual else wide
