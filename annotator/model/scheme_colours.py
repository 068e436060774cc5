"""The colours of labels: three shades on light and on dark paper, with defaults for any number."""

from __future__ import annotations

import colorsys
from dataclasses import dataclass
from functools import cache
from typing import Literal, get_args

Stroke = Literal["solid", "dotted", "dashed", "bracket"]
STROKES: tuple[Stroke, ...] = get_args(Stroke)

LIGHT_PAPER = "#FFFFFF"
DARK_PAPER = "#1E1F22"
_GOLDEN = 0.618034  # of a turn: no two of a row of hues come close
_FIRST_HUE = 0.61
# How much of the line colour goes into what lies behind the words, plain and chosen.
_LIGHT_SHARES = (0.11, 0.22)
_DARK_SHARES = (0.13, 0.30)
# WCAG asks 4.5 of text. Its ground is the strong shade at worst, which takes up to a half.
_LIGHT_CONTRASTS = (7.0, 9.5, 12.0)
_DARK_CONTRASTS = (9.5, 11.0, 12.5)


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
def default_light(number: int) -> Shades:
    """Give the colours of the label with this number (0, 1, 2…) on light paper."""
    return light_shades(_readable(number, LIGHT_PAPER))


@cache
def default_dark(number: int) -> Shades:
    """Give the colours of the label with this number (0, 1, 2…) on dark paper."""
    return dark_shades(_readable(number, DARK_PAPER))


def default_stroke(number: int) -> Stroke:
    """Give the line's form for the label with this number, so that colour is never alone."""
    return STROKES[number % 3]  # brackets are for whole sentences, by choice


def contrast(one: str, other: str) -> float:
    """Give the contrast of two colours by WCAG 2.2, from 1 to 21."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _shades(
    line: str, fill: str | None, strong: str | None, paper: str, shares: tuple[float, float]
) -> Shades:
    plain, chosen = (_blend(line, paper, share) for share in shares)
    return Shades(line, fill or plain, strong or chosen)


def _readable(number: int, paper: str) -> str:
    """Find the colour of this hue that stands off the paper by the contrast of its row."""
    hue = (_FIRST_HUE + number * _GOLDEN) % 1
    is_light = paper == LIGHT_PAPER
    wanted = (_LIGHT_CONTRASTS if is_light else _DARK_CONTRASTS)[number % 3]
    steps = range(95, 0, -1) if is_light else range(5, 100)
    tones = (_hex(colorsys.hls_to_rgb(hue, step / 100, 0.65)) for step in steps)
    return next(tone for tone in tones if contrast(tone, paper) >= wanted)


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
