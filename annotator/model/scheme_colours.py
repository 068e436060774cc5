"""The colours of labels: three shades on light and on dark paper, with defaults for any number."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal, get_args

Stroke = Literal["solid", "dotted", "dashed", "bracket"]
STROKES: tuple[Stroke, ...] = get_args(Stroke)

LIGHT_PAPER = "#FFFFFF"
DARK_PAPER = "#1E1F22"
# How much of the line colour goes into what lies behind the words, plain and chosen.
_LIGHT_SHARES = (0.11, 0.22)
_DARK_SHARES = (0.13, 0.30)
_HIGH_SHARES = (0.08, 0.22)
_HIGH = 7.0
_PARTS = 50
# Line colours on light and on dark paper. Each was put where it differs most from all before it
# (CIEDE2000, 6.6 at least), among those that keep WCAG's 4.5 on paper and fill and 3 on strong.
_PALETTE = (
    ("#2663C9", "#ADBFF6"), ("#614D10", "#F9E03F"), ("#330520", "#F8869A"), ("#145154", "#A8FAF4"),
    ("#072A00", "#91A736"), ("#1C0761", "#AD7FF4"), ("#577251", "#D7E6AB"), ("#924D7D", "#BB97B7"),
    ("#632C2E", "#EDBBC9"), ("#1B6F62", "#78BFA6"), ("#631E8A", "#CB79C4"), ("#35294A", "#9196CD"),
    ("#61721C", "#C5C771"), ("#C11435", "#FEA88A"), ("#333D01", "#8BE577"), ("#81632F", "#D4A27A"),
    ("#9D5035", "#F2686E"), ("#113570", "#B1DAF8"), ("#545D36", "#B0A66B"), ("#95033A", "#C8897E"),
    ("#4F2A3C", "#F292D3"), ("#4F4779", "#EAD4FC"), ("#0D344B", "#45A8D2"), ("#734E39", "#FAB050"),
    ("#375A2F", "#88BF7C"), ("#260C36", "#D8B3D4"), ("#582863", "#AF95DF"), ("#131D47", "#92B1D3"),
    ("#38624C", "#77AA81"), ("#2E277D", "#BDAFD9"), ("#543A19", "#B49573"), ("#6B6126", "#D0C095"),
    ("#99007A", "#CE7EA5"), ("#3B6F30", "#B0D6B6"), ("#84255A", "#FC587F"), ("#333E60", "#CCD1FC"),
    ("#62074E", "#D58FE5"), ("#7F4545", "#FD7562"), ("#4F481F", "#ECEF97"), ("#170393", "#A0A6F3"),
)  # fmt: skip
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")


@dataclass(frozen=True, slots=True)
class Shades:
    """`line` for marks and letters, `fill` behind words, `strong` behind chosen words: #RRGGBB."""

    line: str
    fill: str
    strong: str


def light_shades(line: str, fill: str | None = None, strong: str | None = None) -> Shades:
    """Complete the shades on light paper from the line's colour."""
    return _shades(line, fill, strong, LIGHT_PAPER, _LIGHT_SHARES)


def dark_shades(line: str, fill: str | None = None, strong: str | None = None) -> Shades:
    """Complete the shades on dark paper from the line's colour."""
    return _shades(line, fill, strong, DARK_PAPER, _DARK_SHARES)


@cache
def deepened(shades: Shades, paper: str, *grounds: str) -> Shades:
    """Give shades for high contrast: on paper, other grounds and fill the line keeps WCAG's 7."""
    away = LIGHT_PAPER if _luminance(paper) < 0.5 else "#000000"
    made = shades
    for part in range(_PARTS + 1):
        line = _blend(away, shades.line, part / _PARTS)
        made = _shades(line, None, None, paper, _HIGH_SHARES)
        if min(contrast(line, ground) for ground in (paper, made.fill, *grounds)) >= _HIGH:
            break
    return made


@cache
def default_light(number: int) -> Shades:
    """Give the colours of the label with this number (0, 1, 2…) on light paper."""
    return light_shades(_PALETTE[number % len(_PALETTE)][0])


@cache
def default_dark(number: int) -> Shades:
    """Give the colours of the label with this number (0, 1, 2…) on dark paper."""
    return dark_shades(_PALETTE[number % len(_PALETTE)][1])


def default_stroke(number: int) -> Stroke:
    """Give the line's form for the label with this number, so that colour is never alone."""
    return STROKES[number % 3]  # brackets are for whole sentences, by choice


def is_colour(text: str) -> bool:
    """Say whether the text is a colour: # and six hexadecimal digits."""
    return _COLOUR.fullmatch(text) is not None


def contrast(one: str, other: str) -> float:
    """Give the contrast of two colours by WCAG 2.2, from 1 to 21."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _shades(
    line: str, fill: str | None, strong: str | None, paper: str, shares: tuple[float, float]
) -> Shades:
    plain, chosen = (_blend(line, paper, share) for share in shares)
    return Shades(line, fill or plain, strong or chosen)


def _blend(colour: str, ground: str, share: float) -> str:
    pairs = zip(_rgb(colour), _rgb(ground), strict=True)
    return _hex(tuple(a * share + b * (1 - share) for a, b in pairs))


def _rgb(colour: str) -> tuple[float, ...]:
    return tuple(byte / 255 for byte in bytes.fromhex(colour[1:]))


def _hex(parts: tuple[float, ...]) -> str:
    return "#" + bytes(round(part * 255) for part in parts).hex().upper()


def _luminance(colour: str) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in _rgb(colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
