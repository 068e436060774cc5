"""What the mouse does in the article: clicks, words picked by dragging, and edges of the mark."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from annotator.ui.article.hand.dragging import Moving, Picking, Unit
from annotator.ui.article.hand.surface import Surface

_SCROLL_MS = 40
_JITTER = 4
"""Pixels that a hand may tremble in a click."""
_UNITS: dict[int, Unit] = {2: "word", 3: "sentence", 4: "paragraph"}
"""What so many clicks pick."""
_Modifier = Qt.KeyboardModifier


class Mouse(QObject):
    """Counts clicks, and leads what is dragged to where the mouse is.

    Two clicks pick the word, three the sentence, four the paragraph, and dragging goes on by them.
    Where `waits` is set, what two or three clicks picked is told only once no further click can
    follow: with time, when the mouse moves on, or when anything else is done.
    """

    clicked = Signal(QPointF)
    """A plain click, that picked nothing."""
    linked = Signal(QPointF)
    """A click with Ctrl held."""
    drawn = Signal()
    """Words were picked, and the button was let go."""
    edge_moved = Signal(str, int, int)
    """The id of the mark whose edge was moved, and its new start and end: code points."""

    def __init__(self, surface: Surface, parent: QObject) -> None:
        super().__init__(parent)
        self._surface = surface
        self._drag: Picking | Moving | None = None
        self._pressed = QPointF()
        self._is_held = self._is_plain = self._has_moved = self._is_linking = False
        self._clicks = 0
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.timeout.connect(self.settle)
        self.waits = self._is_waiting = False
        self._scrolling = QTimer(self)
        self._scrolling.setInterval(_SCROLL_MS)
        self._scrolling.timeout.connect(self._on_scrolling)
        self._last, self._by_characters = QPointF(), False
        self._height = 0

    @property
    def is_held(self) -> bool:
        """Say whether the button is down."""
        return self._is_held

    @property
    def is_moving_edge(self) -> bool:
        """Say whether the edge of a mark is in the hand."""
        return isinstance(self._drag, Moving)

    def press(self, event: QMouseEvent) -> None:
        """Begin to pick words, or at an edge of the chosen mark to move it."""
        more = self._clicks in {2, 3} and self._is_again(event.position())
        self._go_on(more=more)
        self._begin(event, self._clicks + 1 if more else 1)
        position = self._surface.hit(self._pressed)
        if position is None:
            return
        grip = self._surface.grip_at(self._pressed)
        if more:
            self._pick_unit()
        elif event.modifiers() & _Modifier.ShiftModifier:
            self._drag = Picking.onward(self._surface)
            self._has_moved = True
            self._drag.to(self._pressed, by_characters=self._by_characters)
        elif grip is not None:
            self._drag = Moving(self._surface, grip, self._pressed)
        else:
            self._put_caret(position)

    def double_click(self, event: QMouseEvent) -> None:
        """Pick the word; the fourth click comes as a double click too."""
        more = self._clicks > 2 and self._is_again(event.position())
        self._go_on(more=more)
        self._begin(event, 4 if more else 2)
        if self._surface.hit(self._pressed) is not None:
            self._pick_unit()

    def move(self, event: QMouseEvent, height: int) -> None:
        """Drag to where the mouse is; beyond the window's edge the article scrolls."""
        if self._drag is None:
            return
        self._last, self._height = event.position(), height
        self._by_characters = bool(event.modifiers() & _Modifier.ControlModifier)
        self._has_moved |= (self._last - self._pressed).manhattanLength() >= _JITTER
        if not self._has_moved:
            return
        outside = not 0 <= self._last.y() < height
        if outside and not self._scrolling.isActive():
            self._scrolling.start()
        elif not outside:
            self._scrolling.stop()
        self._drag.to(self._last, by_characters=self._by_characters)

    def release(self) -> None:
        """End, and tell what came of it."""
        drag, self._drag = self._drag, None
        self._is_held = False
        self._scrolling.stop()
        is_click = self._clicks == 1 and not self._has_moved
        if isinstance(drag, Picking) and not is_click:
            if drag.has_words:
                self._end_picking()
        elif isinstance(drag, Moving) and not is_click:
            moved = drag.put_back()
            if moved is not None:
                self.edge_moved.emit(*moved)
        elif drag is not None:
            self._end_click(drag)

    def settle(self) -> None:
        """Tell of the words that several clicks picked: no further click follows."""
        if self._is_waiting:
            self._is_waiting = False
            self.drawn.emit()

    def hover(self, point: QPointF) -> None:
        """Take note of where the mouse is with no button down."""
        if self._is_waiting and not self._is_again(point):
            self.settle()

    def give_up(self) -> bool:
        """Leave an edge where it was, and say whether one was in the hand."""
        drag = self._drag
        if not isinstance(drag, Moving):
            return False
        self._drag = None
        self._scrolling.stop()
        drag.put_back()
        return True

    def lose(self) -> None:
        """End where the button was let go of unseen, as in another window."""
        self.give_up()
        self._drag, self._is_held = None, False
        self._scrolling.stop()

    def stop(self) -> None:
        """End without more ado: the text is another one now."""
        self.give_up()
        self._drag, self._clicks = None, 0
        self._is_waiting = False
        self._scrolling.stop()
        self._again.stop()

    def _go_on(self, *, more: bool) -> None:
        """Forget what was picked where a further click picks more, else tell of it."""
        if more:
            self._is_waiting = False
        else:
            self.settle()

    def _end_picking(self) -> None:
        may_grow = self._clicks in {2, 3} and not self._has_moved and self._again.isActive()
        if self.waits and may_grow:
            self._is_waiting = True
        else:
            self.drawn.emit()

    def _begin(self, event: QMouseEvent, clicks: int) -> None:
        held = event.modifiers()
        self._pressed, self._clicks = event.position(), clicks
        self._is_held, self._has_moved = True, False
        self._is_plain = held in {_Modifier.NoModifier, _Modifier.KeypadModifier}
        self._is_linking = held & ~_Modifier.KeypadModifier == _Modifier.ControlModifier
        self._by_characters = bool(held & _Modifier.ControlModifier)
        self._drag = None
        if clicks > 1:
            self._again.start(QApplication.doubleClickInterval())
        else:
            self._again.stop()

    def _is_again(self, point: QPointF) -> bool:
        """Say whether a click follows the last one, at the same place."""
        way = (point - self._pressed).manhattanLength()
        return self._again.isActive() and way < QApplication.startDragDistance()

    def _pick_unit(self) -> None:
        unit = _UNITS[self._clicks]
        self._drag = Picking.unit_at(self._surface, self._pressed, unit)

    def _put_caret(self, position: int) -> None:
        cursor = self._surface.textCursor()
        cursor.setPosition(position)
        place = self._surface.display.from_document(position)
        self._drag = Picking.pressed_at(self._surface, self._pressed, place)
        self._surface.put_caret(cursor, scroll=False)

    def _end_click(self, drag: Picking | Moving) -> None:
        position = self._surface.hit(self._pressed)
        if isinstance(drag, Moving) and position is not None:
            self._put_caret(position)  # the edge was only clicked
            self._drag = None
        if self._is_plain:
            self.clicked.emit(self._pressed)
        elif self._is_linking:
            self.linked.emit(self._pressed)

    def _on_scrolling(self) -> None:
        y = self._last.y()
        beyond = y if y < 0 else y - self._height
        self._surface.scroll_by(round(beyond / 2) + (8 if beyond > 0 else -8))
        if self._drag is not None:
            self._drag.to(self._last, by_characters=self._by_characters)
