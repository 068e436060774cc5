"""Floating surfaces: they come with a shadow, go in a moment, and let the mouse by."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from PySide6.QtWidgets import QLabel, QWidget

from annotator.ui.parts import floating
from annotator.ui.parts.floating import Float
from annotator.ui.parts.layouts import across


@pytest.fixture
def window(show):
    return show(QWidget())


@pytest.fixture(params=[False, True], ids=["moving", "still"])
def motion(request, monkeypatch):
    monkeypatch.setattr(floating, "wants_less_motion", lambda: request.param)
    return not request.param


@pytest.fixture
def surface(theme, window, motion):
    made = Float(theme, window)
    made.setLayout(across(QLabel("Saved")))
    made.setGeometry(100, 100, 120, 40)
    return made


def shadow(surface) -> QWidget:
    return next(
        child
        for child in surface.parentWidget().children()
        if isinstance(child, floating._Shadow) and child._caster is surface
    )


def test_it_is_hidden_until_shown_and_then_its_shadow_is_there(surface):
    assert not surface.isVisible()
    surface.show()
    assert surface.isVisible()
    assert shadow(surface).isVisible()
    assert shadow(surface).geometry().contains(surface.geometry())


def test_the_shadow_goes_where_it_goes_and_lies_below(surface, window):
    other = QWidget(window)
    surface.show()
    surface.move(30, 150)
    other.raise_()
    surface.raise_()
    assert shadow(surface).geometry().contains(surface.geometry())
    order = window.children()
    assert order.index(shadow(surface)) == order.index(surface) - 1


def test_it_is_whole_after_a_moment(surface, qtbot):
    surface.show()
    qtbot.waitUntil(lambda: surface.graphicsEffect() is None)
    assert shadow(surface)._opacity == 1.0


def test_nothing_moves_where_the_system_asks_for_less(surface, motion):
    surface.show()
    assert (surface.graphicsEffect() is not None) == motion


def test_it_may_be_hidden_at_once_and_shown_again(surface, qtbot):
    surface.show()
    surface.hide()
    assert not shadow(surface).isVisible()
    surface.show()
    qtbot.waitUntil(lambda: surface.graphicsEffect() is None)
    assert surface.isVisible()


def test_the_shadow_goes_with_it(surface, window, qtbot):
    surface.show()
    below = shadow(surface)
    surface.deleteLater()
    with qtbot.waitSignal(below.destroyed):
        pass


def test_the_mouse_goes_through_the_shadow(surface, window):
    surface.show()
    assert window.childAt(surface.geometry().bottomLeft().x(), 146) is not shadow(surface)


def test_it_is_raised_paper_in_both_modes(surface, theme, qtbot, colour_at):
    surface.show()
    qtbot.waitUntil(lambda: surface.graphicsEffect() is None)
    for mode in ("light", "dark"):
        theme.set_mode(mode)
        assert colour_at(surface, 60, 4) == theme.colours.raised
        assert colour_at(surface.window(), 160, 146) != theme.colours.chrome  # the shadow


@pytest.mark.parametrize(("wish", "less"), [("NoPreference", False), ("ReducedMotion", True)])
def test_the_system_is_asked_whether_things_may_move(qapp, monkeypatch, wish, less):
    answer = SimpleNamespace(motionPreference=lambda: SimpleNamespace(name=wish))
    hints = SimpleNamespace(accessibility=lambda: answer)
    monkeypatch.setattr(floating.QGuiApplication, "styleHints", lambda: hints)
    assert floating.wants_less_motion() is less


def test_an_older_qt_is_not_asked(qapp, monkeypatch):
    monkeypatch.setattr(floating.QGuiApplication, "styleHints", SimpleNamespace)
    assert floating.wants_less_motion() is False
