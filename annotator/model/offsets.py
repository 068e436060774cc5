"""Places in a text, counted in other units than ours: UTF-16, bytes, line breaks that differ."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from enum import Enum

from annotator.model.text import BOM, normalise

_ASTRAL = re.compile("[\U00010000-\U0010ffff]")
_CRLF = re.compile("\r\n")
_LF = re.compile("\n")
_CONTINUED = bytes(range(0x80, 0xC0))
_BLOCK = 64

Quoted = tuple[int, int, str]
"""Start, end and the words between, as another tool wrote them."""
Mapping = Callable[[int], int | None]


class Unit(Enum):
    """What another tool counts. Earlier ones are likelier where several fit."""

    CODE_POINTS = "code points"
    UTF16 = "UTF-16 units"
    UTF8_BYTES = "UTF-8 bytes"
    CRLF_CODE_POINTS = "code points, a line break counted as two"
    """In a text that came with CRLF; the record may hold CRLF still, or LF alone."""
    LF_CODE_POINTS = "code points, a line break counted as one"
    """In a text whose CRLF were read as LF, although the record holds CRLF."""


class Utf16Table:
    """The places of a text in code points and in UTF-16 units, each found in under 1 µs."""

    __slots__ = ("_length", "_places", "_units")

    def __init__(self, text: str) -> None:
        self._length = len(text)
        self._places: list[int] = []
        # Measuring the encoded text is forty times faster than looking at every character.
        if not text.isascii() and len(text.encode("utf-16-le", "surrogatepass")) > 2 * len(text):
            self._places = [match.start() for match in _ASTRAL.finditer(text)]
        self._units = [place + n for n, place in enumerate(self._places)]

    def to_utf16(self, place: int) -> int:
        """Turn code points into UTF-16 units; ValueError when out of range."""
        if not 0 <= place <= self._length:
            raise _outside(place, self._length)
        return place + bisect_left(self._places, place)

    def from_utf16(self, units: int) -> int:
        """Turn UTF-16 units into code points; ValueError when out of range.

        Between the two halves of a character it is the place before that character.
        """
        if not 0 <= units <= self._length + len(self._places):
            raise _outside(units, self._length + len(self._places))
        return units - bisect_left(self._units, units)


class ByteTable:
    """The places of a text in code points and in bytes of UTF-8, each found in about 1 µs.

    It keeps the text and one number for every 64 code points.
    """

    __slots__ = ("_length", "_starts", "_text")

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts: list[int] = []
        self._length = len(text)
        if not text.isascii():
            self._length = 0
            for place in range(0, len(text), _BLOCK):
                self._starts.append(self._length)
                self._length += len(_utf8(text[place : place + _BLOCK]))

    def to_bytes(self, place: int) -> int:
        """Turn code points into bytes; ValueError when out of range."""
        if not 0 <= place <= len(self._text):
            raise _outside(place, len(self._text))
        if not self._starts:
            return place
        if place == len(self._text):
            return self._length
        block = place // _BLOCK
        return self._starts[block] + len(_utf8(self._text[block * _BLOCK : place]))

    def from_bytes(self, number: int) -> int:
        """Turn bytes into code points; ValueError when out of range.

        Between the bytes of a character it is the place before that character.
        """
        if not 0 <= number <= self._length:
            raise _outside(number, self._length)
        if not self._starts:
            return number
        if number == self._length:
            return len(self._text)
        block = bisect_right(self._starts, number) - 1
        first = block * _BLOCK
        until = _utf8(self._text[first : first + _BLOCK])[: number - self._starts[block] + 1]
        return first + len(until.translate(None, _CONTINUED)) - 1


def to_code_points(raw: str, unit: Unit) -> Mapping:
    """Make the function that turns offsets of `raw`, counted in `unit`, into code points of ours.

    Ours are those of `normalise(raw)`. The function gives None for an offset that is out of range
    or falls inside a character, which CRLF and a BOM are as well.
    """
    if _counts_alike(raw, unit):
        return _same(len(raw))
    if unit is Unit.LF_CODE_POINTS:
        return _bare(raw)
    if unit is Unit.CRLF_CODE_POINTS and "\r\n" not in raw:
        return _widened(raw)
    return _chained(_raw_places(raw, unit), _settled(raw))


def fits(raw: str, spans: Iterable[Quoted], unit: Unit) -> bool:
    """Say whether every span, counted in `unit` over `raw`, covers the words it quotes."""
    if _counts_alike(raw, unit):
        length = len(raw)
        for start, end, quote in spans:
            if not 0 <= start < end <= length:
                return False
            if raw[start:end] != quote and not _says(raw[start:end], quote):
                return False
        return True
    text, place = normalise(raw), to_code_points(raw, unit)
    for start, end, quote in spans:
        first, last = place(start), place(end)
        if first is None or last is None or first >= last or not _says(text[first:last], quote):
            return False
    return True


def fitting_units(raw: str, spans: Sequence[Quoted], among: Iterable[Unit] = Unit) -> set[Unit]:
    """Find the units in which every span covers the words it quotes; without spans, all do.

    For a whole file, hand each record what is left of the one before as `among`.
    """
    return {unit for unit in among if fits(raw, spans, unit)}


def _outside(place: int, length: int) -> ValueError:
    return ValueError(f"{place} is not a place in a text of {length}")


def _utf8(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _says(stretch: str, quote: str) -> bool:
    # A quote may begin with a BOM that is inside the text, where it stays.
    return stretch == quote or stretch == normalise(quote) or stretch == _one_break(quote)


def _one_break(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _counts_alike(raw: str, unit: Unit) -> bool:
    """Say whether an offset needs no change; most records need none, and this is quick."""
    if "\r" in raw or raw.startswith(BOM):
        return False
    if unit is Unit.CRLF_CODE_POINTS:
        return "\n" not in raw
    return unit in {Unit.CODE_POINTS, Unit.LF_CODE_POINTS} or raw.isascii()


def _same(length: int) -> Mapping:
    return lambda place: place if 0 <= place <= length else None


def _chained(first: Mapping, second: Mapping) -> Mapping:
    def both(place: int) -> int | None:
        between = first(place)
        return None if between is None else second(between)

    return both


def _bare(raw: str) -> Mapping:
    """Count a text whose CRLF have become LF while its BOM is still there."""
    bom, length = _bom(raw), len(_one_break(raw))
    return lambda place: max(place - bom, 0) if 0 <= place <= length else None


def _widened(raw: str) -> Mapping:
    """Count a text with LF as if each were CRLF."""
    breaks = array("L", (match.start() + n for n, match in enumerate(_LF.finditer(raw))))
    bom, length = _bom(raw), len(raw) + len(breaks)

    def narrow(place: int) -> int | None:
        before = bisect_left(breaks, place)
        if not 0 <= place <= length or (before and breaks[before - 1] == place - 1):
            return None
        return max(place - before - bom, 0)

    return narrow


def _settled(raw: str) -> Mapping:
    """Follow `normalise`: a CRLF becomes one character, the BOM none."""
    breaks = array("L", (match.start() + 1 for match in _CRLF.finditer(raw)))
    bom, length = _bom(raw), len(raw)

    def settle(place: int) -> int | None:
        before = bisect_left(breaks, place)
        if not 0 <= place <= length or (before < len(breaks) and breaks[before] == place):
            return None
        return max(place - before - bom, 0)

    return settle


def _raw_places(raw: str, unit: Unit) -> Mapping:
    if unit is Unit.UTF16:
        utf16 = Utf16Table(raw)
        return _exact(utf16.from_utf16, utf16.to_utf16)
    if unit is Unit.UTF8_BYTES:
        in_bytes = ByteTable(raw)
        return _exact(in_bytes.from_bytes, in_bytes.to_bytes)
    return _same(len(raw))


def _exact(there: Callable[[int], int], back: Callable[[int], int]) -> Mapping:
    def place(number: int) -> int | None:
        try:
            found = there(number)
        except ValueError:
            return None
        return found if back(found) == number else None

    return place


def _bom(raw: str) -> int:
    return len(raw) - len(raw.lstrip(BOM))
