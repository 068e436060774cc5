"""What is still open in the open article, kept up to date while the hand rests."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import QObject, QTimer, Signal

from annotator.suggest.still_open import Given, Open, in_portions
from annotator.workspace.entities import names_entities

if TYPE_CHECKING:
    from collections.abc import Iterator

    from annotator.model.change import Changes
    from annotator.workspace.workspace import Workspace

_AT_REST = 400
"""Milliseconds without a change after which it is worked out anew."""
_BETWEEN = 12
"""Milliseconds in which others may work between two portions."""
_PORTION = 0.004
"""Seconds of the screen's thread that one portion takes."""
_TOUCHING = (
    "span", "relation", "verdict", "zone", "article", "scheme", "label", "attribute",
    "relation_type",
)  # fmt: skip


class StillOpen(QObject):
    """Works on the screen's thread, in portions too short to be felt; nothing while unwatched."""

    changed = Signal()
    """Other things are open, or it is not known yet which."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._workspace = workspace
        self.items: list[Open] = []
        """What is open, in order of place, as it was when it was worked out last."""
        self.is_known = False
        """It was worked out to its end for this article."""
        self._is_watched = False
        self._work: Iterator[Open | None] | None = None
        self._found: list[Open] = []
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._on_due)
        workspace.moved.connect(self._on_moved)
        workspace.closed.connect(self._on_moved)
        workspace.marks_changed.connect(lambda _: self._renew())
        workspace.changed.connect(self._on_changed)

    def watch(self, *, on: bool) -> None:
        """Work it out from now on, or do nothing any more: somebody looks, or nobody."""
        self._is_watched = on
        if on:
            self._renew()
        else:
            self._soon.stop()
            self._work = None

    def let_go(self, item: Open) -> None:
        """Show one thing no longer, before it is worked out anew that it is not open."""
        self.items = [one for one in self.items if one != item]
        self.changed.emit()

    def _on_moved(self) -> None:
        self.items, self.is_known = [], False
        self.changed.emit()
        self._renew()

    def _on_changed(self, changes: Changes) -> None:
        if changes.touch(*_TOUCHING):
            self._renew()

    def _renew(self) -> None:
        """Begin again once the hand rests."""
        self._work = None
        if self._is_watched and self._workspace.article is not None:
            self._soon.start(_AT_REST)

    def _on_due(self) -> None:
        if self._work is None:
            given = self._given()
            if given is None:
                return
            self._work, self._found = in_portions(given), []
        until = time.perf_counter() + _PORTION
        for item in self._work:
            if item is not None:
                self._found.append(item)
            if time.perf_counter() > until:
                self._soon.start(_BETWEEN)
                return
        self._work, self.is_known = None, True
        self.items = sorted(self._found)
        self.changed.emit()

    def _given(self) -> Given | None:
        """Take the article as it is now."""
        workspace, article = self._workspace, self._workspace.article
        if article is None:
            return None
        scheme = workspace.scheme
        ids, shown = scheme.label_ids, dict[str, bool]()
        for span in article.spans:
            if span.label not in shown:
                shown[span.label] = workspace.shows(span)
        spans = [
            span if ids.get(span.label, span.label) == span.label
            else replace(span, label=ids[span.label])
            for span in article.spans if shown[span.label]
        ]  # fmt: skip
        labels = {span.label for span in spans}
        quiet = {zone.id for zone in scheme.zones if not zone.labelled}
        return Given(
            article.text, scheme, spans, article.relations,
            [(zone.start, zone.end) for zone in article.zones if zone.zone in quiet],
            frozenset(label for label in labels if names_entities(scheme, label)),
            bool(article.article.published), workspace.shows_expert, article.dismissed,
            article.declined,
        )  # fmt: skip
