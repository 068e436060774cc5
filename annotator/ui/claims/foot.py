"""What the team believes of an event: apart from the table, since no source says it."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame

from annotator.model.event import Event
from annotator.model.scheme import EVENT_CARD, Scheme
from annotator.ui.commands import Commands
from annotator.ui.parts.buttons import button
from annotator.ui.parts.layouts import across
from annotator.ui.parts.words import label
from annotator.ui.theme import Space

_JUDGED = {
    "assessment": "", "source_reliability": "sources", "information_credibility": "information",
}  # fmt: skip
_NOT_YET = (
    "Not assessed yet. Only reviewers write here; it is kept apart from what the sources say."
)


class Assessment(QFrame):
    """The strip at the foot of the table."""

    def __init__(self, commands: Commands) -> None:
        super().__init__()
        self.setProperty("role", "well")
        self.setAccessibleName("Our assessment")
        self._words = label("", "small", wrap=True)
        self.deed = button("Assess", "link")
        self.deed.clicked.connect(lambda: commands.do("assess_event"))
        self.deed.setToolTip(commands["assess_event"].help)
        row = across(label("Our assessment", "strong"), gap=Space.M,
                     margins=(Space.L, Space.S, Space.S, Space.S))  # fmt: skip
        row.addWidget(self._words, 1)
        row.addWidget(self.deed)
        self.setLayout(row)

    def show_event(self, event: Event, scheme: Scheme) -> None:
        """Show what the team noted of an event."""
        held = dict(event.attributes)
        parts = []
        for name, before in _JUDGED.items():
            value = held.get(name)
            if value and value not in scheme.default_of(EVENT_CARD, name):
                shown = scheme.choice_names(EVENT_CARD, name).get(value, value).replace("_", " ")
                helps = {
                    one.id: one.help
                    for attribute in scheme.event_attributes
                    if attribute.id == name
                    for one in attribute.values
                }
                said = f"{before} {shown}".strip()
                parts.append(f"{said} ({helps[value]})" if helps.get(value) else said)
        self._words.setText(" · ".join(parts).capitalize() if parts else _NOT_YET)
        self.setVisible(scheme.assessment is not None)

    @property
    def words(self) -> str:
        """Give what it says."""
        return self._words.text()
