"""One event card: what happened, when, where, who took part, and what the team believes of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from annotator.actions.events import cards
from annotator.actions.marks.details import Known, find_entities, known_events, shown_name
from annotator.model.event import Event
from annotator.model.scheme import Attribute, Choice
from annotator.store.tellings import Telling
from annotator.ui.events.date import DateField
from annotator.ui.panel.choices import ChoiceEditor, MultiEditor
from annotator.ui.panel.deeds import attempt
from annotator.ui.panel.editor import Editor, Shown
from annotator.ui.panel.picking import PickEditor, fitting
from annotator.ui.panel.written import BoxEditor, LineEditor
from annotator.ui.parts.form import FormRow
from annotator.ui.parts.layouts import across, down, hairline
from annotator.ui.parts.words import label
from annotator.ui.theme import Space, Theme
from annotator.workspace.entities import EntityNames
from annotator.workspace.workspace import Workspace

Answer = Callable[[str, tuple[str, ...]], object]
"""Writes what was answered on the card of an id."""
_KNOWN_TO = (
    ("day", "the day"), ("week", "the week"), ("month", "the month"), ("year", "the year"),
    ("range", "a range"), ("unknown", "unknown"),
)  # fmt: skip
_APART = (
    "What the team believes, apart from what the sources say. Reviewers set it; everybody can see "
    "it, and nobody is kept from it."
)
_NOT_HERE = "not here any more"


class EventCard(QWidget):
    """The form of a card. It writes each answer at once, as a step of its own."""

    def __init__(self, theme: Theme, workspace: Workspace) -> None:
        super().__init__()
        self._theme, self._workspace = theme, workspace
        self._entities = EntityNames()
        self._event: Event | None = None
        self._fields: list[tuple[Editor, Callable[[Event], Shown]]] = []
        self.title = BoxEditor("Title")
        self.date = DateField(workspace)
        self._column = down(gap=0)
        self._fill()
        self.setLayout(self._column)
        self.setFocusProxy(self.title)

    # --- its rows ---------------------------------------------------------------------------------

    def _fill(self) -> None:
        scheme = self._workspace.scheme
        self._answered(self.title, self._field("title"), lambda e: Shown((e.title,)))
        self._column.addWidget(self.title)
        self._column.addSpacing(Space.XS)
        self._choice("Type", cards.types_of(scheme), "type", lambda e: e.type)
        self._column.addLayout(across(8, FormRow("Date", self.date, top=True), gap=0))
        known_to = [Choice(id_, words) for id_, words in _KNOWN_TO]
        self._choice("Known to", known_to, "date_precision", lambda e: e.date_precision)
        self._place()
        precisions = cards.place_precisions(scheme)
        self._choice("Precise to", precisions, "place_precision", lambda e: e.place_precision)
        for role in cards.roles_of(scheme):
            self._role(role)
        for link in scheme.event_links:
            self._link(link)
        note = BoxEditor("Note", "What a colleague or a reviewer should know")
        self._answered(note, self._field("note"), lambda e: _shown(e.note))
        self._column.addWidget(note)
        self._assessments(cards.assessments_of(scheme))

    def _row(self, name: str, editor: Editor, help_: str = "") -> None:
        row = FormRow(name, editor)
        row.setToolTip(help_)
        self._column.addLayout(across(8, row, gap=0))

    def _answered(self, editor: Editor, answer: Answer, shown: Callable[[Event], Shown]) -> None:
        self._fields.append((editor, shown))
        editor.answered.connect(lambda values: self._write(lambda id_: answer(id_, values)))

    def _write(self, deed: Callable[[str], object]) -> None:
        event = self._event
        if event is None:
            return
        if not attempt(self._workspace, lambda: deed(event.id)):
            self.refresh()

    def _field(self, name: str) -> Answer:
        return lambda id_, values: cards.set_field(self._workspace, id_, name, values)

    def _choice(
        self, name: str, choices: Iterable[Choice], field: str, value: Callable[[Event], str | None]
    ) -> None:
        offered = [(choice.id, shown_name(choice.name)) for choice in choices]
        if not offered:
            return
        editor = ChoiceEditor(self._theme, name, offered)
        self._answered(editor, self._field(field), lambda e: _shown(_readable(value(e), offered)))
        self._row(name, editor)

    def _place(self) -> None:
        def known(words: str) -> list[Known]:
            places = cards.place_label(self._workspace.scheme) or ""
            return find_entities(self._workspace, words, places)

        editor = PickEditor(
            self._theme, "Place", known, self._entity_names, many=True, makes="New place “{name}”"
        )
        editor.made.connect(
            lambda name: self._write(lambda id_: cards.new_place(self._workspace, id_, name))
        )
        self._answered(editor, self._field("places"), lambda e: Shown(e.places))
        self._row("Place", editor)

    def _role(self, role: Choice) -> None:
        name = shown_name(role.name).capitalize()
        editor = PickEditor(
            self._theme, name, lambda words: find_entities(self._workspace, words),
            self._entity_names,
            many=True,
        )  # fmt: skip

        def shown(event: Event) -> Shown:
            parts = self._workspace.reader.participants([event.id])
            return Shown(tuple(part.entity for part in parts if part.role == role.id))

        workspace = self._workspace
        self._answered(
            editor,
            lambda id_, values: cards.set_participants(workspace, id_, role.id, values),
            shown,
        )
        self._row(name, editor, role.help or "")

    def _link(self, link: Choice) -> None:
        name = shown_name(link.name).capitalize()
        editor = PickEditor(
            self._theme, name, lambda words: fitting(self._other_events(), words),
            self._event_names, many=True,
        )  # fmt: skip

        def shown(event: Event) -> Shown:
            links = self._workspace.reader.event_links([event.id])
            return Shown(tuple(one.tail for one in links if one.type == link.id))

        def answer(id_: str, values: tuple[str, ...]) -> None:
            cards.set_links(self._workspace, id_, link.id, values)

        self._answered(editor, answer, shown)
        self._row(name, editor)

    def _assessments(self, attributes: tuple[Attribute, ...]) -> None:
        if not attributes:
            return
        remark = label(_APART, "meta", wrap=True)
        head = down(hairline(), label("The team's assessment", "section"), remark, gap=Space.S,
                    margins=(8, Space.M, 8, Space.XS))  # fmt: skip
        self._column.addLayout(head)
        for attribute in attributes:
            self._assessment(attribute)

    def _assessment(self, attribute: Attribute) -> None:
        name = shown_name(attribute.name).capitalize()
        editor = self._editor_for(attribute, name)

        def shown(event: Event) -> Shown:
            held = tuple(value for id_, value in event.attributes if id_ == attribute.id)
            return Shown(held, attribute.default)

        workspace = self._workspace
        self._answered(
            editor,
            lambda id_, values: cards.set_attribute(workspace, id_, attribute, values),
            shown,
        )
        self._row(name, editor, attribute.help or "")

    def _editor_for(self, attribute: Attribute, name: str) -> Editor:
        if not attribute.values:
            return LineEditor(name, attribute.type)
        offered = [
            (c.id, f"{shown_name(c.name)}, {c.help}" if c.help else shown_name(c.name))
            for c in attribute.values
        ]
        chooser = MultiEditor if attribute.type == "multi" else ChoiceEditor
        return chooser(self._theme, name, offered)

    # --- what is shown ----------------------------------------------------------------------------

    @property
    def column(self) -> QVBoxLayout:
        """Give the column of rows."""
        return self._column

    def show_event(self, event: Event, told: list[Telling]) -> None:
        """Show a card, told of by these marks."""
        self._event = event
        known = [one.published for one in told if one.published]
        self.date.show_event(event, min(known, default=None))
        self.refresh()

    def refresh(self) -> None:
        """Show what is in the file."""
        if self._event is None:
            return
        event = self._workspace.reader.events([self._event.id]).get(self._event.id)
        if event is None:
            return
        self._event = event
        self._entities.forget()
        may_write = self._workspace.cannot_write is None
        for editor, shown in self._fields:
            editor.show_values(shown(event))
            editor.setEnabled(may_write)
        self.date.setEnabled(may_write)

    def flush(self) -> None:
        """Write what was typed and not written yet."""
        self.date.flush()
        for editor, _ in self._fields:
            editor.flush()

    def _other_events(self) -> list[Known]:
        own = self._event.id if self._event is not None else ""
        return [known for known in known_events(self._workspace) if known.id != own]

    def _event_names(self, ids: tuple[str, ...]) -> list[str]:
        known = self._workspace.reader.events(ids) if ids else {}
        return [known[id_].title if id_ in known else _NOT_HERE for id_ in ids]

    def _entity_names(self, ids: tuple[str, ...]) -> list[str]:
        self._entities.read(self._workspace.reader, ids)
        known = [self._entities.of(id_) for id_ in ids]
        return [entity.name if entity is not None else _NOT_HERE for entity in known]


def _shown(value: str | None) -> Shown:
    return Shown((value,) if value else ())


def _readable(value: str | None, offered: list[tuple[str, str]]) -> str | None:
    """Give a value that is no choice of the scheme as people read it."""
    return value if value is None or value in dict(offered) else shown_name(value)
