"""What is said of the chosen mark, or of the article: threads to answer, resolve and begin."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from annotator.model.sentences import count, say
from annotator.model.span import Span
from annotator.store.review.talking import threads
from annotator.ui.panel.deeds import Do, attempt
from annotator.ui.parts.buttons import button
from annotator.ui.parts.layouts import across, down
from annotator.ui.parts.words import label
from annotator.ui.talk.threads import Threads
from annotator.ui.theme import Space
from annotator.workspace.colleagues import A_COLLEAGUE
from annotator.workspace.workspace import Workspace


class Said(QWidget):
    """There only where somebody said something."""

    def __init__(self, workspace: Workspace, do: Do, name: str) -> None:
        super().__init__()
        self._workspace = workspace
        self._names: dict[str, str] = {}
        self._many = label("", "meta")
        self.threads = Threads(workspace, partial(attempt, workspace), self._name_of)
        self.threads.left.connect(lambda: do("focus_article"))
        add = button("Comment…", "quiet")
        add.clicked.connect(self.threads.write)
        head = across(self._many, None, add, gap=Space.S)
        self.setLayout(down(head, self.threads, gap=2, margins=(8, Space.XS, 8, 0)))
        self.setAccessibleName(name)
        self.hide()

    def _name_of(self, person: str) -> str:
        return self._names.get(person, A_COLLEAGUE)

    def show_of(self, article: str, span: Span | None) -> None:
        """Show what is said of a mark, or with None of the article itself."""
        store = self._workspace.store
        if store is None or self._workspace.busy is not None:
            return  # another worker has what would be read
        of = span.id if span is not None else None
        found = [one for one in threads(store, article) if one.first.of == of]
        if found:
            self._names = {person.id: person.name for person in self._workspace.reader.persons()}
        said = sum(1 + len(one.answers) for one in found)
        words = count(said, "comment", "comments")
        self._many.setText(words if of else say("{comments} on the article", comments=words))
        self.threads.show_threads(found, of, article)
        self.setVisible(bool(said))

    def flush(self) -> None:
        """Keep what is written."""
        self.threads.flush()
