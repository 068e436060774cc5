"""What is said of the chosen mark: how many comments, each in its line, and a way to add one."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from annotator.model.sentences import count, say
from annotator.model.span import Span
from annotator.store.review.talking import threads
from annotator.ui.panel.deeds import Do
from annotator.ui.parts.buttons import button
from annotator.ui.parts.layouts import across, down
from annotator.ui.parts.words import label
from annotator.ui.theme import Space
from annotator.workspace.colleagues import A_COLLEAGUE
from annotator.workspace.workspace import Workspace


class SaidOfMark(QWidget):
    """There only where somebody said something of the mark."""

    def __init__(self, workspace: Workspace, do: Do) -> None:
        super().__init__()
        self._workspace = workspace
        self._many = label("", "meta")
        self._lines = down(gap=2)
        add = button("Comment…", "quiet")
        add.clicked.connect(lambda: do("comment"))
        head = across(self._many, None, add, gap=Space.S)
        self.setLayout(down(head, self._lines, gap=2, margins=(8, Space.XS, 8, 0)))
        self.setAccessibleName("Comments on the mark")
        self.hide()

    def show_of(self, span: Span) -> None:
        """Show what is said of a mark."""
        while (item := self._lines.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        store = self._workspace.store
        if store is None or self._workspace.busy is not None:
            return
        found = [one for one in threads(store, span.article) if one.first.of == span.id]
        said = [comment for one in found for comment in (one.first, *one.answers)]
        self.setVisible(bool(said))
        if not said:
            return
        names = {person.id: person.name for person in self._workspace.reader.persons()}
        self._many.setText(count(len(said), "comment", "comments"))
        for comment in said:
            who = names.get(comment.person, A_COLLEAGUE)
            words = say("{who}: {text}", who=who, text=comment.text)
            self._lines.addWidget(label(words, "small", wrap=True))
