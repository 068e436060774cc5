"""Light, dark and as the system is: every text can be read, and the application follows."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QPalette
from PySide6.QtWidgets import QLabel

from annotator.resources import resource
from annotator.ui import theme as module
from annotator.ui.style import style_sheet
from annotator.ui.theme import (
    COLOURS,
    DARK,
    HIGH_DARK,
    HIGH_LIGHT,
    LIGHT,
    TYPE,
    Theme,
    contrast,
    families,
    palette,
    text_pairs,
    type_font,
    ui_size,
)  # fmt: skip

BOTH = pytest.mark.parametrize("colours", COLOURS.values(), ids=COLOURS.keys())
HIGH = pytest.mark.parametrize("colours", [HIGH_LIGHT, HIGH_DARK], ids=["light", "dark"])


@pytest.fixture
def theme(qapp):
    theme = Theme()
    theme.apply(qapp)
    yield theme
    qapp.setStyleSheet("")


@BOTH
def test_every_text_can_be_read_on_its_ground(colours):
    faint = {name: contrast(ink, on) for name, ink, on in text_pairs(colours)}
    assert {name: ratio for name, ratio in faint.items() if ratio < 4.5} == {}
    assert len(faint) > 30


@HIGH
def test_with_high_contrast_text_and_shapes_are_clearer(colours, qapp):
    """AAA for text; outlines, hairlines and rings as clear as text."""
    pairs = text_pairs(colours)
    pairs += [
        (f"{shape} on {ground}", getattr(colours, shape), getattr(colours, ground))
        for shape in ("outline", "hairline", "ink")
        for ground in ("paper", "chrome", "raised")
    ]
    assert {name: ratio for name, a, b in pairs if (ratio := contrast(a, b)) < 7} == {}
    assert {colours.ink, colours.paper} == {"#000000", "#FFFFFF"}
    assert colours.ring == 3
    assert f"border: {colours.ring}px solid {colours.ink}" in style_sheet(colours)


@BOTH
def test_shapes_can_be_seen_on_paper_and_chrome(colours):
    assert contrast(colours.outline, colours.paper) >= 3
    assert contrast(colours.outline, colours.chrome) >= 3


@BOTH
def test_what_the_style_sheet_does_not_reach_has_the_same_colours(colours):
    made = palette(colours)
    role, group = QPalette.ColorRole, QPalette.ColorGroup
    assert made.color(role.Window).name().upper() == colours.chrome
    assert made.color(role.Base).name().upper() == colours.paper
    assert made.color(role.Text).name().upper() == colours.ink
    assert made.color(role.Highlight).name().upper() == colours.selection
    assert made.color(group.Disabled, role.Text).name().upper() == colours.ink_3


def test_it_starts_light_and_says_when_it_changes(theme, qtbot):
    assert (theme.mode, theme.chosen, theme.colours) == ("light", "light", LIGHT)
    with qtbot.waitSignal(theme.changed):
        theme.set_mode("dark")
    assert (theme.mode, theme.chosen, theme.colours) == ("dark", "dark", DARK)


def test_choosing_what_is_shown_already_changes_nothing(theme, qtbot):
    with qtbot.assertNotEmitted(theme.changed):
        theme.set_mode("light")


def test_the_application_has_the_new_colours_before_anyone_is_told(theme, qapp):
    seen = []
    theme.changed.connect(lambda: seen.append(qapp.palette().color(QPalette.ColorRole.Window)))
    theme.set_mode("dark")
    assert [colour.name().upper() for colour in seen] == [DARK.chrome]


def test_open_windows_change_too(theme, qtbot):
    words = QLabel("Said by")
    words.setProperty("role", "meta")
    qtbot.addWidget(words)
    words.show()
    theme.set_mode("dark")
    assert words.palette().color(QPalette.ColorRole.WindowText).name().upper() == DARK.ink_3


def test_it_follows_the_system_until_told_otherwise(theme, qapp, qtbot):
    hints = qapp.styleHints()
    theme.set_mode("system")
    assert (theme.chosen, theme.mode) == ("system", "light")
    hints.colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert theme.mode == "dark"
    hints.colorSchemeChanged.emit(Qt.ColorScheme.Light)
    assert theme.mode == "light"
    theme.set_mode("dark")
    hints.colorSchemeChanged.emit(Qt.ColorScheme.Light)
    assert theme.mode == "dark"


def test_contrast_is_high_as_the_system_wants_it_or_as_the_user_does(qapp):
    theme = Theme("dark", "auto")
    changed = []
    theme.changed.connect(lambda: changed.append(theme.mode))
    style = qapp.styleHints()
    wanted = getattr(style, "accessibility", None)
    if wanted is not None:  # from Qt 6.10 on
        wanted().contrastPreferenceChanged.emit(Qt.ContrastPreference.HighContrast)
        assert theme.mode == "high-dark"
        assert theme.set_high(high=False) == "off"
        assert theme.set_high(high=True) == "auto"
        wanted().contrastPreferenceChanged.emit(Qt.ContrastPreference.NoPreference)
        assert theme.mode == "dark"
        assert changed == ["high-dark", "dark", "high-dark", "dark"]
    assert theme.set_high(high=True) == "on"
    assert theme.mode == "high-dark"
    theme.set_mode("light")
    assert (theme.mode, theme.colours) == ("high-light", HIGH_LIGHT)
    assert theme.set_high(high=False) == "auto"
    assert theme.mode == "light"


def test_a_qt_that_does_not_tell_wants_no_high_contrast(monkeypatch, qapp):
    monkeypatch.setattr(module, "_accessibility", lambda hints: None)
    assert Theme("light", "auto").mode == "light"
    assert Theme("light", "on").mode == "high-light"


def test_a_font_has_the_size_and_weight_of_its_step(qapp):
    body, strong = type_font("body"), type_font("strong")
    assert body.pixelSize() == TYPE["body"].size
    assert strong.weight() == QFont.Weight.DemiBold
    assert type_font("body", 1.5).pixelSize() == round(TYPE["body"].size * 1.5)
    assert type_font("micro", bold=True).weight() == QFont.Weight.Bold


def test_changing_a_font_does_not_change_the_next_one(qapp):
    type_font("base").setPixelSize(99)
    assert type_font("base").pixelSize() == ui_size(TYPE["base"].size)


def test_a_wide_face_is_set_a_pixel_smaller(monkeypatch, qapp):
    monkeypatch.setattr(module, "families", lambda reading: ("DejaVu Sans",))
    assert (ui_size(13), ui_size(9)) == (12, 9)
    monkeypatch.setattr(module, "families", lambda reading: ("Inter",))
    assert ui_size(13) == 13


def test_there_is_a_face_for_arabic_beside_each(qapp):
    assert "Noto Sans Arabic" in families(reading=False)
    assert "Noto Naskh Arabic" in families(reading=True)
    assert families(reading=True)[0] != families(reading=False)[0]


@BOTH
def test_the_style_sheet_is_understood_whole(colours, qapp, caplog, qtbot):
    sheet = style_sheet(colours)
    assert sheet.count("{") == sheet.count("}")
    assert "None" not in sheet
    qapp.setStyleSheet(sheet)  # Qt warns of what it cannot parse, and a warning fails the test
    words = QLabel("Words")
    qtbot.addWidget(words)
    words.ensurePolished()
    qapp.setStyleSheet("")


def test_the_drawn_ticks_and_carets_have_the_colours_of_the_tokens():
    drawn = {
        "tick-white": LIGHT.on_ink, "tick-black": DARK.on_ink,
        "caret-light": LIGHT.ink_3, "caret-dark": DARK.ink_3,
    }  # fmt: skip
    for name, colour in drawn.items():
        assert f'stroke="{colour}"' in resource(f"icons/{name}.svg").read_text("utf-8"), name
