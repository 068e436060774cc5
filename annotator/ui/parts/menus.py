"""Lists that open below a value: one of several, or any number of them."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QMenu, QWidget

from annotator.ui.parts.under_mouse import settle_after

NUMBERED = 9
"""So many choices have a digit as their key."""


def number_in(event: QKeyEvent) -> int | None:
    """Give which choice a digit means, counted from 0; None for any other key."""
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    number = event.key() - Qt.Key.Key_1
    return number if not held and 0 <= number < NUMBERED else None


class ChoiceMenu(QMenu):
    """Offers choices; what holds is ticked, and a digit chooses. With `many` it stays open until
    Esc or a click beside.

    Built each time it is opened, so that it shows what holds then.
    """

    chosen = Signal(str)
    """The id of the choice that was made."""
    many_chosen = Signal(list)
    """The ids of all that hold now, in their order."""

    def __init__(
        self,
        choices: Sequence[tuple[str, str]],
        held: Collection[str],
        parent: QWidget | None = None,
        *,
        many: bool = False,
    ) -> None:
        super().__init__(parent)
        settle_after(self)
        self._many = many
        self._group = QActionGroup(self)
        self._group.setExclusive(not many)
        for number, (choice, words) in enumerate(choices, 1):
            action = QAction(words.replace("&", "&&"), self)
            if number <= NUMBERED:
                action.setShortcut(QKeySequence(str(number)))
                action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
                action.setShortcutVisibleInContextMenu(True)
            action.setCheckable(True)
            action.setChecked(choice in held)
            action.setData(choice)
            self._group.addAction(action)
            self.addAction(action)
        self._group.triggered.connect(self._on_triggered)

    def open_below(self, opener: QWidget) -> None:
        """Open at the lower edge of what opens it, as wide at least, at the choice that holds."""
        self.setMinimumWidth(opener.width())
        at = opener.rect().bottomLeft()
        if opener.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            at.setX(opener.width() - self.sizeHint().width())
        self.popup(opener.mapToGlobal(at + QPoint(0, 1)))
        actions = self._group.actions()
        if actions:
            self.setActiveAction(next((one for one in actions if one.isChecked()), actions[0]))

    def event(self, event: QEvent) -> bool:
        """Take digits as keys of the list's own, before any shortcut."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and number_in(event) is not None
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let a digit choose, and Space tick without closing, where several may hold."""
        number = number_in(event)
        if number is not None:
            self._choose(number)
        elif self._many and event.key() == Qt.Key.Key_Space:
            self._tick(self.activeAction())
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let a click tick without closing, where several may hold."""
        if self._many:
            self._tick(self.actionAt(event.position().toPoint()))
        else:
            super().mouseReleaseEvent(event)

    def _choose(self, number: int) -> None:
        actions = self._group.actions()
        if number < len(actions):
            if not self._many:
                self.close()
            actions[number].trigger()

    def _tick(self, action: QAction | None) -> None:
        if action is not None:
            action.trigger()

    def _on_triggered(self, action: QAction) -> None:
        if self._many:
            held = [each.data() for each in self._group.actions() if each.isChecked()]
            self.many_chosen.emit(held)
        else:
            self.chosen.emit(action.data())
