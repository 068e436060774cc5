"""The colours that labels get when nobody chose any: distinct and readable."""

import itertools
import math

import pytest

from annotator.model.scheme_colours import (
    DARK_PAPER,
    LIGHT_PAPER,
    Shades,
    contrast,
    dark_shades,
    deepened,
    default_dark,
    default_light,
    default_stroke,
    is_colour,
    light_shades,
)


def apart(one, other):
    """Give the distance of two colours in Oklab, where 0.02 is just seen."""
    return math.dist(oklab(one), oklab(other))


def oklab(colour):
    parts = [byte / 255 for byte in bytes.fromhex(colour[1:])]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    middle = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    return (
        0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short,
    )


@pytest.mark.parametrize(
    ("paper", "shades"), [(LIGHT_PAPER, default_light), (DARK_PAPER, default_dark)]
)
def test_forty_labels_without_colours_are_readable_and_distinct(paper, shades):
    forty = [shades(number) for number in range(40)]
    for one in forty:
        assert contrast(one.line, paper) >= 4.5, one
        assert contrast(one.line, one.fill) >= 4.5, one
        assert contrast(one.line, one.strong) >= 3, one
    lines = [one.line for one in forty]
    assert min(apart(*pair) for pair in itertools.combinations(lines, 2)) > 0.035
    assert shades(40) == forty[0]


def test_lines_differ_from_label_to_label():
    assert [default_stroke(n) for n in range(4)] == ["solid", "dotted", "dashed", "solid"]


def test_only_six_digits_are_a_colour():
    assert [is_colour(text) for text in ("#12abEF", "red", "#123", "#12345G", "")] == [
        True, False, False, False, False,
    ]  # fmt: skip


def test_fill_and_strong_are_worked_out_from_the_line():
    shades = light_shades("#3566CB")
    assert (shades.fill, shades.strong) == ("#E9EEF9", "#D3DDF4")
    assert dark_shades("#B3C5FD", "#000000", "#111111").fill == "#000000"


@pytest.mark.parametrize(
    ("paper", "ground", "default"),
    [("#FFFFFF", "#E6E6E6", default_light), ("#000000", "#262626", default_dark)],
)
def test_for_high_contrast_every_line_is_as_clear_as_text_must_be(paper, ground, default):
    for number in range(40):
        made = deepened(default(number), paper, ground)
        assert min(contrast(made.line, on) for on in (paper, ground, made.fill)) >= 7
    black = Shades("#000000", "#EEEEEE", "#DDDDDD")
    assert deepened(black, "#FFFFFF").line == "#000000"
