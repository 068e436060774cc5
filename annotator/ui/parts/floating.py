"""Surfaces that float over the window: their shadow, and how they come and go."""

from __future__ import annotations

from PySide6.QtCore import QEasingCurve, QEvent, QMargins, QPropertyAnimation, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QHideEvent,
    QMoveEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QApplication, QFrame, QGraphicsOpacityEffect, QStyle, QWidget

from annotator.ui.theme import FADE_MS, Radius, Theme

_REACH = 28
"""How far the shadow reaches out of, and into, the place of the surface that casts it."""
_END = 2 * _REACH + Radius.FLOAT
"""How much of each end of the shadow is not stretched."""
_DROP = 10
"""How much lower than the surface the shadow lies."""
_STRENGTH, _STRENGTH_IN_DARK = 0.22, 0.6
"""How dark the shadow is where it is darkest."""


class Float(QFrame):
    """A raised surface over its parent, with a shadow, fading in as it is shown.

    Place it with setGeometry or move, as any widget.
    """

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "float")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._shadow = _Shadow(theme, self, parent)
        self._fade: QPropertyAnimation | None = None
        self.hide()

    def showEvent(self, event: QShowEvent) -> None:
        """Come with the shadow."""
        super().showEvent(event)
        self._shadow.follow()
        self._fade_in()

    def hideEvent(self, event: QHideEvent) -> None:
        """Go with the shadow."""
        super().hideEvent(event)
        self._end_fade()
        self._shadow.hide()

    def moveEvent(self, event: QMoveEvent) -> None:
        """Take the shadow along."""
        super().moveEvent(event)
        self._shadow.follow()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cast a shadow of the same size."""
        super().resizeEvent(event)
        self._shadow.follow()

    def event(self, event: QEvent) -> bool:
        """Keep the shadow right below."""
        if event.type() == QEvent.Type.ZOrderChange:
            self._shadow.follow()
        return super().event(event)

    def _fade_in(self) -> None:
        self._end_fade()
        if wants_less_motion():
            return
        effect = QGraphicsOpacityEffect(self)
        effect.setOpacity(0.0)
        effect.opacityChanged.connect(self._shadow.set_opacity)
        self.setGraphicsEffect(effect)
        fade = QPropertyAnimation(effect, b"opacity", self)
        fade.setDuration(FADE_MS)
        fade.setStartValue(0.0)
        fade.setEndValue(1.0)
        fade.setEasingCurve(QEasingCurve.Type.OutCubic)
        fade.finished.connect(self._end_fade)
        fade.start()
        self._fade = fade

    def _end_fade(self) -> None:
        if self._fade is not None:
            self._fade.stop()
            self._fade.deleteLater()  # not at once: this may be its own last word
            self._fade = None
            self.setGraphicsEffect(None)  # type: ignore[arg-type]  # which is how Qt removes it
        self._shadow.set_opacity(1.0)


class _Shadow(QWidget):
    """The shadow of a surface: a widget right below it that the mouse goes through."""

    def __init__(self, theme: Theme, caster: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._caster = theme, caster
        self._opacity = 1.0
        self._drawn = QPixmap()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        caster.destroyed.connect(self.deleteLater)
        theme.changed.connect(self._forget)

    def follow(self) -> None:
        """Lie right below the surface, wherever it is now."""
        if self._caster.isHidden():
            return
        around = QMargins(_REACH, _REACH - _DROP, _REACH, _REACH + _DROP)
        place = self._caster.geometry().marginsAdded(around)
        if place.height() != self.height():
            self._drawn = QPixmap()
        self.setGeometry(place)
        self.stackUnder(self._caster)
        self.show()

    def set_opacity(self, opacity: float) -> None:
        """Fade with the surface."""
        if opacity != self._opacity:
            self._opacity = opacity
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Draw the shadow: ends that are kept, and a middle that is stretched between them.

        It is drawn anew for another height or colour only. A notice changes its width all the time.
        """
        scale = self.devicePixelRatioF()
        if self._drawn.isNull() or self._drawn.devicePixelRatio() != scale:
            self._drawn = self._draw(scale)
        painter = QPainter(self)
        painter.setOpacity(self._opacity)
        height, rest = self.height(), self.width() - 2 * _END
        for target, start, width in ((0, 0, _END), (_END, _END, 1), (_END + rest, _END + 1, _END)):
            wide = rest if width == 1 else width
            source = QRectF(start * scale, 0, width * scale, height * scale)
            painter.drawPixmap(QRectF(target, 0, wide, height), self._drawn, source)

    def _draw(self, scale: float) -> QPixmap:
        narrow = QSize(min(self.width(), 2 * _END + 1), self.height())
        drawn = QPixmap(narrow * scale)
        drawn.setDevicePixelRatio(scale)
        drawn.fill(Qt.GlobalColor.transparent)
        painter = QPainter(drawn)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        colour = QColor(self._theme.colours.shadow)
        darkest = _STRENGTH_IN_DARK if self._theme.colours.is_dark else _STRENGTH
        dense = 0.0
        for inset in range(0, 2 * _REACH, 2):  # each smaller than the last: a soft edge
            share = (inset + 2) / (2 * _REACH)
            wanted = darkest * share**2 * (3 - 2 * share)
            colour.setAlphaF((wanted - dense) / (1 - dense))
            dense = wanted
            painter.setBrush(colour)
            whole = QRectF(0, 0, narrow.width(), narrow.height())
            rect = whole.adjusted(inset, inset, -inset, -inset)
            radius = max(2.0, Radius.FLOAT + _REACH - inset)
            painter.drawRoundedRect(rect, radius, radius)
        painter.end()
        return drawn

    def _forget(self) -> None:
        self._drawn = QPixmap()
        self.update()


def wants_less_motion() -> bool:
    """Say whether the system asks programs not to move things."""
    style = QApplication.style()
    if not style.styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration):
        return True
    hints = QGuiApplication.styleHints()
    more = hints.accessibility() if hasattr(hints, "accessibility") else None
    asked = getattr(more, "motionPreference", None)  # newer than the oldest Qt we run on
    return callable(asked) and getattr(asked(), "name", "") == "ReducedMotion"
