"""Words on the screen: labels, words of an article, key hints. Never read as markup."""

from __future__ import annotations

from contextlib import suppress
from html import escape
from pathlib import Path

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import (
    QFontMetricsF,
    QGuiApplication,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from annotator.ui.parts.drawing import (
    MOST_SHOWN,
    draw_words,
    ink_of,
    own_direction,
    reads_right_to_left,
    side,
)
from annotator.ui.theme import TYPE, type_font


def label(words: str, role: str = "", *, wrap: bool = False) -> QLabel:
    """Give a label in a role of the style sheet (strong, small, meta, section, page…)."""
    result = QLabel(words)
    result.setTextFormat(Qt.TextFormat.PlainText)
    result.setProperty("role", role)
    result.setWordWrap(wrap)
    start = side(QGuiApplication.layoutDirection())
    result.setAlignment(start | Qt.AlignmentFlag.AlignVCenter)  # Qt would go by the words
    return result


def isolated(words: str) -> str:
    """Keep words that run the other way than the window from being reordered by it.

    Or a number would stand behind its noun in a window from right to left, and quotes turn round.
    """
    mirrored = QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft
    return (
        f"\u2066{words}\u2069" if mirrored and words and not reads_right_to_left(words) else words
    )


def quotation(
    words: str, *, faint: bool = False, style: str = "quote", wrap: bool = True
) -> QLabel:
    """Give words of an article, in the reading face and on the side they start from."""
    result = label(words, "quotation-faint" if faint else "quotation", wrap=wrap)
    result.setFont(type_font(style))
    result.setAlignment(side(own_direction(words)) | Qt.AlignmentFlag.AlignVCenter)
    return result


def tooltip(words: str) -> str:
    """Write words for a tooltip, which reads markup where it can, and wraps markup only."""
    return f"<qt>{escape(words)}</qt>" if words else ""


def short_path(path: Path) -> str:
    """Write a path with ~ for the user's own folder, which itself is written out."""
    with suppress(ValueError, RuntimeError):
        below = path.relative_to(Path.home())
        return str(Path("~") / below) if below.parts else str(path)
    return str(path)


def even_width(words: str, metrics: QFontMetricsF, width: float) -> float:
    """Give the least width at which words take no more lines than at this one.

    Lines that are broken there are about as long as each other, and none holds a single word.
    """
    lines = _wrapped_height(words, metrics, width)
    low, high = 1.0, float(width)
    while high - low > 1:
        middle = (low + high) / 2
        low, high = (
            (low, middle) if _wrapped_height(words, metrics, middle) <= lines else (middle, high)
        )
    return high


def _wrapped_height(words: str, metrics: QFontMetricsF, width: float) -> float:
    wrapped = metrics.boundingRect(QRectF(0, 0, width, 0), Qt.TextFlag.TextWordWrap, words)
    # A word that is wider than the room sticks out of it, which is worse than another line.
    return float("inf") if wrapped.width() > width else wrapped.height()


def tooltip_lines(*lines: str) -> str:
    """Write a few lines for a tooltip; what is too long for one goes on in the next."""
    metrics = QFontMetricsF(type_font("small"))
    shown = [part for line in lines if line for part in _broken(line, metrics)]
    # Qt would break lines where it likes: only what it must not break keeps its width.
    return f'<div style="white-space:pre">{"<br>".join(map(escape, shown))}</div>' if shown else ""


def _broken(line: str, metrics: QFontMetricsF) -> list[str]:
    first, *rest = two_lines(line, metrics, _WIDEST_TIP)
    shown = metrics.elidedText(first, Qt.TextElideMode.ElideRight, _WIDEST_TIP)
    return [shown, *(part for words in rest for part in _broken(words, metrics))]


_WIDEST_TIP = 280
"""Pixels of a line in a tooltip."""
_SIGNS = {
    "Return": "↵", "Enter": "↵", "Up": "↑", "Down": "↓", "Left": "←", "Right": "→",
}  # fmt: skip


def key_text(keys: str) -> str:
    """Write keys as this system does: "Ctrl+K", on macOS "⌘K"; Return is an arrow."""
    native = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText) or keys
    *held, key = native.split("+") if native != "+" else ["+"]
    return "+".join([*held, _SIGNS.get(key, key)])


def key_hint(keys: str) -> QLabel:
    """Give a key hint, as "Ctrl+K"; it reads from the left in every window."""
    result = label(key_text(keys), "key")
    result.setAlignment(Qt.AlignmentFlag.AlignCenter)
    result.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    result.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    return result


class ElidedLabel(QLabel):
    """One line that ends in an ellipsis rather than push its neighbours away.

    Its tooltip has all the words while some are hidden.
    """

    def __init__(self, words: str = "", role: str = "", parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        policy.setHorizontalStretch(1)
        self.setSizePolicy(policy)

    def setText(self, words: str) -> None:  # noqa: N802 - Qt's name
        """Show these words."""
        super().setText(words)
        self._tell()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Draw the words shortened to the width."""
        painter = QPainter(self)
        painter.setPen(ink_of(self))
        rect = QRectF(self.contentsRect())
        draw_words(painter, rect, self.text(), self.font(), self.layoutDirection())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tell by tooltip what no longer fits."""
        super().resizeEvent(event)
        self._tell()

    def changeEvent(self, event: QEvent) -> None:
        """Measure again in another font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._tell()

    def _fits(self) -> bool:
        words = self.text()[:MOST_SHOWN]
        wide = QFontMetricsF(self.font()).horizontalAdvance(words)
        return wide <= self.contentsRect().width()

    def _tell(self) -> None:
        self.setToolTip("" if self._fits() else tooltip(self.text()))


class TwoLineLabel(ElidedLabel):
    """At most two lines, on the side the words start from; the second may end in an ellipsis."""

    PITCH = TYPE["base"].pitch - 2

    def sizeHint(self) -> QSize:
        """Ask for as many lines as the words need at this width."""
        return QSize(super().sizeHint().width(), 2 * self.PITCH)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Draw the lines."""
        painter = QPainter(self)
        painter.setPen(ink_of(self))
        words = self.text()
        direction = self.layoutDirection()
        if reads_right_to_left(words):
            direction = Qt.LayoutDirection.RightToLeft
        for number, line in enumerate(two_lines(words, self.font_metrics(), self.width())):
            place = QRectF(0, number * self.PITCH, self.width(), self.PITCH)
            draw_words(painter, place, line, self.font(), direction)

    def font_metrics(self) -> QFontMetricsF:
        """Give the exact measures of the font in use."""
        return QFontMetricsF(self.font())

    def _fits(self) -> bool:
        lines = two_lines(self.text(), self.font_metrics(), self.width())
        return all(self.font_metrics().horizontalAdvance(line) <= self.width() for line in lines)


def two_lines(words: str, metrics: QFontMetricsF, width: float) -> list[str]:
    """Break words once where the first line is full; the second may be too long."""
    words = " ".join(words[: 2 * MOST_SHOWN].split())
    if metrics.horizontalAdvance(words) <= width or " " not in words:
        return [words]
    first, _, rest = words.partition(" ")
    while rest:
        following, _, left = rest.partition(" ")
        if metrics.horizontalAdvance(f"{first} {following}") > width:
            return [first, rest]
        first, rest = f"{first} {following}", left
    return [first]
