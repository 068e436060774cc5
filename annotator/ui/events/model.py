"""The rows of the list: the event cards that fit what was typed, and the one that can be made."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from annotator.actions.events.cards import types_of
from annotator.actions.marks.details import shown_name
from annotator.model.edtf import in_words
from annotator.model.sentences import count, say
from annotator.model.text import fold
from annotator.ui.parts.words import tooltip

if TYPE_CHECKING:
    from annotator.model.event import Event
    from annotator.workspace.workspace import Workspace

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
ROW = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class EventRow:
    """A card, or without an id the one that would be made."""

    id: str | None
    title: str
    facts: str = ""
    """When it was, of what type, and how many marks of the article tell of it."""

    @property
    def words(self) -> str:
        """Give the row as one reads it."""
        return self.title if self.id is not None else say("New event “{title}”", title=self.title)


class EventRows(QAbstractListModel):
    """The cards of the article or of the project, as far as they fit what was typed."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[EventRow] = []
        self.offers = ""
        """The title of a card that is offered although nobody has typed it."""

    def read(self, workspace: Workspace, typed: str, *, everywhere: bool) -> None:
        """List the cards, those of which the article tells first; typed words must be in them."""
        told = Counter[str]()
        if workspace.article is not None:
            spans = [one for one in workspace.article.spans if one.events and workspace.shows(one)]
            told.update(event for span in spans for event in span.events)
        events = workspace.reader.events(None if everywhere else told.keys()).values()
        types = {choice.id: shown_name(choice.name) for choice in types_of(workspace.scheme)}
        wanted = fold(" ".join(typed.split())).split()
        rows = [
            EventRow(event.id, event.title, _facts(event, types, told[event.id]))
            for event in sorted(
                events, key=lambda e: (not told[e.id], e.date or "~", fold(e.title))
            )
        ]
        fitting = [row for row in rows if _fits(row, wanted)]
        new = " ".join(typed.split()) or self.offers
        if new and not any(fold(row.title) == fold(new) for row in rows):
            at = len(fitting) if typed.strip() and fitting else 0
            fitting.insert(at, EventRow(None, new))
        self.beginResetModel()
        self.rows = fitting
        self.endResetModel()

    def find(self, id_: str | None) -> int:
        """Give the row of a card, 0 where it is not listed."""
        return next((n for n, row in enumerate(self.rows) if id_ and row.id == id_), 0)

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        """Say how many rows there are."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give a row, its words, or what a screen reader says of it."""
        if not 0 <= index.row() < len(self.rows):
            return None
        row = self.rows[index.row()]
        if role == ROW:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{row.words}: {row.facts}" if row.facts else row.words
        return tooltip(row.words) if role == Qt.ItemDataRole.ToolTipRole else None


def _facts(event: Event, types: dict[str, str], told: int) -> str:
    parts = [
        in_words(event.date) if event.date else "no date",
        types.get(event.type or "", event.type or ""),
        say("{marks} here", marks=count(told, "mark", "marks")) if told else "",
    ]
    return "  ·  ".join(part for part in parts if part)


def _fits(row: EventRow, wanted: list[str]) -> bool:
    words = fold(f"{row.title} {row.facts}")
    return all(piece in words for piece in wanted)
