"""Why it is decided so, and what is said about the chosen difference."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from annotator.actions.commenting import answer, resolve, say_of
from annotator.actions.review.deciding import keep_reason
from annotator.model.change import Changes
from annotator.model.review.comparison import Case
from annotator.model.sentences import count, say
from annotator.store.review.talking import Thread, threads
from annotator.ui.commands import Commands
from annotator.ui.parts.buttons import button
from annotator.ui.parts.form import LineField
from annotator.ui.parts.layouts import across, down
from annotator.ui.parts.words import key_text, label, tooltip
from annotator.ui.theme import Space
from annotator.workspace.workspace import Workspace

_MARGINS = (20, 0, 20, 0)


class _Field(LineField):
    """A line that keeps Return and Esc: on this page they mean something else."""

    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Write, finish by Return, leave by Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()


class Why(QWidget):
    """The reason of the decision, and the way to make it a rule for all."""

    def __init__(self, workspace: Workspace, commands: Commands) -> None:
        super().__init__()
        self._workspace, self._commands = workspace, commands
        self._case: Case | None = None
        keys = key_text(commands["write_reason"].keys[0])
        self._field = _Field("Reason of the decision", hint=say("Why?  {keys}", keys=keys))
        self._field.written.connect(self._on_written)
        self._field.returnPressed.connect(self._go_back)
        self._field.left.connect(self._go_back)
        self._rule = button("To the rules", "quiet", checked=False)
        rule = commands["reason_to_rules"]
        self._rule.setToolTip(tooltip(f"{rule.help}  {key_text(rule.keys[0])}"))
        self._rule.clicked.connect(self._on_rule)
        self._field.textChanged.connect(lambda words: self._rule.setEnabled(bool(words.strip())))
        self._rule.setEnabled(False)
        self._row = across(self._field, self._rule, gap=Space.XS, margins=_MARGINS)
        self.setLayout(self._row)
        self.setFocusProxy(self._field)
        workspace.review.changed.connect(self.read)
        workspace.review.chose.connect(self.read)

    def read(self) -> None:
        """Show the reason of the chosen difference."""
        before, self._case = self._case, self._workspace.review.case
        self.setVisible(self._case is not None)
        is_same = before is not None and self._case is not None and before.id == self._case.id
        if self._case is not None and not (is_same and self._field.hasFocus()):
            self._field.show_text(self._workspace.review.reason(self._case))
        self._rule.setChecked(self._workspace.review.becomes_rule(self._case))

    def add(self, beside: QWidget) -> None:
        """Put something at the end of the line."""
        self._row.addWidget(beside)

    def flush(self) -> None:
        """Keep what is written."""
        if self._field.hasFocus():
            self._field.editingFinished.emit()

    def _on_written(self, words: str) -> None:
        case = self._case
        if case is not None:
            self._workspace.save(lambda: keep_reason(self._workspace, case, words))

    def _go_back(self) -> None:
        self._commands.do("stop_drawing")

    def _on_rule(self) -> None:
        self._commands.do("reason_to_rules")
        self._rule.setChecked(self._workspace.review.becomes_rule(self._case))


class Talk(QWidget):
    """The comments on the chosen difference and its marks; write, answer, resolve."""

    def __init__(self, workspace: Workspace, commands: Commands) -> None:
        super().__init__()
        self._workspace, self._commands = workspace, commands
        self._to: Thread | None = None
        self._said = down(gap=2)
        self.opener = button("Comment", "quiet")
        """Opens the line to write in."""
        self.opener.clicked.connect(self.open_line)
        self._field = _Field("Comment", hint="Comment…")
        self._field.hide()
        self._field.returnPressed.connect(self._send)
        self._field.left.connect(self._close_line)
        self._column = down(self._said, self._field, gap=Space.XS, margins=_MARGINS)
        self.setLayout(self._column)
        self.setFocusProxy(self._field)
        workspace.review.changed.connect(self.read)
        workspace.review.chose.connect(self.read)
        workspace.changed.connect(self._on_changed)

    def _on_changed(self, changes: Changes) -> None:
        if self._workspace.review.is_on and changes.touch("comment"):
            self.read()

    def read(self) -> None:
        """Show what is said now."""
        while (item := self._said.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        case = self._workspace.review.case
        self.setVisible(case is not None)
        if case is None or self._workspace.store is None or self._workspace.busy is not None:
            return  # another worker has what would be read
        about = {case.id, *case.alternatives}
        found = [
            one for one in threads(self._workspace.store, case.article) if one.first.of in about
        ]
        if self._to is not None and all(t.first.id != self._to.first.id for t in found):
            self._to = None
        self._field.setPlaceholderText("Comment…" if self._to is None else "Answer…")
        for thread in found:
            self._said.addWidget(self._thread(thread))

    def _thread(self, thread: Thread) -> QWidget:
        lines = down(gap=0)
        for comment in (thread.first, *thread.answers):
            who = self._workspace.review.name_of(comment.person)
            words = label(
                say("{who}, {when}: {text}", who=who, when=_day(comment.written),
                    text=comment.text), "small", wrap=True,
            )  # fmt: skip
            words.setContentsMargins(0 if comment is thread.first else Space.M, 0, 0, 0)
            words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            lines.addWidget(words)
        answers = button("Answer", "quiet")
        answers.clicked.connect(lambda: self._answer(thread))
        done = button("Take up again" if thread.is_resolved else "Resolve", "quiet")
        done.clicked.connect(lambda: self._resolve(thread))
        about = [label("resolved", "meta")] if thread.is_resolved else []
        lines.addLayout(across(answers, done, *about, None, gap=Space.XS))
        result = QWidget()
        result.setLayout(lines)
        result.setAccessibleName(say("Thread of {comments}", comments=count(
            1 + len(thread.answers), "comment", "comments")))  # fmt: skip
        return result

    def _answer(self, thread: Thread) -> None:
        self._to = thread
        self._field.setPlaceholderText("Answer…")
        self.open_line()

    def _resolve(self, thread: Thread) -> None:
        done = not thread.is_resolved
        self._commands.attempt(lambda: resolve(self._workspace, thread.first, done=done))

    def _send(self) -> None:
        words, case, to = self._field.text(), self._workspace.review.case, self._to
        if case is None or not words.strip():
            self._close_line()
            return
        if to is not None:
            sent = self._commands.attempt(lambda: answer(self._workspace, to.first, words))
        else:
            sent = self._commands.attempt(lambda: say_of(self._workspace, case.id, words))
        if sent:
            self._to = None
            self._close_line()
            self.read()

    def open_line(self) -> None:
        """Write a comment."""
        self._field.show()
        self._field.setFocus()

    def _close_line(self) -> None:
        self._field.show_text("")
        self._field.hide()
        self._commands.do("stop_drawing")


def _day(written: str) -> str:
    """Write when something was said, in the time of whoever reads it."""
    try:
        when = datetime.fromisoformat(written).astimezone()
    except ValueError:
        return written
    return f"{when.day} {when:%b %H:%M}"
