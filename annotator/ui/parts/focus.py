"""Where the keyboard is, and in which order it goes from one thing to the next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget


def has_focus_inside(widget: QWidget) -> bool:
    """Say whether a widget, or one inside it, has the keyboard."""
    now = QApplication.focusWidget()
    return now is not None and (now is widget or widget.isAncestorOf(now))


def in_reading_order(widgets: Iterable[QWidget], regions: Sequence[QWidget]) -> list[QWidget]:
    """Sort widgets as the eye goes: region by region, line by line, from the leading side.

    What scrolls stands where its scroll area does, however far it is scrolled; what is in none of
    the regions comes last.
    """
    found: list[QWidget] = []
    waiting = list(widgets)
    for region in regions:
        found += _by_lines([w for w in waiting if region is w or region.isAncestorOf(w)], region)
        waiting = [w for w in waiting if not (region is w or region.isAncestorOf(w))]
    return found + (_by_lines(waiting, waiting[0].window()) if waiting else [])


def bring_into_view(widget: QWidget) -> None:
    """Scroll what a widget lies in so that it is seen."""
    area = _scroll_area(widget)
    while area is not None:
        area.ensureWidgetVisible(widget)
        area = _scroll_area(area)


def _by_lines(widgets: list[QWidget], within: QWidget) -> list[QWidget]:
    """Sort the widgets of a region, and those that scroll together as one of them."""
    together: dict[QWidget, list[QWidget]] = {}
    for widget in widgets:
        together.setdefault(_stands_for(widget, within), []).append(widget)
    ordered: list[QWidget] = []
    for line in _lines(together, within):
        for one in line:
            inside = together[one]
            ordered += inside if inside == [one] else _by_lines(inside, _content(one))
    return ordered


def _stands_for(widget: QWidget, within: QWidget) -> QWidget:
    """Give the outermost scroll area inside `within` that holds a widget, else the widget."""
    found, area = widget, _scroll_area(widget)
    while area is not None and within.isAncestorOf(area):
        found, area = area, _scroll_area(area)
    return found


def _lines(widgets: Iterable[QWidget], within: QWidget) -> Iterator[list[QWidget]]:
    """Give the lines from top to bottom: whose middle is beside the first one is in its line."""
    mirrored = within.layoutDirection() == Qt.LayoutDirection.RightToLeft
    places = {w: QRect(w.mapTo(within, QPoint(0, 0)), w.size()) for w in widgets}
    waiting = sorted(places, key=lambda w: places[w].center().y())
    while waiting:
        first = places[waiting[0]]
        line = [w for w in waiting if first.top() <= places[w].center().y() <= first.bottom()]
        waiting = [w for w in waiting if w not in line]
        yield sorted(line, key=lambda w: places[w].center().x(), reverse=mirrored)


def _scroll_area(widget: QWidget) -> QScrollArea | None:
    """Give the nearest scroll area around a widget."""
    around = widget.parentWidget()
    while around is not None and not isinstance(around, QScrollArea):
        around = around.parentWidget()
    return around


def _content(area: QWidget) -> QWidget:
    """Give what a scroll area scrolls."""
    return (area.widget() if isinstance(area, QScrollArea) else None) or area
