"""Work in progress: how far, how long still, and the way out."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel

from annotator.ui.parts.layouts import across, frame
from annotator.ui.parts.meter import Meter, ProgressRow, time_left


def test_the_bar_is_as_long_as_its_share(theme, show, colour_at):
    meter = Meter(theme, 0.5, 100, "Imported")
    show(frame("", across(meter, None)))
    middle = meter.height() // 2
    assert colour_at(meter, 25, middle) == theme.colours.ink_2
    assert colour_at(meter, 75, middle) == theme.colours.selected
    assert meter.accessibleName() == "Imported"


def test_it_grows_from_the_right_in_a_mirrored_window(theme, mirrored, show, colour_at):
    meter = Meter(theme, 0.5, 100)
    show(frame("", across(meter, None)))
    middle = meter.height() // 2
    assert colour_at(meter, 25, middle) == theme.colours.selected
    assert colour_at(meter, 75, middle) == theme.colours.ink_2


@pytest.mark.parametrize(("share", "value"), [(-1, 0), (0.62, 620), (7, 1000)])
def test_a_share_stays_between_nothing_and_all(theme, share, value):
    assert Meter(theme, share).value() == value


def words(row) -> list[str]:
    return [each.text() for each in row.findChildren(QLabel) if each.isVisible() and each.text()]


def test_it_says_what_how_far_and_how_long(theme, show):
    row = ProgressRow(theme)
    row.show_progress("Importing 240 articles", 0.62, 19)
    show(row, width=620)
    assert words(row) == ["Importing 240 articles", "62%", "about 20 s left"]
    row.show_progress("Looking for articles")
    assert words(row) == ["Looking for articles"]
    assert not row.findChild(Meter).isVisible()


def test_cancel_is_asked_once_and_says_that_it_was_heard(theme, show, click, qtbot):
    row = ProgressRow(theme, "Importing")
    show(row, width=620)
    cancel = row.findChild(type(row._cancel))
    with qtbot.waitSignal(row.cancelled):
        click(cancel)
    assert cancel.text() == "Stopping…"
    assert not cancel.isEnabled()


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(2, "a few seconds left"), (21, "about 20 s left"), (58, "about 1 min left"),
     (200, "about 3 min left")],
)  # fmt: skip
def test_time_is_told_roughly(seconds, said):
    assert time_left(seconds) == said
