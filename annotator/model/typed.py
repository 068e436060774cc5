"""What may be typed into a field that people share: words, a date, one of several choices."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from annotator.model.attribute_values import reason_against
from annotator.model.scheme import (
    EVENT_CARD,
    ArticleField,
    Attribute,
    AttributeType,
    Choice,
    Scheme,
)
from annotator.model.scheme_parts import Json
from annotator.model.sentences import Refused
from annotator.model.text import fold

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")
_REFERRING = frozenset({"entity", "entities", "event", "events"})
_LIST = "attributes."


@dataclass(frozen=True, slots=True)
class Typed:
    """How a field is typed, and what is kept of it."""

    type: AttributeType = "text"
    choices: tuple[Choice, ...] = ()
    degrees: int = 0
    """It is a number of degrees, from minus to plus as many as these."""
    is_language: bool = False
    """It is the code of a language."""
    is_needed: bool = False
    """It cannot be empty."""
    has_lines: bool = False
    """It may be several lines long."""
    is_list: bool = False
    """What is kept is a list of words."""
    is_flag: bool = False
    """What is kept is yes or no."""

    @property
    def is_chosen(self) -> bool:
        """Say whether one of the choices is taken rather than typed."""
        return bool(self.choices) and self.type != "multi"

    def read(self, words: str) -> Json:
        """Give the value that is kept for what was typed. Raises Refused where it is none."""
        words = words.strip() if self.has_lines else " ".join(words.split())
        if not words:
            if self.is_needed:
                raise Refused("This cannot be empty. Type what it shall be.")
            return None
        if self.choices:
            return self._chosen(words)
        self._check(words)
        if self.degrees:
            return float(words)
        return [words] if self.is_list else words

    def _check(self, words: str) -> None:
        if self.degrees and not _is_within(words, self.degrees):
            raise Refused("These are no degrees from -{n} to {n}, such as 35.33.", n=self.degrees)
        if self.is_language and _LANGUAGE.fullmatch(words) is None:
            raise Refused("This is no code of a language, such as ar or en-GB.")
        reason = reason_against(self.type, words)
        if reason is not None:
            raise Refused(reason)

    def _chosen(self, words: str) -> Json:
        typed = words.split(",") if self.type == "multi" else [words]
        found = [self._choice(one.strip()) for one in typed if one.strip()]
        if self.is_flag:
            return found[0] == "true"
        return list(dict.fromkeys(found)) if self.is_list else found[0]

    def _choice(self, words: str) -> str:
        for choice in self.choices:
            if words == choice.id or fold(words) == fold(choice.name):
                return choice.id
        raise Refused("There is no choice “{words}”. There are {choices}.",
                      words=words, choices=", ".join(c.name for c in self.choices))  # fmt: skip


def _is_within(words: str, degrees: int) -> bool:
    try:
        return -degrees <= float(words) <= degrees
    except ValueError:
        return False


_TEXT, _NAME, _LINES = Typed(), Typed(is_needed=True), Typed(has_lines=True)
_DATE, _CODE = Typed("edtf"), Typed(is_language=True)


def _choices(*ids: str) -> tuple[Choice, ...]:
    return tuple(Choice(id_, id_.replace("_", " ")) for id_ in ids)


YES_OR_NO: Final = (Choice("true", "yes"), Choice("false", "no"))
_ROLES = Typed(choices=_choices("annotator", "reviewer"), is_needed=True)
_STATUS = Typed(
    choices=_choices("unread", "in_progress", "done", "in_review", "settled"), is_needed=True
)
_TRANSLATION = Typed(choices=_choices("none", "machine", "human", "unknown"))
_NAMED_PARTS: Final = ("label", "attribute", "relation_type", "zone_type", "article_field")
_OWN: Final[dict[str, dict[str, Typed]]] = {
    "person": {"name": _NAME, "role": _ROLES},
    "scheme": {"title": _TEXT, "version": _NAME, "guideline_version": _TEXT},
    **{part: {"name": _NAME, "help": _LINES} for part in _NAMED_PARTS},
    "article": {
        **dict.fromkeys(("source", "publisher", "url", "author", "licence"), _TEXT),
        "title": _TEXT, "language": _CODE, "original_language": _CODE,
        "published": _DATE, "retrieved": _DATE, "translation": _TRANSLATION, "note": _LINES,
    },
    "reading": {"status": _STATUS, "relevant": Typed(choices=YES_OR_NO, is_flag=True),
                "note": _LINES},
    "entity": {"name": _NAME, "latitude": Typed(degrees=90), "longitude": Typed(degrees=180),
               "note": _LINES},
    "event": {"title": _NAME, "type": _TEXT, "date": _DATE, "date_precision": _TEXT,
              "place_precision": _TEXT, "note": _LINES},
}  # fmt: skip
"""The fields that every scheme has, by kind."""


def typed(scheme: Scheme, kind: str, field: str, label: str = "") -> Typed | None:
    """Say what may be typed into a field, None where it takes more than typing.

    `label` is the id of an entity's label, on which it depends what can be said of the entity.
    """
    if field.startswith(_LIST):
        return _of_scheme(scheme, kind, field.removeprefix(_LIST), label)
    if field.startswith("identifiers."):
        return Typed(is_list=True)
    if (kind, field) == ("entity", "label"):
        return Typed(choices=_labels(scheme), is_needed=True)
    return _OWN.get(kind, {}).get(field)


def owner_of(kind: str, label: str) -> str:
    """Give the owner of what the scheme lets people say of an entity or an event."""
    return f"label.{label}" if kind == "entity" else EVENT_CARD


def _labels(scheme: Scheme) -> tuple[Choice, ...]:
    return tuple(Choice(one.id, one.name) for one in scheme.labels if not one.retired)


def _of_scheme(scheme: Scheme, kind: str, id_: str, label: str) -> Typed | None:
    if kind == "article":
        return _of_article(scheme.article_fields, id_)
    attribute = scheme.attribute(owner_of(kind, label), id_)
    return _of_attribute(attribute) if attribute is not None else Typed(is_list=True)


def _of_attribute(attribute: Attribute) -> Typed | None:
    if attribute.type in _REFERRING:
        return None
    choices = YES_OR_NO if attribute.type == "bool" else attribute.values
    return Typed(attribute.type, choices, is_list=True)


def _of_article(fields: Iterable[ArticleField], id_: str) -> Typed | None:
    field = next((one for one in fields if one.id == id_), None)
    if field is None:
        return Typed(is_list=True)
    if field.type in ("article", "article_or_file"):
        return None
    type_: AttributeType = "edtf" if field.type in ("date", "datetime") else "text"
    is_language = field.type == "bcp47"
    return Typed(type_, field.values, is_language=is_language, is_list=True)
