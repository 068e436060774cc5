"""How many marks each article has by label: counted for rows that are seen, a few at a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from time import perf_counter

from PySide6.QtCore import QObject, QTimer, Signal

from annotator.model.sentences import Told
from annotator.store import library
from annotator.store.library import Counts
from annotator.ui.library.facts import Shown, shown_of
from annotator.workspace.article import ArticleAtHand, MarksDelta
from annotator.workspace.workspace import Workspace

_AT_ONCE, _BUDGET = 2, 0.006
"""Articles in one query, and seconds for one turn."""
_AGAIN = 500
"""Milliseconds until what could not be read is asked for again."""


class Tally(QObject):
    """Counts of marks by the number of the article. What is wished for last is counted first."""

    counted = Signal()
    """More is known."""

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._counts: dict[int, Counts] = {}
        self._others: dict[int, Counts] = {}
        """What others have in articles in which one has nothing."""
        self._wanted: dict[int, None] = {}
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._count)

    def __contains__(self, item: int) -> bool:
        """Say whether an article is counted."""
        return item in self._counts

    def clear(self) -> None:
        """Forget everything: another project."""
        self._counts, self._others, self._wanted = {}, {}, {}
        self._timer.stop()

    def forget(self, item: int) -> None:
        """Count an article anew when it is seen."""
        self._counts.pop(item, None)

    def shown(self, item: int) -> Shown | None:
        """Sum up the marks that are shown; None for what is not counted."""
        counts = self._counts.get(item)
        if counts is None:
            return None
        workspace = self._workspace
        labels = workspace.scheme.labels
        hidden = () if workspace.shows_expert else (x.id for x in labels if x.level != "default")
        claims = (label.id for label in labels if label.stroke == "bracket")
        others = self._others.get(item, {})
        return shown_of(counts, frozenset(hidden), frozenset(claims), others)

    def want(self, items: Iterable[int]) -> None:
        """Have articles counted soon, the last of them first."""
        for item in items:
            if item not in self._counts:
                self._wanted.pop(item, None)
                self._wanted[item] = None
        if self._wanted and not self._timer.isActive():
            self._timer.start(0)

    # --- the open article, whose marks are at hand ------------------------------------------------

    def take(self, item: int, article: ArticleAtHand) -> None:
        """Count an article by its marks."""
        self._counts[item] = Counter(span.label for span in article.spans)
        self._others[item] = sum((article.counts_of(id_) for id_ in article.others), Counter())

    def follow(self, item: int, delta: MarksDelta) -> None:
        """Count what came and what went."""
        counts = self._counts.setdefault(item, {})
        for spans, sign in ((delta.removed, -1), (delta.added, 1)):
            for span in spans:
                counts[span.label] = counts.get(span.label, 0) + sign

    # --- all others -------------------------------------------------------------------------------

    def _read(self, items: list[int]) -> tuple[dict[int, Counts], dict[int, Counts]]:
        """Count one's own marks, and where there are none, those of others."""
        reader, me = self._workspace.reader, self._workspace.person.id
        found = library.counts(reader, me, items)
        bare = [item for item, counts in found.items() if not counts]
        return found, library.counts_of_others(reader, me, bare) if bare else {}

    def _count(self) -> None:
        """Count for a moment, then let the window go on."""
        workspace = self._workspace
        if not workspace.is_open:
            return
        end = perf_counter() + _BUDGET
        while self._wanted and perf_counter() < end:
            items = [self._wanted.popitem()[0] for _ in range(min(_AT_ONCE, len(self._wanted)))]
            try:
                found, others = self._read(items)
            except Told:
                self._wanted |= dict.fromkeys(items)
                self._timer.start(_AGAIN)
                return
            self._counts |= found
            self._others |= others
        if self._wanted:
            self._timer.start(0)
        self.counted.emit()
