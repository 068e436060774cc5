"""One of the values that stand: a button that takes it, with who said it, when, and before what."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy

from annotator.model.days import long_day
from annotator.model.sentences import say
from annotator.store.conflicts import Saying, Standing
from annotator.ui.parts.drawing import draw_ring
from annotator.ui.parts.layouts import across, down
from annotator.ui.parts.words import key_hint, label
from annotator.ui.theme import Radius, Size, Space, Theme

MOST_KEYS = 9
_KEY = 22
_LONGEST = 4_000
"""Characters of a value that are shown. A note may be longer than any screen."""


class ValueRow(QPushButton):
    """A value in full, on a card. Pressed by mouse, Space, Return or its digit it is taken."""

    def __init__(
        self, theme: Theme, number: int, standing: Standing, *, says_before: bool = True
    ) -> None:
        super().__init__()
        self._theme = theme
        self.setAutoDefault(True)
        self.setProperty("role", "row")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(say("Take “{words}”", words=standing.words[:_LONGEST]))
        lines = 2 if says_before else 1
        said = [line for saying in standing.said for line in said_lines(saying)[:lines]]
        self.setAccessibleDescription(
            ". ".join([*(["Shown now"] if standing.is_shown else []), *said])
        )
        self._inside = self._lay_out(number, standing, said)
        self.setLayout(self._inside)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        for part in self.findChildren(QLabel):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        theme.changed.connect(self.update)

    def _lay_out(self, number: int, standing: Standing, said: list[str]) -> QHBoxLayout:
        words = label(shortened(standing.words), "", wrap=True)
        words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        first = across(words)
        if standing.is_shown:
            shown = label("shown now", "outlined")
            first.addWidget(shown, 0, Qt.AlignmentFlag.AlignTop)
        lines = [label(line, "meta", wrap=True) for line in said]
        key = key_hint(f"{number}" if number <= MOST_KEYS else "")
        key.setMinimumWidth(_KEY)
        if number > MOST_KEYS:
            key.setProperty("role", "")
        column = down(first, *lines, gap=0)
        row = across(down(key, None, gap=0), column, gap=Space.S, margins=(Space.S, 6, Space.S, 6))
        row.setStretch(1, 1)
        return row

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - Qt's name
        """Break lines as the width asks."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        """Give the height that the words take at a width."""
        height: int = self._inside.totalHeightForWidth(width)
        return max(Size.ROW, height)

    def sizeHint(self) -> QSize:
        """Take the room that the words need at the width it has."""
        wide = max(self.width(), 200)
        return QSize(self._inside.sizeHint().width(), self.heightForWidth(wide))

    def minimumSizeHint(self) -> QSize:
        """Let the words be broken."""
        return QSize(120, Size.ROW)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Draw the card; what lies on it draws itself."""
        colours, painter = self._theme.colours, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        if self.isEnabled():
            ground = colours.selected_float if self.isDown() else (
                colours.hover if self.underMouse() else colours.raised
            )  # fmt: skip
            painter.setBrush(QColor(ground))
        painter.setPen(QPen(QColor(colours.outline if colours.is_high else colours.hairline), 1))
        painter.drawRoundedRect(rect, Radius.CARD, Radius.CARD)
        if self.hasFocus():
            draw_ring(painter, QRectF(self.rect()), colours, Radius.CARD)


def said_lines(saying: Saying) -> list[str]:
    """Say who set a value and when, and what it was before."""
    when = datetime.fromtimestamp(saying.milliseconds / 1000, UTC).astimezone()
    return [
        say("{who}, {day}, {time}", who=saying.person, day=long_day(when), time=f"{when:%H:%M}"),
        say("before: {before}", before=shortened(saying.before)),
    ]


def shortened(words: str) -> str:
    """Leave out the end of what is longer than any screen."""
    return words if len(words) <= _LONGEST else words[:_LONGEST].rstrip() + "…"
