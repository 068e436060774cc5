"""Where characters lie on a line of text, and which one lies where, whichever way it runs.

Places are UTF-16 units of the block that the line belongs to; x is from the column's left.

Where a line changes its direction `cursorToX` and `xToCursor` are wrong, and beside ligatures too:
there the glyphs are asked, which are what Qt paints. Those of half a ligature (Arabic draws lam and
alef as one) Qt gives beside it, so that only their widths are taken.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QGlyphRun, QTextLayout, QTextLine

_RIGHT_TO_LEFT = Qt.LayoutDirection.RightToLeft
_TOUCH, _SLIT = 0.8, 0.1
"""Pixels: runs so close are one, and what is narrower is nothing."""

Run = tuple[float, float]
Runs = tuple[Run, ...]


class _Drawn(NamedTuple):
    """Where characters that run one way begin and end, as they are read."""

    begins: float
    ends: float
    is_right_to_left: bool

    @property
    def sides(self) -> Run:
        """Their left and right."""
        return min(self.begins, self.ends), max(self.begins, self.ends)


def whole(layout: QTextLayout, low: int, high: int) -> tuple[int, int]:
    """Widen a stretch that cuts a character as people see it, so that all of that is in it."""
    if not layout.isValidCursorPosition(low):
        low = layout.previousCursorPosition(low)
    if not layout.isValidCursorPosition(high):
        high = layout.nextCursorPosition(high)
    return low, high


def runs(layout: QTextLayout, line: QTextLine, start: int, end: int, *, turns: bool) -> Runs:
    """Give where whole characters of a line lie; `turns` if its direction may change."""
    if start >= end:
        return ()
    if not turns:
        left, right = _cursor_x(line, start), _cursor_x(line, end)
        return ((left, right),) if left < right else ()
    first, last = start, end
    while first < end and _is_cut(layout, line, first):
        first = layout.nextCursorPosition(first)
    while last > first and _is_cut(layout, line, last):
        last = layout.previousCursorPosition(last)
    cut = (
        _part(layout, line, *part) for part in ((start, first), (last, end)) if part[0] < part[1]
    )
    return _joined(_glyphs(line, first, last), *(part.sides for part in cut if part is not None))


def caret_x(layout: QTextLayout, line: QTextLine, place: int, *, turns: bool) -> float:
    """Give where the caret stands on a line.

    Between words that run the one way and the other it stands with those that run as the block.
    """
    if not turns:
        return _cursor_x(line, place)
    first, last = line.textStart(), line.textStart() + line.textLength()
    base = layout.textOption().textDirection() == _RIGHT_TO_LEFT
    after = _character(layout, line, place) if place < last else None
    if after is not None and after.is_right_to_left == base:
        return after.begins
    before = (
        _character(layout, line, layout.previousCursorPosition(place)) if place > first else None
    )
    if before is not None and before.is_right_to_left == base:
        return before.ends
    if after is not None and before is not None:
        return before.ends
    around = line.naturalTextRect()
    return around.right() if base == (before is None) else around.left()


def character_at(layout: QTextLayout, line: QTextLine, x: float, *, turns: bool) -> int:
    """Give the beginning of the character at x, or of the nearest."""
    found = line.xToCursor(x, QTextLine.CursorPosition.CursorOnCharacter)
    if not layout.isValidCursorPosition(found):
        found = layout.previousCursorPosition(found)
    return _under(layout, line, x, found) if turns else found


def place_at(layout: QTextLayout, line: QTextLine, x: float, *, turns: bool) -> int:
    """Give the place between two characters that is nearest to x."""
    around = line.naturalTextRect()
    if turns and around.left() < x < around.right():
        start = character_at(layout, line, x, turns=True)
        drawn = _character(layout, line, start)
        if drawn is not None and drawn.sides[0] <= x < drawn.sides[1]:
            is_first_half = abs(x - drawn.begins) < abs(x - drawn.ends)
            return start if is_first_half else layout.nextCursorPosition(start)
    found = line.xToCursor(x)
    if layout.isValidCursorPosition(found):
        return found
    # Qt stops before a mark that is drawn with the character before it, or not at all.
    before, after = layout.previousCursorPosition(found), layout.nextCursorPosition(found)
    nearer = abs(_cursor_x(line, before) - x) < abs(_cursor_x(line, after) - x)
    return before if nearer else after


def _under(layout: QTextLayout, line: QTextLine, x: float, found: int) -> int:
    """Find the character at x by halves, unless Qt has found it."""
    if _holds(layout, line, (found, layout.nextCursorPosition(found)), x):
        return found
    low, high = line.textStart(), line.textStart() + line.textLength()
    if not _holds(layout, line, (low, high), x):
        return found
    while (middle := _middle(layout, low, high)) < high:
        if _holds(layout, line, (low, middle), x):
            high = middle
        else:
            low = middle
    return low


def _holds(layout: QTextLayout, line: QTextLine, stretch: tuple[int, int], x: float) -> bool:
    return any(left <= x < right for left, right in runs(layout, line, *stretch, turns=True))


def _middle(layout: QTextLayout, low: int, high: int) -> int:
    """Give a place between characters that lies between two others, or the end."""
    middle = (low + high) // 2
    if not layout.isValidCursorPosition(middle):
        middle = layout.previousCursorPosition(middle)
    return middle if middle > low else layout.nextCursorPosition(low)


def _character(layout: QTextLayout, line: QTextLine, place: int) -> _Drawn | None:
    """Give where the character after a place lies, if it is drawn."""
    after = layout.nextCursorPosition(place)
    if _is_cut(layout, line, place) or _is_cut(layout, line, after):
        return _part(layout, line, place, after)
    return _as_read(_glyphs(line, place, after))


def _is_cut(layout: QTextLayout, line: QTextLine, place: int) -> bool:
    """Say whether characters before and after a place are drawn as one."""
    if not line.textStart() < place < line.textStart() + line.textLength():
        return False
    before, after = layout.previousCursorPosition(place), layout.nextCursorPosition(place)
    both = _glyphs(line, before, after)
    if len(both) != 1:
        return False
    ((left, right),) = _joined(both)
    halves = _joined([*_glyphs(line, before, place), *_glyphs(line, place, after)])
    return halves[0][0] < left - _SLIT or halves[-1][1] > right + _SLIT


def _part(layout: QTextLayout, line: QTextLine, start: int, end: int) -> _Drawn | None:
    """Give where some of the characters lie that are drawn as one."""
    first, last = start, end
    while _is_cut(layout, line, first):
        first = layout.previousCursorPosition(first)
    while _is_cut(layout, line, last):
        last = layout.nextCursorPosition(last)
    drawn = _as_read(_glyphs(line, first, last))
    if drawn is None:
        return None
    way = -1 if drawn.is_right_to_left else 1
    begins = drawn.begins + way * _width(line, first, start)
    ends = drawn.ends - way * _width(line, end, last)
    return drawn._replace(begins=begins, ends=ends)


def _width(line: QTextLine, start: int, end: int) -> float:
    return sum(right - left for left, right in _joined(_glyphs(line, start, end)))


def _glyphs(line: QTextLine, start: int, end: int) -> list[QGlyphRun]:
    return line.glyphRuns(start, end - start) if start < end else []


def _as_read(found: list[QGlyphRun]) -> _Drawn | None:
    if not found:
        return None
    sides = _joined(found)
    left, right = sides[0][0], sides[-1][1]
    turned = found[0].isRightToLeft()
    return _Drawn(right, left, turned) if turned else _Drawn(left, right, turned)


def _joined(found: Iterable[QGlyphRun], *more: Run) -> Runs:
    """Sort runs from left to right, and make one of those that touch."""
    joined: list[Run] = []
    rects = (run.boundingRect() for run in found)
    for left, right in sorted([*((rect.left(), rect.right()) for rect in rects), *more]):
        if joined and left - joined[-1][1] < _TOUCH:
            joined[-1] = joined[-1][0], max(joined[-1][1], right)
        else:
            joined.append((left, right))
    return tuple(joined)


def _cursor_x(line: QTextLine, place: int) -> float:
    found: object = line.cursorToX(place)
    return float(found[0]) if isinstance(found, tuple) else float(found)  # type: ignore[arg-type]
