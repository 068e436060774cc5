"""The button of one label: its key, its name, how often it is used here, and the line it draws."""

from __future__ import annotations

from textwrap import shorten

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QPushButton, QSizePolicy

from annotator.model.sentences import say
from annotator.ui.icons import icon
from annotator.ui.looks import LabelLook, draw_label_line
from annotator.ui.parts.drawing import draw_hidden, draw_ring, draw_words
from annotator.ui.parts.words import tooltip_lines
from annotator.ui.theme import Radius, Size, Theme, type_font

_CAP = 16.0
_NARROWEST = 64
_INSET = 8.0
_GAP = 4.0
_ARMED = "Armed, until Esc or a click here."
_EYE = 14.0
_LONG_HELP, _LONGEST_HELP = 60, 100
"""Characters; the guide has all that the scheme says."""
_DIMMED = "Its marks are drawn as faint lines."


class LabelTile(QPushButton):
    """Labels the selection. Without a target it stays readable and says what to select.

    Where nothing can be labelled at all it is faint, and says why.
    """

    chosen = Signal(str)
    """Pressed while it has a target: the label's id."""
    refused = Signal(str)
    """Pressed without one: the reason, a whole sentence."""
    pinned = Signal(str)
    """Pressed with Shift, or while it is armed: the label's id, to be armed or let go of."""

    def __init__(self, theme: Theme, look: LabelLook, keys: str = "", help_text: str = "") -> None:
        """Take the label, the keys that do the same, and what the scheme says about it."""
        super().__init__()
        self._theme, self._look, self._keys, self._help = theme, look, keys, help_text
        self._count = 0
        self._reason = ""
        self._is_armed = False
        self._is_dimmed = False
        self._is_blocked = False
        self.setProperty("role", "tile")
        self.setAutoDefault(True)  # Return presses it, not only Space
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setFixedHeight(Size.TILE)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._on_clicked)
        theme.changed.connect(self.update)
        self._name_it()

    @property
    def look(self) -> LabelLook:
        """The label, as it is shown now."""
        return self._look.in_mode(self._theme.mode)

    def set_look(self, look: LabelLook, keys: str = "", help_text: str = "") -> None:
        """Stand for another label, or the same one changed."""
        self._look, self._keys, self._help = look, keys, help_text
        self._name_it()

    def set_count(self, count: int) -> None:
        """Tell how often the label is used in the article."""
        self._count = count
        self._name_it()

    def set_reason(self, reason: str, *, is_blocked: bool = False) -> None:
        """Say why there is nothing to label, in a sentence; empty as soon as there is.

        With `is_blocked` no selection would help.
        """
        if (reason, is_blocked) != (self._reason, self._is_blocked):
            self._reason, self._is_blocked = reason, is_blocked
            self._name_it()

    def set_armed(self, *, on: bool) -> None:
        """Show whether every selection gets the label."""
        if on != self._is_armed:
            self._is_armed = on
            self._name_it()

    def set_dimmed(self, *, on: bool) -> None:
        """Tell that the marks of the label are drawn as faint lines."""
        if on != self._is_dimmed:
            self._is_dimmed = on
            self._name_it()

    def sizeHint(self) -> QSize:
        """Take the room of the name."""
        wide = QFontMetricsF(type_font("base")).horizontalAdvance(self._look.name)
        return QSize(max(_NARROWEST, round(wide + 2 * _INSET) + 2), Size.TILE)

    def minimumSizeHint(self) -> QSize:
        """Let a long name be shortened."""
        return QSize(_NARROWEST, Size.TILE)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Draw the tile in its state."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours, look = self._theme.colours, self.look
        tile = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(QColor(colours.hairline), 1))
        painter.setBrush(QColor(self._ground()))
        painter.drawRoundedRect(tile, Radius.CONTROL, Radius.CONTROL)
        inner = tile.adjusted(_INSET, 6, -_INSET, -6)
        self._draw_head(painter, inner, look)
        quiet = self._is_dimmed or self._is_blocked
        painter.setPen(QColor(colours.ink_3 if quiet else colours.ink))
        name = QRectF(inner.left(), inner.top() + 18, inner.width(), 18)
        draw_words(painter, name, look.name, type_font("base"), self.layoutDirection())
        if not self._is_blocked:
            y = inner.bottom() - 0.5
            draw_label_line(painter, inner.left() + 1, inner.right() - 1, y, look)
        if self.hasFocus():
            draw_ring(painter, QRectF(self.rect()), colours, Radius.CONTROL)

    def _draw_head(self, painter: QPainter, inner: QRectF, look: LabelLook) -> None:
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        cap = QRectF(inner.right() - _CAP if mirrored else inner.left(), inner.top(), _CAP, _CAP)
        cap_ink = self._theme.colours.ink_3 if self._is_blocked else look.line
        if self._reason:
            painter.setPen(QPen(QColor(cap_ink), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(cap.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(look.line))
            painter.drawRoundedRect(cap, 4, 4)
        painter.setFont(type_font("micro", bold=True))
        painter.setPen(QColor(cap_ink if self._reason else look.on_line))
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, look.letter)
        if self._is_armed:
            beside = cap.left() - _CAP - _GAP if mirrored else cap.right() + _GAP
            pin = QRectF(beside, inner.top(), _CAP, _CAP)
            icon("arm", self._theme.colours.ink).paint(painter, pin.toRect())
        painter.setFont(type_font("micro"))
        painter.setPen(QColor(self._theme.colours.ink_3))
        far = Qt.AlignmentFlag.AlignLeft if mirrored else Qt.AlignmentFlag.AlignRight
        head = QRectF(inner.left(), inner.top(), inner.width(), _CAP)
        flags = far | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
        words = f"{self._count:,}"
        painter.drawText(head, flags, words)
        if self._is_dimmed:
            wide = QFontMetricsF(painter.font()).horizontalAdvance(words) + _EYE + 4
            left = inner.left() + wide - _EYE if mirrored else inner.right() - wide
            eye = QRectF(left, inner.top() + 1, _EYE, _EYE)
            draw_hidden(painter, eye, self._theme.colours.ink_3)

    def _ground(self) -> str:
        colours = self._theme.colours
        if self._is_blocked:
            return colours.chrome
        if self.isDown() or self._is_armed:
            return colours.selected
        return colours.hover if self.underMouse() else colours.paper

    def _name_it(self) -> None:
        key = f", key {self._keys}" if self._keys else ""
        used = {0: "not used yet", 1: "used once"}.get(self._count, f"used {self._count:,} times")
        states = [", armed"] * self._is_armed + [", dimmed"] * self._is_dimmed
        self.setAccessibleName(f"Label as {self._look.name}{key}, {used}{''.join(states)}")
        self.setAccessibleDescription(self._reason)
        self.setToolTip(tooltip_lines(
            self._look.name,
            say("Key {keys}", keys=self._keys) if self._keys else "",
            _in_short(self._help),
            _DIMMED if self._is_dimmed else "",
            _ARMED if self._is_armed else "",
            self._reason,
        ))  # fmt: skip
        self.update()

    def _on_clicked(self) -> None:
        held = QApplication.keyboardModifiers() & Qt.KeyboardModifier.ShiftModifier
        if self._is_armed or held:
            self.pinned.emit(self._look.id)
        elif self._reason:
            self.refused.emit(self._reason)
        else:
            self.chosen.emit(self._look.id)


def _in_short(help_text: str) -> str:
    """Give the first sentence of what the scheme says of a label, without its examples."""
    sentence = " ".join(help_text.split()).partition(". ")[0]
    head, _, examples = sentence.partition(": ")
    said = head if examples and len(sentence) > _LONG_HELP else sentence
    return shorten(f"{said.rstrip('.')}.", _LONGEST_HELP, placeholder=" …") if said else ""
