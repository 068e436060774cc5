"""The rows of the history: days, sentences over several lines, and pages read as one scrolls."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.store.history import Line, Page
from annotator.store.scope import EVERYTHING
from annotator.ui.history import model
from annotator.ui.history.list import EntryList, laid_out
from annotator.ui.history.model import Day, Entries, spoken, time_of
from annotator.ui.theme import DARK, Theme

NOON = datetime(2026, 11, 26, 12, 0).astimezone()
LTR, RTL = Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft


def line(done: str = "deleted the mark “rockets”", when: datetime = NOON, **more) -> Line:
    clock = round(when.timestamp() * 1000) << 16
    return Line(clock, "p", more.pop("who", "first"), done, "Title", ("s", 1), ("s", 1), **more)


class Pages:
    """A history of so many lines, a page of three at a time, an hour apart."""

    def __init__(self, number: int, *, empty: tuple[int, ...] = ()) -> None:
        self.number, self.empty, self.read = number, empty, 0

    def __call__(self, _reader) -> Pages:
        return self

    def page(self, _scope, after=None) -> Page:
        self.read += 1
        first = after[0] if after else 0
        last = min(first + 3, self.number)
        lines = [line(f"did {n}", NOON - timedelta(hours=n)) for n in range(first, last)]
        more = (last, 0) if last < self.number else None
        return Page([] if first in self.empty else lines, more)


@pytest.fixture
def history(monkeypatch):
    def of(number: int, **more) -> Pages:
        pages = Pages(number, **more)
        monkeypatch.setattr(model, "History", pages)
        return pages

    return of


@pytest.fixture
def view(qtbot):
    theme = Theme("light")
    made = EntryList(theme)
    made.theme = theme
    qtbot.addWidget(made)
    made.resize(400, 120)
    made.show()
    return made


def done(entries: Entries) -> list[str]:
    return [row.done for row in entries.rows if isinstance(row, Line)]


def height(view, row: int) -> int:
    return view.sizeHintForIndex(view.entries.index(row)).height()


# --- rows -----------------------------------------------------------------------------------------


def test_each_day_has_a_heading_also_over_the_ends_of_pages(history):
    history(40)
    entries = Entries()
    entries.show(object(), EVERYTHING)
    while entries.canFetchMore(model._NOWHERE):
        entries.fetchMore(model._NOWHERE)
    assert done(entries) == [f"did {n}" for n in range(40)]
    days = [row.day for row in entries.rows if isinstance(row, Day)]
    assert days == sorted(set(days), reverse=True)
    assert len(days) == 3
    for before, row in zip(entries.rows, entries.rows[1:], strict=False):
        if isinstance(before, Day):
            assert time_of(row).date() == before.day


def test_pages_are_read_when_they_are_needed(history):
    pages = history(100)
    entries = Entries()
    entries.show(object(), EVERYTHING)
    assert (pages.read, len(done(entries))) == (1, 3)
    entries.fetchMore(model._NOWHERE)
    assert (pages.read, len(done(entries))) == (2, 6)


def test_pages_with_nothing_to_show_are_passed_over(history):
    history(9, empty=(0, 3))
    entries = Entries()
    entries.show(object(), EVERYTHING)
    assert done(entries) == ["did 6", "did 7", "did 8"]
    assert not entries.canFetchMore(model._NOWHERE)


def test_without_a_reader_there_is_nothing(history):
    entries = Entries()
    entries.show(None, EVERYTHING)
    assert (entries.rowCount(), entries.first) == (0, -1)
    assert entries.data(entries.index(0)) is None


def test_a_line_is_found_again_for_a_while(history):
    history(1_000)
    entries = Entries()
    entries.show(object(), EVERYTHING)
    row = entries.find(line("did 7", NOON - timedelta(hours=7)))
    assert entries.line(row).done == "did 7"
    assert entries.find(line("did 900", NOON - timedelta(hours=900))) == entries.first


def test_today_and_yesterday_are_called_so():
    today = datetime.now(UTC).astimezone().date()
    assert Day(today).words.startswith("Today, ")
    assert Day(today - timedelta(days=1)).words.startswith("Yesterday, ")
    assert Day(date(2002, 4, 4)).words == "4 April 2002"


# --- what is said and drawn -----------------------------------------------------------------------


def test_a_row_is_read_as_one_sentence_and_headings_as_days(history, view):
    history(1)
    view.entries.show(object(), EVERYTHING)
    heading, row = (view.entries.index(n) for n in (0, 1))
    assert row.data(Qt.ItemDataRole.AccessibleTextRole) == spoken(view.entries.line(1))
    assert spoken(view.entries.line(1)) == "On 26 November 2026, 12:00, first did 0."
    assert "first did 0." in row.data(Qt.ItemDataRole.ToolTipRole)
    assert heading.data(Qt.ItemDataRole.AccessibleTextRole).endswith("26 November 2026")
    assert heading.data(Qt.ItemDataRole.ToolTipRole) is None
    assert heading.flags() == Qt.ItemFlag.NoItemFlags


def test_a_long_sentence_takes_more_lines_and_a_very_long_one_ends_in_an_ellipsis(qapp):
    short = laid_out(line("did it"), 300, LTR)
    long = laid_out(line("moved “one” to “another one”, " * 4), 300, LTR)
    endless = laid_out(line("moved “one” to “another one”, " * 40), 300, LTR)
    assert short.lineCount() == 1
    assert 2 <= long.lineCount() < 6
    assert endless.lineCount() == 6
    assert endless.text().endswith("…")
    assert not long.text().endswith("…")


def test_who_did_it_stands_in_bold_whatever_the_script(qapp):
    for who, units in (("first", 5), ("محلل", 6), ("🚀 first", 8)):
        layout = laid_out(line(who=who), 300, LTR)
        (bold,) = layout.formats()
        assert (bold.start, bold.length) == (0, units)
        assert layout.textOption().textDirection() == LTR


def test_rows_grow_when_the_list_becomes_narrow(history, view):
    history(1)
    view.entries.show(object(), EVERYTHING)
    view.entries.rows[1] = line("moved the end of “rockets” to “rockets and shells and more”")
    wide = height(view, 1)
    view.resize(220, 120)
    QApplication.processEvents()
    assert height(view, 1) > wide


def test_where_it_was_stands_below_where_articles_differ(history, view):
    history(1)
    view.entries.show(object(), EVERYTHING)
    view.entries.rows[1] = line(where="Depot")
    with_place = height(view, 1)
    view.with_place = False
    assert height(view, 1) < with_place


@pytest.mark.parametrize("direction", [LTR, RTL])
def test_it_is_drawn_in_both_looks_and_directions(history, view, direction):
    history(3)
    view.setLayoutDirection(direction)
    view.entries.show(object(), EVERYTHING)
    view.go_to(1)
    light = view.grab().toImage()
    view.theme.set_mode("dark")
    dark = view.grab().toImage()
    inks = {dark.pixelColor(x, y).name().upper() for x in range(400) for y in range(30, 60)}
    assert light != dark
    assert DARK.selected_float in inks
    assert DARK.ink in inks


# --- the keyboard ---------------------------------------------------------------------------------


def test_arrows_pass_over_headings_and_tell_that_a_line_is_looked_at(history, view, qtbot):
    history(30)
    view.entries.show(object(), EVERYTHING)
    view.setFocus()
    view.go_to(view.entries.first)
    looked: list[str] = []
    view.looked_at.connect(lambda: looked.append(view.line.done))
    for _ in range(14):
        QTest.keyClick(view, Qt.Key.Key_Down)
    assert looked == [f"did {n}" for n in range(1, 15)]
    for _ in range(20):
        QTest.keyClick(view, Qt.Key.Key_Up)
    assert view.line.done == "did 0"


def test_return_and_space_ask_for_the_buttons(history, view, qtbot):
    history(3)
    view.entries.show(object(), EVERYTHING)
    view.go_to(1)
    with qtbot.waitSignal(view.entered):
        QTest.keyClick(view, Qt.Key.Key_Return)
    with qtbot.waitSignal(view.show_asked):
        QTest.keyClick(view, Qt.Key.Key_Space)
    with qtbot.waitSignal(view.looked_at):
        place = view.visualRect(view.entries.index(2)).center()
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
