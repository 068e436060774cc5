"""An empty list says what would be here and how to put it here."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from annotator.ui.icons import Icons
from annotator.ui.parts.empty import EmptyList
from annotator.ui.parts.pictures import Picture


def test_it_says_what_and_how_and_offers_one_deed(theme, icons, show, click, qtbot):
    made = EmptyList(icons, "note", "No claims yet", "Select what a source says, then press C.",
                     "Show an example", "F1")  # fmt: skip
    show(made)
    said = [each.text() for each in made.findChildren(QLabel)]
    assert said == ["No claims yet", "Select what a source says, then press C.", "F1"]
    with qtbot.waitSignal(made.asked):
        click(made.deed)


def test_it_may_offer_none(theme, icons, show):
    made = EmptyList(icons, "find", "Nothing found", "No article has these words.")
    show(made)
    said = [each.text() for each in made.findChildren(QLabel)]
    assert said == ["Nothing found", "No article has these words."]
    assert made.deed is None


def test_its_sign_is_drawn_once_icons_are_there_and_follows_the_theme(theme, show):
    icons = Icons(theme)
    sign = Picture(icons, "note", 24)
    show(sign)
    bare = sign.grab().toImage()
    icons.load()
    light = sign.grab().toImage()
    theme.set_mode("dark")
    dark = sign.grab().toImage()
    assert bare != light
    assert light != dark
    sign.show_icon("find")
    assert sign.grab().toImage() != dark


def test_it_may_say_something_else_later(theme, icons, show):
    made = EmptyList(icons, "note", "No claims yet", "Press C.")
    show(made)
    made.say("Nobody has any", "")
    assert made.words == "Nobody has any"


def test_a_full_stop_stays_at_the_end_in_a_mirrored_window(theme, icons, show, mirrored, qapp):
    made = EmptyList(icons, "find", "Nothing found", "No article has these words.")
    show(made)
    remark = made.findChildren(QLabel)[1]
    mirrored = remark.grab().toImage()
    made.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    assert remark.grab().toImage() == mirrored


def test_its_lines_are_of_about_one_length(theme, icons, show):
    made = EmptyList(
        icons, "find", "", "Select words in the article, then press the key of a label."
    )
    made.setFixedWidth(304)
    show(made)
    remark = made.findChildren(QLabel)[1]
    assert remark.height() == 2 * remark.fontMetrics().lineSpacing()
    image = remark.grab().toImage()
    first, last = (_widths(image, rows) for rows in _halves(image.height()))
    assert abs(first - last) < image.width() / 8


def _halves(height: int) -> tuple[range, range]:
    return range(height // 2), range(height // 2, height)


def _widths(image, rows: range) -> int:
    """Measure from the first to the last column in which something is drawn."""
    ground = image.pixelColor(0, 0)
    inked = [x for x in range(image.width()) if any(image.pixelColor(x, y) != ground for y in rows)]
    return inked[-1] - inked[0]
