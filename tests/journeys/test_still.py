"""The page keeps still under the hand: what is in sight is chosen and marked where it is."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.model.ids import new_id
from annotator.model.span import Span

LEFT, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton
LONG = "Headline.\n" + "\n".join(
    f"Paragraph {n} tells that the brigade{n} came with many men, that it rained on them all day, "
    f"and that rocket{n} fell on depot{n} in the night, before anybody had seen them."
    for n in range(60)
)


@pytest.fixture
def page(desk):
    desk.bring(LONG)
    desk.view.setFocus()
    desk.view.scroll_to(LONG.index("Paragraph 20 "))
    QApplication.processEvents()
    return desk


def edge(desk) -> int:
    QApplication.processEvents()
    return desk.view.verticalScrollBar().value()


def rect(desk, words: str):
    start = desk.text.index(words)
    return desk.view.rect_of(start, start + len(words))


def lowest(desk, kind: str) -> str:
    """Give the last word of a kind whose line is wholly in sight."""
    height = desk.view.viewport().height()
    return [
        word
        for n in range(60)
        if not rect(desk, word := f"{kind}{n} ").isEmpty()
        and rect(desk, word).top() > 0 and rect(desk, word).bottom() + 8 < height
    ][-1].strip()  # fmt: skip


def drag(desk, words: str) -> None:
    window, at = desk.view.viewport(), rect(desk, words)
    first, last = QPoint(at.left() + 3, at.center().y()), QPoint(at.right() - 3, at.center().y())
    QTest.mousePress(window, LEFT, pos=first)
    QTest.mouseMove(window, (first + last) / 2)
    QTest.mouseMove(window, last)
    QTest.mouseRelease(window, LEFT, pos=last)


def click(desk, words: str, button: Qt.MouseButton = LEFT) -> None:
    QTest.mouseClick(desk.view.viewport(), button, pos=rect(desk, words).center())


def put_at_foot(desk, words: str, cut: int) -> None:
    """Scroll so that the line of some words is cut at the foot of the window."""
    desk.view.scroll_by(rect(desk, words).bottom() - desk.view.viewport().height() + cut)
    QApplication.processEvents()


def test_marking_and_clicking_in_the_lowest_line_moves_nothing(page):
    before, word = edge(page), lowest(page, "rocket")
    assert rect(page, word).bottom() > page.view.viewport().height() - 120
    drag(page, word)
    page.press("W")
    assert ("Weapon", word) in page.marks
    assert edge(page) == before
    page.press("Esc")
    click(page, word)
    assert page.workspace.chosen.quote == word
    assert edge(page) == before


def test_what_the_foot_of_the_window_cuts_is_marked_where_the_mouse_drew_it(page):
    word = lowest(page, "rocket")
    put_at_foot(page, word, -6)
    before = edge(page)
    drag(page, word)
    page.push_label("Weapon")
    assert ("Weapon", word) in page.marks
    assert edge(page) == before
    page.workspace.choose(None)
    click(page, word)
    click(page, word, RIGHT)
    assert page.workspace.chosen.quote == word
    assert edge(page) == before


def test_an_armed_label_and_a_moved_edge_move_nothing_else(page):
    word = lowest(page, "rocket")
    put_at_foot(page, word, -6)
    before = edge(page)
    page.window.commands.do("arm_weapon")
    drag(page, word)
    assert ("Weapon", word) in page.marks
    end = rect(page, word)
    other = rect(page, f"{word} fell")
    window = page.view.viewport()
    QTest.mousePress(window, LEFT, pos=QPoint(end.right(), end.center().y()))
    QTest.mouseMove(window, QPoint(other.right() - 12, end.center().y()))
    QTest.mouseMove(window, QPoint(other.right() - 4, end.center().y()))
    QTest.mouseRelease(window, LEFT, pos=QPoint(other.right() - 4, end.center().y()))
    assert ("Weapon", f"{word} fell") in page.marks
    assert edge(page) == before


def test_a_ring_is_taken_where_it_is(page):
    words = lowest(page, "rocket")
    page.workspace.pick(0, 8)
    page.view.scroll_to(LONG.index("Paragraph 20 "))
    start = LONG.index("many men", LONG.index(words) - 200)
    other = LONG.index("many men")
    page.workspace.pick(other, other + 8)
    page.press("A")
    page.wait(lambda: bool(page.workspace.proposals.ghosts))
    page.view.scroll_to(LONG.index("Paragraph 20 "))
    page.view.scroll_by(page.view.rect_of(start, start + 8).top() + 20)  # cut at the head
    before = edge(page)
    at = page.view.rect_of(start, start + 8)
    QTest.mouseClick(page.view.viewport(), LEFT, pos=QPoint(at.center().x(), at.bottom() - 4))
    assert page.workspace.chosen.start == start
    assert edge(page) == before


def test_stepping_to_what_is_in_sight_moves_nothing(page):
    words = lowest(page, "rocket")
    start = LONG.index(words)
    page.workspace.pick(start, start + len(words))
    before = edge(page)
    page.press("W")
    page.press("Alt+Up")
    page.press("Alt+Down")
    assert page.workspace.chosen.quote == words
    page.window.annotate.notices.dismiss()
    page.press("Esc")
    page.press("Alt+Up")
    assert edge(page) == before


def test_what_a_notice_covers_comes_up_just_enough(page):
    words = lowest(page, "rocket")
    put_at_foot(page, words, 10)
    page.workspace.tell("Something was done.", deed="undo")
    covered = page.view._covered
    assert 40 < covered < 90
    start, before = LONG.index(words), edge(page)
    page.workspace.pick(start, start + len(words))
    assert 0 < edge(page) - before <= covered + 32
    height = page.view.viewport().height()
    assert 0 <= height - covered - rect(page, words).bottom() < 32
    page.window.annotate.notices.dismiss()
    assert page.view._covered == 0


def test_what_is_cut_comes_just_into_sight_and_what_is_far_to_where_one_reads(page):
    words = lowest(page, "rocket")
    put_at_foot(page, words, -6)
    before, start = edge(page), LONG.index(words)
    page.workspace.pick(start, start + len(words))
    assert 0 < edge(page) - before < 32
    far = LONG.index("rocket50")
    page.workspace.pick(far, far + 8)
    height = page.view.viewport().height()
    assert 0.3 * height < rect(page, "rocket50").top() < 0.5 * height


def test_marks_of_others_places_do_not_bring_the_page_back_to_the_chosen_one(page):
    drag(page, lowest(page, "rocket"))
    page.press("W")
    page.view.scroll_to(0)
    before, chosen = edge(page), page.workspace.chosen
    with page.workspace.step("Elsewhere") as store:
        store.put(Span(new_id(), chosen.article, chosen.person, "actor", 0, 8, LONG[:8]))
    page.window.commands.do("expert_labels")
    assert edge(page) == before


# --- the place in each article --------------------------------------------------------------------


@pytest.mark.parametrize("beyond", [0, 1, 7, 33, 64, 65, 106, 480, 501])
def test_an_article_opens_again_to_the_pixel_where_it_was_left(desk, beyond):
    desk.bring(LONG)
    desk.view.setFocus()
    desk.view.scroll_by(beyond)
    before = edge(desk)
    assert before == beyond
    for _ in range(2):
        desk.come_back()
        desk.window.open_path(desk.folder / "own.annot")
        assert edge(desk) == before


def test_a_caret_out_of_sight_and_a_chosen_mark_do_not_move_the_page_at_the_start(page):
    start = LONG.index("rocket3 ")
    page.workspace.pick(start, start + 7)
    page.press("W")
    page.view.scroll_to(LONG.index("Paragraph 40 "))
    page.view.scroll_by(11)
    before = edge(page)
    page.come_back()
    page.window.open_path(page.folder / "own.annot")
    assert edge(page) == before
    assert page.workspace.selection.start == start


def test_each_article_is_where_one_left_it_while_one_reads_others(page):
    first = page.workspace.article.id
    page.view.scroll_by(13)
    before, caret = edge(page), LONG.index("rocket20 ")
    page.workspace.pick(caret, caret)
    second = page.bring("Another headline.\n" + "It rained all day. " * 2_000)
    assert edge(page) == 0
    page.view.scroll_by(777)
    page.view.setFocus()
    page.press("Alt+PgUp")
    assert page.workspace.article.id == first
    assert edge(page) == before
    assert page.view.caret() == page.workspace.selection.start == caret
    page.workspace.show(second)
    assert edge(page) == 777


def test_another_project_does_not_begin_where_the_one_before_was(page):
    page.window.commands.do("close_project")
    assert page.workspace.seen == {}


def test_a_window_of_another_width_and_size_of_type_keeps_its_first_line(page):
    page.view.scroll_by(10)
    place, cut = page.view.where()
    assert 0 < cut < 1
    for zoom in (1.5, 1.0):
        page.view.set_zoom(zoom)
        assert page.view.where()[0] == place
    assert abs(page.view.where()[1] - cut) < 0.1
