"""The rounds beside the article: who reads what, how far each person is, and what can be done."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from annotator.actions.action import Hands
from annotator.actions.rounds import close_round, extend_round, write_for_one
from annotator.background import Quietly
from annotator.model.change import Changes
from annotator.model.round import Round
from annotator.model.sentences import count
from annotator.store.reviewed import rounds
from annotator.store.rounds import Share, is_quick, shares
from annotator.ui.commands import Commands
from annotator.ui.icons import Icons
from annotator.ui.parts.buttons import KeyedButton, tool
from annotator.ui.parts.empty import EmptyList
from annotator.ui.parts.focus import has_focus_inside
from annotator.ui.parts.layouts import across, down, frame, hairline
from annotator.ui.parts.scrolled import scrolled
from annotator.ui.parts.side import SideSheet
from annotator.ui.parts.words import label
from annotator.ui.rounds.row import HEIGHT, RoundRow
from annotator.ui.rounds.table import ShareTable
from annotator.ui.theme import Space, Theme
from annotator.workspace.said import Said

_MOST_ROWS = 5
"""So many rounds are seen at once; more of them scroll."""
_NOTHING = "There is no round yet"
_REMARK = (
    "A round gives the same articles to several people, who read them apart, so that their work "
    "can be compared."
)


def show_rounds(
    theme: Theme, icons: Icons, hands: Hands, commands: Commands, window: QWidget
) -> None:
    """Show the rounds over a window; a sheet that is open is used again."""
    sheet = window.findChild(RoundSheet)
    if sheet is None or sheet.isHidden():
        sheet = RoundSheet(theme, icons, hands, commands, window)
    sheet.open_over()


class RoundSheet(SideSheet):
    """Above the rounds, below how far each person of the chosen one is, and its deeds."""

    def __init__(
        self, theme: Theme, icons: Icons, hands: Hands, commands: Commands, window: QWidget
    ) -> None:
        super().__init__(theme, window)
        self._theme, self._hands, self._commands = theme, hands, commands
        self._workspace = hands.workspace
        self._shares: dict[str, list[Share]] = {}
        """What is counted so far, by round."""
        self._quietly = Quietly()
        self._chosen: str | None = None
        self.rows: list[RoundRow] = []
        self.setAccessibleName("Rounds")
        self.table = ShareTable()
        self.empty = EmptyList(icons, "people", _NOTHING, _REMARK)
        self._lay_out(icons)
        self._connect()

    def _lay_out(self, icons: Icons) -> None:
        close = tool(icons, "close", "Close the rounds", "Esc")
        close.clicked.connect(self.leave)
        self._count = label("", "meta")
        margins = (Space.L, Space.S, Space.S, Space.XS)
        head = across(label("Rounds", "strong"), self._count, None, close, margins=margins)
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self._list.setContentsMargins(Space.S, 0, Space.S, 0)
        self._area = scrolled(self._list)
        inside = down(self.table, None, margins=(Space.L, Space.M, Space.L, Space.M))
        there = down(self._area, Space.S, hairline(), gap=0)
        there.addWidget(scrolled(inside), 1)
        self._stack = QStackedWidget()
        self._stack.addWidget(frame("", there))
        nothing = across(Space.XL, self.empty, Space.XL)
        self._stack.addWidget(frame("", down(Space.XXL, nothing, None)))
        column = down(head, gap=0)
        column.addWidget(self._stack, 1)
        column.addWidget(hairline())
        column.addLayout(self._foot())
        self.setLayout(column)

    def _foot(self) -> QVBoxLayout:
        self._said = label("", "small", wrap=True)
        self._said.setAccessibleName("What was done")
        self.extend_button = KeyedButton("Extend…", "E")
        self.close_button = KeyedButton("Close it", "C")
        self.file_button = KeyedButton("File for one person…", "F")
        self.begin_button = KeyedButton("Begin a round…", "B", "primary")
        self._of_round = frame("", across(
            self.extend_button, self.close_button, None, self.file_button, gap=Space.XS
        ))  # fmt: skip
        main = across(None, self.begin_button)
        margins = (Space.L, Space.S, Space.L, Space.M)
        return down(self._said, self._of_round, main, gap=Space.S, margins=margins)

    def _connect(self) -> None:
        workspace = self._workspace
        self.extend_button.clicked.connect(lambda: self._do(self._extend))
        self.close_button.clicked.connect(lambda: self._do(self._close_or_open))
        self.file_button.clicked.connect(lambda: self._do(self._write))
        self.begin_button.clicked.connect(self._begin)
        workspace.changed.connect(self._on_changed)
        workspace.busy_changed.connect(self.read)
        workspace.said.connect(self._on_said)
        for signal in (workspace.opened, workspace.closed):
            signal.connect(self._forget)
            signal.connect(self.leave)

    # --- coming and going -------------------------------------------------------------------------

    def open_over(self) -> None:
        """Show the rounds, with the keyboard in the list."""
        self.stand()
        self.read()
        self._take_keyboard()

    def _take_keyboard(self) -> None:
        chosen = next((row for row in self.rows if row.chosen), None)
        (chosen or self.begin_button).setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Begin by B, extend by E, close or open by C, and write a file by F."""
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        buttons = {
            Qt.Key.Key_B: self.begin_button, Qt.Key.Key_E: self.extend_button,
            Qt.Key.Key_C: self.close_button, Qt.Key.Key_F: self.file_button,
        }  # fmt: skip
        pressed = buttons.get(Qt.Key(event.key()))
        if held == Qt.KeyboardModifier.NoModifier and pressed is not None and pressed.isVisible():
            pressed.click()
            event.accept()
        else:
            super().keyPressEvent(event)

    # --- from the file to the screen --------------------------------------------------------------

    @property
    def round(self) -> Round | None:
        """Give the round that is looked at."""
        return next((row.round for row in self.rows if row.round.id == self._chosen), None)

    def read(self) -> None:
        """Read all anew. What was looked at stays so, else the newest is."""
        if not self._workspace.is_open or self.isHidden():
            return
        reader = self._workspace.reader
        found = rounds(reader)[::-1]
        if is_quick(reader):
            self._shares = {one.id: shares(reader, one) for one in found}
        else:
            self._count_beside(found)
        if all(one.id != self._chosen for one in found):
            self._chosen = found[0].id if found else None
        self._show_rows(found)
        self._stack.setCurrentIndex(0 if found else 1)
        self._of_round.setVisible(bool(found))
        self._count.setText(count(len(found), "round", "rounds") if found else "")
        self._show_chosen()

    def _count_beside(self, found: list[Round]) -> None:
        """Count off the screen's thread; what was counted before is shown meanwhile."""
        store = self._workspace.need()

        def work() -> dict[str, list[Share]]:
            beside = store.reader_beside()
            try:
                return {one.id: shares(beside, one) for one in found}
            finally:
                beside.close()

        self._quietly.run(work, self._take)

    def _take(self, counted: dict[str, list[Share]]) -> None:
        self._shares = counted
        if not self.isHidden():
            self._show_rows([row.round for row in self.rows])
            self._show_chosen()

    def _forget(self) -> None:
        self._quietly.let_go()
        self._shares = {}

    def _show_rows(self, found: list[Round]) -> None:
        """Show a row for each round; the keyboard goes over before the old ones go."""
        old, had_focus = self.rows, has_focus_inside(self._area)
        self.rows = [RoundRow(self._theme, one, self._shares.get(one.id)) for one in found]
        for row in self.rows:
            row.choose(chosen=row.round.id == self._chosen)
            row.clicked.connect(lambda _=False, id_=row.round.id: self._choose(id_))
            row.reached.connect(lambda id_=row.round.id: self._choose(id_))
            self._list.addWidget(row)
            row.show()
        if had_focus:
            self._take_keyboard()
        for row in old:
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._area.setFixedHeight(HEIGHT * min(max(len(found), 1), _MOST_ROWS))

    def _choose(self, id_: str) -> None:
        if id_ != self._chosen:
            self._chosen = id_
            self._show_chosen()

    def _show_chosen(self) -> None:
        for row in self.rows:
            row.choose(chosen=row.round.id == self._chosen)
        round_ = self.round
        if round_ is not None:
            names = {person.id: person.name for person in self._workspace.reader.persons()}
            self.table.show_shares(self._shares.get(round_.id, ()), names)
            self.close_button.show_words("Open again" if round_.is_closed else "Close it", "C")
        self._show_reason()

    def _show_reason(self) -> None:
        """Say why nothing can be changed now, where nothing can."""
        reason, round_ = self._workspace.cannot_write, self.round
        for one in (self.begin_button, self.extend_button, self.close_button):
            one.setEnabled(reason is None)
        if round_ is not None and round_.is_closed:
            self.extend_button.setEnabled(False)
        if reason is not None:
            self._said.setText(reason)
        self._said.setVisible(bool(self._said.text()))

    def _on_changed(self, changes: Changes) -> None:
        if changes.touch("round", "assignment", "reading", "person", "article"):
            self.read()

    def _on_said(self, said: Said) -> None:
        self._said.setText(said.words)
        self._show_reason()

    # --- what the user does -----------------------------------------------------------------------

    def _begin(self) -> None:
        before = {row.round.id for row in self.rows}
        self._commands.do("begin_round")
        new = next((row.round.id for row in self.rows if row.round.id not in before), None)
        if new is not None:
            self._choose(new)
        self._take_keyboard()

    def _do(self, deed: Callable[[Round], None]) -> None:
        """Do something with the round that is looked at, or tell why it cannot be done."""
        round_ = self.round
        if round_ is not None:
            self._commands.attempt(lambda: deed(round_))
            self._take_keyboard()

    def _extend(self, round_: Round) -> None:
        extend_round(self._hands, round_)

    def _close_or_open(self, round_: Round) -> None:
        close_round(self._hands, round_, closed=not round_.is_closed)

    def _write(self, round_: Round) -> None:
        write_for_one(self._hands, round_)
