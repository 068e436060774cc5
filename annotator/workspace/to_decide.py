"""Which articles of the project have something to decide, found bit by bit beside the work."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from annotator.store.review.comparing import Page, pages

if TYPE_CHECKING:
    from annotator.model.change import Changes
    from annotator.workspace.workspace import Workspace

_MOST = 500


class ToDecide(QObject):
    """The articles with open differences, in the order of arrival."""

    changed = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._workspace = workspace
        self._coming: Iterator[Page] | None = None
        self._found: list[Page] = []
        self.pages: list[Page] = []
        """Those that were found last."""
        self.is_on = False
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._look_on)
        workspace.opened.connect(self._on_opened)
        workspace.closed.connect(self._forget)
        workspace.changed.connect(self._on_changed)

    def look(self) -> None:
        """Look through the project anew."""
        self.is_on = True
        self._found = []
        self._coming = None
        if self._workspace.is_open:
            reader = self._workspace.reader
            self._coming = pages(reader, expert=self._workspace.shows_expert)
            self._soon.start()

    def stop(self) -> None:
        """Look no longer."""
        self.is_on = False
        self._forget()

    def _forget(self) -> None:
        self._coming = None
        self._soon.stop()

    def _on_opened(self) -> None:
        self.pages = []
        if self.is_on:
            self.look()

    def _on_changed(self, changes: Changes) -> None:
        if self.is_on and changes.touch("span", "relation", "decision", "reading", "article"):
            self.look()

    def _look_on(self) -> None:
        if self._coming is None or self._workspace.busy is not None:
            return
        page = next(self._coming, None)
        if page is not None and len(self._found) < _MOST:
            self._found.append(page)
            self._soon.start()
            return
        self._coming = None
        self.pages = self._found
        self.changed.emit()
