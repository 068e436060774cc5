"""How each zone of an article is set: its type, colour, line pitch, and its name in the margin."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from annotator.model.article import Zone
from annotator.ui.article.display import Display

LONGEST_HEADLINE = 300
"""Characters; a longer first line of a text without zones is no headline."""


@dataclass(frozen=True, slots=True)
class ZoneStyle:
    """The setting of a zone's blocks; sizes in pixels at a zoom of 1."""

    step: str
    """The step of the type scale."""
    size: float
    pitch: float
    colour: Literal["ink", "ink_2", "ink_3"] = "ink"
    gap: float = 16
    name: str | None = None
    """What stands in the margin; None for the number of the paragraph."""


BODY = ZoneStyle("body", 17, 32)
STYLES = {
    "headline": ZoneStyle("headline", 27, 40, gap=4, name=""),
    "standfirst": ZoneStyle("standfirst", 18, 32, "ink_2", name="Standfirst"),
    "caption": ZoneStyle("caption", 14, 26, "ink_2", name="Caption"),
    "boilerplate": ZoneStyle("small", 12, 22, "ink_3", name=""),
    "credit": ZoneStyle("small", 12, 22, "ink_3", name=""),
    "body": BODY,
}


def styles_of(display: Display, zones: Sequence[Zone]) -> list[ZoneStyle]:
    """Give each display block its style; without zones the first line is the headline."""
    if not zones:
        return _without_zones(display)
    styles = [BODY] * len(display.starts)
    for zone in sorted(zones, key=lambda zone: (zone.start, -zone.end)):
        first, last = display.block_at(zone.start), display.block_at(max(zone.start, zone.end - 1))
        before = display.text[display.starts[first] : zone.start]
        if before and not before.isspace():
            first += 1  # a zone sets the blocks that begin in it
        style = _style(zone.zone)
        styles[first : last + 1] = [style] * (last + 1 - first)
    return styles


@lru_cache
def _style(zone: str) -> ZoneStyle:
    """Give the style of a zone; one that a project has made is set as body, with its name."""
    name = zone.replace("_", " ").capitalize()
    return STYLES.get(zone) or replace(BODY, name=name)


def _without_zones(display: Display) -> list[ZoneStyle]:
    styles = [BODY] * len(display.starts)
    first = next((n for n in range(len(styles)) if not display.is_blank(n)), None)
    if first is not None and display.ends[first] - display.starts[first] <= LONGEST_HEADLINE:
        styles[first] = STYLES["headline"]
    return styles
