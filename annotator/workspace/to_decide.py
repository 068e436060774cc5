"""Which articles of the project have something to decide, found bit by bit beside the work."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain
from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from annotator.store.review.comparing import Page, page_of, read_by_people

if TYPE_CHECKING:
    from annotator.model.change import Changes
    from annotator.workspace.workspace import Workspace

_MOST = 500
"""Nobody looks through more articles than these; once they are decided, the next are found."""
_SLICE = 0.008
"""How many seconds the screen may wait while articles are compared: half a frame."""
_TELL_AFTER = 0.25
"""How many seconds lie between two times when the views are told of more."""

Then = Callable[[Page | None], None]


class ToDecide(QObject):
    """The articles with open differences, in the order of arrival."""

    changed = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._workspace = workspace
        self._coming: Iterator[Page] | None = None
        self._found: dict[int, Page] = {}
        self._stale: set[str] = set()
        self._told = 0.0
        self._wanted: tuple[int, Then] | None = None
        """Behind which article the next one is wanted, and who is to be told of it."""
        self._search: Iterator[Page] | None = None
        self.is_on = False
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._look_on)
        workspace.opened.connect(self._on_opened)
        workspace.closed.connect(self._forget)
        workspace.changed.connect(self._on_changed)
        workspace.busy_changed.connect(self._on_busy)

    @property
    def pages(self) -> list[Page]:
        """Give those that are found so far."""
        return [self._found[item] for item in sorted(self._found)]

    def look(self) -> None:
        """Look through the project anew."""
        self.is_on = True
        self._forget()
        if self._workspace.is_open and self._workspace.busy is None:
            self._coming = self._walk()
            self._told = 0.0
            self._soon.start(0)

    def stop(self) -> None:
        """Look no longer."""
        self.is_on = False
        self._coming = None
        self._stale.clear()

    def find_next(self, item: int, then: Then) -> bool:
        """Find the next article to decide behind one, after the last the first, and tell of it.

        It is told at once where it is known, which gives True, and as soon as it is found where
        not; None means that no other article has anything to decide.
        """
        known = [page for page in self.pages if page.article.id not in self._stale]
        following = next((page for page in known if page.item > item), None)
        if following is not None:
            then(following)
            return True
        self._wanted = item, then
        self._search = self._around(item)
        self._soon.start(0)
        return False

    def _walk(self, after: int = 0) -> Iterator[Page]:
        return read_by_people(self._workspace.reader, after, expert=self._workspace.shows_expert)

    def _around(self, item: int) -> Iterator[Page]:
        """Give the articles behind one, then those before it."""
        return chain(self._walk(item), (page for page in self._walk() if page.item < item))

    def _forget(self) -> None:
        self._coming = self._search = self._wanted = None
        self._stale.clear()
        self._found.clear()

    def _on_opened(self) -> None:
        self._forget()
        if self.is_on:
            self.look()

    def _on_busy(self) -> None:
        """Rest while somebody else has the project, and look anew afterwards."""
        wanted = self._wanted
        if self.is_on:
            self.look()
        else:
            self._forget()
        if wanted is not None and self._workspace.is_open:
            self._wanted = wanted
            self._search = self._around(wanted[0])
            self._soon.start(0)

    def _on_changed(self, changes: Changes) -> None:
        if not self.is_on:
            return
        if changes.touch("scheme", "label", "attribute") or not changes.articles:
            if changes.touch("scheme", "label", "attribute", "article", "reading"):
                self.look()
        elif changes.touch("span", "relation", "decision", "reading", "article"):
            self._stale |= changes.articles
            self._soon.start(0)

    def _look_on(self) -> None:
        if not self._workspace.is_open or self._workspace.busy is not None:
            return
        until = monotonic() + _SLICE
        while monotonic() < until:
            if not (self._search_on() or self._mend_one() or self._find_one()):
                self.changed.emit()
                return
        if monotonic() - self._told > _TELL_AFTER and self._found:
            self._told = monotonic()
            self.changed.emit()
        self._soon.start(0)

    def _search_on(self) -> bool:
        """Look at one more article for whoever waits for the next."""
        if self._search is None or self._wanted is None:
            return False
        page = next(self._search, None)
        if page is None or page.cases:
            _, then = self._wanted
            self._search = self._wanted = None
            then(page)
        return True

    def _mend_one(self) -> bool:
        """Compare one article again that has changed."""
        if not self._stale:
            return False
        article = self._stale.pop()
        item = self._workspace.reader.item_of(article)
        if item is None:
            return True
        expert = self._workspace.shows_expert
        page = page_of(self._workspace.reader, article, item, expert=expert)
        self._found.pop(item, None)
        if page is not None and page.cases:
            self._found[item] = page
        return True

    def _find_one(self) -> bool:
        """Compare the next article of those that were not looked at yet."""
        page = next(self._coming, None) if self._coming is not None else None
        if page is None or len(self._found) >= _MOST:
            self._coming = None
            return False
        if page.cases:
            self._found[page.item] = page
        return True
