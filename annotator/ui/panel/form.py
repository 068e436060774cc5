"""The form of one label: a field for each attribute that the scheme gives its marks."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from annotator.actions.marks.details import (
    applies,
    attributes_of,
    find_entities,
    is_open,
    known_events,
    new_event,
    set_attribute,
    shown_name,
    values_of,
)
from annotator.model.answers import EVENTS
from annotator.model.scheme import Attribute, AttributeType
from annotator.model.span import Span
from annotator.ui.panel.choices import ChoiceEditor, MultiEditor
from annotator.ui.panel.countries import countries, country_names
from annotator.ui.panel.editor import Editor, Shown
from annotator.ui.panel.height import takes_lines
from annotator.ui.panel.picking import Find, PickEditor, fitting
from annotator.ui.panel.written import BoxEditor, LineEditor
from annotator.ui.parts.form import FormRow
from annotator.ui.parts.layouts import across, down
from annotator.ui.parts.words import tooltip
from annotator.ui.theme import Theme
from annotator.workspace.workspace import Workspace

Names = Callable[[tuple[str, ...]], list[str]]
_CHOSEN = frozenset({"choice", "multi", "bool"})
_YES_NO = (("true", "yes"), ("false", "no"))
_LONG = 40
"""A text that is longer than this is written in several lines."""


class Form(QWidget):
    """The fields of one label's attributes. It writes each answer at once."""

    def __init__(self, theme: Theme, workspace: Workspace, span: Span) -> None:
        """Make the fields for marks of the same label as this one."""
        super().__init__()
        self._theme, self._workspace = theme, workspace
        self._span = span
        self._sources = self._make_sources()
        self._editors: list[tuple[Attribute, Editor]] = []
        self._rows: dict[str, QWidget] = {}
        rows, boxes = down(gap=0), down(gap=0)
        self.between = down(gap=0)
        """Where more rows can stand: below those of one line, above the boxes."""
        for attribute in attributes_of(workspace, span):
            editor = self._make(attribute)
            editor.answered.connect(self._answer_of(attribute))
            self._editors.append((attribute, editor))
            self._rows[attribute.id] = editor
            if isinstance(editor, BoxEditor):
                boxes.addWidget(editor)
                editor.setToolTip(tooltip(attribute.help or ""))
            else:
                row = FormRow(_name(attribute), editor, top=isinstance(editor, LineEditor))
                row.setToolTip(tooltip(attribute.help or ""))
                self._rows[attribute.id] = row
                rows.addLayout(across(8, row, gap=0))
        self.setLayout(down(rows, self.between, boxes, gap=0))

    def show_span(self, span: Span) -> None:
        """Show what is known of a mark."""
        self._span = span
        for attribute, editor in self._editors:
            values = values_of(self._workspace, span, attribute)
            needed = is_open(self._workspace, span, attribute)
            editor.show_values(Shown(values, attribute.default, needed))
            self._rows[attribute.id].setVisible(applies(self._workspace, span, attribute))

    def flush(self) -> None:
        """Write what was typed and not written yet."""
        for _, editor in self._editors:
            editor.flush()

    @property
    def first(self) -> Editor | None:
        """The field that gets the keyboard first."""
        return self._editors[0][1] if self._editors else None

    def _answer_of(self, attribute: Attribute) -> Callable[[tuple[str, ...]], None]:
        def answer(values: tuple[str, ...]) -> None:
            span, workspace = self._span, self._workspace
            if not workspace.save(lambda: set_attribute(workspace, span, attribute, values)):
                self.show_span(span)

        return answer

    def _maker_of(self, attribute: Attribute) -> Callable[[str], None]:
        def make(title: str) -> None:
            span, workspace = self._span, self._workspace
            workspace.save(lambda: new_event(workspace, span, attribute, title))

        return make

    # --- fields by type ---------------------------------------------------------------------------

    def _make(self, attribute: Attribute) -> Editor:
        name, kind = _name(attribute), attribute.type
        if kind in _CHOSEN:
            choices = _YES_NO if kind == "bool" else _choices(attribute)
            chooser = MultiEditor if kind == "multi" else ChoiceEditor
            return chooser(self._theme, name, choices)
        if kind in self._sources:
            find, names = self._sources[kind]
            many = kind in {"entities", "events"}
            makes = "New event “{name}”" if kind in EVENTS else ""
            editor = PickEditor(self._theme, name, find, names, many=many, makes=makes)
            editor.made.connect(self._maker_of(attribute))
            return editor
        if kind == "text" and _is_long(attribute, self._workspace, self._span):
            return BoxEditor(name, attribute.help or "")
        return LineEditor(name, kind)

    def _make_sources(self) -> dict[AttributeType, tuple[Find, Names]]:
        """Say where one chooses from by typing, and how what is chosen is called."""
        workspace = self._workspace
        events: tuple[Find, Names] = (
            lambda words: fitting(known_events(workspace), words), self._event_names,
        )  # fmt: skip
        entities: tuple[Find, Names] = (
            lambda words: find_entities(workspace, words), self._entity_names,
        )  # fmt: skip
        return {
            "event": events, "events": events, "entity": entities, "entities": entities,
            "iso3166": (lambda words: fitting(countries(), words), country_names),
        }  # fmt: skip

    def _event_names(self, ids: tuple[str, ...]) -> list[str]:
        known = self._workspace.reader.events(ids) if ids else {}
        return [known[id_].title if id_ in known else "an event that is not here" for id_ in ids]

    def _entity_names(self, ids: tuple[str, ...]) -> list[str]:
        known = self._workspace.reader.entities(ids) if ids else {}
        return [known[id_].name if id_ in known else "an entity that is not here" for id_ in ids]


def _name(attribute: Attribute) -> str:
    return shown_name(attribute.name).capitalize()


def _choices(attribute: Attribute) -> list[tuple[str, str]]:
    return [(choice.id, shown_name(choice.name)) for choice in attribute.values]


def _is_long(attribute: Attribute, workspace: Workspace, span: Span) -> bool:
    """Say whether a text takes several lines: a sentence by the scheme, or one as it stands."""
    if takes_lines(attribute):
        return True
    return any(len(value) > _LONG for value in values_of(workspace, span, attribute))
