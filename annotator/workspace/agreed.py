"""How far people agree, as it was worked out last, and what was asked for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QObject, Signal

from annotator.model.agreement.agreement import Agreement
from annotator.model.sentences import Refused

if TYPE_CHECKING:
    from annotator.model.change import Changes
    from annotator.workspace.workspace import Workspace

Articles = Literal["two", "all", "listed"]
"""Those that two people have read to the end, that all have, or of the list as it is filtered."""
_TOUCHING = ("span", "relation", "reading", "person", "article", "label", "attribute", "scheme")


@dataclass(frozen=True, slots=True)
class AgreementAsked:
    """Whose work is compared, on which articles and by which labels."""

    persons: tuple[str, ...] = ()
    """The ids of the people; none is everybody."""
    against_gold: bool = False
    articles: Articles = "two"
    expert: bool = False
    """Expert labels count too."""


class Agreed(QObject):
    """What is known of the agreement in the open project. Whoever works it out puts it here."""

    changed = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._workspace = workspace
        self.asked = AgreementAsked()
        self.found: Agreement | None = None
        self.is_stale = False
        """Something was changed since."""
        self.is_under_way = False
        """The figures are being worked out."""
        self.is_widening = False
        """Their intervals are."""
        self.waits = False
        """It is to be worked out once something else has ended."""
        workspace.opened.connect(self._forget)
        workspace.closed.connect(self._forget)
        workspace.changed.connect(self._on_changed)

    def need(self) -> Agreement:
        """Give what was found. Raises Refused where nothing was worked out yet."""
        if self.found is None:
            raise Refused("Nothing was worked out yet. Turn to the page Agreement.")
        return self.found

    def ask(self, asked: AgreementAsked) -> None:
        """Ask for something else: what was found before does not answer it."""
        self.asked = asked
        self.found = None
        self.changed.emit()

    def begin(self) -> None:
        """Say that it is being worked out."""
        self.is_under_way, self.is_stale, self.waits = True, False, False
        self.changed.emit()

    def take(self, found: Agreement | None) -> None:
        """Take what was found; None where the work was stopped."""
        self.is_under_way = self.is_widening = False
        self.found = found if found is not None else self.found
        self.changed.emit()

    def _forget(self) -> None:
        self.found = None
        self.is_stale = self.is_under_way = self.is_widening = self.waits = False
        self.asked = AgreementAsked(expert=self._workspace.shows_expert)
        self.changed.emit()

    def _on_changed(self, changes: Changes) -> None:
        if changes.touch(*_TOUCHING) and (self.found is not None or self.is_under_way):
            self.is_stale = True
            self.changed.emit()
