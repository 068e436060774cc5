"""The scheme as the log keeps it: parts whose fields are changed, undone and merged one by one.

A choice is a field of its own, `values.<id>`, so that two people can each add one. `position` keeps
the order of parts and choices; what is empty is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeVar, get_args

from annotator.model.scheme import (
    ATTRIBUTE_TYPES,
    EVENT_CARD,
    FIELD_TYPES,
    LEVELS,
    SCOPES,
    ArticleField,
    Attribute,
    Choice,
    Label,
    RelationType,
    Rules,
    Scheme,
    ZoneType,
)
from annotator.model.scheme_colours import (
    STROKES,
    Shades,
    dark_shades,
    default_dark,
    default_light,
    default_stroke,
    is_colour,
    light_shades,
)

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]
Kind = Literal["scheme", "label", "attribute", "relation_type", "zone_type", "article_field"]
KINDS: tuple[Kind, ...] = get_args(Kind)
SCHEME_ID = "scheme"
"""The id of the one part of the kind scheme; the scheme's own id is one of its fields."""

_T = TypeVar("_T")
_Fields = dict[str, Json]


@dataclass(frozen=True, slots=True)
class Part:
    """One item of the log: a label, an attribute… with its fields."""

    kind: Kind
    id: str
    fields: Mapping[str, Json]


def to_parts(scheme: Scheme) -> list[Part]:
    """Take a scheme apart."""
    parts = [Part("scheme", SCHEME_ID, _scheme_fields(scheme))]
    for n, label in enumerate(scheme.labels):
        parts.append(Part("label", label.id, _label_fields(label, n)))
        parts += _attribute_parts(f"label.{label.id}", label.attributes)
    for n, relation in enumerate(scheme.relations):
        parts.append(Part("relation_type", relation.id, _relation_fields(relation, n)))
        parts += _attribute_parts(f"relation.{relation.id}", relation.attributes)
    parts += _attribute_parts(EVENT_CARD, scheme.event_attributes)
    parts += [
        Part("article_field", f.id, _article_fields(f, n))
        for n, f in enumerate(scheme.article_fields)
    ]
    parts += [
        Part("zone_type", z.id, {"name": z.name, "labelled": z.labelled, "position": n})
        for n, z in enumerate(scheme.zones)
    ]
    return parts


def from_parts(parts: Iterable[Part]) -> Scheme:
    """Put a scheme together. What belongs to a missing label or relation type is left out."""
    found: dict[Kind, list[_Read]] = {kind: [] for kind in KINDS}
    for (kind, id_), part in {(part.kind, part.id): part for part in parts}.items():
        found[kind].append(_Read(id_, part.fields))
    for reads in found.values():
        reads.sort(key=_place)
    owned = _attributes(found["attribute"])
    labels = tuple(_label(read, n, owned) for n, read in enumerate(found["label"]))
    known = {label.id for label in labels}
    top = next((read for read in found["scheme"] if read.id == SCHEME_ID), _Read(SCHEME_ID, {}))
    return Scheme(
        id=top.given("id", SCHEME_ID),
        title=top.given("title", ""),
        version=top.given("version", "1"),
        guideline_version=top.text("guideline_version"),
        rules=_rules(top),
        labels=labels,
        relations=tuple(_relation(read, known, owned) for read in found["relation_type"]),
        entity_links=top.choices("entity_links"),
        event_fields=top.choices("event_fields"),
        event_links=top.choices("event_links"),
        event_attributes=owned.get(EVENT_CARD, ()),
        article_fields=tuple(map(_article_field, found["article_field"])),
        zones=tuple(map(_zone, found["zone_type"])),
    )


# --- taking apart ---------------------------------------------------------------------------------


def _some(**fields: Json) -> _Fields:
    """Keep the fields that say something: None, False and empty lists are what is read without."""
    return {name: v for name, v in fields.items() if v is not None and v is not False and v != []}


def _choice_fields(prefix: str, choices: Sequence[Choice]) -> _Fields:
    return {
        f"{prefix}.{c.id}": _some(name=c.name, help=c.help, position=n)
        for n, c in enumerate(choices)
    }


def _scheme_fields(scheme: Scheme) -> _Fields:
    rules = scheme.rules
    fields = _some(
        id=scheme.id, title=scheme.title, version=scheme.version,
        guideline_version=scheme.guideline_version, trim_words=list(rules.trim_words),
    )  # fmt: skip
    return {
        **fields,
        "same_label_overlap": rules.same_label_overlap,
        "cross_label_nesting": rules.cross_label_nesting,
        "trim_outer": rules.trim_outer,
        "trim_possessive": rules.trim_possessive,
        **_choice_fields("entity_links", scheme.entity_links),
        **_choice_fields("event_fields", scheme.event_fields),
        **_choice_fields("event_links", scheme.event_links),
    }


def _label_fields(label: Label, position: int) -> _Fields:
    return _some(
        name=label.name, key=label.key, alt_key=label.alt_key, level=label.level, help=label.help,
        light=_shade_fields(label.light), dark=_shade_fields(label.dark), stroke=label.stroke,
        retired=label.retired, words=list(label.words), position=position,
    )  # fmt: skip


def _shade_fields(shades: Shades) -> _Fields:
    return {"line": shades.line, "fill": shades.fill, "strong": shades.strong}


def _attribute_parts(owner: str, attributes: Sequence[Attribute]) -> list[Part]:
    return [
        Part("attribute", f"{owner}.{a.id}", _attribute_fields(a, n))
        for n, a in enumerate(attributes)
    ]


def _attribute_fields(a: Attribute, position: int) -> _Fields:
    fields = _some(
        name=a.name, type=a.type, scope=a.scope, level=a.level, default=list(a.default),
        auto=a.auto, required=a.required, help=a.help, source=a.source, position=position,
    )  # fmt: skip
    return fields | _choice_fields("values", a.values)


def _relation_fields(r: RelationType, position: int) -> _Fields:
    return _some(
        name=r.name, heads=list(r.heads), tails=list(r.tails), level=r.level,
        symmetric=r.symmetric, cross_document=r.cross_document, max_per_head=r.max_per_head,
        help=r.help, retired=r.retired, position=position,
    )  # fmt: skip


def _article_fields(f: ArticleField, position: int) -> _Fields:
    fields = _some(
        name=f.name, type=f.type, default=f.default, required=f.required, computed=f.computed,
        help=f.help, source=f.source, position=position,
    )  # fmt: skip
    return fields | _choice_fields("values", f.values) | _choice_fields("flags", f.flags)


# --- putting together -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Read:
    """A part being read: what is missing, or of another type than it should be, is not there."""

    id: str
    fields: Mapping[str, Json]

    def text(self, name: str) -> str | None:
        value = self.fields.get(name)
        return value if isinstance(value, str) else None

    def colour(self, name: str) -> str | None:
        text = self.text(name)
        return text if text and is_colour(text) else None

    def given(self, name: str, otherwise: str) -> str:
        text = self.text(name)
        return otherwise if text is None else text

    def name(self) -> str:
        return self.given("name", self.id)

    def whole(self, name: str) -> int | None:
        value = self.fields.get(name)
        return value if isinstance(value, int) and not isinstance(value, bool) else None

    def flag(self, name: str, *, otherwise: bool = False) -> bool:
        value = self.fields.get(name)
        return value if isinstance(value, bool) else otherwise

    def texts(self, name: str) -> tuple[str, ...]:
        value = self.fields.get(name)
        return tuple(v for v in value if isinstance(v, str)) if isinstance(value, list) else ()

    def one_of(self, name: str, known: tuple[_T, ...], otherwise: _T | None = None) -> _T:
        fallback = known[0] if otherwise is None else otherwise
        return next((one for one in known if one == self.fields.get(name)), fallback)

    def choices(self, prefix: str) -> tuple[Choice, ...]:
        start = prefix + "."
        reads = [
            _Read(name.removeprefix(start), value)
            for name, value in self.fields.items()
            if name.startswith(start) and isinstance(value, dict)
        ]
        reads.sort(key=_place)
        return tuple(Choice(read.id, read.name(), read.text("help")) for read in reads)


def _place(read: _Read) -> tuple[int, str]:
    return read.whole("position") or 0, read.id


def _rules(top: _Read) -> Rules:
    return Rules(
        same_label_overlap=top.flag("same_label_overlap"),
        cross_label_nesting=top.flag("cross_label_nesting", otherwise=True),
        trim_words=top.texts("trim_words"),
        trim_outer=top.flag("trim_outer", otherwise=True),
        trim_possessive=top.flag("trim_possessive", otherwise=True),
    )


def _attributes(reads: Sequence[_Read]) -> dict[str, tuple[Attribute, ...]]:
    owned: dict[str, list[Attribute]] = {}
    for read in reads:
        owner, _, own = read.id.rpartition(".")
        owned.setdefault(owner, []).append(_attribute(_Read(own, read.fields)))
    return {owner: tuple(found) for owner, found in owned.items()}


def _attribute(read: _Read) -> Attribute:
    return Attribute(
        id=read.id,
        name=read.name(),
        type=read.one_of("type", ATTRIBUTE_TYPES, "text"),
        scope=read.one_of("scope", SCOPES),
        level=read.one_of("level", LEVELS),
        values=read.choices("values"),
        default=read.texts("default"),
        auto=read.flag("auto"),
        required=read.given("required", "never"),
        help=read.text("help"),
        source=read.text("source"),
    )


_Owned = Mapping[str, tuple[Attribute, ...]]


def _label(read: _Read, number: int, owned: _Owned) -> Label:
    return Label(
        id=read.id,
        name=read.name(),
        key=read.text("key"),
        alt_key=read.text("alt_key"),
        level=read.one_of("level", LEVELS),
        help=read.text("help"),
        light=_shades(read.fields.get("light"), light_shades) or default_light(number),
        dark=_shades(read.fields.get("dark"), dark_shades) or default_dark(number),
        stroke=read.one_of("stroke", STROKES, default_stroke(number)),
        attributes=owned.get(f"label.{read.id}", ()),
        retired=read.flag("retired"),
        words=read.texts("words"),
    )


def _shades(
    value: Json, complete: Callable[[str, str | None, str | None], Shades]
) -> Shades | None:
    read = _Read("", value if isinstance(value, dict) else {})
    line, fill, strong = (read.colour(shade) for shade in ("line", "fill", "strong"))
    return complete(line, fill, strong) if line else None


def _relation(read: _Read, labels: set[str], owned: _Owned) -> RelationType:
    return RelationType(
        id=read.id,
        name=read.name(),
        heads=tuple(label for label in read.texts("heads") if label in labels),
        tails=tuple(label for label in read.texts("tails") if label in labels),
        level=read.one_of("level", LEVELS),
        symmetric=read.flag("symmetric"),
        cross_document=read.flag("cross_document"),
        max_per_head=read.whole("max_per_head"),
        attributes=owned.get(f"relation.{read.id}", ()),
        help=read.text("help"),
        retired=read.flag("retired"),
    )


def _article_field(read: _Read) -> ArticleField:
    return ArticleField(
        id=read.id,
        name=read.name(),
        type=read.one_of("type", FIELD_TYPES),
        values=read.choices("values"),
        default=read.text("default"),
        required=read.given("required", "never"),
        computed=read.flag("computed"),
        flags=read.choices("flags"),
        help=read.text("help"),
        source=read.text("source"),
    )


def _zone(read: _Read) -> ZoneType:
    return ZoneType(read.id, read.name(), read.flag("labelled", otherwise=True))
