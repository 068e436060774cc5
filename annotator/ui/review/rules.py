"""The sheet of the guideline lines: where each came from, and adding, changing, withdrawing."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from annotator.actions.action import Hands
from annotator.actions.review.ruling import add_rule, change_rule, show_origin, withdraw_rule
from annotator.model.change import Changes
from annotator.model.decision import GuidelineLine
from annotator.model.sentences import count, say
from annotator.model.words import briefly
from annotator.store.review.origins import Origin, origins, words_of
from annotator.store.review.talking import lines
from annotator.ui.commands import Commands
from annotator.ui.icons import Icons
from annotator.ui.library.facts import NO_TITLE
from annotator.ui.parts.buttons import KeyedButton, button, tool
from annotator.ui.parts.empty import EmptyList
from annotator.ui.parts.form import ChoiceField, FormRow, TextBox
from annotator.ui.parts.layouts import across, down, frame, hairline
from annotator.ui.parts.side import SideSheet
from annotator.ui.parts.words import label
from annotator.ui.review.rule_list import RuleList
from annotator.ui.theme import Space, Theme

_ALL = "all"
_NOTHING = "There are no rules yet"
_REMARK = "Write one below, or make one of the reason of a decision in the review."
_TOUCHING = ("guideline", "decision", "label", "scheme", "span")
_MOST_ORIGINS = 4


def show_rules(
    theme: Theme, icons: Icons, hands: Hands, commands: Commands, window: QWidget
) -> None:
    """Show the rules over a window; a sheet that is open is used again."""
    sheet = window.findChild(RuleSheet)
    if sheet is None or sheet.isHidden():
        sheet = RuleSheet(theme, icons, hands, commands, window)
    sheet.open_over()


class RuleBox(TextBox):
    """Lines to write a rule in: Return keeps it, Esc leaves it."""

    sent = Signal()
    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep by Return, leave by Esc; Shift+Return begins a line."""
        is_return = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_return and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.sent.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class RuleSheet(SideSheet):
    """The rules, the decisions of the one that is looked at, and a box to write in."""

    def __init__(
        self, theme: Theme, icons: Icons, hands: Hands, commands: Commands, window: QWidget
    ) -> None:
        super().__init__(theme, window)
        self._theme, self._hands, self._commands = theme, hands, commands
        self._workspace = hands.workspace
        self._changing: GuidelineLine | None = None
        self._about: str | None = None
        """The id of the label that the rule in the box is about, None for all."""
        self._origins: dict[str, list[Origin]] = {}
        self.setAccessibleName("Guideline lines")
        self.list = RuleList(theme)
        self.empty = EmptyList(icons, "guide", _NOTHING, _REMARK)
        self.box = RuleBox("Rule", hint="Write a rule", lines=3)
        self.label = self._label_field()
        self._lay_out(icons)
        self._connect()

    def _label_field(self) -> ChoiceField:
        scheme = self._workspace.scheme
        choices = [(one.id, one.name) for one in scheme.labels if not one.retired]
        return ChoiceField(self._theme, "About", [(_ALL, "All labels"), *choices], _ALL)

    def _lay_out(self, icons: Icons) -> None:
        close = tool(icons, "close", "Close the guideline lines", "Esc")
        close.clicked.connect(self.leave)
        self._many = label("", "meta")
        margins = (Space.L, Space.S, Space.S, Space.XS)
        head = across(label("Guideline lines", "strong"), self._many, None, close, margins=margins)
        there = down(self.list, gap=0)
        nothing = down(self.empty, None, margins=(Space.L, Space.XXL, Space.L, 0))
        self._stack = QStackedWidget()
        for page in (there, nothing):
            self._stack.addWidget(frame("", page))
        self._open = KeyedButton("Show the decision", "Return", "quiet")
        self._change = KeyedButton("Change", "F2", "quiet")
        self._withdraw = KeyedButton("Withdraw", "Del", "quiet")
        self._deeds = frame("", across(self._open, self._change, self._withdraw, None,
                                       gap=0, margins=(Space.S, 0, Space.S, 0)))  # fmt: skip
        self._from = down(gap=0, margins=(Space.S, 0, Space.S, Space.XS))
        self._doing = label("Add a rule", "strong")
        self._send = KeyedButton("Add", "Return", "primary")
        self._cancel = KeyedButton("Leave it", "Esc", "quiet")
        self._add = KeyedButton("New rule", "Ins", "quiet")
        below = down(
            across(self._doing, None, self._add), self.box, FormRow("About", self.label),
            across(self._send, self._cancel, None), gap=Space.S,
            margins=(Space.L, Space.S, Space.L, Space.M),
        )  # fmt: skip
        column = down(head, gap=0)
        column.addWidget(self._stack, 1)
        column.addLayout(self._from)
        column.addWidget(self._deeds)
        column.addWidget(hairline())
        column.addLayout(below)
        self.setLayout(column)

    def _connect(self) -> None:
        self.list.currentRowChanged.connect(lambda _: self._show_chosen())
        self.list.opened.connect(self._show_origin)
        self.list.asked_to_change.connect(self._begin_change)
        self.list.asked_to_withdraw.connect(self._on_withdraw)
        self.list.asked_to_add.connect(self._begin_add)
        self._open.clicked.connect(self._show_origin)
        self._change.clicked.connect(self._begin_change)
        self._withdraw.clicked.connect(self._on_withdraw)
        self._add.clicked.connect(self._begin_add)
        self.label.chosen.connect(self._on_about)
        self._send.clicked.connect(self._keep)
        self._cancel.clicked.connect(self._leave_box)
        self.box.sent.connect(self._keep)
        self.box.left.connect(self._leave_box)
        workspace = self._workspace
        workspace.changed.connect(self._on_changed)
        workspace.busy_changed.connect(self.read)
        for signal in (workspace.opened, workspace.closed):
            signal.connect(self._drop)

    # --- coming and going -------------------------------------------------------------------------

    def open_over(self) -> None:
        """Show the rules, with the keyboard in the list, or where there are none in the box."""
        self.stand()
        self.read()
        (self.list if self.list.count() else self.box).setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Close. What was written and not kept yet is kept."""
        if self.box.toPlainText().strip() and self._workspace.is_open and not self.isHidden():
            self._keep()
        super().leave()

    def _drop(self) -> None:
        """Close as the project goes: what is in the box belongs to none that is open."""
        self.box.show_text("")
        self.leave()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Write a new rule by Ins, wherever one is in the sheet."""
        if event.key() == Qt.Key.Key_Insert:
            self._begin_add()
        else:
            super().keyPressEvent(event)

    # --- from the file to the screen --------------------------------------------------------------

    def _on_changed(self, changes: Changes) -> None:
        if changes.touch(*_TOUCHING) and not self.isHidden():
            self.read()

    def read(self) -> None:
        """Read all anew."""
        if not self._workspace.is_open or self._workspace.busy is not None or self.isHidden():
            return
        known = lines(self._workspace.need())
        self._origins = origins(self._workspace.reader, known)
        self.list.show_rules([(line, self._told(line)) for line in known])
        self._stack.setCurrentIndex(0 if known else 1)
        self._many.setText(count(len(known), "rule", "rules") if known else "")
        self._show_chosen()

    def _told(self, line: GuidelineLine) -> str:
        """Say what a rule is about, and where it came from."""
        scheme = self._workspace.scheme
        about = scheme.label_names.get(line.label, line.label) if line.label else "All labels"
        found = self._origins.get(line.id, [])
        if not found:
            gone = line.decision is not None
            return say("{about} · from a decision that was taken back", about=about) if gone else (
                say("{about} · written as it is", about=about)
            )  # fmt: skip
        title = found[0].title or NO_TITLE
        if len(found) > 1:
            decided = count(len(found), "decision", "decisions")
            return say("{about} · from {decided}", about=about, decided=decided)
        return say("{about} · from a decision in {title}", about=about, title=title)

    def _show_chosen(self) -> None:
        while (item := self._from.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        line = self.list.line
        self._deeds.setVisible(line is not None)
        found = self._origins.get(line.id, []) if line is not None else []
        self._open.setEnabled(bool(found))
        if found:
            about = label("From the decisions on", "meta")
            self._from.addWidget(frame("", across(about, None, margins=(Space.L, 0, 0, 0))))
        for origin in found[:_MOST_ORIGINS]:
            words = words_of(self._workspace.reader, origin)
            title = briefly(origin.title) if origin.title else NO_TITLE
            told = say("“{words}” in {title}", words=briefly(words, 24), title=title)
            link = button(told if words else title, "quiet")
            link.clicked.connect(partial(self._go_to, origin))
            self._from.addWidget(frame("", across(link, None, margins=(Space.S, 0, 0, 0))))
        left = len(found) - _MOST_ORIGINS
        if left > 0:
            more = label(say("and {n} more", n=left), "meta")
            self._from.addWidget(frame("", across(more, None, margins=(Space.L, 0, 0, 0))))

    # --- what the user does -----------------------------------------------------------------------

    def _show_origin(self) -> None:
        line = self.list.line
        found = self._origins.get(line.id, []) if line is not None else []
        if found:
            self._go_to(found[0])
        elif line is not None:
            self._workspace.tell("This rule came of no decision that is still there.", floats=True)

    def _go_to(self, origin: Origin) -> None:
        if self._commands.attempt(lambda: show_origin(self._hands, origin)):
            self.leave()

    def _begin_change(self) -> None:
        line = self.list.line
        if line is not None:
            self._begin(line, line.text, line.label)

    def _begin_add(self) -> None:
        self._begin(None, "", None)

    def _begin(self, line: GuidelineLine | None, words: str, about: str | None) -> None:
        self._changing = line
        self._doing.setText("Add a rule" if line is None else "Change the rule")
        self._send.show_words("Add" if line is None else "Change", "Return")
        self.box.show_text(words)
        self._about = about
        self.label.show_choice(about or _ALL)
        self.box.setFocus(Qt.FocusReason.OtherFocusReason)
        self.box.selectAll()

    def _keep(self) -> None:
        words, about, line = self.box.toPlainText(), self._about, self._changing
        deed: Callable[[], None] = partial(add_rule, self._workspace, words, about)
        if line is not None:
            deed = partial(change_rule, self._workspace, line, words, about)
        if self._commands.attempt(deed):
            self._leave_box()
            self.list.go_to(words.strip())

    def _on_about(self, id_: str) -> None:
        self._about = None if id_ == _ALL else id_

    def _leave_box(self) -> None:
        self._begin(None, "", None)
        if self.list.count():
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_withdraw(self) -> None:
        line = self.list.line
        if line is not None:
            self._commands.attempt(lambda: withdraw_rule(self._workspace, line))
