"""The rows of the article's details: what was typed is checked, then told as it is to be kept."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCompleter, QWidget

from annotator.ui.dialogs.article_fields import Field
from annotator.ui.library.dates import fault_of
from annotator.ui.library.languages import code_of, known_languages, language_name
from annotator.ui.parts.form import ChoiceField, FormRow, LineField, TextBox
from annotator.ui.parts.layouts import across, down
from annotator.ui.parts.words import label
from annotator.ui.theme import Size, Theme

_NO_LANGUAGE = "There is no such language here. Type its name or its code, such as Arabic or ar."
_NO_DATE = "It is not said when this was published. A year alone is better than nothing."
_NOT_SAVED = "This is not saved yet. It is tried again when you go on or close the details."
_CODE_BEHIND = re.compile(r".*\(([A-Za-z0-9-]+)\)\s*")
_LINES = {"title": 2, "note": 3}


class FieldRow(QWidget):
    """One field: its name, what it is written in, and below it what is wrong or missing."""

    written = Signal(str)
    """The user gave this value, and it is sound; empty where he took it away."""

    def __init__(self, theme: Theme, field: Field) -> None:
        super().__init__()
        self.field = field
        self._value = ""
        self._waiting: str | None = None
        self._remark = label("", "caution", wrap=True)
        self._remark.hide()
        self.editor = self._made(theme)
        self.editor.setToolTip(field.help)
        row = FormRow(field.name, self.editor, top=isinstance(self.editor, TextBox))
        remark = across(self._remark, gap=0, margins=(Size.FORM_NAME, 0, 0, 0))
        self.setLayout(down(row, remark, gap=0))
        self._show()

    def _made(self, theme: Theme) -> LineField | TextBox | ChoiceField:
        field = self.field
        if field.kind == "choice":
            choice = ChoiceField(theme, field.name, field.choices)
            choice.chosen.connect(self._take)
            return choice
        if field.kind == "lines":
            box = TextBox(field.name, lines=_LINES.get(field.id, 2))
            box.written.connect(self._on_written)
            return box
        line = LineField(field.name, hint="YYYY-MM-DD" if field.kind == "date" else "")
        if field.kind == "language":
            line.setCompleter(_languages(line))
        line.written.connect(self._on_written)
        return line

    @property
    def remark(self) -> str:
        """Give what is said below the field, nothing if nothing is."""
        return "" if self._remark.isHidden() else self._remark.text()

    def show_value(self, value: str) -> None:
        """Show what is known. What was typed and is not sound yet stays until that changes."""
        if self._waiting is None and value != self._value:
            self._value = value
            self._show()

    def keep_waiting(self, words: str) -> None:
        """Note that a value could not be kept: it is told again by `flush`."""
        self._waiting = words
        self._complain(_NOT_SAVED)

    def flush(self) -> None:
        """Take what was typed, as if the field were left, and what could not be kept before."""
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            self._say_what_is_missing()
            self.written.emit(waiting)
        if isinstance(self.editor, TextBox):
            self.editor.finish()
        elif isinstance(self.editor, LineField):
            self.editor.editingFinished.emit()

    def _show(self) -> None:
        editor = self.editor
        if isinstance(editor, ChoiceField):
            editor.show_choice(self._value or self.field.default)
        else:
            editor.show_text(self._shown(self._value))
        self._say_what_is_missing()

    def _shown(self, value: str) -> str:
        if self.field.kind != "language" or not value:
            return value
        name = language_name(value)
        return value if name == value else f"{name} ({value})"

    def _on_written(self, typed: str) -> None:
        """Check what was typed."""
        words = " ".join(typed.split()) if self.field.kind != "lines" else typed.strip()
        fault = None
        if words and self.field.kind == "date":
            fault = fault_of(words)
        elif words and self.field.kind == "language":
            found = code_of(_without_name(words))
            fault, words = (_NO_LANGUAGE, words) if found is None else (None, found)
        if fault is not None:
            self._complain(fault)
        else:
            self._take(words)

    def _take(self, words: str) -> None:
        changed = words != self._value
        self._value, self._waiting = words, None
        self._show()
        if changed:
            self.written.emit(words)

    def _say_what_is_missing(self) -> None:
        self._complain(_NO_DATE if self.field.id == "published" and not self._value else "")

    def _complain(self, words: str) -> None:
        self._remark.setText(words)
        self._remark.setVisible(bool(words))
        self.editor.setAccessibleDescription(words)


def _without_name(words: str) -> str:
    """Give the code of `Arabic (ar)`, and anything else as it is."""
    found = _CODE_BEHIND.fullmatch(words)
    return found[1] if found and code_of(found[1]) else words


def _languages(field: LineField) -> QCompleter:
    names = [f"{name} ({code})" for code, name in known_languages()]
    completer = QCompleter(names, field)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    return completer
