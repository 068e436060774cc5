"""The page for marking: its three regions, what folds away, and where the keyboard goes."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.ui.parts.focus import has_focus_inside


def page(desk):
    return desk.window.annotate


def region(desk) -> str | None:
    found = [name for name, part in page(desk).regions().items() if has_focus_inside(part)]
    return found[0] if found else None


def narrow(desk) -> None:
    desk.window.resize(1024, 700)
    QApplication.processEvents()


# --- panes ----------------------------------------------------------------------------------------


def test_list_and_panel_are_hidden_and_shown_by_their_keys(own):
    own.press("Ctrl+B")
    assert not page(own).library.isVisible()
    own.press("Ctrl+Shift+B")
    assert not page(own).panel.isVisible()
    own.press("Ctrl+B")
    own.press("Ctrl+Shift+B")
    assert page(own).library.isVisible()
    assert page(own).panel.isVisible()


def test_text_only_and_back(own):
    own.press("F11")
    assert not page(own).library.isVisible()
    assert not page(own).panel.isVisible()
    assert own.view.hasFocus()
    own.press("F11")
    assert page(own).library.isVisible()
    assert page(own).panel.isVisible()


def test_asking_for_a_pane_ends_text_only(own):
    own.press("F11")
    own.press("Ctrl+Shift+B")
    assert page(own).panel.isVisible()
    assert not own.window.hands.screen.is_shown("text_only")


@pytest.mark.parametrize("keys", ["Ctrl+B", "F11"])
def test_the_keyboard_of_a_list_that_is_hidden_goes_to_the_article(own, keys):
    own.press("Ctrl+L")
    own.press(keys)
    assert own.view.hasFocus()
    own.select("rockets")
    own.press("W")
    assert own.marks == [("Weapon", "rockets")]


@pytest.mark.parametrize("keys", ["Ctrl+Shift+B", "F11"])
def test_the_keyboard_of_a_panel_that_is_hidden_goes_to_the_article(own, keys):
    own.press("F6")
    assert region(own) == "labels"
    own.press(keys)
    assert own.view.hasFocus()


# --- little room ----------------------------------------------------------------------------------


def test_in_a_narrow_window_the_list_folds_away_and_comes_back(own):
    narrow(own)
    assert not page(own).library.isVisible()
    own.window.resize(1280, 800)
    QApplication.processEvents()
    assert page(own).library.isVisible()


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_ctrl_b_lays_it_over_the_text(request, direction):
    if direction == "rtl":
        request.getfixturevalue("mirrored")
    own = request.getfixturevalue("own")
    narrow(own)
    before = own.view.width()
    own.press("Ctrl+B")
    library = page(own).library
    assert library.isVisible()
    assert own.view.width() == before
    assert library.height() == page(own).height()
    at_right = library.geometry().right() >= page(own).width() - 1
    at_left = library.x() == 0
    assert (at_left, at_right) == ((True, False) if direction == "ltr" else (False, True))
    assert region(own) == "library"


def test_esc_folds_it_back(own):
    narrow(own)
    own.press("Ctrl+B")
    own.press("Esc")
    assert not page(own).library.isVisible()
    assert own.view.hasFocus()


def test_ctrl_b_folds_it_back(own):
    narrow(own)
    own.press("Ctrl+B")
    own.press("Ctrl+B")
    assert not page(own).library.isVisible()
    assert own.view.hasFocus()


def test_a_click_into_the_text_folds_it_back(own):
    narrow(own)
    own.press("Ctrl+B")
    QTest.mouseClick(own.view.viewport(), Qt.MouseButton.LeftButton, pos=own.view.rect().center())
    assert not page(own).library.isVisible()


def test_choosing_an_article_folds_it_back_even_the_open_one(own):
    first = own.workspace.article.id
    own.bring("Another article.")
    narrow(own)
    own.press("Ctrl+L")
    own.press("Down")
    own.press("Home")
    own.press("Return")
    assert own.workspace.article.id == first
    assert not page(own).library.isVisible()
    own.press("Ctrl+B")
    own.press("Return")
    assert not page(own).library.isVisible()
    assert own.view.hasFocus()


def test_filtering_in_a_narrow_window_lays_it_over(own):
    narrow(own)
    own.press("Ctrl+L")
    assert page(own).library.isVisible()
    own.type("zzz")
    own.press("Esc")
    assert page(own).library.isVisible()
    own.press("Esc")
    assert not page(own).library.isVisible()


def test_what_was_wanted_in_a_wide_window_is_kept_by_a_narrow_one(own):
    narrow(own)
    own.press("Ctrl+B")
    own.press("Ctrl+B")
    own.window.resize(1280, 800)
    QApplication.processEvents()
    assert page(own).library.isVisible()


# --- the keyboard ---------------------------------------------------------------------------------


def test_f6_goes_round_and_shift_f6_back(own):
    own.select("rockets")
    own.press("W")
    own.press("Esc")
    seen = []
    for _ in range(4):
        seen.append(region(own))
        own.press("F6")
    assert seen == ["article", "labels", "outline", "library"]
    assert region(own) == "article"
    own.press("Shift+F6")
    assert region(own) == "library"


def test_f6_does_not_get_stuck_where_nothing_is_marked(own):
    own.press("F6")
    own.press("F6")
    assert region(own) == "library"
    own.press("Shift+F6")
    assert region(own) == "labels"


def test_f6_reaches_the_details_where_there_are_any(own):
    own.select("rockets")
    own.press("W")
    own.click("rockets")
    own.press("Shift+F6")
    own.press("Shift+F6")
    assert region(own) == "details"


def test_f6_leaves_out_what_is_hidden(own):
    own.press("Ctrl+Shift+B")
    own.press("F6")
    assert region(own) == "library"
    own.press("F6")
    assert region(own) == "article"


def stops(desk, *, times: int = 60) -> list[str]:
    """Give the names of what Tab stops at, until it comes round."""
    names, first = [], QApplication.focusWidget()
    for _ in range(times):
        names.append(QApplication.focusWidget().accessibleName())
        desk.press("Tab")
        if QApplication.focusWidget() is first:
            return names
    raise AssertionError(f"Tab does not come round: {names}")


def test_tab_goes_through_everything_as_the_eye_does(own):
    own.select("rockets")
    own.press("W")
    own.click("rockets")
    page(own).notices.dismiss()
    QApplication.processEvents()
    names = stops(own)
    wanted = (
        "Article", "Label as Actor", "Label as Claim", "Outline", "Category",
        "You are first", "Menu", "Commands", "Filter articles", "Articles",
    )  # fmt: skip
    places = [next(n for n, name in enumerate(names) if name.startswith(one)) for one in wanted]
    assert places == sorted(places)


def test_shift_tab_goes_back(own):
    own.press("Tab")
    assert region(own) == "labels"
    QTest.keyClick(
        QApplication.focusWidget(), Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier
    )
    assert region(own) == "article"


def test_details_open_a_hidden_panel(own):
    own.select("rockets")
    own.press("W")
    own.click("rockets")
    own.press("Ctrl+Shift+B")
    own.press("Return")
    assert region(own) == "details"
    own.press("Esc")
    assert region(own) == "article"


def test_esc_in_the_article_lets_go_first_and_then_closes_one_thing_after_the_other(own):
    own.press("F11")
    own.press("Ctrl+F")
    own.type("rockets")
    own.view.setFocus()
    own.select("depot")
    own.press("L")
    assert own.notice
    own.click("depot")
    own.press("Esc")
    assert own.workspace.chosen is None
    assert page(own).find_bar.isVisible()
    own.press("Esc")
    assert not page(own).find_bar.isVisible()
    assert own.notice
    own.press("Esc")
    assert not own.notice
    assert own.window.hands.screen.is_shown("text_only")
    own.press("Esc")
    assert not own.window.hands.screen.is_shown("text_only")
    own.press("Esc")
    assert own.view.hasFocus()


def test_ctrl_and_the_wheel_zoom(own):
    own.view.zoom_asked.emit(1)
    assert own.said == "The text is at 110%."
    own.view.zoom_asked.emit(-1)
    assert own.said == "The text is at 100%."


def test_in_a_window_from_right_to_left_the_regions_are_mirrored(mirrored, own):
    assert page(own).library.x() > page(own).centre.x() > page(own).panel.x()
    own.select("rockets")
    own.press("W")
    assert own.marks == [("Weapon", "rockets")]
