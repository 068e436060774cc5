"""Notices float at the foot of the article: what happened, one thing to do about it, a cross."""

from __future__ import annotations

import math

from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QFontMetricsF,
    QKeyEvent,
    QLinearGradient,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QWidget

from annotator.actions.action import Action
from annotator.ui.commands import Commands
from annotator.ui.icons import Icons
from annotator.ui.parts.buttons import button, tool
from annotator.ui.parts.floating import Float
from annotator.ui.parts.focus import has_focus_inside
from annotator.ui.parts.layouts import across
from annotator.ui.parts.pictures import Picture
from annotator.ui.parts.words import even_width, key_hint, key_text, label
from annotator.ui.theme import Space, Theme
from annotator.workspace.said import Said

_STAYS = 8_000
"""Milliseconds that a notice stays; a trouble stays until it is answered."""
_FADE = 16
"""Pixels above a notice in which the text fades."""
_OF_THE_LAST_STEP = frozenset({"undo", "redo"})
"""Deeds that mean something else once there is another step."""


class Veil(QWidget):
    """Lets the text beneath a notice fade into the paper; what is above stays as it is."""

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
        fade.setColorAt(min(1.0, _FADE / max(1, self.height())), paper)
        fade.setColorAt(1, paper)
        QPainter(self).fillRect(self.rect(), fade)


class Notice(Float):
    """The floating surface: a sign for trouble, the words, what it offers, and a cross."""

    def __init__(self, theme: Theme, icons: Icons, over: QWidget) -> None:
        super().__init__(theme, over)
        self.deed: str | None = None
        self.is_trouble = False
        self._sign = Picture(icons, "trouble", 16, "danger")
        self._words = label("", wrap=True)
        self.offer = button("", "link")
        self._key = key_hint("")
        self.close_button = tool(icons, "close", "Dismiss")
        self.setLayout(
            across(
                self._sign, self._words, Space.XS, self.offer, self._key, self.close_button,
                gap=Space.XS, margins=(Space.M, 4, Space.XS, 4),
            )
        )  # fmt: skip

    @property
    def words(self) -> str:
        """Give what it says."""
        return self._words.text()

    def say(self, said: Said, offered: Action | None, widest: int) -> None:
        """Say something, and offer a deed."""
        self.deed, self.is_trouble = said.deed, said.is_trouble
        self.setAccessibleName(said.words)
        self._sign.setVisible(said.is_trouble)
        self._words.setWordWrap(False)
        self._words.setText(said.words)
        self._offer(offered)
        beside = sum(
            part.sizeHint().width() + Space.XS
            for part in (self._sign, self.offer, self._key, self.close_button)
            if not part.isHidden()
        )
        room = max(240, widest - beside - 2 * Space.XXL)
        is_long = self._words.sizeHint().width() > room
        self._words.setWordWrap(is_long)
        if is_long:  # or Qt would wrap it as a square
            metrics = QFontMetricsF(self._words.font())
            room = math.ceil(even_width(said.words, metrics, room)) + 1
        self._words.setMaximumWidth(room)
        self._words.setMinimumWidth(room if is_long else 0)

    def _offer(self, offered: Action | None) -> None:
        self.offer.setVisible(offered is not None)
        self._key.setVisible(offered is not None and bool(offered.keys))
        if offered is not None:
            self.offer.setText(offered.name)
            self.offer.setAccessibleName(offered.name)
            self._key.setText(key_text(offered.keys[0]) if offered.keys else "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go by Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_button.click()
        else:
            super().keyPressEvent(event)


class Notices(QObject):
    """Shows one notice at a time over the foot of a widget. It never takes the focus."""

    covering = Signal(int)
    """Pixels at the foot of the widget that are covered now."""

    def __init__(self, theme: Theme, icons: Icons, over: QWidget, commands: Commands) -> None:
        super().__init__(over)
        self._over, self._commands = over, commands
        self._veil = Veil(theme, over)
        self._notice = Notice(theme, icons, over)
        self._notice.offer.clicked.connect(self.press)
        self._notice.close_button.clicked.connect(self.dismiss)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_STAYS)
        self._timer.timeout.connect(self._on_time)
        self._outdated = QTimer(self)
        self._outdated.setSingleShot(True)
        self._outdated.timeout.connect(self.dismiss)
        commands.refreshed.connect(self._on_refreshed)
        over.installEventFilter(self)

    def show(self, said: Said) -> None:
        """Show a notice in the place of the one before. A trouble gives way to what offers more."""
        is_mere = said.deed is None and not said.is_trouble
        if is_mere and self.words and self._notice.is_trouble:
            return
        offered = self._commands[said.deed] if said.deed else None
        self._notice.say(said, offered, self._over.width())
        self._place()
        if self._notice.isHidden():
            self._veil.show()
            self._veil.raise_()
            self._notice.show()
            self._notice.raise_()
        self.covering.emit(self._veil.height())
        self._speak(said)
        self._outdated.stop()
        self._timer.stop()
        if not said.is_trouble:
            self._timer.start()

    def outdate(self) -> None:
        """Take back the offer to undo, unless a new notice comes: it would undo another step."""
        if self.words and self._notice.deed in _OF_THE_LAST_STEP:
            self._outdated.start()

    def dismiss(self) -> None:
        """Take the notice away, and give the keyboard back if it had it."""
        self._timer.stop()
        self._outdated.stop()
        had_keyboard = has_focus_inside(self._notice)
        self._veil.hide()
        self._notice.hide()
        self.covering.emit(0)
        if had_keyboard:
            self._over.setFocus()

    @property
    def words(self) -> str:
        """Give what is shown, nothing if there is no notice."""
        return "" if self._notice.isHidden() else self._notice.words

    def press(self) -> None:
        """Do what the notice offers."""
        deed = self._notice.deed
        self.dismiss()
        if deed:
            self._commands.do(deed)

    def _place(self) -> None:
        over, notice = self._over.rect(), self._notice
        width = min(notice.sizeHint().width(), over.width() - 2 * Space.L)
        height = notice.sizeHint().height()
        if notice.hasHeightForWidth():
            height = notice.heightForWidth(width)
        left = (over.width() - width) // 2
        notice.setGeometry(QRect(left, over.height() - height - Space.M, width, height))
        covered = _FADE + height + Space.M
        self._veil.setGeometry(0, over.height() - covered, over.width(), covered)

    def _on_time(self) -> None:
        if self._notice.underMouse() or has_focus_inside(self._notice):
            self._timer.start()
        else:
            self.dismiss()

    def _on_refreshed(self) -> None:
        """Go with what it offers: what was saved meanwhile needs no second try."""
        deed = self._notice.deed
        if self.words and deed and self._commands.reason(deed) is not None:
            self.dismiss()

    def _speak(self, said: Said) -> None:
        if QAccessible.isActive():
            spoken = QAccessibleAnnouncementEvent(self._notice, said.words)
            if said.is_trouble:
                spoken.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
            QAccessible.updateAccessibility(spoken)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep to the foot when the window's size changes."""
        if event.type() == QEvent.Type.Resize:
            self._place()
            self.covering.emit(self._veil.height() if self.words else 0)
        return super().eventFilter(watched, event)
