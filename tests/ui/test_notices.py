"""Notices say what happened and offer one thing; they come and go without being in the way."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QFontMetricsF
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.ui import notices as module
from annotator.ui.notices import Notice, Veil


@pytest.fixture
def marked(own):
    """One mark, and the notice that says so."""
    own.select("brigade")
    own.press("W")
    assert "brigade" in own.notice
    return own


def notice_of(desk) -> Notice:
    (notice,) = desk.window.annotate.centre.findChildren(Notice)
    return notice


def timer_of(desk):
    return desk.window.annotate.notices._timer


def test_it_never_takes_the_keyboard(marked):
    assert marked.view.hasFocus()
    marked.press("L")
    assert marked.view.hasFocus()
    assert marked.marks == [("Location", "brigade")]


def test_a_new_one_takes_the_place_of_the_one_before(marked):
    marked.select("depot")
    marked.press("L")
    assert "depot" in marked.notice
    assert len(marked.window.annotate.centre.findChildren(Notice)) == 1


def test_its_offer_takes_it_back_by_mouse(marked):
    QTest.mouseClick(notice_of(marked).offer, Qt.MouseButton.LeftButton)
    assert marked.marks == []
    assert "Took back" in marked.notice
    QTest.mouseClick(notice_of(marked).offer, Qt.MouseButton.LeftButton)
    assert marked.marks == [("Weapon", "brigade")]


def test_its_offer_is_reached_by_tab_and_gives_the_keyboard_back(marked):
    marked.press("Tab")
    assert notice_of(marked).offer.hasFocus()
    marked.press("Space")
    assert marked.marks == []
    assert marked.view.hasFocus()


def test_the_cross_dismisses_it_and_the_article_has_the_keyboard(marked):
    notice_of(marked).close_button.setFocus()
    marked.press("Space")
    assert marked.notice == ""
    assert marked.view.hasFocus()
    marked.select("depot")
    marked.press("L")
    assert ("Location", "depot") in marked.marks


def test_esc_dismisses_it_from_inside(marked):
    marked.press("Tab")
    marked.press("Esc")
    assert marked.notice == ""
    assert marked.view.hasFocus()


def test_it_goes_after_a_while(marked):
    assert timer_of(marked).isActive()
    timer_of(marked).timeout.emit()
    assert marked.notice == ""
    (veil,) = marked.window.annotate.centre.findChildren(Veil)
    assert not veil.isVisible()
    assert "brigade" in marked.said


def test_it_stays_while_it_has_the_keyboard_or_the_mouse(marked):
    marked.press("Tab")
    timer_of(marked).timeout.emit()
    assert "brigade" in marked.notice
    assert timer_of(marked).isActive()
    marked.view.setFocus()
    QTest.mouseMove(notice_of(marked), QPoint(20, 10))
    notice_of(marked).setAttribute(Qt.WidgetAttribute.WA_UnderMouse)
    timer_of(marked).timeout.emit()
    assert "brigade" in marked.notice


def test_a_trouble_stays_until_it_is_answered(own):
    own.workspace.tell("The disk is full.", is_trouble=True)
    assert own.notice == "The disk is full."
    assert not timer_of(own).isActive()
    own.push("Dismiss")
    assert own.notice == ""


def test_a_trouble_comes_with_a_sign_and_what_is_none_without(own):
    own.workspace.tell("The disk is full.", is_trouble=True)
    assert notice_of(own)._sign.isVisible()
    own.workspace.tell("Marked.", deed="undo")
    assert not notice_of(own)._sign.isVisible()


def test_what_only_informs_stays_in_the_status_line(own):
    own.workspace.tell("The text is at 110%.")
    assert own.notice == ""
    assert own.said == "The text is at 110%."


def test_an_offer_to_undo_goes_once_another_step_would_be_undone(marked):
    with marked.workspace.step("Something else") as store:
        store.set_article(marked.workspace.article.id, title="Another title")
    marked.wait(lambda: marked.notice == "")
    marked.window.commands.do("undo")
    assert marked.marks == [("Weapon", "brigade")]


def test_an_offer_goes_once_it_can_no_longer_be_taken(own):
    own.workspace.tell("A mark could not be saved.", deed="try_again", is_trouble=True)
    own.wait(lambda: own.notice != "")
    own.window.commands.renew()
    assert own.notice == ""


def test_closing_the_project_takes_it_away_for_good(marked):
    marked.window.commands.do("close_project")
    marked.window.open_path(marked.folder / "own.annot")
    assert marked.notice == ""


def test_a_trouble_of_the_start_page_does_not_come_back(desk, tmp_path):
    desk.window.open_path(tmp_path / "gone.annot")
    assert "gone.annot" in desk.window.start_notices.words
    desk.bring("Some words.")
    desk.window.commands.do("close_project")
    assert desk.window.start_notices.words == ""


def test_esc_on_the_start_page_gives_the_keyboard_back_to_its_rows(desk, tmp_path):
    desk.window.open_path(tmp_path / "gone.annot")
    (notice,) = desk.window.start.findChildren(Notice)
    notice.close_button.setFocus()
    desk.press("Esc")
    assert desk.window.start_notices.words == ""
    assert desk.window.start.rows[0].hasFocus()


@pytest.mark.parametrize(("is_trouble", "how"), [(False, "Polite"), (True, "Assertive")])
def test_it_is_spoken(own, monkeypatch, is_trouble, how):
    spoken = []

    class Speaker(QAccessible):
        @staticmethod
        def isActive():  # noqa: N802 - Qt's name
            return True

        @staticmethod
        def updateAccessibility(event):  # noqa: N802 - Qt's name
            spoken.append((event.message(), event.politeness().name))

    monkeypatch.setattr(module, "QAccessible", Speaker)
    own.workspace.tell("Something happened.", deed="undo", is_trouble=is_trouble)
    assert spoken == [("Something happened.", how)]


@pytest.mark.parametrize("size", [(1280, 800), (1024, 700), (720, 480)])
def test_it_stays_inside_the_article_at_every_size(own, size):
    own.workspace.tell("A rather long sentence about what happened. " * 5, deed="undo")
    own.window.resize(*size)
    QApplication.processEvents()
    notice = notice_of(own)
    assert own.window.annotate.centre.rect().contains(notice.geometry())
    offer = notice.offer
    assert notice.rect().contains(offer.geometry())


@pytest.mark.parametrize("times", [1, 12])
def test_it_covers_no_more_of_the_text_than_it_needs(own, times):
    (veil,) = own.window.annotate.centre.findChildren(Veil)
    told = []
    own.window.annotate.notices.covering.connect(told.append)
    own.workspace.tell("Something happened to these words. " * times, deed="undo")
    above = notice_of(own).y() - veil.y()
    assert 0 < above < 20
    assert veil.geometry().bottom() == own.window.annotate.centre.rect().bottom()
    assert told == [veil.height()]
    own.window.annotate.notices.dismiss()
    assert told[-1] == 0


def test_it_follows_light_and_dark(marked):
    marked.wait(lambda: not notice_of(marked).graphicsEffect())
    light = notice_of(marked).grab().toImage().pixelColor(12, 4).lightness()
    marked.theme.set_mode("dark")
    QApplication.processEvents()
    dark = notice_of(marked).grab().toImage().pixelColor(12, 4).lightness()
    marked.theme.set_mode("light")
    assert dark < 80
    assert light > 200


def test_a_refusal_is_said_where_the_eye_is_and_offers_nothing(own):
    own.press("Del")
    assert own.notice.startswith("Choose a mark first")
    assert notice_of(own).offer.isHidden()
    assert own.view.hasFocus()
    assert timer_of(own).isActive()


def test_a_mark_over_one_of_the_same_label_is_refused_there_too(marked):
    marked.select("brigade fired")
    marked.press("W")
    marked.select("fired rockets at the depot")
    marked.press("W")
    assert marked.marks == [("Weapon", "brigade fired")]
    assert "two marks of one label may not overlap" in marked.notice


def test_a_refusal_does_not_take_the_place_of_a_trouble(own):
    own.workspace.tell("The disk is full.", is_trouble=True)
    own.press("Del")
    assert own.notice == "The disk is full."
    assert own.said.startswith("Choose a mark first")


def test_a_long_sentence_is_broken_into_few_lines(own):
    own.workspace.tell("These words go on and on and on. " * 5, floats=True)
    assert notice_of(own).height() < notice_of(own).width() / 4


def test_its_lines_are_about_as_long_as_each_other(own):
    own.workspace.tell(
        "These words are a little too long for a single line of a notice at this width. "
        "So the last of them alone would stand below.", floats=True,
    )  # fmt: skip
    words = notice_of(own)._words
    metrics = QFontMetricsF(words.font())
    lines = round(words.heightForWidth(words.width()) / metrics.lineSpacing())
    assert lines == 2
    assert words.width() < 0.7 * metrics.horizontalAdvance(words.text())
