"""The widget on which analysts read an article and pick words; its marks lie beneath the text.

It shows what it is given and changes no annotation. Places are code points of the source text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import (
    QClipboard,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QMouseEvent,
    QTextCursor,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from annotator.model.article import Zone
from annotator.model.selection import snap
from annotator.ui.article.caret import leave_character
from annotator.ui.article.display import Display
from annotator.ui.article.hand.edges import Edges, Grip
from annotator.ui.article.hand.keys import Keys
from annotator.ui.article.hand.mouse import Mouse
from annotator.ui.article.hand.pointing import Clicks, Pointed
from annotator.ui.article.index import MarkIndex
from annotator.ui.article.marks import Header, Mark
from annotator.ui.article.page import HEAD
from annotator.ui.article.sheet import Sheet
from annotator.ui.article.zones import styles_of
from annotator.ui.theme import Theme


class ArticleView(Sheet):
    """The article surface."""

    picked = Signal()
    """The words picked by hand, or the caret, are others: see `selection`."""
    mark_clicked = Signal(str)
    """The id of the mark under a plain click; at the same place again, of the one around it."""
    marks_linked = Signal(object)
    """The ids of the marks under a click with Ctrl held, the inner ones first."""
    ghost_clicked = Signal(int)
    """Where what is proposed under a plain click begins."""
    drawn = Signal()
    """Words were picked by the mouse, and its button was let go: see `selection`."""
    edge_moved = Signal(str, int, int)
    """The id of a mark whose edge was moved, and its new start and end: drawn once changed."""
    looked_at = Signal(object)
    """The ids of all marks under the mouse, the inner ones first: a tuple that may be empty."""
    zoom_asked = Signal(int)
    """Ctrl and the wheel: so many steps larger, or smaller where it is negative."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.key_pressed: Callable[[QKeyEvent], bool] | None = None
        """Asked first for each key; True when it has used it."""
        self.has_grips = True
        """Whether the edges of the chosen mark can be moved."""
        self.pointer = QPoint()
        """Where the mouse was last, in the window."""
        self._under_mouse: tuple[str, ...] = ()
        self._pointed = Pointed()
        self._clicks = Clicks()
        self._edges = Edges(self._flow, self._geometry, self._scene)
        self._keys, self._mouse = Keys(self), Mouse(self, self)
        self._mouse.clicked.connect(self._on_clicked)
        self._mouse.linked.connect(lambda point: self.marks_linked.emit(self._under(point)))
        self._mouse.drawn.connect(self.drawn)
        self._mouse.edge_moved.connect(self.edge_moved)
        self._ghost: int | None = None
        """Where that begins which was proposed under the mouse as it pressed."""
        self._has_taken = False
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setAcceptDrops(False)
        self.viewport().setMouseTracking(True)
        self.setAccessibleName("Article")
        self._is_taking = False
        self.cursorPositionChanged.connect(self._on_cursor_changed)
        self.selectionChanged.connect(self._on_cursor_changed)

    def show_article(
        self, text: str, zones: Sequence[Zone], marks: Iterable[Mark], header: Header | None
    ) -> None:
        """Show another article from its beginning, with nothing picked, chosen or tied."""
        self._mouse.stop()
        self._clicks.begin()
        scene = self._scene
        self._see(())
        scene.chosen = scene.hovered = None
        scene.selection, scene.caret, scene.ties = (0, 0), 0, ()
        if text != self.display.text:
            scene.hits = scene.ghosts = ()
        self._geometry.forget()
        self._geometry.index = MarkIndex(mark for mark in marks if _fits(mark, text))
        display = Display(text)
        self._is_taking = True
        self._show_text(display, styles_of(display, zones))
        self._is_taking = False
        self.set_header(header)

    def set_zones(self, zones: Sequence[Zone]) -> None:
        """Set the text by other zones."""
        self._set_styles(styles_of(self.display, zones))

    def change_marks(self, added: Iterable[Mark], removed: Iterable[str]) -> None:
        """Add marks and remove others; an added one takes the place of the one with its id."""
        self._mouse.give_up()
        display, scene = self.display, self._scene
        index = self._geometry.index
        gone = [index.remove(mark_id) for mark_id in removed]
        new = [mark for mark in added if _fits(mark, display.text)]
        gone += [index.add(mark) for mark in new]
        for mark in (*new, *(mark for mark in gone if mark is not None)):
            self._redraw(mark)
        if index.get(scene.chosen) is None:
            scene.chosen = None
        if index.get(scene.hovered) is None:
            self._see(())

    def choose(self, mark_id: str | None, *, scroll: bool = True) -> None:
        """Draw this mark as the chosen one, and bring it into the window if it is not."""
        index = self._geometry.index
        before, mark = index.get(self._scene.chosen), index.get(mark_id)
        self._scene.chosen = mark.id if mark else None
        if mark is not None:
            self._clicks.begin(mark.id)
        if mark is not None and scroll:
            self.bring(mark.start, mark.end)
        if before is not mark:
            for changed in (before, mark):
                if changed is not None:
                    self._redraw_stretch(changed.start, changed.end)

    def set_focus_mode(self, *, on: bool) -> None:
        """Draw everything but the paragraph with the caret fainter, and keep that in the middle."""
        if on != self._scene.is_focused:
            self._scene.is_focused = on
            self.viewport().update()
            if on:
                self._centre(self.caret())

    # places

    def selection(self) -> tuple[int, int]:
        """Give the words that are picked, or twice the caret's place: whole characters."""
        start, end = self._scene.selection
        return snap(self.display.text, start, end) if start < end else (start, end)

    def caret(self) -> int:
        """Give the caret's place."""
        return self.display.from_document(self._scene.caret)

    def pick(self, start: int, end: int, *, scroll: bool = True) -> None:
        """Pick words, or place the caret where both are the same. `picked` is not sent."""
        display = self.display
        start, end = snap(display.text, start, end)
        cursor = self.textCursor()
        cursor.setPosition(display.to_document(start))
        cursor.setPosition(display.to_document(end), QTextCursor.MoveMode.KeepAnchor)
        before = self.caret()
        self._take(cursor, scroll=False)
        if scroll:
            self.bring(start, end, before)

    def wait_for_clicks(self, *, on: bool) -> None:
        """Send `drawn` for what several clicks picked only once no further click can follow."""
        self._mouse.waits = on

    # for the hand

    def put_caret(self, cursor: QTextCursor, *, scroll: bool) -> None:
        """Take caret and picked words, as made by hand."""
        leave_character(self.display, cursor, self._scene.caret)
        if scroll:
            self._pointed.stretch = None
        self._take(cursor, scroll=scroll)
        if scroll and self._scene.is_focused:
            self._centre(self.caret())
        if self.hasFocus():
            self._blink.start()
        self.picked.emit()

    def grip_at(self, point: QPointF) -> Grip | None:
        """Find the edge of the chosen mark at a point of the window, if it can be moved."""
        return self._edges.at(self._to_document(point)) if self.has_grips else None

    def draw_mark(self, mark: Mark) -> None:
        """Draw a mark of the article somewhere else than it is, until that is told of."""
        before = self._geometry.index.add(mark)
        for changed in (before, mark):
            if changed is not None:
                self._redraw(changed)

    def page(self, pages: int) -> int:
        """Scroll by so many pages, and find the position where the caret would be then."""
        rect, bar = self._painting.caret_rect(), self.verticalScrollBar()
        point = QPointF(self._flow.left, 0) if rect is None else rect.center()
        y, before = point.y() - bar.value(), bar.value()
        height = self.viewport().height()
        self.scroll_by(pages * max(1, height - 2 * HEAD))
        if bar.value() == before:
            return self.document().characterCount() - 1 if pages > 0 else 0
        found = self.hit(QPointF(point.x(), min(max(y, HEAD), height - HEAD)))
        return found if found is not None else 0

    # what happens

    def createMimeDataFromSelection(self) -> QMimeData:
        """Copy the picked words as the source has them."""
        data = QMimeData()
        start, end = self.selection()
        data.setText(self.display.text[start:end])
        return data

    def event(self, event: QEvent) -> bool:
        """Keep from shortcuts only the keys that move the caret, and Esc while an edge is moved."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            self._mouse.settle()
            event.setAccepted(self._keys.is_ours(event) or self._gives_up(event))
            return event.isAccepted()
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Offer the key to whoever asked for it, then move the caret."""
        if self._gives_up(event):
            self._mouse.give_up()
            event.accept()
        elif self.key_pressed is not None and self.key_pressed(event):
            event.accept()
        elif self._keys.is_ours(event):
            self._keys.press(event)
            event.accept()
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to pick words or to move an edge; another button leaves the edge where it was."""
        # The press itself lets go of a proposal that is picked.
        self._ghost, self._has_taken = self.ghost_under(event.position().toPoint()), False
        if event.button() == Qt.MouseButton.LeftButton:
            self._mouse.press(event)
        else:
            self._mouse.give_up()
        self._pointed.press(self._nearest(event), self._scene.selection)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Pick a word, unless the first click took what is proposed there."""
        if event.button() == Qt.MouseButton.LeftButton and not self._has_taken:
            self._mouse.double_click(event)
            self._pointed.press(self._nearest(event), self._scene.selection)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag on, or look at what is below."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._mouse.move(event, self.viewport().height())
        else:
            if self._mouse.is_held:
                self._mouse.lose()
            self._mouse.hover(event.position())
            self.pointer = event.position().toPoint()
            self._look_at(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End what the button began."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        self._pointed.let_go(self._nearest(event), self._scene.selection)
        self._mouse.release()
        under = self._under(event.position())
        self._set_hovered(under[0] if under else None)  # without more ado: something else was done
        self._show_grip(event.position())
        clipboard = QGuiApplication.clipboard()
        if clipboard.supportsSelection() and self.textCursor().hasSelection():
            clipboard.setMimeData(self.createMimeDataFromSelection(), QClipboard.Mode.Selection)

    def viewportEvent(self, event: QEvent) -> bool:
        """Look at no mark when the mouse has gone, and open no menu while its button is down."""
        if event.type() == QEvent.Type.ContextMenu and self._mouse.is_held:
            return True
        if event.type() == QEvent.Type.Leave:
            self._mouse.settle()
            self._see(())
        return super().viewportEvent(event)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Scroll. What is under the mouse then, nobody has pointed at."""
        super().scrollContentsBy(dx, dy)
        self._pointed.stretch = None
        self._see(())

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll, or ask for another zoom."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if event.angleDelta().y():
                self.zoom_asked.emit(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the caret."""
        super().focusInEvent(event)
        self._blink.start()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide the caret."""
        super().focusOutEvent(event)
        self._mouse.settle()
        self._blink.stop()

    # inside

    def _lines_moved(self) -> None:
        super()._lines_moved()
        self._see(())

    def _take(self, cursor: QTextCursor, *, scroll: bool) -> None:
        bar, pointed = self.verticalScrollBar(), self._pointed.stretch
        value = bar.value()
        self._is_taking = True
        self.setTextCursor(cursor)
        self._is_taking = False
        if not scroll:
            bar.setValue(value)
            self._pointed.stretch = pointed
        self._note(cursor)

    def _note(self, cursor: QTextCursor) -> bool:
        """Draw caret and picked words like this, and say whether they were others."""
        scene, display = self._scene, self.display
        before = scene.selection, scene.caret
        start, end = cursor.selectionStart(), cursor.selectionEnd()
        scene.selection = display.from_document(start), display.from_document(end)
        scene.caret = cursor.position()
        if before == (scene.selection, scene.caret):
            return False
        for stretch in (before[0], scene.selection):
            self._redraw_stretch(*self._paragraphs_of(*stretch))
        return True

    def _on_cursor_changed(self) -> None:
        """Follow what came neither by our keys nor by the mouse, as from a screen reader."""
        if not self._is_taking and self._flow.is_ready and self._note(self.textCursor()):
            self.picked.emit()

    def _nearest(self, event: QMouseEvent) -> int:
        return self.display.from_document(self.hit(event.position()) or 0)

    def _on_clicked(self, point: QPointF) -> None:
        if self._ghost is not None:
            self._has_taken = True
            self.ghost_clicked.emit(self._ghost)
            return
        mark_id = self._clicks.next(self._under(point))
        if mark_id is not None:
            self.mark_clicked.emit(mark_id)

    def _gives_up(self, event: QKeyEvent) -> bool:
        return event.key() == Qt.Key.Key_Escape and self._mouse.is_moving_edge

    def _look_at(self, point: QPointF) -> None:
        """Tell of the marks below, and show whether an edge can be moved."""
        self._see(self._under(point))
        self._show_grip(point)

    def _show_grip(self, point: QPointF) -> None:
        is_edge, shape = self.grip_at(point) is not None, Qt.CursorShape
        wanted = shape.SizeHorCursor if is_edge else shape.IBeamCursor
        if self.viewport().cursor().shape() != wanted:
            self.viewport().setCursor(wanted)

    def _see(self, under: tuple[str, ...]) -> None:
        """Take note of the marks under the mouse."""
        self._set_hovered(under[0] if under else None)
        if under != self._under_mouse:
            self._under_mouse = under
            self.looked_at.emit(under)

    def bring(self, start: int, end: int, caret: int | None = None) -> None:
        """Scroll to a stretch if need be; in focus mode to its paragraph, if it is another one.

        What the mouse points at stays where it is.
        """
        if self._pointed.touches(start, end):
            return
        before = self.caret() if caret is None else caret
        if self._scene.is_focused and self.paragraph_of(start) != self.paragraph_of(before):
            self._centre(start)
        else:
            self._show_stretch(start, end)


def _fits(mark: Mark, text: str) -> bool:
    return 0 <= mark.start < mark.end <= len(text)
