"""A drawing on the screen: the mouse points at its spots, the arrows go from one to the next."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from annotator.ui.agreement.drawing import Canvas, Drawing, Spot, turned
from annotator.ui.parts.drawing import draw_ring
from annotator.ui.parts.words import tooltip
from annotator.ui.theme import Radius, Theme

_STEPS = {
    Qt.Key.Key_Left: (0, -1), Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0), Qt.Key.Key_Down: (1, 0),
}  # fmt: skip
_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space})


class Chart(QWidget):
    """Shows one drawing. Return, Space or a click chooses the spot."""

    chosen = Signal(str)
    """The key of a spot that the user wants to look into."""
    reached = Signal(QRect)
    """The keyboard came to a spot, which lies here."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._theme, self._name = theme, name
        self._drawing: Drawing | None = None
        self._at = 0
        self._held: str | None = None
        self.setMouseTracking(True)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    @property
    def drawing(self) -> Drawing | None:
        """Give what is shown."""
        return self._drawing

    def show_drawing(self, drawing: Drawing) -> None:
        """Show another drawing; the keyboard stays where it is, as far as that is there."""
        self._drawing = drawing
        spots = self.spots()
        self._at = min(self._at, max(0, len(spots) - 1))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if spots else Qt.FocusPolicy.NoFocus)
        self.setFixedHeight(max(1, round(drawing.height)))
        self.setMinimumWidth(round(drawing.least))
        self._describe()
        self.update()

    def hold(self, key: str | None) -> None:
        """Show which spot the list beside tells of; None is none."""
        self._held = key
        self.update()

    def sizeHint(self) -> QSize:
        """Take the height that the drawing has."""
        drawing = self._drawing
        return QSize(round(drawing.least) if drawing else 0, self.height())

    def spots(self) -> list[Spot]:
        """Give what can be pointed at, as it lies in the window."""
        return list(self._drawing.spots(self.width())) if self._drawing is not None else []

    def place(self, spot: Spot) -> QRectF:
        """Give where a spot lies."""
        return turned(spot.rect, self.width()) if self._is_mirrored() else spot.rect

    def _is_mirrored(self) -> bool:
        return self.layoutDirection() == Qt.LayoutDirection.RightToLeft

    @property
    def at(self) -> Spot | None:
        """Give the spot with the keyboard."""
        spots = self.spots()
        return spots[self._at] if spots else None

    # --- the keyboard -----------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from spot to spot, or choose one."""
        spots, key = self.spots(), Qt.Key(event.key())
        if spots and key in _ENTER:
            self._choose(self._at)
        elif (
            spots and key in _STEPS and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        ):
            down, across = _STEPS[key]
            if not self._go(spots, down, -across if self._is_mirrored() else across):
                event.ignore()
        elif spots and key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._come_to(0 if key == Qt.Key.Key_Home else len(spots) - 1)
        else:
            super().keyPressEvent(event)

    def _go(self, spots: list[Spot], down: int, across: int) -> bool:
        """Go to the next spot in a direction: of the next row the nearest. False at the edge."""
        here = spots[self._at]
        if across:
            ahead = [
                s for s in spots if s.row == here.row and (s.column - here.column) * across > 0
            ]
        else:
            ahead = [s for s in spots if (s.row - here.row) * down > 0]
        if not ahead:
            return False
        near = min(ahead, key=lambda s: (abs(s.row - here.row), abs(s.column - here.column)))
        self._come_to(spots.index(near))
        return True

    def _come_to(self, number: int) -> None:
        self._at = number
        self._describe()
        spot = self.at
        if spot is not None:
            self.reached.emit(self.place(spot).toAlignedRect())
            if QAccessible.isActive():
                QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, spot.says))
        self.update()

    def _describe(self) -> None:
        spot = self.at
        self.setAccessibleDescription(spot.says if spot is not None else "")

    def _choose(self, number: int) -> None:
        self._come_to(number)
        self.chosen.emit(self.spots()[number].key)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keyboard is."""
        super().focusInEvent(event)
        spot = self.at
        if spot is not None and event.reason() != Qt.FocusReason.MouseFocusReason:
            self.reached.emit(self.place(spot).toAlignedRect())
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show it no longer."""
        super().focusOutEvent(event)
        self.update()

    # --- the mouse --------------------------------------------------------------------------------

    def _under(self, place: QPointF) -> int | None:
        return next(
            (n for n, spot in enumerate(self.spots()) if self.place(spot).contains(place)), None
        )

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show what can be clicked."""
        found = self._under(event.position()) is not None
        self.setCursor(Qt.CursorShape.PointingHandCursor if found else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose what was clicked."""
        found = self._under(event.position())
        if found is not None and event.button() == Qt.MouseButton.LeftButton:
            self._choose(found)

    def event(self, event: QEvent) -> bool:
        """Tell what lies under the mouse."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            found = self._under(QPointF(event.pos()))
            if found is not None:
                spot = self.spots()[found]
                place = self.place(spot).toAlignedRect()
                QToolTip.showText(event.globalPos(), tooltip(spot.says), self, place)
            else:
                QToolTip.hideText()
            return True
        return super().event(event)

    # --- painting ---------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the drawing, what is looked into, and the ring of the keyboard."""
        if self._drawing is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = self._theme.colours
        self._drawing.paint(
            Canvas(painter, self.width(), colours, self._theme.mode, self._is_mirrored(),
                   QRectF(event.rect()))
        )  # fmt: skip
        for spot in self.spots():
            if spot.key == self._held:
                painter.setPen(QPen(QColor(colours.ink), 1))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                room = self.place(spot).adjusted(0.5, 0.5, -0.5, -0.5)
                painter.drawRoundedRect(room, Radius.CONTROL, Radius.CONTROL)
        at = self.at
        if self.hasFocus() and at is not None:
            draw_ring(painter, self.place(at), colours, Radius.CONTROL)
