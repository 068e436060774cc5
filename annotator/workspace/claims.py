"""The claims of the open project: their index, kept in step, and the event whose table is shown."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from threading import Thread
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from annotator.model.claims.claim import Claim
from annotator.model.claims.table import Table, Way
from annotator.model.event import Event
from annotator.store.claims.events import chosen_claims, table_of
from annotator.store.claims.index import Chosen, ClaimIndex, is_quick
from annotator.store.claims.reading import first_claims

if TYPE_CHECKING:
    from annotator.model.change import Changes
    from annotator.workspace.workspace import Workspace

_KINDS = (
    "span", "relation", "entity", "entity_link", "event", "event_link", "article", "sighting",
    "reading", "zone", "assignment", "round",
)  # fmt: skip
"""What claims are made of, and what decides whose claims count."""
_MARKS = frozenset({"span", "relation", "reading"})
"""Where only these changed, the index need read no more than their articles again."""
_FEW = 20
"""Articles that are read again one by one, in 15 ms each among 100,000 claims."""
_SETTLED = 300
"""Milliseconds after a change until the index is made anew: more may follow."""


@dataclass(frozen=True, slots=True)
class Selected:
    """Some claims, and what they are called."""

    chosen: Chosen
    title: str


class Claims(QObject):
    """Looks at the claims while somebody does, and rests otherwise."""

    changed = Signal()
    """The claims, or what is known of them, are others now."""
    turned = Signal()
    """Another event, or way of comparing, is chosen; the table is another one."""
    _made = Signal(object)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._workspace = workspace
        self.index: ClaimIndex | None = None
        """None until it is made; meanwhile lists show what was read first."""
        self.of_event: str | None = None
        """The id of the event whose table is shown; None shows all claims."""
        self.selection: Selected | None = None
        """Claims whose table is shown where no event is chosen."""
        self.listed = Chosen()
        """Which of all claims are listed: by words, by a group, or by both."""
        self.way: Way = "first"
        self.with_source: str | None = None
        """The key of the source that others are compared with."""
        self.is_on = False
        self._changed: set[str] = set()
        """The articles that the index has to read again before anybody looks at it."""
        self._coming: ClaimIndex | None = None
        self._thread: Thread | None = None
        self._table: Table | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_SETTLED)
        self._soon.timeout.connect(self._make)
        self._made.connect(self._take)
        workspace.changed.connect(self._on_changed)
        workspace.opened.connect(self._on_opened)
        workspace.busy_changed.connect(self._on_busy)

    # --- whether somebody looks -------------------------------------------------------------------

    def start(self) -> None:
        """Look at the claims from now on."""
        self.is_on = True
        if self._changed and not self._renew():
            self.rest()
        if self.index is None and self._coming is None:
            self._make()
        else:
            self.changed.emit()

    def stop(self) -> None:
        """Look no longer. What is known is kept until something changes."""
        self.is_on = False

    def rest(self) -> None:
        """Let go of the file: it is being closed, or somebody else looks at it."""
        self._soon.stop()
        if self._coming is not None and self._thread is not None:
            self._coming.stop()
            self._thread.join()
            self._coming.close()
        self._coming = self._thread = None
        self._forget()

    def _forget(self) -> None:
        if self.index is not None:
            self.index.close()
        self.index, self._table = None, None
        self._changed = set()

    def _on_opened(self) -> None:
        self.rest()
        self.of_event, self.selection, self.way, self.with_source = None, None, "first", None
        self.listed = Chosen()
        if self.is_on:
            self._make()

    def _on_busy(self) -> None:
        """Let go of the file while a long write has it, and look again afterwards."""
        if self._workspace.busy is not None:
            self.rest()
        elif self.is_on and self.index is None:
            self._make()

    def _on_changed(self, changes: Changes) -> None:
        if not changes.touch(*_KINDS):
            return
        self._table = None
        if self._may_renew(changes):
            self._changed |= changes.articles
            if not self.is_on:
                return  # nothing is read while nobody looks
            if self._renew():
                self.changed.emit()
                return
        if not self.is_on:
            self.rest()
        elif is_quick(self._workspace.reader):
            self._make()
        else:
            self._soon.start()

    @property
    def is_behind(self) -> bool:
        """Say whether the index tells of the file as it was before the last change."""
        return self.index is not None and (self._coming is not None or self._soon.isActive())

    def _may_renew(self, changes: Changes) -> bool:
        """Say whether a change can be taken into the index that is made, article by article."""
        workspace = self._workspace
        if self.index is None or self._coming is not None or self._soon.isActive():
            return False
        few = 0 < len(changes.articles | self._changed) <= _FEW
        marks = changes.kinds.intersection(_KINDS) <= _MARKS
        return few and marks and self.index.sees_as(workspace.reader)

    def _renew(self) -> bool:
        """Read again what changed; False where the index has to be made anew."""
        changed, self._changed = self._changed, set()
        return self.index is not None and self.index.renew(changed)

    # --- the index --------------------------------------------------------------------------------

    def _make(self) -> None:
        """Make the index anew; the one before stays until then."""
        workspace = self._workspace
        if workspace.store is None or workspace.busy is not None:
            return
        if self._coming is not None:  # it may not see the latest change
            self._soon.start()
            return
        reader = workspace.store.reader_beside()
        reader.sight = workspace.reader.sight
        self._coming = ClaimIndex(reader, workspace.person.id)
        if is_quick(workspace.reader):
            self._coming.make()
            self._take(self._coming)
            return
        self._thread = Thread(target=self._make_beside, args=(self._coming,), daemon=True)
        self._thread.start()
        self.changed.emit()

    def _make_beside(self, index: ClaimIndex) -> None:
        if index.make():
            with suppress(RuntimeError):  # the window is gone
                self._made.emit(index)

    def _take(self, index: ClaimIndex) -> None:
        if index is not self._coming:
            return
        if self._thread is not None:
            self._thread.join()
        self._coming = self._thread = None
        self._forget()
        self.index = index
        self.changed.emit()

    # --- what is chosen ---------------------------------------------------------------------------

    def choose(self, event: str | None) -> None:
        """Show the table of an event, or with None all claims."""
        if event != self.of_event or self.selection is not None:
            self._turn_to(event, None)

    def choose_some(self, chosen: Chosen, title: str) -> None:
        """Show the table of some claims, under a title."""
        self._turn_to(None, Selected(chosen, title))

    def _turn_to(self, event: str | None, selection: Selected | None) -> None:
        self.of_event, self.selection, self._table, self.with_source = event, selection, None, None
        if self.way == "source":
            self.way = "first"
        self.turned.emit()

    def compare(self, way: Way, source: str | None = None) -> None:
        """Compare with who said it first, with the majority, or with a source of this key."""
        if (way, source) != (self.way, self.with_source):
            self.way, self.with_source, self._table = way, source, None
            self.turned.emit()

    @property
    def card(self) -> Event | None:
        """Give the event whose table is shown."""
        if self.of_event is None or not self._workspace.is_open:
            return None
        return self._workspace.reader.events([self.of_event]).get(self.of_event)

    @property
    def title(self) -> str:
        """Give what the table is called: the event's title, or that of some claims."""
        card = self.card
        if card is not None:
            return card.title
        return self.selection.title if self.selection is not None else ""

    @property
    def _chosen(self) -> Chosen | None:
        if self.of_event is not None:
            return Chosen("", "event", self.of_event)
        return self.selection.chosen if self.selection is not None else None

    @property
    def table(self) -> Table | None:
        """Give the table of what is chosen; None where nothing is, or no claims are known yet."""
        chosen = self._chosen
        if self._table is None and chosen is not None and self.index is not None:
            reader = self._workspace.reader
            found = chosen_claims(reader, self.index, self._workspace.person.id, chosen)
            self._table = table_of(reader, found, self.of_event, self.way, self.with_source)
        return self._table

    @property
    def left_out(self) -> int:
        """Count the chosen claims that the table has no room for."""
        chosen = self._chosen
        if self.index is None or chosen is None or self.table is None:
            return 0
        return self.index.count(chosen) - len(self.table.claims)

    def first(self, most: int) -> list[Claim]:
        """Give some claims at once, while the index is not made yet."""
        workspace = self._workspace
        return first_claims(workspace.reader, workspace.person.id, most) if workspace.store else []
