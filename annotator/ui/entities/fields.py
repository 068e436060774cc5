"""The form of an entity: what the scheme lets one say of it, and its ties to others."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from annotator.actions import entities as deeds
from annotator.actions.marks.details import find_entities, is_shown, shown_name
from annotator.model.scheme import Attribute, Label, Scheme
from annotator.ui.panel.choices import ChoiceEditor, MultiEditor
from annotator.ui.panel.countries import countries, country_names
from annotator.ui.panel.editor import Editor, Shown
from annotator.ui.panel.picking import PickEditor, fitting
from annotator.ui.panel.written import BoxEditor, LineEditor
from annotator.ui.parts.form import FormRow
from annotator.ui.parts.layouts import across, down
from annotator.ui.parts.words import tooltip
from annotator.ui.theme import Theme
from annotator.workspace.entity import EntityAtHand
from annotator.workspace.workspace import Workspace

_YES_NO = (("true", "yes"), ("false", "no"))
_WIDEST = 460
_WITHIN = "within"
_PLACE = "coordinates"


class EntityForm(QWidget):
    """The fields for entities of one label. Each answer is written at once."""

    def __init__(self, theme: Theme, workspace: Workspace, label: Label) -> None:
        super().__init__()
        self._theme, self._workspace, self._label = theme, workspace, label
        self._attributes: list[tuple[Attribute, Editor]] = []
        self._ties: list[tuple[str, Editor, QWidget]] = []
        self._wants_note = False
        scheme = workspace.scheme
        rows = down(gap=0)
        for attribute in said_of(scheme, label):
            if is_shown(workspace, attribute):
                rows.addLayout(across(self._row_of(attribute), gap=0))
        for choice in scheme.entity_links:
            row = self._tie(choice.id, shown_name(choice.name).capitalize())
            rows.addWidget(row)
        self.numbers = LineEditor("Identifiers", "text")
        self.numbers.answered.connect(self._writing(deeds.set_identifiers))
        rows.addWidget(FormRow("Identifiers", self.numbers))
        self.note = BoxEditor("Note", "What a colleague should know of it")
        self.note.answered.connect(self._writing(deeds.set_note))
        rows.addWidget(self.note)
        self.setLayout(rows)
        self.setMaximumWidth(_WIDEST)

    def _row_of(self, attribute: Attribute) -> FormRow:
        name = shown_name(attribute.name).capitalize()
        editor = self._editor(attribute, name)
        self._attributes.append((attribute, editor))

        def answer(values: tuple[str, ...]) -> None:
            workspace = self._workspace
            workspace.save(lambda: deeds.set_values(workspace, attribute.id, name, values))

        editor.answered.connect(answer)
        row = FormRow(name, editor)
        row.setToolTip(tooltip(attribute.help or ""))
        return row

    def _editor(self, attribute: Attribute, name: str) -> Editor:
        if attribute.type in {"choice", "multi", "bool"}:
            choices = [(one.id, shown_name(one.name)) for one in attribute.values]
            shown = _YES_NO if attribute.type == "bool" else choices
            chooser = MultiEditor if attribute.type == "multi" else ChoiceEditor
            return chooser(self._theme, name, shown)
        if attribute.type == "iso3166":
            return PickEditor(
                self._theme, name, lambda words: fitting(countries(), words), country_names
            )
        return LineEditor(name, attribute.type)

    def _tie(self, type_: str, name: str) -> FormRow:
        workspace = self._workspace
        editor = PickEditor(
            self._theme, name, lambda words: find_entities(workspace, words), self._names,
            many=True, makes="New entity “{name}”",
        )  # fmt: skip

        def answer(tails: tuple[str, ...]) -> None:
            workspace.save(lambda: deeds.set_ties(workspace, type_, name, tails))

        def make(words: str) -> None:
            workspace.save(lambda: deeds.new_tied(workspace, type_, name, words))

        editor.answered.connect(answer)
        editor.made.connect(make)
        row = FormRow(name, editor)
        self._ties.append((type_, editor, row))
        return row

    def _names(self, ids: tuple[str, ...]) -> list[str]:
        return [deeds.name_of(self._workspace, id_) for id_ in ids]

    def _writing(
        self, write: Callable[[Workspace, str], None]
    ) -> Callable[[tuple[str, ...]], None]:
        workspace = self._workspace

        def answer(values: tuple[str, ...]) -> None:
            if not workspace.save(lambda: write(workspace, "".join(values))):
                shown = workspace.entities.shown
                if shown is not None:
                    self.show_entity(shown, of_all=False)

        return answer

    def show_entity(self, one: EntityAtHand, *, of_all: bool) -> None:
        """Show what is known of an entity; with `of_all` ties of every type that there is."""
        for attribute, editor in self._attributes:
            values = tuple(v for id_, v in one.entity.attributes if id_ == attribute.id)
            needed = attribute.required in {"always", "before_export"} and not values
            editor.show_values(Shown(values, attribute.default, needed))
        usual = usual_ties(self._workspace.scheme, self._label)
        for type_, editor, row in self._ties:
            found = (self._workspace.register.get(link.tail) for link in one.links
                     if link.type == type_)  # fmt: skip
            tails = tuple(dict.fromkeys(other.id for other in found if other is not None))
            row.setVisible(of_all or bool(tails) or type_ in usual)
            editor.show_values(Shown(tails))
        numbers = ", ".join(f"{name} {value}" for name, value in one.entity.identifiers)
        self.numbers.show_values(Shown((numbers,) if numbers else ()))
        note = one.entity.note or ""
        self.note.show_values(Shown((note,) if note else ()))
        self.note.setVisible(bool(note) or self._wants_note)

    def focus_note(self) -> None:
        """Begin to write the note."""
        self._wants_note = True
        self.note.show()
        self.note.setFocus(Qt.FocusReason.OtherFocusReason)

    def flush(self) -> None:
        """Write what was typed and not written yet."""
        for _, editor in self._attributes:
            editor.flush()
        self.numbers.flush()
        self.note.flush()


def said_of(scheme: Scheme, label: Label) -> list[Attribute]:
    """List what the scheme lets one say of entities of a label, but ties and coordinates."""
    ties = {choice.id for choice in scheme.entity_links}
    return [
        attribute
        for attribute in label.attributes
        if attribute.scope == "entity" and attribute.id not in ties
        and attribute.type not in {"entity", "entities", "event", "events", _PLACE}
    ]  # fmt: skip


def usual_ties(scheme: Scheme, label: Label) -> set[str]:
    """Name the ties that entities of a label usually have: what the label says, and of places."""
    named = {attribute.id for attribute in label.attributes if attribute.scope == "entity"}
    usual = {choice.id for choice in scheme.entity_links if choice.id in named}
    return usual | ({_WITHIN} if is_place(label) else set())


def is_place(label: Label) -> bool:
    """Say whether entities of a label have coordinates."""
    return any(one.scope == "entity" and one.type == _PLACE for one in label.attributes)
