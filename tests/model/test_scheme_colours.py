"""The colours that labels get when nobody chose any: distinct and readable."""

from annotator.model.scheme_colours import (
    DARK_PAPER,
    LIGHT_PAPER,
    contrast,
    dark_shades,
    default_dark,
    default_light,
    default_stroke,
    light_shades,
)


def test_forty_labels_without_colours_are_readable_and_distinct():
    light = [default_light(number) for number in range(40)]
    dark = [default_dark(number) for number in range(40)]
    assert len({shades.line for shades in light}) == len({shades.line for shades in dark}) == 40
    for paper, shades in [(LIGHT_PAPER, s) for s in light] + [(DARK_PAPER, s) for s in dark]:
        for ground in (paper, shades.fill, shades.strong):
            assert contrast(shades.line, ground) >= 4.5, shades
    assert [default_stroke(n) for n in range(4)] == ["solid", "dotted", "dashed", "solid"]


def test_fill_and_strong_are_worked_out_from_the_line():
    shades = light_shades("#3566CB")
    assert (shades.fill, shades.strong) == ("#E9EEF9", "#D3DDF4")
    assert dark_shades("#B3C5FD", "#000000", "#111111").fill == "#000000"
