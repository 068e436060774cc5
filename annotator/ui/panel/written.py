"""Fields to write in: one line, which is checked, or several lines."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QShowEvent

from annotator.model.attribute_values import reason_against
from annotator.model.scheme import AttributeType
from annotator.ui.panel.editor import Editor, Shown
from annotator.ui.parts.form import TO_DO, LineField, TextBox
from annotator.ui.parts.layouts import down
from annotator.ui.parts.words import label
from annotator.ui.theme import Space

_CALM = (
    "QLineEdit { padding: 0 5px; } QLineEdit:focus { padding: 0 4px; }"
    "QLineEdit:!focus:!hover { background: transparent; border-color: transparent; }"
)
"""A line is plain words, as all values of a form are, until the mouse or the keyboard comes."""
_FEWEST_LINES, _MOST_LINES, _AROUND_LINES = 2, 5, 20
_ADD = "add"
"""What an empty line says, so that one sees that there is one."""
_HINTS: dict[AttributeType, str] = {
    "int": "a number", "date": "2021-06-28", "edtf": "2021-06-28, 2021-06, 2021~",
    "coordinates": "35.33, 40.14",
}  # fmt: skip


class LineEditor(Editor):
    """One line. What does not fit its type is kept all the same, and the reason stands below."""

    def __init__(self, name: str, kind: AttributeType) -> None:
        super().__init__()
        self._kind: AttributeType = kind
        self._name = name
        self._field = LineField(name)
        self._field.setStyleSheet(_CALM)
        self._field.written.connect(self._on_written)
        self._field.textEdited.connect(self._say_reason)
        self._reason = label("", "caution", wrap=True)
        self.setLayout(down(self._field, self._reason, gap=2))
        self.setFocusProxy(self._field)
        self.set_name(name)

    def show_values(self, shown: Shown) -> None:
        """Show what was written, the default as a hint."""
        words = ", ".join(shown.values)
        if self._field.hasFocus() and self._field.isModified():
            return  # it is being written
        if words != self._field.text():
            self._field.show_text(words)
        hint = ", ".join(shown.default) or (
            TO_DO if shown.is_open else _HINTS.get(self._kind, _ADD)
        )
        self._field.setPlaceholderText(hint)
        self._say_reason(words, to_do=shown.is_open)

    def flush(self) -> None:
        """Tell what was written."""
        self._field.editingFinished.emit()

    def _say_reason(self, words: str, *, to_do: bool = False) -> None:
        reason = reason_against(self._kind, words) or (TO_DO if to_do and not words else "")
        self._reason.setText(reason)
        self._reason.setVisible(bool(reason))
        self._field.setAccessibleDescription(reason)

    def _on_written(self, words: str) -> None:
        self._field.setModified(False)
        words = words.strip()
        self.answered.emit((words,) if words else ())


class Box(TextBox):
    """Lines that are finished by Ctrl+Return too, whatever else the window does by it."""

    def __init__(self, name: str, hint: str = "") -> None:
        super().__init__(name, hint=hint)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)

    def _fit(self) -> None:
        """Be as high as the words need, from two lines to five."""
        lines = round(self.document().size().height())  # which a plain text counts in lines
        shown = min(max(lines, _FEWEST_LINES), _MOST_LINES)
        self.setFixedHeight(shown * self.fontMetrics().lineSpacing() + _AROUND_LINES)

    def showEvent(self, event: QShowEvent) -> None:
        """Take the height again: the style sheet has one of its own."""
        super().showEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        """Keep Ctrl+Return from the window's shortcuts."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and self._finishes(event)
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Finish by Ctrl+Return."""
        if self._finishes(event):
            self.finish()
        else:
            super().keyPressEvent(event)

    @staticmethod
    def _finishes(event: QKeyEvent) -> bool:
        is_return = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        return is_return and bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)


class BoxEditor(Editor):
    """Several lines, with the name above them."""

    def __init__(self, name: str, hint: str = "") -> None:
        super().__init__()
        self._box = Box(name, hint)
        self._box.written.connect(self._on_written)
        title = label(name, "meta")
        title.setContentsMargins(8, 0, 8, 0)
        title.setBuddy(self._box)
        self._to_do = label(TO_DO, "caution")
        self._to_do.setContentsMargins(8, 0, 8, 0)
        self.setLayout(down(title, self._box, self._to_do, gap=Space.XS, margins=(0, 6, 0, 0)))
        self.setFocusProxy(self._box)
        self.set_name(name)

    def show_values(self, shown: Shown) -> None:
        """Show what was written."""
        if self._box.hasFocus() and self._box.document().isModified():
            return  # it is being written
        self._box.show_text("\n".join(shown.values))
        self._to_do.setVisible(shown.is_open)

    def flush(self) -> None:
        """Tell what was written."""
        self._box.finish()

    def _on_written(self, words: str) -> None:
        self._box.document().setModified(False)
        words = words.strip()
        self.answered.emit((words,) if words else ())
