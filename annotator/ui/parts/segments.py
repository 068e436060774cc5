"""Up to four choices side by side, of which one holds or none does yet."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QHBoxLayout,
    QRadioButton,
    QSizePolicy,
    QWidget,
)

from annotator.ui.parts.buttons import bold_width
from annotator.ui.parts.drawing import draw_ring
from annotator.ui.theme import Radius, Theme, type_font

_HEIGHT = 26
_INSET = 2
_AROUND, _LEAST_AROUND = 13, 5
"""Room around the words of one choice, and the least there must be."""


class Segments(QWidget):
    """A row of choices: Tab reaches it, ← and → choose, and so does the mouse."""

    chosen = Signal(str)
    """The user chose the choice of this id."""

    def __init__(
        self, theme: Theme, name: str, choices: Sequence[tuple[str, str]], held: str | None = None
    ) -> None:
        """Offer (id, words) under a name for screen readers; `held` is the id that holds."""
        super().__init__()
        self._theme = theme
        self._group = QButtonGroup(self)
        self._ids = [choice for choice, _ in choices]
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(_HEIGHT)
        row = QHBoxLayout(self)
        row.setSpacing(0)
        row.setContentsMargins(_INSET, _INSET, _INSET, _INSET)
        for number, (_, words) in enumerate(choices):
            segment = _Segment(theme, words, name)
            segment.stepped.connect(self._step)
            self._group.addButton(segment, number)
            row.addWidget(segment)
        self.show_choice(held)
        self._group.idToggled.connect(self._on_toggled)
        theme.changed.connect(self.update)

    @property
    def choice(self) -> str | None:
        """The id of the choice that holds."""
        number = self._group.checkedId()
        return self._ids[number] if number >= 0 else None

    def show_choice(self, held: str | None) -> None:
        """Show which choice holds, or that none does; not a choice of the user's."""
        blocked = self._group.blockSignals(True)
        if held in self._ids:
            self._group.button(self._ids.index(held)).setChecked(True)
        elif (button := self._group.checkedButton()) is not None:
            self._group.setExclusive(False)
            button.setChecked(False)
            self._group.setExclusive(True)
        self._group.blockSignals(blocked)
        self._set_stop()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the keyboard to the choice that holds."""
        self._stop().setFocus(event.reason())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Draw the well."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._theme.colours.well))
        painter.drawRoundedRect(self.rect(), Radius.CONTROL, Radius.CONTROL)

    def _stop(self) -> QAbstractButton:
        """Give where Tab stops: at the choice that holds, else at the first one."""
        return self._group.checkedButton() or self._group.button(0)

    def _set_stop(self) -> None:
        """Let Tab stop there only; a keyboard that is in the row comes along."""
        stop = self._stop()
        held = any(button.hasFocus() for button in self._group.buttons())
        for button in self._group.buttons():
            is_stop = button is stop
            button.setFocusPolicy(
                Qt.FocusPolicy.StrongFocus if is_stop else Qt.FocusPolicy.ClickFocus
            )
        if held and not stop.hasFocus():
            stop.setFocus(Qt.FocusReason.OtherFocusReason)

    def _step(self, step: int) -> None:
        """Choose what stands beside the choice with the keyboard; Qt would only go there."""
        buttons = self._group.buttons()
        at = next((n for n, button in enumerate(buttons) if button.hasFocus()), None)
        if at is not None and 0 <= at + step < len(buttons):
            buttons[at + step].click()

    def _on_toggled(self, number: int, holds: bool) -> None:  # noqa: FBT001
        if holds:
            self._set_stop()
            self.chosen.emit(self._ids[number])


class _Segment(QRadioButton):
    """One choice. A radio button, so that keys and screen readers know it as one of several."""

    stepped = Signal(int)
    """An arrow was pressed: 1 leads to the next choice, -1 to the one before."""

    def __init__(self, theme: Theme, words: str, group: str) -> None:
        super().__init__(words.replace("&", "&&"))
        self._theme = theme
        self._words = words
        self._wide = bold_width(words, "small")
        self.setAccessibleName(words)
        self.setAccessibleDescription(group)
        self.setProperty("role", "segment")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Take the room of the words as they stand when chosen."""
        return QSize(self._wide + _AROUND, _HEIGHT - 2 * _INSET)

    def minimumSizeHint(self) -> QSize:
        """Never cut the words."""
        return QSize(self._wide + _LEAST_AROUND, _HEIGHT - 2 * _INSET)

    def hitButton(self, pos: QPoint) -> bool:  # noqa: N802 - Qt's name
        """Be pressed anywhere."""
        return self.rect().contains(pos)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose by ← and →, also where none holds yet."""
        steps = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}
        step = steps.get(Qt.Key(event.key()), 0)
        if not step:
            super().keyPressEvent(event)
            return
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        self.stepped.emit(-step if mirrored else step)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Draw the words, raised where they hold, ringed where the keyboard is."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours, rect = self._theme.colours, QRectF(self.rect())
        font = type_font("small")
        ink = colours.ink_2 if self.isEnabled() else colours.ink_3
        if self.isChecked():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.segment))
            if colours.is_high:
                painter.setPen(QPen(QColor(colours.outline), 1))
            painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
            font.setWeight(font.Weight.DemiBold)
            ink = colours.ink if self.isEnabled() else colours.ink_3
        elif self.underMouse() and self.isEnabled():
            ink = colours.ink
        if self.hasFocus():
            draw_ring(painter, rect, colours, 4)
        painter.setFont(font)
        painter.setPen(QColor(ink))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, self._words)
