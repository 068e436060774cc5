"""Says to a screen reader what the eye sees at the caret, as the drawn marks are nothing to it.

While no screen reader listens it does nothing.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

from annotator.model.paragraphs import paragraph_numbers
from annotator.model.span import Span
from annotator.ui.article.view import ArticleView
from annotator.ui.parts.facts_at_hand import facts_at_hand
from annotator.ui.parts.mark_facts import told_at_caret, told_here, words_around
from annotator.workspace.article import ArticleAtHand, MarksDelta
from annotator.workspace.said import Said
from annotator.workspace.workspace import Workspace

_REST = 250
"""Milliseconds for which the caret must rest before it is said where it is."""


class Announcer(QObject):
    """Announces the marks that the caret comes to, and what is told without a notice."""

    announced = Signal(str)
    """These words were sent to the screen reader."""

    def __init__(self, workspace: Workspace, view: ArticleView) -> None:
        super().__init__(view)
        self._workspace, self._view = workspace, view
        self._last: tuple[str, ...] = ()
        """The marks that were at the caret when it rested last."""
        self._resting = QTimer(self)
        self._resting.setSingleShot(True)
        self._resting.setInterval(_REST)
        self._resting.timeout.connect(self._on_rest)
        workspace.selected.connect(self._on_moved)
        workspace.moved.connect(self._on_other_article)
        workspace.marks_changed.connect(self._on_marks_changed)
        workspace.said.connect(self._on_said)

    def say_here(self) -> None:
        """Tell where the caret is, or the picked words, and which marks lie there."""
        article = self._workspace.article
        if article is None:
            return
        start, end = self._stretch()
        paragraph = paragraph_numbers(article.text, article.zones).number_at(start)
        around = article.text[start:end] or words_around(article.text, start)
        facts = facts_at_hand(self._workspace, self._marks(article))
        self._workspace.tell_of_place(told_here(paragraph, around, facts))

    # --- what happens -----------------------------------------------------------------------------

    def _on_moved(self) -> None:
        if QAccessible.isActive():
            self._resting.start()

    def _on_other_article(self) -> None:
        self._last = ()
        self._on_moved()

    def _on_marks_changed(self, delta: MarksDelta) -> None:
        """Say anew what became of the marks at the caret."""
        if any(span.id in self._last for span in (*delta.added, *delta.removed)):
            self._last = ()
        self._on_moved()

    def _on_said(self, said: Said) -> None:
        """Say what stands in the status line alone. A notice speaks for itself."""
        if QAccessible.isActive() and not (said.deed or said.is_trouble):
            self._announce(said.words)

    def _on_rest(self) -> None:
        article = self._workspace.article
        marks = self._marks(article) if article is not None else []
        here = tuple(span.id for span in marks)
        if here == self._last:
            return
        self._last = here
        words = told_at_caret(facts_at_hand(self._workspace, marks))
        self._view.describe(words)
        if words:
            self._announce(words)

    def _announce(self, words: str) -> None:
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._view, words))
        self.announced.emit(words)

    # --- what is here -----------------------------------------------------------------------------

    def _stretch(self) -> tuple[int, int]:
        """Give the chosen mark's place, else the picked words, else twice the caret."""
        chosen, picked = self._workspace.chosen, self._workspace.selection
        return (chosen.start, chosen.end) if chosen else (picked.start, picked.end)

    def _marks(self, article: ArticleAtHand) -> list[Span]:
        """Give the chosen mark and those around it, else those at the caret, inner ones first.

        Behind the last letter of a mark the caret is still at it, unless another begins there.
        """
        chosen, (start, end) = self._workspace.chosen, self._stretch()
        found = self._around(article, start, max(end, start + 1))
        if not found and start == end:
            found = self._around(article, start - 1, start)
        found.sort(key=lambda s: (s.end - s.start, self._is_claim(s), s.start, s.id))
        if chosen is not None:
            found = [chosen, *(span for span in found if span.id != chosen.id)]
        return found

    def _around(self, article: ArticleAtHand, start: int, end: int) -> list[Span]:
        return [
            span
            for span in article.covering(start, end)
            if span.start <= start and end <= span.end and self._workspace.shows(span)
        ]

    def _is_claim(self, span: Span) -> bool:
        label = self._workspace.scheme.label_named(span.label)
        return label is not None and label.stroke == "bracket"
