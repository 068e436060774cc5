"""What the disk could not take: marks that stay drawn, and deeds that are done again later."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from annotator.model.sentences import Refused, count
from annotator.model.span import Span
from annotator.workspace.article import ArticleAtHand, MarksDelta

if TYPE_CHECKING:
    from annotator.workspace.workspace import Workspace


class Unsaved(QObject):
    """What could not be written. It is kept until it can be, or until it is given up."""

    changed = Signal()
    """More waits to be written, or less."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._workspace = workspace
        self.marks: list[Span] = []
        """Views draw them as not saved."""
        self.deeds: list[Callable[[], object]] = []
        """In the order in which they were done."""

    @property
    def in_words(self) -> str:
        """Say how much could not be written; nothing where all is saved."""
        marks, changes = len(self.marks), len(self.deeds)
        words = [count(marks, "mark", "marks")] if marks else []
        return " and ".join(words + ([count(changes, "change", "changes")] if changes else []))

    def holds(self, id_: str) -> bool:
        """Say whether the mark of an id is one of those that could not be written."""
        return any(span.id == id_ for span in self.marks)

    def keep(self, spans: Iterable[Span]) -> None:
        """Keep marks, drawn as not saved."""
        new = tuple(spans)
        self.marks += new
        article = self._workspace.article
        if article is not None:
            self.add_to(article)
            self._workspace.marks_changed.emit(MarksDelta(added=new))
        self.changed.emit()

    def wait_with(self, deed: Callable[[], object]) -> None:
        """Keep a deed, to be done again."""
        self.deeds.append(deed)
        self.changed.emit()

    def add_to(self, article: ArticleAtHand) -> None:
        """Show in an article those of its marks that could not be written."""
        for span in self.marks:
            is_here = span.article == article.id and span.person == article.whose
            if is_here and article.span(span.id) is None:
                article.add_unsaved(span)

    def try_again(self) -> None:
        """Write what could not be written before. Raises Trouble if it fails again."""
        workspace, marks = self._workspace, self.marks
        if marks:
            with workspace.step("Save what was not saved") as store:
                store.put(*workspace.begun(*{span.article for span in marks}), *marks)
            self._let_go(written=True)
        while self.deeds:
            try:
                self.deeds[0]()
            except Refused as refused:  # what it was about is gone
                workspace.tell(str(refused))
            del self.deeds[0]
            self.changed.emit()

    def give_up(self) -> None:
        """Give up what could not be written."""
        self.deeds = []
        self._let_go(written=False)

    def forget(self) -> None:
        """Begin with nothing that waits: the project is left."""
        self.marks, self.deeds = [], []

    def _let_go(self, *, written: bool) -> None:
        workspace, article = self._workspace, self._workspace.article
        gone, self.marks = self.marks, []
        if article is not None:
            here = tuple(span for span in gone if article.span(span.id) is not None)
            if not written:
                for span in here:
                    article.drop_unsaved(span)
                workspace.let_go_of_missing()
            workspace.marks_changed.emit(MarksDelta(added=here if written else (), removed=here))
        self.changed.emit()
