"""The key sheet shows every key, and what is typed leaves those that fit."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from annotator.ui.key_sheet import KeySheet


def sheet(desk) -> KeySheet | None:
    found = [one for one in desk.window.findChildren(KeySheet) if one.isVisible()]
    assert len(found) <= 1
    return found[0] if found else None


def words(desk) -> set[str]:
    QApplication.processEvents()
    return {label.text() for label in sheet(desk).findChildren(QLabel) if label.isVisible()}


@pytest.fixture
def opened(own):
    own.press("F1")
    return own


def test_every_deed_with_a_key_is_in_it(opened):
    shown = words(opened)
    assert {action.name for action in opened.window.commands if action.keys} <= shown
    assert {"Label as Weapon", "Undo", "Done, next article"} <= shown


def test_what_is_typed_filters_by_name(opened):
    opened.type("weapon")
    shown = words(opened)
    assert "Label as Weapon" in shown
    assert "Undo" not in shown
    opened.press("Esc")
    assert "Undo" in words(opened)


def test_what_is_typed_filters_by_key(opened):
    opened.type("ctrl+k")
    assert "Commands…" in words(opened)
    assert "Undo" not in words(opened)


def test_where_nothing_fits_that_is_said(opened):
    assert "No command with a key is called so." not in words(opened)
    opened.type("zzzz")
    assert "No command with a key is called so." in words(opened)


def test_esc_leaves_once_the_filter_is_empty(opened):
    opened.type("undo")
    opened.press("Esc")
    assert sheet(opened) is not None
    opened.press("Esc")
    assert sheet(opened) is None
    assert opened.view.hasFocus()


def test_f1_closes_it_again(opened):
    opened.press("F1")
    assert sheet(opened) is None
    opened.press("F1")
    assert sheet(opened) is not None


def test_a_question_mark_closes_it_unless_it_is_typed(opened):
    opened.type("?")
    assert sheet(opened) is not None
    opened.press("Esc")
    opened.press("Tab")
    opened.type("?")
    assert sheet(opened) is None


def test_the_cross_closes_it(opened):
    opened.push("Close")
    assert sheet(opened) is None


@pytest.mark.parametrize("size", [(1024, 700), (720, 480)])
def test_it_fits_into_a_small_window(opened, size):
    opened.window.resize(*size)
    QApplication.processEvents()
    assert opened.window.rect().contains(sheet(opened).geometry())


def test_on_the_start_page_it_shows_what_is_there_without_a_scheme(desk):
    desk.press("F1")
    assert "Open the sample" in words(desk)
    assert "Label as Weapon" not in words(desk)
