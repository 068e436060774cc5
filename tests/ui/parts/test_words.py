"""Words: shortened where there is no room, each in its own direction, and never read as markup."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QLabel

from annotator.ui.parts.words import (
    ElidedLabel,
    TwoLineLabel,
    even_width,
    key_hint,
    key_text,
    label,
    quotation,
    short_path,
    tooltip,
    two_lines,
)
from annotator.ui.theme import type_font

ARABIC = "غارات جوية تستهدف مواقع قرب الحدود"


def left_and_right(widget) -> tuple[bool, bool]:
    """Say whether there is ink in the left and in the right quarter."""
    image = widget.grab().toImage()
    ground, quarter = image.pixel(0, 0), image.width() // 4
    rows = range(image.height())
    left = any(image.pixel(x, y) != ground for x in range(quarter) for y in rows)
    right = any(
        image.pixel(x, y) != ground
        for x in range(image.width() - quarter, image.width())
        for y in rows
    )
    return left, right


def test_words_are_never_markup(theme):
    assert label("<b>said</b>").textFormat() == Qt.TextFormat.PlainText
    assert ElidedLabel("<b>said</b>").textFormat() == Qt.TextFormat.PlainText
    assert quotation("<b>said</b>").textFormat() == Qt.TextFormat.PlainText
    assert tooltip("a <b> & c") == "<qt>a &lt;b&gt; &amp; c</qt>"
    assert tooltip("") == ""


def test_words_of_an_article_are_in_the_reading_face(theme):
    assert quotation("said").font().families() == type_font("quote").families()
    assert label("said").font().families() != type_font("quote").families()


def test_a_quotation_starts_on_its_own_side(theme):
    assert quotation("No casualties").alignment() & Qt.AlignmentFlag.AlignLeft
    assert quotation(ARABIC).alignment() & Qt.AlignmentFlag.AlignRight


def test_labels_start_on_the_side_of_the_window(theme, mirrored):
    assert label("Outline").alignment() & Qt.AlignmentFlag.AlignRight
    assert label("Outline").alignment() & Qt.AlignmentFlag.AlignAbsolute


@pytest.mark.parametrize(
    ("keys", "written"), [("Ctrl+K", "Ctrl+K"), ("Ctrl+Return", "Ctrl+↵"), ("A", "A"), ("", "")]
)
def test_keys_are_written_as_on_the_keyboard(keys, written):
    assert key_text(keys) == written


def test_a_key_hint_reads_from_the_left_in_every_window(theme, mirrored):
    assert key_hint("Ctrl+K").layoutDirection() == Qt.LayoutDirection.LeftToRight


def test_what_does_not_fit_is_told_by_the_tooltip(theme, show):
    long, short = ElidedLabel("US military spokesman " * 9), ElidedLabel("said")
    show(long, short, width=200)
    assert long.width() <= 200
    assert "US military spokesman" in long.toolTip()
    assert short.toolTip() == ""
    short.setText("said again and again " * 9)
    assert "said again" in short.toolTip()
    short.setText("said")
    assert short.toolTip() == ""


def test_a_long_label_does_not_push_its_neighbours_away(theme):
    assert ElidedLabel("a very long name " * 20).minimumSizeHint().width() < 5000
    policy = ElidedLabel("x").sizePolicy().horizontalPolicy()
    assert policy == policy.Ignored


def test_short_words_stand_at_the_side_where_the_window_starts(theme, show):
    words = ElidedLabel("28 Jun")
    show(words)
    assert left_and_right(words) == (True, False)


def test_and_so_they_do_in_a_mirrored_window(theme, mirrored, show):
    words = ElidedLabel("28 Jun")
    show(words)
    assert left_and_right(words) == (False, True)


def test_a_title_stands_on_the_side_that_its_words_start_from(theme, show):
    english, arabic = TwoLineLabel("Army denies"), TwoLineLabel(ARABIC)
    show(english, arabic, width=500)
    assert left_and_right(english) == (True, False)
    assert left_and_right(arabic) == (False, True)


def test_a_title_takes_two_lines_and_no_more(theme, show):
    title = TwoLineLabel("Ceasefire talks resume as shelling is reported in the north " * 3)
    show(title, width=240)
    assert title.height() == 2 * TwoLineLabel.PITCH
    assert "Ceasefire" in title.toolTip()


def test_lines_break_between_words(qapp):
    metrics = QFontMetricsF(type_font("base"))
    width = metrics.horizontalAdvance("one two")
    assert two_lines("one two", metrics, width + 1) == ["one two"]
    assert two_lines("one two three", metrics, width + 1) == ["one two", "three"]
    assert two_lines("one\ntwo  three four", metrics, width + 1) == ["one two", "three four"]
    assert two_lines("indivisible", metrics, 5) == ["indivisible"]
    assert two_lines("indivisible too", metrics, 5) == ["indivisible", "too"]


def test_a_label_is_what_qt_calls_one(theme):
    assert isinstance(TwoLineLabel("x"), QLabel)  # so a screen reader reads its words


def test_lines_can_be_made_even(qapp):
    metrics = QFontMetricsF(type_font("small"))
    words = "Press the key of a label, or its tile above, to mark them."
    whole = metrics.horizontalAdvance(words)
    width = whole - 10  # only the last word does not fit
    wide = even_width(words, metrics, width)
    assert whole / 2 <= wide < 0.65 * whole
    assert even_width(words, metrics, whole + 10) == pytest.approx(whole, abs=3)


def test_no_word_is_made_to_stick_out(qapp):
    metrics = QFontMetricsF(type_font("small"))
    longest = metrics.horizontalAdvance("unforeseeably")
    assert even_width("so unforeseeably long", metrics, longest + 4) >= longest - 1


def test_the_own_folder_is_written_as_a_tilde(monkeypatch, tmp_path):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    assert short_path(tmp_path / "Desk" / "june.annot") == str(Path("~/Desk/june.annot"))
    assert short_path(tmp_path) == str(tmp_path)
    assert short_path(tmp_path.parent / "june.annot") == str(tmp_path.parent / "june.annot")
