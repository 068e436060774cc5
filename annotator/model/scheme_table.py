"""One table of a scheme file, asked for its values; what is not as it should be is a Fault."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from annotator.model.scheme import is_slug
from annotator.model.scheme_lines import Place
from annotator.model.sentences import Value

_S = TypeVar("_S", bound=str)
# Controls and line breaks. Joiners, direction marks and no-break spaces belong to names.
_NOT_ON_A_LINE = frozenset({"Cc", "Zl", "Zp"})


class Fault(Exception):  # noqa: N818 - of the file, not of ours
    """What is wrong in a scheme file, and at which place in its data."""

    def __init__(self, place: Place, template: str, /, **values: Value) -> None:
        super().__init__(place, template, values)
        self.place = place
        self.template = template
        self.values = values


@dataclass(frozen=True, slots=True)
class Table:
    """A table, where it stands, and what a sentence calls it: label, attribute."""

    data: dict[str, object]
    place: Place
    what: str

    @staticmethod
    def of(value: object, place: Place, what: str, keys: Sequence[str]) -> Table:
        """Take a value for a table with some of these keys. Raises Fault if it is none."""
        if not isinstance(value, dict):
            raise Fault(place, "{what} must be a table.", what=_called(place, what))
        for key in value:
            if key not in keys:
                template = "nothing here is called {key}{hint}"
                raise Fault((*place, key), template, key=key, hint=hint(key, keys) or ".")
        return Table(value, place, what)

    def fault(self, key: str, template: str, /, **values: Value) -> Fault:
        """Make the fault of one of the table's keys."""
        return Fault((*self.place, key), template, **values)

    def text(self, key: str) -> str | None:
        """Give a text, None where there is none. Raises Fault if it is something else."""
        value = self.data.get(key)
        if value is None or isinstance(value, str):
            return (value or "").strip() or None
        raise self.fault(key, "{key} must be a text in quotation marks.", key=key)

    def line(self, key: str) -> str | None:
        """Give a text that fits on one line. Raises Fault."""
        text = self.text(key)
        if text and any(unicodedata.category(sign) in _NOT_ON_A_LINE for sign in text):
            raise self.fault(key, "{key} must be a text of one line.", key=key)
        return text

    def needed(self, key: str) -> str:
        """Give a text of one line that must be there. Raises Fault."""
        text = self.line(key)
        if text is None:
            raise self.fault(key, "the {what} has no {key}.", what=self.what, key=key)
        return text

    def slug(self, key: str = "id") -> str:
        """Give the id that must be there. Raises Fault if it is no slug."""
        text = self.needed(key)
        if not is_slug(text):
            template = "the id {id} must be small letters, digits and _ only, with a letter first."
            raise self.fault(key, template, id=text)
        return text

    def flag(self, key: str, *, otherwise: bool = False) -> bool:
        """Give true or false. Raises Fault."""
        value = self.data.get(key, otherwise)
        if not isinstance(value, bool):
            raise self.fault(key, "{key} must be true or false, without quotation marks.", key=key)
        return value

    def whole(self, key: str) -> int | None:
        """Give a whole number of one or more, None where there is none. Raises Fault."""
        value = self.data.get(key)
        if value is None:
            return None
        if not isinstance(value, int) or isinstance(value, bool) or value < 1:
            raise self.fault(key, "{key} must be a whole number from 1 on.", key=key)
        return value

    def one_of(self, key: str, known: Sequence[_S], otherwise: _S) -> _S:
        """Give one of the words known. Raises Fault, with the likeliest of them."""
        text = self.text(key)
        if text is None:
            return otherwise
        for word in known:
            if word == text:
                return word
        raise self.unknown(key, text, known)

    def unknown(self, key: str, text: str, known: Sequence[str]) -> Fault:
        """Make the fault of a word that is not among those known."""
        words = hint(text, known) or f"; it is one of {', '.join(known)}."
        return self.fault(key, "there is no {key} {text}{hint}", key=key, text=text, hint=words)

    def list(self, key: str) -> list[object]:
        """Give a list, empty where there is none. Raises Fault."""
        value = self.data.get(key, [])
        if not isinstance(value, list):
            raise self.fault(key, "{key} must be a list: [ ], or [[ ]] for tables.", key=key)
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """Give a list of texts. Raises Fault."""
        values = self.list(key)
        texts = tuple(value for value in values if isinstance(value, str))
        if len(texts) < len(values):
            raise self.fault(key, "{key} must be a list of texts in quotation marks.", key=key)
        return texts

    def table(self, key: str, keys: Sequence[str]) -> Table:
        """Give a table inside this one, empty where there is none. Raises Fault."""
        return Table.of(self.data.get(key, {}), (*self.place, key), key, keys)

    def tables(self, key: str, what: str, keys: Sequence[str]) -> Iterable[Table]:
        """Give the tables of a list. Raises Fault."""
        for number, value in enumerate(self.list(key)):
            yield Table.of(value, (*self.place, key, number), what, keys)


class Taken:
    """The ids and names that things of one kind have already; capitals do not matter."""

    def __init__(self) -> None:
        self._names: dict[str, str] = {}

    def add(self, table: Table, id_: str, name: str) -> None:
        """Enter one more thing. Raises Fault if its id or name is another's id or name."""
        for key, text in (("id", id_), ("name", name)):
            if text.casefold() in self._names:
                template = "the {key} {text} is already used by the {what} {other}."
                other = self._names[text.casefold()]
                raise table.fault(key, template, key=key, text=text, what=table.what, other=other)
        self._names |= {id_.casefold(): name, name.casefold(): name}


def hint(text: str, known: Iterable[str]) -> str:
    """End a sentence by asking whether a word known was meant; empty if none is like it."""
    words = {word.casefold(): word for word in known}
    close = difflib.get_close_matches(text.casefold(), words, n=1, cutoff=0.7)
    return f"; did you mean {words[close[0]]}?" if close else ""


def _called(place: Place, what: str) -> str:
    return str(place[-1]) if place and isinstance(place[-1], str) else f"the {what}"
