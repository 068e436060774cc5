"""What others ask of the article surface."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication

from annotator.ui.article.marks import Header, Mark
from tests.ui.article.conftest import TEXT, mark

LONG = "\n\n".join(f"Paragraph {n} tells of a base by the river, and of rain." for n in range(400))


def test_clicking_a_mark_says_which(article, click, qtbot):
    article.change_marks([mark(TEXT, "ministry", "actor")], ())
    with qtbot.waitSignal(article.mark_clicked) as clicked:
        click(TEXT.index("nistry"))
    assert clicked.args == ["actor ministry"]


def test_clicking_again_gives_the_mark_around_and_then_the_inner_one_again(article, click):
    article.change_marks(
        [
            mark(TEXT, "rockets hit the base near the river", "claim"),
            mark(TEXT, "base near the river", "location"),
            mark(TEXT, "river on Monday", "location"),
        ],
        (),
    )
    given = []
    article.mark_clicked.connect(given.append)
    article.mark_clicked.connect(article.choose)
    article.picked.connect(lambda: article.choose(None))  # as the window does
    for _ in range(4):
        click(TEXT.index("near the river") + 1)
        QApplication.processEvents()
    assert given == [
        "location base near the river",
        "claim rockets hit the base near the river",
        "location base near the river",
        "claim rockets hit the base near the river",
    ]
    click(TEXT.index("iver on"))
    assert given[-1] == "location river on Monday"


def test_after_another_mark_was_chosen_a_click_begins_with_the_inner_one(article, click):
    article.change_marks(
        [mark(TEXT, "base near the river", "location"), mark(TEXT, "near the river", "actor")],
        (),
    )
    article.change_marks([mark(TEXT, "ministry", "actor")], ())
    given = []
    article.mark_clicked.connect(given.append)
    click(TEXT.index("near the river") + 1)
    article.choose("actor ministry")
    QApplication.processEvents()
    click(TEXT.index("near the river") + 1)
    assert given == ["actor near the river"] * 2


def test_a_click_with_a_modifier_is_no_click_on_a_mark(article, click, qtbot):
    article.change_marks([mark(TEXT, "ministry", "actor")], ())
    with qtbot.assertNotEmitted(article.mark_clicked):
        click(TEXT.index("nistry"), Qt.KeyboardModifier.ShiftModifier)
        click(TEXT.index("nistry"), Qt.KeyboardModifier.ControlModifier)


def test_a_click_beside_marks_or_words_says_nothing(article, qtbot, click, point):
    article.change_marks([mark(TEXT, "ministry", "actor"), mark(TEXT, "rain", "actor")], ())
    with qtbot.assertNotEmitted(article.mark_clicked):
        click(TEXT.index("said"))
        qtbot.mouseClick(article.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(5, 150))


def test_picking_over_a_mark_is_no_click_on_it(article, qtbot, point):
    article.change_marks([mark(TEXT, "ministry", "actor")], ())
    with qtbot.assertNotEmitted(article.mark_clicked):
        qtbot.mouseDClick(
            article.viewport(), Qt.MouseButton.LeftButton, pos=point(TEXT.index("nistry"))
        )


def test_the_mark_under_the_mouse_is_told_once_and_again_when_it_goes(article, point):
    article.change_marks([mark(TEXT, "ministry", "actor")], ())
    told = []
    article.looked_at.connect(told.append)
    for place in (TEXT.index("ministry"), TEXT.index("nistry"), TEXT.index("said")):
        _hover(article, point(place))
    _hover(article, point(TEXT.index("nistry")))
    QApplication.sendEvent(article.viewport(), QEvent(QEvent.Type.Leave))
    assert told == [("actor ministry",), (), ("actor ministry",), ()]


def test_a_removed_mark_is_no_longer_under_the_mouse(article, point):
    article.change_marks([mark(TEXT, "ministry", "actor")], ())
    told = []
    article.looked_at.connect(told.append)
    _hover(article, point(TEXT.index("ministry")))
    article.change_marks((), ["actor ministry"])
    assert told == [("actor ministry",), ()]


def _hover(view, to: QPoint) -> None:
    where = QPointF(to)
    none = Qt.MouseButton.NoButton
    event = QMouseEvent(
        QEvent.Type.MouseMove, where, view.viewport().mapToGlobal(where), none, none,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    QApplication.sendEvent(view.viewport(), event)


def test_marks_at_a_place_are_told_from_the_inside(article):
    article.change_marks(
        [
            Mark("outer", 0, 20, "claim"),
            Mark("inner", 0, 7, "weapon"),
            Mark("same", 0, 7, "claim"),
        ],
        (),
    )
    assert article.marks_at(0) == ["inner", "same", "outer"]
    assert article.marks_at(7) == ["outer"]
    assert article.marks_at(20) == ["outer"], "where nothing begins, what ends there is meant"
    assert article.marks_at(21) == []
    assert article.marks_at(len(TEXT)) == []


def test_a_mark_that_is_no_stretch_of_the_text_is_left_out(article):
    article.change_marks([Mark("1", 5, 5, "actor"), Mark("2", 3, len(TEXT) + 1, "actor")], ())
    assert article.marks_at(5) == []


def test_changing_a_mark_moves_it(article):
    article.change_marks([Mark("1", 0, 7, "actor")], ())
    article.change_marks([Mark("1", 8, 11, "weapon")], ())
    assert article.marks_at(3) == []
    assert article.marks_at(9) == ["1"]
    article.change_marks((), ["1", "never there"])
    assert article.marks_at(9) == []


def test_picking_by_program_says_nothing_and_snaps_to_characters(view, qtbot):
    view.show_article("a e\u0301 👨\u200d👩\u200d👧 b", (), (), None)
    with qtbot.assertNotEmitted(view.picked):
        view.pick(3, 6)
    assert view.selection() == (2, 10)
    assert view.caret() == 10
    view.pick(0, 0)
    assert view.selection() == (0, 0)


def test_another_article_begins_with_nothing_picked_or_chosen(article):
    article.change_marks([Mark("1", 0, 7, "actor")], ())
    article.choose("1")
    article.set_ties([(8, 11, "said by", "source")])
    article.pick(5, 30)
    article.show_article("Other words", (), [Mark("2", 0, 5, "actor")], None)
    assert article.selection() == (0, 0)
    assert article.caret() == 0
    assert article.marks_at(0) == ["2"]
    assert article.verticalScrollBar().value() == 0


def test_choosing_brings_the_mark_into_the_window(view):
    far = LONG.index("Paragraph 300")
    view.show_article(LONG, (), [Mark("1", far, far + 9, "actor")], None)
    view.choose("1", scroll=False)
    assert view.verticalScrollBar().value() == 0
    view.choose("1")
    assert _is_seen(view, far)
    before = view.verticalScrollBar().value()
    view.choose(None)
    view.choose("1")
    assert view.verticalScrollBar().value() == before, "what is seen already does not move"


def test_picking_brings_the_words_into_the_window(view):
    view.show_article(LONG, (), (), None)
    far = LONG.index("Paragraph 200")
    view.pick(far, far + 9, scroll=False)
    assert view.verticalScrollBar().value() == 0
    view.pick(far, far + 9)
    assert _is_seen(view, far)


def test_words_longer_than_the_window_are_shown_from_their_beginning(view):
    view.show_article(LONG, (), (), None)
    view.pick(LONG.index("Paragraph 100"), LONG.index("Paragraph 300"))
    assert _is_seen(view, LONG.index("Paragraph 100"))


def _is_seen(view, place: int) -> bool:
    return view.viewport().rect().contains(view.rect_of(place, place + 1))


def test_the_first_line_in_the_window_can_be_found_again(view):
    view.show_article(LONG, (), (), None)
    view.scroll_to(LONG.index("Paragraph 222") + 20)
    place = view.first_visible()
    assert place == LONG.index("Paragraph 222")
    view.show_article("Something else", (), (), None)
    assert view.first_visible() == 0
    view.show_article(LONG, (), (), None)
    view.scroll_to(place)
    assert view.first_visible() == place
    view.scroll_to(10**9)
    assert view.first_visible() > LONG.index("Paragraph 380")


def test_paragraphs_are_numbered_as_in_the_margin(article):
    assert [article.paragraph_of(TEXT.index(w)) for w in ("Rockets", "ministry", "US-led")] == [
        0, 1, 2,
    ]  # fmt: skip
    assert article.paragraph_of(len(TEXT)) == 2


def test_the_place_of_words_covers_all_their_lines(article):
    start, end = TEXT.index("The ministry"), TEXT.index("rain.") + 5
    whole = article.rect_of(start, end)
    assert whole.contains(article.rect_of(start, start + 3).center())
    assert whole.contains(article.rect_of(end - 4, end - 1).center())
    assert whole.height() > 40
    assert article.rect_of(start, start).isEmpty()
    assert article.rect_of(21, 22).isEmpty(), "a line break is not drawn"


def test_it_is_a_text_by_the_name_of_article(article):
    found = QAccessible.queryAccessibleInterface(article)
    assert found.text(QAccessible.Text.Name) == "Article"
    assert found.text(QAccessible.Text.Description) == "28 June 2021"
    assert found.role() == QAccessible.Role.EditableText
    assert found.state().readOnly
    assert found.state().focusable
    assert found.textInterface().characterCount() == len(TEXT)
    article.pick(8, 11)
    assert found.textInterface().cursorPosition() == 11


def test_the_line_of_facts_can_be_taken_away(article):
    article.set_header(None)
    assert article.accessibleDescription() == ""
    article.set_header(Header("29 June"))
    assert article.accessibleDescription() == "29 June"


def test_nothing_is_dropped_on_it(article):
    assert not article.acceptDrops()


@pytest.mark.parametrize("text", ["", "\n", "\n\n \n", " ", "\ufeff"])
def test_a_text_without_words_does_no_harm(view, qtbot, text):
    view.show_article(text, (), (), None)
    view.grab()
    view.set_zoom(2)
    view.scroll_to(1)
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(300, 100))
    qtbot.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(300, 100))
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_End, Qt.Key.Key_PageDown):
        qtbot.keyClick(view, key)
    assert view.first_visible() == 0
    assert view.selection()[0] <= view.selection()[1] <= len(text)


def test_what_a_screen_reader_picks_is_picked(article, qtbot):
    text = QAccessible.queryAccessibleInterface(article).textInterface()
    with qtbot.waitSignal(article.picked):
        text.setSelection(0, 8, 11)
    assert article.selection() == (8, 11)
    with qtbot.waitSignal(article.picked):
        text.setCursorPosition(3)
    assert article.selection() == (3, 3)
    assert article.caret() == 3


def test_showing_an_article_picks_nothing(article, qtbot):
    article.pick(8, 11)
    with qtbot.assertNotEmitted(article.picked):
        article.show_article("Other words", (), (), None)
        article.set_zoom(1.5)
        article.set_zones([])
    assert article.selection() == (0, 0)


def test_a_text_that_is_being_changed_is_not_looked_at(article, qtbot, point):
    at = point(TEXT.index("ministry"))
    article._flow.pause()
    article.grab()
    window, left = article.viewport(), Qt.MouseButton.LeftButton
    qtbot.mouseClick(window, left, pos=at)
    qtbot.mouseDClick(window, left, pos=at)
    _hover(article, at)
    assert article.hit(QPointF(at)) is None
    assert article.first_visible() == 0
    assert article.rect_of(0, 7).isEmpty()
    assert article.selection() == (0, 0)


def test_pieces_are_forgotten_when_there_are_too_many(view, monkeypatch):
    monkeypatch.setattr("annotator.ui.article.geometry._CACHED", 5)
    view.show_article(LONG, (), [mark(LONG, "Paragraph 3 tells", "actor")], None)
    view.grab()
    view.grab()
    assert len(view._geometry._pieces) <= 5


# --- what the mouse rests on ----------------------------------------------------------------------


def hover(view, place: int) -> None:
    at = QPointF(view.rect_of(place, place + 1).center())
    event = QMouseEvent(
        QEvent.Type.MouseMove, at, view.viewport().mapToGlobal(at), Qt.MouseButton.NoButton,
        Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    QApplication.sendEvent(view.viewport(), event)


def wheel(view) -> None:
    at = QPointF(view.viewport().rect().center())
    event = QWheelEvent(
        at, view.viewport().mapToGlobal(at), QPoint(), QPoint(0, -240), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(view.viewport(), event)


@pytest.fixture
def told(article):
    """What the view has said of the marks under the mouse."""
    told = []
    article.looked_at.connect(told.append)
    return told


def test_it_tells_of_all_marks_under_the_mouse_the_inner_ones_first(article, told):
    claim = mark(TEXT, "rockets hit the base near the river", "claim")
    base = mark(TEXT, "base near the river", "location")
    article.change_marks([claim, base], ())
    hover(article, claim.start)
    hover(article, base.start + 2)
    hover(article, base.start + 3)
    hover(article, TEXT.index("ministry"))
    assert told == [(claim.id,), (base.id, claim.id), ()]


def test_after_the_wheel_nothing_is_pointed_at(view, qtbot):
    first = Mark("1", LONG.index("Paragraph 3"), LONG.index("Paragraph 3") + 9, "actor")
    view.show_article(LONG, (), [first], None)
    told = []
    view.looked_at.connect(told.append)
    hover(view, first.start + 1)
    wheel(view)
    qtbot.waitUntil(lambda: view.verticalScrollBar().value() > 0)
    assert told == [("1",), ()]


def test_another_article_and_other_lines_are_pointed_at_by_nobody(article, told):
    ministry = mark(TEXT, "ministry", "actor")
    for change in (lambda: article.set_zoom(1.5), lambda: article.show_article(TEXT, (), (), None)):
        article.change_marks([ministry], ())
        hover(article, ministry.start + 1)
        assert told[-1] == (ministry.id,)
        change()
        assert told[-1] == ()


# --- focus mode -----------------------------------------------------------------------------------


def middle_of(view, paragraph: str) -> float:
    start = LONG.index(paragraph)
    return view.rect_of(start, start + len(paragraph)).center().y()


def test_in_focus_mode_the_keyboard_keeps_the_caret_s_paragraph_in_the_middle(view, qtbot):
    view.show_article(LONG, (), (), None)
    start = LONG.index("Paragraph 100")
    view.pick(start, start)
    view.set_focus_mode(on=True)
    height = view.viewport().height()
    assert abs(middle_of(view, "Paragraph 100") - height / 2) < 40
    for number in range(101, 108):
        qtbot.keyClick(view, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
        assert view.paragraph_of(view.caret()) == number
        assert abs(middle_of(view, f"Paragraph {number}") - height / 2) < 40


def test_a_click_scrolls_nothing_in_focus_mode(view, click):
    view.show_article(LONG, (), (), None)
    view.scroll_to(LONG.index("Paragraph 100"))
    view.set_focus_mode(on=True)
    view.scroll_to(LONG.index("Paragraph 100"))
    before = view.verticalScrollBar().value()
    click(LONG.index("Paragraph 103") + 3)
    assert view.paragraph_of(view.caret()) == 103
    assert view.verticalScrollBar().value() == before


def test_in_focus_mode_the_next_mark_comes_with_its_paragraph_to_the_middle(view):
    view.show_article(LONG, (), [mark(LONG, "Paragraph 7", "actor", "7")], None)
    view.set_focus_mode(on=True)
    view.choose("7")
    assert abs(middle_of(view, "Paragraph 7") - view.viewport().height() / 2) < 40


def test_a_paragraph_higher_than_the_window_is_followed_line_by_line(view, qtbot):
    text = "A title\n\n" + "the rain fell on a town by the river " * 200
    view.show_article(text, (), (), None)
    view.set_focus_mode(on=True)
    view.pick(4_000, 4_000)
    for _ in range(5):
        qtbot.keyClick(view, Qt.Key.Key_Down)
        middle = view.rect_of(view.caret(), view.caret() + 1).center().y()
        assert abs(middle - view.viewport().height() / 2) < 40


def test_focus_mode_before_there_is_an_article_does_no_harm(view):
    view.set_focus_mode(on=True)
    view.show_article(TEXT, (), (), None)
    view.grab()
    assert view.first_visible() == 0
