"""Moving the caret and picking words by keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWheelEvent

from tests.ui.article.conftest import TEXT

SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
Key = Qt.Key


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        ([(Key.Key_Right, SHIFT)] * 3, "Roc"),
        ([(Key.Key_Right, CONTROL | SHIFT)], "Rockets"),
        ([(Key.Key_Right, CONTROL | SHIFT)] * 2, "Rockets hit"),
        ([(Key.Key_Right, CONTROL), (Key.Key_Right, CONTROL | SHIFT)], "hit"),
        ([(Key.Key_Right, CONTROL)] * 2 + [(Key.Key_Left, CONTROL | SHIFT)], "hit "),
        ([(Key.Key_End, SHIFT)], "Rockets hit the base"),
        ([(Key.Key_End, 0), (Key.Key_Home, SHIFT)], "Rockets hit the base"),
        ([(Key.Key_Home, CONTROL | SHIFT)], ""),
        ([(Key.Key_End, CONTROL), (Key.Key_Home, CONTROL | SHIFT)], TEXT.rstrip("\n")),
        ([(Key.Key_A, CONTROL)], TEXT),
        ([(Key.Key_Right, SHIFT)] * 3 + [(Key.Key_Right, 0)] + [(Key.Key_Left, SHIFT)], "c"),
        ([(Key.Key_Right, SHIFT)] * 3 + [(Key.Key_Left, 0)] + [(Key.Key_Right, SHIFT)], "R"),
    ],
)  # fmt: skip
def test_keys_pick_words(article, sees, qtbot, keys, words):
    for key, modifier in keys:
        qtbot.keyClick(article, key, Qt.KeyboardModifier(modifier) if modifier == 0 else modifier)
    assert sees() == words


def test_the_caret_goes_over_empty_lines(article, sees, qtbot):
    for _ in range(len("Rockets hit the base") + 1):
        qtbot.keyClick(article, Key.Key_Right)
    assert article.caret() == TEXT.index("The ministry")
    qtbot.keyClick(article, Key.Key_Left)
    assert article.caret() == TEXT.index("\n\nThe")


def test_the_caret_stays_with_the_words_at_the_end(article, sees, qtbot):
    qtbot.keyClick(article, Key.Key_End, CONTROL)
    assert article.caret() == len(TEXT) - 1
    qtbot.keyClick(article, Key.Key_Right)
    assert article.caret() == len(TEXT) - 1


def test_up_and_down_go_line_by_line(article, sees, qtbot):
    qtbot.keyClick(article, Key.Key_Down)
    assert article.caret() == TEXT.index("The ministry")
    qtbot.keyClick(article, Key.Key_Down)
    assert TEXT.index("The ministry") < article.caret() < TEXT.index("US-led")
    qtbot.keyClick(article, Key.Key_Up)
    qtbot.keyClick(article, Key.Key_Up)
    assert article.caret() == 0


def test_control_with_up_and_down_goes_by_paragraphs(article, sees, qtbot):
    qtbot.keyClick(article, Key.Key_Down, CONTROL)
    qtbot.keyClick(article, Key.Key_Down, CONTROL)
    assert article.caret() == TEXT.index("US-led")
    qtbot.keyClick(article, Key.Key_Up, CONTROL)
    assert article.caret() == TEXT.index("The ministry")


SENTENCES = "One fell. “Two flew.” Then\n\n三来了。四走了。\n\nوصل الوفد. غادر؟"


def _goes(view, qtbot, text, *presses):
    """Press keys, and give where the caret stood after each."""
    view.show_article(text, (), (), None)
    places = []
    for key, modifier in presses:
        qtbot.keyClick(view, key, modifier)
        places.append(view.caret())
    return places


def test_control_and_page_keys_go_from_sentence_to_sentence(view, qtbot):
    text = SENTENCES
    starts = [text.index(words) for words in ("“Two", "Then", "三", "四", "وصل", "غادر")]
    on, back = (Key.Key_PageDown, CONTROL), (Key.Key_PageUp, CONTROL)
    places = _goes(view, qtbot, text, *[on] * 7, *[back] * 7)
    assert places == [*starts, len(text), *reversed(starts), 0]
    assert view.selection() == (0, 0)


def test_with_shift_they_pick_sentences(view, qtbot):
    text = SENTENCES
    on, back = (Key.Key_PageDown, CONTROL | SHIFT), (Key.Key_PageUp, CONTROL | SHIFT)
    assert _goes(view, qtbot, text, on, on) == [len("One fell."), len("One fell. “Two flew.”")]
    assert view.selection() == (0, len("One fell. “Two flew.”"))
    on, word_on = (Key.Key_PageDown, CONTROL), (Key.Key_Right, CONTROL)
    _goes(view, qtbot, text, on, word_on, word_on, back)
    start, end = view.selection()
    assert text[start:end] == "“Two "


def test_pages_scroll_and_take_the_caret_along(view, qtbot):
    text = "\n\n".join(f"{n} words of a paragraph" for n in range(200))
    view.show_article(text, (), (), None)
    qtbot.keyClick(view, Key.Key_PageDown)
    first = view.caret()
    assert first > 0
    assert view.verticalScrollBar().value() > 0
    qtbot.keyClick(view, Key.Key_PageDown, SHIFT)
    assert view.selection()[0] == first
    for _ in range(3):
        qtbot.keyClick(view, Key.Key_PageUp)
    assert view.verticalScrollBar().value() == 0
    assert view.caret() < first
    qtbot.keyClick(view, Key.Key_PageUp)
    assert view.caret() == 0


def test_pages_end_at_the_end(article, sees, qtbot):
    article.resize(800, 2_000)
    qtbot.keyClick(article, Key.Key_PageDown)
    assert article.caret() >= len(TEXT) - 1


def test_arabic_words_are_picked_to_the_left(view, qtbot):
    text = "قال الجيش إن صواريخ سقطت"
    view.show_article(text, (), (), None)
    qtbot.keyClick(view, Key.Key_Left, CONTROL | SHIFT)
    start, end = view.selection()
    assert text[start:end] == "قال"
    qtbot.keyClick(view, Key.Key_Left)
    assert view.caret() == 3
    qtbot.keyClick(view, Key.Key_Right, CONTROL)
    assert view.caret() == 0


def test_a_flag_is_one_step_for_the_caret(view, qtbot):
    view.show_article("a🇺🇸b", (), (), None)
    places = []
    for _ in range(3):
        qtbot.keyClick(view, Key.Key_Right)
        places.append(view.caret())
    assert places == [1, 3, 4]


def test_copying_gives_the_source_not_what_qt_makes_of_it(view, qtbot):
    text = "\ufeffOne\u00a0two\u2028three\rfour\u2029five 😀"
    view.show_article(text, (), (), None)
    qtbot.keyClick(view, Key.Key_A, CONTROL)
    qtbot.keyClick(view, Key.Key_C, CONTROL)
    # A mark at the very beginning is dropped on the way through Qt; no article begins with one.
    assert QGuiApplication.clipboard().text() == text[1:]


def test_a_key_is_offered_to_whoever_asked_first(article, sees, qtbot):
    seen = []
    article.key_pressed = lambda event: seen.append(event.key()) or event.key() == Key.Key_Right
    qtbot.keyClick(article, Key.Key_Right)
    qtbot.keyClick(article, Key.Key_End)
    assert seen == [Key.Key_Right, Key.Key_End]
    assert article.caret() == len("Rockets hit the base")


@pytest.mark.parametrize(
    ("key", "modifier", "kept"),
    [
        (Key.Key_Left, Qt.KeyboardModifier.NoModifier, True),
        (Key.Key_Left, CONTROL | SHIFT, True),
        (Key.Key_PageDown, SHIFT, True),
        (Key.Key_PageDown, CONTROL, True),
        (Key.Key_PageUp, CONTROL | SHIFT, True),
        (Key.Key_PageUp, ALT, False),
        (Key.Key_C, CONTROL, True),
        (Key.Key_A, CONTROL, True),
        (Key.Key_A, CONTROL | SHIFT, False),
        (Key.Key_A, Qt.KeyboardModifier.NoModifier, False),
        (Key.Key_E, CONTROL, False),
        (Key.Key_K, CONTROL, False),
        (Key.Key_Down, ALT, False),
        (Key.Key_Left, ALT | SHIFT, False),
        (Key.Key_Space, Qt.KeyboardModifier.NoModifier, False),
        (Key.Key_Delete, Qt.KeyboardModifier.NoModifier, False),
    ],
)
def test_only_keys_of_the_caret_are_kept_from_shortcuts(article, key, modifier, kept):
    for kind in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress):
        event = QKeyEvent(kind, key, modifier)
        event.setAccepted(not kept)
        article.event(event)
        assert event.isAccepted() == kept


def test_control_and_the_wheel_ask_for_another_zoom(article, qtbot):
    asked = []
    article.zoom_asked.connect(asked.append)
    for turn, modifier in ((120, CONTROL), (-120, CONTROL), (0, CONTROL), (-120, None)):
        article.wheelEvent(_wheel(article, turn, modifier or Qt.KeyboardModifier.NoModifier))
    assert asked == [1, -1]


def _wheel(view, turn: int, modifier: Qt.KeyboardModifier) -> QWheelEvent:
    at = QPointF(50, 50)
    return QWheelEvent(
        at, view.mapToGlobal(at), QPoint(), QPoint(0, turn), Qt.MouseButton.NoButton, modifier,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
