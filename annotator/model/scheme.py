"""The scheme: the labels, attributes, relation types and rules that a project annotates by.

Everything has an id, a slug that is minted once and that spans hold, and a name that screens and
files show. What is renamed keeps its id; what is in use is retired, never deleted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, Protocol, TypeVar, get_args

from annotator.model.scheme_colours import Shades, Stroke, default_dark, default_light

AttributeType = Literal[
    "choice", "multi", "bool", "text", "int", "date", "edtf", "iso3166", "coordinates",
    "entity", "entities", "event", "events",
]  # fmt: skip
Scope = Literal["span", "entity", "relation", "event", "article"]
Level = Literal["default", "expert", "reviewer"]
FieldType = Literal[
    "text", "choice", "date", "datetime", "bcp47", "article", "article_or_file"
]  # fmt: skip

ATTRIBUTE_TYPES: tuple[AttributeType, ...] = get_args(AttributeType)
SCOPES: tuple[Scope, ...] = get_args(Scope)
LEVELS: tuple[Level, ...] = get_args(Level)
FIELD_TYPES: tuple[FieldType, ...] = get_args(FieldType)

REQUIRED = ("never", "always", "before_export")
"""When a missing value counts as open; also `when:<attribute>` and `when:<attribute>=<value>`."""
FIELD_REQUIRED = (*REQUIRED, "before_dates", "before_done")
"""The same for what is said of an article: also before any date is set, and before it is done."""

EVENT_CARD = "event.card"
"""The owner of the attributes that event cards have."""

_SLUG = re.compile(r"[a-z][a-z0-9_]*")
_SCHEME_ID = re.compile(r"[a-z][a-z0-9_-]*")
_NOTHING: dict[str, str] = {}
_LIGHT, _DARK = default_light(0), default_dark(0)


def is_slug(text: str) -> bool:
    """Say whether the text can be an id: small letters, digits and underscores, a letter first."""
    return _SLUG.fullmatch(text) is not None


def is_scheme_id(text: str) -> bool:
    """Say whether the text can be the id of a scheme, which may have hyphens too."""
    return _SCHEME_ID.fullmatch(text) is not None


@dataclass(frozen=True, slots=True)
class Choice:
    """One value to choose: of an attribute, or a type of link."""

    id: str
    name: str
    help: str | None = None


@dataclass(frozen=True, slots=True)
class Attribute:
    """Something that can be said of a span, an entity, a relation or an event."""

    id: str
    name: str
    type: AttributeType
    scope: Scope
    level: Level = "default"
    values: tuple[Choice, ...] = ()
    default: tuple[str, ...] = ()
    """Ids of choices; of other types the value as files write it, such as ("false",)."""
    auto: bool = False
    """The program works out the default from the words."""
    required: str = "never"
    help: str | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Label:
    """A type of span, with its keys and its looks."""

    id: str
    name: str
    key: str | None = None
    alt_key: str | None = None
    level: Level = "default"
    help: str | None = None
    light: Shades = _LIGHT
    dark: Shades = _DARK
    stroke: Stroke = "solid"
    attributes: tuple[Attribute, ...] = ()
    retired: bool = False
    words: tuple[str, ...] = ()
    """Words that such spans often are or end with: what looks for likely spans begins there."""


@dataclass(frozen=True, slots=True)
class RelationType:
    """A type of tie from a span of one of the head labels to one of the tail labels."""

    id: str
    name: str
    heads: tuple[str, ...]
    """Ids of labels."""
    tails: tuple[str, ...]
    level: Level = "default"
    symmetric: bool = False
    cross_document: bool = False
    """The tail may stand in another article."""
    max_per_head: int | None = None
    attributes: tuple[Attribute, ...] = ()
    help: str | None = None
    retired: bool = False


@dataclass(frozen=True, slots=True)
class ZoneType:
    """A part of an article. Nothing is labelled in boilerplate and credits."""

    id: str
    name: str
    labelled: bool = True


@dataclass(frozen=True, slots=True)
class ArticleField:
    """Something that is known of a whole article."""

    id: str
    name: str
    type: FieldType = "text"
    values: tuple[Choice, ...] = ()
    default: str | None = None
    """The id of a choice; of other types `auto` or `first_line`, which the program works out."""
    required: str = "never"
    computed: bool = False
    """Nobody types it."""
    flags: tuple[Choice, ...] = ()
    """What can be set besides the value."""
    help: str | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Rules:
    """Which spans may lie over each other, and what a selection made by hand loses."""

    same_label_overlap: bool = False
    cross_label_nesting: bool = True
    trim_words: tuple[str, ...] = ()
    trim_outer: bool = True
    trim_possessive: bool = True


class _Named(Protocol):
    @property
    def id(self) -> str: ...
    @property
    def name(self) -> str: ...


_T = TypeVar("_T", bound=_Named)


@dataclass(frozen=True, slots=True)
class Scheme:
    """All that a project annotates by. The lookups are made once, when the scheme is."""

    id: str = "scheme"
    title: str = ""
    version: str = "1"
    guideline_version: str | None = None
    rules: Rules = Rules()
    labels: tuple[Label, ...] = ()
    relations: tuple[RelationType, ...] = ()
    entity_links: tuple[Choice, ...] = ()
    event_fields: tuple[Choice, ...] = ()
    event_links: tuple[Choice, ...] = ()
    event_attributes: tuple[Attribute, ...] = ()
    article_fields: tuple[ArticleField, ...] = ()
    zones: tuple[ZoneType, ...] = ()
    label_ids: Mapping[str, str] = field(init=False, repr=False, compare=False)
    """The id for each name and each id; where a name is also another's id, the name holds."""
    label_names: Mapping[str, str] = field(init=False, repr=False, compare=False)
    relation_ids: Mapping[str, str] = field(init=False, repr=False, compare=False)
    relation_names: Mapping[str, str] = field(init=False, repr=False, compare=False)
    _labels: Mapping[str, Label] = field(init=False, repr=False, compare=False)
    _relations: Mapping[str, RelationType] = field(init=False, repr=False, compare=False)
    _owned: _Owned = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        put = object.__setattr__  # the only way into a frozen value
        put(self, "label_ids", _ids(self.labels))
        put(self, "label_names", _names(self.labels))
        put(self, "relation_ids", _ids(self.relations))
        put(self, "relation_names", _names(self.relations))
        put(self, "_labels", _by_id(self.labels))
        put(self, "_relations", _by_id(self.relations))
        put(self, "_owned", _Owned.of(self))

    def label(self, id: str) -> Label:  # noqa: A002 - the field's word
        """Give the label of this id. Raises KeyError if there is none."""
        return self._labels[id]

    def relation(self, id: str) -> RelationType:  # noqa: A002 - the field's word
        """Give the relation type of this id. Raises KeyError if there is none."""
        return self._relations[id]

    def label_named(self, name: str) -> Label | None:
        """Find a label by its name or id."""
        return self._labels.get(self.label_ids.get(name, ""))

    def relation_named(self, name: str) -> RelationType | None:
        """Find a relation type by its name or id."""
        return self._relations.get(self.relation_ids.get(name, ""))

    def attributes(self, owner: str) -> tuple[Attribute, ...]:
        """Give the attributes of an owner; no such owner has none.

        An owner is the id of a label or a relation type. Where both have one id, these are the
        label's attributes and then the relation type's; `label.<id>`, `relation.<id>` and
        EVENT_CARD name an owner without doubt.
        """
        return self._owned.attributes.get(owner, ())

    def attribute(self, owner: str, attribute: str) -> Attribute | None:
        """Find an attribute by the ids of its owner and its own."""
        return next((a for a in self.attributes(owner) if a.id == attribute), None)

    def attribute_ids(self, owner: str) -> Mapping[str, str]:
        """Give the id for each name and id of an owner's attributes."""
        return self._owned.ids.get(owner, _NOTHING)

    def attribute_names(self, owner: str) -> Mapping[str, str]:
        """Give the name for each id of an owner's attributes."""
        return self._owned.names.get(owner, _NOTHING)

    def default_of(self, owner: str, attribute: str) -> tuple[str, ...]:
        """Give what holds where nobody set the attribute, as ids; empty if there is no default."""
        return self._owned.defaults.get((owner, attribute), ())

    def choice_ids(self, owner: str, attribute: str) -> Mapping[str, str]:
        """Give the id for each name and id of an attribute's choices; empty if there are none."""
        return self._owned.choice_ids.get((owner, attribute), _NOTHING)

    def choice_names(self, owner: str, attribute: str) -> Mapping[str, str]:
        """Give the name for each id of an attribute's choices; empty if there are none."""
        return self._owned.choice_names.get((owner, attribute), _NOTHING)

    @property
    def assessment(self) -> Attribute | None:
        """Give the attribute by which reviewers judge an event."""
        return self.attribute(EVENT_CARD, "assessment")


_Each = tuple[str, str]
"""The ids of an owner and an attribute."""


@dataclass(frozen=True, slots=True)
class _Owned:
    """The lookups of attributes by owner."""

    attributes: Mapping[str, tuple[Attribute, ...]]
    ids: Mapping[str, Mapping[str, str]]
    names: Mapping[str, Mapping[str, str]]
    defaults: Mapping[_Each, tuple[str, ...]]
    choice_ids: Mapping[_Each, Mapping[str, str]]
    choice_names: Mapping[_Each, Mapping[str, str]]

    @staticmethod
    def of(scheme: Scheme) -> _Owned:
        owned: dict[str, dict[str, Attribute]] = {}
        for owner, attributes in _owners(scheme):
            known = owned.setdefault(owner, {})
            for attribute in attributes:
                known.setdefault(attribute.id, attribute)
        lists = {owner: tuple(known.values()) for owner, known in owned.items()}
        each = {(owner, a.id): a for owner, found in lists.items() for a in found}
        return _Owned(
            lists,
            {owner: _ids(found) for owner, found in lists.items()},
            {owner: _names(found) for owner, found in lists.items()},
            {key: a.default for key, a in each.items()},
            {key: _ids(a.values) for key, a in each.items() if a.values},
            {key: _names(a.values) for key, a in each.items() if a.values},
        )


def _owners(scheme: Scheme) -> Iterator[tuple[str, tuple[Attribute, ...]]]:
    for label in scheme.labels:
        yield f"label.{label.id}", label.attributes
        yield label.id, label.attributes
    for relation in scheme.relations:
        yield f"relation.{relation.id}", relation.attributes
        yield relation.id, relation.attributes
    yield EVENT_CARD, scheme.event_attributes


def _ids(things: Iterable[_Named]) -> dict[str, str]:
    """Give the id for each name and id. Of two things of one name the first holds."""
    named = list(things)
    ids = {thing.id: thing.id for thing in named}
    return ids | {thing.name: thing.id for thing in reversed(named)}


def _names(things: Iterable[_Named]) -> dict[str, str]:
    return {thing.id: thing.name for thing in things}


def _by_id(things: Iterable[_T]) -> dict[str, _T]:
    return {thing.id: thing for thing in things}
