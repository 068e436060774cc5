"""The head of the details: the label, the paragraph, what can be done, and the words themselves."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from annotator.model.paragraphs import paragraph_sign
from annotator.model.sentences import count
from annotator.model.span import Span
from annotator.ui.icons import Icons
from annotator.ui.looks import LabelLook
from annotator.ui.parts.buttons import name_tool, tool
from annotator.ui.parts.drawing import own_direction
from annotator.ui.parts.layouts import across, down
from annotator.ui.parts.swatch import Swatch
from annotator.ui.parts.words import TwoLineLabel, label, two_lines
from annotator.ui.theme import TYPE, Space, Theme, type_font

_NOT_MINE = "A colleague's mark: you can look at it, not change it."


class Quote(TwoLineLabel):
    """The words of a mark: two lines at most, all of them in the tooltip."""

    PITCH = TYPE["quote"].pitch

    def __init__(self) -> None:
        super().__init__("", "quotation")
        self.setFont(type_font("quote"))

    def setText(self, words: str) -> None:  # noqa: N802 - Qt's name
        """Show these words, in as many lines as they need."""
        super().setText(words)
        self.setLayoutDirection(own_direction(words))  # a quotation stands on its own side
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take the lines that the words need at this width."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        lines = len(two_lines(self.text(), self.font_metrics(), self.width()))
        self.setFixedHeight(lines * self.PITCH)


class Heading(QWidget):
    """What the chosen mark is."""

    note_asked = Signal()
    delete_asked = Signal()

    def __init__(self, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self._theme, self._icons = theme, icons
        self._swatch: Swatch | None = None
        self._place = ""
        self._name = label("", "strong")
        self._number = label("", "meta")
        self.note = tool(icons, "note", "Add a note", "Ctrl+M")
        self.note.clicked.connect(self.note_asked)
        self.delete = tool(icons, "delete", "Delete mark", "Del")
        self.delete.clicked.connect(self.delete_asked)
        self._quote = Quote()
        self._not_mine = label(_NOT_MINE, "meta", wrap=True)
        self._row = across(8, self._name, self._number, None, self.note, self.delete, gap=6)
        quote = across(8, down(self._quote, self._not_mine, gap=Space.XS), 8, gap=0)
        self.setLayout(down(self._row, quote, 6, gap=0))

    def show_span(self, span: Span, look: LabelLook | None, paragraph: int, *, mine: bool) -> None:
        """Show a mark; `look` is None where the scheme does not know its label."""
        self._show_swatch(look)
        self._name.setText(look.name if look is not None else span.label)
        self._place = paragraph_sign(paragraph)
        self._number.setText(self._place)
        self._quote.setText(" ".join(span.quote.split()))
        self._not_mine.setVisible(not mine)
        self._show_note(has_note=bool(span.note))
        self.note.setEnabled(mine)
        self.delete.setEnabled(mine)

    def count_ties(self, number: int) -> None:
        """Say beside the place how many relations the mark has, where it has any."""
        ties = count(number, "relation", "relations") if number else ""
        self._number.setText(" · ".join(filter(None, (self._place, ties))))

    def _show_note(self, *, has_note: bool) -> None:
        words = "Change the note" if has_note else "Add a note"
        if words != self.note.accessibleName():  # an icon takes its time to be drawn
            name_tool(self.note, words, "Ctrl+M")
            self._icons.dress(self.note, "noted" if has_note else "note")

    def _show_swatch(self, look: LabelLook | None) -> None:
        if look is not None and self._swatch is None:
            self._swatch = Swatch(self._theme, look)
            self._row.insertWidget(1, self._swatch)
        if self._swatch is not None:
            self._swatch.setVisible(look is not None)
            if look is not None:
                self._swatch.set_look(look)
