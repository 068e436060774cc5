"""The card beside a mark under the mouse: what it says, where it stands, and that it goes."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

NOBODY = Qt.KeyboardModifier.NoModifier
NONE = Qt.MouseButton.NoButton


@pytest.fixture
def marked(own):
    """A claim with a weapon in it."""
    for words, key in (("brigade fired rockets at the depot", "C"), ("rockets", "W")):
        own.select(words)
        own.press(key)
    own.press("Esc")
    return own


@pytest.fixture
def card(marked):
    return marked.window.annotate.card


def point_at(desk, words: str) -> QPoint:
    view = desk.view
    start = desk.text.index(words)
    at = QPointF(view.rect_of(start, start + len(words)).center())
    where = view.viewport().mapToGlobal(at)
    event = QMouseEvent(QEvent.Type.MouseMove, at, where, NONE, NONE, NOBODY)
    QApplication.sendEvent(view.viewport(), event)
    return at.toPoint()


def rest_on(desk, words: str) -> QPoint:
    at = point_at(desk, words)
    desk.wait(desk.window.annotate.card.isVisible)
    return at


def words_of(card) -> list[str]:
    return [part.text() for part in card.findChildren(QLabel) if part.isVisible()]


def test_resting_on_a_mark_tells_what_it_is(marked, card):
    rest_on(marked, "brigade")
    assert words_of(card) == [
        "Claim", "brigade fired rockets at the depot", "first, marked by hand",
    ]  # fmt: skip


def test_of_marks_inside_one_another_the_inner_one_comes_first(marked, card):
    rest_on(marked, "rockets")
    assert [facts.name for facts in card.facts] == ["Weapon", "Claim"]
    assert words_of(card).index("Weapon") < words_of(card).index("Claim")


def test_entity_and_note_are_told_as_plain_text(marked, card):
    span = marked.mark("rockets")
    with marked.workspace.step("A note") as store:
        store.put(replace(span, note="<b>which</b> & why"))
    rest_on(marked, "rockets")
    assert "Note: <b>which</b> & why" in words_of(card)
    formats = {part.textFormat() for part in card.findChildren(QLabel)}
    assert formats == {Qt.TextFormat.PlainText}


def test_it_stands_below_the_line_and_never_under_the_mouse(marked, card):
    at = rest_on(marked, "rockets")
    centre = marked.window.annotate.centre
    pointer = marked.view.viewport().mapTo(centre, at)
    line = marked.view.rect_of(*_place(marked, "rockets"))
    assert card.y() > marked.view.viewport().mapTo(centre, line.bottomLeft()).y()
    assert not card.geometry().adjusted(-4, -16, 4, 4).contains(pointer)
    assert centre.rect().contains(card.geometry())


def test_where_there_is_no_room_below_it_stands_above(desk):
    desk.bring("A title\n\n" + "\n\n".join(f"Word{n} of rain." for n in range(80)))
    desk.view.setFocus()
    desk.view.scroll_to(0)
    QApplication.processEvents()
    height = desk.view.viewport().height()
    words = next(
        w for w in (f"Word{n} " for n in range(80))
        if desk.view.rect_of(*_place(desk, w)).bottom() > height - 60
    ).strip()  # fmt: skip
    desk.workspace.pick(*_place(desk, words))
    desk.view.scroll_to(0)
    desk.press("A")
    desk.view.scroll_to(0)
    QApplication.processEvents()
    rest_on(desk, words)
    card = desk.window.annotate.card
    assert card.geometry().bottom() < desk.view.rect_of(*_place(desk, words)).top()


def _place(desk, words: str) -> tuple[int, int]:
    start = desk.text.index(words)
    return start, start + len(words)


def test_it_goes_when_the_mouse_leaves_the_mark(marked, card):
    rest_on(marked, "brigade")
    point_at(marked, "mayor")
    assert not card.isVisible()
    rest_on(marked, "brigade")
    QApplication.sendEvent(marked.view.viewport(), QEvent(QEvent.Type.Leave))
    assert not card.isVisible()


def test_it_goes_at_a_key_and_the_key_does_what_it_does(marked, card):
    rest_on(marked, "brigade")
    marked.press("Space")
    assert not card.isVisible()
    assert marked.workspace.chosen is not None


def test_a_key_in_the_panel_lets_it_go_too(marked, card):
    marked.window.annotate.panel.outline.setFocus()
    rest_on(marked, "brigade")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)
    assert not card.isVisible()


def test_it_goes_at_a_click(marked, card):
    rest_on(marked, "brigade")
    marked.click("mayor")
    assert not card.isVisible()


def test_it_goes_at_the_wheel(marked, card):
    at = QPointF(rest_on(marked, "brigade"))
    viewport = marked.view.viewport()
    event = QWheelEvent(
        at, viewport.mapToGlobal(at), QPoint(), QPoint(0, -120), NONE, NOBODY,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(viewport, event)
    assert not card.isVisible()


def test_a_key_before_it_came_keeps_it_away(marked, card, qtbot):
    point_at(marked, "brigade")
    marked.press("Right")
    assert not card._soon.isActive()
    assert not card.isVisible()


def test_it_does_not_come_for_a_mark_that_went_meanwhile(marked, card, qtbot):
    point_at(marked, "brigade")
    assert card._soon.isActive()
    marked.workspace.move("undo")
    marked.workspace.move("undo")
    qtbot.waitUntil(lambda: not card._soon.isActive())
    assert not card.isVisible()


def test_the_mouse_goes_through_it_and_it_never_has_the_keyboard(marked, card):
    marked.view.setFocus()
    rest_on(marked, "brigade")
    assert card.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    assert marked.view.hasFocus()


def test_what_is_long_is_shortened_to_one_line(marked, card):
    span = marked.mark("rockets")
    with marked.workspace.step("A note") as store:
        store.put(replace(span, note="why\n" * 300))
    rest_on(marked, "rockets")
    (note,) = (words for words in words_of(card) if words.startswith("Note: "))
    assert len(note) <= len("Note: ") + 200
    assert "\n" not in note
