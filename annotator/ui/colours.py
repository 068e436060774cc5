"""The colours of each mode: light and dark, and both with high contrast."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

Mode = Literal["light", "dark", "high-light", "high-dark"]
"""As the window is shown; "high" is for high contrast."""


@dataclass(frozen=True, slots=True)
class Colours:
    """Every colour of one mode, as #RRGGBB. Hue belongs to labels; all else is ink on paper.

    With high contrast what is told by a ground is told by an outline too, and lines are thicker.
    """

    paper: str  # the article, tables, fields
    chrome: str  # toolbar, library, panel, status line
    raised: str  # notices, palette, menus
    hover: str
    well: str  # behind key hints, chips, choices
    segment: str  # the choice that holds, on a well
    selected: str  # the chosen row
    selected_float: str  # the chosen row of a floating list
    hairline: str  # between regions; never around a control
    outline: str  # around a control that has no other shape (3:1 on paper and chrome)
    ink: str  # text
    ink_2: str  # secondary text, icons
    ink_3: str  # meta text; the faintest that still passes AA
    on_ink: str  # text on an ink-filled button
    selection: str  # words picked but not labelled yet
    caution: str
    danger: str
    shadow: str
    is_dark: bool = False
    is_high: bool = False
    ring: int = 2
    """The width of the ring of ink around what has the keyboard, in pixels."""
    heavier: float = 1.0
    """How much thicker than usual the lines of labels are."""


LIGHT: Final = Colours(
    paper="#FFFFFF",
    chrome="#F6F6F4",
    raised="#FFFFFF",
    hover="#F1F1EE",
    well="#F1F1EE",
    segment="#FFFFFF",
    selected="#ECECE8",
    selected_float="#ECECE8",
    hairline="#E2E2DE",
    outline="#8C8C86",
    ink="#1B1B1F",
    ink_2="#4C4E55",
    ink_3="#62646B",
    on_ink="#FFFFFF",
    selection="#FFE08A",
    caution="#7A5200",
    danger="#A8241C",
    shadow="#1B1B1F",
)

DARK: Final = Colours(
    paper="#1E1F22",
    chrome="#18191B",
    raised="#27282C",
    hover="#232427",
    well="#2D2E33",
    segment="#45464E",
    selected="#2D2E33",
    selected_float="#3C3D44",
    hairline="#303136",
    outline="#74767D",
    ink="#E8E8EA",
    ink_2="#B6B8BE",
    ink_3="#9A9CA3",
    on_ink="#17181A",
    selection="#55420C",
    caution="#EFC265",
    danger="#FF9C92",
    shadow="#000000",
    is_dark=True,
)

HIGH_LIGHT: Final = Colours(
    paper="#FFFFFF",
    chrome="#FFFFFF",
    raised="#FFFFFF",
    hover="#F0F0F0",
    well="#EBEBEB",
    segment="#FFFFFF",
    selected="#E6E6E6",
    selected_float="#E6E6E6",
    hairline="#545454",
    outline="#1A1A1A",
    ink="#000000",
    ink_2="#1F1F1F",
    ink_3="#383838",
    on_ink="#FFFFFF",
    selection="#FFD84D",
    caution="#573800",
    danger="#850000",
    shadow="#000000",
    is_high=True,
    ring=3,
    heavier=1.4,
)

HIGH_DARK: Final = Colours(
    paper="#000000",
    chrome="#000000",
    raised="#000000",
    hover="#1A1A1A",
    well="#212121",
    segment="#000000",
    selected="#262626",
    selected_float="#262626",
    hairline="#ABABAB",
    outline="#E6E6E6",
    ink="#FFFFFF",
    ink_2="#EBEBEB",
    ink_3="#D1D1D1",
    on_ink="#000000",
    selection="#614A00",
    caution="#FFD375",
    danger="#FFB8B0",
    shadow="#000000",
    is_dark=True,
    is_high=True,
    ring=3,
    heavier=1.4,
)

COLOURS: Final[dict[Mode, Colours]] = {
    "light": LIGHT, "dark": DARK, "high-light": HIGH_LIGHT, "high-dark": HIGH_DARK,
}  # fmt: skip


def text_pairs(colours: Colours) -> list[tuple[str, str, str]]:
    """List (name, text, ground) of every pair that occurs outside labels.

    They are held to AA (4.5:1), and with high contrast to AAA (7:1).
    """
    grounds = ("paper", "chrome", "raised", "hover", "well", "selected")
    pairs = [
        (ink, ground)
        for ink in ("ink", "ink_2", "ink_3", "caution", "danger")
        for ground in grounds
    ]
    pairs += [
        ("ink", "selected_float"),
        ("ink_2", "selected_float"),
        ("ink", "segment"),
        ("on_ink", "ink"),
        ("on_ink", "ink_2"),
        ("ink", "selection"),
        ("ink_2", "selection"),
    ]
    return [
        (f"{ink} on {ground}", getattr(colours, ink), getattr(colours, ground))
        for ink, ground in pairs
    ]
