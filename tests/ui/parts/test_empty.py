"""An empty list says what would be here and how to put it here."""

from __future__ import annotations

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
