"""The history beside the article: who did what and when, and the way back to how it was."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from annotator.actions.action import Hands, Of
from annotator.actions.past import choose_place, reason_against, return_to, show_place
from annotator.model.sentences import count, say
from annotator.store.history import Line
from annotator.ui.commands import Commands
from annotator.ui.history.about import PROJECT, About, inside, things_at_hand
from annotator.ui.history.filters import Filters
from annotator.ui.history.list import EntryList
from annotator.ui.icons import Icons
from annotator.ui.parts.buttons import KeyedButton, tool
from annotator.ui.parts.empty import EmptyList
from annotator.ui.parts.layouts import across, down, frame, hairline
from annotator.ui.parts.side import SideSheet
from annotator.ui.parts.words import ElidedLabel, label
from annotator.ui.theme import Space, Theme

_NOTHING = "Nothing was done that fits"
_ELSEWHERE = "Look at the whole project, at everybody, or at other days."


def show_history(
    theme: Theme, icons: Icons, hands: Hands, commands: Commands, window: QWidget, of: Of
) -> None:
    """Show the history over a window; a sheet that is open is used again."""
    sheet = window.findChild(HistorySheet)
    if sheet is None:
        sheet = HistorySheet(theme, icons, hands, commands, window)
    sheet.open_over(of)


class HistorySheet(SideSheet):
    """Who did what and when. Looking at a line shows its mark; Return goes back to it."""

    def __init__(
        self, theme: Theme, icons: Icons, hands: Hands, commands: Commands, window: QWidget
    ) -> None:
        super().__init__(theme, window)
        self._hands, self._commands = hands, commands
        self._workspace = hands.workspace
        self._about = PROJECT
        self._looked_into: tuple[About, Line] | None = None
        self.setAccessibleName("History")
        self.filters = Filters(theme)
        self.list = EntryList(theme)
        self._empty = EmptyList(icons, "history", _NOTHING, _ELSEWHERE)
        self._lay_out(icons)
        self._connect()

    def _lay_out(self, icons: Icons) -> None:
        self._back = tool(icons, "back", "Back to all steps", "Esc")
        close = tool(icons, "close", "Close the history", "Esc")
        close.clicked.connect(self.leave)
        self._back.clicked.connect(self._leave_step)
        margins = (Space.L, Space.S, Space.S, Space.XS)
        head = across(self._back, label("History", "strong"), None, close, margins=margins)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.list)
        nothing = across(Space.XL, self._empty, Space.XL)
        self._stack.addWidget(frame("", down(Space.XXL, nothing, None)))
        self._reason = ElidedLabel("", "small")
        self.show_button = KeyedButton("Show it", "Space")
        self.main_button = KeyedButton("Return to this", "Return", "primary")
        self.show_button.clicked.connect(self._show)
        self.main_button.clicked.connect(self._do)
        foot = across(self.show_button, None, self.main_button)
        below = down(self._reason, foot, gap=Space.XS, margins=(Space.L, Space.S, Space.L, Space.M))
        filters = across(Space.L, self.filters, Space.L, gap=0)
        column = down(head, filters, Space.S, hairline(), gap=0)
        column.addLayout(across(Space.S, self._stack, Space.S, gap=0), 1)
        column.addWidget(hairline())
        column.addLayout(below)
        self.setLayout(column)

    def _connect(self) -> None:
        workspace = self._workspace
        self.filters.about_chosen.connect(self._on_about)
        self.filters.changed.connect(self.read)
        self.list.looked_at.connect(self._on_looked_at)
        self.list.entered.connect(self._do)
        self.list.show_asked.connect(self._show)
        self.list.selectionModel().currentChanged.connect(lambda *_: self._show_deeds())
        workspace.changed.connect(lambda _: self.read())
        workspace.busy_changed.connect(self.read)
        workspace.selected.connect(self._show_about)
        workspace.moved.connect(self._show_about)
        workspace.opened.connect(self.leave)
        workspace.closed.connect(self.leave)

    # --- coming and going -------------------------------------------------------------------------

    def open_over(self, of: Of) -> None:
        """Show the history of something, with the keyboard in the list."""
        things = things_at_hand(self._workspace)
        wanted = {"project": PROJECT.id, "article": "article "}.get(of, "")
        self._looked_into = None
        self._about = next((one for one in things if one.id.startswith(wanted)), PROJECT)
        self.stand()
        self.read(anew=True)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the step that is looked into by Esc, and then the history."""
        if event.key() == Qt.Key.Key_Escape and self._looked_into is not None:
            self._leave_step()
            event.accept()
        else:
            super().keyPressEvent(event)

    # --- from the file to the screen --------------------------------------------------------------

    def read(self, *, anew: bool = False) -> None:
        """Read what fits. The line that was looked at stays so, unless all is shown anew."""
        if not self._workspace.is_open or self.isHidden():
            return
        before = None if anew else self.list.line
        reader = self._workspace.reader
        self.filters.show_people(reader.persons())
        self.list.with_place = self._about.article is None and self._about.item is None
        entries = self.list.entries
        entries.show(reader, self._about.within(self.filters.scope))
        self._stack.setCurrentIndex(0 if entries.rows else 1)
        self.list.go_to(entries.find(before) if before is not None else entries.first)
        self._show_about()
        self._show_deeds()

    def _show_about(self) -> None:
        if not self._workspace.is_open or self.isHidden():
            return
        things = things_at_hand(self._workspace)
        if all(one.id != self._about.id for one in things):
            things.insert(0, self._about)
        self.filters.show_about(self._about, things)
        self._back.setVisible(self._looked_into is not None)

    def _show_deeds(self) -> None:
        """Say what can be done with the line that is looked at, and if nothing can, why."""
        line = self.list.line
        if line is not None and self._is_step(line):
            changes = count(line.changes, "change", "changes")
            self.main_button.show_words(say("Show all {changes}", changes=changes), "Return")
        else:
            self.main_button.show_words("Return to this", "Return")
        reason = self._reason_against(line)
        self.main_button.setEnabled(reason is None)
        self._reason.setText(reason or "")
        self.show_button.setEnabled(
            line is not None and line.was is not None and bool(line.article)
        )

    def _is_step(self, line: Line) -> bool:
        return line.version is None and line.step is not None

    def _reason_against(self, line: Line | None) -> str | None:
        if line is None:
            return ""
        return None if self._is_step(line) else reason_against(self._workspace, line)

    # --- what the user does -----------------------------------------------------------------------

    def _on_about(self, id_: str) -> None:
        things = [*things_at_hand(self._workspace), self._about]
        self._looked_into = None
        self._about = next((one for one in things if one.id == id_), PROJECT)
        self.read(anew=True)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_looked_at(self) -> None:
        line = self.list.line
        if line is not None:
            choose_place(self._workspace, line)

    def _show(self) -> None:
        line = self.list.line
        if line is not None and self.show_button.isEnabled():
            self._commands.attempt(lambda: show_place(self._workspace, line))

    def _do(self) -> None:
        line = self.list.line
        if line is None or not self.main_button.isEnabled():
            return
        if self._is_step(line):
            self._look_into(line)
        elif line.version is not None:
            version = line.version
            if self._commands.attempt(lambda: return_to(self._hands, version)):
                self.list.go_to(self.list.entries.first)

    def _look_into(self, line: Line) -> None:
        if line.step is not None:
            self._looked_into = self._about, line
            self._about = inside(self._about, line.step, line.title)
            self.read(anew=True)

    def _leave_step(self) -> None:
        if self._looked_into is not None:
            self._about, line = self._looked_into
            self._looked_into = None
            self.read(anew=True)
            self.list.go_to(self.list.entries.find(line))
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
