"""An article, where it was seen, its zones, and how far one person has read it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from annotator.model.ids import derived_id

Layer = Literal["work", "gold"]
Status = Literal["unread", "in_progress", "done", "in_review", "settled"]

FINISHED: frozenset[str] = frozenset({"done", "in_review", "settled"})
"""The statuses whose empty places are negatives; nothing else is exported unasked."""

Attributes = tuple[tuple[str, str], ...]
"""Pairs of an attribute's id and one value; an id repeats for several values."""


@dataclass(frozen=True, slots=True)
class Article:
    """What is known of a text. Its id is the sha256 of the text, so one text is one article."""

    id: str
    title: str | None = None
    language: str | None = None
    source: str | None = None
    publisher: str | None = None
    url: str | None = None
    author: str | None = None
    published: str | None = None
    retrieved: str | None = None
    licence: str | None = None
    translation: str | None = None
    original_language: str | None = None
    note: str | None = None
    corrects: str | None = None
    """The id of the article whose faulty text this one replaces."""
    attributes: Attributes = ()


@dataclass(frozen=True, slots=True)
class Sighting:
    """One place where the same text was published: reprints are counted, not lost."""

    id: str
    article: str
    source: str | None = None
    url: str | None = None
    title: str | None = None
    published: str | None = None
    retrieved: str | None = None
    file: str | None = None
    original: str | None = None
    """The sha256 of the bytes as they came in, where they differ from the text in UTF-8."""

    @staticmethod
    def of(article: str, **seen: str | None) -> Sighting:
        """Make a sighting whose id is made of what it says, so that the same one counts once."""
        words = (f"{name}={value}" for name, value in sorted(seen.items()) if value is not None)
        return Sighting(derived_id("sighting", article, *words), article, **seen)


@dataclass(frozen=True, slots=True)
class Zone:
    """A stretch of the article that is its headline, caption, credit…; code points."""

    id: str
    article: str
    zone: str
    start: int
    end: int

    @staticmethod
    def of(article: str, zone: str, start: int, end: int) -> Zone:
        """Make a zone whose id is made of its place, so that marking it twice marks it once."""
        return Zone(
            derived_id("zone", article, zone, str(start), str(end)), article, zone, start, end
        )


@dataclass(frozen=True, slots=True)
class Reading:
    """How far one person has come with an article; in the gold layer it belongs to nobody."""

    article: str
    person: str | None
    layer: Layer = "work"
    status: Status = "unread"
    relevant: bool | None = None
    """True relevant, False not, None unsure."""
    note: str | None = None
    seconds: int = 0
    reviewer: str | None = None
    annotators: tuple[str, ...] = ()
    """Gold only: the persons whose work was adjudicated."""

    @property
    def id(self) -> str:
        """Give the id made of article, layer and person."""
        return reading_id(self.article, self.layer, self.person)


def reading_id(article: str, layer: str, person: str | None) -> str:
    """Make the id of what a person says of a whole article."""
    return derived_id("reading", article, layer, person or "")
