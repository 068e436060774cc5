"""The sheet of the comments on the open article: all threads, each with what it is about."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from annotator.actions.action import Hands
from annotator.actions.talking import show_talked, told
from annotator.model.change import Changes
from annotator.model.sentences import count
from annotator.store.review.talked import Talked, talked
from annotator.ui.commands import Commands
from annotator.ui.icons import Icons
from annotator.ui.parts.buttons import KeyedButton, tool
from annotator.ui.parts.empty import EmptyList
from annotator.ui.parts.focus import has_focus_inside
from annotator.ui.parts.layouts import across, down, frame, hairline
from annotator.ui.parts.scrolled import scrolled
from annotator.ui.parts.segments import Segments
from annotator.ui.parts.side import SideSheet
from annotator.ui.parts.words import label
from annotator.ui.talk.threads import Threads
from annotator.ui.theme import Space, Theme
from annotator.workspace.colleagues import A_COLLEAGUE

_TOUCHING = ("comment", "span", "relation", "decision", "person", "reading")


def show_comments(
    theme: Theme, icons: Icons, hands: Hands, commands: Commands, window: QWidget, thread: str
) -> None:
    """Show the comments over a window; a sheet that is open is used again."""
    sheet = window.findChild(CommentSheet)
    if sheet is None or sheet.isHidden():
        sheet = CommentSheet(theme, icons, hands, commands, window)
    sheet.open_over(thread)


class CommentSheet(SideSheet):
    """Open ones first asked for, or all; below them a button for a comment on the article."""

    def __init__(
        self, theme: Theme, icons: Icons, hands: Hands, commands: Commands, window: QWidget
    ) -> None:
        super().__init__(theme, window)
        self._hands, self._commands = hands, commands
        self._workspace = hands.workspace
        self._names: dict[str, str] = {}
        self._found: dict[str, Talked] = {}
        self._shows_all = False
        self.setAccessibleName("Comments")
        self.threads = Threads(self._workspace, commands.attempt, self._name_of)
        self.empty = EmptyList(icons, "noted", "", "")
        choices = [("open", "Open"), ("all", "All")]
        self.filter = Segments(theme, "Which comments", choices, "open")
        self._lay_out(icons)
        self._connect()

    def _lay_out(self, icons: Icons) -> None:
        close = tool(icons, "close", "Close the comments", "Esc")
        close.clicked.connect(self.leave)
        self._many = label("", "meta")
        margins = (Space.L, Space.S, Space.S, Space.XS)
        head = across(label("Comments", "strong"), self._many, None, self.filter, close,
                      margins=margins)  # fmt: skip
        self._area = scrolled(
            down(self.threads, None, gap=0, margins=(Space.L, Space.M, Space.L, Space.M))
        )
        nothing = down(self.empty, None, margins=(Space.L, Space.XXL, Space.L, 0))
        self._stack = QStackedWidget()
        self._stack.addWidget(self._area)
        self._stack.addWidget(frame("", nothing))
        keys = self._commands["next_open_comment"].keys[0]
        self._next = KeyedButton("Next open", keys, "quiet")
        self._write = KeyedButton("Comment on the article", "", "quiet")
        foot = across(self._write, None, self._next, margins=(Space.S, Space.XS, Space.S, Space.S))
        column = down(head, gap=0)
        column.addWidget(self._stack, 1)
        column.addWidget(hairline())
        column.addLayout(foot)
        self.setLayout(column)

    def _connect(self) -> None:
        self.filter.chosen.connect(self._on_filter)
        self.threads.show_asked.connect(self._show_it)
        self.threads.left.connect(self._go_home)
        self._write.clicked.connect(self._begin)
        self._next.clicked.connect(lambda: self._commands.do("next_open_comment"))
        workspace = self._workspace
        workspace.changed.connect(self._on_changed)
        workspace.moved.connect(self.read)
        workspace.busy_changed.connect(self.read)
        for signal in (workspace.opened, workspace.closed):
            signal.connect(self.leave)

    def _name_of(self, person: str) -> str:
        review = self._workspace.review
        if review.is_on and review.hides_names and person in review.people:
            return review.name_of(person)
        return self._names.get(person, A_COLLEAGUE)

    # --- coming and going -------------------------------------------------------------------------

    def open_over(self, thread: str = "") -> None:
        """Show the comments, with the keyboard at a thread, or at the first of them."""
        self.stand()
        self.read()
        if thread in self._found and thread not in self.threads.answers:
            self._on_filter("all")
        self.go_to(thread)

    def go_to(self, thread: str) -> None:
        """Put the keyboard on the answer to a thread, or to the first one."""
        buttons = self.threads.answers
        wanted = buttons.get(thread) or next(iter(buttons.values()), None)
        QApplication.processEvents()  # what has just come takes its place first
        if wanted is None:
            self._write.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            wanted.setFocus(Qt.FocusReason.OtherFocusReason)
            self._area.ensureWidgetVisible(wanted, 0, Space.XXL)

    def _go_home(self) -> None:
        self.go_to(self._workspace.at_comment or "")

    def leave(self) -> None:
        """Close. What was written is kept."""
        if self._workspace.is_open and not self.isHidden():
            self.threads.flush()
        super().leave()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from thread to thread by the arrows."""
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        buttons = list(self.threads.answers.values())
        at = next((n for n, one in enumerate(buttons) if one.hasFocus()), None)
        if step is None or at is None:
            super().keyPressEvent(event)
        elif 0 <= at + step < len(buttons):
            buttons[at + step].setFocus(Qt.FocusReason.TabFocusReason)
            self._area.ensureWidgetVisible(buttons[at + step], 0, Space.XXL)

    # --- from the file to the screen --------------------------------------------------------------

    def _on_changed(self, changes: Changes) -> None:
        if changes.touch(*_TOUCHING):
            self.read()

    def read(self) -> None:
        """Read all anew."""
        workspace, article = self._workspace, self._workspace.article
        if workspace.store is None or workspace.busy is not None or self.isHidden():
            return
        self._names = {person.id: person.name for person in workspace.reader.persons()}
        found = talked(workspace.store, article.id) if article is not None else []
        self._found = {one.thread.first.id: one for one in found}
        shown = [one for one in found if self._shows_all or one.is_open]
        heads = {one.thread.first.id: told(workspace, one) for one in shown}
        had_focus = has_focus_inside(self.threads)
        self.threads.show_threads(
            [one.thread for one in shown], None, article.id if article is not None else "", heads
        )
        open_ = sum(one.is_open for one in found)
        self._many.setText(count(open_, "open", "open") if found else "")
        self._stack.setCurrentIndex(0 if shown or self.threads.is_writing else 1)
        self.empty.say(*_nothing(len(found), is_article=article is not None))
        self._write.setEnabled(article is not None)
        if had_focus and not has_focus_inside(self):
            self._go_home()

    def _on_filter(self, which: str) -> None:
        self._shows_all = which == "all"
        self.filter.show_choice(which)
        self.read()

    # --- what the user does -----------------------------------------------------------------------

    def _begin(self) -> None:
        self._stack.setCurrentIndex(0)
        self.threads.write()

    def _show_it(self, thread: str) -> None:
        found = self._found.get(thread)
        if found is not None:
            self._commands.attempt(lambda: show_talked(self._hands, found))


def _nothing(found: int, *, is_article: bool) -> tuple[str, str]:
    if not is_article:
        return "No article is open", "Its comments would be here."
    if found:
        return "Nothing is left open", "All comments on this article are resolved."
    return "Nothing was said yet", "Comments on the article, on marks and on decisions come here."
