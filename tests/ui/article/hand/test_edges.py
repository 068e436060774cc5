"""The edges of the chosen mark are taken hold of with the mouse, and moved."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication

from annotator.model.selection import snap
from annotator.ui.article.hand.edges import moved_by_characters, moved_by_words
from annotator.ui.article.marks import Mark
from tests.ui.article.conftest import TEXT, mark

CONTROL = Qt.KeyboardModifier.ControlModifier
ARABIC = "قال الجيش السوري إن صواريخ سقطت قرب النهر"
MIXED = "قال القائد Camp Hill إن جنودا وصلوا"
EMBEDDED = "The paper قال الجيش السوري said so"


@pytest.fixture
def chosen(view):
    """Give a function that shows a text with one mark, which is chosen."""

    def do(text: str, words: str, label: str = "actor") -> Mark:
        made = mark(text, words, label, "m")
        view.show_article(text, (), [made], None)
        view.choose("m")
        return made

    return do


@pytest.fixture
def moved(view):
    """Collect what the view says of moved edges, as the words that the mark would hold."""
    told = []
    view.edge_moved.connect(lambda name, start, end: told.append(view.display.text[start:end]))
    return told


def shown(view, name: str = "m") -> str:
    found = view._geometry.index.get(name)
    return view.display.text[found.start : found.end]


def side(view, place: int, *, right: bool) -> QPoint:
    """Give a point on the left or right side of a character."""
    rect = view.rect_of(place, place + 1)
    return QPoint(rect.right() if right else rect.left(), rect.center().y())


def test_the_mouse_shows_where_an_edge_can_be_moved(view, hand, chosen):
    made = chosen(TEXT, "ministry said")
    shapes = {}
    for name, at in {
        "start": side(view, made.start, right=False), "end": side(view, made.end - 1, right=True),
        "inside": view.rect_of(made.start + 4, made.start + 5).center(),
        "far": side(view, made.start, right=False) - QPoint(8, 0),
        "below": side(view, made.start, right=False) + QPoint(0, 40),
    }.items():  # fmt: skip
        hand.hover(at)
        shapes[name] = view.viewport().cursor().shape()
    beam, sizing = Qt.CursorShape.IBeamCursor, Qt.CursorShape.SizeHorCursor
    assert shapes == {"start": sizing, "end": sizing, "inside": beam, "far": beam, "below": beam}
    view.choose(None)
    hand.hover(side(view, made.start, right=False))
    assert view.viewport().cursor().shape() == beam, "only the chosen mark has edges"


def test_there_are_no_edges_where_nothing_can_be_moved(view, hand, chosen, moved):
    made = chosen(TEXT, "ministry said")
    view.has_grips = False
    at = side(view, made.end - 1, right=True)
    hand.hover(at)
    assert view.viewport().cursor().shape() == Qt.CursorShape.IBeamCursor
    hand.drag(at, TEXT.index("ockets hit the base near"))
    assert moved == []


@pytest.mark.parametrize("zoom", [0.8, 1.0, 2.0])
def test_an_edge_can_be_taken_hold_of_beside_the_mark(view, hand, chosen, zoom):
    made = chosen(TEXT, "ministry said")
    view.set_zoom(zoom)
    near = view.rect_of(made.start, made.start + 1)
    for away, is_edge in ((3 * zoom, True), (6 * zoom + 1, False)):
        hand.hover(QPoint(round(near.left() - away), near.center().y()))
        wanted = Qt.CursorShape.SizeHorCursor if is_edge else Qt.CursorShape.IBeamCursor
        assert view.viewport().cursor().shape() == wanted


def test_the_end_is_moved_word_by_word_and_drawn_as_it_goes(view, hand, chosen, moved):
    made = chosen(TEXT, "ministry said")
    hand.press(side(view, made.end - 1, right=True))
    for place, words in (
        ("ockets hit the base near", "ministry said rockets"),
        ("it the base near", "ministry said rockets hit"), ("aid rock", "ministry said"),
        ("istry", "ministry"), ("The min", "ministry"),
    ):  # fmt: skip
        hand.move(TEXT.index(place))
        assert shown(view) == words
    assert view.selection()[0] == view.selection()[1], "no words are picked meanwhile"
    hand.move(TEXT.index("it the base near"))
    hand.let_go()
    assert moved == ["ministry said rockets hit"]


def test_the_start_is_moved_too(view, hand, chosen, moved):
    made = chosen(TEXT, "ministry said")
    hand.press(side(view, made.start, right=False))
    for place, words in (
        ("he ministry", "The ministry said"), ("aid ro", "said"), ("hit the base near", "said"),
        ("ase\n\nThe", "base\n\nThe ministry said"),
    ):  # fmt: skip
        hand.move(TEXT.index(place))
        assert shown(view) == words
    hand.let_go()
    assert moved == ["base\n\nThe ministry said"]


def test_until_it_is_changed_the_mark_is_shown_where_it_was(view, hand, chosen, moved):
    made = chosen(TEXT, "ministry said")
    hand.drag(side(view, made.end - 1, right=True), TEXT.index("ockets hit the base near"))
    assert moved == ["ministry said rockets"]
    assert shown(view) == "ministry said"


def test_what_is_told_is_drawn_once_it_is_changed(view, hand, chosen):
    made = chosen(TEXT, "ministry said")
    view.edge_moved.connect(
        lambda name, start, end: view.change_marks([Mark(name, start, end, "actor")], ())
    )
    hand.drag(side(view, made.end - 1, right=True), TEXT.index("ockets hit the base near"))
    assert shown(view) == "ministry said rockets"


def test_with_control_an_edge_goes_by_characters(view, hand, chosen, moved):
    made = chosen(TEXT, "ministry said")
    end = side(view, made.end - 1, right=True)
    hand.drag(end, side(view, TEXT.index("istry said"), right=False), CONTROL)
    assert moved == ["min"]
    hand.drag(end, side(view, TEXT.index("The ministry"), right=False), CONTROL)
    assert moved == ["min", "m"], "one character stays"


def test_a_trembling_hand_moves_nothing_and_clicks(view, hand, chosen, moved):
    made = chosen(TEXT, "ministry said")
    told = []
    view.mark_clicked.connect(told.append)
    hand.press(side(view, made.end - 1, right=True))
    hand.move(hand.at + QPoint(2, 1))
    hand.let_go()
    assert moved == []
    assert view.caret() in {made.end - 1, made.end}
    hand.click(side(view, made.start, right=False) + QPoint(1, 0))
    assert told[-1:] == ["m"]
    assert moved == []


def test_away_and_back_again_nothing_is_told(view, hand, chosen, moved):
    made = chosen(TEXT, "ministry said")
    at = side(view, made.end - 1, right=True)
    hand.press(at)
    hand.move(TEXT.index("ockets hit the base near"))
    hand.move(at)
    hand.let_go()
    assert moved == []
    assert shown(view) == "ministry said"


def test_escape_leaves_the_edge_where_it_was(view, hand, chosen, moved, qtbot):
    made = chosen(TEXT, "ministry said")
    offered = []
    view.key_pressed = lambda event: offered.append(event.key()) or True
    hand.press(side(view, made.end - 1, right=True))
    hand.move(TEXT.index("ockets hit the base near"))
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert shown(view) == "ministry said"
    hand.move(TEXT.index("it the base near"))
    hand.let_go()
    assert moved == []
    assert offered == [], "Esc was for the edge alone"
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert offered == [Qt.Key.Key_Escape]


def test_the_right_button_leaves_the_edge_where_it_was(view, hand, chosen, moved, qtbot):
    made = chosen(TEXT, "ministry said")
    menus = []
    view.customContextMenuRequested.connect(menus.append)
    hand.press(side(view, made.end - 1, right=True))
    hand.move(TEXT.index("ockets hit the base near"))
    qtbot.mousePress(view.viewport(), Qt.MouseButton.RightButton, pos=hand.at)
    ask = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, hand.at, hand.at)
    QApplication.sendEvent(view.viewport(), ask)
    assert shown(view) == "ministry said"
    hand.let_go()
    assert (moved, menus) == ([], [])
    QApplication.sendEvent(view.viewport(), ask)
    assert menus == [hand.at]


def test_a_mark_that_is_changed_meanwhile_falls_out_of_the_hand(view, hand, chosen, moved):
    made = chosen(TEXT, "ministry said")
    hand.press(side(view, made.end - 1, right=True))
    hand.move(TEXT.index("ockets hit the base near"))
    view.change_marks((), ["m"])
    hand.move(TEXT.index("it the base near"))
    hand.let_go()
    assert moved == []
    assert view.marks_at(made.start) == []


def test_in_arabic_the_start_is_on_the_right(view, hand, chosen, moved):
    made = chosen(ARABIC, "الجيش السوري")
    hand.drag(side(view, made.end - 1, right=False), ARABIC.index("واريخ"))
    assert moved == ["الجيش السوري إن صواريخ"]
    hand.drag(side(view, made.start, right=True), ARABIC.index("ال ال"))
    assert moved[1:] == ["قال الجيش السوري"]


def test_latin_words_in_arabic_have_their_start_on_the_left(view, hand, chosen, moved):
    made = chosen(MIXED, "Camp Hill")
    hand.drag(side(view, made.start, right=False), MIXED.index("ill"))
    assert moved == ["Hill"]
    hand.drag(side(view, made.end - 1, right=True), MIXED.index("amp"))
    assert moved[1:] == ["Camp"]


def test_arabic_words_in_english_have_their_start_on_the_right(view, hand, chosen, moved):
    made = chosen(EMBEDDED, "الجيش")
    hand.drag(side(view, made.end - 1, right=False), EMBEDDED.index("وري"))
    assert moved == ["الجيش السوري"]
    hand.drag(side(view, made.start, right=True), EMBEDDED.index("ال ال"))
    assert moved[1:] == ["قال الجيش"]


def test_where_the_direction_changes_in_the_mark_the_paragraph_decides(view, hand, chosen, moved):
    text = "The paper قال الجيش said so"
    made = chosen(text, "paper قال الجيش")
    drawn = view.rect_of(made.start, made.end)
    hand.drag(QPoint(drawn.right(), drawn.center().y()), text.index("aid"))
    assert moved == ["paper قال الجيش said"]
    hand.drag(QPoint(drawn.left(), drawn.center().y()), text.index("he paper"))
    assert moved[1:] == ["The paper قال الجيش"]


def test_a_mark_over_several_lines_has_its_edges_on_the_first_and_last(view, hand, chosen, moved):
    text = "word " * 60 + "end\n\nNext words here"
    made = chosen(text, text[25 : text.index(" words here")], "claim")
    first, last = view.rect_of(25, 26), view.rect_of(made.end - 1, made.end)
    assert last.y() - first.y() > 60
    for y in range(first.center().y() + 32, last.y() - 40, 32):
        for x in (view.rect_of(0, 1).left(), view.rect_of(40, 41).right()):
            hand.hover(QPoint(x, y))
            assert view.viewport().cursor().shape() == Qt.CursorShape.IBeamCursor
    hand.drag(QPoint(last.right(), last.center().y()), text.index("rds here"))
    assert moved[0].endswith("Next words")
    hand.drag(QPoint(first.left(), first.center().y()), 12)
    assert moved[1] == text[10 : made.end]


def test_beyond_the_window_the_article_scrolls(view, hand, chosen, qtbot):
    text = "\n\n".join(f"Paragraph {n} tells of rain." for n in range(100))
    made = chosen(text, "Paragraph 1 tells")
    hand.press(side(view, made.end - 1, right=True))
    hand.move(QPoint(300, view.viewport().height() + 60))
    qtbot.waitUntil(lambda: view.verticalScrollBar().value() > 60)
    hand.let_go()


# --- where an edge goes ---------------------------------------------------------------------------


def test_a_mark_keeps_its_last_word():
    made = Mark("m", 4, 15, "actor")
    text = "The big red dog ran."
    assert moved_by_words(text, made, "end", 0) == (4, 7)
    assert moved_by_words(text, made, "start", len(text)) == (12, 15)
    assert moved_by_words(text, made, "end", len(text)) == (4, 19)
    assert moved_by_words(text, made, "start", 0) == (0, 15)


def test_an_edge_within_a_word_stays_until_it_is_moved():
    text = "the coalition’s base"
    made = Mark("m", 4, 13, "actor")
    assert moved_by_words(text, made, "end", 13) == (4, 13)
    assert moved_by_words(text, made, "end", 14) == (4, 15)


def test_what_holds_no_word_stays_as_it_is():
    text = "— ! — ? —"
    made = Mark("m", 2, 5, "actor")
    assert moved_by_words(text, made, "end", 9) == (2, 5)
    assert moved_by_words(text, made, "start", 0) == (2, 5)
    assert moved_by_characters(text, made, "end", 9) == (2, 9)


@given(
    st.text("aé-.,’ \n1قَ😀中\u200d", min_size=1, max_size=60), st.sampled_from(["start", "end"]),
    st.booleans(), st.data(),
)  # fmt: skip
def test_edges_never_cross_and_cut_no_character(text, edge, by_words, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    start, end = snap(text, start, end)
    place = data.draw(st.integers(0, len(text)))
    moved = moved_by_words if by_words else moved_by_characters
    first, last = moved(text, Mark("m", start, end, "actor"), edge, place)
    assert 0 <= first < last <= len(text)
    assert snap(text, first, last) == (first, last)
    assert (last == end) if edge == "start" else (first == start)
