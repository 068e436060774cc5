"""Notices float at the foot of the article: what happened, one thing to do about it, a cross."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QColor,
    QLinearGradient,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QWidget

from annotator.ui.commands import Commands
from annotator.ui.icons import Icons
from annotator.ui.parts.buttons import button, tool
from annotator.ui.parts.floating import Float
from annotator.ui.parts.focus import has_focus_inside
from annotator.ui.parts.layouts import across
from annotator.ui.parts.pictures import Picture
from annotator.ui.parts.words import key_hint, label
from annotator.ui.theme import Space, Theme
from annotator.workspace.workspace import Said

_STAYS = 8_000
"""Milliseconds that a notice stays; a trouble stays until it is answered."""
_VEIL = 112


class Veil(QWidget):
    """Lets the text beneath a notice fade into the paper."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        theme.changed.connect(self.update)
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Draw paper over the words, from clear to solid."""
        paper = QColor(self._theme.colours.paper)
        clear = QColor(paper)
        clear.setAlpha(0)
        fade = QLinearGradient(0, 0, 0, self.height())
        fade.setColorAt(0, clear)
        fade.setColorAt(0.5, paper)
        fade.setColorAt(1, paper)
        QPainter(self).fillRect(self.rect(), fade)


class Notices(QObject):
    """Shows one notice at a time over the foot of a widget. It never takes the focus."""

    def __init__(self, theme: Theme, icons: Icons, over: QWidget, commands: Commands) -> None:
        super().__init__(over)
        self._theme, self._icons, self._over, self._commands = theme, icons, over, commands
        self._veil = Veil(theme, over)
        self._float: Float | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_STAYS)
        self._timer.timeout.connect(self._on_time)
        over.installEventFilter(self)

    def show(self, said: Said) -> None:
        """Show a notice in the place of the one before."""
        self.dismiss()
        self._float = self._made(said)
        self._place()
        self._veil.show()
        self._veil.raise_()
        self._float.show()
        self._float.raise_()
        self._speak(said.words)
        if not said.is_trouble:
            self._timer.start()

    def dismiss(self) -> None:
        """Take the notice away."""
        self._timer.stop()
        self._veil.hide()
        if self._float is not None:
            self._float.hide()
            self._float.deleteLater()
            self._float = None

    @property
    def words(self) -> str:
        """Give what is shown, nothing if there is no notice."""
        return self._float.accessibleName() if self._float is not None else ""

    def press(self) -> None:
        """Do what the notice offers."""
        if self._float is not None:
            deed = self._float.property("deed")
            self.dismiss()
            if deed:
                self._commands.do(str(deed))

    def _made(self, said: Said) -> Float:
        words = label(said.words, wrap=True)
        words.setMaximumWidth(max(240, self._over.width() - 320))
        words.setWordWrap(words.sizeHint().width() > words.maximumWidth())
        row = across(gap=Space.XS, margins=(Space.M, 4, Space.XS, 4))
        if said.is_trouble:
            row.addWidget(Picture(self._icons, "trouble", 16, "danger"))
            row.addSpacing(Space.XS)
        row.addWidget(words)
        if said.deed:
            self._offer(row, said.deed)
        close = tool(self._icons, "close", "Dismiss")
        close.clicked.connect(self.dismiss)
        row.addWidget(close)
        made = Float(self._theme, self._over)
        made.setLayout(row)
        made.setAccessibleName(said.words)
        made.setProperty("deed", said.deed)
        return made

    def _offer(self, row: QHBoxLayout, deed: str) -> None:
        action = self._commands[deed]
        row.addSpacing(Space.S)
        offer = button(action.name, "link")
        offer.clicked.connect(self.press)
        row.addWidget(offer)
        if action.keys:
            row.addWidget(key_hint(action.keys[0]))

    def _place(self) -> None:
        over, made = self._over.rect(), self._float
        if made is None:
            return
        made.adjustSize()
        width = min(made.sizeHint().width(), over.width() - 2 * Space.L)
        height = (
            made.heightForWidth(width) if made.hasHeightForWidth() else made.sizeHint().height()
        )
        left = (over.width() - width) // 2
        made.setGeometry(QRect(left, over.height() - height - Space.L, width, height))
        self._veil.setGeometry(0, over.height() - _VEIL, over.width(), _VEIL)

    def _on_time(self) -> None:
        made = self._float
        if made is None:
            return
        if made.underMouse() or has_focus_inside(made):
            self._timer.start()
        else:
            self.dismiss()

    def _speak(self, words: str) -> None:
        if self._float is not None and QAccessible.isActive():
            self._float.setAccessibleDescription(words)
            QAccessible.updateAccessibility(QAccessibleEvent(self._float, QAccessible.Event.Alert))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep to the foot when the window's size changes."""
        if event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)
