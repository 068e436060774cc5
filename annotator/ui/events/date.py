"""The date of an event: typed as news says it, shown as what it was worked out to be."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from annotator.actions.events.cards import published_at_hand, set_date, set_published
from annotator.model.dates import NotPublished, published_day
from annotator.model.days import WEEKDAYS, long_day
from annotator.model.edtf import bounds, doubt, in_words
from annotator.model.event import Event
from annotator.model.sentences import Told, Trouble, say
from annotator.ui.parts.form import FormRow, LineField
from annotator.ui.parts.layouts import down
from annotator.ui.parts.words import label
from annotator.workspace.workspace import Workspace

_INSET = 11
"""Where the words of a line begin."""
_HINT = "Monday, last week, 28 June 2021, 2021-06"


class DateField(QWidget):
    """A line for the date, what it means below, and where that is missing a line for the day of
    publication, from which Monday is counted.
    """

    written = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._event: Event | None = None
        self._waits = ""
        """What was typed, as long as it waits for the day of publication."""
        self.field = LineField("Date", hint=_HINT)
        self.field.written.connect(self._on_written)
        self._means = label("", "meta", wrap=True)
        self._fault = label("", "caution", wrap=True)
        self.published = LineField("Day of publication of the article", hint="2021-06-29")
        self.published.written.connect(self._on_published)
        self._published_row = FormRow("Published", self.published)
        self._published_row.hide()
        for words in (self._means, self._fault):
            words.setContentsMargins(_INSET, 0, 0, 0)
        column = down(self.field, self._means, self._fault, self._published_row, gap=2)
        self.setLayout(column)
        self.setFocusProxy(self.field)

    def show_event(self, event: Event, published: str | None) -> None:
        """Show the date of a card; `published` is when the first article that tells of it was."""
        if self._event is None or self._event.id != event.id:
            self._let_go()
        self._event = event
        if self._waits:
            return
        if not (self.field.hasFocus() and self.field.isModified()):
            self.field.show_text(event.date or "")
        self._fault_is(doubt(event.date or "", event.date_precision, published_day(published)))
        self._means.setText(_meaning(event, published_at_hand(self._workspace)))

    @property
    def fault(self) -> str:
        """Give what is said against the date."""
        return self._fault.text()

    def flush(self) -> None:
        """Write what was typed and not written yet."""
        self.field.editingFinished.emit()

    def _fault_is(self, words: str) -> None:
        self._fault.setText(words)
        self._fault.setVisible(bool(words))
        self.field.setAccessibleDescription(words)

    def _let_go(self) -> None:
        self._waits = ""
        self._published_row.hide()
        self.published.show_text("")

    def _on_written(self, words: str) -> None:
        event = self._event
        if event is None:
            return
        self.field.setModified(False)
        try:
            set_date(self._workspace, event.id, words)
        except NotPublished as missing:
            self._waits = words
            self._published_row.show()
            self._means.setText("")
            self._fault_is(str(missing))
            self.published.setFocus()
            return
        except Told as told:
            self._waits = ""
            self._fault_is(str(told))
            if isinstance(told, Trouble):
                self._workspace.tell(str(told), is_trouble=True, floats=True)
            return
        self._let_go()
        self.written.emit()

    def _on_published(self, words: str) -> None:
        if not words.strip():
            return
        try:
            set_published(self._workspace, words)
        except Told as told:
            self._fault_is(str(told))
            return
        waited, self._waits = self._waits, ""
        self._published_row.hide()
        self.field.setFocus()
        if waited:
            self._on_written(waited)


def _meaning(event: Event, published: str | None) -> str:
    """Say what is kept, and from when Monday would be counted."""
    first, last = bounds(event.date or "")
    if event.date and first is not None and first == last:
        day = WEEKDAYS[first.weekday()]
        return say("{weekday}, {date}", weekday=day, date=in_words(event.date))
    if event.date:
        return in_words(event.date)
    day_of = published_day(published)
    if day_of is None:
        return ""
    return say("Counted from {day}, when this article was published", day=long_day(day_of))
