"""The page of claims: the events, and the table of the chosen one or the list of all claims."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QStackedWidget, QWidget

from annotator.actions.action import Hands, Region
from annotator.actions.claims import copy_cell, open_claim, open_words
from annotator.model.claims.saying import claim_of
from annotator.model.event import Event
from annotator.model.sentences import say
from annotator.ui.claims.cells import INSET
from annotator.ui.claims.events import Events
from annotator.ui.claims.everything import Everything
from annotator.ui.claims.foot import Assessment
from annotator.ui.claims.grid import ClaimTable, column_of
from annotator.ui.claims.head import TableHead
from annotator.ui.commands import Commands
from annotator.ui.icons import Icons
from annotator.ui.library.dates import long_date
from annotator.ui.notices import Notices
from annotator.ui.pages import Pane
from annotator.ui.parts.empty import EmptyList
from annotator.ui.parts.focus import has_focus_inside
from annotator.ui.parts.layouts import across, down, frame, hairline
from annotator.ui.theme import Size, Space, Theme
from annotator.workspace.said import Said

_EXPLAINED = "≠ marks a contradiction someone recorded; it says nothing about who is right"
_SILENT = "No mark inside what this source claims says this. Choose its name to read the claim."
_MARGINS = (Space.XXL - INSET, Space.XL, Space.XXL - INSET, Space.XL)
_INSIDE = (INSET, 0, INSET, 0)


class ClaimsPage(QFrame):
    """Who claims what, and where the sources agree, differ or are silent."""

    def __init__(self, theme: Theme, icons: Icons, hands: Hands, commands: Commands) -> None:
        super().__init__()
        self.setProperty("role", "paper")
        self._hands, self._commands = hands, commands
        workspace = hands.workspace
        self.events = Events(theme, icons, workspace)
        self.head = TableHead(theme, commands)
        self.table = ClaimTable(theme)
        self.foot = Assessment(commands)
        self.everything = Everything(theme, icons, workspace, commands)
        self._nothing = EmptyList(icons, "claims", "No claim is about this event yet",
                                  "Attach a claim to it in the details of the claim.")  # fmt: skip
        self._wants_events, self._is_new = True, True
        self._of: str | None = None
        self._line = hairline(vertical=True)
        self._lay_out()
        self.notices = Notices(theme, icons, self.centre, commands)
        self._connect()
        self.come()

    def _lay_out(self) -> None:
        self._body = QStackedWidget()
        self._body.addWidget(self.table)
        self._body.addWidget(frame("", down(Space.XXL, self._nothing, None)))
        column = down(across(self.head, margins=_INSIDE), Space.M, gap=0, margins=_MARGINS)
        column.addWidget(self._body, 1)
        column.addSpacing(Space.M)
        column.addLayout(across(self.foot, margins=_INSIDE))
        self._shown = QStackedWidget()
        self._shown.addWidget(frame("paper", column))
        both = down(across(self.everything, margins=_INSIDE), gap=0, margins=_MARGINS)
        self._shown.addWidget(frame("paper", both))
        self.centre = frame("paper", down(self._shown, gap=0))
        row = across(gap=0)
        row.addWidget(self.events)
        row.addWidget(self._line)
        row.addWidget(self.centre, 1)
        self.setLayout(row)

    def _connect(self) -> None:
        workspace, claims = self._hands.workspace, self._hands.workspace.claims
        claims.changed.connect(self._on_changed)
        claims.turned.connect(self._show)
        workspace.opened.connect(self._on_opened)
        workspace.said.connect(self._on_said)
        workspace.changed.connect(self.notices.outdate)
        workspace.closed.connect(self.notices.dismiss)
        self.events.chosen.connect(claims.choose)
        self.events.entered.connect(self.go_home)
        self.head.compared.connect(claims.compare)
        self.table.opened.connect(self._open_cell)
        self.table.copied.connect(self._copy_cell)
        self.table.left.connect(lambda: self.focus("library"))
        self.everything.opened.connect(self._open_listed)
        self.everything.left.connect(lambda: self.focus("library"))

    # --- for the window ---------------------------------------------------------------------------

    def come(self) -> None:
        """Look at the claims as they are now."""
        self._hands.workspace.claims.start()
        self._on_changed()

    def leave(self) -> None:
        """Rest."""
        self.notices.dismiss()
        self._hands.workspace.claims.stop()

    def go_home(self) -> None:
        """Put the keyboard into the table, or into the list of all claims."""
        if self._shown.currentIndex():
            self.everything.go_home()
        elif self._body.currentIndex() == 0:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.focus("library")

    def follow_settings(self) -> None:
        """Nothing here is set."""

    def flush(self) -> None:
        """Nothing is typed here that is kept."""

    def picked(self) -> tuple[int, int]:
        """Pick no words of the article that is open beside it."""
        return 0, 0

    def where(self) -> tuple[int, float]:
        """Show no line of it either."""
        return 0, 0.0

    def tab_regions(self) -> tuple[QWidget, ...]:
        """Give the regions that Tab goes through, in order."""
        return (self.events, self.centre)

    def is_shown(self, pane: Pane) -> bool:
        """Say whether a pane is shown; the events are at the place of the library."""
        return pane == "library" and not self.events.isHidden()

    def toggle(self, pane: Pane) -> None:
        """Show or hide the events."""
        if pane == "library":
            self._wants_events = self.events.isHidden()
            self._arrange()

    def _arrange(self) -> None:
        held = has_focus_inside(self.events)
        for part in (self.events, self._line):
            part.setVisible(self._wants_events)
        if held and not self._wants_events:
            self.go_home()
        self._commands.refresh_soon()

    def _regions(self) -> list[QWidget]:
        shown = self.everything.regions() if self._shown.currentIndex() else [
            self.head.ways, self.table, self.foot.deed
        ]  # fmt: skip
        return [widget for widget in (self.events.list, *shown) if widget.isVisible()]

    def focus(self, region: Region) -> None:
        """Put the focus into the events, or into the table."""
        if region != "library":
            self.go_home()
            return
        if self.events.isHidden():
            self.toggle("library")
        self.events.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def focus_next(self, step: int) -> None:
        """Put the focus into the next region that is shown."""
        shown = self._regions()
        at = next((n for n, one in enumerate(shown) if has_focus_inside(one)), -1)
        shown[(at + step) % len(shown)].setFocus(Qt.FocusReason.TabFocusReason)

    # --- showing ----------------------------------------------------------------------------------

    def _on_opened(self) -> None:
        self._is_new = True
        self.everything.begin()

    def _on_changed(self) -> None:
        claims = self._hands.workspace.claims
        self.events.refresh()
        if self._is_new and claims.index is not None:
            self._is_new = False
            claims.choose(claims.of_event or self.events.first())
        self._show()

    def _show(self) -> None:
        claims = self._hands.workspace.claims
        event, table = claims.card, claims.table
        held, before = has_focus_inside(self.centre), self._shown.currentIndex()
        self.events.list.show_chosen(claims.of_event or "all")
        if table is None:
            self._shown.setCurrentIndex(1)
            self.everything.refresh()
        else:
            self._shown.setCurrentIndex(0)
            facts = self._facts(event) if event is not None else []
            if claims.left_out:
                facts.append(say("{n} later claims are left out", n=claims.left_out))
            self.head.show_event(claims.title, "   ·   ".join(facts), table)
            self._body.setCurrentIndex(0 if table.rows else 1)
            if self._of != claims.of_event:
                self._of = claims.of_event
                self.table.begin()
            self.table.show_table(table)
            self.foot.setVisible(event is not None)
            if event is not None:
                self.foot.show_event(event, self._hands.workspace.scheme)
            if self._hands.screen.page() == "claims":
                self._hands.workspace.tell(_EXPLAINED)
        if held and before != self._shown.currentIndex():
            self.go_home()
        self._commands.refresh_soon()

    def _facts(self, event: Event) -> list[str]:
        reader = self._hands.workspace.reader
        places = reader.entities(event.places)
        names = [places[id_].name for id_ in event.places if id_ in places]
        links = [link for link in reader.event_links() if event.id in (link.head, link.tail)]
        titles = {id_: card.title for id_, card in reader.events(
            {end for link in links for end in (link.head, link.tail)}).items()}  # fmt: skip
        told = [
            say(_LINKS[link.type, link.head == event.id],
                title=titles.get(link.tail if link.head == event.id else link.head, ""))
            for link in links
            if (link.type, link.head == event.id) in _LINKS
        ]  # fmt: skip
        return [long_date(event.date), *names[:3], *told[:3]]

    # --- going to the words -----------------------------------------------------------------------

    def _open_cell(self, number: int, section: int) -> None:
        row, column = self.table.cells.row(number), column_of(section)
        if row is None:
            return
        said = row.cells[column].said if column is not None else ()
        if said:
            one = said[0]
            self._commands.attempt(
                lambda: open_words(self._hands, one.article, one.claim, one.start, one.end)
            )
        elif column is None and row.claims:
            self._commands.attempt(lambda: open_claim(self._hands, row.claims[0]))
        else:
            self._hands.workspace.tell(_SILENT, floats=True)

    def _copy_cell(self, number: int, section: int) -> None:
        row, column = self.table.cells.row(number), column_of(section)
        if row is not None and column is not None and claim_of(row, column) is not None:
            copy_cell(self._hands, row, column)

    def _open_listed(self, article: str, claim: str) -> None:
        found = self._hands.workspace.reader.spans(article, [claim])
        if found:
            span = found[0]
            self._commands.attempt(
                lambda: open_words(self._hands, article, claim, span.start, span.end)
            )

    def _on_said(self, said: Said) -> None:
        workspace = self._hands.workspace
        if workspace.is_open and said.is_notice and self._hands.screen.page() == "claims":
            self.notices.show(said)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the events go where there is no room for them, and come back where there is."""
        super().resizeEvent(event)
        narrow = self.width() < Size.NARROW
        if narrow != (event.oldSize().width() < Size.NARROW) or event.oldSize().width() < 0:
            self._wants_events = not narrow
            self._arrange()


_LINKS = {
    ("response_to", True): "in response to {title}",
    ("response_to", False): "answered by {title}",
    ("part", True): "with {title}",
    ("part", False): "part of {title}",
}
"""How a link to another event is told, by its type and whether it leads there."""
