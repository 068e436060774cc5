"""What can be in the hand while the button is down: words that are picked, or a mark's edge."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from typing import Literal

from PySide6.QtCore import QPointF
from PySide6.QtGui import QTextCursor

from annotator.model import words as model_words
from annotator.model.passages import sentence_words_at, without_spaces
from annotator.ui.article.hand.edges import Grip, Stretch, moved_by_characters, moved_by_words
from annotator.ui.article.hand.surface import Surface
from annotator.ui.article.hand.words import word_at

Unit = Literal["word", "sentence", "paragraph"]


class Picking:
    """Grows from what was pressed on, unit by unit, to what is under the mouse."""

    def __init__(
        self, surface: Surface, first: Stretch, unit: Unit = "word", pressed: int | None = None
    ) -> None:
        self._surface = surface
        self._first, self._unit = first, unit
        self._pressed = pressed
        """Where a drag by characters begins; None where it begins with a whole unit."""

    @classmethod
    def unit_at(cls, surface: Surface, point: QPointF, unit: Unit) -> Picking:
        """Pick the word, sentence or paragraph under the mouse."""
        first = _unit_at(surface, _place_at(surface, point), unit)
        picking = cls(surface, first, unit)
        picking._put(*first)
        return picking

    @classmethod
    def pressed_at(cls, surface: Surface, point: QPointF, place: int) -> Picking:
        """Begin with the word under the mouse, and pick nothing yet."""
        return cls(surface, _unit_at(surface, _place_at(surface, point), "word"), pressed=place)

    @classmethod
    def onward(cls, surface: Surface) -> Picking:
        """Go on from where the selection began, or with the word in which it did."""
        place = surface.display.from_document(surface.textCursor().anchor())
        word = model_words.word_at(surface.display.text, place)
        is_inside = word is not None and word[0] < place < word[1]
        return cls(surface, word if word and is_inside else (place, place), pressed=place)

    def to(self, point: QPointF, *, by_characters: bool) -> None:
        """Pick up to a point of the window."""
        first = self._first
        if by_characters:
            position = self._surface.hit(point)
            if position is None:
                return
            place = self._surface.display.from_document(position)
            last = place, place
            if self._pressed is not None:
                first = self._pressed, self._pressed
        else:
            place = _place_at(self._surface, point)
            last = _unit_at(self._surface, place, self._unit)
            if self._unit == "word" and _closes(self._surface.display.text, place):
                last = place, place + 1
        start, end = min(first[0], last[0]), max(first[1], last[1])
        if not by_characters:
            start, end = without_spaces(self._surface.display.text, start, end)
        self._put(*((end, start) if last[0] < first[0] else (start, end)))

    @property
    def has_words(self) -> bool:
        """Say whether anything but spaces is picked."""
        cursor, display = self._surface.textCursor(), self._surface.display
        start = display.from_document(cursor.selectionStart())
        end = display.from_document(cursor.selectionEnd())
        return start < end and not display.text[start:end].isspace()

    def _put(self, anchor: int, place: int) -> None:
        cursor, display = self._surface.textCursor(), self._surface.display
        ends = display.to_document(anchor), display.to_document(place)
        if (cursor.anchor(), cursor.position()) != ends:
            cursor.setPosition(ends[0])
            cursor.setPosition(ends[1], QTextCursor.MoveMode.KeepAnchor)
            self._surface.put_caret(cursor, scroll=False)


class Moving:
    """Moves an edge of a mark, which is drawn where the hand has it."""

    def __init__(self, surface: Surface, grip: Grip, point: QPointF) -> None:
        self._surface = surface
        self._before = self._now = grip.mark
        self._edge = grip.edge
        self._beside = QPointF(grip.x - point.x(), 0)

    def to(self, point: QPointF, *, by_characters: bool) -> None:
        """Move the edge to a point of the window."""
        display = self._surface.display
        position = self._surface.hit(point + self._beside)
        if position is None:
            return
        place = display.from_document(position)
        moved = moved_by_characters if by_characters else moved_by_words
        start, end = moved(display.text, self._before, self._edge, place)
        if (start, end) != (self._now.start, self._now.end):
            self._now = replace(self._before, start=start, end=end)
            self._surface.draw_mark(self._now)

    def put_back(self) -> tuple[str, int, int] | None:
        """Draw the mark where it was, and give its id and where the hand had it, if elsewhere."""
        if self._now == self._before:
            return None
        self._surface.draw_mark(self._before)
        return self._now.id, self._now.start, self._now.end


def _place_at(surface: Surface, point: QPointF) -> int:
    """Give the character under a point, or beside words and between them the nearest place."""
    display = surface.display
    under = surface.place_under(point)
    if under is not None and under < len(display.text) and not display.text[under].isspace():
        return under
    return display.from_document(surface.hit(point) or 0)


def _unit_at(surface: Surface, place: int, unit: Unit) -> Stretch:
    display = surface.display
    if unit == "paragraph":
        return display.paragraph(place)
    return (word_at if unit == "word" else sentence_words_at)(display.text, place)


def _closes(text: str, place: int) -> bool:
    """Say whether a closing bracket or quotation mark stands at a place."""
    sign = text[place : place + 1]
    return sign != "" and (sign == '"' or unicodedata.category(sign) in {"Pe", "Pf"})
