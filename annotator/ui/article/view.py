"""The widget on which analysts read an article and pick words; its marks lie beneath the text.

It shows what it is given and changes no annotation. Places are code points of the source text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QClipboard,
    QColor,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPalette,
    QRegion,
    QTextCursor,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from annotator.model.article import Zone
from annotator.model.selection import snap
from annotator.ui.article import words
from annotator.ui.article.caret import Blink, leave_character
from annotator.ui.article.direction import is_right_to_left
from annotator.ui.article.display import Display
from annotator.ui.article.geometry import Geometry
from annotator.ui.article.index import MarkIndex
from annotator.ui.article.input import Keys, Mouse
from annotator.ui.article.marks import Density, Header, Mark, Scene, Tie, TieKind, inner_first
from annotator.ui.article.page import HEAD, Page
from annotator.ui.article.painting import REACH, Painting
from annotator.ui.article.zones import styles_of
from annotator.ui.looks import LabelLook
from annotator.ui.theme import Theme


class ArticleView(Page):
    """The article surface."""

    picked = Signal()
    """The words picked by hand, or the caret, are others: see `selection`."""
    mark_clicked = Signal(str)
    """The id of the mark under a plain click; at the same place again, of the one around it."""
    hovered = Signal(object)
    """The id of the mark under the mouse, or None."""
    zoom_asked = Signal(int)
    """Ctrl and the wheel: so many steps larger, or smaller where it is negative."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key_pressed: Callable[[QKeyEvent], bool] | None = None
        """Asked first for each key; True when it has used it."""
        self._theme = theme
        self._scene = Scene()
        self._geometry = Geometry(self._flow, self._scene)
        self._painting = Painting(theme, self._flow, self._geometry, self._scene)
        self._clicked: tuple[str, ...] = ()
        """The marks under the last click, and below the one that was told of."""
        self._told = ""
        self._keys, self._mouse = Keys(self), Mouse(self, self)
        self._blink = Blink(self, self._on_blink)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setAcceptDrops(False)
        self.viewport().setMouseTracking(True)
        self.setAccessibleName("Article")
        self._touched = QRegion()
        """What is to be drawn anew, where marks or the caret changed."""
        self._is_taking = False
        self.cursorPositionChanged.connect(self._on_cursor_changed)
        self.selectionChanged.connect(self._on_cursor_changed)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    # what is shown

    def set_looks(self, looks: Mapping[str, LabelLook]) -> None:
        """Draw labels like this, by their ids; marks of other labels are not drawn."""
        self._scene.looks = looks
        self._geometry.forget()
        self._painting.forget()
        self.viewport().update()

    def show_article(
        self, text: str, zones: Sequence[Zone], marks: Iterable[Mark], header: Header | None
    ) -> None:
        """Show another article from its beginning, with nothing picked, chosen or tied."""
        self._mouse.stop()
        self._clicked = ()
        scene = self._scene
        scene.chosen = scene.hovered = None
        scene.selection, scene.caret, scene.ties = (0, 0), 0, ()
        self._geometry.forget()
        self._geometry.index = MarkIndex(mark for mark in marks if _fits(mark, text))
        display = Display(text)
        self._is_taking = True
        self._show_text(display, styles_of(display, zones))
        self._is_taking = False
        self.set_header(header)

    def set_header(self, header: Header | None) -> None:
        """Write the quiet line under the headline, for which there is always room."""
        if header != self._scene.header:
            self._scene.header = header
            self.setAccessibleDescription(header.meta if header else "")
            self.viewport().update(self._to_window(self._painting.header_rect()))

    def set_zones(self, zones: Sequence[Zone]) -> None:
        """Set the text by other zones."""
        self._set_styles(styles_of(self.display, zones))

    def change_marks(self, added: Iterable[Mark], removed: Iterable[str]) -> None:
        """Add marks and remove others; an added one takes the place of the one with its id."""
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
            self._set_hovered(None)

    def choose(self, mark_id: str | None, *, scroll: bool = True) -> None:
        """Draw this mark as the chosen one, and bring it into the window if it is not."""
        index = self._geometry.index
        before, mark = index.get(self._scene.chosen), index.get(mark_id)
        self._scene.chosen = mark.id if mark else None
        if mark is not None and mark.id not in self._clicked:
            self._clicked = ()
        if mark is not None and scroll:
            self._show_stretch(mark.start, mark.end)
        if before is not mark:
            for changed in (before, mark):
                if changed is not None:
                    self._redraw_stretch(changed.start, changed.end)

    def set_ties(self, ties: Iterable[tuple[int, int, str, TieKind]]) -> None:
        """Ring the words that say who says the chosen claim, and underline its cue."""
        drawn = tuple(Tie(*tie) for tie in ties)
        if drawn != self._scene.ties:
            for tie in (*self._scene.ties, *drawn):
                self._redraw_stretch(tie.start, tie.end)
            self._scene.ties = drawn

    def set_tags(self, density: Density) -> None:
        """Say where letters or names stand over marks."""
        self._scene.density = density
        self.viewport().update()

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
        self._take(cursor, scroll=False)
        if scroll:
            self._show_stretch(start, end)

    def word_at(self, place: int) -> tuple[int, int]:
        """Give the word that holds a place or ends there, by our own rule of words."""
        return words.word_at(self.display.text, place)

    def place_under(self, point: QPoint) -> int | None:
        """Give the character under a point of the window, None beside the words; code points."""
        return self._flow.character_at(self._to_document(QPointF(point)))

    def marks_at(self, place: int) -> list[str]:
        """Give the ids of the marks that hold a place, or else end there, the inner ones first."""
        index, looks = self._geometry.index, self._scene.looks
        found = index.overlapping(place, place + 1)
        if not found and place:
            found = index.overlapping(place - 1, place)
        return [mark.id for mark in sorted(found, key=lambda mark: inner_first(mark, looks))]

    def paragraph_of(self, place: int) -> int:
        """Give the number of a place's paragraph, as it stands in the margin."""
        display = self.display
        return max(0, display.numbers[display.block_at(place)])

    def rect_of(self, start: int, end: int) -> QRect:
        """Give the rectangle in the window around some words; empty where there are none.

        Of words in several paragraphs it holds those in the window, else the first paragraph's.
        """
        display, whole = self.display, QRectF()
        for n in self._near(display.block_at(start), display.block_at(max(start, end - 1))):
            for piece in self._geometry.pieces(n, start, end):
                whole = whole.united(self._geometry.rect(n, piece))
        return self._to_window(whole) if not whole.isEmpty() else QRect()

    # for the hand

    def put_caret(self, cursor: QTextCursor, *, scroll: bool) -> None:
        """Take caret and picked words, as made by hand."""
        leave_character(self.display, cursor, self._scene.caret)
        self._take(cursor, scroll=scroll)
        if self.hasFocus():
            self._blink.start()
        self.picked.emit()

    def hit(self, point: QPointF) -> int | None:
        """Find the document's position nearest to a point of the window."""
        found = self._flow.hitTest(self._to_document(point), Qt.HitTestAccuracy.FuzzyHit)
        return found if found >= 0 else None

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

    def is_right_to_left(self, position: int) -> bool:
        """Say which way the block at a position of the document runs."""
        display = self.display
        return is_right_to_left(display, display.block_at(display.from_document(position)))

    # what happens

    def createMimeDataFromSelection(self) -> QMimeData:
        """Copy the picked words as the source has them."""
        data = QMimeData()
        start, end = self.selection()
        data.setText(self.display.text[start:end])
        return data

    def event(self, event: QEvent) -> bool:
        """Keep from shortcuts only the keys that move the caret."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            event.setAccepted(self._keys.is_ours(event))
            return event.isAccepted()
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Offer the key to whoever asked for it, then move the caret."""
        if self.key_pressed is not None and self.key_pressed(event):
            event.accept()
        elif self._keys.is_ours(event):
            self._keys.press(event)
            event.accept()
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to pick words."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._mouse.press(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Pick a word."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._mouse.double_click(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Pick on, or look at the mark below."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._mouse.move(event, self.viewport().height())
        else:
            under = self._under(event.position())
            self._set_hovered(under[0] if under else None)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End picking; a plain click is for the mark below."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        if self._mouse.release():
            self._click(self._under(event.position()))
        clipboard = QGuiApplication.clipboard()
        if clipboard.supportsSelection() and self.textCursor().hasSelection():
            clipboard.setMimeData(self.createMimeDataFromSelection(), QClipboard.Mode.Selection)

    def viewportEvent(self, event: QEvent) -> bool:
        """Look at no mark when the mouse has gone."""
        if event.type() == QEvent.Type.Leave:
            self._set_hovered(None)
        return super().viewportEvent(event)

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
        self._blink.stop()

    # inside

    def _draw(self, painter: QPainter, clip: QRectF) -> None:
        self._painting.draw(painter, clip)

    def _lines_moved(self) -> None:
        self._geometry.forget()

    def _take(self, cursor: QTextCursor, *, scroll: bool) -> None:
        bar = self.verticalScrollBar()
        value = bar.value()
        self._is_taking = True
        self.setTextCursor(cursor)
        self._is_taking = False
        if not scroll:
            bar.setValue(value)
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

    def _paragraphs_of(self, start: int, end: int) -> tuple[int, int]:
        """Widen a stretch to whole paragraphs: where the caret is, letters stand over marks."""
        text = self.display.text
        after = text.find("\n", end)
        return text.rfind("\n", 0, start) + 1, len(text) if after < 0 else after

    def _on_cursor_changed(self) -> None:
        """Follow what came neither by our keys nor by the mouse, as from a screen reader."""
        if not self._is_taking and self._flow.is_ready and self._note(self.textCursor()):
            self.picked.emit()

    def _under(self, point: QPointF) -> tuple[str, ...]:
        place = self._flow.character_at(self._to_document(point))
        return tuple(self.marks_at(place)) if place is not None else ()

    def _click(self, under: tuple[str, ...]) -> None:
        at = 0
        if under == self._clicked and self._told in under:
            at = under.index(self._told) + 1
        self._clicked = under
        if under:
            self._told = under[at % len(under)]
            self.mark_clicked.emit(self._told)

    def _set_hovered(self, mark_id: str | None) -> None:
        if mark_id != self._scene.hovered:
            index = self._geometry.index
            for mark in (index.get(self._scene.hovered), index.get(mark_id)):
                if mark is not None:
                    self._redraw_stretch(mark.start, mark.end)
            self._scene.hovered = mark_id
            self.hovered.emit(mark_id)

    def _redraw(self, mark: Mark) -> None:
        """Draw the blocks anew that a mark lies in."""
        first, last = self.display.block_at(mark.start), self.display.block_at(mark.end - 1)
        self._geometry.forget_between(first, last)
        self._redraw_stretch(mark.start, mark.end)

    def _redraw_stretch(self, start: int, end: int) -> None:
        display, flow = self.display, self._flow
        first, last = display.block_at(start), display.block_at(max(start, end - 1))
        reach = REACH * self._zoom
        top = flow.block_top(first) - reach
        bottom = flow.block_top(last) + flow.heights[last] + reach
        wide = self._to_window(QRectF(0, top, self.viewport().width(), bottom - top))
        self._touched += wide
        self.viewport().update(wide)

    def draw_now(self) -> None:
        """Draw at once what was touched, before the window comes to all else."""
        touched, self._touched = self._touched, QRegion()
        seen = touched & self.viewport().rect()
        if not seen.isEmpty():
            self.viewport().repaint(seen)

    def _on_blink(self, is_on: bool) -> None:  # noqa: FBT001
        self._scene.caret_is_on = is_on
        rect = self._painting.caret_rect()
        if rect is not None:
            self.viewport().update(self._to_window(rect.adjusted(-2, -2, 2, 2)))

    def _on_theme_changed(self) -> None:
        colours, palette = self._theme.colours, self.palette()
        for role, colour in (
            (QPalette.ColorRole.Base, colours.paper),
            (QPalette.ColorRole.Text, colours.ink),
            (QPalette.ColorRole.Highlight, colours.selection),
            (QPalette.ColorRole.HighlightedText, colours.ink),
        ):
            palette.setColor(role, QColor(colour))
        self.setPalette(palette)
        self.viewport().setPalette(palette)
        self._painting.forget()
        self.viewport().update()


def _fits(mark: Mark, text: str) -> bool:
    return 0 <= mark.start < mark.end <= len(text)
