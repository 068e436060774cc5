"""The filters of the history: about what, by whom, on which day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from annotator.model.days import span_of
from annotator.model.person import Person
from annotator.model.sentences import Refused
from annotator.store.scope import Scope
from annotator.ui.history.about import About
from annotator.ui.parts.form import FormRow, LineField, ValueButton
from annotator.ui.parts.layouts import down
from annotator.ui.parts.words import label
from annotator.ui.theme import Theme

_EVERYBODY = ("", "Everybody")


class Filters(QWidget):
    """Three rows: about what, by whom, when. Each takes effect at once."""

    about_chosen = Signal(str)
    """The id of what the history is to be about."""
    changed = Signal()
    """Another person, or other days."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.about = ValueButton(theme, "About")
        self.by = ValueButton(theme, "By")
        self.day = LineField("Day", hint="YYYY-MM-DD, a month or a year")
        self._fault = label("", "caution", wrap=True)
        self._fault.hide()
        self._people: dict[str, str] = {}
        self._person = ""
        self.about.chosen.connect(self.about_chosen)
        self.by.chosen.connect(self._on_person)
        self.day.written.connect(lambda _: self._on_day())
        rows = (FormRow("About", self.about), FormRow("By", self.by), FormRow("Day", self.day))
        self.setLayout(down(*rows, self._fault, gap=2))

    def show_about(self, about: About, others: Sequence[About]) -> None:
        """Show what the history is about, and what else it can be about."""
        for field in (self.by, self.day):  # a step is of one person and one moment
            field.setEnabled(about.step is None)
        self.about.show_value(about.words)
        self.about.offer([(one.id, one.words) for one in others], [about.id])

    def show_people(self, people: Sequence[Person]) -> None:
        """Offer everybody of the project."""
        self._people = {person.id: person.name for person in people}
        if self._person not in self._people:
            self._person = ""
        held = self._people.get(self._person, _EVERYBODY[1])
        self.by.show_value(held)
        self.by.offer([_EVERYBODY, *self._people.items()], [self._person])

    @property
    def scope(self) -> Scope:
        """Give whose work is shown, and of which days."""
        persons = (self._person,) if self._person else None
        try:
            since, until = map(_milliseconds, span_of(self.day.text()))
        except Refused:  # which is said below the field
            return Scope(persons=persons)
        return Scope(persons=persons, since=since, until=until)

    def _on_person(self, person: str) -> None:
        self._person = person
        self.by.show_value(self._people.get(person, _EVERYBODY[1]))
        self.by.offer([_EVERYBODY, *self._people.items()], [person])
        self.changed.emit()

    def _on_day(self) -> None:
        words = self.day.text().strip()
        fault = ""
        try:
            if words:
                span_of(words)
        except Refused as refused:
            fault = str(refused)
        self._fault.setText(fault)
        self._fault.setVisible(bool(fault))
        self.day.setAccessibleDescription(fault)
        self.changed.emit()


def _milliseconds(day: date) -> int:
    """Give the first moment of a day where the window stands."""
    return round(datetime(day.year, day.month, day.day).astimezone().timestamp() * 1000)
