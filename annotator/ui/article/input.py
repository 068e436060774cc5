"""Picks words by hand: what mouse and keys do to the caret and the selection."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Protocol

from PySide6.QtCore import QObject, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QMouseEvent, QTextCursor
from PySide6.QtWidgets import QApplication

from annotator.ui.article.display import Display
from annotator.ui.article.words import next_end, next_start, previous_start, word_at

_Move = QTextCursor.MoveOperation
_Key, _Modifier = Qt.Key, Qt.KeyboardModifier
_IGNORED = _Modifier.KeypadModifier | _Modifier.ShiftModifier
_MOVES: dict[tuple[int, bool], QTextCursor.MoveOperation] = {
    (_Key.Key_Left, False): _Move.Left,
    (_Key.Key_Right, False): _Move.Right,
    (_Key.Key_Up, False): _Move.Up,
    (_Key.Key_Down, False): _Move.Down,
    (_Key.Key_Home, False): _Move.StartOfLine,
    (_Key.Key_End, False): _Move.EndOfLine,
    (_Key.Key_Home, True): _Move.Start,
    (_Key.Key_End, True): _Move.End,
    (_Key.Key_Left, True): _Move.WordLeft,
    (_Key.Key_Right, True): _Move.WordRight,
    (_Key.Key_Up, True): _Move.PreviousBlock,
    (_Key.Key_Down, True): _Move.NextBlock,
}
_PAGES: dict[int, int] = {_Key.Key_PageUp: -1, _Key.Key_PageDown: 1}
_SCROLL_MS = 40


class Surface(Protocol):
    """What the hand works on."""

    @property
    def display(self) -> Display:
        """The text as it is shown."""
        ...

    def textCursor(self) -> QTextCursor:
        """Give a copy of the caret and what it has picked."""
        ...

    def put_caret(self, cursor: QTextCursor, *, scroll: bool) -> None:
        """Take caret and picked words, as made by hand."""
        ...

    def hit(self, point: QPointF) -> int | None:
        """Find the document's position at a point of the window."""
        ...

    def page(self, pages: int) -> int:
        """Scroll by so many pages, and find the position where the caret would be then."""
        ...

    def scroll_by(self, pixels: int) -> None:
        """Scroll down, or up."""
        ...

    def is_right_to_left(self, position: int) -> bool:
        """Say which way the block at a position runs."""
        ...

    def copy(self) -> None:
        """Put the picked words on the clipboard."""
        ...


@dataclass(slots=True)
class _Drag:
    """The stretch that was picked first, from which a drag goes on."""

    start: int
    end: int
    by: Literal["character", "word", "paragraph"] = "character"
    has_moved: bool = False


class Keys:
    """Moves the caret, and picks words with Shift."""

    def __init__(self, surface: Surface) -> None:
        self._surface = surface

    @staticmethod
    def is_ours(event: QKeyEvent) -> bool:
        """Say whether a key moves the caret, picks or copies."""
        key, control = _named(event)
        if control is None:
            return False
        shift = bool(event.modifiers() & _Modifier.ShiftModifier)
        if control and not shift and key in {_Key.Key_A, _Key.Key_C, _Key.Key_Insert}:
            return True
        return (key, control) in _MOVES or (key in _PAGES and not control)

    def press(self, event: QKeyEvent) -> None:
        """Do what a key of ours says."""
        key, control = _named(event)
        if control and key in {_Key.Key_C, _Key.Key_Insert}:
            self._surface.copy()
            return
        cursor = self._surface.textCursor()
        shift = bool(event.modifiers() & _Modifier.ShiftModifier)
        mode = QTextCursor.MoveMode.KeepAnchor if shift else QTextCursor.MoveMode.MoveAnchor
        if control and key == _Key.Key_A:
            cursor.select(QTextCursor.SelectionType.Document)
            self._surface.put_caret(cursor, scroll=False)
        elif key in _PAGES:
            cursor.setPosition(self._surface.page(_PAGES[key]), mode)
            self._surface.put_caret(cursor, scroll=True)
        else:
            self._move(cursor, _MOVES[key, bool(control)], mode)
            self._surface.put_caret(cursor, scroll=True)

    def _move(self, cursor: QTextCursor, move: _Move, mode: QTextCursor.MoveMode) -> None:
        keeps = mode == QTextCursor.MoveMode.KeepAnchor
        if move in {_Move.WordLeft, _Move.WordRight}:
            cursor.setPosition(self._word_on(cursor, move, keeps=keeps), mode)
            return
        if not keeps and cursor.hasSelection() and move in {_Move.Left, _Move.Right}:
            ahead = (move == _Move.Right) != self._surface.is_right_to_left(cursor.position())
            cursor.setPosition(cursor.selectionEnd() if ahead else cursor.selectionStart())
            return
        cursor.movePosition(move, mode)
        self._leave_blank(cursor, move, mode)

    def _word_on(self, cursor: QTextCursor, move: _Move, *, keeps: bool) -> int:
        display = self._surface.display
        place = display.from_document(cursor.position())
        ahead = (move == _Move.WordRight) != self._surface.is_right_to_left(cursor.position())
        if not ahead:
            return display.to_document(previous_start(display.text, place))
        onward = next_end if keeps else next_start
        return display.to_document(onward(display.text, place))

    def _leave_blank(self, cursor: QTextCursor, move: _Move, mode: QTextCursor.MoveMode) -> None:
        """Go on through blocks that are not shown, or back where the text ends with one."""
        display = self._surface.display
        start = cursor.position()
        while display.is_blank(cursor.blockNumber()):
            before = cursor.position()
            if not cursor.movePosition(move, mode) or cursor.position() == before:
                break
        else:
            return
        # Nothing is shown that way: stay at the end of what is.
        cursor.setPosition(start, mode)
        back = _Move.PreviousBlock if cursor.blockNumber() else _Move.NextBlock
        while display.is_blank(cursor.blockNumber()) and cursor.movePosition(back, mode):
            pass
        if back == _Move.PreviousBlock:
            cursor.movePosition(_Move.EndOfBlock, mode)


class Mouse(QObject):
    """Picks words by pressing and dragging: characters, after a double click words, then more."""

    def __init__(self, surface: Surface, parent: QObject) -> None:
        super().__init__(parent)
        self._surface = surface
        self._drag: _Drag | None = None
        self._triple = QTimer(self)
        self._triple.setSingleShot(True)
        self._triple_at = QPoint()
        self._scrolling = QTimer(self)
        self._scrolling.setInterval(_SCROLL_MS)
        self._scrolling.timeout.connect(self._on_scrolling)
        self._last = QPointF()
        self._height = 0

    def press(self, event: QMouseEvent) -> None:
        """Begin to pick: the caret, on with Shift, or after a double click the paragraph."""
        position = self._surface.hit(event.position())
        if position is None:
            return
        if self._is_triple(event):
            self._pick_paragraph(position)
            return
        cursor = self._surface.textCursor()
        keeps = bool(event.modifiers() & _Modifier.ShiftModifier)
        mode = QTextCursor.MoveMode.KeepAnchor if keeps else QTextCursor.MoveMode.MoveAnchor
        cursor.setPosition(position, mode)
        is_plain = event.modifiers() in {_Modifier.NoModifier, _Modifier.KeypadModifier}
        self._drag = _Drag(cursor.anchor(), cursor.anchor(), has_moved=not is_plain)
        self._surface.put_caret(cursor, scroll=False)

    def double_click(self, event: QMouseEvent) -> None:
        """Pick the word."""
        position = self._surface.hit(event.position())
        display = self._surface.display
        if position is None:
            return
        self._triple_at = event.position().toPoint()
        self._triple.start(QApplication.doubleClickInterval())
        start, end = word_at(display.text, display.from_document(position))
        self._begin(start, end, "word")

    def move(self, event: QMouseEvent, height: int) -> None:
        """Pick on to where the mouse is; beyond the window's edge the article scrolls."""
        if self._drag is None:
            return
        self._last, self._height = event.position(), height
        outside = not 0 <= self._last.y() < height
        if outside and not self._scrolling.isActive():
            self._scrolling.start()
        elif not outside:
            self._scrolling.stop()
        self._pick_to(self._last)

    def release(self) -> bool:
        """End, and say whether it was a plain click."""
        drag, self._drag = self._drag, None
        self._scrolling.stop()
        return drag is not None and drag.by == "character" and not drag.has_moved

    def stop(self) -> None:
        """End without more ado: the text is another one now."""
        self._drag = None
        self._scrolling.stop()
        self._triple.stop()

    def _is_triple(self, event: QMouseEvent) -> bool:
        way = (event.position().toPoint() - self._triple_at).manhattanLength()
        is_triple = self._triple.isActive() and way < QApplication.startDragDistance()
        self._triple.stop()
        return is_triple

    def _pick_paragraph(self, position: int) -> None:
        display = self._surface.display
        start, end = display.paragraph(display.from_document(position))
        self._begin(start, end, "paragraph")

    def _begin(self, start: int, end: int, by: Literal["word", "paragraph"]) -> None:
        display = self._surface.display
        drag = _Drag(display.to_document(start), display.to_document(end), by, has_moved=True)
        self._drag = drag
        self._put(drag.start, drag.end)

    def _pick_to(self, point: QPointF) -> None:
        drag, display = self._drag, self._surface.display
        position = self._surface.hit(point)
        if drag is None or position is None:
            return
        start = end = position
        if drag.by != "character":
            place = display.from_document(position)
            around = word_at(display.text, place) if drag.by == "word" else display.paragraph(place)
            start, end = map(display.to_document, around)
        elif position != drag.start:
            drag.has_moved = True
        if start < drag.start:
            self._put(drag.end, start)
        else:
            self._put(drag.start, max(end, drag.end))

    def _put(self, anchor: int, position: int) -> None:
        cursor = self._surface.textCursor()
        if (cursor.anchor(), cursor.position()) != (anchor, position):
            cursor.setPosition(anchor)
            cursor.setPosition(position, QTextCursor.MoveMode.KeepAnchor)
            self._surface.put_caret(cursor, scroll=False)

    def _on_scrolling(self) -> None:
        y = self._last.y()
        beyond = y if y < 0 else y - self._height
        self._surface.scroll_by(round(beyond / 2) + (8 if beyond > 0 else -8))
        self._pick_to(self._last)


def _named(event: QKeyEvent) -> tuple[int, bool | None]:
    """Give the key, and whether Control is held; None with modifiers that are not ours."""
    held = event.modifiers() & ~_IGNORED
    if held == _Modifier.NoModifier:
        return event.key(), False
    return event.key(), True if held == _Modifier.ControlModifier else None
