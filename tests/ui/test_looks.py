"""Labels look like themselves: readable in both modes, and told apart without colour too."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest
from PySide6.QtGui import QColor, QImage, QPainter

from annotator.model.scheme import Label, Scheme
from annotator.model.scheme_colours import STROKES, default_dark, default_light, default_stroke
from annotator.model.scheme_file import read_scheme, shipped
from annotator.ui.looks import CHOSEN_WIDTH, LINE_WIDTH, draw_label_line, label_pen, looks
from annotator.ui.theme import COLOURS, DARK, LIGHT, contrast

SHIPPED = sorted(shipped())
MODES = ("light", "dark")


@pytest.fixture(params=SHIPPED)
def scheme(request):
    return read_scheme(shipped()[request.param])


@pytest.mark.parametrize("mode", COLOURS)
def test_the_labels_that_come_with_the_program_can_be_read_wherever_they_stand(scheme, mode):
    colours = COLOURS[mode]
    grounds = ("paper", "chrome", "raised", "hover", "well", "selected")
    faint = {}
    for look in looks(scheme, mode).values():
        pairs = {f"letter on {ground}": (look.line, getattr(colours, ground)) for ground in grounds}
        pairs |= {
            "letter on fill": (look.line, look.fill),
            "letter on the cap": (look.on_line, look.line),
            "words on fill": (colours.ink, look.fill),
            "words on strong": (colours.ink, look.strong),
            "quiet words on fill": (colours.ink_2, look.fill),
        }
        ratios = {(look.id, name): contrast(*pair) for name, pair in pairs.items()}
        faint |= {
            name: ratio for name, ratio in ratios.items() if ratio < (7 if colours.is_high else 4.5)
        }
    assert faint == {}


def test_a_look_tells_what_the_scheme_says():
    label = Label("weapon", "Weapon", "W", light=default_light(3), dark=default_dark(3))
    scheme = Scheme(labels=(replace(label, stroke="dashed"),))
    light, dark = (looks(scheme, mode)["weapon"] for mode in MODES)
    assert (light.name, light.letter, light.stroke, light.is_claim) == (
        "Weapon",
        "W",
        "dashed",
        False,
    )
    assert (light.line, light.fill, light.on_line) == (
        label.light.line,
        label.light.fill,
        LIGHT.on_ink,
    )
    assert (dark.line, dark.strong, dark.on_line) == (
        label.dark.line,
        label.dark.strong,
        DARK.on_ink,
    )


def test_a_label_without_a_key_has_the_first_letter_of_its_name():
    made = looks(Scheme(labels=(Label("unit", "einheit"), Label("arms", "سلاح"))), "light")
    assert (made["unit"].letter, made["arms"].letter) == ("E", "س")


def test_retired_labels_have_a_look_too():
    assert "old" in looks(Scheme(labels=(Label("old", "Old", retired=True),)), "dark")


def test_a_bracketed_label_is_drawn_as_a_claim():
    assert looks(Scheme(labels=(Label("claim", "Claim", stroke="bracket"),)), "light")[
        "claim"
    ].is_claim


def test_a_look_knows_itself_in_the_other_mode():
    scheme = Scheme(labels=(Label("actor", "Actor", light=default_light(2), dark=default_dark(2)),))
    light = looks(scheme, "light")["actor"]
    assert light.in_mode("light") is light
    assert light.in_mode("dark") == looks(scheme, "dark")["actor"]
    assert light.in_mode("dark").in_mode("light") is light


def test_with_high_contrast_lines_are_thicker_and_keep_their_pattern(qapp):
    scheme = Scheme(labels=(Label("x", "X", stroke="dashed"),))
    plain, high = looks(scheme, "light")["x"], looks(scheme, "high-light")["x"]
    assert plain.in_mode("high-light") == high
    assert label_pen(high).widthF() > 1.2 * label_pen(plain).widthF()
    assert label_pen(high).dashPattern() == label_pen(plain).dashPattern()


@pytest.mark.parametrize("mode", MODES)
def test_forty_labels_all_look_different_and_can_be_read(mode):
    labels = tuple(
        Label(f"label{n}", f"Label {n}", stroke=default_stroke(n), light=default_light(n),
              dark=default_dark(n))
        for n in range(40)
    )  # fmt: skip
    made = looks(Scheme(labels=labels), mode)
    paper = LIGHT.paper if mode == "light" else DARK.paper
    assert len(made) == 40
    assert len({(look.line, look.stroke) for look in made.values()}) == 40
    assert min(contrast(look.line, paper) for look in made.values()) >= 4.5
    assert min(contrast(look.on_line, look.line) for look in made.values()) >= 4.5


def drawn(stroke) -> QImage:
    label = Label("x", "X", stroke=stroke, light=default_light(0), dark=default_dark(0))
    image = QImage(60, 14, QImage.Format.Format_RGB32)
    image.fill(QColor(LIGHT.paper))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    draw_label_line(painter, 4, 56, 9.5, looks(Scheme(labels=(label,)), "light")["x"])
    painter.end()
    return image


def inked(image: QImage) -> list[int]:
    """Count, for each column, the pixels that are not paper."""
    paper = QColor(LIGHT.paper).rgb()
    return [
        sum(image.pixel(x, y) != paper for y in range(image.height())) for x in range(image.width())
    ]


def test_lines_of_one_colour_are_told_apart_by_their_form(qapp):
    columns = {stroke: inked(drawn(stroke)) for stroke in STROKES}
    for one, other in combinations(STROKES, 2):
        assert columns[one] != columns[other], (one, other)
    assert 0 not in columns["solid"][5:55]
    assert 0 in columns["dashed"][5:55]
    assert len(set(columns["dotted"][5:55])) > 1
    assert max(columns["bracket"]) == columns["bracket"][4] > columns["bracket"][30]


def test_a_chosen_mark_has_a_stronger_line_of_the_same_form(qapp):
    label = Label("x", "X", stroke="dashed")
    look = looks(Scheme(labels=(label,)), "light")["x"]
    plain, chosen = label_pen(look, LINE_WIDTH), label_pen(look, CHOSEN_WIDTH)
    assert chosen.widthF() > plain.widthF()
    assert chosen.dashPattern() == plain.dashPattern()


def test_a_pen_may_be_changed_by_whoever_asked_for_it(qapp):
    look = looks(Scheme(labels=(Label("x", "X"),)), "light")["x"]
    label_pen(look, LINE_WIDTH).setWidthF(50)
    assert label_pen(look, LINE_WIDTH).widthF() == LINE_WIDTH


# --- without colour -------------------------------------------------------------------------------


def eight_labels() -> Scheme:
    """Labels as a scheme has them that says nothing of lines."""
    return Scheme(
        labels=tuple(
            Label(f"label{n}", f"Label {n}", stroke=default_stroke(n), light=default_light(n))
            for n in range(8)
        )
    )


@pytest.mark.parametrize("fast", [False, True])
@pytest.mark.parametrize("scheme", [*map(read_scheme, shipped().values()), eight_labels()])
def test_in_grey_each_label_has_a_line_that_no_other_label_has(scheme, fast, qapp):
    """Over a word of 90 pixels; brackets are drawn for claims alone."""
    lines = {look.id: (look.is_claim, greys(look, fast=fast)) for look in grey_looks(scheme)}
    assert len(lines) >= 4
    for one, other in combinations(lines, 2):
        (is_claim, first), (also_claim, second) = lines[one], lines[other]
        differing = sum(abs(a - b) > 60 for a, b in zip(first, second, strict=True))
        assert is_claim != also_claim or differing >= 8, (one, other, differing)


def grey_looks(scheme):
    """Give the looks as if all labels had one colour."""
    return [replace(look, line="#404040") for look in looks(scheme, "light").values()]


def greys(look, *, fast: bool) -> list[int]:
    """Draw a line in grey, and give the darkness of its middle from pixel to pixel."""
    image = QImage(100, 9, QImage.Format.Format_Grayscale8)
    image.fill(255)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(label_pen(look, fast=fast))
    painter.drawLine(5, 4, 95, 4)
    painter.end()
    return [image.pixelColor(x, 4).value() for x in range(5, 95)]
