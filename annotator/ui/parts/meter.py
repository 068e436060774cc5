"""How far something is: a thin bar, and the row of work in progress."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QProgressBar, QWidget

from annotator.ui.parts.buttons import button
from annotator.ui.parts.layouts import across
from annotator.ui.parts.words import ElidedLabel, label
from annotator.ui.theme import Space, Theme

_STEPS = 1000
_THICK = 4.0
_HEIGHT = 16


class Meter(QProgressBar):
    """A share between 0 and 1 as a thin bar; the number always stands beside it in words."""

    def __init__(self, theme: Theme, share: float = 0.0, width: int = 72, name: str = "") -> None:
        super().__init__()
        self._theme = theme
        self.setRange(0, _STEPS)
        self.setTextVisible(False)
        self.setFixedSize(width, _HEIGHT)
        self.setAccessibleName(name)
        self.set_share(share)
        theme.changed.connect(self.update)

    def set_share(self, share: float) -> None:
        """Show this share."""
        self.setValue(round(min(1.0, max(0.0, share)) * _STEPS))

    def sizeHint(self) -> QSize:
        """Be as wide as was asked for."""
        return QSize(self.width(), _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Draw the track, and the share from the side where lines start."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        track = QRectF(0, (self.height() - _THICK) / 2, self.width(), _THICK)
        painter.setBrush(QColor(self._theme.colours.selected))
        painter.drawRoundedRect(track, _THICK / 2, _THICK / 2)
        done = track.width() * self.value() / _STEPS
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        start = track.right() - done if mirrored else track.left()
        painter.setBrush(QColor(self._theme.colours.ink_2))
        painter.drawRoundedRect(QRectF(start, track.top(), done, _THICK), _THICK / 2, _THICK / 2)


class ProgressRow(QWidget):
    """Work in progress: what is done, how far, how long still, and the way out."""

    cancelled = Signal()

    def __init__(self, theme: Theme, words: str = "", meter_width: int = 200) -> None:
        super().__init__()
        self._words = label(words)
        self._meter = Meter(theme, width=meter_width, name=words)
        self._share = label("", "small")
        self._left = ElidedLabel("", "meta")
        self._cancel = button("Cancel", "link")
        self._cancel.clicked.connect(self._on_cancel)
        self.setLayout(
            across(self._words, self._meter, self._share, self._left, self._cancel, gap=Space.M)
        )
        self.show_progress(words)

    def show_progress(
        self, words: str, share: float | None = None, seconds_left: float | None = None
    ) -> None:
        """Show how far the work is; None where that is not known."""
        self._words.setText(words)
        self._meter.setAccessibleName(words)
        self._meter.setVisible(share is not None)
        self._share.setVisible(share is not None)
        if share is not None:
            self._meter.set_share(share)
            self._share.setText(f"{share:.0%}")
        self._left.setText("" if seconds_left is None else time_left(seconds_left))

    def _on_cancel(self) -> None:
        self._cancel.setEnabled(False)
        self._cancel.setText("Stopping…")
        self.cancelled.emit()


def time_left(seconds: float) -> str:
    """Say roughly how long: "about 20 s left", "about 3 min left"."""
    if seconds < 5:
        return "a few seconds left"
    if seconds < 55:
        return f"about {max(5, round(seconds / 5) * 5)} s left"
    return f"about {max(1, round(seconds / 60))} min left"
