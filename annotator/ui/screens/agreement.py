"""The page of agreement: figures and drawings, and beside them the places they are made of."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QWidget

from annotator.actions.action import Hands, Region
from annotator.actions.agreeing import ask, open_place, work_out_soon
from annotator.model.agreement.agreement import Agreement
from annotator.model.agreement.pairing import Item
from annotator.model.agreement.report import told_apart
from annotator.model.sentences import in_turn
from annotator.ui.agreement.asking import Asking
from annotator.ui.agreement.overview import Overview
from annotator.ui.agreement.sections import Section, behind, differing
from annotator.ui.agreement.side import Places
from annotator.ui.commands import Commands
from annotator.ui.icons import Icons
from annotator.ui.notices import Notices
from annotator.ui.pages import Pane
from annotator.ui.parts.buttons import PushButton, button
from annotator.ui.parts.empty import EmptyList
from annotator.ui.parts.focus import has_focus_inside
from annotator.ui.parts.layouts import across, down, frame, hairline
from annotator.ui.parts.words import label, tooltip
from annotator.ui.theme import Space, Theme
from annotator.workspace.agreed import AgreementAsked
from annotator.workspace.said import Said

_LEAST = 860
"""Pixels; where there are fewer, the places lie over the overview."""
_ALL = "All differences"
_BLIND = "Articles of blind rounds that are still open to you are left out."


class AgreementPage(QFrame):
    """What is asked for above, what was found below it, and the places at the side."""

    def __init__(self, theme: Theme, icons: Icons, hands: Hands, commands: Commands) -> None:
        super().__init__()
        self.setProperty("role", "paper")
        self._hands, self._commands = hands, commands
        self._agreed = hands.workspace.agreed
        self._shown: Agreement | None = None
        self._came_from: QWidget | None = None
        self._is_on = False
        self.asking = Asking(theme, hands.workspace, self._ask)
        self.again = self._deed("work_out_agreement", "Work out again")
        self.export = self._deed("export_agreement", "Export…")
        self.stale = label("Something was changed since.", "caution")
        self.overview = Overview(theme)
        self.overview.chosen.connect(self._on_chosen)
        self.places = Places(theme, icons, hands.workspace)
        self.places.list.opened = self._open
        self.places.list.left = self._back
        self.nothing = EmptyList(icons, "agreement", "", "", "Work it out")
        self.nothing.asked.connect(lambda: commands.attempt(lambda: work_out_soon(hands)))
        self._lay_out()
        self.notices = Notices(theme, icons, self.centre, commands)
        hands.workspace.opened.connect(self._on_opened)
        hands.workspace.said.connect(self._on_said)
        hands.workspace.changed.connect(self.notices.outdate)
        hands.workspace.closed.connect(self.notices.dismiss)
        self._agreed.changed.connect(self.read)
        hands.background.ended.connect(lambda: QTimer.singleShot(0, self, self._go_on))
        self.come()

    def _deed(self, id_: str, words: str) -> PushButton:
        made = button(words, "quiet")
        made.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # or dots would come first
        made.setToolTip(tooltip(self._commands[id_].help))
        made.clicked.connect(lambda: self._commands.do(id_))
        return made

    def _lay_out(self) -> None:
        title = across(label("Agreement", "page"), Space.S, self.stale, None, self.again,
                       self.export, gap=Space.XS)  # fmt: skip
        head = down(title, self.asking, gap=Space.S,
                    margins=(Space.XXL, Space.M, Space.L, Space.M))  # fmt: skip
        self._empty = frame("", down(self.nothing, None, margins=(Space.L, 96, Space.L, 0)))
        column = down(head, hairline(), gap=0)
        column.addWidget(self.overview, 1)
        column.addWidget(self._empty, 1)
        self.centre = frame("paper", column)
        self._line = hairline(vertical=True)
        row = across(gap=0)
        row.addWidget(self.centre, 1)
        row.addWidget(self._line)
        row.addWidget(self.places)
        self.setLayout(row)
        self._wants_places, self._looks_into = True, False

    # --- what was found ---------------------------------------------------------------------------

    def read(self) -> None:
        """Show what is known now."""
        found = self._agreed.found
        has_figures = found is not None and found.why is None
        self.asking.read()
        self.stale.setVisible(self._agreed.is_stale and found is not None)
        self.again.setVisible(found is not None)
        self.export.setVisible(has_figures)
        self.overview.setVisible(has_figures)
        self._empty.setVisible(not has_figures)
        if not has_figures:
            self._say_nothing(found)
        elif found is not None and found is not self._shown:
            self._show(found)
        self._arrange()

    def _show(self, found: Agreement) -> None:
        is_other = self._shown is None or self._shown.study is not found.study
        self._shown = found
        self.overview.show_found(found, self._left_out())
        if is_other:
            self.places.show_places(_ALL, found.study, differing(found.items))

    def _left_out(self) -> str:
        """Say that a blind round keeps articles out, where one does."""
        is_blind = self._hands.workspace.reader.sight is not None
        return _BLIND if is_blind else ""

    def _say_nothing(self, found: Agreement | None) -> None:
        self._shown = None
        self._looks_into = False
        self.places.show_places("", None, [])
        if found is not None:
            self.nothing.say("There is nothing to compare",
                             in_turn(found.why or "", *map(told_apart, found.study.near),
                                     self._left_out()))  # fmt: skip
        elif self._agreed.is_under_way:
            self.nothing.say("Working it out…", "The line below says how far it is, and stops it.")
        elif self._agreed.waits:
            self.nothing.say("Something else is under way", "It is worked out once that has ended.")
        else:
            self.nothing.say("Nothing was worked out yet", "Nothing of the project is changed.")
        if self.nothing.deed is not None:
            waits = self._agreed.is_under_way or self._agreed.waits
            self.nothing.deed.setVisible(found is None and not waits)

    def _ask(self, asked: AgreementAsked) -> None:
        self._commands.attempt(lambda: ask(self._hands, asked))

    def _go_on(self) -> None:
        """Work out what had to wait."""
        if self._agreed.waits and self._is_on and self._hands.workspace.is_open:
            self._commands.attempt(lambda: work_out_soon(self._hands))

    # --- the places -------------------------------------------------------------------------------

    def _on_chosen(self, section: Section, key: str, name: str) -> None:
        found = self._agreed.found
        if found is None:
            return
        self._came_from = self.overview.charts[section]
        items = behind(found, section, key, self.overview.step)
        self.places.show_places(name, found.study, items)
        self._looks_into = self._wants_places = True
        self._arrange()
        if items:
            self.places.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open(self, item: Item) -> None:
        found = self._agreed.found
        if found is not None:
            self._commands.attempt(lambda: open_place(self._hands, found.study, item))

    def _back(self) -> None:
        """Go back from the places to where they were chosen."""
        self._looks_into = False
        self._arrange()
        home = self._came_from or self.overview.charts["confusion"]
        home.setFocus(Qt.FocusReason.OtherFocusReason)

    def _arrange(self) -> None:
        """Show both side by side, or where there is little room one of them."""
        is_narrow = self.width() < _LEAST
        has_figures = not self.overview.isHidden()
        over = is_narrow and self._looks_into and has_figures
        shown = has_figures and (over or (self._wants_places and not is_narrow))
        self.places.setVisible(shown)
        self._line.setVisible(shown and not over)
        self.centre.setVisible(not over)
        if over:
            self.places.setMaximumWidth(self.width())
            self.places.setMinimumWidth(self.width())
        else:
            self.places.setFixedWidth(self.places.usual)

    # --- for the window ---------------------------------------------------------------------------

    def come(self) -> None:
        """Show what is known, and work it out where it never was."""
        self._is_on = True
        agreed = self._agreed
        if agreed.found is None and not agreed.is_under_way and self._hands.workspace.is_open:
            self._commands.attempt(lambda: work_out_soon(self._hands))
        self.read()

    def _on_opened(self) -> None:
        if self._is_on:
            self.come()

    def leave(self) -> None:
        """Rest."""
        self._is_on = False
        self.notices.dismiss()

    def go_home(self) -> None:
        """Put the keyboard into the list one came from, else to what is asked for."""
        if self.overview.isHidden():
            deed = self.nothing.deed
            home: QWidget = deed if deed is not None and not deed.isHidden() else self.asking.people
        elif self._looks_into and self.places.list.isVisibleTo(self):
            home = self.places.list
        else:
            home = self.asking.people
        home.setFocus(Qt.FocusReason.OtherFocusReason)

    def _regions(self) -> tuple[QWidget, ...]:
        return (self.asking.people, self.overview.charts["confusion"], self.places.list)

    def tab_regions(self) -> Sequence[QWidget]:
        """Give the regions that Tab goes through, in order."""
        return (self.centre, self.places)

    def focus(self, region: Region) -> None:
        """Put the focus into the places, or where work begins."""
        if region in {"cases", "outline", "details"} and self.places.list.isVisible():
            self.places.list.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self.go_home()

    def focus_next(self, step: int) -> None:
        """Put the focus into the next region that is shown."""
        shown = [widget for widget in self._regions() if widget.isVisible()]
        inside = (has_focus_inside(self.asking), has_focus_inside(self.overview),
                  has_focus_inside(self.places))  # fmt: skip
        at = next(
            (shown.index(w) for w, held in zip(self._regions(), inside, strict=True)
             if held and w in shown), -1 if step > 0 else 0,
        )  # fmt: skip
        shown[(at + step) % len(shown)].setFocus(Qt.FocusReason.TabFocusReason)

    def toggle(self, pane: Pane) -> None:
        """Show or hide the places; the other panes belong to the article."""
        if pane == "panel":
            self._wants_places = not self._wants_places
            self._arrange()
            self._commands.refresh_soon()

    def is_shown(self, pane: Pane) -> bool:
        """Say whether a pane is shown."""
        return pane == "panel" and not self.places.isHidden()

    def follow_settings(self) -> None:
        """Nothing here is set."""

    def flush(self) -> None:
        """Nothing is written here."""

    def picked(self) -> tuple[int, int]:
        """Give what is picked in the article, which is not shown."""
        selection = self._hands.workspace.selection
        return selection.start, selection.end

    def where(self) -> tuple[int, float]:
        """Give where one was in the article, which is not shown."""
        return self._hands.workspace.selection.start, 0.0

    def _on_said(self, said: Said) -> None:
        if self._hands.workspace.is_open and said.is_notice and self._is_on:
            self.notices.show(said)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go home by Esc, or let a notice go first."""
        if event.key() == Qt.Key.Key_Escape:
            if self.notices.words:
                self.notices.dismiss()
            else:
                self.go_home()
            event.accept()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the places go where there is no room for them."""
        super().resizeEvent(event)
        self._arrange()
