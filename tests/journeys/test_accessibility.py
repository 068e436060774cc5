"""Every control of every screen has a name that a screen reader can say, and Tab reaches it.

And in a window that runs from right to left, with high contrast, and where there is little room.
"""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from annotator.model.sentences import Trouble
from tests.journeys.review.second import second_reader

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


def test_on_the_page_of_agreement(desk):
    desk.open_sample()
    second_reader(desk.workspace.store, desk.workspace.article.id, desk.workspace.person.id)
    desk.press("Ctrl+5")
    desk.rest()
    desk.rest()
    assert desk.window.pages.page.overview.isVisible()
    assert nameless(desk.window) == []


def test_on_the_page_of_claims(desk):
    desk.open_sample()
    desk.press("Ctrl+2")
    assert nameless(desk.window) == []
    assert desk.window.pages.page.table in tabbed(desk)
    desk.workspace.claims.choose(None)
    QApplication.processEvents()
    assert nameless(desk.window) == []
    everything = desk.window.pages.page.everything
    assert {everything.groups, everything.list} <= set(tabbed(desk))


@pytest.mark.parametrize(
    "deed",
    [
        "commands",
        "keys",
        "find",
        "article_details",
        "guide",
        "settings",
        "rounds",
        "guideline_lines",
        "comments",
    ],
)
def test_on_what_lies_over_the_window(desk, deed):
    desk.open_sample()
    desk.window.commands.do(deed)
    QApplication.processEvents()
    for top in QApplication.topLevelWidgets():
        if top.isVisible():
            assert nameless(top) == []


@pytest.fixture(params=["left-to-right", "right-to-left"])
def reads(request, qapp):
    """Both directions of a window, set before the desk is made."""
    rtl = request.param == "right-to-left"
    way = Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight
    QApplication.setLayoutDirection(way)
    yield way
    QApplication.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


@pytest.fixture
def claim(reads, desk):
    """The sample with a claim chosen, so that the details are full."""
    desk.open_sample()
    desk.workspace.choose(next(s for s in desk.workspace.article.spans if s.label == "claim"))
    desk.rest()
    return desk


def tabbed(desk, *, back: bool = False) -> list[QWidget]:
    """Press Tab until it comes back to where it began, and give what had the keyboard."""
    found: list[QWidget] = []
    held = Qt.KeyboardModifier.ShiftModifier if back else Qt.KeyboardModifier.NoModifier
    while (now := QApplication.focusWidget()) not in found:
        assert now is not None
        assert now.isVisible(), now
        assert now.isEnabled(), now
        assert not now.visibleRegion().isEmpty(), now.accessibleName()
        found.append(now)
        QTest.keyClick(now, Qt.Key.Key_Tab, held)
        QApplication.processEvents()
    assert now is found[0]
    return found


def regions(desk) -> dict[str, QWidget]:
    page, panel = desk.window.annotate, desk.window.annotate.panel
    return {
        "toolbar": desk.window.toolbar, "library": page.library, "article": page.centre,
        "labels": panel.labels, "outline": panel.outline, "still_open": panel.still_open,
        "details": panel.details,
        "status": desk.window.status,
    }  # fmt: skip


def region_of(desk, widget) -> str:
    return next(name for name, region in regions(desk).items() if region.isAncestorOf(widget))


def is_before(one: QWidget, other: QWidget, way: Qt.LayoutDirection) -> bool:
    """Say whether the eye comes to one thing before another: above it, or beside it and before."""
    first, second = place(one), place(other)
    if first.top() <= second.center().y() <= first.bottom():
        is_left = first.center().x() < second.center().x()
        return is_left == (way == Qt.LayoutDirection.LeftToRight)
    return first.center().y() < second.center().y()


def place(widget: QWidget) -> QRect:
    """Give where something lies in the window, were nothing scrolled."""
    found = QRect(widget.mapTo(widget.window(), QPoint(0, 0)), widget.size())
    around = widget.parentWidget()
    while around is not None:
        if isinstance(around, QScrollArea):
            found.translate(0, around.verticalScrollBar().value())
        around = around.parentWidget()
    return found


@pytest.mark.parametrize("size", [(1280, 800), (1024, 700), (720, 480)])
def test_tab_goes_as_the_eye_does_and_is_caught_nowhere(claim, reads, size):
    claim.window.resize(*size)
    claim.rest()
    stops = tabbed(claim)
    start = next(n for n, stop in enumerate(stops) if region_of(claim, stop) == "toolbar")
    walk = stops[start:] + stops[:start]
    names = list(dict.fromkeys(region_of(claim, stop) for stop in walk))
    order = [name for name in regions(claim) if name != "library" or size[0] >= 1120]
    assert names == order
    for one, other in pairwise(walk):
        if region_of(claim, one) == region_of(claim, other):
            assert is_before(one, other, reads), (one.accessibleName(), other.accessibleName())
    assert len(walk) > 15
    back = tabbed(claim, back=True)
    assert back[1:] == stops[:0:-1]


def test_tab_stops_where_the_choice_of_a_row_of_choices_is(claim):
    stops = tabbed(claim)
    assert "Label" in [stop.accessibleName() for stop in stops]  # the order that holds
    assert "Text" not in [stop.accessibleName() for stop in stops]


def test_f6_goes_from_region_to_region_in_the_same_order(claim):
    claim.view.setFocus()
    reached = []
    for _ in range(5):
        claim.press("F6")
        reached.append(region_of(claim, QApplication.focusWidget()))
    assert reached == ["labels", "outline", "details", "library", "article"]
    claim.press("Shift+F6")
    assert region_of(claim, QApplication.focusWidget()) == "library"


def test_what_has_the_keyboard_is_ringed_wherever_tab_comes(claim):
    """The ring is ink, and a line of paper on a button of ink."""
    bare = []
    for stop in tabbed(claim):
        if stop is claim.view or stop.accessibleName() == "Filter articles":
            continue  # a caret; the field around it
        stop.setFocus(Qt.FocusReason.TabFocusReason)
        with_it = dark_points(stop)
        claim.view.setFocus()
        if dark_points(stop) == with_it:
            bare.append(stop.accessibleName() or type(stop).__name__)
    assert bare == []


def dark_points(widget: QWidget) -> int:
    QApplication.processEvents()
    corner = widget.mapTo(widget.window(), QPoint(0, 0))
    image = widget.window().grab(QRect(corner, widget.size())).toImage()
    return sum(
        image.pixelColor(x, y).lightness() < 60
        for x in range(image.width())
        for y in range(0, image.height(), 2)
    )


# --- the outline is the mirror of the marks -------------------------------------------------------


def test_the_outline_says_every_mark_with_its_full_name(desk):
    desk.open_sample()
    desk.push("Text")
    desk.rest()
    table = QAccessible.queryAccessibleInterface(desk.window.annotate.panel.outline.list)
    cells = [table.child(n) for n in range(table.childCount())]
    told = [
        cell.text(QAccessible.Text.Name) for cell in cells if cell.role() == QAccessible.Role.Cell
    ]
    article, scheme = desk.workspace.article, desk.workspace.scheme
    shown = [s for s in desk.workspace.reader.spans(article.id) if desk.workspace.shows(s)]
    shown.sort(key=lambda s: (s.start, -s.end, s.id))
    entities = desk.workspace.reader.entities({s.entity for s in shown if s.entity})
    assert len(told) == len(shown) == 107
    for words, span in zip(told, shown, strict=True):
        quote = " ".join(article.text[span.start : span.end].split())
        assert words.startswith(f"{scheme.label_names[span.label]}: {quote}, paragraph ")
        entity = entities.get(span.entity or "")
        assert (entity is not None and f", entity {entity.name}" in words) == (entity is not None)
        assert ("with a note" in words) == bool(span.note)
        assert "…" not in words.removeprefix(quote) or "…" in quote
    assert sum("entity" in words for words in told) > 40


def test_the_outline_says_what_is_not_saved(desk, monkeypatch):
    desk.bring("Some rockets fell.")
    desk.push("Text")
    desk.view.setFocus()
    desk.workspace.pick(5, 12)

    def full(*_, **__):
        raise Trouble("The disk is full.")

    monkeypatch.setattr(type(desk.workspace.store), "step", full)
    desk.press("W")
    model = desk.window.annotate.panel.outline.list.model()
    told = [
        model.index(n, 0).data(Qt.ItemDataRole.AccessibleTextRole) for n in range(model.rowCount())
    ]
    assert "Weapon: rockets, paragraph 0, not saved" in told


# --- from right to left, and with high contrast ---------------------------------------------------


def test_panes_change_sides_with_the_direction_of_the_window(claim, reads):
    page = claim.window.annotate
    order = [page.library, page.centre, page.panel]
    lefts = [place(pane).left() for pane in order]
    rtl = reads == Qt.LayoutDirection.RightToLeft
    assert lefts == sorted(lefts, reverse=rtl)
    assert [place(claim.named(n)).center().x() for n in ("Menu", "Done, next")] == sorted(
        [place(claim.named(n)).center().x() for n in ("Menu", "Done, next")], reverse=rtl
    )
    saved, said = claim.window.status._saved, claim.window.status._said
    assert (place(saved).center().x() < place(said).center().x()) == rtl


def test_the_article_keeps_its_own_direction(reads, desk):
    desk.bring("A head\nSome words of an article.")
    view = desk.view
    assert view.rect_of(7, 11).left() < view.rect_of(12, 17).left()
    desk.bring("عنوان الخبر\nأطلقت القوات صواريخ على المستودع")
    assert view.rect_of(12, 17).left() > view.rect_of(18, 24).left()


def test_with_high_contrast_all_has_names_and_is_ringed_too(desk):
    desk.window.commands.do("look_contrast")
    assert desk.theme.mode == "high-light"
    assert desk.window.commands.is_on("look_contrast")
    desk.open_sample()
    for appearance in ("look_light", "look_dark"):
        desk.window.commands.do(appearance)
        for deed in ("commands", "keys", "find", "article_details", "guide"):
            desk.window.commands.do(deed)
            QApplication.processEvents()
            for top in QApplication.topLevelWidgets():
                if top.isVisible():
                    assert not top.grab().isNull()
                    assert nameless(top) == []
            desk.press("Esc")
    desk.window.commands.do("look_contrast")
    assert desk.theme.mode == "dark"
