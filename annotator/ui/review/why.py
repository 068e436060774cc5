"""Why it is decided so, and what is said about the chosen difference."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QWidget

from annotator.actions.review.deciding import keep_reason
from annotator.model.change import Changes
from annotator.model.review.comparison import Case
from annotator.model.sentences import count, say
from annotator.store.review.talking import threads
from annotator.ui.commands import Commands
from annotator.ui.parts.buttons import button
from annotator.ui.parts.layouts import across, down
from annotator.ui.parts.words import key_text, tooltip
from annotator.ui.talk.threads import Threads, WritingLine
from annotator.ui.theme import Space
from annotator.workspace.workspace import Workspace

_MARGINS = (20, 0, 20, 0)
_LEADING = Qt.AlignmentFlag.AlignLeading


class Why(QWidget):
    """The reason of the decision, and the way to make it a rule for all."""

    grew = Signal()
    """It takes more lines now, or fewer."""

    def __init__(self, workspace: Workspace, commands: Commands) -> None:
        super().__init__()
        self._workspace, self._commands = workspace, commands
        self._case: Case | None = None
        keys = key_text(commands["write_reason"].keys[0])
        self._field = WritingLine("Reason of the decision", hint=say("Why?  {keys}", keys=keys))
        self._field.written.connect(self._on_written)
        self._field.returnPressed.connect(self._go_back)
        self._field.left.connect(self._go_back)
        self._rule = button("To the rules", "quiet", checked=False)
        rule = commands["reason_to_rules"]
        self._rule.setToolTip(tooltip(f"{rule.help}  {key_text(rule.keys[0])}"))
        self._rule.clicked.connect(self._on_rule)
        self._field.textChanged.connect(lambda words: self._rule.setEnabled(bool(words.strip())))
        self._rule.setEnabled(False)
        self._deeds = across(self._rule, gap=Space.XS)
        self._row = across(self._field, self._deeds, gap=Space.XS, margins=_MARGINS)
        self._field.textChanged.connect(self._give_room)
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
            self._field.home(False)
        self._rule.setChecked(self._workspace.review.becomes_rule(self._case))

    def add(self, beside: QWidget) -> None:
        """Put something at the end of the line."""
        self._deeds.addWidget(beside)

    def _give_room(self, words: str) -> None:
        """Let what is written have the whole line, and the buttons the next."""
        way = QBoxLayout.Direction
        wanted = way.TopToBottom if words else way.LeftToRight
        if self._row.direction() != wanted:
            self._row.setDirection(wanted)
            self._deeds.setAlignment(_LEADING if words else Qt.AlignmentFlag(0))
            self.grew.emit()

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
        self._field.home(False)

    def _on_rule(self) -> None:
        self._commands.do("reason_to_rules")
        self._rule.setChecked(self._workspace.review.becomes_rule(self._case))


class Talk(QWidget):
    """The comments on the chosen difference and its marks; write, answer, resolve."""

    def __init__(self, workspace: Workspace, commands: Commands) -> None:
        super().__init__()
        self._workspace = workspace
        self.opener = button("Comment", "quiet")
        """Opens the line to write in."""
        deed = commands["comment_on_case"]
        self.opener.setToolTip(tooltip(f"{deed.help}  {key_text(deed.keys[0])}"))
        self.threads = Threads(workspace, commands.attempt, workspace.review.name_of)
        self.opener.clicked.connect(self.threads.write)
        self.threads.left.connect(lambda: commands.do("stop_drawing"))
        self.more = button("", "link")
        """Opens the list of what is said of other things in the article."""
        self.more.clicked.connect(lambda: commands.do("comments"))
        self.setLayout(down(self.threads, gap=0, margins=_MARGINS))
        self.setFocusProxy(self.threads)
        workspace.review.changed.connect(self.read)
        workspace.review.chose.connect(self.read)
        workspace.changed.connect(self._on_changed)

    def _on_changed(self, changes: Changes) -> None:
        if self._workspace.review.is_on and changes.touch("comment"):
            self.read()

    def read(self) -> None:
        """Show what is said now."""
        workspace = self._workspace
        case, article = workspace.review.case, workspace.article
        self.setVisible(case is not None)
        if article is None or workspace.store is None or workspace.busy is not None:
            self.more.hide()
            return  # another worker has what would be read
        said = threads(workspace.store, article.id)
        here = [t for t in said if case is not None and case.tells_of(t.first.of or "")]
        if case is not None:
            self.threads.show_threads(here, case.id, article.id)
        left = sum(1 for thread in said if thread not in here and not thread.is_resolved)
        self.more.setVisible(bool(left))
        self.more.show_name(say("{comments} in this article",
                                comments=count(left, "open comment", "open comments")))  # fmt: skip
