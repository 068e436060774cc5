"""What is told of attributes and other fields: their names, and their values by the scheme."""

from __future__ import annotations

from annotator.model.past.was import (
    AN_ERASED_VALUE,
    Names,
    Was,
    listed,
    plainly,
    quoted,
    readable,
    text,
)
from annotator.model.scheme import Attribute
from annotator.model.scheme_parts import Json
from annotator.model.sentences import say

_NAMES = {
    "url": "address",
    "licence": "licence",
    "published": "date of publication",
    "retrieved": "date of retrieval",
    "merged_into": "what it was merged into",
    "date_precision": "precision of the date",
    "place_precision": "precision of the place",
    "alt_key": "second key",
    "light": "colours on light",
    "dark": "colours on dark",
    "stroke": "line",
    "position": "place in the list",
    "words": "list of words",
}
"""Fields whose id is not what people call them."""


def name_of_field(name: str) -> str:
    """Name a field that every item of its kind has."""
    return _NAMES.get(name, readable(name))


def attribute_name(names: Names, owner: str, id_: str) -> str:
    """Name an attribute as the scheme does."""
    found = names.scheme.attribute(owner, id_)
    return readable(found.name if found is not None else id_)


def label_name(names: Names, value: Json) -> str:
    """Name a label as the scheme does."""
    found = names.scheme.label_named(text(value))
    return found.name if found is not None else text(value)


def in_words(names: Names, owner: str, id_: str, values: list[str]) -> str:
    """Write the values of an attribute: choices, entities and events by name, words quoted."""
    found = names.scheme.attribute(owner, id_)
    return listed([_one(names, found, value) for value in values])


def _one(names: Names, attribute: Attribute | None, value: str) -> str:
    if attribute is None:
        return quoted(value)
    if attribute.type in {"entity", "entities"}:
        return quoted(names.entity(value))
    if attribute.type in {"event", "events"}:
        return quoted(names.event(value))
    if attribute.type == "bool":
        return {"true": "yes", "false": "no"}.get(value, value)
    choice = next((one for one in attribute.values if one.id == value), None)
    if choice is not None:
        return readable(choice.name)
    return quoted(value) if attribute.type == "text" else value


def old_and_new(was: Was, names: Names, owner: str, field: str) -> tuple[str, str, str]:
    """Give a field's name, and what it said before and after; nothing where it said nothing.

    Fields that begin with `attributes.` are the scheme's, those of `owner`.
    """
    prefix, _, id_ = field.partition(".")
    if prefix == "attributes":
        name = attribute_name(names, owner, id_)
        old, new = (_values(names, owner, id_, side.get(field)) for side in (was.before, was.after))
    elif field == "label":
        name = "label"
        old, new = (label_name(names, side.get(field)) for side in (was.before, was.after))
    else:
        name = say("{name} {id}", name=readable(prefix), id=id_) if id_ else name_of_field(field)
        old, new = (_plain(side.get(field)) for side in (was.before, was.after))
    return name, AN_ERASED_VALUE if field in was.erased_before else old, new


def _values(names: Names, owner: str, id_: str, value: Json) -> str:
    if value is None:
        return ""
    found = value if isinstance(value, list) else [value]
    return in_words(names, owner, id_, [one if isinstance(one, str) else str(one) for one in found])


def _plain(value: Json) -> str:
    return "" if value is None else plainly(value)
