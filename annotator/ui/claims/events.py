"""The events at the side of the page: all claims first, then each event, filtered as one types."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame

from annotator.model.event import Event
from annotator.model.sentences import count
from annotator.model.text import fold
from annotator.ui.claims.rows import TwoLineList, TwoLines
from annotator.ui.icons import Icons
from annotator.ui.library.dates import partial_date, short_date
from annotator.ui.parts.field import FilterField
from annotator.ui.parts.layouts import across, down
from annotator.ui.parts.words import label
from annotator.ui.theme import Size, Space, Theme
from annotator.workspace.workspace import Workspace

ALL = "all"
"""Stands for all claims where the others are ids of events."""


class Events(QFrame):
    """Choosing a row shows its table."""

    chosen = Signal(object)
    """The id of an event, or None for all claims."""
    entered = Signal()
    """Go on in the table."""

    def __init__(self, theme: Theme, icons: Icons, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self.setProperty("role", "chrome")
        self.setFixedWidth(Size.LIBRARY)
        self.setAccessibleName("Events")
        self.filter = FilterField(theme, icons, "Filter events", "Ctrl+L")
        self.list = TwoLineList(theme, "Events")
        self._many = label("", "meta")
        head = across(label("Events", "strong"), None, self._many, margins=(4, 0, 4, 0))
        column = down(self.filter, head, gap=Space.M, margins=(Space.M, Space.M, Space.M, Space.S))
        self.setLayout(down(column, gap=0))
        self.layout().addWidget(self.list)  # type: ignore[union-attr]  # set above
        self.setFocusProxy(self.list)
        self.filter.changed.connect(self.refresh)
        self.filter.entered.connect(self._go_on)
        self.filter.left.connect(self.entered)
        self.list.chosen.connect(self._choose)
        self.list.entered.connect(self._enter)
        self.list.left.connect(self.entered)
        self.list.typed.connect(self._type)

    def refresh(self) -> None:
        """List the events as the filter takes them, and show which one is chosen."""
        claims = self._workspace.claims
        if not self._workspace.is_open:
            self.list.show_rows([])
            return
        counted = claims.index.sources_of_events() if claims.index is not None else {}
        events = list(self._workspace.reader.events().values())
        wanted = fold(self.filter.text()).split()
        found = [event for event in events if all(word in fold(event.title) for word in wanted)]
        found.sort(key=lambda event: _order(event, counted.get(event.id, (0, 0))[1]))
        years = {date.year for event in events if (date := partial_date(event.date))}
        rows = [] if wanted else [TwoLines(ALL, "All claims", self._how_many())]
        rows += [
            TwoLines(event.id, event.title, _meta(event, counted.get(event.id), len(years) > 1))
            for event in found
        ]
        self._many.setText(f"{len(events):,}" if events else "")
        self.list.show_rows(rows, claims.of_event or ALL)

    def first(self) -> str | None:
        """Give the first event that somebody claims something about, None where there is none."""
        claims = self._workspace.claims
        counted = claims.index.sources_of_events() if claims.index is not None else {}
        return next((row.id for row in self.list.model_rows.rows if row.id in counted), None)

    def _how_many(self) -> str:
        index = self._workspace.claims.index
        return count(len(index), "claim", "claims") if index is not None else "being read…"

    def _choose(self, id_: str) -> None:
        self.chosen.emit(None if id_ == ALL else id_)

    def _enter(self, id_: str) -> None:
        self._choose(id_)
        self.entered.emit()

    def _go_on(self) -> None:
        self.list.setFocus(Qt.FocusReason.TabFocusReason)
        if self.list.model_rows.rows and not self.list.selectionModel().hasSelection():
            self.list.setCurrentIndex(self.list.model_rows.index(0))
            self._choose(self.list.id_at(0))

    def _type(self, words: str) -> None:
        self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter.set_text(self.filter.text() + words)


def _order(event: Event, claims: int) -> tuple[bool, list[int], int, str]:
    """Put those with claims first, the latest first, and of one day the most claimed."""
    date = partial_date(event.date)
    latest = [-date.year, -date.month, -date.day] if date is not None else [0]
    return not claims, latest, -claims, event.title


def _meta(event: Event, counted: tuple[int, int] | None, with_year: bool) -> str:  # noqa: FBT001
    parts = [short_date(event.date, with_year=with_year)]
    if counted is not None:
        parts.append(count(counted[0], "source", "sources"))
    elif event.type == "group":
        parts.append("group")
    else:
        parts.append("no claims")
    return " · ".join(parts)
