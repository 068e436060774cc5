"""Icons: every name has a glyph, they come after the first paint, and change with the theme."""

from __future__ import annotations

import subprocess
import sys
from types import ModuleType

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QColor, QIcon
from PySide6.QtWidgets import QToolButton

from annotator.ui import icons as module
from annotator.ui.icons import ICONS, MIRRORED, Icons, icon
from annotator.ui.theme import DARK, LIGHT, Theme


@pytest.fixture
def theme(qapp):
    return Theme()


def ink(made: QIcon) -> str:
    """Give the colour of an icon's densest pixel, drawn large enough to have whole ones."""
    image = made.pixmap(QSize(18, 18), 4.0).toImage()
    every = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    dense = max(every, key=QColor.alpha)
    return dense.name().upper() if dense.alpha() > 200 else ""


@pytest.mark.parametrize("name", sorted(ICONS))
def test_every_name_draws_something(name, qapp):
    assert ink(icon(name, LIGHT.ink)) == LIGHT.ink


def test_what_is_mirrored_is_an_icon():
    assert set(ICONS) >= MIRRORED


def test_an_unknown_name_warns_and_draws_nothing(qapp):
    with pytest.warns(UserWarning, match="No icon is called 'nonsense'"):
        made = icon("nonsense", LIGHT.ink)
    assert made.isNull()


def test_icons_are_drawn_afresh_at_twice_the_scale(qapp):
    made = icon("close", LIGHT.ink)
    plain = made.pixmap(QSize(18, 18), 1.0).toImage()
    double = made.pixmap(QSize(18, 18), 2.0).toImage()
    assert double.size() == QSize(36, 36)
    assert double != plain.scaled(36, 36)


def test_arrows_turn_round_where_lines_run_from_the_right(qapp):
    plain, turned = (
        icon("next", LIGHT.ink, mirrored=m).pixmap(18).toImage() for m in (False, True)
    )
    assert plain != turned
    still, same = (icon("close", LIGHT.ink, mirrored=m).pixmap(18).toImage() for m in (False, True))
    assert still == same


def test_what_wears_an_arrow_has_it_turned_round(theme, qapp, qtbot):
    icons, plain, turned = Icons(theme), QAction(), QAction()
    icons.load()
    icons.dress(plain, "undo")
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    icons.dress(turned, "undo")
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    assert turned.icon().pixmap(18).toImage() != plain.icon().pixmap(18).toImage()


def test_nothing_is_loaded_before_the_first_paint(theme):
    code = (
        "import sys, annotator.ui.icons, annotator.ui.parts.buttons;"
        "sys.exit('qtawesome' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_what_was_dressed_early_is_drawn_once_icons_are_loaded(theme, qtbot):
    icons, action, button = Icons(theme), QAction(), QToolButton()
    qtbot.addWidget(button)
    icons.dress(action, "undo")
    icons.dress(button, "delete", "danger")
    assert action.icon().isNull()
    icons.load()
    assert ink(action.icon()) == LIGHT.ink_2
    assert ink(button.icon()) == LIGHT.danger


def test_icons_change_with_the_theme(theme, qtbot):
    icons, action = Icons(theme), QAction()
    icons.load()
    icons.dress(action, "undo")
    theme.set_mode("dark")
    assert ink(action.icon()) == DARK.ink_2


def test_what_is_gone_is_forgotten(theme, qtbot):
    icons, kept = Icons(theme), QAction()
    icons.load()
    parent = QToolButton()
    gone = QToolButton(parent)
    for wearer in (kept, gone):
        icons.dress(wearer, "undo")
    parent.deleteLater()
    with qtbot.waitSignal(parent.destroyed):
        pass
    theme.set_mode("dark")
    assert ink(kept.icon()) == DARK.ink_2


def test_a_disabled_icon_is_fainter(theme, qtbot):
    icons, action = Icons(theme), QAction()
    icons.load()
    icons.dress(action, "undo")
    faint = action.icon().pixmap(QSize(18, 18), 1.0, QIcon.Mode.Disabled)
    assert faint.toImage() != action.icon().pixmap(QSize(18, 18), 1.0).toImage()


@pytest.fixture
def fake(monkeypatch):
    """A later qtawesome that keeps its fonts elsewhere."""
    later = ModuleType("qtawesome")
    later.icon = lambda *names, **options: QIcon()
    monkeypatch.setitem(sys.modules, "qtawesome", later)
    module._qtawesome.cache_clear()
    yield later
    module._qtawesome.cache_clear()


def test_it_works_when_the_font_list_has_another_name(fake):
    assert icon("undo", LIGHT.ink).isNull()


def test_only_one_font_is_kept_of_the_list(fake):
    fake._BUNDLED_FONTS = (("fa5", "a.ttf", "a.json"), ("ph", "b.ttf", "b.json"))
    icon("undo", LIGHT.ink)
    assert fake._BUNDLED_FONTS == (("ph", "b.ttf", "b.json"),)
