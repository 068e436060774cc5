"""Threads of comments, each to be answered and resolved, and a line to write in."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from annotator.actions.commenting import answer, resolve, say_of
from annotator.model.sentences import count, say
from annotator.store.review.talking import Thread
from annotator.ui.parts.buttons import PushButton, button
from annotator.ui.parts.form import LineField
from annotator.ui.parts.layouts import across, down
from annotator.ui.parts.words import label
from annotator.ui.theme import Space
from annotator.workspace.workspace import Workspace

_INSET = 8
"""Pixels: what stands in a quiet button begins there too."""
Attempt = Callable[[Callable[[], object]], bool]
"""Does something that may be refused, and tells what the user is told. False if it was."""


class WritingLine(LineField):
    """A line that keeps Return and Esc: around it they mean something else."""

    left = Signal()

    def event(self, event: QEvent) -> bool:
        """Keep Return with Ctrl from the window too, where it ends the work on the article."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Write, finish by Return, leave by Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()


class Threads(QWidget):
    """What is said of one thing, or of several with what each thread is about above it."""

    left = Signal()
    """Writing has ended: the keyboard belongs elsewhere."""
    show_asked = Signal(str)
    """What a thread is about is to be shown: the id of its first comment."""

    def __init__(
        self, workspace: Workspace, attempt: Attempt, name_of: Callable[[str], str]
    ) -> None:
        super().__init__()
        self._workspace, self._attempt, self._name_of = workspace, attempt, name_of
        self._of: str | None = None
        self._article = ""
        self._to: Thread | None = None
        self._shown: object = None
        self.answers: dict[str, PushButton] = {}
        """The buttons that answer, by the id of the first comment of a thread."""
        self._said = down(gap=Space.S)
        self._field = WritingLine("Comment", hint="Comment…")
        self._field.hide()
        self._field.returnPressed.connect(self._send)
        self._field.left.connect(self._close)
        self.setLayout(down(self._said, self._field, gap=Space.XS))
        self.setFocusProxy(self._field)

    @property
    def is_writing(self) -> bool:
        """Say whether the line to write in is open."""
        return not self._field.isHidden()

    def show_threads(
        self, found: Sequence[Thread], of: str | None, article: str,
        heads: Mapping[str, str] | None = None,
    ) -> None:  # fmt: skip
        """Show threads. A new comment is about `of`, with None about the article.

        `heads` says by the id of its first comment what each is about.
        """
        if (of, article) != (self._of, self._article):
            self.flush()
        self._of, self._article = of, article
        names = tuple(self._name_of(c.person) for t in found for c in (t.first, *t.answers))
        if (tuple(found), heads, names) == self._shown:
            return
        self._shown = (tuple(found), heads, names)
        if self._to is not None and all(t.first.id != self._to.first.id for t in found):
            self._to = None
        self._field.setPlaceholderText("Comment…" if self._to is None else "Answer…")
        self._clear()
        for thread in found:
            self._said.addWidget(self._thread(thread, (heads or {}).get(thread.first.id, "")))

    def _clear(self) -> None:
        self.answers = {}
        while (item := self._said.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def _thread(self, thread: Thread, head: str) -> QWidget:
        lines = down(gap=0)
        if head:
            link = button(head, "link")
            link.setToolTip("Show it")
            link.clicked.connect(partial(self.show_asked.emit, thread.first.id))
            lines.addLayout(across(link, None))
        for comment in (thread.first, *thread.answers):
            who, when = self._name_of(comment.person), day(comment.written)
            told = say("{who}, {when}: {text}", who=who, when=when, text=comment.text)
            words = label(told, "small", wrap=True)
            words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            inset = _INSET if comment is thread.first else _INSET + Space.M
            lines.addLayout(across(inset, words, gap=0))
        answers = button("Answer", "quiet")
        answers.clicked.connect(lambda: self._answer(thread))
        self.answers[thread.first.id] = answers
        done = button("Take up again" if thread.is_resolved else "Resolve", "quiet")
        done.clicked.connect(lambda: self._resolve(thread))
        about = [label("resolved", "meta")] if thread.is_resolved else []
        lines.addLayout(across(answers, done, *about, None, gap=Space.XS))
        result = QWidget()
        result.setLayout(lines)
        number = count(1 + len(thread.answers), "comment", "comments")
        result.setAccessibleName(say("Thread of {comments}", comments=number))
        return result

    # --- what the user does -----------------------------------------------------------------------

    def write(self) -> None:
        """Begin a comment that answers none."""
        self._to = None
        self._open("Comment…")

    def flush(self) -> None:
        """Keep what is written."""
        if self.is_writing and self._field.text().strip():
            self._send()

    def _answer(self, thread: Thread) -> None:
        self._to = thread
        self._open("Answer…")

    def _open(self, hint: str) -> None:
        self._field.setPlaceholderText(hint)
        self._field.show()
        self._field.setFocus()

    def _resolve(self, thread: Thread) -> None:
        done = not thread.is_resolved
        self._attempt(lambda: resolve(self._workspace, thread.first, done=done))

    def _send(self) -> None:
        words, to = self._field.text(), self._to
        if not words.strip():
            self._close()
            return
        deed = partial(say_of, self._workspace, self._of, words, self._article)
        if to is not None:
            deed = partial(answer, self._workspace, to.first, words)
        self._field.show_text("")  # what is written must not be written again as views follow
        if self._attempt(deed):
            self._close()
        else:
            self._field.setText(words)

    def _close(self) -> None:
        had = self._field.hasFocus()
        self._to = None
        self._field.show_text("")
        self._field.hide()
        if had:
            self.left.emit()


def day(written: str) -> str:
    """Write when something was said, in the time of whoever reads it."""
    try:
        when = datetime.fromisoformat(written).astimezone()
    except ValueError:
        return written
    return f"{when.day} {when:%b %H:%M}"
