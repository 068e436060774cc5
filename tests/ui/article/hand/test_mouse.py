"""Picking words with the mouse, as a reader does it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from annotator.model.scheme_file import find_scheme
from annotator.model.selection import trim
from annotator.ui.article.marks import Mark
from tests.ui.article.conftest import LEFT, TEXT, mark

SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
FAMILY = "👨\u200d👩\u200d👧"
ARABIC = "قال الجيش السوري إن صواريخ سقطت، قرب النهر. ثم انسحب. هل عاد؟"
MIXED = "قال القائد Camp Hill إن 1,200 جندي وصلوا"
LONG = "\n\n".join(f"Paragraph {n} tells of a base by the river, and of rain." for n in range(400))


def picked(view) -> str:
    start, end = view.selection()
    return view.display.text[start:end]


@pytest.fixture
def drawn(view):
    """Count how often the view says that words were drawn."""
    told = []
    view.drawn.connect(lambda: told.append(picked(view)))
    return told


# --- clicks ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "inside", "word"),
    [
        ("a US-led force", "led", "US-led"),
        ("near al-Mayadeen, he", "adeen", "al-Mayadeen"),
        ("in the U.S. today", "S.", "U.S."),
        ("in the U.S. today", "U", "U.S."),
        ("the coalition’s base", "ition", "coalition’s"),
        ("the coalition’s base", "s base", "coalition’s"),
        ("it isn't so", "n't", "isn't"),
        ("some 1,200 men", "200", "1,200"),
        ("some 1,200 men", ",200", "1,200"),
        ('דובר צה"ל אמר', '"ל', 'צה"ל'),
        ("قال بلينكن، إن", "لينكن", "بلينكن"),
        ("قال بلينكن، إن", "ن،", "بلينكن"),
        ("a “necessary step", "essary", "necessary"),
        ("美国军队说", "军", "军"),
        ("カタカナと", "タカ", "カタカナ"),
        (f"a {FAMILY} b", FAMILY, FAMILY),
        (MIXED, "amp", "Camp"),
        (MIXED, "200", "1,200"),
        (MIXED, "لقائد", "القائد"),
        ("war—peace", "r—", "war"),
        ("war—peace", "peace", "peace"),
        ("see http://x.org now", "x.o", "x.org"),
    ],
)
def test_two_clicks_pick_the_word_that_is_meant(view, hand, drawn, text, inside, word):
    view.show_article(text, (), (), None)
    hand.click(text.index(inside), times=2)
    assert picked(view) == word
    assert drawn == [word]


@pytest.mark.parametrize("side", [1, -1])
def test_both_halves_of_a_letter_are_that_letter(view, hand, side):
    text = "美国军队说 war—peace"
    view.show_article(text, (), (), None)
    for sign, word in (("国", "国"), ("w", "war"), ("r", "war"), ("p", "peace")):
        rect = view.rect_of(text.index(sign), text.index(sign) + 1)
        x = rect.left() + 1 if side < 0 else rect.right() - 1
        hand.click(QPoint(x, rect.center().y()), times=2)
        assert picked(view) == word
        hand.click(QPoint(600, 500))


def test_the_possessive_of_the_word_is_cut_where_it_is_labelled(view, hand):
    text = "the coalition’s base"
    view.show_article(text, (), (), None)
    hand.click(text.index("lition"), times=2)
    start, end = trim(text, *view.selection(), find_scheme("conflict-news").rules)
    assert text[start:end] == "coalition"


def test_two_clicks_beside_the_words_pick_nothing(view, hand, drawn):
    view.show_article("One\n\nTwo.   ", (), (), None)
    hand.click(QPoint(700, 550), times=2)
    assert picked(view) == ""
    assert drawn == []


def test_three_clicks_pick_the_sentence_and_four_the_paragraph(view, hand, drawn):
    text = "One fell. Mr. Hill of the U.S. Army said “two flew.” Then it rained.\n\nThree."
    view.show_article(text, (), (), None)
    at = text.index("Hill")
    hand.click(at, times=3)
    assert picked(view) == "Mr. Hill of the U.S. Army said “two flew.”"
    hand.click(QPoint(700, 550))
    hand.click(at, times=4)
    assert picked(view) == text.split("\n", maxsplit=1)[0]
    assert drawn[-1] == picked(view)


def test_three_clicks_pick_an_arabic_sentence(view, hand):
    view.show_article(ARABIC, (), (), None)
    for inside, sentence in (("السوري", 0), ("انسحب", 1), ("عاد", 2)):
        hand.click(ARABIC.index(inside) + 1, times=3)
        assert picked(view) == ARABIC.replace(". ", ".|").split("|")[sentence]
        hand.click(QPoint(20, 550))


def test_a_real_mouse_is_counted_in_the_same_way(view, point, qtbot):
    text = "One fell. Two flew.\n\nThree."
    view.show_article(text, (), (), None)
    window, at = view.viewport(), point(text.index("wo"))
    found = []
    for press in (QTest.mouseClick, QTest.mouseDClick, QTest.mouseClick, QTest.mouseDClick):
        press(window, LEFT, pos=at)
        QTest.mouseRelease(window, LEFT, pos=at)
        found.append(picked(view))
    assert found == ["", "Two", "Two flew.", "One fell. Two flew."]


@pytest.fixture
def waiting(view):
    """Let the view wait for further clicks, as it does while a label is armed."""
    view.show_article("One fell. Two of them flew.\n\nThree.", (), (), None)
    view.setFocus()
    view.wait_for_clicks(on=True)
    return view


def test_while_it_waits_three_clicks_are_told_of_once(waiting, hand, drawn, qtbot):
    at = waiting.display.text.index("them")
    hand.click(at, times=2)
    assert drawn == []
    hand.click(at)
    assert drawn == []
    qtbot.waitUntil(lambda: bool(drawn))
    assert drawn == ["Two of them flew."]
    hand.click(QPoint(700, 550))
    drawn.clear()
    hand.click(at, times=4)
    assert drawn == ["One fell. Two of them flew."]


@pytest.mark.parametrize("how", ["moves on", "clicks elsewhere", "presses a key", "leaves", "time"])
def test_two_clicks_are_told_of_once_no_third_can_follow(waiting, hand, drawn, point, qtbot, how):
    at = waiting.display.text.index("them")
    hand.click(at, times=2)
    hand.hover(point(at) + QPoint(1, 0))
    assert drawn == []
    if how == "moves on":
        hand.hover(point(at) + QPoint(30, 0))
    elif how == "clicks elsewhere":
        hand.press(waiting.display.text.index("Three"))
    elif how == "presses a key":
        QTest.keyPress(waiting, Qt.Key.Key_Shift)
    elif how == "leaves":
        waiting.clearFocus()
    else:
        qtbot.waitUntil(lambda: bool(drawn))
    assert drawn == ["them"]


def test_what_is_dragged_is_told_of_at_once_all_the_same(waiting, hand, drawn):
    text = waiting.display.text
    hand.drag(text.index("Two"), text.index("flew"))
    assert drawn == ["Two of them flew"]


def test_another_text_is_not_told_of(waiting, hand, drawn, qtbot):
    hand.click(waiting.display.text.index("them"), times=2)
    waiting.show_article("Another text.", (), (), None)
    hand.hover(QPoint(300, 300))
    assert drawn == []


def test_clicks_at_different_places_are_not_counted_together(view, hand, drawn):
    view.show_article(TEXT, (), (), None)
    hand.click(TEXT.index("ministry"), times=2)
    hand.click(TEXT.index("reporters"))
    assert picked(view) == ""
    assert drawn == ["ministry"]


def test_a_click_puts_the_caret_and_draws_nothing(view, hand, drawn):
    view.show_article(TEXT, (), (), None)
    hand.press(TEXT.index("nistry"))
    hand.move(hand.at + QPoint(2, 1))  # a hand is never still
    hand.let_go()
    assert picked(view) == ""
    assert view.caret() in range(TEXT.index("inistry"), TEXT.index("istry") + 1)
    assert drawn == []


# --- dragging -------------------------------------------------------------------------------------


def test_dragging_picks_whole_words_as_the_mouse_goes(view, hand, drawn):
    view.show_article(TEXT, (), (), None)
    hand.press(TEXT.index("nistry"))
    steps = [("istry", "ministry"), ("aid rockets", "ministry said"),
             ("ckets hit the base near", "ministry said rockets"), ("id ro", "ministry said"),
             ("The min", "The ministry"), ("inistry", "ministry")]  # fmt: skip
    for place, words in steps:
        hand.move(TEXT.index(place))
        assert picked(view) == words
    assert drawn == []
    hand.let_go()
    assert drawn == ["ministry"]


def test_within_one_word_dragging_picks_that_word(view, hand, drawn):
    view.show_article(TEXT, (), (), None)
    hand.drag(TEXT.index("inistry"), TEXT.index("stry said"))
    assert picked(view) == "ministry"
    assert drawn == ["ministry"]


def test_spaces_between_words_are_not_picked(view, hand):
    text = "One   two,   three"
    view.show_article(text, (), (), None)
    hand.drag(text.index("ne"), text.index("  two") + 1)
    assert picked(view) == "One"
    hand.drag(text.index("hree"), text.index("  three") + 1)
    assert picked(view) == "three"
    hand.drag(text.index("  two") + 1, text.index("wo,"))
    assert picked(view) == "two"


def test_a_sign_under_the_mouse_is_picked(view, hand):
    text = "He said (in May) so."
    view.show_article(text, (), (), None)
    hand.drag(text.index("("), text.index(")"))
    assert picked(view) == "(in May)"


def test_a_comma_under_the_mouse_is_not(view, hand):
    text = "قال بلينكن، إن, so, it"
    view.show_article(text, (), (), None)
    hand.drag(text.index("لينكن"), text.index("،"))
    assert picked(view) == "بلينكن"
    hand.drag(text.index("o,"), text.index(", it"))
    assert picked(view) == "so"


def test_dragging_beyond_the_end_of_a_line_picks_what_stands_there(view, hand):
    text = "It rained.\n\nIt was dry."
    view.show_article(text, (), (), None)
    last = hand.where(text.index("ined"))
    hand.drag(text.index("ained"), QPoint(700, last.y()))
    assert picked(view) == "rained."


def test_with_control_dragging_picks_characters(view, hand, drawn):
    view.show_article(TEXT, (), (), None)
    hand.drag(TEXT.index("nistry"), TEXT.index("try said"), CONTROL)
    assert picked(view) in {"nis", "is", "nist", "ist"}
    assert drawn == [picked(view)]
    hand.drag(TEXT.index("aid rockets"), TEXT.index("istry said"), CONTROL)
    assert picked(view).endswith("y s") or picked(view).endswith("y sa")


def test_control_may_be_pressed_and_let_go_while_dragging(view, hand):
    view.show_article(TEXT, (), (), None)
    hand.press(TEXT.index("nistry"))
    hand.move(TEXT.index("try said"), CONTROL)
    assert picked(view) in {"nis", "is", "nist", "ist"}
    hand.move(TEXT.index("ry said"))
    assert picked(view) == "ministry"


@pytest.mark.parametrize("character", [FAMILY, "🇸🇾", "e\u0301", "ก\u0e33", "👍🏽"])
def test_characters_are_never_cut(view, hand, character):
    text = f"ab{character}cd {character}{character} xy"
    view.show_article(text, (), (), None)
    start = text.index(character)
    whole = {0, 1, 2, start, start + len(character)}
    rect = view.rect_of(start, start + len(character))
    for x in range(rect.left() - 8, rect.right() + 9):
        hand.press(1, CONTROL)
        hand.move(QPoint(x, rect.center().y()), CONTROL)
        hand.let_go()
        start_, end = view.selection()
        assert {start_, end} <= whole | {start + len(character) + 1, start + len(character) + 2}


def test_emoji_are_picked_one_by_one(view, hand):
    text = f"{FAMILY}🇸🇾 x"
    view.show_article(text, (), (), None)
    hand.click(0, times=2)
    assert picked(view) == FAMILY
    hand.drag(len(FAMILY), len(text) - 1)
    assert picked(view) == "🇸🇾 x"


def test_arabic_words_are_picked_towards_the_left(view, hand, drawn):
    view.show_article(ARABIC, (), (), None)
    hand.press(ARABIC.index("لجيش"))
    hand.move(ARABIC.index("وري"))
    assert picked(view) == "الجيش السوري"
    assert hand.at.x() < hand.where(ARABIC.index("لجيش")).x()
    hand.move(ARABIC.index("ال ال"))
    assert picked(view) == "قال الجيش"
    hand.let_go()
    assert drawn == ["قال الجيش"]


def test_latin_words_in_an_arabic_sentence_are_picked_whole(view, hand):
    view.show_article(MIXED, (), (), None)
    hand.drag(MIXED.index("amp"), MIXED.index("ill"))
    assert picked(view) == "Camp Hill"
    hand.drag(MIXED.index("لقائد"), MIXED.index("mp H"))
    assert picked(view) == "القائد Camp"
    hand.drag(MIXED.index("00 ج"), MIXED.index("ندي"))
    assert picked(view) == "1,200 جندي"


def test_words_are_picked_over_paragraphs(view, hand):
    view.show_article(TEXT, (), (), None)
    hand.drag(TEXT.index("ase\n"), TEXT.index("nistry"))
    assert picked(view) == "base\n\nThe ministry"
    hand.drag(TEXT.index("nistry"), TEXT.index("ase\n"))
    assert picked(view) == "base\n\nThe ministry"
    assert view.caret() == view.selection()[0], "the caret is where the hand is"


def test_after_two_clicks_dragging_goes_on_by_words(view, hand, drawn):
    view.show_article(TEXT, (), (), None)
    at = TEXT.index("inistry")
    hand.click(at)
    hand.press_again(at)
    hand.move(TEXT.index("ockets hit the base near"))
    assert picked(view) == "ministry said rockets"
    hand.move(TEXT.index("he ministry"))
    assert picked(view) == "The ministry"
    hand.let_go()
    assert drawn == ["The ministry"]


def test_after_three_clicks_dragging_goes_on_by_sentences(view, hand, drawn):
    text = "One fell. Two flew. Three swam. Four ran."
    view.show_article(text, (), (), None)
    at = text.index("flew")
    hand.click(at, times=2)
    hand.press(at)
    hand.move(text.index("swam"))
    assert picked(view) == "Two flew. Three swam."
    hand.move(text.index("One"))
    assert picked(view) == "One fell. Two flew."
    hand.let_go()
    assert drawn == ["flew", "One fell. Two flew."]


def test_after_four_clicks_dragging_goes_on_by_paragraphs(view, hand):
    view.show_article(TEXT, (), (), None)
    at = TEXT.index("river")
    hand.click(at, times=3)
    hand.press_again(at)
    hand.move(TEXT.index("spokesman"))
    assert picked(view) == TEXT.strip().split("\n\n", 1)[1]
    hand.let_go()


def test_dragging_beyond_the_window_scrolls(view, hand, qtbot):
    view.show_article(TEXT, (), (), None)
    view.resize(800, 120)
    hand.press(0)
    hand.move(QPoint(hand.at.x() + 100, 300))
    qtbot.waitUntil(lambda: view.verticalScrollBar().value() > 40)
    hand.let_go()
    assert view.selection()[1] > TEXT.index("ministry")


def test_another_article_ends_the_drag(view, hand, drawn):
    view.show_article(TEXT, (), (), None)
    hand.press(0)
    hand.move(TEXT.index("hit"))
    view.show_article("Other words", (), (), None)
    hand.move(QPoint(400, 60))
    hand.let_go()
    assert picked(view) == ""
    assert drawn == []


def test_a_button_that_is_let_go_elsewhere_ends_the_drag(view, hand, drawn):
    view.show_article(TEXT, (), (), None)
    hand.press(0)
    hand.move(TEXT.index("hit"))
    hand.hover(TEXT.index("ministry"))
    hand.move(TEXT.index("river"))
    hand.let_go()
    assert picked(view) == "Rockets hit"
    assert drawn == []


def test_what_is_picked_already_is_let_go_of_by_a_click(view, hand):
    view.show_article(TEXT, (), (), None)
    hand.drag(TEXT.index("ministry"), TEXT.index("rockets hit the base near"))
    assert picked(view)
    hand.click(TEXT.index("river"))
    assert picked(view) == ""


def test_other_buttons_pick_nothing(view, hand, point, qtbot):
    view.show_article(TEXT, (), (), None)
    hand.drag(TEXT.index("ministry"), TEXT.index("rockets hit the base near"))
    before, right = picked(view), Qt.MouseButton.RightButton
    qtbot.mouseClick(view.viewport(), right, pos=point(3))
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.MiddleButton, pos=point(3))
    qtbot.mouseDClick(view.viewport(), right, pos=point(3))
    qtbot.mouseRelease(view.viewport(), right, pos=point(3))
    assert picked(view) == before


# --- with Shift -----------------------------------------------------------------------------------


def test_shift_and_a_click_pick_whole_words_from_the_caret_on(view, hand, click, drawn):
    view.show_article(TEXT, (), (), None)
    hand.click(TEXT.index("istry said"))
    click(TEXT.index("ckets hit the base near"), SHIFT)
    assert picked(view) == "ministry said rockets"
    assert drawn == ["ministry said rockets"]
    click(TEXT.index("he ministry"), SHIFT)
    assert picked(view) == "The"


def test_shift_and_a_click_begin_at_the_caret_between_words(view, click, qtbot):
    view.show_article(TEXT, (), (), None)
    view.pick(3, 3)
    view.pick(TEXT.index(" said"), TEXT.index(" said"))
    click(TEXT.index("ckets hit the base near"), SHIFT)
    assert picked(view) == "said rockets"


def test_with_control_too_characters_are_picked(view, hand, click, drawn):
    view.show_article(TEXT, (), (), None)
    view.pick(TEXT.index("istry said"), TEXT.index("istry said"))
    click(TEXT.index("kets hit the base near"), SHIFT | CONTROL)
    assert picked(view) in {"istry said roc", "istry said rock"}
    assert drawn == [picked(view)]


# --- what is found by clicking --------------------------------------------------------------------


def test_two_clicks_of_a_real_mouse_are_no_click_on_a_mark(view, qtbot, point):
    view.show_article(TEXT, (), [mark(TEXT, "ministry", "actor")], None)
    told = []
    view.mark_clicked.connect(told.append)
    QTest.mouseDClick(view.viewport(), LEFT, pos=point(TEXT.index("nistry")))
    assert told == []
    assert picked(view) == "ministry"


def test_marks_move_no_line(view):
    view.show_article(LONG, (), (), None)
    view.scroll_to(LONG.index("Paragraph 200"))
    places = [LONG.index(f"Paragraph {n} ") for n in range(195, 215)]
    before = view.verticalScrollBar().value(), [view.rect_of(n, n + 4).y() for n in places]
    for n in range(50):
        start = LONG.index(f"Paragraph {190 + n // 2} ") + n % 2 * 5
        view.change_marks([Mark(str(n), start, start + 20, "claim")], ())
        view.grab()
    after = view.verticalScrollBar().value(), [view.rect_of(n, n + 4).y() for n in places]
    assert after == before
