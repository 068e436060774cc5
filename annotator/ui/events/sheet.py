"""Event cards beside the article: a list that filters as one types, and one card."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from annotator.actions.action import Hands
from annotator.actions.events import cards, telling
from annotator.model.change import Changes
from annotator.model.sentences import say
from annotator.model.span import Span
from annotator.model.words import briefly
from annotator.store.tellings import Telling, tellings
from annotator.ui.commands import Commands
from annotator.ui.events.card import EventCard
from annotator.ui.events.list import EventList
from annotator.ui.events.model import EventRow
from annotator.ui.events.told import Told
from annotator.ui.icons import Icons
from annotator.ui.parts.buttons import KeyedButton, button, tool
from annotator.ui.parts.focus import has_focus_inside
from annotator.ui.parts.layouts import across, down, frame, hairline
from annotator.ui.parts.scrolled import scrolled
from annotator.ui.parts.side import SideSheet
from annotator.ui.parts.words import ElidedLabel, label
from annotator.ui.theme import Space, Theme
from annotator.workspace.said import Said

_TOUCHING = ("event", "event_link", "participant", "entity", "span", "article")
_OF_SCHEME = ("scheme", "label", "attribute", "relation_type")


def show_events(
    theme: Theme, icons: Icons, hands: Hands, commands: Commands, window: QWidget, *, of_words: bool
) -> None:
    """Show the cards over a window; a sheet that is open is used again."""
    sheet = window.findChild(EventSheet)
    if sheet is None or sheet.isHidden():
        sheet = EventSheet(theme, icons, hands, commands, window)
    sheet.open_over(of_words=of_words)


class EventSheet(SideSheet):
    """The list, and one card in its place. Esc leads from the card to the list, and out."""

    def __init__(
        self, theme: Theme, icons: Icons, hands: Hands, commands: Commands, window: QWidget
    ) -> None:
        super().__init__(theme, window)
        self._theme, self._icons, self._commands = theme, icons, commands
        self._workspace = hands.workspace
        self._event: str | None = None
        self._mark: Span | None = None
        self._words = ""
        """Of which event these words tell is asked; "" where nothing is asked."""
        self.setAccessibleName("Events")
        self.list = EventList(theme, icons, self._workspace)
        self._make_card()
        self._lay_out()
        self._connect()

    def _make_card(self) -> None:
        self.card = EventCard(self._theme, self._workspace)
        self.told = Told(self._theme, self._icons, self._workspace)
        self.told.shown.connect(self._show_telling)
        self.told.parted.connect(self._part)
        inside = down(self.card, self.told, None, gap=0, margins=(Space.S, 0, Space.S, Space.L))
        self.area = scrolled(inside)

    def _lay_out(self) -> None:
        self.back = tool(self._icons, "back", "Back to the list of events", "Esc")
        self.back.clicked.connect(self.show_list)
        close = tool(self._icons, "close", "Close the events", "Esc")
        close.clicked.connect(self.leave)
        self._heading = label("Events", "strong")
        margins = (Space.L, Space.S, Space.S, Space.S)
        head = across(self.back, self._heading, None, close, margins=margins)
        self._question = label("", "meta", wrap=True)
        self._question.setContentsMargins(Space.L, 0, Space.L, Space.S)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.list)
        self._stack.addWidget(self.area)
        self._said = ElidedLabel("", "small")
        self._said.setAccessibleName("What was done")
        self.delete_button = button("Delete the event", "quiet")
        self.delete_button.clicked.connect(self._delete)
        self.add_button = button("", "link")
        self.add_button.clicked.connect(self._attach_here)
        self.take_button = KeyedButton("Open the card", "Return", "primary")
        self.take_button.clicked.connect(self.list.take)
        self._foot = frame("", across(
            self.delete_button, None, self.add_button, self.take_button, gap=Space.S
        ))  # fmt: skip
        below = down(
            self._said, self._foot, gap=Space.XS, margins=(Space.L, Space.S, Space.L, Space.M)
        )
        column = down(head, self._question, gap=0)
        column.addWidget(self._stack, 1)
        column.addWidget(hairline())
        column.addLayout(below)
        self.setLayout(column)

    def _connect(self) -> None:
        workspace = self._workspace
        self.list.taken.connect(self._on_taken)
        self.list.deleted.connect(self._delete_listed)
        self.list.view.selectionModel().currentChanged.connect(lambda *_: self._show_deeds())
        self._commands.about_to.connect(self._flush)
        workspace.changed.connect(self._on_changed)
        workspace.busy_changed.connect(self._show_deeds)
        workspace.selected.connect(self._show_deeds)
        workspace.moved.connect(self.read)
        workspace.said.connect(self._on_said)
        workspace.opened.connect(self._go)
        workspace.closed.connect(self._go)

    # --- coming and going -------------------------------------------------------------------------

    def open_over(self, *, of_words: bool) -> None:
        """Show the list; with `of_words` ask of which event the words at hand tell."""
        workspace = self._workspace
        self._words = telling.words_at_hand(workspace) if of_words else ""
        self._mark = telling.mark_at_hand(workspace) if of_words else None
        article = workspace.article
        has_some = article is not None and any(span.events for span in article.spans)
        self.stand()
        self._said.setText("")
        self.list.begin(self._words, everywhere=of_words or not has_some)
        self.show_list()

    def leave(self) -> None:
        """Write what was typed, and close."""
        self._flush()
        super().leave()

    def _go(self) -> None:
        """Close without writing: the project is another one, or gone."""
        self._event = None
        super().leave()

    def _flush(self) -> None:
        if self._event is not None and self._stack.currentIndex() == 1 and self._can_read():
            self.card.flush()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from the card back to the list by Esc."""
        if event.key() == Qt.Key.Key_Escape and self._event is not None:
            self.show_list()
            event.accept()
        else:
            super().keyPressEvent(event)

    # --- what is shown ----------------------------------------------------------------------------

    def show_list(self) -> None:
        """Show the list, with the keyboard in its field."""
        self._flush()
        before, self._event = self._event, None
        self._stack.setCurrentIndex(0)
        self.list.read(before)
        self._heading.setText("Which event?" if self._words else "Events")
        self.back.hide()
        self._question.setText(say("“{words}” tells of…", words=briefly(self._words, 90)))
        self._question.setVisible(bool(self._words))
        self._show_deeds()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_card(self, event: str, *, at_date: bool = False) -> None:
        """Show one card, with the keyboard in its first field or in its date."""
        self._event = event
        self._stack.setCurrentIndex(1)
        self._heading.setText("Event")
        self.back.show()
        self._question.hide()
        self.read()
        self.area.verticalScrollBar().setValue(0)
        (self.card.date if at_date else self.card).setFocus(Qt.FocusReason.OtherFocusReason)

    def read(self) -> None:
        """Read anew what is shown; of a card that is gone the list is shown."""
        if not self._can_read():
            return
        if self._event is None:
            self.list.read()
        else:
            event = self._workspace.reader.events([self._event]).get(self._event)
            if event is None:
                self.show_list()
                return
            found = tellings(self._workspace.reader, event.id)
            self.card.show_event(event, found)
            self.told.show_tellings(found)
        self._show_deeds()

    def _can_read(self) -> bool:
        return self._workspace.is_open and self._workspace.busy is None and not self.isHidden()

    def _on_changed(self, changes: Changes) -> None:
        if changes.touch(*_OF_SCHEME):
            self._event = None
            self._go()
        elif changes.touch(*_TOUCHING):
            self.read()

    def _on_said(self, said: Said) -> None:
        self._said.setText(said.words)

    def _show_deeds(self) -> None:
        """Show what can be done here, and why nothing can where that is so."""
        reason = self._workspace.cannot_write
        is_card, row = self._event is not None, self.list.row
        mark = telling.mark_at_hand(self._workspace)
        is_new = mark is not None and self._event not in mark.events
        self.add_button.setVisible(is_card and is_new and self._workspace.is_mine)
        if mark is not None:
            self.add_button.show_name(say("Add “{words}”", words=briefly(mark.quote, 28)))
        self.take_button.setVisible(not is_card)
        self.take_button.setEnabled(row is not None)
        self.take_button.show_words(_deed_on(row, asked=bool(self._words)), "Return")
        self.delete_button.setVisible(is_card or (row is not None and row.id is not None))
        for one in (self.add_button, self.delete_button):
            one.setEnabled(reason is None)
        if reason is not None:
            self._said.setText(reason)
        self._said.setVisible(bool(self._said.text()))

    # --- what the user does -----------------------------------------------------------------------

    def _on_taken(self, row: EventRow) -> None:
        workspace, words, mark = self._workspace, self._words, self._mark
        if row.id is None:
            self._make(row.title)
        elif words:
            event = row.id
            if self._commands.attempt(lambda: telling.attach(workspace, mark, event)):
                self.leave()
        else:
            self.show_card(row.id)

    def _make(self, title: str) -> None:
        workspace, made = self._workspace, list[str]()
        mark = self._mark if self._words else None

        def make() -> None:
            made.append(telling.new_event_of(workspace, mark, title))

        if self._commands.attempt(make):
            self._words, self._mark = "", None
            self.show_card(made[0], at_date=True)

    def _attach_here(self) -> None:
        event, mark = self._event, telling.mark_at_hand(self._workspace)
        if event is not None:
            self._commands.attempt(lambda: telling.attach(self._workspace, mark, event))

    def _part(self, one: Telling) -> None:
        event = self._event
        if event is not None:
            self._commands.attempt(lambda: telling.detach(self._workspace, one, event))

    def _show_telling(self, one: Telling) -> None:
        self._commands.attempt(lambda: telling.show_telling(self._workspace, one))

    def _delete(self) -> None:
        row = self.list.row
        id_ = self._event or (row.id if row is not None else None)
        if id_ is not None:
            self._delete_listed(id_)

    def _delete_listed(self, id_: str) -> None:
        had_focus = has_focus_inside(self)
        self._commands.attempt(lambda: cards.delete_event(self._workspace, id_))
        if had_focus and self._event is None:
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)


def _deed_on(row: EventRow | None, *, asked: bool) -> str:
    if row is not None and row.id is None:
        return "Make the card"
    return "Take this event" if asked else "Open the card"
