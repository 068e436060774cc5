"""One change as it is told: what was there before it, what after, and the names of other things."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from annotator.model.scheme import Scheme
from annotator.model.scheme_parts import Json
from annotator.model.sentences import say
from annotator.model.words import briefly

Fields = Mapping[str, Json]

ALL = ""
"""Stands for the whole of an item that is one value, where its fields are listed."""
AN_ERASED_VALUE = "a value that has been erased"


class Names(Protocol):
    """Knows what other things are called, whether they are still there or not."""

    @property
    def scheme(self) -> Scheme:
        """Give the scheme as it is now."""
        ...

    def entity(self, id_: str) -> str:
        """Give the name of an entity."""
        ...

    def event(self, id_: str) -> str:
        """Give the title of an event."""
        ...

    def person(self, id_: str) -> str:
        """Give the name of a person."""
        ...

    def article(self, id_: str) -> str:
        """Give the title of an article."""
        ...

    def mark(self, id_: str) -> str:
        """Give the words of a mark."""
        ...

    def passage(self, article: str, start: int, end: int) -> str:
        """Give words of an article's text; code points, `end` not included."""
        ...


@dataclass(frozen=True, slots=True)
class Was:
    """One change of one item. What is not there has no values."""

    kind: str
    id: str
    before: Fields
    after: Fields
    was_there: bool
    is_there: bool
    had_been: bool = False
    """It was there at some time before."""
    article: str = ""
    person: str = ""
    """Who made the change."""
    erased: bool = False
    """What the change said has been erased for good."""
    erased_before: frozenset[str] = field(default_factory=frozenset)
    """The fields whose values before it have been erased, or ALL."""

    def differing(self, *besides: str) -> list[str]:
        """Name the fields that changed, in order; those in `besides` are not named."""
        names = sorted({*self.before, *self.after} - set(besides))
        return [name for name in names if self.before.get(name) != self.after.get(name)]

    def said(self, name: str) -> str:
        """Give what a field says after the change, else before it: what it is known by."""
        return text(self.after.get(name)) or text(self.before.get(name))


# --- values in words ------------------------------------------------------------------------------


def text(value: Json) -> str:
    """Give a value that is words, nothing for any other."""
    return value if isinstance(value, str) else ""


def texts(value: Json) -> list[str]:
    """Give the words that a value lists."""
    return [one for one in value if isinstance(one, str)] if isinstance(value, list) else []


def number(value: Json) -> int:
    """Give a value that is a whole number, 0 for any other."""
    return value if isinstance(value, int) else 0


def quoted(words: str) -> str:
    """Quote words in a sentence."""
    return say("“{words}”", words=briefly(words))


def readable(name: str) -> str:
    """Write an id as people read it: `no_position`, no position."""
    return name.replace("_", " ") if name == name.lower() else name


def plainly(value: Json) -> str:
    """Write a value that needs no names."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return listed([plainly(one) for one in value])
    if isinstance(value, dict):
        return text(value.get("name")) or listed([readable(name) for name in value])
    return quoted(value) if isinstance(value, str) else f"{value}"


def listed(parts: list[str]) -> str:
    """Put parts together: "one", "one and two", "one, two and three"."""
    head, last = parts[:-1], parts[-1:]
    return " and ".join([*([", ".join(head)] if head else []), *last])


# --- parts of sentences ---------------------------------------------------------------------------


def set_to(name: str, of: str, old: str, new: str) -> str:
    """Say how one field changed; nothing stands for no value."""
    if not old:
        return say("set {name} of {of} to {new}", name=name, of=of, new=new)
    if not new:
        return say("cleared {name} of {of}, which was {old}", name=name, of=of, old=old)
    return say("set {name} of {of} from {old} to {new}", name=name, of=of, old=old, new=new)


def with_details(done: str, details: list[str]) -> str:
    """Say beside what was done what else came with it."""
    if not details:
        return done
    return say("{done}, with {details}", done=done, details=listed(details))
