"""For the annotator: that a reviewer changed something, what it was, why, and a line to answer."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from annotator.actions import commenting
from annotator.actions.action import Hands
from annotator.actions.review.corrected import my_corrections, telling, told
from annotator.model.change import Changes
from annotator.model.sentences import count, say
from annotator.model.span import Span
from annotator.store.review.corrections import Correction
from annotator.ui.commands import Commands
from annotator.ui.icons import Icons
from annotator.ui.overlay import Sheet
from annotator.ui.panel.deeds import Do
from annotator.ui.parts.buttons import button, tool
from annotator.ui.parts.form import LineField
from annotator.ui.parts.layouts import across, down, hairline
from annotator.ui.parts.pictures import Picture
from annotator.ui.parts.scrolled import scrolled
from annotator.ui.parts.words import label
from annotator.ui.theme import Space, Theme
from annotator.workspace.workspace import Workspace

_WIDTH = 560
_TOUCHING = ("decision", "span", "comment", "reading")


class Corrected(QWidget):
    """A line above the labels, there only where a reviewer changed something of one's own."""

    def __init__(self, icons: Icons, workspace: Workspace, do: Do) -> None:
        super().__init__()
        self._workspace = workspace
        self._is_stale = False
        self._words = label("", "small", wrap=True)
        self._words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.look = button("Look", "link")
        self.look.clicked.connect(lambda: do("show_corrections"))
        sign = Picture(icons, "review", 16)
        margins = (20, Space.S, Space.M, 0)
        self.setLayout(across(sign, self._words, self.look, gap=Space.S, margins=margins))
        for signal in (workspace.opened, workspace.closed, workspace.moved):
            signal.connect(self._show)
        workspace.changed.connect(self._on_changed)
        self._show()

    @property
    def words(self) -> str:
        """Give what it says, nothing where nothing was changed."""
        return "" if self.isHidden() else self._words.text()

    def _on_changed(self, changes: Changes) -> None:
        if changes.touch("decision"):
            self._show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look again where the panel is shown again."""
        if event.type() == QEvent.Type.Show and self._is_stale:
            self._show()
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        """Hear of the panel being shown."""
        parent = self.parentWidget()
        if event.type() == QEvent.Type.ParentChange and parent is not None:
            parent.installEventFilter(self)
        super().changeEvent(event)

    def _show(self) -> None:
        parent = self.parentWidget()
        self._is_stale = parent is not None and not parent.isVisible()
        if self._is_stale:  # to compare costs time, and another page is shown
            return
        number = len(my_corrections(self._workspace))
        if number:
            places = count(number, "place", "places")
            words = say("A reviewer decided otherwise than you in {places}.", places=places)
            self._words.setText(words)
        self.setVisible(bool(number))


class CorrectionSheet(Sheet):
    """The list of what was changed; each can be shown in the text and answered."""

    def __init__(
        self, theme: Theme, icons: Icons, hands: Hands, commands: Commands, window: QWidget
    ) -> None:
        super().__init__(theme, window, _WIDTH)
        self._hands, self._commands = hands, commands
        self._telling = telling(hands.workspace)
        self._fields: dict[str, LineField] = {}
        """The lines to answer in, by the ids of the decisions."""
        self.setAccessibleName("What a reviewer changed")
        close = tool(icons, "close", "Close", "Esc")
        close.clicked.connect(self.leave)
        head = across(label("What a reviewer changed", "page"), None, close,
                      margins=(Space.XL, Space.L, Space.L, Space.M))  # fmt: skip
        self._rows = down(gap=0, margins=(Space.XL, 0, Space.XL, Space.L))
        self._area = scrolled(down(self._rows, None, gap=0))
        self.setLayout(down(head, hairline(), self._area, gap=0))
        hands.workspace.changed.connect(self._on_changed)
        self._fill()
        close.setFocus()

    def wanted_height(self) -> int:
        """Take what the list takes."""
        content = self._area.widget()
        return 62 + (content.sizeHint().height() if content is not None else 0)

    def _on_changed(self, changes: Changes) -> None:
        if changes.touch(*_TOUCHING) and self.isVisible():
            self._fill()

    def _fill(self) -> None:
        writing = next((id_ for id_, one in self._fields.items() if one.hasFocus()), None)
        self._fields, self._telling = {}, telling(self._hands.workspace)
        while (item := self._rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for correction in my_corrections(self._hands.workspace):
            self._rows.addWidget(self._row(correction))
        QApplication.processEvents()
        self.place()
        if writing in self._fields:
            self._fields[writing].setFocus()

    def _row(self, correction: Correction) -> QWidget:
        what = told(correction, self._telling)
        lines = down(label(what, "strong", wrap=True), gap=2)
        if correction.decision.reason:
            reason = say("Because: {reason}", reason=correction.decision.reason)
            lines.addWidget(label(reason, wrap=True))
        names = {one.id: one.name for one in self._hands.workspace.reader.persons()}
        for thread in correction.threads:
            for comment in (thread.first, *thread.answers):
                who = names.get(comment.person, "a colleague")
                said = say("{who}: {text}", who=who, text=comment.text)
                lines.addWidget(label(said, "small", wrap=True))
        field = LineField(say("Answer to {what}", what=what), hint="Answer…")
        self._fields[correction.decision.id] = field
        field.returnPressed.connect(partial(self._answer, correction, field))
        shows = button("Show it", "quiet")
        shows.clicked.connect(partial(self._show_it, correction))
        lines.addLayout(across(field, shows, gap=Space.S))
        lines.setContentsMargins(0, Space.M, 0, Space.S)
        result = QWidget()
        result.setLayout(lines)
        return result

    def _answer(self, correction: Correction, field: LineField) -> None:
        words, workspace = field.text(), self._hands.workspace
        if not words.strip():
            return
        threads = correction.threads
        if threads:
            self._commands.attempt(lambda: commenting.answer(workspace, threads[0].first, words))
        else:
            about = correction.decision.id
            self._commands.attempt(lambda: commenting.say_of(workspace, about, words))

    def _show_it(self, correction: Correction) -> None:
        self.leave()
        workspace = self._hands.workspace
        spans = [mark for mark in correction.mine if isinstance(mark, Span)]
        article = workspace.article
        mine = article.span(spans[0].id) if article is not None and spans else None
        if mine is not None:
            workspace.choose(mine)
        else:
            workspace.pick(correction.case.start, correction.case.start)
