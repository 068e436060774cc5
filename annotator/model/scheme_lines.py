"""Find the lines of a TOML file that something stands on, as the parser does not tell."""

from __future__ import annotations

import re
from collections.abc import Iterator

Place = tuple[str | int, ...]
"""Where something is in the file's data, as in ("labels", 2, "key")."""

_TOKEN = re.compile(
    r'"""(?:\\.|[^\\])*?"""+|\'\'\'.*?\'\'\'+|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\'|#[^\n]*|[\[\]{}\n]',
    re.DOTALL,
)
_KEY = re.compile(r"""\s*(?:"((?:\\.|[^"\\])*)"|'([^']*)'|([\w-]+))\s*(\.?)""")


class Lines:
    """The lines of the headers and keys of a text that is valid TOML."""

    def __init__(self, text: str) -> None:
        self._lines: dict[Place, int] = {(): 1}
        self._last: dict[Place, int] = {}
        table: Place = ()
        for line, words in _statements(text):
            if words.startswith("["):
                table = self._header(words)
                self._lines.setdefault(table, line)
            else:
                place = table
                for name in _names(words):
                    place = (*place, name)
                    self._lines.setdefault(place, line)

    def line(self, place: Place) -> int:
        """Give the line of a place, counted from 1; else that of the nearest thing around it."""
        known = (place[:length] for length in range(len(place), 0, -1))
        return next((self._lines[part] for part in known if part in self._lines), 1)

    def _header(self, words: str) -> Place:
        """Give the place of a table; of an array's table that is one after the last."""
        is_array = words.startswith("[[")
        *around, own = _names(words.lstrip("["))
        place: Place = ()
        for name in around:
            place = self._inside((*place, name))
        place = (*place, own)
        if is_array:
            self._last[place] = self._last.get(place, -1) + 1
        return self._inside(place)

    def _inside(self, place: Place) -> Place:
        return (*place, self._last[place]) if place in self._last else place


def _statements(text: str) -> Iterator[tuple[int, str]]:
    """Cut the text into headers and assignments, each with its first line."""
    start, line, first, depth = 0, 1, 1, 0
    for token in _TOKEN.finditer(text + "\n"):
        words = token[0]
        line += words.count("\n")
        if words in {"[", "{"}:
            depth += 1
        elif words in {"]", "}"}:
            depth -= 1
        elif words == "\n" and depth == 0:
            statement = text[start : token.start()].strip()
            if statement and not statement.startswith("#"):
                yield first, statement
            start, first = token.end(), line


def _names(words: str) -> list[str]:
    """Read a dotted key, without its escapes."""
    names: list[str] = []
    place = 0
    while key := _KEY.match(words, place):
        names.append(key[1] or key[2] or key[3] or "")
        place = key.end()
        if not key[4]:
            break
    return names
