"""Every control of every screen has a name that a screen reader can say, and Tab reaches it."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication

NEED_NAMES = {
    QAccessible.Role.Button, QAccessible.Role.CheckBox, QAccessible.Role.RadioButton,
    QAccessible.Role.EditableText, QAccessible.Role.Tree, QAccessible.Role.List,
    QAccessible.Role.ComboBox, QAccessible.Role.ListItem, QAccessible.Role.ProgressBar,
    QAccessible.Role.Slider, QAccessible.Role.SpinBox, QAccessible.Role.Table,
}  # fmt: skip


def controls(interface, path=()):
    """Give what a screen reader finds, each with its way down from the window."""
    if interface is None or not interface.isValid():
        return
    state = interface.state()
    if state.invisible or state.offscreen:
        return
    yield path, interface
    for number in range(interface.childCount()):
        yield from controls(interface.child(number), (*path, number))


def nameless(widget) -> list[str]:
    found = []
    seen = 0
    for path, interface in controls(QAccessible.queryAccessibleInterface(widget)):
        seen += 1
        if interface.role() in NEED_NAMES and not interface.text(QAccessible.Text.Name).strip():
            thing = interface.object()
            kind = type(thing).__name__ if thing is not None else "item"
            found.append(f"{kind} at {path} with the role {interface.role().name}")
    assert seen > 5
    return found


def test_on_the_start_page(desk):
    assert nameless(desk.window) == []


def test_on_the_page_for_marking(desk):
    desk.open_sample()
    assert nameless(desk.window) == []


def test_with_a_mark_chosen_and_its_details_shown(desk):
    desk.open_sample()
    for label in ("actor", "location", "weapon", "claim"):
        spans = desk.workspace.article.spans
        desk.workspace.choose(next(s for s in spans if s.label == label))
        QApplication.processEvents()
        assert nameless(desk.window) == []


@pytest.mark.parametrize(
    "deed", ["commands", "keys", "find", "article_details", "guide", "settings"]
)
def test_on_what_lies_over_the_window(desk, deed):
    desk.open_sample()
    desk.window.commands.do(deed)
    QApplication.processEvents()
    for top in QApplication.topLevelWidgets():
        if top.isVisible():
            assert nameless(top) == []


def test_tab_and_f6_reach_every_region(desk):
    desk.open_sample()
    regions = desk.window.annotate.regions()
    reached = set()
    for _ in range(12):
        desk.press("F6")
        now = QApplication.focusWidget()
        reached |= {
            name for name, w in regions.items() if w is now or w.isAncestorOf(now)
        }  # fmt: skip
    assert {"library", "article", "labels", "outline"} <= reached
