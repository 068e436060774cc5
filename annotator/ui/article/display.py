"""The text as Qt is given it, in blocks and character by character, and the way back."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from annotator.model.offsets import Utf16Table
from annotator.model.selection import snap

LONGEST = 4_000
"""Code points of a block; Qt lays out and draws a longer one slowly."""

_BREAK = re.compile("[\n\u2029]")
# Each of these Qt would make a break, drop, or take for an object or for half a character.
_SPECIAL = re.compile("[\r\u2029\ufdd0\ufdd1\ufffc\ud800-\udfff]|\\A[\ufeff\ufffe]")
_SHOWN = {"\r": "\u2028", "\u2029": "\n", "\ufeff": "\u200b", "\ufffe": "\u200b"}
_STRANGE = "\ufffd"


class Display:
    """What is shown of a text.

    Each character stands for one of the source. The breaks that divide giant paragraphs stand in
    the place of a space, or between two characters where there is none.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts: list[int] = []
        """Where each block begins: code points of the source."""
        self.ends: list[int] = []
        self.numbers: list[int] = []
        """The number of each block's paragraph: lines that are not empty, from 0."""
        self._table = Utf16Table(text)
        self._fill(text)
        pairs = zip(self.ends, self.starts[1:], strict=False)
        self._inserted = [start for end, start in pairs if end == start]
        self._inserted_at = [
            self._table.to_utf16(place) + n for n, place in enumerate(self._inserted)
        ]

    @property
    def shown(self) -> str:
        """Give the text for the document: a line for each block, as long as the block."""
        text = self.text
        if not text.isascii() or "\r" in text:
            text = _SPECIAL.sub(lambda found: _SHOWN.get(found[0], _STRANGE), text)
        if len(self.starts) == text.count("\n") + 1:
            return text
        blocks = zip(self.starts, self.ends, strict=True)
        return "\n".join(text[start:end] for start, end in blocks)

    def to_document(self, place: int) -> int:
        """Turn code points of the source into the document's position."""
        return self._table.to_utf16(place) + bisect_right(self._inserted, place)

    def from_document(self, position: int) -> int:
        """Turn a position of the document into code points of the source."""
        return self._table.from_utf16(position - bisect_left(self._inserted_at, position))

    def block_at(self, place: int) -> int:
        """Give the number of the block that holds a place; a break belongs to the block before."""
        return bisect_right(self.starts, place) - 1

    def within(self, block: int, place: int) -> int:
        """Give the UTF-16 units between the beginning of a block and a place in it."""
        return self._table.to_utf16(place) - self._table.to_utf16(self.starts[block])

    def place(self, block: int, units: int) -> int:
        """Give the place so many UTF-16 units after the beginning of a block."""
        return self._table.from_utf16(self._table.to_utf16(self.starts[block]) + units)

    def is_blank(self, block: int) -> bool:
        """Say whether there is nothing to read in a block; such are not shown."""
        start, end = self.starts[block], self.ends[block]
        return start == end or self.text[start:end].isspace()

    def is_first(self, block: int) -> bool:
        """Say whether a block begins its paragraph."""
        start = self.starts[block]
        return start == 0 or self.text[start - 1] == "\n"

    def paragraph(self, place: int) -> tuple[int, int]:
        """Give the stretch of the paragraph that holds a place."""
        start = self.text.rfind("\n", 0, place) + 1
        end = self.text.find("\n", place)
        return start, len(self.text) if end < 0 else end

    def _fill(self, text: str) -> None:
        """Divide the text into blocks, and number the paragraphs they belong to."""
        has_separators = "\u2029" in text
        number, start = -1, 0
        for line in text.split("\n"):
            end = start + len(line)
            if line and not line.isspace():
                number += 1
            if len(line) <= LONGEST and not has_separators:
                self.starts.append(start)
                self.ends.append(end)
                self.numbers.append(number)
            else:
                for first, last in _parts(text, start, end):
                    self.starts.append(first)
                    self.ends.append(last)
                    self.numbers.append(number)
            start = end + 1


def _parts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Divide a paragraph at its separators, and what is still too long at a space if it can be."""
    for separator in [*_BREAK.finditer(text, start, end), None]:
        until = separator.start() if separator else end
        while until - start > LONGEST:
            space = text.rfind(" ", start + LONGEST // 2, start + LONGEST)
            if space >= 0:
                yield start, space
                start = space + 1
            else:
                cut = _between_characters(text, start, start + LONGEST)
                yield start, cut
                start = cut
        yield start, until
        start = until + 1


def _between_characters(text: str, start: int, place: int) -> int:
    """Find the last boundary between characters as people see them, unless one is a giant."""
    cut = snap(text, place, place)[0]
    return cut if cut > start else place
