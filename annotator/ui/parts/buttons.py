"""Buttons of every kind: icons, words in their roles, words with a key, and rows to press."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QLayout,
    QPushButton,
    QSizePolicy,
    QToolButton,
)

from annotator.ui.icons import Icons
from annotator.ui.parts.drawing import draw_row
from annotator.ui.parts.layouts import across
from annotator.ui.parts.words import isolated, key_hint, key_text, label, tooltip
from annotator.ui.theme import HIGH_LIGHT, Radius, Size, Theme, type_font

_TAB_INSET = 26
_RING = HIGH_LIGHT.ring
"""The widest there is: on a ground of ink nobody sees where a ring ends."""


def tool(
    icons: Icons, name: str, words: str, keys: str = "", *, checked: bool | None = None
) -> QToolButton:
    """Give an icon button. Its words are its name, and with its keys its tooltip."""
    button = QToolButton()
    icons.dress(button, name)
    button.setIconSize(QSize(Size.ICON, Size.ICON))
    button.setFixedSize(Size.CONTROL + 2, Size.CONTROL)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    name_tool(button, words, keys)
    if checked is not None:
        button.setCheckable(True)
        button.setChecked(checked)
    return button


def name_tool(button: QToolButton, words: str, keys: str = "") -> None:
    """Give an icon button other words."""
    button.setAccessibleName(words)
    button.setToolTip(tooltip(f"{words}  {key_text(keys)}".strip()))


class PushButton(QPushButton):
    """A push button of a role, that Return presses as well as Space."""

    def __init__(self, words: str, role: str = "") -> None:
        super().__init__()
        self.setProperty("role", role)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAutoDefault(True)
        self.show_name(words)

    def show_name(self, words: str) -> None:
        """Stand for other words."""
        self.setText(isolated(words).replace("&", "&&"))
        self.setAccessibleName(words)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Part the ring from a ground of the same ink by a line of paper."""
        super().paintEvent(event)
        if self.hasFocus() and self.property("role") == "primary":
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QApplication.palette().color(QPalette.ColorRole.Base), 1.5))
            inset = _RING + 0.75
            line = self.rect().toRectF().adjusted(inset, inset, -inset, -inset)
            radius = Radius.CONTROL - _RING
            painter.drawRoundedRect(line, radius, radius)


def button(words: str, role: str = "", *, checked: bool | None = None) -> PushButton:
    """Give a push button of a role: primary, link, quiet, tab, or plain."""
    result = PushButton(words, role)
    if checked is not None:
        result.setCheckable(True)
        result.setChecked(checked)
    if role == "tab":
        result.setMinimumWidth(bold_width(words, "base") + _TAB_INSET)
    return result


def bold_width(words: str, style: str) -> int:
    """Measure words as they stand when chosen, so that choosing never moves their neighbours."""
    font = type_font(style)
    font.setWeight(font.Weight.DemiBold)
    return round(QFontMetricsF(font).horizontalAdvance(words)) + 1


class KeyedButton(PushButton):
    """A button that shows its key beside its words: "Done, next  Ctrl+↵"."""

    def __init__(self, words: str, keys: str = "", role: str = "") -> None:
        super().__init__("", role)
        self._words = label(words, f"{role or 'plain'}-words")
        self._key = key_hint(keys)
        if role == "primary":
            self._key.setProperty("role", "key-on-ink")
        if not keys:  # to show it now would open a window of its own
            self._key.hide()
        for part in (self._words, self._key):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        inset = 10 if role == "primary" else 6
        self._inside = across(self._words, self._key, gap=6, margins=(inset, 0, inset, 0))
        self.setLayout(self._inside)
        self.setAccessibleName(words)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_words(self, words: str, keys: str = "") -> None:
        """Show other words and another key; no words leave the key alone."""
        self._words.setText(words)
        self._words.setVisible(bool(words))
        self._key.setText(key_text(keys))
        self._key.setVisible(bool(keys))
        if words:
            self.setAccessibleName(words)

    def sizeHint(self) -> QSize:
        """Take the room that words and key need."""
        return QSize(self._inside.sizeHint().width(), Size.CONTROL)

    def minimumSizeHint(self) -> QSize:
        """Never cut the words."""
        return self.sizeHint()


class Row(QPushButton):
    """A row of a short list, pressed by mouse, Space or Return; arrows go to its neighbours.

    Long lists are views with a delegate that uses `drawing.draw_row`.
    """

    def __init__(self, theme: Theme, name: str, layout: QLayout, height: int = Size.ROW) -> None:
        super().__init__()
        self._theme = theme
        self._layout, self._height = layout, height
        self._chosen = False
        self.setAutoDefault(True)
        self.setAccessibleName(name)
        self.setProperty("role", "row")
        self.setLayout(layout)
        self.setFixedHeight(height)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        for part in self.findChildren(QLabel):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        theme.changed.connect(self.update)

    @property
    def chosen(self) -> bool:
        """Whether this is the row that the rest of the screen is about."""
        return self._chosen

    def choose(self, *, chosen: bool = True) -> None:
        """Show it as the row that the rest of the screen is about, or not."""
        self._chosen = chosen
        self.update()

    def sizeHint(self) -> QSize:
        """Take the room that the contents need. The style sheet forgets the height it was given."""
        return QSize(self._layout.sizeHint().width(), self._height)

    def minimumSizeHint(self) -> QSize:
        """Let the contents say how narrow it can be."""
        return self._layout.minimumSize()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Draw the ground; what lies on it draws itself."""
        draw_row(
            QPainter(self),
            self.rect().toRectF(),
            self._theme.colours,
            hovered=self.underMouse(),
            chosen=self._chosen or self.isDown(),
            focused=self.hasFocus(),
        )
