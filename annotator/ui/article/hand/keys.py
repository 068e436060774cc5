"""Moves the caret by keys, and picks words with Shift."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QTextCursor

from annotator.model.passages import next_sentence, previous_sentence, sentence_end
from annotator.ui.article.hand.surface import Surface
from annotator.ui.article.hand.words import next_end, next_start, previous_start

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
_SENTENCES: dict[tuple[int, bool], Callable[[str, int], int]] = {
    (_Key.Key_PageUp, False): previous_sentence,
    (_Key.Key_PageUp, True): previous_sentence,
    (_Key.Key_PageDown, False): next_sentence,
    (_Key.Key_PageDown, True): sentence_end,
}
"""With Control: where the caret goes, and where to with Shift."""


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
        return (key, control) in _MOVES or key in _PAGES

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
        elif control and key in _PAGES:
            cursor.setPosition(self._sentence_on(cursor, _SENTENCES[key, shift]), mode)
            self._surface.put_caret(cursor, scroll=True)
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

    def _sentence_on(self, cursor: QTextCursor, onward: Callable[[str, int], int]) -> int:
        display = self._surface.display
        return display.to_document(onward(display.text, display.from_document(cursor.position())))

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


def _named(event: QKeyEvent) -> tuple[int, bool | None]:
    """Give the key, and whether Control is held; None with modifiers that are not ours."""
    held = event.modifiers() & ~_IGNORED
    if held == _Modifier.NoModifier:
        return event.key(), False
    return event.key(), True if held == _Modifier.ControlModifier else None
