"""The queue of conflicts beside the article: what stands against what, and which one holds."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from annotator.actions.action import Hands
from annotator.actions.settling import conflicts_waiting, show_thing, take, take_typed
from annotator.model.change import Changes
from annotator.model.sentences import Refused, say
from annotator.store.conflicts import Conflict, still
from annotator.ui.commands import Commands
from annotator.ui.conflicts.another import AnotherValue, nothing_else
from annotator.ui.conflicts.list import HEIGHT, ConflictList
from annotator.ui.conflicts.model import capital
from annotator.ui.conflicts.value import MOST_KEYS, ValueRow
from annotator.ui.icons import Icons
from annotator.ui.parts.buttons import KeyedButton, tool
from annotator.ui.parts.empty import EmptyList
from annotator.ui.parts.focus import has_focus_inside
from annotator.ui.parts.layouts import across, down, frame, hairline
from annotator.ui.parts.scrolled import scrolled
from annotator.ui.parts.side import SideSheet
from annotator.ui.parts.words import label
from annotator.ui.theme import Space, Theme
from annotator.workspace.said import Said

_MOST_ROWS = 4
_NOTHING = "Nothing waits to be settled"
_REMARK = "Where a colleague says something else of the same thing, both values are listed here."


def show_conflicts(
    theme: Theme, icons: Icons, hands: Hands, commands: Commands, window: QWidget
) -> None:
    """Show the queue over a window; a sheet that is open is used again."""
    sheet = window.findChild(ConflictSheet)
    if sheet is None or sheet.isHidden():
        sheet = ConflictSheet(theme, icons, hands, commands, window)
    sheet.open_over()


class ConflictSheet(SideSheet):
    """Above the list, below what stands in the one that is looked at; a digit takes a value."""

    def __init__(
        self, theme: Theme, icons: Icons, hands: Hands, commands: Commands, window: QWidget
    ) -> None:
        super().__init__(theme, window)
        self._theme, self._hands, self._commands = theme, hands, commands
        self._workspace = hands.workspace
        self._shown: Conflict | None = None
        self.values: list[ValueRow] = []
        self.another: AnotherValue | None = None
        self.setAccessibleName("Conflicts")
        self.list = ConflictList(theme)
        self.empty = EmptyList(icons, "conflict", _NOTHING, _REMARK)
        self._lay_out(icons)
        self._connect()

    def _lay_out(self, icons: Icons) -> None:
        close = tool(icons, "close", "Close the conflicts", "Esc")
        close.clicked.connect(self.leave)
        self._count = label("", "meta")
        margins = (Space.L, Space.S, Space.S, Space.XS)
        head = across(label("Conflicts", "strong"), self._count, None, close, margins=margins)
        self._inside = QVBoxLayout()
        self._inside.setSpacing(Space.S)
        self._inside.setContentsMargins(Space.L, Space.M, Space.L, Space.M)
        self.area = scrolled(self._inside)
        there = down(across(Space.S, self.list, Space.S, gap=0), Space.S, hairline(), gap=0)
        there.addWidget(self.area, 1)
        nothing = across(Space.XL, self.empty, Space.XL)
        self._stack = QStackedWidget()
        self._stack.addWidget(frame("", there))
        self._stack.addWidget(frame("", down(Space.XXL, nothing, None)))
        self._said = label("", "small", wrap=True)
        self._said.setAccessibleName("What was done")
        self.show_button = KeyedButton("Show it", "Space")
        self.previous_button = KeyedButton("Previous", "P")
        self.next_button = KeyedButton("Leave it", "N")
        self._foot = frame("", across(
            self.show_button, None, self.previous_button, self.next_button, gap=Space.XS
        ))  # fmt: skip
        below = down(
            self._said, self._foot, gap=Space.XS, margins=(Space.L, Space.S, Space.L, Space.M)
        )
        column = down(head, gap=0)
        column.addWidget(self._stack, 1)
        column.addWidget(hairline())
        column.addLayout(below)
        self.setLayout(column)

    def _connect(self) -> None:
        workspace = self._workspace
        self.list.selectionModel().currentChanged.connect(lambda *_: self._show_chosen())
        self.list.doubleClicked.connect(lambda _: self._show_it())
        self.show_button.clicked.connect(self._show_it)
        self.previous_button.clicked.connect(lambda: self._go(-1))
        self.next_button.clicked.connect(lambda: self._go(1))
        workspace.changed.connect(self._on_changed)
        workspace.busy_changed.connect(self._on_busy)
        workspace.said.connect(self._on_said)
        workspace.opened.connect(self.leave)
        workspace.closed.connect(self.leave)

    # --- coming and going -------------------------------------------------------------------------

    def open_over(self) -> None:
        """Show the queue, with the keyboard in the list."""
        self.stand()
        self.read()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def place(self) -> None:
        """Keep the list as high as its rows, up to a few of them."""
        super().place()
        self._fit()

    def _fit(self) -> None:
        most = _MOST_ROWS if self.height() > 560 else _MOST_ROWS - 1
        rows = min(max(1, self.list.queue.rowCount()), most)
        self.list.setFixedHeight(rows * HEIGHT)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take by digit, go on by N and P, show by Space, write by T."""
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if held == Qt.KeyboardModifier.NoModifier and self._does(Qt.Key(event.key())):
            event.accept()
        else:
            super().keyPressEvent(event)

    def _does(self, key: Qt.Key) -> bool:
        number = key - Qt.Key.Key_1
        if 0 <= number < MOST_KEYS:
            self._take(number)
        elif key in (Qt.Key.Key_N, Qt.Key.Key_P):
            self._go(1 if key == Qt.Key.Key_N else -1)
        elif key == Qt.Key.Key_Space:
            self._show_it()
        elif key == Qt.Key.Key_T and self.another is not None and self.another.isEnabled():
            self.another.write()
        else:
            return False
        return True

    # --- from the file to the screen --------------------------------------------------------------

    def read(self) -> None:
        """Read all anew. What was looked at stays so, or else what comes in its place."""
        if self._can_read():
            before = self.list.conflict
            self.list.queue.show(self._workspace.need())
            self._look_at(before)

    def _can_read(self) -> bool:
        """Say whether the project is there to be asked: its connection may be lent."""
        return self._workspace.is_open and self._workspace.busy is None and not self.isHidden()

    def _look_at(self, conflict: Conflict | None) -> None:
        queue = self.list.queue
        had_focus = has_focus_inside(self._stack)
        self._fit()
        self._stack.setCurrentIndex(0 if queue.rows else 1)
        self._foot.setVisible(bool(queue.rows))
        row = queue.find(conflict.key) if conflict is not None else min(0, len(queue.rows) - 1)
        moving = self.list.selectionModel()
        blocked = moving.blockSignals(True)  # what was just read need not be read again
        self.list.go_to(row)
        moving.blockSignals(blocked)
        self.list.viewport().update()
        self._show_here(self.list.conflict)
        if had_focus:
            (self.list if queue.rows else self).setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_changed(self, changes: Changes) -> None:
        if not self._can_read():
            return
        before = self.list.conflict
        came = self.list.queue.take(changes)
        self._look_at(came[0] if len(came) == 1 else before)

    def _on_busy(self) -> None:
        if self._workspace.busy is None:
            self._say("")
            self.read()
        else:
            self._show_reason()

    def _on_said(self, said: Said) -> None:
        self._say(said.words)

    def _show_chosen(self) -> None:
        """Show what stands in the one that is looked at, read again."""
        if not self._can_read():
            return
        conflict = self.list.conflict
        if conflict is not None:
            again = still(self._workspace.need(), conflict)
            if again is not None:
                self.list.queue.put(self.list.row, again)
            conflict = again or conflict
        self._show_here(conflict)

    def _show_here(self, conflict: Conflict | None) -> None:
        self._show_count()
        if conflict != self._shown or conflict is None:
            self._show(conflict)
        self._show_reason()

    def _show_count(self) -> None:
        number = conflicts_waiting(self._workspace)
        place = self.list.row + 1
        self._count.setText(say("{n} of {number}", n=place, number=number) if place else "")

    def _show(self, conflict: Conflict | None) -> None:
        had_focus = has_focus_inside(self.area)
        self._shown, self.values, self.another = conflict, [], None
        _clear(self._inside)
        if conflict is None:
            return
        self._inside.addWidget(label(capital(conflict.about), "strong", wrap=True))
        for number, standing in enumerate(conflict.values, 1):
            row = ValueRow(self._theme, number, standing)
            row.clicked.connect(lambda _=False, n=number - 1: self._take(n))
            self.values.append(row)
            self._inside.addWidget(row)
        if conflict.typed is None:
            self._inside.addWidget(nothing_else(conflict))
        else:
            self.another = AnotherValue(self._theme, conflict, conflict.typed)
            self.another.taken.connect(self._take_typed)
            self._inside.addSpacing(Space.XS)
            self._inside.addWidget(self.another)
        self._inside.addStretch(1)
        self.area.verticalScrollBar().setValue(0)
        if had_focus:
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_reason(self) -> None:
        """Say why nothing can be settled now, where nothing can."""
        reason = self._workspace.cannot_write
        for row in self.values:
            row.setEnabled(reason is None)
        if self.another is not None:
            self.another.setEnabled(reason is None)
        if reason is not None:
            self._said.setText(reason)
        self._said.setVisible(bool(self._said.text()))

    # --- what the user does -----------------------------------------------------------------------

    def _go(self, step: int) -> None:
        self._say("")
        if not self.list.go(step):
            self._say("This is the last one." if step > 0 else "This is the first one.")

    def _say(self, words: str) -> None:
        self._said.setText(words)
        self._show_reason()

    def _show_it(self) -> None:
        conflict = self._shown
        if conflict is not None:
            self._say("")
            self._commands.attempt(lambda: show_thing(self._hands, conflict))

    def _take(self, number: int) -> None:
        conflict = self._shown
        if conflict is not None and number < len(conflict.values):
            self._attempt(lambda: take(self._workspace, conflict, number))

    def _take_typed(self, words: str) -> None:
        conflict, another = self._shown, self.another
        if conflict is None or conflict.typed is None or another is None:
            return
        try:
            conflict.typed.read(words)
        except Refused as refused:
            another.show_fault(str(refused))
            return
        self._attempt(lambda: take_typed(self._workspace, conflict, words))

    def _attempt(self, deed: Callable[[], None]) -> None:
        if not self._commands.attempt(deed) and self._can_read():
            self.read()


def _clear(layout: QVBoxLayout) -> None:
    while layout.count():
        item = layout.takeAt(0)
        widget = item.widget() if item is not None else None
        if widget is not None:
            widget.hide()
            widget.deleteLater()
